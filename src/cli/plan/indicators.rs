//! `koe plan indicators`: where indicators started, stand, and are to go.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::{plan_flag, plans};
use crate::cli::{Context, Failure, definitions, guard_output, load_all, pages, project_inputs};
use crate::export::json as export_json;
use crate::load;
use crate::messages::{Lang, indicators as words, table as table_words};
use crate::model::plan::Plan;
use crate::plans::indicators::Indicator;
use crate::present::indicators as present;
use crate::project::findings::Library;
use crate::project::indicators;

pub(super) fn command(lang: Lang) -> Command {
    pages::flags(Command::new("indicators").about(words::about(lang)).arg(plan_flag(lang)), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    plans(context, arguments)?;
    let (project, definitions) = definitions(context, None)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&project))?;
    let plans = load::plan::plans(&project.plans)?;
    let paths: Vec<&Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    let loaded = load_all(context, &project, &paths)?;
    let library = Library {
        surveys: loaded.iter().map(|loaded| &loaded.responses).collect(),
        sets: Vec::new(),
        plans: &plans,
        labels: table_words::labels(lang),
        lang,
        cancel: &AtomicBool::new(false),
    };
    let only = arguments.get_one::<String>("plan").map(String::as_str);
    let found = indicators::indicators(&library, only)?;
    if found.is_empty() {
        return Err(Failure::Usage(words::none(lang).to_owned()));
    }
    let synthetic = loaded.iter().any(|loaded| loaded.responses.survey().about.synthetic)
        || plans.iter().any(|plan| plan.about.synthetic);
    let whole = || {
        let all: Vec<Value> = found.iter().map(|indicator| to_json(&plans, indicator, lang)).collect();
        Ok(export_json::value(&all)?)
    };
    let page = present::page(&found, synthetic, &pages::view(context, arguments), lang);
    pages::write(context, arguments, words::title(lang), whole, &[page])
}

fn to_json(plans: &[Plan], indicator: &Indicator, lang: Lang) -> Value {
    let progress = indicator.progress();
    let plan = plans.iter().find(|plan| plan.id == indicator.record.plan);
    let record = plan.and_then(|plan| plan.record(&indicator.record.id));
    let name = indicator.record.id.as_str();
    let faults: Vec<String> = indicator.faults.iter().map(|fault| words::fault(lang, name, fault)).collect();
    let present = indicator.present().map(|(year, value)| {
        let wave = indicator.waves.last();
        json!({
            "year": year, "value": value, "survey": wave.map(|wave| &wave.survey), "n": wave.map(|wave| wave.n),
            "se": wave.and_then(|wave| wave.se), "ci": wave.map(|wave| wave.interval), "small": wave.map(|wave| wave.small),
        })
    });
    json!({
        "plan": indicator.record.plan, "id": indicator.record.id, "title": record.map(|record| &record.title),
        "unit": indicator.unit, "figure": record.and_then(|record| record.figure.as_ref()),
        "baseline": indicator.baseline, "present": present, "target": indicator.target,
        "gap": progress.gap, "way": progress.way,
        "years": progress.years.map(|(gone, all)| json!({ "gone": gone, "all": all })),
        "change": indicator.change, "waves": indicator.waves, "results": indicator.results, "faults": faults,
    })
}
