//! The files of a project on the screen: spreadsheets that are added, what a drafted definition still guesses, files read again.

use std::fs;
use std::path::Path;

use crossterm::event::Event;
use koe::tui::Start;
use koe::tui::command::Place;
use koe::tui::popups::rows::rows;
use koe::tui::script::Player;
use koe::tui::state::Screen;

use crate::stage::{self, play, start};
use crate::support::Workdir;

const SURVEY: &str = "# mine\n[survey]\nid = \"s\"\ntitle = \"商店\"\n\n[[source]]\nfile = \"../data/a.csv\"\nid = \"番号\"\n\n# about Q1\n\
    [[question]]\nid = \"Q1\"\nlabel = \"業種\"\nkind = \"single\"\ncolumn = \"業種\"\n\
    choices = [{ code = \"小売業\", label = \"小売業\" }, { code = \"飲食業\", label = \"飲食業\" }]\n\
    [[question]]\nid = \"N\"\nkind = \"numeric\"\ncolumn = \"人数\"\n";
const KOE: &str = "[project]\ntitle = \"t\"\nlocale = \"ja\"\nsurveys = [\n  \"surveys/s.toml\", # ours\n]\n";

/// A project with one survey, and beside it a folder with what arrives.
fn project() -> Workdir {
    let dir = Workdir::new();
    dir.write("p/koe.toml", KOE)
        .write("p/surveys/s.toml", SURVEY)
        .write("p/data/a.csv", "番号,業種,人数\n1,小売業,3\n2,飲食業,5\n");
    dir.write("in/4月 分.csv", "番号,業種,人数\n3,小売業,1\n4,卸売業,2\n5,卸売業,9\n");
    dir.write("in/other.csv", "No,性別,満足度\n1,男,満足\n2,女,不満\n3,男,満足\n4,女,満足\n5,男,不満\n6,女,満足\n");
    dir.write("in/broken.xlsx", "PK\u{3}\u{4}nothing").write("in/note.docx", "x");
    dir
}

/// Everything in the project but the program's own folder, by name.
fn files(dir: &Workdir) -> Vec<(String, Vec<u8>)> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != ".koe") {
                walk(&path, root, found);
            } else if path.is_file() {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    let (root, mut found) = (dir.file("p"), Vec::new());
    walk(&root, &root, &mut found);
    found.sort();
    found
}

