//! A theme: templates, styles, scripts and words, embedded in the program and overridden file by file.
//!
//! Whatever is wrong with a theme is told with its file and line, and then nothing is published: a page with
//! a hole in it is worse than yesterday's page.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, Kwargs, State, Tera};

use super::words::{Words, fill};
use super::{bare, mistake};
use crate::diagnostic::{Checked, Diagnostic, Name, Place, Span};
use crate::parse::config::Settings;
use crate::parse::yaml;
use crate::source::Sources;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The order of the style layers' files; components follow in the order of their names.
const STYLES: &[&str] = &["layers.css", "reset.css", "tokens.css", "prose.css"];

/// A theme, ready to render.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    /// All styles in one file.
    pub styles: String,
    /// All scripts in one file, but those of the search box.
    pub scripts: String,
    /// The parts of the search box's own script, one behind the other; [`search_box`](super::search_box) makes it of them.
    pub search_scripts: String,
    /// The words, by language.
    pub words: BTreeMap<String, Words>,
    /// Where each overridden file stands; files of the default theme have no place that a writer could open.
    files: BTreeMap<String, Arc<str>>,
}

/// A theme's file: what it holds, and where it stands if the handbook overrides it.
struct ThemeFile {
    text: String,
    file: Option<Arc<str>>,
}

impl Theme {
    /// The theme that the handbook names, over the default one.
    pub fn load(sources: &Sources, settings: &Settings) -> Checked<Self> {
        let mut findings = Vec::new();
        let files = files(sources, settings, &mut findings);
        let mut tera = Tera::new();
        register(&mut tera);
        let templates = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let added = tera.add_raw_templates(templates.map(|(path, file)| (template_name(path), &*file.text)));
        let places: BTreeMap<String, Arc<str>> =
            files.iter().filter_map(|(path, file)| Some((path.clone(), file.file.clone()?))).collect();
        if let Err(error) = added {
            let text = |path: &str| files.get(path).map(|file| &*file.text);
            let templates =
                files.keys().filter(|path| path.ends_with(".html")).map(|path| template_name(path));
            let theme = mistake::Theme { files: &places, texts: &text, templates: templates.collect() };
            findings.extend(mistake::findings(&error, &theme));
        }
        let words = words(&files, &mut findings);
        let styles = STYLES
            .iter()
            .copied()
            .chain(
                files
                    .keys()
                    .filter_map(|path| path.strip_prefix("styles/"))
                    .filter(|path| path.starts_with("components/")),
            )
            .chain(["print.css"])
            .filter_map(|path| {
                let path = format!("styles/{path}");
                let file = files.get(&path)?;
                Some(if is_ours(&path, &file.text) { bare::style(&file.text) } else { file.text.clone() })
            })
            .collect::<Vec<_>>()
            .join("\n");
        let scripts = |of_search: bool| {
            files
                .iter()
                .filter(|(path, _)| path.starts_with("scripts/") && path.ends_with(".js"))
                .filter(|(path, _)| path.starts_with("scripts/search/") == of_search)
                .map(
                    |(path, file)| {
                        if is_ours(path, &file.text) { bare::script(&file.text) } else { file.text.clone() }
                    },
                )
                .collect::<Vec<_>>()
                .join("\n")
        };
        let (scripts, search_scripts) = (scripts(false), scripts(true));
        Checked { value: Self { tera, styles, scripts, search_scripts, words, files: places }, findings }
    }

    /// The words of `language`, or of its plain form, or English.
    pub fn words_for(&self, language: &str) -> Words {
        let plain = language.split('-').next().unwrap_or("en");
        let found = [language, plain, "en"].into_iter().find_map(|tag| self.words.get(tag));
        found.map_or_else(
            || {
                Words::new(
                    language,
                    yaml::Node { value: yaml::Value::Map(Vec::new()), span: Span::default() },
                )
            },
            |words| words.clone().called(language),
        )
    }

    /// Values that every template sees.
    pub fn globals(&mut self) -> &mut Context {
        self.tera.global_context()
    }

    /// Renders `template` with `context`.
    ///
    /// # Errors
    /// The theme's mistake, as a finding.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| Box::new(self.finding(&error)))
    }

    /// Renders `template` with `context` behind what `out` holds already.
    ///
    /// # Errors
    /// The theme's mistake, as a finding.
    pub fn render_to(
        &self,
        out: &mut Vec<u8>,
        template: &str,
        context: &Context,
    ) -> Result<(), Box<Diagnostic>> {
        self.tera.render_to(template, context, out).map_err(|error| Box::new(self.finding(&error)))
    }

    /// While pages are rendered the first mistake ends its page.
    fn finding(&self, error: &tera::Error) -> Diagnostic {
        let templates = self.tera.get_template_names().collect();
        let theme = mistake::Theme { files: &self.files, texts: &|_| None, templates };
        let told = mistake::findings(error, &theme).into_iter().next();
        told.unwrap_or_else(|| {
            Diagnostic::new(
                Name::ThemeError,
                Place::file(&"themes/default".into()),
                "the theme has a mistake",
            )
        })
    }
}

