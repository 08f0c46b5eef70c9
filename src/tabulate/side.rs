//! One question as the counted side of tables: its option lines, and for every case which of them hold.

use std::borrow::Cow;

use super::Labels;
use super::scope::Scope;
use crate::model::survey::Kind;
use crate::model::table::{Base, BaseKind, OptionLine, Role};
use crate::model::{Question, Survey};
use crate::responses::grouping::{AnswerSource, Membership, band_labels, in_bands};
use crate::responses::{Answers, Missing, Responses};

/// Not in the base.
pub const OUT: u16 = u16::MAX;

/// A question ready for counting.
pub struct Side<'a> {
    /// The question.
    pub question: &'a Question,
    /// Choices (or bands), nets, kinds of missing.
    pub options: Vec<OptionLine>,
    /// Who is in the printed base, and the counts of everyone else.
    pub base: Base,
    /// Which options hold for whom.
    pub marks: Marks,
    /// Nets to be added up from their members' cells, where every case has one option at most: net, members.
    pub sums: Vec<(usize, Vec<usize>)>,
    /// The same for each place of a rank question, where nobody can name two options.
    pub place_sums: Vec<(usize, Vec<usize>)>,
    /// Rank questions: who named which option at each place.
    pub places: Vec<Marks>,
    /// The number behind an answer, NaN where there is none.
    pub values: Option<Values>,
    /// Answered, but in no band.
    pub outside: u64,
}

/// Which options hold for whom.
pub enum Marks {
    /// One option at most. The position after the last option is "in the base, none of them".
    One(Vec<u16>),
    /// Any number: in the base or not, and bits, 64 options a vector.
    Many(Vec<bool>, Vec<Vec<u64>>),
}

/// Numbers for means.
pub enum Values {
    /// A number per option (scores), NaN for options without.
    PerOption(Vec<f64>),
    /// A number per case, and the cases that have one in ascending order of it.
    PerCase(Vec<f64>, Vec<u32>),
}

impl<'a> Side<'a> {
    /// Prepares a question; cases outside the scope are in no base.
    pub fn new(
        responses: &'a Responses,
        question: &'a Question,
        kind: BaseKind,
        scope: &Scope,
        labels: &Labels,
    ) -> Self {
        let survey = responses.survey();
        let answers = responses.answers(question);
        let missing = |case: usize| answers.as_ref().map_or(Some(Missing::Na), |answers| answers.missing(case));
        let mut base = Base { kind, ..Base::default() };
        let mut in_base = vec![false; responses.len()];
        for (case, in_base) in in_base.iter_mut().enumerate() {
            if !scope.has(case) {
                continue;
            }
            base.all += 1;
            let counter = match missing(case) {
                None => &mut base.answered,
                Some(Missing::Na) => &mut base.NA,
                Some(Missing::Nap) => &mut base.NAP,
                Some(Missing::Inv) => &mut base.INV,
                Some(Missing::Unk) => &mut base.UNK,
            };
            *counter += 1;
            *in_base = match (kind, missing(case)) {
                (_, None) => true,
                (BaseKind::All, Some(reason)) => reason != Missing::Nap,
                (BaseKind::Answered, Some(_)) => false,
            };
            base.n += u64::from(*in_base);
        }
        base.excluded.filtered = scope.filtered;
        base.excluded.weight_missing = scope.weight_missing;
        let options = options(survey, question, kind, labels);
        let mut side = Side {
            question,
            options,
            base,
            marks: Marks::One(Vec::new()),
            sums: Vec::new(),
            place_sums: Vec::new(),
            places: Vec::new(),
            values: None,
            outside: 0,
        };
        match answers {
            Some(Answers::One(codes)) => side.one(survey, Cow::Borrowed(codes), &in_base),
            Some(answers @ Answers::Number(..)) => side.number(survey, &answers, &in_base),
            Some(answers @ (Answers::Many(..) | Answers::Ranked(..))) => side.many(survey, &answers, &in_base),
            Some(Answers::Text(..)) | None => {
                let only_base = in_base.iter().map(|in_base| if *in_base { 0 } else { OUT });
                side.marks = Marks::One(only_base.collect());
            }
        }
        side
    }

