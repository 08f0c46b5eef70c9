//! Pictures in the terminal: charts of every kind, shaded cells, and the presentation for a meeting.

use std::fs;
use std::path::Path;

use koe::config::{Colours, Settings};
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::command::{COMMANDS, Id, Place};
use koe::tui::script::Player;
use koe::tui::state::Screen;

use crate::stage::{self, play};
use crate::support::Workdir;

const SURVEY: &str = r#"
[survey]
id = "now"
title = "市民アンケート（合成）"
date = "2026-07-01"
series = "people"
wave = "R8"
distributed = 200
min_base = 10
synthetic = true

[[source]]
file = "../data/now.csv"
id = "番号"

[[question]]
id = "F1"
label = "年齢"
theme = "属性"
kind = "single"
column = "年齢"
attribute = true
choices = [
  { code = "1", label = "18～39歳" },
  { code = "2", label = "40～64歳" },
  { code = "3", label = "65歳以上" },
  { code = "4", label = "𠮷町「ｶﾞ」の人" },
]

[[question]]
id = "Q1"
label = "商店街の利用"
text = "あなたは、お住まいの地区の商店街をどのくらい利用しますか。（○は1つ）"
theme = "商店街"
kind = "single"
column = "問1"
choices = [
  { code = "1", label = "週に1回以上" },
  { code = "2", label = "月に数回" },
  { code = "3", label = "年に数回" },
  { code = "9", label = "その他（　　）" },
  { code = "4", label = "利用しない" },
]

[[question]]
id = "Q2"
label = "商店街に望むこと"
theme = "商店街"
kind = "multiple"
layout = "list"
column = "問2"
separator = ";"
choices = [
  { code = "1", label = "日常の買物ができる" },
  { code = "2", label = "防犯・見守り" },
  { code = "9", label = "その他" },
  { code = "3", label = "にぎわい、交流、子どもと高齢者の居場所づくり" },
]

[[question]]
id = "Q3"
label = "施策の満足度"
theme = "施策"
kind = "matrix"
items = [
  { id = "Q3A", label = "農業", column = "問3A" },
  { id = "Q3B", label = "商店街", column = "問3B" },
  { id = "Q3C", label = "観光", column = "問3C" },
]
choices = [
  { code = "1", label = "満足", score = 1 },
  { code = "2", label = "どちらともいえない", score = 0 },
  { code = "3", label = "不満", score = -1 },
]

[[question]]
id = "Q4"
label = "施策の重要度"
theme = "施策"
kind = "matrix"
items = [
  { id = "Q4A", label = "農業", column = "問4A" },
  { id = "Q4B", label = "商店街", column = "問4B" },
  { id = "Q4C", label = "観光", column = "問4C" },
]
choices = [
  { code = "1", label = "重要", score = 1 },
  { code = "2", label = "どちらともいえない", score = 0 },
  { code = "3", label = "重要でない", score = -1 },
]

[[question]]
id = "Q5"
label = "意見"
theme = "自由意見"
kind = "text"
column = "問5"

[[portfolio]]
id = "cs"
label = "満足度と重要度"
satisfaction = "Q3"
importance = "Q4"
formula = "mean"
cross = "mean"
x = "satisfaction"
"#;

const BEFORE: &str = r#"
[survey]
id = "before"
title = "市民アンケート（前回）"
date = "2021-07-01"
series = "people"
wave = "R3"
distributed = 100

[[source]]
file = "../data/before.csv"
id = "番号"

[[question]]
id = "F1"
label = "年齢"
theme = "属性"
kind = "single"
column = "年齢"
attribute = true
choices = [
  { code = "1", label = "18～39歳" },
  { code = "2", label = "40～64歳" },
  { code = "3", label = "65歳以上" },
  { code = "4", label = "𠮷町「ｶﾞ」の人" },
]

[[question]]
id = "Q1"
label = "商店街の利用"
text = "あなたは、お住まいの地区の商店街をどのくらい利用しますか。（○は1つ）"
theme = "商店街"
kind = "single"
column = "問1"
choices = [
  { code = "1", label = "週に1回以上" },
  { code = "2", label = "月に数回" },
  { code = "3", label = "年に数回" },
  { code = "9", label = "その他（　　）" },
  { code = "4", label = "利用しない" },
]
"#;

