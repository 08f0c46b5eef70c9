//! Who was asked: 問6（問5で2の方） in a header, or answers that stand only beside certain answers to a question before.
//!
//! A condition is a guess with the alternative that everybody was asked. The figures differ by it: whoever was not asked is
//! 非該当 under a condition and 無回答 without one. What the condition says is taken from earlier questions with one answer.

use std::collections::{HashMap, HashSet};

use super::super::review::names;
use super::super::{Change, Draft, Reason, choices, column, words};
use super::Maker;
use crate::load::marks;
use crate::load::number;
use crate::load::sheet::Cell;
use crate::model::expr::{Expr, Op};
use crate::model::survey::Layout;
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// Rows that must not have been asked, with nobody among them who answered, before a condition is seen in the answers alone.
const LEAST_APART: usize = 10;
/// Rows looked at first; a condition found there must hold in all.
const SAMPLE: usize = 5000;
/// Choices beyond which a question hardly leads to others.
const MOST_CHOICES: usize = 20;

/// The answers to a question with one answer, row by row: the place of the choice, if any.
struct Lead {
    id: String,
    codes: Vec<String>,
    rows: Vec<Option<u8>>,
}

/// How the answers to a question lie beside those to an earlier one.
struct Beside {
    /// Per choice of the earlier question: rows, and rows with an answer to the later one.
    rows: Vec<(usize, usize)>,
    /// Rows with an answer to the later question and none to the earlier one.
    without: usize,
}

impl Maker<'_> {
    /// Gives the drafted questions the conditions that headers state or answers show.
    pub(super) fn find_asked(&mut self) {
        let mut leads: Vec<Lead> = Vec::new();
        let mut found: Vec<(usize, Expr, Reason)> = Vec::new();
        for (at, question) in self.draft.questions.iter().enumerate() {
            let answered = self.answered(question);
            let count = answered.iter().filter(|answered| **answered).count();
            if count > 0 && count < answered.len() {
                let stated = self.stated_condition(question, &leads, &answered);
                // What the answers show without exception is surer than a header that somebody did not keep to.
                let is_kept = matches!(stated, Some((_, Reason::AskedSome { strays: 0, .. })));
                let seen = if is_kept { None } else { shown(question, &leads, &answered) };
                if let Some((condition, reason)) = seen.or(stated) {
                    found.push((at, condition, reason));
                }
            }
            leads.extend(self.lead(question));
        }
        for (at, condition, reason) in found {
            let Some(question) = self.draft.questions.get_mut(at) else { continue };
            question.ask_if = Some(condition);
            let id = question.id.clone();
            self.guess(Some(&id), reason, vec![Change::AskAll]);
        }
    }

    /// Whether each row has an answer to a question.
    fn answered(&self, question: &Question) -> Vec<bool> {
        let places = self.places(question);
        let missing = question.missing.as_ref();
        let flags = question.layout == Some(Layout::Flags);
        let is_missing = |folded: &str| {
            let stated = |texts: &Vec<String>| texts.iter().any(|text| fold::matching(text) == folded);
            column::missing_word(folded).is_some() || missing.is_some_and(|codes| codes.kinds().into_iter().any(stated))
        };
        let is_answer = |row: &[Cell], place: &usize| {
            let Some(cell) = row.get(*place).filter(|cell| !cell.is_blank()) else { return false };
            let folded = fold::matching(&cell.text());
            !(is_missing(&folded) || flags && marks::is_unmarked(&folded))
        };
        self.rows.iter().map(|row| places.iter().any(|place| is_answer(row, place))).collect()
    }

    /// Where the columns of a question lie in the sheet.
    fn places(&self, question: &Question) -> Vec<usize> {
        let place = |name: &String| match name.strip_prefix('#').and_then(|number| number.parse::<usize>().ok()) {
            Some(number) => number.checked_sub(1),
            None => self.header.find(name).first().copied(),
        };
        names(question).iter().filter_map(place).collect()
    }

    fn lead(&self, question: &Question) -> Option<Lead> {
        let count = question.choices.len();
        if question.kind != Kind::Single || !(2..=MOST_CHOICES).contains(&count) {
            return None;
        }
        let place = *self.places(question).first()?;
        let mut known: HashMap<String, u8> = HashMap::new();
        for (at, choice) in question.choices.iter().enumerate() {
            let at = u8::try_from(at).ok()?;
            for text in [&choice.code, &choice.label].into_iter().chain(&choice.aliases) {
                let folded = fold::matching(text);
                let canonical = number::canonical(&folded);
                known.entry(canonical.unwrap_or(folded)).or_insert(at);
            }
        }
        let chosen = |row: &&[Cell]| {
            let cell = row.get(place).filter(|cell| !cell.is_blank())?;
            let folded = fold::matching(&cell.text());
            let canonical = number::canonical(&folded);
            known.get(&canonical.unwrap_or(folded)).copied()
        };
        let rows = self.rows.iter().map(chosen).collect();
        let codes = question.choices.iter().map(|choice| choice.code.clone()).collect();
        Some(Lead { id: question.id.clone(), codes, rows })
    }

    /// The condition a header states, when the question and the choices it names are there.
    fn stated_condition(&self, question: &Question, leads: &[Lead], answered: &[bool]) -> Option<(Expr, Reason)> {
        let header = names(question).into_iter().next().unwrap_or_default();
        let text = format!("{header} {} {}", question.label, question.text);
        let (number, said, written) = condition(&fold::matching(&text))?;
        let lead = leads.iter().find(|lead| lead.id == words::id_of(&number))?;
        let asked = self.draft.questions.iter().find(|asked| asked.id == lead.id)?;
        // Where the file has labels only, codes are those of their order; a number in a header is one of the form.
        let is_coded = |choice: &Choice| {
            self.draft.coded.contains(&asked.id)
                || choice.label == choice.code
                || choices::leading(&choice.label).is_some_and(|number| number.to_string() == choice.code)
        };
        let at = |said: &Said| {
            asked.choices.iter().position(|choice| match said {
                Said::Code(code) => choice.code == *code && is_coded(choice),
                Said::Label(label) => fold::matching(&choice.label) == *label,
            })
        };
        let chosen: Option<Vec<usize>> = said.iter().map(at).collect();
        let chosen = chosen.filter(|chosen| !chosen.is_empty() && chosen.len() < lead.codes.len())?;
        let beside = Beside::of(lead, answered, usize::MAX);
        let strays = beside.outside(&chosen);
        let all = answered.iter().filter(|answered| **answered).count();
        // Answers that mostly stand beside others contradict the header.
        if strays * 2 > all {
            return None;
        }
        let condition = expr(lead, &chosen);
        let reason = Reason::AskedSome { condition: condition.to_string(), header: Some(written), strays };
        Some((condition, reason))
    }
}

