//! The screen of published items and replies, and the overview's part about comments, played by key scripts against a
//! small set with text that is known to break columns: ｶﾞ 𠮷 emoji ※①.

use std::fs;
use std::path::Path;

use ratatui::layout::Position;

use koe::messages::Lang;
use koe::model::comment::decisions::Outline;
use koe::model::comment::{Decisions, Fate};
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::command::Place;
use koe::tui::screens::items::Tab;
use koe::tui::script::Player;

use crate::stage::{self, checked, play, start};
use crate::support::Workdir;

const SET: &str = r#"
[comments]
id = "draft"
title = "計画案「ｶﾞ」、①※𠮷への意見"
opens = "2023-11-24"
closes = "2023-12-25"
synthetic = true
codes = [
  { id = "shop", title = "空き店舗の活用" },
  { id = "farm", title = "農産物の直売※①" },
  { id = "heir", title = "後継者の育成" },
]
dispositions = [
  { code = "◎", label = "意見を踏まえ反映" },
  { code = "○", label = "趣旨を記載済み" },
  { code = "―", label = "その他" },
]
[[source]]
file = "../data/comments.csv"
id = "受付番号"
text = "意見"
received = "受付日"
channel = "提出方法"
place = "該当箇所"
personal = ["氏名"]
"#;

const COMMENTS: &str = "受付番号,受付日,提出方法,該当箇所,氏名,意見\r\n\
1,2023-11-25,郵送,12頁,田中花子,空き店舗の家賃を補助してほしい。ｶﾞﾗｽ張りの店𠮷を増やす。🍚も売る。\r\n\
2,2023-11-26,メール,,鈴木一郎,空き店舗の家賃を補助して欲しい！ｶﾞﾗｽ張りの店𠮷を増やす。🍚も売る。\r\n\
3,2023-11-26,FAX,第2章※①,佐藤次郎,直売所を駅前に。佐藤次郎より。\r\n\
4,2023-12-01,フォーム,,,後継者を育てる講座を開いてほしい。若い人が少ない。\r\n\
5,2023-12-30,窓口,,高橋桜,道路の穴を直してください。\r\n\
6,2023-12-02,メール,,伊藤葵,空き店舗の家賃を補助してほしい。ｶﾞﾗｽ張りの店𠮷を増やす。🍚も売る。\r\n";

/// 10 January 2024.
const TODAY: i64 = 19_732;

fn project() -> Workdir {
    project_with(COMMENTS)
}

fn project_with(comments: &str) -> Workdir {
    stage::project(&[
        (
            "koe.toml",
            "[project]\ntitle = \"産業振興「計画」、ｶﾞ①※𠮷\"\nlocale = \"ja\"\nsurveys = [\"surveys/people.toml\"]\n\
         comments = [\"comments/draft.toml\"]\nstore = \"sqlite:koe.sqlite\"\noutput = \"out\"\n",
        ),
        (
            "surveys/people.toml",
            "[survey]\nid = \"people\"\ntitle = \"市民アンケート\"\ndistributed = 10\n[[source]]\nfile = \"../data/people.csv\"\n\
         id = \"番号\"\n[[question]]\nid = \"Q1\"\nlabel = \"買物\"\nkind = \"single\"\ncolumn = \"買物\"\n\
         choices = [{ code = \"1\", label = \"よく行く\" }]\n",
        ),
        ("data/people.csv", "番号,買物\r\n1,1\r\n2,1\r\n"),
        ("comments/draft.toml", SET),
        ("data/comments.csv", comments),
    ])
}

fn player_of(start: &Start, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(start, columns, rows);
    player.set_today(TODAY);
    player.begin();
    player
}

fn player(folder: &Path, columns: u16, rows: u16) -> Player {
    player_of(&start(folder), columns, rows)
}

fn decisions(player: &Player) -> Decisions {
    player.state().journal.state.decisions("draft")
}

