//! The typed pages of a corpus and who is in them: departments, roles that serve each other and customers, goals in
//! a tree, people who visit each other, what customers say, what was answered and who was thanked.
//!
//! Nothing in it is wrong: every reference resolves, every role reaches a customer, no visit clashes with another.

use crate::words::{Chance, Vocabulary, Writer};

/// Who and what the typed pages speak of, before any is written.
#[derive(Debug)]
pub struct Cast {
    pub departments: Vec<Named>,
    pub roles: Vec<Named>,
    pub people: Vec<Named>,
    pub personas: Vec<Named>,
    pub goals: Vec<Named>,
    pub activities: Vec<Named>,
    pub encounters: usize,
    pub concerns: usize,
    pub recognitions: usize,
    pub voices: usize,
}

/// Anything with a file of its own.
#[derive(Debug)]
pub struct Named {
    /// The file's name without `.md`.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// The pillars of the promise, by id.
pub const PILLARS: [&str; 4] = ["on-time", "candour", "care", "craft"];
/// How many pairs visit each other in one programme, so that its file stays as long as people write them.
pub const VISITS_A_PROGRAMME: usize = 30;

impl Cast {
    /// Shares `pages` typed pages out over the kinds; a handful at least, so that every kind is there.
    pub fn of(pages: usize, words: &Vocabulary) -> Self {
        let share = |percent: usize, least: usize| (pages * percent / 100).max(least);
        let mut writer = Writer::new(words, Chance::of(3, pages));
        let mut named = |count: usize, words: usize| -> Vec<Named> {
            (0..count)
                .map(|number| {
                    let title = writer.title(words);
                    Named { id: format!("{}-{number}", title.to_lowercase().replace(' ', "-")), title }
                })
                .collect()
        };
        Self {
            departments: named(share(2, 3).min(40), 1),
            roles: named(share(40, 6) & !1, 2), // even, so that a host and the guest after never share a department
            people: named(share(15, 6), 2),
            personas: named(share(8, 3), 1),
            goals: named(share(10, 3), 3),
            activities: named(share(4, 2), 2),
            encounters: share(3, 1),
            concerns: share(9, 2),
            recognitions: share(6, 2),
            voices: share(3, 2),
        }
    }

    /// `handbook.yaml`.
    pub fn handbook(&self) -> String {
        "title: The promise handbook of a large organisation\norganisation: Large Organisation\nlanguage: en-GB\n\
         base_url: https://handbook.example/\ntimezone: Europe/London\ndate: 2026-09-01\n\
         brand: {colour: \"#0b5d66\", accent: \"#c2410c\"}\n"
            .to_owned()
    }

    /// Every typed page as its path in `content/` and its text.
    pub fn pages(&self, words: &Vocabulary) -> Vec<(String, String)> {
        let mut pages = Vec::new();
        let mut kind = |folder: &str,
                        ids: Vec<String>,
                        number: u64,
                        write: &dyn Fn(&Self, usize, &mut Writer<'_>) -> String| {
            for (at, id) in ids.into_iter().enumerate() {
                let mut writer = Writer::new(words, Chance::of(number, at));
                let fields = write(self, at, &mut writer);
                let month = 1 + writer.chance.below(8);
                let day = 1 + writer.chance.below(28);
                let owner = self.person(at);
                let body = self.body(folder, at, &mut writer);
                let text = format!(
                    "---\n{fields}owner: {owner}\nreviewed: {{on: 2026-{month:02}-{day:02}, by: {owner}}}\n---\n\n{body}"
                );
                pages.push((format!("{folder}/{id}.md"), text));
            }
        };
        let ids = |named: &[Named]| named.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        let numbered =
            |word: &str, count: usize| (0..count).map(|at| format!("{word}-{at}")).collect::<Vec<_>>();

        kind("promise", vec!["warm-bread".into()], 10, &Self::promise);
        kind("promise/pillars", PILLARS.map(str::to_owned).to_vec(), 11, &Self::pillar);
        kind("departments", ids(&self.departments), 12, &Self::department);
        kind("roles", ids(&self.roles), 13, &Self::role);
        kind("people", ids(&self.people), 14, &Self::one_person);
        kind("personas", ids(&self.personas), 15, &Self::persona);
        kind("goals", ids(&self.goals), 16, &Self::goal);
        kind("activities", ids(&self.activities), 17, &Self::activity);
        kind("encounters", numbered("visit", self.encounters), 18, &Self::encounter);
        kind("listening", numbered("raised", self.concerns), 19, &Self::concern);
        kind("recognition", numbered("thanks", self.recognitions), 20, &Self::recognition);
        kind("voice", numbered("survey", self.voices), 21, &Self::voice);
        let programmes = (self.people.len() / 2).div_ceil(VISITS_A_PROGRAMME);
        kind("shadowing", numbered("programme", programmes), 22, &Self::shadowing);
        pages
    }

    fn body(&self, folder: &str, at: usize, writer: &mut Writer<'_>) -> String {
        let up = "../".repeat(1 + folder.matches('/').count());
        let persona = &self.personas[at % self.personas.len()];
        let role = &self.roles[writer.chance.below(self.roles.len())];
        let to_persona = format!("[{}]({up}personas/{}.md)", persona.title, persona.id);
        let to_role = format!("[{}]({up}roles/{}.md)", role.title, role.id);
        format!(
            "{}\n\n## {}\n\n{}\n\n{}\n\n## {}\n\n{}\n",
            writer.paragraph(4, Some(&to_persona)),
            writer.title(3),
            writer.paragraph(4, Some(&to_role)),
            (0..4).map(|_| format!("- {}", writer.phrase(7))).collect::<Vec<_>>().join("\n"),
            writer.title(2),
            writer.paragraph(5, None),
        )
    }

    pub fn person(&self, at: usize) -> String {
        format!("person/{}", self.people[at % self.people.len()].id)
    }

    pub fn customer(&self, at: usize) -> &str {
        &self.personas[at % self.personas.len()].id
    }
}
