//! The United Kingdom: bank holidays.
//!
//! Sources: Banking and Financial Dealings Act 1971, schedule 1; royal proclamations under its section 1; St Andrew's Day Bank Holiday
//! (Scotland) Act 2007; the list kept at <https://www.gov.uk/bank-holidays>. England and Wales have the same days. In Scotland
//! many places keep local days beside these or instead of some.

use jiff::civil::Date;
use jiff::civil::Weekday::{Monday, Saturday, Sunday};

use super::{Days, after, easter, next_working_day, nth, on};

const NEW_YEAR: [&str; 2] = ["New Year's Day", "New Year's Day (substitute day)"];

/// England, and Wales.
pub(super) fn england(year: i16) -> Days {
    let mut days = Days::new();
    new_year(year, &mut days);
    good_friday(year, &mut days);
    days.insert(after(easter(year), 1), "Easter Monday");
    spring(year, &mut days);
    days.insert(nth(-1, Monday, year, 8), "Summer bank holiday");
    christmas(year, &mut days);
    once(year, &mut days);
    days
}

/// Northern Ireland: as England, with two days more.
pub(super) fn northern_ireland(year: i16) -> Days {
    let mut days = england(year);
    made_up(on(year, 3, 17), ["St Patrick's Day", "St Patrick's Day (substitute day)"], &mut days);
    made_up(on(year, 7, 12), ["Battle of the Boyne", "Battle of the Boyne (substitute day)"], &mut days);
    days
}

/// Scotland: no Easter Monday, but the second of January and St Andrew's Day, and the summer bank holiday at the beginning of August.
pub(super) fn scotland(year: i16) -> Days {
    let mut days = Days::new();
    days.insert(on(year, 1, 1), NEW_YEAR[0]);
    made_up(on(year, 1, 2), ["2 January", "2 January (substitute day)"], &mut days);
    made_up(on(year, 1, 1), NEW_YEAR, &mut days);
    good_friday(year, &mut days);
    spring(year, &mut days);
    days.insert(nth(1, Monday, year, 8), "Summer bank holiday");
    if year >= 2007 {
        made_up(on(year, 11, 30), ["St Andrew's Day", "St Andrew's Day (substitute day)"], &mut days);
    }
    christmas(year, &mut days);
    once(year, &mut days);
    if year == 2026 {
        days.insert(on(2026, 6, 15), "World Cup bank holiday");
    }
    days
}

/// A bank holiday since 1974.
fn new_year(year: i16, days: &mut Days) {
    if year >= 1974 {
        made_up(on(year, 1, 1), NEW_YEAR, days);
    }
}

fn good_friday(year: i16, days: &mut Days) {
    days.insert(after(easter(year), -2), "Good Friday");
}

/// The two in May: the first Monday (since 1978), moved to the eighth for the anniversaries of the end of the war in Europe; the last
/// Monday (since 1971), moved to June for three jubilees.
fn spring(year: i16, days: &mut Days) {
    let early = if matches!(year, 1995 | 2020) { on(year, 5, 8) } else { nth(1, Monday, year, 5) };
    if year >= 1978 {
        days.insert(early, "Early May bank holiday");
    }
    let late = match year {
        2002 | 2012 => on(year, 6, 4),
        2022 => on(year, 6, 2),
        _ => nth(-1, Monday, year, 5),
    };
    days.insert(late, "Spring bank holiday");
}

/// Christmas Day gives way to Boxing Day: where the first is a Sunday, it is made up for on the Tuesday.
fn christmas(year: i16, days: &mut Days) {
    days.insert(on(year, 12, 26), "Boxing Day");
    made_up(on(year, 12, 25), ["Christmas Day", "Christmas Day (substitute day)"], days);
    made_up(on(year, 12, 26), ["Boxing Day", "Boxing Day (substitute day)"], days);
}

/// Days that were proclaimed once, in all of the United Kingdom.
fn once(year: i16, days: &mut Days) {
    let proclaimed: &[(i8, i8, &str)] = match year {
        1973 => &[(11, 14, "Wedding of Princess Anne")],
        1977 => &[(6, 7, "Silver Jubilee")],
        1981 => &[(7, 29, "Wedding of the Prince of Wales")],
        1999 => &[(12, 31, "Millennium Eve")],
        2002 => &[(6, 3, "Golden Jubilee")],
        2011 => &[(4, 29, "Royal wedding")],
        2012 => &[(6, 5, "Diamond Jubilee")],
        2022 => &[(6, 3, "Platinum Jubilee"), (9, 19, "State funeral of Queen Elizabeth II")],
        2023 => &[(5, 8, "Coronation of King Charles III")],
        _ => &[],
    };
    days.extend(proclaimed.iter().map(|(month, day, name)| (on(year, *month, *day), *name)));
}

/// The day, and where it falls on a weekend the next working day that is no holiday itself, which is called its substitute day.
fn made_up(day: Date, [name, substitute]: [&'static str; 2], days: &mut Days) {
    days.insert(day, name);
    if matches!(day.weekday(), Saturday | Sunday) {
        days.insert(next_working_day(day, days), substitute);
    }
}

#[cfg(test)]
mod tests {
    use crate::holidays::testing::listed;

    #[test]
    fn england_keeps_what_the_government_lists() {
        // The lists of gov.uk, and the days on a weekend that are made up for.
        for (year, wanted) in [
            (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
            (2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"),
            (2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28"),
            (2012, "01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        ] {
            assert_eq!(listed("GB-ENG", year), wanted, "{year}");
            assert_eq!(listed("GB-WLS", year), wanted, "{year}");
        }
    }

    #[test]
    fn scotland_and_northern_ireland_have_days_of_their_own() {
        assert_eq!(listed("GB-SCT", 2025), "01-01 01-02 04-18 05-05 05-26 08-04 11-30 12-01 12-25 12-26");
        assert_eq!(
            listed("GB-SCT", 2022),
            "01-01 01-02 01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-25 12-26 12-27"
        );
        assert_eq!(
            listed("GB-SCT", 2023),
            "01-01 01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"
        );
        assert_eq!(
            listed("GB-SCT", 2026),
            "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-26 12-28"
        );
        assert_eq!(
            listed("GB-NIR", 2025),
            "01-01 03-17 04-18 04-21 05-05 05-26 07-12 07-14 08-25 12-25 12-26"
        );
        assert_eq!(
            listed("GB-NIR", 2024),
            "01-01 03-17 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"
        );
    }
}
