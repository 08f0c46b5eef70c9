//! Pinning, the screen of findings and the matrix of evidence, played by key scripts against a small project.

use std::fs;
use std::path::Path;

use koe::messages::Lang;
use koe::model::finding::{Against, Findings, Source, Voices};
use koe::model::plan::{FigureOf, RecordRef};
use koe::project::Project;
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::script::Player;

const SURVEY: &str = r#"
[survey]
id = "shops"
title = "事業者アンケート「ｶﾞ」①"
audience = "business"
synthetic = true

[[source]]
file = "shops.csv"
id = "番号"

[[question]]
id = "F1"
label = "商店会"
kind = "single"
column = "商店会"
attribute = true
choices = [{ code = "1", label = "加入" }, { code = "2", label = "未加入※𠮷" }]

[[question]]
id = "Q1"
label = "後継者"
kind = "single"
column = "問1"
informs = ["店-1"]
choices = [{ code = "1", label = "決まっている" }, { code = "2", label = "いない" }]

[[question]]
id = "Q2"
label = "従業者数"
kind = "numeric"
unit = "人"
column = "問2"
"#;

const PLAN: &str = r#"
[plan]
id = "p"
title = "産業振興計画「ｶﾞ」①"
period = "R6～R15"
synthetic = true

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
reading = "あきてんぽのかつよう"
phrases = ["空き店舗"]

[[record]]
kind = "issue"
id = "店-2"
no = "②"
title = "若手の出店※𠮷"
parent = "店"
reading = "わかてのしゅってん"

[[record]]
kind = "measure"
id = "13"
no = "13"
title = "産業融資あっせん事業"
reading = "さんぎょうゆうしあっせんじぎょう"
"#;

const SET: &str = r#"
[comments]
id = "draft"
title = "素案への意見"
synthetic = true
codebook = { plan = "p", kind = "issue" }
[[source]]
file = "r.csv"
id = "番号"
text = "意見"
"#;

/// Of forty members `without` have no successor, of forty others twenty-eight.
fn answers(without: usize) -> String {
    let mut text = String::from("番号,商店会,問1,問2\r\n");
    for at in 0..80 {
        let (member, limit) = if at < 40 { (1, without) } else { (2, 28) };
        let answer = if at % 40 < limit { 2 } else { 1 };
        text.push_str(&format!("{},{member},{answer},{}\r\n", at + 1, at % 7));
    }
    text
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "koe.toml",
        "[project]\ntitle = \"所見\"\nlocale = \"ja\"\nsurveys = [\"s.toml\"]\nplans = [\"p.toml\"]\n\
         comments = [\"c.toml\"]\nstore = \"sqlite:koe.sqlite\"\noutput = \"out\"\n",
    );
    write("s.toml", SURVEY);
    write("shops.csv", &answers(12));
    write("p.toml", PLAN);
    write("c.toml", SET);
    write(
        "r.csv",
        "番号,意見\r\n1,空き店舗を若手に貸してほしい。\r\n2,\"空き店舗が多い、①家賃が高い。\"\r\n3,若手が店を出せない。\r\n",
    );
    folder
}

fn start(folder: &Path) -> Start {
    Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only: false }
}

fn of(start: &Start, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(start, columns, rows);
    // 2024-01-31.
    player.set_today(19_753);
    player.begin();
    player
}

fn player(folder: &Path) -> Player {
    of(&start(folder), 160, 45)
}

fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

fn findings(player: &Player) -> &Findings {
    &player.state().journal.state.findings
}

fn on_disk(folder: &Path) -> Findings {
    Project::open(folder, "sqlite:koe.sqlite", true).unwrap().state().findings.clone()
}

fn see(player: &Player, text: &str) {
    assert!(player.screen().contains(text), "{text} is missing\n{}", player.screen());
}

/// The cell 加入 × いない of the successors.
const CELL: &str = "2 n Right Down Right Right";

fn checked(screen: &str, columns: usize) -> &str {
    for line in screen.lines() {
        assert!(width(line) <= columns, "too wide: {line:?}");
        let framed = line.starts_with(['│', '┌', '└']);
        assert!(!framed || width(line) == columns, "the frame is not closed at column {columns}: {line:?}");
    }
    screen
}

