//! The theme's words in one language: every word on a page that no writer wrote.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::parse::yaml::{Node, Value};

/// A words file, read; single words of it may come from a handbook's own theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// BCP 47 tag of the language.
    pub language: String,
    tree: Node,
    /// The same words by their whole key, since every page asks for dozens.
    known: HashMap<String, Arc<str>>,
}

impl Words {
    /// The words of `tree`, in `language`.
    pub fn new(language: &str, tree: Node) -> Self {
        let mut known = HashMap::new();
        index(&mut known, "", &tree);
        Self { language: language.to_owned(), tree, known }
    }

    /// These words, with those of `over` instead where it has any.
    #[must_use]
    pub fn overridden(self, over: &Node) -> Self {
        let mut tree = self.tree;
        lay_over(&mut tree, over);
        Self::new(&self.language, tree)
    }

    /// These words under another tag of the same language: `en` serves `en-GB`.
    #[must_use]
    pub fn called(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// These words, with those of `under` where they have none.
    #[must_use]
    pub fn over(&self, under: &Self) -> Self {
        let mut tree = under.tree.clone();
        lay_over(&mut tree, &self.tree);
        Self::new(&self.language, tree)
    }

    /// The word at `key`, such as `shell.skip`. A word that is missing shows its key, which a test of the
    /// theme does not let pass.
    pub fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.known.get(key).map_or(key, |text| text)
    }

    /// Whether there is a word at `key`.
    pub fn has(&self, key: &str) -> bool {
        self.known.contains_key(key)
    }

    /// All words whose keys begin with `prefix`, in no order.
    pub fn within<'w>(&'w self, prefix: &'w str) -> impl Iterator<Item = (&'w str, &'w str)> {
        let known = self.known.iter().filter(move |(key, _)| key.starts_with(prefix));
        known.map(|(key, text)| (key.as_str(), &**text))
    }

    /// The word at `key` with `{name}` replaced by its value.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The form of the word at `key` that goes with `n`, which stands in for `{n}`.
    pub fn plural(&self, key: &str, n: u64) -> String {
        let form = format!("{key}.{}", if n == 1 { "one" } else { "other" });
        let written = if self.has(&form) { self.get(&form) } else { self.get(key) };
        fill(written, &[("n", &self.number(n))])
    }

    /// A whole number as people of this language write it: `2,740`.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let separator = if self.has("number.thousands") { self.get("number.thousands") } else { "," };
        // Four digits stay together, as most style guides ask.
        if digits.len() < 5 && !self.language.starts_with("en") {
            return digits;
        }
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(separator);
            }
            out.push(digit);
        }
        out
    }

    /// A day as people of this language write it: `12 August 2026`. The pattern is `date.day` in the words file.
    pub fn day(&self, date: Date) -> String {
        let month = format!("date.months.m{}", date.month());
        let (day, year) = (date.day().to_string(), date.year().to_string());
        fill(self.get("date.day"), &[("day", &day), ("month", self.get(&month)), ("year", &year)])
    }

    /// The words as templates see them.
    pub fn value(&self) -> tera::Value {
        value(&self.tree)
    }
}

/// `text` with each `{name}` replaced by its value. Names without a value stay as they are.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let known = after.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &after[..close])?;
            Some((close, value))
        });
        match known {
            Some((close, value)) => {
                out.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Puts all words of `node` into `known`, each under its whole key.
fn index(known: &mut HashMap<String, Arc<str>>, key: &str, node: &Node) {
    if let Some(text) = node.text() {
        known.insert(key.to_owned(), text.clone());
    }
    for (name, inner) in node.entries() {
        let inner_key = if key.is_empty() { name.text.to_string() } else { format!("{key}.{}", name.text) };
        index(known, &inner_key, inner);
    }
}

fn lay_over(under: &mut Node, over: &Node) {
    match (&mut under.value, &over.value) {
        (Value::Map(entries), Value::Map(others)) => {
            for (key, other) in others {
                match entries.iter_mut().find(|(known, _)| known.text == key.text) {
                    Some((_, node)) => lay_over(node, other),
                    None => entries.push((key.clone(), other.clone())),
                }
            }
        }
        _ => *under = over.clone(),
    }
}

fn value(node: &Node) -> tera::Value {
    match &node.value {
        Value::Blank => tera::Value::none(),
        Value::Bool(value) => tera::Value::from(*value),
        Value::Number(text) | Value::Text(text) => tera::Value::normal_string(text),
        Value::List(items) => tera::Value::from(items.iter().map(value).collect::<Vec<_>>()),
        Value::Map(entries) => {
            let mut map = tera::Map::default();
            for (key, node) in entries {
                map.insert(Arc::<str>::clone(&key.text).to_string().into(), value(node));
            }
            tera::Value::from(map)
        }
    }
}
