//! Two pages would have the same address on the intranet.
//!
//! Only one of them could be found there, and which one would be chance. It also counts as the same when
//! two names differ only in small and capital letters or in the way an accent is stored, because many
//! computers and servers make no difference.
//!
//! An address can also be one that no file can have everywhere: longer than 180 characters or so, or a name that Windows keeps for
//! a device.
//!
//! ## What to do
//! Both places are shown. Rename one of the files, or remove the old address from `aliases` where it now
//! belongs to another page. What is too long wants a shorter name; the title can say all of it.
//!
//! ## Example
//! Before:
//! ```text
//! content/how-we-work/Complaints.md
//! content/how-we-work/complaints.md
//! ```
//! After:
//! ```text
//! content/how-we-work/complaints.md
//! content/how-we-work/complaints-in-writing.md
//! ```
