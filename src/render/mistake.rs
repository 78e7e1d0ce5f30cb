//! A template's mistake → findings in words: what the template engine says is about its own working, and in no language that
//! a theme's author has to know.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Name, Place, Span, suggest};

/// What Tera brings along, and the two filters that themes have besides. A test asks Tera for each.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "fill",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "plural",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// More names than this are not told one by one.
const LISTED: usize = 20;

/// Where a theme's files stand, and what those hold that are looked up: by their path in the theme.
pub(super) struct Theme<'t> {
    /// Where a writer can open them.
    pub(super) files: &'t BTreeMap<String, Arc<str>>,
    /// Their texts; nothing, once the theme is read.
    pub(super) texts: &'t dyn Fn(&str) -> Option<&'t str>,
    /// The names of all templates.
    pub(super) templates: Vec<&'t str>,
}

/// The mistakes that `error` tells.
pub(super) fn findings(error: &tera::Error, theme: &Theme<'_>) -> Vec<Diagnostic> {
    use tera::ErrorKind as Kind;
    match error.kind() {
        Kind::SyntaxError(report) | Kind::RenderingError(report) => {
            let place = Place::new(&theme.file(report.filename()), Span::new(report.span().range.clone()));
            vec![said(report.message(), theme).at(place)]
        }
        Kind::MissingParent { current, parent } => {
            vec![no_template(parent, theme).at(theme.place(current, parent))]
        }
        Kind::TemplateNotFound(name) => vec![no_template(name, theme).at(Place::file(&theme.file(name)))],
        Kind::CircularExtend { tpl, inheritance_chain: chain }
        | Kind::CircularInclude { tpl, include_chain: chain } => {
            let chain: Vec<String> = chain.iter().map(|name| format!("`{name}`")).collect();
            let words = Words::of(format!("templates lead in a circle: {}", chain.join(", then ")))
                .mend("take one of the steps out");
            vec![words.at(Place::file(&theme.file(tpl)))]
        }
        _ => {
            let text = error.to_string();
            let told: Vec<_> = text.split("\n\n").filter_map(|report| reported(report, theme)).collect();
            if told.is_empty() { vec![told_of_no_place(&text, theme)] } else { told }
        }
    }
}

/// One of several mistakes that are told as a text: the sentence, then ` --> file:line:column`, then the excerpt.
fn reported(report: &str, theme: &Theme<'_>) -> Option<Diagnostic> {
    let (message, rest) = report.strip_prefix("error: ")?.split_once("\n")?;
    let place = rest.lines().next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
    let words = said(message, theme);
    let file = theme.file(name);
    let span = theme.text(name).and_then(|text| {
        let line: usize = line.parse().ok()?;
        let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let own = text.get(before..)?.lines().next()?;
        let column: usize = column.parse().ok()?;
        let at = own.char_indices().nth(column.checked_sub(1)?).map_or(own.len(), |(at, _)| at);
        // The name itself, where the engine points at what it belongs to.
        let wrong = message.split('`').nth(1).unwrap_or_default();
        let at = own.get(at..)?.find(wrong).map_or(at, |further| at + further);
        Some(Span::new(before + at..before + at + wrong.len()))
    });
    Some(words.at(span.map_or_else(|| Place::file(&file), |span| Place::new(&file, span))))
}

/// A mistake without a place: that of the template which it names.
fn told_of_no_place(text: &str, theme: &Theme<'_>) -> Diagnostic {
    let named = theme
        .templates
        .iter()
        .find(|name| text.contains(&format!("`{name}`")) || text.contains(&format!("'{name}'")));
    let place =
        named.map_or_else(|| Place::file(&"themes/default".into()), |name| Place::file(&theme.file(name)));
    said(text.lines().next().unwrap_or(text), theme).at(place)
}

impl Theme<'_> {
    /// Where the template `name` can be opened.
    fn file(&self, name: &str) -> Arc<str> {
        let own = self.files.get(&format!("templates/{name}")).or_else(|| self.files.get(name));
        own.cloned().unwrap_or_else(|| format!("themes/default/templates/{name}").into())
    }

    fn text(&self, name: &str) -> Option<&str> {
        (self.texts)(&format!("templates/{name}")).or_else(|| (self.texts)(name))
    }

    /// Where `word` stands in the template `name`.
    fn place(&self, name: &str, word: &str) -> Place {
        let file = self.file(name);
        let at = self.text(name).and_then(|text| text.find(word));
        at.map_or_else(|| Place::file(&file), |at| Place::new(&file, Span::new(at..at + word.len())))
    }
}

