//! France: the eleven days of the Code du travail, article L3133-1.
//!
//! Good Friday and 26 December, which only Alsace and Moselle keep (article L3134-13), are left out. Nothing is made up for where a
//! holiday falls on a weekend. Since 2004 many work on Whit Monday, the *journée de solidarité*; it is a holiday all the same.

use super::{Days, after, easter, on};

/// France without Alsace and Moselle.
pub(super) fn metropolitan(year: i16) -> Days {
    let easter = easter(year);
    Days::from([
        (on(year, 1, 1), "Jour de l'an"),
        (after(easter, 1), "Lundi de Pâques"),
        (on(year, 5, 1), "Fête du Travail"),
        (on(year, 5, 8), "Victoire 1945"),
        (after(easter, 39), "Ascension"),
        (after(easter, 50), "Lundi de Pentecôte"),
        (on(year, 7, 14), "Fête nationale"),
        (on(year, 8, 15), "Assomption"),
        (on(year, 11, 1), "Toussaint"),
        (on(year, 11, 11), "Armistice 1918"),
        (on(year, 12, 25), "Noël"),
    ])
}

#[cfg(test)]
mod tests {
    use crate::holidays::testing::listed;

    #[test]
    fn eleven_days_of_the_law() {
        assert_eq!(listed("FR", 2026), "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25");
        assert_eq!(listed("FR", 2025), "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25");
    }
}
