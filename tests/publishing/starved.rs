//! A full disk, a limit, a missing permission: told with the place, and the old site stays.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Desk, alone, tree};

/// Publishes a small site, then, started by `shell` in which `"$@"` is the publisher, a large one; returns
/// what that said. Whatever it said, the small site must still be there.
fn starve(desk: &Desk, shell: &[&str], place: &Path) -> Option<String> {
    let target = place.join("public");
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg("sh").arg(alone::program());
    alone::publisher(&mut command, "large:3000", &[target], desk.dir());
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = text.lines().filter_map(|line| line.strip_prefix("=> ")?.split_once(" => ")).next_back();
    said.map(|(_, said)| said.to_owned())
}

/// No right is needed for this one: the system refuses files over a limit as it refuses them on a full disk.
#[test]
fn a_page_that_the_system_refuses_leaves_the_old_site() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "old"), ("a/index.html", "old")]);
    fs::remove_file(desk.dir().join("changed.txt")).unwrap();
    let before = tree(desk.dir());
    // Pages have some 2 kB; a block has 512 or 1,024 bytes. The signal would end the program.
    let shell = ["sh", "-c", r#"trap "" XFSZ; ulimit -f 1; exec "$@""#];
    let said = starve(&desk, &shell, desk.dir()).unwrap();
    assert!(said.starts_with("failed could not write the site: "), "{said}");
    assert!(said.contains("/public/") && said.contains("the system allows no larger files here"), "{said}");
    assert_eq!(tree(desk.dir()), before);
}

/// The list of files is the last to be written, and the largest.
#[test]
fn a_list_that_the_system_refuses_leaves_the_old_site() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "old")]);
    fs::remove_file(desk.dir().join("changed.txt")).unwrap();
    let before = tree(desk.dir());
    let shell = ["sh", "-c", r#"trap "" XFSZ; ulimit -f 100; exec "$@""#];
    let said = starve(&desk, &shell, desk.dir()).unwrap();
    assert!(said.starts_with("failed could not write the site: "), "{said}");
    assert!(said.contains("/public/.throughline.json ("), "{said}");
    assert_eq!(tree(desk.dir()), before);
}

/// A disk of its own in a name space of its own, where the system lets us have one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_the_space_left_and_leaves_the_old_site() {
    let desk = Desk::new();
    let disk = desk.dir().join("disk");
    fs::create_dir(&disk).unwrap();
    let script = format!(
        r#"mount -t tmpfs -o size=2m none {disk} && mkdir {disk}/public && cp -r {old}/. {disk}/public && "$@";
           cd {disk} && find . -type f | sort && cat public/index.html && echo '' && echo survived"#,
        disk = disk.display(),
        old = desk.target().display(),
    );
    desk.publish(&[("index.html", "old"), ("a/index.html", "old")]);
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script, "sh"]).arg(alone::program());
    alone::publisher(&mut command, "large:3000", &[disk.join("public")], desk.dir());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !said.contains("=> ") {
        // Then the two tests above speak for this one: the same code, refused by another limit.
        eprintln!("this system lets us have no disk of our own: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    assert!(said.contains("=> failed could not "), "{said}");
    assert!(
        said.contains("the disk is full, ") && said.contains(" are free; make room and build again"),
        "{said}"
    );
    let after = said.split_once("ok\n").or(said.split_once("filtered out")).map_or("", |(_, after)| after);
    let survived = "./public/.throughline.json\n./public/a/index.html\n./public/index.html\nold\nsurvived\n";
    assert!(after.ends_with(survived), "the old site, and nothing else, is on the disk: {said}");
}

#[test]
fn a_folder_one_may_not_write_in_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let above = desk.dir().join("above");
    fs::create_dir(&above).unwrap();
    fs::write(above.join("file"), "").unwrap();
    // What nobody may write, not even an administrator: a folder below a file.
    let order = |target: &Path| {
        throughline::publish::publish(
            &crate::site(&[("index.html", "start")]),
            &throughline::publish::Order {
                target,
                sources: desk.dir(),
                protected: &[],
                keep: &[],
                drafts: false,
                lenient: false,
                gzip: false,
                changed: None,
                progress: &|_, _| {},
                waiting: &|| {},
            },
        )
    };
    let Err(throughline::site::Unmade::Failure(failure)) = order(&above.join("file/public")) else {
        panic!("published below a file")
    };
    assert!(failure.cause.is_some(), "{failure}");

    fs::set_permissions(&above, fs::Permissions::from_mode(0o555)).unwrap();
    let result = order(&above.join("public"));
    fs::set_permissions(&above, fs::Permissions::from_mode(0o755)).unwrap();
    match result {
        // An administrator may.
        Ok(published) => assert_eq!(published.written, 1),
        Err(throughline::site::Unmade::Failure(failure)) => {
            assert_eq!(failure.advice.as_deref(), Some("you may not write here; ask who owns the folder"));
            assert!(!above.join("public").exists());
        }
        Err(other) => panic!("{other:?}"),
    }
}
