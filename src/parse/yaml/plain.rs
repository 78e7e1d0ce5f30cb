//! The plainest YAML → the tree that the library would give, without asking it: lines of `field: value`, which is what most
//! front matter is. Whatever is not surely plain is left to the library, and a test holds that both say the same.

use super::{Key, Node, Value, word};
use crate::diagnostic::Span;

/// Words that mean something else than themselves to some reader of YAML, or to ours.
const SPECIAL: &[&str] =
    &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "infinity", "nan"];

/// What an item of a list in lines of its own begins with.
const ITEM: &str = "  - ";

/// Reads `text`, which begins at byte `base` of its file, if all of it is plain.
pub(super) fn read(text: &str, base: usize) -> Option<Node> {
    let mut entries: Vec<(Key, Node)> = Vec::new();
    let mut at = base;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let written = line.strip_suffix('\n').unwrap_or(line);
        if let Some((name, value)) = written.split_once(": ") {
            let key = key(name, at, &entries)?;
            entries.push((
                key,
                Plain { rest: value, at: at + name.len() + 2, of: Where::Line, depth: 0 }.whole()?,
            ));
            at += line.len();
            continue;
        }
        let key = key(written.strip_suffix(':')?, at, &entries)?;
        at += line.len();
        let begin = at + ITEM.len() - "- ".len();
        let mut items = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with(ITEM)) {
            let value = &line.strip_suffix('\n').unwrap_or(line)[ITEM.len()..];
            // What names a field there is a group in lines of its own.
            if value.contains(": ") && !value.starts_with(['{', '[', '"']) {
                return None;
            }
            items.push(Plain { rest: value, at: at + ITEM.len(), of: Where::Line, depth: 0 }.whole()?);
            at += line.len();
        }
        if items.is_empty() {
            return None;
        }
        items.shrink_to_fit();
        entries.push((key, Node { value: Value::List(items), span: Span::at(begin) }));
    }
    if entries.is_empty() {
        return None;
    }
    entries.shrink_to_fit();
    // The library gives a block of lines the place where it begins.
    Some(Node { value: Value::Map(entries), span: Span::at(base) })
}

/// The field's name, if it is plain and new among `others`.
fn key(name: &str, at: usize, others: &[(Key, Node)]) -> Option<Key> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_new = || others.iter().all(|(other, _)| &*other.text != name);
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && is_plain;
    (is_name && !["true", "false", "null"].contains(&name) && is_new())
        .then(|| Key { text: word(name), span: Span::new(at..at + name.len()) })
}

/// How many brackets may stand inside each other. Real front matter has three.
const DEEPEST: usize = 8;

/// What a value stands in, which decides about the signs that end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Line,
    /// Between brackets or braces.
    Flow,
}

/// What is left of a line, and where that begins in the file.
#[derive(Debug, Clone, Copy)]
struct Plain<'t> {
    rest: &'t str,
    at: usize,
    of: Where,
    /// How many brackets are open.
    depth: usize,
}

impl<'t> Plain<'t> {
    /// The value that takes all that is left.
    fn whole(mut self) -> Option<Node> {
        let node = match self.rest.as_bytes().first()? {
            b'[' => self.list()?,
            b'{' => self.group()?,
            _ => self.one()?,
        };
        self.rest.is_empty().then_some(node)
    }

    /// Takes `n` bytes.
    fn take(&mut self, n: usize) -> (&'t str, Span) {
        let (taken, rest) = self.rest.split_at(n);
        let span = Span::new(self.at..self.at + n);
        (self.rest, self.at) = (rest, self.at + n);
        (taken, span)
    }

    /// Takes the bracket that comes next; `None` where too many stand inside each other for anything but the library.
    fn enter(&mut self, bracket: &str) -> Option<()> {
        self.sign(bracket);
        self.of = Where::Flow;
        self.depth += 1;
        (self.depth <= DEEPEST).then_some(())
    }

