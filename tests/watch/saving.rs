//! How editors save: with each way the page changes, and is never away in between.

use std::fs::{self, File};
use std::time::Duration;

use super::Desk;

const FILE: &str = "content/guides/one.md";
const PAGE: &str = "guides/one/index.html";

/// A way of saving: writes `text` into the file that is there.
type Save = fn(&Desk, &str);

/// Ways of saving, and who saves so.
const WAYS: &[(&str, Save)] = &[
    ("written over: nano, VS Code", |desk, text| desk.write(FILE, text)),
    ("emptied, then written in pieces", |desk, text| {
        use std::io::Write;
        let mut file = File::create(desk.at(FILE)).unwrap();
        for piece in text.as_bytes().chunks(7) {
            file.write_all(piece).unwrap();
            file.flush().unwrap();
        }
    }),
    ("written beside and renamed: Obsidian, gedit, sed -i", |desk, text| {
        desk.write("content/guides/.one.md.x7Tq2", text);
        fs::rename(desk.at("content/guides/.one.md.x7Tq2"), desk.at(FILE)).unwrap();
    }),
    ("written beside under a name that could be a page's", |desk, text| {
        desk.write("content/guides/one.md.sb-4f2a", text);
        fs::rename(desk.at("content/guides/one.md.sb-4f2a"), desk.at(FILE)).unwrap();
    }),
    ("the old one renamed, a new one written: vim", |desk, text| {
        desk.write("content/guides/4913", "");
        fs::remove_file(desk.at("content/guides/4913")).unwrap();
        fs::rename(desk.at(FILE), desk.at("content/guides/one.md~")).unwrap();
        desk.write(FILE, text);
        fs::remove_file(desk.at("content/guides/one.md~")).unwrap();
    }),
    ("with a lock and a copy of what is not saved: Emacs", |desk, text| {
        desk.write("content/guides/#one.md#", "half");
        #[cfg(unix)]
        std::os::unix::fs::symlink("ada@box.4711", desk.at("content/guides/.#one.md")).unwrap();
        fs::rename(desk.at(FILE), desk.at("content/guides/one.md~")).unwrap();
        desk.write(FILE, text);
        fs::remove_file(desk.at("content/guides/#one.md#")).unwrap();
        #[cfg(unix)]
        fs::remove_file(desk.at("content/guides/.#one.md")).unwrap();
    }),
    ("through two temporary files: Word and its kin", |desk, text| {
        desk.write("content/guides/~$one.md", "owner");
        desk.write("content/guides/~WRD0001.tmp", text);
        fs::rename(desk.at(FILE), desk.at("content/guides/~WRL0002.tmp")).unwrap();
        fs::rename(desk.at("content/guides/~WRD0001.tmp"), desk.at(FILE)).unwrap();
        fs::remove_file(desk.at("content/guides/~WRL0002.tmp")).unwrap();
        fs::remove_file(desk.at("content/guides/~$one.md")).unwrap();
    }),
    ("with a swap file: Kate", |desk, text| {
        desk.write("content/guides/.one.md.kate-swp", "swap");
        desk.write(FILE, text);
        fs::remove_file(desk.at("content/guides/.one.md.kate-swp")).unwrap();
    }),
    ("removed, and written a moment later", |desk, text| {
        fs::remove_file(desk.at(FILE)).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        desk.write(FILE, text);
    }),
];

/// How often each way is tried.
const TIMES: usize = 50;

#[test]
fn however_an_editor_saves_the_page_changes_and_is_never_away() {
    let desk = Desk::new();
    let mut watched = desk.watched(false);
    for (n, (way, save)) in WAYS.iter().enumerate() {
        let before = watched.shown;
        for time in 0..TIMES {
            let words = format!("Saved by way {n}, time {time}.");
            save(&desk, &format!("# One\n\n{words}\n"));
            watched.sees(PAGE, &words);
        }
        watched.settle();
        // A busy machine may take a file for saved between two of its pieces.
        let shown = watched.shown - before;
        assert!(shown <= TIMES + TIMES / 2, "{way}: shown {shown} times");
    }
    let told = watched.told.join("\n");
    assert!(!told.contains("Removed content/guides/one.md"), "{told}");
    assert!(
        !told.contains("4913") && !told.contains("tmp") && !told.contains('~') && !told.contains('#'),
        "{told}"
    );
}

#[test]
fn two_saves_of_one_length_within_one_tick_of_the_clock_are_both_seen() {
    let desk = Desk::new();
    let mut watched = desk.watched(false);
    let written = File::open(desk.at(FILE)).unwrap().metadata().unwrap().modified().unwrap();
    for words in ["Same long A.", "Same long B.", "Same long C."] {
        desk.write(FILE, format!("# One\n\n{words}\n"));
        File::options().write(true).open(desk.at(FILE)).unwrap().set_modified(written).unwrap();
        watched.sees(PAGE, words);
    }
}

#[test]
fn bytes_that_do_not_change_and_files_that_are_not_ours_show_nothing() {
    let desk = Desk::new();
    fs::create_dir_all(desk.at("public")).unwrap();
    let mut watched = desk.watched(false);
    desk.write(FILE, "# One\n\nFirst words.\n");
    desk.write("public/index.html", "published");
    desk.write("notes.txt", "not the handbook's");
    desk.write("content/guides/.hidden.md", "# Hidden\n");
    desk.write("content/guides/one.md.swp", "swap");
    watched.settle();
    assert_eq!((watched.shown, watched.told.len()), (0, 0), "{:?}", watched.told);
}

#[test]
fn without_events_looking_at_regular_times_sees_the_same() {
    let desk = Desk::new();
    let mut watched = desk.watched(true);
    assert_eq!(watched.watch.notes().len(), 1, "it is said that it polls");
    for (n, (_, save)) in WAYS.iter().enumerate() {
        let words = format!("Polled words of way {n}.");
        save(&desk, &format!("# One\n\n{words}\n"));
        watched.sees(PAGE, &words);
    }
    fs::remove_file(desk.at("content/guides/two.md")).unwrap();
    watched.until("a removed file", |step| super::html(&step.site, "guides/two/index.html").is_none());
}

#[test]
fn settings_styles_pictures_and_tables_are_listened_to_as_well() {
    let desk = Desk::new();
    desk.write("content/guides/one.md", "# One\n\n![Van](van.svg)\n");
    let svg =
        |width: u8| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"4\"/>");
    desk.write("content/guides/van.svg", svg(4));
    let mut watched = desk.watched(false);
    desk.write("content/handbook.yaml", "title: Renamed\n");
    watched.sees("index.html", "Renamed");
    desk.write("content/guides/van.svg", svg(8));
    watched.until("a picture", |step| {
        super::html(&step.site, "guides/van.svg").is_some_and(|svg| svg.contains("\"8\""))
    });
    watched.sees(PAGE, "width=\"8\"");
    // There was no folder of themes before.
    desk.write(
        "themes/default/templates/not-found.html",
        "{% extends \"base.html\" %}{% block main %}Ours{% endblock main %}",
    );
    watched.sees("404.html", "Ours");
    desk.write(
        "themes/default/templates/not-found.html",
        "{% extends \"base.html\" %}{% block main %}Changed{% endblock main %}",
    );
    watched.sees("404.html", "Changed");
}
