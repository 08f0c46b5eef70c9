//! What a project lists, changed as a person would in an editor: another survey in `koe.toml`, another file in a definition.
//! Everything else in these files, comments too, stays to the letter.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::text::toml::quoted;

/// The ids of the surveys of a project, as far as their definitions can be read.
pub fn ids(root: &Path) -> Vec<String> {
    let project = super::project_file(root).ok();
    let paths = project.iter().flat_map(|project| &project.surveys);
    paths.filter_map(|path| Some(super::definition(path, root).ok()?.about.id)).collect()
}

/// The text of `koe.toml` with another survey behind the others; `None` where it is no project.
pub fn with_survey(text: &str, path: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Listed {
        project: Project,
    }
    #[derive(Deserialize)]
    struct Project {
        surveys: Option<Spanned<Vec<Spanned<String>>>>,
    }
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let listed: Listed = toml::from_str(text).ok()?;
    let path = quoted(path);
    let (at, new) = match &listed.project.surveys {
        Some(surveys) => match surveys.get_ref().last() {
            Some(last) => (last.span().end, format!(", {path}")),
            None => (surveys.span().start + 1, path),
        },
        None => {
            let header = text.lines().find(|line| line.trim_start().starts_with("[project]"))?;
            let end = text.find(header)? + header.len();
            (end, format!("\nsurveys = [{path}]"))
        }
    };
    Some(format!("{mark}{}{new}{}", text.get(..at)?, text.get(at..)?))
}

/// The text of a definition with another choice behind those that a question lists; `None` where it lists none. What stands in the
/// cells is both its code and its label.
pub fn with_choice(text: &str, question: &str, value: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Listed {
        #[serde(default)]
        question: Vec<Question>,
    }
    #[derive(Deserialize)]
    struct Question {
        id: String,
        #[serde(default)]
        choices: Vec<Spanned<toml::Value>>,
    }
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let listed: Listed = toml::from_str(text).ok()?;
    let last = listed.question.iter().find(|known| known.id == question)?.choices.last()?.span();
    let value = quoted(value);
    // A choice on a line of its own is followed by one.
    let begin = text.get(..last.start)?.rsplit('\n').next().filter(|indent| indent.trim().is_empty());
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let between = begin.map_or(" ".to_owned(), |indent| format!("{line_end}{indent}"));
    let (before, after) = (text.get(..last.end)?, text.get(last.end..)?);
    Some(format!("{mark}{before},{between}{{ code = {value}, label = {value} }}{after}"))
}

/// The text of a definition with another `[[source]]` behind the others.
pub fn with_source(text: &str, block: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_header = |line: &&str| line.starts_with('[');
    let is_source = |line: &&str| {
        let name = line.trim_start_matches('[').trim_start();
        line.starts_with('[') && (name.starts_with("source]") || name.starts_with("source."))
    };
    let end = match lines.iter().rposition(is_source) {
        Some(last) => lines.iter().skip(last + 1).position(is_header).map_or(lines.len(), |next| last + 1 + next),
        None => lines.len(),
    };
    // Comments above the next table are its own.
    let is_between = |line: &&&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let end = if end == lines.len() {
        end
    } else {
        end - lines.get(..end).unwrap_or_default().iter().rev().take_while(is_between).count()
    };
    let (before, after) = lines.split_at_checked(end).unwrap_or((&lines, &[]));
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let block = block.trim_end().replace('\n', line_end);
    let mut new: String = before.concat();
    if !new.ends_with('\n') {
        new.push_str(line_end);
    }
    new + line_end + &block + line_end + &after.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_is_listed_behind_the_others() {
        let with = |text: &str| with_survey(text, "surveys/新.toml");
        let cases = [
            (
                "[project]\nsurveys = [\"a.toml\"] # mine\n",
                "[project]\nsurveys = [\"a.toml\", \"surveys/新.toml\"] # mine\n",
            ),
            (
                "[project]\nsurveys = [\n  \"a.toml\", # one\n]\n",
                "[project]\nsurveys = [\n  \"a.toml\", \"surveys/新.toml\", # one\n]\n",
            ),
            ("[project]\nsurveys = []\n", "[project]\nsurveys = [\"surveys/新.toml\"]\n"),
            (
                "\u{feff}[project]\ntitle = \"x\"\n",
                "\u{feff}[project]\nsurveys = [\"surveys/新.toml\"]\ntitle = \"x\"\n",
            ),
        ];
        for (before, after) in cases {
            assert_eq!(with(before).as_deref(), Some(after));
        }
        assert_eq!(with("surveys = 1"), None);
    }

    #[test]
    fn a_choice_stands_behind_the_others() {
        let text = "[[question]]\nid = \"Q1\"\nchoices = [{ code = \"1\", label = \"a, ]\" }] # c\n[[question]]\nid = \"Q2\"\nchoices = [\n  { code = \"1\", label = \"b\" },\n]\n";
        let new = with_choice(text, "Q1", "卸売業").unwrap();
        assert!(
            new.contains("[{ code = \"1\", label = \"a, ]\" }, { code = \"卸売業\", label = \"卸売業\" }] # c\n"),
            "{new}"
        );
        let new = with_choice(text, "Q2", "x").unwrap();
        assert!(new.ends_with("label = \"b\" },\n  { code = \"x\", label = \"x\" },\n]\n"), "{new}");
        assert_eq!(with_choice(text, "Q3", "x"), None);
    }

    #[test]
    fn a_file_stands_behind_the_others_and_comments_with_what_they_are_about() {
        let text = "[survey]\nid = \"s\"\n\n[[source]]\nfile = \"a\"\n[source.columns]\nQ1 = \"x\"\n\n# guess: y\n[[question]]\nid = \"Q1\"\n";
        let new = with_source(text, "[[source]]\nfile = \"b\"\n");
        assert_eq!(
            new,
            "[survey]\nid = \"s\"\n\n[[source]]\nfile = \"a\"\n[source.columns]\nQ1 = \"x\"\n\n[[source]]\nfile = \"b\"\n\n# guess: y\n[[question]]\nid = \"Q1\"\n"
        );
        assert_eq!(
            with_source("[survey]\r\nid = \"s\"", "[[source]]\n"),
            "[survey]\r\nid = \"s\"\r\n\r\n[[source]]\r\n"
        );
    }
}
