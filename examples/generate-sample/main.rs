//! Writes the answers of the sample projects: `cargo run --example generate-sample [FOLDER [WAVES]]`, by default into
//! `sample-data/nishitokyo` and `sample-data/waves`; with FOLDER alone only the first. Everything it writes is synthetic (合成データ): no row stands for a real person or business.
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
mod waves;
mod write;

use std::path::{Path, PathBuf};

use definition::Fail;
use manifest::Manifest;

/// Where the files stand, from the root of the project.
const FOLDER: &str = "sample-data/nishitokyo";
/// Where the project of two waves stands.
const WAVES: &str = "sample-data/waves";

fn main() -> Result<(), Fail> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::args_os().nth(1).map_or_else(|| root.join(FOLDER), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let mut manifest = Manifest::default();
    let read = |name: &str| definition::read(&root.join(Path::new("surveys").join(name)));
    business::make(&read("business.toml")?, &folder, FOLDER, &mut manifest)?;
    resident::make(&read("resident.toml")?, &folder, FOLDER, &mut manifest)?;
    std::fs::write(folder.join("planted.json"), manifest.json()?)?;
    let waves = match (std::env::args_os().nth(1), std::env::args_os().nth(2)) {
        (Some(_), None) => return Ok(()),
        (_, Some(named)) => PathBuf::from(named),
        (None, None) => root.join(WAVES),
    };
    std::fs::create_dir_all(&waves)?;
    waves::make(&waves)
}
