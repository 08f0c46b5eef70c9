//! Triple-S: descriptions with answers in columns or csv, in the encodings they come in, and what is missing or wrong.

use koe::load::codebook::{self, Codebook, Entry};
use koe::load::read::{ReadError, ReadOptions, read_sheet};
use koe::load::sheet::Sheet;
use koe::model::Kind;
use koe::model::survey::Layout;
use proptest::prelude::*;

use crate::support::Workdir;

/// A description of answers in columns, version 1.1.
const FIXED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE sss PUBLIC "-//triple-s//DTD Survey Interchange v1.1//EN" "http://www.triple-s.org/dtd/sss_v11.dtd">
<sss version="1.1"><origin>a survey program</origin><survey><title>来訪者<br/>調査 &amp; 評価</title><record ident="A">
<variable ident="1" type="character"><name>ID</name><label>整理番号</label><position start="1" finish="4"/><size>4</size></variable>
<variable ident="2" type="single"><name>Q1</name><label>満足度<text mode="interview">ご満足ですか</text></label><position start="5" finish="6"/>
 <values><value code="1">満足</value><value code="2">不満</value><value code="99">無回答</value></values></variable>
<variable ident="3" type="multiple"><name>Q2</name><label>きっかけ</label><position start="7" finish="15"/>
 <values><value code="1">広報</value><value code="2">ウェブ</value><value code="9">その他</value></values></variable>
<variable ident="4" type="multiple"><name>Q3</name><label>課題</label><position start="16" finish="21"/><spread subfields="3" width="2"/>
 <values><value code="1">人手</value><value code="2">資金</value><value code="10">販路</value></values></variable>
<variable ident="5" type="quantity"><name>Q4</name><label>回数</label><position start="22" finish="26"/>
 <values><range from="0.00" to="20.00"/><value code="99.99">わからない</value></values></variable>
<variable ident="6" type="logical"><name>Q5</name><label>市内</label><position start="27"/></variable>
<variable ident="7" type="date"><name>Q6</name><label>回答日</label><position start="28" finish="35"/></variable>
<variable ident="8" type="time"><name>Q7</name><label>時刻</label><position start="36" finish="41"/></variable>
<variable ident="9" type="character"><name>Q8</name><label>意見</label><position start="42" finish="47"/><size>6</size></variable>
<variable ident="10" type="quantity" use="weight"><name>WT</name><label>ウェイト</label><position start="48" finish="50"/></variable>
</record></survey></sss>"#;

/// Id, Q1, Q2, Q3, Q4, Q5, Q6, Q7, opinion, weight.
fn lines(opinion: [&str; 3]) -> String {
    let line = |parts: [&str; 4], opinion: &str, weight: &str| format!("{}{opinion}{weight}", parts.concat());
    [
        line(["000101", "100000000", "010210 2.50", "120230701103000"], opinion[0], "1.0"),
        line(["000299", "010000000", "01000099.99", "020240229235959"], opinion[1], "0.5"),
        line(["0003 2", "         ", "000000     ", "               "], opinion[2], "2.0"),
    ]
    .join("\r\n")
}

fn fixed(opinion: [&str; 3]) -> Workdir {
    let dir = Workdir::new();
    dir.write("x.sss", FIXED).write("x.asc", lines(opinion));
    dir
}

fn sheet(dir: &Workdir, name: &str) -> Sheet {
    read_sheet(&dir.file(name), &ReadOptions::default()).unwrap()
}

fn rows(sheet: &Sheet) -> Vec<String> {
    let row = |row: &Vec<_>| row.iter().map(koe::load::sheet::Cell::text).collect::<Vec<_>>().join("|");
    sheet.rows.iter().map(row).collect()
}

fn entry<'a>(book: &'a Codebook, name: &str) -> &'a Entry {
    book.entries.iter().find(|entry| entry.name == name).unwrap()
}

fn choices(entry: &Entry) -> Vec<(&str, &str)> {
    entry.choices.iter().map(|choice| (choice.code.as_str(), choice.label.as_str())).collect()
}

const EXPECTED: [&str; 4] = [
    "ID|Q1|Q2_1|Q2_2|Q2_9|Q3_1|Q3_2|Q3_3|Q4|Q5|Q6|Q7|Q8|WT",
    "0001|01|1|0|0|01|02|10|2.50|1|20230701|10:30:00|good|1.0",
    "0002|99|0|1|0|01|||99.99|0|20240229|23:59:59||0.5",
    "0003|2||||||||||||2.0",
];