#[test]
fn scripts_show_the_screens_they_showed() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut names: Vec<_> = fs::read_dir(scripts)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("items-")))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for path in names {
        let script = fs::read_to_string(&path).unwrap();
        for (columns, rows) in [(80, 24), (160, 45)] {
            let folder = project();
            let snapshots = player(folder.path(), columns, rows).play(&script).unwrap();
            for snapshot in snapshots {
                let stem = path.file_stem().unwrap().to_string_lossy();
                let name = format!("{stem}-{}-{columns}x{rows}", snapshot.name);
                let screen = checked(&snapshot.screen, columns.into());
                insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(name, screen);
                });
            }
        }
    }
}

#[test]
fn changes_leave_nothing_behind() {
    let folder = project();
    for (columns, rows) in [(80, 24), (81, 25), (160, 45)] {
        let mut player = player(folder.path(), columns, rows);
        let keys = "5 n Down Down Up Space v Down v Esc Enter Esc o Esc i Right Space Right Esc Esc c Esc f Esc Tab Tab Tab \
                    Tab Esc J K 1 Down Up";
        for key in keys.split_whitespace() {
            play(&mut player, key);
            let sent = player.screen();
            player.redraw();
            assert_eq!(sent, player.screen(), "after {key}");
        }
    }
}

#[test]
fn any_size_can_be_drawn() {
    let folder = project();
    let mut player = player(folder.path(), 80, 24);
    for script in
        ["Down", "5", "n", "Enter", "Esc o", "Esc i", "Esc Esc c", "Esc a", "Esc f", "Esc Tab", "Tab", "Tab", "Tab"]
    {
        play(&mut player, script);
        for (columns, rows) in (0..=4).flat_map(|columns| (0..=4).map(move |rows| (columns, rows))) {
            player.resize(columns, rows);
            play(&mut player, "Down Up Right Left");
        }
        for columns in 0..130 {
            player.resize(columns, columns / 3);
        }
        player.resize(80, 24);
    }
}

#[test]
fn drafts_put_copies_together_and_each_act_is_undone_redone_and_kept() {
    let folder = project();
    let mut first = player(folder.path(), 160, 45);
    play(&mut first, "5");
    assert!(first.screen().contains("項目案を作ります"), "{}", first.screen());
    assert!(decisions(&first).items.is_empty(), "nothing is decided by itself");
    play(&mut first, "n");
    // 1 and 6 are the same text, 2 differs by a word.
    let item_of = |player: &Player, opinion: &str| decisions(player).item_of.get(opinion).cloned();
    assert!(item_of(&first, "1").is_some());
    assert_eq!(item_of(&first, "1"), item_of(&first, "6"));
    assert_ne!(item_of(&first, "1"), item_of(&first, "3"));
    let open =
        first.state().sets[0].docket.as_ref().unwrap().opinions.iter().filter(|one| one.fate == Fate::Open).count();
    assert_eq!(open, 0, "{}", first.screen());

    // Each act: the keys that do it, from the first item on.
    let acts = [
        "c 2",
        "Enter\ntext ご意見の趣旨は、計画案の12頁に記載しています。ｶﾞ𠮷\nCtrl+S",
        "o\nCtrl+Home\ntext 要旨：\nF2",
        "i Space Right Right Right Enter",
        "h Down Down Down Enter",
        "a\ntext 商工課\nEnter\ntext 1/31\nEnter",
        "x Enter",
        "s\ntext 計画の対象でない\nEnter",
        "b Space Right Enter 1",
    ];
    for act in acts {
        let before = decisions(&first);
        play(&mut first, act);
        let after = decisions(&first);
        assert_ne!(before, after, "{act} decides something\n{}", first.screen());
        assert!(first.state().boxes.is_empty(), "{act}\n{}", first.screen());
        play(&mut first, "Ctrl+Z");
        assert_eq!(decisions(&first), before, "{act} is undone");
        play(&mut first, "Ctrl+Y");
        assert_eq!(decisions(&first), after, "{act} is redone");
    }
    let kept = decisions(&first);
    drop(first);
    let second = player(folder.path(), 160, 45);
    assert_eq!(decisions(&second), kept);
}

