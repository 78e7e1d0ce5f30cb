//! [`Handbook`] → findings. One rule is one file; its documentation is what `explain` prints.
//!
//! Rules that only one file can break are told while it is read; their files here hold the explanation.
//! The others look at the assembled handbook, each on its own, and never at what another rule said.

mod alone;
mod meant;
mod passages;
mod phrases;
#[cfg(test)]
mod testing;
mod visits;

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Name, Severity};
use crate::model::{Entry, Handbook};
use crate::parse::yaml::Value;
use crate::source::Sources;
use crate::threads::AT_ONCE;
use alone::{Alone, Given, SaidAlone};
use phrases::{Found, Phrases};

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The handbook.
    pub handbook: &'a Arc<Handbook>,
    /// The files as written, for rules about words.
    pub sources: &'a Sources,
}

/// When a rule is asked.
#[derive(Clone, Copy)]
enum Run {
    /// While a file is read, the handbook assembled or its index tried: the stage itself tells it.
    Told,
    /// For each page, of which it sees nothing that another page could change.
    Alone(fn(Alone<'_>, &mut Vec<Diagnostic>)),
    /// For each term or claim of `handbook.yaml` that a page uses: all are looked for at once.
    Phrase(fn(&Found<'_>, Alone<'_>) -> Option<Diagnostic>),
    /// For each page. It may ask the whole handbook, but looks into no other page's text.
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
    duplicate_id DuplicateId Run::Whole(duplicate_id::check),
    broken_link BrokenLink Run::Told,
    broken_anchor BrokenAnchor Run::Told,
    missing_asset MissingAsset Run::Told,
    address_clash AddressClash Run::Told,
    no_line_of_sight NoLineOfSight Run::Page(no_line_of_sight::check),
    unreached_persona UnreachedPersona Run::Whole(unreached_persona::check),
    unkept_pillar UnkeptPillar Run::Whole(unkept_pillar::check),
    goal_without_role GoalWithoutRole Run::Whole(goal_without_role::check),
    output_without_receiver OutputWithoutReceiver Run::Page(output_without_receiver::check),
    role_without_goal RoleWithoutGoal Run::Page(role_without_goal::check),
    behaviour_missing BehaviourMissing Run::Page(behaviour_missing::check),
    proof_stale ProofStale Run::Page(proof_stale::check),
    evidence_missing EvidenceMissing Run::Page(evidence_missing::check),
    assumption_persona AssumptionPersona Run::Page(assumption_persona::check),
    faceless_persona FacelessPersona Run::Page(faceless_persona::check),
    leaving_guidance_missing LeavingGuidanceMissing Run::Page(leaving_guidance_missing::check),
    double_booked DoubleBooked Run::Whole(double_booked::check),
    same_function SameFunction Run::Whole(same_function::check),
    over_capacity OverCapacity Run::Whole(over_capacity::check),
    closed_day ClosedDay Run::Whole(closed_day::check),
    not_approved NotApproved Run::Whole(not_approved::check),
    ends_before_start EndsBeforeStart Run::Whole(ends_before_start::check),
    ambiguous_time AmbiguousTime Run::Whole(ambiguous_time::check),
    outside_cycle OutsideCycle Run::Whole(outside_cycle::check),
    wrong_length WrongLength Run::Whole(wrong_length::check),
    not_a_host NotAHost Run::Whole(not_a_host::check),
    never_outside_function NeverOutsideFunction Run::Whole(never_outside_function::check),
    host_overload HostOverload Run::Whole(host_overload::check),
    repeated_pair RepeatedPair Run::Whole(repeated_pair::check),
    debrief_late DebriefLate Run::Whole(debrief_late::check),
    not_reciprocal NotReciprocal Run::Whole(not_reciprocal::check),
    concern_unanswered ConcernUnanswered Run::Page(concern_unanswered::check),
    declined_without_reason DeclinedWithoutReason Run::Page(declined_without_reason::check),
    feedback_stale FeedbackStale Run::Whole(feedback_stale::check),
    feedback_not_shared FeedbackNotShared Run::Whole(feedback_not_shared::check),
    retention_called_loyalty RetentionCalledLoyalty Run::Page(retention_called_loyalty::check),
    loyalty_before_employees LoyaltyBeforeEmployees Run::Page(loyalty_before_employees::check),
    sponsor_absent SponsorAbsent Run::Page(sponsor_absent::check),
    bare_praise BarePraise Run::Page(bare_praise::check),
    appreciation_gap AppreciationGap Run::Whole(appreciation_gap::check),
    consent_missing ConsentMissing Run::Page(consent_missing::check),
    personal_data PersonalData Run::Alone(personal_data::check),
    term Term Run::Phrase(term::check),
    forbidden_claim ForbiddenClaim Run::Phrase(forbidden_claim::check),
    review_due ReviewDue Run::Page(review_due::check),
    mass_review MassReview Run::Whole(mass_review::check),
    owner_missing OwnerMissing Run::Page(owner_missing::check),
    orphan_page OrphanPage Run::Page(orphan_page::check),
    search_test_failed SearchTestFailed Run::Told,
    contrast Contrast Run::Whole(contrast::check),
    image_alt ImageAlt Run::Alone(image_alt::check),
    heading_order HeadingOrder Run::Alone(heading_order::check),
    vague_link VagueLink Run::Alone(vague_link::check),
    table_header TableHeader Run::Alone(table_header::check),
}

/// The first sentence of an explanation.
pub fn summary(name: Name) -> String {
    explanation(name).lines().next().unwrap_or_default().to_owned()
}

/// What the rules for single pages said the last time.
#[derive(Debug, Default)]
pub struct Said(Mutex<Option<SaidOf>>);

/// A handbook, and what was said of each of its pages.
#[derive(Debug)]
struct SaidOf {
    handbook: Arc<Handbook>,
    /// By all rules, in the order of entries.
    all: Vec<Arc<[Diagnostic]>>,
    /// By those that look at nothing else.
    alone: SaidAlone,
}

/// Asks every rule. What was `said` of a page alone is still true if the page has not changed; the rest of it, if nothing
/// but texts has changed at all.
pub fn check(scope: Scope<'_>, said: &Said) -> Vec<Diagnostic> {
    let handbook = scope.handbook;
    let mut said = said.0.lock().unwrap_or_else(PoisonError::into_inner);
    let before = said.take();
    let like_before = before.as_ref().filter(|before| handbook.differs_only_in_texts(&before.handbook));
    let known = |entry: &Arc<Entry>| {
        let before = like_before?;
        let at = entry.id.0 as usize;
        let same = before.handbook.entries.get(at).is_some_and(|before| Arc::ptr_eq(before, entry));
        before.all.get(at).filter(|_| same).cloned()
    };
    let given = Given::of(handbook);
    let documents = || handbook.entries.iter().map(|entry| &entry.document);
    let known_alone = SaidAlone::known(before.as_ref().map(|before| &before.alone), &given, documents());
    let phrases = Phrases::new(&handbook.settings);
    let rules: Vec<Run> = Name::ALL.iter().map(|name| run(*name)).collect();
    let nothing: Arc<[Diagnostic]> = Arc::default();
    let shared =
        |findings: Vec<Diagnostic>| if findings.is_empty() { nothing.clone() } else { findings.into() };
    let of_page = |(entry, alone): (&Arc<Entry>, Option<Arc<[Diagnostic]>>)| {
        let alone = alone.unwrap_or_else(|| shared(said_alone(entry, scope, &given, &phrases, &rules)));
        if let Some(known) = known(entry) {
            return (known, alone);
        }
        let mut findings = alone.to_vec();
        for rule in &rules {
            if let Run::Page(rule) = rule {
                rule(entry, scope, &mut findings);
            }
        }
        // A draft is work in progress: what does not fit yet is no reason to stop anybody.
        if entry.draft {
            findings.iter_mut().for_each(|finding| finding.severity = Severity::Advice);
        }
        (shared(findings), alone)
    };
    let each = handbook.entries.par_iter().zip(known_alone).with_max_len(AT_ONCE);
    let (all, alone): (Vec<_>, Vec<_>) = each.map(of_page).unzip();
    let mut findings: Vec<_> = all.iter().flat_map(|said| said.iter().cloned()).collect();
    // Side by side: those about visits go through all of them, each on its own.
    let whole = rules.par_iter().map(|rule| {
        let mut findings = Vec::new();
        if let Run::Whole(rule) = rule {
            rule(scope, &mut findings);
        }
        findings
    });
    findings.extend(whole.collect::<Vec<_>>().into_iter().flatten());
    let alone = SaidAlone::new(given, documents().cloned().zip(alone).collect());
    *said = Some(SaidOf { handbook: handbook.clone(), all, alone });
    findings
}

/// What the rules say of a page that look at no other.
fn said_alone(
    entry: &Entry,
    scope: Scope<'_>,
    given: &Given,
    phrases: &Phrases<'_>,
    rules: &[Run],
) -> Vec<Diagnostic> {
    let facts = &entry.document.facts;
    let alone = Alone { facts, bytes: scope.sources.page(&facts.path), given };
    let found = phrases.find(alone);
    let mut findings = Vec::new();
    for rule in rules {
        match rule {
            Run::Alone(rule) => rule(alone, &mut findings),
            Run::Phrase(rule) => findings.extend(found.iter().filter_map(|found| rule(found, alone))),
            Run::Told | Run::Page(_) | Run::Whole(_) => {}
        }
    }
    findings
}

/// How severe a finding about `entry` is: advice, where it belongs to a department that has not joined yet.
fn bound(entry: &Entry, scope: Scope<'_>, severity: Severity) -> Severity {
    scope.handbook.bound(scope.handbook.department_of(entry.id), severity)
}

/// `finding` about `entry` at its usual severity; as advice, with the reason, where `entry` belongs to a department that
/// has not joined yet.
fn joined_or_advice(finding: Diagnostic, entry: &Entry, scope: Scope<'_>, severity: Severity) -> Diagnostic {
    match bound(entry, scope, severity) {
        Severity::Advice if severity != Severity::Advice => {
            let note = "its department has not joined yet: this is advice until it does";
            let note =
                finding.note.as_ref().map_or_else(|| note.to_owned(), |said| format!("{said}; {note}"));
            finding.severity(Severity::Advice).note(note)
        }
        severity => finding.severity(severity),
    }
}

/// `finding` of a rule that looks at the whole handbook: a draft is work in progress, as in [`check`].
fn unless_draft(finding: Diagnostic, entry: &Entry) -> Diagnostic {
    if entry.draft { finding.severity(Severity::Advice) } else { finding }
}

/// Whether the field at `path` was left out, or holds an empty text. A field that does not fit is there, and
/// the stage that read it has told so.
fn left_out(entry: &Entry, path: &[&str]) -> bool {
    match written(entry, path) {
        Written::Nothing => true,
        Written::Value(Value::Text(text)) => text.trim().is_empty(),
        Written::Value(_) | Written::Unknown => false,
    }
}

/// The same for a list, which may be empty instead.
fn left_out_list(entry: &Entry, path: &[&str]) -> bool {
    match written(entry, path) {
        Written::Nothing => true,
        Written::Value(Value::List(items)) => items.is_empty(),
        Written::Value(_) | Written::Unknown => false,
    }
}

/// What stands at one place of the front matter.
enum Written<'a> {
    /// Nothing, not even the field's name.
    Nothing,
    /// This.
    Value(&'a Value),
    /// Nobody can tell: the front matter, or the field around this one, cannot be read.
    Unknown,
}

fn written<'a>(entry: &'a Entry, path: &[&str]) -> Written<'a> {
    let facts = &entry.document.facts;
    let Some(mut node) = facts.front.as_ref() else {
        return if facts.front_broken || path.len() > 1 { Written::Unknown } else { Written::Nothing };
    };
    for (depth, name) in path.iter().enumerate() {
        node = match node.get(name) {
            Some(inner) => inner,
            None if depth + 1 == path.len() && matches!(node.value, Value::Map(_)) => {
                return Written::Nothing;
            }
            None => return Written::Unknown,
        };
    }
    Written::Value(&node.value)
}
