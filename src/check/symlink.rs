//! Something in the handbook's folder is a link to a file or folder elsewhere on the machine.
//!
//! Such links look like ordinary files, but what they show depends on the computer they are opened on, and
//! they can bring files into the handbook that were never meant for it. So they are not followed, and what
//! they point to is not published.
//!
//! ## What to do
//! Put a copy of the file itself in the place of the link. If the same text belongs on two pages, write it
//! on one of them and link to it from the other.
//!
//! ## Example
//! Before:
//! ```text
//! content/policies/returns.md -> /home/tom/desktop/returns.md
//! ```
//! After:
//! ```text
//! content/policies/returns.md      the file itself
//! ```