    /// True when the case is in the base and, where an option is named, in that option.
    pub fn holds(&self, case: usize, option: Option<usize>) -> bool {
        let net = option.and_then(|option| self.sums.iter().find(|(net, _)| *net == option));
        match (&self.marks, option) {
            (Marks::One(codes), None) => codes.get(case).is_some_and(|code| *code != OUT),
            (Marks::One(codes), Some(option)) => codes.get(case).is_some_and(|code| {
                let code = usize::from(*code);
                net.map_or(code == option, |(_, members)| members.contains(&code))
            }),
            (Marks::Many(in_base, _), None) => in_base.get(case) == Some(&true),
            (Marks::Many(_, words), Some(option)) => {
                let bits = words.get(option / 64).and_then(|word| word.get(case));
                bits.is_some_and(|bits| bits >> (option % 64) & 1 == 1)
            }
        }
    }

    /// Position of a kind of missing among the options.
    fn missing_option(&self, missing: Missing) -> Option<u16> {
        let found =
            self.options.iter().position(|option| option.role == Role::Missing && option.code == missing.name());
        found.and_then(|position| u16::try_from(position).ok())
    }

    fn choice_count(&self) -> usize {
        self.options.iter().filter(|option| option.role == Role::Choice).count()
    }

    /// Positions of a net's members among the options.
    fn net_members(&self, survey: &Survey) -> Vec<(usize, Vec<usize>)> {
        let nets = survey.nets_of(self.question);
        nets.enumerate()
            .map(|(index, net)| {
                let mut members: Vec<usize> =
                    net.members.iter().filter_map(|member| self.question.choice(member)).collect();
                members.sort_unstable();
                members.dedup();
                (self.choice_count() + index, members)
            })
            .collect()
    }

    /// One code per case: the choice or the kind of missing.
    fn one(&mut self, survey: &Survey, codes: Cow<'_, [u16]>, in_base: &[bool]) {
        let choices = self.choice_count();
        let none = u16::try_from(self.options.len()).unwrap_or(OUT - 1);
        let missing: Vec<(u16, u16)> = Missing::ALL
            .into_iter()
            .map(|missing| (missing.code(), self.missing_option(missing).unwrap_or(none)))
            .collect();
        let mark = |code: u16| {
            if usize::from(code) < choices {
                return code;
            }
            missing.iter().find(|(reason, _)| *reason == code).map_or(none, |(_, option)| *option)
        };
        let marks = codes.iter().zip(in_base).map(|(code, in_base)| if *in_base { mark(*code) } else { OUT });
        self.marks = Marks::One(marks.collect());
        self.sums = self.net_members(survey);
        if self.question.is_scored() {
            let scores = self.question.choices.iter().map(|choice| choice.score.unwrap_or(f64::NAN));
            let others = self.options.len() - choices;
            self.values = Some(Values::PerOption(scores.chain(std::iter::repeat_n(f64::NAN, others)).collect()));
        }
    }

    fn number(&mut self, survey: &Survey, answers: &Answers<'_>, in_base: &[bool]) {
        let Answers::Number(state, numbers) = answers else { return };
        let none = u16::try_from(self.options.len()).unwrap_or(OUT - 1);
        let cases = in_base.len();
        let Membership::One(bands) = in_bands(answers, cases, &self.question.bands) else { return };
        // Outside every band an answer is in the base, but in no cell; `none` is such a place.
        let mut codes: Vec<u16> = Vec::with_capacity(cases);
        for (case, (band, in_base)) in bands.iter().zip(in_base).enumerate() {
            let reason = answers.missing(case);
            codes.push(match reason {
                Some(reason) => reason.code(),
                None => {
                    let outside = usize::from(*band) >= self.question.bands.len();
                    self.outside += u64::from(*in_base && outside && !self.question.bands.is_empty());
                    if outside { none } else { *band }
                }
            });
        }
        self.one(survey, Cow::Owned(codes), in_base);
        self.sums.clear();
        let answered = |case: usize| in_base.get(case) == Some(&true) && state.get(case) == Some(&0);
        let values: Vec<f64> =
            numbers.iter().enumerate().map(|(case, number)| if answered(case) { *number } else { f64::NAN }).collect();
        self.values = Some(per_case(values));
    }

