//! `handbook.yaml` → [`Config`]: what holds for the whole handbook.

use std::sync::Arc;

use super::base_url::BaseUrl;
use super::field::{Map, Reading, Record, Spot, Text, read_field, record, unknown};
use super::kind::{Common, Kind};
use super::value::{Date, Duration, FileName, choices};
use super::yaml::{self, Node, Value};
use super::{Html, ParseRules, export, zone};
use crate::colour::Rgb;
use crate::diagnostic::{Checked, Diagnostic, Name, Place, Severity, Span, suggest};
use crate::paths;

choices! {
    /// Whether a department has joined.
    Enrolment {
        /// The checks bind it.
        Enrolled "enrolled",
        /// What they find there is advice.
        NotYet "not yet",
    }
}

choices! {
    /// What is done with raw HTML in pages.
    HtmlChoice {
        /// It is shown as it is written.
        Text "text",
        /// Harmless HTML is let through.
        Sanitised "sanitised",
    }
}

choices! {
    /// The theme's letters.
    Font {
        /// Those of the reader's system.
        System "system",
    }
}

record! {
    /// What `handbook.yaml` says.
    Config {
        /// The handbook's title.
        optional title: Option<Text>,
        /// The organisation's name.
        optional organisation: Option<Text>,
        /// The language it is written in (BCP 47).
        optional language: Option<Text>,
        /// Where it is published; feeds, calendars and the sitemap need it.
        optional base_url: Option<Text>,
        /// The IANA name of its times' zone.
        optional timezone: Option<Text>,
        /// The theme: a folder of `themes/`, or `default`.
        optional theme: Option<Text>,
        /// Colours and logo.
        optional brand: Option<Brand>,
        /// Where a page can be changed; `{path}` is the file below DIR.
        optional edit_url: Option<Text>,
        /// How often pages of a kind want to be read through.
        optional review_every: Map<Spot<Duration>>,
        /// Who has joined. Without this, everybody has.
        optional departments: Map<Spot<Enrolment>>,
        /// How small a group may be shown.
        optional privacy: Option<Privacy>,
        /// Brand words.
        optional terms: Vec<Term>,
        /// What we must not claim.
        optional forbidden_claims: Vec<Text>,
        /// Words that mean the same, for search.
        optional synonyms: Vec<Vec<Text>>,
        /// What a search must find.
        optional search_tests: Vec<SearchTest>,
        /// Who may see what, the widest first.
        optional audiences: Vec<Text>,
        /// What is done with raw HTML in pages.
        optional html: Option<Spot<HtmlChoice>>,
        /// How days in CSV files are written, besides ISO 8601.
        optional date_format: Option<Text>,
        /// How long past visits stay on the pages.
        optional keep_past: Option<Spot<Duration>>,
        /// What opens a line of a file in an editor.
        optional editor: Option<Text>,
        /// The build's day, where nothing else says it.
        optional date: Option<Spot<Date>>,
        /// The languages of editions.
        optional languages: Vec<Text>,
        /// Other folder names for kinds.
        optional kinds: Map<Text>,
        /// Kinds of the handbook's own.
        optional custom_kinds: Map<Spot<Unread>>,
        /// Files in the target that publishing leaves alone.
        optional keep: Vec<Text>,
    }
}

record! {
    /// Colours and logo.
    Brand {
        /// The line and the links, as `#rrggbb`.
        optional colour: Option<Text>,
        /// What says: here, look.
        optional accent: Option<Text>,
        /// The logo's file, relative to the folder of content.
        optional logo: Option<Spot<FileName>>,
        /// The letters.
        optional font: Option<Spot<Font>>,
    }
}

record! {
    /// How small a group may be shown.
    Privacy {
        /// The smallest group of which a figure is shown.
        optional minimum_group: Option<Spot<u64>>,
        /// The smallest group of which a distribution is shown.
        optional minimum_distribution: Option<Spot<u64>>,
    }
}

