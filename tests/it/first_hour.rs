//! What people who are new to the program do in their first hour, with keys that came too soon, twice or from another day.

use std::fs;

use koe::config::Settings;
use koe::model::comment::decisions::Via;
use koe::project::comments::op::TagSet;
use koe::project::{CommentOp, Op, Project};
use koe::tui::key::Key;
use koe::tui::record::Recorder;
use koe::tui::script::Player;
use koe::tui::state::Screen;

use crate::stage::{self, play, start};
use crate::support::Workdir;

fn sample(workdir: &Workdir) -> Player {
    stage::player(workdir.path(), 80, 24)
}

fn tap(player: &mut Player, keys: &str) {
    keys.split_whitespace().for_each(|name| player.tap(Key::parse(name).unwrap()));
}

/// Forms of a survey; the answer of the fifth is no choice.
fn survey() -> Workdir {
    let toml = "[survey]\nid = \"s\"\ntitle = \"調査\"\n[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n\
                [[question]]\nid = \"Q1\"\nlabel = \"性別\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"男\" }, { code = \"2\", label = \"女\" }]\n\
                [[question]]\nid = \"Q2\"\nlabel = \"年齢\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"若\" }, { code = \"2\", label = \"老\" }]\n\
                [[question]]\nid = \"Q21\"\nlabel = \"地区\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"北\" }]\n";
    let rows: String =
        (1..=6).map(|n| format!("{n:04},{},{},1\n", if n > 4 { 7 } else { 1 }, if n < 3 { 5 } else { 2 })).collect();
    Workdir::survey(toml, "a.csv", format!("番号,Q1,Q2,Q21\n{rows}"))
}

#[test]
fn two_enters_on_a_form_leave_nobody_out() {
    let dir = survey();
    let mut player = sample(&dir);
    play(&mut player, "0\nEnter");
    assert!(player.screen().contains("何もせずに閉じる"), "{}", player.screen());
    play(&mut player, "Enter Enter");
    assert!(player.state().journal.state.fixes.is_empty(), "{}", player.screen());
    // Who means it chooses it, and sees which form it is.
    play(&mut player, "Esc\nEnter Down Enter");
    assert!(player.screen().contains("0001　調査票全体"), "{}", player.screen());
    play(&mut player, "Enter");
    assert_eq!(player.state().journal.state.fixes["s"].fixes.len(), 1);
}

#[test]
fn a_number_typed_while_forms_are_read_is_looked_for() {
    let dir = survey();
    let mut player = Player::new(&start(dir.path()), 80, 24);
    player.start();
    tap(&mut player, "0 / 0 0 0 3 Enter");
    assert_eq!(player.state().screen, Screen::Form);
    assert_eq!(player.state().boxes.len(), 1, "{}", player.screen());
    // Now everything is read; the box is still there with what was typed.
    player.press(Key::parse("Enter").unwrap());
    if !player.state().boxes.is_empty() {
        player.press(Key::parse("Enter").unwrap());
    }
    assert!(player.screen().contains("0003"), "{}", player.screen());
    assert!(player.state().boxes.is_empty() && player.state().screen == Screen::Form, "{}", player.screen());
}

#[test]
fn a_search_that_comes_too_soon_runs_no_commands() {
    let dir = Workdir::sample();
    let mut player = Player::new(&start(dir.path()), 80, 24);
    // Nothing of what is asked for comes: the opinions are still being read.
    let mut state = player.state().clone();
    let mut press = |name: &str| {
        let action = koe::tui::input::of_key(&state, Key::parse(name).unwrap());
        let asked = koe::tui::update::update(&mut state, action);
        (asked.len(), state.screen, state.toast.clone().map(|toast| toast.text).unwrap_or_default())
    };
    press("4");
    let (_, _, refused) = press("/");
    assert!(refused.contains("読み込"), "{refused}");
    for name in ["0", "3", "q", "g", "Enter"] {
        let (asked, screen, told) = press(name);
        assert_eq!((asked, screen, told.as_str()), (0, Screen::Tagging, refused.as_str()), "{name}");
    }
    // Enter ended what was typed; keys are commands again.
    assert_eq!(press("Alt+3").1, Screen::Problems);
    // With everything read, what was typed before stays text until the search is begun again.
    player.tap(Key::parse("4").unwrap());
    player.tap(Key::parse("/").unwrap());
    player.begin();
    play(&mut player, "5");
    assert_eq!(player.state().screen, Screen::Tagging);
    assert!(player.screen().contains("もう一度"), "{}", player.screen());
    play(&mut player, "/");
    assert_eq!(player.state().boxes.len(), 1, "{}", player.screen());
}