#[test]
fn what_is_marked_is_merged_answered_and_classed_together() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    // Opinions one by one: 1 and 3 become one item.
    play(&mut player, "5 Space Down Space m");
    let made = decisions(&player);
    assert_eq!(made.items.len(), 1);
    assert_eq!(made.item_of.get("1"), made.item_of.get("3"), "{}", player.screen());
    play(&mut player, "Ctrl+Z n");
    let items = decisions(&player).items.len();
    assert!(items > 2);
    // A range over all items: one class and one reply for all.
    play(&mut player, "g v G v c 3 Enter\ntext 同じ回答です。\nCtrl+S");
    let all = decisions(&player);
    assert!(all.items.values().all(|item| item.disposition.as_deref() == Some("―")), "{}", player.screen());
    assert!(all.items.values().all(|item| item.reply == "同じ回答です。"));
    // While one writes to what is marked, that is what stands beside.
    play(&mut player, "Esc g Space Down Enter");
    assert!(player.screen().contains("市の考え方　№1"), "{}", player.screen());
    assert!(player.screen().contains("│ №1  意見"), "{}", player.screen());
    play(&mut player, "Esc");
    play(&mut player, "Esc");
    assert!(player.state().sets[0].items.marked.is_empty());
    // Items with different replies: the person says which stays.
    play(&mut player, "g Enter\ntext 最初の項目だけ。\nCtrl+S Space Space m");
    assert_eq!(player.state().place(), Place::List, "{}", player.screen());
    play(&mut player, "Enter");
    let docket = player.state().sets[0].docket.clone().unwrap();
    assert_eq!(docket.items.len(), items - 1, "{}", player.screen());
    assert!(docket.items.iter().any(|numbered| numbered.item.reply.contains("最初の項目だけ")));
}

#[test]
fn a_reply_is_copied_from_a_similar_item() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 n p");
    assert!(player.screen().contains("写せる回答がまだありません"), "{}", player.screen());
    play(&mut player, "Enter\ntext 家賃の補助を検討します。\nCtrl+S Down p Enter");
    let replies: Vec<String> = decisions(&player).items.values().map(|item| item.reply.clone()).collect();
    assert_eq!(replies.iter().filter(|reply| *reply == "家賃の補助を検討します。").count(), 2, "{}", player.screen());
}

#[test]
fn the_editor_takes_pastes_and_asks_before_it_gives_a_text_up() {
    let folder = project();
    let mut player = player(folder.path(), 80, 24);
    play(&mut player, "5 n Enter\npaste 一行目、ｶﾞ𠮷\\n二行目\\n");
    assert_eq!(player.state().place(), Place::Editor);
    play(&mut player, "Enter Esc");
    assert!(player.screen().contains("保存されていません"), "{}", player.screen());
    play(&mut player, "Down Down Enter");
    assert_eq!(player.state().place(), Place::Editor);
    play(&mut player, "text 三行目\nEsc Enter");
    assert!(player.state().boxes.is_empty());
    let reply = decisions(&player).items.values().map(|item| item.reply.clone()).find(|reply| !reply.is_empty());
    assert_eq!(reply.as_deref(), Some("一行目、ｶﾞ𠮷\n二行目\n\n三行目"));
    // Nothing changed: Esc asks nothing, and nothing is written.
    let before = decisions(&player);
    play(&mut player, "Enter Esc");
    assert!(player.state().boxes.is_empty());
    assert_eq!(decisions(&player), before);
}

#[test]
fn the_cursor_of_the_terminal_is_where_the_text_is() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 n Enter");
    let empty = player.cursor().unwrap();
    play(&mut player, "text 空き「ｶﾞ𠮷");
    let typed = player.cursor().unwrap();
    assert_eq!((typed.x - empty.x, typed.y), (10, empty.y));
    play(&mut player, "Enter");
    assert_eq!(player.cursor().unwrap(), Position::new(empty.x, empty.y + 1));
    play(&mut player, "Up End Left");
    assert_eq!(player.cursor().unwrap(), Position::new(empty.x + 8, empty.y));
}

