//! The handbook read backwards, once: who serves me, who works here, who carries this goal. Without it each page would
//! look through all others.

use std::collections::BTreeMap;

use crate::model::appreciation::Appreciation;
use crate::model::learning::Learning;
use crate::model::{Entry, Handbook};
use crate::parse::EntryId;
use crate::parse::kind::{Fields, PersonaType};

/// Entries in the order of their titles, by the entry they point to; each with the place of the edge in its own list.
type Backwards = BTreeMap<EntryId, Vec<(EntryId, usize)>>;

/// What points where, backwards. Every list is in the order of titles, so that pages have the same bytes every time.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    served_by: Backwards,
    keeps_pillar: Backwards,
    behaviours: Backwards,
    roles_of_department: Backwards,
    people_of_role: Backwards,
    goals_below: Backwards,
    roles_of_goal: Backwards,
    goals_of_pillar: Backwards,
    needed_from: Backwards,
    recognitions_of_pillar: Backwards,
    concerns_of_department: Backwards,
    activities_of_pillar: Backwards,
    activities_of_department: Backwards,
    quotes_of_persona: Backwards,
    voices_of_persona: Backwards,
    kept_by: Backwards,
    appreciation: Appreciation,
    learning: Learning,
}

impl Relations {
    /// Reads `handbook` backwards.
    #[must_use]
    pub fn of(handbook: &Handbook) -> Self {
        let mut entries: Vec<&Entry> = handbook.all().collect();
        entries.sort_by_key(|entry| entry.rank);
        let mut all = Self {
            appreciation: Appreciation::of(handbook),
            learning: Learning::of(handbook),
            ..Self::default()
        };
        for entry in entries {
            all.add(entry);
        }
        all
    }

    fn add(&mut self, entry: &Entry) {
        let id = entry.id;
        if let Some(owner) = &entry.common.owner {
            put(&mut self.kept_by, owner.to, id, 0);
        }
        match &entry.fields {
            Fields::Role(role) => {
                for (at, edge) in role.serves.iter().enumerate() {
                    if let Some(to) = &edge.to {
                        put(&mut self.served_by, to.to, id, at);
                    }
                    if let Some(pillar) = &edge.pillar {
                        put(&mut self.keeps_pillar, pillar.to, id, at);
                    }
                }
                if let Some(department) = &role.department {
                    put(&mut self.roles_of_department, department.to, id, 0);
                }
                for (at, goal) in role.goals.iter().enumerate() {
                    put(&mut self.roles_of_goal, goal.to, id, at);
                }
                for (at, need) in role.needs.iter().enumerate() {
                    if let Some(from) = &need.from {
                        put(&mut self.needed_from, from.to, id, at);
                    }
                }
            }
            Fields::Pillar(pillar) => {
                for (at, behaviour) in pillar.behaviours.iter().enumerate() {
                    let whose = behaviour.department.as_ref().map(|to| to.to).into_iter();
                    for to in whose.chain(behaviour.role.as_ref().map(|to| to.to)) {
                        put(&mut self.behaviours, to, id, at);
                    }
                }
            }
            Fields::Person(person) => {
                if let Some(role) = &person.role {
                    put(&mut self.people_of_role, role.to, id, 0);
                }
            }
            Fields::Goal(goal) => {
                if let Some(above) = &goal.part_of {
                    put(&mut self.goals_below, above.to, id, 0);
                }
                for (at, pillar) in goal.pillars.iter().enumerate() {
                    put(&mut self.goals_of_pillar, pillar.to, id, at);
                }
            }
            Fields::Voice(voice) => {
                for (at, persona) in voice.personas.iter().enumerate() {
                    put(&mut self.voices_of_persona, persona.to, id, at);
                }
                for (at, quote) in voice.quotes.iter().enumerate() {
                    if let Some(persona) = &quote.persona {
                        put(&mut self.quotes_of_persona, persona.to, id, at);
                    }
                }
            }
            Fields::Concern(concern) => {
                if let Some(department) = &concern.department {
                    put(&mut self.concerns_of_department, department.to, id, 0);
                }
            }
            Fields::Recognition(recognition) => {
                if let Some(pillar) = &recognition.pillar {
                    put(&mut self.recognitions_of_pillar, pillar.to, id, 0);
                }
            }
            Fields::Activity(activity) => {
                for (at, pillar) in activity.pillars.iter().enumerate() {
                    put(&mut self.activities_of_pillar, pillar.to, id, at);
                }
                for (at, department) in activity.departments.iter().enumerate() {
                    put(&mut self.activities_of_department, department.to, id, at);
                }
            }
            Fields::Promise(_)
            | Fields::Persona(_)
            | Fields::Department(_)
            | Fields::Shadowing(_)
            | Fields::Encounter(_)
            | Fields::Page => {}
        }
    }