impl Beside {
    fn of(lead: &Lead, answered: &[bool], most: usize) -> Self {
        let mut rows = vec![(0, 0); lead.codes.len()];
        let mut without = 0;
        for (chosen, answered) in lead.rows.iter().zip(answered).take(most) {
            match chosen.and_then(|at| rows.get_mut(usize::from(at))) {
                Some((all, with)) => {
                    *all += 1;
                    *with += usize::from(*answered);
                }
                None => without += usize::from(*answered),
            }
        }
        Self { rows, without }
    }

    /// Rows with an answer that none of these choices led to.
    fn outside(&self, chosen: &[usize]) -> usize {
        let others = self.rows.iter().enumerate().filter(|(at, _)| !chosen.contains(at));
        others.map(|(_, (_, with))| with).sum::<usize>() + self.without
    }

    /// The choices that lead to the question, when all who made them mostly answered and nobody else did.
    fn leading(&self) -> Option<Vec<usize>> {
        let chosen: Vec<usize> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, (all, with))| *with * 2 >= *all && *all > 0)
            .map(|(at, _)| at)
            .collect();
        let sum = |inside: bool| {
            let rows = self.rows.iter().enumerate().filter(|(at, _)| chosen.contains(at) == inside);
            rows.fold((0, 0), |(all, with), (_, row)| (all + row.0, with + row.1))
        };
        let ((asked, with), (apart, _)) = (sum(true), sum(false));
        let clean = self.outside(&chosen) == 0 && apart >= LEAST_APART && with * 10 >= asked * 7 && with > 2;
        (clean && !chosen.is_empty()).then_some(chosen)
    }
}

/// The condition that the answers show by themselves, by the nearest question that explains them.
fn shown(question: &Question, leads: &[Lead], answered: &[bool]) -> Option<(Expr, Reason)> {
    if matches!(question.kind, Kind::Text) {
        return None;
    }
    let (lead, chosen) = leads.iter().rev().find_map(|lead| {
        let first = Beside::of(lead, answered, SAMPLE).leading()?;
        let all = Beside::of(lead, answered, usize::MAX).leading()?;
        (first == all).then_some((lead, all))
    })?;
    let condition = expr(lead, &chosen);
    let reason = Reason::AskedSome { condition: condition.to_string(), header: None, strays: 0 };
    Some((condition, reason))
}

