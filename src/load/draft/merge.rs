//! Files with the same questions as one survey: paper and web, or one delivery after another.
//!
//! Questions are the same by their number or wording, and only when their answers can be told to be the same: by code, or by
//! label. Codes without labels and labels without codes cannot; a code sheet given with the files settles that.

use std::collections::{BTreeMap, HashSet};

use super::make::asked;
use super::write::Written;
use super::{Change, Guess, Reason, choices, make};
use crate::model::survey::{Columns, Layout, Source, SourceColumn};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// Puts files with the same questions together; every other file is a survey of its own.
pub fn join(mut parts: Vec<Written>) -> Vec<Written> {
    even(&mut parts);
    let mut surveys: Vec<Written> = Vec::new();
    for next in parts {
        let home = surveys.iter().position(|known| fits(known, &next) || fits(&next, known));
        match home.and_then(|at| surveys.get_mut(at)) {
            // The one that knows more choices takes the other in.
            Some(known) if fits(known, &next) && (count(known) >= count(&next) || !fits(&next, known)) => {
                absorb(known, next)
            }
            Some(known) => {
                let before = std::mem::replace(known, next);
                (known.id, known.title) = (before.id.clone(), before.title.clone());
                absorb(known, before);
                // The survey is called like its first file, which stays the first.
                known.sources.rotate_left(1);
            }
            None => surveys.push(next),
        }
    }
    surveys
}

/// Words of その他 that somebody wrote in one file tell where the same column belongs in another one, which left it open.
fn even(parts: &mut [Written]) {
    let is_doubted = |part: &Written, id: &str, name: &str| {
        part.draft.guesses_of(id).any(|guess| match &guess.reason {
            Reason::OtherOf { column, .. } | Reason::OtherApart { column } => column == name,
            _ => false,
        })
    };
    // Surveys that only share an id or a header lend each other nothing.
    let likes: Vec<Vec<bool>> =
        parts.iter().map(|one| parts.iter().map(|other| fits(one, other) || fits(other, one)).collect()).collect();
    let is_like = |one: usize, other: usize| likes.get(one).and_then(|row| row.get(other)).copied().unwrap_or(false);
    let mut known: Vec<(usize, Question, Choice, String)> = Vec::new();
    for (from, part) in parts.iter().enumerate() {
        for question in &part.draft.questions {
            for choice in &question.choices {
                if let Some(name) = choice.other.as_ref().filter(|name| !is_doubted(part, &question.id, name)) {
                    known.push((from, question.clone(), choice.clone(), name.clone()));
                }
            }
        }
    }
    for (at, part) in parts.iter_mut().enumerate() {
        for (from, theirs, choice, name) in &known {
            if !is_like(*from, at) {
                continue;
            }
            let id = &theirs.id;
            let is_text =
                |question: &Question| question.kind == Kind::Text && question.column.as_deref() == Some(name.as_str());
            // The column stands behind the question in both.
            let behind = part.draft.questions.windows(2).any(|pair| match pair {
                [own, next] => own.id == *id && is_text(next),
                _ => false,
            });
            let is_open = behind || is_doubted(part, id, name);
            let Some(own) = part.draft.questions.iter_mut().find(|own| own.id == *id).filter(|_| is_open) else {
                continue;
            };
            let is_theirs = |choice: &&Choice| theirs.choices.iter().any(|known| is_label(known, choice));
            if own.choices.iter().filter(is_theirs).count() * 2 < own.choices.len() {
                continue;
            }
            let at = own.choices.iter().position(|known| known.code == choice.code && is_label(known, choice));
            if at.is_none() && !choices::is_other(&choice.label) || !matches!(own.kind, Kind::Single | Kind::Multiple) {
                continue;
            }
            own.choices
                .iter_mut()
                .filter(|known| known.other.as_ref() == Some(name))
                .for_each(|known| known.other = None);
            match at.and_then(|at| own.choices.get_mut(at)) {
                Some(choice) => choice.other = Some(name.clone()),
                None => Change::Other { column: name.clone() }.apply(own),
            }
            let gone = part.draft.questions.iter().find(|question| is_text(question)).map(|gone| gone.id.clone());
            part.draft.questions.retain(|question| Some(&question.id) != gone.as_ref());
            part.draft.guesses.retain(|guess| {
                let about = match &guess.reason {
                    Reason::OtherOf { column, .. } | Reason::OtherApart { column } => column == name,
                    _ => false,
                };
                !(about || gone.is_some() && guess.question == gone)
            });
        }
    }
}

