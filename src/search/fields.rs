//! The fields of a page's kind → parts of its page: what the page shows of them can be found, and leads to where it stands.
//!
//! Anchors are those of [`Kind::own_anchors`](crate::parse::kind::Kind::own_anchors), heads are the theme's words, as on the
//! page. Figures are not here: they are looked at, not searched, and small groups stay hidden.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::field::{Ref, Target, Text};
use crate::parse::kind::{Behaviour, Fields, Persona, Role, Voice};
use crate::render::view::visits::is_told;
use crate::render::words::Words;

/// A part of a page that is no part of its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnPart {
    /// Its anchor; empty for what stands below the title.
    pub anchor: Cow<'static, str>,
    /// What stands above it.
    pub head: String,
    /// What it says.
    pub text: String,
}

/// Who does a role's work, and which roles a department has: fields of one page that another one shows.
#[derive(Debug, Default)]
pub struct Backwards {
    people: BTreeMap<EntryId, Vec<EntryId>>,
    roles: BTreeMap<EntryId, Vec<EntryId>>,
}

impl Backwards {
    /// The fields of `handbook` read backwards.
    pub fn of(handbook: &Handbook) -> Self {
        let mut backwards = Self::default();
        for entry in handbook.entries.iter() {
            match &entry.fields {
                Fields::Person(person) => {
                    if let Some(role) = &person.role {
                        backwards.people.entry(role.to).or_default().push(entry.id);
                    }
                }
                Fields::Role(role) => {
                    if let Some(department) = &role.department {
                        backwards.roles.entry(department.to).or_default().push(entry.id);
                    }
                }
                _ => {}
            }
        }
        backwards
    }
}

