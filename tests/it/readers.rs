//! Files of every format read the same, wrong files give their reason, and no file makes the program panic.
//!
//! The fixtures hold one small synthetic sheet (see [`expected`]); all were written by LibreOffice from the
//! book that [`book`] makes (the booleans of the ods by hand, since LibreOffice makes formulas of them). There is no
//! xlsb: no program at hand writes it.

use std::fs;
use std::path::{Path, PathBuf};

use koe::load::read::{EncodingChoice, Limits, ReadError, ReadOptions, SheetChoice, read_sheet, sheet_names};
use koe::load::sheet::{Cell, Merge, Sheet};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/readers").join(name)
}

/// An xlsx book: an empty sheet, then 回答 with two header rows (問1 merged over two columns) and three cases.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("表紙").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("回答").unwrap();
    sheet.write(0, 0, "整理番号").unwrap();
    sheet.merge_range(0, 1, 0, 2, "問1 経営上の課題", &Format::new()).unwrap();
    sheet.write(0, 3, "回答日").unwrap();
    sheet.write(0, 4, "はい").unwrap();
    sheet.write(1, 1, "①人手不足").unwrap();
    sheet.write(1, 2, "㈱髙橋～").unwrap();
    let day = Format::new().set_num_format("yyyy/m/d");
    let minute = Format::new().set_num_format("yyyy/m/d h:mm");
    for row in 0..3_u32 {
        sheet.write(row + 2, 0, format!("00{}", row + 1)).unwrap();
        sheet.write(row + 2, 1, f64::from(row) + 0.5).unwrap();
    }
    sheet.write(2, 2, 3).unwrap();
    sheet.write_with_format(2, 3, ExcelDateTime::from_ymd(2023, 7, 1).unwrap(), &day).unwrap();
    let evening = ExcelDateTime::from_ymd(2023, 7, 2).unwrap().and_hms(18, 0, 0).unwrap();
    sheet.write_with_format(3, 3, evening, &minute).unwrap();
    sheet.write(2, 4, true).unwrap();
    sheet.write(3, 4, false).unwrap();
    sheet.write_formula(4, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write(4, 2, "一行目\n二行目").unwrap();
    book.save_to_buffer().unwrap()
}

fn expected() -> (Vec<Vec<Cell>>, Vec<Merge>) {
    let text = |text: &str| Cell::Text(text.to_owned());
    let rows = vec![
        vec![text("整理番号"), text("問1 経営上の課題"), Cell::Empty, text("回答日"), text("はい")],
        vec![Cell::Empty, text("①人手不足"), text("㈱髙橋～")],
        vec![text("001"), Cell::Number(0.5), Cell::Number(3.0), Cell::Date(45108.0), Cell::Bool(true)],
        vec![text("002"), Cell::Number(1.5), Cell::Empty, Cell::Date(45109.75), Cell::Bool(false)],
        vec![text("003"), Cell::Number(2.5), text("一行目\n二行目"), Cell::Empty, Cell::Error("#N/A".to_owned())],
    ];
    (rows, vec![Merge { top: 0, left: 1, bottom: 0, right: 2 }])
}

fn read(bytes: &[u8], name: &str) -> Result<Sheet, ReadError> {
    read_with(bytes, name, &ReadOptions::default())
}

fn read_with(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Sheet, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_sheet(&path, options)
}

#[test]
fn every_format_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made.xlsx");
    fs::write(&made, book()).unwrap();
    for path in [made, fixture("same.xlsx"), fixture("same.xls"), fixture("same.ods")] {
        let sheet =
            read_sheet(&path, &ReadOptions::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (rows, merges) = expected();
        assert_eq!(sheet.name, "回答", "{}", path.display());
        assert_eq!(sheet.rows, rows, "{}", path.display());
        assert_eq!(sheet.merges, merges, "{}", path.display());
        assert_eq!(sheet_names(&path).unwrap(), ["表紙", "回答"]);
    }
}

