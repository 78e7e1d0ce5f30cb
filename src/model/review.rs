//! When a page wants to be looked over again: what the check, the owners' page and the scorecard all ask.

use super::{Entry, Handbook};
use crate::parse::value::{Date, Duration};

impl Handbook {
    /// How often a page wants to be looked over: as it says itself, else as its kind does.
    pub fn review_every(&self, entry: &Entry) -> Duration {
        let own = entry.common.review_every.map(|every| every.value);
        own.unwrap_or_else(|| self.settings.review_every(entry.kind()))
    }

    /// The last day on which a page's last review still counts; none, where there was no review.
    pub fn review_due(&self, entry: &Entry) -> Option<Date> {
        let reviewed = entry.common.reviewed.as_ref()?.on?;
        Some(self.review_every(entry).after(reviewed.value))
    }
}
