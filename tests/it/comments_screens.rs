//! The tagging screen played by key scripts against a small set of comments, with text that is known to break columns.

use std::fs;
use std::path::Path;

use koe::messages::Lang;
use koe::model::comment::Decisions;
use koe::model::comment::decisions::Via;
use koe::project::comments::op::TagSet;
use koe::project::{CommentOp, Op, Project};
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::command::Place;
use koe::tui::script::Player;

const SET: &str = r#"
[comments]
id = "draft"
title = "計画案への意見「ｶﾞ」、①※𠮷"
opens = "2026-05-01"
closes = "2026-06-01"
synthetic = true

[[comments.codes]]
id = "店"
title = "空き店舗の活用"
reading = "あきてんぽのかつよう"
phrases = ["空き店舗", "家賃"]

[[comments.codes]]
id = "店-若"
title = "若手の出店、ｶﾞ"
reading = "わかてのしゅってん"
phrases = ["若手", "起業"]
parent = "店"

[[comments.codes]]
id = "農"
title = "農地の保全"
reading = "のうちのほぜん"
phrases = ["農地", "畑"]

[[comments.codes]]
id = "交"
title = "駅前の交通※①"
reading = "えきまえのこうつう"
phrases = ["駅前", "駐車場", "ガソリン"]

[[comments.codes]]
id = "祭"
title = "祭り・催し"
reading = "まつりもよおし"
[[comments.codes]]
id = "観"
title = "観光🍚"
reading = "かんこう"
[[comments.codes]]
id = "福"
title = "買物の支援"
reading = "かいもののしえん"
[[comments.codes]]
id = "職"
title = "就労"
reading = "しゅうろう"
[[comments.codes]]
id = "情"
title = "情報の発信"
reading = "じょうほうのはっしん"
[[comments.codes]]
id = "他"
title = "そのほか"
reading = "そのほか"

[[source]]
file = "r.csv"
id = "番号"
received = "日"
channel = "方法"
place = "箇所"
text = "意見"
personal = ["氏名"]
"#;

const TEMPLATE: &str = "都市の農地は災害のときの避難の場所や雨水の浸透、子どもの食育など多くの働きを担っています。今ある畑を残してください。";

fn receipts() -> String {
    let rows = [
        (
            "1",
            "2026-05-02",
            "メール",
            "第1章",
            "山田花子",
            "空き店舗の家賃が高くて若手が借りられません。𠮷野さんの店の隣もずっと空いています🍚。",
        ),
        ("2", "2026-05-03", "郵送", "", "佐藤一", TEMPLATE),
        ("3", "2026-05-03", "郵送", "", "鈴木二", TEMPLATE),
        ("4", "2026-05-04", "郵送", "", "高橋三", TEMPLATE),
        (
            "5",
            "2026-05-07",
            "窓口",
            "第2章※①",
            "",
            "ｶﾞｿﾘﾝの値上がりで駅前の駐車場に来る人が減りました。電話は042-000-0001です。",
        ),
        (
            "6",
            "2026-06-05",
            "FAX",
            "",
            "田中四",
            "拝啓、①農地が減っています。\n\n②また、駅前に駐車場がありません。\n\n③さいごに、祭りを続けてください。",
        ),
    ];
    let mut text = String::from("番号,日,方法,箇所,氏名,意見\r\n");
    for (id, day, channel, place, name, opinion) in rows {
        text.push_str(&format!("{id},{day},{channel},{place},{name},\"{opinion}\"\r\n"));
    }
    text
}

fn project_of(set: &str, receipts: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "koe.toml",
        "[project]\ntitle = \"意見\"\nlocale = \"ja\"\ncomments = [\"c.toml\"]\nstore = \"sqlite:koe.sqlite\"\n",
    );
    write("c.toml", set);
    write("r.csv", receipts);
    folder
}

fn project() -> tempfile::TempDir {
    project_of(SET, &receipts())
}

fn start(folder: &Path) -> Start {
    Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only: false }
}

fn with(start: Start, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(&start, columns, rows);
    player.begin();
    play(&mut player, "4\nW\nCtrl+U\ntext 分類係\nEnter");
    player
}

fn player(folder: &Path) -> Player {
    with(start(folder), 160, 45)
}

fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

