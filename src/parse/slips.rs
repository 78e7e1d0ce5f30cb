//! The usual slips in YAML, told in a writer's words.
//!
//! YAML's own messages speak of scanners and block mappings. Nearly all of a writer's mistakes are one of two
//! dozen, so the text is looked at for those: [`before`] for what would be read wrongly in silence or with
//! a misleading message, [`after`] for what stopped the reading.

use super::yaml::Slip;
use crate::diagnostic::Span;

/// The marks by which word processors open and close a quotation.
const CURLY: &str = "“”„‟‘’‚«»";

const QUOTE_IT: &str = "put the value between quotation marks: \"…\"";

/// A line, and where it begins.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        let mut start = 0;
        let mut line = |text: &'t str| {
            let line = Self { text: text.trim_end_matches(['\n', '\r']), start };
            start += text.len();
            line
        };
        text.split_inclusive('\n').map(&mut line).collect()
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn is_blank(self) -> bool {
        let content = self.text.trim();
        content.is_empty() || content.starts_with('#')
    }

    /// The byte at which a value begins on this line: after a field's name, or after an item's dash.
    fn value_at(self) -> Option<usize> {
        let after = self.text.find(": ").map(|n| n + 2).or_else(|| self.text.find("- ").map(|n| n + 2))?;
        let value = self.text[after..].trim_start();
        (!value.is_empty()).then(|| self.text.len() - value.len())
    }

    fn value(self) -> Option<&'t str> {
        self.value_at().map(|at| self.text[at..].trim_end())
    }

    /// The name of the field that this line begins with.
    fn field(self) -> Option<&'t str> {
        let content = self.text.trim_start().trim_start_matches("- ");
        let (name, rest) = content.split_once(':')?;
        let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        (fits && (rest.is_empty() || rest.starts_with(' '))).then_some(name)
    }

    /// The slip that the bytes `from..to` of this line are.
    fn slip(self, from: usize, to: usize, message: impl Into<String>, mend: impl Into<String>) -> Slip {
        let span = Span::new(self.start + from..self.start + to.max(from));
        Slip { message: message.into(), mend: Some(mend.into()), span }
    }

    /// The slip that all of this line's words are.
    fn whole(self, message: impl Into<String>, mend: impl Into<String>) -> Slip {
        let indent = self.text.len() - self.text.trim_start().len();
        self.slip(indent, self.text.trim_end().len(), message, mend)
    }
}

/// Slips that are better told before the library sees the text.
pub fn before(text: &str, base: usize) -> Option<Slip> {
    let mut block: Option<usize> = None;
    let mut above = None;
    for line in Line::all(text) {
        if line.is_blank() {
            continue;
        }
        // A text after `|` or `>` may hold anything.
        if block.is_some_and(|indent| line.indent() > indent) {
            continue;
        }
        block = line.text.trim_end().ends_with(['|', '>']).then(|| line.indent());
        let slip = indentation(line)
            .or_else(|| curly_quote(line))
            .or_else(|| number_sign(line))
            .or_else(|| tag(line))
            .or_else(|| dash(line, above));
        if let Some(mut slip) = slip {
            slip.span = slip.span.shift(base);
            return Some(slip);
        }
        above = Some(line);
    }
    None
}

/// A tab, or a space that no line may be set in with.
fn indentation(line: Line<'_>) -> Option<Slip> {
    let white = line.text.len() - line.text.trim_start().len();
    let (at, c) = line.text[..white].char_indices().find(|(_, c)| *c != ' ')?;
    let (message, mend) = match c {
        '\t' => ("a tab stands where this line is set in", "use spaces, two for each step"),
        _ => (
            "this line is set in with spaces that do not count, as word processors write them",
            "type the spaces again",
        ),
    };
    Some(line.slip(at, if c == '\t' { at + 1 } else { white }, message, mend))
}

/// A curly quotation mark right where a value begins and one where it ends: meant as YAML's own quoting.
fn curly_quote(line: Line<'_>) -> Option<Slip> {
    let (at, value) = (line.value_at()?, line.value()?);
    let first = value.chars().next().filter(|c| CURLY.contains(*c))?;
    let last = value.chars().next_back()?;
    let message = format!("a curly quotation mark `{first}` opens this value, as word processors write it");
    (CURLY.contains(last) && value.chars().count() > 1)
        .then(|| line.slip(at, at + first.len_utf8(), message, "use straight quotation marks: \" or '"))
}

/// `Round #7`, `colour: #0b5d66`: a comment would begin at the `#`, and the rest be lost in silence.
fn number_sign(line: Line<'_>) -> Option<Slip> {
    let found = line.text.match_indices(" #").find(|(at, _)| {
        let (before, after) = (&line.text[..*at], &line.text[at + 2..]);
        let quoted = ['"', '\''].iter().any(|mark| before.matches(*mark).count() % 2 == 1);
        let word = after.split([' ', ',', '}', ']']).next().unwrap_or("");
        let colour = matches!(word.len(), 3 | 6) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        !quoted && !before.trim().is_empty() && if before.ends_with(':') { colour || number } else { number }
    });
    let (at, _) = found?;
    let end = at + 1 + line.text[at + 1..].find([' ', ',', '}']).unwrap_or(line.text.len() - at - 1);
    Some(line.slip(at + 1, end, "a space and `#` begin a comment, so this is not read", QUOTE_IT))
}