fn expr(lead: &Lead, chosen: &[usize]) -> Expr {
    let values: Vec<String> = chosen.iter().filter_map(|at| lead.codes.get(*at).cloned()).collect();
    let op = if values.len() == 1 { Op::Equal } else { Op::In };
    Expr::Compare { subject: lead.id.clone(), op, values }
}

/// What a header says of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Code(String),
    Label(String),
}

/// Signs between the answers a header names.
const BETWEEN: [&str; 9] = ["または", "もしくは", "および", "又は", "及び", "か", ",", "、", "・"];

/// `問5で2の方`, `問5で「いない」と答えた方`, `Q5=1、2の人`: the number of the question, the answers, and the words themselves.
fn condition(folded: &str) -> Option<((String, String), Vec<Said>, String)> {
    let starts = folded.char_indices().map(|(at, _)| at).skip(1);
    // One that is begun and cannot be read ends the search: what follows would be half of it.
    starts.filter_map(|at| folded.get(at..)).find_map(|rest| {
        let number = words::number(rest)?;
        let behind = rest.strip_prefix(number.0.as_str())?.trim_start().strip_prefix(number.1.as_str())?.trim_start();
        let signs = ["において", "で", "が", "に", "="];
        let (sign, behind) = signs.iter().find_map(|sign| Some((*sign, behind.strip_prefix(sign)?.trim_start())))?;
        let mut said = Vec::new();
        let mut left = behind;
        while let Some((one, rest)) = answer(left) {
            said.push(one);
            left = rest;
            // 1～3 are all of them.
            let onward = ["~", "-", "から"].iter().find_map(|sign| rest.trim_start().strip_prefix(sign));
            if let Some(onward) = onward {
                let (Some((Said::Code(last), rest)), Some(Said::Code(first))) =
                    (answer(onward.trim_start()), said.last())
                else {
                    return Some(None);
                };
                let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
                said.extend((first + 1..=last).map(|code| Said::Code(code.to_string())));
                left = rest;
            }
            match BETWEEN.iter().find_map(|sign| rest.trim_start().strip_prefix(sign)) {
                Some(next) if answer(next.trim_start()).is_some() => left = next.trim_start(),
                // Another condition follows, which is not read.
                Some(_) => return Some(None),
                None => break,
            }
        }
        let not_this = ["以外", "以上", "以下", "未満", "つ", "個", "番目", "位"];
        if not_this.iter().any(|word| left.trim_start().starts_with(word)) {
            return Some(None);
        }
        let whom = ["方", "人", "者", "事業", "場合", "回答", "答え", "選", "とき"];
        let end: String = left.chars().take(12).collect();
        let good = !said.is_empty() && (sign == "=" || whom.iter().any(|word| end.contains(word)));
        let close = left.find([')', '】', ']', '。']).unwrap_or(left.len());
        let length = rest.len() - left.len() + close.min(left.chars().take(12).map(char::len_utf8).sum());
        good.then(|| Some((number, said, rest.get(..length).unwrap_or(rest).trim().to_owned())))
    })?
}

/// One answer at the beginning of a text, and what follows.
fn answer(text: &str) -> Option<(Said, &str)> {
    for (open, close) in [('「', '」'), ('『', '』'), ('"', '"')] {
        if let Some((label, rest)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            // 「2.いない」 names the code as well.
            let code: String = label.chars().take_while(char::is_ascii_digit).collect();
            let numbered = !code.is_empty()
                && label.get(code.len()..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['.', ' ', '、']));
            return Some((if numbered { Said::Code(code) } else { Said::Label(label.to_owned()) }, rest));
        }
    }
    let code: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(code.len()..)?;
    let plain = (1..=3).contains(&code.len()) && !rest.starts_with(['%', '割', '年', '月', '日', '回', '人']);
    plain.then_some((Said::Code(code), rest))
}

/// A condition of one draft said of the questions of another that took it in: `leads` are the questions of the one with their
/// ids in the other. `None` where it cannot be said there.
pub fn moved(condition: Expr, leads: &[(Question, Option<String>)], known: &[Question]) -> Option<Expr> {
    let Expr::Compare { subject, op, values } = condition else { return None };
    let (lead, home) = leads.iter().find(|(lead, _)| lead.id == subject)?;
    let home = known.iter().find(|question| Some(&question.id) == home.as_ref())?;
    let label = |value: &String| lead.choices.iter().find(|choice| choice.code == *value).map(|choice| &choice.label);
    let code =
        |label: &String| home.choices.iter().find(|choice| choice.label == *label).map(|choice| choice.code.clone());
    let values: Option<Vec<String>> = values.iter().map(|value| code(label(value)?)).collect();
    Some(Expr::Compare { subject: home.id.clone(), op, values: values? })
}

