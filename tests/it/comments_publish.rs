//! From opinions to the published reply: items, replies, 照会表, refusals, the documents in every form, fates, and that
//! nothing personal leaves.

use std::io::Read;
use std::path::Path;

use koe::comments::quote::fingerprint;
use koe::load::read::{ReadOptions, SheetChoice, read_sheet};
use koe::model::comment::Span;
use koe::project::comments::op::Part;
use koe::project::{CommentOp, Op, Project};
use serde_json::Value;

use crate::support::{Run, Workdir};

const CLASSES: &str = r#"dispositions = [
    { code = "◎", label = "反映", changes_plan = true }, { code = "○", label = "記載済み" }, { code = "△", label = "検討" },
    { code = "※", label = "反映できない" }, { code = "―", label = "その他" } ]
codes = [ { id = "shop", title = "空き店舗の活用", parent = "trade" }, { id = "trade", title = "商業の振興" },
    { id = "farm", title = "農地の保全" } ]
"#;

/// A project with one set `c` of these rows: 受付番号, 受付日, 提出方法, 氏名, 電話, 意見.
fn set(rows: &[[&str; 6]], about: &str) -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\ntitle = \"t\"\ncomments = [\"c.toml\"]\n");
    let toml = format!(
        "[comments]\nid = \"c\"\ntitle = \"素案への意見募集\"\nopens = \"2023-11-24\"\ncloses = \"2023-12-25\"\n\
         channels = [\"郵送\", \"FAX\", \"メール\", \"窓口\"]\n{about}\n[[source]]\nfile = \"c.csv\"\nid = \"受付番号\"\n\
         received = \"受付日\"\nchannel = \"提出方法\"\ntext = \"意見\"\npersonal = [\"氏名\", \"電話\"]\n"
    );
    dir.write("c.toml", toml);
    write_rows(&dir, rows);
    dir
}

fn write_rows(dir: &Workdir, rows: &[[&str; 6]]) {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut csv = String::from("受付番号,受付日,提出方法,氏名,電話,意見\n");
    for row in rows {
        csv.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
        csv.push('\n');
    }
    dir.write("c.csv", csv);
}

fn comments(dir: &Workdir, arguments: &[&str]) -> Run {
    dir.koe(&[&["comments"], arguments].concat())
}

fn act(dir: &Workdir, acts: Vec<CommentOp>) {
    let mut project = Project::open_as(dir.path(), "sqlite:koe.sqlite", false, "tester").unwrap();
    for act in acts {
        assert!(project.act(Op::Comment { set: "c".into(), act: Box::new(act) }).unwrap());
    }
}

