//! What a person has set for themselves: keys, colours, glyphs. The project is no part of it.
//!
//! The file is `settings.toml` in the folder `koe` of the user's settings, or the one that `KOE_SETTINGS` names. Without a
//! file everything is as usual; a file that cannot be read changes nothing and is told of, with its line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What is set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Only ASCII glyphs in frames, bars and marks.
    pub ascii: bool,
    /// Colours of the terminal program.
    pub colours: Colours,
    /// How wide the terminal draws signs such as ① ※ →.
    pub ambiguous: Ambiguous,
    /// Under which name a person codes and decides; empty is the name of the account.
    pub name: String,
    /// Under which other name a person codes opinions; empty is their own.
    pub coder: String,
    /// The mouse is left to the terminal, which can then mark text.
    pub no_mouse: bool,
    /// Names of commands, and the keys that take the place of theirs.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Widths of signs that fonts draw one cell wide or two (East Asian Ambiguous, UAX #11).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ambiguous {
    /// One cell: Windows Terminal and most others.
    #[default]
    Narrow,
    /// Two: the classic console with a Japanese font. Lines are drawn with ASCII then, as theirs would be wide, too.
    Wide,
}

/// Sets of colours. Nothing depends on them alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colours {
    /// The terminal's own sixteen, bright enough for a dark background.
    #[default]
    Dark,
    /// The terminal's own, without those that vanish on a white background.
    Light,
    /// Blue, orange and their shades, which people who confuse red and green tell apart (Okabe and Ito, 2008).
    Safe,
    /// None: bold, underlined and reversed only.
    Mono,
}

/// Why the file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// 1-based line, where known.
    pub line: Option<usize>,
    /// What is wrong, in the words of the reader.
    pub what: String,
}

/// The file of the settings, whether there is one or not.
pub fn path() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("KOE_SETTINGS") {
        return (!named.is_empty()).then(|| PathBuf::from(named));
    }
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = if cfg!(windows) {
        folder("APPDATA")
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
    };
    home.map(|home| home.join("koe").join("settings.toml"))
}

/// What is set in a file; as usual where there is none.
///
/// # Errors
/// A file that cannot be read, or says something that is no setting.
pub fn read(file: &Path) -> Result<Settings, Fault> {
    let fault = |line, what: String| Fault { file: file.to_owned(), line, what };
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(fault(None, error.to_string())),
    };
    parse(&text).map_err(|(line, what)| fault(line, what))
}

/// What a text sets, or the 1-based line and what is wrong with it.
fn parse(text: &str) -> Result<Settings, (Option<usize>, String)> {
    let text = text.trim_start_matches('\u{feff}');
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
        (line, error.message().to_owned())
    })
}

/// The text of a settings file with other names in it (`name`, `coder`); everything else, comments too, stays as it stands.
/// `None` for the text is a file that is not there yet; an empty name takes the setting away.
///
/// # Errors
/// The file says something that is no setting: it is left alone. The 1-based line, where known, and what is wrong.
pub fn with_names(text: Option<&str>, names: &[(&str, &str)]) -> Result<String, (Option<usize>, String)> {
    let mut text = text.unwrap_or_default().trim_start_matches('\u{feff}').to_owned();
    for (key, name) in names {
        text = with_one(&text, key, name)?;
    }
    Ok(text)
}

fn with_one(text: &str, key: &str, name: &str) -> Result<String, (Option<usize>, String)> {
    let before = parse(text)?;
    let line = format!("{key} = {}", toml::Value::String(name.to_owned()));
    // Keys of the file itself stand before its first table.
    let mut head = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let at = head.position(|line| line.split_once('=').is_some_and(|(known, _)| known.trim() == key));
    let mut lines: Vec<&str> = text.lines().collect();
    let commented = format!("{line}{}", at.and_then(|at| lines.get(at)).map_or("", |old| comment(old)));
    match (at, name.is_empty()) {
        (Some(at), true) => drop(lines.remove(at)),
        (Some(at), false) => lines.iter_mut().skip(at).take(1).for_each(|old| *old = &commented),
        (None, true) => {}
        (None, false) => lines.insert(0, &line),
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let new: String = lines.iter().map(|line| format!("{line}{end}")).collect();
    let after = parse(&new)?;
    let mut wanted = before;
    let setting = if key == "coder" { &mut wanted.coder } else { &mut wanted.name };
    name.clone_into(setting);
    if after == wanted { Ok(new) } else { Err((at.map(|at| at + 1), key.to_owned())) }
}

/// The comment at the end of a line with a value, and the blanks before it.
fn comment(line: &str) -> &str {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match quote {
            _ if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '#' => {
                let value = line.get(..at).unwrap_or_default().trim_end();
                return line.get(value.len()..).unwrap_or_default();
            }
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Settings, Fault> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, text).unwrap();
        read(&file)
    }

    #[test]
    fn what_is_set_is_read() {
        let set = of("\u{feff}ascii = true\ncolours = \"safe\"\n[keys]\n\"table.export\" = [\"F9\"]\n").unwrap();
        assert!(set.ascii && set.colours == Colours::Safe);
        assert_eq!(of("ambiguous = \"wide\"").unwrap().ambiguous, Ambiguous::Wide);
        assert_eq!(set.keys["table.export"], ["F9"]);
        assert_eq!(read(Path::new("no/such/file.toml")), Ok(Settings::default()));
    }

    #[test]
    fn another_name_changes_its_line_alone() {
        assert_eq!(with_names(None, &[("name", "山田")]).unwrap(), "name = \"山田\"\n");
        let both = "coder = \"佐藤\"\nname = \"山田\"\n";
        assert_eq!(with_names(Some("name = \"山田\"\n"), &[("coder", "佐藤")]).unwrap(), both);
        assert_eq!(with_names(Some(both), &[("name", "鈴木"), ("coder", "")]).unwrap(), "name = \"鈴木\"\n");
        let old = "# mine\r\nascii = true\r\n name = \"x\" # who\r\n[keys]\r\nname = [\"F9\"]\r\n";
        assert!(
            with_names(Some(old), &[("name", "a \"b\"")])
                .unwrap()
                .starts_with("# mine\r\nascii = true\r\nname = 'a \"b\"' # who\r\n[keys]")
        );
        let quoted = "name = \"a # \\\" #\"\t# 担当 # 係\n";
        assert_eq!(with_names(Some(quoted), &[("name", "鈴木")]).unwrap(), "name = \"鈴木\"\t# 担当 # 係\n");
        assert_eq!(with_names(Some("name = 'a # b'\n"), &[("name", "鈴木")]).unwrap(), "name = \"鈴木\"\n");
        assert_eq!(with_names(Some("name = \"x\"\nascii = true\n"), &[("name", "")]).unwrap(), "ascii = true\n");
        assert_eq!(with_names(Some("\u{feff}ascii = true"), &[("name", "z")]).unwrap(), "name = \"z\"\nascii = true\n");
        assert_eq!(with_names(Some("ascii = true\ncolors = 1\n"), &[("name", "z")]).unwrap_err().0, Some(2));
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        assert_eq!(of("ascii = true\ncolors = \"safe\"\n").unwrap_err().line, Some(2));
        assert_eq!(of("\n\ncolours = \"pink\"\n").unwrap_err().line, Some(3));
    }
}
