//! The overview: every survey with what was sent, what came back, the response rate and its denominator, the problems
//! found, the themes asked about.

use ratatui::layout::Rect;

use super::{next_steps, sets};
use crate::messages::screen as say;
use crate::model::survey::RateBase;
use crate::model::{Severity, Survey};
use crate::present::round;
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::enabled::no_survey;
use crate::tui::state::{Data, On, Opened, Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};
use crate::tui::widgets::grid::{self, Geometry, Head, Row, Sheet};
use crate::tui::widgets::scroll::{FAR, step};

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::Up | Id::Left => go(program, -1),
        Id::Down | Id::Right => go(program, 1),
        Id::PageUp | Id::First | Id::RowStart => go(program, -FAR),
        Id::PageDown | Id::Last | Id::RowEnd => go(program, FAR),
        Id::OpenSurvey if program.on.step().is_some() => return next_steps::go(program),
        Id::OpenSurvey if program.on == On::Sets => program.screen = Screen::Tagging,
        Id::OpenSurvey => {
            program.screen = Screen::Table;
            return super::table::update::ask(program);
        }
        Id::Copy => return copy(program),
        Id::Back => {
            let key = program.keymap.key(Id::Quit, Place::Overview);
            program.refuse(say::how_to_quit(program.lang, &key));
        }
        _ => {}
    }
    Vec::new()
}

/// Why a command cannot be used here.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    match id {
        Id::OpenSurvey if program.on != On::Surveys => None,
        Id::OpenSurvey => no_survey(program),
        Id::Copy => program.surveys.is_empty().then(|| say::no_survey(program.lang).to_owned()),
        _ => None,
    }
}

/// Moves the cursor over the surveys, then over the sets of comments, then over what is to be done next.
fn go(program: &mut Program, by: isize) {
    let (surveys, sets) = (program.surveys.len(), program.sets.len());
    let now = match program.on {
        On::Step(at) => surveys + sets + at,
        On::Sets => surveys + program.current_set,
        On::Surveys => program.current,
    };
    let to = step(now, by, surveys + sets + program.steps.len());
    program.on = match to.checked_sub(surveys + sets) {
        Some(at) if surveys + sets > 0 => On::Step(at),
        _ if to >= surveys && sets > 0 => On::Sets,
        _ => On::Surveys,
    };
    match program.on {
        On::Step(_) => {}
        On::Sets => program.current_set = to - surveys,
        On::Surveys => program.current = to,
    }
}

/// The first thing to do, where there is no room for the list of all.
pub fn status(program: &Program) -> String {
    let (.., next) = areas(main_area(program), program);
    let first = program.steps.first().filter(|_| next.height == 0);
    first.map_or(String::new(), |step| next_steps::worded(program, step))
}

/// Finds what is left to do, and holds the cursor within it.
pub fn settle(program: &mut Program) {
    program.steps = next_steps::steps(program);
    if let On::Step(at) = program.on {
        let last = program.steps.len().checked_sub(1);
        program.on = last.map_or(On::Surveys, |last| On::Step(at.min(last)));
    }
}

fn copy(program: &Program) -> Vec<Effect> {
    let sheet = sheet(program);
    let heads = sheet.columns.iter().map(|head| head.label.clone());
    let mut lines = vec![std::iter::once(String::new()).chain(heads).collect::<Vec<_>>().join("\t")];
    for row in &sheet.rows {
        let cells = row.cells.iter().map(|lines| lines.join(" "));
        lines.push(std::iter::once(row.head.label.clone()).chain(cells).collect::<Vec<_>>().join("\t"));
    }
    vec![Effect::Copy(lines.join("\n") + "\n")]
}

/// The part with the list of surveys, the part with the sets of comments, the part about the one under the cursor, and what to
/// do next.
pub fn areas(area: Rect, program: &Program) -> (Rect, Rect, Rect, Rect) {
    let (list, sets, rest) = upper(area, program);
    let height = next_steps::height(program, rest.height);
    let details = Rect { height: rest.height - height, ..rest };
    (list, sets, details, below(rest, details.height))
}

