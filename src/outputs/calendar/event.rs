//! An event → its `VEVENT` (RFC 5545, 3.6.1), and events → a calendar.
//!
//! **Why UTC, and no `VTIMEZONE`.** A calendar's own time zones are there for rules that repeat in local time. Ours never
//! repeat: every visit is worked out beforehand, in the zone of its programme, over every change of the clock. What is left
//! is an instant, and every program shows an instant rightly in its reader's zone. A zone in the file would have to
//! be described a second time, by rules that programs read differently (Outlook takes one rule for summer and one for winter;
//! Google looks at the name alone), and a description that differs from the reader's own puts a visit an hour off. The
//! time on the wall and its zone stand in the description, for whoever reads it elsewhere.
//!
//! **Nothing from a clock.** `DTSTAMP` and `LAST-MODIFIED` are the file's own last change, so that an untouched programme keeps its
//! bytes. `SEQUENCE` is the same moment as a number, so that a program that has an older copy takes the newer one. In order:
//!
//! 1. the later of the last commit to the file that a visit stands in (its programme's page or that page's spreadsheet) or to the page, and of the day
//!    that the page gives as `reviewed.on` or `date`;
//! 2. where there is neither, the first day of the cycle;
//! 3. without a cycle, the visit's own day.
//!
//! A commit's moment is a part of it, and the same in every clone. A change that is not committed is no moment yet: until it
//! is, the last commit's counts, since a file's time on disk is another in every copy. Where git cannot tell (none there, no repository, a
//! shallow clone, whose oldest commit seems to have written everything), only the page itself is asked. A day is its midnight in
//! UTC.
//!
//! **Nobody is invited.** There is neither `ORGANIZER` nor `ATTENDEE`: both are mail addresses, and some programs write to them.

use jiff::Timestamp;

use super::lines::{Lines, escaped};

/// How often a program that follows a calendar should look again: twice a working day.
const REFRESH: &str = "PT6H";

/// The program that wrote the file, after ISO 9070. It has no version: a new one alone would change every file.
const PRODUCT: &str = "-//Throughline//Handbook//EN";

/// The moment that has `SEQUENCE` 0, the beginning of 2000, in seconds since 1970.
const FIRST: i64 = 946_684_800;

/// How an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Somebody may still come, or somebody must still agree.
    Tentative,
    /// It takes place, or did.
    Confirmed,
    /// It does not.
    Cancelled,
}

impl Status {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// Something that begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it is called among all events of the world, and for ever: programs know it again by this.
    pub uid: String,
    /// When what tells of it was last changed.
    pub changed: Timestamp,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// How it stands.
    pub status: Status,
    /// Whether whoever follows the calendar has no time then.
    pub busy: bool,
    /// In a few words.
    pub summary: String,
    /// Where.
    pub location: Option<String>,
    /// All there is to say, line by line.
    pub description: String,
    /// The page that tells of it.
    pub url: Option<String>,
    /// What sort of event it is.
    pub category: String,
}

impl Event {
    fn write(&self, lines: &mut Lines) {
        lines.plain("BEGIN", "VEVENT");
        lines.text("UID", &self.uid);
        let changed = moment(self.changed);
        lines.plain("DTSTAMP", &changed);
        lines.plain("LAST-MODIFIED", &changed);
        lines.plain("SEQUENCE", &minutes_since_first(self.changed).to_string());
        lines.plain("DTSTART", &moment(self.start));
        // Nothing ends before it begins; without an end an event takes no time.
        if self.end > self.start {
            lines.plain("DTEND", &moment(self.end));
        }
        lines.plain("STATUS", self.status.as_str());
        lines.plain("TRANSP", if self.busy { "OPAQUE" } else { "TRANSPARENT" });
        lines.text("SUMMARY", &self.summary);
        if let Some(location) = &self.location {
            lines.text("LOCATION", location);
        }
        if !self.description.is_empty() {
            lines.text("DESCRIPTION", &self.description);
        }
        if let Some(url) = &self.url {
            lines.address("URL", url);
        }
        lines.plain("CATEGORIES", &escaped(&self.category));
        lines.plain("END", "VEVENT");
    }
}