#[test]
fn cases_of_one_question_are_told_beside_all_that_the_rule_hit() {
    let dir = survey();
    let mut player = stage::player(dir.path(), 120, 40);
    let open = player.state().surveys[0].problems.iter().filter(|line| line.rule == "unknown_code").count();
    assert_eq!(open, 4);
    play(&mut player, "3 /\ntext Q2\nEnter R");
    let screen = player.screen();
    assert!(screen.contains("2件"), "{screen}");
    play(&mut player, "Down Enter");
    let screen = player.screen();
    assert!(screen.contains("表示中の 2件だけ") && screen.contains("この規則の対象は全部で 4件"), "{screen}");
}

#[test]
fn a_question_that_was_found_ends_the_search() {
    let dir = survey();
    let mut player = sample(&dir);
    play(&mut player, "2 /\ntext q2\nEnter");
    let table = |player: &Player| {
        let table = &player.state().surveys[0].table;
        (table.question, table.search.value().to_owned())
    };
    assert_eq!(table(&player), (1, String::new()), "{}", player.screen());
    play(&mut player, "n");
    assert_eq!(table(&player).0, 2);
    // Several that were found stay listed, and their end is not taken for that of all.
    play(&mut player, "p p /\ntext 別\nEnter");
    assert_eq!(table(&player), (0, String::new()));
    play(&mut player, "/\ntext Q\nEnter n n n");
    assert_eq!(table(&player), (2, "Q".to_owned()));
    assert!(player.screen().contains("絞り込み中"), "{}", player.screen());
}

#[test]
fn what_waits_for_a_decision_is_listed_first() {
    let dir = Workdir::sample();
    let mut player = sample(&dir);
    play(&mut player, "3");
    let state = player.state();
    let problems = &state.opened().unwrap().problems;
    let shown: Vec<_> = state.problems.lists.rows.iter().map(|at| &problems[*at]).collect();
    let open = |line: &&koe::tui::state::ProblemLine| line.status == koe::model::diagnostic::Status::Open;
    let waiting = shown.iter().copied().filter(open).count();
    assert!(waiting > 0 && waiting < shown.len());
    assert!(shown.iter().copied().take(waiting).all(|line| open(&line)));
}

#[test]
fn a_small_terminal_shows_what_to_do_next() {
    let dir = Workdir::sample();
    let player = sample(&dir);
    let screen = player.screen();
    assert!(screen.contains("次にすること"), "{screen}");
    let first = &player.state().steps[0].text;
    let seen: String = first.chars().take(12).collect();
    assert!(screen.contains(&seen), "{seen}\n{screen}");
    stage::checked(&screen, 80);
}

