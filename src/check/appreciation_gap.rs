//! Nobody in a department has been thanked for 90 days, as far as the handbook says.
//!
//! Care that nobody mentions looks like care that nobody needs. Where one department is never thanked, the
//! people in it conclude that the promise is kept by others. Thanks count for a department when they name one
//! of its people or roles, and also when they name them in `enabled_by`: whoever made it possible is thanked,
//! too. The 90 days end on the day for which the handbook is built. For departments that have not joined yet,
//! this is advice. Nothing is told before the first thank-you of all: a handbook need not begin with it.
//!
//! ## What to do
//! Do not invent praise. Ask somebody outside the department what they could not have done without it, and
//! write that down as a page in `recognition/`: who, what they did, for whom, and on which day. If a thank-you
//! for others rests on work done here, add the name to its `enabled_by`.
//!
//! ## Example
//! Before:
//! ```yaml
//! who: [person/lena]
//! behaviour: Rang all 31 doors of a stranded van
//! on: 2026-07-21
//! ```
//! After, since the list of doors came from the yard:
//! ```yaml
//! who: [person/lena]
//! behaviour: Rang all 31 doors of a stranded van
//! enabled_by: [person/saskia]
//! on: 2026-07-21
//! ```

use std::collections::BTreeSet;

use super::{Scope, left_out};
use crate::diagnostic::{Diagnostic, Name, Place, Severity};
use crate::model::{Entry, Handbook, Visibility};
use crate::model::appreciation::{Appreciation, RECENT_DAYS, is_recent};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let handbook = scope.handbook;
    let thanks = Appreciation::of(handbook);
    let somebody = [Kind::Role, Kind::Person].into_iter().flat_map(|kind| handbook.of_kind(kind));
    let staffed: BTreeSet<EntryId> = somebody.filter_map(|entry| handbook.department_of(entry.id)).collect();
    let departments = handbook.of_kind(Kind::Department).filter(|entry| staffed.contains(&entry.id));
    if thanks.newest().is_empty() {
        return;
    }
    let today = handbook.edition.date;
    let unclear = |entry: &Entry| may_reach_anybody(entry, scope);
    if unreadable(handbook) || handbook.of_kind(Kind::Recognition).any(unclear) {
        return;
    }
    for department in departments {
        if thanks.recent(department.id, today).next().is_some() {
            continue;
        }
        let last = thanks.reached(department.id).iter().filter_map(|share| share.on).find(|on| *on <= today);
        let last = last.map_or_else(
            || "no thanks have been written down for it so far".to_owned(),
            |on| format!("it was last thanked on {on}"),
        );
        findings.push(
            gap(department).note(last)
                .severity(handbook.bound(Some(department.id), Severity::Warning)),
        );
    }
}

fn gap(department: &Entry) -> Diagnostic {
    let message = format!("nobody in {} has been thanked for {RECENT_DAYS} days", department.title);
    Diagnostic::new(Name::AppreciationGap, Place::file(department.file()), message)
        .mend("write down in `recognition/` what somebody there did, or add them to an `enabled_by`")
}

/// Whether there is a page among the recognitions that nobody can read.
fn unreadable(handbook: &Handbook) -> bool {
    let rules = handbook.settings.parse_rules(false);
    let folders = || rules.folders.iter().filter(|(_, kind)| *kind == Kind::Recognition);
    let lost = handbook.hidden.iter().filter(|(_, reason)| **reason == Visibility::Unreadable);
    lost.into_iter().any(|(path, _)| folders().any(|(folder, _)| path.starts_with(&format!("{folder}/"))))
}