#[test]
fn scripts_show_the_screens_they_showed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/findings.keys");
    let script = fs::read_to_string(path).unwrap();
    for (columns, rows) in [(80, 24), (160, 45)] {
        let folder = project();
        for snapshot in of(&start(folder.path()), columns, rows).play(&script).unwrap() {
            let name = format!("findings-{}-{columns}x{rows}", snapshot.name);
            let screen = checked(&snapshot.screen, columns.into());
            insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, screen);
            });
        }
    }
}

#[test]
fn a_cell_is_pinned_as_it_stands_with_the_record_its_question_informs() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P");
    see(&player, "30.0%");
    play(&mut player, "Enter");
    let found = on_disk(folder.path());
    let finding = found.get("FD1").unwrap();
    assert!(finding.statement.contains("30.0%") && finding.statement.contains("いない"), "{}", finding.statement);
    assert_eq!(finding.records, [RecordRef::new("p", "店-1")]);
    assert_eq!((finding.evidence[0].was.printed.as_str(), finding.evidence[0].was.base), ("30.0%", 40));
    let Source::Figure { figure } = &finding.evidence[0].source else { panic!("{finding:?}") };
    assert_eq!((figure.survey.as_str(), figure.group.as_str()), ("shops", "1"));
    assert_eq!((figure.banner.as_deref(), figure.option.as_deref()), (Some("F1"), Some("2")));
    assert_eq!(figure.of, FigureOf::Percent);
    play(&mut player, "u");
    assert!(on_disk(folder.path()).list.is_empty());
    play(&mut player, "U");
    assert_eq!(on_disk(folder.path()).list.len(), 1);
}

#[test]
fn weight_filter_and_base_of_the_screen_go_with_the_figure() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "a f\ntext Q2 > 0\nEnter\nP Enter");
    let found = on_disk(folder.path());
    let Source::Figure { figure } = &found.list[0].evidence[0].source else { panic!() };
    assert_eq!(figure.spec.filter.as_ref().unwrap().to_string(), "Q2 > 0");
    assert_eq!(figure.spec.base, koe::model::table::BaseKind::Answered);
    let base = player.state().opened().unwrap().table.answer.as_ref().unwrap().table.groups[1].n;
    assert_eq!(found.list[0].evidence[0].was.base, base);
}

#[test]
fn a_difference_is_pinned_against_everybody_another_group_or_a_remembered_cell() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "D Enter Enter D Down Enter Enter");
    let found = on_disk(folder.path());
    let against = |at: usize| match &found.list[at].evidence[0].source {
        Source::Difference { against, .. } => against.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(against(0), Against::Total);
    assert_eq!(against(1), Against::Group { code: "2".into() });
    assert!(found.list[0].evidence[0].was.p.unwrap() < 0.05);
    assert_eq!(found.list[1].evidence[0].was.printed, "30.0% / 70.0%");
    // Everybody's cell has nothing to be held against, until another one is remembered.
    play(&mut player, "Up D");
    see(&player, "全体のセルです");
    play(&mut player, "Down = Up D Enter Enter");
    let found = on_disk(folder.path());
    let Source::Difference { against: Against::Figure { figure }, .. } = &found.list[2].evidence[0].source else {
        panic!("{:?}", found.list[2])
    };
    assert_eq!(figure.group, "1");
}

#[test]
fn the_statement_and_the_records_are_chosen_in_the_form() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P");
    assert!(player.cursor().is_some(), "the input method needs a cursor");
    play(&mut player, "text （要確認）\nTab\ntext yuushi\nSpace\nEnter");
    let found = on_disk(folder.path());
    assert!(found.list[0].statement.ends_with("（要確認）"), "{}", found.list[0].statement);
    assert_eq!(found.list[0].records, [RecordRef::new("p", "店-1"), RecordRef::new("p", "13")]);
    // A pasted line break is a space, and Esc leaves everything as it was.
    play(&mut player, "P\npaste 二行\\nの文\nEsc");
    assert_eq!(on_disk(folder.path()).list.len(), 1);
    // An empty statement is refused.
    play(&mut player, "P Ctrl+Home");
    for _ in 0..200 {
        play(&mut player, "Delete");
    }
    play(&mut player, "Enter");
    see(&player, "所見の文を入れてください");
}