/// 120 people without chance: the old come often, the young seldom; four live in a small group.
fn now() -> String {
    let mut text = String::from("番号,年齢,問1,問2,問3A,問3B,問3C,問4A,問4B,問4C,問5\r\n");
    for n in 0..120_u32 {
        let age = if n % 30 == 29 { 4 } else { n % 3 + 1 };
        let use_of = match (age, n % 10) {
            (_, 9) if n % 20 == 9 => "",
            (_, 7) => "9",
            (3, 0..=5) => "1",
            (3, _) => "2",
            (1, 0..=4) => "4",
            (1, _) => "3",
            (_, 0..=2) => "1",
            (_, 3..=5) => "2",
            _ => "4",
        };
        let wishes = ["1;2", "1", "3", "1;3;9", ""][(n % 5) as usize];
        let mark = |by: u32| (n / by) % 3 + 1;
        let [a, b, c] = [mark(1), if n % 4 == 0 { 1 } else { 3 }, if n % 3 == 0 { 2 } else { 1 }];
        let [d, e, f] = [if n % 5 == 0 { 2 } else { 1 }, mark(2), if n % 2 == 0 { 3 } else { 2 }];
        text.push_str(&format!("{n:03},{age},{use_of},{wishes},{a},{b},{c},{d},{e},{f},\r\n"));
    }
    text
}

fn before() -> String {
    let mut text = String::from("番号,年齢,問1\r\n");
    for n in 0..80_u32 {
        let use_of = ["1", "1", "1", "2", "2", "3", "4", "9"][(n % 8) as usize];
        text.push_str(&format!("{n:03},{},{use_of}\r\n", n % 3 + 1));
    }
    text
}

fn project() -> Workdir {
    stage::project(&[
        (
            "koe.toml",
            "[project]\ntitle = \"調査\"\nlocale = \"ja\"\nsurveys = [\"surveys/now.toml\", \"surveys/before.toml\"]\n\
         store = \"sqlite:koe.sqlite\"\noutput = \"out\"\n",
        ),
        ("surveys/now.toml", SURVEY),
        ("surveys/before.toml", BEFORE),
        ("data/now.csv", &now()),
        ("data/before.csv", &before()),
    ])
}

fn start(folder: &Path, ascii: bool) -> Start {
    Start { ascii, ..stage::start(folder) }
}

fn player(folder: &Path, ascii: bool, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(&start(folder, ascii), columns, rows);
    player.begin();
    player
}

#[test]
fn pictures_look_as_they_did() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/pictures.keys")).unwrap();
    for (name, ascii, columns, rows) in
        [("pictures", false, 80, 24), ("pictures", false, 160, 45), ("pictures-ascii", true, 80, 24)]
    {
        let folder = project();
        let mut player = player(folder.path(), ascii, columns, rows);
        player.sign("yamada", "2026-11-22 10:15");
        for snapshot in player.play(&script).unwrap() {
            for line in snapshot.screen.lines() {
                assert!(width(line) <= columns.into(), "{line}");
            }
            let own = ["█", "░", "▓", "▒", "┼", "↑", "↓", "▲", "▸", "·", "│"];
            assert!(!ascii || !own.iter().any(|sign| snapshot.screen.contains(sign)), "{}", snapshot.screen);
            let name = format!("{name}-{}-{columns}x{rows}", snapshot.name);
            insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, snapshot.screen);
            });
        }
    }
}

#[test]
fn nothing_is_said_by_colour_alone() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/pictures.keys")).unwrap();
    let folders = [project(), project(), project(), project()];
    let of = |colours: Colours, folder: &Path| {
        let mut player = Player::new(&start(folder, false), 100, 30);
        player.set(&Settings { colours, ..Settings::default() });
        player.begin();
        player.play(&script).unwrap().into_iter().map(|snapshot| snapshot.screen).collect::<Vec<String>>()
    };
    let plain = of(Colours::Mono, folders[0].path());
    for (colours, folder) in [Colours::Dark, Colours::Light, Colours::Safe].into_iter().zip(&folders[1..]) {
        assert_eq!(of(colours, folder.path()), plain, "{colours:?}");
    }
    // Fills that stand beside each other differ, and each stands before its answer in the legend.
    let bands = &plain[0];
    for legend in ["██ 週に1回以上", "░░ 月に数回", "▓▓ 年に数回", "// その他", "▒▒ 利用しない", "== 無回答"]
    {
        assert!(bands.contains(legend), "{legend}\n{bands}");
    }
}