/// Whether a recognition of the last days names somebody who cannot be found, or a day that cannot be read: then
/// nobody can tell whom it reaches, and the finding that says so comes first.
fn may_reach_anybody(entry: &Entry, scope: Scope<'_>) -> bool {
    let facts = &entry.document.facts;
    let (Fields::Recognition(found), Fields::Recognition(written)) = (&entry.fields, &facts.fields) else {
        return false;
    };
    match found.on {
        Some(on) if !is_recent(on.value, scope.handbook.edition.date) => return false,
        Some(_) => {}
        None if left_out(entry, &["on"]) => return false,
        None => return true,
    }
    found.who.len() != written.who.len() || found.enabled_by.len() != written.enabled_by.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    const DEPARTMENTS: [(&str, &str); 5] = [
        ("departments/support.md", "---\ntitle: Support\n---\n"),
        ("departments/yard.md", "---\ntitle: The yard\n---\n"),
        ("roles/adviser.md", "---\ndepartment: support\n---\n"),
        ("roles/driver.md", "---\ndepartment: yard\n---\n"),
        ("people/alun.md", "---\nrole: driver\n---\n"),
    ];

    fn thanks(settings: &str, recognitions: &[&str]) -> Vec<String> {
        let mut files = vec![("handbook.yaml", settings)];
        files.extend(DEPARTMENTS);
        let names: Vec<String> =
            (0..recognitions.len()).map(|number| format!("recognition/thanks-{number}.md")).collect();
        let texts: Vec<String> = recognitions.iter().map(|fields| format!("---\n{fields}\n---\n")).collect();
        files.extend(names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())));
        told(Name::AppreciationGap, &files)
    }

    const TO_SUPPORT: &str = "who: role/adviser\non: 2026-08-01";

    #[test]
    fn a_department_without_thanks_is_named() {
        assert_eq!(
            thanks("", &[TO_SUPPORT]),
            ["warning [] nobody in The yard has been thanked for 90 days"]
        );
    }

    #[test]
    fn a_person_speaks_for_the_department_of_the_role() {
        assert_eq!(thanks("", &[TO_SUPPORT, "who: person/alun\non: 2026-08-01"]), [""; 0]);
    }

    #[test]
    fn making_it_possible_counts_as_thanks() {
        assert_eq!(thanks("", &["who: role/adviser\nenabled_by: person/alun\non: 2026-08-01"]), [""; 0]);
    }

    #[test]
    fn the_ninetieth_day_counts_and_the_day_before_it_does_not() {
        let yard = |on: &str| thanks("", &[TO_SUPPORT, &format!("who: role/driver\non: {on}")]).len();
        assert_eq!(yard("2026-06-03"), 0);
        assert_eq!(yard("2026-06-02"), 1);
        assert_eq!(yard("2026-09-02"), 1, "what has not been yet is no thanks");
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        let told = thanks("departments: {support: enrolled, yard: not yet}", &[TO_SUPPORT]);
        assert_eq!(told, ["advice [] nobody in The yard has been thanked for 90 days"]);
    }

    #[test]
    fn a_handbook_that_has_not_begun_to_thank_is_left_in_peace() {
        assert_eq!(thanks("", &[]), [""; 0]);
    }

    #[test]
    fn what_follows_from_another_finding_is_not_told() {
        for recognition in [
            "who: [role/adviser, person/alan]\non: 2026-08-01",
            "who: role/adviser\nenabled_by: person/alan\non: 2026-08-01",
            "who: role/adviser\non: in August",
            "who: [",
        ] {
            assert_eq!(thanks("", &[recognition, TO_SUPPORT]), [""; 0], "{recognition}");
        }
        assert_eq!(thanks("", &["who: person/alan\non: 2025-01-01", TO_SUPPORT]).len(), 1, "long ago");
    }

    #[test]
    fn a_department_with_nobody_in_it_has_nobody_to_thank() {
        let files = [
            ("handbook.yaml", ""),
            ("departments/new.md", "---\ntitle: New\n---\n"),
            ("recognition/a.md", "---\non: 2026-08-01\n---\n"),
        ];
        assert_eq!(told(Name::AppreciationGap, &files), [""; 0]);
    }
}
