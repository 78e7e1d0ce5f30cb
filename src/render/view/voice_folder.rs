//! What people tell us, all of it on one page: trends, departments, complaints, themes, words, and every page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::by_department::{Departments, departments};
use super::text::{self, text};
use super::trends::{self, TrendView};
use super::voice::{Figure, Theme, ThemeCount};
use super::{Link, Quote, Row, figures};
use crate::model::measures::{Category, Heard, Measured};
use crate::parse::EntryId;
use crate::parse::kind::{AskedOf, Fields, MeasureName, Voice};
use crate::render::viewpoint::Viewpoint;

/// What customers and employees told us, side by side. Fills `sections/voice.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceFolder {
    /// Each measure over the periods.
    pub trends: Vec<TrendView>,
    /// What single departments said, of the newest voices that know it.
    pub departments: Vec<Departments>,
    /// Complaints by what they were about.
    pub complaints: Option<ComplaintsView>,
    /// What customers talked about lately.
    pub customer_themes: Option<Themes>,
    /// What employees talked about lately.
    pub employee_themes: Option<Themes>,
    /// Words with consent, the newest first.
    pub quotes: Vec<Quote>,
    /// Each kind of customer, and where they were heard lately.
    pub personas: Vec<Row>,
    /// Customers' pages, the newest first.
    pub customers: Vec<VoiceRow>,
    /// Employees' pages, the newest first.
    pub employees: Vec<VoiceRow>,
}

/// One page of the list.
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

/// Complaints of the newest voice beside those of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComplaintsView {
    /// The newest page.
    pub now: Link,
    /// The page before.
    pub before: Option<Link>,
    /// All that came in, now and before.
    pub total: Option<String>,
    /// The same before.
    pub total_before: Option<String>,
    /// By what they were about, most first; those too few to show last.
    pub rows: Vec<ComplaintTrend>,
}

/// Complaints of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComplaintTrend {
    /// What they were about.
    pub category: String,
    /// How many; `None` where too few.
    pub now: Option<String>,
    /// How many before; `None` where too few, or where there was none of that sort.
    pub before: Option<String>,
    /// The length of the bar, of 200.
    pub length: u32,
    /// The pillar it concerns.
    pub pillar: Option<Link>,
}

/// What one side talked about lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Themes {
    /// Themes with bars, most first.
    pub themes: Vec<Theme>,
    /// How many remarks these are.
    pub remarks: u64,
    /// The pages they come from.
    pub pages: Vec<Link>,
}

/// How many themes and quotes are shown.
const THEMES: usize = 8;
const QUOTES: usize = 4;
/// The length of the longest bar.
const LONGEST: u64 = 200;

impl VoiceFolder {
    /// What the folder of voices shows; `pages` are its pages.
    pub fn of(pages: &[EntryId], from: &Viewpoint<'_>) -> Self {
        let handbook = from.handbook();
        let pages = newest_voices(pages, from);
        let measures: Vec<&Measured> = pages.iter().flat_map(|id| handbook.measures().of(*id)).collect();
        let newest: Vec<Heard<'_>> =
            handbook.newest_voices().into_iter().filter(|heard| pages.contains(&heard.entry.id)).collect();
        let [customers, employees] =
            [AskedOf::Customers, AskedOf::Employees].map(|asked| rows(&pages, asked, from));
        Self {
            trends: trends::trends(&measures, from),
            departments: departments(&measures, from),
            complaints: complaints(&measures, from),
            customer_themes: themes(AskedOf::Customers, &newest, from),
            employee_themes: themes(AskedOf::Employees, &newest, from),
            quotes: quotes(&pages, from),
            personas: personas(&newest, from),
            customers,
            employees,
        }
    }
}

fn voice<'h>(id: EntryId, from: &Viewpoint<'h>) -> Option<&'h Voice<EntryId>> {
    match &from.handbook().entry(id).fields {
        Fields::Voice(voice) => Some(voice),
        _ => None,
    }
}

fn rows(pages: &[EntryId], asked: AskedOf, from: &Viewpoint<'_>) -> Vec<VoiceRow> {
    let of = pages.iter().filter_map(|id| Some((*id, voice(*id, from)?)));
    of.filter(|(_, voice)| voice.asked.map_or(AskedOf::Customers, |asked| asked.value) == asked)
        .map(|(id, voice)| VoiceRow {
            link: from.link(id),
            source: super::voice::source(voice),
            period: voice.period.map(|period| text::period(period.value, from.words())),
            figure: figures::of(id, from).into_iter().next(),
        })
        .collect()
}

