//! Words → one value of YAML, in quotation marks where it would otherwise be read as something else.

/// `text` as a value that stands on one line, inside brackets too.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// Whether `text` reads as itself without quotation marks. Stricter than YAML is: commas and colons are only
/// safe in some places, and nobody minds a quotation mark too many.
fn is_plain(text: &str) -> bool {
    let safe = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '/' | '!' | '?' | '(' | ')')
    };
    // Words that one version of YAML or another takes for true, false or nothing.
    let reserved = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(safe)
        && !reserved.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    #[test]
    fn whatever_a_title_is_it_reads_as_itself() {
        let titles = [
            "Dispatcher",
            "Late: what then?",
            "14",
            "1e3",
            "no",
            "True",
            "~",
            "#1",
            "a #b",
            "- a",
            "[x]",
            "{x}",
            "\"quoted\"",
            "O’Brien & Söhne",
            "100 %",
            "*bold*",
            "&anchor",
            "!tag",
            "@home",
            "`code`",
            "a\\b",
            "ends: ",
            "2026-09-01",
            "李小龙",
            "محمد",
            "😀 smile",
            "a, b",
            "on",
            "0x1f",
            "“smart”",
            "\u{85}",
            "\u{2028}",
            "\u{feff}x",
            "=",
            "%x",
            "|",
            ">",
        ];
        for title in titles {
            for text in [format!("title: {}", scalar(title)), format!("title: [{}]", scalar(title))] {
                let node = yaml::read(&text, 0).unwrap_or_else(|slip| panic!("{title}: {}", slip.message));
                let value = node.get("title").expect("the field is there");
                let read = match &value.value {
                    yaml::Value::List(items) => items[0].clone(),
                    _ => value.clone(),
                };
                assert!(matches!(read.value, yaml::Value::Text(_)), "{title}: {text}");
                assert_eq!(read.text().map(|text| &**text), Some(title), "{text}");
            }
        }
    }

    #[test]
    fn plain_words_need_no_quotation_marks() {
        assert_eq!(scalar("Head of the bakehouse"), "Head of the bakehouse");
        assert_eq!(scalar("role/driver"), "role/driver");
        assert_eq!(scalar("Late: what then?"), "\"Late: what then?\"");
    }
}
