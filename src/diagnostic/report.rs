//! Findings into words: for a terminal, for JSON, for a forge. Filled in by its own file set.
