//! The words of a body without any markup: what search counts and quotes.
//!
//! While markdown is read, it is noted where in the HTML the words stand, so that they are in memory once and nobody ever
//! has to read HTML back. Only what the HTML says otherwise is kept apart: what had to be escaped, code, what pictures show.

use super::{Body, Writer};
use crate::parse::{Html, ParseRules, leb128};

/// What a body says in plain words, and which heading each part of it stands under. [`Body::words`] gives the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// Where the words stand, in order, until the body is whole.
    runs: Vec<Run>,
    /// The same in a third of the room; see [`Packed`].
    packed: Vec<u8>,
    /// Words that the HTML does not hold as they are said.
    apart: String,
    /// The size of the text, in bytes.
    pub length: u32,
    /// Where parts begin, in order. What comes before the first belongs to the page itself.
    pub parts: Vec<Part>,
    /// What a part's text and its head are known by: nothing else leads to equal ones but equal texts of one kind, read by
    /// equal rules.
    pub digest: [u8; 16],
}

/// One part of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The byte of the text at which it begins.
    pub at: u32,
    /// What stands above it.
    pub head: Head,
}

/// What stands above a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// The heading with this number in [`Facts::headings`](crate::parse::Facts::headings).
    Heading(u32),
    /// The term with this number in [`Facts::terms`](crate::parse::Facts::terms).
    Term(u32),
    /// The page itself: text after a list of terms that no heading comes before.
    Page,
}

/// Words that follow each other in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    place: InPlace,
    /// The byte at which they begin.
    at: u32,
    /// How many bytes they have.
    size: u32,
    /// Whether a line ends after them.
    ends: bool,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InPlace {
    /// In the HTML. A line's end there is a space.
    Html,
    /// Among those that are kept apart.
    Apart,
}

impl Run {
    fn end(self) -> u32 {
        self.at.saturating_add(self.size)
    }

    fn words<'b>(self, html: &'b str, apart: &'b str) -> &'b str {
        let words = match self.place {
            InPlace::Html => html,
            InPlace::Apart => apart,
        };
        words.get(self.at as usize..self.end() as usize).unwrap_or_default()
    }
}

/// Runs as they are kept, since a page has a hundred: of each, how many bytes it begins after the one before it in the same
/// place, together with its place and its end in the two lowest bits; then its size.
struct Packed<'p> {
    bytes: std::slice::Iter<'p, u8>,
    /// Where the last run ended in the HTML, and apart.
    ends: [u32; 2],
}

impl Packed<'_> {
    fn pack(runs: &[Run]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(runs.len() * 3);
        let mut ends = [0; 2];
        for run in runs {
            let end = &mut ends[run.place as usize];
            let gap = run.at.saturating_sub(*end);
            leb128::put(&mut bytes, u64::from(gap) << 2 | (run.place as u64) << 1 | u64::from(run.ends));
            leb128::put(&mut bytes, run.size.into());
            *end = run.end();
        }
        bytes
    }
}

impl Iterator for Packed<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let (begin, size) = (leb128::take(&mut self.bytes)?, leb128::take(&mut self.bytes)? as u32);
        let place = if begin & 2 == 0 { InPlace::Html } else { InPlace::Apart };
        let end = &mut self.ends[place as usize];
        let run = Run { place, at: *end + (begin >> 2) as u32, size, ends: begin & 1 == 1 };
        *end = run.end();
        Some(run)
    }
}

impl Body {
    /// What the body says in plain words. Blocks are parted by a line's end.
    pub fn words(&self) -> String {
        let mut text = String::with_capacity(self.plain.length as usize);
        for run in (Packed { bytes: self.plain.packed.iter(), ends: [0; 2] }) {
            let words = run.words(&self.html, &self.plain.apart);
            match run.place {
                InPlace::Apart => text.push_str(words),
                InPlace::Html => {
                    let mut lines = words.split('\n');
                    text.push_str(lines.next().unwrap_or_default());
                    for line in lines {
                        text.push(' ');
                        text.push_str(line);
                    }
                }
            }
            if run.ends {
                text.push('\n');
            }
        }
        text
    }

