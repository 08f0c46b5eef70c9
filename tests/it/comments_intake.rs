//! Intake on the command line: taking in, dividing, tagging, masking, listing and checking comments.

use crate::support::{Run, Workdir};

const DEFINITION: &str = r#"
[comments]
id = "draft"
title = "素案への意見"
closes = "2023-12-25"
channels = ["郵送", "FAX"]
codes = [{ id = "1", title = "空き店舗" }, { id = "2", title = "街路灯" }, { id = "2-1", title = "商店街の灯り", parent = "2" }]
[[source]]
file = "r.csv"
id = "受付番号"
text = "意見"
received = "受付日"
channel = "提出方法"
personal = ["氏名"]
attributes = ["区分"]
"#;

const RECEIPTS: &str = "受付番号,氏名,区分,受付日,提出方法,意見\n\
    1,山田 花子,在住,2023-12-01,郵送,\"1 空き店舗を貸してほしい。\n2 ガイトウを明るく。山田\"\n\
    2,山田　花子,在住,2023-12-02,FAX,街路灯をLEDに。電話は090-1234-5678です。\n\
    3,,在勤,2023-12-27,郵送,期限を過ぎましたが一言。\n";

fn project() -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = []\ncomments = [\"draft.toml\"]\n");
    dir.write("draft.toml", DEFINITION);
    dir.write("r.csv", RECEIPTS);
    dir
}

fn koe(dir: &Workdir, arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["comments"].iter().chain(arguments).copied().collect();
    dir.koe(&all)
}

fn list(dir: &Workdir, arguments: &[&str]) -> Vec<(String, String, String)> {
    let all: Vec<&str> = ["list", "--json"].iter().chain(arguments).copied().collect();
    let json = koe(dir, &all).code(0).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    json.as_array().unwrap().iter().map(|row| (text(&row["id"]), text(&row["fate"]), text(&row["text"]))).collect()
}

fn ids(dir: &Workdir, arguments: &[&str]) -> Vec<String> {
    list(dir, arguments).into_iter().map(|(id, ..)| id).collect()
}

#[test]
fn a_letter_is_taken_in_and_counted() {
    let dir = project();
    let run = koe(
        &dir,
        &[
            "add",
            "駅前に駐輪場を。090-0000-0000 へ",
            "--received",
            "令和5年12月27日",
            "--channel",
            "持参",
            "--attribute",
            "区分=在住",
        ],
    )
    .code(0);
    assert_eq!(run.text().trim(), "4");
    run.says(&["期限後", "1か所伏せました", "channels にありません"]);
    dir.write("letter.txt", "\u{FEFF}手紙です。\r\n二行目。\r\n");
    assert_eq!(koe(&dir, &["add", "--file", "letter.txt", "--id", "Ｐ-007"]).code(0).text().trim(), "P-007");
    assert_eq!(koe(&dir, &["add", "次の手紙"]).code(0).text().trim(), "P-008");
    koe(&dir, &["add", "重なる", "--id", "1"]).code(2).says(&["すでにあります"]).no_data();
    koe(&dir, &["add", "直し", "--id", "P-008"]).code(2).says(&["--replace"]);
    koe(&dir, &["add", "直し", "--id", "P-008", "--replace"]).code(0);
    koe(&dir, &["add"]).code(2).says(&["本文がありません"]);
    koe(&dir, &["add", "x", "--received", "来週"]).code(2).says(&["日付として読めません"]);
    koe(&dir, &["add", "x", "--attribute", "区分"]).code(2).says(&["名前=値"]);
    koe(&dir, &["add", "--file", "none.txt"]).code(3);
    let all = list(&dir, &[]);
    assert_eq!(all.len(), 6);
    assert_eq!(all[3].2, "駅前に駐輪場を。［電話番号］ へ");
    assert_eq!(all[4].2, "手紙です。\n二行目。");
    assert_eq!(all[5].2, "直し");
    let status = koe(&dir, &["status", "--json"]).code(0).json();
    assert_eq!(status["received"], serde_json::json!({ "people": 5, "receipts": 6, "opinions": 6 }));
    assert_eq!(status["late"]["opinions"], 2);
    assert_eq!(status["channels"][2]["channel"], "持参");
    let text = koe(&dir, &["status"]).code(0);
    assert!(text.text().contains("受付全体") && text.text().contains("意見の扱い"), "{}", text.text());
    koe(&dir, &["status", "-o", "r.csv"]).code(2).says(&["読み込み元"]);
    koe(&dir, &["status", "-o", "s.xlsx"]).code(0);
    assert!(koe(&dir, &["status", "--format", "md"]).code(0).text().contains("| 受付全体 |"));
}