/// How many choices a survey knows.
fn count(written: &Written) -> usize {
    written.draft.questions.iter().map(|question| question.choices.len()).sum()
}

/// The same question of another survey: by id where that is a question's number, else by its wording.
fn same<'a>(known: &'a Written, question: &Question) -> Option<&'a Question> {
    let numbered = |question: &Question| super::words::number(&fold::matching(&whole(question))).is_some();
    let by_id =
        known.draft.questions.iter().find(|other| other.id == question.id && numbered(question) && numbered(other));
    let wording = fold::matching(&question.label);
    by_id.or_else(|| known.draft.questions.iter().find(|other| fold::matching(&other.label) == wording))
}

/// Where a question's number stands, if it has one.
fn whole(question: &Question) -> String {
    let column = question
        .column
        .iter()
        .chain(question.columns.iter().flatten())
        .chain(question.items.iter().filter_map(|item| item.column.as_ref()));
    let numbered = column.into_iter().find(|column| super::words::number(&fold::matching(column)).is_some());
    numbered.cloned().unwrap_or_else(|| question.text.clone())
}

/// True when most questions of the smaller survey are questions of the other one, with answers that can be matched.
fn fits(known: &Written, next: &Written) -> bool {
    // Under other weights, or none, it is another tabulation.
    if known.draft.weight != next.draft.weight {
        return false;
    }
    let met: Vec<bool> = next
        .draft
        .questions
        .iter()
        .filter_map(|question| Some(compatible(Asked::of(known, same(known, question)?), Asked::of(next, question))))
        .collect();
    let matched = met.iter().filter(|fits| **fits).count();
    let contradicted = met.len() - matched;
    let smaller = known.draft.questions.len().min(next.draft.questions.len());
    matched * 10 >= smaller * 6 && contradicted * 5 <= matched
}

/// A question, and whether its codes are those of the questionnaire.
#[derive(Clone, Copy)]
struct Asked<'a> {
    question: &'a Question,
    /// A codebook or the numbers of columns give the codes; else those of labels may only be the order of appearance.
    coded: bool,
}

impl<'a> Asked<'a> {
    fn of(written: &Written, question: &'a Question) -> Self {
        Self { question, coded: written.draft.coded.contains(&question.id) }
    }

    fn position(&self, wanted: &Choice) -> Option<usize> {
        let choices = &self.question.choices;
        choices.iter().position(|choice| is_label(choice, wanted)).or_else(|| {
            let is_code = |choice: &Choice| choice.code == wanted.code && (self.coded || is_led(choice));
            choices.iter().position(|choice| is_bare(wanted) && is_code(choice))
        })
    }

    /// True when a choice of the question is this choice of another file.
    fn is_same(&self, choice: &Choice, wanted: &Choice) -> bool {
        let choices = &self.question.choices;
        self.position(wanted).and_then(|at| choices.get(at)).is_some_and(|found| found.code == choice.code)
    }

    /// True when cells hold marks, so that codes only name the columns.
    fn has_flags(&self) -> bool {
        self.question.kind == Kind::Multiple && self.question.layout == Some(Layout::Flags)
    }
}

/// True for a choice known by its code alone.
fn is_bare(choice: &Choice) -> bool {
    fold::matching(&choice.label) == fold::matching(&choice.code)
}

/// True for a choice whose label begins with its code, or is it.
fn is_led(choice: &Choice) -> bool {
    is_bare(choice) || choices::leading(&choice.label).is_some_and(|number| number.to_string() == choice.code)
}

fn is_label(choice: &Choice, wanted: &Choice) -> bool {
    fold::matching(&choice.label) == fold::matching(&wanted.label)
}

