//! One page at a time: the view of a page and the theme's template, put together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tera::{Context, Value};

use super::colours::Highlights;
use super::pictures::Pictures;
use super::shared::Shared;
use super::theme::Theme;
use super::view;
use super::view::relations::Relations;
use super::viewpoint::{Desk, Viewpoint, encode};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::model::health::FoundLater;
use crate::model::{Handbook, SectionId};
use crate::pages::{Page, Subject};

/// What stands on the link to the page that is open.
const MARK: &str = " aria-current=\"page\"";

/// About how many bytes a page has around its text.
const AROUND: usize = 12 * 1024;

/// What rendering is asked for beside the handbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether every link ends in `.html`, so that the site works from a folder or a zip.
    pub portable: bool,
    /// Whether the site is served from the root of a preview, wherever it will be published.
    pub preview: bool,
    /// The stylesheet's path below the site's root.
    pub style: String,
    /// The script's path below the site's root.
    pub script: String,
    /// The path of the script that leads to the search index.
    pub search: String,
    /// The path of the script that the search box asks for.
    pub search_script: String,
}

/// Renders the pages of one handbook.
#[derive(Clone)]
pub struct Renderer {
    handbook: Arc<Handbook>,
    found: Arc<FoundLater>,
    around: Arc<Around>,
}

/// What does not depend on the texts of pages.
struct Around {
    theme: Theme,
    site: view::SiteView,
    words: Words,
    pictures: Pictures,
    highlights: Arc<Highlights>,
    relations: Relations,
    shared: Shared,
    options: RenderOptions,
    shells: Mutex<HashMap<String, Arc<Value>>>,
    navs: Mutex<HashMap<SectionId, Arc<str>>>,
}

impl Renderer {
    /// A renderer of `handbook` in `theme`.
    pub fn new(
        handbook: Arc<Handbook>,
        mut theme: Theme,
        pictures: Pictures,
        highlights: Arc<Highlights>,
        options: RenderOptions,
    ) -> Self {
        let words = theme.words_for(handbook.settings.language());
        let globals = theme.globals();
        globals.insert_value("words", words.value());
        let site = view::SiteView::of(&handbook);
        globals.insert("site", &site);
        let relations = Relations::of(&handbook);
        let around = Around {
            theme,
            site,
            words,
            pictures,
            highlights,
            relations,
            shared: Shared::of(&handbook),
            options,
            shells: Mutex::default(),
            navs: Mutex::default(),
        };
        let found = Arc::new(FoundLater::new(Vec::new));
        Self { handbook, found, around: around.into() }
    }

    /// A renderer of `handbook`, which differs from this one's [only in texts](Handbook::differs_only_in_texts).
    #[must_use]
    pub fn again(&self, handbook: Arc<Handbook>, found: FoundLater) -> Self {
        Self { handbook, found: found.into(), around: self.around.clone() }
    }

    /// The handbook.
    pub fn handbook(&self) -> &Arc<Handbook> {
        &self.handbook
    }

    /// The pictures that its pages show.
    pub fn pictures(&self) -> &Pictures {
        &self.around.pictures
    }

    /// What it was asked for.
    pub fn options(&self) -> &RenderOptions {
        &self.around.options
    }

    /// What views need to know.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            handbook: &self.handbook,
            site: &self.around.site,
            words: &self.around.words,
            pictures: &self.around.pictures,
            highlights: &self.around.highlights,
            relations: &self.around.relations,
            shared: &self.around.shared,
            found: &self.found,
            portable: self.around.options.portable,
        }
    }

    /// The HTML of a page.
    ///
    /// # Errors
    /// The theme's mistake.
    pub fn render(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        let desk = self.desk();
        let from = match page.subject {
            Subject::NotFound => Viewpoint::rooted(&desk, &self.root_path()),
            _ => Viewpoint::new(&desk, &page.address),
        };
        let shell = self.shell(page, &from)?;
        let shown = view::of(page, &from);
        let mut context = Context::new();
        context.insert_value("shell", Value::clone(&shell));
        let mut base = shown.page;
        base.section_nav = self.section_nav(page, &from)?;
        let size = AROUND + base.body.len() + base.section_nav.as_ref().map_or(0, String::len);
        context.insert("page", &base);
        context.insert_value("view", shown.view);
        let mut html = Vec::with_capacity(size);
        self.around.theme.render_to(&mut html, shown.template, &context)?;
        Ok(html)
    }

    /// The path of the site's root on its host, for the page that is served at any depth.
    fn root_path(&self) -> String {
        let base = self.handbook.settings.base().filter(|_| !self.options().preview);
        base.map_or_else(
            || "/".to_owned(),
            |base| {
                let mut path = String::new();
                encode(&mut path, base.path());
                path
            },
        )
    }

    /// The pieces around a page, the same for all pages of one depth and part.
    fn shell(&self, page: &Page, from: &Viewpoint<'_>) -> Result<Arc<Value>, Box<Diagnostic>> {
        let key = format!("{} {}", from.root, view::around::part_key(page, from));
        let remembered = || self.around.shells.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = remembered().get(&key) {
            return Ok(known.clone());
        }
        let piece = |template: &str, name: &'static str, view: Value| -> Result<Value, Box<Diagnostic>> {
            let mut context = Context::new();
            context.insert_value(name, view);
            Ok(Value::safe_string(&self.around.theme.render(template, &context)?))
        };
        let head = view::around::head(from, &self.around.options);
        let mut shell = tera::Map::default();
        shell.insert("head".into(), piece("shell/head.html", "head", Value::from_serializable(&head))?);
        let header = view::around::header(page, from);
        shell.insert(
            "header".into(),
            piece("shell/header.html", "header", Value::from_serializable(&header))?,
        );
        let footer = view::around::footer(from);
        shell.insert(
            "footer".into(),
            piece("shell/footer.html", "footer", Value::from_serializable(&footer))?,
        );
        let shell = Arc::new(Value::from(shell));
        remembered().insert(key, shell.clone());
        Ok(shell)
    }

    /// The list of a folder's pages, rendered once a folder, with this page's own link marked.
    fn section_nav(&self, page: &Page, from: &Viewpoint<'_>) -> Result<Option<String>, Box<Diagnostic>> {
        let Some(section) = view::around::listed_section(page, from) else { return Ok(None) };
        let remembered = || self.around.navs.lock().unwrap_or_else(PoisonError::into_inner);
        let known = remembered().get(&section).cloned();
        let nav = match known {
            Some(nav) => nav,
            None => {
                let mut context = Context::new();
                context.insert("nav", &view::around::section_nav(section, from));
                let nav: Arc<str> = self.around.theme.render("shell/section-nav.html", &context)?.into();
                remembered().insert(section, nav.clone());
                nav
            }
        };
        let own = format!("href=\"{}\"", from.to_address(&page.address));
        let mut marked = String::with_capacity(nav.len() + MARK.len());
        let end = memchr::memmem::find(nav.as_bytes(), own.as_bytes()).map_or(0, |at| at + own.len());
        marked.push_str(&nav[..end]);
        if end > 0 {
            marked.push_str(MARK);
        }
        marked.push_str(&nav[end..]);
        Ok(Some(marked))
    }
}

/// A page's template and everything it shows.
pub struct Shown {
    /// The template.
    pub template: &'static str,
    /// What every page has.
    pub page: view::PageView,
    /// What its own type has.
    pub view: Value,
}

impl Shown {
    /// `page` and `view` in `template`.
    pub fn new<V: Serialize>(template: &'static str, page: view::PageView, view: &V) -> Self {
        Self { template, page, view: Value::from_serializable(view) }
    }
}
