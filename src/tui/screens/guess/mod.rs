//! The screen of guesses: the questions of a draft, why each was taken so, and the data beside it.
//!
//! Everything is a change of the draft in the state, made by `load::draft::review`; files are written by who asked for the
//! review, after it. The program shows this screen alone then: there is no project yet.

pub mod boxes;
pub mod view;

use ratatui::layout::Position;

use boxes::GuessBox;

use crate::load::draft::Guess;
use crate::load::draft::review::evidence::{self, Evidence};
use crate::load::draft::review::{Refused, Reviewed};
use crate::load::draft::write::Written;
use crate::messages::{guess_screen as say, screen as common};
use crate::model::{Kind, Question};
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{self, Popup};
use crate::tui::state::{State as Program, Tone};
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// Drafts being looked through.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The drafted surveys.
    pub surveys: Vec<Reviewed>,
    /// The one being looked at.
    pub current: usize,
    /// Line under the cursor: the whole file, then the questions.
    pub cursor: usize,
    /// First line in sight.
    pub offset: usize,
    /// The data has the keys.
    pub on_data: bool,
    /// First line of the data in sight.
    pub data_offset: usize,
    /// What stands in the columns of the line under the cursor.
    pub shown: Evidence,
    /// What `shown` belongs to: survey, line, number of changes.
    shown_of: Option<(usize, usize, usize)>,
    /// Number of changes, those undone included.
    changes: usize,
    past: Vec<Moment>,
    future: Vec<Moment>,
    /// True when the definitions are to be written, false when they are thrown away; `None` while the review goes on.
    pub outcome: Option<bool>,
}

/// A survey as it was.
#[derive(Debug, Clone)]
struct Moment {
    survey: usize,
    cursor: usize,
    written: Written,
}

impl State {
    /// Drafts with the cursor at the first guess.
    pub fn new(surveys: Vec<Reviewed>) -> Self {
        let mut state = Self { surveys, ..Self::default() };
        state.cursor = state.open_lines().first().copied().unwrap_or(usize::from(state.lines() > 1));
        state
    }

    /// The survey being looked at.
    pub fn reviewed(&self) -> Option<&Reviewed> {
        self.surveys.get(self.current)
    }

    /// Its questions.
    pub fn questions(&self) -> &[Question] {
        self.reviewed().map_or(&[], |reviewed| &reviewed.written.draft.questions)
    }

    /// Its guesses that are open.
    pub fn guesses(&self) -> &[Guess] {
        self.reviewed().map_or(&[], |reviewed| &reviewed.written.draft.guesses)
    }

    /// Guesses that are open in all surveys.
    pub fn open(&self) -> usize {
        self.surveys.iter().map(|reviewed| reviewed.written.draft.guesses.len()).sum()
    }

    /// Lines of the list: the whole file and every question.
    pub fn lines(&self) -> usize {
        self.questions().len() + 1
    }

    /// The question of a line; none for the whole file.
    pub fn question_of(&self, line: usize) -> Option<&Question> {
        line.checked_sub(1).and_then(|at| self.questions().get(at))
    }

    /// The question under the cursor.
    pub fn question(&self) -> Option<&Question> {
        self.question_of(self.cursor)
    }

    /// Positions of the open guesses about a line.
    pub fn open_of(&self, line: usize) -> Vec<usize> {
        let id = self.question_of(line).map(|question| question.id.as_str());
        let of_line = |(_, guess): &(usize, &Guess)| guess.question.as_deref() == id;
        self.guesses().iter().enumerate().filter(of_line).map(|(at, _)| at).collect()
    }

    fn open_lines(&self) -> Vec<usize> {
        (0..self.lines()).filter(|line| !self.open_of(*line).is_empty()).collect()
    }

    /// What else the line under the cursor may be: the guess and the position of the alternative.
    pub fn readings(&self) -> Vec<(usize, usize)> {
        let count = |at: &usize| self.guesses().get(*at).map_or(0, |guess| guess.alternatives.len());
        let of_guess = |at: usize| (0..count(&at)).map(move |alternative| (at, alternative));
        self.open_of(self.cursor).into_iter().flat_map(of_guess).collect()
    }

    /// The drafts as they are to be written; `None` where nothing is.
    pub fn taken(self) -> Option<Vec<Reviewed>> {
        (self.outcome == Some(true)).then_some(self.surveys)
    }

    /// How many changes can be undone.
    pub fn steps(&self) -> usize {
        self.past.len()
    }
}

