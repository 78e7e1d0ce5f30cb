//! The system's events → moments to look. What an event says is a hint: where to look first. That something differs is
//! decided by looking.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::burst::Burst;
use super::network;

/// After the files that events named, the whole tree is looked at when it has been quiet for this long.
const THEN_ALL: Duration = Duration::from_millis(250);
/// How often the whole tree is looked at although nothing was heard: systems lose events without saying so.
const NOW_AND_THEN: Duration = Duration::from_secs(60);
/// How often it is looked at where there are no events.
const PACE: Duration = Duration::from_millis(400);
/// How often a folder that went away is looked for.
const MISSING: Duration = Duration::from_millis(250);

/// When to look, and where first.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// At these files.
    Named(Vec<PathBuf>),
    /// At everything.
    All,
    /// Nothing was heard within the time given.
    Nothing,
}

/// Listens to the system, or looks at regular times.
pub(super) struct Ear {
    dir: PathBuf,
    ignored: Vec<PathBuf>,
    events: Receiver<notify::Result<Event>>,
    /// How many events the system has told, and how many of them were taken notice of.
    heard: Arc<AtomicUsize>,
    taken: usize,
    native: Option<RecommendedWatcher>,
    /// What is listened to, with what told it from another folder of the same name.
    roots: Vec<(PathBuf, RecursiveMode, Option<u64>)>,
    owes_all: bool,
    /// Whether the folder is away.
    missing: bool,
    /// What is to be said about how changes are noticed from now on.
    note: Option<String>,
    /// How long the last look at everything took: polling never takes more than a tenth of the time.
    looking: Duration,
}

