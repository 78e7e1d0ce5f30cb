//! A concern: what was said, and what we did about it.

use jiff::Unit;
use jiff::civil::Date;
use serde::Serialize;

use super::text::{self, text};
use super::{Day, Link};
use crate::model::Entry;
use crate::model::listening::Standing;
use crate::parse::EntryId;
use crate::parse::address::slug;
use crate::parse::kind::{Concern, RaisedBy};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

/// Fills `kinds/concern.html`, and one row of `sections/listening.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcernView {
    /// The concern's page, unless this is it.
    pub link: Option<Link>,
    /// What was said.
    pub said: String,
    /// `employee` or `customer`, the key of a word.
    pub raised_by: String,
    /// Which question was asked, the key of a word: `gets_in_the_way`, `ceo_for_a_day`, `refer_a_friend`, `other`.
    pub question: Option<String>,
    /// The department it concerns.
    pub department: Option<Link>,
    /// The department's id, by which a list is narrowed.
    pub department_key: Option<String>,
    /// When it was said.
    pub on: Option<Day>,
    /// What it is about, in a word.
    pub theme: Option<String>,
    /// The theme as lists are narrowed by it.
    pub theme_key: Option<String>,
    /// How things stand.
    pub status: ConcernStatus,
    /// Whether something is still to be done, so that its age matters.
    pub open: bool,
    /// What we did, or will do.
    pub did: Option<String>,
    /// Why not.
    pub declined_because: Option<String>,
    /// Who sees to it.
    pub owner: Option<Link>,
    /// By when.
    pub due: Option<Day>,
    /// When those who asked were told.
    pub told_on: Option<Day>,
    /// How long they waited to be told, in words. Both days are written down, so it does not age.
    pub told_after: Option<String>,
}

/// How an answer stands, as templates name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConcernStatus {
    /// No answer yet.
    Waiting,
    /// Will be done.
    Planned,
    /// Under way.
    Doing,
    /// Done.
    Done,
    /// Will not be done, and why.
    Declined,
}

impl ConcernView {
    /// What the page of a concern shows.
    pub fn of(entry: &Entry, concern: &Concern<EntryId>, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let response = concern.response.as_ref();
        let department = concern.department.as_ref().map(|to| from.handbook().entry(to.to));
        let theme = text(&concern.theme, words);
        let told = response.and_then(|response| response.told_on).map(|on| on.value);
        Self {
            link: None,
            said: text(&concern.said, words)
                .map_or_else(|| entry.title.to_string(), |said| text::unquoted(said, words)),
            raised_by: concern.raised_by.map_or(RaisedBy::Employee, |by| by.value).as_str().to_owned(),
            question: concern.question.map(|question| text::key(question.as_str())),
            department: text::link(&concern.department, from),
            department_key: department.map(|department| department.name().to_string()),
            on: text::day(concern.on, from),
            theme_key: theme.as_deref().map(slug),
            theme,
            status: ConcernStatus::of(concern),
            open: Standing::of(concern).is_open(),
            did: response.and_then(|response| text(&response.did, words)),
            declined_because: response.and_then(|response| text(&response.declined_because, words)),
            owner: response.and_then(|response| text::link(&response.owner, from)),
            due: response.and_then(|response| text::day(response.due, from)),
            told_on: response.and_then(|response| text::day(response.told_on, from)),
            told_after: concern.on.zip(told).and_then(|(on, told)| wait(on.value, told, words)),
        }
    }

    /// The same in a list, with a link to its page.
    pub fn listed(entry: &Entry, concern: &Concern<EntryId>, from: &Viewpoint<'_>) -> Self {
        Self { link: Some(from.link(entry.id)), ..Self::of(entry, concern, from) }
    }
}

/// The time from one day to another in words; nothing where it is no time, or runs backwards.
fn wait(from: Date, to: Date, words: &Words) -> Option<String> {
    let days = from.until((Unit::Day, to)).ok()?.get_days();
    u64::try_from(days).ok().filter(|days| *days > 0).map(|days| words.plural("time.days", days))
}

impl From<Standing> for ConcernStatus {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Waiting => Self::Waiting,
            Standing::Planned => Self::Planned,
            Standing::Doing => Self::Doing,
            Standing::Done => Self::Done,
            Standing::Declined => Self::Declined,
        }
    }
}

impl ConcernStatus {
    /// How the answer to a concern stands; it waits, where there is none.
    pub fn of(concern: &Concern<EntryId>) -> Self {
        Standing::of(concern).into()
    }

    /// The same in words.
    pub fn word(self, words: &Words) -> String {
        let key = match self {
            Self::Waiting => "concern.status.waiting",
            Self::Planned => "concern.status.planned",
            Self::Doing => "concern.status.doing",
            Self::Done => "concern.status.done",
            Self::Declined => "concern.status.declined",
        };
        words.get(key).to_owned()
    }
}
