//! What the table screen and its notes say: whom percentages divide by, whom an interval is of, how respondents are counted,
//! what a filter means, and what of a rank question is worth reading.

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::script::Player;

use crate::support::Workdir;

/// 94 with an heir, of whom 92 have a trade; a rank question; a weight that has no label; a number with classes that do not
/// hold every value.
fn firms(audience: &str) -> Workdir {
    let toml = format!(
        r#"
[survey]
id = "s"
title = "調査"
audience = "{audience}"
min_base = 10

[[source]]
file = "a.csv"

[[question]]
id = "F1"
label = "業種"
kind = "single"
attribute = true
choices = [{{ code = "1", label = "製造業" }}, {{ code = "2", label = "小売業・サービス業などとても長い名前の区分" }}]

[[question]]
id = "Q1"
label = "後継者"
kind = "single"
choices = [{{ code = "1", label = "いる" }}, {{ code = "2", label = "いない" }}]

[[question]]
id = "Q2"
label = "望む支援"
kind = "rank"
columns = ["Q2_1", "Q2_2"]
choices = [{{ code = "1", label = "融資" }}, {{ code = "2", label = "相談" }}, {{ code = "3", label = "税" }}]

[[question]]
id = "F2"
label = "従業者数"
kind = "numeric"
bands = [{{ label = "1～4人", to = 4 }}, {{ label = "5～9人", from = 5, to = 9 }}]

[[question]]
id = "Q3"
label = "利用"
kind = "multiple"
columns = ["Q3_1", "Q3_2"]
choices = [{{ code = "1", label = "補助金" }}, {{ code = "2", label = "研修" }}]

[[weight]]
id = "pop"
kind = "cell"
targets = [
  {{ questions = ["F1"], codes = ["1"], count = 100 }},
  {{ questions = ["F1"], codes = ["2"], count = 300 }},
]
"#
    );
    let row = |i: usize| {
        let trade = match i {
            0 | 1 | 100 => "",
            _ if i.is_multiple_of(3) => "1",
            _ => "2",
        };
        let heir = if i < 94 { "1" } else { "2" };
        let size = if i.is_multiple_of(10) { 50 } else { 1 + i % 9 };
        format!("{trade},{heir},{},{},{size},{},{}\n", 1 + i % 3, 1 + (i + 1) % 3, i % 2, i % 4 / 2)
    };
    let head = "F1,Q1,Q2_1,Q2_2,F2,Q3_1,Q3_2\n";
    let dir = Workdir::survey(&toml, "a.csv", head.to_owned() + &(0..140).map(row).collect::<String>());
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\nstore = \"sqlite:koe.sqlite\"\noutput = \"out\"\n");
    dir
}

fn player(dir: &Workdir, columns: u16, rows: u16) -> Player {
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, columns, rows);
    player.begin();
    player.play("Enter").unwrap();
    player
}

/// The screen without line ends and frames, so that wrapped sentences can be looked for.
fn said(player: &Player) -> String {
    player.screen().lines().map(|line| line.trim_matches([' ', '│']).to_owned()).collect()
}

#[test]
fn percentages_of_groups_say_whom_they_divide_by() {
    let dir = firms("business");
    let by =
        |percent: &str| dir.koe(&["tab", "Q1", "--by", "F1", "--percent", percent]).code(0).text().replace('\n', "");
    let column = by("column");
    // 3 of 140 have no trade; 2 of the 94 with an heir are among them.
    for part in ["区分の分かる137件を選択肢ごとに100％とする", "全体の％は140件全てによる", "いる 92/94、いない"]
    {
        assert!(column.contains(part), "no “{part}” in\n{column}");
    }
    assert!(by("total").contains("区分の分かる137件を100％とする"));
    assert!(!by("row").contains("区分の分かる"), "row percentages divide by n");
    assert!(!dir.koe(&["tab", "Q1", "--percent", "column"]).code(0).text().contains("区分の分かる"), "no banner");
    // On a small screen the note has no room: the line of the base says it.
    let mut player = player(&dir, 80, 24);
    player.play("n Right %").unwrap();
    assert!(player.screen().contains("％は区分の分かる 137 による"), "{}", player.screen());
}

#[test]
fn an_interval_says_which_percentage_it_is_of() {
    let dir = firms("business");
    let explain = |percent: &str| {
        let arguments = ["explain", "Q1", "--by", "F1", "--group", "1", "--option", "1", "--percent", percent];
        dir.koe(&arguments).code(0).text().replace('\n', "")
    };
    let (row, column) = (explain("row"), explain("column"));
    assert!(row.contains("95％信頼区間") && !row.contains("区分のn＝100％とした割合"), "{row}");
    let interval = column.split("【誤差の幅】").nth(1).unwrap().split('【').next().unwrap();
    assert!(interval.contains("区分のn＝100％とした割合") && interval.contains("％ の95％信頼区間"), "{interval}");
    assert!(column.contains("÷ 92（この選択肢の、区分の分かるものの合計）"), "{column}");
}

#[test]
fn firms_are_counted_as_forms_and_residents_as_people() {
    for (audience, unit) in [("business", "件"), ("resident", "人")] {
        let dir = firms(audience);
        let mut player = player(&dir, 120, 30);
        player.play("n Right Right").unwrap();
        assert!(player.screen().contains(&format!("全体 × いる: 94{unit} / 140{unit} = 67.1%")), "{}", player.screen());
        player.play("Left").unwrap();
        assert!(player.screen().contains(&format!("全体: 140{unit}")), "{}", player.screen());
        player.play("Enter").unwrap();
        assert!(player.screen().contains(&format!("140{unit}")), "{}", player.screen());
    }
}

