//! Switzerland: the four days that all twenty-six cantons keep.
//!
//! Only one holiday is federal: 1 August, by article 110 of the Federal Constitution, since 1994. All others are the cantons' own business; the
//! three besides it that are public holidays in every canton are New Year's Day, Ascension Day and Christmas Day (Federal Office of Justice,
//! *Gesetzliche Feiertage und Tage, die in der Schweiz wie gesetzliche Feiertage behandelt werden*). Good Friday, which Ticino and Valais do
//! not keep, Easter Monday and 26 December are therefore not in: list them in `closed` where they are kept.

use super::{Days, after, easter, on};

/// What all cantons keep.
pub(super) fn everywhere(year: i16) -> Days {
    let mut days = Days::from([
        (on(year, 1, 1), "Neujahr"),
        (after(easter(year), 39), "Auffahrt"),
        (on(year, 12, 25), "Weihnachten"),
    ]);
    if year >= 1994 {
        days.insert(on(year, 8, 1), "Bundesfeier");
    }
    days
}

#[cfg(test)]
mod tests {
    use crate::holidays::testing::listed;

    #[test]
    fn four_days_are_kept_everywhere() {
        assert_eq!(listed("CH", 2026), "01-01 05-14 08-01 12-25");
        assert_eq!(listed("CH", 1993), "01-01 05-20 12-25");
    }
}
