//! A persona whom we cannot serve well has no word about how to part with her.
//!
//! Some customers are better served elsewhere: their needs are not ours to meet, and nobody gains by
//! trying. If the handbook says so and then stops, each colleague has to find a way out alone, and guests
//! feel it as coldness. This concerns personas of the type `not-for-us`, and those for whom both parts of
//! `fit` are low.
//!
//! ## What to do
//! Add `leaving`: by what signs one notices it, who decides, how we say it, and what better place we can
//! name. Write `how_we_say_it` as you would wish to hear it.
//!
//! ## Example
//! Before:
//! ```yaml
//! type: not-for-us
//! fit: {needs_served: low, profitable: low}
//! ```
//! After:
//! ```yaml
//! type: not-for-us
//! fit: {needs_served: low, profitable: low}
//! leaving:
//!   signals: [asks for sliced white at trade prices]
//!   decided_by: role/head-of-support
//!   how_we_say_it: We are not the right bakery for this, and I know one that is.
//!   alternative: Quay Street Wholesale, who deliver from four
//! ```
