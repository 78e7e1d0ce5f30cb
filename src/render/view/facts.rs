//! What a typed page says, as labels and lines: for paper, where each kind's own design would be too much.

use super::of::KindView;
use super::print::Fact;
use super::{Behaviour, Link, Row};
use crate::render::words::Words;

/// Collects facts, leaving out those that say nothing.
struct Facts<'w> {
    words: &'w Words,
    facts: Vec<Fact>,
}

impl Facts<'_> {
    fn lines(&mut self, key: &str, lines: Vec<String>) {
        self.labelled(self.words.get(key).to_owned(), lines);
    }

    fn labelled(&mut self, label: String, lines: Vec<String>) {
        if !lines.is_empty() {
            self.facts.push(Fact { label, lines });
        }
    }

    fn line(&mut self, key: &str, line: Option<&str>) {
        self.lines(key, line.map(str::to_owned).into_iter().collect());
    }

    fn link(&mut self, key: &str, link: Option<&Link>) {
        self.line(key, link.map(|link| link.text.as_str()));
    }

    fn links(&mut self, key: &str, links: &[Link]) {
        let texts: Vec<String> = links.iter().map(|link| link.text.clone()).collect();
        let line = super::text::enumeration(&texts, self.words);
        self.line(key, Some(line.as_str()).filter(|line| !line.is_empty()));
    }

    fn rows(&mut self, key: &str, rows: &[Row]) {
        let rows = rows.iter().map(|row| match &row.remark {
            Some(remark) => format!("{}: {remark}", row.link.text),
            None => row.link.text.clone(),
        });
        self.lines(key, rows.collect());
    }

    fn behaviours(&mut self, key: &str, behaviours: &[Behaviour]) {
        let lines = behaviours.iter().filter_map(|row| {
            let does = row.does.as_deref()?;
            Some(match &row.does_not {
                Some(does_not) => format!(
                    "{}: {does} ({}: {does_not})",
                    row.whose.text,
                    self.words.get("behaviour.we_do_not")
                ),
                None => format!("{}: {does}", row.whose.text),
            })
        });
        self.lines(key, lines.collect());
    }

    fn named(&self, key: &str, name: &str) -> String {
        self.words.fill(key, &[("name", name)])
    }
}