    /// Takes `sign`, if it comes next.
    fn sign(&mut self, sign: &str) -> bool {
        let there = self.rest.starts_with(sign);
        if there {
            self.take(sign.len());
        }
        there
    }

    /// `[a, "b"]`. The library gives it the place of its first bracket.
    fn list(&mut self) -> Option<Node> {
        let begin = self.at;
        self.enter("[")?;
        let mut items = Vec::new();
        if !self.sign("]") {
            loop {
                items.push(self.one()?);
                if self.sign("]") {
                    break;
                }
                if !self.sign(", ") {
                    return None;
                }
            }
        }
        items.shrink_to_fit();
        self.depth -= 1;
        Some(Node { value: Value::List(items), span: Span::new(begin..begin + 1) })
    }

    /// `{a: 1, b: two}`
    fn group(&mut self) -> Option<Node> {
        let begin = self.at;
        self.enter("{")?;
        let mut entries = Vec::new();
        loop {
            let (name, _) = self.rest.split_once(": ")?;
            let key = key(name, self.at, &entries)?;
            self.take(name.len() + 2);
            entries.push((key, self.one()?));
            if self.sign("}") {
                break;
            }
            if !self.sign(", ") {
                return None;
            }
        }
        entries.shrink_to_fit();
        self.depth -= 1;
        Some(Node { value: Value::Map(entries), span: Span::new(begin..begin + 1) })
    }

    /// A text, a number or a day.
    fn one(&mut self) -> Option<Node> {
        match (self.of, self.rest.as_bytes().first()?) {
            (_, b'"') => return self.quoted(),
            (Where::Flow, b'[') => return self.list(),
            (Where::Flow, b'{') => return self.group(),
            (Where::Flow | Where::Line, _) => {}
        }
        let end = match self.of {
            Where::Line => self.rest.len(),
            Where::Flow => self.rest.find([',', ']', '}'])?,
        };
        let (word, span) = self.take(end);
        let value = if word.starts_with(|c: char| c.is_ascii_digit()) { number(word) } else { words(word) };
        Some(Node { value: value?, span })
    }

    /// `"what stands between quotation marks"`
    fn quoted(&mut self) -> Option<Node> {
        let end = self.rest[1..].find('"')? + 1;
        let (whole, span) = self.take(end + 1);
        let text = &whole[1..end];
        let is_plain = text.chars().all(|c| c != '\\' && (c == ' ' || is_letter(c) || c.is_ascii_graphic()));
        is_plain.then(|| Node { value: Value::Text(text.into()), span })
    }
}

/// A letter of any script that is one character and nothing else.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphabetic()
}

/// Words without a sign that means anything.
fn words(text: &str) -> Option<Value> {
    match text {
        "true" => return Some(Value::Bool(true)),
        "false" => return Some(Value::Bool(false)),
        _ => {}
    }
    let first = text.chars().next()?;
    let is_plain = is_letter(first)
        && !text.ends_with(' ')
        && text
            .chars()
            .all(|c| is_letter(c) || matches!(c, ' ' | ',' | '.' | '-' | '/' | '_' | '(' | ')' | '\''));
    let is_special = || SPECIAL.iter().any(|special| text.eq_ignore_ascii_case(special));
    (is_plain && !is_special()).then(|| Value::Text(word(text)))
}