#[test]
fn a_rank_question_shows_points_of_answers_and_no_mean_of_respondents() {
    let dir = firms("business");
    let mut player = player(&dir, 120, 40);
    player.play("n n").unwrap();
    assert!(!player.screen().contains("平均") && !player.screen().contains("標準偏差"), "{}", player.screen());
    assert!(said(&player).contains("件数・割合は2位までに選んだもの"), "{}", player.screen());
    // Without a banner the points stand beside the counts.
    player.play("b Space Enter").unwrap();
    let screen = player.screen();
    for part in ["1位", "2位", "得点", "平均得点"] {
        assert!(screen.contains(part), "no “{part}” in\n{screen}");
    }
    let printed = dir.koe(&["tab", "Q2"]).code(0);
    let loan = |text: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.contains("融資")).unwrap();
        line.split_whitespace().filter(|part| part.parse::<f64>().is_ok()).map(str::to_owned).collect()
    };
    let figures = loan(&screen);
    assert!(figures.len() >= 6, "{figures:?}");
    assert_eq!(loan(printed.text()).split_off(4), figures[2..6], "places, points and mean points as printed");
    // What other programs read keeps the mean of the points.
    assert!(dir.table(&["Q2"]).total()["stats"]["mean"].is_number());
}

#[test]
fn a_filter_is_picked_from_lists_and_said_in_words() {
    let dir = firms("business");
    let mut player = player(&dir, 80, 24);
    player.play("n f F4\ntext 業種\nEnter").unwrap();
    assert!(player.screen().contains("「業種」の回答を選ぶ"), "{}", player.screen());
    player.play("Space Down Space Enter").unwrap();
    assert!(player.screen().contains("F1 in (1, 2)"), "{}", player.screen());
    player.play("Ctrl+U F4\ntext 業種\nEnter Enter").unwrap();
    assert!(said(&player).contains("→ 業種が「製造業」"), "{}", player.screen());
    player.play("F4\ntext 従業者\nEnter\ntext 5\nEnter").unwrap();
    assert_eq!(player.state().surveys[0].table.view.filter.as_ref().unwrap().to_string(), "F1 = 1 and F2 >= 5");
    // The settings keep the filter in sight on a small screen.
    player.play("Right").unwrap();
    assert!(player.screen().contains("業種が「製造業」、かつ従業者数が5以上"), "{}", player.screen());
    let notes = dir.koe(&["tab", "Q1", "--where", "F1 = 1"]).code(0);
    assert!(notes.text().replace('\n', "").contains("集計対象：F1 = 1（業種が「製造業」）"), "{}", notes.text());
}

#[test]
fn a_weight_is_offered_by_what_it_does() {
    let dir = firms("business");
    let mut player = player(&dir, 80, 24);
    player.play("n w").unwrap();
    let screen = player.screen();
    let line = screen.lines().find(|line| line.contains("業種を母集団に合わせる")).unwrap();
    assert!(line.contains("pop"), "{line}");
    player.play("Down Enter").unwrap();
    assert!(player.screen().contains("pop"), "{}", player.screen());
}

#[test]
fn what_is_copied_for_excel_has_no_marks() {
    let dir = firms("business");
    let mut player = player(&dir, 120, 40);
    player.play("n Right T").unwrap();
    // ↑ and ↓ of the shades, ▲ and ▼ of differences stand on the screen only.
    player.play("y").unwrap();
    let plain = player.copied().last().unwrap().clone();
    assert!(!plain.contains(['▲', '▼', '↑', '↓']), "{plain}");
    assert!(player.screen().contains("印は、数字として扱えるよう除きました"), "{}", player.screen());
}

#[test]
fn an_empty_end_of_a_band_is_explained() {
    let dir = firms("business");
    let mut player = player(&dir, 120, 40);
    player.play("n n n").unwrap();
    assert!(player.screen().contains("どの階級にも入らない値"), "{}", player.screen());
    player.play("p p").unwrap();
    assert!(!player.screen().contains("どの階級にも入らない値"), "{}", player.screen());
}

#[test]
fn several_answers_divide_by_a_base_with_those_who_gave_none() {
    let dir = firms("business");
    let text = dir.koe(&["tab", "Q3"]).code(0).text().to_owned();
    assert!(text.contains("対象者数（n）") && !text.contains("回答者数"), "{text}");
    assert!(text.replace('\n', "").contains("延べ回答数でなくnを基数とする"), "{text}");
    let answered = dir.koe(&["tab", "Q3", "--base", "answered"]).code(0);
    assert!(answered.text().contains("回答者数（n）"), "{}", answered.text());
}

#[test]
fn a_long_message_leaves_the_frame_closed() {
    let dir = firms("business");
    let mut player = player(&dir, 80, 24);
    player.play("n Right T y").unwrap();
    let screen = player.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let at = lines.iter().position(|line| line.contains("コピーしました")).unwrap();
    assert!(at < 22, "the message takes two lines\n{screen}");
    assert!(lines[at - 1].starts_with('└') && lines[at - 1].trim_end().ends_with('┘'), "{screen}");
}

#[test]
fn a_scrolled_table_keeps_the_total_and_whole_rows() {
    let dir = firms("business");
    let mut player = player(&dir, 80, 24);
    player.play("n n n Right b\ntext 従業者\nSpace Enter Down Down Down Down Down Down").unwrap();
    let screen = player.screen();
    assert!(screen.contains("全体  "), "{screen}");
    // A small base keeps its mark behind a label that is cut.
    let label = screen.lines().find(|line| line.contains("小売業・")).unwrap_or_default();
    assert!(label.is_empty() || !label.contains('※'), "91 is no small base: {label}");
}
