//! A picture has no description for those who cannot see it.
//!
//! A screen reader reads the description aloud, the search finds it, and it stands in for the picture where
//! the connection is poor. Without it, a colleague hears "image" and goes away with a piece missing.
//!
//! ## What to do
//! Say between the square brackets what the picture tells, as you would on the telephone, in a sentence
//! without "picture of". For a chart, say its message. If a picture is mere decoration, leave the brackets
//! empty and give it the title "decorative".
//!
//! ## Example
//! Before:
//! ```markdown
//! ![](doors-by-seven.svg)
//! ```
//! After:
//! ```markdown
//! ![From April to June, doors reached by seven rose from 84 to 91 in a hundred](doors-by-seven.svg)
//! ```
//! Or, for mere decoration:
//! ```markdown
//! ![](flour-dust.jpg "decorative")
//! ```
