//! Undo, redo and reopening over random histories, on a journal in memory. The file is tested in `tests/it/journal.rs`.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;

use super::*;
use crate::model::expr::Expr;
use crate::model::finding::Finding;
use crate::model::table::{BannerSpec, BaseKind, Percent, TableSpec};

/// A journal in memory, shared by everyone who opens it.
#[derive(Debug, Clone, Default)]
struct Memory(Arc<Mutex<Vec<Entry>>>);

impl Store for Memory {
    fn read(&self, last: Option<&Entry>) -> Result<Vec<Entry>, StoreError> {
        let known = last.map_or(0, |entry| entry.seq) as usize;
        Ok(self.0.lock().unwrap()[known..].to_vec())
    }

    fn append(&self, last: Option<&Entry>, who: &str, act: &Act) -> Result<Option<Entry>, StoreError> {
        let mut entries = self.0.lock().unwrap();
        if entries.last() != last {
            return Ok(None);
        }
        // Through json, as on disk.
        let act = serde_json::from_str(&serde_json::to_string(act).unwrap()).unwrap();
        let seq = entries.len() as i64 + 1;
        entries.push(Entry { seq, id: format!("id{seq}"), at: String::new(), who: who.to_owned(), act });
        Ok(entries.last().cloned())
    }

    fn read_only(&self) -> bool {
        false
    }

    fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged { path: PathBuf::new(), detail }
    }
}

impl Memory {
    fn open(&self, who: &str) -> Project {
        Project::with_store(Box::new(self.clone()), who).unwrap()
    }
}

/// What a person does; few different names, so that acts meet.
#[derive(Debug, Clone)]
enum Step {
    Act(Box<Op>),
    /// Thought of in the state of now, or in an older one.
    Foreseen(Box<Op>, bool),
    Undo,
    Redo,
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(
        prop_oneof![
            3 => op().prop_map(|op| Step::Act(Box::new(op))),
            3 => (op(), any::<bool>()).prop_map(|(op, now)| Step::Foreseen(Box::new(op), now)),
            4 => Just(Step::Undo),
            3 => Just(Step::Redo),
            1 => Just(Step::Reopen),
        ],
        0..60,
    )
}

fn op() -> impl Strategy<Value = Op> {
    let word = || prop::sample::select(vec!["a", "b", "後継者"]).prop_map(str::to_owned);
    prop_oneof![
        (word(), word(), spec(), view()).prop_map(|(name, survey, spec, view)| Op::SaveTable {
            name,
            survey,
            spec: Box::new(spec),
            view
        }),
        word().prop_map(|name| Op::DeleteTable { name }),
        (word(), view()).prop_map(|(survey, view)| Op::SetView { survey, view }),
        (word(), word(), prop_oneof![Just(String::new()), word()]).prop_map(|(survey, question, text)| Op::SetNote {
            survey,
            question,
            text
        }),
    ]
}

fn spec() -> impl Strategy<Value = TableSpec> {
    prop::sample::select(vec!["Q1", "Q2"]).prop_map(|question| TableSpec {
        question: question.to_owned(),
        banners: vec![BannerSpec::parse("F1*F5")],
        weight: None,
        filter: Some(Expr::parse("F1 in (1, 2) and not answered(Q3)").unwrap()),
        base: BaseKind::Answered,
        percent: Percent::Row,
        ..TableSpec::default()
    })
}

fn view() -> impl Strategy<Value = View> {
    (0u8..3, any::<bool>(), prop::option::of(Just("pop".to_owned()))).prop_map(|(digits, swap, weight)| View {
        digits,
        swap,
        weight,
        ..View::default()
    })
}

