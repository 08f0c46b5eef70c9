//! `koe returns`: how many forms came on each day, by mode and by stratum, with a bar per day.

use clap::{ArgMatches, Command};
use serde_json::json;

use super::{Context, Failure, pages, say, survey_flag};
use crate::export::json as export_json;
use crate::messages::{Lang, intake as words};
use crate::model::day;
use crate::present::{Page, intake as present};
use crate::tabulate::returns::{ReturnsDay, returns};

pub fn command(lang: Lang) -> Command {
    pages::flags(Command::new("returns").about(words::returns_about(lang)).arg(survey_flag(lang)), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let format = pages::format(context, arguments)?;
    let loaded = pages::surveys(context, arguments)?;
    let (mut whole, mut sheets) = (Vec::new(), Vec::new());
    for loaded in &loaded {
        let survey = loaded.responses.survey();
        let found = returns(&loaded.responses, loaded.arrivals.iter().chain(&loaded.typed));
        if found.days.iter().all(|day| day.day.is_none()) {
            say(&format!("{}: {}", survey.title(), words::no_days(lang)));
        }
        let days: Vec<present::Day> = found.days.iter().map(drawn).collect();
        whole.push(json!({
            "survey": survey.about.id, "modes": found.modes, "strata": found.strata,
            "days": found.days.iter().map(|line| json!({
                "day": line.day.map(day::iso), "received": line.received, "so_far": line.so_far, "valid": line.valid,
                "by_mode": line.by_mode, "by_stratum": line.by_stratum,
            })).collect::<Vec<_>>(),
        }));
        let grid = present::returns(&days, &found.modes, &found.strata, survey.title(), lang);
        let method = pages::method(survey, arguments, format, lang);
        let mut page = Page::new(survey.about.id.clone(), grid, survey.about.synthetic, method, lang);
        page.plot = present::bars(&days, if context.ascii { '#' } else { '█' }, lang);
        sheets.push(page);
    }
    pages::write(context, arguments, words::returns_title(lang), || Ok(export_json::value(&whole)?), &sheets)
}

fn drawn(line: &ReturnsDay) -> present::Day {
    present::Day {
        day: line.day,
        counts: [line.received, line.so_far, line.valid],
        by_mode: line.by_mode.clone(),
        by_stratum: line.by_stratum.clone(),
    }
}
