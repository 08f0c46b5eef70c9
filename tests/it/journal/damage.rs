//! What a kill, a power cut, a bad disk or a careless hand does to a journal: at most the last act is lost, and never a panic.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use koe::project::{Project, StoreError};
use rusqlite::Connection;

use super::{STORE, files, note, open, project, sql};

/// Not a test by itself: the program that `a_killed_program_loses_at_most_the_last_act` kills.
#[test]
fn child_that_writes_until_killed() {
    let Ok(root) = std::env::var("KOE_TEST_JOURNAL") else { return };
    let mut project = open(Path::new(&root)).unwrap();
    for number in project.acts().len() + 1.. {
        project.act(note(number)).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "acknowledged {number}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn a_killed_program_loses_at_most_the_last_act() {
    let root = project(0);
    let module = module_path!().split_once("::").unwrap().1;
    let child_test = format!("{module}::child_that_writes_until_killed");
    let mut known = 0;
    for round in 0..12 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([&child_test, "--exact", "--nocapture", "--test-threads=1"])
            .env("KOE_TEST_JOURNAL", root.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = known;
        let mut take = |line: String| {
            if let Some((_, number)) = line.split_once("acknowledged ") {
                acknowledged = number.parse().unwrap();
            }
        };
        for _ in 0..8 {
            take(lines.next().expect("the child writes").unwrap());
        }
        std::thread::sleep(std::time::Duration::from_micros(round * 317));
        child.kill().unwrap();
        child.wait().unwrap();
        lines.map_while(Result::ok).for_each(&mut take);

        let project = open(root.path()).unwrap();
        let kept = project.acts().len();
        assert!(acknowledged > known, "the child has written");
        assert!(kept == acknowledged || kept == acknowledged + 1, "{acknowledged} acknowledged, {kept} kept");
        assert_eq!(project.state().note("business", "Q5"), Some(kept.to_string().as_str()));
        known = kept;
    }
}

/// A journal with an act half on the disk: the database partly overwritten, the rollback journal beside it.
fn interrupted() -> tempfile::TempDir {
    let (root, copy) = (project(20), tempfile::tempdir().unwrap());
    let writer = Connection::open(root.path().join("koe.sqlite")).unwrap();
    let spill = "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE acts SET act = printf('%.9000c', 'x');";
    writer.execute_batch(spill).unwrap();
    for name in files(root.path()) {
        std::fs::copy(root.path().join(&name), copy.path().join(&name)).unwrap();
    }
    assert_eq!(files(copy.path()), ["koe.sqlite", "koe.sqlite-journal"]);
    copy
}

#[test]
fn a_half_written_act_is_taken_back() {
    let root = interrupted();
    let before = std::fs::read(root.path().join("koe.sqlite")).unwrap();
    assert!(matches!(Project::open(root.path(), STORE, true), Err(StoreError::Interrupted { .. })));
    assert_eq!(std::fs::read(root.path().join("koe.sqlite")).unwrap(), before, "read-only repairs nothing");

    let mut project = open(root.path()).unwrap();
    assert_eq!(project.acts().len(), 20);
    assert!(project.act(note("goes on")).unwrap());
    assert_eq!(files(root.path()), ["koe.sqlite"]);
}

#[test]
fn killed_while_creating_the_file() {
    let root = project(0);
    std::fs::write(root.path().join("koe.sqlite"), "").unwrap();
    assert!(open(root.path()).unwrap().act(note(1)).unwrap());
}

/// Every length and a good many overwritten places: an error or the right acts, never a panic.
#[test]
fn a_damaged_file_is_an_error() {
    let root = project(30);
    let path = root.path().join("koe.sqlite");
    let whole = std::fs::read(&path).unwrap();
    let acts = |project: &Project| project.acts().cloned().collect::<Vec<_>>();
    let right = acts(&open(root.path()).unwrap());

    for length in (1..whole.len()).step_by(509) {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = open(root.path()).expect_err("a cut file");
        assert!(matches!(error, StoreError::Damaged { .. }), "{length}: {error}");
    }
    for place in (0..whole.len()).step_by(512) {
        let mut bytes = whole.clone();
        bytes.iter_mut().skip(place).take(64).for_each(|byte| *byte = 0xff);
        std::fs::write(&path, &bytes).unwrap();
        if let Ok(mut project) = open(root.path()) {
            assert_eq!(acts(&project), right, "{place}");
            assert_eq!(project.act(note("more")), Ok(true), "{place}: found only when writing");
        }
    }
    std::fs::write(&path, "整理番号,問1\n1,2\n".repeat(100)).unwrap();
    assert!(matches!(open(root.path()), Err(StoreError::Damaged { .. })));
}

#[test]
fn acts_that_cannot_be_right_are_an_error() {
    for statement in [
        "DELETE FROM acts WHERE seq = 2",
        "UPDATE acts SET seq = 9 WHERE seq = 3",
        "UPDATE acts SET act = '{\"do\":' WHERE seq = 2",
        "UPDATE acts SET act = x'ff' WHERE seq = 2",
        "UPDATE acts SET act = '{\"undo\":\"nothing\"}' WHERE seq = 3",
        "DROP TABLE acts",
    ] {
        let root = project(3);
        sql(root.path(), statement);
        let error = open(root.path()).expect_err(statement);
        assert!(matches!(error, StoreError::Damaged { .. }), "{statement}: {error}");
    }
}

#[test]
fn newer_and_foreign_files_are_refused() {
    let root = project(1);
    sql(root.path(), "PRAGMA user_version = 2");
    assert!(matches!(open(root.path()), Err(StoreError::Newer { found: 2, known: 1, .. })));

    let root = project(2);
    sql(root.path(), r#"UPDATE acts SET act = '{"do":{"op":"set_tag","comment":"1"}}' WHERE seq = 2"#);
    assert!(matches!(open(root.path()), Err(StoreError::UnknownAct { seq: 2, .. })));

    let root = project(0);
    sql(root.path(), "CREATE TABLE households (id)");
    assert!(matches!(open(root.path()), Err(StoreError::NotAJournal { .. })));

    let root = project(0);
    std::fs::create_dir(root.path().join("koe.sqlite")).unwrap();
    assert!(matches!(open(root.path()), Err(StoreError::Failed { .. })));

    let kind = "postgres".to_owned();
    let error = Project::open(root.path(), "postgres://user:secret@host/db", false).unwrap_err();
    assert_eq!(error, StoreError::Unsupported { kind });
}

fn put_journal_of(count: usize, root: &Path) {
    std::fs::copy(project(count).path().join("koe.sqlite"), root.join("koe.sqlite")).unwrap();
}

#[test]
fn an_exchanged_file_is_noticed() {
    for exchange in [
        (|root| std::fs::remove_file(root.join("koe.sqlite")).unwrap()) as fn(&Path),
        |root| std::fs::write(root.join("koe.sqlite"), "").unwrap(),
        |root| put_journal_of(1, root),
        |root| put_journal_of(5, root),
    ] {
        let root = project(3);
        let mut project = open(root.path()).unwrap();
        exchange(root.path());
        let files = files(root.path());
        assert!(matches!(project.act(note("lost?")), Err(StoreError::Replaced { .. })));
        assert_eq!(project.state().note("business", "Q5"), Some("3"));
        assert_eq!(self::files(root.path()), files, "nothing is created in its place");
    }
}