record! {
    /// A brand word.
    Term {
        /// The word we use.
        required r#use: Option<Text>,
        /// What it stands for.
        required instead_of: Vec<Text>,
        /// Advice before that day, a warning from then on.
        optional since: Option<Spot<Date>>,
    }
}

record! {
    /// What a search must find.
    SearchTest {
        /// What is typed.
        required query: Option<Text>,
        /// The page that must come.
        required expect: Option<Spot<FileName>>,
        /// Among how many.
        optional within: Option<Spot<u64>>,
    }
}

/// A value that a later version reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread(pub Node);

impl super::field::Scalar for Unread {
    const SHAPE: super::field::Shape = super::field::Shape::Anything;
    fn scalar(node: &Node) -> Option<Self> {
        Some(Self(node.clone()))
    }
}

/// `handbook.yaml`, read; or its absence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// The file, relative to DIR, if there is one.
    pub file: Option<Arc<str>>,
    /// What it says.
    pub config: Config,
}

impl Settings {
    /// The place of `span` in `handbook.yaml`.
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file.clone().unwrap_or_else(|| "handbook.yaml".into()), span }
    }

    /// The handbook's language.
    pub fn language(&self) -> &str {
        self.config.language.as_ref().map_or("en", |text| &text.value)
    }

    /// Where the site is published, if that is said and can be used.
    pub fn base(&self) -> Option<BaseUrl> {
        BaseUrl::find(&self.config.base_url.as_ref()?.value)
    }

    /// What reading a page depends on.
    pub fn parse_rules(&self, line_marks: bool) -> ParseRules {
        let folder = |kind: Kind| -> Option<String> {
            let own = self.config.kinds.get(kind.as_str()).map(|text| text.trim_matches('/').to_owned());
            own.or_else(|| kind.folder().map(str::to_owned))
        };
        ParseRules {
            language: self.language().to_owned(),
            html: match self.config.html.map(|html| html.value) {
                Some(HtmlChoice::Sanitised) => Html::Sanitised,
                Some(HtmlChoice::Text) | None => Html::Text,
            },
            line_marks,
            configured: self.file.is_some(),
            folders: Kind::ALL.iter().filter_map(|kind| Some((folder(*kind)?, *kind))).collect(),
        }
    }

    /// Whether `department` has joined.
    pub fn enrolled(&self, department: &str) -> bool {
        let departments = &self.config.departments;
        departments.0.is_empty()
            || departments.get(department).is_some_and(|enrolment| enrolment.value == Enrolment::Enrolled)
    }

    /// How often a page of `kind` wants to be read through, unless it says so itself. A kind that is not
    /// listed takes `page`'s, and that takes a year.
    pub fn review_every(&self, kind: Kind) -> Duration {
        let listed = |name: &str| self.config.review_every.get(name).map(|spot| spot.value);
        listed(kind.as_str()).or_else(|| listed("page")).unwrap_or_else(|| Duration::months(12))
    }

    /// The rank of an audience, 0 for the widest; `None` if there is no such audience.
    pub fn audience(&self, name: &str) -> Option<usize> {
        match self.config.audiences.as_slice() {
            [] => (name == "everyone").then_some(0),
            audiences => audiences.iter().position(|known| &*known.value == name),
        }
    }
}

/// Reads `handbook.yaml`.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Checked<Settings> {
    let mut findings = Vec::new();
    let text = super::readable(file, bytes, &mut findings);
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut config = Config::default();
    match yaml::read(&text[bom..], bom) {
        Err(slip) => findings.push(
            Diagnostic::new(Name::InvalidFrontMatter, Place::new(file, slip.span), slip.message)
                .maybe_mend(slip.mend),
        ),
        Ok(node) => {
            let end = text.trim_end().len();
            let mut reading = Reading::new(file, Span::at(end));
            match &node.value {
                Value::Map(entries) => {
                    for (key, value) in entries {
                        if !read_field(&mut config, key, value, &mut reading) {
                            unknown(
                                key,
                                Config::FIELDS.iter().map(super::field::Field::name),
                                "",
                                &mut reading,
                            );
                        }
                    }
                }
                Value::Blank => {}
                _ => reading.tell(
                    Name::InvalidFrontMatter,
                    node.span,
                    format!("handbook.yaml should hold fields, and here stands {}", node.described()),
                    Some("write each field as `name: value` on a line of its own".into()),
                ),
            }
            known_kinds(&config, &mut reading);
            config.timezone.iter().for_each(|zone| zone::known(zone, &mut reading));
            readable_days(&config, &mut reading);
            known_colours(&config, &mut reading);
            plain_address(&config, &mut reading);
            readable_globs(&config, &mut reading);
            findings.append(&mut reading.findings);
        }
    }
    Checked { value: Settings { file: Some(file.clone()), config }, findings }
}

