//! `koe portfolio`: satisfaction against importance (CS分析) as a survey's `[[portfolio]]` says.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::ask::{self, Asked};
use super::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::load::Loaded;
use crate::messages::{Lang, measures as words, table as table_words};
use crate::model::measure::{Area, Cross, Measure, Portfolio, PortfolioItem, PortfolioSpec};
use crate::model::{Table, TableSpec};
use crate::present::{Page, View, portfolio as drawn};
use crate::tabulate::{self, portfolio};

/// Flags of tables that mean nothing here.
const WITHOUT: [&str; 2] = ["percent", "pairs"];

pub fn command(lang: Lang) -> Command {
    let command = Command::new("portfolio").about(words::portfolio(lang)).after_help(words::portfolio_help(lang));
    let command = ask::without(pages::flags(ask::flags(command, lang), lang), &WITHOUT);
    command.mut_arg("questions", |arg| arg.value_name("ID").help(words::portfolio_id(lang)))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    ask::refuse(context, arguments, "portfolio", &WITHOUT)?;
    let format = pages::format(context, arguments)?;
    let mut asked = Asked::of(context, arguments)?;
    let ids = std::mem::take(&mut asked.questions);
    let loaded = asked.load(context, arguments.get_one::<PathBuf>("output"))?;
    let portfolios = || loaded.iter().flat_map(|loaded| loaded.responses.survey().portfolios.iter());
    let known: Vec<&str> = portfolios().map(|spec| spec.id.as_str()).collect();
    if let Some(id) = ids.iter().find(|id| !known.contains(&id.as_str())) {
        return Err(Failure::Usage(words::no_portfolio(lang, Some(id), &known)));
    }
    if known.is_empty() {
        return Err(Failure::Usage(words::no_portfolio(lang, None, &known)));
    }
    let view = pages::view(context, arguments);
    let (mut sheets, mut whole) = (Vec::new(), Vec::new());
    for loaded in &loaded {
        let survey = loaded.responses.survey();
        for spec in survey.portfolios.iter().filter(|spec| ids.is_empty() || ids.contains(&spec.id)) {
            // Every question of a survey is asked in the same way.
            let template = asked.template(context, survey)?;
            let method = pages::method(survey, arguments, format, lang);
            let Some((object, pages)) = answer(lang, loaded, spec, &template, &view, &method)? else { continue };
            whole.push(object);
            sheets.extend(pages);
        }
    }
    pages::write(context, arguments, words::portfolio(lang), || Ok(export_json::value(&whole)?), &sheets)
}

/// A portfolio for programs, and for people a page per group. `template` is asked of every question.
pub(super) fn answer(
    lang: Lang,
    loaded: &Loaded,
    spec: &PortfolioSpec,
    template: &TableSpec,
    view: &View,
    method: &[String],
) -> Result<Option<(Value, Vec<Page>)>, Failure> {
    let survey = loaded.responses.survey();
    let Some((specs, measures)) = portfolio::asked(survey, spec, template) else { return Ok(None) };
    let labels = table_words::labels(lang);
    let tables = tabulate::tables(&loaded.responses, &specs, &labels, &AtomicBool::new(false))?;
    let Some(first) = tables.first() else { return Ok(None) };
    let answered = portfolio::portfolios(spec, &tables);
    let notes = drawn::notes(&tables, &measures, view.marks, lang);
    let page = |portfolio: &Portfolio| {
        let group = portfolio.group.as_ref().map(|(_, label)| format!(" {label}")).unwrap_or_default();
        let grid = drawn::grid(spec, portfolio, &measures, &notes, view, lang);
        let name = format!("{}{group}", drawn::title(spec));
        Page {
            plot: drawn::plot(spec, portfolio, view, lang),
            scatter: drawn::scatter(spec, portfolio, lang),
            ..Page::new(name, grid, survey.about.synthetic, method.to_vec(), lang)
        }
    };
    let pages = answered.iter().map(page).collect();
    Ok(Some((to_json(lang, spec, first, &measures, &answered, &notes), pages)))
}

fn to_json(
    lang: Lang,
    spec: &PortfolioSpec,
    first: &Table,
    measures: &[Measure; 2],
    answered: &[Portfolio],
    notes: &[String],
) -> Value {
    let cross = match spec.cross {
        Cross::Mean => json!("mean"),
        Cross::Zero => json!("zero"),
        Cross::At(at) => json!(at),
    };
    let name =
        |high_importance, high_satisfaction| words::area_name(lang, spec, Area { high_importance, high_satisfaction });
    let groups: Vec<Value> = answered
        .iter()
        .map(|portfolio| {
            let (banner, code) = portfolio.group_code.clone().unzip();
            let label = portfolio.group.as_ref().map_or_else(|| table_words::total(lang), |(_, label)| label.as_str());
            json!({
                "banner": banner, "code": code.unwrap_or_else(|| "total".to_owned()), "label": label,
                "small": portfolio.small, "cross": portfolio.cross,
                "items": portfolio.items.iter().map(|item| item_json(lang, spec, item)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "survey": first.survey, "id": spec.id, "label": drawn::title(spec), "weight": first.weight,
        "settings": {
            "satisfaction": spec.satisfaction, "importance": spec.importance, "formula": spec.formula, "cross": cross,
            "x": spec.x, "measures": measures,
            "areas": {
                "high-importance-low-satisfaction": name(true, false),
                "high-importance-high-satisfaction": name(true, true),
                "low-importance-low-satisfaction": name(false, false),
                "low-importance-high-satisfaction": name(false, true),
            },
        },
        "groups": groups,
        "notes": notes,
    })
}

fn item_json(lang: Lang, spec: &PortfolioSpec, item: &PortfolioItem) -> Value {
    let [satisfaction, importance] = &item.measured;
    json!({
        "number": item.number, "label": item.label, "questions": item.questions,
        "satisfaction": satisfaction, "importance": importance,
        "x": item.at.map(|[x, _]| x), "y": item.at.map(|[_, y]| y),
        "area": item.area.map(|area| words::area_name(lang, spec, area)),
        "high_importance": item.area.map(|area| area.high_importance),
        "high_satisfaction": item.area.map(|area| area.high_satisfaction),
        "distance": item.distance, "demand": item.demand, "improvement": item.improvement,
    })
}
