//! A search that the handbook promises brings the wrong page, or brings the right one too late.
//!
//! What people type is seldom what a page is called. `search_tests` in `handbook.yaml` says what they
//! type and which page must come among how many; each is asked of the finished index, with the same script
//! that runs in readers' browsers. The finding says where the page really came, and which pages came before it.
//! A test whose page this edition hides, such as a draft, is not asked.
//!
//! ## What to do
//! Say the words where they count most: in the page's title, then in `keywords`, then in a heading. Words
//! that mean the same throughout the handbook belong into `synonyms`. A typing error needs no keyword: one is forgiven
//! from four letters on, two from eight. `throughline search QUERY` shows what comes.
//!
//! ## Example
//! Before, with `{query: nuts, expect: how-we-work/allergens.md, within: 3}` among `search_tests`:
//! ```yaml
//! title: Allergens
//! ```
//! After:
//! ```yaml
//! title: Allergens
//! keywords: [nuts, gluten, what is in it]
//! ```
