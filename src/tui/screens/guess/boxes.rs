//! Boxes of the screen of guesses: what they list and what Enter does in them. They are drawn like all boxes.

use super::change;
use crate::load::draft::Change;
use crate::load::draft::review::names;
use crate::load::draft::review::shape::Shape;
use crate::messages::guess_screen as say;
use crate::model::{Choice, Kind as QuestionKind, Question};
use crate::text::fold::{display, search};
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::popups::rows::{Row, What};
use crate::tui::popups::{Kind, Popup};
use crate::tui::screens::files;
use crate::tui::state::State as Program;

/// What a box is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuessBox {
    /// What a question may be otherwise.
    Readings,
    /// Every kind its columns can have.
    Kinds,
    /// Its choices.
    Choices,
    /// What can be done with one of them, by position.
    Choice(usize),
    /// The name of one of them.
    ChoiceLabel(usize),
    /// Its name.
    Label,
    /// Its id.
    Id,
    /// How many may be chosen.
    Max,
    /// Whether to write.
    Write,
    /// Whether to throw everything away.
    Drop,
}

impl GuessBox {
    /// Where its keys are looked up.
    pub fn place(self) -> Place {
        match self {
            Self::ChoiceLabel(_) | Self::Label | Self::Id | Self::Max => Place::Prompt,
            Self::Readings | Self::Kinds | Self::Choices | Self::Choice(_) | Self::Write | Self::Drop => Place::List,
        }
    }
}

/// Opens a box, with what counts now in its field.
pub fn open(program: &mut Program, of: GuessBox) {
    let question = program.guess.question();
    let text = match of {
        GuessBox::Label => question.map(|question| question.label.clone()),
        GuessBox::Id => question.map(|question| question.id.clone()),
        GuessBox::Max => question.and_then(|question| question.max).map(|max| max.to_string()),
        GuessBox::ChoiceLabel(at) => choice(program, at).map(|choice| choice.label.clone()),
        _ => None,
    };
    program.boxes.push(Popup::with_text(Kind::Guess(of), text.unwrap_or_default()));
}

fn choice(program: &Program, at: usize) -> Option<&Choice> {
    program.guess.question()?.choices.get(at)
}

/// Title of a box.
pub fn title(program: &Program, of: &GuessBox) -> String {
    let lang = program.lang;
    let words = match of {
        GuessBox::Readings => say::choose_box(lang),
        GuessBox::Kinds => say::kind_box(lang),
        GuessBox::Choices => return say::choices_box(lang, &program.keymap.plain(Id::Accept, Place::List)),
        GuessBox::Choice(at) => return choice(program, *at).map_or(String::new(), |choice| display(&choice.label)),
        GuessBox::ChoiceLabel(_) => say::choice_label_box(lang),
        GuessBox::Label => say::label_box(lang),
        GuessBox::Id => say::id_box(lang),
        GuessBox::Max => say::max_box(lang),
        GuessBox::Write => say::write_box(lang),
        GuessBox::Drop => say::drop_box(lang),
    };
    words.to_owned()
}

/// Lines above the rows.
pub fn hints(program: &Program, of: &GuessBox) -> Vec<String> {
    let lang = program.lang;
    let state = &program.guess;
    match of {
        GuessBox::Readings => {
            let guesses = state.open_of(state.cursor);
            guesses
                .iter()
                .filter_map(|at| state.guesses().get(*at))
                .map(|guess| display(&say::reason(lang, guess)))
                .collect()
        }
        GuessBox::Write => vec![say::left(lang, state.open())],
        GuessBox::Drop => vec![say::dropped(lang, state.steps())],
        GuessBox::Label | GuessBox::Id => state
            .question()
            .map(|question| display(&question.text))
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect(),
        _ => Vec::new(),
    }
}

/// What can be done with a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    Exclusive,
    Rename,
    /// Up, down, to the beginning, to the end: where it stands then.
    Move(usize),
    /// The column of the words beside it; none.
    Words(Option<String>),
}