/// After a change of a draft: conditions speak of the same answers as before. One that cannot is dropped with its guess.
pub fn follow(before: &Draft, now: &mut Draft) {
    let questions = now.questions.clone();
    let mut gone: Vec<String> = Vec::new();
    for question in &mut now.questions {
        let Some(Expr::Compare { subject, op, values }) = &question.ask_if else { continue };
        // What came from elsewhere says what it means already.
        if before.questions.iter().all(|known| known.id != question.id) {
            continue;
        }
        let choices =
            |draft: &[Question]| draft.iter().find(|known| known.id == *subject).map(|known| known.choices.clone());
        let (Some(old), Some(new)) = (choices(&before.questions), choices(&questions)) else {
            if questions.iter().all(|known| known.id != *subject) {
                gone.push(question.id.clone());
                question.ask_if = None;
            }
            continue;
        };
        if old == new {
            continue;
        }
        let label = |code: &String| old.iter().find(|choice| choice.code == *code).map(|choice| choice.label.clone());
        let code = |label: String| {
            // A code that was given a name has it for its label, and no alias.
            let is_it = |known: &&Choice| known.label == label || known.aliases.contains(&label) || known.code == label;
            new.iter().find(is_it).map(|choice| choice.code.clone())
        };
        let mut mapped: Vec<String> = values.iter().filter_map(|value| code(label(value)?)).collect();
        let mut met = HashSet::new();
        mapped.retain(|code| met.insert(code.clone()));
        if mapped.is_empty()
            || mapped.len() >= new.len()
            || values.iter().any(|value| label(value).and_then(code).is_none())
        {
            gone.push(question.id.clone());
            question.ask_if = None;
            continue;
        }
        let op = if mapped.len() == 1 && *op == Op::In { Op::Equal } else { *op };
        question.ask_if = Some(Expr::Compare { subject: subject.clone(), op, values: mapped });
    }
    let is_asked = |reason: &Reason| matches!(reason, Reason::AskedSome { .. });
    now.guesses.retain(|guess| !is_asked(&guess.reason) || guess.question.as_ref().is_none_or(|id| !gone.contains(id)));
    for guess in &mut now.guesses {
        let (Reason::AskedSome { condition, .. }, Some(id)) = (&mut guess.reason, &guess.question) else { continue };
        let asked =
            now.questions.iter().find(|question| question.id == *id).and_then(|question| question.ask_if.as_ref());
        if let Some(asked) = asked {
            *condition = asked.to_string();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Option<(String, Vec<Said>)> {
        condition(&fold::matching(header)).map(|(number, said, _)| (words::id_of(&number), said))
    }

    #[test]
    fn headers_that_say_who_is_asked() {
        let code = |code: &str| Said::Code(code.to_owned());
        assert_eq!(of("問6 承継（問5で2の方）"), Some(("Q5".to_owned(), vec![code("2")])));
        assert_eq!(
            of("問6（問５で「２」または「３」と答えた方）理由"),
            Some(("Q5".to_owned(), vec![code("2"), code("3")]))
        );
        assert_eq!(of("問6 【問5で1、3に○をつけた方】"), Some(("Q5".to_owned(), vec![code("1"), code("3")])));
        assert_eq!(of("問6 承継(問5=2)"), Some(("Q5".to_owned(), vec![code("2")])));
        assert_eq!(of("問6 【問5で1、3を選んだ方】"), Some(("Q5".to_owned(), vec![code("1"), code("3")])));
        let label = Said::Label("いない".to_owned());
        assert_eq!(of("Q6 後継者（Q5で「いない」と回答した人のみ）"), Some(("Q5".to_owned(), vec![label])));
        assert_eq!(of("問6 承継（問5で30人以上の方）"), None);
        assert_eq!(of("問6（問5で1～3の方）"), Some(("Q5".to_owned(), vec![code("1"), code("2"), code("3")])));
        for unread in ["問6（問5で1または問7で3の方）", "問6（問5で2以外の方）", "問6（問5で1つでも○の方）"]
        {
            assert_eq!(of(unread), None, "{unread}");
        }
        assert_eq!(of("問6 問5の続き"), None);
        assert_eq!(of("問5で2の方"), None);
    }
}
