//! The four concerns of internal marketing as ten questions, and what the handbook shows for each of them: for the whole
//! organisation and for every department that has joined.
//!
//! A count is evidence of what is written, never of what people know, and counts of different questions are never added
//! up: there is no grade. The questions are those of the internal marketing literature that the model follows; what
//! counts as evidence for which is documented at each [`Question`].

mod appreciation;
mod customers;
mod impact;
mod strategy;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Handbook;
use super::appreciation::Appreciation;
use super::line_of_sight::Station;
use crate::parse::EntryId;
use crate::parse::kind::{Fields, Kind};

/// The folder of the scorecard and of the four concerns, in addresses.
pub const FOLDER: &str = "concerns";

/// One of the four concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Who our customers are, and what they tell us.
    CustomerUnderstanding,
    /// How my work reaches them, and what I need for it.
    EmployeeImpact,
    /// Where we are headed, and my part in it.
    OrganisationalStrategy,
    /// That care is noticed.
    EmployeeAppreciation,
}

impl Area {
    /// All four, in the order of the model.
    pub const ALL: [Self; 4] = [
        Self::CustomerUnderstanding,
        Self::EmployeeImpact,
        Self::OrganisationalStrategy,
        Self::EmployeeAppreciation,
    ];

    /// Its name in addresses: `customer-understanding`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::CustomerUnderstanding => "customer-understanding",
            Self::EmployeeImpact => "employee-impact",
            Self::OrganisationalStrategy => "organisational-strategy",
            Self::EmployeeAppreciation => "employee-appreciation",
        }
    }

    /// The address of its page, below the site's root.
    pub fn address(self) -> String {
        format!("{FOLDER}/{}/", self.slug())
    }

    /// Its questions, in order.
    pub fn questions(self) -> impl Iterator<Item = Question> {
        Question::ALL.into_iter().filter(move |question| question.area() == self)
    }
}

/// One of the ten questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Who are our customers, what matters to them, why us? Roles that reach a customer, and the customers they reach: each
    /// counts once its page is complete, current and researched.
    Customers,
    /// Is customer feedback shared with employees? The newest voice of customers from each source: it counts if it is in
    /// date and names the department.
    Feedback,
    /// Are employees involved in improving satisfaction? What was raised about the department: it counts if somebody of
    /// the department owns the answer. For the whole handbook, answers that somebody outside customer-facing departments owns.
    Improving,
    /// Do I see how my actions affect customers and colleagues? Roles with a complete path to a customer.
    Path,
    /// How do I provide value? Handovers that say what they are worth to whom receives them.
    Value,
    /// Do I have the skills and tools? Needs that are met.
    Means,
    /// Where are we headed? The goals that roles carry: each counts if it is current and tied to a pillar.
    Direction,
    /// What is expected of me? Roles that say what is expected, and have a goal.
    Expectations,
    /// Is care for customers and co-workers recognised? Thanks in the last 90 days, for the one and for the other.
    Recognised,
    /// How do I know I am valued? What employees raised: it counts once it is answered, and they were told. And whether
    /// something that employees were asked is published, in date.
    Valued,
}

impl Question {
    /// All ten, in the order of the model.
    pub const ALL: [Self; 10] = [
        Self::Customers,
        Self::Feedback,
        Self::Improving,
        Self::Path,
        Self::Value,
        Self::Means,
        Self::Direction,
        Self::Expectations,
        Self::Recognised,
        Self::Valued,
    ];

    /// Its short name in the model: `CU1`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customers => "CU1",
            Self::Feedback => "CU2",
            Self::Improving => "CU3",
            Self::Path => "EI1",
            Self::Value => "EI2",
            Self::Means => "EI3",
            Self::Direction => "OS1",
            Self::Expectations => "OS2",
            Self::Recognised => "EA1",
            Self::Valued => "EA2",
        }
    }

    /// The concern it belongs to.
    pub const fn area(self) -> Area {
        match self {
            Self::Customers | Self::Feedback | Self::Improving => Area::CustomerUnderstanding,
            Self::Path | Self::Value | Self::Means => Area::EmployeeImpact,
            Self::Direction | Self::Expectations => Area::OrganisationalStrategy,
            Self::Recognised | Self::Valued => Area::EmployeeAppreciation,
        }
    }
}

