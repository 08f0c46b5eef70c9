//! What a person new to the program stumbled over on the screens of plans, tables and findings: figures that differed between
//! screens, words that denied the figure beside them, signs with two meanings, records chosen that nobody meant.

use std::fs;
use std::path::Path;

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::screens::tree::index::Key as Node;
use koe::tui::script::Player;

use crate::support::run;

const SURVEY: &str = r#"
[survey]
id = "shops"
title = "事業者アンケート"
audience = "business"
date = "2023-07-01"

[[source]]
file = "shops.csv"
id = "番号"

[[question]]
id = "F1"
label = "地区"
kind = "single"
column = "地区"
attribute = true
choices = [{ code = "1", label = "北" }, { code = "2", label = "南" }]

[[question]]
id = "Q1"
label = "後継者"
kind = "single"
column = "問1"
informs = ["店-1"]
choices = [{ code = "1", label = "決まっている", score = 1 }, { code = "2", label = "いない", score = -2 }]

[[question]]
id = "Q2"
label = "若手の出店"
text = "若手の出店に何が必要ですか。"
kind = "single"
column = "問1"
informs = ["店-1", "店-2", "意1"]
choices = [{ code = "1", label = "家賃" }, { code = "2", label = "情報" }]

[[question]]
id = "Q3"
label = "若手が店を出せない理由"
kind = "single"
column = "問1"
choices = [{ code = "1", label = "家賃" }, { code = "2", label = "情報" }]

[[question]]
id = "Q4"
label = "満足度"
kind = "matrix"
informs = ["店-2"]
items = [{ id = "Q4A", label = "駐車場", column = "問1" }, { id = "Q4B", label = "街路灯", column = "問1" }]
choices = [{ code = "1", label = "満足" }, { code = "2", label = "不満" }]

[[question]]
id = "Q5"
label = "ご意見"
kind = "text"
column = "意見"
"#;

const PLAN: &str = r#"
[plan]
id = "p"
title = "産業振興計画"

[[column]]
label = "基準値"
year = 2018
role = "baseline"
[[column]]
label = "目標値"
year = 2028
role = "target"

[[record]]
kind = "theme"
id = "店"
title = "商店街"

[[record]]
kind = "issue"
id = "店-1"
no = "①"
title = "空き店舗の活用"
parent = "店"

[[record]]
kind = "issue"
id = "店-2"
no = "②"
title = "若手の出店"
parent = "店"

[[record]]
kind = "intent"
id = "意1"
title = "若手"
links = ["店-1"]

[[record]]
kind = "indicator"
id = "指-1"
no = "1"
title = "後継者のいる割合"
unit = "%"
figure = { survey = "shops", question = "Q1", option = "1", of = "percent" }
[record.years]
"基準値" = "40.0%（n=120）"
"目標値" = "60.0%"

[[record]]
kind = "indicator"
id = "指-2"
no = "2"
title = "空き店舗の数"
"#;

const SET: &str = r#"
[comments]
id = "free"
title = "問5 ご意見"
kind = "survey"
survey = "shops"
question = "Q5"
"#;

/// Of forty in the north 28 have a successor, of forty in the south 12. Every fourth wrote something.
fn project(set: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let comments = if set { "comments = [\"c.toml\"]\n" } else { "" };
    write(
        "koe.toml",
        &format!(
            "[project]\nlocale = \"ja\"\nsurveys = [\"s.toml\"]\nplans = [\"p.toml\"]\n{comments}store = \"sqlite:koe.sqlite\"\n"
        ),
    );
    let mut answers = String::from("番号,地区,問1,意見\r\n");
    for at in 0..80 {
        let (area, with) = if at < 40 { (1, 28) } else { (2, 12) };
        let answer = if at % 40 < with { 1 } else { 2 };
        let said = if at % 4 == 0 { "空き店舗が多い" } else { "" };
        answers.push_str(&format!("{},{area},{answer},{said}\r\n", at + 1));
    }
    write("s.toml", SURVEY);
    write("p.toml", PLAN);
    write("c.toml", SET);
    write("shops.csv", &answers);
    folder
}

fn player(folder: &Path, columns: u16, rows: u16) -> Player {
    let start = Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, columns, rows);
    player.begin();
    player
}

fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

#[track_caller]
fn see(player: &Player, text: &str) {
    assert!(player.screen().contains(text), "{text} is missing\n{}", player.screen());
}

