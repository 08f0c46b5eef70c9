//! Dividing and joining opinions for which something was written: nothing of it goes without a question.

use koe::model::comment::Decisions;
use koe::project::comments::op::{NewItem, ReplyTo};
use koe::project::{CommentOp, Op, Project};

use crate::stage::{self, play};
use crate::support::Workdir;

const SET: &str = "[comments]\nid = \"d\"\ntitle = \"計画案への意見\"\nopens = \"2026-05-01\"\ncloses = \"2026-06-01\"\nsynthetic = true\n\
[[comments.codes]]\nid = \"A\"\ntitle = \"農地\"\n[[source]]\nfile = \"r.csv\"\nid = \"番号\"\nreceived = \"日\"\ntext = \"意見\"\n";
const RECEIPTS: &str =
    "番号,日,意見\r\n7,2026-05-02,畑を残してほしい。駅前に駐車場がない。\r\n8,2026-05-03,祭りを続けて。道が暗い。\r\n";

/// The project, with an item for each of these opinions; those with a text have it as their reply.
fn project(items: &[(&str, &str)]) -> Workdir {
    let dir = stage::project(&[
        (
            "koe.toml",
            "[project]\ntitle = \"意見\"\nlocale = \"ja\"\ncomments = [\"c.toml\"]\nstore = \"sqlite:koe.sqlite\"\n",
        ),
        ("c.toml", SET),
        ("r.csv", RECEIPTS),
    ]);
    make(&dir, items);
    dir
}

fn make(dir: &Workdir, items: &[(&str, &str)]) {
    let mut project = Project::open(dir.path(), "sqlite:koe.sqlite", false).unwrap();
    let mut act = |act| project.act(Op::Comment { set: "d".into(), act: Box::new(act) }).unwrap();
    for (opinion, reply) in items {
        let id = format!("K{opinion}");
        act(CommentOp::MakeItems { items: vec![NewItem { id: id.clone(), opinions: vec![(*opinion).into()] }] });
        if !reply.is_empty() {
            let reply = ReplyTo { item: id, reply: (*reply).into(), disposition: None };
            act(CommentOp::Reply { replies: vec![reply] });
        }
    }
}

fn decisions(dir: &Workdir) -> Decisions {
    Project::open(dir.path(), "sqlite:koe.sqlite", true).unwrap().state().decisions("d")
}

/// Opinions and the items they are in.
fn homes(dir: &Workdir) -> Vec<(String, String)> {
    decisions(dir).item_of.iter().map(|(opinion, item)| (opinion.clone(), item.clone())).collect()
}

fn home(opinion: &str, item: &str) -> (String, String) {
    (opinion.to_owned(), item.to_owned())
}

#[test]
fn dividing_an_opinion_with_a_reply_asks_which_part_keeps_it() {
    let dir = project(&[("7", "畑は残します。")]);
    let mut player = stage::player(dir.path(), 100, 30);
    play(&mut player, "4 Home x Space Enter");
    let screen = player.screen();
    for text in ["考え方を書いた項目", "№1", "K7", "7-1　畑を残してほしい。", "7-2　駅前に"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    stage::checked(&screen, 100);
    assert_eq!(homes(&dir), [home("7", "K7")], "nothing is done before the answer");
    // Without an answer the opinion stays as it is, and the division as it was begun.
    play(&mut player, "Esc");
    assert!(player.state().sets[0].tagging.dividing.is_some());
    play(&mut player, "Enter Down Enter");
    assert_eq!(homes(&dir), [home("7-2", "K7")]);
    assert_eq!(decisions(&dir).items["K7"].reply, "畑は残します。");
    assert!(player.screen().contains("項目 K7 は 7-2 に残す"), "{}", player.screen());
    play(&mut player, "u");
    assert_eq!(homes(&dir), [home("7", "K7")]);
}

#[test]
fn joining_keeps_the_only_reply_and_asks_which_of_two_stays() {
    let dir = project(&[]);
    dir.koe(&["comments", "split", "8", "--before", "道が"]).code(0);
    make(&dir, &[("8-1", "続けます。"), ("8-2", "")]);
    let mut player = stage::player(dir.path(), 100, 30);
    play(&mut player, "4 End J");
    assert_eq!(homes(&dir), [home("8-3", "K8-1")], "{}", player.screen());
    play(&mut player, "u");
    make(&dir, &[("8-2", "")]);
    dir.koe(&["comments", "reply", "K8-2", "--text", "街灯を増やします。"]).code(0);
    let mut player = stage::player(dir.path(), 100, 30);
    play(&mut player, "4 End J");
    let screen = player.screen();
    assert!(screen.contains("続けます。") && screen.contains("街灯を増やします。"), "{screen}");
    assert_eq!(homes(&dir).len(), 2, "nothing is done before the answer");
    play(&mut player, "Down Enter");
    assert_eq!(homes(&dir), [home("8-3", "K8-2")]);
}

#[test]
fn the_command_line_says_what_stays_in_the_item() {
    let dir = project(&[("7", "畑は残します。"), ("8", "続けます。")]);
    dir.koe(&["comments", "split", "7", "--before", "駅前"]).code(0).says(&[
        "公表項目 K7",
        "最初の部分",
        "K7 は 7-1 に残す",
    ]);
    assert_eq!(homes(&dir), [home("7-1", "K7"), home("8", "K8")]);
    dir.koe(&["comments", "split", "8", "--before", "道が", "--keep", "3"]).code(2).says(&["1 から 2 まで"]);
    dir.koe(&["comments", "split", "8", "--before", "道が", "--keep", "2"]).code(0).says(&["K8 は 8-2 に残す"]);
    assert_eq!(homes(&dir), [home("7-1", "K7"), home("8-2", "K8")]);
    make(&dir, &[("8-1", "検討します。")]);
    dir.koe(&["comments", "join", "8-1", "8-2"]).code(2).says(&["K8-1・K8", "--keep"]);
    dir.koe(&["comments", "join", "8-1", "8-2", "--keep", "K8"]).code(0).says(&["K8 は 8-3 に残す"]);
    assert_eq!(homes(&dir), [home("7-1", "K7"), home("8-3", "K8")]);
}

#[test]
fn what_is_to_stay_must_be_there_also_where_nothing_is_written() {
    let dir = project(&[]);
    let split = |keep: &str| dir.koe(&["comments", "split", "8", "--before", "道が", "--keep", keep]);
    split("3").code(2).says(&["1 から 2 まで"]);
    split("0").code(2).says(&["1 から 2 まで"]);
    split("2").code(0);
    let join = |keep: &str| dir.koe(&["comments", "join", "8-1", "8-2", "--keep", keep]);
    join("K99").code(2).says(&["--keep K99", "入っていません", "どの項目にも"]);
    make(&dir, &[("8-1", "")]);
    join("K99").code(2).says(&["--keep K99", "K8-1"]);
    join("K8-1").code(0);
}
