//! A programme of visits to colleagues outside one's own function.

use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};
use crate::holidays::Region;
use crate::parse::field::{Reading, Ref, Spot, Text, Written, record};
use crate::parse::kind::target::{ToPerson, ToPersona};
use crate::parse::repeat::Repeat;
use crate::parse::value::{Date, Duration, FileName, Moment, choices};
use crate::parse::zone;

choices! {
    /// Where a visit stands.
    SessionStatus {
        /// The place is free.
        Open "open",
        /// Somebody asked for it.
        Requested "requested",
        /// Those who must agree did.
        Approved "approved",
        /// It is in everybody's diary.
        Confirmed "confirmed",
        /// It took place.
        Done "done",
        /// It will not.
        Cancelled "cancelled",
    }
}

choices! {
    /// What the guest does.
    Mode {
        /// Watches.
        Observe "observe",
        /// Is told.
        Briefing "briefing",
        /// Lends a hand.
        HandsOn "hands-on",
    }
}

record! {
    /// A programme of visits: one file is one programme.
    Shadowing<R> {
        /// From when to when it runs.
        required cycle: Option<Cycle>,
        /// The IANA name of its times' zone, where it is another than the handbook's: a place, such as Europe/London.
        optional timezone: Option<Text>,
        /// What a visit must keep to.
        optional rules: Option<Rules>,
        /// When nobody visits.
        optional closed: Vec<Closed>,
        /// The visits.
        optional sessions: Vec<Session<R>>,
        /// A spreadsheet's export with more visits: a row a visit, with the columns id, host, guest, start, end, place, mode, status, approved_by, objectives, observe and repeats, and for a debrief debrief.my_impact, debrief.our_impact, debrief.surprised_by and debrief.shared_on. Several names in one cell are parted by `|`.
        optional sessions_file: Option<Spot<FileName>>,
    }
}

record! {
    /// The days between which a programme runs, both included.
    Cycle {
        /// The first day.
        required from: Option<Spot<Date>>,
        /// The last day.
        required to: Option<Spot<Date>>,
    }
}

record! {
    /// What a visit must keep to.
    Rules {
        /// How many guests one visit takes; one, unless this says otherwise.
        optional capacity: Option<Spot<u64>>,
        /// How many visits one host takes in a month.
        optional host_per_month: Option<Spot<u64>>,
        /// The shortest visit.
        optional shortest: Option<Spot<Duration>>,
        /// The longest visit.
        optional longest: Option<Spot<Duration>>,
        /// How soon after a visit it is talked over.
        optional debrief_within: Option<Spot<Duration>>,
        /// Whether departments visit each other both ways.
        optional reciprocal: Option<Spot<bool>>,
        /// How many people must approve; one, unless this says otherwise.
        optional approvals: Option<Spot<u64>>,
    }
}

record! {
    /// Days on which nobody visits.
    Closed {
        /// The first day.
        optional from: Option<Spot<Date>>,
        /// The last day; the first, where it is left out.
        optional to: Option<Spot<Date>>,
        /// Why nobody visits then.
        optional why: Option<Text>,
        /// Or the public holidays of a region: CH, DE, DE-BY, FR, GB-ENG, GB-NIR, GB-SCT, GB-WLS or US.
        optional holidays: Option<Text>,
    }
}

record! {
    /// One visit.
    Session<R> {
        /// Its name, unlike every other in the programme.
        required id: Option<Text>,
        /// Who takes the guest along.
        required host: Option<Ref<R, ToPerson>>,
        /// Who comes; nobody yet, for an open place.
        optional guest: Vec<Ref<R, ToPerson>>,
        /// When it begins, on the clocks of its zone; with an offset where that leaves a doubt.
        required start: Option<Spot<Moment>>,
        /// When it ends.
        required end: Option<Spot<Moment>>,
        /// Where to come.
        optional place: Option<Text>,
        /// What the guest does.
        optional mode: Option<Spot<Mode>>,
        /// Where it stands. While it is open or requested, others may ask for what the programme's capacity leaves; once approved, it is for these guests.
        required status: Option<Spot<SessionStatus>>,
        /// Who agreed.
        optional approved_by: Vec<Ref<R, ToPerson>>,
        /// What the guest wants to see or learn.
        optional objectives: Vec<Text>,
        /// Whom to watch out for.
        optional observe: Vec<Ref<R, ToPersona>>,
        /// How it repeats, after RFC 5545: `FREQ=WEEKLY;COUNT=4`, with DAILY, WEEKLY or MONTHLY, INTERVAL, COUNT or UNTIL, and BYDAY. Without COUNT and UNTIL it goes on to the end of the cycle.
        optional repeats: Option<Text>,
        /// What came of it.
        optional debrief: Option<Debrief>,
    }
}

