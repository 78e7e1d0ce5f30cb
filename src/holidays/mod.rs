//! A region and a year → its public holidays, from rules in the program: nothing is looked up anywhere.
//!
//! Each file holds the rules of one country, with the law they come from and the years in which they were different. Days on which only some
//! of a region's people are free are left out, or said to be in. Where a holiday that falls on a weekend is made up for on another
//! day, both are closed.

mod easter;
mod france;
mod germany;
mod switzerland;
mod united_kingdom;
mod united_states;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

pub use easter::easter;

/// The days of a year, each with what it is called.
pub type Days = BTreeMap<Date, &'static str>;

macro_rules! regions {
    ($($region:ident $code:literal $name:literal $days:path,)*) => {
        /// A region whose public holidays are known, by its code after ISO 3166.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Region {
            $(#[doc = $name] $region,)*
        }

        impl Region {
            /// All regions, by code.
            pub const ALL: &[Self] = &[$(Self::$region,)*];

            /// Its code: `GB-ENG`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$region => $code,)* }
            }

            /// Where that is.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$region => $name,)* }
            }

            /// Its public holidays in `year`.
            pub fn days(self, year: i16) -> Days {
                match self { $(Self::$region => $days(year),)* }
            }
        }
    };
}

regions! {
    Switzerland "CH" "Switzerland, the days that all cantons keep" switzerland::everywhere,
    Germany "DE" "Germany, the days that all states keep" germany::everywhere,
    Bavaria "DE-BY" "Bavaria" germany::bavaria,
    France "FR" "France without Alsace and Moselle" france::metropolitan,
    England "GB-ENG" "England" united_kingdom::england,
    NorthernIreland "GB-NIR" "Northern Ireland" united_kingdom::northern_ireland,
    Scotland "GB-SCT" "Scotland" united_kingdom::scotland,
    Wales "GB-WLS" "Wales" united_kingdom::england,
    UnitedStates "US" "the United States, federal holidays" united_states::federal,
}

impl Region {
    /// The region with this code, in any case.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|region| region.code().eq_ignore_ascii_case(code.trim()))
    }
}

/// A day of a month; the calendar's first day where there is none.
fn on(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MIN)
}

/// The `nth` such weekday of a month, counted from its end if negative.
fn nth(nth: i8, weekday: Weekday, year: i16, month: i8) -> Date {
    on(year, month, 1).nth_weekday_of_month(nth, weekday).unwrap_or(Date::MIN)
}

/// So many days after `day`.
fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// The first weekday from `day` on that is neither on a weekend nor in `taken`.
fn next_working_day(mut day: Date, taken: &Days) -> Date {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || taken.contains_key(&day) {
        day = after(day, 1);
        if day == Date::MAX {
            break;
        }
    }
    day
}

#[cfg(test)]
mod testing {
    use super::*;

    /// The days of a year as `01-26`, joined by spaces.
    pub fn listed(region: &str, year: i16) -> String {
        let days = Region::find(region).unwrap_or_else(|| panic!("{region}")).days(year);
        days.keys().map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_found_by_their_codes() {
        assert_eq!(Region::find("gb-eng"), Some(Region::England));
        assert_eq!(Region::find("UK"), None);
        let mut codes: Vec<&str> = Region::ALL.iter().map(|region| region.code()).collect();
        codes.sort_unstable();
        assert_eq!(codes, Region::ALL.iter().map(|region| region.code()).collect::<Vec<_>>());
    }

    #[test]
    fn every_year_has_its_days() {
        for region in Region::ALL {
            for year in [-9999, 0, 1500, 1900, 2026, 9999] {
                assert!(region.days(year).len() < 20, "{region:?} {year}");
            }
            let days = region.days(2026);
            assert!(days.keys().all(|day| day.year() == 2026), "{region:?}");
        }
    }
}
