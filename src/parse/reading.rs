//! What is known while a file's fields are read, and the words for values that do not fit their field.

use std::sync::Arc;

use super::field::Shape;
use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};

/// What is known while a file's fields are read, and what was found.
pub struct Reading<'a> {
    /// The file.
    pub file: &'a Arc<str>,
    /// Where a missing field is told: the line that ends the front matter.
    pub end: Span,
    /// What does not fit.
    pub findings: Vec<Diagnostic>,
    /// The name of the field being read.
    pub(super) field: Arc<str>,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub fn new(file: &'a Arc<str>, end: Span) -> Self {
        Self { file, end, findings: Vec::new(), field: "".into() }
    }

    /// Tells a finding about `span`.
    pub fn tell(&mut self, name: Name, span: Span, message: String, mend: Option<String>) {
        self.findings.push(Diagnostic::new(name, Place::new(self.file, span), message).maybe_mend(mend));
    }

    /// Reads something of the field `name`, which is what findings call it.
    pub fn naming<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.field, name.into());
        let value = read(self);
        self.field = outer;
        value
    }

    pub(super) fn wrong(&mut self, node: &Node, shape: &Shape) {
        let field = self.field.clone();
        let wanted = shape.described();
        let (message, mend) = match (&node.value, shape) {
            (Value::Blank, _) => {
                (format!("`{field}` is left empty"), Some("write a value, or take the line out".into()))
            }
            (Value::Text(text) | Value::Number(text), Shape::Choice(words)) => (
                format!("`{text}` is no value of `{field}`"),
                Some(match suggest::nearest(text, words.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write {wanted}"),
                }),
            ),
            (Value::Text(text) | Value::Number(text), Shape::Truth) => (
                format!("`{field}` is either true or false, and `{text}` is neither"),
                match text.to_lowercase().as_str() {
                    "yes" | "on" | "y" => Some("write `true`".into()),
                    "no" | "off" | "n" => Some("write `false`".into()),
                    _ => Some("write `true` or `false`".into()),
                },
            ),
            (Value::Text(text) | Value::Number(text), _) => {
                (format!("`{field}` should be {wanted}; `{}` is not", clip(text)), None)
            }
            (Value::Bool(_), Shape::Text) => (
                format!("`{field}` should be text, and this reads as true or false"),
                Some("put it between quotation marks".into()),
            ),
            _ => (format!("`{field}` should be {wanted}, and here stands {}", node.described()), None),
        };
        let span = if matches!(node.value, Value::Blank) && node.span.start == node.span.end {
            Span::new(node.span.range())
        } else {
            first_line(node)
        };
        let mut finding =
            Diagnostic::new(Name::WrongType, Place::new(self.file, span), message).maybe_mend(mend);
        if let (Value::Text(_) | Value::Number(_), Shape::Choice(words)) = (&node.value, shape) {
            finding = finding.note(format!("`{field}` takes {}", suggest::list(words.iter().copied())));
        }
        self.findings.push(finding);
    }
}

/// The beginning of what was written, short enough for a sentence.
pub(super) fn clip(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() > 40 {
        format!("{}…", line.chars().take(40).collect::<String>())
    } else {
        line.into()
    }
}

/// A group's or list's place is long; its beginning is enough to point at.
fn first_line(node: &Node) -> Span {
    match &node.value {
        Value::Map(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        Value::List(items) => items.first().map_or(node.span, first_line),
        _ => node.span,
    }
}
