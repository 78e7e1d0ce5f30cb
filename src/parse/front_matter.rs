//! The fields between a page's two `---` lines → the facts of its kind.

use std::sync::Arc;

use super::field::{Field, Need, Reading, Record, Written, read_field, unknown};
use super::kind::{Common, Fields, Kind};
use super::yaml::{self, Node, Value};
use super::{Facts, ParseRules};
use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};
use crate::source::names;

/// What stands at the top of a file.
#[derive(Debug)]
pub struct Front {
    /// The fields; `None` where there are none or they cannot be read.
    node: Option<Node>,
    /// The line that ends them.
    end: Span,
    /// Whether they cannot be read.
    broken: bool,
}

impl Front {
    /// That of a file which is not looked into.
    pub fn unread() -> Self {
        Self { node: None, end: Span::default(), broken: true }
    }
}

/// Parts `text` into its front matter and the byte where its body begins.
pub fn split(file: &Arc<str>, text: &str, findings: &mut Vec<Diagnostic>) -> (Front, usize) {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = |at: usize| (Front { node: None, end: Span::at(at), broken: false }, at);
    let rest = &text[bom..];
    let Some(first) = rest.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        if let Some(finding) = begins_too_late(file, text, bom) {
            findings.push(finding);
            return (Front { node: None, end: Span::at(bom), broken: true }, text.len());
        }
        return none(bom);
    };
    let start = bom + first.len();
    let mut at = start;
    let mut close = None;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            close = Some((at, at + line.trim_end().len(), at + line.len()));
            break;
        }
        at += line.len();
    }
    let Some((end, end_of_fence, body)) = close else {
        // A file may open with a ruled line. It is front matter if fields follow.
        if !text[start..].lines().find(|line| !line.trim().is_empty()).is_some_and(is_field) {
            return none(bom);
        }
        findings.push(
            Diagnostic::new(
                Name::InvalidFrontMatter,
                Place::new(file, Span::new(bom..bom + 3)),
                "the front matter that opens here is never closed",
            )
            .mend("add a line with `---` after its last field"),
        );
        return (
            Front { node: None, end: Span::new(bom..bom + 3), broken: true },
            body_after_fields(text, start),
        );
    };
    // The same where another ruled line follows: an empty line, and no field up to there.
    let block = &text[start..end];
    if block.lines().next().is_some_and(|line| line.trim().is_empty()) && !block.lines().any(is_field) {
        return none(bom);
    }
    let fence = Span::new(end..end_of_fence);
    match yaml::read(&text[start..end], start) {
        Ok(Node { value: Value::Blank, .. }) => (Front { node: None, end: fence, broken: false }, body),
        Ok(node) if matches!(node.value, Value::Map(_)) => {
            (Front { node: Some(node), end: fence, broken: false }, body)
        }
        Ok(node) => {
            findings.push(
                Diagnostic::new(
                    Name::InvalidFrontMatter,
                    Place::new(file, node.span),
                    format!(
                        "between the two `---` lines belong fields, and here stands {}",
                        node.described()
                    ),
                )
                .mend("write each field as `name: value` on a line of its own"),
            );
            (Front { node: None, end: fence, broken: true }, body)
        }
        Err(slip) => {
            findings.push(
                Diagnostic::new(Name::InvalidFrontMatter, Place::new(file, slip.span), slip.message)
                    .maybe_mend(slip.mend),
            );
            (Front { node: None, end: fence, broken: true }, body)
        }
    }
}

/// Whether a line is `name: value`.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            && (value.trim_end().is_empty() || value.starts_with(' '))
    })
}

/// Front matter below an empty line: markdown takes it for text, and its fields for a heading.
fn begins_too_late(file: &Arc<str>, text: &str, from: usize) -> Option<Diagnostic> {
    let rest = &text[from..];
    let at = from + rest.len() - rest.trim_start().len();
    let mut lines = text[at..].lines();
    let opens = at > from && lines.next().is_some_and(|line| line.trim_end() == "---");
    let fields = lines.next().is_some_and(is_field) && lines.any(|line| line.trim_end() == "---");
    let above = text[from..at].matches('\n').count();
    (opens && fields).then(|| {
        Diagnostic::new(
            Name::InvalidFrontMatter,
            Place::new(file, Span::new(at..at + 3)),
            "the front matter does not begin on the first line, so it is read as text",
        )
        .mend(if above == 1 {
            "take out the empty line above it"
        } else {
            "take out the empty lines above it"
        })
    })
}