/// True when the answers to both can be told to be the same.
fn compatible(known: Asked<'_>, next: Asked<'_>) -> bool {
    let (own, other) = (known.question, next.question);
    let numbers = |kind: Kind| matches!(kind, Kind::Numeric | Kind::Date | Kind::Text);
    if own.kind != other.kind {
        return false;
    }
    if numbers(own.kind) {
        return true;
    }
    if own.kind == Kind::Matrix && own.items.len() != other.items.len() {
        return false;
    }
    let bare = |question: &Question| {
        question.choices.iter().filter(|choice| is_bare(choice)).count() * 2 > question.choices.len()
    };
    // Labels cannot be found among bare codes.
    if bare(own) && !bare(other) {
        return false;
    }
    // One code cannot stand for two labels.
    let differs =
        |choice: &Choice| other.choices.iter().any(|wanted| is_label(choice, wanted) && choice.code != wanted.code);
    if known.coded && next.coded && !known.has_flags() && !next.has_flags() && own.choices.iter().any(differs) {
        return false;
    }
    let added: Vec<&Choice> = other.choices.iter().filter(|choice| known.position(choice).is_none()).collect();
    let found = other.choices.len() - added.len();
    // Nor can a code alone stand beside a label that was only given it.
    if added.iter().any(|choice| is_bare(choice) && own.choices.iter().any(|known| known.code == choice.code)) {
        return false;
    }
    let all_there =
        || own.choices.iter().all(|choice| other.choices.iter().any(|wanted| known.is_same(choice, wanted)));
    (!known.has_flags() || added.iter().all(|choice| choice.other.is_some()))
        && (!next.has_flags() || all_there())
        && found * 2 >= other.choices.len()
}

/// Adds the files of a survey to another: their sources with what differs, the choices and questions that only they have.
fn absorb(known: &mut Written, next: Written) {
    let before = known.draft.clone();
    let mut sources = next.sources.clone();
    let mut columns: Vec<BTreeMap<String, SourceColumn>> = vec![BTreeMap::new(); sources.len()];
    let mut homes: Vec<Option<String>> = Vec::new();
    for question in &next.draft.questions {
        let asked = Asked::of(&next, question);
        let home = same(known, question).filter(|other| compatible(Asked::of(known, other), asked));
        // A question takes one of each file in.
        let home = home.map(|other| other.id.clone()).filter(|id| homes.iter().flatten().all(|taken| taken != id));
        homes.push(home);
    }
    let mut taken: HashSet<String> = HashSet::new();
    for question in &known.draft.questions {
        taken.insert(question.id.clone());
        taken.extend(question.items.iter().map(|item| item.id.clone()));
    }
    let is_joined = homes.iter().all(Option::is_some);
    let leads: Vec<(Question, Option<String>)> =
        next.draft.questions.iter().cloned().zip(homes.iter().cloned()).collect();
    let apart = |is_theirs: &dyn Fn(&str) -> bool| {
        let own = before.questions.iter().map(|question| question.id.clone());
        own.filter(|id| is_theirs(id)).collect::<Vec<_>>()
    };
    let only_known = apart(&|id| homes.iter().flatten().all(|home| home != id));
    let mut only_next = Vec::new();
    for (question, home) in next.draft.questions.iter().zip(homes) {
        let coded = next.draft.coded.contains(&question.id);
        let id = match home.and_then(|id| known.draft.questions.iter_mut().find(|other| other.id == id)) {
            Some(other) => {
                let before = other.choices.clone();
                // The codes in the cells of a file are real; those given to labels are not.
                if coded && known.draft.coded.insert(other.id.clone()) {
                    take_codes(other, question);
                }
                let is_coded = known.draft.coded.contains(&other.id);
                for (source, columns) in sources.iter().zip(&mut columns) {
                    place(columns, Asked { question: other, coded: is_coded }, &as_in(source, question));
                }
                add_choices(other, is_coded, Asked { question, coded });
                // What is doubted in either file is doubted of the question.
                let own = next.draft.guesses_of(&question.id);
                let own = own.map(|guess| Guess { question: Some(other.id.clone()), ..guess.clone() });
                let is_asked = other.ask_if.is_some();
                let own = own.filter(|guess| is_asked || !matches!(guess.reason, Reason::AskedSome { .. }));
                let new: Vec<Guess> =
                    own.filter(|guess| !known.draft.guesses.contains(guess) && is_open(guess, &before)).collect();
                known.draft.guesses.extend(new);
                let about = |guess: &&mut Guess| guess.question.as_ref() == Some(&other.id);
                known.draft.guesses.iter_mut().filter(about).for_each(|guess| recode(guess, other));
                continue;
            }
            None => make::unique(&mut taken, &question.id),
        };
        let mut own = Question { id: id.clone(), ..question.clone() };
        let mut renamed: Vec<(String, String)> = vec![(question.id.clone(), id.clone())];
        for item in &mut own.items {
            let wanted = item.id.strip_prefix(&question.id).map_or(item.id.clone(), |rest| format!("{id}{rest}"));
            let before = std::mem::replace(&mut item.id, make::unique(&mut taken, &wanted));
            renamed.push((before, item.id.clone()));
        }
        for (source, columns) in sources.iter().zip(&mut columns) {
            let moved = renamed.iter().filter_map(|(from, to)| Some((to.clone(), source.columns.get(from)?.clone())));
            columns.extend(moved);
        }
        if coded {
            known.draft.coded.insert(id.clone());
        }
        only_next.push(id.clone());
        own.ask_if = own.ask_if.take().and_then(|condition| asked::moved(condition, &leads, &known.draft.questions));
        let is_asked = own.ask_if.is_some();
        let guesses = next.draft.guesses_of(&question.id).cloned();
        let guesses = guesses.filter(|guess| is_asked || !matches!(guess.reason, Reason::AskedSome { .. }));
        known.draft.guesses.extend(guesses.map(|guess| Guess { question: Some(id.clone()), ..guess }));
        known.draft.questions.push(own);
    }
    if !is_joined {
        let file = sources.first().map(|source| source.file.as_str()).unwrap_or_default();
        let file = file.rsplit('/').next().unwrap_or_default().to_owned();
        known.draft.guesses.push(Guess {
            question: None,
            reason: Reason::ByPlace { file },
            alternatives: vec![Change::OwnSurvey],
        });
    }
    asked::follow(&before, &mut known.draft);
    let name = |source: &Source| source.file.rsplit('/').next().unwrap_or_default().to_owned();
    let lacking = sources.iter().map(|source| (name(source), &only_known));
    let lacking: Vec<(String, &Vec<String>)> =
        lacking.chain(known.sources.iter().map(|source| (name(source), &only_next))).collect();
    for (file, questions) in lacking.into_iter().filter(|(_, questions)| !questions.is_empty()) {
        let reason = Reason::NotInFile { file, questions: questions.clone() };
        known.draft.guesses.push(Guess { question: None, reason, alternatives: vec![Change::OwnSurvey] });
    }
    known.draft.guesses.extend(next.draft.guesses.iter().filter(|guess| guess.question.is_none()).cloned());
    known.draft.missing.merge(&next.draft.missing);
    known.draft.keep_missing();
    for (source, columns) in sources.iter_mut().zip(columns) {
        source.columns = columns;
    }
    known.sources.extend(sources);
}