#[test]
fn answers_in_columns() {
    let dir = fixed(["good  ", "      ", "      "]);
    let sheet = sheet(&dir, "x.sss");
    // The weight of a line of blanks is there; the line is as it stands.
    assert_eq!(rows(&sheet), EXPECTED);
}

#[test]
fn what_the_description_says() {
    let dir = fixed(["good  ", "      ", "      "]);
    let book = codebook::of(&dir.file("x.sss")).unwrap().unwrap();
    assert_eq!((book.title.as_str(), book.weight.as_deref()), ("来訪者 調査 & 評価", Some("WT")));
    let q1 = entry(&book, "Q1");
    assert_eq!((q1.text.as_str(), q1.kind), ("満足度", Some(Kind::Single)), "not the wording for interviews");
    assert_eq!((choices(q1), q1.missing.na.join(",")), (vec![("1", "満足"), ("2", "不満")], "99".to_owned()));
    let q2 = entry(&book, "Q2");
    assert_eq!((q2.layout, q2.columns.join(",")), (Some(Layout::Flags), "Q2_1,Q2_2,Q2_9".to_owned()));
    let q3 = entry(&book, "Q3");
    assert_eq!((q3.layout, q3.columns.len()), (Some(Layout::Slots), 3));
    let q4 = entry(&book, "Q4");
    assert_eq!((q4.kind, q4.range, q4.missing.na.join(",")), (Some(Kind::Numeric), Some([0.0, 20.0]), "99.99".into()));
    assert_eq!(entry(&book, "Q6").kind, Some(Kind::Date));
}

#[test]
fn a_survey_is_tabulated_by_its_description() {
    let dir = fixed(["good  ", "      ", "      "]);
    let tables = dir.tab(&["--data", "x.sss", "--weight", "none"]);
    let by_id = |id: &str| tables.iter().find(|table| table.0["question"] == id).unwrap();
    assert_eq!(by_id("Q1").counts()[..3], [1, 1, 1]);
    assert_eq!(by_id("Q2").codes()[..4], ["1", "2", "9", "NA"]);
    assert_eq!(by_id("Q2").counts()[..4], [1, 1, 0, 1]);
    assert_eq!(by_id("Q3").counts()[..4], [2, 1, 1, 1]);
    assert_eq!(by_id("Q4").0["groups"][0]["stats"]["mean"], 2.5);
    assert_eq!(by_id("Q6").0["groups"][0]["stats"]["n"], 2);
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"満足\" }, { code = \"2\", label = \"不満\" }]\nmissing = { NA = [\"99\"] }\n";
    let project = Workdir::survey(toml, "x.sss", FIXED);
    project.write("x.asc", lines(["good  ", "      ", "      "]));
    assert_eq!(project.table(&["Q1"]).counts()[..3], [1, 1, 1]);
}

#[test]
fn columns_are_characters_or_bytes_by_what_fits() {
    let by_characters = fixed(["良い    ", "      ", "ｶﾅ    "]);
    let eighth = |dir: &Workdir, row: usize| sheet(dir, "x.sss").rows[row][12].text().into_owned();
    assert_eq!((eighth(&by_characters, 1), eighth(&by_characters, 3)), ("良い".to_owned(), "ｶﾅ".to_owned()));
    // Two bytes a character, as Shift_JIS has it: four and two columns for 良い and ｶﾅ.
    let cp932 = shift_jis(&lines(["良い  ", "      ", "ｶﾅ    "]));
    let dir = Workdir::new();
    dir.write("x.sss", FIXED).write("x.asc", cp932);
    assert_eq!((eighth(&dir, 1), eighth(&dir, 3)), ("良い".to_owned(), "ｶﾅ".to_owned()));
    assert_eq!(sheet(&dir, "x.sss").rows[1][13].text(), "1.0");
    // Six bytes of UTF-8 for two characters.
    let dir = fixed(["良い", "      ", "ｶﾅ"]);
    assert_eq!((eighth(&dir, 1), eighth(&dir, 3)), ("良い".to_owned(), "ｶﾅ".to_owned()));
}