fn on_disk(folder: &Path) -> Decisions {
    Project::open(folder, "sqlite:koe.sqlite", true).unwrap().state().decisions("draft")
}

fn codes(decisions: &Decisions, opinion: &str) -> Option<Vec<String>> {
    decisions.codings.get(opinion).and_then(|codings| codings.iter().next().map(|coding| coding.codes.clone()))
}

fn current(player: &Player) -> &str {
    player.state().sets[0].tagging.current().unwrap_or("")
}

fn see(player: &Player, text: &str) {
    assert!(player.screen().contains(text), "{text} is missing\n{}", player.screen());
}

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
    for name in ["comments-tour", "comments-words"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scripts/{name}.keys"));
        let script = fs::read_to_string(path).unwrap();
        for (columns, rows) in [(80, 24), (160, 45)] {
            let folder = project();
            let snapshots = with(start(folder.path()), columns, rows).play(&script).unwrap();
            for snapshot in snapshots {
                let name = format!("{name}-{}-{columns}x{rows}", snapshot.name);
                let screen = checked(&snapshot.screen, columns.into());
                insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(name, screen);
                });
            }
        }
    }
}

#[test]
fn digits_and_enter_give_codes_and_go_on() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter");
    assert_eq!(current(&player), "1");
    play(&mut player, "１ ２ Enter");
    assert_eq!(current(&player), "2");
    assert_eq!(codes(&on_disk(folder.path()), "1"), Some(vec!["店".into(), "店-若".into()]));
    // Nothing chosen: the first suggestion. The same again: a full stop.
    let star = player.state().sets[0].tagging.advice_now().unwrap().marks[0].code.clone();
    play(&mut player, "Enter");
    assert_eq!(codes(&on_disk(folder.path()), "2"), Some(vec![star.clone()]));
    play(&mut player, ".");
    assert_eq!(codes(&on_disk(folder.path()), "3"), Some(vec![star]));
    // The second page, and a digit taken back.
    play(&mut player, "0 1 Backspace 1 Enter");
    assert_eq!(codes(&on_disk(folder.path()), "4"), Some(vec!["他".into()]));
    play(&mut player, "-");
    assert_eq!(codes(&on_disk(folder.path()), "5"), Some(Vec::new()));
    let coders: Vec<String> = on_disk(folder.path()).coders().into_iter().map(str::to_owned).collect();
    assert_eq!(coders, ["分類係"]);
}

#[test]
fn a_group_is_coded_at_once_and_undone_at_once_across_a_restart() {
    let folder = project();
    let mut first = player(folder.path());
    while current(&first) != "2" {
        play(&mut first, "n");
    }
    play(&mut first, "3 g");
    see(&first, "同文 3件に付けました");
    for id in ["2", "3", "4"] {
        assert_eq!(codes(&on_disk(folder.path()), id), Some(vec!["農".into()]), "{id}");
    }
    drop(first);
    let mut second = player(folder.path());
    play(&mut second, "Ctrl+Z");
    see(&second, "元に戻しました");
    assert_eq!(current(&second), "2");
    assert!(on_disk(folder.path()).codings.is_empty());
    play(&mut second, "Ctrl+R");
    assert_eq!(on_disk(folder.path()).codings.len(), 3);
    play(&mut second, "u Ctrl+Y u");
    assert!(on_disk(folder.path()).codings.is_empty());
}

#[test]
fn a_group_leaves_what_was_judged_or_put_off() {
    let folder = project();
    let act = |act: CommentOp| {
        let mut project = Project::open(folder.path(), "sqlite:koe.sqlite", false).unwrap();
        project.act(Op::Comment { set: "draft".into(), act: Box::new(act) }).unwrap();
    };
    let tags = vec![TagSet { opinion: "3".into(), codes: Some(vec!["祭".into()]) }];
    act(CommentOp::Tag { coder: "分類係".into(), tags, via: Via::Import });
    act(CommentOp::Skip { opinion: "4".into(), why: Some("確認中".into()) });
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter");
    while current(&player) != "2" {
        play(&mut player, "n");
    }
    play(&mut player, "3 g");
    see(&player, "2件は残しました");
    let now = on_disk(folder.path());
    assert_eq!(codes(&now, "2"), Some(vec!["農".into()]));
    assert_eq!(codes(&now, "3"), Some(vec!["祭".into()]));
    assert_eq!(codes(&now, "4"), None);
    assert_eq!(now.skipped.get("4").map(String::as_str), Some("確認中"));
}