#[test]
fn the_tree_and_the_matrix_count_the_same_and_say_what_is_indirect() {
    let folder = project(true);
    run(folder.path(), &["findings", "pin", "Q3", "--option", "1", "--link", "意1"]).code(0);
    let mut player = player(folder.path(), 80, 24);
    play(&mut player, "9");
    let matrix = player.state().evidence.matrix.clone().unwrap();
    // 店-1: Q1 and Q2 name it. 店-2: Q2, and the matrix once with its two items.
    let counts: Vec<_> = matrix.rows.iter().map(|row| (row.total.questions, row.total.findings)).collect();
    assert_eq!(counts, [(2, 1), (2, 0)]);
    play(&mut player, "7");
    let index = player.state().tree.index.clone().unwrap();
    for row in &matrix.rows {
        assert_eq!(index.counted(&Node::Record(row.record.clone())), row.counted(), "{}", row.record);
    }
    // The theme has what speaks for its issues, each once.
    let theme = index.counted(&Node::Record(koe::model::plan::RecordRef::new("p", "店")));
    assert_eq!((theme.all.questions, theme.own.questions), (3, 0));
    play(&mut player, "Down");
    see(&player, "設問3（うち間接3）");
}

#[test]
fn words_of_a_place_do_not_deny_the_finding_counted_beside_them() {
    let folder = project(true);
    let mut player = player(folder.path(), 80, 24);
    play(&mut player, "9");
    see(&player, "○ 設問・意見・発言はあるが所見はない　設問2・所見0");
    drop(player);
    run(folder.path(), &["findings", "pin", "Q3", "--option", "1", "--link", "意1"]).code(0);
    let mut player = self::player(folder.path(), 80, 24);
    play(&mut player, "9");
    see(&player, "○ 2/1");
    see(&player, "直接の所見はない　設問2・所見1（うち間接1）");
    assert!(!player.screen().contains("所見はない　設問2・所見0"), "{}", player.screen());
}

#[test]
fn a_minus_on_the_screen_is_no_mark_of_difference() {
    let folder = project(false);
    // 28 of 40 have a successor (1 point), 12 do not (-2): 0.1; all together -0.5, in the south -1.1.
    for (columns, rows) in [(80, 24), (160, 45)] {
        let mut player = player(folder.path(), columns, rows);
        play(&mut player, "Enter Down Enter Ctrl+End");
        let screen = player.screen();
        assert!(screen.contains("-1.10") && !screen.contains("▲1.10"), "{screen}");
        assert!(screen.contains("70.0▲") && screen.contains("30.0▼"), "{screen}");
    }
    let report = run(folder.path(), &["tab", "Q1", "--by", "F1"]).code(0);
    assert!(report.text().contains("▲1.10"), "a printed report has its own minus\n{}", report.text());
    let marked = run(folder.path(), &["tab", "Q1", "--by", "F1", "--marks"]).code(0);
    assert!(marked.text().contains("-1.10") && !marked.text().contains("▲1.10"), "{}", marked.text());
    let csv = run(folder.path(), &["tab", "Q1", "--by", "F1", "--format", "csv", "--digits", "1"]).code(0);
    assert!(csv.text().contains(",-1.10") && !csv.text().contains("▲1.10"), "{}", csv.text());
}

#[test]
fn a_free_answer_says_how_many_wrote_and_leads_to_what_they_wrote() {
    let folder = project(true);
    let mut player = player(folder.path(), 80, 24);
    // Q5 stands behind the two items of Q4.
    play(&mut player, "Enter n n n n n n Enter");
    let head =
        player.screen().lines().find(|line| line.contains("回答あり") && line.contains("回答なし")).map(str::to_owned);
    assert!(head.is_some(), "{}", player.screen());
    let row = player.screen().lines().find(|line| line.contains("北")).map(str::to_owned).unwrap();
    assert!(row.contains("40") && row.contains("10") && row.contains("30"), "{row}");
    see(&player, "「問5 ご意見」");
    play(&mut player, "Right Enter");
    see(&player, "空き店舗が多い");
    assert_eq!(player.state().screen, koe::tui::state::Screen::Tagging);
    let folder = project(false);
    let mut player = self::player(folder.path(), 80, 24);
    play(&mut player, "Enter n n n n n n Enter");
    see(&player, "kind = \"survey\"");
    let table = run(folder.path(), &["tab", "Q5", "--by", "F1"]).code(0);
    assert!(table.text().contains("回答あり") && table.text().contains("回答なし"), "{}", table.text());
    let json = run(folder.path(), &["tab", "Q5", "--by", "F1", "--json"]).code(0).json();
    assert_eq!(
        (&json[0]["groups"][1]["answered"], &json[0]["groups"][1]["cells"]),
        (&10.into(), &serde_json::json!([]))
    );
}

#[test]
fn indicators_show_where_they_stand_and_what_is_missing() {
    let folder = project(false);
    for (columns, rows) in [(80, 24), (160, 45)] {
        let mut player = player(folder.path(), columns, rows);
        play(&mut player, "6");
        let row = player.screen().lines().find(|line| line.contains("後継者のいる")).map(str::to_owned).unwrap();
        // 40 of 80 have a successor: half the way from 40 to 60.
        for figure in ["40.0%", "50.0%", "60.0%", "50%"] {
            assert!(row.contains(figure), "{figure} in {row}");
        }
        see(&player, "現状値：50.0%（2023年度）　n=80");
        play(&mut player, "Enter");
        see(&player, "基準値：40.0%（2018年度）　n=120");
        see(&player, "経過年数：5/10年");
        assert!(!player.screen().contains("n=  "), "the base is no figure of its own\n{}", player.screen());
        play(&mut player, "Down");
        see(&player, "足りないもの");
        see(&player, "figure");
    }
}

