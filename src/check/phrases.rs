//! The terms and claims of `handbook.yaml`, looked for in all pages at once.
//!
//! The first words of all phrases are searched together, byte by byte, in the file as it is; only where one
//! stands is the rest compared and its place looked up. A page that uses none of them costs one pass.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::alone::Alone;
use super::passages::{self, Voice};
use crate::diagnostic::Span;
use crate::parse::Facts;
use crate::parse::config::{Settings, Term};

/// What a phrase is to us.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning<'s> {
    /// A word for which we use another.
    Term(&'s Term),
    /// A claim that we do not make.
    Claim,
}

/// A phrase in a page.
#[derive(Debug)]
pub(super) struct Found<'s> {
    /// Its bytes in the file.
    pub span: Span,
    /// The words as written there, on one line.
    pub words: String,
    /// What they are to us.
    pub meaning: Meaning<'s>,
}

/// Something to look for: characters in lower case, and one space between words.
struct Phrase<'s> {
    letters: Vec<char>,
    meaning: Meaning<'s>,
}

/// All terms and claims, ready to be looked for.
pub(super) struct Phrases<'s> {
    search: Option<AhoCorasick>,
    /// The phrases that may begin where a pattern of the search is found, by its number.
    beginning: Vec<Vec<usize>>,
    phrases: Vec<Phrase<'s>>,
}

