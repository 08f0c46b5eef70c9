//! The screen of guesses, played by keys on files of `tests/loaders/`: what it shows, what its changes make of a draft, and that
//! what is written then tabulates.

use std::path::{Path, PathBuf};

use koe::load::draft::review::Reviewed;
use koe::load::draft::write::{self, Written};
use koe::load::draft::{Change, book, merge, persons};
use koe::messages::{Lang, infer as words};
use koe::model::{Choice, Kind};
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::script::Player;

use crate::support::Workdir;

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loaders").join(name)
}

/// The draft of a file as `koe new` makes it, with its sheet.
pub fn drafted(file: &Path) -> Reviewed {
    let book = book::open(file, None).unwrap();
    let mut draft = book.draft(&[], None).unwrap();
    draft.source.file = format!("data/{}", file.file_name().unwrap().to_string_lossy());
    let sources = vec![draft.source.clone()];
    let written = Written { id: "s".to_owned(), title: "調査".to_owned(), sources, draft };
    Reviewed { written, sheets: vec![book.answers.unwrap()] }
}

fn player(surveys: Vec<Reviewed>, columns: u16, rows: u16) -> Player {
    let folder = tempfile::tempdir().unwrap();
    let start = Start { dir: folder.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: true };
    Player::reviewing(&start, surveys, columns, rows)
}

fn written(player: &Player) -> &Written {
    &player.state().guess.reviewed().unwrap().written
}

fn definition(player: &Player) -> String {
    write::text(written(player), &words::Words(Lang::Ja))
}

/// Writes what the screen came to beside the file, and lets the program count it.
fn project(player: &Player, file: &Path) -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n").write("s.toml", definition(player));
    let name = format!("data/{}", file.file_name().unwrap().to_string_lossy());
    dir.write(&name, std::fs::read(file).unwrap());
    dir
}

fn count(table: &crate::support::Table, label: &str) -> Option<u64> {
    let options = table.0["options"].as_array().unwrap();
    let code = options.iter().find(|option| option["label"] == label)?["code"].clone();
    let cells = table.total()["cells"].as_array().unwrap();
    cells.iter().find(|cell| cell["option"] == code)?["n"].as_u64()
}

#[test]
fn the_screen_shows_the_guess_beside_the_data() {
    let script = std::fs::read_to_string(corpus("").join("../scripts/guess.keys")).unwrap();
    for (columns, rows) in [(80, 24), (160, 45)] {
        for (name, file) in [("sheets", "google-sheets/回答.xlsx"), ("vendor", "vendor-two-rows/入力データ.xlsx")]
        {
            let mut player = player(vec![drafted(&corpus(file))], columns, rows);
            for snapshot in player.play(&script).unwrap() {
                for line in snapshot.screen.lines() {
                    assert!(width(line) <= columns.into(), "too wide: {line:?}");
                }
                let name = format!("guess-{name}-{}-{columns}x{rows}", snapshot.name);
                insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(name, snapshot.screen);
                });
            }
        }
    }
}

#[test]
fn a_label_with_the_separator_is_taken_apart_and_put_together_again() {
    let file = corpus("google-sheets/回答.xlsx");
    let mut player = player(vec![drafted(&file)], 80, 24);
    let before = definition(&player);
    assert!(player.screen().contains("仕入れ, 経費の高騰"), "{}", player.screen());
    assert_eq!(written(&player).draft.guesses.len(), 1);
    player.play("1").unwrap();
    assert!(written(&player).draft.guesses.is_empty());
    assert!(!definition(&player).contains("\n# guess: "));
    let apart = project(&player, &file).table(&["Q2"]);
    assert_eq!((count(&apart, "仕入れ"), count(&apart, "経費の高騰")), (Some(5), Some(5)));
    player.play("u").unwrap();
    assert_eq!(definition(&player), before);
    // Kept as guessed: the same definition without the comment.
    player.play("Space").unwrap();
    let kept = definition(&player);
    assert!(!kept.contains("\n# guess: ") && kept.contains("仕入れ, 経費の高騰"), "{kept}");
    let together = project(&player, &file).table(&["Q2"]);
    assert_eq!(count(&together, "仕入れ, 経費の高騰"), Some(5));
}

