//! How the answers to one question lie in memory: owned while loading (`Column`), borrowed from the frame afterwards
//! (`Answers`).
//!
//! Missing answers are codes like any other, so that every column is contiguous. In the frame a question `Q` becomes
//!
//! | kind | columns |
//! |---|---|
//! | single, matrix item | `Q` u16: position of the choice, or `NA` … `UNK` |
//! | multiple | `Q:state` u8, `Q:0`, `Q:1`, … u64: one bit per choice, 64 a column |
//! | rank | `Q:state` u8, `Q:1`, `Q:2`, … u16: position of the choice at that place, or `NA` |
//! | numeric, date | `Q:state` u8, `Q` f64: the number, or days since 1970-01-01 |
//! | text | `Q:state` u8, `Q` string |

use polars::prelude::{Column as FrameColumn, DataFrame, NamedFrom, PolarsResult, Series, StringChunked};

use crate::model::{Kind, Question};

/// 無回答 as a code.
pub const NA: u16 = u16::MAX;
/// 非該当 as a code.
pub const NAP: u16 = u16::MAX - 1;
/// 無効 as a code.
pub const INV: u16 = u16::MAX - 2;
/// 不明 as a code.
pub const UNK: u16 = u16::MAX - 3;
/// The most choices a question can have.
pub const MAX_CHOICES: usize = 60_000;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// 無回答.
    Na,
    /// 非該当.
    Nap,
    /// 無効.
    Inv,
    /// 不明.
    Unk,
}

impl Missing {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Na, Self::Nap, Self::Inv, Self::Unk];

    /// The reserved word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Na => "NA",
            Self::Nap => "NAP",
            Self::Inv => "INV",
            Self::Unk => "UNK",
        }
    }

    /// The reserved word's meaning.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|missing| missing.name() == name)
    }

    /// As a code of a single-answer column.
    pub fn code(self) -> u16 {
        match self {
            Self::Na => NA,
            Self::Nap => NAP,
            Self::Inv => INV,
            Self::Unk => UNK,
        }
    }

    /// As a value of a state column; 0 is answered.
    pub fn state(self) -> u8 {
        match self {
            Self::Na => 1,
            Self::Nap => 2,
            Self::Inv => 3,
            Self::Unk => 4,
        }
    }

    fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|missing| missing.code() == code)
    }

    fn from_state(state: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|missing| missing.state() == state)
    }
}

/// One respondent's answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// None, and why.
    Missing(Missing),
    /// Positions of the choices; exactly one for a single answer, by place for ranks (`None`: place left empty).
    Choices(Vec<usize>),
    /// Positions by rank.
    Ranks(Vec<Option<usize>>),
    /// A number, or days.
    Number(f64),
    /// Free text.
    Text(String),
}

/// The answers to one question while they are loaded.
#[derive(Debug, Clone)]
pub enum Column {
    /// Codes.
    One(Vec<u16>),
    /// State and bits.
    Many(Vec<u8>, Vec<Vec<u64>>),
    /// State and places.
    Ranked(Vec<u8>, Vec<Vec<u16>>),
    /// State and values.
    Number(Vec<u8>, Vec<f64>),
    /// State and texts.
    Text(Vec<u8>, Vec<String>),
}

/// The answers to one question in the frame.
#[derive(Debug, Clone)]
pub enum Answers<'a> {
    /// Codes.
    One(&'a [u16]),
    /// State and bits, 64 choices a slice.
    Many(&'a [u8], Vec<&'a [u64]>),
    /// State and places.
    Ranked(&'a [u8], Vec<&'a [u16]>),
    /// State and values.
    Number(&'a [u8], &'a [f64]),
    /// State and texts.
    Text(&'a [u8], Texts<'a>),
}

