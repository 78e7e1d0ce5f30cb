//! What customers or employees told us: plain figures with what they count, themes, their words.

use serde::Serialize;

use super::figures;
use super::text::{self, text};
use super::{Link, Quote};
use crate::model::Entry;
use crate::model::measures::Category;
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Voice, VoiceSource};
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/voice.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceView {
    /// `survey`, `call_centre`, `complaints`, `visit` or `reviews`, the key of a word.
    pub source: String,
    /// `customers` or `employees`, the key of a word.
    pub asked: String,
    /// The time it covers.
    pub period: Option<String>,
    /// The customers it is about.
    pub personas: Vec<Link>,
    /// The departments it names.
    pub departments: Vec<Link>,
    /// Figures of all who were asked.
    pub figures: Vec<Figure>,
    /// Figures of one department each.
    pub by_department: Vec<Figure>,
    /// Complaints by what they were about.
    pub complaints: Vec<ComplaintRow>,
    /// What was written about, longest first.
    pub themes: Vec<Theme>,
    /// How many remarks the themes come from.
    pub remarks: u64,
    /// Their words.
    pub quotes: Vec<Quote>,
}

/// One figure and what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What was asked, in the writer's words; else the measure's own word is used.
    pub label: Option<String>,
    /// `nps`, `csat`, `ces`, `retention`, `refer_a_friend`, `loyalty` or `complaints`, the key of a word.
    pub measure: String,
    /// `customers` or `employees`, the key of a word.
    pub asked: String,
    /// The number, formatted; `None` where too few answered to show it.
    pub value: Option<String>,
    /// The range it lies in with 95 in 100 certainty.
    pub range: Option<FigureRange>,
    /// How many answered, formatted.
    pub n: Option<String>,
    /// For which time.
    pub period: Option<String>,
    /// Where it is read about in full, unless this is the page.
    pub source: Option<Link>,
}

/// A range for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureRange {
    /// Its lower end.
    pub low: String,
    /// Its upper end.
    pub high: String,
}

/// Complaints of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComplaintRow {
    /// What they were about.
    pub category: String,
    /// How many came in; `None` where too few did to show it.
    pub received: Option<String>,
    /// How many are settled.
    pub closed: Option<String>,
    /// Days until half were settled.
    pub median_days: Option<String>,
    /// Who complained.
    pub persona: Option<Link>,
    /// The pillar it concerns.
    pub pillar: Option<Link>,
}

/// What people wrote about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// The theme.
    pub theme: String,
    /// How often, formatted.
    pub count: String,
    /// The bar's length on a scale of 200, the longest bar being 200.
    pub length: u32,
    /// The pillar it concerns.
    pub pillar: Option<Link>,
}

/// The length of the longest bar.
const LONGEST: u64 = 200;

impl VoiceView {
    /// What the page of a voice shows.
    pub fn of(entry: &Entry, voice: &Voice<EntryId>, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let (all, by_department) = figures::of(entry.id, from);
        let quotes = voice.quotes.iter().filter(|quote| quote.consent.is_some_and(|consent| consent.value));
        Self {
            source: source(voice),
            asked: asked(voice),
            period: voice.period.map(|period| text::period(period.value, words)),
            personas: text::links(&voice.personas, from),
            departments: text::links(&voice.departments, from),
            figures: all,
            by_department,
            complaints: complaints(entry.id, from),
            remarks: voice
                .themes
                .iter()
                .filter_map(|theme| theme.count)
                .map(|n| n.value)
                .fold(0, u64::saturating_add),
            themes: themes(voice, from),
            quotes: quotes
                .filter_map(|quote| {
                    let said = text::unquoted(text(&quote.text, words)?, words);
                    Some(Quote { text: said, by: text::link(&quote.persona, from), remark: None })
                })
                .collect(),
        }
    }
}

/// The key of the word for where it was heard.
pub fn source(voice: &Voice<EntryId>) -> String {
    text::key(voice.source.map_or(VoiceSource::Survey, |source| source.value).as_str())
}

/// `customers` or `employees`, the key of a word.
pub fn asked(voice: &Voice<EntryId>) -> String {
    voice.asked.map_or(AskedOf::Customers, |asked| asked.value).as_str().to_owned()
}

/// Themes with bars, the most frequent first.
fn themes(voice: &Voice<EntryId>, from: &Viewpoint<'_>) -> Vec<Theme> {
    let longest =
        voice.themes.iter().filter_map(|theme| theme.count).map(|n| n.value).max().unwrap_or(0).max(1);
    let mut themes: Vec<(u64, Theme)> = voice
        .themes
        .iter()
        .filter_map(|theme| {
            let count = theme.count.map_or(0, |n| n.value);
            let shown = Theme {
                theme: text(&theme.theme, from.words())?,
                count: from.words().number(count),
                length: u32::try_from(count.saturating_mul(LONGEST) / longest).unwrap_or(0),
                pillar: text::link(&theme.pillar, from),
            };
            Some((count, shown))
        })
        .collect();
    themes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.theme.cmp(&b.1.theme)));
    themes.into_iter().map(|(_, theme)| theme).collect()
}

fn complaints(voice: EntryId, from: &Viewpoint<'_>) -> Vec<ComplaintRow> {
    let words = from.words();
    let categories = from.handbook().measures().of(voice).iter().flat_map(|measured| &measured.categories);
    let row = |category: &Category| ComplaintRow {
        category: text::set(&category.category, words),
        received: category.count.map(|count| words.number(count.received)),
        closed: category.count.and_then(|count| count.closed).map(|n| words.number(n)),
        median_days: category
            .count
            .and_then(|count| count.median_days)
            .map(|days| format!("{days}").replace('.', words.get("number.decimal"))),
        persona: category.persona.map(|persona| from.link(persona)),
        pillar: category.pillar.map(|pillar| from.link(pillar)),
    };
    categories.map(row).collect()
}
