//! A session's times on the wall, and its repeats → instants.
//!
//! What people agree on is the time on the wall: a visit at five stays at five when the clocks change, each repeat of it too. Once a
//! year an hour does not exist, and once it exists twice; a time in it is two instants or none, and only the writer
//! knows which is meant. An offset settles it: `2026-10-25T01:30+01:00`.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{ToSpan, Zoned};

use super::programme::Programme;
use super::session::Session;
use crate::parse::repeat::End;
use crate::parse::value::Moment;

/// A time on the wall that does not exist, or exists twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Unclear {
    /// Whose time it is.
    pub session: Arc<Session>,
    /// Which of its repeats, from 1.
    pub nth: u32,
    /// Whether it is the end that is unclear, or else the start.
    pub is_end: bool,
    /// The time on the wall.
    pub wall: DateTime,
    /// What else it could be read as: for a time that exists twice the earlier and the later instant; for one that does not exist the
    /// times that clocks show that long before and after the change.
    pub readings: [Zoned; 2],
    /// Whether it does not exist, or else exists twice.
    pub missing: bool,
}

/// When a session takes place.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// Its visits: which repeat, from when to when.
    pub(super) visits: Vec<(u32, Zoned, Zoned)>,
    /// The first of its times that is unclear. A visit with such a time is left out.
    pub(super) unclear: Option<Unclear>,
    /// Whether one of its visits would end before it begins.
    pub(super) backwards: bool,
}

/// All times of `session`. Nothing, where its own start or end cannot be read.
pub(super) fn times(session: &Arc<Session>, programme: &Programme) -> Times {
    let mut times = Times::default();
    let (Some(start), Some(end)) = (session.written.start, session.written.end) else { return times };
    let zone = &programme.zone;
    let (start, end) = (start.value, end.value);
    let (first, last) = (wall(start, zone), wall(end, zone));
    let nights = (last.date() - first.date()).get_days();
    for (nth, day) in (1..).zip(days(session, programme, first)) {
        let Ok(last_day) = day.checked_add(nights.days()) else { break };
        let begins = read(start, day.to_datetime(first.time()), nth, zone);
        let ends = read(end, last_day.to_datetime(last.time()), nth, zone);
        match (begins, ends) {
            (Ok(begins), Ok(ends)) if begins < ends => times.visits.push((nth, begins, ends)),
            (Ok(_), Ok(_)) => times.backwards = true,
            (begins, ends) => {
                let is_end = begins.is_ok();
                if let Some((wall, readings, missing)) = begins.err().or(ends.err())
                    && times.unclear.is_none()
                {
                    let session = session.clone();
                    times.unclear = Some(Unclear { session, nth, is_end, wall, readings, missing });
                }
            }
        }
    }
    times
}

/// The days on which a session begins: its own, and those of its repeats. A rule without an end goes on to the end of the cycle.
fn days(session: &Session, programme: &Programme, first: DateTime) -> Vec<Date> {
    let Some(rule) = session.written.rule() else { return vec![first.date()] };
    let days = rule.days(first.date());
    match (rule.end, programme.cycle) {
        (End::Count(count), _) => days.take(count as usize).collect(),
        (End::Until(until), _) => {
            let last = wall(until, &programme.zone);
            days.take_while(|day| day.to_datetime(first.time()) <= last).collect()
        }
        (End::Open, Some((_, last))) => days.take_while(|day| *day <= last.max(first.date())).collect(),
        (End::Open, None) => days.take(1).collect(),
    }
}

/// The time on the wall, in `zone`.
fn wall(moment: Moment, zone: &TimeZone) -> DateTime {
    match moment {
        Moment::Local(wall) => wall,
        Moment::Instant(instant, _) => instant.to_zoned(zone.clone()).datetime(),
    }
}

/// The instant of a time on the wall in the `nth` repeat of a session, whose own time is `written`.
fn read(
    written: Moment,
    wall: DateTime,
    nth: u32,
    zone: &TimeZone,
) -> Result<Zoned, (DateTime, [Zoned; 2], bool)> {
    // The first time is what was written, whatever the clocks do.
    let offset = match written {
        Moment::Instant(instant, _) if nth == 1 => return Ok(instant.to_zoned(zone.clone())),
        Moment::Instant(instant, there) => Offset::from_seconds(seconds_between(instant, there)).ok(),
        Moment::Local(_) => None,
    };
    let ambiguous = zone.to_ambiguous_zoned(wall);
    let at = |offset: Offset| offset.to_timestamp(wall).map(|instant| instant.to_zoned(zone.clone()));
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } => at(offset).map_err(|_| beyond(wall, zone)),
        AmbiguousOffset::Fold { before, after } => {
            // A repeat is read by the offset that was written, where that is one of the two.
            if let Some(offset) = offset.filter(|offset| [before, after].contains(offset)) {
                return at(offset).map_err(|_| beyond(wall, zone));
            }
            match (at(before), at(after)) {
                (Ok(before), Ok(after)) => Err((wall, [before, after], false)),
                _ => Err(beyond(wall, zone)),
            }
        }
        // Read by the offset after the change, a time that is skipped lies before it, and the other way round.
        AmbiguousOffset::Gap { before, after } => match (at(after), at(before)) {
            (Ok(earlier), Ok(later)) => Err((wall, [earlier, later], true)),
            _ => Err(beyond(wall, zone)),
        },
    }
}

/// At the very ends of the calendar there are no instants.
fn beyond(wall: DateTime, zone: &TimeZone) -> (DateTime, [Zoned; 2], bool) {
    let end = jiff::Timestamp::MAX.to_zoned(zone.clone());
    (wall, [end.clone(), end], true)
}

/// The offset with which an instant was written, in seconds.
fn seconds_between(instant: jiff::Timestamp, wall: DateTime) -> i32 {
    let there = Offset::UTC.to_timestamp(wall).map_or(0, |there| there.as_second() - instant.as_second());
    i32::try_from(there).unwrap_or(0)
}
