//! The words behind a fence's backticks → a grammar, and a class name that is safe in any attribute.

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// What people write, and a word by which the grammars know it.
const ALIASES: [(&str, &str); 41] = [
    ("asm", "nasm"),
    ("c#", "cs"),
    ("console", "sh"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("editorconfig", "ini"),
    ("env", ".env"),
    ("fsharp", "f#"),
    ("golang", "go"),
    ("gql", "graphql"),
    ("handlebars", "html"),
    ("hbs", "html"),
    ("hcl", "tf"),
    ("htm", "html"),
    ("javascript", "js"),
    ("jinja", "jinja2"),
    ("json5", "js"),
    ("jsonc", "js"),
    ("jsonl", "json"),
    ("kotlin", "kt"),
    ("make", "makefile"),
    ("markdown", "md"),
    ("mdx", "md"),
    ("node", "js"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("patch", "diff"),
    ("plist", "xml"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("powershell", "ps1"),
    ("ps", "ps1"),
    ("pwsh", "ps1"),
    ("python3", "py"),
    ("shell", "sh"),
    ("shell-session", "sh"),
    ("sh-session", "sh"),
    ("svg", "xml"),
    ("tera", "jinja2"),
    ("terraform", "tf"),
    ("viml", "vim"),
];

/// The language in a fence's info string, in lower case: the first word, up to what other tools put behind it,
/// as in `rust,ignore`, `python title="x"`, `js{1,3}` and `{.yaml}`.
fn word(info: &str) -> String {
    let info = info.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '.'));
    let word = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':' | ';')).next();
    word.unwrap_or_default().to_lowercase()
}

/// The grammar for an info string; `None` for plain text and for what nobody knows.
pub(super) fn find<'a>(syntaxes: &'a SyntaxSet, info: &str) -> Option<&'a SyntaxReference> {
    let word = word(info);
    let known = ALIASES.iter().find(|(alias, _)| *alias == word).map_or(word.as_str(), |&(_, known)| known);
    // Files of these endings are other things than people mean by the word.
    if known.is_empty() || matches!(known, "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "log")
    {
        return None;
    }
    syntaxes.find_syntax_by_token(known).filter(|syntax| syntax.name != "Plain Text")
}

/// The class that says a block's language: `language-rust`; empty when the info string names none.
///
/// Only small letters, digits and hyphens come out, at most 49 bytes, whatever goes in.
pub fn language_class(info: &str) -> String {
    let word = word(info);
    let spelt = match word.as_str() {
        "c++" => "cpp",
        "c#" => "csharp",
        "f#" => "fsharp",
        "objective-c++" => "objective-cpp",
        other => other,
    };
    let safe: String = spelt.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    if safe.is_empty() { String::new() } else { format!("language-{safe}") }
}
