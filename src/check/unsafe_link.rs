//! A link would do something in the reader's browser instead of leading to a page.
//!
//! Addresses that start with `javascript:` and the like run a program when somebody clicks on them, with
//! that person's rights on your intranet. They usually come along with text copied from somewhere. The link
//! is taken out of the page; its words stay.
//!
//! ## What to do
//! Link to the page you mean, with an address that starts with `https:` or with the path of another file in
//! the handbook; `mailto:` and `tel:` are fine as well.
//!
//! ## Example
//! Before:
//! ```markdown
//! [Order form](javascript:openForm('orders'))
//! ```
//! After:
//! ```markdown
//! [Order form](https://orders.harbour.example/form)
//! ```