/// What the page of `entry` shows of its fields.
pub fn own_parts(entry: &Entry, handbook: &Handbook, words: &Words, backwards: &Backwards) -> Vec<OwnPart> {
    let mut parts = Parts { handbook, words, parts: Vec::new() };
    match &entry.fields {
        Fields::Promise(promise) => {
            parts.lead(text(&promise.statement));
            parts.names("for", words.get("promise.to"), &promise.r#for);
            parts.lines("we-are", words.get("promise.we_are"), texts(&promise.we_are));
            parts.lines("we-are", words.get("promise.we_are_not"), texts(&promise.we_are_not));
            let voice = promise.voice.iter().flat_map(|one| {
                text(&one.attribute).into_iter().chain(texts(&one.r#do)).chain(texts(&one.dont))
            });
            parts.lines("voice", words.get("promise.voice"), voice);
            let who = promise.sponsor.iter().map(|to| parts.name(to.to));
            let who: Vec<_> = who.chain(promise.contributors.iter().map(|to| parts.name(to.to))).collect();
            parts.lines("contributors", words.get("promise.answers"), who);
        }
        Fields::Pillar(pillar) => {
            parts.lead(text(&pillar.claim));
            let proofs = pillar
                .proof
                .iter()
                .flat_map(|proof| text(&proof.text).into_iter().chain(text(&proof.source)));
            parts.lines("proof", words.get("pillar.proof"), proofs);
            let behaviours: Vec<_> = pillar.behaviours.iter().map(|one| parts.behaviour(one)).collect();
            parts.lines("behaviours", words.get("pillar.behaviours"), behaviours);
            parts.names("matters-to", words.get("pillar.matters_to"), &pillar.matters_to);
        }
        Fields::Persona(persona) => parts.persona(entry, persona),
        Fields::Role(role) => parts.role(entry, role, backwards),
        Fields::Department(department) => {
            let lead = department.lead.iter().map(|to| parts.name(to.to)).collect::<Vec<_>>();
            parts.lines("", words.get("department.lead"), lead);
            parts.lead(text(&department.function));
            let roles = backwards.roles.get(&entry.id).map_or(&[][..], Vec::as_slice);
            parts.ids("roles", words.get("department.roles"), roles);
            let people: Vec<EntryId> =
                roles.iter().filter_map(|role| backwards.people.get(role)).flatten().copied().collect();
            parts.ids("people", words.get("department.people"), &people);
        }
        Fields::Person(person) => {
            let role = person.role.iter().map(|to| parts.name(to.to)).collect::<Vec<_>>();
            parts.lines("role", words.get("person.role"), role);
            parts.lead(text(&person.email));
        }
        Fields::Goal(goal) => {
            parts.lead(text(&goal.statement));
            let measures = goal.measures.iter().filter_map(|one| text(&one.name));
            parts.lines("measures", words.get("goal.measures"), measures);
            let larger = goal.part_of.iter().map(|to| parts.name(to.to)).collect::<Vec<_>>();
            parts.lines("parts", words.get("goal.place"), larger);
        }
        Fields::Shadowing(_) => parts.programme(entry),
        Fields::Page => {}
        Fields::Voice(voice) => parts.voice(voice),
        Fields::Concern(concern) => {
            parts.lead(text(&concern.said));
            parts.lead(text(&concern.theme));
            if let Some(response) = &concern.response {
                let said = text(&response.did).into_iter().chain(text(&response.declined_because));
                let owner = response.owner.iter().map(|to| parts.name(to.to)).collect::<Vec<_>>();
                parts.lines("response", words.get("concern.what_we_did"), said.chain(owner));
            }
        }
        Fields::Recognition(thanks) => {
            parts.names("", words.get("recognition.thank"), &thanks.who);
            parts.lines("behaviour", "", text(&thanks.behaviour));
            parts.names("enabled-by", words.get("recognition.enabled_by"), &thanks.enabled_by);
        }
        Fields::Encounter(encounter) => {
            parts.lead(text(&encounter.purpose));
            parts.lead(text(&encounter.place));
            let who = encounter.host.iter().chain(&encounter.guests).map(|to| to.to);
            let who: Vec<_> = who.chain(encounter.persona.iter().map(|to| to.to)).collect();
            parts.ids("", "", &who);
            parts.lines("learned", words.get("encounter.learned"), text(&encounter.learned));
            parts.lines("needs-heard", words.get("encounter.needs_heard"), text(&encounter.needs_heard));
        }
        Fields::Activity(activity) => {
            parts.lines("teaches", words.get("activity.teaches"), texts(&activity.teaches));
            parts.names("", words.get("activity.pillars"), &activity.pillars);
        }
    }
    parts.parts
}

struct Parts<'h> {
    handbook: &'h Handbook,
    words: &'h Words,
    parts: Vec<OwnPart>,
}

impl Parts<'_> {
    /// What stands below the title, or another line of it.
    fn lead(&mut self, line: Option<String>) {
        self.lines("", "", line);
    }

    /// Lines under a head. What has the same anchor as the part before it goes on there.
    fn lines(&mut self, anchor: &'static str, head: &str, lines: impl IntoIterator<Item = String>) {
        let mut text = lines.into_iter().collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return;
        }
        let head = if anchor.is_empty() {
            if !head.is_empty() {
                text = format!("{head} {text}");
            }
            ""
        } else {
            head
        };
        match self.parts.iter_mut().find(|part| part.anchor == anchor) {
            Some(part) => {
                part.text.push('\n');
                if !head.is_empty() && head != part.head {
                    part.text.push_str(head);
                    part.text.push('\n');
                }
                part.text.push_str(&text);
            }
            None => self.parts.push(OwnPart { anchor: anchor.into(), head: head.to_owned(), text }),
        }
    }

    fn names<T: Target>(&mut self, anchor: &'static str, head: &str, to: &[Ref<EntryId, T>]) {
        let ids: Vec<EntryId> = to.iter().map(|to| to.to).collect();
        self.ids(anchor, head, &ids);
    }

    fn ids(&mut self, anchor: &'static str, head: &str, ids: &[EntryId]) {
        let names: Vec<String> = ids.iter().map(|id| self.name(*id)).collect();
        self.lines(anchor, head, (!names.is_empty()).then(|| names.join(self.comma())));
    }

    fn comma(&self) -> &str {
        match self.words.get("list.comma") {
            "," => ", ",
            other => other,
        }
    }

    fn name(&self, id: EntryId) -> String {
        title(self.handbook.entry(id))
    }

    fn behaviour(&self, behaviour: &Behaviour<EntryId>) -> String {
        let whose = behaviour.department.as_ref().map(|to| to.to);
        let whose = whose.or(behaviour.role.as_ref().map(|to| to.to)).map(|id| self.name(id));
        let said = [&behaviour.r#do, &behaviour.dont, &behaviour.example];
        let said: Vec<String> = said.into_iter().filter_map(text).collect();
        match whose {
            Some(whose) => format!("{whose}: {}", said.join(" ")),
            None => said.join(" "),
        }
    }

    fn persona(&mut self, entry: &Entry, persona: &Persona<EntryId>) {
        let name = title(entry);
        let words = self.words;
        let head = |key: &str| words.fill(key, &[("name", &name)]);
        self.lead(text(&persona.quote));
        self.lead(text(&persona.segment));
        self.lines("who", &head("persona.who"), text(&persona.who));
        self.names("matters", &head("persona.matters"), &persona.matters);
        self.lines("why-us", words.get("persona.why_us"), text(&persona.why_us));
        self.lines("jobs", words.get("persona.jobs"), texts(&persona.jobs));
        let how = text(&persona.how_they_use).into_iter().chain(texts(&persona.channels));
        self.lines("how-they-use", &head("persona.how"), how);
        self.lines("thinks", &head("persona.thinks"), text(&persona.thinks));
        self.lines("goals", words.get("persona.goals"), texts(&persona.goals));
        self.lines("pains", words.get("persona.pains"), texts(&persona.pains));
        self.lines("gains", words.get("persona.gains"), texts(&persona.gains));
        if let Some(leaving) = &persona.leaving {
            let said = texts(&leaving.signals).into_iter().chain(text(&leaving.how_we_say_it));
            self.lines("leaving", &head("persona.leaving"), said.chain(text(&leaving.alternative)));
        }
        let sources = persona.evidence.iter().flat_map(|evidence| &evidence.sources);
        let sources: Vec<String> = sources.filter_map(|source| text(&source.what)).collect();
        self.lines("evidence", words.get("persona.rests_on"), sources);
    }

    fn role(&mut self, entry: &Entry, role: &Role<EntryId>, backwards: &Backwards) {
        let words = self.words;
        let serves: Vec<String> = role
            .serves
            .iter()
            .map(|edge| {
                let said = [&edge.output, &edge.value, &edge.standard, &edge.moment];
                let said: Vec<String> = said.into_iter().filter_map(text).collect();
                match &edge.to {
                    Some(to) => format!("{}: {}", self.name(to.to), said.join(", ")),
                    None => said.join(", "),
                }
            })
            .collect();
        self.lines("serves", words.get("role.reaches"), serves);
        self.lines("expected", words.get("role.expected"), texts(&role.expected));
        self.names("goals", words.get("role.goals"), &role.goals);
        let needs = role.needs.iter().filter_map(|need| text(&need.skill).or_else(|| text(&need.tool)));
        self.lines("needs", words.get("role.needs"), needs);
        let people = backwards.people.get(&entry.id).map_or(&[][..], Vec::as_slice);
        self.ids("people", words.get("role.people"), people);
    }

    /// The visits of a programme that readers are told about, and what was seen on them. A session that repeats is one.
    fn programme(&mut self, entry: &Entry) {
        let (handbook, words) = (self.handbook, self.words);
        let schedule = handbook.schedule();
        let Some(programme) = schedule.programme_of(entry.id) else { return };
        let mut visits = Vec::new();
        let mut seen = Vec::new();
        for visit in schedule.of_programme(programme).filter(|visit| is_told(visit) && !visit.is_cancelled())
        {
            if visit.nth > 1 {
                continue;
            }
            let written = &visit.written;
            let who: Vec<String> = visit.people().map(|person| self.name(person)).collect();
            let said: Vec<String> = std::iter::once(who.join(self.comma()))
                .chain(text(&written.place))
                .chain(texts(&written.objectives))
                .collect();
            visits.push(said.join(": "));
            if let Some(debrief) = &written.debrief {
                seen.extend(
                    [&debrief.my_impact, &debrief.our_impact, &debrief.surprised_by]
                        .into_iter()
                        .filter_map(text),
                );
            }
        }
        self.lines("agenda", words.get("shadowing.agenda"), visits);
        self.lines("debriefs", words.get("shadowing.debriefs"), seen);
    }

    fn voice(&mut self, voice: &Voice<EntryId>) {
        let words = self.words;
        let asked = voice.asked.map_or("customers", |asked| asked.value.as_str());
        let categories = voice.measures.iter().flat_map(|measure| &measure.by);
        let categories: Vec<String> = categories.filter_map(|one| text(&one.category)).collect();
        self.lines("complaints", words.get("voice.complaints"), categories);
        let themes = voice.themes.iter().filter_map(|theme| text(&theme.theme));
        self.lines("themes", words.get(&format!("voice.themes.{asked}")), themes);
        // What somebody said is shown with consent only.
        let quotes = voice.quotes.iter().filter(|quote| quote.consent.is_some_and(|consent| consent.value));
        self.lines("quotes", words.get("voice.quotes"), quotes.filter_map(|quote| text(&quote.text)));
        self.names("about", words.get("voice.about"), &voice.personas);
    }
}

/// What an entry's page is called: a customer by name, everything else by title.
pub fn title(entry: &Entry) -> String {
    match &entry.fields {
        Fields::Persona(persona) => text(&persona.name),
        _ => None,
    }
    .unwrap_or_else(|| entry.title.to_string())
}

fn text(field: &Option<Text>) -> Option<String> {
    let text = field.as_ref()?.value.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn texts(fields: &[Text]) -> Vec<String> {
    fields.iter().map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}
