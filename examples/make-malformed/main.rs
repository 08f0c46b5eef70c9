//! Writes the files of `tests/loaders/malformed` that a program can make: truncated, bloated, mislabelled, locked and
//! contradictory spreadsheets, with the smallest content that shows the trouble.
//!
//! `cargo run --example make-malformed`. What each of them must come to stands in `expected.tsv` beside them. Two books
//! with passwords (`locked.*`, written by LibreOffice) are not made here.

mod archive;
mod bombs;
mod books;
mod compound;
mod texts;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

/// Whatever can go wrong ends the program.
type Outcome<T> = Result<T, Box<dyn Error>>;
/// A file to be written.
type Made = (String, Vec<u8>);

fn main() -> Outcome<()> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/loaders/malformed");
    fs::create_dir_all(&folder)?;
    let files = [texts::all(), books::all()?, bombs::all()?, compound::all()?].concat();
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
