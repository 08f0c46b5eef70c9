//! Writes the sample project's answers: `cargo run --example generate-sample [FOLDER]`, by default into
//! `sample-data/nishitokyo`. Everything it writes is synthetic (合成データ): no row stands for a real person or business.
//! The seed is fixed, so a second run writes the same bytes; a test that depends on the sample depends on this program.

mod answers;
mod business;
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
mod write;

use std::path::{Path, PathBuf};

use definition::Fail;
use manifest::Manifest;

/// Where the files stand, from the root of the project.
const FOLDER: &str = "sample-data/nishitokyo";

fn main() -> Result<(), Fail> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::args_os().nth(1).map_or_else(|| root.join(FOLDER), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let mut manifest = Manifest::default();
    let read = |name: &str| definition::read(&root.join(Path::new("surveys").join(name)));
    business::make(&read("business.toml")?, &folder, FOLDER, &mut manifest)?;
    resident::make(&read("resident.toml")?, &folder, FOLDER, &mut manifest)?;
    std::fs::write(folder.join("planted.json"), manifest.json()?)?;
    Ok(())
}
