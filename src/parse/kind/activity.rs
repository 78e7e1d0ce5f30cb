//! What keeps a pillar alive.

use crate::parse::field::{Ref, Spot, Text, record};
use crate::parse::kind::target::{ToDepartment, ToPillar};
use crate::parse::value::{Date, choices};

choices! {
    /// What sort of activity it is.
    ActivityType {
        /// People learn something.
        Training "training",
        /// People are reminded.
        Reinforcement "reinforcement",
        /// People may decide.
        Empowerment "empowerment",
        /// People are told.
        InformationSharing "information-sharing",
        /// People come together.
        TeamBuilding "team-building",
        /// Whoever leads lends a hand.
        ManagementSupport "management-support",
        /// Customers who stay get something back.
        LoyaltyProgramme "loyalty-programme",
    }
}

record! {
    /// What keeps a pillar alive.
    Activity<R> {
        /// What sort of activity it is.
        required r#type: Option<Spot<ActivityType>>,
        /// The pillars it keeps alive.
        required pillars: Vec<Ref<R, ToPillar>>,
        /// Whom it is for; everybody, if none is named.
        optional departments: Vec<Ref<R, ToDepartment>>,
        /// The day.
        optional on: Option<Spot<Date>>,
        /// The skills and tools it teaches.
        optional teaches: Vec<Text>,
    }
}