/// The parts of a zip file with their texts, one below the other.
fn unzipped(path: &Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        all.push_str(&format!("\n== {}\n", entry.name().unwrap()));
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

/// The words of a Word document: paragraphs, each a line; `|` between cells.
fn words(path: &Path) -> String {
    let xml = unzipped(path);
    let body = xml.split("== word/document.xml").nth(1).unwrap().split("\n== ").next().unwrap();
    let body = body.replace("</w:p>", "\n").replace("<w:br", "\n<w:br").replace("</w:tc>", "|");
    let mut text = String::new();
    for piece in body.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    text.replace("\n|", "|").replace("&lt;", "<").replace("&amp;", "&")
}

/// The cells of a sheet as texts.
fn cells(path: &Path, sheet: usize) -> Vec<Vec<String>> {
    let options = ReadOptions { sheet: Some(SheetChoice::Number(sheet)), ..ReadOptions::default() };
    let read = read_sheet(path, &options).unwrap();
    read.rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

/// The cells behind a label in a sheet.
fn behind(rows: &[Vec<String>], label: &str) -> Vec<String> {
    let row = rows.iter().find(|row| row.first().is_some_and(|cell| cell == label));
    row.unwrap_or_else(|| panic!("no row {label} in {rows:?}")).iter().skip(1).cloned().collect()
}

/// The set published in every form; gives the json.
fn publish(dir: &Workdir, flags: &[&str]) -> Value {
    for name in ["p.xlsx", "p.docx", "p.csv", "p.md"] {
        comments(dir, &[&["publish", "--without-replies", "-o", name], flags].concat()).code(0);
    }
    comments(dir, &[&["publish", "--without-replies", "--json"], flags].concat()).code(0).json()
}

fn read(dir: &Workdir, name: &str) -> String {
    std::fs::read_to_string(dir.file(name)).unwrap()
}

/// A published example: 107 people, 138 opinions, by channel 郵送 89, FAX 5, メール 11, 窓口 2 people.
#[test]
fn people_and_opinions_of_a_published_example() {
    let mut people: Vec<(String, &str)> = Vec::new();
    for (channel, n) in [("郵送", 89), ("FAX", 5), ("メール", 11), ("窓口", 2)] {
        people.extend((0..n).map(|_| (String::new(), channel)));
    }
    people.iter_mut().enumerate().for_each(|(at, person)| person.0 = format!("市民{at:03}"));
    let mut rows: Vec<[String; 6]> = Vec::new();
    let mut push = |name: &str, channel: &str| {
        let id = (rows.len() + 1).to_string();
        let text = format!("意見その{id}です。もう一つの意見は{id}番です。");
        rows.push([id, "2023-12-01".into(), channel.into(), name.into(), String::new(), text]);
    };
    people.iter().for_each(|(name, channel)| push(name, channel));
    // 20 people write again, by another way; 11 receipts hold two opinions.
    people.iter().take(20).for_each(|(name, _)| push(name, "メール"));
    let rows: Vec<[&str; 6]> = rows.iter().map(|row| std::array::from_fn(|at| row[at].as_str())).collect();
    let dir = set(&rows, CLASSES);
    let divide = |row: &[&str; 6]| {
        let text = row[5];
        let middle = text.split('。').next().unwrap().chars().count() + 1;
        let part = |n: usize, from: usize, to: usize| Part {
            id: format!("{}-{n}", row[0]),
            spans: vec![Span::new(from, to)],
            item: None,
        };
        CommentOp::Reshape {
            receipt: row[0].into(),
            text: fingerprint(text),
            from: vec![row[0].into()],
            into: vec![part(1, 0, middle), part(2, middle, text.chars().count())],
        }
    };
    act(&dir, rows.iter().take(11).map(divide).collect());
    comments(&dir, &["items", "make"]).code(0).says(&["138"]);
    let json = publish(&dir, &[]);
    assert_eq!(json["counts"]["valid"], serde_json::json!({ "people": 107, "receipts": 127, "opinions": 138 }));
    let people: Vec<u64> = json["counts"]["channels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["counts"]["people"].as_u64().unwrap())
        .collect();
    assert_eq!(people, [89, 5, 11, 2]);
    let sheet = cells(&dir.file("p.xlsx"), 1);
    assert_eq!(behind(&sheet, "提出のあった意見")[..2], ["107", "138"]);
    assert_eq!(behind(&sheet, "郵送")[0], "89");
    let totals = sheet.iter().find(|row| row.first().is_some_and(|cell| cell == "合計")).unwrap();
    assert_eq!(totals[1..4], ["107", "127", "138"]);
    let word = words(&dir.file("p.docx"));
    for wanted in [
        "提出のあった意見|107人|138件|",
        "郵送|89人|",
        "窓口|2人|",
        "合計|107人|127件|138件|",
        "2023年11月24日～2023年12月25日",
    ] {
        assert!(word.contains(wanted), "{wanted} in {word}");
    }
    assert!(read(&dir, "p.md").contains("| 提出のあった意見 | 107人 | 138件 |"));
    let csv = read(&dir, "p.csv");
    assert_eq!(csv.lines().take_while(|line| !line.is_empty()).count(), 139);
    // 提出状況 stands below the items.
    for wanted in ["提出のあった意見,107,138", "合計,107,127,138"] {
        assert!(csv.lines().any(|line| line == wanted), "{wanted} in {csv}");
    }
}

/// Another: 18 people, 42 opinions; and a class result of 3 + 14 + 9 + 1 + 2 = 29 items.
#[test]
fn classes_of_a_published_example() {
    let classes = [("◎", 3), ("○", 14), ("△", 9), ("※", 1), ("―", 2)];
    let rows: Vec<[String; 6]> = (0..42)
        .map(|at| {
            [
                at.to_string(),
                "2023-12-01".into(),
                "郵送".into(),
                format!("市民{:02}", at % 18),
                String::new(),
                format!("意見{at}"),
            ]
        })
        .collect();
    let rows: Vec<[&str; 6]> = rows.iter().map(|row| std::array::from_fn(|at| row[at].as_str())).collect();
    let dir = set(&rows, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    // 13 opinions join the first items, so that 29 items are left.
    for at in 29..42 {
        comments(&dir, &["items", "merge", &format!("K{}", at % 5), &at.to_string()])
            .code(0)
            .says(&[&format!("K{at}")]);
    }
    let mut next = 0;
    for (class, n) in classes {
        let items: Vec<String> = (next..next + n).map(|at| format!("K{at}")).collect();
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        comments(&dir, &[&["class"], items.as_slice(), &[class]].concat()).code(0);
        next += n;
    }
    let json = publish(&dir, &[]);
    assert_eq!((&json["counts"]["valid"]["people"], &json["counts"]["valid"]["opinions"]), (&18.into(), &42.into()));
    let found: Vec<(String, u64)> = json["counts"]["dispositions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["code"].as_str().unwrap().to_owned(), row["items"].as_u64().unwrap()))
        .collect();
    let wanted: Vec<(String, u64)> = classes.iter().map(|(class, n)| ((*class).to_owned(), *n as u64)).collect();
    assert_eq!(found, wanted);
    let opinions: u64 =
        json["counts"]["dispositions"].as_array().unwrap().iter().map(|row| row["opinions"].as_u64().unwrap()).sum();
    assert_eq!(opinions, 42);
    let sheet = cells(&dir.file("p.xlsx"), 1);
    for (label, n) in [("◎ 反映", 3), ("○ 記載済み", 14), ("△ 検討", 9), ("※ 反映できない", 1), ("― その他", 2)]
    {
        assert_eq!(behind(&sheet, label)[0], n.to_string(), "{label}");
        assert!(words(&dir.file("p.docx")).contains(&format!("{label}|{n}件|")), "{label}");
        assert!(read(&dir, "p.md").contains(&format!("| {label} | {n}件 |")), "{label}");
    }
    assert!(words(&dir.file("p.docx")).contains("合計|29件|42件|"));
    // The list adds up to the same.
    let list = cells(&dir.file("p.csv"), 1);
    let at = list[0].iter().position(|label| label == "意見件数").unwrap();
    let items: Vec<usize> = list[1..].iter().map_while(|row| row.get(at)?.parse().ok()).collect();
    assert_eq!((items.len(), items.iter().sum::<usize>()), (29, 42));
    assert!(read(&dir, "p.md").contains("（件数：4件）"));
}

const THREE: [[&str; 6]; 3] = [
    ["1", "2023-12-01", "郵送", "山田花子", "042-111-2222", "空き店舗を使って商売を始めたい。山田花子"],
    ["2", "2023-12-02", "FAX", "佐藤次郎", "", "農地を残してほしい。農地は緑です。"],
    ["3", "2023-12-30", "窓口", "", "", "道路の信号を直してほしい。"],
];

#[test]
fn nothing_is_published_while_an_opinion_has_no_fate() {
    let dir = set(&THREE, CLASSES);
    for form in ["p.xlsx", "p.docx", "p.csv", "p.md", "p.json"] {
        comments(&dir, &["publish", "-o", form]).code(2).says(&["3件", "1、2、3"]);
        assert!(!dir.file(form).exists());
    }
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["items", "take-out", "3"]).code(0).says(&["K3"]);
    comments(&dir, &["publish"]).code(2).says(&["1件", ": 3。"]);
    let json = publish(&dir, &["--draft"]);
    assert_eq!(json["counts"]["fates"]["open"], 1);
    let book = unzipped(&dir.file("p.xlsx"));
    // Once in the header of each printed page, and once on the sheet itself.
    assert_eq!(book.matches("<oddHeader>").count(), 2, "two sheets");
    assert!(cells(&dir.file("p.xlsx"), 1).iter().flatten().any(|cell| cell == "【作成中】"));
    assert!(cells(&dir.file("p.xlsx"), 2).iter().flatten().any(|cell| cell == "【作成中】"));
    let word = unzipped(&dir.file("p.docx"));
    assert!(word.split("== word/header1.xml").nth(1).unwrap().contains("【作成中】"));
    assert!(read(&dir, "p.md").matches("【作成中】").count() >= 3 && read(&dir, "p.csv").contains("【作成中】"));
    act(&dir, vec![CommentOp::OutOfScope { opinions: vec!["3".into()], why: Some("計画の対象でない".into()) }]);
    let json = publish(&dir, &[]);
    assert_eq!((&json["counts"]["fates"]["out_of_scope"], &json["draft"]), (&1.into(), &false.into()));
    assert!(!unzipped(&dir.file("p.docx")).contains("作成中") && !unzipped(&dir.file("p.xlsx")).contains("作成中"));
    assert!(words(&dir.file("p.docx")).contains("募集の対象外とした意見|1件|"));
    assert!(words(&dir.file("p.docx")).contains("うち募集期間の後に届いたもの|1人|1件|"));
}

#[test]
fn none_and_one() {
    let none = set(&[], CLASSES);
    let json = publish(&none, &[]);
    assert_eq!(json["items"], serde_json::json!([]));
    let sentence = "意見の提出はありませんでした。";
    assert!(words(&none.file("p.docx")).contains(sentence) && read(&none, "p.md").contains(sentence));
    assert!(cells(&none.file("p.xlsx"), 1).iter().flatten().any(|cell| cell == sentence));
    let one = set(&THREE[..1], "");
    comments(&one, &["items", "make"]).code(0);
    comments(&one, &["reply", "K1", "--text", "参考とします。"]).code(0);
    publish(&one, &[]);
    let word = words(&one.file("p.docx"));
    assert!(word.contains("1|空き店舗を使って商売を始めたい。［氏名］\n（原文・伏字あり）|参考とします。|"), "{word}");
    // Without classes there is neither a column nor a legend.
    assert!(!word.contains("対応区分"));
    assert!(!word.contains(sentence));
}

#[test]
fn items_stand_under_the_headings_of_the_plan_with_their_changes() {
    let dir = set(&THREE, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["heading", "K1", "shop"]).code(0);
    comments(&dir, &["heading", "K2", "farm"]).code(0);
    comments(&dir, &["heading", "K3", "nowhere"]).code(2).says(&["nowhere"]);
    comments(&dir, &["reply", "K1", "K2", "--text", "計画に反映します。", "--class", "◎"]).code(0);
    comments(
        &dir,
        &["change", "K1", "--place", "第2章 3", "--before", "店舗の支援", "--after", "空き店舗の活用と支援"],
    )
    .code(0);
    let json = publish(&dir, &["--day", "令和6年3月1日"]);
    assert_eq!(
        (&json["items"][0]["id"], &json["items"][1]["id"], &json["items"][2]["id"]),
        (&"K1".into(), &"K2".into(), &"K3".into())
    );
    let word = words(&dir.file("p.docx"));
    for wanted in [
        "商業の振興|",
        "空き店舗の活用|",
        "農地の保全|",
        "その他|",
        "1|第2章 3|店舗の支援|空き店舗の活用と支援|",
        "修正前",
        "公表日：2024年3月1日",
    ] {
        assert!(word.contains(wanted), "{wanted} in {word}");
    }
    let (trade, farm, other) = (word.find("商業の振興|"), word.find("農地の保全|"), word.rfind("その他|"));
    assert!(trade < farm && farm < other);
    assert!(unzipped(&dir.file("p.docx")).contains("2024-03-01T00:00:00Z"));
    assert_eq!(behind(&cells(&dir.file("p.xlsx"), 3), "1"), ["第2章 3", "店舗の支援", "空き店舗の活用と支援"]);
    // Equal data are equal files.
    let before = std::fs::read(dir.file("p.docx")).unwrap();
    publish(&dir, &["--day", "2024-03-01"]);
    assert_eq!(std::fs::read(dir.file("p.docx")).unwrap(), before);
}

#[test]
fn a_quotation_is_what_the_original_says() {
    let dir = set(&THREE, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["outline", "K2", "農地は緑です。"]).code(0).says(&["引用"]);
    comments(&dir, &["outline", "K3", "信号の改善を求める。"]).code(0).says(&["要旨"]);
    comments(&dir, &["outline", "K1", "--quote", "1", "0-99"]).code(2);
    comments(&dir, &["outline", "K1", "--quote", "1", "8-20"]).code(0);
    let json = publish(&dir, &[]);
    let outlines: Vec<(&str, &str, bool)> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                item["outline"].as_str().unwrap(),
                item["outline_kind"].as_str().unwrap(),
                item["masked"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        outlines,
        [
            ("商売を始めたい。［氏名］", "part", true),
            ("農地は緑です。", "part", false),
            ("信号の改善を求める。", "words", false)
        ]
    );
    let word = words(&dir.file("p.docx"));
    for wanted in ["（原文の抜粋・伏字あり）", "農地は緑です。\n（原文の抜粋）", "（要旨）"]
    {
        assert!(word.contains(wanted), "{wanted} in {word}");
    }
    // The file is corrected: the quotation is not there any more, and even a draft would misquote.
    let mut rows = THREE;
    rows[1][5] = "農地を残してほしい。農地も緑です。";
    write_rows(&dir, &rows);
    comments(&dir, &["publish"]).code(2).says(&["№2", "原文と一致しません"]);
    comments(&dir, &["publish", "--draft"]).code(2).says(&["№2"]);
    comments(&dir, &["warnings"]).code(1);
}

#[test]
fn a_quotation_does_not_outlive_its_opinion() {
    let dir = set(&THREE, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["items", "merge", "K1", "2"]).code(0);
    comments(&dir, &["outline", "K1", "農地は緑です。"]).code(0).says(&["引用"]);
    publish(&dir, &[]);
    act(&dir, vec![CommentOp::Withdraw { receipt: "2".into(), why: Some("本人から".into()) }]);
    comments(&dir, &["publish", "--draft"]).code(2).says(&["№1", "取り下げ"]);
    assert!(comments(&dir, &["check"]).code(1).text().contains("K1"));
    assert!(!comments(&dir, &["items", "--json"]).code(0).text().contains("農地は緑です。"));
}

#[test]
fn a_form_goes_out_and_comes_back() {
    let dir = set(&THREE, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["ask", "K1", "№2", "#3", "--section", "産業振興課", "--due", "2024-01-31"]).code(0);
    comments(&dir, &["reply", "K2", "--text", "前の考え方", "--class", "○"]).code(0);
    comments(&dir, &["inquiry", "out", "-o", "q.xlsx", "--section", "どこか課"]).code(2);
    comments(&dir, &["inquiry", "out", "-o", "q.xlsx", "--section", "産業振興課"]).code(0).says(&["3件"]);
    let xml = unzipped(&dir.file("q.xlsx"));
    for wanted in ["<sheetProtection", "type=\"list\"", "hidden=\"1\"", "◎,○,△,※,―", "_xlnm.Print_Titles"] {
        assert!(xml.contains(wanted), "{wanted}");
    }
    // As it comes back: sorted the other way, with a column added, a wrong class, a blank reply, a made-up row.
    let sheet = cells(&dir.file("q.xlsx"), 1);
    let head = sheet.iter().position(|row| row.first().is_some_and(|cell| cell == "№")).unwrap();
    let column = |label: &str| sheet[head].iter().position(|cell| cell == label).unwrap();
    let (class, reply, item) = (column("対応区分"), column("回答案"), column("項目ID"));
    let mut rows: Vec<Vec<String>> = sheet[head + 1..].to_vec();
    assert_eq!(rows[1][reply], "前の考え方");
    rows.reverse();
    rows[0][class] = "×".into(); // K3
    rows[0][reply] = "難しい".into();
    rows[1][reply] = "新しい考え方".into(); // K2
    rows[2][class] = "◎".into(); // K1, reply blank
    let mut strange = rows[2].clone();
    strange[item] = "K99".into();
    strange[reply] = "どこへ".into();
    rows.push(strange);
    let send = |name: &str, rows: &[Vec<String>]| {
        let mut csv = format!("受付,{}\n", sheet[head].join(","));
        for row in rows {
            let row: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
            csv.push_str(&format!("x,{}\n", row.join(",")));
        }
        dir.write(name, csv);
    };
    send("back.csv", &rows);
    let said = comments(&dir, &["inquiry", "in", "back.csv", "--dry-run"]).code(0);
    assert!(
        said.text().contains("K99") && said.text().contains("×") && said.text().contains("空欄"),
        "{}",
        said.text()
    );
    let items = |dir: &Workdir| comments(dir, &["items", "--json"]).code(0).json();
    assert_eq!(items(&dir)[1]["reply"], "前の考え方");
    comments(&dir, &["inquiry", "in", "back.csv"]).code(0).says(&[
        "読み込み 3件",
        "空欄 1件",
        "読み込めなかったもの 2件",
    ]);
    let now = items(&dir);
    assert_eq!(
        (&now[0]["class"], &now[1]["reply"], &now[1]["class"], &now[2]["class"]),
        (&"◎".into(), &"新しい考え方".into(), &"○".into(), &Value::Null)
    );
    assert_eq!(now[2]["reply"], "難しい", "a class that is none keeps nothing else of its row out");
    // One act for all of it.
    let project = Project::open_as(dir.path(), "sqlite:koe.sqlite", true, "tester").unwrap();
    let replies = project.comment_acts("c").filter(|event| matches!(event.act, CommentOp::Reply { .. })).count();
    assert_eq!(replies, 2);
    // The same form again, but the reply has changed meanwhile.
    comments(&dir, &["reply", "K2", "--text", "協議の結果"]).code(0);
    rows[1][reply] = "課の案".into();
    send("again.csv", &rows[1..2]);
    comments(&dir, &["inquiry", "in", "again.csv"]).code(0).says(&["読み込めなかったもの 1件"]);
    assert_eq!(items(&dir)[1]["reply"], "協議の結果");
    comments(&dir, &["inquiry", "in", "again.csv", "--force"]).code(0);
    assert_eq!(items(&dir)[1]["reply"], "課の案");
    dir.write("other.csv", "a,b\n1,2\n");
    comments(&dir, &["inquiry", "in", "other.csv"]).code(2).says(&["対応区分"]);
}

#[test]
fn what_does_not_fit_together_is_warned_of() {
    let text = "空き店舗の活用を進めてほしいと思います。よろしくお願いします。";
    let rows = [
        ["1", "2023-12-01", "郵送", "山田花子", "", text],
        ["2", "2023-12-01", "郵送", "佐藤次郎", "", text],
        ["3", "2023-12-01", "郵送", "", "", "別の意見"],
        ["4", "2023-12-01", "郵送", "", "", "さらに別"],
        ["5", "2023-12-01", "郵送", "鈴木", "", "鈴木の意見"],
    ];
    let dir = set(&rows, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    let reply = "ご意見の趣旨は計画に記載しています。今後も取り組んでまいります。";
    comments(&dir, &["reply", "K1", "--text", reply, "--class", "○"]).code(0);
    comments(&dir, &["reply", "K2", "--text", &format!("{reply}。"), "--class", "△"]).code(0);
    comments(&dir, &["reply", "K3", "--text", "№9をご覧ください。", "--class", "◎"]).code(0);
    comments(&dir, &["reply", "K5", "--text", "鈴木様のご意見", "--class", "○"]).code(0);
    comments(&dir, &["ask", "K4", "--section", "農政課", "--due", "2024-01-31"]).code(0);
    comments(&dir, &["heading", "K1", "K2", "K3", "K4", "shop"]).code(0);
    let found = comments(&dir, &["warnings", "--json", "--today", "2024-02-01"]).code(1).json();
    let mut kinds: Vec<(String, String)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["kind"].as_str().unwrap().to_owned(),
                one["items"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect::<Vec<_>>().join(" "),
            )
        })
        .collect();
    kinds.sort();
    let wanted = [
        ("class_of_reply", "K1 K2"),
        ("group", "K1 K2"),
        ("no_change", "K3"),
        ("no_class", "K4"),
        ("no_heading", "K5"),
        ("overdue", "K4"),
        ("personal", "K5"),
        ("unknown_number", "K3"),
    ];
    assert_eq!(kinds, wanted.map(|(kind, items)| (kind.to_owned(), items.to_owned())));
    let before = comments(&dir, &["warnings", "--json", "--today", "2024-01-31"]).code(1).json();
    assert!(before.as_array().unwrap().iter().any(|one| one["kind"] == "no_reply"));
    // Publishing says them, and publishes.
    comments(&dir, &["publish", "-o", "p.md", "--without-replies"]).code(0).says(&["対応区分がありません", "農政課"]);
}

#[test]
fn the_fate_of_a_receipt_is_told_from_the_history() {
    let dir = set(&THREE, CLASSES);
    let fate = |id: &str| comments(&dir, &["fate", id, "--json"]).code(0).json()[0].clone();
    assert_eq!(fate("1")["opinions"][0]["fate"], "open");
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["items", "merge", "K1", "2"]).code(0);
    act(
        &dir,
        vec![
            CommentOp::OutOfScope { opinions: vec!["3".into()], why: Some("計画の対象でない".into()) },
            CommentOp::Withdraw { receipt: "1".into(), why: Some("本人の申出".into()) },
        ],
    );
    let withdrawn = fate("1");
    assert_eq!(
        (&withdrawn["opinions"][0]["fate"], &withdrawn["opinions"][0]["why"]),
        (&"withdrawn".into(), &"本人の申出".into())
    );
    let mut project = Project::open_as(dir.path(), "sqlite:koe.sqlite", false, "tester").unwrap();
    assert!(project.undo().unwrap().is_some());
    let back = fate("１");
    assert_eq!((&back["opinions"][0]["fate"], &back["opinions"][0]["into"]), (&"published".into(), &"K1".into()));
    let history = back["history"].as_array().unwrap();
    assert_eq!(history.iter().map(|one| one["in_effect"].as_bool().unwrap()).collect::<Vec<_>>(), [true, true, false]);
    let merged = fate("2");
    assert_eq!((&merged["opinions"][0]["fate"], &merged["opinions"][0]["number"]), (&"merged".into(), &1.into()));
    assert!(merged["opinions"][0]["when"].as_str().unwrap().starts_with("20"));
    let out = fate("3");
    assert_eq!(
        (&out["opinions"][0]["who"], &out["opinions"][0]["why"]),
        (&"tester".into(), &"計画の対象でない".into())
    );
    let said = comments(&dir, &["fate", "1", "3"]).code(0);
    for wanted in ["受付番号 1", "№1（K1）", "対象外", "期間後", "経過", "取消済み", "［氏名］"]
    {
        assert!(said.text().contains(wanted), "{wanted} in {}", said.text());
    }
    comments(&dir, &["fate", "99"]).code(2).says(&["99"]);
}

#[test]
fn free_answers_are_listed_with_attributes() {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\ncomments = [\"c.toml\"]\n");
    let survey = r#"[survey]
id = "s"
[[source]]
file = "s.csv"
id = "番号"
[[question]]
id = "F1"
label = "性別"
kind = "single"
column = "性別"
choices = [{ code = "1", label = "男性" }, { code = "2", label = "女性" }]
[[question]]
id = "Q1"
text = "ご意見をお書きください。"
kind = "text"
column = "意見"
"#;
    dir.write("s.toml", survey);
    dir.write("s.csv", "番号,性別,意見\n1,1,店が少ない\n2,2,道が暗い。電話は090-1234-5678\n3,2,\n4,,駅が遠い\n");
    dir.write("c.toml", "[comments]\nid = \"c\"\nkind = \"survey\"\nsurvey = \"s\"\nquestion = \"Q1\"\ncodes = [{ id = \"a\", title = \"商店\" }]\n");
    for name in ["a.xlsx", "a.docx", "a.md", "a.csv"] {
        comments(&dir, &["answers", "--attribute", "F1", "--by", "F1", "-o", name]).code(0);
    }
    let word = words(&dir.file("a.docx"));
    for wanted in [
        "ご意見をお書きください。",
        "記入者 3人（有効回答者 4人のうち）",
        "男性（1件）|",
        "1|男性|店が少ない|",
        "女性（1件）|",
        "（無回答など）（1件）|",
    ] {
        assert!(word.contains(wanted), "{wanted} in {word}");
    }
    assert!(!word.contains("整理番号"));
    let list = cells(&dir.file("a.csv"), 1);
    assert_eq!(list[0], ["見出し", "№", "性別", "記述"]);
    assert_eq!(list[1], ["男性（1件）", "1", "男性", "店が少ない"]);
    assert!(cells(&dir.file("a.xlsx"), 1).iter().flatten().any(|cell| cell == "駅が遠い"));
    comments(&dir, &["answers", "--attribute", "F9"]).code(2).says(&["F1"]);
    let coded = comments(&dir, &["answers", "--by", "code", "--ids", "--json"]).code(0).json();
    assert_eq!(coded["answers"][0]["groups"], serde_json::json!(["（分類なし）"]));
    assert_eq!(coded["answers"][2]["id"], "4");
}

/// Every file a set can be exported to, and all that is printed, as one text.
fn everything(dir: &Workdir, set: &str) -> String {
    let mut all = String::new();
    let flag = ["--set", set];
    for form in ["xlsx", "docx", "csv", "md", "json"] {
        for command in [&["publish", "--draft"][..], &["answers"][..], &["items"][..]] {
            let name = format!("{}.{form}", command[0]);
            if command[0] == "items" && form == "docx" {
                continue;
            }
            comments(dir, &[command, &flag, &["-o", &name]].concat()).code(0);
            let path = dir.file(&name);
            all.push_str(&if matches!(form, "xlsx" | "docx") { unzipped(&path) } else { read(dir, &name) });
        }
    }
    comments(dir, &[&["inquiry", "out", "-o", "q.xlsx"][..], &flag].concat()).code(0);
    all.push_str(&unzipped(&dir.file("q.xlsx")));
    for command in [&["items"][..], &["publish", "--draft"], &["answers", "--ids"]] {
        all.push_str(comments(dir, &[command, &flag].concat()).code(0).text());
    }
    let warnings = comments(dir, &[&["warnings"][..], &flag].concat());
    all.push_str(warnings.text());
    all
}

#[test]
fn nothing_unmasked_leaves() {
    let rows = [
        ["1", "2023-12-01", "郵送", "髙橋ミツエ", "042-555-0101", "私は髙橋ミツエです。電話は042-555-0101です。"],
        ["2", "2023-12-02", "メール", "𠮷田健一", "090-5555-0102", "返事は𠮷田健一まで、090-5555-0102にください。"],
        ["3", "2023-12-02", "メール", "", "", "農地を残してほしい。"],
    ];
    let secrets = ["髙橋ミツエ", "042-555-0101", "𠮷田健一", "090-5555-0102"];
    let dir = set(&rows, CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    comments(&dir, &["outline", "K1", "髙橋ミツエさんから、農地について。"]).code(0);
    comments(&dir, &["outline", "K2", "返事は𠮷田健一まで"]).code(0);
    comments(&dir, &["reply", "K2", "--text", "０９０－５５５５－０１０２へご連絡しました。090-5555-0102です。"])
        .code(0);
    let change = ["--place", "巻末 090-5555-0102", "--before", "なし", "--after", "連絡先 090-5555-0102"];
    comments(&dir, &[&["change", "K2"][..], &change].concat()).code(0);
    let all = everything(&dir, "c");
    for secret in secrets {
        let at = all
            .find(secret)
            .map(|at| all[..at].rfind("== ").map_or(String::new(), |from| all[from..at].chars().take(60).collect()));
        assert!(at.is_none(), "{secret} after {at:?}");
    }
    let published = ["publish.xlsx", "publish.docx"].map(|name| unzipped(&dir.file(name))).concat()
        + &["publish.csv", "publish.md", "publish.json"].map(|name| read(&dir, name)).concat();
    assert!(secrets.iter().all(|secret| !published.contains(secret)));
    assert!(published.contains("［氏名］さんから") && published.contains("［電話番号］へご連絡"), "{published}");
    assert!(published.contains("連絡先 ［電話番号］"), "{published}");
    let warned = comments(&dir, &["warnings", "--json"]).json();
    assert!(warned.to_string().contains("personal"), "{warned}");
    // The form shows the reply masked; as it comes back, it changes nothing.
    comments(&dir, &["inquiry", "out", "-o", "form.xlsx"]).code(0);
    assert!(!unzipped(&dir.file("form.xlsx")).contains("090-5555-0102"));
    comments(&dir, &["inquiry", "in", "form.xlsx"]).code(0).says(&["読み込み 0件", "読み込めなかったもの 0件"]);
}

/// What the program masks in the sample stands in no file that leaves.
#[test]
fn nothing_masked_in_the_sample_leaves() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = Workdir::new();
    let files =
        ["comments/draft-plan.toml", "comments/receipts.xlsx", "comments/web-form.csv", "plans/nishitokyo-2024.toml"];
    for file in files {
        let name = format!("sample-data/{file}");
        dir.write(&name, std::fs::read(root.join(&name)).unwrap());
    }
    let project = "[project]\ncomments = [\"sample-data/comments/draft-plan.toml\"]\nplans = [\"sample-data/plans/nishitokyo-2024.toml\"]\n";
    dir.write("koe.toml", project);
    comments(&dir, &["items", "make", "--groups"]).code(0);
    let file = koe::load::project_file(dir.path()).unwrap();
    let (path, definition) = koe::project::comments::corpus::definitions(&file).unwrap().remove(0);
    let corpus = koe::project::Corpus::open(&file, &path, definition, &std::collections::BTreeMap::new()).unwrap();
    let found: Vec<(String, String)> = corpus
        .receipts
        .iter()
        .flat_map(|receipt| {
            receipt.found.iter().map(|found| (receipt.id.clone(), found.span.of(&receipt.text).to_owned()))
        })
        // Short ones are words of other texts too.
        .filter(|(_, word)| word.chars().count() >= 5)
        .collect();
    assert!(found.len() >= 20, "{found:?}");
    let all = everything(&dir, "draft-plan");
    let left: Vec<&(String, String)> = found.iter().filter(|(_, word)| all.contains(word.as_str())).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn empty_lines_around_a_reply_are_not_published() {
    let dir = set(&[["1", "2023-12-01", "メール", "山田", "", "農地を残してください。"]], CLASSES);
    comments(&dir, &["items", "make"]).code(0);
    let made = comments(&dir, &["publish", "--json", "--without-replies"]).code(0).json();
    let id = made["items"][0]["id"].as_str().unwrap().to_owned();
    comments(&dir, &["publish", "-o", "p.md"]).code(2).says(&[
        "市の考え方のない項目が1件",
        "--without-replies",
        "--draft",
    ]);
    assert!(!dir.file("p.md").exists());
    comments(&dir, &["publish", "-o", "p.md", "--without-replies"]).code(0).says(&["市の考え方のない項目が1件"]);
    // As a journal of before has it, with the lines that Enter left.
    let reply = "\n\n　保全に努めます。\n\n詳しくは第3章です。\n\n".to_owned();
    let replies = vec![koe::project::comments::op::ReplyTo { item: id, reply, disposition: Some("○".into()) }];
    act(&dir, vec![CommentOp::Reply { replies }]);
    let published = comments(&dir, &["publish", "--json"]).code(0);
    assert!(!published.stderr.contains("市の考え方のない項目"), "{}", published.stderr);
    assert_eq!(published.json()["items"][0]["reply"], "　保全に努めます。\n\n詳しくは第3章です。");
    comments(&dir, &["publish", "-o", "p.xlsx"]).code(0);
    let cells = unzipped(&dir.file("p.xlsx"));
    assert!(cells.contains(">　保全に努めます。") && !cells.contains("第3章です。\n"), "{cells}");
}
