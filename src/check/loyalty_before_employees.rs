//! A loyalty programme, and no word yet of how the people are who would have to carry it.
//!
//! Loyalty is given back, not bought. Guests stay with people who like to be there; a scheme of points on top of
//! a team that feels forgotten costs money and convinces nobody. So employees come first: before a
//! programme for customers' loyalty there is a measure of employees, in date and good.
//!
//! In date means: from the newest voice of its source, within its `cadence` (a year, where it has none). Good
//! means: would recommend working here over 0, or satisfied or would send a friend over 50 %. Figures of single
//! departments, and of so few that they are not shown, do not count.
//!
//! ## What to do
//! Ask your colleagues and publish the answer as a `voice` with `asked: employees`. If it is not good, the programme can
//! wait, and what they told you cannot.
//!
//! ## Example
//! Before, with nothing asked of employees:
//! ```yaml
//! type: loyalty-programme
//! pillars: [care]
//! ```
//! After, with a page in `voice` beside it:
//! ```yaml
//! source: survey
//! asked: employees
//! period: 2026-04
//! cadence: half-yearly
//! departments: [support, bakery]
//! measures:
//!   - {measure: nps, promoters: 60, passives: 42, detractors: 22}
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name};
use crate::model::Entry;
use crate::model::measures::{Heard, Measured};
use crate::parse::kind::{ActivityType, AskedOf, Fields, MeasureName};

pub(super) fn check(entry: &Entry, scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let Fields::Activity(activity) = &entry.fields else { return };
    let Some(sort) = activity.r#type.filter(|sort| sort.value == ActivityType::LoyaltyProgramme) else { return };
    let handbook = scope.handbook;
    let measures = handbook.employee_measures();
    if measures.iter().any(|measured| measured.is_positive()) {
        return;
    }
    let voices = handbook.newest_voices();
    let newest = voices.iter().filter(|heard| heard.asked == AskedOf::Employees).max_by_key(|heard| heard.until);
    let judged = measures.into_iter().find(|measured| {
        matches!(measured.name, MeasureName::Nps | MeasureName::Csat | MeasureName::ReferAFriend)
    });
    let today = handbook.edition.date;
    let message = match (newest, judged) {
        (None, _) => "a loyalty programme, and employees have not been asked".to_owned(),
        (Some(newest), _) if !newest.is_in_date(today) => {
            format!("a loyalty programme, and employees were last asked until {}", newest.until)
        }
        (Some(_), Some(judged)) => format!("a loyalty programme, and {}", not_well(judged)),
        (Some(_), None) => {
            "a loyalty programme, and no figure says how employees are".to_owned()
        }
    };
    let finding = Diagnostic::new(Name::LoyaltyBeforeEmployees, entry.place(sort.span), message)
        .mend("employees first: ask them, publish the answer, and begin when it is good")
        .note("good is: would recommend working here over 0, satisfied or would send a friend over 50 %");
    let place = |heard: &Heard<'_>| heard.entry.document.facts.place_of("period");
    findings.push(match (judged, newest) {
        (Some(judged), _) => finding.related(judged.place.clone(), "the figure"),
        (None, Some(newest)) => finding.related(place(newest), "when employees were last asked"),
        (None, None) => finding,
    });
}

