//! Two things of one kind have the same name.
//!
//! Every reference to that name could mean either. A colleague who wants to visit Omar should arrive at the
//! right Omar. For most pages the name is the file's name, even when the files lie in different folders; a
//! shadowing session has its own `id`.
//!
//! ## What to do
//! Both places are shown. Rename one of the two and use the new name wherever that one is meant. If they
//! are really the same, keep the better one and remove the other.
//!
//! ## Example
//! Before:
//! ```text
//! content/people/omar.md
//! content/people/drivers/omar.md
//! ```
//! After:
//! ```text
//! content/people/omar-haddad.md
//! content/people/drivers/omar-price.md
//! ```
