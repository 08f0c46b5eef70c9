//! Reading that is watched: it tells how far it is, stops when asked, and an interrupted program leaves nothing behind.

use std::collections::BTreeMap;
use std::fs;

use koe::load::progress::Progress;
use koe::load::{self, LoadError};

use crate::support::Workdir;

const QUESTIONS: &str = "[[question]]\nid = \"Q1\"\nkind = \"single\"\ncolumn = \"問1\"\nchoices = [{ code = \"1\", label = \"はい\" }, { code = \"2\", label = \"いいえ\" }]\n";

/// A survey of so many rows.
fn survey(rows: usize) -> Workdir {
    let rows: String = (1..=rows).map(|row| format!("{row},{}\n", row % 2 + 1)).collect();
    Workdir::survey(QUESTIONS, "a.csv", format!("整理番号,問1\n{rows}"))
}

fn watched(dir: &Workdir, progress: &Progress) -> Result<load::Loaded, LoadError> {
    load::watched(&dir.file("s.toml"), dir.path(), &BTreeMap::new(), progress)
}

#[test]
fn a_whole_reading_comes_to_its_end() {
    let (dir, progress) = (survey(20_000), Progress::default());
    assert_eq!(progress.percent(), None);
    let looker = progress.clone();
    let loaded = std::thread::scope(|scope| {
        let reading = scope.spawn(|| watched(&dir, &progress));
        let mut last = 0;
        while !reading.is_finished() {
            let now = looker.percent().unwrap_or(0);
            assert!(now >= last, "{now} after {last}");
            last = now;
        }
        reading.join().unwrap()
    });
    assert_eq!(loaded.unwrap().responses.counts().valid, 20_000);
    assert_eq!(progress.percent(), Some(99));
}

#[test]
fn a_reading_that_is_stopped_says_so_and_nothing_is_wrong_with_the_file() {
    let dir = survey(10);
    for name in ["same.xlsx", "same.xls", "same.ods", "cp932.csv"] {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/readers").join(name);
        fs::copy(source, dir.file("a.csv")).unwrap();
        let progress = Progress::default();
        progress.cancel();
        let stopped = watched(&dir, &progress);
        assert!(matches!(stopped, Err(LoadError::Cancelled)), "{name}: {stopped:?}");
        let stopped = load::spreadsheet(&dir.file("a.csv"), &load::infer::Hints::default(), &progress);
        assert!(matches!(stopped, Err(LoadError::Cancelled)), "{name}: {stopped:?}");
    }
}

/// Whether a program started from here can be interrupted: shells start what runs in the background without.
#[cfg(unix)]
fn is_interruptible() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).is_none_or(|bits| bits & 2 == 0)
}

#[cfg(unix)]
#[test]
fn an_interrupted_program_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    if !is_interruptible() {
        return;
    }
    let dir = survey(1);
    // A pipe that nobody writes into is a file that takes for ever to read.
    fs::remove_file(dir.file("a.csv")).unwrap();
    assert!(Command::new("mkfifo").arg(dir.file("a.csv")).status().unwrap().success());
    let mut child = crate::support::command(dir.path(), &["book", "-o", "book.xlsx"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (send, opened) = channel();
    let pipe = dir.file("a.csv");
    // Opening a pipe for writing waits for its reader.
    std::thread::spawn(move || send.send(fs::OpenOptions::new().write(true).open(pipe)));
    let writer = opened.recv_timeout(Duration::from_secs(60)).unwrap().unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let status = child.wait().unwrap();
    // SIGINT, which shells call 130.
    assert_eq!(status.signal(), Some(2));
    drop(writer);
    let mut left: Vec<String> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["a.csv", "koe.toml", "s.toml"]);
}
