//! `koe doctor`: the machine, the terminal and the project as the program sees them. The first thing to ask for when
//! something looks wrong.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::{Context, DONE, Failure, json_flag, print};
use crate::config;
use crate::load;
use crate::messages::{Lang, problem, settings as set, usage as words};
use crate::text::cells::width;
use crate::text::fit::{Align, pad};

pub fn command(lang: Lang) -> Command {
    Command::new("doctor").about(words::doctor(lang)).arg(json_flag(lang))
}

/// Texts whose width terminals disagree about.
const SAMPLES: [&str; 8] = ["日本語", "「」、。", "ｶﾞｷﾞｸﾞ", "①②③", "※→…", "┌─┐", "𠮷野家", "abc"];

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let facts = facts(context);
    if arguments.get_flag("json") {
        let map: serde_json::Map<String, Value> =
            facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        print(&format!("{:#}", json!(map)))?;
        return Ok(DONE);
    }
    let mut text = String::new();
    let labels: Vec<&str> = facts.iter().map(|(name, _)| words::doctor_label(context.lang, name)).collect();
    let room = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
    for (label, (_, value)) in labels.iter().zip(&facts) {
        for (at, line) in shown(context.lang, value).lines().enumerate() {
            let label = if at == 0 { label } else { "" };
            text.push_str(&format!("{}{line}\n", pad(label, room, Align::Left)));
        }
    }
    text.push_str(&format!("\n{}\n", words::line(context.lang)));
    for sample in SAMPLES {
        let frame = if context.ascii { "|" } else { "│" };
        text.push_str(&format!("{frame}{sample}{}{frame}\n", " ".repeat(14usize.saturating_sub(width(sample)))));
    }
    text.push_str(&format!("{}\n", words::line_wide(context.lang)));
    print(&text)?;
    Ok(DONE)
}

/// A fact as it is read out: a line for each part of a list.
fn shown(lang: Lang, value: &Value) -> String {
    match value {
        Value::Null => words::not_known(lang).to_owned(),
        Value::Bool(held) => if *held { words::yes(lang) } else { words::no(lang) }.to_owned(),
        Value::String(text) if text.is_empty() => words::nothing(lang).to_owned(),
        Value::String(text) if matches!(text.as_str(), "ja" | "en") => words::language(lang).to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(parts) if parts.is_empty() => words::nothing(lang).to_owned(),
        Value::Array(parts) => parts.iter().map(|part| shown(lang, part)).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

/// The settings file, and what is wrong with it.
fn settings(context: &Context) -> Value {
    let Some(file) = config::path() else { return Value::Null };
    let found = if file.exists() {
        file.display().to_string()
    } else {
        format!("{} {}", file.display(), set::none(context.lang))
    };
    let unset = context.unset.iter().map(|fault| set::fault(context.lang, fault));
    let refused = crate::tui::keymap(&context.settings).1;
    let refused = refused.iter().map(|refused| crate::tui::refused(context.lang, refused));
    let lines: Vec<String> = std::iter::once(found).chain(unset).chain(refused).collect();
    lines.join("\n").into()
}

fn facts(context: &Context) -> Vec<(&'static str, Value)> {
    let variable = |name: &str| std::env::var(name).map_or(Value::Null, Value::from);
    let size = crate::tui::size().map_or(Value::Null, |(columns, rows)| format!("{columns}x{rows}").into());
    let mut facts = vec![
        ("koe", env!("CARGO_PKG_VERSION").into()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH).into()),
        ("processors", std::thread::available_parallelism().map_or(1, usize::from).into()),
        ("terminal", variable("TERM")),
        ("windows_terminal", std::env::var_os("WT_SESSION").is_some().into()),
        ("size", size),
        ("no_color", std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()).into()),
        ("settings", settings(context)),
        ("language", context.lang.pick("ja", "en").into()),
        ("folder", std::path::absolute(&context.folder).unwrap_or_default().display().to_string().into()),
    ];
    match load::project_file(&context.folder) {
        Ok(project) => {
            facts.push(("project", project.title.into()));
            facts.push(("surveys", project.surveys.iter().map(|path| path.display().to_string()).collect()));
            let (entries, bytes) = load::cache::size(&project.root);
            let cache = load::cache::folder(&project.root).display().to_string();
            facts.push(("cache", words::cache(context.lang, &cache, entries, bytes).into()));
            facts.push(("store", project.store.into()));
            facts.push(("output", project.output.display().to_string().into()));
        }
        Err(error) => facts.push(("project", problem::load_error(context.lang, &error.into()).into())),
    }
    facts
}
