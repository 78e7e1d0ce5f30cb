//! The preview's loop: after whatever happened to the folder, what is served is what a fresh build would serve.

mod edits;
mod folders;
mod machine;
mod saving;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use throughline::serve::{self, Hosts};
use throughline::site::Site;
use throughline::watch::{Begin, Order, Preview, Step, Turn, Watch};

/// How long a change may take to be noticed before a test gives up: pipelines are busy machines.
const PATIENCE: Duration = Duration::from_secs(30);

/// A handbook in a folder on a memory disk, where there is one.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("throughline-watch-").tempdir_in(place).unwrap();
        let desk = Self { folder };
        desk.write("content/handbook.yaml", "title: Test\n");
        desk.write("content/index.md", "# Start\n\nHello.\n");
        desk.write("content/guides/one.md", "# One\n\nFirst words.\n");
        desk.write("content/guides/two.md", "# Two\n\nSecond words.\n");
        desk
    }

    /// The folder's real name: systems tell changes under it.
    fn dir(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn at(&self, file: &str) -> PathBuf {
        self.dir().join(file)
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.at(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn order(&self) -> Order {
        Order {
            ignored: vec![self.dir().join("public")],
            dir: self.dir(),
            day: Box::new(|named| named.unwrap_or(jiff::civil::date(2026, 9, 1))),
            audience: None,
            drafts: false,
        }
    }

    /// A preview that is told when to look.
    fn preview(&self) -> (Preview, Step) {
        let mut preview = Preview::new(self.order());
        let step = preview.step(&[]).unwrap().unwrap();
        (preview, step)
    }

    /// A preview that listens to the folder.
    fn watched(&self, poll: bool) -> Watched {
        self.ordered(self.order(), poll)
    }

    /// The same as `order` says.
    fn ordered(&self, order: Order, poll: bool) -> Watched {
        let bind = "127.0.0.1".parse().unwrap();
        let listener = serve::listen(bind, 0).unwrap();
        let begin = Begin { order, listener, hosts: Hosts::new(bind, &[]), poll };
        let (mut watch, first) = Watch::begin(begin).unwrap();
        watch.settle();
        Watched { watch, step: first, shown: 0, told: Vec::new() }
    }
}

/// The HTML at `file`; nothing if there is no such page.
fn html(site: &Site, file: &str) -> Option<String> {
    let bytes = site.make(file)?.unwrap_or_else(|why| panic!("{file}: {why:?}"));
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// A running preview and what it showed last.
struct Watched {
    watch: Watch,
    step: Arc<Step>,
    /// How often something was shown.
    shown: usize,
    told: Vec<String>,
}

impl Watched {
    /// Turns until `done` says that what is shown is right.
    fn until(&mut self, what: &str, done: impl Fn(&Step) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !done(&self.step) {
            assert!(Instant::now() < end, "{what} was not noticed; told: {:?}", self.told);
            self.turn();
        }
    }

    /// Turns until `word` is told.
    fn hears(&mut self, word: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.told.iter().any(|told| told == word) {
            assert!(Instant::now() < end, "{word} was not told; told: {:?}", self.told);
            self.turn();
        }
    }

    /// One turn.
    fn turn(&mut self) {
        match self.watch.turn(Some(Duration::from_millis(500))) {
            Turn::Stumbled(_) => self.told.push("stumbled".into()),
            Turn::Settled(..) => self.told.push("settled".into()),
            Turn::Shown(step, _) => {
                self.shown += 1;
                self.told
                    .extend(step.changes.iter().map(|change| format!("{:?} {}", change.what, change.file)));
                self.step = step;
            }
            Turn::Lost(_) => self.told.push("lost".into()),
            Turn::Back => self.told.push("back".into()),
            Turn::Same => {}
        }
    }

    /// Turns until nothing has happened for as long as anything is owed.
    fn settle(&mut self) {
        let mut quiet = 0;
        while quiet < 2 {
            let before = self.shown;
            self.turn();
            quiet = if self.shown == before { quiet + 1 } else { 0 };
        }
    }

    /// Waits until the page at `file` has `words`, and makes sure that it was never away meanwhile.
    fn sees(&mut self, file: &str, words: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let page =
                html(&self.step.site, file).unwrap_or_else(|| panic!("{file} was away: {:?}", self.told));
            if page.contains(words) {
                return;
            }
            assert!(Instant::now() < end, "{file} never has {words:?}; told: {:?}", self.told);
            self.turn();
        }
    }
}
