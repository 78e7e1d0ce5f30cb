//! How a calendar gets to whoever wants it: as a file, or followed by a program.
//!
//! The only `webcal:` links there are come from here. What writers write goes through the list of schemes in
//! [`parse::link`](crate::parse::link), which has none.

use serde::Serialize;

use crate::model::calendars::Whose;
use crate::model::schedule::Visit;
use crate::parse::base_url::BaseUrl;
use crate::render::viewpoint::{Viewpoint, absolute};

/// Fills `components/calendar-links.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarLinks {
    /// The file, relative to the page. It also works from a folder.
    pub download: String,
    /// What makes a program follow the calendar and look again by itself. Only a handbook that knows where it is published has
    /// it, and none that is built for a folder.
    pub follow: Option<String>,
}

impl CalendarLinks {
    /// The links to somebody's calendar; `None` where there is nothing in it, and so no file.
    pub fn of(whose: Whose, from: &Viewpoint<'_>) -> Option<Self> {
        let path = from.handbook().calendars().path(whose)?;
        let base = from.handbook().settings.base().filter(|_| !from.desk.portable);
        Some(Self { download: from.to_file(path), follow: base.map(|base| webcal(&base, path)) })
    }

    /// The way to the file of one visit alone, for "Add to my calendar"; `None` where it has been or will not be.
    pub fn of_visit(visit: &Visit, from: &Viewpoint<'_>) -> Option<String> {
        Some(from.to_file(from.handbook().calendars().path_of(visit)?))
    }
}

/// The address at which calendar programs follow the file at `path`. The scheme is no standard, and known to all of them; they
/// ask by HTTPS first.
fn webcal(base: &BaseUrl, path: &str) -> String {
    let url = absolute(base, path);
    format!("webcal{}", url.find("://").map_or("", |at| &url[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_is_followed_at_the_handbooks_own_address() {
        for (base, followed) in [
            ("https://handbook.example/", "webcal://handbook.example/calendar/people/zo%C3%AB.ics"),
            (
                "http://x.example:8080/our/book",
                "webcal://x.example:8080/our/book/calendar/people/zo%C3%AB.ics",
            ),
        ] {
            let base = BaseUrl::find(base).unwrap();
            assert_eq!(webcal(&base, "calendar/people/zoë.ics"), followed);
        }
    }
}
