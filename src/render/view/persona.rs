//! A customer: a person first, evidence after.

use serde::Serialize;

use super::line::Distance;
use super::relations::Relations;
use super::text::{self, text, texts};
use super::voice::Figure;
use super::voice_folder::newest_voices;
use super::{Day, Link, Portrait, Quote, trends};
use crate::model::measures::Measured;
use crate::model::{Entry, collation_key};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, MeasureName, Persona, PersonaType};
use crate::render::diagram;
use crate::render::viewpoint::Viewpoint;

/// Fills `kinds/persona.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaView {
    /// The human name, which is also the page's heading.
    pub name: String,
    /// Which customers are meant.
    pub segment: Option<String>,
    /// `customer`, `user`, `internal` or `not_for_us`, the key of a word.
    pub sort: PersonaSort,
    /// What the customer says.
    pub quote: Option<String>,
    /// The face in the ring.
    pub portrait: Portrait,
    /// First question: who is it?
    pub who: Option<String>,
    /// Second: why us?
    pub why_us: Option<String>,
    /// Third: how is it used?
    pub how: Option<String>,
    /// Fourth: what do they think of us?
    pub thinks: Option<String>,
    /// Job stories, in the customer's own words.
    pub jobs: Vec<String>,
    /// What the customer wants to reach.
    pub goals: Vec<String>,
    /// What hurts.
    pub pains: Vec<String>,
    /// What delights.
    pub gains: Vec<String>,
    /// Ways in which we meet.
    pub channels: Vec<String>,
    /// Pillars, the most important first.
    pub matters: Vec<Link>,
    /// Everyone whose work reaches this customer, by distance, the nearest first. Who is one of us, or not for us, has
    /// direct givers alone. Filled by [`draw`](Self::draw), as are the three after it.
    pub reached_by: Vec<Distance>,
    /// How many they are, as a sentence.
    pub reached_note: String,
    /// The same as a picture.
    pub picture: Option<String>,
    /// This customer on the whole map.
    pub on_map: Option<String>,
    /// What customers of this kind have said, newest first.
    pub quotes: Vec<Quote>,
    /// The newest figures that are about nobody else.
    pub figures: Vec<Figure>,
    /// What they complained about lately, and where that is read in full.
    pub complaints: Option<PersonaComplaints>,
    /// What the page rests on.
    pub evidence: Evidence,
    /// When and how to part, for those who are not for us.
    pub leaving: Option<Leaving>,
}

/// What a persona is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonaSort {
    /// Buys.
    Customer,
    /// Uses what another bought.
    User,
    /// A colleague.
    Internal,
    /// Better served elsewhere.
    NotForUs,
}

/// What customers of one kind complained about lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaComplaints {
    /// `late (38), wrong item (22)`; sorts that are too few to show have no number.
    pub about: String,
    /// The page.
    pub link: Link,
}

/// What a persona rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// `assumption`, `interviews` or `survey`, the key of a word; `None` where nothing is said.
    pub level: Option<String>,
    /// Interviews and surveys.
    pub sources: Vec<EvidenceSource>,
    /// How well we serve the needs: `high`, `medium`, `low`.
    pub needs_served: Option<String>,
    /// Whether it pays its way: `high`, `medium`, `low`.
    pub profitable: Option<String>,
}

/// One source of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceSource {
    /// What it was.
    pub what: String,
    /// How many were heard, formatted.
    pub n: Option<String>,
    /// When.
    pub on: Option<Day>,
}

/// How we part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// How it shows.
    pub signals: Vec<String>,
    /// Who decides.
    pub decided_by: Option<Link>,
    /// The words.
    pub how_we_say_it: Option<String>,
    /// Who serves them better.
    pub alternative: Option<String>,
}

/// How many things that were said are shown, and how many figures.
const QUOTES: usize = 3;
const FIGURES: usize = 2;

