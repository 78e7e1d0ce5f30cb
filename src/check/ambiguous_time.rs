//! A visit begins or ends in the hour in which the clocks change: at a time that does not exist, or that comes twice.
//!
//! When summer time begins, an hour is left out; when it ends, an hour comes twice. A time in it cannot be put into anybody's diary:
//! two colleagues who read "01:30" may stand at the door an hour apart. The zone is that of the programme, or else that of the
//! handbook; where clocks never change, nothing is told. Repeats keep their time on the wall, and each is looked at.
//!
//! ## What to do
//! Write the offset from UTC behind the time: the finding names both readings. Or move the visit by an hour; nobody
//! will thank you for a meeting in that night. If it is only one of a session's repeats, give that day a session of its own.
//!
//! ## Example
//! Before:
//! ```yaml
//! - {id: s1, host: piotr, start: 2026-10-25T01:30, end: 2026-10-25T05:30, status: open}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: piotr, start: 2026-10-25T01:30+01:00, end: 2026-10-25T05:30, status: open}
//! ```

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::{Programme, Unclear};

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let schedule = scope.handbook.schedule();
    for unclear in &schedule.unclear {
        let session = &unclear.session;
        if !session.is_cancelled() {
            let finding = finding(unclear, &schedule.programmes[session.programme]);
            findings.push(visits::bound(finding, scope, session.programme, session.people()));
        }
    }
}

fn finding(unclear: &Unclear, programme: &Programme) -> Diagnostic {
    let session = &unclear.session;
    let place = if unclear.is_end { visits::end(session) } else { visits::start(session) };
    let (day, time) = (visits::day(unclear.wall.date()), unclear.wall.strftime("%H:%M"));
    let zone = &programme.zone_name;
    let message = if unclear.missing {
        format!("there is no {time} on {day}: the clocks in {zone} are put forward over it")
    } else {
        format!("{time} comes twice on {day}: the clocks in {zone} are put back")
    };
    let [one, other] = &unclear.readings;
    let written = |reading: &jiff::Zoned| reading.strftime("%Y-%m-%dT%H:%M%:z").to_string();
    let readings = if unclear.missing {
        format!("`{}` or `{}`", written(one), written(other))
    } else {
        format!("`{}`, the first time, or `{}`, the second", written(one), written(other))
    };
    let mend = if unclear.nth == 1 {
        format!("write {readings}")
    } else {
        format!("this is repeat {} of the session: give that day a session of its own, at {readings}", unclear.nth)
    };
    Diagnostic::new(Name::AmbiguousTime, place, message).mend(mend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::{findings, schedule};

    fn session(start: &str, end: &str, more: &str) -> String {
        format!("{{id: s1, host: omar, start: {start}, end: {end}, status: open{more}}}")
    }

    fn told(start: &str, end: &str, more: &str) -> Vec<String> {
        schedule(Name::AmbiguousTime, "timezone: Europe/London\n", &[&session(start, end, more)])
    }

    fn mend(start: &str, end: &str, more: &str) -> Option<String> {
        let session = session(start, end, more);
        findings(Name::AmbiguousTime, "timezone: Europe/London\n", &[&session]).pop()?.mend
    }

    #[test]
    fn a_time_that_comes_twice_or_never_is_told_with_both_readings() {
        assert_eq!(
            told("2026-10-25T01:30", "2026-10-25T05:00", ""),
            ["error [2026-10-25T01:30] 01:30 comes twice on Sunday, 25 October 2026: the clocks in Europe/London are put back"]
        );
        assert_eq!(
            mend("2026-10-25T01:30", "2026-10-25T05:00", "").as_deref(),
            Some("write `2026-10-25T01:30+01:00`, the first time, or `2026-10-25T01:30+00:00`, the second")
        );
        assert_eq!(
            told("2027-03-27T22:00", "2027-03-28T01:00", ""),
            ["error [2027-03-28T01:00] there is no 01:00 on Sunday, 28 March 2027: the clocks in Europe/London are put forward over it"]
        );
        assert_eq!(
            mend("2027-03-27T22:00", "2027-03-28T01:00", "").as_deref(),
            Some("write `2027-03-28T00:00+00:00` or `2027-03-28T02:00+01:00`")
        );
    }

    #[test]
    fn other_times_and_offsets_are_clear() {
        for (start, end) in [
            ("2026-10-25T00:59", "2026-10-25T02:00"),
            ("2026-10-25T01:30+01:00", "2026-10-25T05:00"),
            ("2026-10-25T01:30+00:00", "2026-10-25T02:00Z"),
            ("2027-03-28T02:00", "2027-03-28T05:00"),
        ] {
            assert_eq!(told(start, end, ""), [""; 0], "{start}");
        }
        let elsewhere = session("2026-10-25T01:30", "2026-10-25T05:00", "");
        assert_eq!(schedule(Name::AmbiguousTime, "timezone: Asia/Kolkata\n", &[&elsewhere]), [""; 0]);
    }

    #[test]
    fn each_repeat_is_looked_at_and_one_is_told() {
        let more = ", repeats: FREQ=DAILY;COUNT=3";
        assert_eq!(
            mend("2026-10-24T01:30", "2026-10-24T05:00", more).as_deref(),
            Some(
                "this is repeat 2 of the session: give that day a session of its own, at `2026-10-25T01:30+01:00`, the first time, or `2026-10-25T01:30+00:00`, the second"
            )
        );
        // The offset that is written reads its repeats, too.
        assert_eq!(mend("2026-10-24T01:30+01:00", "2026-10-24T05:00", more), None);
    }
}
