//! The journal as a file: restarts, several programs, read-only; kills and damage in `journal/damage.rs`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod damage;

use std::path::Path;

use koe::project::{Act, Op, Project, StoreError, View};
use rusqlite::Connection;

const STORE: &str = "sqlite:koe.sqlite";

fn open(root: &Path) -> Result<Project, StoreError> {
    Project::open_as(root, STORE, false, "tester")
}

fn note(text: impl ToString) -> Op {
    Op::SetNote { survey: "business".into(), question: "Q5".into(), text: text.to_string() }
}

/// A project whose journal holds notes 1 to `count`.
fn project(count: usize) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let mut project = open(root.path()).unwrap();
    for number in 1..=count {
        assert!(project.act(note(number)).unwrap());
    }
    root
}

fn files(root: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(root).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn sql(root: &Path, statement: &str) {
    Connection::open(root.join("koe.sqlite")).unwrap().execute_batch(statement).unwrap();
}

/// A journal written by version 1 of the format stays readable for ever: never change these lines, add to them.
#[test]
fn an_old_journal_is_read() {
    let root = project(0);
    let acts = [
        r#"{"do":{"op":"save_table","name":"後継者","survey":"business","spec":{"question":"Q5","banners":[["F1","F5"]],"weight":null,"filter":"F1 in (1, 2)","base":"all","percent":"row"},"view":{"lines":"percent_then_count","digits":0,"show_missing":false,"swap":true,"sort":"descending","banners":[["F5"]],"weight":"pop","filter":"F5 = 1","base":"answered","percent":"column"}}}"#,
        r#"{"do":{"op":"save_table","name":"x","survey":"business","spec":{"question":"Q5","banners":[],"weight":null,"filter":null,"base":"all","percent":"none"}}}"#,
        r#"{"do":{"op":"delete_table","name":"x"}}"#,
        r#"{"do":{"op":"set_view","survey":"business","view":{"digits":2}}}"#,
        r#"{"do":{"op":"set_note","survey":"business","question":"Q5","text":"要確認"}}"#,
        r#"{"undo":"id5"}"#,
        r#"{"redo":"id5"}"#,
    ];
    sql(
        root.path(),
        "CREATE TABLE acts (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL);
         PRAGMA user_version = 1;",
    );
    for (at, act) in acts.iter().enumerate() {
        sql(
            root.path(),
            &format!("INSERT INTO acts VALUES ({0}, 'id{0}', '2026-01-31T12:34:56.789Z', 'a', '{act}')", at + 1),
        );
    }

    let project = open(root.path()).unwrap();
    let table = project.state().table("後継者").unwrap();
    assert_eq!(project.state().tables.len(), 1);
    assert_eq!((table.spec.question.as_str(), table.spec.banners[0].name().as_str()), ("Q5", "F1*F5"));
    assert_eq!((table.view.digits, table.view.weight.as_deref()), (0, Some("pop")));
    assert_eq!(project.state().view("business"), Some(&View { digits: 2, ..View::default() }));
    assert_eq!(project.state().note("business", "Q5"), Some("要確認"));
    for (entry, json) in project.acts().zip(acts) {
        let again = serde_json::to_string(&entry.act).unwrap();
        assert_eq!(serde_json::from_str::<Act>(&again).unwrap(), entry.act);
        // What is written today is what was written then; acts 2 and 4 leave out what has a default.
        assert!(again == json || [2, 4].contains(&entry.seq), "{again}");
    }
}

#[test]
fn undo_and_redo_outlive_the_program() {
    let root = project(3);
    assert_eq!(open(root.path()).unwrap().undo(), Ok(Some(note(3))));
    assert_eq!(open(root.path()).unwrap().undo(), Ok(Some(note(2))));
    let mut project = open(root.path()).unwrap();
    assert_eq!(project.state().note("business", "Q5"), Some("1"));
    assert_eq!((project.can_undo(), project.can_redo()), (Some(&note(1)), Some(&note(2))));
    assert_eq!(project.redo(), Ok(Some(note(2))));
    project.act(note("new")).unwrap();
    assert_eq!(open(root.path()).unwrap().redo(), Ok(None));

    let entries: Vec<_> = project.acts().collect();
    assert_eq!(entries.len(), 7);
    assert!(entries.iter().all(|entry| entry.who == "tester" && entry.id.len() == 32 && entry.at.ends_with('Z')));
    assert_eq!(entries[3].act, Act::Undo(entries[2].id.clone()));
}

#[test]
fn looking_leaves_no_file() {
    let root = project(0);
    let mut project = open(root.path()).unwrap();
    assert_eq!((project.undo(), project.act(note(""))), (Ok(None), Ok(false)));
    assert!(files(root.path()).is_empty());
    project.act(note(1)).unwrap();
    assert_eq!(files(root.path()), ["koe.sqlite"], "no second file stays beside the journal");
}

#[test]
fn read_only_changes_nothing() {
    let empty = project(0);
    let mut project = Project::open(empty.path(), STORE, true).unwrap();
    assert!(project.read_only());
    assert!(matches!(project.act(note(1)), Err(StoreError::ReadOnly { .. })));
    assert!(files(empty.path()).is_empty());

    let root = self::project(2);
    let bytes = std::fs::read(root.path().join("koe.sqlite")).unwrap();
    let mut project = Project::open_as(root.path(), STORE, true, "tester").unwrap();
    assert_eq!(project.state().note("business", "Q5"), Some("2"));
    assert!(matches!(project.act(note(3)), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(project.undo(), Err(StoreError::ReadOnly { .. })));
    assert_eq!(project.state().note("business", "Q5"), Some("2"));
    assert_eq!(files(root.path()), ["koe.sqlite"]);
    assert_eq!(std::fs::read(root.path().join("koe.sqlite")).unwrap(), bytes);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let root = project(1);
    let allow = |mode| std::fs::set_permissions(root.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    let mut before = open(root.path()).unwrap();
    allow(0o555);
    // The administrator may write everywhere, so there is nothing to see.
    let administrator = tempfile::tempfile_in(root.path()).is_ok();
    if !administrator {
        let mut project = open(root.path()).unwrap();
        assert!(project.read_only());
        assert!(matches!(project.act(note(2)), Err(StoreError::ReadOnly { .. })));
        assert!(matches!(before.act(note(2)), Err(StoreError::ReadOnly { .. })), "the permission went meanwhile");
    }
    allow(0o755);
    assert_eq!(files(root.path()), ["koe.sqlite"]);
}

#[test]
fn two_programs_see_and_keep_each_others_acts() {
    let root = project(0);
    let (mut a, mut b) = (open(root.path()).unwrap(), open(root.path()).unwrap());
    a.act(note("a")).unwrap();
    b.act(note("b")).unwrap();
    assert_eq!(b.acts().len(), 2);
    assert_eq!(a.refresh(), Ok(true));
    assert_eq!(a.state(), b.state());
    assert_eq!(a.undo(), Ok(Some(note("b"))), "the same person at two screens");
}

#[test]
fn programs_writing_at_once_lose_nothing() {
    let root = project(0);
    let path = root.path();
    std::thread::scope(|scope| {
        for writer in 0..3 {
            scope.spawn(move || {
                let mut project = Project::open_as(path, STORE, false, &format!("writer {writer}")).unwrap();
                for number in 0..10 {
                    while let Err(error) = project.act(note(format!("{writer}-{number}"))) {
                        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
                    }
                }
            });
        }
    });
    let project = open(path).unwrap();
    assert_eq!(project.acts().len(), 30);
    for writer in 0..3 {
        let own: Vec<_> = project.acts().filter(|entry| entry.who == format!("writer {writer}")).collect();
        let wanted: Vec<_> = (0..10).map(|number| Act::Do(note(format!("{writer}-{number}")))).collect();
        assert!(own.iter().map(|entry| &entry.act).eq(&wanted));
    }
}
