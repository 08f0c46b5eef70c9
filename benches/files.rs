//! How long a large spreadsheet takes to be read, to be read and kept, and to be opened again from the cache of the project,
//! and the highest memory of each.
//!
//! `cargo bench --bench files`. The books are made by a fixed rule: an id, codes, some texts, 120 columns.

use std::path::Path;
use std::time::Instant;

use koe::load::cache;
use koe::load::progress::Share;
use koe::load::read::{ReadOptions, read_sheet};
use koe::model::Survey;
use koe::model::survey::Source;
use rust_xlsxwriter::{Workbook, XlsxError};

const COLUMNS: u16 = 120;

fn main() {
    for rows in [5_000, 100_000] {
        if let Err(error) = measure(rows) {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}

/// Every tenth column has one of a few texts, the rest codes from 1 to 7.
fn write(path: &Path, rows: u32) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for column in 0..COLUMNS {
        sheet.write(0, column, format!("問{column}"))?;
    }
    for row in 1..=rows {
        sheet.write(row, 0, row)?;
        for column in 1..COLUMNS {
            let mark = (row.wrapping_mul(2_654_435_761) ^ u32::from(column).wrapping_mul(40_503)) >> 7;
            if column % 10 == 0 {
                let text = ["とても満足している", "まあ満足している", "どちらともいえない", "不満である"];
                sheet.write(row, column, text.get(mark as usize % 4).copied().unwrap_or_default())?;
            } else {
                sheet.write(row, column, mark % 7 + 1)?;
            }
        }
    }
    book.save(path)
}

fn measure(rows: u32) -> Result<(), Box<dyn std::error::Error>> {
    let root = tempfile::tempdir()?;
    let path = root.path().join("answers.xlsx");
    write(&path, rows)?;
    let megabytes = std::fs::metadata(&path)?.len() as f64 / f64::from(1 << 20);
    println!("{rows} rows x {COLUMNS} columns, {megabytes:.1} MB");
    let options = ReadOptions::default();
    let (survey, source) = (Survey::default(), Source { file: "answers.xlsx".to_owned(), ..Source::default() });
    let kept = || cache::read(&path, &options, root.path(), &survey, &source, Share::unwatched());
    let parsed = timed("parsed", || read_sheet(&path, &options))?;
    let first = timed("parsed and kept", kept)?;
    let (entries, bytes) = cache::size(root.path());
    let again = timed("opened again", kept)?;
    println!("  {entries} entry, {:.1} MB", bytes as f64 / f64::from(1 << 20));
    if parsed == first && parsed == again { Ok(()) } else { Err("the sheets differ".into()) }
}

/// Prints how long something takes and the highest memory meanwhile.
fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    // The highest mark starts anew, where the system allows it.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let begun = Instant::now();
    let result = run();
    let taken = begun.elapsed();
    let peak = peak().map_or_else(String::new, |peak| format!(", memory peak {} MB", peak / 1024));
    println!("  {what}: {:.0} ms{peak}", taken.as_secs_f64() * 1000.0);
    result
}

/// The highest memory of this process in kB; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
