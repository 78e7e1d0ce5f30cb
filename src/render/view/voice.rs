//! What customers or employees told us: plain figures with what they count, themes, their words.

use serde::Serialize;

use super::{Link, Quote};

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
    /// How many came in.
    pub received: String,
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
