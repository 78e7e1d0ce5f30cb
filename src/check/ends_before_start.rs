//! A visit ends before it begins, or as it begins.
//!
//! Nobody can be there at such a time, and no diary takes it. It is nearly always a slip: two times that have changed places, a
//! day that was not changed along with the other one, or a night that ends on the next day.
//!
//! Both are compared as instants, so an offset written with one of them counts, too.
//!
//! ## What to do
//! Look at both times and write the end that was meant. A visit that begins in the evening and goes on into the
//! morning ends on the day after.
//!
//! ## Example
//! Before:
//! ```yaml
//! - {id: s1, host: piotr, start: 2026-09-14T22:00, end: 2026-09-14T05:30, status: open}
//! ```
//! After:
//! ```yaml
//! - {id: s1, host: piotr, start: 2026-09-14T22:00, end: 2026-09-15T05:30, status: open}
//! ```

use super::{Scope, visits};
use crate::diagnostic::{Diagnostic, Name};
use crate::model::schedule::Session;
use crate::parse::value::Moment;

pub(super) fn check(scope: Scope<'_>, findings: &mut Vec<Diagnostic>) {
    for session in &scope.handbook.schedule().backwards {
        if !session.is_cancelled() {
            findings.push(visits::bound(finding(session), scope, session.programme, session.people()));
        }
    }
}

fn finding(session: &Session) -> Diagnostic {
    let (start, end) = (session.written.start, session.written.end);
    let (start, end) = (start.map(|start| start.value.wall()), end.map(|end| end.value.wall()));
    let told = |wall: Option<jiff::civil::DateTime>| {
        wall.map_or_else(String::new, |wall| wall.strftime("%A, %-d %B %Y, %H:%M").to_string())
    };
    let message = if start == end {
        format!("this visit ends as it begins, on {}", told(start))
    } else {
        format!("this visit ends on {}, before it begins on {}", told(end), told(start))
    };
    let next = match (session.written.end.map(|end| end.value), start, end) {
        (Some(Moment::Local(_)), Some(start), Some(end)) if start.date() == end.date() && end < start => {
            end.date().tomorrow().ok().map(|day| day.to_datetime(end.time()))
        }
        _ => None,
    };
    let mend = next.map_or_else(
        || "write the end that was meant".to_owned(),
        |next| format!("if it goes on into the next day, write `{}`", next.strftime("%Y-%m-%dT%H:%M")),
    );
    let finding = Diagnostic::new(Name::EndsBeforeStart, visits::end(session), message).mend(mend);
    visits::with_places(finding, [(visits::start(session), "where it begins".into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::visits::testing::schedule;

    #[test]
    fn ends_come_after_beginnings() {
        let told = |start: &str, end: &str| {
            let session = format!("{{id: s1, host: omar, guest: lena, start: {start}, end: {end}, status: open}}");
            schedule(Name::EndsBeforeStart, "", &[&session])
        };
        assert_eq!(told("2026-09-14T05:00", "2026-09-14T09:00"), [""; 0]);
        assert_eq!(
            told("2026-09-14T22:00", "2026-09-14T05:30"),
            ["error [2026-09-14T05:30] this visit ends on Monday, 14 September 2026, 05:30, before it begins on Monday, 14 September 2026, 22:00"]
        );
        assert_eq!(
            told("2026-09-14T22:00", "2026-09-14T22:00"),
            ["error [2026-09-14T22:00] this visit ends as it begins, on Monday, 14 September 2026, 22:00"]
        );
        // Instants are compared: this one lasts half an hour.
        assert_eq!(told("2026-10-25T01:30+01:00", "2026-10-25T01:00+00:00"), [""; 0]);
        assert_eq!(told("2026-10-25T01:30+00:00", "2026-10-25T01:45+01:00").len(), 1);
    }
}