#[test]
fn a_vendors_file_is_put_right_by_hand_and_tabulates() {
    let file = corpus("vendor-two-rows/入力データ.xlsx");
    let mut player = player(vec![drafted(&file)], 80, 24);
    // Q1: name, id; then Q2: at most two; all with arrows, F keys and Enter.
    player.play("F2 Ctrl+U\ntext 性別\nEnter F6 Ctrl+U\ntext F1\nEnter").unwrap();
    let question = &written(&player).draft.questions[0];
    assert_eq!((question.id.as_str(), question.label.as_str()), ("F1", "性別"));
    assert!(written(&player).draft.guesses.iter().all(|guess| guess.question.as_deref() != Some("Q1")));
    player.play("Down Ctrl+B\ntext 2\nEnter").unwrap();
    assert_eq!(written(&player).draft.questions[1].max, Some(2));
    // The first choice cannot stand beside others.
    player.play("F9 Enter Enter Esc").unwrap();
    assert!(written(&player).draft.questions[1].choices[0].exclusive);
    let dir = project(&player, &file);
    assert_eq!(dir.table(&["F1"]).base("n"), 7);
    assert_eq!(dir.table(&["Q2"]).0["kind"], "multiple");
    // As many undone as were done: nothing is left of it.
    player.play("u u u u").unwrap();
    assert_eq!(definition(&player), {
        let fresh = drafted(&file);
        write::text(&fresh.written, &words::Words(Lang::Ja))
    });
}

#[test]
fn an_id_that_cannot_be_is_refused_with_a_sentence() {
    let mut player = player(vec![drafted(&corpus("google-sheets/回答.xlsx"))], 80, 24);
    player.play("F6 Ctrl+U\ntext Q1\nEnter").unwrap();
    assert!(player.screen().contains("Q1"), "{}", player.screen());
    assert_eq!(written(&player).draft.questions[1].id, "Q2");
    player.play("Ctrl+U\ntext Q 2\nEnter").unwrap();
    assert_eq!(written(&player).draft.questions[1].id, "Q2");
    assert!(!player.state().boxes.is_empty());
}

#[test]
fn another_kind_brings_its_choices_from_the_cells() {
    let dir = Workdir::new();
    dir.write("f.csv", "No,問1,問2\n1,A;B,5\n2,A,3\n3,B,5\n4,A;B,4\n5,A,3\n6,B,5\n");
    let mut player = player(vec![drafted(&dir.file("f.csv"))], 80, 24);
    let kinds = |player: &Player| -> Vec<Kind> {
        written(player).draft.questions.iter().map(|question| question.kind).collect()
    };
    assert_eq!(kinds(&player)[0], Kind::Multiple);
    // To the first question, and to one answer: a cell with both is a double mark then.
    player.play("Ctrl+Home Down F4 Ctrl+Home Enter").unwrap();
    assert_eq!(kinds(&player)[0], Kind::Single);
    let labels: Vec<&str> =
        written(&player).draft.questions[0].choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["A", "B"]);
    // And back: the cells are taken apart again.
    player.play("F4 Ctrl+Home Down Enter").unwrap();
    let labels: Vec<&str> =
        written(&player).draft.questions[0].choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["A", "B"]);
    let counted = project(&player, &dir.file("f.csv")).table(&["Q1"]);
    assert_eq!((count(&counted, "A"), count(&counted, "B")), (Some(4), Some(4)));
    // A question that is none: its column is said to be ignored, and loading complains of nothing.
    player.play("Down Delete").unwrap();
    assert_eq!(kinds(&player).len(), 1);
    assert!(definition(&player).contains("ignore = ["), "{}", definition(&player));
    project(&player, &dir.file("f.csv")).koe(&["tab"]).code(0);
}

