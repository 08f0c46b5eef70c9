//! The box that finds everything, played over the sample: what is found by a few letters, and where Enter leads.

use crate::support::Workdir;
use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::popups::Kind;
use koe::tui::script::Player;
use koe::tui::state::{Screen, State};

fn player(workdir: &Workdir, columns: u16, rows: u16) -> Player {
    let start = Start { dir: workdir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, columns, rows);
    player.begin();
    player
}

fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

fn see(player: &Player, text: &str) {
    let screen = player.screen();
    assert!(screen.contains(text), "{text}\n{screen}");
}

/// The left sides of the rows of the box on top.
fn rows(state: &State) -> Vec<String> {
    match &state.boxes.last().unwrap().kind {
        Kind::Find(find) => find.rows().into_iter().map(|row| row.left).collect(),
        other => panic!("{other:?}"),
    }
}

fn first(player: &Player) -> String {
    rows(player.state()).into_iter().next().unwrap()
}

#[test]
fn a_question_is_found_by_kana_in_another_width_and_opened() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 100, 30);
    let survey = player.state().surveys.iter().find_map(|opened| {
        let survey = opened.survey()?;
        let named = |question: &&koe::model::Question| {
            question.choices.iter().any(|choice| choice.label == "その他のサービス業")
        };
        Some((survey.about.id.clone(), survey.questions.iter().find(named)?.id.clone()))
    });
    let (survey, question) = survey.unwrap();
    play(&mut player, "Alt+F\ntext 設問 ｿﾉ他ﾉｻｰﾋﾞｽ業");
    let at =
        rows(player.state()).iter().position(|row| row.starts_with("設問") && row.contains(&format!(" {question} ")));
    let downs = "Down ".repeat(at.unwrap());
    play(&mut player, &format!("{downs}\nEnter"));
    let state = player.state();
    let opened = state.opened().unwrap();
    assert_eq!((state.screen, state.boxes.len()), (Screen::Table, 0));
    let shown = opened.survey().unwrap();
    assert_eq!((&shown.about.id, &shown.questions[opened.table.question].id), (&survey, &question));
    play(&mut player, "Backspace");
    assert_eq!(player.state().screen, Screen::Overview, "back to where the search began");
}

#[test]
fn an_issue_is_found_by_its_reading_and_shown_in_the_tree() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 100, 30);
    let plans = player.state().plans();
    let record = plans.iter().flat_map(|plan| &plan.records).find(|record| record.kind == "issue").unwrap();
    let (title, name) = (record.title.clone(), record.name());
    play(&mut player, &format!("Alt+F\ntext 課題 {title}"));
    assert!(first(&player).starts_with("課題") && first(&player).contains(&name), "{}", first(&player));
    play(&mut player, "Enter");
    assert_eq!(player.state().screen, Screen::Tree);
    see(&player, &title.chars().take(8).collect::<String>());
}

#[test]
fn an_opinion_is_found_masked_and_shown_where_it_is_tagged() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 100, 30);
    let set = &player.state().sets[0];
    let docket = set.docket.clone().unwrap();
    let opinion = docket.opinions.iter().find(|opinion| opinion.masked).unwrap();
    let receipt = &docket.receipts[opinion.receipt];
    assert_ne!(opinion.text, receipt.text);
    // A part of the text that stands on one line and in which nothing is masked.
    let line = opinion.text.lines().map(|line| line.split('●').next().unwrap_or_default());
    let part: String = line.max_by_key(|line| line.chars().count()).unwrap().chars().take(20).collect();
    play(&mut player, &format!("Alt+F\ntext 意見 {part}"));
    let found = rows(player.state());
    let at = found.iter().position(|row| row.contains(&format!(" {} ", opinion.id)));
    let at = at.unwrap_or_else(|| panic!("{part}: {found:?}"));
    play(&mut player, &format!("{}\nEnter", "Down ".repeat(at)));
    let state = player.state();
    assert_eq!(state.screen, Screen::Tagging);
    assert_eq!(state.set().unwrap().tagging.current(), Some(opinion.id.as_str()));
}

