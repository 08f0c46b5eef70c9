//! `koe weights`: what each weighting scheme comes to.

use clap::{Arg, ArgMatches, Command};

use super::{Context, Failure, pages, say, survey_flag};
use crate::export::json;
use crate::load::Loaded;
use crate::messages::{Lang, usage, weights as words};
use crate::model::weight::WeightReport;
use crate::present::{Page, weights as drawn};
use crate::tabulate::{TabulateError, weight};

pub fn command(lang: Lang) -> Command {
    let command = Command::new("weights")
        .about(words::about(lang))
        .arg(Arg::new("ids").value_name("W").num_args(0..).help(words::ids(lang)))
        .arg(survey_flag(lang))
        .arg(pages::switch("cases", words::cases(lang)));
    pages::flags(command, lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let loaded = pages::surveys(context, arguments)?;
    let ids: Vec<&String> = arguments.get_many("ids").into_iter().flatten().collect();
    let schemes = loaded.iter().flat_map(|loaded| &loaded.responses.survey().weights);
    let known: Vec<&str> = schemes.map(|weight| weight.id.as_str()).collect();
    if let Some(id) = ids.iter().find(|id| !known.contains(&id.as_str())) {
        return Err(Failure::Usage(usage::unknown_weight(context.lang, id, &known)));
    }
    let mut reports: Vec<(&Loaded, WeightReport)> = Vec::new();
    for loaded in &loaded {
        let schemes = loaded.responses.survey().weights.iter();
        for scheme in schemes.filter(|scheme| ids.is_empty() || ids.contains(&&scheme.id)) {
            let report = weight::report(&loaded.responses, &scheme.id, arguments.get_flag("cases"));
            reports.push((loaded, report.map_err(TabulateError::from)?));
        }
    }
    if reports.is_empty() {
        say(words::none(context.lang));
    }
    let view = pages::view(context, arguments);
    let format = pages::format(context, arguments)?;
    let page = |(loaded, report): &(&Loaded, WeightReport)| {
        let survey = loaded.responses.survey();
        let method = pages::method(survey, arguments, format, context.lang);
        let page = |name, grid| Page::new(name, grid, survey.about.synthetic, method.clone(), context.lang);
        let name = format!("{} {}", report.id, report.survey);
        let cases = drawn::cases(report, survey, &view, context.lang);
        let summary = page(name.clone(), drawn::weights(report, survey, &view, context.lang));
        let cases = cases.map(|grid| page(format!("{name} {}", words::case(context.lang)), grid));
        std::iter::once(summary).chain(cases).collect::<Vec<Page>>()
    };
    let sheets: Vec<Page> = reports.iter().flat_map(page).collect();
    let whole = || Ok(json::value(&reports.iter().map(|(_, report)| report).collect::<Vec<_>>())?);
    pages::write(context, arguments, words::about(context.lang), whole, &sheets)
}
