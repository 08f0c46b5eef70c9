//! ▲▼ and letters: the same decision in every form of a table, figures that stay figures, columns that stay straight.

use std::io::Read;

use koe::messages::Lang;
use koe::present::grid::Part;
use koe::present::{Grid, View};
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::popups::Kind;
use koe::tui::script::Player;

use crate::support::Workdir;

/// 80 shops of which 60 have an heir, 80 of which 20, 40 of which 20, and 5: with scores and a net.
fn shops() -> Workdir {
    let toml = "[survey]\nid = \"s\"\ntitle = \"商店「ｶﾞ」\"\n[[source]]\nfile = \"a.csv\"\n\
        [[question]]\nid = \"F\"\nlabel = \"業種\"\nkind = \"single\"\nattribute = true\n\
        choices = [{ code = \"1\", label = \"小売業\" }, { code = \"2\", label = \"飲食業\" }, { code = \"3\", label = \"農業\" }, { code = \"4\", label = \"鉱業\" }]\n\
        [[question]]\nid = \"Q\"\nlabel = \"後継者\"\nkind = \"single\"\n\
        choices = [{ code = \"1\", label = \"いる\", score = 1 }, { code = \"2\", label = \"候補\", score = 1 }, { code = \"3\", label = \"いない\", score = 0 }]\n\
        [[net]]\nquestion = \"Q\"\ncode = \"N1\"\nlabel = \"いる計\"\nmembers = [\"1\", \"2\"]\n";
    let row = |i: usize| {
        let (trade, heir) = match i {
            0..80 => (1, i < 60),
            80..160 => (2, i < 100),
            160..200 => (3, i < 180),
            _ => (4, true),
        };
        format!(
            "{trade},{}\n",
            if !heir {
                3
            } else if i.is_multiple_of(10) {
                2
            } else {
                1
            }
        )
    };
    let dir = Workdir::survey(toml, "a.csv", format!("F,Q\n{}", (0..205).map(row).collect::<String>()));
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\nstore = \"sqlite:koe.sqlite\"\noutput = \"out\"\n");
    dir
}

#[test]
fn a_printed_table_has_marks_only_where_they_are_asked_for() {
    let dir = shops();
    let plain = dir.koe(&["tab", "Q", "--by", "F"]).code(0);
    assert!(!plain.text().contains(['▲', '▼']), "{}", plain.text());
    let with_pairs = dir.koe(&["tab", "Q", "--by", "F", "--pairs"]).code(0);
    assert_eq!(plain.text(), with_pairs.text(), "pairs alone show nothing");
    let marked = dir.koe(&["tab", "Q", "--by", "F", "--pairs", "--marks"]).code(0);
    let text = marked.text();
    // 60 of 80 have one in all, of which 6 are candidates: 54 are 67.5 %; the net is 75.0 %.
    for part in
        ["小売業 (A)", "飲食業 (B)", "農業 (C)", "鉱業※ (D)", "67.5▲BC", "22.5▼", "75.0▲BC", "75.0▲AC", "0.75BC"]
    {
        assert!(text.contains(part), "no “{part}” in\n{text}");
    }
    // Notes are wrapped.
    let text = text.replace('\n', "");
    assert!(
        text.contains(
            "有意水準5％（両側）、比率の差の検定（z検定）、平均の差の検定（ウェルチのt検定）。p値は調整していない。"
        ),
        "{text}"
    );
    let adjusted = dir.koe(&["tab", "Q", "--by", "F", "--marks", "--adjust", "holm"]).code(0);
    let notes = adjusted.text().replace('\n', "");
    assert!(notes.contains("p値はHolm法で調整（まとまり：属性と選択肢ごと、計は調整の外）"), "{notes}");
    let ascii = dir.koe(&["tab", "Q", "--by", "F", "--marks", "--ascii"]).code(0);
    assert!(ascii.text().contains("67.5^") && ascii.text().contains("22.5v"), "{}", ascii.text());
    assert!(!ascii.text().contains(['▲', '▼', '※']));
    let strict = dir.koe(&["tab", "Q", "--by", "F", "--marks", "--level", "0.999999999999"]).code(0);
    assert!(!strict.text().contains("67.5▲"), "not at every level");
    let none = dir.koe(&["tab", "Q", "--marks"]).code(0);
    assert_eq!(none.text(), dir.koe(&["tab", "Q"]).text(), "without a banner there is nothing to mark");
}