#[test]
fn a_letter_is_divided_and_joined() {
    let dir = project();
    let shown = koe(&dir, &["split", "1", "--json"]).code(0).json();
    assert_eq!(shown["parts"][1]["text"], "2 ガイトウを明るく。［氏名］");
    koe(&dir, &["split", "1"]).code(0).says(&[]);
    koe(&dir, &["split", "1", "--auto"]).code(0).says(&["分割（2件に）"]);
    assert_eq!(list(&dir, &["--receipt", "1"])[1].2, "2 ガイトウを明るく。［氏名］");
    assert_eq!(ids(&dir, &[]), ["1-1", "1-2", "2", "3"]);
    koe(&dir, &["split", "1", "--auto"]).code(2).says(&["いまは 1-1、1-2"]);
    koe(&dir, &["split", "1-2", "--before", "明るく"]).code(0);
    assert_eq!(ids(&dir, &["--receipt", "1"]), ["1-1", "1-3", "1-4"]);
    koe(&dir, &["join", "1-1", "2"]).code(2).says(&["別の受付"]);
    koe(&dir, &["join", "1-1"]).code(2).says(&["2件以上"]);
    koe(&dir, &["join", "1-4", "1-3"]).code(0).says(&["結合"]);
    assert_eq!(ids(&dir, &["--receipt", "1"]), ["1-1", "1-5"]);
    koe(&dir, &["split", "3", "--at", "99"]).code(2).says(&["位置 99"]);
    koe(&dir, &["split", "3", "--at", "4"]).code(0);
    koe(&dir, &["split", "2", "--auto"]).code(2).says(&["--at か --before"]);
}

#[test]
fn fates_and_filters() {
    let dir = project();
    koe(&dir, &["withdraw", "3"]).code(2).says(&["--why"]);
    koe(&dir, &["withdraw", "3", "--why", "本人の申出"]).code(0).says(&["取下げ"]);
    koe(&dir, &["withdraw", "3", "--why", "本人の申出"]).code(0).says(&["変わるところがありません"]);
    koe(&dir, &["out-of-scope", "2", "--why", "計画の外"]).code(0);
    assert_eq!(
        list(&dir, &[]).iter().map(|row| row.1.as_str()).collect::<Vec<_>>(),
        ["open", "out_of_scope", "withdrawn"]
    );
    assert_eq!(ids(&dir, &["--open"]), ["1"]);
    assert_eq!(ids(&dir, &["--late"]), ["3"]);
    assert_eq!(ids(&dir, &["--person", "1"]), ["1", "2"]);
    // カナ and かな, full and half width are the same.
    assert_eq!(ids(&dir, &["--where-text", "がいとう"]), ["1"]);
    assert_eq!(ids(&dir, &["--where-text", "ｌｅｄ"]), ["2"]);
    koe(&dir, &["withdraw", "3", "--back"]).code(0);
    koe(&dir, &["out-of-scope", "2", "--back"]).code(0);
    assert_eq!(ids(&dir, &["--open"]).len(), 3);
    koe(&dir, &["flag", "1", "3", "--note", "要確認"]).code(0);
    assert_eq!(ids(&dir, &["--flagged"]), ["1", "3"]);
    koe(&dir, &["flag", "1", "--off"]).code(0);
    assert_eq!(ids(&dir, &["--flagged"]), ["3"]);
    koe(&dir, &["same-person", "3", "1"]).code(0);
    assert_eq!(ids(&dir, &["--person", "1"]).len(), 3);
    koe(&dir, &["same-person", "3", "--apart"]).code(0);
    koe(&dir, &["same-person", "3"]).code(2);
    koe(&dir, &["out-of-scope", "22", "--why", "x"]).code(2).says(&["意見「22」がありません", "「2」のことですか"]);
    koe(&dir, &["withdraw", "x", "--why", "y"]).code(2).says(&["受付番号「x」がありません"]);
    for format in ["table", "csv", "md", "json"] {
        let run = koe(&dir, &["list", "--format", format]).code(0);
        assert!(run.text().contains("街路灯をLEDに。") && !run.text().contains("090-1234"), "{}", run.text());
    }
    koe(&dir, &["list", "-o", "list.xlsx"]).code(0);
    assert!(dir.file("list.xlsx").is_file());
}

