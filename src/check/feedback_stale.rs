//! The newest voice of a source is older than its cadence: nobody has been asked, or nobody has written it down.
//!
//! People who are asked each quarter notice when a quarter is left out, and draw their own conclusions. And
//! whoever works by last year's figures works for last year's customers.
//!
//! A voice tells about its `period`, and says with `cadence` how often it comes (weekly, monthly, quarterly,
//! half-yearly, yearly, or a length of time). The next one is due when that time has passed since the period
//! ended. Only the newest voice of each `source` and of each side (`asked`) is looked at; without a `cadence`
//! nothing is due.
//!
//! ## What to do
//! Add the page of the new period, even if its figures are not what was hoped for. If you ask less often now,
//! say so in `cadence`; if you have stopped, take the `cadence` out and say why in the text.
//!
//! ## Example
//! Before, in December:
//! ```yaml
//! source: survey
//! asked: customers
//! period: 2026-Q2
//! cadence: quarterly
//! ```
//! After, on a page of its own:
//! ```yaml
//! source: survey
//! asked: customers
//! period: 2026-Q3
//! cadence: quarterly
//! ```

use super::Scope;
use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::parse::kind::{AskedOf, VoiceSource};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let today = scope.handbook.edition.date;
    for heard in scope.handbook.newest_voices() {
        let (Some(due), Some(period), Some(cadence)) = (heard.due(), heard.voice.period, heard.voice.cadence)
        else {
            continue;
        };
        if !heard.is_stale(today) {
            continue;
        }
        let finding = Diagnostic::new(
            Name::FeedbackStale,
            heard.entry.place(period.span),
            format!(
                "{} told us last until {}, and the next was due on {due}",
                whence(heard.source, heard.asked),
                heard.until
            ),
        )
        .mend("add the page of the new period, or change `cadence`")
        .related(heard.entry.place(cadence.span), "how often it comes");
        // A draft is work in progress.
        let severity = if heard.entry.draft { Severity::Advice } else { Name::FeedbackStale.severity() };
        findings.push(finding.severity(severity));
    }
}

/// Who told us, and how: `the survey of customers`.
fn whence(source: VoiceSource, asked: AskedOf) -> String {
    let who = asked.as_str();
    match source {
        VoiceSource::Survey => format!("the survey of {who}"),
        VoiceSource::CallCentre => format!("the calls of {who}"),
        VoiceSource::Complaints => format!("the complaints of {who}"),
        VoiceSource::Visit => format!("visits to {who}"),
        VoiceSource::Reviews => format!("the reviews of {who}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::told;

    fn voice(source: &str, asked: &str, period: &str, cadence: &str) -> String {
        format!("---\nsource: {source}\nasked: {asked}\nperiod: {period}\ndepartments: []\n{cadence}---\n")
    }

    fn stale(voices: &[&str]) -> Vec<String> {
        let paths: Vec<String> = (0..voices.len()).map(|at| format!("voice/v{at}.md")).collect();
        let mut files = vec![("handbook.yaml", "")];
        files.extend(paths.iter().map(String::as_str).zip(voices.iter().copied()));
        told(Name::FeedbackStale, &files)
    }

    #[test]
    fn the_next_is_due_a_cadence_after_the_period() {
        // The tests' day is the first of September 2026.
        let old = voice("survey", "customers", "2026-Q1", "cadence: quarterly\n");
        assert_eq!(
            stale(&[&old]),
            ["warning [2026-Q1] the survey of customers told us last until 2026-03-31, and the next was due on 2026-06-30"]
        );
        for (period, cadence, due) in [
            ("2026-Q2", "cadence: quarterly\n", false),
            ("2026-Q1", "cadence: half-yearly\n", false),
            ("2026-Q1", "cadence: 5 months\n", true),
            ("2026-08", "cadence: P1D\n", false),
            ("2026-07", "cadence: weekly\n", true),
            ("2025", "cadence: yearly\n", false),
            ("2024", "", false),
        ] {
            let told = stale(&[&voice("survey", "customers", period, cadence)]);
            assert_eq!(!told.is_empty(), due, "{period} {cadence}: {told:?}");
        }
    }

    #[test]
    fn the_newest_of_each_source_and_side_counts() {
        let of = |asked, period| voice("survey", asked, period, "cadence: quarterly\n");
        let (old, new) = (of("customers", "2025-Q4"), of("customers", "2026-Q2"));
        assert_eq!(stale(&[&old, &new]), [""; 0]);
        assert_eq!(stale(&[&new, &old]), [""; 0], "whatever their files are called");
        let colleagues = of("employees", "2025-Q4");
        assert_eq!(stale(&[&new, &colleagues]).len(), 1);
        let calls = voice("call-centre", "customers", "2025-Q4", "cadence: monthly\n");
        assert_eq!(stale(&[&new, &calls, &old, &colleagues]).len(), 2);
    }

    #[test]
    fn what_cannot_be_read_has_no_age() {
        assert_eq!(stale(&[&voice("survey", "customers", "spring", "cadence: monthly\n")]), [""; 0]);
        assert_eq!(stale(&[&voice("survay", "customers", "2024", "cadence: monthly\n")]), [""; 0]);
    }
}
