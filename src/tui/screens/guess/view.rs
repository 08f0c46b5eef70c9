//! The screen drawn, and where its parts lie: questions at the left, why and what else above, the data below.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::load::draft::review::evidence::{Became, Seen};
use crate::load::draft::review::shape::Shape;
use crate::messages::{guess_screen as say, infer as words, table as table_words};
use crate::model::Question;
use crate::text::cells::width;
use crate::text::fit::{Align, wrap};
use crate::text::fold::display;
use crate::tui::panes::Axis;
use crate::tui::state::{Screen, State as Program};
use crate::tui::theme::Theme;
use crate::tui::widgets::canvas::{Canvas, cells, inner, inside, line};

/// Where the parts of the screen lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The list with its frame.
    pub list_frame: Rect,
    /// Its rows.
    pub list: Rect,
    /// What was guessed, with its frame.
    pub about_frame: Rect,
    /// Its rows.
    pub about: Rect,
    /// The data with its frame.
    pub data_frame: Rect,
    /// Its rows.
    pub data: Rect,
}

/// Lays the screen out: two fifths for the list, at most half of the rest for what was guessed.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let left = (area.width * 2 / 5).min(64);
    let left = program.panes.first(Screen::Guess, Axis::Across, left, area.width);
    let list_frame = Rect { width: left, ..area };
    let right = inside(area, left, 0);
    let room = usize::from(right.width.saturating_sub(4)).max(1);
    let wanted = u16::try_from(about_lines(program, room).len() + 2).unwrap_or(u16::MAX);
    let height = wanted.min(right.height * 3 / 5);
    let height = program.panes.list(Screen::Guess, Axis::Down, height, right.height);
    let about_frame = Rect { height, ..right };
    let data_frame = Rect { y: right.y + height, height: right.height - height, ..right };
    let rows = |frame: Rect| inside(inner(frame), 1, 1);
    Areas {
        list_frame,
        list: rows(list_frame),
        about_frame,
        about: rows(about_frame),
        data_frame,
        data: rows(data_frame),
    }
}

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// A heading.
    Heading,
    /// Less important.
    Dim,
    /// A guess.
    Guess,
    /// Something that fits nothing.
    Bad,
}

impl Tone {
    fn style(self, theme: Theme) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Heading => theme.heading(),
            Self::Dim => theme.dim(),
            Self::Guess => theme.warn(),
            Self::Bad => theme.bad(),
        }
    }
}

/// Lines about the question under the cursor: what it is, why it was taken so, what else it may be.
fn about_lines(program: &Program, room: usize) -> Vec<(String, Tone)> {
    let lang = program.lang;
    let state = &program.guess;
    let mut lines = Vec::new();
    let mut add =
        |text: &str, tone: Tone| lines.extend(wrap(&display(text), room).into_iter().map(|line| (line, tone)));
    match state.question() {
        Some(question) => {
            add(&format!("{} {}", question.id, question.label), Tone::Heading);
            let name = say::shape(lang, Shape::of(question));
            let about = say::about(lang, name, question.choices.len(), question.items.len(), question.max);
            let attribute = if question.attribute { format!("　{}", say::is_attribute(lang)) } else { String::new() };
            add(&format!("{about}{attribute}"), Tone::Plain);
        }
        None => {
            add(say::whole(lang), Tone::Heading);
            let found =
                state.reviewed().map(|reviewed| words::found(lang, &reviewed.written.draft)).unwrap_or_default();
            found.iter().take(1).for_each(|text| add(text, Tone::Plain));
        }
    }
    let mut number = 0;
    for guess in state.open_of(state.cursor).iter().filter_map(|at| state.guesses().get(*at)) {
        add(&format!("？ {}", say::reason(lang, guess)), Tone::Guess);
        for change in &guess.alternatives {
            number += 1;
            add(&format!("  {number} {}", say::option(lang, change)), Tone::Plain);
        }
    }
    if let Some(question) = state.question()
        && state.reviewed().is_some_and(|reviewed| reviewed.written.draft.found.as_they_come.contains(&question.id))
    {
        add(say::as_they_come(lang), Tone::Guess);
    }
    if number == 0 && state.open_of(state.cursor).is_empty() {
        add(say::settled(lang), Tone::Dim);
    }
    if let Some(question) = state.question().filter(|question| !question.choices.is_empty()) {
        add(&choices(lang, question), Tone::Dim);
    }
    lines
}

fn choices(lang: crate::messages::Lang, question: &Question) -> String {
    let name = |choice: &crate::model::Choice| {
        let mark = if choice.exclusive { format!("（{}）", say::exclusive(lang)) } else { String::new() };
        format!("{}{mark}", choice.coded())
    };
    question.choices.iter().map(name).collect::<Vec<_>>().join(lang.pick("　", " / "))
}

/// A line of the data: the value, how often, what it becomes.
#[derive(Debug, Clone)]
pub struct DataLine {
    /// At the left.
    pub left: String,
    /// In the middle, at the right of its column.
    pub count: String,
    /// What it becomes.
    pub became: String,
    /// How it is meant.
    pub tone: Tone,
}

/// The data of the line under the cursor.
pub fn data_lines(program: &Program) -> Vec<DataLine> {
    let lang = program.lang;
    let shown = &program.guess.shown;
    let head = |text: String, tone: Tone| DataLine { left: text, count: String::new(), became: String::new(), tone };
    let mut lines = Vec::new();
    if !shown.lost.is_empty() {
        lines.push(head(format!("! {}: {}", say::not_found(lang), display(&shown.lost.join("、"))), Tone::Bad));
    }
    for seen in &shown.columns {
        let Seen { file, letters, header, filled, distinct, values } = seen;
        lines.push(head(display(header), Tone::Heading));
        lines.push(head(say::column(lang, &display(file), letters, *filled, *distinct), Tone::Dim));
        for value in values {
            let (became, tone) = became(program, &value.became);
            let count = value.count.to_string();
            lines.push(DataLine { left: format!("  {}", display(&value.text)), count, became, tone });
        }
        if *distinct > values.len() {
            lines.push(head(format!("  {}", say::more(lang, distinct - values.len())), Tone::Dim));
        }
    }
    lines
}