/// What is said of a mistake.
struct Words {
    message: String,
    mend: Option<String>,
    note: Option<String>,
}

impl Words {
    fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), mend: None, note: None }
    }

    fn mend(self, mend: impl Into<String>) -> Self {
        Self { mend: Some(mend.into()), ..self }
    }

    /// Offers the nearest of the names there are.
    fn near<'n>(self, wrong: &str, known: impl IntoIterator<Item = &'n str> + Clone) -> Self {
        let mend = suggest::nearest(wrong, known.clone()).map(|near| format!("did you mean `{near}`?"));
        let note = match known.clone().into_iter().count() {
            0 => None,
            1 => Some(format!("there is {}", suggest::list(known))),
            2..=LISTED => Some(format!("there are {}", suggest::list(known))),
            _ => None,
        };
        Self { mend, note, ..self }
    }

    fn at(self, place: Place) -> Diagnostic {
        let finding = Diagnostic::new(Name::ThemeError, place, self.message).maybe_mend(self.mend);
        match self.note {
            Some(note) => finding.note(note),
            None => finding,
        }
    }
}

fn no_template(name: &str, theme: &Theme<'_>) -> Words {
    Words::of(format!("there is no template `{name}`")).near(name, theme.templates.iter().copied())
}

const CLOSE: &str = "close each `{{` with `}}`, and each `{%` with `%}`";
const MISSING: &str = "put `{% if … %}` around it, or give it another value with `or`";

/// The engine's sentence in words.
fn said(message: &str, theme: &Theme<'_>) -> Words {
    let message = message.trim().trim_end_matches('.');
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let begins = |with: &str| message.to_lowercase().starts_with(with);
    if let Some((found, wanted)) =
        message.strip_prefix("Found ").and_then(|rest| rest.split_once(" but expected "))
    {
        return Words::of(format!("here stands {}, and {} is needed", token(found), wish(wanted)))
            .mend(CLOSE);
    }
    if begins("unexpected end of input") {
        return Words::of("the template ends before everything in it is closed")
            .mend("look for a missing `{% endif %}`, `{% endfor %}`, `{% endblock %}` or `}}`");
    }
    if begins("unexpected end of string") || message.contains("is missing its closing") {
        return Words::of("a quotation mark is not closed").mend("write the second one");
    }
    if begins("unexpected character") {
        return Words::of("this sign means nothing here").mend(CLOSE);
    }
    if begins("unknown tag") {
        return Words::of("there is no such tag")
            .mend("tags are `if`, `for`, `set`, `block`, `extends` and `include`");
    }
    if begins("unknown filter") {
        return Words::of(format!("there is no filter `{quoted}`")).near(quoted, FILTERS.iter().copied());
    }
    if begins("unknown template") {
        return no_template(quoted, theme);
    }
    if begins("unknown component") {
        let known: Vec<&str> = theme.components().collect();
        return Words::of(format!("there is no component `{quoted}`")).near(quoted, known.iter().copied());
    }
    if begins("unknown test") || begins("unknown function") {
        let sort = if begins("unknown test") { "test" } else { "function" };
        return Words::of(format!("there is no {sort} `{quoted}`"));
    }
    if begins("block `") {
        return Words::of(format!("the template above has no block `{quoted}`"))
            .mend("name one of its blocks, or leave this out");
    }
    if let Some((_, rest)) = message.split_once(" is not defined") {
        let known: Vec<&str> =
            rest.split_once(": ").map(|(_, names)| names.split(", ").collect()).unwrap_or_default();
        return Words::of(format!("there is nothing called `{quoted}` here"))
            .near(quoted, known.iter().copied());
    }
    if message.contains("undefined") {
        // These name what was done with it, and not what it is.
        let quoted = if begins("invalid type") || begins("`safe`") { "" } else { quoted };
        let what = if quoted.is_empty() { "this".to_owned() } else { format!("`{quoted}`") };
        return Words::of(format!("{what} has no value on this page")).mend(MISSING);
    }
    if begins("iteration not possible") || begins("key/value iteration") {
        return Words::of(format!("`for` goes through a list, and this is {}", sort_of(quoted)))
            .mend("name a list");
    }
    if begins("cannot compare") {
        let other = message.split('`').nth(3).unwrap_or_default();
        return Words::of(format!("{} cannot be compared with {}", sort_of(quoted), sort_of(other)));
    }
    if message.contains("requires both operands to be numbers") {
        let sort = |nth| sort_of(message.split('`').nth(nth).unwrap_or_default());
        return Words::of(format!("`{quoted}` takes two numbers, and here are {} and {}", sort(3), sort(5)));
    }
    if begins("math operations") {
        return Words::of(format!("only numbers can be reckoned with, and this is {}", sort_of(quoted)));
    }
    Words {
        note: Some(format!("its engine says: {message}")),
        ..Words::of("the template cannot be followed here")
    }
}