/// `!important`: YAML would take the word for a sort of value, and the value for nothing.
fn tag(line: Line<'_>) -> Option<Slip> {
    let at = line.value_at()?;
    line.text[at..]
        .starts_with('!')
        .then(|| line.slip(at, at + 1, "a value cannot begin with `!` here", QUOTE_IT))
}

/// `-vans` in a list: without a space, YAML takes all such lines for one text.
fn dash(line: Line<'_>, above: Option<Line<'_>>) -> Option<Slip> {
    let bare = |line: Line<'_>| {
        line.text.trim_start().strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    };
    let follows = above.is_some_and(|above| above.text.trim_end().ends_with(':') || bare(above));
    let at = line.indent();
    (bare(line) && follows)
        .then(|| line.slip(at, at + 1, "a space is missing after this dash", "write `- `, with a space"))
}

/// Where and why the reading stopped, as whoever read says it.
pub struct Stopped {
    /// Its words, in small letters.
    pub words: String,
    /// The byte of the text, where that is known.
    pub byte: Option<usize>,
    /// The line, from 0.
    pub line: usize,
    /// The character of the line, from 0.
    pub column: usize,
}

/// What stopped the reading, from the reader's words and a look at the line it names.
pub fn after(text: &str, base: usize, stopped: &Stopped) -> Slip {
    let lines = Line::all(text);
    let (number, column) = place(text, &lines, stopped);
    let line = lines.get(number).copied().unwrap_or(Line { text: "", start: text.len() });
    let above = lines[..number.min(lines.len())].iter().rev().copied().find(|line| !line.is_blank());
    let words = &stopped.words;
    let mut slip = budget(line, column, words)
        .or_else(|| twice(line, column, words))
        .or_else(|| special_start(line))
        .or_else(|| colon(line))
        .or_else(|| quotation(line))
        .or_else(|| {
            let read = lines.get(..=number).unwrap_or(&lines);
            read.iter().rev().find_map(|line| open_quotation(*line))
        })
        .or_else(|| no_space([Some(line), above]))
        .or_else(|| open_bracket(text))
        .or_else(|| inner_colon(line, column))
        .or_else(|| structure(line, above, &lines[..number.min(lines.len())]))
        .unwrap_or_else(|| {
            let end = line.text.trim_end().len();
            line.slip(
                column.min(end),
                end,
                "this front matter cannot be understood from here on",
                "look at how this line is set in, at its colons and its brackets",
            )
        });
    slip.span = slip.span.shift(base);
    slip
}

