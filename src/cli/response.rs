//! `koe response`: what was sent and what came back (回収状況).

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::{Context, Failure, pages, survey_flag};
use crate::export::json as export_json;
use crate::load::Loaded;
use crate::messages::{Lang, measures as words, table as table_words};
use crate::present::{Page, View, fieldwork as drawn};
use crate::tabulate::fieldwork;

pub fn command(lang: Lang) -> Command {
    pages::flags(Command::new("response").about(words::response(lang)).arg(survey_flag(lang)), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let format = pages::format(context, arguments)?;
    let loaded = pages::surveys(context, arguments)?;
    let view = pages::view(context, arguments);
    let (mut sheets, mut whole) = (Vec::new(), Vec::new());
    for loaded in &loaded {
        let method = pages::method(loaded.responses.survey(), arguments, format, lang);
        let (object, page) = answer(lang, loaded, &view, method);
        whole.push(object);
        sheets.push(page);
    }
    pages::write(context, arguments, words::response(lang), || Ok(export_json::value(&whole)?), &sheets)
}

/// What was sent and came back, for programs and for people.
pub(super) fn answer(lang: Lang, loaded: &Loaded, view: &View, method: Vec<String>) -> (Value, Page) {
    let survey = loaded.responses.survey();
    let answered = fieldwork::response(&loaded.responses);
    let grid = drawn::response(&answered, survey, table_words::total(lang), view, lang);
    let mut object = json!(answered);
    if let Some(object) = object.as_object_mut() {
        object.insert("notes".to_owned(), json!(grid.notes));
    }
    let name = format!("{} {}", words::response_title(lang), survey.about.id);
    (object, Page::new(name, grid, survey.about.synthetic, method, lang))
}