/// What a piece of evidence shows, or lacks. The name of each is the key of its words in the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words of the theme say what each means to a reader")]
pub enum Remark {
    Reaches,
    ReachesNobody,
    Researched,
    Incomplete,
    Assumed,
    NotCurrent,
    Shared,
    NotInDate,
    NotNamed,
    NoVoice,
    OwnedHere,
    OwnedElsewhere,
    NotAnswered,
    NothingRaised,
    CompletePath,
    BrokenPath,
    Handovers,
    Needs,
    CurrentGoal,
    GoalOver,
    GoalWithoutPillar,
    NoGoal,
    SaysBoth,
    NothingExpected,
    CarriesNoGoal,
    ThanksForCustomers,
    ThanksForCoWorkers,
    NoThanksForCustomers,
    NoThanksForCoWorkers,
    AnsweredAndTold,
    NotTold,
    Asked,
    NotAsked,
}

impl Remark {
    /// The key of its words: `reaches_nobody`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reaches => "reaches",
            Self::ReachesNobody => "reaches_nobody",
            Self::Researched => "researched",
            Self::Incomplete => "incomplete",
            Self::Assumed => "assumed",
            Self::NotCurrent => "not_current",
            Self::Shared => "shared",
            Self::NotInDate => "not_in_date",
            Self::NotNamed => "not_named",
            Self::NoVoice => "no_voice",
            Self::OwnedHere => "owned_here",
            Self::OwnedElsewhere => "owned_elsewhere",
            Self::NotAnswered => "not_answered",
            Self::NothingRaised => "nothing_raised",
            Self::CompletePath => "complete_path",
            Self::BrokenPath => "broken_path",
            Self::Handovers => "handovers",
            Self::Needs => "needs",
            Self::CurrentGoal => "current_goal",
            Self::GoalOver => "goal_over",
            Self::GoalWithoutPillar => "goal_without_pillar",
            Self::NoGoal => "no_goal",
            Self::SaysBoth => "says_both",
            Self::NothingExpected => "nothing_expected",
            Self::CarriesNoGoal => "carries_no_goal",
            Self::ThanksForCustomers => "thanks_for_customers",
            Self::ThanksForCoWorkers => "thanks_for_co_workers",
            Self::NoThanksForCustomers => "no_thanks_for_customers",
            Self::NoThanksForCoWorkers => "no_thanks_for_co_workers",
            Self::AnsweredAndTold => "answered_and_told",
            Self::NotTold => "not_told",
            Self::Asked => "asked",
            Self::NotAsked => "not_asked",
        }
    }
}

/// One piece of evidence: a page, what it shows, and how much of how much that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The page; none where what is missing is a page.
    pub entry: Option<EntryId>,
    /// What it shows or lacks.
    pub remark: Remark,
    /// What is missing by name: the skills and tools that a role lacks.
    pub gaps: Vec<Arc<str>>,
    /// How much of it answers the question.
    pub answered: usize,
    /// Of how much.
    pub of: usize,
}

impl Evidence {
    /// A page that answers the question, or does not.
    fn page(entry: EntryId, remark: Remark, holds: bool) -> Self {
        Self { entry: Some(entry), remark, gaps: Vec::new(), answered: usize::from(holds), of: 1 }
    }

    /// What there should be a page for.
    fn missing(remark: Remark) -> Self {
        Self { entry: None, remark, gaps: Vec::new(), answered: 0, of: 1 }
    }

    /// Several things on one page.
    fn counted(entry: EntryId, remark: Remark, answered: usize, of: usize) -> Self {
        Self { entry: Some(entry), remark, gaps: Vec::new(), answered, of }
    }

    /// It by name, for tools: the page, or what there should be a page for.
    pub fn name(&self, handbook: &Handbook) -> String {
        self.entry.map_or_else(|| self.remark.key().to_owned(), |id| handbook.entry(id).reference())
    }

    /// Whether something is left to do about it.
    pub fn is_open(&self) -> bool {
        self.answered < self.of
    }
}

/// What the handbook shows for one question, as a whole or for one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The department; the whole handbook, if there is none.
    pub department: Option<EntryId>,
    /// How much of the evidence answers the question.
    pub answered: usize,
    /// Of how much. Nothing of nothing is no answer.
    pub of: usize,
    /// The evidence, what is open first, then by title.
    pub evidence: Vec<Evidence>,
}

impl Answer {
    /// What is left to do.
    pub fn open(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|evidence| evidence.is_open())
    }

    /// How much of the question is answered, in whole percent, rounded down; nothing of nothing is nothing.
    pub fn percent(&self) -> usize {
        (self.answered * 100).checked_div(self.of).unwrap_or(0)
    }

    /// Whether less than half of it is answered.
    pub fn is_low(&self) -> bool {
        self.answered * 2 < self.of || self.of == 0
    }
}

