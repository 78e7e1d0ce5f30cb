//! The newest voice of each source, and whether it is still in date: what the checks and the four concerns ask.

use std::collections::BTreeMap;

use super::Measured;
use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Fields, Kind, Voice, VoiceSource};
use crate::parse::value::{Date, Duration};

/// A voice that does not say how often it is asked still counts for a year.
const MONTHS_WITHOUT_CADENCE: i64 = 12;

/// The newest voice of one source and of those who were asked.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'h> {
    /// Its page.
    pub entry: &'h Entry,
    /// Its fields. The counts are not among them: they are in [`Handbook::measures`].
    pub voice: &'h Voice<EntryId>,
    /// Where it was heard.
    pub source: VoiceSource,
    /// Who was asked.
    pub asked: AskedOf,
    /// The last day it tells about.
    pub until: Date,
}

impl<'h> Heard<'h> {
    fn of(entry: &'h Entry) -> Option<Self> {
        let Fields::Voice(voice) = &entry.fields else { return None };
        Some(Self {
            entry,
            voice,
            source: voice.source?.value,
            asked: voice.asked?.value,
            until: voice.period?.value.last(),
        })
    }

    /// The day until which the next one is wanted; none where nothing is said about how often it is asked.
    pub fn due(&self) -> Option<Date> {
        self.voice.cadence.map(|cadence| self.within(cadence.value.0))
    }

    /// The last day of a time that begins the day after the period: the quarter after one that ends in June ends
    /// with September's thirtieth day, and the one after that with December's thirty-first.
    fn within(&self, time: Duration) -> Date {
        let first = self.until.tomorrow().unwrap_or(self.until);
        let after = time.after(first);
        after.yesterday().unwrap_or(after)
    }

    /// Whether the next one should have come: its time and once its cadence are over.
    pub fn is_stale(&self, on: Date) -> bool {
        self.due().is_some_and(|due| due < on)
    }

    /// Whether it can still be relied on: within its cadence, or within a year where it has none.
    pub fn is_in_date(&self, on: Date) -> bool {
        let usual = || self.within(Duration::months(MONTHS_WITHOUT_CADENCE));
        self.due().unwrap_or_else(usual) >= on
    }
}

impl Handbook {
    /// The newest voice of each source and of each side, by the end of its period; of several that end on one day the first by
    /// path. In the order of sources, customers before employees. Voices whose source, period or asked cannot be read are
    /// left out: that has been told.
    pub fn newest_voices(&self) -> Vec<Heard<'_>> {
        let mut newest: BTreeMap<(VoiceSource, AskedOf), Heard<'_>> = BTreeMap::new();
        for heard in self.of_kind(Kind::Voice).filter_map(Heard::of) {
            let known = newest.entry((heard.source, heard.asked)).or_insert(heard);
            if heard.until > known.until {
                *known = heard;
            }
        }
        newest.into_values().collect()
    }

    /// What employees told us that is in date and may be shown: figures of all who were asked, from the newest voice of each
    /// source.
    pub fn employee_measures(&self) -> Vec<&Measured> {
        let newest = self.newest_voices();
        let in_date = newest
            .iter()
            .filter(|heard| heard.asked == AskedOf::Employees && heard.is_in_date(self.edition.date));
        let measures = in_date.flat_map(|heard| self.measures.of(heard.entry.id));
        measures.filter(|measured| measured.department.is_none() && measured.figure.is_some()).collect()
    }
}