#[test]
fn a_moved_figure_is_told_with_was_and_now_and_renewed() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P Enter D Enter Enter 8");
    see(&player, "所見 2件（変動 0・根拠なし 0）");
    play(&mut player, "n");
    see(&player, "根拠はいまの値のままです");
    // Two more have no successor: every figure moves, and the difference to all is still beyond chance.
    fs::write(folder.path().join("shops.csv"), answers(14)).unwrap();
    play(&mut player, "F5");
    see(&player, "所見 2件（変動 2・根拠なし 0）");
    see(&player, "30.0%");
    see(&player, "35.0%");
    // So many that the difference is no longer beyond chance.
    fs::write(folder.path().join("shops.csv"), answers(27)).unwrap();
    play(&mut player, "F5 G");
    see(&player, "有意でなくなった");
    play(&mut player, "n");
    see(&player, "変動 1");
    assert_eq!(on_disk(folder.path()).get("FD2").unwrap().evidence[0].was.printed, "67.5% / 68.8%");
    // The question is gone.
    fs::write(folder.path().join("s.toml"), SURVEY.replace("\"Q1\"", "\"Q9\"")).unwrap();
    play(&mut player, "F5");
    see(&player, "所見 2件（変動 0・根拠なし 2）");
    see(&player, "設問「Q1」がありません");
    play(&mut player, "n");
    see(&player, "根拠が残っていない");
}

#[test]
fn findings_are_worded_linked_reviewed_noted_and_deleted() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P Enter 8\ne\ntext 。追記\nEnter\na Space\nEnter");
    let found = on_disk(folder.path());
    assert!(found.list[0].statement.ends_with("。追記"));
    assert!(found.list[0].records.is_empty());
    see(&player, "課題なし");
    play(&mut player, "r Ctrl+U\ntext 係長\nEnter\nt\ntext 数字を確認\nEnter");
    let review = on_disk(folder.path()).list[0].review.clone().unwrap();
    assert_eq!((review.by.as_str(), review.on.as_str()), ("係長", ""));
    play(&mut player, "c Ctrl+U\ntext 課長\nEnter");
    let review = on_disk(folder.path()).list[0].review.clone().unwrap();
    assert_eq!((review.by.as_str(), review.on.as_str()), ("課長", "2024-01-31"));
    assert_eq!(on_disk(folder.path()).list[0].note, "数字を確認");
    see(&player, "課長 が 2024-01-31 に承認");
    play(&mut player, "c Ctrl+U Enter x");
    assert!(on_disk(folder.path()).list.is_empty());
    play(&mut player, "u");
    assert_eq!(on_disk(folder.path()).list[0].review, None);
    // Search and filters.
    play(&mut player, "/\ntext ありえない\nEnter");
    see(&player, "条件に合う所見はありません");
    play(&mut player, "Esc f\ntext 課題に\nEnter");
    see(&player, "所見 1件");
    play(&mut player, "f Down Down Enter");
    see(&player, "所見 0/1件");
}

#[test]
fn enter_goes_to_the_cell_behind_a_finding() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P Enter n 8 Enter");
    see(&player, "どこへ行きますか");
    play(&mut player, "Enter");
    let table = &player.state().opened().unwrap().table;
    assert_eq!(table.answer.as_ref().unwrap().table.question, "Q1");
    see(&player, "加入 × いない: 12件 / 40件 = 30.0%");
}

#[test]
fn codes_items_and_opinions_are_pinned() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "4 1 Enter");
    // The next one, with a code that is chosen and not yet given: nothing has it twice.
    play(&mut player, "1 P Enter Enter");
    let found = on_disk(folder.path());
    let Source::Comments { set, of: Voices::Code { code } } = &found.list[0].evidence[0].source else { panic!() };
    assert_eq!((set.as_str(), code.as_str()), ("draft", "店-1"));
    assert_eq!(found.list[0].evidence[0].was.printed, "1 (1)");
    assert_eq!(found.list[0].records, [RecordRef::new("p", "店-1")]);
    // More opinions with the code move it.
    play(&mut player, "Enter Alt+8");
    see(&player, "変動 1");
    see(&player, "2件（2人）");
    // An item, and an opinion that is in none.
    play(&mut player, "5 G P Enter");
    let found = on_disk(folder.path());
    assert!(
        matches!(&found.list[1].evidence[0].source, Source::Comments { of: Voices::Opinions { ids }, .. } if ids.len() == 1),
        "{:?}",
        found.list[1]
    );
}