#[test]
fn codes_are_given_taken_changed_and_exchanged() {
    let dir = project();
    koe(&dir, &["tag", "1", "2", "--code", "街路灯", "1", "--coder", "甲"]).code(0).says(&["2件の分類"]);
    koe(&dir, &["tag", "2", "--code", "2-1", "--coder", "乙"]).code(0);
    koe(&dir, &["tag", "3", "--code", "9"]).code(2).says(&["コード「9」がありません"]);
    koe(&dir, &["tag", "3"]).code(2).says(&["--none"]);
    koe(&dir, &["tag", "3", "--none", "--coder", "甲"]).code(0);
    assert_eq!(ids(&dir, &["--code", "2"]), ["1", "2"]);
    assert!(ids(&dir, &["--untagged"]).is_empty());
    let csv = koe(&dir, &["tags", "export"]).code(0);
    assert!(csv.text().contains("1,2;1,甲,hand,"), "{}", csv.text());
    koe(&dir, &["tags", "export", "-o", "t.csv"]).code(0);
    koe(&dir, &["untag", "1", "2", "3", "--coder", "甲"]).code(0);
    koe(&dir, &["untag", "2", "--coder", "乙"]).code(0);
    assert_eq!(ids(&dir, &["--untagged"]).len(), 3);
    koe(&dir, &["tags", "import", "t.csv"]).code(0).says(&["4件の分類（2人分）"]);
    let again = koe(&dir, &["tags", "export"]).code(0);
    assert_eq!(again.text().replace(",import,", ",hand,"), csv.text());
    dir.write("bad.csv", "受付番号,コード\n1,2\n8,2\n2,街路燈\n");
    koe(&dir, &["tags", "import", "bad.csv"]).code(2).says(&["3行目: 意見「8」", "4行目: コード「街路燈」", "街路灯"]);
    dir.write("none.csv", "a,b\n1,2\n");
    koe(&dir, &["tags", "import", "none.csv"]).code(2).says(&["列がありません"]);

    koe(&dir, &["codes", "add", "3", "駐輪場", "--reading", "ちゅうりんじょう"]).code(0);
    koe(&dir, &["codes", "add", "3", "二度"]).code(2).says(&["すでにあります"]);
    koe(&dir, &["codes", "rename", "1", "空き店舗の活用"]).code(0);
    koe(&dir, &["codes", "split", "1", "1a=家賃", "1b=改装"]).code(0);
    koe(&dir, &["codes", "move", "3", "--under", "2"]).code(0);
    koe(&dir, &["codes", "move", "2", "--under", "3"]).code(2).says(&["下には移せません"]);
    koe(&dir, &["codes", "merge", "2-1", "--into", "2"]).code(0);
    let codes = koe(&dir, &["codes", "--json"]).code(0).json();
    let of = |id: &str| codes.as_array().unwrap().iter().find(|code| code["id"] == id).cloned().unwrap_or_default();
    assert_eq!((of("2")["opinions"].as_u64(), of("2-1").is_null()), (Some(2), true));
    assert_eq!(
        (&of("1a")["parent"], &of("3")["parent"], &of("1")["title"]),
        (&"1".into(), &"2".into(), &"空き店舗の活用".into())
    );
    koe(&dir, &["codes"]).code(0);
}

