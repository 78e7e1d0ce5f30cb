//! `repeats: "FREQ=WEEKLY;COUNT=4"` → the days on which a session takes place.
//!
//! The rules are those of RFC 5545, section 3.3.10, as far as visits need them: `FREQ` (`DAILY`, `WEEKLY`, `MONTHLY`), `INTERVAL`,
//! `COUNT` or `UNTIL`, `BYDAY` (for months also with a number: `2MO` is the second Monday, `-1FR` the last Friday) and `WKST`. Only days are
//! counted here; at what instant a time on the wall falls on such a day is the zone's business.

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::value::{Date, Moment};

/// How often a session may take place: beyond that it is no visit but an opening time.
pub const MOST: u32 = 1000;

/// How many periods are looked at for one session: rules that hardly ever fit a day come to an end.
const PERIODS: i64 = 20_000;

/// A rule of repetition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    frequency: Frequency,
    interval: i64,
    /// How it ends.
    pub end: End,
    by_day: Vec<ByDay>,
    week_start: Weekday,
}

/// How a repetition ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The rule does not say: with its programme's cycle.
    Open,
    /// After so many times, the first among them.
    Count(u32),
    /// Before anything that would begin later than this.
    Until(Moment),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
}

/// A day of the week; in a month the first, second … of them, counted from the end if negative; 0 for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ByDay {
    nth: i8,
    day: Weekday,
}

/// Why a rule cannot be taken, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, as one plain sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub mend: String,
}

fn refused<T>(message: impl Into<String>, mend: impl Into<String>) -> Result<T, Refused> {
    Err(Refused { message: message.into(), mend: mend.into() })
}