#[test]
fn a_quotation_is_an_exact_part_and_words_of_ones_own_are_not() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 n i Space Ctrl+Right Enter");
    let outline = |player: &Player| decisions(player).items.get("K1").unwrap().outline.clone();
    let Some(Outline::Quote { receipt, span, sha256 }) = outline(&player) else { panic!("{}", player.screen()) };
    assert_eq!(receipt, "1");
    let words = "空き店舗の家賃を補助してほしい。";
    assert_eq!(span.len(), words.chars().count());
    assert_eq!(sha256, koe::comments::quote::fingerprint(words));
    assert!(player.screen().contains("［原文］"), "{}", player.screen());
    // The same words typed are the same quotation; others are an outline.
    play(&mut player, "o Ctrl+End Backspace F2");
    assert!(matches!(outline(&player), Some(Outline::Quote { .. })), "{}", player.screen());
    play(&mut player, "o\ntext こと\nF2");
    assert_eq!(outline(&player), Some(Outline::Words("空き店舗の家賃を補助してほしいこと".into())));
    assert!(player.screen().contains("［要旨］"));
}

#[test]
fn masks_are_listed_cleared_and_made() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 Tab Tab");
    assert_eq!(player.state().sets[0].items.tab, Tab::Masks);
    assert!(player.screen().contains("佐藤次郎"), "{}", player.screen());
    let text = |player: &Player| player.state().sets[0].docket.as_ref().unwrap().opinion("3").unwrap().text.clone();
    assert!(!text(&player).contains("佐藤次郎"));
    play(&mut player, "Enter");
    assert!(text(&player).contains("佐藤次郎"), "{}", player.screen());
    play(&mut player, "Enter");
    assert!(!text(&player).contains("佐藤次郎"), "{}", player.screen());
    // What is masked is seen on its tab alone, and never copied.
    play(&mut player, "Ctrl+C");
    assert!(!player.copied().last().unwrap().contains("佐藤次郎"));
    play(&mut player, "Esc");
    assert!(!player.screen().contains("佐藤次郎"), "{}", player.screen());
}

#[test]
fn disagreements_are_settled_with_one_key_and_both_codings_stay() {
    let folder = project();
    let set = |who: &str, tags: &str| {
        let mut player = player(folder.path(), 80, 24);
        let state = player.state();
        assert!(state.sets.len() == 1);
        let tags: Vec<_> = tags
            .split(' ')
            .map(|tag| {
                let (opinion, code) = tag.split_once('=').unwrap();
                koe::project::comments::op::TagSet { opinion: opinion.into(), codes: Some(vec![code.into()]) }
            })
            .collect();
        drop(player.play("Esc"));
        let mut project = koe::project::Project::open(folder.path(), "sqlite:koe.sqlite", false).unwrap();
        let act = koe::project::CommentOp::Tag { coder: who.into(), tags, via: Default::default() };
        project.act(koe::project::Op::Comment { set: "draft".into(), act: Box::new(act) }).unwrap();
    };
    set("aoki", "1=shop 3=farm 4=heir");
    set("baba", "1=shop 3=shop 4=farm");
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 Tab");
    assert_eq!(player.state().place(), Place::Disputes);
    assert!(player.screen().contains("未確定 2件"), "{}", player.screen());
    let before = decisions(&player).codings;
    play(&mut player, "2");
    assert_eq!(decisions(&player).settled.len(), 1);
    assert_eq!(decisions(&player).settled.get("3"), Some(&vec!["shop".to_owned()]), "{}", player.screen());
    // The next one is under the cursor already.
    play(&mut player, "a");
    assert_eq!(decisions(&player).settled.get("4"), Some(&vec!["heir".to_owned()]), "{}", player.screen());
    assert_eq!(decisions(&player).codings, before);
    play(&mut player, "3");
    assert!(player.screen().contains("2人"), "{}", player.screen());
    play(&mut player, "Ctrl+Z");
    assert_eq!(decisions(&player).settled.len(), 1);
}

