//! Who hosts, visits, owns, is thanked.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::ToRole;
use crate::parse::value::{Date, FileName};

record! {
    /// Who hosts, visits, owns, is thanked.
    Person<R> {
        /// The role this person has.
        required role: Option<Ref<R, ToRole>>,
        /// Whether this person takes visitors.
        optional hosts: Option<Spot<bool>>,
        /// When this person is not there.
        optional away: Vec<Away>,
        /// A mail address, shown because it is given here.
        optional email: Option<Text>,
        /// A picture of the person, relative to the page.
        optional photo: Option<Spot<FileName>>,
        /// What the picture shows, for those who do not see it.
        optional photo_alt: Option<Text>,
    }
}

record! {
    /// Days on which somebody is not there, both included.
    Away {
        /// The first day.
        required from: Option<Spot<Date>>,
        /// The last day.
        required to: Option<Spot<Date>>,
    }
}
