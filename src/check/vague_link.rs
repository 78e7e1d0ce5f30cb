//! A link's words do not say where it leads.
//!
//! Many people skim a page for its links, and a screen reader can list them on their own. A list of "here,
//! here, more" helps nobody.
//!
//! ## What to do
//! Put the link on the words that name what is behind it; usually they already stand in the sentence. Leave
//! out "click": on a phone or in print nobody does.
//!
//! ## Example
//! Before:
//! ```markdown
//! For the swap slip, click [here](swap-slip.md).
//! ```
//! After:
//! ```markdown
//! When a loaf had to be replaced, fill in [the swap slip](swap-slip.md).
//! ```

use super::alone::Alone;
use crate::diagnostic::{Diagnostic, Name};
use crate::parse::{Destination, Link};

/// Words that lead anywhere, in the languages we know them in. None is a word of another of these languages
/// that could name a page, so all are looked for everywhere.
const VAGUE: &[&str] = &[
    // English
    "a link",
    "at this link",
    "check it out",
    "click",
    "click for more",
    "click here",
    "click me",
    "click on this link",
    "click this link",
    "details",
    "find out more",
    "follow this link",
    "for more",
    "go here",
    "here",
    "here's more",
    "learn more",
    "link",
    "more",
    "more details",
    "more here",
    "more info",
    "more information",
    "read it here",
    "read more",
    "read on",
    "read this",
    "right here",
    "see here",
    "see more",
    "that",
    "that page",
    "the link",
    "there",
    "these",
    "this",
    "this article",
    "this document",
    "this link",
    "this one",
    "this page",
    "this website",
    // German
    "auf dieser seite",
    "dieser link",
    "diese seite",
    "dort",
    "erfahre mehr",
    "hier",
    "hier klicken",
    "klick hier",
    "klicken sie hier",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr infos",
    "mehr lesen",
    "siehe hier",
    "weiter",
    "weiterlesen",
    "weitere informationen",
    // French, Spanish, Dutch
    "cliquez ici",
    "en savoir plus",
    "ici",
    "lire la suite",
    "plus d'infos",
    "aquí",
    "haga clic aquí",
    "leer más",
    "más información",
    "klik hier",
    "lees meer",
    "lees verder",
];

pub(super) fn check(page: Alone<'_>, findings: &mut Vec<Diagnostic>) {
    for link in page.facts.links.iter().filter(|link| !link.image) {
        // An unsafe link is taken out, and has a finding of its own.
        if link.destination == Destination::Unsafe {
            continue;
        }
        let (message, mend) = if link.text.is_empty() {
            ("this link has no words", "put the words that name what is behind it between the brackets")
        } else if is_vague(link) {
            (
                &*format!("`{}` does not say where this link leads", link.text),
                "put the link on the words that name what is behind it",
            )
        } else {
            continue;
        };
        findings.push(Diagnostic::new(Name::VagueLink, page.place(link.span), message).mend(mend));
    }
}

fn is_vague(link: &Link) -> bool {
    if link.text.len() > 40 {
        return false;
    }
    let mut words = String::with_capacity(48);
    for word in link.text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
    }
    VAGUE.contains(&words.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::page;

    fn link(markdown: &str) -> Vec<String> {
        page(Name::VagueLink, "a.md", markdown)
    }

    #[test]
    fn words_that_lead_anywhere_are_told() {
        assert_eq!(
            link("For the slip, click [here](a.md).\n"),
            ["warning [[here](a.md)] `here` does not say where this link leads"]
        );
        for words in
            ["Click here", "**Read more** →", "this page", "Hier", "(more)", "this\nlink", "read more..."]
        {
            assert_eq!(link(&format!("See [{words}](https://a.example).")).len(), 1, "{words}");
        }
    }

    #[test]
    fn a_link_without_words_is_told() {
        assert_eq!(link("[](a.md)"), ["warning [[](a.md)] this link has no words"]);
        assert_eq!(link("[![](a.svg)](a.md)").len(), 1);
        assert_eq!(link("[![A blue door](a.svg)](a.md)"), [""; 0], "a picture's description is words");
    }

    #[test]
    fn words_that_name_something_are_fine() {
        for words in
            ["the swap slip", "this page's history", "Here and now", "More bread", "https://a.example", "C"]
        {
            assert_eq!(link(&format!("[{words}](a.md)")), [""; 0], "{words}");
        }
        assert_eq!(link("<https://a.example>"), [""; 0]);
        assert_eq!(link("[here](javascript:x)"), [""; 0], "told as unsafe-link");
    }
}
