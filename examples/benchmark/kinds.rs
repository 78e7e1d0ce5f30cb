//! The front matter of each kind, by the table of kinds in MODEL.

use std::fmt::Write as _;

use crate::typed::{Cast, PILLARS, VISITS_A_PROGRAMME};
use crate::words::{Writer, capital};

impl Cast {
    pub fn promise(&self, _: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn pillar(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn department(&self, at: usize, writer: &mut Writer<'_>) -> String {
        let function = writer.word();
        format!(
            "title: {}\nlead: {}\nfunction: {function}-{at}\n",
            self.departments[at].title,
            self.person(at)
        )
    }

    // Every third role serves a customer; every other one an earlier role, so that all of them reach one. Some also
    // serve a later role: colleagues serve each other in circles.
    pub fn role(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn one_person(&self, at: usize, _: &mut Writer<'_>) -> String {
        format!(
            "title: {}\nrole: {}\nhosts: {}\n",
            self.people[at].title,
            self.roles[at % self.roles.len()].id,
            at.is_multiple_of(2)
        )
    }

    pub fn persona(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn goal(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn activity(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn encounter(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn concern(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn recognition(&self, at: usize, writer: &mut Writer<'_>) -> String {
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

    pub fn voice(&self, at: usize, writer: &mut Writer<'_>) -> String {
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
    pub fn shadowing(&self, at: usize, writer: &mut Writer<'_>) -> String {
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
}

// `count` words in quotes, so that YAML takes them as text whatever they are.
fn text(writer: &mut Writer<'_>, count: usize) -> String {
    format!("\"{}\"", capital(&writer.phrase(count)))
}
