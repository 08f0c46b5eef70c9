//! `koe scores`: mean scores, shares of the best and worst, indices such as a DI, and the points of ranks.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{ArgMatches, Command};

use super::ask::{self, Asked};
use super::{Context, Failure, pages};
use crate::export::json;
use crate::messages::{Lang, measures as words, table as table_words};
use crate::model::measure::{Ends, Index, Measure};
use crate::model::table::Percent;
use crate::model::{Kind, Question, Survey, Table, TableSpec};
use crate::present::{Page, scores};
use crate::tabulate;

/// Flags of tables that mean nothing here: shares are always of the row's base.
const WITHOUT: [&str; 1] = ["percent"];

pub fn command(lang: Lang) -> Command {
    let command = Command::new("scores").about(words::scores(lang)).after_help(words::scores_help(lang));
    ask::without(pages::flags(ask::flags(command, lang), lang), &WITHOUT)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    ask::refuse(context, arguments, "scores", &WITHOUT)?;
    let format = pages::format(context, arguments)?;
    let asked = Asked::of(context, arguments)?;
    let loaded = asked.load(context, arguments.get_one::<PathBuf>("output"))?;
    let mut sheets = Vec::new();
    let mut all: Vec<Table> = Vec::new();
    for loaded in &loaded {
        let survey = loaded.responses.survey();
        let mut specs = Vec::new();
        for spec in asked.specs(context, survey)? {
            let question = survey.question(&spec.question);
            match question.filter(|question| has_scores(survey, question)) {
                Some(question) => {
                    specs.push(TableSpec { measures: measures(survey, question), percent: Percent::Row, ..spec })
                }
                // An id nobody has is told of by `tabulate`.
                None if question.is_none() => specs.push(spec),
                None if !asked.questions.is_empty() => {
                    return Err(Failure::Usage(words::no_score(lang, &spec.question)));
                }
                None => {}
            }
        }
        let labels = table_words::labels(lang);
        let tables = tabulate::tables(&loaded.responses, &specs, &labels, &AtomicBool::new(false))?;
        let view = pages::view(context, arguments);
        for grid in scores::grids(&tables, survey, asked.inference.level, &view, lang) {
            let method = pages::method(survey, arguments, format, lang);
            sheets.push(Page::new(grid.title.clone(), grid, survey.about.synthetic, method, lang));
        }
        all.extend(tables);
    }
    if all.is_empty() {
        return Err(Failure::Usage(words::no_scores(lang)));
    }
    pages::write(context, arguments, words::scores(lang), || Ok(json::tables(&all, lang)?), &sheets)
}

fn has_scores(survey: &Survey, question: &Question) -> bool {
    question.kind == Kind::Rank || question.is_scored() || survey.indices_of(question).next().is_some()
}

/// Everything that is measured of a question: its score, its ends, its indices.
fn measures(survey: &Survey, question: &Question) -> Vec<Measure> {
    let ends = Ends::of(question).map(|ends| Measure::ends(&ends));
    let score = Measure::score(question).into_iter();
    score.chain(ends.into_iter().flatten()).chain(survey.indices_of(question).map(Index::measure)).collect()
}