/// Runs a command of the screen.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    let height = if program.guess.on_data { areas.data.height } else { areas.list.height };
    let page = isize::try_from(height).unwrap_or(1).max(2) - 1;
    match id {
        Id::Up => go(program, -1),
        Id::Down => go(program, 1),
        Id::PageUp => go(program, -page),
        Id::PageDown => go(program, page),
        Id::First => go(program, -FAR),
        Id::Last => go(program, FAR),
        Id::GuessNext | Id::GuessPrevious => jump(program, id == Id::GuessNext),
        Id::GuessPane => program.guess.on_data = !program.guess.on_data,
        Id::GuessKeep => keep(program),
        Id::GuessPick(number) => {
            let reading = program.guess.readings().into_iter().nth(usize::from(number).saturating_sub(1));
            if let Some((guess, alternative)) = reading {
                change(program, |reviewed| reviewed.settle(guess, Some(alternative)));
            }
        }
        Id::GuessChoose if program.guess.open_of(program.guess.cursor).is_empty() => {
            boxes::open(program, GuessBox::Kinds)
        }
        Id::GuessChoose => boxes::open(program, GuessBox::Readings),
        Id::GuessKind => boxes::open(program, GuessBox::Kinds),
        Id::GuessChoices => boxes::open(program, GuessBox::Choices),
        Id::GuessLabel => boxes::open(program, GuessBox::Label),
        Id::GuessId => boxes::open(program, GuessBox::Id),
        Id::GuessMax => boxes::open(program, GuessBox::Max),
        Id::GuessAttribute => {
            if let Some(id) = program.guess.question().map(|question| question.id.clone()) {
                change(program, |reviewed| reviewed.edit(&id, |question| question.attribute = !question.attribute));
            }
        }
        Id::GuessLeaveOut => {
            if let Some(id) = program.guess.question().map(|question| question.id.clone()) {
                change(program, |reviewed| reviewed.leave_out(&id));
            }
        }
        Id::GuessUndo | Id::GuessRedo => move_in_time(program, id == Id::GuessUndo),
        Id::GuessWrite => boxes::open(program, GuessBox::Write),
        Id::NextSurvey | Id::PreviousSurvey => other_survey(program, id == Id::NextSurvey),
        Id::Back if program.guess.on_data => program.guess.on_data = false,
        Id::Back => boxes::open(program, GuessBox::Drop),
        Id::Help => {
            let place = program.place();
            program.boxes.push(Popup::new(popups::Kind::Commands { place, everything: false }));
        }
        _ => {}
    }
    Vec::new()
}

fn go(program: &mut Program, by: isize) {
    if program.guess.on_data {
        let lines = view::data_lines(program).len();
        program.guess.data_offset = step(program.guess.data_offset, by, lines);
    } else {
        program.guess.cursor = step(program.guess.cursor, by, program.guess.lines());
    }
}

/// To the next line with a guess, round the end.
fn jump(program: &mut Program, next: bool) {
    let lines = program.guess.open_lines();
    let at = program.guess.cursor;
    let found = if next {
        lines.iter().find(|line| **line > at).or(lines.first())
    } else {
        lines.iter().rev().find(|line| **line < at).or(lines.last())
    };
    if let Some(line) = found {
        program.guess.cursor = *line;
    }
}

/// Everything guessed about the line is right; the cursor goes on to the next guess.
fn keep(program: &mut Program) {
    let guesses = program.guess.open_of(program.guess.cursor);
    change(program, |reviewed| guesses.iter().rev().try_for_each(|guess| reviewed.settle(*guess, None)));
    jump(program, true);
}

/// Makes a change that can be undone, or says why not.
pub(super) fn change(program: &mut Program, with: impl FnOnce(&mut Reviewed) -> Result<(), Refused>) -> bool {
    let lang = program.lang;
    let state = &mut program.guess;
    let (survey, cursor) = (state.current, state.cursor);
    let Some(reviewed) = state.surveys.get_mut(survey) else { return false };
    let before = Moment { survey, cursor, written: reviewed.written.clone() };
    match with(reviewed) {
        Ok(()) => {
            state.past.push(before);
            state.future.clear();
            state.changes += 1;
            if state.open() == 0 {
                program.tell(Tone::Good, say::all_settled(lang));
            }
            true
        }
        Err(refused) => {
            reviewed.written = before.written;
            program.refuse(say::refused(lang, &refused));
            false
        }
    }
}

