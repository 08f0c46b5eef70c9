//! `koe reminders`: the ids of those who were sent a form and have not answered. Names and addresses are not read.

use std::collections::HashSet;

use clap::{ArgMatches, Command};
use serde_json::json;

use super::{Context, Failure, definitions, pages, say, survey_flag};
use crate::export::json as export_json;
use crate::load::roster;
use crate::messages::{Lang, intake as words};
use crate::present::{Page, intake as present};

pub fn command(lang: Lang) -> Command {
    pages::flags(Command::new("reminders").about(words::reminders_about(lang)).arg(survey_flag(lang)), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let format = pages::format(context, arguments)?;
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let (project, surveys) = definitions(context, named)?;
    let mut lists = Vec::new();
    for (path, survey) in &surveys {
        if let Some(list) = roster::read(survey, path, &project.root)? {
            lists.push((survey.about.id.clone(), list));
        }
    }
    if lists.is_empty() {
        return Err(Failure::Usage(words::no_roster(lang).to_owned()));
    }
    let loaded = pages::surveys(context, arguments)?;
    let (mut whole, mut sheets) = (Vec::new(), Vec::new());
    for (id, list) in lists {
        let Some(loaded) = loaded.iter().find(|loaded| loaded.responses.survey().about.id == id) else { continue };
        let survey = loaded.responses.survey();
        // Whoever sent anything back, a blank form too, is not asked again; typed forms have come back as well.
        let came = loaded.arrivals.iter().chain(&loaded.typed).flat_map(|arrival| &arrival.cases);
        let back: HashSet<&str> = came.map(|case| case.case.as_str()).collect();
        let sent: HashSet<&str> = list.sent.iter().map(|sent| sent.id.as_str()).collect();
        let answered = list.sent.iter().filter(|sent| back.contains(sent.id.as_str())).count();
        let silent = || list.sent.iter().filter(|sent| !back.contains(sent.id.as_str()));
        let undelivered = silent().filter(|sent| sent.undelivered).count();
        let left: Vec<(String, Vec<String>)> =
            silent().filter(|sent| !sent.undelivered).map(|sent| (sent.id.clone(), sent.shown.clone())).collect();
        let mut strangers: Vec<String> =
            back.iter().filter(|id| !id.starts_with('#') && !sent.contains(*id)).map(|id| (*id).to_owned()).collect();
        strangers.sort();
        say(&words::reminded(lang, list.sent.len(), answered, undelivered, left.len()));
        if !list.twice.is_empty() {
            say(&words::twice(lang, &list.twice));
        }
        if !strangers.is_empty() {
            say(&words::strangers(lang, &strangers));
        }
        whole.push(json!({
            "survey": id, "sent": list.sent.len(), "answered": answered, "undelivered": undelivered,
            "remind": left.iter().map(|(id, _)| id).collect::<Vec<_>>(), "not_in_list": strangers, "twice": list.twice,
        }));
        let mut grid = present::reminders(&left, &list.heads, survey.title(), lang);
        grid.subtitles.push(words::reminded(lang, list.sent.len(), answered, undelivered, left.len()));
        let method = pages::method(survey, arguments, format, lang);
        sheets.push(Page::new(id.clone(), grid, survey.about.synthetic, method, lang));
    }
    pages::write(context, arguments, words::reminders_title(lang), || Ok(export_json::value(&whole)?), &sheets)
}