#[test]
fn the_labels_of_a_codebook_come_back_with_the_kind() {
    let dir = Workdir::new();
    dir.write("f.csv", "No,問1\n1,1\n2,2\n3,1\n4,7\n5,2\n6,1\n");
    let mut reviewed = drafted(&dir.file("f.csv"));
    let question = &mut reviewed.written.draft.questions[0];
    // As a code sheet has it: labels that stand in no cell, a choice nobody gave, and no word of the 7.
    let choice = |(code, label): (&str, &str)| Choice { code: code.into(), label: label.into(), ..Choice::default() };
    question.kind = Kind::Single;
    question.choices = [("1", "増えた"), ("2", "減った"), ("3", "変わらない")].map(choice).to_vec();
    let before = question.choices.clone();
    let mut player = player(vec![reviewed], 80, 24);
    player.play("Ctrl+Home Down F4 Ctrl+Home Down Down Enter").unwrap();
    let now = |player: &Player| written(player).draft.questions[0].clone();
    assert_eq!((now(&player).kind, now(&player).choices.len()), (Kind::Numeric, 0));
    // Another name meanwhile stays.
    player.play("F2 Ctrl+U\ntext 景気\nEnter").unwrap();
    player.play("F4 Ctrl+Home Enter").unwrap();
    assert_eq!((now(&player).kind, now(&player).label.as_str()), (Kind::Single, "景気"));
    assert_eq!(now(&player).choices, before);
    player.play("Ctrl+Z").unwrap();
    assert_eq!(now(&player).kind, Kind::Numeric);
}

#[test]
fn what_fits_no_choice_is_marked() {
    let dir = Workdir::new();
    dir.write("f.csv", "No,問1\n1,はい\n2,いいえ\n3,はい\n4,いいえ\n5,はい\n6,いいえ\n");
    let mut reviewed = drafted(&dir.file("f.csv"));
    reviewed.written.draft.questions[0].choices.pop();
    let gone = drafted(&dir.file("f.csv")).written.draft.questions[0].choices.pop().unwrap().label;
    let mut player = player(vec![reviewed], 80, 24);
    player.play("Ctrl+Home Down").unwrap();
    let line = player.screen().lines().find(|line| line.contains("選択肢にない")).map(str::to_owned);
    assert!(line.is_some_and(|line| line.contains(&gone)), "{}", player.screen());
}

#[test]
fn writing_says_what_is_left_and_leaving_asks() {
    let drafts = || vec![drafted(&corpus("google-sheets/回答.xlsx"))];
    let mut keeps = player(drafts(), 80, 24);
    keeps.play("Ctrl+S").unwrap();
    assert!(keeps.screen().contains("推定が1件残っています"), "{}", keeps.screen());
    keeps.play("Down Enter").unwrap();
    assert!(!keeps.state().quitting);
    keeps.play("Ctrl+S Enter").unwrap();
    assert!(keeps.state().quitting);
    assert_eq!(keeps.state().guess.outcome, Some(true));
    let mut drops = player(drafts(), 80, 24);
    drops.play("Esc Enter").unwrap();
    assert!(!drops.state().quitting, "Enter on the first row goes on");
    drops.play("Esc Down Enter").unwrap();
    assert_eq!(drops.state().guess.outcome, Some(false));
}

#[test]
fn every_alternative_of_every_file_leaves_a_definition_that_tabulates() {
    let mut tried = 0;
    let mut folders: Vec<PathBuf> = std::fs::read_dir(corpus("")).unwrap().map(|entry| entry.unwrap().path()).collect();
    // Malformed files have no expected tables.
    folders.retain(|folder| folder.join("expected.json").is_file());
    folders.sort();
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    for file in files.map(|entry| entry.unwrap().path()).filter(|file| !file.ends_with("expected.json")) {
        let Ok(book) = book::open(&file, None) else { continue };
        if book.draft(&[], None).is_err() {
            continue;
        }
        let fresh = drafted(&file);
        for (guess, alternatives) in
            fresh.written.draft.guesses.iter().map(|guess| guess.alternatives.len()).enumerate()
        {
            for alternative in 0..alternatives {
                let mut reviewed = fresh.clone();
                if reviewed.settle(guess, Some(alternative)).is_err() {
                    assert_eq!(reviewed.written.draft.guesses.len(), fresh.written.draft.guesses.len());
                    continue;
                }
                tried += 1;
                let player = player(vec![reviewed], 80, 24);
                let what = &fresh.written.draft.guesses[guess];
                println!("{} {what:?}", file.display());
                project(&player, &file).koe(&["tab", "--json"]).code(0);
            }
        }
    }
    assert!(tried > 15, "{tried}");
}