#[test]
fn masks_are_listed_for_staff_and_decided() {
    let dir = project();
    let masks = koe(&dir, &["masks", "--json"]).code(0).json();
    let found: Vec<(&str, &str)> = masks
        .as_array()
        .unwrap()
        .iter()
        .map(|mask| (mask["kind"].as_str().unwrap(), mask["text"].as_str().unwrap()))
        .collect();
    assert_eq!(found, [("name", "山田"), ("phone", "090-1234-5678")]);
    koe(&dir, &["masks"]).code(0).says(&["外に出さないで"]);
    koe(&dir, &["masks", "-o", "m.csv"]).code(2);
    koe(&dir, &["mask", "2", "--words", "街路灯", "--kind", "other"]).code(0);
    assert_eq!(list(&dir, &["--receipt", "2"])[0].2, "［伏字］をLEDに。電話は［電話番号］です。");
    koe(&dir, &["mask", "2", "--at", "0-3", "--clear"]).code(0);
    assert_eq!(list(&dir, &["--receipt", "2"])[0].2, "街路灯をLEDに。電話は［電話番号］です。");
    koe(&dir, &["mask", "2", "--at", "0-999", "--kind", "name"]).code(2).says(&["開始-終了"]);
    koe(&dir, &["mask", "2", "--at", "0-1"]).code(2).says(&["--clear"]);
    koe(&dir, &["mask", "2", "--words", "ない言葉", "--kind", "name"]).code(2).says(&["ありません"]);
}

#[test]
fn a_check_tells_what_needs_attention() {
    let dir = project();
    koe(&dir, &["check"]).code(0);
    koe(&dir, &["split", "1", "--auto"]).code(0);
    koe(&dir, &["tag", "2", "--code", "1"]).code(0);
    koe(&dir, &["withdraw", "3", "--why", "申出"]).code(0);
    dir.write(
        "r.csv",
        "受付番号,氏名,区分,受付日,提出方法,意見\n1,山田 花子,在住,2023-12-01,郵送,直した文。\n1,,在住,来週,郵送,\n",
    );
    let check = koe(&dir, &["check", "--json"]).code(1).json();
    let rules: Vec<&str> =
        check["problems"].as_array().unwrap().iter().map(|line| line["rule"].as_str().unwrap()).collect();
    for rule in ["opinion_missing", "receipt_missing", "text_changed", "no_opinion"] {
        assert!(rules.contains(&rule), "{rule} in {rules:?}");
    }
    let text = koe(&dir, &["check"]).code(1);
    assert!(text.text().contains("原文が、分割や伏字の後に変わっています"), "{}", text.text());
}

#[test]
fn a_mask_is_cleared_as_a_whole() {
    let dir = project();
    let text = || list(&dir, &[]).into_iter().find(|(id, ..)| id == "2").unwrap().2;
    assert!(text().contains("［電話番号］"), "{}", text());
    koe(&dir, &["mask", "2", "--words", "1234", "--clear"]).code(2).says(&["伏字の一部", "--at"]).no_data();
    assert!(text().contains("［電話番号］"), "{}", text());
    koe(&dir, &["mask", "2", "--words", "090-1234-5678", "--clear"]).code(0);
    assert!(text().contains("090-1234-5678"), "{}", text());
}

#[test]
fn a_typed_receipt_keeps_its_number() {
    let dir = project();
    koe(&dir, &["add", "窓口で受けた意見", "--id", "4"]).code(0);
    koe(&dir, &["flag", "4"]).code(0);
    dir.write("r.csv", format!("{RECEIPTS}4,,在勤,2023-12-03,郵送,後から来た意見\n"));
    let all = list(&dir, &[]);
    let text = |wanted: &str| all.iter().find(|(id, ..)| id == wanted).map(|(.., text)| text.as_str());
    assert_eq!((text("4"), text("4#2")), (Some("窓口で受けた意見"), Some("後から来た意見")));
    koe(&dir, &["check"]).code(1);
    assert!(koe(&dir, &["check"]).text().contains("「4#2」"));
}

#[test]
fn a_file_without_numbers_is_warned_of() {
    let dir = project();
    dir.write("draft.toml", DEFINITION.replace("id = \"受付番号\"\n", ""));
    let check = koe(&dir, &["check"]).code(1);
    assert!(
        check.text().contains("no_receipt_column") && check.text().contains("受付番号の列がない"),
        "{}",
        check.text()
    );
}
