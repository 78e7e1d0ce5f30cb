//! Nobody is named who keeps this page.
//!
//! Readers see the owner as the one to ask and to tell when something is wrong. A page without one is right
//! on the day it is written and on no other day in particular. Plain pages may go without; personas, roles,
//! promises and the other kinds may not.
//!
//! ## What to do
//! Add `owner` with a role, a person or a department. A role is often best, as it stays when people move
//! on. If nobody wants the page, ask whether anybody would miss it.
//!
//! ## Example
//! Before:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! ```
//! After:
//! ```yaml
//! title: Dispatcher
//! department: delivery
//! owner: role/head-of-delivery
//! ```
