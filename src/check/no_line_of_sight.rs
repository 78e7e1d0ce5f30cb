//! The work of a role reaches no customer.
//!
//! Every job is there for somebody. Some serve customers themselves; most serve a colleague who serves a
//! colleague who does. Whoever cannot see that line works for a manager or for a form. A role has no line
//! where it hands nothing on, where it serves only colleagues who reach nobody either, or where the line
//! ends at somebody who is not a customer: personas of the types `internal` and `not-for-us` are no end of
//! a line. For departments that have not joined yet, this is advice.
//!
//! ## What to do
//! Ask whoever does the work: who would notice first if it stopped? Add that colleague, or that customer, to
//! `serves`, with what is handed over and why it matters there. The finding names a colleague through whom
//! the line would be shortest, of the same department if it can be. It is only a suggestion; the truth is
//! better.
//!
//! ## Example
//! Before:
//! ```yaml
//! serves:
//!   - {to: role/bookkeeper, output: the month's invoices, value: the books are right}
//! ```
//! After:
//! ```yaml
//! serves:
//!   - {to: role/bookkeeper, output: the month's invoices, value: the books are right}
//!   - {to: role/buyer, output: what flour cost last month, value: she can order before it runs out}
//! ```

use super::{Scope, joined_or_advice};
use crate::diagnostic::{Diagnostic, Name, Severity, suggest};
use crate::model::{Entry, Handbook};
use crate::parse::kind::Fields;

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Role(_) = &entry.fields else { return };
    let handbook = scope.handbook;
    let line = handbook.line_of_sight();
    // Where something else is wrong with what the role serves, or with what a colleague further on does, this
    // would only follow from it.
    if line.distance(entry.id).is_some() || line.is_unclear(entry.id) {
        return;
    }
    let finding = Diagnostic::new(
        Name::NoLineOfSight,
        entry.document.facts.place_of_key("serves"),
        format!("the work of this role reaches no customer{}", why(entry, handbook)),
    )
    .mend(mend(entry, handbook));
    findings.push(joined_or_advice(finding, entry, scope, Severity::Error));
}

/// Where the line ends, as the rest of the sentence.
fn why(entry: &Entry, handbook: &Handbook) -> String {
    let line = handbook.line_of_sight();
    let colleagues: Vec<&str> = line.serves(entry.id).map(|hop| &*handbook.entry(hop.to).title).collect();
    match colleagues.as_slice() {
        [] => String::new(),
        [one] => format!(": {one}, whom it serves, reaches none either"),
        several => format!(": {}, whom it serves, reach none either", suggest::list(several.iter().copied())),
    }
}