fn complaints(measures: &[&Measured], from: &Viewpoint<'_>) -> Option<ComplaintsView> {
    let words = from.words();
    let mut counted = measures
        .iter()
        .filter(|measured| measured.name == MeasureName::Complaints && measured.department.is_none());
    let now = counted.next()?;
    let before = counted.next();
    let total = |measured: &Measured| measured.figure.map(|figure| words.number(figure.n));
    let folded = |category: &Category| category.category.trim().to_lowercase();
    let received = |category: &Category| category.count.map(|count| count.received);
    let mut categories: Vec<&Category> = now.categories.iter().collect();
    categories.sort_by_key(|category| std::cmp::Reverse(received(category)));
    let longest = categories.first().and_then(|category| received(category)).unwrap_or(0).max(1);
    let row = |category: &Category| {
        let same = before.into_iter().flat_map(|before| &before.categories);
        let earlier = same.into_iter().find(|other| folded(other) == folded(category)).and_then(received);
        ComplaintTrend {
            category: text::set(&category.category, words),
            now: received(category).map(|n| words.number(n)),
            before: earlier.map(|n| words.number(n)),
            length: bar(received(category).unwrap_or(0), longest),
            pillar: category.pillar.map(|pillar| from.link(pillar)),
        }
    };
    Some(ComplaintsView {
        now: from.link(now.voice),
        before: before.map(|before| from.link(before.voice)),
        total: total(now),
        total_before: before.and_then(|before| total(before)),
        rows: categories.into_iter().map(row).collect(),
    })
}

fn bar(n: u64, longest: u64) -> u32 {
    u32::try_from(n.saturating_mul(LONGEST) / longest.max(1)).unwrap_or(0)
}

/// The themes of the newest voices of one side, those of one name together.
fn themes(asked: AskedOf, newest: &[Heard<'_>], from: &Viewpoint<'_>) -> Option<Themes> {
    let mut counted: BTreeMap<String, ThemeCount> = BTreeMap::new();
    let mut pages = Vec::new();
    for heard in newest.iter().filter(|heard| heard.asked == asked && !heard.voice.themes.is_empty()) {
        pages.push(from.link(heard.entry.id));
        for theme in &heard.voice.themes {
            let Some(name) = text(&theme.theme, from.words()) else { continue };
            let n = theme.count.map_or(0, |n| n.value);
            let one = counted.entry(name.to_lowercase()).or_insert_with(|| ThemeCount {
                theme: name,
                n: 0,
                pillar: text::link(&theme.pillar, from),
            });
            one.n = one.n.saturating_add(n);
        }
    }
    let all: Vec<ThemeCount> = counted.into_values().collect();
    let remarks = all.iter().map(|theme| theme.n).fold(0, u64::saturating_add);
    let mut themes = super::voice::bars(all, from.words());
    themes.truncate(THEMES);
    (!themes.is_empty()).then_some(Themes { themes, remarks, pages })
}

/// Words with consent, the newest first; of each kind of customer once before anybody speaks again.
fn quotes(pages: &[EntryId], from: &Viewpoint<'_>) -> Vec<Quote> {
    let words = from.words();
    let mut said: Vec<(usize, Quote)> = Vec::new();
    let mut spoken: BTreeMap<Option<EntryId>, usize> = BTreeMap::new();
    for (id, voice) in pages.iter().filter_map(|id| Some((*id, voice(*id, from)?))) {
        let agreed = voice.quotes.iter().filter(|quote| quote.consent.is_some_and(|consent| consent.value));
        for quote in agreed {
            let Some(words_of) = text(&quote.text, words) else { continue };
            let who = quote.persona.as_ref().map(|persona| persona.to);
            let turn = spoken.entry(who).or_default();
            said.push((
                *turn,
                Quote {
                    text: text::unquoted(words_of, words),
                    by: who.map(|persona| from.link(persona)).or_else(|| Some(from.link(id))),
                    remark: voice.period.map(|period| text::period(period.value, words)),
                },
            ));
            *turn += 1;
        }
    }
    said.sort_by_key(|(turn, _)| *turn);
    said.into_iter().take(QUOTES).map(|(_, quote)| quote).collect()
}

/// Where each kind of customer was heard lately, in the order of titles.
fn personas(newest: &[Heard<'_>], from: &Viewpoint<'_>) -> Vec<Row> {
    let words = from.words();
    let mut heard_in: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    for heard in newest.iter().filter(|heard| heard.asked == AskedOf::Customers) {
        for persona in &heard.voice.personas {
            let source =
                words.get(&format!("voice.source.{}", text::key(heard.source.as_str()))).to_lowercase();
            heard_in.entry(persona.to).or_default().push(source);
        }
    }
    let row = |(persona, sources): (EntryId, Vec<String>)| {
        let complained = newest.iter().flat_map(|heard| from.handbook().measures().of(heard.entry.id));
        let most = complained
            .flat_map(|measured| &measured.categories)
            .filter(|category| category.persona == Some(persona))
            .filter_map(|category| Some((category.count?.received, category)))
            .max_by_key(|(received, category)| {
                (*received, std::cmp::Reverse(category.category.value.clone()))
            });
        let sources = text::enumeration(&sources, words);
        let remark = match most {
            Some((_, category)) => words.fill(
                "voice.heard_in_about",
                &[("sources", &sources), ("about", &text::set(&category.category, words))],
            ),
            None => words.fill("voice.heard_in", &[("sources", &sources)]),
        };
        Row { link: from.link(persona), remark: Some(remark) }
    };
    let mut rows: Vec<Row> = heard_in.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| crate::model::collation_key(&row.link.text));
    rows
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
