//! What employees and customers raised, and what we did about it.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToDepartment, ToOwner};
use crate::parse::value::{Date, choices};

choices! {
    /// Who raised it.
    RaisedBy {
        /// A colleague.
        Employee "employee",
        /// A customer.
        Customer "customer",
    }
}

choices! {
    /// The question it answers.
    Asked {
        /// What gets in your way?
        GetsInTheWay "gets-in-the-way",
        /// What would you do as head of the house for a day?
        CeoForADay "ceo-for-a-day",
        /// Would you send a friend to us?
        ReferAFriend "refer-a-friend",
        /// Nobody asked.
        Other "other",
    }
}

choices! {
    /// Where our answer stands.
    Answer {
        /// It is going to be done.
        Planned "planned",
        /// It is under way.
        Doing "doing",
        /// It is done.
        Done "done",
        /// It will not be done.
        Declined "declined",
    }
}

record! {
    /// What somebody raised, and what we did about it.
    Concern<R> {
        /// Who raised it.
        required raised_by: Option<Spot<RaisedBy>>,
        /// The question it answers.
        required question: Option<Spot<Asked>>,
        /// What was said.
        required said: Option<Text>,
        /// Whom it is about.
        required department: Option<Ref<R, ToDepartment>>,
        /// The day.
        required on: Option<Spot<Date>>,
        /// What it is about, in a word shared with other concerns.
        optional theme: Option<Text>,
        /// What we did.
        optional response: Option<Response<R>>,
    }
}

record! {
    /// What we did about a concern.
    Response<R> {
        /// Where it stands.
        required status: Option<Spot<Answer>>,
        /// What was or will be done.
        optional did: Option<Text>,
        /// Who sees to it.
        required owner: Option<Ref<R, ToOwner>>,
        /// By when.
        optional due: Option<Spot<Date>>,
        /// Why not, where it will not be done.
        optional declined_because: Option<Text>,
        /// The day on which whoever raised it was told.
        optional told_on: Option<Spot<Date>>,
    }
}