record! {
    /// What came of a visit.
    Debrief {
        /// How the guest's own work reaches what was seen.
        required my_impact: Option<Text>,
        /// What the two departments do to each other.
        optional our_impact: Option<Text>,
        /// What the guest did not expect.
        optional surprised_by: Option<Text>,
        /// The day on which it was told to others.
        optional shared_on: Option<Spot<Date>>,
    }
}

impl Shadowing<Written> {
    /// Tells what each field alone could not know: zones and rules of repetition that are none, and stretches of days that run backwards.
    pub fn complete(&self, reading: &mut Reading<'_>) {
        if let Some(zone) = &self.timezone {
            zone::known(zone, reading);
        }
        if let Some(Cycle { from: Some(from), to: Some(to) }) = &self.cycle {
            forwards(*from, *to, reading);
        }
        for closed in &self.closed {
            closed.complete(reading);
        }
        for session in &self.sessions {
            session.complete(reading);
        }
    }
}

impl Closed {
    fn complete(&self, reading: &mut Reading<'_>) {
        match (self.from, self.to, &self.holidays) {
            (Some(from), Some(to), None) => forwards(from, to, reading),
            (None, Some(day), None) | (Some(day), _, Some(_)) | (None, Some(day), Some(_)) => reading.tell(
                Name::WrongType,
                day.span,
                "an entry of `closed` is either the days between `from` and `to`, or the `holidays` of a region".into(),
                Some("give each an entry of its own".into()),
            ),
            (Some(_), None, None) | (None, None, Some(_) | None) => {}
        }
        if let Some(region) = self.holidays.as_ref().filter(|region| Region::find(region).is_none()) {
            unknown_region(region, reading);
        }
    }
}

/// Tells a region whose holidays are not known.
fn unknown_region(region: &Text, reading: &mut Reading<'_>) {
    let codes = || Region::ALL.iter().map(|region| region.code());
    let known: Vec<String> =
        Region::ALL.iter().map(|region| format!("{} ({})", region.code(), region.name())).collect();
    let mend = suggest::nearest(region, codes()).map_or_else(
        || "write one of those, or the days themselves with `from` and `to`".into(),
        |near| format!("did you mean `{near}`?"),
    );
    let finding = Diagnostic::new(
        Name::WrongType,
        Place::new(reading.file, region.span),
        format!("the public holidays of `{}` are not known here", region.value),
    );
    let (last, rest) = known.split_last().map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
    reading.findings.push(finding.mend(mend).note(format!("the regions are {} and {last}", rest.join(", "))));
}

/// Tells a last day that lies before the first.
fn forwards(from: Spot<Date>, to: Spot<Date>, reading: &mut Reading<'_>) {
    if to.value < from.value {
        reading.tell(
            Name::WrongType,
            to.span,
            format!("`to` is {}, and lies before `from`, {}", to.value, from.value),
            Some("is it another year?".into()),
        );
    }
}

impl Session<Written> {
    /// Tells a rule of repetition that is none, or that the session's own first day does not fit.
    pub fn complete(&self, reading: &mut Reading<'_>) {
        let Some(repeats) = &self.repeats else { return };
        let (message, mend) = match (Repeat::find(repeats), self.start) {
            (Err(refused), _) => (refused.message, refused.mend),
            (Ok(rule), Some(start)) if !rule.fits(start.value.wall().date()) => (
                format!(
                    "the first visit is on {}, which is none of the days that `repeats` names",
                    start.value.wall().strftime("%A, %-d %B %Y")
                ),
                "change BYDAY, or begin on one of its days".into(),
            ),
            (Ok(_), _) => return,
        };
        reading.tell(Name::WrongType, repeats.span, message, Some(mend));
    }
}

impl<R> Session<R> {
    /// Its rule of repetition, if it has one that holds.
    pub fn rule(&self) -> Option<Repeat> {
        let rule = Repeat::find(self.repeats.as_ref()?).ok()?;
        rule.fits(self.start?.value.wall().date()).then_some(rule)
    }

    /// Where it stands: its id's bytes; without one, those of what it has first.
    pub fn span(&self) -> Span {
        let id = self.id.as_ref().map(|id| id.span);
        let host = self.host.as_ref().map(|host| host.span);
        id.or(host).or(self.start.map(|start| start.span)).unwrap_or_default()
    }
}
