//! Days and times as a spreadsheet's region writes them → ISO 8601.
//!
//! A spreadsheet turns `2026-09-14 05:00` into `14/09/2026 5:00` as soon as it is opened. Which of the two numbers is the month
//! cannot be told from the file, so local forms are read only after `date_format` of `handbook.yaml`.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use jiff::fmt::strtime;

/// Whether `format` says of a day all there is to know, as `%d/%m/%Y` does.
pub fn is_date_format(format: &str) -> bool {
    // A day whose parts cannot be taken for each other, and one of this century's second half.
    [date(2026, 9, 14), date(2051, 12, 3)].into_iter().all(|day| {
        strtime::format(format, day)
            .is_ok_and(|written| Date::strptime(format, &written).is_ok_and(|read| read == day))
    })
}

/// A day, or a day and a time, in ISO 8601 as far as it can be told; anything else as it is written.
pub(super) fn iso<'t>(text: &'t str, format: Option<&str>) -> Cow<'t, str> {
    let text = text.trim();
    let parts = text.rsplit_once([' ', 'T', '\u{a0}', '\u{202f}']).filter(|(_, time)| time.contains(':'));
    let (day, time) = parts.map_or((text, None), |(day, time)| (day.trim_end(), Some(time)));
    let local = format.and_then(|format| Date::strptime(format, day).ok());
    let Some(day) = local.or_else(|| (day.len() == 10).then(|| day.parse().ok()).flatten()) else {
        return Cow::Borrowed(text);
    };
    match time {
        // `5:00`: no spreadsheet writes the nought.
        Some(time) if time.find(':') == Some(1) => format!("{day}T0{time}").into(),
        Some(time) => format!("{day}T{time}").into(),
        None => day.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_forms_are_read_after_the_format_only() {
        for (text, format, wanted) in [
            ("2026-09-14T05:00", None, "2026-09-14T05:00"),
            ("2026-09-14 5:00", None, "2026-09-14T05:00"),
            ("2026-09-14T05:00+02:00", None, "2026-09-14T05:00+02:00"),
            ("14/09/2026 05:00", Some("%d/%m/%Y"), "2026-09-14T05:00"),
            ("14/9/2026 5:00", Some("%d/%m/%Y"), "2026-09-14T05:00"),
            ("14.09.2026, 05:00:00", Some("%d.%m.%Y,"), "2026-09-14T05:00:00"),
            ("9/14/26 17:30", Some("%m/%d/%y"), "2026-09-14T17:30"),
            ("14/09/2026", Some("%d/%m/%Y"), "2026-09-14"),
            ("2026-09-14", Some("%d/%m/%Y"), "2026-09-14"),
            ("14 September 2026 05:00", Some("%d %B %Y"), "2026-09-14T05:00"),
            ("14/09/2026", None, "14/09/2026"),
            ("09/14/2026", Some("%d/%m/%Y"), "09/14/2026"),
            ("14/09/2026 5:00", None, "14/09/2026 5:00"),
            ("soon", Some("%d/%m/%Y"), "soon"),
        ] {
            assert_eq!(iso(text, format), wanted, "{text} {format:?}");
        }
    }

    #[test]
    fn a_format_names_day_month_and_year() {
        for format in ["%d/%m/%Y", "%m/%d/%y", "%d.%m.%Y", "%Y-%m-%d", "%e %b %Y"] {
            assert!(is_date_format(format), "{format}");
        }
        for format in ["", "dd/mm/yyyy", "%d/%m", "%m/%Y", "%Y", "%d/%m/%Q", "%"] {
            assert!(!is_date_format(format), "{format}");
        }
    }
}