#[test]
fn sheets_are_chosen_by_name_or_number() {
    let choose = |choice| read_with(&book(), "a.xlsx", &ReadOptions { sheet: Some(choice), ..ReadOptions::default() });
    assert_eq!(choose(SheetChoice::Number(2)).unwrap().name, "回答");
    assert_eq!(choose(SheetChoice::Name("　回答 ".to_owned())).unwrap().name, "回答");
    assert!(matches!(choose(SheetChoice::Name("表紙".to_owned())), Err(ReadError::NoData)));
    for choice in [SheetChoice::Number(0), SheetChoice::Number(3), SheetChoice::Name("集計".to_owned())] {
        match choose(choice) {
            Err(ReadError::NoSheet { available, .. }) => assert_eq!(available, ["表紙", "回答"]),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn positions_are_absolute() {
    let mut book = Workbook::new();
    book.add_worksheet().write(4, 2, "x").unwrap().write(6, 1, 1).unwrap();
    let sheet = read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
    assert_eq!(sheet.rows.len(), 7);
    assert_eq!(sheet.cell(4, 2), &Cell::Text("x".to_owned()));
    assert_eq!(sheet.cell(6, 1), &Cell::Number(1.0));
    assert!(sheet.rows[5].is_empty());
}

#[test]
fn content_decides_not_the_name() {
    assert_eq!(read("a,b\n1,2\n".as_bytes(), "a.xls").unwrap().rows.len(), 2);
    assert_eq!(read(&book(), "a.csv").unwrap().name, "回答");
    assert_eq!(read(b"a\tb,c\n1\t2\n", "a.tsv").unwrap().cell(0, 1).text(), "b,c");
    let html = "\u{FEFF}\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>";
    assert!(matches!(read(html.as_bytes(), "a.xls"), Err(ReadError::Html)));
    for (bytes, wanted) in
        [(&b"%PDF-1.7"[..], "PDF"), (b"\x89PNG\r\n", "picture"), (b"<?xml version=\"1.0\"?><a/>", "XML")]
    {
        assert!(matches!(read(bytes, "a.csv"), Err(ReadError::Unsupported { what }) if what == wanted), "{wanted}");
    }
    assert!(matches!(read(&[0, 1, 2, 3, 0, 0, 0, 7], "a.csv"), Err(ReadError::Unsupported { what: "binary" })));
    assert!(matches!(read(&[0, 1, 2, 3, 0, 0, 0, 7], "a.xlsx"), Err(ReadError::Damaged { .. })));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let options = ReadOptions::default();
    assert!(matches!(read_sheet(&folder.path().join("none.xlsx"), &options), Err(ReadError::NotFound)));
    assert!(matches!(read_sheet(folder.path(), &options), Err(ReadError::Folder | ReadError::NoPermission)));
    assert!(matches!(read(b"", "a.csv"), Err(ReadError::Empty)));
    assert!(matches!(read(b"\n , \n", "a.csv"), Err(ReadError::NoData)));
    assert!(matches!(read("\u{FEFF}".as_bytes(), "a.csv"), Err(ReadError::NoData)));
    assert!(matches!(read(&locked(), "a.xlsx"), Err(ReadError::Encrypted)));
    let mut book = Workbook::new();
    book.add_worksheet();
    assert!(matches!(read(&book.save_to_buffer().unwrap(), "a.xlsx"), Err(ReadError::NoData)));
    let options = ReadOptions { encoding: EncodingChoice::Utf8, ..ReadOptions::default() };
    assert!(matches!(
        read_with(b"\x94\xd4\x8d\x86,\x88\xd3\x8c\xa9\n", "a.csv", &options),
        Err(ReadError::Encoding { row: 1, .. })
    ));
}

#[test]
fn sizes_are_bounded() {
    let with =
        |bytes: &[u8], name: &str, limits| read_with(bytes, name, &ReadOptions { limits, ..ReadOptions::default() });
    let limits = Limits::default();
    let small = Limits { rows: 4, ..limits };
    for name in ["same.xlsx", "same.xls", "same.ods"] {
        let bytes = fs::read(fixture(name)).unwrap();
        assert!(matches!(with(&bytes, name, small), Err(ReadError::TooLarge { .. })), "{name} rows");
        let few = Limits { cells: 10, ..limits };
        assert!(matches!(with(&bytes, name, few), Err(ReadError::TooLarge { .. })), "{name} cells");
        let short = Limits { file_bytes: 100, ..limits };
        assert!(matches!(with(&bytes, name, short), Err(ReadError::FileTooLarge { .. })), "{name} bytes");
    }
    let tight = Limits { unpacked_bytes: 1000, ..limits };
    assert!(matches!(with(&book(), "a.xlsx", tight), Err(ReadError::Unpacked { .. })));

    // One cell in the last corner does not make a sheet of 17 thousand million cells.
    let mut far = Workbook::new();
    far.add_worksheet().write(0, 0, 1).unwrap().write(1_048_575, 16_383, 1).unwrap();
    let sheet = read(&far.save_to_buffer().unwrap(), "a.xlsx").unwrap();
    assert_eq!((sheet.rows.len(), sheet.width()), (1_048_576, 16_384));
}

#[test]
fn dates_of_1904_books_are_converted() {
    // rust_xlsxwriter writes no such books, so the flag is put into one.
    let bytes =
        repacked(&book(), "xl/workbook.xml", |part| part.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    let sheet = read(&bytes, "a.xlsx").unwrap();
    assert_eq!(sheet.cell(2, 3).text(), "2027-07-02");
}

#[test]
fn furigana_is_no_part_of_a_text() {
    let bytes = repacked(&book(), "xl/sharedStrings.xml", |part| {
        part.replace("整理番号</t>", "整理番号</t><rPh sb=\"0\" eb=\"4\"><t>セイリバンゴウ</t></rPh>")
    });
    assert_eq!(read(&bytes, "a.xlsx").unwrap().cell(0, 0).text(), "整理番号");
}

#[test]
fn stated_sizes_are_not_believed() {
    let strings = repacked(&book(), "xl/sharedStrings.xml", |part| {
        let at = part.find("uniqueCount=\"").unwrap() + "uniqueCount=\"".len();
        format!("{}99999999999{}", &part[..at], &part[at..])
    });
    assert!(matches!(read(&strings, "a.xlsx"), Err(ReadError::Damaged { .. })));
    let dimension = repacked(&book(), "xl/worksheets/sheet2.xml", |part| part.replace("A1:E5", "A1:XFD1048576"));
    assert_eq!(read(&dimension, "a.xlsx").unwrap().rows, expected().0);
}

/// The container of a book with a password: a header, a sector table and a directory with one entry beside the root.
fn locked() -> Vec<u8> {
    let mut bytes = vec![0; 512 * 3];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    bytes[44..52].copy_from_slice(&[1, 0, 0, 0, 1, 0, 0, 0]);
    bytes[56..512].fill(0xFF);
    bytes[60..64].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    bytes[64..68].fill(0);
    bytes[68..72].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    bytes[72..80].fill(0);
    bytes[512..520].copy_from_slice(&[0xFD, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF]);
    for (start, name) in [(1024, "Root Entry"), (1152, "EncryptedPackage")] {
        for (index, unit) in name.encode_utf16().enumerate() {
            bytes[start + 2 * index..start + 2 * index + 2].copy_from_slice(&unit.to_le_bytes());
        }
    }
    bytes
}

/// The same zip file with one part rewritten.
fn repacked(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if part_name == name {
            let before = String::from_utf8(content.clone()).unwrap();
            content = change(before.clone()).into_bytes();
            assert_ne!(content, before.into_bytes(), "{name} was not changed");
        }
        to.start_file(part_name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Numbers that look random and are the same in every run.
fn noise(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[test]
fn no_damaged_file_panics() {
    let folder = tempfile::tempdir().unwrap();
    let options = ReadOptions {
        limits: Limits { cells: 1_000_000, unpacked_bytes: 50_000_000, ..Limits::default() },
        ..ReadOptions::default()
    };
    let mut state = 1;
    for name in ["same.xlsx", "same.xls", "same.ods", "locked.xlsx", "cp932.csv"] {
        let whole = if name == "locked.xlsx" { locked() } else { fs::read(fixture(name)).unwrap() };
        let path = folder.path().join(name);
        let check = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            let _ = read_sheet(&path, &options);
            let _ = sheet_names(&path);
        };
        for cut in 0..60 {
            check(&whole[..whole.len() * cut / 60]);
        }
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..=noise(&mut state) % 4 {
                let place = noise(&mut state) % bytes.len();
                bytes[place] ^= 1 << (noise(&mut state) % 8);
            }
            check(&bytes);
        }
        for _ in 0..200 {
            let mut bytes = whole.clone();
            let start = noise(&mut state) % bytes.len();
            let end = (start + noise(&mut state) % 64).min(bytes.len());
            let fill = [0x00, 0xFF, 0x7F][noise(&mut state) % 3];
            bytes[start..end].fill(fill);
            check(&bytes);
        }
        for length in [1, 7, 511, 512, 5000] {
            let mut bytes: Vec<u8> = whole.iter().take(8).copied().collect();
            bytes.extend((0..length).map(|_| noise(&mut state) as u8));
            check(&bytes);
        }
    }
}

#[test]
fn no_damaged_part_panics() {
    for (file, parts) in [
        (
            "same.xlsx",
            &[
                "xl/workbook.xml",
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/worksheets/sheet2.xml",
                "xl/_rels/workbook.xml.rels",
            ][..],
        ),
        ("same.ods", &["content.xml", "META-INF/manifest.xml"][..]),
    ] {
        let whole = fs::read(fixture(file)).unwrap();
        let mut state = 7;
        for part in parts {
            for _ in 0..40 {
                let cut = noise(&mut state);
                let bytes = repacked(&whole, part, |text| {
                    let chars: Vec<char> = text.chars().collect();
                    let place = cut % chars.len();
                    let mut damaged: String = chars[..place].iter().collect();
                    match cut % 3 {
                        0 => {}
                        1 => damaged.extend(chars[place + 1..].iter()),
                        _ => {
                            damaged.push_str("99999");
                            damaged.extend(chars[place..].iter());
                        }
                    }
                    damaged
                });
                let options =
                    ReadOptions { limits: Limits { cells: 1_000_000, ..Limits::default() }, ..ReadOptions::default() };
                let _ = read_with(&bytes, file, &options);
            }
        }
    }
}