impl KindView {
    /// What somebody said, where the kind opens with it.
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Persona(persona) => persona.quote.clone(),
            Self::Concern(concern) => Some(concern.said.clone()),
            _ => None,
        }
    }

    /// What stands under the title where nothing describes the page.
    pub fn lead(&self) -> Option<String> {
        match self {
            Self::Promise(promise) => Some(promise.statement.clone()),
            Self::Pillar(pillar) => pillar.claim.clone(),
            Self::Goal(goal) => goal.statement.clone(),
            Self::Recognition(recognition) => recognition.behaviour.clone(),
            Self::Encounter(encounter) => encounter.purpose.clone(),
            _ => None,
        }
    }

    /// What the kind says, in the order of reading.
    #[expect(clippy::too_many_lines, reason = "one row a fact, kind by kind")]
    pub fn facts(&self, words: &Words) -> Vec<Fact> {
        let mut all = Facts { words, facts: Vec::new() };
        match self {
            Self::Promise(promise) => {
                all.links("promise.to", &promise.to);
                all.lines("promise.we_are", promise.we_are.clone());
                all.lines("promise.we_are_not", promise.we_are_not.clone());
                all.link("promise.sponsor", promise.sponsor.as_ref());
            }
            Self::Pillar(pillar) => {
                all.lines("pillar.proof", pillar.proofs.iter().map(|proof| proof.text.clone()).collect());
                all.behaviours("pillar.behaviours", &pillar.behaviours);
                all.links("pillar.matters_to", &pillar.matters_to);
            }
            Self::Persona(persona) => {
                let name = persona.name.as_str();
                all.labelled(all.named("persona.who", name), persona.who.iter().cloned().collect());
                all.line("persona.why_us", persona.why_us.as_deref());
                all.labelled(all.named("persona.how", name), persona.how.iter().cloned().collect());
                all.labelled(all.named("persona.thinks", name), persona.thinks.iter().cloned().collect());
                all.lines("persona.jobs", persona.jobs.clone());
                all.lines("persona.pains", persona.pains.clone());
                let matters: Vec<String> = persona.matters.iter().map(|link| link.text.clone()).collect();
                all.labelled(all.named("persona.matters", name), matters);
            }
            Self::Role(role) => {
                let gives = role.ways.iter().flat_map(|way| way.hops.iter().map(move |hop| (way, hop)));
                let gives =
                    gives.filter_map(|(way, hop)| Some(format!("{}: {}", way.to, hop.output.as_deref()?)));
                all.lines("role.reaches", gives.collect());
                all.lines("role.expected", role.expected.clone());
                let goals: Vec<Link> = role.goals.iter().map(|goal| goal.goal.clone()).collect();
                all.links("role.goals", &goals);
                all.lines("role.needs", role.needs.iter().map(|need| need.what.clone()).collect());
            }
            Self::Department(department) => {
                all.link("department.lead", department.lead.as_ref());
                all.rows("department.roles", &department.roles);
            }
            Self::Person(person) => all.link("person.role", person.role.as_ref()),
            Self::Goal(goal) => {
                let measures = goal.measures.iter().map(|measure| match &measure.now {
                    Some(now) => words.fill(
                        "goal.now_of",
                        &[
                            ("name", &measure.name),
                            ("now", now),
                            ("target", measure.target.as_deref().unwrap_or("–")),
                        ],
                    ),
                    None => words.fill("goal.no_figure", &[("name", &measure.name)]),
                });
                all.lines("goal.measures", measures.collect());
                all.links("goal.pillars", &goal.pillars);
            }
            Self::Shadowing(programme) => {
                let visits = programme.agenda.months.iter().flat_map(|month| &month.visits);
                let lines = visits.map(|visit| {
                    let who: Vec<String> = std::iter::once(&visit.host)
                        .chain(&visit.guests)
                        .map(|link| link.text.clone())
                        .collect();
                    format!("{}, {}: {}", visit.text, visit.hours, super::text::enumeration(&who, words))
                });
                all.lines("shadowing.agenda", lines.collect());
                all.lines("shadowing.rules", programme.rules.clone());
            }
            Self::Voice(voice) => {
                let figures = voice.measures.iter().map(|measure| &measure.figure).map(|figure| {
                    let label = figure.label.clone().unwrap_or_else(|| {
                        words.get(&format!("voice.measure.{}.{}", figure.measure, figure.asked)).to_owned()
                    });
                    let (Some(value), Some(n)) = (&figure.value, &figure.n) else {
                        return format!("{label}: {}", words.get("voice.too_few_cell"));
                    };
                    let n = words.fill(&format!("voice.n.{}", figure.asked), &[("n", n)]);
                    format!("{value} {label} ({n})")
                });
                all.lines("voice.figures", figures.collect());
                let themes = voice.themes.iter().map(|theme| format!("{}: {}", theme.theme, theme.count));
                all.labelled(
                    words.get(&format!("voice.themes.{}", voice.asked)).to_owned(),
                    themes.collect(),
                );
            }
            Self::Concern(concern) => {
                all.lines("concern.answer", vec![concern.status.word(words)]);
                all.line(
                    "concern.what_we_did",
                    concern.did.as_deref().or(concern.declined_because.as_deref()),
                );
                all.link("concern.with", concern.owner.as_ref());
            }
            Self::Recognition(thanks) => {
                all.links("recognition.thank", &thanks.who);
                all.links("recognition.enabled_by", &thanks.enabled_by);
            }
            Self::Encounter(encounter) => {
                all.link("encounter.whom", encounter.persona.as_ref());
                all.line("encounter.when", encounter.start.as_ref().map(|day| day.text.as_str()));
                all.line("encounter.learned", encounter.learned.as_deref());
                all.line("encounter.needs_heard", encounter.needs_heard.as_deref());
            }
            Self::Activity(activity) => {
                all.links("activity.pillars", &activity.pillars);
                all.links("activity.departments", &activity.departments);
                all.lines("activity.teaches", activity.teaches.clone());
            }
            Self::Page(_) => {}
        }
        all.facts
    }
}