#[test]
fn filters_and_search_leave_only_what_matches() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 n a\ntext 農政課\nEnter\ntext 2024-01-05\nEnter");
    assert!(player.screen().contains("期限切れ 01/05"), "{}", player.screen());
    assert!(player.screen().contains("5日超過"), "{}", player.screen());
    let shown = |player: &Player| {
        let rows = &player.state().sets[0].items.rows;
        rows.iter().filter(|row| matches!(row, koe::tui::screens::items::list::Row::Item(_))).count()
    };
    let all = shown(&player);
    play(&mut player, "f\ntext 期限が過ぎた\nEnter");
    assert_eq!(shown(&player), 1, "{}", player.screen());
    play(&mut player, "Esc");
    assert_eq!(shown(&player), all);
    // Half-width and full-width kana find each other.
    play(&mut player, "Ctrl+F\ntext ガラス");
    assert!(shown(&player) < all && shown(&player) > 0, "{}", player.screen());
    play(&mut player, "Enter Esc");
    assert_eq!(shown(&player), all);
}

#[test]
fn read_only_decides_nothing_and_says_so() {
    let folder = project();
    let mut player = player_of(&Start { read_only: true, ..start(folder.path()) }, 100, 30);
    for key in ["n", "m", "Enter", "s"] {
        play(&mut player, &format!("5 {key}"));
        assert!(player.screen().contains("閲覧専用"), "{key}\n{}", player.screen());
        assert!(player.state().boxes.is_empty());
    }
    assert!(!folder.path().join("koe.sqlite").exists());
}

#[test]
fn no_opinions_have_a_sentence_and_one_has_its_screen() {
    let head = COMMENTS.lines().next().unwrap();
    let folder = project_with(&format!("{head}\r\n"));
    let mut none = player(folder.path(), 80, 24);
    play(&mut none, "5");
    assert!(none.screen().contains("意見の提出はありませんでした"), "{}", none.screen());
    play(&mut none, "Down Enter n m Tab Tab Tab Tab Esc Esc");
    let folder = project_with(&format!("{head}\r\n1,2023-11-25,郵送,,,ひとつだけ\r\n"));
    let mut one = player(folder.path(), 80, 24);
    play(&mut one, "5 n");
    assert_eq!(decisions(&one).items.len(), 1);
    assert!(one.screen().contains("公表項目 1件"), "{}", one.screen());
}

#[test]
fn the_mouse_selects_opens_and_turns() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 n");
    let find = |player: &Player, text: &str| {
        let screen = player.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        (width(line.split(text).next().unwrap()), row)
    };
    let (x, y) = find(&player, "道路の穴");
    play(&mut player, &format!("click {x} {y}"));
    assert!(player.screen().contains("窓口"), "{}", player.screen());
    play(&mut player, &format!("click {x} {y}"));
    assert_eq!(player.state().place(), Place::Editor);
    play(&mut player, "Esc");
    let (x, y) = find(&player, "伏字");
    play(&mut player, &format!("click {x} {y}"));
    assert_eq!(player.state().sets[0].items.tab, Tab::Masks);
}

#[test]
fn the_overview_tells_how_far_each_set_is() {
    let folder = project();
    let mut player = player(folder.path(), 120, 40);
    assert!(player.screen().contains("意見公募"), "{}", player.screen());
    assert!(player.screen().contains("終了後16日"), "{}", player.screen());
    play(&mut player, "Down");
    assert!(player.screen().contains("次にすること"), "{}", player.screen());
    assert!(player.screen().contains("6人・受付6通・意見6件"), "{}", player.screen());
    play(&mut player, "Enter");
    assert_eq!(player.state().place(), Place::Tagging);
    play(&mut player, "Alt+1 Up Enter");
    assert_eq!(player.state().place(), Place::Table);
}

#[test]
fn publication_is_refused_while_something_is_open_and_written_when_nothing_is() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "5 e");
    assert!(player.screen().contains("まだ公表資料を書き出せません"), "{}", player.screen());
    play(&mut player, "Esc n g v G v c 2 Enter\ntext 同じ考え方です。\nCtrl+S");
    for (keys, ending) in [
        ("e Enter", "docx"),
        ("e Down Enter", "xlsx"),
        ("e Down Down Enter", "csv"),
        ("e End Down Down Down Enter", "md"),
    ] {
        play(&mut player, keys);
        assert!(player.screen().contains("書き出しました"), "{ending}\n{}", player.screen());
        assert!(folder.path().join(format!("out/draft.{ending}")).exists(), "{ending}");
    }
    let text = fs::read_to_string(folder.path().join("out/draft.md")).unwrap();
    assert!(text.contains("同じ考え方です。") && text.contains("空き店舗") && !text.contains("佐藤次郎"), "{text}");
}

