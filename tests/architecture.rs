//! The arrows between modules, and the fences around crates, as `src/lib.rs` and the docs state them.
//!
//! Reads the sources as text. `the_check_itself_finds_a_planted_import` shows that it can fail.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

/// Module, and the modules of this crate it may name.
const ARROWS: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("model", &["text"]),
    ("responses", &["text", "model"]),
    ("tabulate", &["text", "model", "responses"]),
    ("comments", &["text", "model", "responses"]),
    ("plans", &["text", "model"]),
    ("load", &["text", "model", "responses", "messages"]),
    ("project", &["text", "model", "responses", "load", "tabulate", "comments", "plans", "present", "messages"]),
    ("present", &["text", "model", "comments", "plans", "messages"]),
    ("reconcile", &["text", "model", "responses", "load", "tabulate", "present"]),
    ("export", &["text", "model", "comments", "plans", "present", "messages"]),
    ("jobs", &[]),
    ("config", &[]),
    (
        "messages",
        &[
            "text",
            "model",
            "responses",
            "load",
            "tabulate",
            "comments",
            "plans",
            "project",
            "reconcile",
            "export",
            "config",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "model",
            "responses",
            "load",
            "tabulate",
            "comments",
            "plans",
            "project",
            "present",
            "reconcile",
            "export",
            "config",
            "jobs",
            "messages",
            "tui",
        ],
    ),
    (
        "tui",
        &[
            "text",
            "model",
            "responses",
            "load",
            "tabulate",
            "comments",
            "plans",
            "project",
            "present",
            "export",
            "config",
            "jobs",
            "messages",
        ],
    ),
];

/// Crate, and the modules that may name it.
const FENCES: [(&str, &[&str]); 12] = [
    ("calamine", &["load"]),
    ("encoding_rs", &["load"]),
    ("polars", &["responses", "load", "tabulate"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("clap", &["cli"]),
    ("rusqlite", &["project"]),
    ("rust_xlsxwriter", &["export"]),
    ("docx_rs", &["export"]),
    ("quick_xml", &["load", "export"]),
    ("imbl", &["model", "project"]),
    ("flate2", &["load", "export"]),
];

/// Every import in a text that its module may not have.
fn offences(module: &str, text: &str) -> Vec<String> {
    let code: String = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = lines.collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    let allowed = ARROWS.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, allowed)| allowed);
    for (target, _) in ARROWS {
        let named = code.contains(&format!("crate::{target}::")) || code.contains(&format!("crate::{target};"));
        if target != module && named && !allowed.contains(&target) {
            found.push(format!("{module} -> {target}"));
        }
    }
    for group in code.split("use crate::{").skip(1) {
        let group = group.split(';').next().unwrap_or_default();
        for (target, _) in ARROWS {
            let named = group.split([',', '{', '}', ' ', '\n']).any(|word| word.split("::").next() == Some(target));
            if target != module && named && !allowed.contains(&target) {
                found.push(format!("{module} -> {target} (in a group)"));
            }
        }
    }
    for (name, homes) in FENCES {
        let named = [format!("{name}::"), format!("use {name};")].iter().any(|text| {
            code.match_indices(text.as_str()).any(|(at, _)| {
                !code[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_')
            })
        });
        if named && !homes.contains(&module) {
            found.push(format!("{module} names the crate {name}"));
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let module = |path: &Path| {
        let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    paths.into_iter().map(|path| (module(&path), path.clone(), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn modules_name_only_what_lies_below_them() {
    let offences: Vec<String> = all()
        .iter()
        .filter(|(module, ..)| module != "main" && module != "lib")
        .flat_map(|(module, path, text)| {
            offences(module, text).into_iter().map(|what| format!("{}: {what}", path.display())).collect::<Vec<_>>()
        })
        .collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn the_check_itself_finds_a_planted_import() {
    assert_eq!(offences("tabulate", "use crate::load::sheet::Sheet;"), ["tabulate -> load"]);
    assert_eq!(offences("model", "use crate::{text::fold, tabulate::Labels};"), ["model -> tabulate (in a group)"]);
    assert_eq!(
        offences("present", "let b = ratatui::buffer::Buffer::empty(area);"),
        ["present names the crate ratatui"]
    );
    assert!(offences("tabulate", "// crate::load::sheet\nuse crate::responses::Responses;").is_empty());
    assert!(offences("load", "use my_polars::x;").is_empty());
}

#[test]
fn every_module_is_known_here() {
    for (module, path, _) in all() {
        let known = ARROWS.iter().any(|(name, _)| *name == module) || ["main", "lib"].contains(&module.as_str());
        assert!(known, "{} belongs to no module listed here", path.display());
    }
}

#[test]
fn files_open_with_what_they_are_for_and_stay_small() {
    for (_, path, text) in all() {
        assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
        let lines = text.lines().count();
        let flat_table = path.components().any(|part| part.as_os_str() == "messages");
        assert!(lines <= 600 || flat_table, "{} has {lines} lines", path.display());
    }
}
