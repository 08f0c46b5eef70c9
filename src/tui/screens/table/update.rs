//! What commands do on the table screen.

use std::sync::Arc;

use super::sheet::{Axis, Made, make};
use super::{Entry, Pane, State, entries, lacks, layout, neighbour, on_screen, presented, range, texts, tsv};
use crate::export::markdown;
use crate::messages::{
    Lang, explain as explain_words, marks as mark_words, moves as move_words, pictures as picture_words, screen as say,
    switches as words, table as table_words,
};
use crate::model::Survey;
use crate::model::plan::FigureOf;
use crate::model::table::{BaseKind, Percent};
use crate::present::picture::tone;
use crate::present::significance::Significance;
use crate::present::{self, Grid};
use crate::project::{Lines, Marks, Op, Sort, View};
use crate::tui::action::{Effect, Format};
use crate::tui::command::{Id, Place};
use crate::tui::pictures::kind;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{Answer, Opened, State as Program, Tone};
use crate::tui::store::Request;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// Runs a command of the table screen.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let effects = done(program, id);
    switched(program, id);
    effects
}

fn done(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::NextQuestion => go(program, 1),
        Id::PreviousQuestion => go(program, -1),
        Id::Up | Id::Down | Id::PageUp | Id::PageDown | Id::First | Id::Last => vertical(program, id),
        Id::Left | Id::Right | Id::RowStart | Id::RowEnd => horizontal(program, id),
        Id::NextPane => pane(program, 1),
        Id::PreviousPane => pane(program, 2),
        Id::OpenCell => open(program),
        Id::Explain => explain(program),
        Id::Base => change(program, |view| {
            view.base = if view.base == BaseKind::All { BaseKind::Answered } else { BaseKind::All };
        }),
        Id::Percent => change(program, |view| {
            view.percent = match view.percent {
                Percent::Row => Percent::Column,
                Percent::Column => Percent::Total,
                Percent::Total => Percent::None,
                Percent::None => Percent::Row,
            };
        }),
        Id::Swap => change(program, |view| view.swap = !view.swap),
        Id::Missing => change(program, |view| view.show_missing = !view.show_missing),
        Id::Sort => change(program, |view| {
            view.sort = if view.sort == Sort::Questionnaire { Sort::Descending } else { Sort::Questionnaire };
        }),
        Id::Lines => change(program, |view| {
            view.lines = match view.lines {
                Lines::CountThenPercent => Lines::PercentThenCount,
                Lines::PercentThenCount => Lines::Percent,
                Lines::Percent => Lines::Count,
                Lines::Count => Lines::CountThenPercent,
            };
        }),
        Id::Marks => marks(program),
        Id::Digits => change(program, |view| view.digits = (view.digits + 1) % 3),
        Id::Banners | Id::Weight | Id::Filter | Id::Save | Id::Note | Id::Export | Id::ChooseChart => {
            boxes(program, id)
        }
        Id::Copy => copy(program),
        Id::Chart => kind::next(program, true),
        Id::Tones => tones(program),
        Id::Show => crate::tui::screens::show::enter(program),
        Id::CopyMarkdown => copy_markdown(program),
        Id::SelectUp | Id::SelectDown | Id::SelectLeft | Id::SelectRight => select(program, id),
        _ => here(program, id),
    }
}

/// ▲▼, ▲▼ and letters, nothing; the message says which, as a table without a banner shows no difference.
fn marks(program: &mut Program) -> Vec<Effect> {
    let effects = change(program, |view| {
        view.marks = match view.marks {
            Marks::Rest => Marks::Letters,
            Marks::Letters => Marks::None,
            Marks::None => Marks::Rest,
        };
    });
    let Some(opened) = program.opened() else { return effects };
    let (marks, signs) = (opened.table.view.marks, presented(&opened.table.view, program.ascii).marks);
    let shown = (marks != Marks::None).then_some((signs.higher, signs.lower));
    let text = mark_words::switched(program.lang, shown, marks == Marks::Letters);
    program.tell(Tone::Good, text);
    effects
}

