//! The start page: the promise, "I am a …", both halves, what is new, tasks.

use serde::Serialize;

use super::{Day, Hop, Link, Quote, Row};

/// Fills `start.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StartView {
    /// The promise's statement; without one the page opens with the handbook's title.
    pub statement: Option<String>,
    /// Roles to choose from, by department; empty where the handbook has none.
    pub roles: Vec<RoleGroup>,
    /// One answer a role, in the same order.
    pub answers: Vec<RoleAnswer>,
    /// What customers say, and the newest figure.
    pub customers: Half,
    /// What employees say, and the newest figure.
    pub employees: Half,
    /// Whether either half has anything to show.
    pub halves: bool,
    /// The latest news and changes.
    pub news: Vec<NewsItem>,
    /// What people come for.
    pub tasks: Vec<Link>,
    /// The handbook's parts, for handbooks of plain pages.
    pub parts: Vec<Row>,
}

/// Roles of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleGroup {
    /// The department's name; `None` for roles without one.
    pub department: Option<String>,
    /// Its roles.
    pub roles: Vec<RoleChoice>,
}

/// A role in the select.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleChoice {
    /// Its id, as remembered by the browser.
    pub id: String,
    /// Its page.
    pub link: Link,
}

/// What "I am a …" answers for one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleAnswer {
    /// The role's id.
    pub id: String,
    /// The role's page.
    pub role: Link,
    /// Address from the site's root, remembered for the header's *me*.
    pub address: String,
    /// Whom the work goes to first.
    pub to: Option<Link>,
    /// Whether that is a customer.
    pub customer: bool,
    /// What it is worth to them.
    pub value: Option<String>,
    /// The way as steps.
    pub hops: Vec<Hop>,
    /// What is expected, two or three lines.
    pub expected: Vec<String>,
    /// Goals.
    pub goals: Vec<Row>,
    /// News and pages that concern the role.
    pub news: Vec<Row>,
}

/// One half of the start page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Half {
    /// What was said.
    pub quote: Option<Quote>,
    /// The newest figure.
    pub figure: Option<super::voice::Figure>,
    /// Where to read on.
    pub more: Option<Link>,
}

/// Something new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsItem {
    /// The page.
    pub link: Link,
    /// When.
    pub on: Day,
}