/// Names of kinds in `kinds:` and `review_every:`.
fn known_kinds(config: &Config, reading: &mut Reading<'_>) {
    let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let named =
        config.kinds.0.iter().map(|(key, _)| key).chain(config.review_every.0.iter().map(|(key, _)| key));
    for key in named.filter(|key| Kind::find(key).is_none() && config.custom_kinds.get(key).is_none()) {
        let near = suggest::nearest(key, words.iter().copied());
        reading.tell(
            Name::UnknownField,
            key.span,
            format!("there is no kind `{}`", key.value),
            Some(near.map_or_else(
                || format!("the kinds are {}", suggest::list(words.iter().copied())),
                |near| format!("did you mean `{near}`?"),
            )),
        );
    }
}

/// A form of days that is none, or that loses a part of the day.
fn readable_days(config: &Config, reading: &mut Reading<'_>) {
    let Some(format) = config.date_format.as_ref().filter(|format| !export::is_date_format(format)) else {
        return;
    };
    reading.tell(
        Name::WrongType,
        format.span,
        format!("`{}` does not say where day, month and year stand", format.value),
        Some("write it as `\"%d/%m/%Y\"`, say: %d the day, %m the month, %Y the year".into()),
    );
}

/// Colours that are none.
fn known_colours(config: &Config, reading: &mut Reading<'_>) {
    let Some(brand) = &config.brand else { return };
    for (field, text) in [("colour", &brand.colour), ("accent", &brand.accent)] {
        let Some(text) = text.as_ref().filter(|text| text.parse::<Rgb>().is_err()) else { continue };
        reading.tell(
            Name::WrongType,
            text.span,
            format!("`{field}` should be a colour, such as `\"#0b5d66\"`; `{}` is none", text.value),
            Some("write it as `#` and six digits or letters from a to f".into()),
        );
    }
}

/// What stands for no files under `keep`: publishing has to know what to leave alone.
fn readable_globs(config: &Config, reading: &mut Reading<'_>) {
    for text in config.keep.iter().filter(|text| paths::glob(text).is_err()) {
        reading.tell(
            Name::WrongType,
            text.span,
            format!("`{}` stands for no files", text.value),
            Some("write a path, with `*` for part of a name and `**` for any folders: `static/**`".into()),
        );
    }
}

/// An address that is not plain is told here, and [`Settings::base`] knows none.
fn plain_address(config: &Config, reading: &mut Reading<'_>) {
    let Some(url) = &config.base_url else { return };
    let base = BaseUrl::find(url);
    if base.as_ref().is_some_and(BaseUrl::is_loopback) {
        let place = Place::new(reading.file, url.span);
        let message = format!("`{}` leads everybody to their own machine", url.value);
        let finding = Diagnostic::new(Name::WrongType, place, message)
            .mend("write where the handbook is published, such as https://handbook.example/")
            .note("a preview needs no `base_url`; feeds, calendars and the sitemap are made for the published handbook");
        reading.findings.push(finding.severity(Severity::Warning));
    }
    if base.is_none() {
        reading.tell(
            Name::WrongType,
            url.span,
            format!("`{}` is no whole web address", url.value),
            Some("write where the handbook is published, such as https://handbook.example/".into()),
        );
    }
}

/// The table of the fields that every page may have.
pub fn common_fields() -> &'static [super::field::Field] {
    Common::<super::field::Written>::FIELDS
}
