//! `koe comments import`: a draft definition for spreadsheets of receipts, so that the set can be used at once. The
//! spreadsheets themselves are only read.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use crate::cli::ask::output_flag;
use crate::cli::{Context, DONE, Failure, print, say};
use crate::export;
use crate::load::comments::infer::{self, Draft, Role};
use crate::messages::{Lang, comments::import as words, measures};

pub(super) fn command(lang: Lang) -> Command {
    let text = |name: &'static str, help| Arg::new(name).long(name).value_name("TEXT").help(help);
    Command::new("import")
        .about(words::about(lang))
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(words::files(lang)),
        )
        .arg(text("id", words::id(lang)))
        .arg(text("title", words::title(lang)))
        .arg(output_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let output = arguments.get_one::<PathBuf>("output");
    if let Some(path) = output.filter(|path| path.exists()) {
        return Err(Failure::Usage(words::exists(lang, path)));
    }
    let named = |name: &str| arguments.get_one::<String>(name).cloned();
    let stem = output.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let id = named("id").or(stem).unwrap_or_else(|| "comments".to_owned());
    let mut text = words::head(lang).to_owned();
    text.push_str(&format!("[comments]\nid = {}\n", quoted(&id)));
    text.push_str(&format!("title = {}\nkind = \"public\"\n", quoted(&named("title").unwrap_or_default())));
    text.push_str(words::rest(lang));
    for file in arguments.get_many::<PathBuf>("files").into_iter().flatten() {
        let Some(draft) = infer::draft(file)? else {
            return Err(Failure::Usage(words::no_text(lang, file)));
        };
        text.push_str(&source(lang, &draft, &seen_from(file, output)));
        say(&words::found(lang, file, draft.rows));
    }
    match output {
        Some(path) => {
            export::whole_text(path, &text)?;
            say(&measures::written(lang, path));
            say(&words::next(lang, path));
        }
        None => print(&text)?,
    }
    Ok(DONE)
}

fn source(lang: Lang, draft: &Draft, file: &str) -> String {
    let mut text = format!("\n[[source]]\nfile = {}\n", quoted(file));
    if !draft.sheet.is_empty() {
        text.push_str(&format!("sheet = {}\n", quoted(&draft.sheet)));
    }
    let single = [
        (Role::Id, "id"),
        (Role::Text, "text"),
        (Role::Received, "received"),
        (Role::Channel, "channel"),
        (Role::Place, "place"),
    ];
    for (role, key) in single {
        let Some(header) = draft.of(role).next() else { continue };
        text.push_str(&format!("{key} = {}\n", quoted(header)));
        if role == Role::Text && !draft.other_texts.is_empty() {
            text.push_str(&words::guess(lang, &draft.other_texts));
        }
    }
    for (role, key) in [(Role::Personal, "personal"), (Role::Attribute, "attributes")] {
        let headers: Vec<String> = draft.of(role).map(quoted).collect();
        if !headers.is_empty() {
            text.push_str(&format!("{key} = [{}]\n", headers.join(", ")));
        }
    }
    let left: Vec<&str> =
        draft.columns.iter().filter(|column| column.role.is_none()).map(|column| column.header.as_str()).collect();
    if !left.is_empty() {
        text.push_str(&words::left_out(lang, &left));
    }
    text
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The spreadsheet's path as the definition is to name it: relative to the definition's folder where both lie in the
/// same one or below.
fn seen_from(file: &Path, output: Option<&PathBuf>) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder =
        output.and_then(|path| absolute(path).parent().map(Path::to_owned)).unwrap_or_else(|| absolute(Path::new(".")));
    let file = absolute(file);
    for (ups, above) in folder.ancestors().enumerate() {
        if let Ok(below) = file.strip_prefix(above) {
            let parts: Vec<String> =
                below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            return "../".repeat(ups) + &parts.join("/");
        }
    }
    file.to_string_lossy().into_owned()
}
