//! The fields that every page may have.

use crate::parse::field::{Contact, Ref, Spot, Text, record};
use crate::parse::kind::target::{ToOwner, ToSomebody};
use crate::parse::value::{Date, Duration};

record! {
    /// The fields that every page may have.
    Common<R> {
        /// The page's title; without one, its first heading.
        optional title: Option<Text>,
        /// One sentence about the page, shown below its title and in lists.
        optional description: Option<Text>,
        /// The kind, where the folder does not say it.
        optional kind: Option<Text>,
        /// The day of a news item; orders feeds.
        optional date: Option<Spot<Date>>,
        /// Who keeps the page: a role, person or department.
        checked owner: Option<Ref<R, ToOwner>>,
        /// When and by whom the page was last read through.
        optional reviewed: Option<Reviewed<R>>,
        /// How often the page wants to be read through.
        optional review_every: Option<Spot<Duration>>,
        /// Words that people look for and that the page does not say.
        optional keywords: Vec<Text>,
        /// What the page is about, in words shared with other pages.
        optional tags: Vec<Text>,
        /// Old addresses of this page, which lead here.
        optional aliases: Vec<Text>,
        /// Who answers questions about it.
        optional ask: Vec<Contact<R, ToSomebody>>,
        /// Not to be published yet.
        optional draft: Option<Spot<bool>>,
        /// The first day on which it is shown.
        optional publish_on: Option<Spot<Date>>,
        /// The last day on which it is shown.
        optional expire_on: Option<Spot<Date>>,
        /// Who may see it, one of the handbook's audiences.
        optional audience: Option<Text>,
        /// Its place among its neighbours; lower comes first.
        optional order: Option<Spot<f64>>,
        /// The language it is written in, where it is another than the handbook's.
        optional language: Option<Text>,
        /// `false` leaves the list of contents out.
        optional toc: Option<Spot<bool>>,
    }
}

record! {
    /// When and by whom a page was last read through.
    Reviewed<R> {
        /// The day.
        required on: Option<Spot<Date>>,
        /// Who read it.
        optional by: Option<Contact<R, ToSomebody>>,
        /// What changed.
        optional note: Option<Text>,
    }
}