#[test]
fn what_was_begun_on_a_text_ends_when_the_file_is_corrected() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter End x");
    assert!(player.state().sets[0].tagging.dividing.is_some(), "{}", player.screen());
    fs::write(folder.path().join("r.csv"), receipts().replace("さいごに、", "")).unwrap();
    play(&mut player, "F5");
    assert!(player.state().sets[0].tagging.dividing.is_none(), "{}", player.screen());
}

#[test]
fn a_letter_is_divided_in_two_keys_and_joined_again() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter End x x");
    let ids = |player: &Player| -> Vec<String> {
        let docket = player.state().sets[0].docket.clone().unwrap();
        docket.opinions.iter().skip(5).map(|opinion| opinion.id.clone()).collect()
    };
    assert_eq!(ids(&player), ["6-1", "6-2", "6-3"]);
    assert_eq!(current(&player), "6-1");
    play(&mut player, "3 Enter");
    assert_eq!(current(&player), "6-2");
    play(&mut player, "J");
    assert_eq!(ids(&player), ["6-1", "6-4"]);
    play(&mut player, "u u u");
    assert_eq!(ids(&player), ["6"]);
    assert_eq!(current(&player), "6");
    // A cut of one's own.
    play(&mut player, "x Esc");
    assert_eq!(ids(&player), ["6"]);
    play(&mut player, "x Space Enter");
    assert_eq!(ids(&player).len(), 2);
    // A digit marks its place and takes the mark away; only Enter divides.
    play(&mut player, "u x 1");
    assert_eq!(player.state().sets[0].tagging.dividing.as_ref().unwrap().cuts.len(), 1);
    play(&mut player, "1");
    assert_eq!(player.state().sets[0].tagging.dividing.as_ref().unwrap().cuts.len(), 2);
    assert_eq!(ids(&player).len(), 1);
    play(&mut player, "Enter");
    assert_eq!(ids(&player).len(), 3);
}

#[test]
fn what_is_not_coded_has_a_reason() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter");
    play(&mut player, "s\ntext 確認中\nEnter");
    assert_eq!(on_disk(folder.path()).skipped.get("1").map(String::as_str), Some("確認中"));
    play(&mut player, "f");
    assert!(on_disk(folder.path()).flagged.contains_key("2"));
    play(&mut player, "o Enter");
    see(&player, "理由を入力してください");
    play(&mut player, "text 計画の外\nEnter");
    assert_eq!(on_disk(folder.path()).out_of_scope.get("2").map(String::as_str), Some("計画の外"));
    play(&mut player, "w\ntext 本人から\nEnter");
    assert_eq!(on_disk(folder.path()).withdrawn.get("3").map(String::as_str), Some("本人から"));
    play(&mut player, "F Down Down Down Enter");
    assert_eq!(player.state().sets[0].tagging.order, ["2"]);
    play(&mut player, "F\ntext 期限後\nEnter");
    assert_eq!(player.state().sets[0].tagging.order, ["6"]);
}

#[test]
fn search_folds_width_and_kana() {
    let folder = project();
    let mut player = player(folder.path());
    for words in ["ガソリン", "がそりん", "ｶﾞｿﾘﾝ"] {
        play(&mut player, &format!("Ctrl+F\ntext {words}\nEnter"));
        assert_eq!(player.state().sets[0].tagging.order, ["5"], "{words}");
        play(&mut player, "Esc");
    }
    assert_eq!(player.state().place(), Place::Tagging);
}

#[test]
fn the_picker_finds_codes_by_kanji_kana_romaji_and_number() {
    let folder = project();
    for typed in ["農地", "のうち", "nouchi", "noutinohozen", "3"] {
        let mut player = player(folder.path());
        play(&mut player, &format!("/\ntext {typed}\nEnter"));
        assert_eq!(player.state().sets[0].tagging.draft.codes, ["農"], "{typed}");
    }
}

