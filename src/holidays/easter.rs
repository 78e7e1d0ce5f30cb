//! When Easter is.

use jiff::civil::Date;

use super::on;

/// Easter Sunday in the Gregorian calendar, as Western churches keep it.
///
/// The anonymous algorithm of 1876 (*Nature*, 20 April 1876), in the form of Jean Meeus, *Astronomical Algorithms*,
/// 2nd edition 1998, chapter 9; it holds for every year of that calendar.
pub fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let small = |n: i32| i8::try_from(n).unwrap_or(1);
    on(year, small(n / 31), small(n % 31 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_tables_have_it() {
        // The first ones are Meeus's own; the last are the earliest and the latest day there can be.
        for (year, month, day) in [
            (1991, 3, 31),
            (1992, 4, 19),
            (1993, 4, 11),
            (1954, 4, 18),
            (2000, 4, 23),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (1818, 3, 22),
            (2038, 4, 25),
            (1886, 4, 25),
        ] {
            assert_eq!(easter(year), on(year, month, day));
        }
    }

    /// The church's own rule, reckoned another way: the Sunday after the fourteenth day of the ecclesiastical moon, by Gauss.
    fn gauss(year: i32) -> (i32, i32) {
        let (a, b, c) = (year % 19, year % 4, year % 7);
        let k = year / 100;
        let p = (13 + 8 * k) / 25;
        let q = k / 4;
        let m = (15 - p + k - q) % 30;
        let n = (4 + k - q) % 7;
        let d = (19 * a + m) % 30;
        let e = (2 * b + 4 * c + 6 * d + n) % 7;
        let day = match (d, e) {
            (29, 6) => 50,
            (28, 6) if a > 10 => 49,
            _ => 22 + d + e,
        };
        if day > 31 { (4, day - 31) } else { (3, day) }
    }

    #[test]
    fn two_ways_of_reckoning_agree() {
        for year in 1583..=4000 {
            let (month, day) = gauss(year);
            let easter = easter(i16::try_from(year).unwrap_or(0));
            assert_eq!((i32::from(easter.month()), i32::from(easter.day())), (month, day), "{year}");
        }
    }
}