#[test]
fn a_code_given_after_findings_were_looked_at_counts_on_every_screen() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "4 1 Enter 1 P Enter Enter Alt+8");
    see(&player, "所見 1件（変動 0・根拠なし 0）");
    let opinions = |player: &Player| {
        let matrix = player.state().evidence.matrix.as_ref().unwrap().rows[0].total.opinions;
        (matrix, player.state().tree.index.as_ref().unwrap().opinions("draft", "店-1"))
    };
    play(&mut player, "9 7");
    assert_eq!(opinions(&player), (1, 1));
    // The next opinion, whose code is chosen already, is given it: nothing else of the set is another than before.
    play(&mut player, "4 Enter Alt+8");
    see(&player, "所見 1件（変動 1・根拠なし 0）");
    see(&player, "2件（2人）");
    play(&mut player, "9 7");
    assert_eq!(opinions(&player), (2, 2));
}

#[test]
fn drafts_are_those_of_the_command_line_beside_what_is_pinned_and_by_the_mapping_file() {
    let folder = project();
    let listed = || {
        let drafts = crate::support::run(folder.path(), &["findings", "drafts", "--json"]).code(0).json();
        drafts.as_array().unwrap().len()
    };
    let before = listed();
    let mut player = player(folder.path());
    // What a person pins from the table is not proposed any more.
    play(&mut player, CELL);
    play(&mut player, "D Enter Enter 8 Tab f");
    assert_eq!(listed(), before - 1);
    see(&player, &format!("所見の案 {}件", before - 1));
    drop(player);
    let file = folder.path().join("koe.toml");
    let text = fs::read_to_string(&file).unwrap().replace("locale =", "mapping = \"map.toml\"\nlocale =");
    fs::write(file, text).unwrap();
    let same = "[[same]]\nid = \"x\"\nlabel = \"x\"\nin = [{ survey = \"other\", question = \"Q1\" }]\n";
    fs::write(folder.path().join("map.toml"), same).unwrap();
    let mut player = of(&start(folder.path()), 160, 45);
    play(&mut player, "8 Tab");
    see(&player, "map.toml");
}

#[test]
fn drafts_are_taken_or_refused_with_one_key_and_never_by_themselves() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "8 Tab f");
    assert!(findings(&player).list.is_empty());
    let count = player.state().findings.drafts.as_ref().unwrap().len();
    assert!(count >= 2, "{}", player.screen());
    see(&player, &format!("所見の案 {count}件"));
    play(&mut player, "a x");
    let found = on_disk(folder.path());
    assert_eq!((found.list.len(), found.refused.len()), (1, 1));
    assert!(!found.list[0].draft.is_empty() && !found.list[0].statement.is_empty());
    see(&player, &format!("所見の案 {}件", count - 2));
    play(&mut player, "u");
    assert!(on_disk(folder.path()).refused.is_empty());
}

#[test]
fn the_matrix_counts_what_speaks_for_an_issue_and_leads_there() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P Enter 4 1 Enter Alt+9");
    let matrix = player.state().evidence.matrix.clone().unwrap();
    assert_eq!(matrix.rows.len(), 2);
    assert_eq!(
        (matrix.rows[0].total.findings, matrix.rows[0].total.questions, matrix.rows[0].total.opinions),
        (1, 1, 1)
    );
    see(&player, "◎ 1/1");
    see(&player, "所見のない課題：② 若手の出店※𠮷");
    play(&mut player, "Enter");
    see(&player, "設問 Q1 後継者");
    play(&mut player, "Down Enter");
    assert_eq!(player.state().findings.on.as_deref(), Some("FD1"));
    see(&player, "所見 1件");
    play(&mut player, "9 Enter End Down Down Enter");
    assert_eq!(player.state().opened().unwrap().table.answer.as_ref().unwrap().table.question, "Q1");
    play(&mut player, "9 Down Enter");
    see(&player, "この欄には何もありません");
    play(&mut player, "Tab Enter");
    see(&player, "若手の出店");
}

#[test]
fn read_only_says_so() {
    let folder = project();
    let mut player = of(&Start { read_only: true, ..start(folder.path()) }, 160, 45);
    play(&mut player, CELL);
    play(&mut player, "P");
    assert!(player.state().boxes.is_empty());
    assert!(player.state().toast.is_some(), "{}", player.screen());
}