impl<'s> Phrases<'s> {
    /// Those of a handbook.
    pub(super) fn new(settings: &'s Settings) -> Self {
        let config = &settings.config;
        let terms =
            config.terms.iter().filter(|term| term.r#use.is_some()).flat_map(|term| {
                term.instead_of.iter().map(move |phrase| (&*phrase.value, Meaning::Term(term)))
            });
        let claims = config.forbidden_claims.iter().map(|phrase| (&*phrase.value, Meaning::Claim));
        let phrases: Vec<Phrase<'_>> = terms
            .chain(claims)
            .map(|(phrase, meaning)| Phrase { letters: folded(phrase), meaning })
            .filter(|phrase| !phrase.letters.is_empty())
            .collect();
        let mut patterns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, phrase) in phrases.iter().enumerate() {
            for beginning in beginnings(&phrase.letters) {
                patterns.entry(beginning).or_default().push(number);
            }
        }
        // Where one beginning is part of a longer one, only the longer one is found: it stands for both.
        let beginning = patterns
            .keys()
            .map(|long| {
                let shorter = patterns.iter().filter(|(short, _)| long.starts_with(short.as_str()));
                shorter.flat_map(|(_, phrases)| phrases.iter().copied()).collect()
            })
            .collect();
        let search = (!patterns.is_empty())
            .then(|| {
                AhoCorasick::builder()
                    .ascii_case_insensitive(true)
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(patterns.keys())
                    .ok()
            })
            .flatten();
        Self { search, beginning, phrases }
    }

    /// What a page uses of them in its own words, in the order of the file.
    pub(super) fn find(&self, page: Alone<'_>) -> Vec<Found<'s>> {
        let (Some(search), Some(bytes)) = (&self.search, page.bytes) else { return Vec::new() };
        let mut hits: Vec<(Span, usize)> = Vec::new();
        let mut text = None;
        for beginning in search.find_iter(bytes) {
            // A file that is no UTF-8 was told, and its places are those of the mended text.
            let Ok(text) = text.get_or_insert_with(|| std::str::from_utf8(bytes)) else { return Vec::new() };
            for number in &self.beginning[beginning.pattern().as_usize()] {
                let start = beginning.start();
                let letters = &self.phrases[*number].letters;
                if begins_word(text, start)
                    && let Some(end) = ends_at(text, start, letters)
                    && !self.within_the_wanted(text, start, end, *number)
                {
                    hits.push((Span::new(start..end), *number));
                }
            }
        }
        let Some(Ok(text)) = text.filter(|_| !hits.is_empty()) else { return Vec::new() };
        self.in_our_words(page.facts, text, hits)
    }

    /// Those hits that are words of ours, without shorter ones inside longer ones.
    fn in_our_words(&self, facts: &Facts, text: &str, mut hits: Vec<(Span, usize)>) -> Vec<Found<'s>> {
        let is_claim = |number: usize| matches!(self.phrases[number].meaning, Meaning::Claim);
        hits.sort_by_key(|(span, number)| (span.start, u32::MAX - span.end, *number));
        let mut ends = [0_u32; 2];
        hits.retain(|(span, number)| {
            let end = &mut ends[usize::from(is_claim(*number))];
            let apart = span.start >= *end;
            if apart {
                *end = span.end;
            }
            apart
        });
        let passages = passages::passages(facts, text);
        let ours = |span: Span| {
            let around = |passage: &&passages::Passage| {
                passage.span.start <= span.start && span.end <= passage.span.end
            };
            let passage = passages.iter().find(around);
            passage
                .is_some_and(|passage| passage.voice == Voice::Ours && !passages::quoted(text, passage, span))
        };
        hits.into_iter()
            .filter(|(span, _)| ours(*span))
            .map(|(span, number)| Found {
                span,
                words: on_one_line(&text[span.range()]),
                meaning: self.phrases[number].meaning,
            })
            .collect()
    }

    /// Whether the phrase stands inside the term that is wanted instead: `promise` in `customer promise`.
    fn within_the_wanted(&self, text: &str, start: usize, end: usize, number: usize) -> bool {
        let Phrase { letters, meaning: Meaning::Term(Term { r#use: Some(wanted), .. }) } =
            &self.phrases[number]
        else {
            return false;
        };
        let wanted = folded(wanted);
        let places = (0..wanted.len()).filter(|at| wanted[*at..].starts_with(letters));
        places.into_iter().any(|at| {
            let mut start = start;
            // Back over as many letters as the wanted term has before the phrase.
            let before = &wanted[..at];
            for _ in before.iter().rev() {
                let Some(letter) = text[..start].chars().next_back() else { return false };
                start -= letter.len_utf8();
            }
            ends_at(text, start, &wanted).is_some_and(|wanted_end| wanted_end >= end)
        })
    }
}

/// `text` in lower case, with one space for each run of white space, and one sort of apostrophe.
fn folded(text: &str) -> Vec<char> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().flat_map(char::to_lowercase).map(plain_apostrophe).collect()
}

fn plain_apostrophe(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "*_>".contains(c)).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The bytes by which a phrase is looked for: its first letters as far as they are ASCII, where small and
/// capital letters are the search's business; else its first word in the spellings it can have.
fn beginnings(letters: &[char]) -> Vec<String> {
    let ascii: String = letters.iter().take_while(|c| c.is_ascii_alphanumeric()).collect();
    if !ascii.is_empty() {
        return vec![ascii];
    }
    let word: String = letters.iter().take_while(|c| !c.is_whitespace()).collect();
    let mut rest = word.chars();
    let titled: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    let mut spellings = vec![word.to_uppercase(), titled, word];
    spellings.sort();
    spellings.dedup();
    spellings
}

/// Whether a word begins at the byte `at`.
fn begins_word(text: &str, at: usize) -> bool {
    let Some(after) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
    let before = text[..at].chars().next_back();
    before.is_none_or(|before| !joins(before, after))
}

/// Whether two neighbours belong to one word. Scripts without spaces between words never tell.
fn joins(one: char, other: char) -> bool {
    let spaced =
        |c: char| !matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    one.is_alphanumeric() && other.is_alphanumeric() && spaced(one) && spaced(other)
}

/// Where the phrase ends that begins at `start`, with a plural's `s` or `es`; `None` if it is not there.
/// Between two words may stand any white space, a hyphen, and the marks of an emphasis.
fn ends_at(text: &str, start: usize, letters: &[char]) -> Option<usize> {
    let mut at = start;
    let mut letters = letters.iter().copied().peekable();
    while let Some(letter) = letters.peek().copied() {
        if letter == ' ' {
            letters.next();
            at += gap(&text[at..])?;
            continue;
        }
        let there = text[at..].chars().next()?;
        for small in there.to_lowercase().map(plain_apostrophe) {
            if letters.next() != Some(small) {
                return None;
            }
        }
        at += there.len_utf8();
    }
    let rest = &text[at..];
    let last = text[..at].chars().next_back()?;
    let ended = |rest: &str| rest.chars().next().is_none_or(|next| !joins(last, next));
    if ended(rest) {
        return Some(at);
    }
    ["es", "s", "ES", "S"]
        .into_iter()
        .find(|plural| rest.strip_prefix(plural).is_some_and(ended))
        .map(|plural| at + plural.len())
}

/// The bytes between two words of a phrase.
fn gap(text: &str) -> Option<usize> {
    let mut line_begins = false;
    let mut spaced = false;
    let mut length = 0;
    for c in text.chars() {
        match c {
            '\n' => line_begins = true,
            '>' if line_begins => {}
            '*' | '_' => {}
            '-' | '‑' if !spaced => {}
            c if c.is_whitespace() => {}
            _ => break,
        }
        spaced |= c.is_whitespace() || matches!(c, '-' | '‑');
        length += c.len_utf8();
    }
    spaced.then_some(length)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::told;
    use crate::diagnostic::Name;

    /// The words that are told on a page, with one term for each of `phrases`.
    fn words(phrases: &str, path: &str, text: &str) -> Vec<String> {
        let settings = format!("terms: [{{use: Gast, instead_of: [{phrases}]}}]");
        let told = told(Name::Term, &[("handbook.yaml", &settings), (path, text)]);
        told.into_iter()
            .map(|line| line[line.find('[').unwrap() + 1..line.find(']').unwrap()].into())
            .collect()
    }

    fn found(phrases: &str, text: &str) -> Vec<String> {
        words(phrases, "a.md", text)
    }

    #[test]
    fn whole_words_in_any_case_and_number() {
        assert_eq!(
            found("punter", "Punter, PUNTERS; punters' and a punter's. Punterly counterpunter."),
            ["Punter", "PUNTERS", "punters", "punter"]
        );
        assert_eq!(found("box", "Boxes boxs boxing"), ["Boxes", "boxs"]);
    }

    #[test]
    fn words_may_be_apart_in_any_way() {
        let text = "An end\nuser, an end-user, an end  *user*, **end** users, and the end. User here.";
        assert_eq!(found("end user", text), ["end\nuser", "end-user", "end  *user", "end** users"]);
        assert_eq!(found("end-user", "An end user and an end-user."), ["end-user"]);
        assert_eq!(found("end user", "> [!TIP]\n> Ask the end\n> user.\n"), ["end\n> user"]);
    }

    #[test]
    fn letters_of_any_script() {
        assert_eq!(
            found("überbringer, kündigung", "Der Überbringer der KÜNDIGUNG"),
            ["Überbringer", "KÜNDIGUNG"]
        );
        assert_eq!(found("клиент", "Наш Клиент и КЛИЕНТ"), ["Клиент", "КЛИЕНТ"]);
        assert_eq!(found("顧客", "これは顧客です"), ["顧客"]);
        assert_eq!(found("l’usager", "Pour l'usager et l’usager"), ["l'usager", "l’usager"]);
    }

    #[test]
    fn the_longest_phrase_is_told_once() {
        let text = "A customer service ticket, a customer service, a customer.";
        assert_eq!(
            found("customer, customer service ticket, customer service", text),
            ["customer service ticket", "customer service", "customer"]
        );
        assert_eq!(found("end, ends meet", "The ends of it."), ["ends"]);
    }

    #[test]
    fn inside_the_wanted_term_nothing_is_told() {
        let settings = "terms: [{use: customer promise, instead_of: [promise]}]";
        let text = "Our customer promise is a promise, a Customer\nPromise.\n";
        let told = told(Name::Term, &[("handbook.yaml", settings), ("a.md", text)]);
        assert_eq!(told.len(), 1, "{told:?}");
    }

    #[test]
    fn code_quotes_and_addresses_are_left_alone() {
        for text in [
            "Write `punter` never.",
            "```\npunter\n```",
            "    punter\n",
            "> The punter rang.\n",
            "He said “the punter rang”, she \"the [punter](a.md) rang\".",
            "See [this](punter.md) and ![A door](punter.png).",
            "<!-- punter -->",
        ] {
            assert_eq!(found("punter", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn all_that_readers_see_is_looked_at() {
        assert_eq!(found("punter", "# The punter\n"), ["punter"]);
        assert_eq!(found("punter", "Text\n\n## A punter\n\n| punter |\n| --- |\n| punter |\n").len(), 3);
        assert_eq!(found("punter", "![A punter](a.png \"A punter waits\")").len(), 2);
        assert_eq!(found("punter", "Text.[^1]\n\n[^1]: The punter.\n"), ["punter"]);
        assert_eq!(found("punter", "> [!NOTE]\n> The punter rang.\n"), ["punter"]);
        assert_eq!(found("punter", "[the punter](a.md)"), ["punter"]);
    }

    #[test]
    fn texts_of_the_front_matter_are_words_and_names_are_not() {
        let text = "---\ntitle: \"The punter\"\ndescription: >\n  A punter\n  rings\nkeywords: [punter]\naliases: [/punter/]\nowner: role/punter\ntags: [punter]\n---\n";
        assert_eq!(found("punter", text), ["punter"; 3]);
        let role = "---\nserves:\n  - {to: persona/punter, output: a list for the punter, value: 'no \"punter\" waits'}\n---\n";
        assert_eq!(words("punter", "roles/a.md", role), ["punter"]);
    }

    #[test]
    fn what_others_said_and_what_we_do_not_say_are_left_alone() {
        let theirs = [
            ("personas/a.md", "quote: I am no punter"),
            ("listening/a.md", "said: A punter rang"),
            ("voice/a.md", "quotes: [{text: I am no punter}]"),
            ("promise/a.md", "voice: [{attribute: plain, dont: [Dear punter]}]"),
            ("promise/pillars/a.md", "behaviours: [{do: Ring, dont: Say punter}]"),
        ];
        for (path, front) in theirs {
            assert_eq!(words("punter", path, &format!("---\n{front}\n---\n")), [""; 0], "{front}");
        }
        let ours = "---\nbehaviours: [{do: Ring the punter}]\n---\n";
        assert_eq!(words("punter", "promise/pillars/a.md", ours), ["punter"]);
    }
}
