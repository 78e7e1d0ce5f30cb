//! Values → heights, days → places: where the lines and the words of an axis stand.

use jiff::civil::Date;

/// How many lines are drawn beside the one at zero, at most.
const LINES: i32 = 3;

/// The steps between lines: 1, 2, 2.5 and 5 and their tenfold.
const STEPS: [f64; 13] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0];

/// The values at which lines are drawn, zero among them, from the lowest to the highest.
pub(super) fn lines(lowest: f64, highest: f64) -> Vec<f64> {
    let (low, high) = (lowest.min(0.0), highest.max(0.0));
    let counted = |step: f64| ((low / step).floor(), (high / step).ceil());
    let fits = |step: &f64| {
        let (below, above) = counted(*step);
        above - below <= f64::from(LINES)
    };
    // Of the steps that need few enough lines the one that leaves the least room above and below.
    let room = |step: f64| {
        let (below, above) = counted(step);
        (above - below) * step
    };
    let best = STEPS.into_iter().filter(fits).min_by(|a, b| room(*a).total_cmp(&room(*b)));
    let step = best.unwrap_or_else(|| (high - low).max(1.0) / 2.0);
    let (below, above) = counted(step);
    let (mut at, mut values) = (below, Vec::new());
    // An axis needs a height, even where every value is nought.
    let above = if above <= below { below + 1.0 } else { above };
    while at <= above && values.len() < 8 {
        values.push(at * step);
        at += 1.0;
    }
    values
}

/// The number of a day, for measuring distances.
pub(super) fn number(day: Date) -> f64 {
    let since = Date::ZERO.until(day).map_or(0, |span| span.get_days());
    f64::from(since)
}

/// A month under the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tick {
    /// Its first day.
    pub(super) day: Date,
    /// Whether the year alone says enough.
    pub(super) year_only: bool,
}

/// How many months may lie between two words under the axis.
const MONTHS: [i32; 10] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/// The first days of months between two days, at most `most` of them, evenly apart and as many as fit.
pub(super) fn ticks(first: f64, last: f64, most: usize) -> Vec<Tick> {
    let month = |at: i32| {
        let year = i16::try_from(at.div_euclid(12)).ok()?;
        let month = i8::try_from(at.rem_euclid(12) + 1).ok()?;
        Date::new(year, month, 1).ok()
    };
    // No month is shorter than 28 days or longer than 31: between these lies the right one.
    let near = |days: f64| (days / 30.436_875).floor();
    let within = |step: i32| -> Vec<Tick> {
        let (mut at, end) = (i32_of(near(first)) - 2, i32_of(near(last)) + 2);
        at -= at.rem_euclid(step);
        let mut ticks = Vec::new();
        while at <= end && ticks.len() <= most {
            if let Some(day) = month(at).filter(|day| (first..=last).contains(&number(*day))) {
                ticks.push(Tick { day, year_only: step % 12 == 0 });
            }
            at += step;
        }
        ticks
    };
    MONTHS.into_iter().map(within).find(|ticks| ticks.len() <= most).unwrap_or_default()
}

/// Months of the calendar are few.
#[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
fn i32_of(months: f64) -> i32 {
    months as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn zero_is_always_drawn_with_few_lines() {
        assert_eq!(lines(27.0, 45.0), [0.0, 25.0, 50.0]);
        assert_eq!(lines(8.0, 33.0), [0.0, 20.0, 40.0]);
        assert_eq!(lines(-12.0, 33.0), [-20.0, 0.0, 20.0, 40.0]);
        assert_eq!(lines(-80.0, -20.0), [-100.0, -50.0, 0.0]);
        assert_eq!(lines(69.0, 81.0), [0.0, 50.0, 100.0]);
        assert_eq!(lines(5.2, 5.6), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(lines(0.0, 0.0), [0.0, 0.5]);
        for (low, high) in [(0.0, 1.0), (-100.0, 100.0), (3.0, 2740.0), (-1.0, 99.0), (0.1, 0.2)] {
            let lines = lines(low, high);
            assert!(lines.contains(&0.0) && (2..=5).contains(&lines.len()), "{low} {high}: {lines:?}");
            assert!(lines[0] <= low && lines[lines.len() - 1] >= high, "{low} {high}: {lines:?}");
        }
    }

    #[test]
    fn months_stand_where_there_is_room_for_them() {
        let of = |first: Date, last: Date, most| -> Vec<String> {
            ticks(number(first), number(last), most).iter().map(|tick| tick.day.to_string()).collect()
        };
        assert_eq!(of(date(2024, 8, 15), date(2026, 5, 15), 6), ["2025-01-01", "2025-07-01", "2026-01-01"]);
        assert_eq!(of(date(2025, 11, 1), date(2026, 4, 15), 6).len(), 6);
        assert_eq!(of(date(2025, 11, 1), date(2026, 4, 15), 3), ["2026-01-01", "2026-04-01"]);
        assert_eq!(
            of(date(1990, 1, 1), date(2026, 1, 1), 4),
            ["1990-01-01", "2000-01-01", "2010-01-01", "2020-01-01"]
        );
        assert_eq!(of(date(2026, 1, 5), date(2026, 1, 20), 4), [""; 0]);
    }
}