impl PersonaView {
    /// What the page of a persona shows.
    pub fn of(
        entry: &Entry,
        persona: &Persona<EntryId>,
        from: &Viewpoint<'_>,
        relations: &Relations,
    ) -> Self {
        let words = from.words();
        let name = text(&persona.name, words).unwrap_or_else(|| entry.title.to_string());
        Self {
            segment: text(&persona.segment, words),
            sort: PersonaSort::of(persona),
            quote: text(&persona.quote, words).map(|said| text::unquoted(said, words)),
            portrait: text::portrait(entry, &name, &persona.photo, from),
            who: text(&persona.who, words),
            why_us: text(&persona.why_us, words),
            how: text(&persona.how_they_use, words),
            thinks: text(&persona.thinks, words),
            jobs: texts(&persona.jobs, words),
            goals: texts(&persona.goals, words),
            pains: texts(&persona.pains, words),
            gains: texts(&persona.gains, words),
            channels: texts(&persona.channels, words),
            matters: text::links(&persona.matters, from),
            reached_by: Vec::new(),
            reached_note: String::new(),
            picture: None,
            on_map: None,
            quotes: quotes(entry.id, from, relations),
            figures: figures(entry.id, from, relations),
            complaints: complaints(entry.id, from, relations),
            evidence: evidence(persona, from),
            leaving: persona.leaving.as_ref().map(|leaving| Leaving {
                signals: texts(&leaving.signals, words),
                decided_by: text::link(&leaving.decided_by, from),
                how_we_say_it: text(&leaving.how_we_say_it, words).map(|said| text::unquoted(said, words)),
                alternative: text(&leaving.alternative, words),
            }),
            name,
        }
    }

    /// Adds everyone who reaches this persona, and their picture.
    pub fn draw(&mut self, entry: &Entry, from: &Viewpoint<'_>) {
        self.reached_by = reached_by(entry.id, from);
        self.reached_note = reached_note(entry.id, from);
        self.picture = diagram::persona::of(entry.id, from);
        self.on_map = on_map(entry, from);
    }
}

impl PersonaSort {
    /// What a persona is to us; a customer, where nothing is said.
    pub fn of(persona: &Persona<EntryId>) -> Self {
        match persona.r#type.map(|sort| sort.value) {
            Some(PersonaType::Customer) | None => Self::Customer,
            Some(PersonaType::User) => Self::User,
            Some(PersonaType::Internal) => Self::Internal,
            Some(PersonaType::NotForUs) => Self::NotForUs,
        }
    }
}

/// The customer's place on the map, where there is one.
fn on_map(entry: &Entry, from: &Viewpoint<'_>) -> Option<String> {
    let line = from.handbook().line_of_sight();
    let drawn = line.is_customer(entry.id) && line.roles().len() <= diagram::map::MOST;
    drawn.then(|| format!("{}#{}", from.to_address("line-of-sight/"), diagram::key(entry)))
}

/// How many roles of one distance are named.
const NAMED: usize = 40;

/// Everyone who reaches a persona. The nearest say what they give; of the others the way says more than a word here.
fn reached_by(persona: EntryId, from: &Viewpoint<'_>) -> Vec<Distance> {
    let handbook = from.handbook();
    let line = handbook.line_of_sight();
    let words = from.words();
    let mut reached = line.reached_by(persona);
    if !line.is_customer(persona) {
        reached = from.desk.relations.served_by(persona).iter().map(|(role, _)| (*role, 1)).collect();
        reached.dedup();
    }
    reached.sort_by_cached_key(|(role, distance)| {
        (*distance, collation_key(&handbook.entry(*role).title), *role)
    });
    let mut groups = Vec::new();
    for (head, steps) in [("line.one_step", 1), ("line.two_steps", 2), ("line.three_steps", 3)] {
        let here: Vec<EntryId> = reached
            .iter()
            .filter(|(_, distance)| (*distance).min(3) == steps)
            .map(|(role, _)| *role)
            .collect();
        if !here.is_empty() {
            let gives = |role: EntryId| (steps == 1).then(|| outputs(role, persona, from)).flatten();
            groups.push(Distance {
                title: words.get(head).to_owned(),
                count: words.plural("line.roles", here.len() as u64),
                nearest: steps == 1,
                roles: here.iter().take(NAMED).map(|role| text::row(*role, gives(*role), from)).collect(),
                more: here.len().saturating_sub(NAMED),
            });
        }
    }
    groups
}

/// All that a role gives to a persona itself.
fn outputs(role: EntryId, persona: EntryId, from: &Viewpoint<'_>) -> Option<String> {
    let Fields::Role(fields) = &from.handbook().entry(role).fields else { return None };
    let to_her = fields.serves.iter().filter(|edge| edge.to.as_ref().is_some_and(|to| to.to == persona));
    let given: Vec<String> = to_her.filter_map(|edge| text(&edge.output, from.words())).collect();
    (!given.is_empty()).then(|| text::enumeration(&given, from.words()))
}

