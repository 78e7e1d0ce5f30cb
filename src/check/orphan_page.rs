//! No other page leads to this one.
//!
//! Whoever does not know that it exists will hardly come upon it. Often that is a sign that the page has
//! been forgotten, or that the page that should mention it has. This is advice and stops nothing.
//!
//! ## What to do
//! Think of the moment in which a colleague needs the page, and link to it from where they are then. If no
//! such moment comes to mind, merge it into another page or let it go.
//!
//! ## Example
//! Before, in `content/welcome/first-week.md`:
//! ```markdown
//! Bring shoes with a closed toe.
//! ```
//! After:
//! ```markdown
//! Bring shoes with a closed toe; [what to wear](what-to-wear.md) has the rest.
//! ```