impl Repeat {
    /// The rule written as `text`.
    ///
    /// # Errors
    /// What is wrong with it, for a writer.
    pub fn find(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text).trim_end_matches(';');
        let mut frequency = None;
        let (mut interval, mut count, mut until) = (None, None, None);
        let (mut by_day, mut week_start) = (Vec::new(), None);
        for part in text.split(';') {
            let Some((name, value)) = part.split_once('=') else {
                return refused(
                    format!("`{}` is no rule by which visits repeat", part.trim()),
                    "write it as `FREQ=WEEKLY;COUNT=4`",
                );
            };
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            let again = match name.as_str() {
                "FREQ" => frequency.replace(frequency_of(&value)?).is_some(),
                "INTERVAL" => interval.replace(number(&name, &value)?).is_some(),
                "COUNT" => count.replace(number(&name, &value)?).is_some(),
                "UNTIL" => until.replace(until_of(&value)?).is_some(),
                "WKST" => week_start.replace(by_day_of(&value)?.day).is_some(),
                "BYDAY" => {
                    let again = !by_day.is_empty();
                    by_day = value.split(',').map(by_day_of).collect::<Result<_, _>>()?;
                    again
                }
                _ => {
                    return refused(
                        format!("`{name}` is not read in `repeats`"),
                        "use FREQ, INTERVAL, COUNT or UNTIL, and BYDAY; give other days a session of their own",
                    );
                }
            };
            if again {
                return refused(format!("`{name}` stands twice in this rule"), "keep one of them");
            }
        }
        let Some(frequency) = frequency else {
            return refused("this rule does not say how often visits repeat", "begin it with `FREQ=WEEKLY`");
        };
        let numbered = by_day.iter().any(|by: &ByDay| by.nth != 0);
        if numbered && frequency != Frequency::Monthly {
            return refused(
                "only months have a first or last Monday",
                "take the number out of BYDAY, or write `FREQ=MONTHLY`",
            );
        }
        let end = match (count, until) {
            (Some(_), Some(_)) => {
                return refused("this rule ends twice, by COUNT and by UNTIL", "keep one of them");
            }
            (Some(count), None) if count > MOST => {
                return refused(
                    format!("{count} visits are more than one session can have"),
                    "write at most COUNT=1000",
                );
            }
            (Some(count), None) => End::Count(count),
            (None, Some(until)) => End::Until(until),
            (None, None) => End::Open,
        };
        Ok(Self {
            frequency,
            interval: i64::from(interval.unwrap_or(1)),
            end,
            by_day,
            week_start: week_start.unwrap_or(Weekday::Monday),
        })
    }

    /// Whether a session that begins on `first` fits the rule it repeats by. RFC 5545 leaves open what happens where it does not.
    pub fn fits(&self, first: Date) -> bool {
        self.period(first, 0).is_some_and(|days| days.contains(&first))
    }

    /// The days of the repetition from `first` on, in order, without looking at its end: up to `MOST` of them.
    pub fn days(&self, first: Date) -> impl Iterator<Item = Date> + '_ {
        let periods = (0..PERIODS).map_while(move |n| self.period(first, n));
        periods.flatten().filter(move |day| *day >= first).take(MOST as usize)
    }

    /// The days of the `n`th period after that of `first`; `None` beyond the calendar.
    fn period(&self, first: Date, n: i64) -> Option<Vec<Date>> {
        let steps = n.checked_mul(self.interval)?;
        match self.frequency {
            Frequency::Daily => {
                let day = first.checked_add(jiff::Span::new().try_days(steps).ok()?).ok()?;
                let wanted = self.by_day.is_empty() || self.by_day.iter().any(|by| by.day == day.weekday());
                Some(if wanted { vec![day] } else { Vec::new() })
            }
            Frequency::Weekly => {
                let since = |day: Weekday| i64::from(day.since(self.week_start));
                let week = first.checked_sub(since(first.weekday()).days()).ok()?;
                let week = week.checked_add(jiff::Span::new().try_weeks(steps).ok()?).ok()?;
                let mut offsets: Vec<i64> = match self.by_day.as_slice() {
                    [] => vec![since(first.weekday())],
                    days => days.iter().map(|by| since(by.day)).collect(),
                };
                offsets.sort_unstable();
                offsets.dedup();
                offsets.into_iter().map(|offset| week.checked_add(offset.days()).ok()).collect()
            }
            Frequency::Monthly => {
                let month = first.first_of_month();
                let month = month.checked_add(jiff::Span::new().try_months(steps).ok()?).ok()?;
                if self.by_day.is_empty() {
                    // A month without that day is left out, as the standard has it.
                    return Some(Date::new(month.year(), month.month(), first.day()).into_iter().collect());
                }
                let mut days: Vec<Date> = self.by_day.iter().flat_map(|by| by.within(month)).collect();
                days.sort_unstable();
                days.dedup();
                Some(days)
            }
        }
    }
}

impl ByDay {
    /// The days meant in the month that begins with `month`.
    fn within(self, month: Date) -> Vec<Date> {
        if self.nth == 0 {
            return (1..=5).filter_map(|nth| month.nth_weekday_of_month(nth, self.day).ok()).collect();
        }
        month.nth_weekday_of_month(self.nth, self.day).into_iter().collect()
    }
}

fn frequency_of(value: &str) -> Result<Frequency, Refused> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        _ => refused(format!("visits do not repeat `{value}`"), "FREQ is DAILY, WEEKLY or MONTHLY"),
    }
}

fn number(name: &str, value: &str) -> Result<u32, Refused> {
    match value.parse() {
        Ok(number) if (1..=100_000).contains(&number) => Ok(number),
        _ => refused(
            format!("`{name}` should be a whole number from 1; `{value}` is not"),
            format!("write `{name}=2`, say"),
        ),
    }
}