/// `Sixteen of twenty roles. We are all in this together.`
fn reached_note(persona: EntryId, from: &Viewpoint<'_>) -> String {
    let line = from.handbook().line_of_sight();
    let words = from.words();
    if !line.is_customer(persona) {
        return words.get("line.counts").to_owned();
    }
    let (some, all) = (line.reached_by(persona).len() as u64, line.roles().len() as u64);
    words.fill("persona.reached_note", &[("some", &words.number(some)), ("all", &words.number(all))])
}

/// What customers of this kind have said with consent, the newest first.
fn quotes(persona: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Quote> {
    let mut said: Vec<_> = relations
        .quotes_of_persona(persona)
        .iter()
        .filter_map(|(voice, at)| {
            let Fields::Voice(fields) = &from.handbook().entry(*voice).fields else { return None };
            let quote = fields.quotes.get(*at)?;
            let consent = quote.consent.is_some_and(|consent| consent.value);
            let period = fields.period.map(|period| period.value);
            Some((
                period.map(|period| period.last()),
                *voice,
                period,
                text(&quote.text, from.words()).filter(|_| consent)?,
            ))
        })
        .collect();
    said.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    said.into_iter()
        .take(QUOTES)
        .map(|(_, voice, period, said)| Quote {
            text: text::unquoted(said, from.words()),
            by: Some(from.link(voice)),
            remark: period.map(|period| text::period(period, from.words())),
        })
        .collect()
}

/// Pages that tell about this kind of customer, the newest first.
fn heard(persona: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<EntryId> {
    let pages: Vec<EntryId> = relations.voices_of_persona(persona).iter().map(|(id, _)| *id).collect();
    newest_voices(&pages, from)
}

/// Figures of the newest page that is about this kind of customer and no other: whatever is about several says nothing
/// about one.
fn figures(persona: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Vec<Figure> {
    let alone = |id: &EntryId| match &from.handbook().entry(*id).fields {
        Fields::Voice(voice) => voice.personas.iter().all(|other| other.to == persona),
        _ => false,
    };
    let measures = from.handbook().measures();
    // Staying is counted and not thought.
    let told = |measured: &&Measured| {
        let thought = !matches!(measured.name, MeasureName::Retention | MeasureName::Complaints);
        thought && measured.department.is_none() && measured.figure.is_some()
    };
    let mut pages = heard(persona, from, relations);
    pages.retain(|id| alone(id) && measures.of(*id).iter().any(|one| told(&one)));
    // Whoever was asked comes before whoever wrote of their own accord.
    pages.sort_by_key(|id| measures.of(*id).first().map(|measured| measured.source));
    let figures = pages.first().into_iter().flat_map(|id| measures.of(*id)).filter(told);
    figures.take(FIGURES).map(|measured| trends::elsewhere(measured, from)).collect()
}

/// What this kind of customer complained about, on the newest page that says so.
fn complaints(persona: EntryId, from: &Viewpoint<'_>, relations: &Relations) -> Option<PersonaComplaints> {
    let words = from.words();
    let of = |id: EntryId| {
        let categories = from.handbook().measures().of(id).iter().flat_map(|measured| &measured.categories);
        let about: Vec<String> = categories
            .filter(|category| category.persona == Some(persona))
            .map(|category| {
                let about = text::set(&category.category, words);
                match category.count {
                    Some(count) => format!("{about} ({})", words.number(count.received)),
                    None => about,
                }
            })
            .collect();
        let about = about.join(&format!("{} ", words.get("list.comma")));
        (!about.is_empty()).then(|| PersonaComplaints { about, link: from.link(id) })
    };
    heard(persona, from, relations).into_iter().find_map(of)
}

fn evidence(persona: &Persona<EntryId>, from: &Viewpoint<'_>) -> Evidence {
    let words = from.words();
    let evidence = persona.evidence.as_ref();
    let fit = persona.fit.as_ref();
    Evidence {
        level: evidence.and_then(|evidence| evidence.level).map(|level| level.as_str().to_owned()),
        sources: evidence.map_or_else(Vec::new, |evidence| {
            let sources = evidence.sources.iter();
            sources
                .filter_map(|source| {
                    Some(EvidenceSource {
                        what: text(&source.what, words)?,
                        n: source.n.map(|n| words.number(n.value)),
                        on: text::day(source.date, from),
                    })
                })
                .collect()
        }),
        needs_served: fit.and_then(|fit| fit.needs_served).map(|level| level.as_str().to_owned()),
        profitable: fit.and_then(|fit| fit.profitable).map(|level| level.as_str().to_owned()),
    }
}