/// At least five are expected in the cell and outside it, for sides of so many with so many in the cell.
fn is_fit(a: (u64, u64), b: (u64, u64)) -> bool {
    let (n, x) = (a.0 + b.0, a.1 + b.1);
    [a.0, b.0].iter().all(|side| side * x >= 5 * n && side * (n - x) >= 5 * n)
}

/// East and west with 100 each: 10 against none, 9 against none, 81 against 80, none against 20 without an answer.
fn rare() -> Workdir {
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\n\
        [[question]]\nid = \"F\"\nlabel = \"地区\"\nkind = \"single\"\n\
        choices = [{ code = \"1\", label = \"東\" }, { code = \"2\", label = \"西\" }]\n\
        [[question]]\nid = \"Q\"\nlabel = \"希望\"\nkind = \"single\"\n\
        choices = [{ code = \"1\", label = \"甲\", score = -3 }, { code = \"2\", label = \"乙\" }, { code = \"3\", label = \"丙\", score = 0 }]\n";
    let row = |i: usize| match i {
        0..10 => "1,1\n",
        10..19 => "1,2\n",
        19..100 => "1,3\n",
        100..180 => "2,3\n",
        _ => "2,\n",
    };
    Workdir::survey(toml, "a.csv", format!("F,Q\n{}", (0..200).map(row).collect::<String>()))
}

#[test]
fn no_mark_where_few_are_expected_nobody_answered_or_groups_are_the_answers() {
    let dir = rare();
    let table = dir.table(&["Q", "--by", "F", "--pairs"]);
    let east = table.groups().iter().find(|group| group["code"] == "1").unwrap().clone();
    let p = |at: usize| east["cells"][at]["vs_rest"]["p"].as_f64().unwrap();
    // 10 of 200 are 5 of 100 on either side, 9 are 4.5: both differ, only one is marked. p stays.
    assert!(p(0) < 0.05 && p(1) < 0.05 && p(3) < 0.05 && p(2) > 0.05);
    let csv = dir.koe(&["tab", "Q", "--by", "F", "--pairs", "--marks", "--format", "csv"]).code(0);
    let line = csv.text().lines().find(|line| line.contains("東") && line.contains("10.0")).unwrap();
    assert!(line.contains("10.0▲B,9.0,81.0,-,"), "{line}");
    assert!(csv.text().contains("件数が少ないセル（期待度数5未満）には、差の印を付けない。"), "{}", csv.text());
    assert!(csv.text().contains("無回答・無効・不明の行には、差の印を付けない。"), "{}", csv.text());
    // The mean of the east is negative: where marks stand, ▲ is never a minus.
    let marked = dir.koe(&["tab", "Q", "--by", "F", "--pairs", "--marks"]).code(0);
    assert!(marked.text().contains("-0.33") && !marked.text().contains("▲0.33"), "{}", marked.text());
    assert!(dir.koe(&["tab", "Q", "--by", "F"]).code(0).text().contains("▲0.33"), "a report's minus is ▲");
    assert!(csv.text().contains(",-0.33"), "{}", csv.text());
    let own = dir.koe(&["tab", "F", "--by", "F", "--pairs", "--marks"]).code(0);
    assert!(
        !own.text().contains("100.0▲") && own.text().replace('\n', "").contains("表側がこの設問そのもの"),
        "{}",
        own.text()
    );

    let explain = |group: &str, option: &str| {
        dir.koe(&["explain", "Q", "--by", "F", "--group", group, "--option", option, "--json"]).code(0).json()
    };
    let few = explain("1", "2");
    assert_eq!(
        few["sentence"],
        "「東」の9.0％と、それ以外の-です。件数が少ないため、差の印は付けません（期待度数5未満）。"
    );
    assert_eq!((&few["vs_rest"]["not_marked"], &few["mark"]), (&"few_expected".into(), &serde_json::Value::Null));
    assert!(few["vs_rest"]["p"].is_number());
    assert_eq!(explain("1", "1")["mark"], "higher");
    assert_eq!(explain("2", "NA")["vs_rest"]["not_marked"], "missing");
    assert_eq!(
        explain("1", "3")["sentence"],
        "「東」の81.0％と、それ以外の80.0％とのあいだに、差があるとはいえません（この程度の差は偶然でも出ます。p=0.858、有意水準5％）。"
    );
}

