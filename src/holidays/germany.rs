//! Germany: the days that all sixteen states keep, and Bavaria.
//!
//! Sources: Einigungsvertrag, article 2 (3 October, since 1990); the states' Feiertagsgesetze; for Bavaria the Gesetz über den Schutz der Sonn-
//! und Feiertage (FTG), article 1. Sundays that are holidays in law (Easter, Whit Sunday) are left out. Nothing is made up
//! for where a holiday falls on a weekend.

use super::{Days, after, easter, on};

/// What all states keep.
pub(super) fn everywhere(year: i16) -> Days {
    let easter = easter(year);
    let mut days = Days::from([
        (on(year, 1, 1), "Neujahr"),
        (after(easter, -2), "Karfreitag"),
        (after(easter, 1), "Ostermontag"),
        (on(year, 5, 1), "Tag der Arbeit"),
        (after(easter, 39), "Christi Himmelfahrt"),
        (after(easter, 50), "Pfingstmontag"),
        (on(year, 12, 25), "1. Weihnachtstag"),
        (on(year, 12, 26), "2. Weihnachtstag"),
    ]);
    if year >= 1990 {
        days.insert(on(year, 10, 3), "Tag der Deutschen Einheit");
    }
    // Once, five hundred years after the theses.
    if year == 2017 {
        days.insert(on(year, 10, 31), "Reformationstag");
    }
    days
}

/// Bavaria. Assumption Day is kept where most people are Catholic, in 1,708 of its 2,056 communes and Munich among them, and is in; Augsburg's
/// peace festival of 8 August is not.
pub(super) fn bavaria(year: i16) -> Days {
    let mut days = everywhere(year);
    days.extend([
        (on(year, 1, 6), "Heilige Drei Könige"),
        (after(easter(year), 60), "Fronleichnam"),
        (on(year, 8, 15), "Mariä Himmelfahrt"),
        (on(year, 11, 1), "Allerheiligen"),
    ]);
    days
}

#[cfg(test)]
mod tests {
    use crate::holidays::testing::listed;

    #[test]
    fn the_calendars_of_the_states_agree() {
        assert_eq!(listed("DE", 2026), "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26");
        assert_eq!(
            listed("DE-BY", 2026),
            "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 12-26"
        );
        assert_eq!(listed("DE", 2017), "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26");
        // Ascension Day and Labour Day can be one.
        assert_eq!(listed("DE", 2008), "01-01 03-21 03-24 05-01 05-12 10-03 12-25 12-26");
    }
}
