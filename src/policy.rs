//! The policy under which every page runs: nothing inline, nothing from elsewhere. One text for the pages'
//! own `<meta>` and for the servers' headers.

/// For `<meta http-equiv>`, which also holds when a page is opened from a folder. `frame-ancestors` only works
/// as a header.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    require-trusted-types-for 'script'; trusted-types throughline";
