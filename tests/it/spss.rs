//! SPSS files: those that PSPP and haven wrote, damaged ones, and what `koe tab --data` makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use koe::load::codebook::{self, Codebook, Entry};
use koe::load::read::{Limits, ReadError, ReadOptions, read_sheet};
use koe::load::sheet::{Cell, Sheet};
use koe::model::Kind;
use koe::model::survey::Layout;
use proptest::prelude::*;

use crate::support::{Workdir, run};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/spss").join(name)
}

fn sheet(name: &str) -> Sheet {
    read_sheet(&fixture(name), &ReadOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn book(name: &str) -> Codebook {
    codebook::of(&fixture(name)).unwrap().unwrap()
}

fn entry<'a>(book: &'a Codebook, name: &str) -> &'a Entry {
    book.entries.iter().find(|entry| entry.name == name).unwrap()
}

fn choices(entry: &Entry) -> Vec<(&str, &str)> {
    entry.choices.iter().map(|choice| (choice.code.as_str(), choice.label.as_str())).collect()
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| cell.text().into_owned()).collect()
}

#[test]
fn pspp_files_read_the_same_however_they_are_packed() {
    let plain = sheet("pspp-plain.sav");
    assert_eq!(plain.rows, sheet("pspp-bytes.sav").rows);
    assert_eq!(plain.rows, sheet("pspp-blocks.zsav").rows);
    let header = "ID Q1 Q2_1 Q2_2 Q2_3 Q3A Q3B Q4 Q5 Q6 Q7 Q8 WT";
    assert_eq!(texts(&plain.rows[0]).join(" "), header);
    assert_eq!(plain.rows.len(), 6);
    let first = ["1", "1", "1", "0", "0", "2", "9", "12.5", "北", "短い", "2023-07-01", "2023-07-01 10:30:00", "1.5"];
    assert_eq!(texts(&plain.rows[1]), first);
    assert!(matches!(plain.rows[1][10], Cell::Date(_)));
    // A string of more than 255 bytes is in several parts.
    assert_eq!(texts(&plain.rows[2])[9], "長い文章です。".repeat(21));
    assert_eq!(texts(&plain.rows[2])[10], "1899-12-31", "a day before the serial days of spreadsheets");
    assert_eq!(plain.rows[3][11], Cell::Empty, "system-missing");
    assert_eq!(texts(&plain.rows[4])[9], "a, b");
}

#[test]
fn pspp_labels_missing_values_and_sets() {
    for name in ["pspp-plain.sav", "pspp-bytes.sav", "pspp-blocks.zsav"] {
        let book = book(name);
        let names: Vec<&str> = book.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["ID", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "WT"]);
        assert_eq!(book.weight.as_deref(), Some("WT"));
        let q1 = entry(&book, "Q1");
        assert_eq!((q1.text.as_str(), q1.kind), ("問1 後継者はいますか", Some(Kind::Single)));
        assert_eq!(choices(q1), [("1", "決定している"), ("2", "いない"), ("3", "3")], "3 is there without a label");
        assert_eq!((q1.missing.na.join(","), q1.missing.nap.join(",")), ("9".to_owned(), "-1".to_owned()));
        let q2 = entry(&book, "Q2");
        assert_eq!((q2.text.as_str(), q2.layout), ("問2 知ったきっかけ", Some(Layout::Flags)));
        assert_eq!(choices(q2), [("1", "ウェブ"), ("2", "広報紙"), ("3", "その他")]);
        assert_eq!(q2.columns, ["Q2_1", "Q2_2", "Q2_3"]);
        assert!(q2.marked == ["1"] && q2.missing.na == ["9"]);
        let q3 = entry(&book, "Q3");
        assert_eq!(choices(q3), [("1", "人手不足"), ("2", "資金"), ("3", "販路")]);
        assert_eq!((q3.layout, q3.kind), (Some(Layout::Slots), Some(Kind::Multiple)));
        let q4 = entry(&book, "Q4");
        assert_eq!((q4.kind, q4.missing.na.join(",")), (Some(Kind::Numeric), "9999".to_owned()));
        let q5 = entry(&book, "Q5");
        assert_eq!(q5.missing.unk, ["不"], "a missing value of a string of more than eight bytes, by its label");
        assert_eq!(q5.choices.len(), 2);
        assert_eq!(entry(&book, "Q7").kind, Some(Kind::Date));
    }
}