/// Only what the test needs: 良, い and half-width kana in Shift_JIS.
fn shift_jis(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for character in text.chars() {
        match character {
            '良' => bytes.extend([0x97, 0xC7]),
            'い' => bytes.extend([0x82, 0xA2]),
            'ｶ' => bytes.push(0xB6),
            'ﾅ' => bytes.push(0xC5),
            other => bytes.push(u8::try_from(other).unwrap()),
        }
    }
    bytes
}

#[test]
fn answers_in_csv_under_a_name_of_their_own() {
    let description = r#"<sss version="2.0"><survey><name>S</name><record ident="A" href="回答データ.csv" format="csv" skip="1">
<variable ident="1" type="single" format="literal" use="serial"><name>ID</name><label>番号</label><position start="1"/></variable>
<variable ident="2" type="single" format="literal"><name>地区</name><label/><position start="2"/><values><value code="北">北部</value><value code="南">南部</value></values></variable>
<variable ident="3" type="multiple"><name>Q2</name><label>きっかけ</label><position start="3"/><values><value code="1">広報</value><value code="2">ウェブ</value></values></variable>
<variable ident="4" type="multiple"><name>Q3</name><label>課題</label><position start="4" finish="6"/><spread subfields="3"/><values><value code="1">人手</value><value code="2">資金</value></values></variable>
<variable ident="5" type="character"><name>Q4</name><label>意見</label><position start="7"/><size>255</size></variable>
</record></survey></sss>"#;
    let dir = Workdir::new();
    dir.write("x.xml", description);
    dir.write(
        "回答データ.csv",
        "ID,地区,Q2,Q3,Q3,Q3,Q4\r\na,北,01,2,1,,\"一行目\n二行目, 続き\"\r\nb,南,\"10\",1,,,\r\n",
    );
    let read = rows(&sheet(&dir, "x.xml"));
    assert_eq!(read[0], "ID|地区|Q2_1|Q2_2|Q3_1|Q3_2|Q3_3|Q4");
    assert_eq!(read[1], "a|北|0|1|2|1||一行目\n二行目, 続き");
    assert_eq!(read[2], "b|南|1|0|1");
    let book = codebook::of(&dir.file("x.xml")).unwrap().unwrap();
    assert_eq!(book.id.as_deref(), Some("ID"));
    assert_eq!(choices(entry(&book, "地区")), [("北", "北部"), ("南", "南部")]);
    assert_eq!(dir.table(&["Q3", "--data", "x.xml"]).counts()[..2], [2, 1]);
}

#[test]
fn what_is_missing_or_wrong_is_said() {
    let dir = Workdir::new();
    dir.write("x.sss", FIXED);
    dir.koe(&["tab", "--data", "x.sss"]).code(3).says(&["x.asc", "同じフォルダ"]).no_data();
    let read = |text: &str| {
        let dir = fixed(["      ", "      ", "      "]);
        dir.write("x.sss", text);
        read_sheet(&dir.file("x.sss"), &ReadOptions::default())
    };
    for wrong in [
        &FIXED[..FIXED.len() / 2],
        &FIXED.replace("start=\"5\"", "start=\"0\""),
        &FIXED.replace("type=\"logical\"", "type=\"odd\""),
        &FIXED.replace("subfields=\"3\"", "subfields=\"9999\""),
    ] {
        let read = read(wrong);
        assert!(matches!(read, Err(ReadError::Damaged { .. })), "{read:?}");
    }
    let hierarchy = read("<sss version=\"2.0\"><hierarchy/></sss>");
    assert!(matches!(hierarchy, Err(ReadError::Unsupported { .. })), "{hierarchy:?}");
    let outside = read(&FIXED.replace("<record ident", "<record href=\"../../etc/passwd\" ident"));
    assert!(outside.is_ok(), "only the file in the folder is read: {outside:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn changed_files_never_make_it_stop(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..12)) {
        let (mut about, mut answers) = (FIXED.as_bytes().to_vec(), lines(["good  ", "      ", "      "]).into_bytes());
        for (index, byte, of_answers) in changes {
            let bytes = if of_answers { &mut answers } else { &mut about };
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let dir = Workdir::new();
        dir.write("x.sss", &about).write("x.asc", &answers);
        let sound = |error: ReadError| !error.to_string().contains("gave up");
        prop_assert!(read_sheet(&dir.file("x.sss"), &ReadOptions::default()).err().is_none_or(sound));
        prop_assert!(codebook::of(&dir.file("x.sss")).err().is_none_or(sound));
    }
}