fn mend(entry: &Entry, handbook: &Handbook) -> String {
    let line = handbook.line_of_sight();
    if let Some(colleague) = line.nearest_colleague(entry.id) {
        let colleague = handbook.entry(colleague);
        return format!(
            "add to `serves` a colleague who reaches one: `{{to: {}, output: …, value: …}}`, one step from a customer",
            colleague.reference(),
        );
    }
    match line.customers().first() {
        Some(customer) => {
            let customer = handbook.entry(*customer).reference();
            format!("no role serves a customer yet: add one to `serves`, `{{to: {customer}, output: …, value: …}}`")
        }
        None => "this handbook has no customer yet: begin with `throughline new persona`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, told};

    const PAULA: (&str, &str) = ("personas/paula.md", "---\nname: Paula\ntype: customer\n---\n");
    const NOOR: (&str, &str) = ("personas/noor.md", "---\nname: Noor\ntype: internal\n---\n");
    const CLIVE: (&str, &str) = ("personas/clive.md", "---\nname: Clive\ntype: not-for-us\n---\n");
    const DRIVER: (&str, &str) =
        ("roles/driver.md", "---\ndepartment: yard\nserves: [{to: persona/paula, output: a, value: b}]\n---\n");
    const YARD: (&str, &str) = ("departments/yard.md", "---\ntitle: Yard\n---\n");
    const BAKERY: (&str, &str) = ("departments/bakery.md", "---\ntitle: Bakery\n---\n");

    fn with(settings: &'static str, more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
        let mut files = vec![("handbook.yaml", settings), PAULA, NOOR, CLIVE, DRIVER, YARD, BAKERY];
        files.extend(more);
        files
    }

    #[test]
    fn whoever_serves_a_colleague_who_reaches_a_customer_is_in_sight() {
        let baker = ("roles/baker.md", "---\nserves: [{to: role/driver, output: a, value: b}]\n---\n");
        assert_eq!(told(Name::NoLineOfSight, &with("", &[baker])), [""; 0]);
    }

    #[test]
    fn nobody_served_is_nobody_reached() {
        let baker = ("roles/baker.md", "---\nserves: []\n---\n");
        assert_eq!(
            told(Name::NoLineOfSight, &with("", &[baker])),
            ["error [serves] the work of this role reaches no customer"]
        );
    }

    #[test]
    fn colleagues_in_a_circle_and_personas_who_are_no_customers_are_no_end_of_a_line() {
        let circle = [
            ("roles/baker.md", "---\nserves: [{to: role/mixer, output: a, value: b}]\n---\n"),
            ("roles/mixer.md", "---\ntitle: Mixer\nserves: [{to: role/baker, output: a, value: b}]\n---\n"),
            ("roles/clerk.md", "---\nserves: [{to: persona/noor, output: a}, {to: persona/clive, output: b}]\n---\n"),
        ];
        assert_eq!(
            told(Name::NoLineOfSight, &with("", &circle)),
            [
                "error [serves] the work of this role reaches no customer: Mixer, whom it serves, reaches none either",
                "error [serves] the work of this role reaches no customer",
                "error [serves] the work of this role reaches no customer: Baker, whom it serves, reaches none either",
            ]
        );
    }

    #[test]
    fn the_mend_makes_the_shortest_line_through_the_own_department_if_it_can() {
        let roles = [
            ("roles/baker.md", "---\ndepartment: bakery\nserves: [{to: role/driver, output: a, value: b}]\n---\n"),
            ("roles/caller.md", "---\ndepartment: yard\nserves: [{to: persona/paula, output: a, value: b}]\n---\n"),
            ("roles/barista.md", "---\nserves: [{to: persona/paula, output: a, value: b}]\n---\n"),
            ("roles/loader.md", "---\ndepartment: yard\nserves: []\n---\n"),
            ("roles/mixer.md", "---\ndepartment: bakery\nserves: []\n---\n"),
        ];
        let mends: Vec<String> = findings(Name::NoLineOfSight, &with("", &roles))
            .into_iter()
            .filter_map(|found| found.mend)
            .collect();
        let add = "add to `serves` a colleague who reaches one:";
        assert_eq!(
            mends,
            [
                format!("{add} `{{to: role/caller, output: …, value: …}}`, one step from a customer"),
                format!("{add} `{{to: role/barista, output: …, value: …}}`, one step from a customer"),
            ]
        );
    }

    #[test]
    fn where_nobody_reaches_a_customer_the_mend_names_one() {
        let clerk = ("roles/clerk.md", "---\nserves: []\n---\n");
        let mend = |files: &[(&str, &str)]| findings(Name::NoLineOfSight, files)[0].mend.clone().unwrap();
        assert!(mend(&[("handbook.yaml", ""), PAULA, clerk]).contains("`{to: persona/paula, output: …, value: …}`"));
        assert!(mend(&[("handbook.yaml", ""), NOOR, clerk]).contains("throughline new persona"));
    }

    #[test]
    fn departments_that_have_not_joined_are_advised() {
        let baker = ("roles/baker.md", "---\ndepartment: bakery\nserves: []\n---\n");
        let settings = "departments: {yard: enrolled, bakery: not yet}";
        let told = told(Name::NoLineOfSight, &with(settings, &[baker]));
        assert_eq!(told, ["advice [serves] the work of this role reaches no customer"]);
    }

    #[test]
    fn what_follows_from_another_finding_is_not_told() {
        for serves in [
            "",
            "serves:\n",
            "serves: nobody\n",
            "serves: [paula]\n",
            "serves: [{output: a, value: b}]\n",
            "serves: [{to: persona/pula, output: a, value: b}]\n",
            "serves: [\n",
        ] {
            let mixer = format!("---\ntitle: Mixer\n{serves}---\n");
            // Whose line leads there may be in order as well.
            let baker = "---\nserves: [{to: role/mixer, output: a, value: b}]\n---\n";
            let told = told(
                Name::NoLineOfSight,
                &[("handbook.yaml", ""), PAULA, ("roles/mixer.md", &mixer), ("roles/baker.md", baker)],
            );
            assert_eq!(told, [""; 0], "{serves}");
        }
    }
}
