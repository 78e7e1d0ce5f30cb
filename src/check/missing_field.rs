//! A field that this kind of page cannot do without is not there.
//!
//! Each kind of page answers a question that colleagues bring to it: a role says what is expected of them,
//! a persona says who the customer is. The fields that must be there are the answer. Without one, the page
//! would look finished and leave somebody standing.
//!
//! ## What to do
//! Add the field between the two `---` lines. `throughline new KIND` shows a page of that kind with all its
//! fields and a hint for each. If you do not know the answer yet, keep the page back with `draft: true`
//! rather than filling the gap with a guess; a plain page, outside the folders of the kinds, needs none of
//! these fields.
//!
//! ## Example
//! Before:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! owner: person/tom
//! goals: [doors-by-seven]
//! ```
//! After:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! owner: person/tom
//! goals: [doors-by-seven]
//! expected: [Every van leaves with a checked list by 05:40]
//! serves:
//!   - {to: persona/paula, output: a call when we run late, value: she can plan breakfast}
//! ```