/// Free texts: in a vector while loading, in the frame afterwards.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the variants say it")]
pub enum Texts<'a> {
    Loading(&'a [String]),
    Frame(&'a StringChunked),
}

impl<'a> Texts<'a> {
    /// The text of a case.
    pub fn get(self, case: usize) -> &'a str {
        match self {
            Self::Loading(texts) => texts.get(case).map_or("", String::as_str),
            Self::Frame(texts) => texts.get(case).unwrap_or(""),
        }
    }
}

impl Column {
    /// An empty column for a question.
    pub fn new(question: &Question) -> Self {
        match question.kind {
            Kind::Single | Kind::Matrix => Self::One(Vec::new()),
            Kind::Multiple => Self::Many(Vec::new(), vec![Vec::new(); question.choices.len().div_ceil(64).max(1)]),
            Kind::Rank => Self::Ranked(Vec::new(), vec![Vec::new(); question.ranks()]),
            Kind::Numeric | Kind::Date => Self::Number(Vec::new(), Vec::new()),
            Kind::Text => Self::Text(Vec::new(), Vec::new()),
        }
    }

    /// Adds the next case's answer. An answer of another kind than the column's counts as 不明.
    pub fn push(&mut self, answer: Answer) {
        let missing = match &answer {
            Answer::Missing(missing) => *missing,
            _ => Missing::Unk,
        };
        match (self, answer) {
            (Self::One(codes), Answer::Choices(chosen)) => {
                let code = chosen.first().and_then(|position| u16::try_from(*position).ok());
                codes.push(code.unwrap_or(UNK));
            }
            (Self::One(codes), _) => codes.push(missing.code()),
            (Self::Many(state, words), Answer::Choices(chosen)) => {
                state.push(0);
                for (index, word) in words.iter_mut().enumerate() {
                    let bits = chosen.iter().filter(|position| **position / 64 == index);
                    word.push(bits.fold(0, |bits, position| bits | 1 << (position % 64)));
                }
            }
            (Self::Many(state, words), _) => {
                state.push(missing.state());
                words.iter_mut().for_each(|word| word.push(0));
            }
            (Self::Ranked(state, places), Answer::Ranks(ranks)) => {
                state.push(0);
                for (index, place) in places.iter_mut().enumerate() {
                    let position = ranks.get(index).copied().flatten();
                    place.push(position.and_then(|position| u16::try_from(position).ok()).unwrap_or(NA));
                }
            }
            (Self::Ranked(state, places), _) => {
                state.push(missing.state());
                places.iter_mut().for_each(|place| place.push(NA));
            }
            (Self::Number(state, values), Answer::Number(value)) => {
                state.push(0);
                values.push(value);
            }
            (Self::Number(state, values), _) => {
                state.push(missing.state());
                values.push(0.0);
            }
            (Self::Text(state, texts), Answer::Text(text)) => {
                state.push(0);
                texts.push(text);
            }
            (Self::Text(state, texts), _) => {
                state.push(missing.state());
                texts.push(String::new());
            }
        }
    }

    /// Makes a case's answer a missing one.
    pub fn set_missing(&mut self, case: usize, missing: Missing) {
        match self {
            Self::One(codes) => set(codes, case, missing.code()),
            Self::Many(state, words) => {
                set(state, case, missing.state());
                words.iter_mut().for_each(|word| set(word, case, 0));
            }
            Self::Ranked(state, places) => {
                set(state, case, missing.state());
                places.iter_mut().for_each(|place| set(place, case, NA));
            }
            Self::Number(state, values) => {
                set(state, case, missing.state());
                set(values, case, 0.0);
            }
            Self::Text(state, texts) => {
                set(state, case, missing.state());
                set(texts, case, String::new());
            }
        }
    }