fn became(program: &Program, became: &Became) -> (String, Tone) {
    let lang = program.lang;
    let arrow = program.theme().arrow;
    match became {
        Became::Choices(labels) => (format!("{arrow} {}", display(&labels.join(lang.pick("／", " / ")))), Tone::Plain),
        Became::Number(number) => (format!("{arrow} {}", say::number(*number)), Tone::Plain),
        Became::Itself => (format!("{arrow} {}", say::as_it_is(lang)), Tone::Dim),
        Became::Missing(missing) => (format!("{arrow} {}", table_words::missing_name(lang, *missing)), Tone::Dim),
        Became::Words(label) => (format!("{arrow} {}", display(&say::words_beside(lang, label))), Tone::Dim),
        Became::Unmarked => (format!("{arrow} {}", say::unmarked(lang)), Tone::Dim),
        Became::Unread => (format!("! {}", say::unread(lang)), Tone::Bad),
        Became::Unknown => (format!("! {}", say::unknown(lang)), Tone::Bad),
    }
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let areas = areas(program, area);
    draw_list(canvas, program, &areas);
    let passive = canvas.theme.passive();
    canvas.frame(areas.about_frame, "", passive);
    let room = usize::from(areas.about.width).max(1);
    let lines = about_lines(program, room);
    for (row, (text, tone)) in (0..areas.about.height).zip(&lines) {
        let style = tone.style(canvas.theme);
        canvas.put(line(areas.about, row), text, style);
    }
    more(canvas, areas.about_frame, 0, lines.len(), areas.about.height);
    draw_data(canvas, program, &areas);
    canvas.always_send(area);
}

fn draw_list(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let lang = program.lang;
    let state = &program.guess;
    let title = state.reviewed().map_or("", |reviewed| reviewed.written.title.as_str());
    let title = say::list_title(lang, &display(title), state.guesses().len(), state.surveys.len(), state.current);
    let style = if state.on_data { canvas.theme.passive() } else { canvas.theme.active() };
    canvas.frame(areas.list_frame, &title, style);
    let longest = state.questions().iter().map(|question| width(&question.id)).max().unwrap_or(0).min(10);
    for (row, at) in (0..areas.list.height).zip(state.offset..state.lines()) {
        let place = line(areas.list, row);
        let open = !state.open_of(at).is_empty();
        let style = match (at == state.cursor, state.on_data) {
            (true, false) => canvas.theme.selected(),
            (true, true) => canvas.theme.current(),
            (false, _) if open => canvas.theme.warn(),
            (false, _) => Style::new(),
        };
        canvas.row(place, "", Align::Left, style);
        let mark = if open { "？" } else { "  " };
        let (left, right) = match state.question_of(at) {
            None => (say::whole(lang).to_owned(), String::new()),
            Some(question) => {
                let id = crate::text::fit::pad(&question.id, longest, Align::Left);
                let count = question.choices.len();
                let count = if count > 0 { format!("{count:>3}") } else { "   ".to_owned() };
                let kind = say::short_shape(lang, Shape::of(question));
                (format!("{id} {}", display(&question.label)), format!("{kind}{count}"))
            }
        };
        let right_cells = cells(&right).min(place.width / 2);
        canvas.put(inside(place, 0, right_cells + 1), &format!("{mark}{left}"), style);
        canvas.put(inside(place, place.width - right_cells, 0), &right, style);
    }
    more(canvas, areas.list_frame, state.offset, state.lines(), areas.list.height);
}

fn draw_data(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let state = &program.guess;
    let style = if state.on_data { canvas.theme.active() } else { canvas.theme.passive() };
    canvas.frame(areas.data_frame, say::data(program.lang), style);
    let lines = data_lines(program);
    let count_cells = lines.iter().map(|line| cells(&line.count)).max().unwrap_or(0);
    let left_cells = areas.data.width.saturating_sub(count_cells + 2) / 2;
    for (row, data) in (0..areas.data.height).zip(lines.iter().skip(state.data_offset)) {
        let place = line(areas.data, row);
        let style = data.tone.style(canvas.theme);
        if data.count.is_empty() {
            canvas.put(place, &data.left, style);
            continue;
        }
        canvas.put(Rect { width: left_cells, ..place }, &data.left, style);
        let count = Rect { width: count_cells, ..inside(place, left_cells + 1, 0) };
        canvas.row(count, &data.count, Align::Right, style);
        canvas.put(inside(place, left_cells + count_cells + 2, 0), &data.became, style);
    }
    more(canvas, areas.data_frame, state.data_offset, lines.len(), areas.data.height);
}

/// Arrows at the right edge where there is more above or below.
fn more(canvas: &mut Canvas<'_>, frame: Rect, offset: usize, length: usize, room: u16) {
    let inner = inner(frame);
    let edge = inside(inner, inner.width.saturating_sub(1), 0);
    let [up, down] = canvas.theme.more;
    let style = canvas.theme.active();
    if offset > 0 {
        canvas.put(line(edge, 0), up, style);
    }
    if offset + usize::from(room) < length && edge.height > 0 {
        canvas.put(line(edge, edge.height - 1), down, style);
    }
}