#[test]
fn the_figures_of_a_band_are_those_of_the_table_and_add_up() {
    let folder = project();
    let mut player = player(folder.path(), false, 160, 45);
    play(&mut player, "Enter n b Space Enter V");
    let screen = player.screen();
    let figures = |line: &str| -> Vec<f64> {
        let signs = |c: char| !(c.is_ascii_digit() || c == '.');
        let texts = line.split_once('）').map_or("", |(_, rest)| rest).split(signs);
        texts.filter(|text| text.contains('.')).filter_map(|text| text.parse().ok()).collect()
    };
    let total = screen.lines().find(|line| line.contains("全体（")).unwrap();
    let sum: f64 = figures(total).iter().sum();
    assert!((sum - 100.0).abs() < 0.35, "{sum} in {total}");
    play(&mut player, "Esc");
    let table = player.screen();
    for figure in figures(total) {
        assert!(table.contains(&format!("{figure:.1}")), "{figure} is not in\n{table}");
    }
}

#[test]
fn a_kind_that_does_not_suit_says_why() {
    let folder = project();
    let mut player = player(folder.path(), false, 120, 40);
    // Several answers: no bands, no scatter, no other wave.
    play(&mut player, "Enter n n C Home");
    for (keys, reason) in
        [("Ctrl+Home", "帯グラフにできません"), ("Down Down", "比べられる過去の調査"), ("Down", "散布図にできません")]
    {
        play(&mut player, keys);
        assert!(player.screen().contains(reason), "{reason}\n{}", player.screen());
    }
    play(&mut player, "Enter");
    assert!(player.screen().contains("散布図にできません"), "{}", player.screen());
    // Free text has no chart at all, and the key says so.
    play(&mut player, "n n n n n n n n n c");
    assert!(player.screen().contains("グラフはありません"), "{}", player.screen());
}

#[test]
fn the_chart_and_the_shades_are_remembered() {
    let folder = project();
    let mut first = player(folder.path(), false, 120, 40);
    play(&mut first, "Enter n T c");
    assert!(first.screen().contains("横棒グラフ"), "{}", first.screen());
    koe::tui::session::write(first.state());
    drop(first);
    let mut second = Player::new(&start(folder.path(), false), 120, 40);
    second.restore();
    second.begin();
    play(&mut second, "Down");
    play(&mut second, "Up");
    let screen = second.screen();
    assert!(screen.contains("横棒グラフ") && screen.contains("全体"), "{screen}");
    assert!(second.state().surveys[0].table.tones);
}

#[test]
fn shades_are_marks_too_and_follow_the_printed_figures() {
    let folder = project();
    let mut player = player(folder.path(), false, 140, 40);
    play(&mut player, "Enter n");
    assert!(!player.screen().contains("↑↑"), "{}", player.screen());
    play(&mut player, "T");
    let screen = player.screen();
    assert!(screen.contains("↑↑") && screen.contains("↓↓") && screen.contains("ポイント以上高い"), "{screen}");
    let shaded = |player: &Player| {
        let buffer = player.cells();
        buffer.content().iter().filter(|cell| cell.bg != ratatui::style::Color::Reset).count()
    };
    assert!(shaded(&player) > 0);
    // The small group bears neither.
    let small = screen.lines().position(|line| line.contains("𠮷町")).unwrap();
    let of_small: Vec<&str> = screen.lines().skip(small).take(2).collect();
    assert!(!of_small.iter().any(|line| line.contains(['↑', '↓'])), "{of_small:?}");
    play(&mut player, "T");
    assert!(!player.screen().contains("↑↑"), "{}", player.screen());
    assert_eq!(shaded(&player), 0);
}

