//! YAML text → a tree of nodes that know their places. The only module that knows YAML.
//!
//! Nothing here knows what a field means. A node keeps what was written: a number keeps its spelling, so
//! that `period: 2026` can still be read as text, and every node and key knows its bytes in the file.

mod plain;

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use crate::diagnostic::Span;

/// The largest front matter that is read, in bytes. Real ones stay under 4 KB; a schedule of a hundred
/// sessions is 30 KB, and belongs into a CSV file beyond that.
pub const LARGEST: usize = 64 * 1024;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Its bytes in the file.
    pub span: Span,
}

/// What was written, before anybody asks what it should have been.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Blank,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is spelt.
    Number(Arc<str>),
    /// Text.
    Text(Arc<str>),
    /// A list.
    List(Vec<Node>),
    /// A group of fields, in the order of writing.
    Map(Vec<(Key, Node)>),
}

/// The name of a field, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name as written.
    pub text: Arc<str>,
    /// Its bytes in the file.
    pub span: Span,
}

/// How many words a thread keeps at hand. The model has about two hundred names, and a handbook some thousand people, tags and
/// days.
const WORDS: usize = 4096;

/// A word, shared by all pages that have it: the name of a field, or a value without spaces, such as an id, a tag, a day.
fn word(written: &str) -> Arc<str> {
    thread_local! {
        static KNOWN: RefCell<HashSet<Arc<str>>> = RefCell::default();
    }
    if memchr::memchr(b' ', written.as_bytes()).is_some() {
        return written.into();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(word) = known.get(written) {
            return word.clone();
        }
        let word: Arc<str> = written.into();
        if known.len() < WORDS {
            known.insert(word.clone());
        }
        word
    })
}

impl Node {
    /// The fields, if this is a group of fields.
    pub fn entries(&self) -> &[(Key, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The field called `name`.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.entries().iter().find(|(key, _)| &*key.text == name).map(|(_, node)| node)
    }

    /// Text, or a number as it is spelt.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// How a writer would call what stands here: `a list`, `a number`.
    pub fn described(&self) -> &'static str {
        match &self.value {
            Value::Blank => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of fields",
        }
    }
}

/// Why text is not YAML that we take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong, as one plain sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub mend: Option<String>,
    /// Where, in bytes of the file.
    pub span: Span,
}

/// Reads `text`, which begins at byte `base` of its file.
///
/// # Errors
/// The first slip, in words for a writer. YAML cannot be read on after one.
pub fn read(text: &str, base: usize) -> Result<Node, Slip> {
    if text.len() > LARGEST {
        return Err(Slip {
            message: format!("this front matter is {} KB long; at most 64 KB are read", text.len() / 1024),
            mend: Some("move long lists into a CSV file or into the text".into()),
            span: Span::at(base),
        });
    }
    plain::read(text, base).map_or_else(|| library(text, base), Ok)
}

/// The same as the library reads it: all of YAML that we take.
fn library(text: &str, base: usize) -> Result<Node, Slip> {
    if let Some(slip) = super::slips::before(text, base) {
        return Err(slip);
    }
    let budget = serde_yaml::budget! { max_depth: 16, max_nodes: 20_000, max_events: 60_000, max_aliases: 200, max_anchors: 50 };
    let options = serde_yaml::options! {
        budget: budget,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
    };
    match serde_yaml::from_str_with_options::<Option<Raw>>(text, options) {
        Ok(None) => Ok(Node { value: Value::Blank, span: Span::at(base) }),
        Ok(Some(raw)) => Ok(raw.place(text, base)),
        Err(error) => {
            let location = error.location();
            let small = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            let from_zero = |number: Option<u64>| number.map_or(0, |number| small(number).saturating_sub(1));
            Err(super::slips::after(
                text,
                base,
                &super::slips::Stopped {
                    words: error.to_string().to_lowercase(),
                    byte: location.and_then(|location| location.span().byte_offset()).map(small),
                    line: from_zero(location.map(|location| location.line())),
                    column: from_zero(location.map(|location| location.column())),
                },
            ))
        }
    }
}

/// The library's tree, before its places are turned into bytes of the file.
struct Raw(Spanned<Written>);

