//! A guest visits somebody of the same function.
//!
//! Shadowing is there to see what one does not see at one's own desk. Two people of one department, or of two departments with the same
//! `function`, have much to tell each other, but they need no programme for it. Departments' functions are compared
//! without regard to capital letters; for somebody whose role or department is not known, nothing is told.
//!
//! ## What to do
//! Find the guest a host in another department, or the host another guest. If the two departments do quite different work, give
//! them different functions.
//!
//! ## Example
//! Before, where both belong to support:
//! ```yaml
//! - {id: s1, host: tom, guest: lena, start: 2026-09-14T07:00, end: 2026-09-14T10:00, status: requested}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: omar, guest: lena, start: 2026-09-14T07:00, end: 2026-09-14T10:00, status: requested}
//! ```

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name, Place};
use crate::model::schedule::Session;
use crate::parse::EntryId;
use crate::parse::kind::Fields;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    for session in scope.handbook.schedule().sessions.iter().filter(|session| !session.is_cancelled()) {
        let alike = session.guests.iter().copied();
        let alike: Vec<EntryId> =
            alike.filter(|guest| scope.handbook.same_function(*guest, session.host)).collect();
        if let Some(first) = alike.first() {
            let finding = finding(session, *first, &alike, scope);
            let people = alike.into_iter().chain([session.host]);
            findings.push(visits::bound(finding, scope, session.programme, people));
        }
    }
}

fn finding(session: &Session, first: EntryId, guests: &[EntryId], scope: Scope<'_>) -> Diagnostic {
    let handbook = scope.handbook;
    let at = session.written.guest.iter().find(|guest| guest.to == first);
    let place = session.place(at.map_or_else(|| session.written.span(), |guest| guest.span));
    let host = visits::name(scope, session.host);
    if first == session.host {
        return Diagnostic::new(Name::SameFunction, place, format!("{host} is both host and guest of this visit"))
            .mend("find one of the two in another department");
    }
    let guests = visits::names(scope, guests.iter().copied());
    let both = (handbook.department_of(first), handbook.department_of(session.host));
    let (Some(theirs), Some(hosts)) = both else {
        return Diagnostic::new(Name::SameFunction, place, format!("{guests} and {host} have the same function"));
    };
    let message = if theirs == hosts {
        format!("{guests} would visit {host} in the same department, {}", handbook.entry(hosts).title)
    } else {
        let function = function(hosts, scope).map_or("", |(function, _)| function);
        format!(
            "{guests} would visit {host}, and {} and {} have the same function, `{function}`",
            handbook.entry(theirs).title,
            handbook.entry(hosts).title
        )
    };
    let finding = Diagnostic::new(Name::SameFunction, place, message)
        .mend("find the guest a host, or the host a guest, in another function");
    let department = |id: EntryId| {
        let entry = handbook.entry(id);
        let place = function(id, scope).map_or_else(|| Place::file(entry.file()), |(_, place)| place);
        (place, format!("the department, {}", entry.title))
    };
    visits::with_places(finding, [department(theirs), department(hosts)])
}

/// A department's function as it is written, and where.
fn function(department: EntryId, scope: Scope<'_>) -> Option<(&str, Place)> {
    let entry = scope.handbook.entry(department);
    match &entry.fields {
        Fields::Department(fields) => {
            let function = fields.function.as_ref()?;
            Some((&function.value, entry.place(function.span)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::{schedule, schedule_among};

    fn told(host: &str, guests: &str, status: &str) -> Vec<String> {
        let session = format!(
            "{{id: s1, host: {host}, guest: [{guests}], start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: {status}}}"
        );
        schedule(Name::SameFunction, "", &[&session])
    }

    #[test]
    fn guests_come_from_another_function() {
        assert_eq!(told("omar", "lena, kit", "requested"), [""; 0]);
        assert_eq!(
            told("tom", "omar, lena", "requested"),
            ["error [lena] Lena would visit Tom in the same department, Support"]
        );
        assert_eq!(
            told("tom", "kit", "requested"),
            ["error [kit] Kit would visit Tom, and Shop and Support have the same function, `Customers`"]
        );
        assert_eq!(told("tom", "tom", "requested"), ["error [tom] Tom is both host and guest of this visit"]);
        assert_eq!(told("tom", "kit", "cancelled"), [""; 0]);
        assert_eq!(told("tom", "", "open"), [""; 0]);
    }

    #[test]
    fn who_belongs_nowhere_is_nobodys_colleague() {
        let nowhere = [("people/lena.md", "---\ntitle: Lena\n---\n"), ("people/tom.md", "---\ntitle: Tom\n---\n")];
        let session = "{id: s1, host: tom, guest: lena, start: 2026-09-14T05:00, end: 2026-09-14T09:00, status: open}";
        assert_eq!(schedule_among(Name::SameFunction, "", &[session], &nowhere), [""; 0]);
    }
}