#[test]
fn marks_are_a_function_of_the_p_values_and_the_level() {
    let dir = shops();
    for (arguments, adjusted) in [(vec![], false), (vec!["--adjust", "bonferroni", "--family", "table"], true)] {
        let arguments: Vec<&str> = ["Q", "--by", "F", "--pairs"].into_iter().chain(arguments).collect();
        let table = dir.table(&arguments);
        let all: Vec<&str> = ["tab", "--marks", "--format", "csv"].iter().chain(&arguments).copied().collect();
        let csv = dir.koe(&all).code(0);
        let lines: Vec<Vec<&str>> = csv.text().lines().map(|line| line.split(',').collect()).collect();
        let mut marked = 0;
        for group in table.groups().iter().filter(|group| group["banner"] == "F") {
            let label = group["label"].as_str().unwrap();
            let is_it = |line: &&Vec<&str>| line.len() > 4 && line[1].starts_with(label) && line[2] == "％";
            let line = lines.iter().find(is_it).unwrap();
            for (at, cell) in group["cells"].as_array().unwrap().iter().enumerate() {
                let Some(printed) = line.get(at + 4) else { continue };
                let test = &cell["vs_rest"];
                let is_net = cell["option"] == "N1";
                let p = test[if adjusted && !is_net { "p_adjusted" } else { "p" }].as_f64();
                let option = |group: &serde_json::Value| group["cells"][at]["n"].as_u64().unwrap();
                let n = |group: &serde_json::Value| group["n"].as_u64().unwrap();
                let is_other = |other: &&serde_json::Value| {
                    other["banner"] == "F" && other["code"] != group["code"] && n(other) >= 30
                };
                let (rest_n, rest_x) = table
                    .groups()
                    .iter()
                    .filter(is_other)
                    .fold((0, 0), |(n_of, x), other| (n_of + n(other), x + option(other)));
                let fit = is_fit((n(group), option(group)), (rest_n, rest_x)) && cell["option"] != "NA";
                let expected = match (p, test["statistic"].as_f64()) {
                    (Some(p), Some(statistic)) if p < 0.05 && fit => {
                        if statistic > 0.0 {
                            "▲"
                        } else {
                            "▼"
                        }
                    }
                    _ => "",
                };
                let found: String = printed.chars().filter(|c| ['▲', '▼'].contains(c)).collect();
                assert_eq!(found, expected, "{label} {} {printed}", cell["option"]);
                marked += found.len();
                let higher = |pair: &serde_json::Value| -> Option<&'static str> {
                    let p = pair[if adjusted && !is_net { "p_adjusted" } else { "p" }].as_f64()?;
                    let (more, less) = if pair["difference"].as_f64()? > 0.0 { ("a", "b") } else { ("b", "a") };
                    let side = |code: &serde_json::Value| {
                        let groups = table.groups();
                        let group =
                            groups.iter().find(|group| group["banner"] == "F" && group["code"] == *code).unwrap();
                        (n(group), option(group))
                    };
                    let fit = is_fit(side(&pair["a"]), side(&pair["b"]));
                    let of = ["A", "B", "C", "D"][pair[less].as_str()?.parse::<usize>().ok()? - 1];
                    (p < 0.05 && fit && pair["option"] == cell["option"] && pair[more] == group["code"]).then_some(of)
                };
                let mut letters: Vec<&str> = table.0["pairs"].as_array().unwrap().iter().filter_map(higher).collect();
                letters.sort_unstable();
                let found: String = printed.chars().filter(char::is_ascii_uppercase).collect();
                assert_eq!(found, letters.concat(), "{label} {}", cell["option"]);
            }
        }
        assert!(marked > 0);
    }
    // Raw figures and json are for calculating: they carry no marks.
    let raw = dir.koe(&["tab", "Q", "--by", "F", "--format", "csv"]).code(0);
    assert!(!raw.text().contains('▲'));
    let (plain, marked) = (dir.table(&["Q", "--by", "F"]), dir.table(&["Q", "--by", "F", "--marks"]));
    assert_eq!((&plain.0["groups"], &plain.0["notes"]), (&marked.0["groups"], &marked.0["notes"]));
    let markdown = dir.koe(&["tab", "Q", "--by", "F", "--format", "md", "--marks"]).code(0);
    assert!(markdown.text().contains("| 67.5▲ |"), "{}", markdown.text());
}

