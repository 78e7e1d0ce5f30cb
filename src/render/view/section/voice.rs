//! The section of what we were told: customers beside employees.

use serde::Serialize;

use super::super::voice::{self, Figure};
use super::super::{Link, figures, text};
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Fields};
use crate::render::viewpoint::Viewpoint;

/// What customers and employees told us, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceList {
    /// Customers, newest first.
    pub customers: Vec<VoiceRow>,
    /// Employees, newest first.
    pub employees: Vec<VoiceRow>,
}

/// One thing heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceRow {
    /// The page.
    pub link: Link,
    /// The source, the key of a word.
    pub source: String,
    /// For which time.
    pub period: Option<String>,
    /// Its first figure.
    pub figure: Option<Figure>,
}

/// What customers and what employees said, each the newest first.
pub fn voices(pages: &[EntryId], from: &Viewpoint<'_>) -> VoiceList {
    let mut list = VoiceList { customers: Vec::new(), employees: Vec::new() };
    for id in newest_voices(pages, from) {
        let Fields::Voice(voice) = &from.handbook().entry(id).fields else { continue };
        let (figures, _) = figures::of(voice, from);
        let row = VoiceRow {
            link: from.link(id),
            source: voice::source(voice),
            period: voice.period.map(|period| text::period(period.value, from.words())),
            figure: figures.into_iter().next(),
        };
        match voice.asked.map(|asked| asked.value) {
            Some(AskedOf::Employees) => list.employees.push(row),
            Some(AskedOf::Customers) | None => list.customers.push(row),
        }
    }
    list
}

/// Voices by the end of their period, the newest first.
pub fn newest_voices(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<EntryId> {
    let mut voices = pages.to_vec();
    voices.sort_by_cached_key(|id| match &from.handbook().entry(*id).fields {
        Fields::Voice(voice) => std::cmp::Reverse(voice.period.map(|period| period.value.last())),
        _ => std::cmp::Reverse(None),
    });
    voices
}
