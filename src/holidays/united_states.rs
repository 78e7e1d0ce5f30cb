//! The United States: federal holidays.
//!
//! Sources: United States Code, title 5, section 6103, with its amendments: the Uniform Monday Holiday Act (from 1971), Public Law 94-97 (Veterans Day
//! back on 11 November from 1978), 98-144 (Martin Luther King's birthday, from 1986) and 117-17 (Juneteenth, from 2021);
//! for days on a weekend Executive Order 11582. Inauguration Day, which only the capital keeps, is left out; so are the states' own holidays.

use jiff::civil::Date;
use jiff::civil::Weekday::{Monday, Saturday, Sunday, Thursday};

use super::{Days, after, nth, on};

/// Federal holidays: the day itself, and the Friday before a Saturday or the Monday after a Sunday.
pub(super) fn federal(year: i16) -> Days {
    let mut days = Days::new();
    // The first of January on a Saturday is observed in December of the year before.
    for year in [year, year.saturating_add(1)] {
        for (day, name) in of(year) {
            days.insert(day, name);
            days.insert(observed(day), name);
        }
    }
    days.retain(|day, _| day.year() == year);
    days
}

fn of(year: i16) -> Vec<(Date, &'static str)> {
    let mut days = vec![
        (on(year, 1, 1), "New Year's Day"),
        (nth(3, Monday, year, 2), "Washington's Birthday"),
        (nth(-1, Monday, year, 5), "Memorial Day"),
        (on(year, 7, 4), "Independence Day"),
        (nth(1, Monday, year, 9), "Labor Day"),
        (nth(2, Monday, year, 10), "Columbus Day"),
        (nth(4, Thursday, year, 11), "Thanksgiving Day"),
        (on(year, 12, 25), "Christmas Day"),
    ];
    let veterans = if (1971..=1977).contains(&year) { nth(4, Monday, year, 10) } else { on(year, 11, 11) };
    days.push((veterans, "Veterans Day"));
    if year >= 1986 {
        days.push((nth(3, Monday, year, 1), "Birthday of Martin Luther King, Jr."));
    }
    if year >= 2021 {
        days.push((on(year, 6, 19), "Juneteenth"));
    }
    days
}

fn observed(day: Date) -> Date {
    match day.weekday() {
        Saturday => after(day, -1),
        Sunday => after(day, 1),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use crate::holidays::testing::listed;

    #[test]
    fn federal_holidays_are_those_of_the_personnel_office() {
        // The lists of opm.gov, and the days on a weekend that are observed on another.
        for (year, wanted) in [
            (2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
            (2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
            (
                2021,
                "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31",
            ),
            (2020, "01-01 01-20 02-17 05-25 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
        ] {
            assert_eq!(listed("US", year), wanted, "{year}");
        }
    }
}