#[test]
fn the_original_is_shown_only_until_the_next_key() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter n n n n");
    assert_eq!(current(&player), "5");
    play(&mut player, "v");
    see(&player, "原文（伏字なし）");
    see(&player, "042-000-0001");
    play(&mut player, "f");
    assert!(!player.screen().contains("原文（伏字なし）"));
}

#[test]
fn a_blind_sample_hides_the_codes_of_others() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "r Down Down Enter 1 Enter 3 Enter 3 Enter 3 Enter 4 Enter");
    play(&mut player, "W\nCtrl+U\ntext 別の人\nEnter");
    play(&mut player, "r Down Down Down Enter\ntext 5\nEnter");
    let tagging = &player.state().sets[0].tagging;
    assert_eq!((tagging.order.len(), tagging.blind.len()), (5, 5));
    see(&player, "二重分類（ほかの人の分類は見えません）");
    let state = player.state();
    let advice = state.sets[0].tagging.advice.clone().unwrap();
    assert!(advice.counts.is_empty(), "{:?}", advice.counts);
    for _ in 0..5 {
        assert!(!player.screen().contains("分類係"), "{}", player.screen());
        play(&mut player, "d");
        assert!(!player.screen().contains("分類係"), "{}", player.screen());
        play(&mut player, "Esc 2 Enter");
    }
    // Afterwards both are seen, and the differences can be settled.
    play(&mut player, "F\ntext 違う\nEnter");
    assert_eq!(player.state().sets[0].tagging.order.len(), 5);
    see(&player, "分類係");
    play(&mut player, "=");
    assert_eq!(on_disk(folder.path()).settled.len(), 1);
}

#[test]
fn the_codebook_is_changed_by_acts_that_can_be_undone() {
    let folder = project();
    let mut player = player(folder.path());
    let book = |player: &Player| -> Vec<String> {
        let docket = player.state().sets[0].docket.clone().unwrap();
        docket.codebook.codes.iter().map(|code| format!("{} {}", code.id, code.title)).collect()
    };
    let before = book(&player);
    play(&mut player, "e Enter\ntext 駐輪場\nEnter");
    assert_eq!(book(&player).last().map(String::as_str), Some("C1 駐輪場"));
    play(&mut player, "e Down Enter\ntext 農地\nEnter\ntext 市民農園\nEnter");
    assert_eq!(book(&player)[3], "農.1 市民農園");
    play(&mut player, "e Down Down Enter\ntext 農地\nEnter\nCtrl+U\ntext 農地を残す\nEnter");
    assert_eq!(book(&player)[2], "農 農地を残す");
    play(&mut player, "e Down Down Down Enter\ntext 祭り\nEnter\ntext 観光\nEnter");
    assert_eq!(book(&player).len(), before.len() + 1);
    play(&mut player, "u u u u");
    assert_eq!(book(&player), before);
}

#[test]
fn the_mouse_gives_codes_and_goes_to_similar_opinions() {
    let folder = project();
    let mut player = player(folder.path());
    let find = |player: &Player, text: &str| {
        let screen = player.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        (width(line.split(text).next().unwrap()), row)
    };
    let (x, y) = find(&player, "農 農地の保全");
    play(&mut player, &format!("click {x} {y}"));
    assert_eq!(player.state().sets[0].tagging.draft.codes, ["農"]);
    play(&mut player, &format!("click {x} {y}"));
    assert!(player.state().sets[0].tagging.draft.codes.is_empty());
    while current(&player) != "2" {
        play(&mut player, "n");
    }
    let similar = player.state().sets[0].tagging.advice.clone().unwrap().similar[0].0.clone();
    let (x, y) = find(&player, "似た意見 ─");
    play(&mut player, &format!("click {} {}", x + 3, y + 1));
    assert_eq!(current(&player), similar);
}

#[test]
fn kana_in_command_mode_are_named() {
    let folder = project();
    let mut player = player(folder.path());
    play(&mut player, "あ");
    see(&player, "日本語入力がオンです");
}

#[test]
fn read_only_says_so_and_writes_nothing() {
    let folder = project();
    let mut player = Player::new(&Start { read_only: true, ..start(folder.path()) }, 100, 30);
    player.begin();
    play(&mut player, "4");
    for key in ["Enter", "1", "g", "s", "f", "x", "-", "e", "o"] {
        play(&mut player, key);
        see(&player, "閲覧専用");
        assert_eq!(player.state().place(), Place::Tagging);
    }
    assert!(!folder.path().join("koe.sqlite").exists());
}

