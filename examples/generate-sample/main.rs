//! Writes the answers of the sample projects: `cargo run --example generate-sample [FOLDER [WAVES [COMMENTS]]]`, by default
//! into `sample-data/nishitokyo`, `sample-data/waves` and `sample-data/comments`; with fewer folders only those named.
//! Everything it writes is synthetic (合成データ): no row stands for a real person or business.
//! The seed is fixed, so a second run writes the same bytes; a test that depends on the sample depends on this program.

mod answers;
mod business;
mod comments;
mod definition;
mod details;
mod engine;
mod manifest;
mod ods;
mod phrases;
mod phrases_business;
mod phrases_resident;
mod plan;
mod plan_business;
mod plan_resident;
mod quota;
mod resident;
mod rng;
mod roster;
mod sheet;
mod spread;
mod waves;
mod write;

use std::path::{Path, PathBuf};

use definition::Fail;
use manifest::Manifest;

/// Where the files stand, from the root of the project.
const FOLDER: &str = "sample-data/nishitokyo";
/// Where the project of two waves stands.
const WAVES: &str = "sample-data/waves";
/// Where public comments and the right codes of free answers stand.
const COMMENTS: &str = "sample-data/comments";

fn main() -> Result<(), Fail> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let named: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let target = |at: usize, usual: &str| match named.get(at) {
        Some(folder) => Some(folder.clone()),
        None => named.is_empty().then(|| root.join(usual)),
    };
    let read = |name: &str| definition::read(&root.join(Path::new("surveys").join(name)));
    let mut free = Vec::new();
    if let Some(folder) = target(0, FOLDER) {
        std::fs::create_dir_all(&folder)?;
        let mut manifest = Manifest::default();
        free.push(("business", business::make(&read("business.toml")?, &folder, FOLDER, &mut manifest)?));
        free.push(("resident", resident::make(&read("resident.toml")?, &folder, FOLDER, &mut manifest)?));
        std::fs::write(folder.join("planted.json"), manifest.json()?)?;
    }
    if let Some(waves) = target(1, WAVES) {
        std::fs::create_dir_all(&waves)?;
        waves::make(&waves)?;
    }
    if let Some(folder) = target(2, COMMENTS) {
        std::fs::create_dir_all(&folder)?;
        comments::make(&folder)?;
        for (survey, rows) in &free {
            comments::free(&folder.join(format!("gold-{survey}-free.csv")), rows)?;
        }
    }
    Ok(())
}
