//! The names of all checks, a closed list: the compiler says where a new one must be dealt with.

use super::Severity::{self, Advice, Error, Warning};

macro_rules! names {
    ($($variant:ident $text:literal $severity:ident,)*) => {
        /// A check, by the name under which writers, pipelines and `explain` know it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Name {
            $(#[doc = concat!("`", $text, "`")] $variant,)*
        }

        impl Name {
            /// All checks, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name as it is written in reports: `unknown-reference`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The usual severity; a finding may be softer where a department has not joined yet.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => $severity,)* }
            }

            /// The check called `text`, if there is one.
            pub fn find(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|name| name.as_str() == text)
            }
        }
    };
}

names! {
    InvalidFrontMatter "invalid-front-matter" Error,
    MissingField "missing-field" Error,
    WrongType "wrong-type" Error,
    UnknownField "unknown-field" Warning,
    UnreadableFile "unreadable-file" Error,
    TooLarge "too-large" Error,
    Symlink "symlink" Error,
    ThemeError "theme-error" Error,
    RawHtml "raw-html" Warning,
    UnsafeLink "unsafe-link" Error,
    AudienceLeak "audience-leak" Error,
    HiddenLink "hidden-link" Warning,
    UnknownReference "unknown-reference" Error,
    DuplicateId "duplicate-id" Error,
    BrokenLink "broken-link" Error,
    BrokenAnchor "broken-anchor" Error,
    MissingAsset "missing-asset" Error,
    AddressClash "address-clash" Error,
    NoLineOfSight "no-line-of-sight" Error,
    UnreachedPersona "unreached-persona" Warning,
    UnkeptPillar "unkept-pillar" Warning,
    GoalWithoutRole "goal-without-role" Warning,
    OutputWithoutReceiver "output-without-receiver" Warning,
    RoleWithoutGoal "role-without-goal" Error,
    BehaviourMissing "behaviour-missing" Warning,
    ProofStale "proof-stale" Warning,
    EvidenceMissing "evidence-missing" Warning,
    AssumptionPersona "assumption-persona" Warning,
    FacelessPersona "faceless-persona" Error,
    LeavingGuidanceMissing "leaving-guidance-missing" Error,
    DoubleBooked "double-booked" Error,
    SameFunction "same-function" Error,
    OverCapacity "over-capacity" Error,
    ClosedDay "closed-day" Error,
    NotApproved "not-approved" Error,
    EndsBeforeStart "ends-before-start" Error,
    AmbiguousTime "ambiguous-time" Error,
    OutsideCycle "outside-cycle" Error,
    WrongLength "wrong-length" Error,
    NotAHost "not-a-host" Warning,
    NeverOutsideFunction "never-outside-function" Warning,
    HostOverload "host-overload" Warning,
    RepeatedPair "repeated-pair" Warning,
    DebriefLate "debrief-late" Warning,
    NotReciprocal "not-reciprocal" Warning,
    FeedbackStale "feedback-stale" Warning,
    FeedbackNotShared "feedback-not-shared" Warning,
    ConcernUnanswered "concern-unanswered" Warning,
    DeclinedWithoutReason "declined-without-reason" Error,
    RetentionCalledLoyalty "retention-called-loyalty" Error,
    LoyaltyBeforeEmployees "loyalty-before-employees" Error,
    SponsorAbsent "sponsor-absent" Advice,
    BarePraise "bare-praise" Error,
    AppreciationGap "appreciation-gap" Warning,
    ConsentMissing "consent-missing" Error,
    PersonalData "personal-data" Warning,
    Term "term" Warning,
    ForbiddenClaim "forbidden-claim" Error,
    ReviewDue "review-due" Advice,
    MassReview "mass-review" Warning,
    OwnerMissing "owner-missing" Error,
    OrphanPage "orphan-page" Advice,
    SearchTestFailed "search-test-failed" Error,
    Contrast "contrast" Error,
    ImageAlt "image-alt" Warning,
    HeadingOrder "heading-order" Warning,
    VagueLink "vague-link" Warning,
    TableHeader "table-header" Warning,
}