/// All ten questions, for the whole handbook and for each department that has joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// Departments that have joined, by title.
    pub departments: Vec<EntryId>,
    /// Departments that have not, by title.
    pub not_yet: Vec<EntryId>,
    /// Question by question: first the whole handbook, then the departments in order.
    pub answers: Vec<Answer>,
}

impl Scorecard {
    /// The scorecard of `handbook`.
    fn of(handbook: &Handbook) -> Self {
        let mut all: Vec<_> = handbook.of_kind(Kind::Department).collect();
        all.sort_by_key(|entry| entry.rank);
        let (joined, waiting): (Vec<EntryId>, Vec<EntryId>) =
            all.into_iter().map(|entry| entry.id).partition(|id| handbook.is_enrolled(*id));
        let look = Look::new(handbook);
        let columns: Vec<Option<EntryId>> =
            std::iter::once(None).chain(joined.iter().copied().map(Some)).collect();
        let answers = Question::ALL
            .into_iter()
            .flat_map(|question| columns.iter().map(move |department| (question, *department)))
            .map(|(question, department)| look.answer(question, department))
            .collect();
        Self { departments: joined, not_yet: waiting, answers }
    }

    /// The answers to one question: the whole handbook's, then the departments' in order.
    pub fn row(&self, question: Question) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(move |answer| answer.question == question)
    }
}

impl Handbook {
    /// The ten questions; empty, where the handbook has no [role](Self::has_scorecard).
    pub fn scorecard(&self) -> &Scorecard {
        let make = || if self.has_scorecard() { Scorecard::of(self) } else { Scorecard::default() };
        self.scorecard.get_or_init(make)
    }

    /// Whether there is anything of which a scorecard could tell: a role.
    pub fn has_scorecard(&self) -> bool {
        self.of_kind(Kind::Role).next().is_some()
    }
}

/// The handbook, with what several questions ask of it looked up once.
struct Look<'h> {
    handbook: &'h Handbook,
    /// The roles of each department, by title; all of them under `None`.
    roles: BTreeMap<Option<EntryId>, Vec<EntryId>>,
    appreciation: Appreciation,
    /// Departments with a role that customers meet themselves.
    customer_facing: BTreeSet<EntryId>,
}

impl<'h> Look<'h> {
    fn new(handbook: &'h Handbook) -> Self {
        let mut sorted: Vec<_> = handbook.of_kind(Kind::Role).collect();
        sorted.sort_by_key(|entry| entry.rank);
        let mut roles: BTreeMap<Option<EntryId>, Vec<EntryId>> = BTreeMap::new();
        let mut customer_facing = BTreeSet::new();
        for role in sorted {
            roles.entry(None).or_default().push(role.id);
            if let Some(department) = handbook.department_of(role.id) {
                roles.entry(Some(department)).or_default().push(role.id);
                if handbook.line_of_sight().station(role.id) == Some(Station::Frontline) {
                    customer_facing.insert(department);
                }
            }
        }
        Self { handbook, roles, appreciation: Appreciation::of(handbook), customer_facing }
    }

    fn roles(&self, department: Option<EntryId>) -> &[EntryId] {
        self.roles.get(&department).map_or(&[], Vec::as_slice)
    }

    /// The roles of a department with their fields.
    fn role_fields(
        &self,
        department: Option<EntryId>,
    ) -> impl Iterator<Item = (EntryId, &'h crate::parse::kind::Role<EntryId>)> {
        self.roles(department).iter().filter_map(|id| match &self.handbook.entry(*id).fields {
            Fields::Role(role) => Some((*id, &**role)),
            _ => None,
        })
    }

    fn answer(&self, question: Question, department: Option<EntryId>) -> Answer {
        let mut evidence = match question {
            Question::Customers => self.customers(department),
            Question::Feedback => self.feedback(department),
            Question::Improving => self.improving(department),
            Question::Path => self.path(department),
            Question::Value => self.value(department),
            Question::Means => self.means(department),
            Question::Direction => self.direction(department),
            Question::Expectations => self.expectations(department),
            Question::Recognised => self.recognised(department),
            Question::Valued => self.valued(department),
        };
        evidence.sort_by_key(|evidence| {
            (!evidence.is_open(), evidence.entry.map(|entry| self.handbook.entry(entry).rank))
        });
        Answer {
            question,
            department,
            answered: evidence.iter().map(|evidence| evidence.answered).sum(),
            of: evidence.iter().map(|evidence| evidence.of).sum(),
            evidence,
        }
    }
}