#[test]
fn publishing_without_replies_is_asked_twice() {
    let folder = project();
    let mut player = player(folder.path(), 120, 40);
    play(&mut player, "5\nEnd\nn");
    let missing = decisions(&player).items.len();
    assert!(missing > 1);
    play(&mut player, "e");
    assert!(player.state().boxes.is_empty());
    assert!(player.screen().contains(&format!("市の考え方のない項目が{missing}件")), "{}", player.screen());
    play(&mut player, "e");
    assert_eq!(player.state().boxes.len(), 1, "{}", player.screen());
    // Asked again the next time, and whenever another number is missing.
    play(&mut player, "Esc\ne");
    assert!(player.state().boxes.is_empty());
}

#[test]
fn warnings_lead_to_their_item() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "5 n Shift+Tab");
    assert_eq!(player.state().sets[0].items.tab, Tab::Warnings);
    let known = player.state().sets[0].items.warnings.clone().unwrap();
    assert!(!known.is_empty(), "{}", player.screen());
    play(&mut player, "Down Enter");
    let item = known[1].items[0].clone();
    let on = player.state().sets[0].items.on.clone();
    assert_eq!(on, Some(koe::tui::screens::items::list::Target::Item(item)), "{}", player.screen());
    assert_eq!(player.state().place(), Place::Items);
}

#[test]
fn english_and_ascii_screens_have_no_words_or_glyphs_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("koe.toml", "[project]\ntitle = \"Plan\"\nlocale = \"en\"\nsurveys = []\ncomments = [\"draft.toml\"]\n");
    write(
        "draft.toml",
        "[comments]\nid = \"draft\"\ntitle = \"Draft\"\nopens = \"2023-11-24\"\ncloses = \"2023-12-25\"\n\
         codes = [{ id = \"a\", title = \"Shops\" }]\ndispositions = [{ code = \"A\", label = \"taken up\", changes_plan = true }]\n\
         [[source]]\nfile = \"c.csv\"\nid = \"no\"\ntext = \"text\"\nreceived = \"day\"\n",
    );
    write("c.csv", "no,day,text\r\n1,2023-12-01,Empty shops\r\n2,2023-12-28,Trees\r\n3,2023-12-02,More buses\r\n");
    for (columns, rows) in [(80, 24), (140, 40)] {
        let start = Start { lang: Lang::En, ascii: true, ..start(folder.path()) };
        let mut player = player_of(&start, columns, rows);
        let keys = [
            "",
            "5",
            "s",
            "Esc n",
            "c",
            "1",
            "a",
            "Esc Enter",
            "Esc o",
            "Esc i",
            "Esc d",
            "Esc h",
            "Esc f",
            "Esc e",
            "Esc ?",
            "Esc Tab",
            "Tab",
            "Tab",
            "Esc m",
            "Ctrl+Z Ctrl+Z m",
        ];
        for keys in keys {
            play(&mut player, keys);
            let screen = player.screen();
            let japanese = |c: char| ('ぁ'..='ヿ').contains(&c) || ('一'..='龠').contains(&c);
            assert!(!screen.contains(japanese), "{keys}\n{screen}");
            assert!(!screen.contains(['─', '│', '┌', '█', '›', '▸', '●', '…', '×', '≠']), "{keys}\n{screen}");
        }
    }
}

#[test]
fn a_digit_behind_a_refused_class_stays_on_the_screen() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    // Without an item there is nothing to class; the digit was meant for the list of classes.
    play(&mut player, "5 c 2");
    assert_eq!(player.state().place(), Place::Items, "{}", player.screen());
    play(&mut player, "2");
    assert_eq!(player.state().place(), Place::Table, "{}", player.screen());
}