/// What was found: signs as they are written, and the rest by what it is.
fn token(found: &str) -> String {
    match found {
        "identifier" => "a name".into(),
        "string" => "a text in quotation marks".into(),
        "integer" | "float" => "a number".into(),
        "content" | "raw content" => "text".into(),
        sign if sign.starts_with('`') => sign.into(),
        sign => format!("`{sign}`"),
    }
}

/// What was wanted.
fn wish(wanted: &str) -> String {
    if wanted.starts_with("one of") {
        "a value".to_owned()
    } else if wanted.contains(" or ") || wanted.contains(' ') {
        format!("one of {wanted}").replace("identifier", "a name")
    } else {
        token(wanted)
    }
}

/// A sort of value as people call it.
fn sort_of(engine: &str) -> &'static str {
    match engine {
        "string" | "bytes" => "a text",
        "array" => "a list",
        "map/struct" => "a group of fields",
        "bool" => "yes or no",
        "none" | "undefined" => "nothing",
        _ => "a number",
    }
}

impl Theme<'_> {
    /// The names of all components, as far as texts are there to look for them.
    fn components(&self) -> impl Iterator<Item = &str> {
        let texts = self.templates.iter().filter_map(|name| self.text(name));
        texts.flat_map(|text| text.split("{% component ").skip(1)).filter_map(|rest| rest.split('(').next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a theme with these templates.
    fn told(templates: &[(&str, &str)]) -> Vec<String> {
        let mut tera = tera::Tera::new();
        super::super::theme::register(&mut tera);
        let files =
            templates.iter().map(|(name, _)| (format!("templates/{name}"), Arc::from(*name))).collect();
        let text =
            |path: &str| templates.iter().find(|(name, _)| path.ends_with(name)).map(|(_, text)| *text);
        let theme = Theme {
            files: &files,
            texts: &text,
            templates: templates.iter().map(|(name, _)| *name).collect(),
        };
        let mut context = tera::Context::new();
        context.insert("page", &BTreeMap::from([("title", "Bread"), ("body", "Warm")]));
        let failed = tera
            .add_raw_templates(templates.iter().copied())
            .and_then(|()| tera.render("page.html", &context));
        let Err(error) = failed else { return Vec::new() };
        let told = findings(&error, &theme);
        told.iter()
            .map(|found| {
                let (place, text) = (&found.place, text(&found.place.file).unwrap_or_default());
                let at = text.get(place.span.range()).unwrap_or_default();
                format!("{}: {} [{at}] {}", place.file, found.message, found.hint().unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn mistakes_are_told_in_words() {
        let page = |text: &str| {
            told(&[("page.html", text), ("base.html", "{% block main %}{% endblock %}")]).join("\n")
        };
        let cases = [
            "{% if page %}<h1>",
            "{{ page.titel }}",
            "{{ pag }}",
            "\nÄhm {{ page.title | uper }}\n{{ <card/> }} {{ page.title | lowr }}",
            "{% component card(a) %}{% endcomponent card %}{{ <crd a={1}/> }}",
            "{% extends \"bas.html\" %}",
            "{% include \"bse.html\" %}",
            "{{ page. }}",
            "{{ \"open }}",
            "{% fro x in page %}",
            "{% for x in 3 %}{% endfor %}",
            "{{ page.title + 1 }}",
            "{% include \"page.html\" %}",
            "{{ page.body.text }}",
            "{{ page.bdy | safe }}",
            "{{ page.bdy | fill(n=1) }}",
            "{{ page.body | safe }}{{ 3 | safe }}",
            "{% if page is defind %}{% endif %}",
            "{{ range(end=1, ende=2) }}",
            "{% set none = page?.gone %}{{ none }}",
        ];
        insta::assert_snapshot!(cases.map(page).join("\n"));
    }

    #[test]
    fn every_filter_that_is_offered_is_one() {
        for name in FILTERS {
            let said =
                told(&[("page.html", &format!("{{% if false %}}{{{{ page | {name} }}}}{{% endif %}}"))]);
            assert!(said.iter().all(|words| !words.contains("no filter")), "{name}: {said:?}");
        }
    }
}