fn upper(area: Rect, program: &Program) -> (Rect, Rect, Rect) {
    let wanted = u16::try_from(program.surveys.len() + 6).unwrap_or(u16::MAX);
    let sets = sets::height(program);
    if sets == 0 {
        let height = wanted.min(area.height * 3 / 5).max(area.height.min(6));
        return (Rect { height, ..area }, Rect { height: 0, ..area }, below(area, height));
    }
    // On a small terminal the empty row of the table goes before the list of what to do next does.
    let is_small = area.height < wanted + sets + next_steps::LEAST;
    let wanted = if program.surveys.is_empty() { 3 } else { wanted - if is_small { 2 } else { 1 } };
    let height = wanted.min(area.height * 2 / 5).max(area.height.min(5));
    let rest = below(area, height);
    let second = sets.min(rest.height * 3 / 5).max(rest.height.min(5));
    (Rect { height, ..area }, Rect { height: second, ..rest }, below(rest, second))
}

/// The grid of surveys laid out.
pub fn geometry(program: &Program, area: Rect) -> Geometry {
    let (list, ..) = areas(area, program);
    grid::geometry(&sheet(program), inside(inner(list), 1, 0))
}

fn sheet(program: &Program) -> Sheet {
    let lang = program.lang;
    let wide = program.area.width >= 110;
    let column = |label: &str| Head { label: label.to_owned(), ..Head::default() };
    let names = say::overview_columns(lang);
    let columns = if wide { &names[..] } else { names.get(..5).unwrap_or(&names) };
    let rows = program.surveys.iter().map(|opened| {
        let head = Head { label: display(opened.title()), strong: true, ..Head::default() };
        let mut cells = figures(program, opened);
        cells.truncate(columns.len());
        Row { head, cells: cells.into_iter().map(|text| vec![text]).collect(), ..Row::default() }
    });
    Sheet {
        corner: say::survey(lang).to_owned(),
        columns: columns.iter().map(|name| column(name)).collect(),
        frozen: 0,
        total_first: false,
        rows: rows.collect(),
    }
}

/// 配布数, 回収数, 有効数, 有効回答率, 問題, 分母, テーマ, 設問.
fn figures(program: &Program, opened: &Opened) -> Vec<String> {
    let lang = program.lang;
    let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
    let survey = opened.survey();
    let distributed = number(survey.and_then(|survey| survey.about.distributed));
    let themes = survey.map_or("-".to_owned(), |survey| themes(survey).len().to_string());
    let questions = survey.map_or("-".to_owned(), |survey| survey.questions.len().to_string());
    let (returned, valid, rate, problems) = match (&opened.data, survey) {
        (Data::Ready(loaded), Some(survey)) => {
            let counts = loaded.responses.counts();
            (
                counts.read.to_string(),
                counts.valid.to_string(),
                rate(survey, counts.valid).unwrap_or("-".to_owned()),
                next_steps::open_problems(opened).to_string(),
            )
        }
        (Data::Loading, Some(_)) => {
            let short = |percent| say::loading_part_short(lang, percent);
            let loading = opened.progress.percent().map_or(say::loading_short(lang).to_owned(), short);
            (loading, "-".to_owned(), "-".to_owned(), "-".to_owned())
        }
        _ => {
            let is_stopped = opened.progress.is_cancelled();
            let word = if is_stopped { say::stopped_short(lang) } else { say::cannot_read_short(lang) };
            ("-".to_owned(), "-".to_owned(), "-".to_owned(), word.to_owned())
        }
    };
    let base = survey.filter(|survey| survey.about.distributed.is_some());
    let base = base.map_or("-", |survey| match survey.about.rate {
        RateBase::Distributed => say::overview_columns(lang).first().copied().unwrap_or_default(),
        RateBase::Delivered => say::delivered(lang),
    });
    vec![distributed, returned, valid, rate, problems, base.to_owned(), themes, questions]
}

/// Number sent that the rate divides by.
fn denominator(survey: &Survey) -> Option<u64> {
    let distributed = survey.about.distributed?;
    match survey.about.rate {
        RateBase::Distributed => Some(distributed),
        RateBase::Delivered => distributed.checked_sub(survey.about.undelivered.unwrap_or(0)),
    }
}

fn rate(survey: &Survey, valid: u64) -> Option<String> {
    round::share(valid, denominator(survey)?, 1).map(|text| format!("{text}%"))
}

