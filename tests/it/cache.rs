//! A large spreadsheet is kept in the project when it was read, and what comes of it is the same as before.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::support::Workdir;

const ROWS: u32 = 3000;

/// A survey with a book large enough to be kept: ids, names (every tenth person answered twice), 100 columns.
fn survey() -> Workdir {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "受付番号").unwrap().write(0, 1, "氏名").unwrap();
    for column in 2..100_u16 {
        sheet.write(0, column, format!("問{column}")).unwrap();
    }
    for row in 1..=ROWS {
        sheet.write(row, 0, row).unwrap();
        let person = if row % 10 == 0 { row - 1 } else { row };
        sheet.write(row, 1, format!("声野 {person}")).unwrap();
        for column in 2..100_u16 {
            let mark = row.wrapping_mul(2_654_435_761) ^ u32::from(column).wrapping_mul(0x9e37_79b1);
            sheet.write(row, column, if column == 2 { mark % 2 + 1 } else { mark }).unwrap();
        }
    }
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.xlsx\"\npersonal = [\"氏名\"]\n[[question]]\nid = \"Q1\"\nlabel = \"問1\"\nkind = \"single\"\ncolumn = \"問2\"\nchoices = [{ code = \"1\", label = \"はい\" }, { code = \"2\", label = \"いいえ\" }]\n";
    let bytes = book.save_to_buffer().unwrap();
    assert!(bytes.len() > 1 << 20, "{}", bytes.len());
    Workdir::survey(toml, "a.xlsx", bytes)
}

fn entries(workdir: &Workdir) -> Vec<std::path::PathBuf> {
    let Ok(files) = fs::read_dir(workdir.path().join(".koe/cache")) else { return Vec::new() };
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn a_kept_sheet_gives_the_same_answers() {
    let workdir = survey();
    let first = workdir.koe(&["check", "--json", "--read-only"]).json();
    assert_eq!(first["cases"]["read"], ROWS);
    assert_eq!(first["cases"]["excluded"]["duplicate"], ROWS / 10, "{:#}", first["cases"]);
    assert!(entries(&workdir).is_empty(), "nothing is written with --read-only");
    let table = workdir.table(&["Q1"]);
    let kept = entries(&workdir);
    assert_eq!(kept.len(), 1);
    let again = workdir.koe(&["check", "--json"]).json();
    assert_eq!(again, first);
    assert_eq!(workdir.table(&["Q1"]), table);
    assert_eq!(entries(&workdir), kept, "it was read, not written again");
    let doctor = workdir.koe(&["doctor", "--json"]).code(0).json();
    assert!(doctor["cache"].as_str().unwrap().contains("1件"), "{doctor:#}");
    // A damaged entry is not used, but written anew.
    fs::write(&kept[0], "PAR1 damaged").unwrap();
    assert_eq!(workdir.koe(&["check", "--json"]).json(), first);
    assert_eq!(entries(&workdir), kept);
    assert!(fs::metadata(&kept[0]).unwrap().len() > 100_000);
}

#[test]
fn a_changed_spreadsheet_is_read_anew() {
    let workdir = survey();
    let before = workdir.table(&["Q1"]);
    let kept = entries(&workdir);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["受付番号", "氏名", "問2"].iter().enumerate() {
        sheet.write(0, column as u16, *head).unwrap();
        sheet.write(1, column as u16, 1).unwrap();
    }
    fs::write(workdir.file("a.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let after = workdir.table(&["Q1"]);
    assert_eq!((before.base("all"), after.base("all")), (u64::from(ROWS - ROWS / 10), 1));
    assert_eq!(entries(&workdir), kept, "a small file is not kept");
}