/// The line that the reader names, and the byte in it.
fn place(text: &str, lines: &[Line<'_>], stopped: &Stopped) -> (usize, usize) {
    if let Some(offset) = stopped.byte.filter(|offset| *offset <= text.len()) {
        let number = lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        return (number, offset - lines.get(number).map_or(0, |line| line.start));
    }
    let line = lines.get(stopped.line).map_or("", |line| line.text);
    (stopped.line, line.char_indices().nth(stopped.column).map_or(line.len(), |(at, _)| at))
}

fn budget(line: Line<'_>, column: usize, words: &str) -> Option<Slip> {
    if words.contains("budget") && words.contains("depth") || words.contains("recursion") {
        let message = "brackets and lists lie too deep inside each other here";
        return Some(line.slip(
            column,
            column + 1,
            message,
            "at most sixteen levels are read: write it more plainly",
        ));
    }
    words.contains("budget").then(|| {
        let message = "this front matter repeats itself too often to be read";
        line.slip(column, column + 1, message, "write the values out plainly, without `&` and `*`")
    })
}

fn twice(line: Line<'_>, column: usize, words: &str) -> Option<Slip> {
    let rest = line.text.get(column..).filter(|_| words.contains("duplicate"))?;
    let key = rest.split(':').next().unwrap_or("").trim_end();
    Some(line.slip(
        column,
        column + key.len(),
        format!("the field `{key}` stands here twice"),
        "keep one of the two",
    ))
}

/// A value that begins with a sign that YAML keeps for itself.
fn special_start(line: Line<'_>) -> Option<Slip> {
    let at = line.value_at()?;
    let sign = line.text[at..].chars().next().filter(|c| "@`%*&".contains(*c))?;
    let sign_named = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
    Some(line.slip(at, at + 1, format!("a value cannot begin with {sign_named} here"), QUOTE_IT))
}

/// A second `: ` in a line whose value is not quoted or bracketed: `title: Late: what now`.
fn colon(line: Line<'_>) -> Option<Slip> {
    let value_at = line.text.find(": ")? + 2;
    let value = &line.text[value_at..];
    if value.trim_start().starts_with(['"', '\'', '[', '{', '|', '>']) {
        return None;
    }
    let end = value.trim_end().len();
    let at = value.find(": ").or_else(|| value[..end].ends_with(':').then(|| end - 1))?;
    let message = "a colon followed by a space stands inside this value";
    Some(line.slip(value_at + at, value_at + at + 1, message, QUOTE_IT))
}

/// Quotation marks that close before the value ends: `'It's warm'`, `"Warm" bread`.
fn quotation(line: Line<'_>) -> Option<Slip> {
    let (at, value) = (line.value_at()?, line.value()?);
    let mark = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let close = 1 + value[1..].find(mark)?;
    let rest = &value[close + 1..];
    if rest.trim_start().is_empty() || rest.trim_start().starts_with(['#', ',', ']', '}', ':']) {
        return None;
    }
    let other = if mark == '"' { "'…'" } else { "\"…\"" };
    let message = match rest.starts_with(char::is_alphanumeric) {
        true => format!("this {mark} closes the quotation, and the value goes on"),
        false => "the value goes on after its closing quotation mark".to_owned(),
    };
    Some(line.slip(at + close, at + close + 1, message, format!("put all of the value between {other}")))
}

/// A quotation mark that opens a value and is never closed.
fn open_quotation(line: Line<'_>) -> Option<Slip> {
    let (at, value) = (line.value_at()?, line.value()?);
    let mark = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let message = format!("the quotation mark {mark} that opens here is never closed");
    let mend = format!("close it with {mark}, or write the value without quotation marks");
    (value.matches(mark).count() % 2 == 1).then(|| line.slip(at, at + 1, message, mend))
}

/// `title:Rounds`. An address has a colon without a space as well.
fn no_space(lines: [Option<Line<'_>>; 2]) -> Option<Slip> {
    lines.into_iter().flatten().find_map(|line| {
        let content = line.text.trim_start();
        let (name, rest) = content.split_once(':')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        let at = line.text.len() - content.len() + name.len();
        let glued =
            is_name && rest.starts_with(|c: char| !c.is_whitespace() && c != '/') && !rest.contains(": ");
        glued.then(|| {
            line.slip(at, at + 1, "a space is missing after this colon", format!("write `{name}: …`"))
        })
    })
}

fn open_bracket(text: &str) -> Option<Slip> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut previous = '\n';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if " [{,:\n".contains(previous) => quote = Some(c),
            (None, '[' | '{') if " [{,:\n-".contains(previous) => open.push((at, c)),
            (None, ']' | '}') => {
                open.pop();
            }
            (None, _) => {}
        }
        previous = c;
    }
    let (at, mark) = open.pop()?;
    let close = if mark == '[' { ']' } else { '}' };
    let whole = Line { text, start: 0 };
    Some(whole.slip(
        at,
        at + 1,
        format!("the bracket `{mark}` that opens here is never closed"),
        format!("close it with `{close}`"),
    ))
}

/// A colon inside a value between brackets: `{to: driver, value: late: why}`.
fn inner_colon(line: Line<'_>, column: usize) -> Option<Slip> {
    let before = line.text.get(..column)?;
    (line.text[column..].starts_with(": ") && before.contains(['{', '['])).then(|| {
        line.slip(column, column + 1, "a colon followed by a space stands inside this value", QUOTE_IT)
    })
}

/// Lines that begin in a column where they cannot, and lines that are neither field nor item.
fn structure(line: Line<'_>, above: Option<Line<'_>>, before: &[Line<'_>]) -> Option<Slip> {
    let content = line.text.trim();
    let item = |line: Line<'_>| line.text.trim_start().starts_with("- ");
    if content.starts_with([']', '}'])
        || content.ends_with([']', '}']) && above.is_none_or(|above| above.field().is_none())
    {
        return None;
    }
    match (line.field(), above) {
        (Some(_), Some(above))
            if line.indent() > above.indent() && above.field().is_some() && above.value().is_some() =>
        {
            let name = above.field().unwrap_or_default();
            Some(line.slip(
                0,
                line.indent(),
                "this line is set in further than the field above it, which is complete",
                format!("begin it in the same column as `{name}`"),
            ))
        }
        (Some(_), Some(_)) if !item(line) => {
            let open = before.iter().rev().filter(|line| !line.is_blank() && !item(**line));
            let neighbour =
                open.filter(|above| above.indent() > line.indent()).find_map(|line| line.field())?;
            Some(line.slip(
                line.indent(),
                line.text.trim_end().len(),
                "this line begins in another column than the fields around it",
                format!("begin it in the same column as `{neighbour}`, or further left"),
            ))
        }
        (None, Some(above)) if item(line) && above.value().is_some() && !item(above) => Some(line.whole(
            "a list begins here, and the field above it already has a value",
            "take the value out, or the list",
        )),
        (None, Some(above)) if item(above) && !item(line) && !content.is_empty() => {
            Some(line.whole("the dash of this item is missing", format!("write `- {content}`")))
        }
        (None, _) if !content.is_empty() && !content.starts_with('-') && !content.contains(':') => {
            Some(line.whole(
                "this line is no field: a field is a name, a colon, a space and a value",
                "write `name: value`, or move the text below the front matter",
            ))
        }
        _ => None,
    }
}