impl Ear {
    /// Listens to `dir`; polls where that is asked for or needed, and then says why.
    pub(super) fn new(dir: &Path, ignored: &[PathBuf], poll: bool) -> (Self, Option<String>) {
        let (sender, events) = channel();
        let mut ear = Self {
            dir: dir.to_owned(),
            ignored: ignored.to_vec(),
            events,
            heard: Arc::default(),
            taken: 0,
            native: None,
            roots: Vec::new(),
            owes_all: false,
            missing: false,
            note: None,
            looking: Duration::ZERO,
        };
        if poll {
            return (ear, Some("Looking for changes twice a second, as asked for.".to_owned()));
        }
        if let Some(kind) = network::file_system(dir) {
            let why = format!(
                "The folder lies on {kind}, which tells no changes: looking for them twice a second."
            );
            return (ear, Some(why));
        }
        let heard = ear.heard.clone();
        let native = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Our own reading is no news.
            if event.as_ref().is_ok_and(|event| event.kind.is_access() && !event.need_rescan()) {
                return;
            }
            heard.fetch_add(1, Ordering::Relaxed);
            // Nobody listens any more only when the program ends.
            sender.send(event).ok();
        });
        match native {
            Ok(native) => {
                ear.native = Some(native);
                let note = ear.rearm();
                (ear, note)
            }
            Err(error) => (ear, Some(polling(&error))),
        }
    }

    /// Whether something has happened that is not looked at yet.
    pub(super) fn is_wanted(&self) -> bool {
        self.heard.load(Ordering::Relaxed) != self.taken
    }

    /// Listens to the folders as they are now. Says what it does instead where the system refuses.
    pub(super) fn rearm(&mut self) -> Option<String> {
        let wanted = self.wanted();
        let native = self.native.as_mut()?;
        for (root, _, _) in self.roots.drain(..) {
            native.unwatch(&root).ok();
        }
        for (root, mode) in wanted {
            match native.watch(&root, mode) {
                Ok(()) => {
                    let identity = identity(&root);
                    self.roots.push((root, mode, identity));
                }
                // It went away between the two lines: the next look tells.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => {
                    self.native = None;
                    self.roots.clear();
                    return Some(polling(&error));
                }
            }
        }
        None
    }

    /// The folders there are to listen to. The handbook's own is among them to hear when one of the others comes or goes.
    fn wanted(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let (content, themes) = (self.dir.join("content"), self.dir.join("themes"));
        let folders = if content.symlink_metadata().is_ok() {
            vec![
                (self.dir.clone(), RecursiveMode::NonRecursive),
                (content, RecursiveMode::Recursive),
                (themes, RecursiveMode::Recursive),
            ]
        } else {
            vec![(self.dir.clone(), RecursiveMode::Recursive)]
        };
        folders.into_iter().filter(|(root, _)| root.is_dir()).collect()
    }

    /// What the person at the keyboard should know about how changes are noticed from now on.
    pub(super) fn note(&mut self) -> Option<String> {
        self.note.take()
    }

    /// How a look at everything went: how long it took, and whether the folder was there.
    pub(super) fn looked(&mut self, took: Duration, missing: bool) -> Option<String> {
        self.looking = took;
        let back = self.missing && !missing;
        self.missing = missing;
        let same = |(root, mode): &(PathBuf, RecursiveMode)| {
            self.roots.iter().any(|(known, how, was)| known == root && how == mode && identity(root) == *was)
        };
        let wanted = self.wanted();
        let moved = wanted.len() != self.roots.len() || !wanted.iter().all(same);
        if self.native.is_some() && !missing && (back || moved) {
            self.owes_all = true;
            return self.rearm();
        }
        None
    }

    /// Waits until there is something to look at, for `patience` at most.
    pub(super) fn next(&mut self, patience: Option<Duration>) -> Heard {
        let give_up = patience.map(|patience| Instant::now() + patience);
        if self.native.is_none() || self.missing {
            let pace = if self.missing { MISSING } else { PACE.max(self.looking * 10) };
            std::thread::sleep(patience.map_or(pace, |patience| patience.min(pace)));
            // Whatever is still waiting is about what is looked at now.
            while self.events.try_recv().is_ok() {
                self.taken += 1;
            }
            return Heard::All;
        }
        let mut burst = Burst::default();
        loop {
            let wait = if self.owes_all { THEN_ALL } else { NOW_AND_THEN };
            let left = give_up.map_or(wait, |end| end.saturating_duration_since(Instant::now()).min(wait));
            match self.events.recv_timeout(left) {
                Ok(event) => self.take(event, &mut burst),
                Err(RecvTimeoutError::Timeout)
                    if give_up.is_some_and(|end| Instant::now() >= end) && !self.owes_all =>
                {
                    return Heard::Nothing;
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.owes_all = false;
                    return Heard::All;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.native = None;
                    return Heard::All;
                }
            }
            if !burst.is_empty() {
                break;
            }
        }
        self.gather(&mut burst);
        if burst.has_lost_events() {
            self.note = self.rearm();
        }
        self.owes_all = true;
        burst.named().map_or(Heard::All, Heard::Named)
    }

    /// Listens until it is quiet.
    fn gather(&mut self, burst: &mut Burst) {
        let began = Instant::now();
        loop {
            let (quiet, bound) = burst.patience();
            let left = (began + bound).saturating_duration_since(Instant::now());
            match self.events.recv_timeout(quiet.min(left)) {
                Ok(event) => self.take(event, burst),
                Err(_) => return,
            }
        }
    }

    /// Adds what `event` says to `burst`.
    fn take(&mut self, event: notify::Result<Event>, burst: &mut Burst) {
        self.taken += 1;
        burst.take(event, |path| self.concerns(path));
    }

    /// Whether a change at `path` can matter: it is below what is looked at, is not what builds write, and is not what
    /// systems and editors keep for themselves.
    fn concerns(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.dir) else { return false };
        if self.ignored.iter().any(|ignored| path.starts_with(ignored)) {
            return false;
        }
        let mut parts = below.components().filter_map(|part| part.as_os_str().to_str()).peekable();
        let whole = self.roots.len() > 1;
        match parts.peek() {
            None => true,
            Some(first) if whole && *first != "content" && *first != "themes" => false,
            Some(_) => parts.all(|part| !crate::source::is_hidden(part.as_ref())),
        }
    }
}

fn polling(error: &notify::Error) -> String {
    let why = match error.kind {
        ErrorKind::MaxFilesWatch => "The system's limit of watched folders is reached".to_owned(),
        _ => format!("The system does not tell changes ({error})"),
    };
    format!("{why}: looking for changes twice a second.")
}