/// Shades cells that lie far from 全体, or not; where the table has none to shade, that is said.
fn tones(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    opened.table.tones = !opened.table.tones;
    let compares = opened.table.answer.as_ref().is_none_or(|answer| tone::can_compare(&answer.table));
    let (tone, text) = match (opened.table.tones, compares) {
        (true, false) => (Tone::Hint, picture_words::tones_need_banner(lang)),
        (true, true) => (Tone::Good, picture_words::tones_on(lang)),
        (false, _) => (Tone::Good, picture_words::tones_off(lang)),
    };
    program.tell(tone, text);
    Vec::new()
}

/// Says what a switch has come to: it may show in a part of the table that is out of sight, or in none that is there.
fn switched(program: &mut Program, id: Id) {
    let lang = program.lang;
    let Some(opened) = program.opened() else { return };
    let view = &opened.table.view;
    let text = match id {
        Id::Base => words::base(lang, view).to_owned(),
        Id::Percent => words::percent(lang, view.percent),
        Id::Swap => (if view.swap { words::swapped } else { words::not_swapped })(lang).to_owned(),
        Id::Missing => (if view.show_missing { words::missing } else { words::no_missing })(lang).to_owned(),
        Id::Sort => words::order(lang, view).to_owned(),
        Id::Lines => words::lines(lang, view.lines).to_owned(),
        Id::Digits => words::digits(lang, view.digits),
        _ => return,
    };
    program.tell(Tone::Good, text);
}

/// Commands that only change what is seen.
fn here(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    let state = &mut opened.table;
    match id {
        Id::Zoom => state.zoom = !state.zoom,
        Id::Search => {
            state.searching = true;
            state.focus = Pane::Questions;
        }
        Id::Back if state.computing && state.answer.is_some() => {
            state.computing = false;
            program.tell(Tone::Hint, say::computing_stopped(program.lang));
            return vec![Effect::CancelTable];
        }
        Id::Back if state.anchor.is_some() => state.anchor = None,
        Id::Back if state.zoom => state.zoom = false,
        Id::Back if !state.search.value().is_empty() => state.search.reset(),
        Id::Back if state.focus != Pane::Questions => state.focus = Pane::Questions,
        Id::Back => program.screen = crate::tui::state::Screen::Overview,
        _ => {}
    }
    Vec::new()
}

/// Asks for the table of the current question, unless it is there already.
pub fn ask(program: &mut Program) -> Vec<Effect> {
    let survey = program.current;
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    let (Some(definition), Some(data)) = (opened.survey().cloned(), opened.loaded().cloned()) else {
        return Vec::new();
    };
    let Some(spec) = opened.table.spec(&definition) else { return Vec::new() };
    let state = &mut opened.table;
    if state.has(&spec) {
        let was_computing = std::mem::take(&mut state.computing);
        return if was_computing { vec![Effect::CancelTable] } else { Vec::new() };
    }
    state.computing = true;
    state.problem = None;
    vec![Effect::Tabulate { survey, data, spec: Box::new(spec) }]
}

/// Changes the view, as an act where acts are possible.
pub fn change(program: &mut Program, with: impl FnOnce(&mut View)) -> Vec<Effect> {
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    let Some(survey) = opened.survey().map(|survey| survey.about.id.clone()) else { return Vec::new() };
    let before = opened.table.view.clone();
    with(&mut opened.table.view);
    if opened.table.view == before {
        return Vec::new();
    }
    // Other cells stand where some were chosen.
    opened.table.anchor = None;
    let view = opened.table.view.clone();
    let mut effects = Vec::new();
    if !program.read_only && program.journal.problem.is_none() {
        effects.push(Effect::Store(Request::Act(Box::new(Op::SetView { survey, view }))));
    }
    effects.extend(ask(program));
    effects
}

