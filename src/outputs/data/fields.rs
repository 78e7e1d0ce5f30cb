//! Front matter as written → JSON, after the table of fields: references by their full names, numbers as
//! numbers.
//!
//! Straight from the tree of the file into the text, without a copy of it in between.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::names::{Names, free_text};
use crate::diagnostic::Span;
use crate::model::{Entry, Handbook};
use crate::parse::field::{Field, Shape};
use crate::parse::kind::Kind;
use crate::parse::yaml::{Key, Node, Value};

/// What stands beside the fields already, and what only steers the program.
const ELSEWHERE: &[&str] = &["title", "kind", "owner", "reviewed"];

/// Counts are published as measures, and only where the group is large enough to show them.
const COUNTED: &[&str] = &["measures", "counts_file"];

/// The fields of one entry.
pub(super) struct Written<'h> {
    kind: Kind,
    front: Cow<'h, [(Key, Node)]>,
    names: &'h Names<'h>,
}

impl<'h> Written<'h> {
    /// The fields of `entry`.
    pub(super) fn of(entry: &'h Entry, handbook: &Handbook, names: &'h Names<'h>) -> Self {
        let mut front = Cow::Borrowed(entry.document.facts.front.as_ref().map_or(&[][..], Node::entries));
        let untold = untold(entry, handbook);
        if !untold.is_empty() {
            for (_, sessions) in front.to_mut().iter_mut().filter(|(key, _)| &*key.text == "sessions") {
                leave_out(sessions, &untold);
            }
        }
        Self { kind: entry.kind(), front, names }
    }

    /// The row of the table for `name`; none for what is not a field or not to be here.
    fn field(&self, name: &str) -> Option<&'static Field> {
        if ELSEWHERE.contains(&name) || self.kind == Kind::Voice && COUNTED.contains(&name) {
            return None;
        }
        let mut rows = self.kind.fields().iter().chain(crate::parse::config::common_fields());
        rows.find(|field| field.name() == name)
    }
}

/// Where the sessions of a programme's page stand of which nothing else tells: they are long past, or their guests hidden.
fn untold(entry: &Entry, handbook: &Handbook) -> BTreeSet<Span> {
    if entry.kind() != Kind::Shadowing {
        return BTreeSet::new();
    }
    let schedule = handbook.schedule();
    let theirs = schedule.programme_of(entry.id).into_iter().flat_map(|programme| schedule.untold(programme));
    let on_the_page = theirs.filter(|session| session.file == *entry.file());
    on_the_page.map(|session| session.written.span()).collect()
}

/// Takes the sessions out that stand at these places.
fn leave_out(sessions: &mut Node, untold: &BTreeSet<Span>) {
    let stands =
        |node: &Node| ["id", "host", "start"].into_iter().find_map(|name| Some(node.get(name)?.span));
    let gone = |node: &Node| stands(node).is_some_and(|span| untold.contains(&span));
    if gone(sessions) {
        // A single session needs no brackets.
        sessions.value = Value::List(Vec::new());
    } else if let Value::List(items) = &mut sessions.value {
        items.retain(|item| !gone(item));
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields: Vec<_> = self
            .front
            .iter()
            .filter_map(|(key, node)| {
                let value = Shaped { node, shape: &self.field(&key.text)?.shape, names: self.names };
                value.is_there().then_some((&key.text, value))
            })
            .collect();
        fields.sort_by_key(|(name, _)| *name);
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for (name, value) in fields {
            map.serialize_entry(&**name, &value)?;
        }
        map.end()
    }
}

/// A value and what it may be.
#[derive(Clone, Copy)]
struct Shaped<'n> {
    node: &'n Node,
    shape: &'n Shape,
    names: &'n Names<'n>,
}

impl<'n> Shaped<'n> {
    fn with(self, node: &'n Node, shape: &'n Shape) -> Self {
        Self { node, shape, names: self.names }
    }

