//! The table of commands, seen from outside: the menu, chosen keys, the tables of keys in documents, recorded sessions.

use std::fs;
use std::path::Path;

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::command::{COMMANDS, Menu, Place};
use koe::tui::record::Recorder;
use koe::tui::script::Player;

use crate::support::{Workdir, command, run};

fn start(dir: &Path) -> Start {
    Start { dir: dir.to_owned(), lang: Lang::Ja, ascii: false, read_only: false }
}

#[test]
fn the_menu_has_every_command_of_every_screen() {
    let workdir = Workdir::sample();
    let mut player = Player::new(&start(workdir.path()), 120, 60);
    player.begin();
    for (keys, place) in [
        ("Alt+1", Place::Overview),
        ("Alt+2", Place::Table),
        ("Alt+3", Place::Problems),
        ("Alt+4", Place::Tagging),
        ("Alt+5", Place::Items),
        ("Alt+6", Place::Progress),
        ("Alt+7", Place::Tree),
        ("Alt+8", Place::Findings),
        ("Alt+9", Place::Evidence),
        ("Alt+0", Place::Form),
        ("Alt+2 Ctrl+F", Place::Search),
        ("Esc F2", Place::Check),
    ] {
        player.play(keys).unwrap();
        assert_eq!(player.state().place(), place);
        player.play("F10").unwrap();
        let mut seen = String::new();
        for _ in Menu::ALL {
            seen.push_str(&player.screen());
            player.play("Right").unwrap();
        }
        player.play("Esc").unwrap();
        assert_eq!(player.state().place(), place);
        for command in COMMANDS.iter().filter(|command| command.works_in(place) && command.name != "menu") {
            let title = (command.title)(Lang::Ja);
            assert!(seen.contains(title), "{} is in no menu of {place:?}\n{seen}", command.name);
        }
    }
}

#[test]
fn the_menu_runs_what_is_chosen_or_says_why_not() {
    let workdir = Workdir::sample();
    let mut player = Player::new(&start(workdir.path()), 100, 30);
    player.begin();
    player.play("2\nF10\nRight Right\nsnapshot open").unwrap();
    let open = player.screen();
    assert!(open.contains("▾表示") && open.contains("％の種類を切り替える"), "{open}");
    player.play("Enter").unwrap();
    assert!(player.state().boxes.is_empty() || player.state().place() != Place::Menu);
    // Undo on a fresh project: the reason stands below, before and after Enter.
    let workdir = Workdir::sample();
    let mut player = Player::new(&start(workdir.path()), 100, 30);
    player.begin();
    player.play("2\nF10\nRight").unwrap();
    let screen = player.screen();
    assert!(screen.contains("▾編集"), "{screen}");
    for _ in 0..12 {
        if player.screen().lines().any(|line| line.contains("▸ 元に戻す")) {
            break;
        }
        player.play("Down").unwrap();
    }
    let reason = "元に戻す操作はありません。";
    assert!(player.screen().contains(reason), "{}", player.screen());
    player.play("Enter").unwrap();
    assert!(player.screen().contains(reason), "{}", player.screen());
    // A click on another title opens it, a click beside closes.
    player.play("F10\nclick 14 0").unwrap();
    assert!(player.screen().contains("▾編集"), "{}", player.screen());
    player.play("click 90 25").unwrap();
    assert!(player.state().boxes.is_empty());
}

#[test]
fn chosen_keys_hold_on_screen_and_in_the_table() {
    let workdir = Workdir::sample();
    let file = workdir.file("settings.toml");
    workdir.write("settings.toml", "[keys]\n\"go.problems\" = [\"F11\"]\n\"table.filtre\" = [\"x\"]\n");
    let settings = koe::config::read(&file).unwrap();
    let mut player = Player::new(&start(workdir.path()), 120, 40);
    player.set(&settings);
    player.begin();
    assert!(player.state().told.iter().any(|toast| toast.text.contains("table.filter")), "{:?}", player.state().told);
    player.play("2\n3").unwrap();
    assert_eq!(player.state().place(), Place::Table);
    assert!(player.screen().contains("F11"), "{}", player.screen());
    player.play("F11").unwrap();
    assert_eq!(player.state().place(), Place::Problems);
    let table = command(workdir.path(), &["keys", "--json"]).env("KOE_SETTINGS", &file).output().unwrap();
    let rows: serde_json::Value = serde_json::from_slice(&table.stdout).unwrap();
    let of = |name: &str| rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["keys"].clone();
    assert_eq!(of("go.problems"), "F11");
    let doctor = command(workdir.path(), &["doctor"]).env("KOE_SETTINGS", &file).output().unwrap();
    let doctor = String::from_utf8(doctor.stdout).unwrap();
    assert!(doctor.contains("settings.toml") && doctor.contains("table.filtre"), "{doctor}");
}

