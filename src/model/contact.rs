//! An adopted customer → the day by which somebody should have been in touch again.

use jiff::civil::Date;

use crate::parse::EntryId;
use crate::parse::kind::Encounter;

/// The last contact, or the beginning where there was none yet, and the cadence after it. Whether that day has passed
/// is for the reader's browser to say.
#[must_use]
pub fn next_by(encounter: &Encounter<EntryId>) -> Option<Date> {
    let last = encounter.last_contact.or(encounter.since)?.value;
    last.checked_add(encounter.cadence?.value.0.0).ok()
}