/// A question as it lies in one source of its survey.
fn as_in(source: &Source, question: &Question) -> Question {
    let mut own = question.clone();
    match source.columns.get(&question.id) {
        Some(SourceColumn::Name(column)) => own.column = Some(column.clone()),
        Some(SourceColumn::Full(columns)) => {
            let Columns { column, columns, layout, separator } = columns.clone();
            (own.column, own.columns, own.layout, own.separator) = (column, columns, layout, separator);
        }
        None => {}
    }
    for item in &mut own.items {
        if let Some(SourceColumn::Name(column)) = source.columns.get(&item.id) {
            item.column = Some(column.clone());
        }
    }
    own
}

/// Gives the choices the codes they have in another file, found by their labels; the others get free ones.
fn take_codes(known: &mut Question, next: &Question) {
    let mut taken: HashSet<String> = next.choices.iter().map(|choice| choice.code.clone()).collect();
    for choice in &mut known.choices {
        match next.choices.iter().find(|other| is_label(choice, other)) {
            Some(other) => choice.code.clone_from(&other.code),
            None if taken.contains(&choice.code) => choice.code = free_code(&taken, next.choices.len()),
            None => {}
        }
        taken.insert(choice.code.clone());
    }
}

/// Changes speak of a choice by its code, which may be another now.
fn recode(guess: &mut Guess, question: &Question) {
    for change in &mut guess.alternatives {
        if let Change::OtherOf { code, label } = change
            && let Some(choice) = question.choices.iter().find(|choice| choice.label == *label)
        {
            code.clone_from(&choice.code);
        }
    }
}

/// The first number behind so many choices that is no code yet.
fn free_code(taken: &HashSet<String>, choices: usize) -> String {
    let mut numbers = (choices + 1..).map(|number| number.to_string());
    numbers.find(|code| !taken.contains(code)).unwrap_or_default()
}