#[test]
fn a_presentation_shows_one_question_and_nothing_else() {
    let folder = project();
    let file = folder.path().join("surveys/now.toml");
    fs::write(&file, SURVEY.replace("synthetic = true", "synthetic = true\nprovisional = true")).unwrap();
    let mut player = player(folder.path(), false, 120, 40);
    play(&mut player, "Enter n V");
    assert_eq!((player.state().screen, player.state().place()), (Screen::Show, Place::Show));
    let screen = player.screen();
    for absent in ["koe ›", "キー一覧", "検索", "┌"] {
        assert!(!screen.contains(absent), "{absent}\n{screen}");
    }
    for present in ["商 店 街 の 利 用", "n=120", "年齢別", "速報（", "2026年7月1日", "合成データ", "※ nが10未満"]
    {
        assert!(screen.contains(present), "{present}\n{screen}");
    }
    let at = |player: &Player| player.state().surveys[0].table.question;
    let first = at(&player);
    for (keys, by) in [
        ("Right", 1),
        ("Space", 2),
        ("PageDown", 3),
        ("PageUp", 2),
        ("Left Left", 0),
        ("click 40 20", 1),
        ("click 3 39", 2),
        ("wheel 9 9 up", 1),
    ] {
        play(&mut player, keys);
        assert_eq!(at(&player), first + by, "{keys}");
    }
    play(&mut player, "Left Left Left Left Left");
    assert!(player.screen().contains("最初の設問です"), "{}", player.screen());
    // Free text is passed over, and the last question says that it is.
    play(&mut player, &"Right ".repeat(12));
    assert!(player.screen().contains("最後の設問です"), "{}", player.screen());
    assert_eq!(player.state().surveys[0].survey().unwrap().questions[at(&player)].id, "Q4C");
    play(&mut player, "Esc");
    assert_eq!(player.state().screen, Screen::Table);
}

#[test]
fn a_presentation_changes_nothing() {
    let folder = project();
    let mut player = player(folder.path(), false, 100, 30);
    play(&mut player, "Enter n V");
    let view = player.state().surveys[0].table.view.clone();
    let before = format!("{:?}", player.state().journal.state);
    play(&mut player, "Down");
    assert!(!player.screen().contains("年齢別"), "{}", player.screen());
    play(&mut player, "Up");
    assert!(player.screen().contains("年齢別"), "{}", player.screen());
    // Every key of every command that is none of the presentation gives a reason.
    for command in COMMANDS {
        let writes = command.works_in(Place::Table) && !command.works_in(Place::Show);
        for key in command.keys.iter().chain(command.letters).filter(|_| writes) {
            let means = COMMANDS.iter().filter(|other| other.works_in(Place::Show));
            if means.flat_map(|other| other.keys.iter().chain(other.letters)).any(|own| own == key) {
                continue;
            }
            player.press(*key);
            assert_eq!(player.state().screen, Screen::Show, "{}", command.name);
            assert!(player.screen().contains("発表中は"), "{} of {}\n{}", key.name(), command.name, player.screen());
        }
    }
    assert_eq!(format!("{:?}", player.state().journal.state), before);
    play(&mut player, "Down Esc");
    assert_eq!(player.state().surveys[0].table.view, view);
    assert!(player.state().surveys[0].table.presented_by.is_none());
    assert!(player.screen().contains("表側:年齢"), "{}", player.screen());
}

#[test]
fn a_presentation_is_reached_and_left_without_letters() {
    let folder = project();
    let mut player = player(folder.path(), false, 100, 30);
    play(&mut player, "Enter F10");
    let title = "発表用に大きく表示する";
    for _ in 0..6 {
        if player.screen().contains(title) {
            break;
        }
        play(&mut player, "Right");
    }
    for _ in 0..40 {
        if player.screen().lines().any(|line| line.contains(&format!("▸ {title}"))) {
            break;
        }
        play(&mut player, "Down");
    }
    play(&mut player, "Enter");
    assert_eq!(player.state().screen, Screen::Show);
    play(&mut player, "F10 Left Left");
    assert!(player.screen().contains("次の設問を映す"), "{}", player.screen());
    play(&mut player, "Esc F1");
    assert!(player.screen().contains("次の表側で映す"), "{}", player.screen());
    play(&mut player, "Esc Esc");
    assert_eq!(player.state().screen, Screen::Table);
    for id in [Id::Show, Id::ShowNext, Id::ShowPrevious, Id::ShowBanner, Id::ShowBannerBack, Id::ShowChart] {
        let command = COMMANDS.iter().find(|command| command.id == id).unwrap();
        assert!(!command.keys.is_empty(), "{}", command.name);
    }
}

#[test]
fn any_size_can_be_presented() {
    let folder = project();
    for ascii in [false, true] {
        let mut player = player(folder.path(), ascii, 80, 24);
        for keys in ["Enter n V", "Tab", "Tab", "Right", "Right Tab Tab", "Up"] {
            play(&mut player, keys);
            for (columns, rows) in (0..=24).flat_map(|columns| [0, 1, 3, 7, 12].map(|rows| (columns, rows))) {
                player.resize(columns, rows);
            }
            for (columns, rows) in [(40, 60), (60, 15), (80, 24), (120, 30), (160, 45), (200, 60)] {
                player.resize(columns, rows);
                let screen = player.screen();
                assert!(screen.lines().all(|line| width(line) <= columns.into()), "{screen}");
                assert!(screen.contains('Q'), "{columns}x{rows}\n{screen}");
            }
            player.resize(80, 24);
        }
    }
}

