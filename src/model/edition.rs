//! Who may see what, and when: the one function that decides, before any output exists.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Name, suggest};
use crate::parse::config::Settings;
use crate::parse::{Document, Facts};

/// For whom and for which day a handbook is built.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edition {
    /// The day for which it is built. The program never asks the clock after this is known.
    pub date: Date,
    /// The rank of its audience among the handbook's; 0 is everybody.
    pub audience: usize,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// Whether an edition shows a page, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visibility {
    /// It does.
    Shown,
    /// The page is for a narrower audience.
    Audience(Arc<str>),
    /// The page is a draft.
    Draft,
    /// What the front matter says about who may see the page, and when, cannot be read. That is told already.
    Unreadable,
    /// The page is to be shown from this day on.
    NotYet(Date),
    /// The page was to be shown until this day.
    Expired(Date),
}

impl Visibility {
    /// Why the page is hidden, as the end of a sentence.
    pub fn reason(&self) -> String {
        match self {
            Self::Shown => "is shown".into(),
            Self::Audience(name) => format!("is for the audience `{name}` only"),
            Self::Draft => "is still a draft".into(),
            Self::Unreadable => "does not say readably who may see it".into(),
            Self::NotYet(day) => format!("will be shown from {day} on"),
            Self::Expired(day) => format!("was shown until {day}"),
        }
    }
}

/// Whether `edition` shows the page. An audience that the handbook does not have sees nothing.
pub fn visibility(facts: &Facts, settings: &Settings, edition: &Edition) -> Visibility {
    let common = &facts.common;
    if let Some(audience) = &common.audience
        && settings.audience(audience).is_none_or(|rank| rank > edition.audience)
    {
        return Visibility::Audience(audience.value.clone());
    }
    // The same for a single field: `draft: yes` was meant to hide the page.
    let lost = |name: &str, there: bool| facts.has(name) && !there;
    if facts.front_broken
        || lost("draft", common.draft.is_some())
        || lost("publish_on", common.publish_on.is_some())
        || lost("expire_on", common.expire_on.is_some())
        || lost("audience", common.audience.is_some())
    {
        return Visibility::Unreadable;
    }
    if common.draft.is_some_and(|draft| draft.value) && !edition.drafts {
        return Visibility::Draft;
    }
    if let Some(day) = common.publish_on
        && day.value > edition.date
    {
        return Visibility::NotYet(day.value);
    }
    if let Some(day) = common.expire_on
        && day.value < edition.date
    {
        return Visibility::Expired(day.value);
    }
    Visibility::Shown
}

/// Tells audiences that the handbook does not have.
pub fn unknown_audiences(documents: &[Document], settings: &Settings, findings: &mut Vec<Diagnostic>) {
    for document in documents {
        let facts = &document.facts;
        let Some(audience) = &facts.common.audience else { continue };
        if settings.audience(audience).is_some() {
            continue;
        }
        let known: Vec<&str> = settings.config.audiences.iter().map(|text| &*text.value).collect();
        let finding = Diagnostic::new(
            Name::WrongType,
            facts.place_of("audience"),
            format!("there is no audience `{}`, so nobody would see this page", &*audience.value),
        );
        findings.push(match (suggest::nearest(audience, known.iter().copied()), known.is_empty()) {
            (Some(near), _) => finding.mend(format!("did you mean `{near}`?")),
            (None, false) => finding.mend(format!("the audiences are {}", suggest::list(known))),
            (None, true) => {
                finding.mend("list the audiences in handbook.yaml: `audiences: [everyone, managers]`")
            }
        });
    }
}