/// The files whose questions have several columns, or words beside them.
const COLUMNS: [&str; 7] = [
    "opinions/回答.csv",
    "other-not-among-choices/回答.csv",
    "marks-without-a-title/回答.csv",
    "signs-of-marks/回答.csv",
    "no-answer-among-marks/回答.csv",
    "items-in-order/回答.csv",
    "headers-twice/回答.csv",
];

#[test]
fn no_alternative_about_columns_is_refused() {
    let mut tried = 0;
    for name in COLUMNS {
        let fresh = drafted(&corpus(name));
        for (guess, found) in fresh.written.draft.guesses.iter().enumerate() {
            for alternative in 0..found.alternatives.len() {
                let settled = fresh.clone().settle(guess, Some(alternative));
                assert!(settled.is_ok(), "{name}: {found:?} {alternative} {settled:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "{tried}");
}

/// The draft of a file after the alternative that `wanted` names, of the guess about a question.
fn settled(name: &str, question: &str, wanted: impl Fn(&Change) -> bool) -> Workdir {
    let file = corpus(name);
    let mut reviewed = drafted(&file);
    let found = reviewed.written.draft.guesses.iter().enumerate().find_map(|(at, guess)| {
        let own = guess.question.as_deref() == Some(question);
        Some((at, guess.alternatives.iter().position(&wanted).filter(|_| own)?))
    });
    let (guess, alternative) = found.unwrap();
    reviewed.settle(guess, Some(alternative)).unwrap();
    project(&player(vec![reviewed], 80, 24), &file)
}

#[test]
fn words_become_a_question_and_a_question_words() {
    let name = "other-not-among-choices/回答.csv";
    let own = |change: &Change| matches!(change, Change::OwnText { .. });
    let apart = settled(name, "Q1", own);
    assert_eq!((apart.table(&["Q1"]).counts()[..3].to_vec(), apart.table(&["Q1"]).base("NA")), (vec![3, 3, 2], 2));
    assert_eq!((count(&apart.table(&["Q1"]), "その他"), apart.table(&["Q1_FA"]).base("answered")), (None, 2));
    let flags = settled(name, "Q2", own);
    assert_eq!(flags.table(&["Q2"]).counts()[..3], [4, 5, 5]);
    assert_eq!((count(&flags.table(&["Q2"]), "その他"), flags.table(&["Q2_FA"]).base("answered")), (None, 3));
    let moved = settled(name, "Q1", |change| matches!(change, Change::OtherOf { code, .. } if code == "3"));
    assert_eq!(
        (moved.table(&["Q1"]).counts()[..3].to_vec(), count(&moved.table(&["Q1"]), "その他")),
        (vec![3, 3, 4], None)
    );
    // The question of the words goes when they are given to a choice.
    let given = settled(name, "Q4", |change| matches!(change, Change::Other { .. }));
    assert_eq!(count(&given.table(&["Q4"]), "その他"), Some(0), "all who wrote chose something");
    given.koe(&["tab", "Q4_FA"]).code(2);
}

#[test]
fn marks_become_a_matrix_and_a_matrix_marks() {
    let flags = settled("signs-of-marks/回答.csv", "Q6", |change| *change == Change::Flags).table(&["Q6"]);
    assert_eq!((count(&flags, "駅前整備"), count(&flags, "農地保全")), (Some(3), Some(3)));
    let matrix = |change: &Change| *change == Change::Kind(Kind::Matrix);
    let matrix = settled("no-answer-among-marks/回答.csv", "Q3", matrix).table(&["Q3_1"]);
    assert_eq!((count(&matrix, "1"), count(&matrix, "0")), (Some(4), Some(3)));
    let apart = settled("marks-without-a-title/回答.csv", "Q3", |change| *change == Change::Kind(Kind::Single));
    assert_eq!(count(&apart.table(&["Q3_2"]), "1"), Some(3));
}

#[test]
fn numbers_of_other_people_may_be_those_of_the_same_after_all() {
    let files = ["東会場.csv", "西会場.csv"].map(|name| corpus("numbered-from-one").join(name));
    let drafts: Vec<Reviewed> = files.iter().map(|file| drafted(file)).collect();
    let named = |draft: &Reviewed| (draft.written.sources[0].file.clone(), draft.sheets[0].clone());
    let sheets: Vec<_> = drafts.iter().map(named).collect();
    let mut surveys = merge::join(drafts.into_iter().map(|draft| draft.written).collect());
    let told = persons::tell_apart(&mut surveys, &sheets);
    assert_eq!((surveys.len(), told.len()), (1, 1));
    let apart = Reviewed { written: surveys.remove(0), sheets: sheets.into_iter().map(|(_, sheet)| sheet).collect() };
    let mut same = apart.clone();
    let guess = apart.written.draft.guesses.iter().position(|guess| *guess == told[0]).unwrap();
    same.settle(guess, Some(0)).unwrap();
    for (reviewed, n) in [(apart, 12), (same, 6)] {
        let player = player(vec![reviewed], 80, 24);
        let dir = project(&player, &files[0]);
        dir.write("data/西会場.csv", std::fs::read(&files[1]).unwrap());
        assert_eq!(dir.table(&["Q1"]).base("n"), n);
        assert!(!definition(&player).contains("id = \"No\"\nignore"), "{}", definition(&player));
    }
}

#[test]
fn rows_left_out_may_count_after_all() {
    let settled = |case: &str, word: &str| {
        let file = corpus(case);
        let mut reviewed = drafted(&file);
        let is_it = |guess: &koe::load::draft::Guess| words::sentence(Lang::Ja, guess).contains(word);
        let guess = reviewed.written.draft.guesses.iter().position(is_it).unwrap();
        reviewed.settle(guess, Some(0)).unwrap();
        project(&player(vec![reviewed], 80, 24), &file)
    };
    let invalid = "invalid-and-tests/入力.csv";
    assert_eq!(settled(invalid, "「無効」").table(&["Q1"]).base("n"), 10);
    assert_eq!(
        settled(invalid, "「氏名」").table(&["Q1"]).base("n"),
        9,
        "one of the two has テスト for a number as well"
    );
    assert_eq!(settled("limesurvey-comments/results.csv", "最後まで").table(&["G1Q1"]).base("n"), 6);
    assert_eq!(settled("rows-of-members/世帯.xlsx", "どの行も").table(&["Q2"]).base("n"), 3);
    let merged = settled("merged-answers/地区別.xlsx", "結合").table(&["Q1"]);
    assert_eq!((count(&merged, "東"), merged.count("NA")), (Some(1), 6));
    let side = settled("table-in-the-middle/入力表.xlsx", "横に作られた");
    assert_eq!(side.tab(&[]).len(), 5);
}

#[test]
fn without_a_terminal_nothing_is_written() {
    let dir = Workdir::new();
    dir.write("f.csv", "No,問1\n1,1\n2,2\n3,1\n4,2\n");
    let made = dir.koe(&["new", "p", "f.csv", "--review"]).code(2);
    assert!(made.stderr.contains("--review"), "{}", made.stderr);
    assert!(!dir.file("p").exists());
    dir.koe(&["infer", "f.csv", "--review", "-o", "x.toml"]).code(2);
    assert!(!dir.file("x.toml").exists());
    dir.koe(&["infer", "f.csv", "-o", "x.toml"]);
    assert!(std::fs::read_to_string(dir.file("x.toml")).unwrap().contains("[[question]]"));
}