/// `templates/kinds/role.html` is called `kinds/role.html`; components keep their folder.
fn template_name(path: &str) -> &str {
    path.strip_prefix("templates/").unwrap_or(path)
}

/// Whether a file of the theme is the one that the program brings along.
fn is_ours(path: &str, text: &str) -> bool {
    DEFAULT.get_file(path).and_then(|file| file.contents_utf8()) == Some(text)
}

/// The files of the default theme, those of the handbook's own instead where it has any.
fn files(
    sources: &Sources,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    collect(&DEFAULT, &mut files);
    let named = settings.config.theme.as_ref();
    let name = named.map_or("default", |theme| &theme.value);
    let prefix = format!("{name}/");
    let own: Vec<_> =
        sources.themes.iter().filter_map(|(path, file)| Some((path.strip_prefix(&prefix)?, file))).collect();
    if own.is_empty() && name != "default" {
        let known = sources.themes.keys().filter_map(|path| path.split('/').next());
        let near = crate::diagnostic::suggest::nearest(name, known.chain(["default"]));
        let place = settings.place(named.map_or(Span::default(), |theme| theme.span));
        findings.push(Diagnostic::new(Name::ThemeError, place, format!("there is no theme `{name}`")).mend(
            near.map_or_else(
                || format!("put it into themes/{name}, or write `theme: default`"),
                |near| format!("did you mean `{near}`?"),
            ),
        ));
    }
    for (path, file) in own {
        if let Ok(text) = std::str::from_utf8(&file.bytes) {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
            files.insert(path.to_owned(), ThemeFile { text, file: Some(file.file.clone()) });
        } else if [".html", ".css", ".js", ".yaml"].iter().any(|end| path.ends_with(end)) {
            findings.push(
                Diagnostic::new(
                    Name::ThemeError,
                    Place::file(&file.file),
                    "this part of the theme is not UTF-8",
                )
                .mend("save it again as UTF-8"),
            );
        }
    }
    files
}

fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.insert(path.replace('\\', "/"), ThemeFile { text: text.to_owned(), file: None });
        }
    }
    for folder in dir.dirs() {
        collect(folder, files);
    }
}

/// The words files, each language over English, so that a missing word is still a word.
fn words(files: &BTreeMap<String, ThemeFile>, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, Words> {
    let mut trees = BTreeMap::new();
    let embedded = DEFAULT.get_dir("words").into_iter().flat_map(Dir::files).filter_map(|file| {
        Some((file.path().to_str()?.replace('\\', "/"), file.contents_utf8()?.to_owned(), None))
    });
    let own = files
        .iter()
        .filter(|(path, file)| path.starts_with("words/") && file.file.is_some())
        .map(|(path, file)| (path.clone(), file.text.clone(), file.file.clone()));
    for (path, text, file) in embedded.chain(own) {
        let Some(language) = path.strip_prefix("words/").and_then(|name| name.strip_suffix(".yaml")) else {
            continue;
        };
        match yaml::read(&text, 0) {
            Ok(node) => {
                let words = match trees.remove(language) {
                    Some(words) => Words::overridden(words, &node),
                    None => Words::new(language, node),
                };
                trees.insert(language.to_owned(), words);
            }
            Err(slip) => {
                let file = file.unwrap_or_else(|| format!("themes/default/{path}").into());
                findings.push(
                    Diagnostic::new(Name::ThemeError, Place::new(&file, slip.span), slip.message)
                        .maybe_mend(slip.mend),
                );
            }
        }
    }
    let english = trees.get("en").cloned();
    if let Some(english) = english {
        for (language, words) in &mut trees {
            if language != "en" {
                *words = words.over(&english);
            }
        }
    }
    trees
}

/// What templates may do beyond Tera's own: fill a word's places, choose a plural's form. And what they may not: with Tera's
/// `safe`, HTML under a misspelt name would be nothing at all, and a page would be published without its text.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(
        "safe",
        |html: &tera::Value, _: Kwargs, _: &State<'_>| -> tera::TeraResult<tera::Value> {
            match html.as_str() {
                // A page's text, and all that stands around it, comes through here: shared, and not copied.
                Some(_) => Ok(html.clone().mark_safe()),
                None if html.is_undefined() => {
                    Err(tera::Error::message("`safe` was given an undefined value"))
                }
                None => Ok(tera::Value::safe_string(&html.to_string())),
            }
        },
    );
    tera.register_filter("fill", |text: &str, values: Kwargs, _: &State<'_>| -> String {
        let values: Vec<(String, String)> =
            values.iter().map(|(name, value)| (name.to_string(), plain(value))).collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fill(text, &values)
    });
    tera.register_filter(
        "plural",
        |forms: &tera::Value, values: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
            let n: u64 = values.must_get("n")?;
            let key = if n == 1 { "one" } else { "other" };
            let form = forms.get_from_path(key).and_then(tera::Value::as_str).or_else(|| forms.as_str());
            form.map(|form| fill(form, &[("n", &n.to_string())]))
                .ok_or_else(|| tera::Error::message(format!("this word has no form `{key}`")))
        },
    );
}

fn plain(value: &tera::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