#[test]
fn figures_stand_below_each_other() {
    let dir = shops();
    for flags in [["--marks", "--pairs"].as_slice(), &["--marks", "--ascii"]] {
        let all: Vec<&str> = ["tab", "Q", "--by", "F"].iter().chain(flags).copied().collect();
        let run = dir.koe(&all).code(0);
        let lines: Vec<&str> = run.text().lines().filter(|line| line.contains("100.0")).collect();
        assert!(lines.len() >= 4);
        let points =
            |line: &&str| -> Vec<usize> { line.match_indices('.').map(|(at, _)| width(&line[..at])).collect() };
        let first = points(&lines[0]);
        for line in &lines {
            for point in points(line) {
                assert!(first.contains(&point), "{}", lines.join("\n"));
            }
        }
    }
}

#[test]
fn marks_follow_their_groups_when_sides_change() {
    let dir = shops();
    let responses =
        koe::load::survey(&dir.file("s.toml"), dir.path(), &std::collections::BTreeMap::new()).unwrap().responses;
    let spec = koe::model::TableSpec {
        question: "Q".to_owned(),
        banners: vec![koe::model::table::BannerSpec::parse("F")],
        inference: koe::model::table::Inference { pairs: true, ..Default::default() },
        ..Default::default()
    };
    let labels = koe::messages::table::labels(Lang::Ja);
    let tables = koe::tabulate::tables(&responses, &[spec], &labels, &Default::default()).unwrap();
    let marks = |swap: bool, sort: bool| {
        let view = View { significance: true, swap, sort, ..View::default() };
        let grid = Grid::new(&tables[0], &view, Lang::Ja);
        let mut found: Vec<(String, String, String)> = Vec::new();
        for row in &grid.rows {
            for (cell, column) in row.cells.iter().zip(&grid.columns).filter(|(cell, _)| !cell.mark.is_empty()) {
                let (group, answer) = if swap { (column, &row.head) } else { (&row.head, column) };
                assert!(group.part == Part::Group, "{}", group.label);
                found.push((group.label.clone(), answer.label.clone(), cell.printed()));
            }
        }
        found.sort();
        found
    };
    assert!(marks(false, false).len() >= 6);
    assert_eq!(marks(false, false), marks(true, false));
    assert_eq!(marks(false, false), marks(false, true));
}

#[test]
fn a_book_keeps_numbers_and_shows_marks_by_their_format() {
    let dir = shops();
    let part = |file: &str, name: &str| -> String {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(dir.file(file)).unwrap()).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    dir.koe(&["tab", "Q", "--by", "F", "--pairs", "--marks", "-o", "t.xlsx"]).code(0);
    let styles = part("t.xlsx", "xl/styles.xml");
    assert!(styles.contains("0.0&quot;▲BC&quot;_ "), "{styles}");
    // Without a mark the room of the widest mark of the column is kept free.
    assert!(styles.contains("0.0_▲_B_C_ "), "{styles}");
    let longest = styles.split("formatCode=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let longest = longest.map(|code| code.replace("&quot;", "\"").chars().count()).max().unwrap();
    assert!(longest <= 255, "{longest}");
    let sheet = part("t.xlsx", "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<v>67.5</v>"), "the cell is a number");
    let texts = part("t.xlsx", "xl/sharedStrings.xml");
    assert!(!texts.contains("67.5") && texts.contains("小売業 (A)"));
    assert!(texts.contains("▲は区分の割合がその区分以外より有意に高いこと"), "a note says what the marks mean");
    dir.koe(&["book", "-o", "plain.xlsx", "--by", "F"]).code(0);
    dir.koe(&["book", "-o", "marked.xlsx", "--by", "F", "--marks"]).code(0);
    assert!(!part("plain.xlsx", "xl/styles.xml").contains("&quot;▲&quot;_"));
    assert!(part("marked.xlsx", "xl/styles.xml").contains("0.0&quot;▲&quot;_ "));
}

