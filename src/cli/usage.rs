//! What was typed: its language, and a sentence where it makes no sense.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{FILE, WRONG};
use crate::messages::{Lang, usage as words};

/// The language asked for with `--lang`, looked for before anything else so that help speaks it.
pub fn language(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = texts.iter().position(|text| *text == "--lang").and_then(|position| texts.get(position + 1).copied());
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    match after.or(joined) {
        Some("en") => Some(Lang::En),
        Some("ja") => Some(Lang::Ja),
        _ => None,
    }
}

/// Prints help, the version, or what is wrong.
pub fn report(lang: Lang, error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match error.print() {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(FILE),
            _ => ExitCode::SUCCESS,
        };
    }
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let missing = error.kind() == ErrorKind::MissingRequiredArgument
        || (error.kind() == ErrorKind::InvalidValue
            && text(ContextKind::InvalidValue).is_some_and(|value| value.is_empty()));
    let argument = text(ContextKind::InvalidArg).or_else(|| text(ContextKind::InvalidSubcommand));
    let value = text(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let meant = text(ContextKind::ValidValue)
        .filter(|values| !values.is_empty())
        .or_else(|| text(ContextKind::SuggestedArg))
        .or_else(|| text(ContextKind::SuggestedValue))
        .or_else(|| text(ContextKind::SuggestedSubcommand));
    let sentence = words::wrong_usage(lang, argument.as_deref(), value.as_deref(), meant.as_deref(), missing);
    super::say(&format!("koe: {sentence} {}", words::see_help(lang)));
    ExitCode::from(WRONG)
}
