//! Where the words of a page stand in its file: running text, descriptions of pictures, texts of the front
//! matter. Rules about words look there and nowhere else, so no address or file name is taken for a word.

use crate::diagnostic::Span;
use crate::parse::field::{Field, Shape};
use crate::parse::kind::Kind;
use crate::parse::yaml::{Node, Value};
use crate::parse::{Facts, config};

/// A stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its bytes in the file, without the quotation marks of YAML.
    pub span: Span,
    /// Whose words these are.
    pub voice: Voice,
    /// Where they stand.
    pub home: Home,
}

/// Whose words a passage holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The handbook's own.
    Ours,
    /// Somebody's who is quoted, or an example of what not to say.
    Theirs,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// In the body, where a quotation may have begun before it.
    Body,
    /// In the description or caption of a picture.
    Picture,
    /// In the front matter, in the field of this name.
    Field(&'static str),
}

/// Fields that hold what somebody said, or what we do not say.
const THEIRS: &[(Kind, &[&str])] = &[
    (Kind::Promise, &["dont", "we_are_not"]),
    (Kind::Pillar, &["dont"]),
    (Kind::Persona, &["quote", "thinks", "jobs"]),
    (Kind::Voice, &["quotes"]),
    (Kind::Concern, &["said"]),
    (Kind::Encounter, &["needs_heard"]),
];

/// Text fields that hold no words: names that the program knows, addresses, what people may type into search.
const NO_WORDS: &[&str] =
    &["aliases", "audience", "holidays", "id", "keywords", "kind", "language", "repeats", "timezone"];

/// All passages of a page, in no particular order.
pub(super) fn passages(facts: &Facts, text: &str) -> Vec<Passage> {
    let body = |voice| move |span: Span| Passage { span, voice, home: Home::Body };
    let mut passages: Vec<Passage> = facts.prose.iter().map(body(Voice::Ours)).collect();
    passages.extend(facts.quotes.iter().map(body(Voice::Theirs)));
    passages.extend(facts.opening.iter().map(|(_, span)| body(Voice::Ours)(*span)));
    let pictures = pictures(facts, text).into_iter();
    passages.extend(pictures.map(|span| Passage { span, voice: Voice::Ours, home: Home::Picture }));
    if let Some(front) = &facts.front {
        let kind = facts.kind;
        for (key, node) in front.entries() {
            let fields = || kind.fields().iter().chain(config::common_fields());
            let Some(field) = fields().find(|field| field.name() == &*key.text) else { continue };
            let theirs = THEIRS.iter().any(|(of, names)| *of == kind && names.contains(&field.name()));
            let mut walk = Walk { text, kind, passages: &mut passages };
            walk.field(field, node, if theirs { Voice::Theirs } else { Voice::Ours });
        }
    }
    passages
}

/// Descriptions and captions of pictures: readers see them, and markdown does not count them to the text.
fn pictures(facts: &Facts, text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for image in facts.links.iter().filter(|link| link.image) {
        let start = image.span.start as usize;
        let Some(inner) = text.get(image.span.range()).and_then(|there| there.strip_prefix("![")) else {
            continue;
        };
        let end = inner.find("](").or_else(|| inner.find(']')).unwrap_or(inner.len());
        spans.push(Span::new(start + 2..start + 2 + end));
        if !image.title.is_empty()
            && let Some(at) = inner.rfind(&*image.title)
        {
            spans.push(Span::new(start + 2 + at..start + 2 + at + image.title.len()));
        }
    }
    spans
}

struct Walk<'a> {
    text: &'a str,
    kind: Kind,
    passages: &'a mut Vec<Passage>,
}

