//! The table of fields, a handbook and answers → the text of a new page.

use std::collections::BTreeSet;

use super::answers::{Answers, Offer};
use super::bootstrap::{self, Way, is_needed};
use super::sample;
use super::scalar::scalar;
use crate::failure::Failure;
use crate::model::{Entry, Handbook};
use crate::parse::config;
use crate::parse::field::{Field, Shape, alternatives};
use crate::parse::kind::{Fields, Kind, PersonaType};
use crate::parse::value::{Choice, Date, Duration, Period};

/// What stands where nobody has written anything yet: a text that holds, and that nobody takes for finished.
const UNWRITTEN: &str = "To be written";

/// The text of a page of `kind`.
///
/// # Errors
/// Something that it must name does not exist yet, or whoever was asked went away.
pub fn page(
    kind: Kind,
    title: &str,
    handbook: &Handbook,
    answers: &mut Answers<'_>,
) -> Result<String, Failure> {
    possible(kind, handbook)?;
    let mut composer = Composer { kind, handbook, answers, parts_ways: false, lows: 0, named: Vec::new() };
    let mut lines = vec![
        "---".to_owned(),
        format!("# {}", kind.question()),
        "# Lines that begin with # are hints, and no reader sees them.".to_owned(),
        String::new(),
    ];
    let (own_title, others): (Vec<&Field>, Vec<&Field>) =
        kind.fields().iter().partition(|field| field.name() == title_field(kind));
    let title_row =
        own_title.into_iter().chain(config::common_fields()).find(|row| row.name() == title_field(kind));
    lines.extend(title_row.map(|row| format!("# {}", row.doc.trim())));
    lines.push(format!("{}: {}", title_field(kind), scalar(title)));
    if kind != Kind::Page {
        lines.extend(composer.common("owner")?);
    }
    let mut optional = Vec::new();
    for field in others {
        if is_needed(field) || (field.name() == "leaving" && composer.must_part()) {
            lines.extend(composer.written(field)?);
        } else {
            optional.push(field);
        }
    }
    lines.extend(composer.consent()?);
    let today = handbook.edition.date;
    if kind != Kind::Page {
        lines.push("# When and by whom the page was last read through.".to_owned());
        lines.push(format!("reviewed: {{on: {today}}}"));
    }
    let hint = |field: &Field| sample::line(field, handbook);
    if !optional.is_empty() {
        lines.push(String::new());
        lines.push(format!("# More that {} may say. Take a line's first # away to use it.", a(kind)));
        lines.extend(optional.into_iter().map(hint));
    }
    lines.push(String::new());
    lines.push("# What every page may say.".to_owned());
    let own: BTreeSet<&str> = kind.fields().iter().map(Field::name).collect();
    let said = |name: &str| {
        own.contains(name)
            || matches!(name, "title" | "kind")
            || (kind != Kind::Page && matches!(name, "owner" | "reviewed"))
    };
    lines.extend(config::common_fields().iter().filter(|field| !said(field.name())).map(hint));
    lines.push("---".to_owned());
    if kind == Kind::Page {
        lines.push(String::new());
        lines.push(format!("{UNWRITTEN}."));
    }
    Ok(lines.join("\n") + "\n")
}

/// The field that holds the title of a page of `kind`.
fn title_field(kind: Kind) -> &'static str {
    if kind == Kind::Persona { "name" } else { "title" }
}

