//! Scripts and styles of our own → the same without what only their writers read: a fifth less to fetch.
//!
//! What a handbook brings along stays as it was written.

/// A script without the comments that stand on lines of their own, and without its indent.
pub fn script(text: &str) -> String {
    lines(text.lines().filter(|line| !line.trim_start().starts_with("//")))
}

/// A style without its comments and its indent, but for the marks between which the brand's colours are written (see
/// [`brand`](super::brand)). No text in our styles holds the signs of a comment; a test looks.
pub fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        if comment.trim().starts_with("brand:") {
            out.extend(["/*", comment, "*/"]);
        }
        rest = after;
    }
    out.push_str(rest);
    lines(out.lines())
}

fn lines<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_writers_read_goes_and_nothing_else() {
        let bare = style(
            "/* Two\n   lines. */\n@layer a {\n  /* brand:start */ b { c: d; } /* brand:end */\n\n  e { f: g; /* h */ }\n}\n",
        );
        assert_eq!(bare, "@layer a {\n/* brand:start */ b { c: d; } /* brand:end */\ne { f: g;  }\n}");
        assert_eq!(
            script("// Why.\nfunction a() {\n  // how\n  b(\"//\");\n}\n"),
            "function a() {\nb(\"//\");\n}"
        );
    }

    #[test]
    fn no_text_in_our_styles_looks_like_a_comment() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/styles");
        let mut read = 0;
        for entry in walkdir::WalkDir::new(folder) {
            let path = entry.unwrap().into_path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            read += 1;
            // Comments first, since they hold apostrophes: what is left between quotation marks is a text.
            let left = style(&text).replace("/* brand:start */", "").replace("/* brand:end */", "");
            assert!(!left.contains("/*") && !left.contains("*/"), "{}", path.display());
            for quote in ['"', '\''] {
                assert_eq!(
                    left.matches(quote).count() % 2,
                    0,
                    "{}: a text was cut at {quote}",
                    path.display()
                );
            }
        }
        assert!(read > 20, "only {read} styles were read");
    }
}
