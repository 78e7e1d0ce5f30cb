//! [`Handbook`] → findings. One rule is one file; its documentation is what `explain` prints.
//!
//! Rules that only one file can break are told while it is read; their files here hold the explanation.
//! The others look at the assembled handbook, each on its own, and never at what another rule said.

use crate::diagnostic::{Diagnostic, Name};
use crate::model::{Entry, Handbook};
use crate::source::Sources;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// The files as written, for rules about words.
    pub sources: &'a Sources,
}

/// When a rule is asked.
#[derive(Clone, Copy)]
enum Run {
    /// While a file is read or the handbook assembled: the stage itself tells it.
    Told,
    /// For each page on its own.
    Page(fn(&Entry, Scope<'_>, &mut Vec<Diagnostic>)),
    /// Once, for the whole handbook.
    Whole(fn(Scope<'_>, &mut Vec<Diagnostic>)),
}

macro_rules! rules {
    ($($file:ident $name:ident $run:expr,)*) => {
        $(mod $file;)*

        /// What `name` means, as the page that a writer reads: markdown, the first line a summary.
        pub fn explanation(name: Name) -> String {
            let source = match name { $(Name::$name => include_str!(concat!(stringify!($file), ".rs")),)* };
            let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
            lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
        }

        fn run(name: Name) -> Run {
            match name { $(Name::$name => $run,)* }
        }
    };
}

rules! {
    invalid_front_matter InvalidFrontMatter Run::Told,
    missing_field MissingField Run::Told,
    wrong_type WrongType Run::Told,
    unknown_field UnknownField Run::Told,
    unreadable_file UnreadableFile Run::Told,
    too_large TooLarge Run::Told,
    symlink Symlink Run::Told,
    theme_error ThemeError Run::Told,
    raw_html RawHtml Run::Told,
    unsafe_link UnsafeLink Run::Told,
    audience_leak AudienceLeak Run::Told,
    hidden_link HiddenLink Run::Told,
    unknown_reference UnknownReference Run::Told,
    duplicate_id DuplicateId Run::Told,
    broken_link BrokenLink Run::Told,
    broken_anchor BrokenAnchor Run::Told,
    missing_asset MissingAsset Run::Told,
    address_clash AddressClash Run::Told,
    behaviour_missing BehaviourMissing Run::Told,
    proof_stale ProofStale Run::Told,
    evidence_missing EvidenceMissing Run::Told,
    assumption_persona AssumptionPersona Run::Told,
    faceless_persona FacelessPersona Run::Told,
    leaving_guidance_missing LeavingGuidanceMissing Run::Told,
    concern_unanswered ConcernUnanswered Run::Told,
    declined_without_reason DeclinedWithoutReason Run::Told,
    bare_praise BarePraise Run::Told,
    consent_missing ConsentMissing Run::Told,
    personal_data PersonalData Run::Told,
    term Term Run::Told,
    forbidden_claim ForbiddenClaim Run::Told,
    review_due ReviewDue Run::Told,
    mass_review MassReview Run::Told,
    owner_missing OwnerMissing Run::Page(owner_missing::check),
    orphan_page OrphanPage Run::Told,
    contrast Contrast Run::Told,
    image_alt ImageAlt Run::Told,
    heading_order HeadingOrder Run::Told,
    vague_link VagueLink Run::Told,
    table_header TableHeader Run::Told,
}

/// The first sentence of an explanation.
pub fn summary(name: Name) -> String {
    explanation(name).lines().next().unwrap_or_default().to_owned()
}

/// Asks every rule.
pub fn check(scope: Scope<'_>) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    let page_rules: Vec<_> = Name::ALL
        .iter()
        .filter_map(|name| match run(*name) {
            Run::Page(rule) => Some(rule),
            Run::Told | Run::Whole(_) => None,
        })
        .collect();
    let pages = scope.handbook.entries.par_iter().flat_map_iter(|entry| {
        let mut findings = Vec::new();
        for rule in &page_rules {
            rule(entry, scope, &mut findings);
        }
        findings
    });
    let mut findings: Vec<_> = pages.collect();
    for name in Name::ALL {
        if let Run::Whole(rule) = run(*name) {
            rule(scope, &mut findings);
        }
    }
    findings
}