proptest! {
    /// Against the plainest model there is: a copy of the state before every change.
    #[test]
    fn undo_and_redo_restore_exactly(steps in steps()) {
        let journal = Memory::default();
        let mut project = journal.open("a");
        let (mut before, mut after): (Vec<State>, Vec<State>) = (vec![], vec![]);
        let mut now = State::default();
        for step in steps {
            match step {
                Step::Act(_) | Step::Foreseen(..) => {
                    let (op, thought_in) = match step {
                        Step::Foreseen(op, true) => (*op, Some(now.clone())),
                        Step::Foreseen(op, false) => (*op, Some(before.first().cloned().unwrap_or_default())),
                        Step::Act(op) => (*op, None),
                        Step::Undo | Step::Redo | Step::Reopen => unreachable!(),
                    };
                    let next = outcome(&now, &op);
                    let changed = match thought_in {
                        None => project.act(op),
                        Some(before) => project.act_foreseen(&Foreseen { after: outcome(&before, &op), before, op }),
                    };
                    prop_assert_eq!(changed.unwrap(), next != now);
                    if next != now {
                        before.push(std::mem::replace(&mut now, next));
                        after.clear();
                    }
                }
                Step::Undo => {
                    let expected = project.can_undo().cloned();
                    prop_assert_eq!(expected.is_some(), !before.is_empty());
                    prop_assert_eq!(project.undo().unwrap(), expected);
                    if let Some(old) = before.pop() {
                        after.push(std::mem::replace(&mut now, old));
                    }
                }
                Step::Redo => {
                    let expected = project.can_redo().cloned();
                    prop_assert_eq!(expected.is_some(), !after.is_empty());
                    prop_assert_eq!(project.redo().unwrap(), expected);
                    if let Some(new) = after.pop() {
                        before.push(std::mem::replace(&mut now, new));
                    }
                }
                Step::Reopen => project = journal.open("a"),
            }
            prop_assert_eq!(project.state(), &now);
        }
        prop_assert_eq!(&journal.open("a").state, &now);
    }

    /// Two people in one journal: everyone sees the same, and each takes back all of their own acts and nothing else.
    #[test]
    fn people_undo_their_own_acts(steps in prop::collection::vec((any::<bool>(), op()), 0..30)) {
        let journal = Memory::default();
        let (mut a, mut b) = (journal.open("a"), journal.open("b"));
        for (first, op) in steps {
            if first { a.act(op).unwrap() } else { b.act(op).unwrap() };
        }
        a.refresh().unwrap();
        let all = a.state().clone();
        let mut alone = State::default();
        for entry in a.acts().filter(|entry| entry.who == "b") {
            apply(&mut alone, op_of(entry).unwrap());
        }

        while a.undo().unwrap().is_some() {}
        prop_assert_eq!(a.state(), &alone);
        b.refresh().unwrap();
        prop_assert_eq!(b.state(), &alone);
        while b.undo().unwrap().is_some() {}
        prop_assert_eq!(b.state(), &State::default());

        while b.redo().unwrap().is_some() {}
        while a.redo().unwrap().is_some() {}
        prop_assert_eq!(a.state(), &all);
        let third = journal.open("c");
        prop_assert_eq!(third.state(), &all);
        prop_assert_eq!(third.can_undo(), None);
    }
}

fn add_finding(project: &mut Project, id: &str, statement: &str) {
    let finding = Finding { id: id.to_owned(), statement: statement.to_owned(), ..Finding::default() };
    let act = Box::new(FindingOp::Add { finding: Box::new(finding) });
    assert_eq!(project.act(Op::Finding { act }), Ok(true));
}

fn findings(project: &Project) -> Vec<String> {
    let said = |finding: &Finding| format!("{} {} {}", finding.id, finding.statement, finding.note).trim().to_owned();
    project.state().findings.list.iter().map(said).collect()
}