#[test]
fn another_coder_is_kept_and_leaves_what_is_coded_already() {
    let dir = Workdir::sample();
    let file = dir.file("mine/settings.toml");
    let mut player = Player::new(&start(dir.path()), 120, 40);
    player.keep_settings(file.clone());
    player.begin();
    play(&mut player, "4");
    let set = player.state().set().unwrap().id().to_owned();
    // A group, all of it coded by hand under the account's name but for the opinion on the screen.
    let state = player.state();
    let tagging = &state.set().unwrap().tagging;
    let prepared = tagging.prepared.clone().unwrap();
    let group = prepared.groups.iter().find(|group| group.members.len() > 2).unwrap();
    let members: Vec<String> = group.members.iter().map(|at| prepared.docket.opinions[*at].id.clone()).collect();
    let code = prepared.docket.codebook.codes[0].id.clone();
    let store = toml::from_str::<toml::Table>(&fs::read_to_string(dir.file("koe.toml")).unwrap()).unwrap();
    let store = store["project"]["store"].as_str().unwrap().to_owned();
    drop(player);
    let mut project = Project::open(dir.path(), &store, false).unwrap();
    let tag = |id: &String| TagSet { opinion: id.clone(), codes: Some(vec![code.clone()]) };
    let tags = members[1..].iter().map(tag).collect();
    let act = CommentOp::Tag { coder: String::new(), tags, via: Via::Hand };
    project.act(Op::Comment { set: set.clone(), act: Box::new(act) }).unwrap();
    drop(project);
    let mut player = Player::new(&start(dir.path()), 120, 40);
    player.keep_settings(file.clone());
    player.begin();
    play(&mut player, "4\nW\ntext 佐藤\nEnter");
    assert_eq!(fs::read_to_string(&file).unwrap(), "coder = \"佐藤\"\n");
    play(&mut player, &format!("/\ntext {}\nEnter", members[0]));
    while player.state().set().unwrap().tagging.current() != Some(members[0].as_str()) {
        play(&mut player, "n");
    }
    play(&mut player, "2 g");
    let decisions = player.state().journal.state.decisions(&set);
    assert_eq!(decisions.codings[&members[0]][0].coder, "佐藤");
    for id in &members[1..] {
        assert_eq!(decisions.codings[id].len(), 1, "{id} is left to who coded it");
    }
    let told = &player.state().told.last().unwrap().text;
    assert!(told.contains("同文 1件") && told.contains(&format!("{}件は残しました", members.len() - 1)), "{told}");
    // At the next start the name is still there; one's own name set later takes its place.
    let mut player = Player::new(&start(dir.path()), 120, 40);
    player.set(&Settings { coder: "佐藤".to_owned(), ..Settings::default() });
    player.keep_settings(file.clone());
    player.begin();
    assert_eq!(player.state().set().unwrap().tagging.coder.as_deref(), Some("佐藤"));
    play(&mut player, "Alt+N\ntext 山田\nEnter");
    assert_eq!(fs::read_to_string(&file).unwrap(), "name = \"山田\"\n");
    assert_eq!(player.state().set().unwrap().tagging.coder, None);
}

#[test]
fn a_replay_that_goes_otherwise_says_where() {
    let dir = Workdir::sample();
    let record = dir.file("session.txt");
    let mut player = Player::new(&start(dir.path()), 80, 24);
    player.begin();
    player.record(Recorder::begin(&record, (80, 24), "").unwrap());
    // The last one is refused: there is nothing to undo.
    play(&mut player, "2 n p Up u");
    drop(player);
    let text = fs::read_to_string(&record).unwrap();
    assert!(text.ends_with("u\nrefused\n"), "{text}");
    dir.koe(&["replay", "session.txt"]).code(0);
    // Somewhere else a key is refused that was not, or the other way round.
    dir.write("session.txt", text.replace("\nrefused", ""));
    dir.koe(&["replay", "session.txt"]).code(2).says(&["行目「u」は実行できませんでした", "同じ状態"]);
    dir.write("session.txt", text.replace("n\n", "n\nrefused\n"));
    dir.koe(&["replay", "session.txt"]).code(2).says(&["今回は実行されました"]);
    // A place that somebody left does not change where a replay begins.
    dir.write(".koe/session.json", "{\"screen\":\"Problems\"}");
    dir.write("session.txt", "2\nsnapshot first\n");
    let shown = dir.koe(&["replay", "session.txt"]).code(0);
    assert!(shown.text().contains("設問"), "{}", shown.text());
}