    /// Gives a case another answer.
    pub fn set(&mut self, question: &Question, case: usize, answer: Answer) {
        let mut one = Self::new(question);
        one.push(answer);
        match (self, one) {
            (Self::One(codes), Self::One(new)) => set_from(codes, case, new),
            (Self::Many(state, words), Self::Many(new, new_words)) => {
                set_from(state, case, new);
                words.iter_mut().zip(new_words).for_each(|(word, new)| set_from(word, case, new));
            }
            (Self::Ranked(state, places), Self::Ranked(new, new_places)) => {
                set_from(state, case, new);
                places.iter_mut().zip(new_places).for_each(|(place, new)| set_from(place, case, new));
            }
            (Self::Number(state, values), Self::Number(new, new_values)) => {
                set_from(state, case, new);
                set_from(values, case, new_values);
            }
            (Self::Text(state, texts), Self::Text(new, new_texts)) => {
                set_from(state, case, new);
                set_from(texts, case, new_texts);
            }
            // A column is made for its question, so both are of one kind.
            _ => {}
        }
    }

    /// Only the cases that are kept, in the given order; without repeats, as many as there are is all of them.
    pub fn into_kept(self, cases: &[usize]) -> Self {
        match self {
            Self::One(codes) => Self::One(pick(codes, cases)),
            Self::Many(state, words) => {
                Self::Many(pick(state, cases), words.into_iter().map(|word| pick(word, cases)).collect())
            }
            Self::Ranked(state, places) => {
                Self::Ranked(pick(state, cases), places.into_iter().map(|place| pick(place, cases)).collect())
            }
            Self::Number(state, values) => Self::Number(pick(state, cases), pick(values, cases)),
            Self::Text(state, texts) => Self::Text(pick(state, cases), pick(texts, cases)),
        }
    }

    /// The same answers, borrowed.
    pub fn answers(&self) -> Answers<'_> {
        match self {
            Self::One(codes) => Answers::One(codes),
            Self::Many(state, words) => Answers::Many(state, words.iter().map(Vec::as_slice).collect()),
            Self::Ranked(state, places) => Answers::Ranked(state, places.iter().map(Vec::as_slice).collect()),
            Self::Number(state, values) => Answers::Number(state, values),
            Self::Text(state, texts) => Answers::Text(state, Texts::Loading(texts)),
        }
    }

    /// The frame's columns for question `id`.
    pub fn into_frame(self, id: &str) -> Vec<FrameColumn> {
        let state_name = format!("{id}:state");
        let column = |name: &str, series: Series| series.with_name(name.into()).into();
        match self {
            Self::One(codes) => vec![column(id, Series::new("".into(), codes))],
            Self::Many(state, words) => {
                let words = words
                    .into_iter()
                    .enumerate()
                    .map(|(index, word)| column(&format!("{id}:{index}"), Series::new("".into(), word)));
                std::iter::once(column(&state_name, Series::new("".into(), state))).chain(words).collect()
            }
            Self::Ranked(state, places) => {
                let places = places
                    .into_iter()
                    .enumerate()
                    .map(|(index, place)| column(&format!("{id}:{}", index + 1), Series::new("".into(), place)));
                std::iter::once(column(&state_name, Series::new("".into(), state))).chain(places).collect()
            }
            Self::Number(state, values) => {
                vec![column(&state_name, Series::new("".into(), state)), column(id, Series::new("".into(), values))]
            }
            Self::Text(state, texts) => {
                vec![column(&state_name, Series::new("".into(), state)), column(id, Series::new("".into(), texts))]
            }
        }
    }
}

fn set_from<T>(values: &mut [T], case: usize, one: Vec<T>) {
    one.into_iter().for_each(|value| set(values, case, value));
}

fn set<T>(values: &mut [T], case: usize, value: T) {
    if let Some(place) = values.get_mut(case) {
        *place = value;
    }
}

fn pick<T: Clone>(values: Vec<T>, cases: &[usize]) -> Vec<T> {
    if cases.len() == values.len() && cases.is_sorted() {
        return values;
    }
    cases.iter().filter_map(|case| values.get(*case).cloned()).collect()
}