    /// Whether there is something to write: the value fits its field, and whom it names is in this edition.
    fn is_there(self) -> bool {
        match self.shape {
            Shape::Truth => matches!(self.node.value, Value::Bool(_)),
            Shape::Reference(kinds) => {
                self.node.text().is_some_and(|text| self.names.resolve(text, kinds).is_some())
            }
            Shape::Contact(kinds) => self.contact(kinds).is_some(),
            Shape::List(_) => self.items().next().is_some() || matches!(self.node.value, Value::List(_)),
            Shape::Group(_) | Shape::Map(_) => {
                matches!(self.node.value, Value::Map(_)) && self.may_be_quoted()
            }
            Shape::Period => self.node.text().is_some() || matches!(self.node.value, Value::Map(_)),
            Shape::Anything => !matches!(self.node.value, Value::Blank),
            Shape::Count | Shape::Number => self.node.text().is_some_and(|text| text.parse::<f64>().is_ok()),
            Shape::Text | Shape::Day | Shape::Moment | Shape::Duration | Shape::Choice(_) | Shape::File => {
                self.node.text().is_some()
            }
        }
    }

    /// What somebody said is only passed on with consent. No other group has that field inside a list.
    fn may_be_quoted(self) -> bool {
        let Shape::Group(fields) = self.shape else { return true };
        !fields.iter().any(|field| field.name() == "consent")
            || self.node.get("consent").is_some_and(|consent| consent.value == Value::Bool(true))
    }

    fn contact(self, kinds: &[Kind]) -> Option<&'n str> {
        let text = self.node.text()?;
        self.names.resolve(text, kinds).or_else(|| free_text(text))
    }

    /// The items of a list; a single value is a list of one.
    fn items(self) -> impl Iterator<Item = Self> {
        let (nodes, item) = match (&self.node.value, self.shape) {
            (Value::List(nodes), Shape::List(item)) => (nodes.as_slice(), *item),
            (Value::Blank, _) => (&[][..], self.shape),
            (_, Shape::List(item)) => (std::slice::from_ref(self.node), *item),
            (_, shape) => (&[][..], shape),
        };
        nodes.iter().map(move |node| self.with(node, item)).filter(|item| item.is_there())
    }

    /// The fields of a group or the pairs of a map, by name.
    fn pairs(self) -> Vec<(&'n str, Self)> {
        let entries = self.node.entries().iter();
        let shaped = entries.filter_map(|(key, node)| {
            let shape = match self.shape {
                Shape::Group(fields) => &fields.iter().find(|field| field.name() == &*key.text)?.shape,
                Shape::Map(value) => *value,
                _ => &Shape::Anything,
            };
            Some((&*key.text, self.with(node, shape)))
        });
        let mut pairs: Vec<_> = shaped.filter(|(_, value)| value.is_there()).collect();
        pairs.sort_by_key(|(name, _)| *name);
        pairs
    }
}

impl Serialize for Shaped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.shape, &self.node.value) {
            (Shape::Reference(kinds), _) => {
                let name = self.node.text().and_then(|text| self.names.resolve(text, kinds));
                name.serialize(serializer)
            }
            (Shape::Contact(kinds), _) => self.contact(kinds).serialize(serializer),
            (Shape::List(_), _) | (Shape::Anything, Value::List(_)) => {
                let items: Vec<Self> = match &self.node.value {
                    Value::List(nodes) if matches!(self.shape, Shape::Anything) => {
                        nodes.iter().map(|node| self.with(node, self.shape)).collect()
                    }
                    _ => self.items().collect(),
                };
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&item)?;
                }
                list.end()
            }
            (_, Value::Map(_)) => {
                let pairs = self.pairs();
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                for (name, value) in pairs {
                    map.serialize_entry(name, &value)?;
                }
                map.end()
            }
            (_, Value::Bool(value)) => serializer.serialize_bool(*value),
            (Shape::Count | Shape::Number, Value::Number(spelt) | Value::Text(spelt))
            | (Shape::Anything, Value::Number(spelt)) => number(spelt, serializer),
            (_, Value::Number(text) | Value::Text(text)) => serializer.serialize_str(text),
            (_, Value::Blank | Value::List(_)) => serializer.serialize_none(),
        }
    }
}

/// A number as JSON knows numbers; one that it does not know (`0x1F`) stays as it is spelt.
fn number<S: Serializer>(spelt: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(whole) = spelt.parse::<i64>() {
        return serializer.serialize_i64(whole);
    }
    match spelt.parse::<f64>() {
        Ok(number) if number.is_finite() => serializer.serialize_f64(number),
        Ok(_) | Err(_) => serializer.serialize_str(spelt),
    }
}
