//! Which kinds of pictures there are, which of them a question has, and which one is shown.
//!
//! What somebody chose holds for the survey; a question that it does not suit shows its usual one.

use crate::messages::{Lang, pictures as say};
use crate::model::{Question, Survey};
use crate::present::picture::{adds_up, has_answers};
use crate::tabulate::wave::pick;
use crate::tui::action::Effect;
use crate::tui::popups::rows::{Row, What};
use crate::tui::screens::table::Pane;
use crate::tui::state::{Data, Opened, State as Program, Tone};

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chart {
    /// 帯グラフ.
    Bands,
    /// 横棒.
    Bars,
    /// 折れ線 over the waves of the survey.
    Lines,
    /// 散布図 of the portfolio that the question is part of.
    Points,
}

impl Chart {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bands, Self::Bars, Self::Lines, Self::Points];

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Bands => say::bands(lang),
            Self::Bars => say::bars(lang),
            Self::Lines => say::lines(lang),
            Self::Points => say::points(lang),
        }
    }

    /// True for those that are made of more than the table of the question.
    pub fn is_made(self) -> bool {
        matches!(self, Self::Lines | Self::Points)
    }
}

/// The question that is looked at.
pub fn question(program: &Program) -> Option<&Question> {
    let opened = program.opened()?;
    opened.survey()?.questions.get(opened.table.question)
}

/// Why a kind does not suit the question that is looked at; `None` where it does.
pub fn refused(program: &Program, chart: Chart) -> Option<&'static str> {
    let lang = program.lang;
    let Some(question) = question(program) else { return Some(say::no_options(lang)) };
    match chart {
        _ if !has_answers(question) => Some(say::no_options(lang)),
        Chart::Bands => (!adds_up(question.kind)).then(|| say::not_adding(lang)),
        Chart::Bars => None,
        Chart::Lines => no_waves(program, question),
        Chart::Points => (!in_portfolio(program, question)).then(|| say::no_portfolio(lang)),
    }
}

fn no_waves(program: &Program, question: &Question) -> Option<&'static str> {
    let lang = program.lang;
    // What is wrong with the mapping file is said in the place of the picture.
    let (Ok(mapping), Some(own)) = (&program.same, program.opened().and_then(|opened| opened.survey())) else {
        return None;
    };
    let surveys: Vec<&Survey> =
        program.surveys.iter().filter_map(|opened| opened.survey().map(AsRef::as_ref)).collect();
    let Some(comparison) = pick::of_question(&surveys, mapping, own, &question.id) else {
        return Some(say::no_waves(lang));
    };
    let is_loading = |opened: &Opened| matches!(opened.data, Data::Loading);
    let takes_part = |opened: &Opened| opened.survey().is_some_and(|survey| comparison.has(&survey.about.id));
    program.surveys.iter().any(|opened| takes_part(opened) && is_loading(opened)).then(|| say::waves_loading(lang))
}

fn in_portfolio(program: &Program, question: &Question) -> bool {
    let Some(survey) = program.opened().and_then(|opened| opened.survey()) else { return false };
    let is_of = |id: &str| question.id == id || question.parent.as_deref() == Some(id);
    survey.portfolios.iter().any(|spec| is_of(&spec.satisfaction) || is_of(&spec.importance))
}

/// The kind that is shown of the question: the chosen one where it suits, otherwise the usual one.
pub fn shown(program: &Program) -> Option<Chart> {
    let question = question(program)?;
    let chosen = program.opened()?.table.chart.filter(|chart| refused(program, *chart).is_none());
    let usual = if adds_up(question.kind) { Chart::Bands } else { Chart::Bars };
    chosen.or(Some(usual)).filter(|chart| refused(program, *chart).is_none())
}

/// The next kind that suits the question; after the last, where that is wished, no chart at all.
pub fn next(program: &mut Program, with_none: bool) -> Vec<Effect> {
    let lang = program.lang;
    let suits: Vec<Chart> = Chart::ALL.into_iter().filter(|chart| refused(program, *chart).is_none()).collect();
    let hidden = program.opened().is_some_and(|opened| opened.table.no_chart) && with_none;
    let now = shown(program).filter(|_| !hidden).and_then(|now| suits.iter().position(|chart| *chart == now));
    let next = match now {
        None => suits.first(),
        Some(at) if with_none => suits.get(at + 1),
        Some(at) => suits.get((at + 1) % suits.len().max(1)),
    };
    if suits.is_empty() {
        program.refuse(say::no_options(lang));
        return Vec::new();
    }
    if !with_none && suits.len() < 2 {
        program.refuse(say::show_one_chart(lang));
        return Vec::new();
    }
    choose(program, next.copied())
}

/// Shows a kind, or none.
pub fn choose(program: &mut Program, chart: Option<Chart>) -> Vec<Effect> {
    let lang = program.lang;
    if let Some(reason) = chart.and_then(|chart| refused(program, chart)) {
        program.refuse(reason);
        return Vec::new();
    }
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    opened.table.no_chart = chart.is_none();
    if chart.is_some() {
        opened.table.chart = chart;
    } else if opened.table.focus == Pane::Chart {
        opened.table.focus = Pane::Table;
    }
    let name = chart.map_or(say::hidden(lang), |chart| chart.name(lang));
    program.tell(Tone::Good, say::switched(lang, name));
    Vec::new()
}

/// The rows of the box in which a kind is chosen.
pub fn rows(program: &Program) -> Vec<Row> {
    let lang = program.lang;
    let hidden = program.opened().is_some_and(|opened| opened.table.no_chart);
    let now = shown(program).filter(|_| !hidden);
    let row = |chart: Option<Chart>| Row {
        what: What::Chart(chart),
        left: chart.map_or(say::hidden(lang), |chart| chart.name(lang)).to_owned(),
        right: chart.and_then(|chart| refused(program, chart)).map_or("", |_| say::not_suited(lang)).to_owned(),
        checked: Some(now == chart),
        reason: chart.and_then(|chart| refused(program, chart)).map(str::to_owned),
    };
    Chart::ALL.into_iter().map(Some).chain([None]).map(row).collect()
}
