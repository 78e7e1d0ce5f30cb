//! The schedule → the `sessions` of `data/handbook.json`: every visit that is still shown and that readers are told
//! of, repeats expanded.

use serde::Serialize;

use super::names::Names;
use crate::model::Handbook;
use crate::model::schedule::Visit;

/// One visit, at its own time.
#[derive(Serialize)]
pub struct SessionData<'h> {
    programme: &'h str,
    /// Unlike all others of the programme; `s1-2` is the first repeat of `s1`.
    id: &'h str,
    host: &'h str,
    /// Nobody, one or several; as a list in any case.
    guest: Vec<&'h str>,
    /// RFC 3339, with the offset that the programme's zone has at that moment.
    start: String,
    end: String,
    zone: &'h str,
    status: &'static str,
    place: Option<&'h str>,
}

/// The visits in order of their beginnings.
pub(super) fn sessions<'h>(handbook: &'h Handbook, names: &'h Names<'h>) -> Vec<SessionData<'h>> {
    let schedule = handbook.schedule();
    let data = |visit: &'h Visit| {
        let programme = &schedule.programmes[visit.programme];
        SessionData {
            programme: names.of_entry(programme.entry),
            id: &visit.id,
            host: names.of_entry(visit.host),
            guest: visit.guests.iter().map(|guest| names.of_entry(*guest)).collect(),
            start: instant(&visit.start),
            end: instant(&visit.end),
            zone: &programme.zone_name,
            status: visit.status.as_str(),
            place: visit.written.place.as_ref().map(|place| &*place.value),
        }
    };
    schedule.shown().filter(|visit| visit.is_told()).map(data).collect()
}

fn instant(moment: &jiff::Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
