//! Where a file lies as seen from a definition, and which project a definition belongs to.

use std::path::{Path, PathBuf};

/// The folder of the project a definition is in, or its own.
pub fn root(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|folder| folder.join("koe.toml").is_file());
    let above = || folder.join("..").join("koe.toml").is_file().then(|| folder.join(".."));
    found.map(Path::to_path_buf).or_else(above).unwrap_or_else(|| folder.to_path_buf())
}

/// True for a file that is not in the project's folder; false where that cannot be told.
pub fn is_outside(root: &Path, file: &Path) -> bool {
    let (Ok(root), Ok(file)) = (root.canonicalize(), file.canonicalize()) else { return false };
    !file.starts_with(root)
}

/// How a definition in `folder` calls the copy of a file in the folder `data` of the project.
pub fn copied(folder: &Path, root: &Path, file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let root_name = beside(folder, root);
    let up = if root_name.is_empty() { String::new() } else { format!("{root_name}/") };
    format!("{up}data/{name}")
}

/// How a definition in `folder` calls a file: relative where that is possible.
pub fn beside(folder: &Path, file: &Path) -> String {
    let plain = || file.to_string_lossy().replace('\\', "/");
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(folder), Ok(file)) = (folder.canonicalize(), file.canonicalize()) else { return plain() };
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