/// True for a doubt that the survey does not settle: it knows the kind, and its own choices.
fn is_open(guess: &Guess, choices: &[Choice]) -> bool {
    let known = |text: &String| choices.iter().any(|choice| fold::matching(&choice.label) == fold::matching(text));
    match &guess.reason {
        Reason::FewNumbers { .. } | Reason::Numbers | Reason::Repeats { .. } | Reason::Seldom { .. } => false,
        Reason::Rare { texts } => !texts.iter().all(known),
        _ => true,
    }
}

/// Notes where a file has a question, when that is not where the survey says.
fn place(columns: &mut BTreeMap<String, SourceColumn>, asked: Asked<'_>, next: &Question) {
    let known = asked.question;
    match known.kind {
        Kind::Matrix => {
            for (own, other) in known.items.iter().zip(&next.items).filter(|(own, other)| own.column != other.column) {
                if let Some(column) = &other.column {
                    columns.insert(own.id.clone(), SourceColumn::Name(column.clone()));
                }
            }
        }
        Kind::Multiple | Kind::Rank => {
            let mut here = Columns {
                column: next.column.clone(),
                columns: next.columns.clone(),
                layout: next.layout,
                separator: next.separator.clone(),
            };
            if next.layout == Some(Layout::Flags) && next.kind == Kind::Multiple {
                // Flags stand in the order of the survey's choices.
                let of = |choice: &Choice| {
                    let at = next.choices.iter().position(|other| asked.is_same(choice, other))?;
                    next.columns.as_ref()?.get(at).cloned()
                };
                here.columns = Some(known.choices.iter().filter_map(of).collect());
            }
            let same = known.column == here.column
                && known.columns == here.columns
                && known.layout == here.layout
                && known.separator == here.separator;
            if !same {
                columns.insert(known.id.clone(), SourceColumn::Full(here));
            }
        }
        _ if known.column != next.column => {
            if let Some(column) = &next.column {
                columns.insert(known.id.clone(), SourceColumn::Name(column.clone()));
            }
        }
        _ => {}
    }
}

