//! `throughline schema [KIND]`: front matter as JSON Schema, from the same table that validates it.

use clap::Args;
use serde_json::{Map, Value, json};

use super::{End, Ended, output};
use crate::diagnostic::suggest;
use crate::failure::Failure;
use crate::parse::config::{self, Config};
use crate::parse::field::{Field, Need, Record, Shape};
use crate::parse::kind::Kind;

/// What `schema` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// A kind, or `handbook` for handbook.yaml. Without one, all kinds in one schema.
    kind: Option<String>,
}

/// Prints the schema.
pub fn run(options: &Options) -> Ended {
    output::data(&text(options.kind.as_deref())?)?;
    Ok(End::Fine)
}

/// The schema of a kind, of `handbook` (handbook.yaml), or of all kinds, as JSON.
///
/// # Errors
/// There is no such kind.
pub fn text(kind: Option<&str>) -> Result<String, Failure> {
    let schema = match kind {
        None => all(),
        Some("handbook") => titled("handbook.yaml", object(Config::FIELDS)),
        Some(word) => match Kind::find(word) {
            Some(kind) => titled(kind.as_str(), front_matter(kind)),
            None => {
                let words = Kind::ALL.iter().map(|kind| kind.as_str()).chain(["handbook"]);
                let near = suggest::nearest(word, words.clone());
                let advice = near.map_or_else(
                    || format!("the kinds are {}", words.collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Failure::plain(format!("find a kind called `{word}`")).advise(advice));
            }
        },
    };
    Ok(format!("{schema:#}\n"))
}

fn titled(title: &str, mut schema: Value) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".into(), json!(title));
    }
    schema
}

/// One schema for every page: each kind by its name under `$defs`.
fn all() -> Value {
    let kinds: Map<String, Value> =
        Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), front_matter(*kind))).collect();
    let any: Vec<Value> = Kind::ALL.iter().map(|kind| json!({"$ref": format!("#/$defs/{kind}")})).collect();
    titled("front matter", json!({"$defs": kinds, "anyOf": any}))
}

fn front_matter(kind: Kind) -> Value {
    let mut fields: Vec<Field> = kind.fields().to_vec();
    let own: Vec<&str> = fields.iter().map(Field::name).collect();
    fields.extend(config::common_fields().iter().filter(|field| !own.contains(&field.name())));
    let mut schema = object(&fields);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".into(), json!(kind.question()));
        // Plain pages need no owner; typed ones do.
        if kind == Kind::Page {
            map.remove("required");
        }
    }
    schema
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut schema = shape(&field.shape);
            if let Some(map) = schema.as_object_mut() {
                map.insert("description".into(), json!(field.doc.trim()));
            }
            (field.name().to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> =
        fields.iter().filter(|field| field.need != Need::Optional).map(Field::name).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty()
        && let Some(map) = schema.as_object_mut()
    {
        map.insert("required".into(), json!(required));
    }
    schema
}

fn shape(of: &Shape) -> Value {
    match of {
        Shape::Text | Shape::Contact(_) => json!({"type": ["string", "number"]}),
        Shape::File => json!({"type": "string"}),
        Shape::Truth => json!({"type": "boolean"}),
        Shape::Count => json!({"type": "integer", "minimum": 0}),
        Shape::Number => json!({"type": "number"}),
        Shape::Day => json!({"type": "string", "format": "date"}),
        Shape::Moment => json!({"type": "string", "examples": ["2026-09-14T05:00"]}),
        Shape::Duration => json!({"type": "string", "examples": ["6 months", "P7D"]}),
        Shape::Period => json!({"anyOf": [
            {"type": ["string", "integer"], "examples": ["2026-Q2", "2026-04", 2026]},
            {"type": "object", "properties": {"from": {"type": "string", "format": "date"},
             "to": {"type": "string", "format": "date"}}, "required": ["from", "to"]},
        ]}),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::Reference(kinds) => {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
            json!({"type": "string", "examples": names.iter().map(|kind| format!("{kind}/…")).collect::<Vec<_>>()})
        }
        // A single value needs no brackets.
        Shape::List(item) => json!({"anyOf": [{"type": "array", "items": shape(item)}, shape(item)]}),
        Shape::Group(fields) => object(fields),
        Shape::Map(value) => json!({"type": "object", "additionalProperties": shape(value)}),
        Shape::Anything => json!({}),
    }
}