#[test]
fn haven_files() {
    let plain = sheet("haven-plain.sav");
    assert_eq!(plain.rows, sheet("haven-bytes.sav").rows);
    assert_eq!(plain.rows, sheet("haven-blocks.zsav").rows);
    assert_eq!(texts(&plain.rows[0]).join(" "), "id q1 area text day time income");
    assert_eq!(texts(&plain.rows[1])[3], "長い意見。".repeat(60), "900 bytes");
    assert_eq!(texts(&plain.rows[1])[4..], ["2023-07-01", "2023-07-01 10:30:00", "123.456"]);
    assert_eq!(plain.rows[3][6], Cell::Number(1e-5));
    assert_eq!(plain.rows[4][1], Cell::Empty);
    let book = book("haven-blocks.zsav");
    let q1 = entry(&book, "q1");
    assert_eq!(choices(q1), [("1", "満足"), ("2", "不満")]);
    assert_eq!((q1.text.as_str(), q1.missing.na.join(",")), ("問1 満足度", "99".to_owned()));
    assert_eq!(choices(entry(&book, "area")), [("N", "北部"), ("S", "南部")]);
    assert_eq!(book.weight, None);
}

#[test]
fn files_in_the_encoding_of_older_japanese_programs() {
    let sheet = sheet("pspp-cp932.sav");
    assert_eq!(texts(&sheet.rows[0]), ["問1", "地区"]);
    assert_eq!(texts(&sheet.rows[1]), ["1", "髙橋㈱"]);
    assert_eq!(texts(&sheet.rows[2]), ["2", "北部～南部"]);
    assert_eq!(choices(&book("pspp-cp932.sav").entries[0]), [("1", "いる"), ("2", "いない")]);
    // Without the record that names the encoding the texts themselves tell it.
    let mut bytes = fs::read(fixture("pspp-cp932.sav")).unwrap();
    let name = bytes.windows(4).position(|four| four == [20, 0, 0, 0]).unwrap();
    bytes[name] = 99;
    let machine = bytes.windows(12).position(|twelve| twelve == [3, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0]).unwrap();
    bytes[machine + 12 + 28..machine + 12 + 32].copy_from_slice(&[2, 0, 0, 0]);
    let dir = Workdir::new();
    dir.write("old.sav", &bytes);
    assert_eq!(read_sheet(&dir.file("old.sav"), &ReadOptions::default()).unwrap().rows, sheet.rows);
}

#[test]
fn a_file_is_tabulated_by_its_own_labels() {
    let dir = Workdir::new();
    // The content tells the format, not the name.
    dir.write("回答.sav", fs::read(fixture("pspp-blocks.zsav")).unwrap());
    let tables = dir.tab(&["--data", "回答.sav"]);
    let by_id = |id: &str| tables.iter().find(|table| table.0["question"] == id).unwrap();
    assert_eq!(by_id("Q1").codes(), ["1", "2", "3", "NA", "INV", "UNK"]);
    assert_eq!(by_id("Q1").counts(), [1, 1, 1, 1, 0, 0]);
    assert_eq!(by_id("Q1").0["base"]["NAP"], 1);
    assert_eq!(by_id("Q1").0["weight"], "WT", "as the file was weighted");
    assert_eq!(by_id("Q2").counts()[..4], [2, 1, 1, 2]);
    assert_eq!(by_id("Q3").counts()[..4], [2, 2, 1, 2]);
    assert_eq!(by_id("Q4").0["groups"][0]["stats"]["n"], 3);
    let unweighted = dir.table(&["Q1", "--by", "Q5", "--weight", "none", "--data", "回答.sav"]);
    assert_eq!(unweighted.0["label"], "問1 後継者はいますか");
    assert_eq!(unweighted.group_codes("Q5").len(), 2);
}

