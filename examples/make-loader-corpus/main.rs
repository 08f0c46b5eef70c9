//! Writes the small spreadsheets of `tests/loaders/`: one per origin and per oddity, as each service writes them.
//!
//! What a service's export looks like was taken from what is known of the service, not from what the loader accepts. All
//! answers are invented. The expected results beside the files (`expected.json`) are counted by hand and not written here.
//! `cargo run --example make-loader-corpus` makes the same files every time.

#![allow(clippy::unwrap_used, reason = "a program for developers fails by panicking")]

mod books;
mod rows;
mod texts;

use std::path::{Path, PathBuf};

/// The folder of one case.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loaders").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn main() {
    texts::write();
    books::write();
    rows::write();
}