#[test]
fn the_scatter_has_the_figures_of_the_portfolio() {
    let folder = project();
    let mut player = player(folder.path(), false, 160, 45);
    play(&mut player, "Enter n n n C Ctrl+End Up Enter z Tab Tab");
    let screen = player.screen();
    let run = crate::support::run(folder.path(), &["portfolio", "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let items = found[0]["groups"][0]["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    for item in items {
        let label = item["label"].as_str().unwrap();
        let line = screen.lines().find(|line| line.contains(&format!("{} {label} ", item["number"])));
        let line = line.unwrap_or_else(|| panic!("{label} is not in\n{screen}"));
        for axis in ["x", "y"] {
            let value = item[axis].as_f64().unwrap();
            let printed = format!("{}{:.2}", if value < 0.0 { "-" } else { "" }, (value.abs() * 100.0).round() / 100.0);
            assert!(line.contains(&printed), "{printed} in {line}");
        }
    }
}

/// What `koe waves` says of Q1 by age.
fn compared(folder: &Path) -> serde_json::Value {
    let run = crate::support::run(folder, &["waves", "Q1", "--by", "F1", "--json"]);
    let mut found: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    found[0].take()
}

/// Every figure of a group in the legend of the lines is that of the comparison.
fn assert_lines(screen: &str, compared: &serde_json::Value, group: &str) {
    let group = compared["groups"].as_array().unwrap().iter().find(|of| of["label"] == group).unwrap();
    for (at, option) in compared["options"].as_array().unwrap().iter().enumerate() {
        if option["role"] != "choice" {
            continue;
        }
        let label = option["label"].as_str().unwrap();
        let line = screen.lines().find(|line| line.contains('›') && line.contains(&format!(" {label} ")));
        let line = line.unwrap_or_else(|| panic!("{label} is not in\n{screen}"));
        let figures = line.rsplit_once(label).unwrap().1.trim_end_matches(['│', ' ']).split('›').map(str::trim);
        let wanted = group["waves"].as_array().unwrap().iter().map(|wave| {
            let cell = &wave["cells"][at];
            if cell["n"] == 0 { "-".to_owned() } else { format!("{:.1}", cell["percent"].as_f64().unwrap()) }
        });
        assert_eq!(figures.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{label} in\n{screen}");
    }
}

#[test]
fn a_presentation_asked_for_while_the_survey_is_read_shows_the_question() {
    let folder = project();
    let mut player = Player::new(&start(folder.path(), false), 120, 40);
    player.start();
    for key in ["Enter", "n", "V"] {
        player.tap(koe::tui::key::Key::parse(key).unwrap());
    }
    assert_eq!(player.state().screen, Screen::Show);
    // Whatever comes next, the program takes in what has been read meanwhile.
    play(&mut player, "Tab");
    let screen = player.screen();
    assert!(screen.contains("n=120") && !screen.contains("計算中"), "{screen}");
}

#[test]
fn lines_are_of_row_percentages_whatever_the_table_shows() {
    let folder = project();
    let compared = compared(folder.path());
    let mut player = player(folder.path(), false, 160, 45);
    play(&mut player, "Enter n c c");
    for kind in ["％:横％", "％:縦％", "％:全体％", "％:件数のみ"] {
        let screen = player.screen();
        assert!(screen.contains(kind), "{kind}\n{screen}");
        assert_lines(&screen, &compared, "全体");
        play(&mut player, "F6");
    }
}

#[test]
fn lines_are_of_the_group_that_their_title_names() {
    let folder = project();
    // The earlier wave has the same groups in another order.
    let first = "  { code = \"1\", label = \"18～39歳\" },\n";
    let last = "  { code = \"4\", label = \"𠮷町「ｶﾞ」の人」\" },\n".replace("人」", "人");
    assert!(BEFORE.contains(first) && BEFORE.contains(&last));
    let before = BEFORE.replacen(first, "", 1).replacen(&last, &format!("{last}{first}"), 1);
    fs::write(folder.path().join("surveys/before.toml"), before).unwrap();
    let compared = compared(folder.path());
    let mut player = player(folder.path(), false, 160, 45);
    play(&mut player, "Down Enter n");
    assert_eq!(player.state().current, 1);
    play(&mut player, "c c Tab");
    assert_eq!(player.state().surveys[1].table.focus, koe::tui::screens::table::Pane::Table);
    let mut seen = Vec::new();
    for _ in 0..12 {
        let screen = player.screen();
        let title = screen.lines().find(|line| line.contains("折れ線グラフ（経年）　")).unwrap();
        for group in ["全体", "18～39歳", "40～64歳", "65歳以上"] {
            if title.contains(group) {
                assert_lines(&screen, &compared, group);
                seen.push(group);
                // Fewer than thirty of the earlier wave are of an age.
                assert_eq!(title.contains('※'), group != "全体", "{title}");
            }
        }
        play(&mut player, "Down");
    }
    seen.dedup();
    assert_eq!(seen, ["全体", "40～64歳", "65歳以上", "18～39歳"]);
}

#[test]
fn lines_need_another_survey_with_the_question_whatever_the_mapping_file_says() {
    let folder = project();
    let file = folder.path().join("koe.toml");
    let text = fs::read_to_string(&file).unwrap().replace("locale =", "mapping = \"map.toml\"\nlocale =");
    fs::write(&file, text).unwrap();
    let entry = |places: &str| format!("[[same]]\nid = \"use\"\nin = [{places}]\n");
    let map = |text: &str| fs::write(folder.path().join("map.toml"), text).unwrap();
    let q1 = "{ survey = \"now\", question = \"Q1\" }, { survey = \"before\", question = \"Q1\" }";
    // The linked respondents are another comparison than the two waves as they are.
    map(&entry(q1).replace("in =", "linked = true\nin ="));
    let compared = compared(folder.path());
    let mut first = player(folder.path(), false, 160, 45);
    play(&mut first, "Enter n c c");
    assert_lines(&first.screen(), &compared, "全体");
    play(&mut first, "n C");
    assert!(first.screen().contains("比べられる過去の調査") || first.screen().contains("この設問では描けません"));
    play(&mut first, "Esc c c");
    assert!(!first.screen().contains("折れ線グラフ（経年）　"), "{}", first.screen());
    drop(first);
    map(&entry(&q1.replace("\"before\", question = \"Q1\"", "\"before\", question = \"Q9\"")));
    let mut second = player(folder.path(), false, 160, 45);
    play(&mut second, "Enter n c c");
    let screen = second.screen();
    assert!(screen.contains("map.toml") && screen.contains("Q9"), "{screen}");
}

#[test]
fn a_presentation_of_lines_goes_on_by_group() {
    let folder = project();
    let compared = compared(folder.path());
    let mut player = player(folder.path(), false, 160, 45);
    play(&mut player, "Enter n c c");
    // The bare screen has a line with the group that is shown.
    play(&mut player, "V");
    let mut seen = Vec::new();
    for _ in 0..5 {
        let screen = player.screen();
        for group in ["全体", "18～39歳", "40～64歳", "65歳以上"] {
            if screen.lines().take(12).any(|line| line.contains("折れ線グラフ（経年）") && line.contains(group))
            {
                assert_lines(&screen, &compared, group);
                seen.push(group);
            }
        }
        play(&mut player, "Down");
    }
    assert_eq!(seen[..4], ["全体", "18～39歳", "40～64歳", "65歳以上"]);
}

#[test]
fn a_wave_that_cannot_be_read_is_named() {
    let folder = project();
    fs::create_dir_all(folder.path().join("surveys")).unwrap();
    let older = BEFORE.replace("id = \"before\"", "id = \"older\"").replace("before.csv", "none.csv");
    let older = older.replace("市民アンケート", "昔の市民アンケート");
    fs::write(folder.path().join("surveys/older.toml"), older).unwrap();
    let file = folder.path().join("koe.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"surveys/before.toml\"", "\"surveys/before.toml\", \"surveys/older.toml\""))
        .unwrap();
    let mut player = player(folder.path(), false, 160, 45);
    play(&mut player, "Enter n c c");
    let screen = player.screen();
    assert!(screen.contains("折れ線グラフ（経年）"), "{screen}");
    assert!(screen.contains("は、ファイルを読めないため含みません"), "{screen}");
    play(&mut player, "V");
    assert!(player.screen().contains("は、ファイルを読めないため含みません"), "{}", player.screen());
}
