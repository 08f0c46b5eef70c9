//! `koe deliveries`: every version of the files that was seen, with what it added, changed and lost.

use clap::{ArgMatches, Command};

use super::{Context, Failure, pages, project, say, survey_flag};
use crate::export::json as export_json;
use crate::messages::{Lang, intake as words, table};
use crate::present::{Page, intake as present};
use crate::project::{clock, deliveries};

pub fn command(lang: Lang) -> Command {
    pages::flags(Command::new("deliveries").about(words::deliveries_about(lang)).arg(survey_flag(lang)), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let root = project(context)?.root;
    let loaded = pages::surveys(context, arguments)?;
    let (mut whole, mut sheets) = (Vec::new(), Vec::new());
    for loaded in &loaded {
        let about = &loaded.responses.survey().about;
        let observed = deliveries::observe(&root, &about.id, &loaded.arrivals, &clock::now(), context.read_only);
        whole.push(serde_json::json!({ "survey": about.id, "deliveries": observed.deliveries }));
        let grid = present::deliveries(&observed.deliveries, loaded.responses.survey().title(), lang);
        let method = vec![table::made_with(lang, None)];
        sheets.push(Page::new(about.id.clone(), grid, about.synthetic, method, lang));
        for news in &observed.news {
            say(&format!("{}: {}", news.name(), words::delivered(lang, news)));
        }
    }
    pages::write(context, arguments, words::deliveries_title(lang), || Ok(export_json::value(&whole)?), &sheets)
}
