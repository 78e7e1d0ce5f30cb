//! The usual slips in YAML, told in a writer's words.
//!
//! YAML's own messages speak of scanners and block mappings. Nearly all of a writer's mistakes are one of a
//! dozen, so the text is looked at for those: [`before`] for what would be read wrongly in silence or with
//! a misleading message, [`after`] for what stopped the reading.

use super::yaml::Slip;
use crate::diagnostic::Span;

/// Slips that are better told before the library sees the text: tabs and curly quotation marks.
pub fn before(text: &str, base: usize) -> Option<Slip> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t')
            && !line.trim().is_empty()
        {
            return Some(Slip {
                message: "a tab stands where this line is set in".into(),
                mend: Some("use spaces, two for each step".into()),
                span: Span::new(base + offset + tab..base + offset + tab + 1),
            });
        }
        if let Some((at, quote)) = opening_curly_quote(line) {
            return Some(Slip {
                message: format!(
                    "a curly quotation mark `{quote}` opens this value, as word processors write it"
                ),
                mend: Some("use straight quotation marks: \" or '".into()),
                span: Span::new(base + offset + at..base + offset + at + quote.len_utf8()),
            });
        }
        offset += line.len();
    }
    None
}

/// A curly quotation mark right where a value begins and one where it ends: meant as YAML's own quoting.
fn opening_curly_quote(line: &str) -> Option<(usize, char)> {
    let content = line.trim_end();
    let value_at = content.find(": ").map(|at| at + 2).or_else(|| {
        let indent = content.len() - content.trim_start().len();
        content.trim_start().starts_with("- ").then_some(indent + 2)
    })?;
    let value = content[value_at..].trim_start();
    let at = content.len() - value.len();
    let first = value.chars().next().filter(|c| "“”„‟‘’‚«»".contains(*c))?;
    let last = value.chars().next_back()?;
    ("“”„‟‘’‚«»".contains(last) && value.chars().count() > 1).then_some((at, first))
}

/// What stopped the reading, from the words of whoever read (in small letters), the byte of `text` where that
/// was, and a look at the line there.
pub fn after(text: &str, base: usize, words: &str, place: Option<usize>) -> Slip {
    let offset = place.unwrap_or(0);
    let at = |start: usize, end: usize| Span::new(base + start..base + end.max(start));

    if words.contains("duplicate") && words.contains("key") {
        let end = text[floor(text, offset)..].find([':', '\n']).map_or(offset, |n| floor(text, offset) + n);
        let key = text.get(floor(text, offset)..end).unwrap_or("").trim();
        return Slip {
            message: format!("the field `{key}` stands here twice"),
            mend: Some("keep one of the two".into()),
            span: at(offset, end),
        };
    }
    if ["budget", "alias", "depth", "recursion", "anchor", "nesting"].iter().any(|word| words.contains(word))
    {
        return Slip {
            message: "this front matter is nested too deeply or repeats itself too often to be read".into(),
            mend: Some("write the values out plainly, without `&` and `*`".into()),
            span: at(offset, offset),
        };
    }
    // The library notices a colon in a title at its colon, or on the line after; look at both.
    for start in [line_start(text, offset), line_start(text, line_start(text, offset).saturating_sub(1))] {
        let line = text[start..].lines().next().unwrap_or("");
        if let Some(colon) = second_colon(line) {
            return Slip {
                message: "a colon followed by a space stands inside this value".into(),
                mend: Some("put the value between quotation marks: \"…\"".into()),
                span: at(start + colon, start + colon + 1),
            };
        }
        if let Some((quote, mark)) = unclosed_quote(line) {
            return Slip {
                message: format!("the quotation mark {mark} that opens here is never closed"),
                mend: Some(format!("close it with {mark}, or write the value without quotation marks")),
                span: at(start + quote, start + quote + 1),
            };
        }
        if let Some((sign, what)) = special_start(line) {
            return Slip {
                message: format!("a value cannot begin with `{what}` here"),
                mend: Some("put the value between quotation marks: \"…\"".into()),
                span: at(start + sign, start + sign + what.len_utf8()),
            };
        }
    }
    if let Some(open) = unclosed_bracket(text) {
        let mark = &text[open..=open];
        return Slip {
            message: format!("the bracket `{mark}` that opens here is never closed"),
            mend: Some(format!("close it with `{}`", if mark == "[" { "]" } else { "}" })),
            span: at(open, open + 1),
        };
    }
    let start = line_start(text, offset);
    let line = text[start..].lines().next().unwrap_or("");
    if !line.trim().is_empty() && !line.contains(':') && !line.trim_start().starts_with('-') {
        return Slip {
            message: "this line is no field: a field is a name, a colon, a space and a value".into(),
            mend: Some("write `name: value`, or move the text below the front matter".into()),
            span: at(start + line.len() - line.trim_start().len(), start + line.trim_end().len()),
        };
    }
    Slip {
        message: "this front matter cannot be understood from here on".into(),
        mend: Some("look at how this line is set in, at its colons and its brackets".into()),
        span: at(floor(text, offset), (start + line.trim_end().len()).max(floor(text, offset))),
    }
}

fn floor(text: &str, mut offset: usize) -> usize {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..floor(text, offset)].rfind('\n').map_or(0, |n| n + 1)
}

/// The byte of a second `: ` in a line whose value is not quoted or bracketed: `title: Late: what now`.
fn second_colon(line: &str) -> Option<usize> {
    let first = line.find(": ")?;
    let value = line[first + 2..].trim_start();
    if value.starts_with(['"', '\'', '[', '{', '|', '>']) {
        return None;
    }
    let rest = &line[first + 2..];
    rest.find(": ")
        .or_else(|| rest.trim_end().ends_with(':').then(|| rest.trim_end().len() - 1))
        .map(|n| first + 2 + n)
}

fn unclosed_quote(line: &str) -> Option<(usize, char)> {
    let value_at = line.find(": ").map(|n| n + 2).or_else(|| line.find("- ").map(|n| n + 2))?;
    let value = line[value_at..].trim_start();
    let at = line.len() - value.len();
    let mark = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let value = value.trim_end();
    (value.matches(mark).count() % 2 == 1).then_some((at, mark))
}

fn special_start(line: &str) -> Option<(usize, char)> {
    let value_at = line.find(": ").map(|n| n + 2).or_else(|| line.find("- ").map(|n| n + 2))?;
    let value = line[value_at..].trim_start();
    let at = line.len() - value.len();
    value.chars().next().filter(|c| "@`%*&!".contains(*c)).map(|c| (at, c))
}

fn unclosed_bracket(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut previous = '\n';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if " [{,:\n".contains(previous) => quote = Some(c),
            (None, '[' | '{') if " [{,:\n-".contains(previous) => open.push(at),
            (None, ']' | '}') => {
                open.pop();
            }
            (None, _) => {}
        }
        previous = c;
    }
    open.pop()
}