enum Written {
    Blank,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(Spanned<String>, Raw)>),
}

impl Raw {
    fn place(self, text: &str, base: usize) -> Node {
        let span = bytes(&self.0.referenced, text);
        let value = match self.0.value {
            Written::Blank => Value::Blank,
            Written::Bool(bool) => Value::Bool(bool),
            Written::Number(spelt) => {
                // The spelling in the file says more than the number: `1.10`, `0x1F`. An alias stands elsewhere.
                let there = text
                    .get(span.range())
                    .filter(|there| there.starts_with(|c: char| "+-.0123456789".contains(c)));
                Value::Number(there.map_or(spelt.as_str(), str::trim).into())
            }
            Written::Text(text) => Value::Text(word(&text)),
            Written::List(items) => {
                let mut list: Vec<Node> = items.into_iter().map(|item| item.place(text, base)).collect();
                // The room of the library's larger items is reused; it must not stay for the whole build.
                list.shrink_to_fit();
                Value::List(list)
            }
            Written::Map(entries) => {
                let entry = |(key, value): (Spanned<String>, Self)| {
                    let span = bytes(&key.referenced, text).shift(base);
                    (Key { text: word(&key.value), span }, value.place(text, base))
                };
                let mut map: Vec<(Key, Node)> = entries.into_iter().map(entry).collect();
                map.shrink_to_fit();
                Value::Map(map)
            }
        };
        Node { value, span: span.shift(base) }
    }
}

/// The bytes of a place, without the white space that the library counts to a block's end.
fn bytes(location: &serde_yaml::Location, text: &str) -> Span {
    let span = location.span();
    let (Some(start), Some(length)) = (span.byte_offset(), span.byte_len()) else { return Span::default() };
    let start = usize::try_from(start).unwrap_or(0).min(text.len());
    let end = start.saturating_add(usize::try_from(length).unwrap_or(0)).min(text.len());
    let trimmed = text.get(start..end).map_or(0, |there| there.trim_end().len());
    Span::new(start..start + trimmed)
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Written, E> {
        Ok(Written::Blank)
    }

    fn visit_none<E>(self) -> Result<Written, E> {
        Ok(Written::Blank)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Written, E> {
        Ok(Written::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Written, E> {
        Ok(Written::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Written, E> {
        Ok(Written::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Written, E> {
        Ok(Written::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Written, E> {
        Ok(Written::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Written, E> {
        Ok(Written::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Written, E> {
        Ok(Written::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Written, E> {
        Ok(Written::Text(value))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Written, D::Error> {
        Written::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Written, D::Error> {
        Written::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Written, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Written::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Written, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Written::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(text: &str, node: &Node) -> String {
        text[node.span.range()].to_owned()
    }

    #[test]
    fn every_value_and_key_knows_its_bytes() {
        let text = "title: Zoë, dispatcher\nperiod: 1.10\nserves:\n  - {to: role/driver, output: 'a list'}\nempty:\nlast: [a, b]\n";
        let node = read(text, 0).unwrap();
        assert_eq!(slice(text, node.get("title").unwrap()), "Zoë, dispatcher");
        assert_eq!(node.get("period").unwrap().value, Value::Number("1.10".into()));
        let Value::List(items) = &node.get("serves").unwrap().value else { panic!("not a list") };
        assert_eq!(slice(text, items[0].get("to").unwrap()), "role/driver");
        assert_eq!(slice(text, items[0].get("output").unwrap()), "'a list'");
        let (key, _) = &items[0].entries()[1];
        assert_eq!(&text[key.span.range()], "output");
        assert_eq!(node.get("empty").unwrap().value, Value::Blank);
    }

    #[test]
    fn plain_words_stay_words() {
        let node = read("a: no\nb: 014\nc: 1_000\nd: on\ne: true\nf: 2026-09-01\ng: 05:40\n", 0).unwrap();
        for (name, text) in
            [("a", "no"), ("b", "014"), ("c", "1_000"), ("d", "on"), ("f", "2026-09-01"), ("g", "05:40")]
        {
            assert_eq!(node.get(name).unwrap().value, Value::Text(text.into()), "{name}");
        }
        assert_eq!(node.get("e").unwrap().value, Value::Bool(true));
    }
}