fn deeds(program: &Program, at: usize) -> Vec<Deed> {
    let state = &program.guess;
    let Some(question) = state.question() else { return Vec::new() };
    let mut columns: Vec<String> = Vec::new();
    let texts = state.questions().iter().filter(|other| other.kind == QuestionKind::Text);
    let written = question.choices.iter().filter_map(|choice| choice.other.clone());
    let ignored = state.reviewed().into_iter().flat_map(|reviewed| &reviewed.written.sources);
    let all = written
        .chain(texts.flat_map(names))
        .chain(names(question))
        .chain(ignored.flat_map(|source| source.ignore.iter().cloned()));
    for column in all {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let exclusive = (question.kind == QuestionKind::Multiple).then_some(Deed::Exclusive);
    let words = std::iter::once(None).chain(columns.into_iter().map(Some)).map(Deed::Words);
    let last = question.choices.len().saturating_sub(1);
    let mut places = vec![at.checked_sub(1), Some(at + 1).filter(|to| *to <= last)];
    places.extend([Some(0).filter(|_| at > 1), Some(last).filter(|last| at + 1 < *last)]);
    let moves = places.into_iter().flatten().map(Deed::Move);
    exclusive.into_iter().chain([Deed::Rename]).chain(moves).chain(words).collect()
}

/// The rows of a box that match what is typed.
pub fn rows(program: &Program, of: &GuessBox, typed: &str) -> Vec<Row> {
    let lang = program.lang;
    let state = &program.guess;
    let row = |(at, (left, right)): (usize, (String, String))| Row {
        what: What::Guess(at),
        left: display(&left),
        right: display(&right),
        checked: None,
        reason: None,
    };
    let plain = |text: &str| (text.to_owned(), String::new());
    let mut all: Vec<Row> = match of {
        GuessBox::Readings => {
            let options = state
                .readings()
                .into_iter()
                .filter_map(|(guess, alternative)| state.guesses().get(guess)?.alternatives.get(alternative));
            let named = options.clone().map(|change| plain(&say::option(lang, change)));
            let mut rows: Vec<Row> =
                std::iter::once(plain(say::keep(lang))).chain(named).enumerate().map(row).collect();
            for (row, change) in rows.iter_mut().skip(1).zip(options) {
                let anew = matches!(change, Change::Sheet(_) | Change::OwnSurvey);
                row.reason = anew.then(|| say::draft_anew(lang).to_owned());
            }
            rows
        }
        GuessBox::Kinds => {
            let now = state.question().map(Shape::of);
            let mark = |shape: Shape| Some(shape) == now;
            let rows = shapes(program).into_iter();
            rows.enumerate()
                .map(|(at, shape)| Row { checked: Some(mark(shape)), ..row((at, plain(say::shape(lang, shape)))) })
                .collect()
        }
        GuessBox::Choices => {
            let choices = state.question().map(|question| question.choices.as_slice()).unwrap_or_default();
            let about = |choice: &Choice| {
                let exclusive = choice.exclusive.then(|| say::exclusive(lang).to_owned());
                let words = choice.other.as_ref().map(|column| say::words_in(lang, column));
                exclusive.into_iter().chain(words).collect::<Vec<_>>().join("　")
            };
            let line = |choice: &Choice| (choice.coded(), about(choice));
            choices.iter().map(line).enumerate().map(row).collect()
        }
        GuessBox::Choice(at) => {
            let now = choice(program, *at);
            let name = |deed: &Deed| match deed {
                Deed::Exclusive if now.is_some_and(|choice| choice.exclusive) => plain(say::unset_exclusive(lang)),
                Deed::Exclusive => plain(say::set_exclusive(lang)),
                Deed::Rename => plain(say::rename_choice(lang)),
                Deed::Move(to) if to + 1 == *at => plain(say::move_up(lang)),
                Deed::Move(to) if *to == at + 1 => plain(say::move_down(lang)),
                Deed::Move(0) => plain(say::move_first(lang)),
                Deed::Move(_) => plain(say::move_last(lang)),
                Deed::Words(None) => plain(say::no_words(lang)),
                Deed::Words(Some(column)) => plain(&say::words_in(lang, column)),
            };
            let is_now = |deed: &Deed| match deed {
                Deed::Words(column) => Some(now.is_some_and(|choice| choice.other == *column)),
                _ => None,
            };
            let deeds = deeds(program, *at);
            deeds.iter().enumerate().map(|(at, deed)| Row { checked: is_now(deed), ..row((at, name(deed))) }).collect()
        }
        GuessBox::Write => {
            [say::write_yes(lang), say::write_no(lang)].map(plain).into_iter().enumerate().map(row).collect()
        }
        GuessBox::Drop => {
            [say::drop_no(lang), say::drop_yes(lang)].map(plain).into_iter().enumerate().map(row).collect()
        }
        GuessBox::ChoiceLabel(_) | GuessBox::Label | GuessBox::Id | GuessBox::Max => Vec::new(),
    };
    let wanted = search(typed);
    all.retain(|row| search(&row.left).contains(&wanted));
    all
}

fn shapes(program: &Program) -> Vec<Shape> {
    program.guess.question().map(|question| Shape::possible(names(question).len() > 1).to_vec()).unwrap_or_default()
}

/// Enter in a box; `chosen` is the row under the cursor of a list.
pub fn accept(program: &mut Program, chosen: Option<usize>) -> Vec<Effect> {
    let Some(popup) = program.boxes.last() else { return Vec::new() };
    let Kind::Guess(of) = popup.kind else { return Vec::new() };
    let typed = popup.field.value().trim().to_owned();
    if of.place() == Place::Prompt {
        accept_form(program, of, &typed);
        return Vec::new();
    }
    let Some(chosen) = chosen else { return Vec::new() };
    if let Some(reason) = rows(program, &of, "").get(chosen).and_then(|row| row.reason.clone()) {
        complain(program, reason);
        return Vec::new();
    }
    let id = program.guess.question().map(|question| question.id.clone()).unwrap_or_default();
    match of {
        GuessBox::Choices => {
            open(program, GuessBox::Choice(chosen));
            return Vec::new();
        }
        GuessBox::Choice(at) => {
            choose_deed(program, &id, at, chosen);
            return Vec::new();
        }
        _ => drop(program.boxes.pop()),
    }
    match of {
        GuessBox::Readings if chosen == 0 => super::keep(program),
        GuessBox::Readings => {
            if let Some((guess, alternative)) = program.guess.readings().get(chosen - 1).copied() {
                change(program, |reviewed| reviewed.settle(guess, Some(alternative)));
            }
        }
        GuessBox::Kinds => {
            let now = program.guess.question().map(Shape::of);
            if let Some(shape) = shapes(program).get(chosen).copied().filter(|shape| Some(*shape) != now) {
                change(program, |reviewed| reviewed.shape(&id, shape));
            }
        }
        GuessBox::Write | GuessBox::Drop => {
            let leaves = if of == GuessBox::Write { chosen == 0 } else { chosen == 1 };
            if leaves && let Some(effects) = files::looked_through(program, of == GuessBox::Write) {
                return effects;
            }
            if leaves {
                program.guess.outcome = Some(of == GuessBox::Write);
                program.quitting = true;
            }
        }
        _ => {}
    }
    Vec::new()
}

fn choose_deed(program: &mut Program, id: &str, at: usize, chosen: usize) {
    let Some(deed) = deeds(program, at).into_iter().nth(chosen) else { return };
    program.boxes.pop();
    match deed {
        Deed::Rename => open(program, GuessBox::ChoiceLabel(at)),
        Deed::Move(to) => {
            // The list stays open on the choice that was moved.
            if change(program, |reviewed| reviewed.move_choice(id, at, to))
                && let Some(popup) = program.boxes.last_mut()
            {
                popup.selected = to;
            }
        }
        Deed::Exclusive => {
            change(program, |reviewed| {
                reviewed.edit(id, |question| with_choice(question, at, |choice| choice.exclusive = !choice.exclusive))
            });
        }
        Deed::Words(column) => {
            let before = program.guess.question().map(|question| question.id.clone());
            change(program, |reviewed| reviewed.words_of(id, at, column.as_deref()));
            // A text question before it may be gone.
            let line = program.guess.questions().iter().position(|question| Some(&question.id) == before.as_ref());
            program.guess.cursor = line.map_or(program.guess.cursor, |line| line + 1);
        }
    }
}

fn with_choice(question: &mut Question, at: usize, with: impl FnOnce(&mut Choice)) {
    if let Some(choice) = question.choices.get_mut(at) {
        with(choice);
    }
}

fn accept_form(program: &mut Program, of: GuessBox, typed: &str) {
    let lang = program.lang;
    let Some(id) = program.guess.question().map(|question| question.id.clone()) else { return };
    let made = match of {
        GuessBox::Label | GuessBox::ChoiceLabel(_) if typed.is_empty() => {
            return complain(program, say::label_wanted(lang).to_owned());
        }
        GuessBox::Label => {
            change(program, |reviewed| reviewed.edit(&id, |question| typed.clone_into(&mut question.label)))
        }
        GuessBox::ChoiceLabel(at) => change(program, |reviewed| {
            reviewed.edit(&id, |question| {
                with_choice(question, at, |choice| {
                    // Cells are still known by the old name.
                    let before = std::mem::replace(&mut choice.label, typed.to_owned());
                    if before != choice.code && before != choice.label && !choice.aliases.contains(&before) {
                        choice.aliases.push(before);
                    }
                });
            })
        }),
        GuessBox::Id => change(program, |reviewed| reviewed.rename(&id, typed)),
        GuessBox::Max => {
            let max = crate::text::fold::matching(typed).parse::<usize>().ok().filter(|max| *max > 0);
            if max.is_none() && !typed.is_empty() {
                return complain(program, say::number_wanted(lang).to_owned());
            }
            change(program, |reviewed| reviewed.edit(&id, |question| question.max = max))
        }
        _ => true,
    };
    if made {
        program.boxes.pop();
    } else if let Some(toast) = program.toast.take() {
        complain(program, toast.text);
    }
}

fn complain(program: &mut Program, sentence: String) {
    if let Some(popup) = program.boxes.last_mut() {
        popup.problem = Some(sentence);
    }
}