fn player(dir: &Workdir, ascii: bool) -> Player {
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii, read_only: false };
    let mut player = Player::new(&start, 80, 24);
    player.begin();
    player.play("Enter n b\ntext F\nEnter\nTab").unwrap();
    player
}

#[test]
fn the_screen_marks_explains_and_exports() {
    let dir = shops();
    let mut player = player(&dir, false);
    let screen = player.screen();
    assert!(screen.contains("67.5▲") && screen.contains("25.0▼") && screen.contains("5％水準"), "{screen}");
    assert!(!screen.contains("(A)"), "{screen}");
    // Down to 小売業, right to いる.
    player.play("Down Right i").unwrap();
    let screen = player.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let first = lines.iter().position(|line| line.contains("│ ▸ ")).unwrap();
    assert!(lines[first].contains("▲ 「小売業」の67.5％は、それ以外の"), "the sentence stands first\n{screen}");
    assert!(screen.contains("Q　後継者 ― 小売業 × いる") && screen.contains("54 ÷ 80 × 100 ＝ 67.5"), "{screen}");
    player.play("Ctrl+End").unwrap();
    assert!(player.screen().contains("54件（Enter で一覧）"), "{}", player.screen());
    player.play("Enter").unwrap();
    let top = player.state().boxes.last().map(|popup| &popup.kind);
    assert!(matches!(top, Some(Kind::Members { found: Some(found), .. }) if found.len() == 54), "{top:?}");
    player.play("Esc").unwrap();
    assert!(player.state().boxes.is_empty());
    // A mean is explained too, and so is the base.
    player.play("Left i").unwrap();
    assert!(player.screen().contains("「小売業」の基数（n）は80件です。"), "{}", player.screen());
    player.play("Esc End i").unwrap();
    assert!(player.screen().contains("「小売業」の平均は0.75です"), "{}", player.screen());
    player.play("Esc S").unwrap();
    let screen = player.screen();
    assert!(screen.contains("(A)") && screen.contains("有意差の印"), "{screen}");
    player.play("Home Right Ctrl+C e Down Enter").unwrap();
    // A figure with marks would be a text for Excel; the message says that they are left out.
    let copied = player.copied().last().unwrap();
    assert!(copied.contains("67.5\t") && !copied.contains("▲"), "{copied}");
    let csv = std::fs::read_to_string(dir.file("out/s_Q_F.csv")).unwrap();
    assert!(csv.contains("67.5▲BC") && csv.contains("セルの英字は"), "{csv}");
    player.play("S").unwrap();
    assert!(!player.screen().contains(['▲', '▼']), "{}", player.screen());
    player.play("Ctrl+C").unwrap();
    assert!(!player.copied().last().unwrap().contains('▲'));
    // The choice is an act: it can be undone, and is kept.
    player.play("Ctrl+Z").unwrap();
    assert!(player.screen().contains("(A)"), "{}", player.screen());
}

#[test]
fn the_screen_in_ascii_marks_without_other_glyphs() {
    let dir = shops();
    let mut player = player(&dir, true);
    assert!(player.screen().contains("67.5^") && player.screen().contains("25.0v"), "{}", player.screen());
    player.play("Down Right i").unwrap();
    assert!(player.screen().contains("^ 「小売業」の67.5"), "{}", player.screen());
    player.play("Esc S").unwrap();
    assert!(!player.screen().contains(['▲', '▼']), "{}", player.screen());
}

#[test]
fn notes_stand_under_the_table_where_there_is_room() {
    let dir = shops();
    let mut player = player(&dir, false);
    player.play("c\nsize 120x45").unwrap();
    let screen = player.screen();
    assert!(screen.contains("※はnが30未満の参考値で、検定の対象としない。"), "{screen}");
}