impl Walk<'_> {
    fn field(&mut self, field: &Field, node: &Node, voice: Voice) {
        let name = field.name();
        if NO_WORDS.contains(&name) {
            return;
        }
        let theirs = THEIRS.iter().any(|(of, names)| *of == self.kind && names.contains(&name));
        self.shape(name, &field.shape, node, if theirs { Voice::Theirs } else { voice });
    }

    fn shape(&mut self, name: &'static str, shape: &Shape, node: &Node, voice: Voice) {
        match (shape, &node.value) {
            (Shape::Text, Value::Text(_)) => self.words(name, node, voice),
            // One word is somebody's name: `person/omar`. Several are a sentence.
            (Shape::Contact(_), Value::Text(words)) if words.contains(' ') => self.words(name, node, voice),
            (Shape::List(item), Value::List(nodes)) => {
                nodes.iter().for_each(|node| self.shape(name, item, node, voice));
            }
            (Shape::List(item), _) => self.shape(name, item, node, voice),
            (Shape::Group(fields), Value::Map(entries)) => {
                for (key, node) in entries {
                    if let Some(field) = fields.iter().find(|field| field.name() == &*key.text) {
                        self.field(field, node, voice);
                    }
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, name: &'static str, node: &Node, voice: Voice) {
        let mut span = node.span;
        let there = self.text.get(span.range()).unwrap_or_default();
        // The marks around a value are YAML's, and make no quotation of it.
        if there.len() > 1
            && ['"', '\''].iter().any(|mark| there.starts_with(*mark) && there.ends_with(*mark))
        {
            span = Span { start: span.start + 1, end: span.end - 1 };
        }
        self.passages.push(Passage { span, voice, home: Home::Field(name) });
    }
}

/// Whether the bytes `hit` of `passage` stand between quotation marks.
pub(super) fn quoted(text: &str, passage: &Passage, hit: Span) -> bool {
    let block = match passage.home {
        Home::Body => block_around(text, hit),
        Home::Picture | Home::Field(_) => passage.span.range(),
    };
    let Some(words) = text.get(block.clone()) else { return false };
    let inside = |start: usize, end: usize| {
        block.start + start <= hit.start as usize && hit.end as usize <= block.start + end
    };
    quotations(words).into_iter().any(|(start, end)| inside(start, end))
}

/// The lines around `hit` up to an empty line, or to the line on which a list's item, a heading, a table's row
/// begins: a quotation does not reach beyond.
fn block_around(text: &str, hit: Span) -> std::ops::Range<usize> {
    let (at, end) = (hit.start as usize, hit.end as usize);
    let mut start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    while start > 0 && !begins_block(&text[start..]) {
        let above = text[..start - 1].rfind('\n').map_or(0, |n| n + 1);
        if text[above..start].trim().is_empty() {
            break;
        }
        start = above;
    }
    let mut stop = text[end..].find('\n').map_or(text.len(), |n| end + n + 1);
    while stop < text.len() && !begins_block(&text[stop..]) {
        let below = text[stop..].find('\n').map_or(text.len(), |n| stop + n + 1);
        if text[stop..below].trim().is_empty() {
            break;
        }
        stop = below;
    }
    start..stop
}

fn begins_block(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['#', '|'])
        || ["- ", "* ", "+ ", ": "].iter().any(|sign| line.starts_with(sign))
        || numbered.len() < line.len() && (numbered.starts_with(". ") || numbered.starts_with(") "))
}

/// The pairs of quotation marks that open at a character, and those that close what it opened. `’` is also
/// an apostrophe, and `"` and `'` both open and close: what stands around them decides.
fn closing(mark: char) -> Option<&'static [char]> {
    Some(match mark {
        '“' => &['”', '“'],
        '„' => &['“', '”', '"'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '‹' => &['›'],
        '›' => &['‹'],
        '「' => &['」'],
        '『' => &['』'],
        '"' => &['"'],
        '\'' => &['\''],
        _ => return None,
    })
}

/// The stretches between quotation marks. What is opened and never closed is none.
fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut before = ' ';
    let mut code = false;
    for (at, mark) in text.char_indices() {
        if mark == '`' {
            code = !code;
        }
        let after = text[at + mark.len_utf8()..].chars().next().unwrap_or(' ');
        match open {
            _ if code => {}
            Some((start, closers)) if closers.contains(&mark) => {
                let apostrophe = matches!(mark, '’' | '\'') && after.is_alphanumeric();
                let after_space = matches!(mark, '"' | '\'') && before.is_whitespace();
                if !apostrophe && !after_space {
                    found.push((start, at));
                    open = None;
                }
            }
            Some(_) => {}
            None => {
                let opens = !before.is_alphanumeric() && !after.is_whitespace();
                if let Some(closers) = closing(mark).filter(|_| opens) {
                    open = Some((at, closers));
                }
            }
        }
        // YAML's own escape: `\"`.
        if mark != '\\' {
            before = mark;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn quotation_marks_of_many_countries() {
        assert_eq!(between("He said “a b” twice."), ["“a b"]);
        assert_eq!(between("Er sagte „a b“ und »c«."), ["„a b", "»c"]);
        assert_eq!(between("Il dit « a b » ."), [""; 0], "a space inside does not open");
        assert_eq!(between("Il dit «a b»."), ["«a b"]);
        assert_eq!(between("She said \"a b\", and 'c d'."), ["\"a b", "'c d"]);
        assert_eq!(between("‘It’s a b’ he said"), ["‘It’s a b"]);
    }

    #[test]
    fn apostrophes_and_inches_quote_nothing() {
        for text in
            ["It's the guests' bread", "5\" pipes and 6\" pipes", "rock 'n' roll ’til late", "an \"open end"]
        {
            assert!(between(text).iter().all(|quoted| quoted.len() < 4), "{text}: {:?}", between(text));
        }
        assert_eq!(between("`a \"b` c \"d\""), ["\"d"]);
    }

    #[test]
    fn a_quotation_ends_with_its_block() {
        let text = "one\n\n- \"a\n- b\" c\n\nthree \"d\ne\" f\n";
        let block = |word: &str| {
            let at = text.find(word).unwrap();
            &text[block_around(text, Span::new(at..at + 1))]
        };
        assert_eq!(block("a"), "- \"a\n");
        assert_eq!(block("b"), "- b\" c\n");
        assert_eq!(block("d\n"), "three \"d\ne\" f\n");
        assert_eq!(block("e\""), "three \"d\ne\" f\n");
        assert_eq!(block("f"), "three \"d\ne\" f\n");
        assert_eq!(block("o"), "one\n");
    }
}
