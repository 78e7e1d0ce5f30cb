//! The first page of a section: each kind is listed in a way of its own.

use serde::Serialize;

use super::concern::ConcernView;
use super::persona::PersonaSort;
use super::promise::PillarStop;
use super::recognition::RecognitionView;
use super::shadowing::SessionView;
use super::voice::Figure;
use super::{Link, Portrait, Row};

/// Fills `sections/plain.html`, and every section template where it lists what has no design of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// What the section lists.
    pub list: SectionList,
    /// Folders within the section.
    pub sections: Vec<Row>,
    /// Pages of other kinds in the same folder.
    pub others: Vec<Row>,
    /// The page that prints the whole section.
    pub print: Option<String>,
}

/// What a section lists, by the kind of its pages. Each is shown by the template of its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "items")]
pub enum SectionList {
    /// `sections/plain.html`
    Plain(Vec<Row>),
    /// `sections/promise.html`
    Promise(PromiseList),
    /// `sections/personas.html`
    Personas(Vec<PersonaGroup>),
    /// `sections/grouped.html`: roles by department, people by department, activities by sort, encounters by sort.
    Grouped(Vec<Group>),
    /// `sections/people.html`
    People(Vec<PeopleGroup>),
    /// `sections/goals.html`
    Goals(Vec<GoalNode>),
    /// `sections/shadowing.html`
    Shadowing(ShadowingList),
    /// `sections/voice.html`
    Voice(VoiceList),
    /// `sections/listening.html`
    Listening(ListeningList),
    /// `sections/recognition.html`
    Recognition(Vec<RecognitionView>),
}

/// The promise and its pillars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseList {
    /// The promises; one, as a rule.
    pub promises: Vec<PromiseRow>,
    /// The pillars.
    pub pillars: Vec<PillarStop>,
}

/// A promise in its section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseRow {
    /// Its page.
    pub link: Link,
    /// Its words.
    pub statement: String,
}

/// Customers of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaGroup {
    /// The sort.
    pub sort: PersonaSort,
    /// Its personas.
    pub personas: Vec<PersonaCard>,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaCard {
    /// The page; the text is the name.
    pub link: Link,
    /// The face.
    pub portrait: Portrait,
    /// What is said.
    pub quote: String,
    /// Which customers are meant.
    pub segment: Option<String>,
    /// Pillars, the most important first.
    pub matters: Vec<Link>,
}

/// Pages under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The heading, ready, with its page if it has one; `None` for what belongs nowhere.
    pub heading: Option<Link>,
    /// The pages.
    pub rows: Vec<Row>,
}

/// People of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleGroup {
    /// The department.
    pub department: Option<Link>,
    /// Its people.
    pub people: Vec<PersonCard>,
}

/// A colleague in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonCard {
    /// The page.
    pub link: Link,
    /// The face.
    pub portrait: Portrait,
    /// The role.
    pub role: Option<String>,
    /// Whether colleagues may come and look.
    pub hosts: bool,
}

/// A goal with the goals under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalNode {
    /// The goal.
    pub link: Link,
    /// Its statement.
    pub statement: Option<String>,
    /// Where its first measure stands.
    pub figure: Option<super::role::GoalFigure>,
    /// Goals below.
    pub below: Vec<GoalNode>,
}

/// Programmes and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowingList {
    /// The programmes, the newest first.
    pub programmes: Vec<Row>,
    /// Places still free, soonest first.
    pub open: Vec<SessionView>,
}

/// What customers and employees told us, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceList {
    /// Customers, newest first.
    pub customers: Vec<VoiceRow>,
    /// Employees, newest first.
    pub employees: Vec<VoiceRow>,
}

/// One thing heard.
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

/// Concerns by how they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListeningList {
    /// How many there are.
    pub all: usize,
    /// How many have an answer.
    pub answered: usize,
    /// The concerns: waiting first, then newest first.
    pub concerns: Vec<ConcernView>,
}
