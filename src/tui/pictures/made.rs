//! Pictures that take more than the table of their question: the portfolio it is part of, its waves. They are made on a
//! thread when they are looked at, and kept until something else is asked.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::kind::{self, Chart};
use crate::load::{LoadError, Loaded, mapping as mapping_file};
use crate::messages::{Lang, pictures as say, problem, table as table_words, waves as wave_words};
use crate::model::Survey;
use crate::model::mapping::Mapping;
use crate::model::measure::{Measure, Portfolio, PortfolioSpec};
use crate::model::table::{Inference, Percent, TableSpec};
use crate::model::wave::Waves;
use crate::present::{Marks, portfolio as drawn};
use crate::tabulate::wave::{self, How, pick};
use crate::tabulate::{self, portfolio};
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::state::{Data, Screen, State as Program};

/// What a picture is asked of.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its kind.
    pub chart: Chart,
    /// The table of the question.
    pub spec: TableSpec,
    /// The answers.
    pub data: Arc<Loaded>,
    /// Those of the other surveys of the project.
    pub others: Vec<Arc<Loaded>>,
    /// Surveys of the project whose answers could not be read.
    pub unread: Vec<Arc<Survey>>,
    /// The mapping file of the project, and what it says.
    pub mapping: (Option<PathBuf>, Result<Arc<Mapping>, String>),
    /// All surveys of the project; none where one of them cannot be read, since nothing is held against them then.
    pub surveys: Option<Vec<Arc<Survey>>>,
    /// Signs of the notes.
    pub marks: Marks,
}

/// What was made.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A portfolio.
    Portfolio(Box<PortfolioFound>),
    /// Waves, and what is said of those that could not be read.
    Waves(Box<Waves>, Vec<String>),
}

/// A portfolio with what was measured for it.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioFound {
    /// As the survey defines it.
    pub spec: PortfolioSpec,
    /// Measures of satisfaction and importance.
    pub measures: [Measure; 2],
    /// 全体 and the groups.
    pub groups: Vec<Portfolio>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

/// A picture that was asked for, and what came of it; `None` while it is being made.
#[derive(Debug, Clone)]
pub struct Made {
    asked: Asked,
    /// The picture, or why there is none.
    pub found: Option<Result<Arc<Found>, String>>,
}

impl Asked {
    /// True when the other would give the same picture.
    fn is_like(&self, other: &Self) -> bool {
        let same_others = self.others.len() == other.others.len()
            && self.others.iter().zip(&other.others).all(|(a, b)| Arc::ptr_eq(a, b));
        let same_unread =
            self.unread.iter().map(|survey| &survey.about.id).eq(other.unread.iter().map(|survey| &survey.about.id));
        same_unread
            && self.chart == other.chart
            && self.spec == other.spec
            && Arc::ptr_eq(&self.data, &other.data)
            && self.mapping == other.mapping
            && same_others
    }
}

/// Asks for the picture that is looked at, unless it is there or not of this kind.
pub fn refresh(program: &mut Program) -> Option<Effect> {
    if !program.screen.shows_table() {
        return None;
    }
    let chart = kind::shown(program).filter(|chart| chart.is_made())?;
    let survey = program.current;
    let opened = program.opened()?;
    if opened.table.no_chart && program.screen == Screen::Table {
        return None;
    }
    // With the table itself there is nothing to wait for; before, the newest question is not known to stay.
    let answer = opened.table.answer.as_ref().filter(|_| !opened.table.computing)?;
    let other = |(at, opened): (usize, &crate::tui::state::Opened)| opened.loaded().filter(|_| at != survey).cloned();
    let others =
        if chart == Chart::Lines { program.surveys.iter().enumerate().filter_map(other).collect() } else { Vec::new() };
    let failed = |opened: &&crate::tui::state::Opened| matches!(opened.data, Data::Failed(_));
    let unread = program.surveys.iter().filter(failed).filter_map(|opened| opened.definition.as_ref().ok().cloned());
    // Both are of row percentages, whatever the table shows; pairs of groups are compared in neither.
    let inference = Inference { pairs: false, ..answer.spec.inference };
    let spec = TableSpec { percent: Percent::Row, inference, ..answer.spec.clone() };
    let asked = Asked {
        chart,
        spec,
        data: Arc::clone(opened.loaded()?),
        others,
        unread: if chart == Chart::Lines { unread.collect() } else { Vec::new() },
        mapping: (program.mapping.clone(), program.same.clone()),
        surveys: program.surveys.iter().map(|opened| opened.definition.as_ref().ok().cloned()).collect(),
        marks: Marks::on_screen(program.ascii),
    };
    if opened.table.made.as_ref().is_some_and(|made| made.asked.is_like(&asked)) {
        return None;
    }
    // Only the newest is made: one of another survey that was not ready is asked for again when it is looked at.
    for opened in &mut program.surveys {
        opened.table.made = opened.table.made.take().filter(|made| made.found.is_some());
    }
    let opened = program.opened_mut()?;
    opened.table.made = Some(Made { asked: asked.clone(), found: None });
    Some(Effect::Draw { survey, asked: Box::new(asked) })
}