/// What a figure says that is not good.
fn not_well(measured: &Measured) -> String {
    let value = measured.figure.map_or(0.0, |figure| figure.value);
    match measured.name {
        MeasureName::Nps => format!("whether employees would recommend working here stands at {value:.0}"),
        MeasureName::Csat => format!("{value:.0} % of employees are satisfied"),
        MeasureName::ReferAFriend => format!("{value:.0} % of employees would send a friend"),
        MeasureName::Ces | MeasureName::Retention | MeasureName::Loyalty | MeasureName::Complaints => {
            "no figure says how employees are".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn with(voices: &[String]) -> Vec<String> {
        let paths: Vec<String> = (0..voices.len()).map(|at| format!("voice/v{at}.md")).collect();
        let mut files = vec![
            ("handbook.yaml", ""),
            ("activities/loaf.md", "---\ntype: loyalty-programme\n---\n"),
            ("activities/course.md", "---\ntype: training\n---\n"),
            ("departments/shop.md", "---\ntitle: Shop\n---\n"),
        ];
        files.extend(paths.iter().map(String::as_str).zip(voices.iter().map(String::as_str)));
        told(Name::LoyaltyBeforeEmployees, &files)
    }

    fn voice(asked: &str, period: &str, measures: &str) -> String {
        format!("---\nsource: survey\nasked: {asked}\nperiod: {period}\ncadence: half-yearly\ndepartments: []\nmeasures: [{measures}]\n---\n")
    }

    const GOOD: &str = "{measure: nps, promoters: 60, passives: 42, detractors: 22}";

    #[test]
    fn employees_come_first() {
        let error = |rest: &str| [format!("error [loyalty-programme] a loyalty programme, and {rest}")];
        assert_eq!(with(&[]), error("employees have not been asked"));
        assert_eq!(with(&[voice("customers", "2026-04", GOOD)]), error("employees have not been asked"));
        assert_eq!(with(&[voice("employees", "2026-04", GOOD)]), [""; 0]);
        assert_eq!(
            with(&[voice("employees", "2025-10", GOOD)]),
            error("employees were last asked until 2025-10-31"),
            "half a year is over"
        );
        assert_eq!(with(&[voice("employees", "2026-04", "")]), error("no figure says how employees are"));
    }

    #[test]
    fn only_a_good_figure_counts() {
        for (measure, wanted) in [
            ("{measure: nps, promoters: 20, passives: 42, detractors: 22}", Some("stands at -2")),
            ("{measure: nps, promoters: 20, passives: 42, detractors: 20}", Some("stands at 0")),
            ("{measure: nps, promoters: 21, passives: 42, detractors: 20}", None),
            ("{measure: csat, scale: 5, counts: {5: 10, 3: 10}}", Some("50 % of employees are satisfied")),
            ("{measure: csat, scale: 5, counts: {5: 11, 3: 10}}", None),
            ("{measure: refer-a-friend, yes: 10, no: 11}", Some("48 % of employees would send a friend")),
            ("{measure: refer-a-friend, yes: 11, no: 10}", None),
            ("{measure: ces, scale: 5, counts: {5: 11, 3: 10}}", Some("no figure says")),
            ("{measure: nps, promoters: 3, passives: 1, detractors: 0}", Some("no figure says")),
            ("{measure: nps, department: shop, promoters: 9, passives: 1, detractors: 0}", Some("no figure says")),
        ] {
            let told = with(&[voice("employees", "2026-04", measure)]);
            match wanted {
                None => assert_eq!(told, [""; 0], "{measure}"),
                Some(wanted) => assert!(told.len() == 1 && told[0].contains(wanted), "{measure}: {told:?}"),
            }
        }
        let bad = "{measure: nps, promoters: 2, passives: 42, detractors: 22}, {measure: refer-a-friend, yes: 61, no: 9}";
        assert_eq!(with(&[voice("employees", "2026-04", bad)]), [""; 0], "one good figure is enough");
    }

    #[test]
    fn the_newest_answers_count() {
        let bad = "{measure: nps, promoters: 2, passives: 42, detractors: 22}";
        assert_eq!(with(&[voice("employees", "2026-04", GOOD), voice("employees", "2026-07", bad)]).len(), 1);
        assert_eq!(with(&[voice("employees", "2026-04", bad), voice("employees", "2026-07", GOOD)]), [""; 0]);
    }

    #[test]
    fn counts_may_come_from_a_spreadsheet() {
        let text = voice("employees", "2026-04", "").replace("measures: []", "counts_file: v.csv");
        let files = [
            ("handbook.yaml", ""),
            ("activities/loaf.md", "---\ntype: loyalty-programme\n---\n"),
            ("voice/v.md", text.as_str()),
            ("voice/v.csv", "measure,promoters,passives,detractors\nnps,60,42,22\n"),
        ];
        assert_eq!(told(Name::LoyaltyBeforeEmployees, &files), [""; 0]);
    }
}