/// Themes in the order of their first question.
fn themes(survey: &Survey) -> Vec<&str> {
    let mut themes: Vec<&str> = Vec::new();
    for question in &survey.questions {
        if !question.theme.is_empty() && !themes.contains(&question.theme.as_str()) {
            themes.push(&question.theme);
        }
    }
    themes
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    if let Some(sentence) = &program.failure {
        let style = canvas.theme.bad();
        super::table::view::draw_sentence(canvas, area, say::cannot_open(lang), sentence, style);
        return;
    }
    let (list, sets, details, next) = areas(area, program);
    let elsewhere = program.on != On::Surveys;
    let style = if elsewhere { canvas.theme.passive() } else { canvas.theme.active() };
    canvas.frame(list, say::surveys(lang), style);
    let sheet = sheet(program);
    let geometry = geometry(program, area);
    let cursor = (if elsewhere { usize::MAX } else { program.current }, usize::MAX);
    let offset = geometry.follow((0, 0), (program.current, 0));
    if program.surveys.is_empty() {
        canvas.put(inside(inner(list), 1, 1), say::no_survey(lang), canvas.theme.dim());
    } else {
        grid::draw(canvas, &sheet, &geometry, cursor, offset, !elsewhere);
        if !elsewhere {
            mark_row(canvas, &geometry, program, offset);
        }
    }
    sets::draw(canvas, program, sets);
    next_steps::draw(canvas, program, next);
    if program.on == On::Sets {
        draw_set(canvas, program, details);
        return;
    }
    draw_details(canvas, program, details);
}

/// The whole row of the survey under the cursor is reversed.
fn mark_row(canvas: &mut Canvas<'_>, geometry: &Geometry, program: &Program, offset: (usize, usize)) {
    if let Some(area) = geometry.row_area(offset, program.current) {
        let style = canvas.theme.selected();
        canvas.paint(area, style);
    }
}

fn draw_set(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let style = canvas.theme.passive();
    canvas.frame(area, &display(program.set().map_or("", |set| set.title())), style);
    let body = inside(inner(area), 1, 1);
    let room = usize::from(body.width).max(1);
    let lines = sets::details(program).into_iter();
    let lines = lines.flat_map(|(text, bad)| wrap(&display(&text), room).into_iter().map(move |line| (line, bad)));
    for (row, (text, bad)) in (0..body.height).zip(lines) {
        let style = if bad { canvas.theme.bad() } else { ratatui::style::Style::new() };
        canvas.put(line(body, row), &text, style);
    }
}

fn draw_details(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let Some(opened) = program.opened() else { return };
    let style = canvas.theme.passive();
    canvas.frame(area, &display(opened.title()), style);
    let body = inside(inner(area), 1, 1);
    let mut lines = Vec::new();
    let mut bad = Vec::new();
    match &opened.definition {
        Err(sentence) => bad.push(sentence.clone()),
        Ok(survey) => {
            match &opened.data {
                Data::Failed(sentence) => bad.push(sentence.clone()),
                Data::Loading => lines.push(crate::tui::names::reading(program, &opened.progress)),
                Data::Ready(loaded) => lines.extend(response_lines(program, survey, opened, loaded.responses.counts())),
            }
            lines.push(say::themes_line(lang_of(program), &themes(survey), survey.questions.len()));
            lines.extend(survey.sources.iter().map(|source| say::source_line(lang_of(program), source)));
        }
    }
    let room = usize::from(body.width).max(1);
    let bad = bad.iter().flat_map(|text| wrap(text, room)).map(|text| (text, canvas.theme.bad()));
    let plain =
        lines.iter().flat_map(|text| wrap(&display(text), room)).map(|text| (text, ratatui::style::Style::new()));
    let all: Vec<_> = bad.chain(plain).collect();
    for (row, (text, style)) in (0..body.height).zip(all) {
        canvas.put(line(body, row), &text, style);
    }
}

fn lang_of(program: &Program) -> crate::messages::Lang {
    program.lang
}

fn response_lines(
    program: &Program,
    survey: &Survey,
    opened: &Opened,
    counts: crate::model::diagnostic::CaseCounts,
) -> Vec<String> {
    let lang = program.lang;
    let mut lines = vec![say::cases_line(lang, &counts)];
    let whole = denominator(survey);
    if let (Some(whole), Some(rate)) = (whole, rate(survey, counts.valid)) {
        lines.push(say::rate_line(lang, survey.about.rate, counts.valid, whole, &rate));
    }
    let count = |severity| opened.problems.iter().filter(|line| line.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    lines.push(say::problems_line(lang, counts, next_steps::open_problems(opened)));
    lines
}
