//! A folder under the writer's hands → a preview: load, build, show, wait.
//!
//! There is one build, the pipeline's; this module calls it whenever a look at the folder finds a difference. `events`
//! says when to look and `burst` when a save is over, `preview` looks and builds, `hold` keeps the last good version of
//! what cannot be understood, `news` is what tabs are told, and [`serve`](crate::serve) shows it. Nothing is written to
//! disk.

mod burst;
mod changes;
mod events;
mod hold;
mod look;
mod network;
mod news;
mod preview;

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::guard::{self, Stumbled};
use crate::serve::{Hosts, Server, Shown};
use events::{Ear, Heard};

pub use changes::{Change, Part, What};
pub use hold::Held;
pub use preview::{Order, Preview, Step};

/// What tabs are told when the program stumbles.
const STUMBLED: &str =
    "Throughline stumbled over what was saved last, which is its own fault. This is how it was before.";

/// What happened in one turn of the loop.
pub enum Turn {
    /// Something differed and is shown now; the findings that only rendering told come after it.
    Shown(Arc<Step>, Vec<Diagnostic>),
    /// Nothing differed.
    Same,
    /// Nothing differed, and all pages of the last step are rendered now: what only that told.
    Settled(Arc<Step>, Vec<Diagnostic>),
    /// The folder is away. What was shown stays.
    Lost(Failure),
    /// The folder is there again, as it was.
    Back,
    /// The program stumbled over what differs, by a fault of its own. What was shown stays.
    Stumbled(Stumbled),
}

/// A preview, its server, and the ear that listens to the folder.
pub struct Watch {
    preview: Preview,
    server: Server,
    ear: Ear,
    version: u64,
    /// How often something differed.
    save: u64,
    lost: bool,
    /// What the person at the keyboard should know about how changes are noticed.
    notes: Vec<String>,
    last: Option<(Arc<Step>, Vec<Diagnostic>)>,
}

/// How a preview begins.
pub struct Begin {
    /// What is previewed.
    pub order: Order,
    /// Where it is served.
    pub listener: TcpListener,
    /// To whom.
    pub hosts: Hosts,
    /// Whether to look at regular times instead of listening.
    pub poll: bool,
}

impl Watch {
    /// Builds for the first time, and serves.
    ///
    /// # Errors
    /// The folder cannot be read, or the machine gives no server.
    pub fn begin(begin: Begin) -> Result<(Self, Arc<Step>), Failure> {
        // Listening begins before looking, so that nothing saved in between is missed.
        let (ear, note) = Ear::new(&begin.order.dir, &begin.order.ignored, begin.poll);
        let mut preview = Preview::new(begin.order);
        let Some(step) = preview.step(&[])? else {
            return Err(Failure::plain("build the preview"));
        };
        let step = Arc::new(step);
        let server = Server::start(begin.listener, begin.hosts, shown((1, 1), &preview, &step, &[], None))?;
        let watch = Self {
            preview,
            server,
            ear,
            version: 1,
            save: 1,
            lost: false,
            notes: note.into_iter().collect(),
            last: Some((step.clone(), Vec::new())),
        };
        Ok((watch, step))
    }

    /// Looks at what only rendering can tell about the last step, and tells tabs.
    pub fn settle(&mut self) -> Vec<Diagnostic> {
        let Some((step, told)) = self.last.clone() else { return Vec::new() };
        let ear = &self.ear;
        let had_spare = self.preview.spare().is_some();
        let more = self.preview.verify(&step.site, &|| ear.is_wanted());
        let news = more != told || had_spare && self.preview.spare().is_none();
        if news {
            self.last = Some((step, more.clone()));
            self.show(None);
        }
        more
    }

    /// The server.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Sentences about how changes are noticed, told once.
    pub fn notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// Waits for something to happen, for `patience` at most, looks, and shows what differs.
    pub fn turn(&mut self, patience: Option<Duration>) -> Turn {
        let heard = self.ear.next(patience);
        self.notes.extend(self.ear.note());
        let turn = match heard {
            Heard::Nothing => Turn::Same,
            Heard::Named(named) if named.is_empty() => Turn::Same,
            Heard::All => self.look(&[]),
            Heard::Named(named) => self.look(&named),
        };
        // What was heard while pages were rendered made nothing else of them: they are gone on with.
        match (turn, &self.last) {
            (Turn::Same, Some((step, _))) if !self.preview.is_settled() => {
                let step = step.clone();
                let more = self.settle();
                Turn::Settled(step, more)
            }
            (turn, _) => turn,
        }
    }

    fn look(&mut self, named: &[PathBuf]) -> Turn {
        let began = Instant::now();
        let looked = match guard::guarded(|| self.preview.step(named)) {
            Ok(looked) => looked,
            Err(stumbled) => {
                self.preview.forget();
                self.show(Some(STUMBLED));
                return Turn::Stumbled(stumbled);
            }
        };
        if named.is_empty() || looked.is_err() {
            self.notes.extend(self.ear.looked(began.elapsed(), looked.is_err()));
        }
        let back = self.lost && looked.is_ok();
        match looked {
            Err(failure) => {
                if self.lost {
                    return Turn::Same;
                }
                self.lost = true;
                self.show(Some("The handbook's folder is away. This is how it was last."));
                Turn::Lost(failure)
            }
            Ok(None) => {
                self.lost = false;
                if !back {
                    return Turn::Same;
                }
                self.show(None);
                Turn::Back
            }
            Ok(Some(step)) => {
                self.lost = false;
                self.save += 1;
                let step = Arc::new(step);
                self.last = Some((step.clone(), self.preview.rendered()));
                self.show(None);
                let more = self.settle();
                Turn::Shown(step, more)
            }
        }
    }

    /// Shows the last step, with a new version number.
    fn show(&mut self, trouble: Option<&str>) {
        let Some((step, more)) = &self.last else { return };
        self.version += 1;
        self.server.show(shown((self.version, self.save), &self.preview, step, more, trouble));
    }
}

/// Pages that another day than this one shows, with the reason, by file.
pub fn hidden_by_date(step: &Step) -> Vec<(String, String)> {
    news::hidden_by_date(step)
}

/// What is shown with these numbers: of the version, and of the save.
fn shown(
    numbers: (u64, u64),
    preview: &Preview,
    step: &Step,
    more: &[Diagnostic],
    trouble: Option<&str>,
) -> Shown {
    Shown {
        version: numbers.0,
        site: step.site.clone(),
        spare: preview.spare(),
        handbook: step.handbook.clone(),
        gone: step.gone.clone(),
        news: news::json(numbers, preview.dir(), step, more, trouble),
    }
}