#[test]
fn settings_that_cannot_be_read_are_told_with_their_line() {
    let workdir = Workdir::new();
    let file = workdir.file("settings.toml");
    workdir.write("settings.toml", "ascii = true\ncolors = \"safe\"\n");
    let doctor = command(workdir.path(), &["doctor"]).env("KOE_SETTINGS", &file).output().unwrap();
    let doctor = String::from_utf8(doctor.stdout).unwrap();
    assert!(doctor.contains("2行目") && doctor.contains("標準のまま"), "{doctor}");
}

/// The table of keys in `docs/keys.md` is the one the program runs on. `koe keys --format md -o docs/keys.md` writes it.
#[test]
fn the_table_of_keys_in_the_documents_is_the_programs_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let printed = run(root, &["keys", "--format", "md"]).code(0).text().to_owned();
    let written = fs::read_to_string(root.join("docs/keys.md")).unwrap();
    assert_eq!(printed, written, "koe keys --format md -o docs/keys.md");
}

/// A session that pins, exports and decides, recorded; its replay on the command line writes the same files.
#[test]
fn a_recorded_session_writes_the_same_files_again() {
    let (first, second) = (Workdir::sample(), Workdir::sample());
    let record = first.file("session.txt");
    let mut player = Player::new(&start(first.path()), 120, 40);
    player.sign("統計係", "2026-05-02 10:15");
    player.begin();
    player.record(Recorder::begin(&record, (120, 40), "").unwrap());
    player.play("2\nDown\nF2\nDown Enter\ne\nEnter\ne\nDown Enter\nP\ntext 駅前の声\nEnter\n8\n3\ne\nEnter\n7\nclick 5 6\nwheel 5 6 down").unwrap();
    let folder = player.state().output.strip_prefix(first.path()).unwrap().to_owned();
    let written = |workdir: &Workdir| {
        let mut files: Vec<_> =
            fs::read_dir(workdir.path().join(&folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
            .into_iter()
            .map(|path| (path.file_name().unwrap().to_owned(), fs::read(path).unwrap()))
            .collect::<Vec<_>>()
    };
    let told: Vec<&str> = player.state().told.iter().map(|toast| toast.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("書き出しました")), "{told:?}\n{}", player.screen());
    let before = written(&first);
    assert!(before.len() >= 3, "{}", before.len());
    second.koe(&["replay", record.to_str().unwrap()]).code(0);
    let after = written(&second);
    let names =
        |files: &[(std::ffi::OsString, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    let other: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).map(|((name, _), _)| name).collect();
    assert!(other.is_empty(), "other contents: {other:?}\n{}", fs::read_to_string(&record).unwrap());
    let findings = |workdir: &Workdir| workdir.koe(&["findings", "--json"]).code(0).text().to_owned();
    assert_eq!(findings(&first), findings(&second));
}

#[test]
fn a_record_with_a_line_that_is_nothing_is_refused_with_it() {
    let workdir = Workdir::sample();
    workdir.write("session.txt", "# koe\nsize 80x24\nDown\nNonsense\n");
    workdir.koe(&["replay", "session.txt"]).code(2).says(&["session.txt", "4行目", "Nonsense"]);
    workdir.koe(&["replay", "none.txt"]).code(3).says(&["none.txt"]);
}

#[test]
fn the_overview_says_what_to_do_next_and_leads_there() {
    let workdir = Workdir::sample();
    let mut player = Player::new(&start(workdir.path()), 120, 50);
    player.begin();
    let screen = player.screen();
    for part in ["次にすること", "未対応の問題が", "未分類の意見が", "所見がありません", "課題が12件あります"]
    {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    // Behind the two surveys and three sets of comments stand the steps.
    player.play("Down Down Down Down Down Down\nEnter").unwrap();
    assert_eq!((player.state().place(), player.state().current), (Place::Problems, 1));
    player.play("1\nCtrl+End\nEnter").unwrap();
    assert_eq!(player.state().place(), Place::Evidence);
    // Where there is no room for the list, the first step stands in the line below.
    player.play("1\nCtrl+Home\nsize 80x20").unwrap();
    assert!(player.screen().lines().nth(18).unwrap().contains("データ検査: "), "{}", player.screen());
}

#[test]
fn the_first_walk_goes_on_with_every_key_it_asks_for() {
    let workdir = Workdir::sample();
    let mut player = Player::new(&start(workdir.path()), 100, 30);
    player.begin();
    player.play("Alt+H").unwrap();
    for (at, key) in (1..).zip(["2", "n", "F2", "Enter", "Tab", "Enter", "Esc", "3", "9", "F10", "Esc"]) {
        let screen = player.screen();
        assert!(screen.contains(&format!("案内 {at}/11")), "{screen}");
        player.play(key).unwrap();
    }
    assert!(!player.screen().contains("案内"), "{}", player.screen());
    player.play("Alt+H\nAlt+H").unwrap();
    assert!(!player.screen().contains("案内"));
}

#[test]
fn the_program_goes_on_where_it_was_left() {
    let workdir = Workdir::sample();
    let mut player = Player::new(&start(workdir.path()), 120, 40);
    player.begin();
    player.play("4\nn n\nAlt+2\n>\nn n n\nTab\nDown Right").unwrap();
    let state = player.state();
    let opened = state.opened().unwrap();
    let (current, question, cursor) = (state.current, opened.table.question, opened.table.cursor);
    let opinion = state.set().unwrap().tagging.current().unwrap().to_owned();
    assert!(current == 1 && question == 3 && cursor != (0, 0), "{current} {question} {cursor:?}");
    player.leave();
    let mut player = Player::new(&start(workdir.path()), 120, 40);
    player.restore();
    player.begin();
    let state = player.state();
    let opened = state.opened().unwrap();
    assert_eq!((state.place(), state.current), (Place::Table, current));
    assert_eq!((opened.table.question, opened.table.cursor), (question, cursor));
    assert!(player.screen().contains(&opened.survey().unwrap().questions[question].id));
    player.play("4").unwrap();
    assert_eq!(player.state().set().unwrap().tagging.current(), Some(opinion.as_str()));
    // A damaged note, or one of things that are gone, is passed over.
    for text in ["{", r#"{"screen":"table","survey":"none","tables":{"business":{"question":"gone"}}}"#] {
        workdir.write(".koe/session.json", text);
        let mut player = Player::new(&start(workdir.path()), 80, 24);
        player.restore();
        player.begin();
        assert_eq!(player.state().current, 0);
    }
    // Nothing is written where the project is only looked at.
    fs::remove_dir_all(workdir.file(".koe")).unwrap();
    let mut player = Player::new(&Start { read_only: true, ..start(workdir.path()) }, 80, 24);
    player.begin();
    player.leave();
    assert!(!workdir.file(".koe/session.json").exists());
}

#[test]
fn the_settings_in_the_documents_are_settings() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md")).unwrap();
    let example = text.split("```").find_map(|block| block.strip_prefix("toml\n")).unwrap();
    let workdir = Workdir::new();
    workdir.write("settings.toml", example);
    let settings = koe::config::read(&workdir.file("settings.toml")).unwrap();
    assert_eq!(koe::tui::keymap(&settings).1, []);
    assert_eq!(settings.keys["table.export"], ["F9"]);
}

#[test]
fn the_doctor_speaks_to_people_and_json_to_programs() {
    let workdir = Workdir::sample();
    let text = workdir.koe(&["doctor"]).code(0).text().to_owned();
    let facts: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
    for said in
        ["koe の版", "端末の種類（TERM）", "Windows Terminal で開いている", "調査の定義（surveys）", "日本語（ja）"]
    {
        assert!(facts.iter().any(|line| line.contains(said)), "{said}\n{text}");
    }
    for line in &facts {
        assert!(!line.starts_with(|c: char| c.is_ascii_lowercase()) || line.starts_with("koe の版"), "{line}");
        assert!(!line.ends_with("false") && !line.ends_with("true") && !line.ends_with("null"), "{line}");
    }
    // The values stand below each other, by cells.
    let surveys: Vec<&&str> = facts.iter().filter(|line| line.ends_with(".toml")).collect();
    let starts: Vec<usize> =
        surveys.iter().map(|line| koe::text::cells::width(line.split("./").next().unwrap())).collect();
    assert!(starts.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
    let json = workdir.koe(&["doctor", "--json"]).code(0).json();
    assert!(json["windows_terminal"].is_boolean() && json["language"] == "ja", "{json:#}");
}

/// Words come before what stands beside them: a title is whole wherever the list is wide enough for it.
#[test]
fn titles_in_key_lists_are_not_cut_by_reasons() {
    let workdir = Workdir::sample();
    for (columns, rows) in [(80, 24), (160, 45)] {
        for open in ["F1", "Ctrl+P"] {
            let mut player = Player::new(&Start { read_only: true, ..start(workdir.path()) }, columns, rows);
            player.begin();
            player.play(&format!("2\n{open}")).unwrap();
            let screen = player.screen();
            assert!(screen.contains("いま見ている数値・意見を所見として留める"), "{screen}");
            assert!(screen.contains("基数を切り替える（全員／回答者のみ）"), "{screen}");
        }
    }
}