#[test]
fn any_size_can_be_drawn() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, CELL);
    play(&mut player, "P Enter");
    for script in ["P", "Tab", "Esc D", "Esc 8", "e", "Esc a", "Esc Tab", "9", "Enter", "Esc f", "Esc Tab"] {
        play(&mut player, script);
        for (columns, rows) in (0..=4).flat_map(|columns| (0..=4).map(move |rows| (columns, rows))) {
            player.resize(columns, rows);
            play(&mut player, "Down Up");
        }
        for columns in 0..60 {
            player.resize(columns, columns / 3);
        }
        player.resize(80, 24);
    }
}

#[test]
fn ascii_screens_have_no_other_glyphs_of_their_own() {
    let folder = project();
    let mut player = of(&Start { ascii: true, ..start(folder.path()) }, 80, 24);
    play(&mut player, CELL);
    for keys in ["P", "Tab", "Enter 8", "e", "Esc Tab", "9", "Enter", "Esc Tab"] {
        play(&mut player, keys);
        let screen = player.screen();
        assert!(!screen.contains(['─', '│', '┌', '›', '▸', '●', '○', '◎', '△', '－', '→', '…']), "{screen}");
    }
    fs::write(folder.path().join("shops.csv"), answers(14)).unwrap();
    play(&mut player, "8 Tab F5");
    see(&player, "->");
}

#[test]
fn english_screens_have_no_japanese_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "koe.toml",
        "[project]\ntitle = \"Survey\"\nlocale = \"en\"\nsurveys = [\"s.toml\"]\nplans = [\"p.toml\"]\ncomments = [\"c.toml\"]\n",
    );
    write(
        "s.toml",
        "[survey]\nid = \"p\"\naudience = \"business\"\n[[source]]\nfile = \"s.csv\"\n\
         [[question]]\nid = \"F1\"\nlabel = \"Member\"\nkind = \"single\"\ncolumn = \"F1\"\nattribute = true\n\
         choices = [{ code = \"1\", label = \"yes\" }, { code = \"2\", label = \"no\" }]\n\
         [[question]]\nid = \"Q1\"\nlabel = \"Shops\"\nkind = \"single\"\ncolumn = \"Q1\"\ninforms = [\"I1\"]\n\
         choices = [{ code = \"1\", label = \"often\" }, { code = \"2\", label = \"never\" }]\n",
    );
    let lines: String =
        (0..80).map(|at| format!("{},{}\r\n", at % 2 + 1, if at % 8 == 0 { 1 } else { at % 2 + 1 })).collect();
    write("s.csv", &format!("F1,Q1\r\n{lines}"));
    write(
        "p.toml",
        "[plan]\nid = \"p\"\ntitle = \"Plan\"\n[[record]]\nkind = \"issue\"\nid = \"I1\"\ntitle = \"Empty shops\"\n\
         [[record]]\nkind = \"issue\"\nid = \"I2\"\ntitle = \"Farms\"\n",
    );
    write(
        "c.toml",
        "[comments]\nid = \"c\"\ntitle = \"Comments\"\ncodebook = { plan = \"p\", kind = \"issue\" }\n\
         [[source]]\nfile = \"r.csv\"\nid = \"id\"\ntext = \"text\"\n",
    );
    write("r.csv", "id,text\r\n1,Shops are empty.\r\n");
    let mut player = of(&Start { lang: Lang::En, ..start(folder.path()) }, 120, 40);
    for keys in [
        "2 n Right Down Right Right P",
        "Tab",
        "Enter D",
        "Down Enter Enter",
        "= 8",
        "e",
        "Esc Enter",
        "Esc f",
        "Esc r",
        "Enter c",
        "Enter t",
        "Esc ?",
        "Esc Tab",
        "e",
        "Esc 9",
        "Enter",
        "Esc f",
        "Esc Tab",
        "Alt+4 1 P",
        "Down Enter Enter 5 P",
        "Enter 8 G",
    ] {
        play(&mut player, keys);
        let screen = player.screen();
        let japanese = |c: char| ('ぁ'..='ヿ').contains(&c) || ('一'..='龠').contains(&c);
        assert!(!screen.contains(japanese), "{keys}\n{screen}");
    }
}