/// Choices that only this file has, behind the known ones; other spellings are found by folding when answers are read.
fn add_choices(known: &mut Question, coded: bool, next: Asked<'_>) {
    for choice in &next.question.choices {
        match (Asked { question: known, coded }).position(choice) {
            Some(at) => {
                if let Some(own) = known.choices.get_mut(at)
                    && own.other.is_none()
                {
                    own.other.clone_from(&choice.other);
                }
            }
            None if known.kind == Kind::Multiple && known.layout == Some(Layout::Flags) => {}
            None => {
                let codes: HashSet<String> = known.choices.iter().map(|choice| choice.code.clone()).collect();
                let is_kept = (next.coded || is_led(choice)) && !codes.contains(&choice.code);
                let code = if is_kept { choice.code.clone() } else { free_code(&codes, known.choices.len()) };
                known.choices.push(Choice { code, ..choice.clone() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, choices: &[(&str, &str)]) -> Question {
        let choice = |(code, label): &(&str, &str)| Choice {
            code: (*code).to_owned(),
            label: (*label).to_owned(),
            ..Choice::default()
        };
        Question {
            id: id.to_owned(),
            label: format!("問 {id}"),
            column: Some(format!("{id} 問")),
            choices: choices.iter().map(choice).collect(),
            ..Question::default()
        }
    }

    fn written(file: &str, questions: Vec<Question>, is_coded: bool) -> Written {
        let mut written = Written { id: file.to_owned(), ..Written::default() };
        written.sources = vec![Source { file: file.to_owned(), ..Source::default() }];
        written.draft.coded = questions.iter().filter(|_| is_coded).map(|question| question.id.clone()).collect();
        written.draft.questions = questions;
        written
    }

    fn files(written: &Written) -> Vec<&str> {
        written.sources.iter().map(|source| source.file.as_str()).collect()
    }

    #[test]
    fn labels_take_the_codes_of_a_file_that_has_them() {
        let web = || written("web", vec![question("Q1", &[("1", "自転車"), ("2", "徒歩"), ("3", "船")])], false);
        let coded = || written("sav", vec![question("Q1", &[("1", "徒歩"), ("2", "自転車"), ("3", "バス")])], true);
        for parts in [vec![web(), coded()], vec![coded(), web()]] {
            let surveys = join(parts);
            assert_eq!(surveys.len(), 1);
            let choices = &surveys[0].draft.questions[0].choices;
            let mut found: Vec<(&str, &str)> =
                choices.iter().map(|choice| (choice.code.as_str(), choice.label.as_str())).collect();
            found.sort();
            assert_eq!(found, [("1", "徒歩"), ("2", "自転車"), ("3", "バス"), ("4", "船")]);
        }
        let other = written("other", vec![question("Q1", &[("2", "徒歩"), ("1", "自転車"), ("3", "船")])], true);
        assert_eq!(join(vec![coded(), other]).len(), 2, "one code for two labels");
        let bare = || written("bare", vec![question("Q1", &[("1", "1"), ("2", "2"), ("3", "3")])], false);
        assert_eq!(join(vec![web(), bare()]).len(), 2);
        assert_eq!(join(vec![bare(), web()]).len(), 2);
        assert_eq!(join(vec![coded(), bare()]).len(), 1);
        assert_eq!(join(vec![bare(), coded()]).len(), 1);
    }

    #[test]
    fn words_that_one_file_has_belong_where_the_other_says() {
        let part = |file: &str, with: bool| {
            let mut flags = question("Q1", &[("1", "1"), ("2", "2")]);
            let columns = ["Q1_1", "Q1_2"].map(str::to_owned).to_vec();
            (flags.kind, flags.layout, flags.columns) = (Kind::Multiple, Some(Layout::Flags), Some(columns));
            let words = "Q1_その他".to_owned();
            let mut questions = vec![Question { column: None, ..flags }];
            if with {
                Change::Other { column: words }.apply(&mut questions[0]);
            } else {
                let column = Some(words);
                questions.push(Question { kind: Kind::Text, column, ..question("Q1_FA", &[]) });
            }
            written(file, questions, true)
        };
        for parts in [vec![part("a", true), part("b", false)], vec![part("a", false), part("b", true)]] {
            let surveys = join(parts);
            assert_eq!((surveys.len(), surveys[0].draft.questions.len()), (1, 1));
            let question = &surveys[0].draft.questions[0];
            assert_eq!(question.columns.as_ref().map(Vec::len), Some(3));
            assert_eq!(question.choices[2].other.as_deref(), Some("Q1_その他"));
            assert!(surveys[0].sources.iter().all(|source| source.columns.is_empty()));
        }
    }

    #[test]
    fn every_file_stays_when_the_last_one_knows_most() {
        let part = |file: &str, choices: &[(&str, &str)]| written(file, vec![question("Q1", choices)], false);
        let mut second = part("b", &[("1", "甲"), ("2", "乙")]);
        second.draft.questions[0].column = Some("Q1 別".to_owned());
        let surveys = join(vec![
            part("a", &[("1", "甲"), ("2", "乙")]),
            second,
            part("c", &[("1", "甲"), ("2", "乙"), ("3", "丙")]),
        ]);
        assert_eq!(surveys.len(), 1);
        assert_eq!((surveys[0].id.as_str(), files(&surveys[0])), ("a", vec!["a", "b", "c"]));
        let column = surveys[0].sources[1].columns.get("Q1");
        assert_eq!(column, Some(&SourceColumn::Name("Q1 別".to_owned())));
    }

    #[test]
    fn a_question_of_its_own_has_ids_of_its_own() {
        let matrix = |rows: usize| Question {
            kind: Kind::Matrix,
            items: ["A", "B", "C"]
                .iter()
                .take(rows)
                .map(|row| crate::model::survey::Item {
                    id: format!("Q5{row}"),
                    column: Some(format!("Q5 {row}")),
                    ..Default::default()
                })
                .collect(),
            column: None,
            ..question("Q5", &[("1", "1"), ("2", "2")])
        };
        let same: Vec<Question> = ["Q1", "Q2", "Q3", "Q4", "Q6"].map(|id| question(id, &[])).to_vec();
        let with =
            |rows: usize, more: Option<Question>| [same.clone(), vec![matrix(rows)], Vec::from_iter(more)].concat();
        let follow_up = Question { column: Some("Q5_2 問".to_owned()), ..question("Q5_2", &[("1", "1"), ("2", "2")]) };
        let surveys = join(vec![written("a", with(2, None), false), written("b", with(3, Some(follow_up)), false)]);
        assert_eq!(surveys.len(), 1);
        let questions = &surveys[0].draft.questions;
        let mut ids: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
        ids.extend(questions.iter().flat_map(|question| &question.items).map(|item| item.id.as_str()));
        let distinct: HashSet<&&str> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
        assert!(ids.contains(&"Q5_3A"), "{ids:?}");
    }
}
