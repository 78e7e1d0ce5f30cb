//! What a file's name says it is: a page, the settings, or either of them under a name by which nobody looks for it.

/// The handbook's settings, in the folder of content.
pub const SETTINGS: &str = "handbook.yaml";

/// How a page's name ends.
pub const PAGE: &str = ".md";

/// Other endings that people and programs give to markdown.
const MARKDOWN: &[&str] = &["md", "markdown", "mdown", "mkdown", "mkd", "mkdn", "mdwn", "mdx"];

/// Whether the file at `path` is markdown, whatever its ending. Such a file is never one to be copied beside the pages: only a
/// page can say who may see it.
pub fn is_markdown(path: &str) -> bool {
    path.ends_with(PAGE) || stem_of_misnamed(path).is_some()
}

/// The path of a file that is markdown and not called so, without its ending: `Secret` for `Secret.MD`, `Secret.markdown`.
pub fn stem_of_misnamed(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    // Whatever stands around an ending is left out of a file's address.
    let bare = ending.trim_matches(|c: char| !c.is_alphanumeric());
    (ending != &PAGE[1..] && MARKDOWN.iter().any(|known| bare.eq_ignore_ascii_case(known))).then_some(stem)
}

/// Whether `name` was most likely meant to be [`SETTINGS`].
pub fn is_misnamed_settings(name: &str) -> bool {
    name != SETTINGS && ["handbook.yaml", "handbook.yml"].iter().any(|meant| name.eq_ignore_ascii_case(meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_known_under_all_its_names() {
        for (path, stem) in [
            ("a.md", None),
            ("a.MD", Some("a")),
            ("roles/A.Markdown", Some("roles/A")),
            ("notes.de.mkd", Some("notes.de")),
            ("a.md!", Some("a")),
            ("a. md", Some("a")),
            ("a.md.txt", None),
            ("md", None),
            ("a.mdb", None),
        ] {
            assert_eq!(stem_of_misnamed(path), stem, "{path}");
            assert_eq!(is_markdown(path), stem.is_some() || path == "a.md", "{path}");
        }
    }

    #[test]
    fn settings_are_known_under_other_names() {
        assert!(["handbook.yml", "Handbook.yaml", "HANDBOOK.YML"].into_iter().all(is_misnamed_settings));
        assert!(
            !["handbook.yaml", "handbook.json", "our-handbook.yml"].into_iter().any(is_misnamed_settings)
        );
    }
}