#[test]
fn a_definition_names_it_as_its_source() {
    let toml = r#"
[[question]]
id = "Q2"
kind = "multiple"
layout = "flags"
columns = ["Q2_1", "Q2_2", "Q2_3"]
missing = { NA = ["9"] }
choices = [{ code = "1", label = "ウェブ" }, { code = "2", label = "広報紙" }, { code = "3", label = "その他" }]
"#;
    let dir = Workdir::survey(toml, "x.sav", fs::read(fixture("pspp-bytes.sav")).unwrap());
    assert_eq!(dir.table(&["Q2"]).counts()[..4], [2, 1, 1, 2]);
}

#[test]
fn flags_that_are_marked_by_another_value() {
    let toml = r#"
[[question]]
id = "Q1"
kind = "multiple"
columns = ["a", "b"]
marked = ["1"]
missing = { NA = ["9"] }
choices = [{ code = "1", label = "A" }, { code = "2", label = "B" }]
[[question]]
id = "Q2"
kind = "multiple"
columns = ["c", "d"]
marked = ["2", "あり"]
choices = [{ code = "1", label = "A" }, { code = "2", label = "B" }]
"#;
    let dir = Workdir::survey(toml, "x.csv", "a,b,c,d\n1,2,2,1\n2,2,2,1\n9,9,あり,2\n");
    assert_eq!(dir.table(&["Q1"]).counts()[..3], [1, 0, 2]);
    assert_eq!(dir.table(&["Q2"]).counts()[..3], [3, 1, 0]);
}

fn read_bytes(bytes: &[u8], limits: Limits) -> Result<Sheet, ReadError> {
    let dir = Workdir::new();
    dir.write("x.sav", bytes);
    read_sheet(&dir.file("x.sav"), &ReadOptions { limits, ..ReadOptions::default() })
}

#[test]
fn a_file_that_ends_early_is_damaged_wherever_it_ends() {
    for name in ["pspp-plain.sav", "pspp-bytes.sav", "pspp-blocks.zsav"] {
        let bytes = fs::read(fixture(name)).unwrap();
        for length in (4..bytes.len() - 1).step_by(61) {
            let read = read_bytes(&bytes[..length], Limits::default());
            assert!(matches!(read, Err(ReadError::Damaged { .. })), "{name} {length}: {read:?}");
        }
    }
    let dir = Workdir::new();
    dir.write("x.sav", &fs::read(fixture("pspp-bytes.sav")).unwrap()[..4000]);
    run(dir.path(), &["tab", "--data", "x.sav"]).code(3).says(&["x.sav"]).no_data();
}

#[test]
fn limits_hold_before_memory_is_taken() {
    let bytes = fs::read(fixture("pspp-blocks.zsav")).unwrap();
    let read = read_bytes(&bytes, Limits { columns: 5, ..Limits::default() });
    assert!(matches!(read, Err(ReadError::TooLarge { limit: 5, .. })), "{read:?}");
    let read = read_bytes(&bytes, Limits { rows: 3, ..Limits::default() });
    assert!(matches!(read, Err(ReadError::TooLarge { limit: 3, .. })), "{read:?}");
    let read = read_bytes(&bytes, Limits { unpacked_bytes: 100, ..Limits::default() });
    assert!(matches!(read, Err(ReadError::Unpacked { .. })), "{read:?}");
    let read = read_bytes(&bytes, Limits { memory_bytes: 100, ..Limits::default() });
    assert!(matches!(read, Err(ReadError::Unpacked { .. })), "{read:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_bytes_never_make_it_stop(file in 0_usize..4, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let name = ["pspp-plain.sav", "pspp-bytes.sav", "pspp-blocks.zsav", "haven-bytes.sav"][file];
        let mut bytes = fs::read(fixture(name)).unwrap();
        for (index, byte) in changes {
            let at = index.index(bytes.len() - 4) + 4;
            bytes[at] = byte;
        }
        let dir = Workdir::new();
        dir.write("x.sav", &bytes);
        // A reader of our own must not need the net that is there for those of others.
        let sound = |error: ReadError| !error.to_string().contains("gave up");
        prop_assert!(read_sheet(&dir.file("x.sav"), &ReadOptions::default()).err().is_none_or(sound));
        prop_assert!(codebook::of(&dir.file("x.sav")).err().is_none_or(sound));
    }
}
