//! What a field could hold, as a hint that holds when its `#` is taken away.

use crate::model::Handbook;
use crate::parse::field::{Field, Need, Shape};
use crate::parse::kind::Kind;

use super::scalar::scalar;

/// A hint: the field with a value it could have, and what it means.
pub fn line(field: &Field, handbook: &Handbook) -> String {
    let value = value(field, &field.shape, handbook);
    match &field.shape {
        Shape::Choice(_) => format!("# {}: {value}   # {}", field.name(), meaning(field)),
        shape => format!("# {}: {value}   # {}{}", field.name(), field.doc.trim(), words_inside(shape)),
    }
}

/// What a field means, and the words to choose from.
pub fn meaning(field: &Field) -> String {
    let doc = field.doc.trim();
    match field.shape {
        Shape::Choice(words) => format!("{}: {}.", doc.trim_end_matches(['.', '?']), either(words)),
        _ => doc.to_owned(),
    }
}

/// The words to choose from inside a field.
fn words_inside(shape: &Shape) -> String {
    match shape {
        Shape::List(item) => words_inside(item),
        Shape::Group(fields) => fields
            .iter()
            .filter_map(|field| match field.shape {
                Shape::Choice(words) => Some(format!(" {}: {}.", field.name(), either(words))),
                _ => None,
            })
            .collect(),
        _ => String::new(),
    }
}

/// `ok or gap`, `high, medium or low`.
fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// A value that `field` could have.
pub fn value(field: &Field, shape: &Shape, handbook: &Handbook) -> String {
    let day = handbook.edition.date;
    if let Some(usual) = usual(field.name()) {
        return usual.to_owned();
    }
    let config = &handbook.settings.config;
    match (field.name(), shape) {
        ("audience", Shape::Text) => {
            return config.audiences.last().map_or_else(|| "everyone".to_owned(), |name| scalar(name));
        }
        ("language", Shape::Text) => return scalar(handbook.settings.language()),
        _ => {}
    }
    match shape {
        Shape::Text | Shape::File | Shape::Contact(_) | Shape::Anything => "…".to_owned(),
        Shape::Truth => "true".to_owned(),
        Shape::Count | Shape::Number => "1".to_owned(),
        Shape::Day => day.to_string(),
        Shape::Moment => format!("{day}T{}", if field.name() == "end" { "11:00" } else { "09:00" }),
        Shape::Duration => "12 months".to_owned(),
        Shape::Period => day.year().to_string(),
        Shape::Choice(words) => words.first().copied().unwrap_or_default().to_owned(),
        // A role needs no consent to be named; a person does.
        Shape::Reference([Kind::Person, Kind::Role]) => reference(&[Kind::Role, Kind::Person], handbook),
        Shape::Reference(kinds) => reference(kinds, handbook),
        // A measure without its counts says nothing.
        Shape::List(Shape::Group(fields)) if fields.iter().any(|field| field.name() == "promoters") => {
            "[{measure: nps, promoters: 50, passives: 33, detractors: 17}]".to_owned()
        }
        Shape::List(item) => format!("[{}]", value(field, item, handbook)),
        Shape::Map(item) => format!("{{…: {}}}", value(field, item, handbook)),
        Shape::Group(fields) => {
            let needed: Vec<&Field> = fields.iter().filter(|field| field.need != Need::Optional).collect();
            let shown = if needed.is_empty() { fields.iter().collect() } else { needed };
            let parts: Vec<String> = shown
                .into_iter()
                .map(|field| format!("{}: {}", field.name(), value(field, &field.shape, handbook)))
                .collect();
            format!("{{{}}}", parts.join(", "))
        }
    }
}

/// The first entry of one of `kinds`, or what its name would look like.
fn reference(kinds: &'static [Kind], handbook: &Handbook) -> String {
    let first = kinds.iter().find_map(|kind| handbook.of_kind(*kind).next());
    match (first, kinds) {
        (Some(entry), [_]) => scalar(entry.name()),
        (Some(entry), _) => scalar(&entry.reference()),
        (None, [kind, ..]) => format!("{kind}/…"),
        (None, []) => "…".to_owned(),
    }
}

/// Values that say more than what their shape alone would give.
fn usual(name: &str) -> Option<&'static str> {
    Some(match name {
        "shortest" => "2 hours",
        "longest" => "2 days",
        "debrief_within" => "7 days",
        "host_per_month" => "2",
        "cadence" => "quarterly",
        "holidays" => "GB-ENG",
        "timezone" => "Europe/London",
        "toc" | "hosts" => "false",
        "quotes" => "[{text: …, consent: true}]",
        "aliases" => "[/old-address/]",
        "closed" => "[{holidays: GB-ENG}]",
        _ => return None,
    })
}