/// `20261231`, `20261231T120000Z`, or the same with hyphens and colons.
fn until_of(value: &str) -> Result<Moment, Refused> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let date = if date.len() == 8 && digits(date) {
        format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])
    } else {
        date.to_owned()
    };
    let (bare, zone) = time.strip_suffix('Z').map_or((time, ""), |bare| (bare, "Z"));
    let time = if bare.len() == 6 && digits(bare) {
        format!("{}:{}:{}", &bare[..2], &bare[2..4], &bare[4..])
    } else {
        bare.to_owned()
    };
    // The last day belongs to it.
    let text = if time.is_empty() { format!("{date}T23:59:59") } else { format!("{date}T{time}{zone}") };
    match Moment::find(&text) {
        Some(moment) => Ok(moment),
        None => {
            refused(format!("`UNTIL` should be a day; `{value}` is none"), "write it as `UNTIL=20261231`")
        }
    }
}

fn by_day_of(value: &str) -> Result<ByDay, Refused> {
    let value = value.trim();
    let at = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let (number, word) = value.split_at(at);
    let day = match word {
        "MO" => Some(Weekday::Monday),
        "TU" => Some(Weekday::Tuesday),
        "WE" => Some(Weekday::Wednesday),
        "TH" => Some(Weekday::Thursday),
        "FR" => Some(Weekday::Friday),
        "SA" => Some(Weekday::Saturday),
        "SU" => Some(Weekday::Sunday),
        _ => None,
    };
    let nth = if number.is_empty() { Some(0) } else { number.parse().ok().filter(|nth| *nth != 0) };
    match (nth, day) {
        (Some(nth @ -5..=5), Some(day)) => Ok(ByDay { nth, day }),
        _ => refused(
            format!("`{value}` is no day of the week"),
            "the days are MO, TU, WE, TH, FR, SA and SU; in months also the first Monday, 1MO, or the last Friday, -1FR",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first `n` days of a rule.
    fn days(rule: &str, first: &str, n: usize) -> String {
        let rule = Repeat::find(rule).expect(rule);
        let first = first.parse().expect("a day");
        rule.days(first).take(n).map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_are_those_of_the_standards_examples() {
        // RFC 5545, section 3.8.5.3; its examples begin on 2 September 1997, a Tuesday.
        let from = "1997-09-02";
        for (rule, wanted) in [
            ("FREQ=DAILY;INTERVAL=10;COUNT=5", "09-02 09-12 09-22 10-02 10-12"),
            ("FREQ=WEEKLY;COUNT=10", "09-02 09-09 09-16 09-23 09-30"),
            ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "09-02 09-16 09-30 10-14 10-28"),
            ("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "09-02 09-04 09-09 09-11 09-16"),
            ("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "09-02 09-04 09-16 09-18 09-30"),
            ("FREQ=MONTHLY;INTERVAL=18;COUNT=10", "09-02 03-02 09-02 03-02 09-02"),
            ("FREQ=MONTHLY;BYDAY=TU", "09-02 09-09 09-16 09-23 09-30"),
            ("FREQ=MONTHLY;INTERVAL=2;COUNT=5;BYDAY=1TU,-1SU", "09-02 09-28 11-04 11-30 01-06"),
            ("FREQ=DAILY;BYDAY=TU,WE", "09-02 09-03 09-09 09-10 09-16"),
        ] {
            assert_eq!(days(rule, from, 5), wanted, "{rule}");
        }
        assert_eq!(days("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", 4), "09-22 10-20 11-17 12-22");
        // The difference that the week's first day makes.
        let from = "1997-08-05";
        assert_eq!(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", from, 4), "08-05 08-10 08-19 08-24");
        assert_eq!(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", from, 4), "08-05 08-17 08-19 08-31");
    }

    #[test]
    fn months_without_that_day_are_left_out() {
        assert_eq!(days("FREQ=MONTHLY", "2026-08-31", 4), "08-31 10-31 12-31 01-31");
        assert_eq!(days("FREQ=MONTHLY", "2027-12-29", 4), "12-29 01-29 02-29 03-29");
        assert_eq!(days("FREQ=MONTHLY;BYDAY=5MO", "2026-08-31", 3), "08-31 11-30 03-29");
    }

    #[test]
    fn ends_are_read_in_all_spellings() {
        let end = |rule: &str| Repeat::find(rule).map(|rule| rule.end);
        let until = |text| Ok(End::Until(Moment::find(text).expect("a moment")));
        assert_eq!(end("FREQ=DAILY"), Ok(End::Open));
        assert_eq!(end("freq=daily;count=3"), Ok(End::Count(3)));
        assert_eq!(end("RRULE:FREQ=DAILY;UNTIL=20261231"), until("2026-12-31T23:59:59"));
        assert_eq!(end("FREQ=DAILY;UNTIL=2026-12-31;"), until("2026-12-31T23:59:59"));
        assert_eq!(end("FREQ=DAILY;UNTIL=20261231T050000Z"), until("2026-12-31T05:00:00Z"));
        assert_eq!(end("FREQ=DAILY;UNTIL=20261231T050000"), until("2026-12-31T05:00:00"));
    }

    #[test]
    fn what_is_no_rule_is_refused_with_a_reason() {
        for (rule, wanted) in [
            ("every Monday", "`every Monday` is no rule by which visits repeat"),
            ("", "`` is no rule by which visits repeat"),
            ("FREQ=YEARLY", "visits do not repeat `YEARLY`"),
            ("COUNT=4", "this rule does not say how often visits repeat"),
            ("FREQ=WEEKLY;COUNT=0", "`COUNT` should be a whole number from 1; `0` is not"),
            ("FREQ=WEEKLY;COUNT=1001", "1001 visits are more than one session can have"),
            ("FREQ=WEEKLY;COUNT=4;UNTIL=20261231", "this rule ends twice, by COUNT and by UNTIL"),
            ("FREQ=WEEKLY;UNTIL=soon", "`UNTIL` should be a day; `SOON` is none"),
            ("FREQ=WEEKLY;BYDAY=MON", "`MON` is no day of the week"),
            ("FREQ=WEEKLY;BYDAY=2MO", "only months have a first or last Monday"),
            ("FREQ=MONTHLY;BYDAY=6MO", "`6MO` is no day of the week"),
            ("FREQ=MONTHLY;BYMONTHDAY=3", "`BYMONTHDAY` is not read in `repeats`"),
            ("FREQ=WEEKLY;FREQ=DAILY", "`FREQ` stands twice in this rule"),
            ("FREQ=WEEKLY;UNTIL=2026é31", "`UNTIL` should be a day; `2026é31` is none"),
        ] {
            assert_eq!(
                Repeat::find(rule).map_err(|refused| refused.message),
                Err(wanted.to_owned()),
                "{rule}"
            );
        }
    }

    #[test]
    fn a_first_day_must_be_one_of_the_rule() {
        let fits =
            |rule: &str, first: &str| Repeat::find(rule).expect(rule).fits(first.parse().expect("a day"));
        assert!(fits("FREQ=WEEKLY;BYDAY=MO,WE", "2026-09-14"));
        assert!(!fits("FREQ=WEEKLY;BYDAY=TU,WE", "2026-09-14"));
        assert!(fits("FREQ=MONTHLY;BYDAY=2MO", "2026-09-14"));
        assert!(!fits("FREQ=MONTHLY;BYDAY=1MO", "2026-09-14"));
        assert!(!fits("FREQ=DAILY;INTERVAL=7;BYDAY=TU", "2026-09-14"), "and comes to an end");
    }

    proptest::proptest! {
        /// Whatever is written, reading and counting come to an end.
        #[test]
        fn nothing_that_is_written_can_stop_us(rule in "(FREQ=(DAILY|WEEKLY|MONTHLY))?(;[A-Z]{0,8}=?[-0-9A-Zé,]{0,9}){0,3}") {
            if let Ok(rule) = Repeat::find(&rule) {
                let days: Vec<Date> = rule.days(jiff::civil::date(9998, 12, 31)).collect();
                proptest::prop_assert!(days.is_sorted());
            }
        }
    }
}
