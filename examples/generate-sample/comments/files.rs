//! The spreadsheets: an office's register as an Excel sheet with a title above the header, and a web form's csv file in
//! Windows-31J.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

use super::letter::Letter;
use crate::definition::Fail;
use crate::rng::Rng;
use crate::sheet::{Grid, words};
use crate::write::cp932;

const COLUMNS: &[(&str, f64)] = &[
    ("受付番号", 9.0),
    ("受付日", 12.0),
    ("提出方法", 9.0),
    ("氏名", 16.0),
    ("住所", 22.0),
    ("電話番号", 15.0),
    ("メールアドレス", 24.0),
    ("区分", 8.0),
    ("該当箇所", 10.0),
    ("意見の内容", 80.0),
    ("備考", 16.0),
];

/// Writes the register.
pub fn register(path: &Path, letters: &[Letter]) -> Result<(), Fail> {
    let mut book = Workbook::new();
    // Without this the file would carry the time of writing.
    let born = ExcelDateTime::from_ymd(2024, 1, 5)?;
    book.set_properties(&DocProperties::new().set_title("合成データ").set_creation_datetime(&born));
    let sheet = book.add_worksheet();
    sheet.set_name("受付簿")?;
    let last = COLUMNS.len() as u16 - 1;
    let centre = Format::new().set_align(FormatAlign::Center).set_bold();
    let day = Format::new().set_num_format("yyyy/mm/dd");
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.merge_range(0, 0, 0, last, "第2次産業振興マスタープラン（案）意見公募　受付簿（合成データ）", &centre)?;
    sheet.merge_range(1, 0, 1, last, "募集期間：令和5年11月24日～12月25日　担当：産業振興課", &Format::new())?;
    for (column, (name, width)) in (0u16..).zip(COLUMNS) {
        sheet.write_string_with_format(3, column, *name, &centre)?;
        sheet.set_column_width(column, *width)?;
    }
    for (row, letter) in (4u32..).zip(letters) {
        let number: f64 = letter.receipt.parse()?;
        sheet.write_number(row, 0, number)?;
        let date = ExcelDateTime::parse_from_str(&letter.day)?;
        sheet.write_datetime_with_format(row, 1, &date, &day)?;
        let [address, phone, mail] = &letter.contact;
        let note = match (letter.has("withdrawn"), letter.has("late")) {
            (true, _) => "12/26 電話で取下げ",
            (_, true) => "期限後",
            _ => "",
        };
        let cells =
            [&letter.channel, &letter.name, address, phone, mail, &letter.group, &letter.place, &letter.text, note];
        for (column, cell) in (2u16..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string_with_format(row, column, cell, &wrap)?;
            }
        }
    }
    book.save(path)?;
    Ok(())
}

/// Writes the web form's file.
pub fn form(path: &Path, letters: &[Letter], rng: &mut Rng) -> Result<(), Fail> {
    let names = ["受付ID", "送信日時", "お名前", "ご住所", "お電話", "メール", "お立場", "ご意見の箇所", "ご意見"];
    let mut grid = Grid { columns: names.map(str::to_owned).to_vec(), rows: Vec::new() };
    for letter in letters {
        let [address, phone, mail] = &letter.contact;
        let time = format!("{:02}:{:02}:{:02}", rng.between(6, 23), rng.between(0, 59), rng.between(0, 59));
        let sent = format!("{} {time}", letter.day.replace('-', "/"));
        let cells =
            [&letter.receipt, &sent, &letter.name, address, phone, mail, &letter.group, &letter.place, &letter.text];
        grid.rows.push(cells.into_iter().map(|cell| words(cell.as_str())).collect());
    }
    cp932(path, &grid)
}