/// Shows another question.
pub fn choose(program: &mut Program, question: usize) -> Vec<Effect> {
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    if opened.table.question != question {
        opened.table.show(question);
    }
    ask(program)
}

fn go(program: &mut Program, by: isize) -> Vec<Effect> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let Some(survey) = opened.survey() else { return Vec::new() };
    let listed = entries(survey, opened.table.search.value());
    match neighbour(&listed, opened.table.question, by) {
        Some(next) if next == opened.table.question => {
            let searched = !opened.table.search.value().trim().is_empty();
            program.refuse(match (searched, by > 0) {
                (true, _) => move_words::end_of_found(program.lang, &program.keymap.key(Id::Back, Place::Table)),
                (false, true) => say::last_question(program.lang).to_owned(),
                (false, false) => say::first_question(program.lang).to_owned(),
            });
            Vec::new()
        }
        Some(next) => choose(program, next),
        None => Vec::new(),
    }
}

/// The sheet of the table shown.
pub fn made(program: &Program) -> Option<Made> {
    let state = &program.opened()?.table;
    Some(make(&state.answer.as_ref()?.table, &on_screen(state, program.ascii), program.lang))
}

/// Where the panes lie.
pub fn areas(program: &Program, state: &State) -> layout::Areas {
    let table = state.answer.as_ref().map(|answer| &*answer.table);
    let survey = program.opened().and_then(|opened| opened.survey()).map(AsRef::as_ref);
    layout::areas(state, &program.panes, crate::tui::view::main_area(program), survey, table, program.lang)
}

fn vertical(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let areas = areas(program, &opened.table);
    let by = |page: usize| {
        let page = isize::try_from(page).unwrap_or(1).max(1);
        match id {
            Id::Up => -1,
            Id::Down => 1,
            Id::PageUp => -page,
            Id::PageDown => page,
            Id::First => -FAR,
            _ => FAR,
        }
    };
    if opened.table.focus == Pane::Questions {
        let Some(survey) = opened.survey() else { return Vec::new() };
        let listed = entries(survey, opened.table.search.value());
        let page = usize::from(layout::list_lines(&areas).height).saturating_sub(1);
        return match neighbour(&listed, opened.table.question, by(page)) {
            Some(next) if next == opened.table.question && !lacks(program) => Vec::new(),
            Some(next) => choose(program, next),
            None => Vec::new(),
        };
    }
    let Some(made) = made(program) else { return Vec::new() };
    let page = layout::grid(&areas, &made).page();
    if let Some(opened) = program.opened_mut() {
        opened.table.cursor.0 = step(opened.table.cursor.0, by(page), made.sheet.rows.len());
        opened.table.anchor = None;
    }
    Vec::new()
}

fn horizontal(program: &mut Program, id: Id) -> Vec<Effect> {
    let listing = program.opened().is_some_and(|opened| opened.table.focus == Pane::Questions);
    match id {
        Id::RowStart if listing => return vertical(program, Id::First),
        Id::RowEnd if listing => return vertical(program, Id::Last),
        _ => {}
    }
    let columns = made(program).map_or(0, |made| made.sheet.columns.len());
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    let state = &mut opened.table;
    state.anchor = None;
    match (state.focus, id) {
        (Pane::Questions, Id::Right) => state.focus = Pane::Table,
        (Pane::Questions, _) => {}
        (_, Id::Left) if state.cursor.1 == 0 => state.focus = Pane::Questions,
        (_, Id::Left) => state.cursor.1 -= 1,
        (_, Id::Right) => state.cursor.1 = step(state.cursor.1, 1, columns),
        (_, Id::RowStart) => state.cursor.1 = 0,
        (_, _) => state.cursor.1 = columns.saturating_sub(1),
    }
    Vec::new()
}