    /// Roles that serve a role or persona, each with the place of the edge among its `serves`.
    #[must_use]
    pub fn served_by(&self, receiver: EntryId) -> &[(EntryId, usize)] {
        get(&self.served_by, receiver)
    }

    /// Roles that keep a pillar by what they hand on, each with the place of the edge among its `serves`.
    #[must_use]
    pub fn keeps_pillar(&self, pillar: EntryId) -> &[(EntryId, usize)] {
        get(&self.keeps_pillar, pillar)
    }

    /// Pillars that say what keeping them looks like for a department or role, with the place among `behaviours`.
    #[must_use]
    pub fn behaviours(&self, whose: EntryId) -> &[(EntryId, usize)] {
        get(&self.behaviours, whose)
    }

    /// Roles of a department.
    #[must_use]
    pub fn roles_of_department(&self, department: EntryId) -> &[(EntryId, usize)] {
        get(&self.roles_of_department, department)
    }

    /// People who have a role.
    #[must_use]
    pub fn people_of_role(&self, role: EntryId) -> &[(EntryId, usize)] {
        get(&self.people_of_role, role)
    }

    /// People of a department, by way of their roles.
    pub fn people_of_department(&self, department: EntryId) -> impl Iterator<Item = EntryId> {
        self.roles_of_department(department)
            .iter()
            .flat_map(|(role, _)| self.people_of_role(*role))
            .map(|(id, _)| *id)
    }

    /// Goals that are part of a goal.
    #[must_use]
    pub fn goals_below(&self, goal: EntryId) -> &[(EntryId, usize)] {
        get(&self.goals_below, goal)
    }

    /// Roles that carry a goal.
    #[must_use]
    pub fn roles_of_goal(&self, goal: EntryId) -> &[(EntryId, usize)] {
        get(&self.roles_of_goal, goal)
    }

    /// Goals tied to a pillar.
    #[must_use]
    pub fn goals_of_pillar(&self, pillar: EntryId) -> &[(EntryId, usize)] {
        get(&self.goals_of_pillar, pillar)
    }

    /// Roles that learn something from an activity or page, with the place among their `needs`.
    #[must_use]
    pub fn needed_from(&self, activity: EntryId) -> &[(EntryId, usize)] {
        get(&self.needed_from, activity)
    }

    /// Who was thanked, and who made it possible.
    #[must_use]
    pub fn appreciation(&self) -> &Appreciation {
        &self.appreciation
    }

    /// Where skills and tools can be learnt.
    #[must_use]
    pub fn learning(&self) -> &Learning {
        &self.learning
    }

    /// Recognitions for keeping a pillar.
    #[must_use]
    pub fn recognitions_of_pillar(&self, pillar: EntryId) -> &[(EntryId, usize)] {
        get(&self.recognitions_of_pillar, pillar)
    }

    /// Concerns about a department.
    #[must_use]
    pub fn concerns_of_department(&self, department: EntryId) -> &[(EntryId, usize)] {
        get(&self.concerns_of_department, department)
    }

    /// Activities that keep a pillar alive.
    #[must_use]
    pub fn activities_of_pillar(&self, pillar: EntryId) -> &[(EntryId, usize)] {
        get(&self.activities_of_pillar, pillar)
    }

    /// Activities for a department.
    #[must_use]
    pub fn activities_of_department(&self, department: EntryId) -> &[(EntryId, usize)] {
        get(&self.activities_of_department, department)
    }

    /// Voices that quote a persona, with the place of the quote.
    #[must_use]
    pub fn quotes_of_persona(&self, persona: EntryId) -> &[(EntryId, usize)] {
        get(&self.quotes_of_persona, persona)
    }

    /// Voices that tell about a persona.
    #[must_use]
    pub fn voices_of_persona(&self, persona: EntryId) -> &[(EntryId, usize)] {
        get(&self.voices_of_persona, persona)
    }

    /// Pages that a person, role or department keeps.
    #[must_use]
    pub fn kept_by(&self, owner: EntryId) -> &[(EntryId, usize)] {
        get(&self.kept_by, owner)
    }
}

fn put(backwards: &mut Backwards, to: EntryId, from: EntryId, at: usize) {
    let list = backwards.entry(to).or_default();
    if list.last() != Some(&(from, at)) {
        list.push((from, at));
    }
}

fn get(backwards: &Backwards, to: EntryId) -> &[(EntryId, usize)] {
    backwards.get(&to).map_or(&[], Vec::as_slice)
}

/// Whether an entry is a customer, or was one: a persona that does not stand for colleagues.
#[must_use]
pub fn is_customer(handbook: &Handbook, id: EntryId) -> bool {
    match &handbook.entry(id).fields {
        Fields::Persona(persona) => persona.r#type.is_none_or(|sort| sort.value != PersonaType::Internal),
        _ => false,
    }
}
