//! What customers or employees told us: plain figures with what they count, themes, their words.

use serde::Serialize;

use super::by_department::{Departments, departments};
use super::spread;
use super::text::{self, text};
use super::{Link, Quote};
use crate::model::Entry;
use crate::model::measures::{Category, Measured};
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, MeasureName, Voice, VoiceSource};
use crate::render::viewpoint::Viewpoint;
use crate::render::words::Words;

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
    /// Figures of all who were asked, with what they are made of.
    pub measures: Vec<MeasureView>,
    /// Figures of one department each.
    pub by_department: Vec<Departments>,
    /// Complaints by what they were about.
    pub complaints: Vec<ComplaintRow>,
    /// How many complaints there were; `None` where none were counted, or too few.
    pub complaints_total: Option<String>,
    /// Whether some sorts of complaints are too few to show.
    pub complaints_hidden: bool,
    /// What was written about, longest first.
    pub themes: Vec<Theme>,
    /// How many remarks the themes come from.
    pub remarks: u64,
    /// Their words.
    pub quotes: Vec<Quote>,
}

/// A figure with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeasureView {
    /// The figure.
    pub figure: Figure,
    /// Where a recommendation lies between all that could have been, as SVG.
    pub scale: Option<String>,
    /// How many gave each answer.
    pub spread: Option<SpreadView>,
    /// Whether too few answered to show that.
    pub spread_too_few: bool,
}

/// How many gave each answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpreadView {
    /// What the rows are.
    pub caption: String,
    /// Each answer, the best first.
    pub rows: Vec<SpreadRow>,
}

/// How many gave one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpreadRow {
    /// The answer.
    pub answer: String,
    /// How many.
    pub count: String,
    /// How many of a hundred.
    pub share: String,
    /// The bar's length on a scale of 200, which is everybody.
    pub length: u32,
    /// Whether the figure counts it.
    pub counted: bool,
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

/// A theme and how often it came, before it has a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeCount {
    /// The theme.
    pub theme: String,
    /// How often.
    pub n: u64,
    /// The pillar it concerns.
    pub pillar: Option<Link>,
}

/// The length of the longest bar.
const LONGEST: u64 = 200;

impl Figure {
    /// A figure of which nothing is known but what was asked of whom, and where.
    pub fn unknown(name: MeasureName, asked: AskedOf, source: Link) -> Self {
        Self {
            label: None,
            measure: text::key(name.as_str()),
            asked: asked.as_str().to_owned(),
            value: None,
            range: None,
            n: None,
            period: None,
            source: Some(source),
        }
    }
}

impl VoiceView {
    /// What the page of a voice shows.
    pub fn of(entry: &Entry, voice: &Voice<EntryId>, from: &Viewpoint<'_>) -> Self {
        let words = from.words();
        let measures = from.handbook().measures().of(entry.id);
        let all: Vec<&Measured> = measures.iter().collect();
        let whole = measures.iter().filter(|measured| measured.department.is_none());
        let (complained, asked_for): (Vec<&Measured>, Vec<&Measured>) =
            whole.partition(|measured| measured.name == MeasureName::Complaints);
        let complaints = complaints(&complained, from);
        let quotes = voice.quotes.iter().filter(|quote| quote.consent.is_some_and(|consent| consent.value));
        let themes: Vec<ThemeCount> = voice
            .themes
            .iter()
            .filter_map(|theme| {
                Some(ThemeCount {
                    theme: text(&theme.theme, words)?,
                    n: theme.count.map_or(0, |n| n.value),
                    pillar: text::link(&theme.pillar, from),
                })
            })
            .collect();
        Self {
            source: source(voice),
            asked: asked(voice),
            period: voice.period.map(|period| text::period(period.value, words)),
            personas: text::links(&voice.personas, from),
            departments: text::links(&voice.departments, from),
            measures: asked_for.into_iter().map(|measured| spread::view(measured, from)).collect(),
            by_department: departments(&all, from),
            complaints_total: complained
                .iter()
                .find_map(|measured| measured.figure)
                .map(|figure| words.plural("voice.complaints_count", figure.n)),
            complaints_hidden: complaints.iter().any(|row| row.received.is_none()),
            complaints,
            remarks: themes.iter().map(|theme| theme.n).fold(0, u64::saturating_add),
            themes: bars(themes, words),
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
pub fn bars(mut themes: Vec<ThemeCount>, words: &Words) -> Vec<Theme> {
    themes.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.theme.cmp(&b.theme)));
    let longest = themes.first().map_or(0, |theme| theme.n).max(1);
    let shown = |theme: ThemeCount| Theme {
        theme: theme.theme,
        count: words.number(theme.n),
        length: u32::try_from(theme.n.saturating_mul(LONGEST) / longest).unwrap_or(0),
        pillar: theme.pillar,
    };
    themes.into_iter().map(shown).collect()
}

fn complaints(measures: &[&Measured], from: &Viewpoint<'_>) -> Vec<ComplaintRow> {
    let words = from.words();
    let categories = measures.iter().flat_map(|measured| &measured.categories);
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
