//! Killed at any moment, or two at once: a reader sees whole pages of whole sites, and the next run tidies up.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::{Desk, alone, site};

const KILLS: usize = 120;

fn whole(version: &str) -> BTreeMap<String, String> {
    alone::pages(version).into_iter().collect()
}

fn publish(desk: &Desk, version: &str) {
    let pages = alone::pages(version);
    let pages: Vec<_> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    desk.try_publish(&site(&pages)).unwrap();
}

fn start(desk: &Desk, version: &str) -> std::process::Child {
    let mut command = Command::new(alone::program());
    alone::publisher(&mut command, version, &[desk.target()], desk.dir());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Reads the site over and over until told to stop. Every page must be a whole page, and a site there.
fn read_all_the_time(desk: &Desk, stop: &AtomicBool, reads: &AtomicUsize) {
    let read = |path: &str| match fs::read_to_string(desk.at(path)) {
        Ok(text) => {
            reads.fetch_add(1, Ordering::Relaxed);
            assert!(text.ends_with("end"), "a page is not whole: {path}: {text:?}");
            let version = text.split(' ').next().unwrap();
            let expected = match path {
                "index.html" => format!("{version} start end"),
                _ => alone::page(version, path.split('/').nth(1).unwrap().parse().unwrap()).1,
            };
            assert_eq!(text, expected, "{path} is no page of any site");
            true
        }
        Err(e) if e.kind() == ErrorKind::NotFound => false,
        Err(e) => panic!("{path} cannot be read: {e}"),
    };
    for i in (0..).take_while(|_| !stop.load(Ordering::Relaxed)) {
        read(&alone::page("any", i % 150).0);
        // Twice, since a path may lead into the folder that is just being retired. Where the exchange takes
        // two renames there is a moment without a site.
        let served = read("index.html") || read("index.html");
        assert!(served || !cfg!(target_os = "linux"), "for a moment there was no site");
    }
}

#[test]
fn killed_at_any_moment_the_old_or_the_new_site_is_served_whole() {
    let desk = Desk::fast();
    let versions = ["one:150", "two:120"];
    publish(&desk, versions[0]);
    let started = Instant::now();
    assert!(start(&desk, versions[1]).wait().unwrap().success());
    let usual = started.elapsed();

    let (stop, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut old, mut new, mut leftovers) = (0, 0, 0);
    thread::scope(|scope| {
        let reader = scope.spawn(|| read_all_the_time(&desk, &stop, &reads));
        for round in 0..KILLS {
            let (before, after) = (versions[(round + 1) % 2], versions[round % 2]);
            publish(&desk, before);
            let mut child = start(&desk, after);
            wait_for_a_bad_moment(&desk, round, usual);
            child.kill().unwrap();
            child.wait().unwrap();

            let served = desk.files();
            leftovers += usize::from(desk.beside().iter().any(|name| name.ends_with("-new")));
            if served == whole(before) {
                old += 1;
            } else {
                assert_eq!(served, whole(after), "neither the old site nor the new one");
                new += 1;
            }
            if reader.is_finished() {
                break;
            }
        }
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });

    publish(&desk, "three:10");
    assert_eq!(desk.files(), whole("three:10"));
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"], "all is tidy after the next run");
    assert_eq!(old + new, KILLS);
    assert!(leftovers > 0, "no run was killed while it worked: {old} before, {new} after");
    assert!(reads.into_inner() > KILLS, "the reader has read");
}

/// Half of the time a random part of a usual run; else some moment after work on the site has begun.
fn wait_for_a_bad_moment(desk: &Desk, round: usize, usual: Duration) {
    // The golden ratio spreads any number of points evenly.
    let share = (round as f64 * 0.618_033_988_75).fract();
    if round.is_multiple_of(2) {
        thread::sleep(usual.mul_f64(share * 1.1));
        return;
    }
    let site = desk.dir().join(".public.throughline-new/site");
    let patience = Instant::now() + usual * 3;
    while !site.exists() && Instant::now() < patience {
        std::hint::spin_loop();
    }
    thread::sleep(usual.mul_f64(share * 0.3));
}

#[test]
fn of_two_builds_at_once_one_waits() {
    let desk = Desk::fast();
    let notes: Vec<String> = thread::scope(|scope| {
        let publish = |i: usize| {
            let mut site = site(&[]);
            for (path, text) in alone::pages(&format!("build-{i}:60")) {
                let bytes = throughline::site::Bytes::new(text.into_bytes());
                site.put_lazy(
                    path,
                    Box::new(move || {
                        // Long enough that the others come meanwhile.
                        thread::sleep(Duration::from_millis(1));
                        Ok(bytes.clone())
                    }),
                );
            }
            desk.try_publish(&site).unwrap().notes
        };
        let builds: Vec<_> = (0..8).map(|i| scope.spawn(move || publish(i))).collect();
        builds.into_iter().flat_map(|build| build.join().unwrap()).collect()
    });
    assert_eq!(notes, [""; 0]);
    assert!(desk.waits.load(Ordering::Relaxed), "nobody was told that there is something to wait for");
    let served = desk.files();
    assert!((0..8).any(|i| served == whole(&format!("build-{i}:60"))), "the site is one of the eight");
    assert_eq!(desk.beside(), ["changed.txt", "content", "public"]);
}

#[test]
fn builds_of_several_processes_wait_for_each_other_too() {
    let desk = Desk::fast();
    let versions: Vec<_> = (0..10).map(|i| format!("process-{i}:80")).collect();
    let mut builds: Vec<_> = versions.iter().map(|version| start(&desk, version)).collect();
    assert!(builds.iter_mut().all(|build| build.wait().unwrap().success()));
    let served = desk.files();
    assert!(versions.iter().any(|version| served == whole(version)), "the site is one of the ten");
    assert_eq!(desk.beside(), ["content", "public"]);
}

#[test]
fn a_lock_file_left_by_a_killed_run_holds_nobody_up() {
    let desk = Desk::fast();
    fs::write(desk.dir().join(".public.throughline-lock"), "").unwrap();
    let published = desk.publish(&[("index.html", "start")]);
    assert_eq!(published.notes, [""; 0]);
    assert!(!desk.waits.load(Ordering::Relaxed));
}