    /// Adds words that the HTML does not end in.
    fn say_apart(&mut self, words: &str) {
        let at = self.plain.apart.len();
        self.plain.apart.push_str(words);
        self.plain.add(InPlace::Apart, at, words.len());
    }

    /// Adds the last `size` bytes of the HTML to the words; a line's end among them is a space.
    fn say_last(&mut self, size: usize) {
        self.plain.add(InPlace::Html, self.html.len().saturating_sub(size), size);
    }

    fn end_block(&mut self) {
        let plain = &mut self.plain;
        while let Some(run) = plain.runs.last_mut().filter(|run| !run.ends) {
            let words = run.words(&self.html, &plain.apart);
            let kept = words.trim_end_matches(|c| c == ' ' || c == '\n' && run.place == InPlace::Html);
            let gone = (words.len() - kept.len()) as u32;
            let (is_line, is_empty) = (kept.ends_with('\n'), kept.is_empty());
            plain.length -= gone;
            run.size -= gone;
            if !is_empty {
                if !is_line {
                    run.ends = true;
                    plain.length += 1;
                }
                return;
            }
            plain.runs.pop();
        }
    }

    /// Adds what another body says, with its parts, before its HTML is added.
    pub(super) fn say_all_of(&mut self, other: &Plain) {
        self.end_block();
        let (html, apart) = (u32::try_from(self.html.len()), u32::try_from(self.plain.apart.len()));
        let (html, apart) = (html.unwrap_or(u32::MAX), apart.unwrap_or(u32::MAX));
        let plain = &mut self.plain;
        plain.apart.push_str(&other.apart);
        plain.runs.extend(other.runs.iter().map(|run| {
            let by = match run.place {
                InPlace::Html => html,
                InPlace::Apart => apart,
            };
            Run { at: run.at.saturating_add(by), ..*run }
        }));
        let by = plain.length;
        plain.parts.extend(other.parts.iter().map(|part| Part { at: part.at.saturating_add(by), ..*part }));
        plain.length += other.length;
    }
}

impl Plain {
    fn add(&mut self, place: InPlace, at: usize, size: usize) {
        // What is larger is no file that is read.
        let (Ok(at), Ok(size)) = (u32::try_from(at), u32::try_from(size)) else { return };
        if size == 0 {
            return;
        }
        self.length += size;
        if let Some(last) = self.runs.last_mut()
            && !last.ends
            && last.place == place
            && last.end() == at
        {
            last.size += size;
            return;
        }
        self.runs.push(Run { place, at, size, ends: false });
    }

    /// Takes no more room than it needs, once the body is whole.
    pub(super) fn fit(&mut self) {
        self.packed = Packed::pack(&std::mem::take(&mut self.runs)).as_slice().into();
        self.apart = self.apart.as_str().into();
        self.parts = self.parts.as_slice().into();
    }
}

impl Writer<'_, '_> {
    /// Adds words of running text. A heading's words are its own and no part of what stands below it.
    pub(super) fn say(&mut self, words: &str) {
        if !self.in_title {
            self.out.say_apart(words);
        }
    }

    /// Writes `text` into the HTML and says it.
    pub(super) fn write_and_say(&mut self, text: &str) {
        let before = self.out.html.len();
        super::escape(&mut self.out.html, text);
        if self.in_title {
            return;
        }
        // Nothing that is escaped keeps its size.
        if self.out.html.len() - before == text.len() && !text.contains('\n') {
            self.out.say_last(text.len());
        } else {
            self.out.say_apart(text);
        }
    }

    /// Says the last `size` bytes of what was written; a line's end is a space.
    pub(super) fn say_written(&mut self, size: usize) {
        if !self.in_title {
            self.out.say_last(size);
        }
    }

    /// Ends a paragraph, an item, a cell.
    pub(super) fn say_end(&mut self) {
        if !self.in_title {
            self.out.end_block();
        }
    }