/// Where the text of a page begins whose front matter is never closed: after the first empty line.
fn body_after_fields(text: &str, start: usize) -> usize {
    text[start..].find("\n\n").map_or(text.len(), |at| start + at + 2)
}

/// Reads the fields of a file.
pub fn read(
    file: &Arc<str>,
    path: &Arc<str>,
    front: Front,
    rules: &ParseRules,
    findings: &mut Vec<Diagnostic>,
) -> Facts {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(names::PAGE).or_else(|| names::stem_of_misnamed(name)).unwrap_or(name);
    let index = stem == "index";
    let id: Arc<str> = match (index, folder.rsplit('/').next()) {
        (true, Some(folder)) if !folder.is_empty() => folder.into(),
        _ => stem.into(),
    };
    let mut reading = Reading::new(file, front.end);
    let kind = kind_of(folder, index, front.node.as_ref(), rules, &mut reading);
    let mut common = Common::default();
    let mut fields = Fields::empty(kind);
    if let Some(node) = &front.node {
        for (key, value) in node.entries() {
            let known =
                fields.read(key, value, &mut reading) || read_field(&mut common, key, value, &mut reading);
            if !known {
                let names = kind.fields().iter().chain(Common::<Written>::FIELDS).map(Field::name);
                unknown(key, names, &format!(" in a {kind}"), &mut reading);
            }
        }
    }
    if !front.broken {
        missing(kind, front.node.as_ref(), front.end, &mut reading);
    }
    match (&fields, &front.node) {
        (Fields::Voice(voice), Some(front)) => voice.complete(front, &mut reading),
        (Fields::Shadowing(programme), _) => programme.complete(&mut reading),
        _ => {}
    }
    findings.append(&mut reading.findings);
    Facts {
        file: file.clone(),
        path: path.clone(),
        kind,
        id,
        index,
        front: front.node,
        front_end: front.end,
        front_broken: front.broken,
        common,
        fields,
        opening: None,
        headings: Vec::new(),
        anchors: Vec::new(),
        links: Vec::new(),
        tables: Vec::new(),
        terms: Vec::new(),
        prose: Default::default(),
        quotes: Default::default(),
    }
}

/// The kind of a file: what it says itself, else its folder's.
fn kind_of(
    folder: &str,
    index: bool,
    front: Option<&Node>,
    rules: &ParseRules,
    reading: &mut Reading<'_>,
) -> Kind {
    if let Some(node) = front.and_then(|front| front.get("kind")) {
        let word = node.text().map_or("", |text| text.trim());
        if let Some(kind) = Kind::find(word) {
            return kind;
        }
        if node.text().is_some() {
            let words = Kind::ALL.iter().map(|kind| kind.as_str());
            let near = suggest::nearest(word, words.clone());
            reading.tell(
                Name::WrongType,
                node.span,
                format!("there is no kind `{word}`"),
                Some(near.map_or_else(
                    || format!("the kinds are {}", words.collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                )),
            );
        }
    }
    if index {
        return Kind::Page;
    }
    let within =
        |named: &str| folder.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let named = rules.folders.iter().filter(|(named, _)| within(named)).max_by_key(|(named, _)| named.len());
    let Some((_, kind)) = named else { return Kind::Page };
    let shows = front.is_some_and(|front| front.entries().iter().any(|(key, _)| kind.has_own(&key.text)));
    if rules.configured || shows { *kind } else { Kind::Page }
}

/// Tells the required fields that are not there.
fn missing(kind: Kind, front: Option<&Node>, end: Span, reading: &mut Reading<'_>) {
    for field in kind.fields().iter().filter(|field| field.need == Need::Required) {
        if front.is_none_or(|front| front.get(field.name()).is_none()) {
            let place = Place::new(reading.file, end);
            reading.findings.push(
                Diagnostic::new(Name::MissingField, place, format!("this {kind} has no `{}`", field.name()))
                    .mend(format!("add `{}: …`", field.name()))
                    .note(format!("{} It should be {}.", field.doc.trim(), field.shape.described())),
            );
        }
    }
}