fn pane(program: &mut Program, by: usize) -> Vec<Effect> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let chart_shown = !areas(program, &opened.table).chart.is_empty() || opened.table.zoom && !opened.table.no_chart;
    let order =
        if chart_shown { vec![Pane::Questions, Pane::Table, Pane::Chart] } else { vec![Pane::Questions, Pane::Table] };
    let position = order.iter().position(|pane| *pane == opened.table.focus).unwrap_or(0);
    let by = if by == 1 { 1 } else { order.len() - 1 };
    let next = order.get((position + by) % order.len()).copied().unwrap_or_default();
    if let Some(opened) = program.opened_mut() {
        opened.table.focus = next;
    }
    Vec::new()
}

fn open(program: &mut Program) -> Vec<Effect> {
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    if opened.table.focus == Pane::Questions {
        opened.table.focus = Pane::Table;
        return Vec::new();
    }
    texts::open(program).unwrap_or_else(|| members(program))
}

/// Lists the respondents behind the cell under the cursor.
fn members(program: &mut Program) -> Vec<Effect> {
    let Some(effect) = members_of_cell(program) else {
        program.refuse(say::nobody_behind(program.lang));
        return Vec::new();
    };
    let title = super::view::status(program);
    program.boxes.push(Popup::new(Kind::Members { title, found: None }));
    vec![effect]
}

fn members_of_cell(program: &mut Program) -> Option<Effect> {
    let made = made(program)?;
    let opened = program.opened()?;
    let (answer, data) = opened.table.answer.as_ref().zip(opened.loaded())?;
    let target = made.target(opened.table.cursor)?;
    let (data, spec) = (Arc::clone(data), Box::new(answer.spec.clone()));
    Some(Effect::Members { data, spec, group: target.group, option: target.option })
}

/// The figures have changed under a list of respondents, by a decision made on one of their forms: it is looked up again.
pub fn members_again(program: &mut Program) -> Vec<Effect> {
    let Some(at) = program.boxes.iter().rposition(|popup| matches!(popup.kind, Kind::Members { .. })) else {
        return Vec::new();
    };
    let effect = members_of_cell(program);
    let now = super::view::status(program);
    if let Some(Popup { kind: Kind::Members { title, found }, .. }) = program.boxes.get_mut(at) {
        *title = now;
        *found = if effect.is_some() { None } else { Some(Vec::new()) };
    }
    effect.into_iter().collect()
}

/// From an explanation on to the respondents; a mean has none to list, and its explanation only closes.
pub fn members_explained(program: &mut Program) -> Vec<Effect> {
    let cursor = program.opened().map(|opened| opened.table.cursor);
    let target = made(program).zip(cursor).and_then(|(made, cursor)| made.target(cursor));
    if target.is_some() { members(program) } else { Vec::new() }
}

/// Explains the figure under the cursor and its mark.
fn explain(program: &mut Program) -> Vec<Effect> {
    let made = made(program);
    let Some((opened, made)) = program.opened().zip(made) else { return Vec::new() };
    let Some((answer, data)) = opened.table.answer.as_ref().zip(opened.loaded()) else { return Vec::new() };
    let Some((group, subject)) = made.subject(opened.table.cursor) else {
        program.refuse(explain_words::nothing_to_explain(program.lang));
        return Vec::new();
    };
    let (data, spec) = (Arc::clone(data), Box::new(answer.spec.clone()));
    let view = presented(&opened.table.view, program.ascii);
    program.boxes.push(Popup::new(Kind::Explanation(None)));
    vec![Effect::Explain { data, spec, group, subject, view }]
}