/// A calendar called `name` that programs follow, with these events.
pub fn followed(name: &str, events: &[Event]) -> String {
    let mut lines = begin(events.len());
    // The first of each pair is RFC 7986's, the second what programs have read for longer.
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.plain("X-PUBLISHED-TTL", REFRESH);
    end(lines, events)
}

/// Events without a calendar of their own, to be put into another: with a name, some programs would begin one.
pub fn single(events: &[Event]) -> String {
    end(begin(events.len()), events)
}

fn begin(events: usize) -> Lines {
    let mut lines = Lines::with_room(512 + events * 900);
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", PRODUCT);
    lines.plain("CALSCALE", "GREGORIAN");
    lines.plain("METHOD", "PUBLISH");
    lines
}

fn end(mut lines: Lines, events: &[Event]) -> String {
    for event in events {
        event.write(&mut lines);
    }
    lines.plain("END", "VCALENDAR");
    lines.finish()
}

/// An instant as RFC 5545, 3.3.5, writes it in UTC.
fn moment(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A number that grows with time and fits into the 32 bits that programs give to a `SEQUENCE`, for the next four thousand years.
fn minutes_since_first(moment: Timestamp) -> i32 {
    i32::try_from((moment.as_second() - FIRST).max(0) / 60).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            uid: "visit.winter.w04.2@handbook.example".into(),
            changed: "2026-08-28T07:41:09Z".parse().unwrap(),
            start: "2026-12-08T04:30:00Z".parse().unwrap(),
            end: "2026-12-08T07:30:00Z".parse().unwrap(),
            status: Status::Tentative,
            busy: false,
            summary: "A free place with Saskia, at the yard".into(),
            location: Some("Yard desk".into()),
            description: "This place is free.\nTo follow one list".into(),
            url: Some("https://handbook.example/shadowing/winter/#visit-w04".into()),
            category: "Shadowing".into(),
        }
    }

    #[test]
    fn an_event_has_all_that_programs_ask_for_and_nobody_is_invited() {
        let text = followed("Visits", &[event()]);
        assert_eq!(
            text.replace("\r\n", "\n"),
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Throughline//Handbook//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n\
             NAME:Visits\nX-WR-CALNAME:Visits\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\nX-PUBLISHED-TTL:PT6H\n\
             BEGIN:VEVENT\nUID:visit.winter.w04.2@handbook.example\nDTSTAMP:20260828T074109Z\n\
             LAST-MODIFIED:20260828T074109Z\nSEQUENCE:14020301\nDTSTART:20261208T043000Z\nDTEND:20261208T073000Z\n\
             STATUS:TENTATIVE\nTRANSP:TRANSPARENT\nSUMMARY:A free place with Saskia\\, at the yard\n\
             LOCATION:Yard desk\nDESCRIPTION:This place is free.\\nTo follow one list\n\
             URL:https://handbook.example/shadowing/winter/#visit-w04\nCATEGORIES:Shadowing\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }

    #[test]
    fn what_is_not_there_is_not_written() {
        let bare = Event { location: None, description: String::new(), url: None, ..event() };
        let text = single(&[Event { end: bare.start, ..bare }]);
        for absent in ["LOCATION", "DESCRIPTION", "URL", "DTEND", "ATTENDEE", "ORGANIZER", "NAME"] {
            assert!(!text.contains(absent), "{absent}: {text}");
        }
    }

    #[test]
    fn a_later_change_has_a_higher_number() {
        let moments = [
            "1999-12-31T00:00:00Z",
            "2000-01-01T00:00:59Z",
            "2000-01-01T00:01:00Z",
            "2026-08-28T00:00:00Z",
            "9999-12-30T00:00:00Z",
        ];
        let numbers = moments.map(|moment| minutes_since_first(moment.parse().unwrap()));
        assert_eq!(numbers, [0, 0, 1, 14_019_840, i32::MAX]);
    }
}