#[test]
fn empty_sets_say_what_to_do() {
    let none = project_of(SET, "番号,日,方法,箇所,氏名,意見\r\n");
    see(&player(none.path()), "意見の提出はありませんでした");
    let (head, rest) = SET.split_once("[[comments.codes]]").unwrap();
    let source = rest.split_once("[[source]]").unwrap().1;
    let no_codes = project_of(&format!("{head}[[source]]{source}"), &receipts());
    let mut player = player(no_codes.path());
    see(&player, "コードがまだありません");
    play(&mut player, "Enter");
    see(&player, "コードがまだありません");
}

#[test]
fn when_all_is_tagged_it_says_what_comes_next() {
    let folder = project();
    let mut player = player(folder.path());
    for _ in 0..6 {
        play(&mut player, "-");
    }
    see(&player, "すべて分類しました");
    assert_eq!(on_disk(folder.path()).codings.len(), 6);
    drop(player);
    see(&self::player(folder.path()), "すべて分類しました");
}

#[test]
fn any_size_can_be_drawn() {
    let folder = project();
    let mut player = with(start(folder.path()), 80, 24);
    for script in ["", "x", "Esc m", "z", "z /", "Esc F", "Esc v"] {
        play(&mut player, script);
        for (columns, rows) in (0..=4).flat_map(|columns| (0..=4).map(move |rows| (columns, rows))) {
            player.resize(columns, rows);
            play(&mut player, "Down Up");
        }
        for columns in (0..60).chain([109, 110, 200]) {
            player.resize(columns, columns / 3);
            play(&mut player, "Down");
        }
        player.resize(80, 24);
    }
}

#[test]
fn changes_leave_nothing_behind() {
    let folder = project();
    for (columns, rows) in [(80, 24), (81, 25), (160, 45)] {
        let mut player = with(start(folder.path()), columns, rows);
        for key in "n n 1 2 p End x Right Space Esc m z z / Esc v Down n Enter u".split(' ') {
            play(&mut player, key);
            let sent = player.screen();
            player.redraw();
            assert_eq!(sent, player.screen(), "after {key}");
        }
    }
}

#[test]
fn ascii_screens_have_no_other_glyphs_of_their_own() {
    let folder = project();
    let mut player = with(Start { ascii: true, ..start(folder.path()) }, 160, 45);
    for keys in ["", "1", "x", "Esc F", "Esc /"] {
        play(&mut player, keys);
        let screen = player.screen();
        assert!(!screen.contains(['─', '│', '┌', '█', '›', '▸', '●', '★', '…', '×']), "{screen}");
    }
}

#[test]
fn english_screens_have_no_japanese_of_their_own() {
    let set = "[comments]\nid = \"draft\"\ntitle = \"Draft\"\n[[comments.codes]]\nid = \"a\"\ntitle = \"Shops\"\nphrases = [\"shop\"]\n\
               [[comments.codes]]\nid = \"b\"\ntitle = \"Farms\"\n[[source]]\nfile = \"r.csv\"\nid = \"no\"\ntext = \"text\"\n";
    let folder = project_of(set, "no,text\r\n1,\"The shop is empty. The rent is too high.\"\r\n2,More farms.\r\n");
    let koe = "[project]\ntitle = \"Plan\"\nlocale = \"en\"\ncomments = [\"c.toml\"]\nstore = \"sqlite:koe.sqlite\"\n";
    fs::write(folder.path().join("koe.toml"), koe).unwrap();
    let mut player = Player::new(&Start { lang: Lang::En, ..start(folder.path()) }, 160, 45);
    player.begin();
    for keys in [
        "4",
        "1",
        "x",
        "Esc Esc F",
        "Esc r",
        "Esc /",
        "Esc e",
        "Esc s",
        "Esc d",
        "Esc v",
        "?",
        "Esc Enter",
        "Enter",
        "u",
    ] {
        play(&mut player, keys);
        let screen = player.screen();
        let japanese = |c: char| ('ぁ'..='ヿ').contains(&c) || ('一'..='龠').contains(&c);
        assert!(!screen.contains(japanese), "after {keys}\n{screen}");
    }
}
