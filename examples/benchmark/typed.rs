//! The typed pages of a corpus: departments, roles that serve each other and customers, goals in a tree, people who
//! visit each other, what customers say, what was answered and who was thanked.
//!
//! Nothing in it is wrong: every reference resolves, every role reaches a customer, no visit clashes with another.

use std::fmt::Write as _;

use crate::words::{Chance, Vocabulary, Writer, capital};

/// Who and what the typed pages speak of, before any is written.
#[derive(Debug)]
pub struct Cast {
    departments: Vec<Named>,
    roles: Vec<Named>,
    people: Vec<Named>,
    personas: Vec<Named>,
    goals: Vec<Named>,
    activities: Vec<Named>,
    encounters: usize,
    concerns: usize,
    recognitions: usize,
    voices: usize,
}

#[derive(Debug)]
struct Named {
    id: String,
    title: String,
}

const PILLARS: [&str; 4] = ["on-time", "candour", "care", "craft"];
/// How many pairs visit each other in one programme, so that its file stays as long as people write them.
const VISITS_A_PROGRAMME: usize = 30;

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

    fn promise(&self, _: usize, writer: &mut Writer<'_>) -> String {
        format!(
            "title: Warm bread, every door\nstatement: {}\nfor: [{}, {}]\nsponsor: {}\nvalues: [care, candour]\n\
             voice: [{{attribute: plain, do: [{}], dont: [{}]}}]\n",
            text(writer, 9),
            self.customer(0),
            self.customer(1),
            self.person(0),
            text(writer, 4),
            text(writer, 4),
        )
    }

    fn pillar(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let mut fields = format!(
            "title: {}\nclaim: {}\nmatters_to: [{}, {}]\nproof:\n  - {{text: {}, source: {}, as_of: 2026-06-30}}\nbehaviours:\n",
            capital(&PILLARS[at].replace('-', " ")),
            text(writer, 8),
            self.customer(at),
            self.customer(at + 1),
            text(writer, 7),
            text(writer, 2),
        );
        for department in &self.departments {
            let _ = writeln!(
                fields,
                "  - {{department: {}, do: {}, dont: {}, example: {}}}",
                department.id,
                text(writer, 6),
                text(writer, 5),
                text(writer, 9)
            );
        }
        fields
    }

    fn department(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let function = writer.word();
        format!(
            "title: {}\nlead: {}\nfunction: {function}-{at}\n",
            self.departments[at].title,
            self.person(at)
        )
    }

    // Every third role serves a customer; every other one an earlier role, so that all of them reach one. Some also
    // serve a later role: colleagues serve each other in circles.
    fn role(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let mut serves = Vec::new();
        if at.is_multiple_of(3) {
            serves.push(format!("persona/{}", self.customer(writer.chance.below(self.personas.len()))));
        }
        if at > 0 {
            serves.push(format!("role/{}", self.roles[writer.chance.below(at)].id));
        }
        if at.is_multiple_of(7) && at + 1 < self.roles.len() {
            serves.push(format!("role/{}", self.roles[at + 1].id));
        }
        let mut fields = format!(
            "title: {}\ndepartment: {}\nexpected: [{}, {}]\ngoals: [{}, {}]\nneeds:\n  - {{skill: {}, from: activity/{}}}\n  \
             - {{tool: {}, status: ok}}\nserves:\n",
            self.roles[at].title,
            self.departments[at % self.departments.len()].id,
            text(writer, 7),
            text(writer, 6),
            self.goals[at % self.goals.len()].id,
            self.goals[(at + 1) % self.goals.len()].id,
            text(writer, 2),
            self.activities[at % self.activities.len()].id,
            text(writer, 2),
        );
        for (number, to) in serves.into_iter().enumerate() {
            let _ = writeln!(
                fields,
                "  - {{to: {to}, output: {}, value: {}, standard: {}, pillar: {}}}",
                text(writer, 4),
                text(writer, 5),
                text(writer, 3),
                PILLARS[(at + number) % PILLARS.len()],
            );
        }
        fields
    }

    fn one_person(&self, at: usize, _: &mut Writer<'_>) -> String {
        format!(
            "title: {}\nrole: {}\nhosts: {}\n",
            self.people[at].title,
            self.roles[at % self.roles.len()].id,
            at.is_multiple_of(2)
        )
    }

    fn persona(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let kind = if at % 10 == 3 { "user" } else { "customer" };
        format!(
            "name: {}\ntype: {kind}\nquote: {}\nsegment: {}\n\
             evidence: {{level: interviews, sources: [{{what: {}, n: {}, date: 2026-0{}-02}}]}}\n\
             who: {}\nwhy_us: {}\nhow_they_use: {}\nthinks: {}\njobs: [{}, {}]\ngoals: [{}]\npains: [{}, {}]\ngains: [{}]\n\
             channels: [{}]\nfit: {{needs_served: high, profitable: medium}}\nmatters: [{}, {}]\n",
            self.personas[at].title,
            text(writer, 10),
            text(writer, 1),
            text(writer, 2),
            8 + writer.chance.below(20),
            1 + writer.chance.below(8),
            text(writer, 20),
            text(writer, 20),
            text(writer, 20),
            text(writer, 20),
            text(writer, 12),
            text(writer, 12),
            text(writer, 6),
            text(writer, 6),
            text(writer, 6),
            text(writer, 5),
            text(writer, 1),
            PILLARS[at % 4],
            PILLARS[(at + 1) % 4],
        )
    }

    fn goal(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let part_of =
            if at == 0 { String::new() } else { format!("part_of: {}\n", self.goals[(at - 1) / 5].id) };
        format!(
            "title: {}\nstatement: {}\nperiod: 2026\n{part_of}pillars: [{}]\npersonas: [{}]\n\
             measures: [{{name: {}, target: {}, now: {}, as_of: 2026-08-31}}]\n",
            self.goals[at].title,
            text(writer, 9),
            PILLARS[at % 4],
            self.customer(at),
            text(writer, 3),
            90 + writer.chance.below(10),
            60 + writer.chance.below(30),
        )
    }

    fn activity(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let kind =
            ["training", "reinforcement", "empowerment", "information-sharing", "team-building"][at % 5];
        format!(
            "title: {}\ntype: {kind}\npillars: [{}]\ndepartments: [{}]\non: 2026-0{}-11\nteaches: [{}]\n",
            self.activities[at].title,
            PILLARS[at % 4],
            self.departments[at % self.departments.len()].id,
            1 + writer.chance.below(8),
            text(writer, 2),
        )
    }

    fn encounter(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let day = 1 + at % 28;
        format!(
            "title: {}\ntype: visit\npersona: {}\nhost: {}\nstart: 2026-0{month}-{day:02}T14:00\nend: 2026-0{month}-{day:02}T16:00\n\
             place: {}\napproved_by: [{}]\npurpose: {}\nlearned: {}\n",
            writer.title(2),
            self.customer(at),
            self.person(at),
            text(writer, 2),
            self.person(at + 1),
            text(writer, 8),
            text(writer, 15),
            month = 1 + at / 28 % 8,
        )
    }

    fn concern(&self, at: usize, writer: &mut Writer<'_>) -> String {
        format!(
            "title: {}\nraised_by: {}\nquestion: gets-in-the-way\nsaid: {}\ndepartment: {}\non: 2026-0{}-10\ntheme: {}\n\
             response: {{status: done, did: {}, owner: {}, told_on: 2026-08-20}}\n",
            writer.title(3),
            if at.is_multiple_of(2) { "employee" } else { "customer" },
            text(writer, 15),
            self.departments[at % self.departments.len()].id,
            1 + writer.chance.below(8),
            text(writer, 1),
            text(writer, 14),
            self.person(at),
        )
    }

    fn recognition(&self, at: usize, writer: &mut Writer<'_>) -> String {
        format!(
            "title: {}\nwho: [{}]\nbehaviour: {}\nfor: {}\npillar: {}\npersona: {}\nenabled_by: [role/{}]\non: 2026-0{}-15\n\
             consent: true\n",
            writer.title(3),
            self.person(at),
            text(writer, 14),
            if at.is_multiple_of(2) { "customer" } else { "co-worker" },
            PILLARS[at % 4],
            self.customer(at),
            self.roles[at % self.roles.len()].id,
            6 + writer.chance.below(3),
        )
    }

    fn voice(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let employees = at % 4 == 3;
        format!(
            "title: {}\nsource: survey\nperiod: {}-Q{}\ncadence: quarterly\npersonas: [{}]\ndepartments: [{}]\nasked: {}\nmeasures:\n  \
             - {{measure: nps, promoters: {}, passives: 33, detractors: 17}}\n  \
             - {{measure: csat, scale: 5, counts: {{5: {}, 4: 30, 3: 20, 2: 6, 1: 4}}}}\n\
             themes: [{{theme: {}, count: 14, pillar: {}}}]\n",
            writer.title(3),
            2020 + at / 4 % 6,
            1 + at % 4,
            self.customer(at),
            self.departments[at % self.departments.len()].id,
            if employees { "employees" } else { "customers" },
            40 + writer.chance.below(40),
            30 + writer.chance.below(30),
            text(writer, 2),
            PILLARS[at % 4],
        )
    }

    // Person 2n hosts person 2n + 1, who works in the next department: each is in one visit only, so none can clash.
    fn shadowing(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let mut fields = format!(
            "title: {}\ncycle: {{from: 2026-09-01, to: 2027-02-28}}\n\
             rules: {{capacity: 1, host_per_month: 2, shortest: PT2H, longest: P2D, debrief_within: 7 days}}\nsessions:\n",
            writer.title(2),
        );
        let first = at * VISITS_A_PROGRAMME;
        for visit in first..(first + VISITS_A_PROGRAMME).min(self.people.len() / 2) {
            let (month, day) = (9 + visit % 4, 1 + visit % 28);
            let _ = writeln!(
                fields,
                "  - {{id: s{visit}, host: {}, guest: {}, start: 2026-{month:02}-{day:02}T09:00, end: 2026-{month:02}-{day:02}T12:00, \
                 place: {}, mode: observe, status: confirmed, approved_by: [{}], objectives: [{}]}}",
                self.people[visit * 2].id,
                self.people[visit * 2 + 1].id,
                text(writer, 2),
                self.person(0),
                text(writer, 6),
            );
        }
        fields
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

    fn person(&self, at: usize) -> String {
        format!("person/{}", self.people[at % self.people.len()].id)
    }

    fn customer(&self, at: usize) -> &str {
        &self.personas[at % self.personas.len()].id
    }
}

// `count` words in quotes, so that YAML takes them as text whatever they are.
fn text(writer: &mut Writer<'_>, count: usize) -> String {
    format!("\"{}\"", capital(&writer.phrase(count)))
}