    /// From here on, the text belongs to `head`.
    pub(super) fn say_head(&mut self, head: Head) {
        self.out.end_block();
        let at = self.out.plain.length;
        self.out.plain.parts.push(Part { at, head });
        if let Head::Heading(_) = head {
            self.heading = head;
        }
    }

    /// Knows the words by what they were read from: the file's `digest` and all that reading it depends on beside it.
    pub(super) fn seal(&mut self, digest: &blake3::Hash) {
        self.out.end_block();
        let ParseRules { language, html, line_marks: _, configured: _, folders: _ } = self.rules;
        let mut hasher = blake3::Hasher::new();
        hasher.update(digest.as_bytes());
        hasher.update(&[match html {
            Html::Text => 0,
            Html::Sanitised => 1,
        }]);
        hasher.update(self.facts.kind.as_str().as_bytes());
        hasher.update(b" ");
        hasher.update(language.as_bytes());
        self.out.plain.digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The words of `markdown`, part by part.
    fn words(markdown: &str) -> Vec<String> {
        let sources = Sources::in_memory([("content/a.md", markdown.as_bytes())]);
        let body = crate::parse::read(&sources.pages[0], &ParseRules::default()).value.body;
        let words = body.words();
        assert_eq!(words.len(), body.plain.length as usize, "{markdown}");
        let begins = std::iter::once(0).chain(body.plain.parts.iter().map(|part| part.at as usize));
        let ends = body.plain.parts.iter().map(|part| part.at as usize).chain([words.len()]);
        begins.zip(ends).map(|(begin, end)| words[begin..end].to_owned()).collect()
    }

    #[test]
    fn what_is_said_has_no_markup_and_one_line_a_block() {
        let said = [
            ("warm *bread*\nbefore `seven`  \nsharp", "warm bread before seven sharp\n"),
            ("Ann & Bo: \"a < b\", they're *here*", "Ann & Bo: “a < b”, they’re here\n"),
            ("- one\n- two\n\n  three\n", "one\ntwo\nthree\n"),
            ("| a | b |\n|---|---|\n| c & d | |\n", "a b\nc & d\n"),
            ("```sh\nls -l\n\ncd\n```\nafter", "ls -l\n\ncd\nafter\n"),
            ("a ![a *warm* loaf](loaf.png) b", "a a warm loaf b\n"),
            ("![loaf](loaf.png \"Fresh & warm\")", "loaf\nFresh & warm\n"),
            ("said[^1] once\n\n[^1]: by *Ann* & Bo\n", "said once\nby Ann & Bo\n"),
            ("<b>x</b>\ny", "<b>x</b> y\n"),
            ("- [x] done\n- [ ] open", "done\nopen\n"),
            ("***\n\n> quoted\n> on", "quoted on\n"),
            ("", ""),
        ];
        for (markdown, expected) in said {
            assert_eq!(words(markdown).concat(), expected, "{markdown}");
        }
    }

    #[test]
    fn a_heading_and_a_term_begin_parts_and_are_none_of_their_words() {
        assert_eq!(
            words("first\n\n## A *new* part\n\nsecond & more\n\nterm\n: what it *means*\n\nthird"),
            ["first\n", "second & more\n", "what it means\n", "third\n"]
        );
    }

    #[test]
    fn words_are_known_by_what_they_were_read_from_and_how() {
        let digest = |path: &str, text: &str, rules: &ParseRules| {
            let sources = Sources::in_memory([(path, text.as_bytes())]);
            crate::parse::read(&sources.pages[0], rules).value.body.plain.digest
        };
        let rules = ParseRules { configured: true, ..ParseRules::default() };
        let (german, html) = (
            ParseRules { language: "de".into(), ..rules.clone() },
            ParseRules { html: Html::Sanitised, ..rules.clone() },
        );
        let all = [
            digest("content/a.md", "a", &rules),
            digest("content/a.md", "b", &rules),
            digest("content/roles/a.md", "a", &rules),
            digest("content/a.md", "a", &german),
            digest("content/a.md", "a", &html),
        ];
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
        assert_eq!(digest("content/a.md", "a", &rules), digest("content/b.md", "a", &rules));
    }
}