#[test]
fn a_record_is_chosen_beforehand_only_where_the_definition_names_one() {
    let folder = project(false);
    let mut player = player(folder.path(), 80, 24);
    let chosen = |player: &Player| -> Vec<String> {
        let state = player.state();
        let form = state.boxes.iter().find_map(|popup| match &popup.kind {
            koe::tui::popups::Kind::Findings(koe::tui::screens::findings::FindBox::Form(form)) => Some(form),
            _ => None,
        });
        form.unwrap().chosen.iter().map(|record| record.id.clone()).collect()
    };
    play(&mut player, "Enter Down Enter Right P");
    assert_eq!(chosen(&player), ["店-1"]);
    see(&player, "定義で結び付いている");
    // Two issues are named: which is meant is not known; the one survey item is.
    play(&mut player, "Esc n P");
    assert_eq!(chosen(&player), ["意1"]);
    see(&player, "上に並べたので選んでください");
    // Nothing is named: the issue with the words of the question comes first.
    play(&mut player, "Esc n P");
    assert!(chosen(&player).is_empty());
    see(&player, "何も選んでいません");
    let screen = player.screen();
    assert!(screen.find("若手の出店") < screen.find("空き店舗の活用"), "{screen}");
}

#[test]
fn drafts_show_the_strongest_of_each_question_and_say_how_many_stand_behind() {
    let folder = project(false);
    let mut player = player(folder.path(), 80, 24);
    play(&mut player, "8 Tab");
    // Of a question with two answers and two groups four differences say the same.
    let listed = player.state().findings.drafts.as_ref().unwrap().len();
    let front = player.screen();
    assert!(front.contains("件は f") || front.contains("件は F8"), "{front}");
    let shown = koe::tui::screens::findings::list::drafts(player.state()).len();
    let behind = koe::tui::screens::findings::list::behind(player.state());
    assert!(shown + behind == listed && behind > shown, "{shown} of {listed}");
    play(&mut player, "f");
    assert_eq!(koe::tui::screens::findings::list::drafts(player.state()).len(), listed);
    let all = run(folder.path(), &["findings", "drafts", "--json"]).code(0).json();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), listed);
    let fronts: Vec<_> = all.iter().filter(|draft| draft["front"] == true).collect();
    assert_eq!(fronts.len(), shown);
    let of = |question: &str| {
        let is_it = |draft: &&&serde_json::Value| {
            draft["rule"] == "group" && draft["key"].as_str().is_some_and(|key| key.contains(question))
        };
        fronts.iter().find(is_it).map(|draft| (draft["records"].clone(), draft["open_records"].clone()))
    };
    assert_eq!(of("/Q1:"), Some((serde_json::json!(["p:店-1"]), serde_json::json!([]))));
    assert_eq!(of("/Q2:"), Some((serde_json::json!(["p:意1"]), serde_json::json!(["p:店-1", "p:店-2"]))));
    let table = run(folder.path(), &["findings", "drafts"]).code(0);
    table.says(&["--all"]);
}

#[test]
fn a_plan_that_cannot_be_read_keeps_nothing_busy() {
    let folder = project(false);
    fs::write(folder.path().join("p.toml"), "[plan]\nid = \"p\"\nwrong = 1\n").unwrap();
    let mut player = player(folder.path(), 80, 24);
    // Each key waits until everything is done.
    play(&mut player, "9 8 Tab");
    assert!(player.state().findings.drafts.as_ref().is_some_and(|drafts| !drafts.is_empty()));
}

#[test]
fn shades_go_into_a_workbook_with_their_legend() {
    let folder = project(false);
    let part = |name: &str, part: &str| {
        let file = fs::File::open(folder.path().join(name)).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(part).unwrap(), &mut text).unwrap();
        text
    };
    run(folder.path(), &["tab", "Q1", "--by", "F1", "--shades", "-o", "shaded.xlsx"]).code(0);
    run(folder.path(), &["tab", "Q1", "--by", "F1", "-o", "plain.xlsx"]).code(0);
    // 70 % and 30 % against 50 %: ten points and more on both sides.
    let [shaded, plain] = ["shaded.xlsx", "plain.xlsx"].map(|name| part(name, "xl/styles.xml"));
    assert!(shaded.contains("F4B183") && shaded.contains("lightGrid"), "{shaded}");
    assert!(!plain.contains("F4B183") && !plain.contains("lightGrid"));
    let [shaded, plain] = ["shaded.xlsx", "plain.xlsx"].map(|name| part(name, "xl/sharedStrings.xml"));
    assert!(shaded.contains("濃い塗り＝10ポイント以上高い") && !plain.contains("濃い塗り"));
    run(folder.path(), &["tab", "Q1", "--by", "F1", "--shades"]).code(2).says(&["xlsx"]);
}