#[test]
fn a_finding_keeps_its_id_whoever_takes_back_what() {
    let journal = Memory::default();
    let (mut a, mut b) = (journal.open("a"), journal.open("b"));
    // Both think of the same id.
    add_finding(&mut a, "FD1", "甲");
    add_finding(&mut b, "FD1", "乙");
    let note = FindingOp::Note { id: "FD2".into(), text: "乙の注記".into() };
    b.act(Op::Finding { act: Box::new(note) }).unwrap();
    a.undo().unwrap();
    b.refresh().unwrap();
    for project in [&a, &b, &journal.open("c")] {
        assert_eq!(findings(project), ["FD2 乙 乙の注記"]);
    }
    // Nor does anybody get an id that was taken back, so it can come back.
    b.undo().unwrap();
    b.undo().unwrap();
    let next = b.state().findings.next_id();
    assert_eq!((next.as_str(), journal.open("c").state().findings.next_id().as_str()), ("FD3", "FD3"));
    let mut c = journal.open("c");
    add_finding(&mut c, "FD2", "丙");
    a.redo().unwrap();
    b.redo().unwrap();
    b.redo().unwrap();
    c.refresh().unwrap();
    a.refresh().unwrap();
    for project in [&a, &b, &c, &journal.open("d")] {
        assert_eq!(findings(project), ["FD1 甲", "FD2 乙 乙の注記", "FD3 丙"]);
    }
}

#[test]
fn a_foreseen_finding_gets_another_id_where_somebody_was_quicker() {
    let journal = Memory::default();
    let (mut a, mut b) = (journal.open("a"), journal.open("b"));
    let finding = Box::new(Finding { id: "FD1".into(), statement: "乙".into(), ..Finding::default() });
    let op = Op::Finding { act: Box::new(FindingOp::Add { finding }) };
    let before = b.state().clone();
    let foreseen = Foreseen { after: outcome(&before, &op), before, op };
    add_finding(&mut a, "FD1", "甲");
    assert_eq!(b.act_foreseen(&foreseen), Ok(true));
    assert_eq!(findings(&b), ["FD1 甲", "FD2 乙"]);
    assert_eq!(journal.open("c").state(), b.state());
    // An id out of a file that leaves no room for a next one is not taken over.
    add_finding(&mut a, &format!("FD{}", u64::MAX), "丁");
    assert_eq!(findings(&a), ["FD1 甲", "FD2 乙", "FD3 丁"]);
}

#[test]
fn an_act_that_changes_nothing_is_not_written() {
    let journal = Memory::default();
    let mut project = journal.open("a");
    assert_eq!(project.act(Op::DeleteTable { name: "none".into() }), Ok(false));
    assert_eq!((project.undo(), project.redo()), (Ok(None), Ok(None)));
    assert_eq!(project.acts().len(), 0);
}

#[test]
fn an_undo_of_nothing_is_damage() {
    let journal = Memory::default();
    journal.append(None, "a", &Act::Undo("id9".into())).unwrap();
    let error = Project::with_store(Box::new(journal), "a").unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_store_lies_inside_the_project() {
    let root = tempfile::tempdir().unwrap();
    for name in ["koe.sqlite", "./koe.sqlite", "data/koe.sqlite", "声.sqlite"] {
        assert!(locate(root.path(), &format!("sqlite:{name}")).is_ok(), "{name}");
    }
    for name in ["", ".", "..", "../koe.sqlite", "a/../../b", "/tmp/koe.sqlite", "C:koe.sqlite", "..\\b", ":memory:"] {
        let store = format!("sqlite:{name}");
        assert_eq!(locate(root.path(), &store), Err(StoreError::Outside { store: store.clone() }), "{name}");
    }
    for (store, kind) in [("postgres://user:secret@host/db", "postgres"), ("koe.sqlite", "koe.sqlite")] {
        assert_eq!(locate(root.path(), store), Err(StoreError::Unsupported { kind: kind.into() }));
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_project() {
    let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(other.path(), root.path().join("link")).unwrap();
    std::fs::write(other.path().join("out.sqlite"), "").unwrap();
    std::os::unix::fs::symlink(other.path().join("out.sqlite"), root.path().join("koe.sqlite")).unwrap();
    for store in ["sqlite:link/koe.sqlite", "sqlite:link/new/koe.sqlite", "sqlite:koe.sqlite"] {
        assert_eq!(locate(root.path(), store), Err(StoreError::Outside { store: store.into() }));
    }
}
