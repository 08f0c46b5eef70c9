//! Kept sheets come back as they were, without personal texts, and nothing about the folder is ever an error.

use super::*;
use crate::load::sheet::{Encoding, Merge};
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        3 => Just(Cell::Empty),
        3 => "(?s).{0,6}".prop_map(Cell::Text),
        2 => any::<f64>().prop_filter("NaN is not equal to itself", |number| !number.is_nan()).prop_map(Cell::Number),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => (0.0..3e6_f64).prop_map(Cell::Date),
        1 => "#[A-Z/!]{1,6}".prop_map(Cell::Error),
    ]
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let merge = any::<[u32; 4]>().prop_map(|[top, left, bottom, right]| Merge { top, left, bottom, right });
    let encoding =
        proptest::option::of(prop_oneof![Just(Encoding::Utf8), Just(Encoding::Utf16Be), Just(Encoding::Cp932)]);
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 0..6), 0..12);
    let undecodable = proptest::collection::vec((0..9_usize, 0..9_usize), 0..3);
    ("(?s).{0,5}", rows, proptest::collection::vec(merge, 0..3), encoding, undecodable)
        .prop_map(|(name, rows, merges, encoding, undecodable)| Sheet { name, rows, merges, encoding, undecodable })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn a_sheet_comes_back_as_it_was(sheet in sheet()) {
        let bytes = frame::write(&sheet).unwrap().unwrap();
        prop_assert_eq!(frame::read(bytes), Ok(sheet));
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A sheet with names and addresses, and a survey whose one source says that they are personal.
fn people() -> (Sheet, Survey, Source) {
    let row = |cells: [&str; 4]| cells.map(text).to_vec();
    let rows = vec![
        row(["id", "氏名", "住所", "問1"]),
        row(["1", "声野 一郎", "本町1", "1"]),
        row(["2", "声野　一郎", "本町１", "2"]),
        row(["3", "匿名", "", "1"]),
        row(["4", "声野 花子", "本町1", "2"]),
    ];
    let source =
        Source { id: Some("id".to_owned()), personal: vec!["氏名".to_owned(), "住所".to_owned()], ..source() };
    let survey = Survey { sources: vec![source.clone()], ..Survey::default() };
    (Sheet { rows, ..Sheet::default() }, survey, source)
}

fn source() -> Source {
    toml::from_str("file = \"a.csv\"").unwrap()
}

#[test]
fn personal_texts_become_numbers() {
    let (sheet, survey, source) = people();
    let kept = without_personal(&sheet, &survey, &source).unwrap().unwrap();
    let columns: Vec<[String; 2]> =
        kept.rows.iter().map(|row| [row[1].text().into_owned(), row[2].text().into_owned()]).collect();
    assert_eq!(columns, [["氏名", "住所"], ["#1", "#1"], ["#1 ", "#1 "], ["匿名", ""], ["#2", "#1"]]);
    let same = |a: &str, b: &str| fold::matching(a) == fold::matching(b);
    assert!(same(&columns[1][0], &columns[2][0]) && !same(&columns[1][0], &columns[4][0]));
    assert_eq!(kept.rows[4][0], text("4"));
    let missing = Source { personal: vec!["電話".to_owned()], ..source };
    assert_eq!(without_personal(&sheet, &survey, &missing), None, "a column that is not there");
}

#[test]
fn entries_are_found_again_and_damaged_ones_are_not() {
    let (sheet, ..) = people();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join(".koe/cache");
    assert_eq!(found(&folder, "abc"), None);
    keep(&folder, "abc", &sheet).unwrap();
    assert_eq!(found(&folder, "abc"), Some(sheet.clone()));
    assert_eq!(found(&folder, "abd"), None);
    let entry = entries(&folder).pop().unwrap();
    let mut bytes = fs::read(&entry.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&entry.path, &bytes).unwrap();
    assert_eq!(found(&folder, "abc"), None);
    assert!(!entry.path.exists(), "a damaged entry is dropped");
    // Whole, but no parquet.
    fs::write(folder.join(name("abc", b"PAR1")), b"PAR1").unwrap();
    assert_eq!(found(&folder, "abc"), None);
}

#[test]
fn old_entries_make_room() {
    let (sheet, ..) = people();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    for at in 0..5_u64 {
        keep(folder, &format!("key{at}"), &sheet).unwrap();
        let entry = entries(folder).into_iter().find(|entry| entry.name.starts_with(&format!("key{at}"))).unwrap();
        let used = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1000 + at);
        fs::File::options().append(true).open(entry.path).unwrap().set_modified(used).unwrap();
    }
    let bytes = entries(folder)[0].bytes;
    drop_old(folder, 3, u64::MAX);
    let names = || entries(folder).into_iter().map(|entry| entry.name[..4].to_owned()).collect::<Vec<_>>();
    assert_eq!(names(), ["key4", "key3", "key2"]);
    // Used again, it is the newest.
    assert!(found(folder, "key2").is_some());
    drop_old(folder, 3, 2 * bytes);
    assert_eq!(names(), ["key2", "key4"]);
}

#[test]
fn a_folder_that_cannot_be_written_keeps_nothing() {
    let (sheet, ..) = people();
    let place = tempfile::tempdir().unwrap();
    // A file where the folder should be.
    fs::write(place.path().join(".koe"), "").unwrap();
    let folder = folder(place.path());
    assert!(keep(&folder, "abc", &sheet).is_err());
    assert_eq!(found(&folder, "abc"), None);
    assert_eq!(size(place.path()), (0, 0));
}

#[test]
fn the_key_knows_what_decides_how_a_file_is_read() {
    let (_, survey, personal) = people();
    let options = ReadOptions::default();
    let plain = source();
    let path = Path::new("a.csv");
    let first = key(b"1", path, &options, &survey, &plain);
    assert_eq!(first, key(b"1", path, &options, &Survey::default(), &plain));
    assert_ne!(first, key(b"2", path, &options, &survey, &plain));
    assert_ne!(first, key(b"1", Path::new("a.tsv"), &options, &survey, &plain));
    let second = ReadOptions { sheet: Some(read::SheetChoice::Number(2)), ..options.clone() };
    assert_ne!(first, key(b"1", path, &second, &survey, &plain));
    // Where personal columns lie depends on the definition.
    let one = key(b"1", path, &options, &survey, &personal);
    assert_ne!(one, key(b"1", path, &options, &Survey::default(), &personal));
}