fn boxes(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let Some(survey) = opened.survey() else { return Vec::new() };
    let question = survey.questions.get(opened.table.question);
    let view = &opened.table.view;
    let popup = match id {
        Id::Banners => Popup::new(Kind::Banners { chosen: view.banners.clone() }),
        Id::Weight => {
            let position = survey.weights.iter().position(|weight| Some(&weight.id) == view.weight.as_ref());
            Popup { selected: position.map_or(0, |position| position + 1), ..Popup::new(Kind::Weights) }
        }
        Id::Filter => Popup::with_text(Kind::Filter, view.filter.as_ref().map_or(String::new(), ToString::to_string)),
        Id::Save => Popup::proposing(Kind::SaveName, suggested_name(survey, opened)),
        Id::Note => {
            let note = question.and_then(|question| program.journal.state.note(&survey.about.id, &question.id));
            Popup::with_text(Kind::Note, note.unwrap_or_default().to_owned())
        }
        Id::ChooseChart => {
            let rows = kind::rows(program);
            let selected = rows.iter().position(|row| row.checked == Some(true)).unwrap_or(0);
            Popup { selected, ..Popup::new(Kind::Charts) }
        }
        _ => Popup::new(Kind::Formats),
    };
    program.boxes.push(popup);
    Vec::new()
}

fn suggested_name(survey: &Survey, opened: &Opened) -> String {
    let Some(question) = survey.questions.get(opened.table.question) else { return String::new() };
    let banners: Vec<String> =
        opened.table.view.banners.iter().map(|banner| say::banner_title(survey, banner)).collect();
    let by = if banners.is_empty() { String::new() } else { format!(" × {}", banners.join("・")) };
    format!("{} {}{by}", question.id, super::list::label(question))
}

/// Chooses one cell more, from the cursor or from where choosing began.
fn select(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(made) = made(program) else { return Vec::new() };
    let moved = program.opened_mut().is_some_and(|opened| range::extend(&mut opened.table, &made, id));
    if !moved {
        program.refuse(say::edge_of_table(program.lang));
    }
    Vec::new()
}

/// What the table that is copied is made of: as it was asked for, which may be behind what is asked now.
fn made_of(lang: Lang, opened: &Opened, answer: &Answer) -> String {
    let view = View::default().asking(answer.spec.clone());
    opened.survey().map_or(String::new(), |survey| say::quoted(lang, survey, &view, answer.table.base.n))
}

/// The cells chosen, or the table, as text for the clipboard.
fn copy(program: &mut Program) -> Vec<Effect> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let Some(answer) = opened.table.answer.as_ref() else { return Vec::new() };
    let shown = presented(&opened.table.view, program.ascii);
    // With a mark behind it a figure would be a text for Excel.
    let marks = present::Marks::on_screen(program.ascii);
    let view = present::View { significance: false, tones: false, marks, ..shown.clone() };
    let title = table_words::title(program.lang, &answer.table);
    let mut text = tsv::heading(&title, &made_of(program.lang, opened, answer));
    text.push_str(&match range::chosen(&opened.table) {
        Some(range) => range::tsv(&make(&answer.table, &view, program.lang), range),
        None => tsv::tsv(&Grid::new(&answer.table, &view, program.lang)),
    });
    let marked = (shown.significance && Significance::of(&answer.table).is_tested()) || opened.table.tones;
    if opened.is_synthetic() {
        text.push_str(table_words::synthetic(program.lang));
        text.push('\n');
    }
    if let Some(opened) = program.opened_mut() {
        opened.table.marks_not_copied = marked;
    }
    vec![Effect::Copy(text)]
}

/// The same in Markdown; a whole table with its notes, source and method.
fn copy_markdown(program: &mut Program) -> Vec<Effect> {
    let made = made(program);
    let Some(opened) = program.opened() else { return Vec::new() };
    let (Some(answer), Some(data)) = (&opened.table.answer, opened.loaded()) else { return Vec::new() };
    let view = presented(&opened.table.view, program.ascii);
    let made_of = made_of(program.lang, opened, answer);
    let text = match (range::chosen(&opened.table), made) {
        (Some(range), Some(made)) => {
            let synthetic = opened.is_synthetic().then(|| format!("\n{}\n", table_words::synthetic(program.lang)));
            let title = table_words::title(program.lang, &answer.table);
            let heading = format!("**{}**\n\n{}\n\n", markdown::escaped(&title), markdown::escaped(&made_of));
            heading + &range::markdown(&made, range) + &synthetic.unwrap_or_default()
        }
        _ => markdown::table(data.responses.survey(), &answer.table, &view, Some(made_of), program.lang),
    };
    if let Some(opened) = program.opened_mut() {
        opened.table.marks_not_copied = false;
    }
    vec![Effect::Copy(text)]
}

