//! A code block → HTML in which a dozen classes say what each word is.
//!
//! The classes are few and name roles, not grammar, so that a theme can give each its own colour in light, in dark
//! and on paper (`code.css`), and a page does not grow much. Highlighting is a function of language and text:
//! whoever calls it may remember its answers by their hash.
//!
//! Grammars are lists of regular expressions that were written for editors, and some take very long on text
//! nobody writes. So the work is bounded before it starts, by lengths alone and never by a clock: the same text is
//! coloured, or left plain, on every machine.

mod class;
mod language;

use std::sync::OnceLock;

use syntect::parsing::{BasicScopeStackOp, ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use crate::guard;
pub use class::Class;
use class::Nesting;
pub use language::language_class;

/// The longest block that is coloured, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// The most lines that are coloured.
pub const MAX_LINES: usize = 2_000;

/// The most of all lines' lengths, in bytes, cubed and added up: one line of 1,000, or 64 kB in lines of 120.
///
/// A grammar tries its expressions from each place in a line, and many read on to the line's end; some do so
/// from each place again. 4,000 spaces take the grammar of INI files half a minute, 1,000 about half a second.
pub const MAX_WORK: u64 = 1_000 * 1_000 * 1_000;

/// How many times longer than the text its HTML may be.
pub const MAX_GROWTH: usize = 20;

/// Colours code. The grammars, a megabyte, are unpacked on first use, and each grammar's expressions
/// when its first block is met.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// A highlighter that has loaded nothing yet.
    pub const fn new() -> Self {
        Self { syntaxes: OnceLock::new() }
    }

    /// The inside of a `<code>` element: `code`, escaped, its words in `<span class="c-…">`.
    ///
    /// `language` is the whole info string of a code block. `None` when the language is unknown or is plain text,
    /// when the block is over one of this module's limits, or when the grammar fails on it; the caller then
    /// writes the text escaped and uncoloured. Taking the tags out of the answer always gives `code`.
    pub fn highlight(&self, language: &str, code: &str) -> Option<String> {
        if !is_bounded(code) {
            return None;
        }
        let syntaxes = self.syntaxes.get_or_init(two_face::syntax::extra_newlines);
        let syntax = language::find(syntaxes, language)?;
        // A grammar that trips must not take the build with it.
        guard::guarded(|| colour(syntaxes, syntax, code)).ok().flatten()
    }

    /// Whether blocks of this language are coloured.
    pub fn knows(&self, language: &str) -> bool {
        let syntaxes = self.syntaxes.get_or_init(two_face::syntax::extra_newlines);
        language::find(syntaxes, language).is_some()
    }
}

/// Whether `code` is within all limits that can be told beforehand.
fn is_bounded(code: &str) -> bool {
    if code.len() > MAX_BYTES {
        return false;
    }
    let (mut lines, mut work) = (0, 0_u64);
    for line in code.split_inclusive('\n') {
        lines += 1;
        work = work.saturating_add((line.len() as u64).saturating_pow(3));
        if lines > MAX_LINES || work > MAX_WORK {
            return false;
        }
    }
    true
}

fn colour(syntaxes: &SyntaxSet, syntax: &SyntaxReference, code: &str) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut nesting = Nesting::default();
    let mut spans = Spans::new(code.len());
    for line in code.split_inclusive('\n') {
        // The grammars expect every line to end.
        let ended = (!line.ends_with('\n')).then(|| format!("{line}\n"));
        let steps = state.parse_line(ended.as_deref().unwrap_or(line), syntaxes).ok()?;
        let mut from = 0;
        for (at, step) in steps {
            let at = at.min(line.len());
            if at > from {
                spans.push(line.get(from..at)?, nesting.class())?;
                from = at;
            }
            let change = |change: BasicScopeStackOp, _: &[_]| match change {
                BasicScopeStackOp::Push(scope) => nesting.push(scope),
                BasicScopeStackOp::Pop => nesting.pop(),
            };
            scopes.apply_with_hook(&step, change).ok()?;
        }
        spans.push(line.get(from..)?, nesting.class())?;
    }
    Some(spans.finish())
}

/// HTML as it grows: neighbours of one class share a span, and white space goes with what is before it.
struct Spans {
    html: String,
    open: Option<Class>,
    most: usize,
}

impl Spans {
    fn new(length: usize) -> Self {
        // A block of a few words may grow more than twenty times without harm.
        Self { html: String::with_capacity(length * 4), open: None, most: length * MAX_GROWTH + 512 }
    }

    /// Appends text; `None` when the HTML has grown too long.
    fn push(&mut self, text: &str, class: Option<Class>) -> Option<()> {
        let class = class.map(|class| class.of(text));
        if class != self.open && !text.trim().is_empty() {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"");
                self.html.push_str(class.as_str());
                self.html.push_str("\">");
            }
            self.open = class;
        }
        escape(text, &mut self.html);
        (self.html.len() <= self.most).then_some(())
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            // White space at the end belongs to nothing; there is always a word before it.
            let ends = self.html.trim_end().len();
            self.html.insert_str(ends, "</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

/// Appends `text` so that it is text in HTML, and would be in an attribute too.
fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (plain, special) = rest.split_at(at);
        html.push_str(plain);
        html.push_str(match special.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &special[1..];
    }
    html.push_str(rest);
}
