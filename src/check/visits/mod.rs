//! What the rules about visits share: whom they bind, and how people, days and times are told.

#[cfg(test)]
pub(super) mod testing;

use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::civil::Date;

use super::Scope;
use crate::diagnostic::{Diagnostic, Place, Severity, Span, suggest};
use crate::model::schedule::{Programme, Session, Visit};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Rules, Shadowing};

/// `finding` about `people` in a session: advice with the reason, where none of their departments has joined yet, and where the
/// programme is a draft.
pub(super) fn bound(
    finding: Diagnostic,
    scope: Scope<'_>,
    programme: usize,
    people: impl IntoIterator<Item = EntryId>,
) -> Diagnostic {
    let handbook = scope.handbook;
    if handbook.entry(handbook.schedule().programmes[programme].entry).draft {
        return finding.severity(Severity::Advice);
    }
    joined(finding, scope, people)
}

/// The same for findings that belong to no programme.
pub(super) fn joined(
    finding: Diagnostic,
    scope: Scope<'_>,
    people: impl IntoIterator<Item = EntryId>,
) -> Diagnostic {
    let handbook = scope.handbook;
    let mut departments = people.into_iter().filter_map(|person| handbook.department_of(person)).peekable();
    // Somebody without a department is bound like everybody who has joined.
    if departments.peek().is_none() || departments.any(|department| handbook.is_enrolled(department)) {
        return finding;
    }
    let note = "their department has not joined yet: this is advice until it does";
    let note = finding.note.as_ref().map_or_else(|| note.to_owned(), |said| format!("{said}; {note}"));
    finding.severity(Severity::Advice).note(note)
}

/// `Omar Haddad`, as the person's page is called.
pub(super) fn name(scope: Scope<'_>, person: EntryId) -> &str {
    &scope.handbook.entry(person).title
}

/// `Lena Okafor and Kit Lambert`.
pub(super) fn names(scope: Scope<'_>, people: impl IntoIterator<Item = EntryId>) -> String {
    suggest::list(people.into_iter().map(|person| name(scope, person)))
}

/// `Monday, 14 September 2026`.
pub(super) fn day(day: Date) -> String {
    day.strftime("%A, %-d %B %Y").to_string()
}

/// `Monday, 14 September 2026, 05:00`.
pub(super) fn time(moment: &Zoned) -> String {
    moment.strftime("%A, %-d %B %Y, %H:%M").to_string()
}

/// `05:00 to 09:00`, with the day of its end where that is another.
pub(super) fn hours(start: &Zoned, end: &Zoned) -> String {
    let ends = if start.date() == end.date() { "%H:%M" } else { "%H:%M on %-d %B" };
    format!("{} to {}", start.strftime("%H:%M"), end.strftime(ends))
}

/// `once`, `twice`, `3 times`.
pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        count => format!("{count} times"),
    }
}

/// `s1`, in a sentence; a session without a name is told by its day.
pub(super) fn called(visit: &Visit) -> String {
    match visit.name() {
        "" => format!("the visit on {}", day(visit.start.date())),
        name => format!("`{name}`"),
    }
}

/// The place of a rule of a programme, where it is written.
pub(super) fn rule(
    scope: Scope<'_>,
    programme: &Programme,
    of: impl Fn(&Rules) -> Option<Span>,
) -> Option<Place> {
    let fields = shadowing(scope, programme)?;
    Some(programme.place(of(fields.rules.as_ref()?)?))
}

/// The place of a programme's cycle: its last day.
pub(super) fn cycle(scope: Scope<'_>, programme: &Programme) -> Option<Place> {
    Some(programme.place(shadowing(scope, programme)?.cycle.as_ref()?.to?.span))
}

fn shadowing<'h>(scope: Scope<'h>, programme: &Programme) -> Option<&'h Shadowing<EntryId>> {
    match &scope.handbook.entry(programme.entry).fields {
        Fields::Shadowing(fields) => Some(fields),
        _ => None,
    }
}

/// The place of a session's beginning.
pub(super) fn start(session: &Session) -> Place {
    session.place(session.written.start.map_or_else(|| session.written.span(), |start| start.span))
}

/// The place of a session's end.
pub(super) fn end(session: &Session) -> Place {
    session.place(session.written.end.map_or_else(|| session.written.span(), |end| end.span))
}

/// `finding` with other places that belong to it, each once, its own left out.
pub(super) fn with_places(
    finding: Diagnostic,
    places: impl IntoIterator<Item = (Place, String)>,
) -> Diagnostic {
    let mut seen = BTreeSet::from([finding.place.clone()]);
    places.into_iter().fold(finding, |finding, (place, message)| {
        if seen.insert(place.clone()) { finding.related(place, message) } else { finding }
    })
}
