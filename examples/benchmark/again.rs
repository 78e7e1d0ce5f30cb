//! A build with a memory: how long it takes from a file's new bytes on disk to its page, in this process, without
//! a browser or a watcher, which the preview adds.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use throughline::diagnostic::Checked;
use throughline::pipeline::{self, Built, Memos, Request};
use throughline::source::Sources;

use crate::floor::Failure;
use crate::measure::median;

/// Measures `runs` saves of each sort in the handbook in `folder`, and says what came of it, one line each.
pub fn measure(folder: &Path, runs: usize) -> Result<Vec<String>, Failure> {
    let request = Request { preview: true, ..Request::on(date(2026, 11, 1)) };
    let memos = Memos::default();
    let mut preview = Preview { folder, request, memos, seen: Sources::load(folder, &[])? };
    let started = Instant::now();
    preview.build();
    let mut said = vec![format!("  {:24}{:>9.1} ms", "first build", milliseconds(started.elapsed()))];
    let page = first(&preview, |path| path.starts_with("wiki/") || !path.contains('/'))?;
    let role = first(&preview, |path| path.starts_with("roles/"))?;
    let text = |text: &str, n: usize| format!("{text}\n\nSaved for the {n}th time.\n");
    let title = |text: &str, n: usize| text.replacen("\ntitle: ", &format!("\ntitle: {n} "), 1);
    let value = |text: &str, n: usize| text.replacen("value: ", &format!("value: {n} "), 1);
    for (name, file, edit) in [
        ("a text", &page, &text as &dyn Fn(&str, usize) -> String),
        ("a role's title", &role, &title),
        ("what a role gives", &role, &value),
    ] {
        said.push(format!("  {name:24}{}", preview.save(file, runs, edit)?));
    }
    Ok(said)
}

/// The first page whose path below the folder of content is `wanted`, relative to DIR.
fn first(preview: &Preview<'_>, wanted: impl Fn(&str) -> bool) -> Result<String, Failure> {
    let pages = &preview.seen.value.pages;
    let plain = pages.iter().filter(|page| !page.path.ends_with("index.md"));
    let found = plain.into_iter().find(|page| wanted(&page.path)).or(pages.last());
    Ok(found.ok_or("the corpus has no pages")?.file.to_string())
}

struct Preview<'p> {
    folder: &'p Path,
    request: Request,
    memos: Memos,
    seen: Checked<Sources>,
}

impl Preview<'_> {
    fn build(&self) -> Built {
        pipeline::build(Arc::new(self.seen.value.clone()), &self.request, &self.memos).value
    }

    /// Saves `file` as often as is asked and looks at its page each time.
    fn save(
        &mut self,
        file: &str,
        runs: usize,
        edit: &dyn Fn(&str, usize) -> String,
    ) -> Result<String, Failure> {
        let path: PathBuf = self.folder.join(file);
        let text = fs::read_to_string(&path)?;
        let address = file.trim_start_matches("content/").trim_end_matches(".md");
        let mut times: Vec<Duration> = Vec::new();
        let mut stages: Vec<(&'static str, Vec<Duration>)> = Vec::new();
        for n in 0..=runs {
            fs::write(&path, edit(&text, n))?;
            let started = Instant::now();
            let named = [path.clone()];
            self.seen = Sources::again(&self.seen, self.folder, &[], &named)?;
            let looked = started.elapsed();
            let built = self.build();
            let making = Instant::now();
            let made = built.site.make(&format!("{address}/index.html"));
            made.ok_or_else(|| format!("{address} is no page"))?.map_err(|_| "the page was not made")?;
            if n > 0 {
                times.push(started.elapsed());
                let laps =
                    [("look", looked)].into_iter().chain(built.timings).chain([("page", making.elapsed())]);
                for (stage, took) in laps {
                    match stages.iter_mut().find(|(name, _)| *name == stage) {
                        Some((_, all)) => all.push(took),
                        None => stages.push((stage, vec![took])),
                    }
                }
            }
        }
        fs::write(&path, text)?;
        self.seen = Sources::again(&self.seen, self.folder, &[], &[path])?;
        self.build();
        let worst = times.iter().max().copied().unwrap_or_default();
        let stages: Vec<String> = stages
            .iter()
            .map(|(name, times)| format!("{name} {:.1}", milliseconds(median(times).unwrap_or_default())))
            .collect();
        let median = milliseconds(median(&times).unwrap_or_default());
        Ok(format!("{median:>9.1} ms, at worst {:.1}   ({})", milliseconds(worst), stages.join(", ")))
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