#[test]
fn what_is_masked_cannot_be_found() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 160, 45);
    let docket = player.state().sets[0].docket.clone().unwrap();
    let hidden = docket.opinions.iter().filter(|opinion| opinion.masked).find_map(|opinion| {
        let original = &docket.receipts[opinion.receipt].text;
        let letters: Vec<char> = original.chars().collect();
        // A telephone number or the like: six signs in a row that the masked text no longer has.
        let parts = letters.windows(6).map(|part| part.iter().collect::<String>());
        let is_number = |part: &String| part.chars().all(|c| c.is_ascii_digit() || c == '-');
        parts.into_iter().find(|part| is_number(part) && !docket.opinions.iter().any(|one| one.text.contains(part)))
    });
    let hidden = hidden.unwrap();
    play(&mut player, &format!("Alt+F\ntext 意見 {hidden}"));
    assert!(!player.screen().contains(&format!("意見         {hidden}")));
    assert!(rows(player.state()).iter().all(|row| !row.contains(&hidden)), "{hidden}");
}

#[test]
fn a_finding_and_a_saved_table_are_found_and_opened() {
    let workdir = Workdir::sample();
    workdir.koe(&["findings", "import", "sample-data/findings.toml"]).code(0);
    let mut player = player(&workdir, 160, 45);
    play(&mut player, "Alt+F\ntext 所見 農地を残すべき");
    assert!(first(&player).starts_with("所見") && first(&player).contains("FD1"), "{}", first(&player));
    play(&mut player, "Enter");
    assert_eq!((player.state().screen, player.state().findings.on.as_deref()), (Screen::Findings, Some("FD1")));
    play(
        &mut player,
        "Alt+2\nCtrl+S\nCtrl+U\ntext 議会の答弁\nEnter\nAlt+1\nAlt+F\ntext とうべん\nCtrl+U\ntext 議会 答弁",
    );
    assert!(first(&player).starts_with("保存した表"), "{}", first(&player));
    play(&mut player, "Enter");
    assert_eq!(player.state().screen, Screen::Table);
}

#[test]
fn a_command_is_found_and_run_or_says_why_not() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 80, 24);
    play(&mut player, "Alt+F");
    see(&player, "すべてから探す");
    assert!(rows(player.state()).iter().all(|row| row.starts_with("操作")), "the commands of the screen come first");
    play(&mut player, "text go.findings\nEnter");
    assert_eq!((player.state().screen, player.state().boxes.len()), (Screen::Findings, 0));
    play(&mut player, "Alt+1\nAlt+F\ntext item.publish\nEnter");
    assert_eq!(player.state().screen, Screen::Overview);
    assert!(player.state().toast.is_some(), "a command of another screen gives its reason");
}

#[test]
fn nothing_found_says_so_and_much_found_says_how_much() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 80, 24);
    play(&mut player, "Alt+F\ntext ｚｚｑｑ");
    see(&player, "当てはまるものはありません");
    play(&mut player, "Enter\nAlt+F\ntext 意見");
    assert_eq!(rows(player.state()).len(), 200);
    see(&player, "200件を表示しています");
    play(&mut player, "End\nCtrl+End");
    play(&mut player, "Esc");
    assert!(player.state().boxes.is_empty());
}

#[test]
fn typing_quickly_never_panics_at_any_size() {
    let workdir = Workdir::sample();
    let mut player = player(&workdir, 80, 24);
    play(&mut player, "Alt+F");
    for size in ["80x24", "20x6", "1x1", "0x0", "200x60"] {
        let long = "駐車場が少ないｶﾞ゛𠮷 ".repeat(40);
        play(&mut player, &format!("size {size}\ntext のうちＱ１ ﾞ%\\ ' \" ^ ! $\nPageDown Down Down Up\npaste {long}"));
        play(&mut player, "Backspace Backspace Backspace Ctrl+W Ctrl+U Ctrl+End Ctrl+Home");
    }
}