impl<'a> Answers<'a> {
    /// The answers to `question` in a frame made by `Column::into_frame`.
    pub(super) fn from_frame(frame: &'a DataFrame, question: &Question) -> PolarsResult<Self> {
        let id = question.id.as_str();
        let state = || frame.column(&format!("{id}:state"))?.u8()?.cont_slice();
        Ok(match question.kind {
            Kind::Single | Kind::Matrix => Self::One(frame.column(id)?.u16()?.cont_slice()?),
            Kind::Multiple => {
                let words = question.choices.len().div_ceil(64).max(1);
                let word = |index| frame.column(&format!("{id}:{index}"))?.u64()?.cont_slice();
                Self::Many(state()?, (0..words).map(word).collect::<PolarsResult<_>>()?)
            }
            Kind::Rank => {
                let place = |index| frame.column(&format!("{id}:{index}"))?.u16()?.cont_slice();
                Self::Ranked(state()?, (1..=question.ranks()).map(place).collect::<PolarsResult<_>>()?)
            }
            Kind::Numeric | Kind::Date => Self::Number(state()?, frame.column(id)?.f64()?.cont_slice()?),
            Kind::Text => Self::Text(state()?, Texts::Frame(frame.column(id)?.str()?)),
        })
    }

    /// The answers of some cases, in the given order; one may stand several times.
    pub fn of(&self, cases: &[usize]) -> Column {
        fn some<T: Clone>(values: &[T], cases: &[usize]) -> Vec<T> {
            cases.iter().filter_map(|case| values.get(*case).cloned()).collect()
        }
        match self {
            Self::One(codes) => Column::One(some(codes, cases)),
            Self::Many(state, words) => {
                Column::Many(some(state, cases), words.iter().map(|word| some(word, cases)).collect())
            }
            Self::Ranked(state, places) => {
                Column::Ranked(some(state, cases), places.iter().map(|place| some(place, cases)).collect())
            }
            Self::Number(state, values) => Column::Number(some(state, cases), some(values, cases)),
            Self::Text(state, texts) => {
                Column::Text(some(state, cases), cases.iter().map(|case| texts.get(*case).to_owned()).collect())
            }
        }
    }

    /// A case's answer; `question` is the one these are the answers to.
    pub fn get(&self, question: &Question, case: usize) -> Answer {
        if let Some(missing) = self.missing(case) {
            return Answer::Missing(missing);
        }
        let choices = question.choices.len();
        match self {
            Self::One(codes) => {
                let code = codes.get(case).map(|code| usize::from(*code));
                Answer::Choices(code.filter(|code| *code < choices).into_iter().collect())
            }
            Self::Many(..) => Answer::Choices((0..choices).filter(|position| self.has(case, *position)).collect()),
            Self::Ranked(_, places) => {
                let place = |place: &&[u16]| place.get(case).map(|code| usize::from(*code));
                Answer::Ranks(places.iter().map(|codes| place(codes).filter(|code| *code < choices)).collect())
            }
            Self::Number(_, values) => Answer::Number(values.get(case).copied().unwrap_or(f64::NAN)),
            Self::Text(_, texts) => Answer::Text(texts.get(case).to_owned()),
        }
    }

    /// Why a case has no answer; `None` when it has one.
    pub fn missing(&self, case: usize) -> Option<Missing> {
        match self {
            Self::One(codes) => Missing::from_code(codes.get(case).copied().unwrap_or(NA)),
            Self::Many(state, _) | Self::Ranked(state, _) | Self::Number(state, _) | Self::Text(state, _) => {
                Missing::from_state(state.get(case).copied().unwrap_or(1))
            }
        }
    }

    /// True when the choice at `position` is among the case's answers.
    pub fn has(&self, case: usize, position: usize) -> bool {
        match self {
            Self::One(codes) => codes.get(case).is_some_and(|code| usize::from(*code) == position),
            Self::Many(_, words) => words
                .get(position / 64)
                .and_then(|word| word.get(case))
                .is_some_and(|bits| bits >> (position % 64) & 1 == 1),
            Self::Ranked(_, places) => {
                places.iter().any(|place| place.get(case).is_some_and(|code| usize::from(*code) == position))
            }
            Self::Number(..) | Self::Text(..) => false,
        }
    }
}