    /// Bits per case: choices, nets by respondent, kinds of missing.
    fn many(&mut self, survey: &Survey, answers: &Answers<'_>, in_base: &[bool]) {
        let choices = self.choice_count();
        let nets = self.net_members(survey);
        let mut words = vec![vec![0u64; in_base.len()]; self.options.len().div_ceil(64).max(1)];
        let mut set = |case: usize, option: usize| {
            if let Some(bits) = words.get_mut(option / 64).and_then(|word| word.get_mut(case)) {
                *bits |= 1 << (option % 64);
            }
        };
        for case in in_base.iter().enumerate().filter(|(_, in_base)| **in_base).map(|(case, _)| case) {
            if let Some(reason) = answers.missing(case) {
                if let Some(option) = self.missing_option(reason) {
                    set(case, usize::from(option));
                }
                continue;
            }
            for choice in (0..choices).filter(|choice| answers.has(case, *choice)) {
                set(case, choice);
            }
            for (net, members) in &nets {
                if members.iter().any(|member| answers.has(case, *member)) {
                    set(case, *net);
                }
            }
        }
        self.marks = Marks::Many(in_base.to_vec(), words);
        if let Answers::Ranked(_, places) = answers {
            let place = |place: &&[u16]| {
                let coded = place.iter().zip(in_base);
                let coded =
                    coded.map(|(code, in_base)| if *in_base && usize::from(*code) < choices { *code } else { OUT });
                Marks::One(coded.collect())
            };
            self.places = places.iter().map(place).collect();
            self.place_sums = nets;
            let top = places.len();
            let points = |case: usize| -> f64 {
                let given = places
                    .iter()
                    .enumerate()
                    .filter(|(_, place)| place.get(case).is_some_and(|code| usize::from(*code) < choices));
                given.map(|(index, _)| (top - index) as f64).sum()
            };
            let values = (0..in_base.len()).map(|case| {
                let counted = in_base.get(case) == Some(&true) && answers.missing(case).is_none();
                if counted { points(case) } else { f64::NAN }
            });
            self.values = Some(per_case(values.collect()));
        }
    }
}

fn per_case(values: Vec<f64>) -> Values {
    let has_value = values.iter().enumerate().filter(|(_, value)| value.is_finite());
    let mut order: Vec<u32> = has_value.filter_map(|(case, _)| u32::try_from(case).ok()).collect();
    let value = |case: &u32| values.get(*case as usize).copied().unwrap_or(f64::NAN);
    order.sort_by(|a, b| value(a).total_cmp(&value(b)));
    Values::PerCase(values, order)
}

/// Option lines of a question: none for texts and for numbers without bands.
fn options(survey: &Survey, question: &Question, kind: BaseKind, labels: &Labels) -> Vec<OptionLine> {
    let line = |code: &str, label: &str, role| OptionLine { code: code.to_owned(), label: label.to_owned(), role };
    let mut options: Vec<OptionLine> = match question.kind {
        Kind::Text => return Vec::new(),
        Kind::Numeric | Kind::Date if question.bands.is_empty() => return Vec::new(),
        Kind::Numeric | Kind::Date => {
            band_labels(&question.bands).iter().map(|band| line(&band.code, &band.label, Role::Choice)).collect()
        }
        _ => question.choices.iter().map(|choice| line(&choice.code, &choice.label, Role::Choice)).collect(),
    };
    if !question.is_number() {
        options.extend(survey.nets_of(question).map(|net| line(&net.code, &net.label, Role::Net)));
    }
    if kind == BaseKind::All {
        options.push(line("NA", &labels.na, Role::Missing));
        options.push(line("INV", &labels.inv, Role::Missing));
        options.push(line("UNK", &labels.unk, Role::Missing));
    }
    options
}