/// Keeps what was made, if it is still what was asked for.
pub fn take(program: &mut Program, survey: usize, result: Result<Found, String>) {
    if let Some(made) = program.surveys.get_mut(survey).and_then(|opened| opened.table.made.as_mut()) {
        made.found = Some(result.map(Arc::new));
    }
}

/// Makes a picture.
///
/// # Errors
/// A sentence about why there is none.
pub fn make(asked: &Asked, lang: Lang, cancel: &AtomicBool) -> Result<Found, String> {
    match asked.chart {
        Chart::Lines => waves(asked, lang, cancel),
        _ => found_portfolio(asked, lang, cancel),
    }
}

fn found_portfolio(asked: &Asked, lang: Lang, cancel: &AtomicBool) -> Result<Found, String> {
    let survey = asked.data.responses.survey();
    let is_of = |spec: &&PortfolioSpec| {
        portfolio::pairs(survey, spec).iter().flatten().any(|question| question.id == asked.spec.question)
    };
    let spec = survey.portfolios.iter().find(is_of).ok_or_else(|| say::no_portfolio(lang).to_owned())?;
    let (specs, measures) =
        portfolio::asked(survey, spec, &asked.spec).ok_or_else(|| say::nothing_to_place(lang).to_owned())?;
    let tables = tabulate::tables(&asked.data.responses, &specs, &table_words::labels(lang), cancel)
        .map_err(|error| problem::tabulate_error(lang, &error))?;
    let notes = drawn::notes(&tables, &measures, asked.marks, lang);
    let groups = portfolio::portfolios(spec, &tables);
    Ok(Found::Portfolio(Box::new(PortfolioFound { spec: spec.clone(), measures, groups, notes })))
}

fn waves(asked: &Asked, lang: Lang, cancel: &AtomicBool) -> Result<Found, String> {
    let (file, mapping) = &asked.mapping;
    let mapping = mapping.as_ref().map_err(Clone::clone)?;
    let own = asked.data.responses.survey();
    let all: Vec<&Arc<Loaded>> = std::iter::once(&asked.data).chain(&asked.others).collect();
    if let (Some(file), Some(surveys)) = (file, &asked.surveys) {
        // Choices found in the data are those of what has been read.
        let read =
            |survey: &Arc<Survey>| all.iter().find(|loaded| loaded.responses.survey().about.id == survey.about.id);
        let known = |survey| read(survey).map_or(survey.as_ref(), |loaded| loaded.responses.survey().as_ref());
        let surveys: Vec<&Survey> = surveys.iter().map(known).collect();
        mapping_file::check(mapping, file, &surveys)
            .map_err(|error| problem::load_error(lang, &LoadError::from(error)))?;
    }
    let read = all.iter().map(|loaded| loaded.responses.survey().as_ref());
    // Who would be among the waves if it could be read is said, as its line would be missed.
    let with_unread = pick::oldest_first(read.clone().chain(asked.unread.iter().map(AsRef::as_ref)).collect());
    let wanted = pick::of_question(&with_unread, mapping, own, &asked.spec.question);
    let is_missing = |survey: &&Arc<Survey>| {
        wanted.as_ref().is_some_and(|wanted| wanted.places.iter().any(|(id, _)| *id == survey.about.id))
    };
    let missing: Vec<String> =
        asked.unread.iter().filter(is_missing).map(|survey| say::wave_unread(lang, &display(survey.title()))).collect();
    let surveys = pick::oldest_first(read.collect());
    let comparison = pick::of_question(&surveys, mapping, own, &asked.spec.question);
    let none = || if missing.is_empty() { say::no_waves(lang).to_owned() } else { missing.concat() };
    let comparison = comparison.ok_or_else(none)?;
    let find = |id: &str| all.iter().copied().find(|loaded| loaded.responses.survey().about.id == id);
    let sides: Vec<(&Arc<Loaded>, &str)> =
        comparison.places.iter().filter_map(|(survey, question)| Some((find(survey)?, *question))).collect();
    let surveys: Vec<&Survey> = sides.iter().map(|(loaded, _)| loaded.responses.survey().as_ref()).collect();
    let names = wave_words::names(lang, &surveys);
    let waves: Vec<wave::Asked<'_>> = sides
        .iter()
        .zip(names)
        .map(|((loaded, question), name)| {
            // A weight has its own id in each survey: that of the survey itself is used there.
            let about = &loaded.responses.survey().about;
            let weight =
                if Arc::ptr_eq(loaded, &asked.data) { asked.spec.weight.clone() } else { about.default_weight.clone() };
            let weight = weight.filter(|_| asked.spec.weight.is_some());
            let spec = TableSpec { question: (*question).to_owned(), weight, ..asked.spec.clone() };
            wave::Asked { responses: &loaded.responses, spec, name }
        })
        .collect();
    let how = How { same: comparison.same, mapping, different_bases: false };
    let found = wave::compare(&waves, &how, &table_words::labels(lang), cancel)
        .map_err(|error| wave_words::wave_error(lang, &error))?;
    Ok(Found::Waves(Box::new(found), missing))
}
