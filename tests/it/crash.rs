//! A mistake of the program: the terminal is given back, a report is left that has nothing of anybody's texts, and what was
//! typed is kept.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use koe::messages::{Lang, crash as say};
use koe::tui::crash::{Fall, Witness, harmless, leave};
use koe::tui::script::Player;
use koe::tui::{Start, TuiError, sentence};

use crate::support::Workdir;

fn project() -> Workdir {
    let choices = "label = \"性別\"\nkind = \"single\"\ncolumn = \"Q1\"\nchoices = [{ code = \"1\", label = \"男\" }, { code = \"2\", label = \"女\" }]\n";
    Workdir::survey(&format!("[[question]]\nid = \"Q1\"\n{choices}"), "s.csv", "id,Q1\n1,1\n2,2\n")
}

fn player(folder: &Path, read_only: bool) -> Player {
    let start = Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only };
    let mut player = Player::new(&start, 80, 24);
    player.begin();
    player
}

fn fall() -> Fall {
    let text = harmless("byte index 1 is not a char boundary; it is inside '空' of `空き店舗`");
    Fall { place: "src/tui/view.rs:1:2".to_owned(), text, trace: "0: koe".to_owned() }
}

#[test]
fn a_report_says_where_the_program_was_and_keeps_what_was_typed_elsewhere() {
    let folder = project();
    let mut player = player(folder.path(), false);
    player.play("Alt+2 Enter Right Ctrl+N\ntext 秘密のメモ").unwrap();
    let left = leave(player.state(), &fall(), None);
    let (report, unsaved) = (left.report.clone().unwrap(), left.unsaved.clone().unwrap());
    assert_eq!(report.parent(), Some(folder.file(".koe").as_path()));
    let text = fs::read_to_string(&report).unwrap();
    for part in [env!("CARGO_PKG_VERSION"), "Table", "Prompt", "80x24", "src/tui/view.rs:1:2", "byte index 1"] {
        assert!(text.contains(part), "{part} is missing\n{text}");
    }
    assert!(text.contains("go.table, cell.open, move.right, question.note, （文字の入力）"), "{text}");
    assert!(!text.contains("秘密") && !text.contains("空き"), "{text}");
    let typed = fs::read_to_string(&unsaved).unwrap();
    assert!(typed.contains("秘密のメモ"), "{typed}");
    let told = sentence(Lang::Ja, &TuiError::Fell(left));
    for part in [report.to_str().unwrap(), unsaved.to_str().unwrap(), "保存した操作も残っています"] {
        assert!(told.contains(part), "{told}");
    }
    let next = leave(player.state(), &fall(), None);
    assert_ne!(next.report, Some(report), "an older report is not replaced");
}

#[test]
fn a_project_that_is_only_looked_at_or_cannot_be_written_gets_no_file() {
    let folder = project();
    let looking = leave(player(folder.path(), true).state(), &fall(), None);
    assert!(looking.report.as_ref().unwrap().starts_with(std::env::temp_dir()) && looking.unsaved.is_none());
    assert!(!folder.file(".koe").join(looking.report.as_ref().unwrap().file_name().unwrap()).exists());
    let other = project();
    let player = player(other.path(), false);
    let _ = fs::remove_dir_all(other.file(".koe"));
    other.write(".koe", "a file where the folder should be");
    let blocked = leave(player.state(), &fall(), None).report.unwrap();
    assert!(blocked.starts_with(std::env::temp_dir()) && !blocked.starts_with(other.path()), "{}", blocked.display());
    for path in [looking.report.unwrap(), blocked] {
        fs::remove_file(path).unwrap();
    }
    assert!(say::ended(Lang::En, None, None).contains("could not be written"));
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_noted_without_what_it_quotes() {
    let given_back = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&given_back);
    let witness = Witness::new(move || flag.store(true, Ordering::SeqCst));
    let answer = "意見の本文";
    let fall = witness.watch(|| -> u8 { panic!("no place for `{answer}` of {}", 7) }).unwrap_err();
    assert!(given_back.load(Ordering::SeqCst));
    assert_eq!(fall.text, "no place for … of 7");
    assert!(fall.place.contains("crash.rs:"), "{}", fall.place);
    assert!(!fall.trace.is_empty());
    assert_eq!(witness.watch(|| 5), Ok(5));
}

#[test]
fn nothing_of_a_text_stays_in_a_report() {
    assert_eq!(
        harmless("index out of bounds: the len is 3 but the index is 5"),
        "index out of bounds: the len is 3 but the index is 5"
    );
    assert_eq!(harmless("called `Result::unwrap()` on an `Err` value: \"S0007 山田\""), "called … on an … value: …");
    assert_eq!(harmless("回答: 空き店舗 12"), "…: … 12");
    assert_eq!(harmless("unclosed `secret"), "unclosed …");
    assert_eq!(harmless("on an `Err` value: \"S1 \\\"090-1111-2222\\\" end\""), "on an … value: …");
    let byte = "byte index 4 is not a char boundary; it is inside 'x' (bytes 3..6) of `a`b 090-1111-2222`";
    assert_eq!(harmless(byte), "byte index 4 is not a char boundary; it is inside … (bytes 3..6)");
}