fn move_in_time(program: &mut Program, back: bool) {
    let state = &mut program.guess;
    let from = if back { &mut state.past } else { &mut state.future };
    let Some(mut moment) = from.pop() else { return };
    let (survey, cursor) = (moment.survey, moment.cursor);
    if let Some(reviewed) = state.surveys.get_mut(survey) {
        std::mem::swap(&mut reviewed.written, &mut moment.written);
    }
    if back {
        state.future.push(moment)
    } else {
        state.past.push(moment)
    }
    state.current = survey;
    state.cursor = cursor;
    state.changes += 1;
}

fn other_survey(program: &mut Program, next: bool) {
    let state = &mut program.guess;
    let count = state.surveys.len().max(1);
    state.current = (state.current + if next { 1 } else { count - 1 }) % count;
    state.cursor = state.open_lines().first().copied().unwrap_or(0);
}

/// Holds cursors within what is shown, and reads the data of the line under the cursor.
pub fn settle(program: &mut Program) {
    let areas = view::areas(program, main_area(program));
    let state = &mut program.guess;
    let lines = state.lines();
    state.cursor = state.cursor.min(lines.saturating_sub(1));
    state.offset = follow(state.offset, state.cursor, lines, areas.list.height.into());
    let wanted = (state.current, state.cursor, state.changes);
    if state.shown_of != Some(wanted) {
        let moved = state.shown_of.is_none_or(|(survey, line, _)| (survey, line) != (wanted.0, wanted.1));
        let id = state.question().map(|question| question.id.clone());
        state.shown = state.reviewed().map(|reviewed| evidence::of(reviewed, id.as_deref())).unwrap_or_default();
        state.shown_of = Some(wanted);
        if moved {
            state.data_offset = 0;
        }
    }
    let room = usize::from(view::areas(program, main_area(program)).data.height);
    let last = view::data_lines(program).len().saturating_sub(room);
    program.guess.data_offset = program.guess.data_offset.min(last);
}

/// Why a command cannot be used now.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let state = &program.guess;
    let text = |words: &str| Some(words.to_owned());
    let question = state.question();
    let no_guess = state.open_of(state.cursor).is_empty();
    match id {
        Id::Remove => text(common::nothing_to_remove(lang)),
        Id::GuessKeep if no_guess => text(say::settled(lang)),
        Id::GuessChoose if no_guess && question.is_none() => text(say::settled(lang)),
        Id::GuessPick(number) if state.readings().len() < usize::from(number) => text(say::settled(lang)),
        Id::GuessNext | Id::GuessPrevious if state.open_lines().is_empty() => text(say::all_settled(lang)),
        Id::GuessNext | Id::GuessPrevious if state.open_lines() == [state.cursor] => text(say::only_guess_left(lang)),
        Id::GuessKind | Id::GuessLabel | Id::GuessId | Id::GuessLeaveOut | Id::GuessAttribute if question.is_none() => {
            text(say::no_question(lang))
        }
        Id::GuessChoices if question.is_none_or(|question| question.choices.is_empty()) => text(say::no_choices(lang)),
        Id::GuessAttribute if question.is_some_and(|question| matches!(question.kind, Kind::Text | Kind::Matrix)) => {
            text(say::not_attribute(lang))
        }
        Id::GuessMax if question.is_none_or(|question| question.kind != Kind::Multiple) => {
            text(say::not_multiple(lang))
        }
        Id::GuessUndo if state.past.is_empty() => text(say::nothing_to_undo(lang)),
        Id::GuessRedo if state.future.is_empty() => text(say::nothing_to_redo(lang)),
        Id::NextSurvey | Id::PreviousSurvey if state.surveys.len() < 2 => text(say::one_survey(lang)),
        _ => None,
    }
}

/// A click puts the cursor where it points; a second one opens.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    program.guess.on_data = areas.data.contains(at);
    if areas.list.contains(at) {
        let line = program.guess.offset + usize::from(at.y - areas.list.y);
        if line < program.guess.lines() {
            if line == program.guess.cursor && reason(program, Id::GuessChoose).is_none() {
                return run(program, Id::GuessChoose);
            }
            program.guess.cursor = line;
        }
    }
    Vec::new()
}

/// The wheel moves what it is over.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let before = program.guess.on_data;
    program.guess.on_data = view::areas(program, main_area(program)).data.contains(at);
    go(program, if down { 1 } else { -1 });
    program.guess.on_data = before;
    Vec::new()
}