/// What tells a folder from another one of the same name.
fn identity(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        folder.symlink_metadata().ok().map(|folder| folder.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender;

    use notify::event::{CreateKind, DataChange, EventKind, Flag, ModifyKind, RemoveKind};

    use super::super::burst::{BOUND, MANY};
    use super::*;

    /// An ear that hears what is sent to it, in a folder that holds one file.
    fn ear() -> (tempfile::TempDir, Ear, Sender<notify::Result<Event>>) {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().canonicalize().unwrap();
        std::fs::create_dir(dir.join("content")).unwrap();
        std::fs::write(dir.join("content/a.md"), "# A").unwrap();
        let (mut ear, note) = Ear::new(&dir, &[dir.join("public")], false);
        assert_eq!(note, None);
        let (sender, events) = channel();
        ear.events = events;
        (folder, ear, sender)
    }

    fn edited(path: PathBuf) -> notify::Result<Event> {
        Ok(Event::new(EventKind::Modify(ModifyKind::Data(DataChange::Any))).add_path(path))
    }

    /// How long a writer may pause between two pieces of one save.
    const PAUSE: Duration = Duration::from_millis(1);

    const SOON: Option<Duration> = Some(Duration::from_millis(30));

    #[test]
    fn what_is_named_is_looked_at_first_and_everything_afterwards() {
        let (_folder, mut ear, sender) = ear();
        let path = ear.dir.join("content/a.md");
        sender.send(edited(path.clone())).unwrap();
        sender.send(edited(path.clone())).unwrap();
        assert_eq!(ear.next(SOON), Heard::Named(vec![path]));
        assert_eq!(ear.next(None), Heard::All);
        assert_eq!(ear.next(SOON), Heard::Nothing);
    }

    #[test]
    fn lost_events_and_errors_mean_a_look_at_everything() {
        let (_folder, mut ear, sender) = ear();
        let mut lost = Event::new(EventKind::Other);
        lost = lost.set_flag(Flag::Rescan);
        sender.send(Ok(lost)).unwrap();
        assert_eq!(ear.next(SOON), Heard::All);
        sender.send(Err(notify::Error::generic("broken"))).unwrap();
        assert_eq!(ear.next(SOON), Heard::All);
    }

    #[test]
    fn what_builds_write_and_editors_keep_is_not_heard() {
        let (_folder, mut ear, sender) = ear();
        for path in [
            "public/index.html",
            "content/.a.md.swp",
            "content/a.md~",
            "content/.git/index",
            "notes/a.md",
            "../a.md",
        ] {
            sender.send(edited(ear.dir.join(path))).unwrap();
        }
        assert_eq!(ear.next(SOON), Heard::Nothing);
    }

    #[test]
    fn many_files_are_one_look_at_everything() {
        let (_folder, mut ear, sender) = ear();
        for n in 0..=MANY {
            sender.send(edited(ear.dir.join(format!("content/{n}.md")))).unwrap();
        }
        assert_eq!(ear.next(SOON), Heard::All);
    }

    #[test]
    fn an_editors_try_at_a_file_is_no_change() {
        let (_folder, mut ear, sender) = ear();
        let path = ear.dir.join("content/4913");
        sender.send(Ok(Event::new(EventKind::Create(CreateKind::File)).add_path(path.clone()))).unwrap();
        sender.send(Ok(Event::new(EventKind::Remove(RemoveKind::File)).add_path(path))).unwrap();
        assert_eq!(ear.next(SOON), Heard::Named(Vec::new()));
    }

    #[test]
    fn a_save_in_many_pieces_is_one_burst() {
        let (_folder, mut ear, sender) = ear();
        let path = ear.dir.join("content/a.md");
        // The system goes on listening when the writer has finished.
        let _open = sender.clone();
        let pieces = std::thread::spawn(move || {
            let (began, mut late) = (Instant::now(), 0);
            for _ in 0..25 {
                let before = Instant::now();
                sender.send(edited(path.clone())).unwrap();
                std::thread::sleep(PAUSE);
                // On a busy machine a writer may pause so long that nobody can tell it from one who has finished.
                late += usize::from(before.elapsed() > 4 * PAUSE);
            }
            late + (began.elapsed().as_millis() / BOUND.as_millis()) as usize
        });
        let mut bursts = 0;
        loop {
            match ear.next(SOON) {
                Heard::Named(_) => bursts += 1,
                Heard::All => {}
                Heard::Nothing => break,
            }
        }
        let breaks = pieces.join().unwrap();
        assert!(bursts >= 1 && bursts <= 1 + breaks, "{bursts} bursts, {breaks} breaks");
    }

    #[test]
    fn reading_the_handbook_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().canonicalize().unwrap();
        std::fs::create_dir(dir.join("content")).unwrap();
        std::fs::write(dir.join("content/a.md"), "# A").unwrap();
        let (mut ear, _) = Ear::new(&dir, &[], false);
        for _ in 0..20 {
            std::fs::read(dir.join("content/a.md")).unwrap();
            std::fs::read_dir(dir.join("content")).unwrap().for_each(drop);
        }
        assert_eq!(ear.next(SOON), Heard::Nothing);
        assert!(!ear.is_wanted(), "looking would wake it again, for ever");
        std::fs::write(dir.join("content/a.md"), "# B").unwrap();
        assert_eq!(ear.next(None), Heard::Named(vec![dir.join("content/a.md")]));
    }

    #[test]
    fn a_limit_of_the_system_is_said_in_one_line() {
        let line = polling(&notify::Error::new(ErrorKind::MaxFilesWatch));
        assert_eq!(
            line,
            "The system's limit of watched folders is reached: looking for changes twice a second."
        );
        assert!(!line.contains('\n'));
    }
}