#[test]
fn a_later_delivery_is_added_with_what_does_not_fit() {
    let dir = project();
    let mut player = stage::player(&dir.file("p"), 120, 30);
    let before = files(&dir);
    // Dragged in, with a blank in its name.
    play(&mut player, &format!("1 F3\npaste '{}'\nEnter", dir.file("in/4月 分.csv").display()));
    let screen = player.screen();
    stage::checked(&screen, 120);
    assert!(screen.contains("「商店」の次の納品として加える") && screen.contains("列 3/3 一致"), "{screen}");
    play(&mut player, "Enter");
    let screen = player.screen();
    for text in ["有効な回答 3件", "Q1", "卸売業", "2件", "新しい選択肢", "data/4月 分.csv"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    // Looked at and left, nothing is written.
    play(&mut player, "Down Enter Esc Esc");
    assert_eq!(files(&dir), before);
    play(&mut player, &format!("F3\npaste \"{}\"\nEnter Enter Enter", dir.file("in/4月 分.csv").display()));
    assert!(told(&player).contains("有効な回答 3件"), "{}\n{}", told(&player), player.screen());
    assert!(player.state().boxes.is_empty());
    assert_eq!(fs::read(dir.file("p/data/4月 分.csv")).unwrap(), fs::read(dir.file("in/4月 分.csv")).unwrap());
    let definition = fs::read_to_string(dir.file("p/surveys/s.toml")).unwrap();
    let block = "id = \"番号\"\n\n[[source]]\nfile = \"../data/4月 分.csv\"\nid = \"番号\"\n\n# about Q1\n[[question]]";
    assert!(definition.contains(block) && definition.starts_with("# mine\n"), "{definition}");
    assert_eq!(player.state().surveys[0].loaded().unwrap().responses.counts().valid, 5);
    // What no choice knows waits in the data check; no other choice is put first.
    play(&mut player, "3");
    let screen = player.screen();
    assert!(screen.contains("卸売業"), "{screen}");
    play(&mut player, "F2");
    let offered: Vec<String> = {
        let state = player.state();
        rows(state, state.boxes.last().unwrap()).into_iter().map(|row| row.left).collect()
    };
    assert!(!offered.iter().any(|row| row.contains("小売業") || row.contains("書き方の近い")), "{offered:?}");
    // It becomes a choice from the screen, for every form that has it.
    play(&mut player, "text 新しい選択肢\nEnter");
    assert!(told(&player).contains("選択肢「卸売業」"), "{}", told(&player));
    let definition = fs::read_to_string(dir.file("p/surveys/s.toml")).unwrap();
    assert!(definition.contains("label = \"飲食業\" }, { code = \"卸売業\", label = \"卸売業\" }]"), "{definition}");
    let loaded = player.state().surveys[0].loaded().unwrap();
    assert_eq!(loaded.responses.survey().question("Q1").unwrap().choices.len(), 3);
    assert_eq!(player.state().surveys[0].problems.iter().filter(|line| line.rule == "unknown_code").count(), 0);
}

#[test]
fn a_new_survey_is_looked_through_before_anything_is_written() {
    let dir = project();
    let mut player = stage::player(&dir.file("p"), 120, 30);
    let before = files(&dir);
    let choose = format!("1 F3\npaste {}\nEnter Enter", dir.file("in/other.csv").display());
    play(&mut player, &choose);
    assert_eq!(player.state().screen, Screen::Guess, "{}", player.screen());
    play(&mut player, "Esc Down Enter");
    assert!(player.state().screen == Screen::Overview && !player.state().quitting, "{}", player.screen());
    assert_eq!(files(&dir), before, "thrown away, it leaves nothing");
    play(&mut player, &choose);
    play(&mut player, "Ctrl+S Enter");
    assert!(told(&player).contains("調査「other」を加えました"), "{}\n{}", told(&player), player.screen());
    assert_eq!((player.state().screen, player.state().surveys.len()), (Screen::Overview, 2));
    let koe = fs::read_to_string(dir.file("p/koe.toml")).unwrap();
    assert_eq!(koe, KOE.replace("s.toml\",", "s.toml\", \"surveys/other.toml\","));
    assert!(player.state().surveys[1].loaded().is_some(), "it is read at once");
    play(&mut player, "2");
    assert!(player.screen().contains("満足"), "{}", player.screen());
    let tables = crate::support::run(&dir.file("p"), &["tab", "--survey", "other", "--json"]).code(0).json();
    assert_eq!(tables.as_array().unwrap().len(), 2);
    // The same file is the survey's own now; as a survey once more it has a name of its own.
    play(&mut player, choose.strip_suffix(" Enter").unwrap());
    assert!(player.screen().contains("▸ 「other」の次の納品"), "{}", player.screen());
    play(&mut player, "Down Enter");
    play(&mut player, "Ctrl+S Enter");
    assert_eq!(player.state().surveys.len(), 3, "{}", player.screen());
    assert!(dir.file("p/surveys/other_2.toml").exists() && dir.file("p/data/other-2.csv").exists());
}

#[test]
fn a_file_is_found_in_its_folder_and_what_cannot_be_read_says_why() {
    let dir = project();
    let mut player = stage::player(&dir.file("p"), 100, 30);
    let before = files(&dir);
    play(&mut player, "1 a");
    let screen = player.screen();
    assert!(screen.contains("data/") && screen.contains("フォルダ") && screen.contains(".."), "{screen}");
    // Up, into the other folder, and to the file by the beginning of its name.
    play(&mut player, "text ../in\nEnter");
    let screen = player.screen();
    assert!(screen.contains("broken.xlsx") && !screen.contains("note.docx"), "{screen}");
    play(&mut player, "text br\nEnter");
    assert_eq!(player.state().place(), Place::List);
    assert!(
        player.state().boxes.last().unwrap().problem.as_ref().unwrap().contains("broken.xlsx"),
        "{}",
        player.screen()
    );
    play(&mut player, "Ctrl+U\ntext none.csv\nEnter");
    assert!(player.state().boxes.last().unwrap().problem.as_ref().unwrap().contains("none.csv"), "{}", player.screen());
    play(&mut player, "Esc");
    assert_eq!(files(&dir), before);
    // Where nothing may be written, the reason stands there instead.
    let mut looking = Player::new(&Start { read_only: true, ..start(&dir.file("p")) }, 100, 30);
    looking.begin();
    play(&mut looking, "1 F3");
    assert!(looking.state().boxes.is_empty() && looking.screen().contains("閲覧"), "{}", looking.screen());
}

#[test]
fn the_mapping_file_is_read_again_with_the_others() {
    let dir = project();
    dir.write("p/koe.toml", KOE.replace("locale", "mapping = \"same.toml\"\nlocale"))
        .write("p/same.toml", "[[same]]\nno = 1\n");
    let mut player = stage::player(&dir.file("p"), 100, 30);
    assert!(player.state().same.is_err());
    dir.write("p/same.toml", "");
    play(&mut player, "F5");
    assert!(player.state().same.is_ok(), "{:?}", player.state().same);
}

#[test]
fn only_what_was_refused_counts_as_refused() {
    let dir = project();
    let mut player = stage::player(&dir.file("p"), 100, 30);
    // Told, and done: the filter is out of sight.
    play(&mut player, "3 F12 F12 F7");
    assert!(player.state().toast.is_some(), "{}", player.screen());
    assert_eq!(player.refusals(), []);
    play(&mut player, "Ctrl+Y");
    assert_eq!(player.refusals().len(), 1);
    // What means nothing is not refused because the key before it was.
    player.event(Event::FocusGained);
    assert_eq!(player.refusals().len(), 1);
}

fn told(player: &Player) -> &str {
    player.state().told.last().map_or("", |toast| &toast.text)
}

#[test]
fn guesses_of_a_new_project_wait_on_the_home_screen_until_they_are_looked_through() {
    let dir = Workdir::new();
    dir.write("f.csv", "No,問1,問2\n1,A;B,2\n2,A,3\n3,B,5\n4,A;B,4\n5,A,3\n6,B,99\n");
    dir.koe(&["new", "p", "f.csv"]).code(1);
    let file = dir.file("p/surveys/f.toml");
    let text = fs::read_to_string(&file).unwrap();
    let count = text.lines().filter(|line| line.starts_with("# guess:")).count();
    assert!(count > 0, "{text}");
    let mut player = stage::player(&dir.file("p"), 100, 30);
    play(&mut player, "1");
    let step = |player: &Player| {
        player.state().steps.iter().find(|step| step.text.contains("推定")).map(|step| step.text.clone())
    };
    assert!(step(&player).unwrap().contains(&format!("推定が{count}件")), "{}", player.screen());
    assert!(player.screen().contains("Alt+K"), "{}", player.screen());
    // The list names each with its reason; a question's table is one key away.
    play(&mut player, "Alt+K");
    let screen = player.screen();
    stage::checked(&screen, 100);
    assert!(screen.contains(&format!("残り{count}件")), "{screen}");
    play(&mut player, "Esc");
    for left in (0..count).rev() {
        play(&mut player, "Alt+K Enter");
        assert!(player.screen().contains("f.toml"), "{}", player.screen());
        play(&mut player, "Enter");
        let now = fs::read_to_string(&file).unwrap();
        assert_eq!(now.lines().filter(|line| line.starts_with("# guess:")).count(), left);
        let wanted =
            if left == 0 { "推定を全て確かめました。".to_owned() } else { format!("残り{left}件。") };
        assert!(told(&player).ends_with(&wanted), "{}", told(&player));
        if left > 0 {
            play(&mut player, "Esc");
        }
    }
    assert_eq!(step(&player), None, "{}", player.screen());
    let kept: String =
        text.lines().filter(|line| !line.starts_with("# guess:")).map(|line| format!("{line}\n")).collect();
    assert_eq!(fs::read_to_string(&file).unwrap(), kept, "nothing else changed");
    play(&mut player, "Alt+K");
    assert!(player.screen().contains("確かめていない推定はありません"), "{}", player.screen());
}