/// `a goal`, `an activity`.
fn a(kind: Kind) -> String {
    let article = if kind.as_str().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// Tells what to make first, where the handbook lacks something that a page of `kind` must name.
fn possible(kind: Kind, handbook: &Handbook) -> Result<(), Failure> {
    let present: BTreeSet<Kind> = handbook.all().map(Entry::kind).collect();
    for reference in bootstrap::references(kind) {
        if reference.kinds.iter().any(|kind| present.contains(kind)) {
            continue;
        }
        let advice = match bootstrap::way(kind, reference, &present) {
            Way::Empty => continue,
            Way::First(first) => format!("begin with `throughline new {first}`"),
            Way::Circle => "departments, roles and people need each other; \
                `throughline init DIR` makes a small handbook that has some of each to begin with"
                .to_owned(),
        };
        let wanted = alternatives(reference.kinds);
        let field = reference.field;
        return Err(Failure::plain(format!(
            "make {} yet: its `{field}` names a {wanted}, and the handbook has none",
            a(kind)
        ))
        .advise(advice));
    }
    Ok(())
}

struct Composer<'c, 'io> {
    kind: Kind,
    handbook: &'c Handbook,
    answers: &'c mut Answers<'io>,
    /// Whether the persona is not for us.
    parts_ways: bool,
    /// How many parts of the persona's fit are low.
    lows: usize,
    /// People whom a thank-you names.
    named: Vec<String>,
}

impl Composer<'_, '_> {
    /// A field that every page may have.
    fn common(&mut self, name: &str) -> Result<Vec<String>, Failure> {
        match config::common_fields().iter().find(|field| field.name() == name) {
            Some(field) => self.written(field),
            None => Ok(Vec::new()),
        }
    }

    /// The lines of a field that the page has: its hint, then its value.
    fn written(&mut self, field: &Field) -> Result<Vec<String>, Failure> {
        let name = field.name();
        let mut lines = vec![format!("# {}", sample::meaning(field))];
        match &field.shape {
            Shape::Group(fields) => {
                lines.push(format!("{name}:"));
                lines.extend(indented(self.group(fields)?));
            }
            Shape::List(Shape::Group(fields)) => {
                lines.push(format!("{name}:"));
                if fields.iter().any(|field| field.name() == "department") {
                    for department in self.departments() {
                        lines.extend(item(self.group_for(fields, &department)?));
                    }
                } else {
                    lines.extend(item(self.group(fields)?));
                }
            }
            Shape::Reference(kinds) => lines.push(self.references(field, kinds, false)?),
            Shape::List(Shape::Reference(kinds)) => lines.push(self.references(field, kinds, true)?),
            Shape::List(_) => {
                let text = self.answers.text(name, field.doc.trim(), UNWRITTEN)?;
                lines.push(format!("{name}:"));
                lines.push(format!("  - {}", scalar(&text)));
            }
            shape => {
                let value = self.single(field, shape)?;
                lines.push(format!("{name}: {value}"));
            }
        }
        Ok(lines)
    }

    /// The needed fields of a group, then hints at the others.
    fn group(&mut self, fields: &'static [Field]) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for field in fields.iter().filter(|field| is_needed(field)) {
            lines.extend(self.written(field)?);
        }
        lines.extend(
            fields.iter().filter(|field| !is_needed(field)).map(|field| sample::line(field, self.handbook)),
        );
        Ok(lines)
    }

    /// The same for one department.
    fn group_for(&mut self, fields: &'static [Field], department: &str) -> Result<Vec<String>, Failure> {
        let mut lines = vec![format!("department: {}", scalar(department))];
        for field in fields.iter().filter(|field| is_needed(field)) {
            lines.push(format!("# {}", field.doc.trim()));
            let about = format!("{} ({department})", field.doc.trim());
            let text = self.answers.text(field.name(), &about, UNWRITTEN)?;
            lines.push(format!("{}: {}", field.name(), scalar(&text)));
        }
        let others =
            fields.iter().filter(|field| !is_needed(field) && !matches!(field.name(), "department" | "role"));
        lines.extend(others.map(|field| sample::line(field, self.handbook)));
        Ok(lines)
    }

    /// The departments that have joined, or the first one.
    fn departments(&self) -> Vec<String> {
        let all: Vec<&Entry> = self.handbook.of_kind(Kind::Department).collect();
        let joined = all.iter().filter(|department| self.handbook.is_enrolled(department.id));
        let mut names: Vec<String> = joined.map(|department| department.name().to_string()).collect();
        if names.is_empty() {
            names.extend(all.first().map(|department| department.name().to_string()));
        }
        names
    }

    fn single(&mut self, field: &Field, shape: &Shape) -> Result<String, Failure> {
        let (name, about) = (field.name(), field.doc.trim());
        let today = self.handbook.edition.date;
        Ok(match shape {
            Shape::Choice(words) => {
                let offers: Vec<Offer> =
                    words.iter().map(|word| Offer { value: (*word).into(), shown: (*word).into() }).collect();
                let chosen = self.answers.one(name, about, &offers)?;
                let word = words.get(chosen).copied().unwrap_or_default();
                self.parts_ways |=
                    self.kind == Kind::Persona && PersonaType::find(word) == Some(PersonaType::NotForUs);
                self.lows += usize::from(self.kind == Kind::Persona && word == "low");
                word.to_owned()
            }
            Shape::Day => {
                // Of a stretch of days, the last one: half a year on.
                let usual = if name == "to" { Duration::months(6).after(today) } else { today };
                self.answers.checked(name, about, &usual.to_string(), |text| match text.parse::<Date>() {
                    Ok(day) if text.len() == 10 => Ok(day.to_string()),
                    _ => Err(format!("write a day, such as {today}")),
                })?
            }
            Shape::Period => {
                let usual = match self.kind {
                    Kind::Voice => format!("{}-Q{}", today.year(), (today.month() + 2) / 3),
                    _ => today.year().to_string(),
                };
                self.answers.checked(name, about, &usual, |text| match Period::find(text) {
                    Some(_) => Ok(text.to_owned()),
                    None => Err("write a year, 2026-Q2 or 2026-04".to_owned()),
                })?
            }
            Shape::Text | Shape::Contact(_) | Shape::File => {
                scalar(&self.answers.text(name, about, UNWRITTEN)?)
            }
            other => self.answers.text(name, about, &sample::value(field, other, self.handbook))?,
        })
    }

    /// One entry of the handbook, or several.
    fn references(&mut self, field: &Field, kinds: &'static [Kind], list: bool) -> Result<String, Failure> {
        let name = field.name();
        let offers = self.offers(name, kinds);
        if offers.is_empty() {
            return Ok(format!("{name}: []   # there is no {} yet", alternatives(kinds)));
        }
        let about = field.doc.trim();
        let chosen = match list {
            true => self.answers.some(name, about, &offers)?,
            false => vec![self.answers.one(name, about, &offers)?],
        };
        let chosen: Vec<&Offer> = chosen.into_iter().filter_map(|number| offers.get(number)).collect();
        if self.kind == Kind::Recognition {
            let people = chosen.iter().filter(|offer| offer.value.starts_with("person/"));
            self.named.extend(people.map(|offer| offer.shown.clone()).filter(|_| name == "who"));
        }
        let values: Vec<String> = chosen.iter().map(|offer| scalar(&offer.value)).collect();
        let values = if list { format!("[{}]", values.join(", ")) } else { values.join("") };
        let note = if self.answers.asked() { "" } else { "   # the first there is; change it" };
        Ok(format!("{name}: {values}{note}"))
    }

    /// The entries of `kinds`, by kind and path.
    fn offers(&self, field: &str, kinds: &'static [Kind]) -> Vec<Offer> {
        let mut kinds = kinds.to_vec();
        match field {
            // Whom work is for, before who passes it on.
            "to" => kinds.reverse(),
            // Who is thanked by name must have agreed, and nobody was asked.
            "who" if !self.answers.asked() => kinds.reverse(),
            _ => {}
        }
        let mut entries: Vec<&Entry> = kinds.iter().flat_map(|kind| self.handbook.of_kind(*kind)).collect();
        entries.sort_by_key(|entry| match &entry.fields {
            Fields::Persona(persona) => {
                persona.r#type.is_some_and(|sort| sort.value == PersonaType::NotForUs)
            }
            _ => false,
        });
        entries
            .into_iter()
            .map(|entry| match kinds.as_slice() {
                [_] => Offer { value: entry.name().to_string(), shown: entry.title.to_string() },
                _ => Offer { value: entry.reference(), shown: format!("{} ({})", entry.title, entry.kind()) },
            })
            .collect()
    }

    /// Whether a persona must say how we part.
    fn must_part(&self) -> bool {
        self.parts_ways || self.lows > 1
    }

    /// Consent of those whom a thank-you names.
    fn consent(&mut self) -> Result<Vec<String>, Failure> {
        let named = std::mem::take(&mut self.named);
        for person in &named {
            if !self.answers.agrees(&format!("Did {person} agree to be named here?"))? {
                return Err(Failure::plain(format!("thank {person} by name: nobody asked yet"))
                    .advise("ask first, or thank the role instead"));
            }
        }
        Ok(match named.is_empty() {
            true => Vec::new(),
            false => vec!["# Whether those named agreed.".to_owned(), "consent: true".to_owned()],
        })
    }
}

/// Lines one step further in.
fn indented(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("  {line}")).collect()
}

/// The lines of a group as an item of a list: the mark stands at its first field, after that field's hint.
fn item(lines: Vec<String>) -> Vec<String> {
    let mut marked = false;
    let line = |line: String| {
        if marked {
            return format!("    {line}");
        }
        marked = !line.starts_with('#');
        if marked { format!("  - {line}") } else { format!("  {line}") }
    };
    lines.into_iter().map(line).collect()
}