/// Writes the table shown to a file.
pub fn export(program: &Program, format: Format) -> Vec<Effect> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let (Some(answer), Some(data)) = (&opened.table.answer, opened.loaded()) else { return Vec::new() };
    vec![Effect::Export {
        data: Arc::clone(data),
        table: Arc::clone(&answer.table),
        // Excel has fills for the shades; other forms have none.
        view: present::View {
            tones: opened.table.tones && format == Format::Xlsx,
            ..presented(&opened.table.view, false)
        },
        format,
        folder: program.output.clone(),
    }]
}

/// Puts the cursor on the figure that is wanted, once its table is there.
fn seek(state: &mut State, made: &Made) {
    let Some(answer) = state.answer.as_ref().filter(|_| !state.computing) else { return };
    let Some(wanted) = state.wanted.take() else { return };
    let table = &answer.table;
    if table.question != wanted.spec.question || table.survey != wanted.survey {
        return;
    }
    let group = table.groups.iter().position(|group| group.banner == wanted.banner && group.code == wanted.group);
    let option = wanted.option.as_ref().and_then(|code| table.options.iter().position(|line| line.code == *code));
    let is_group = |axis: &Axis| group.is_some_and(|group| *axis == Axis::Group(group));
    let is_answer = |axis: &Axis| match (option, wanted.of) {
        (Some(option), _) => *axis == Axis::Option(option),
        (None, FigureOf::Count) => *axis == Axis::Base,
        (None, _) => *axis == Axis::Mean,
    };
    let place = |axes: &[Axis]| axes.iter().position(|axis| is_group(axis) || is_answer(axis)).unwrap_or(0);
    state.cursor = (place(&made.rows), place(&made.columns));
    state.anchor = None;
    state.focus = Pane::Table;
}

/// Holds cursor and offsets within what is shown.
pub fn settle(program: &mut Program) {
    let shown = kind::shown(program);
    if let Some(opened) = program.opened_mut() {
        opened.table.shown = shown;
    }
    let made = made(program);
    let Some(opened) = program.opened() else { return };
    let areas = areas(program, &opened.table);
    let Some(survey) = opened.survey() else { return };
    let listed = entries(survey, opened.table.search.value());
    let position = listed.iter().position(|entry| *entry == Entry::Question(opened.table.question)).unwrap_or(0);
    // The heading above the first question of a theme stays in sight with it.
    let wanted = if matches!(listed.get(position.saturating_sub(1)), Some(Entry::Theme(_))) && position == 1 {
        0
    } else {
        position
    };
    let room = usize::from(layout::list_lines(&areas).height);
    let list_offset = follow(opened.table.list_offset, position, listed.len(), room).min(wanted);
    let Some(opened) = program.opened_mut() else { return };
    opened.table.list_offset = list_offset;
    let Some(made) = made else { return };
    let state = &mut opened.table;
    seek(state, &made);
    state.cursor.0 = state.cursor.0.min(made.sheet.rows.len().saturating_sub(1));
    state.cursor.1 = state.cursor.1.min(made.sheet.columns.len().saturating_sub(1));
    // What is chosen is gone when the table has another form.
    state.anchor = state.anchor.filter(|(row, column)| *row < made.rows.len() && *column < made.columns.len());
    let geometry = layout::grid(&areas, &made);
    state.offset = geometry.follow(state.offset, state.cursor);
}