/// A whole number without a zero before it; or a quarter, a day or a moment, which are text.
fn number(text: &str) -> Option<Value> {
    let bytes = text.as_bytes();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    match bytes {
        [_, _, _, _, b'-', _, _, b'-', _, _]
            if digits(&bytes[..4]) && digits(&bytes[5..7]) && digits(&bytes[8..]) =>
        {
            Some(Value::Text(word(text)))
        }
        [_, _, _, _, b'-', b'Q', b'1'..=b'4'] if digits(&bytes[..4]) => Some(Value::Text(word(text))),
        [_, _, _, _, b'-', _, _, b'-', _, _, b'T', _, _, b':', _, _]
            if digits(&bytes[..4])
                && digits(&bytes[5..7])
                && digits(&bytes[8..10])
                && digits(&bytes[11..13])
                && digits(&bytes[14..]) =>
        {
            Some(Value::Text(word(text)))
        }
        [b'1'..=b'9', rest @ ..] if rest.len() < 9 && digits(rest) => Some(Value::Number(text.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::library;
    use super::*;

    /// What is plain, and what is nearly.
    fn text() -> impl Strategy<Value = String> {
        let name = "[a-c_]{1,2}|on|null|title|A|a b";
        let word = "[a-eyn0-9ü][a-z0-9 ,.'/_()\\-éñ]{0,12}|[0-9]{1,11}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?|2026-Q[0-9]|True|true|false|no|nan|null|-?\\.?inf|1e3|0x1f";
        let quoted = "\"[ -~éß“日]{0,9}\"|'[a-z ]{0,5}'";
        let flow = prop_oneof![4 => word, 2 => quoted, 1 => "[ -~]{0,5}"];
        let pair = (name, flow.clone()).prop_map(|(name, value)| format!("{name}: {value}"));
        let list = proptest::collection::vec(flow, 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
        let group =
            proptest::collection::vec(pair, 0..4).prop_map(|items| format!("{{{}}}", items.join(", ")));
        let nested = prop_oneof![
            list.clone().prop_map(|list| format!("[{list}, {list}]")),
            group.clone().prop_map(|group| format!("[{group}]")),
            (list.clone(), group.clone()).prop_map(|(list, group)| format!("{{a: {list}, b: {group}}}")),
        ];
        let value =
            prop_oneof![4 => word, 2 => quoted, 2 => list, 2 => group, 1 => nested, 1 => "[ -~é\\t]{0,8}"];
        let items = proptest::collection::vec(
            (prop_oneof![9 => Just("  - "), 1 => Just("- "), 1 => Just("    - ")], value.clone()),
            0..3,
        );
        let items = (name, items).prop_map(|(name, items)| {
            let items: Vec<String> = items.iter().map(|(dash, value)| format!("\n{dash}{value}")).collect();
            format!("{name}:{}", items.concat())
        });
        let line = (name, prop_oneof![9 => Just(": ".to_owned()), 1 => ":|: |  |: - "], value, "|||| |,|#");
        let line = line.prop_map(|(name, colon, value, end)| format!("{name}{colon}{value}{end}"));
        let line = prop_oneof![3 => line, 1 => items];
        (proptest::collection::vec(line, 0..4), "\n?").prop_map(|(lines, end)| lines.join("\n") + &end)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn what_is_plain_is_what_the_library_says(text in text(), base in 0..9_usize) {
            if let Some(plain) = read(&text, base) {
                prop_assert_eq!(Ok(plain), library(&text, base));
            }
        }
    }

    #[test]
    fn most_front_matter_is_plain() {
        for text in [
            "title: Driver\n",
            "title: \"Bread: warm, by seven\"\ndate: 2026-09-01\norder: 12\ntags: [bread, \"on time\"]",
            "serves:\n  - {to: persona/paula, output: \"bread, warm\"}\n  - {to: role/driver}\nconsent: true\n",
            "a:\n  - b c\n  - 12\nstart: 2026-01-02T14:00\nperiod: 2025-Q4\n",
            "evidence: {level: interviews, sources: [{what: \"calls\", n: 9}]}\n",
            "reviewed: {on: 2026-06-13, by: person/ada-b}\nname: Zoë (days), night's work\nnone: []\n",
        ] {
            assert_eq!(read(text, 4), library(text, 4).ok(), "{text}");
            assert!(read(text, 4).is_some(), "{text}");
        }
        for odd in
            ["", "a: b: c", "a: yes", "a: 014", "a: 'b'", "a: &b c", "a: b #c", "a:", "a: b\na: c", " a: b"]
        {
            assert_eq!(read(odd, 0), None, "{odd}");
        }
    }
}
