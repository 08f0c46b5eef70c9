//! The same respondents in several files of one survey, or others who were numbered from 1 as well: what their answers tell.
//!
//! Loading counts a number once, so a second file with numbers of the first one would be lost as a whole. Where the answers
//! beside the same numbers agree no better than those of any two respondents, nobody is counted as a double.

use std::collections::{HashMap, HashSet};

use super::review;
use super::write::Written;
use super::{Change, Guess, Reason};
use crate::load::columns::{self, Header, Located};
use crate::load::draft::column;
use crate::load::settle::is_nobody;
use crate::load::sheet::{Cell, Sheet};
use crate::model::Survey;
use crate::model::survey::Source;
use crate::text::fold;

/// So many respondents with the same number are compared.
const SAMPLE: usize = 2000;
/// Agreement beyond that of any two respondents from which on two rows are one person, from 0 to 1.
const SAME: f64 = 0.6;

/// Looks through the files of every survey that has several. `sheets` are the answers by the path of their file in the
/// definition. Gives the guesses that are new.
pub fn tell_apart(surveys: &mut [Written], sheets: &[(String, Sheet)]) -> Vec<Guess> {
    let mut told = Vec::new();
    for written in surveys.iter_mut().filter(|written| written.sources.len() > 1) {
        let Ok(survey) = review::survey(written) else { continue };
        let sheet = |source: &Source| sheets.iter().find(|(file, _)| *file == source.file).map(|(_, sheet)| sheet);
        let files: Vec<File<'_>> =
            written.sources.iter().filter_map(|source| File::of(&survey, source, sheet(source)?)).collect();
        if files.len() != written.sources.len() {
            continue;
        }
        let found = numbers(&files);
        let others = persons(&files);
        let before = written.draft.guesses.len();
        let gone = take(written, found);
        if others > 0 {
            forget_persons(written, others);
        }
        told.extend(written.draft.guesses.iter().skip(before).cloned());
        // Nobody is left out by a number that repeats within a file any more.
        let is_said =
            |guess: &Guess| matches!(&guess.reason, Reason::IdRepeats { column, .. } if gone.contains(column));
        written.draft.guesses.retain(|guess| !is_said(guess));
    }
    told
}

/// The answers of a file.
struct File<'a> {
    source: Source,
    header: Header,
    located: Located,
    rows: Vec<&'a [Cell]>,
}

impl<'a> File<'a> {
    fn of(survey: &Survey, source: &Source, sheet: &'a Sheet) -> Option<Self> {
        let header = columns::detect(sheet, survey, source);
        let located = columns::locate(survey, source, &header);
        let rows = column::rows(sheet, &header).filter(|row| columns::skipped(&located.skip, row).is_none()).collect();
        (!header.columns.is_empty()).then(|| Self { source: source.clone(), header, located, rows })
    }

    /// What the numbers of the file are called.
    fn id(&self) -> Option<&str> {
        Some(self.header.columns.get(self.located.id?)?.joined.as_str())
    }

    /// The first row of everybody, by what these columns say together.
    fn first_rows(&self, columns: &[usize]) -> HashMap<String, usize> {
        let mut found = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            let text = |column: &usize| row.get(*column).map(|cell| fold::matching(&cell.text()).to_lowercase());
            let texts: Vec<String> = columns.iter().map(|column| text(column).unwrap_or_default()).collect();
            if !texts.is_empty() && !texts.iter().any(|text| is_nobody(text)) {
                found.entry(texts.join("\u{1f}")).or_insert(at);
            }
        }
        found
    }
}

/// The columns of a question in two files, side by side.
fn both(first: &File<'_>, second: &File<'_>) -> Vec<(usize, usize)> {
    let questions = first.located.questions.iter().zip(&second.located.questions);
    let asked = questions.map(|(one, other)| (one.columns(), other.columns()));
    let same = asked.filter(|(one, other)| one.len() == other.len());
    let received = first.located.received.zip(second.located.received);
    same.flat_map(|(one, other)| one.into_iter().zip(other)).chain(received).collect()
}

/// The positions of the rows of two files that these columns say are one respondent's, in the order of the second file.
fn pairs(first: (&File<'_>, &[usize]), second: (&File<'_>, &[usize])) -> (Vec<(usize, usize)>, usize) {
    let (one, other) = (first.0.first_rows(first.1), second.0.first_rows(second.1));
    let smaller = one.len().min(other.len());
    let mut pairs: Vec<(usize, usize)> = other.iter().filter_map(|(key, row)| Some((*one.get(key)?, *row))).collect();
    pairs.sort_by_key(|(_, row)| *row);
    (pairs, smaller)
}

/// True for two rows with the same in these columns; a cell that is blank in both says nothing.
fn cell_pairs<'a>(
    (first, second): (&'a File<'_>, &'a File<'_>),
    columns: &'a [(usize, usize)],
    (one, other): (usize, usize),
) -> impl Iterator<Item = bool> + 'a {
    const NOTHING: &Cell = &Cell::Empty;
    let rows = first.rows.get(one).zip(second.rows.get(other));
    rows.into_iter().flat_map(move |(one, other)| {
        columns.iter().filter_map(|(left, right)| {
            let (left, right) = (one.get(*left).unwrap_or(NOTHING), other.get(*right).unwrap_or(NOTHING));
            let is_same =
                || left.text() == right.text() || fold::matching(&left.text()) == fold::matching(&right.text());
            (!left.is_blank() || !right.is_blank()).then(is_same)
        })
    })
}

/// True when the rows that go together agree better than chance has it, which rows that do not go together show.
fn are_same(files: (&File<'_>, &File<'_>), columns: &[(usize, usize)], pairs: &[(usize, usize)]) -> bool {
    let sample = pairs.get(..SAMPLE.min(pairs.len())).unwrap_or_default();
    let share = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
        let cells: Vec<bool> = pairs.flat_map(|pair| cell_pairs(files, columns, pair).collect::<Vec<_>>()).collect();
        let same = cells.iter().filter(|is_same| **is_same).count();
        same as f64 / cells.len().max(1) as f64
    };
    let together = share(&mut sample.iter().copied());
    let next = sample.iter().cycle().skip(1);
    let apart = share(&mut sample.iter().zip(next).map(|((one, _), (_, other))| (*one, *other)));
    together >= 1.0 || (together - apart) / (1.0 - apart).max(f64::EPSILON) >= SAME
}

/// What was found of the numbers of a file.
struct Found {
    /// The positions of the file and of the one before whose numbers it repeats.
    files: (usize, usize),
    /// The column with the numbers.
    column: String,
    /// How many it repeats.
    rows: usize,
    /// How many of these have other answers; nothing when they are other people.
    differ: Option<usize>,
}

/// The files that repeat the numbers of an earlier one beside other answers.
fn numbers(files: &[File<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, second) in files.iter().enumerate() {
        let (Some(id), Some(column)) = (second.located.id, second.source.id.clone()) else { continue };
        for (before, first) in files.iter().enumerate().take(at) {
            let Some(known) = first.located.id.filter(|_| first.id() == second.id()) else { continue };
            let (pairs, smaller) = pairs((first, &[known]), (second, &[id]));
            let columns = both(first, second);
            if pairs.is_empty() || columns.is_empty() {
                continue;
            }
            let is_most = pairs.len() * 2 >= smaller && pairs.len() > 2;
            let others = is_most && !are_same((first, second), &columns, &pairs);
            let differs =
                |pair: &&(usize, usize)| cell_pairs((first, second), &columns, **pair).any(|is_same| !is_same);
            let differ = (!others).then(|| pairs.iter().filter(differs).count());
            if differ != Some(0) {
                found.push(Found { files: (at, before), column: column.clone(), rows: pairs.len(), differ });
                break;
            }
        }
    }
    found
}

/// How many rows of a file have the person of an earlier file, most of them beside other answers.
fn persons(files: &[File<'_>]) -> usize {
    let mut again = 0;
    for (at, second) in files.iter().enumerate() {
        for first in files.iter().take(at) {
            let (one, other) = (&first.located.personal, &second.located.personal);
            if one.is_empty() || one.len() != other.len() {
                continue;
            }
            let (pairs, smaller) = pairs((first, one), (second, other));
            let columns = both(first, second);
            if pairs.len() > 2 && pairs.len() * 2 >= smaller && !are_same((first, second), &columns, &pairs) {
                again += pairs.len();
            }
        }
    }
    again
}

/// Puts what was found of numbers into the survey: those of other people are no ids. Gives the columns with these.
fn take(written: &mut Written, found: Vec<Found>) -> Vec<String> {
    let mut apart: HashSet<usize> = HashSet::new();
    for Found { files: (at, before), column, rows, differ } in found {
        let file = written.sources.get(at).map(|source| source.file.clone()).unwrap_or_default();
        let file = file.rsplit('/').next().unwrap_or_default().to_owned();
        let (reason, change) = match differ {
            Some(differ) => (Reason::SamePeople { file, column, rows, differ }, Change::NoId),
            None => {
                apart.extend([at, before]);
                (Reason::OtherPeople { file, column: column.clone(), rows }, Change::Id { column })
            }
        };
        written.draft.guesses.push(Guess { question: None, reason, alternatives: vec![change] });
    }
    let others = written.sources.iter_mut().enumerate().filter(|(at, _)| apart.contains(at));
    let gone = others.filter_map(|(_, source)| {
        let id = source.id.take()?;
        source.ignore.push(id.clone());
        Some(id)
    });
    gone.collect()
}

/// Personal columns are not used to tell who answered twice.
fn forget_persons(written: &mut Written, rows: usize) {
    let mut gone: Vec<String> = Vec::new();
    for source in &mut written.sources {
        for column in std::mem::take(&mut source.personal) {
            source.ignore.push(column.clone());
            if !gone.contains(&column) {
                gone.push(column);
            }
        }
    }
    for column in gone {
        let alternatives = vec![Change::Personal { column: column.clone() }];
        let reason = Reason::PersonalRepeats { column, rows };
        written.draft.guesses.push(Guess { question: None, reason, alternatives });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sheet::Cell;
    use crate::model::{Choice, Kind, Question};

    /// Files with a number, sex and frequency, in turn by these texts.
    fn surveyed(files: &[&str]) -> (Vec<Written>, Vec<(String, Sheet)>) {
        let choice = |text: &str| Choice { code: text.to_owned(), label: text.to_owned(), ..Choice::default() };
        let question = |id: &str, column: &str, labels: &[&str]| Question {
            id: id.to_owned(),
            label: column.to_owned(),
            kind: Kind::Single,
            column: Some(column.to_owned()),
            choices: labels.iter().map(|label| choice(label)).collect(),
            ..Question::default()
        };
        let mut written = Written { id: "s".to_owned(), ..Written::default() };
        written.draft.questions = vec![
            question("Q1", "性別", &["男", "女"]),
            question("Q2", "頻度", &["毎日", "週1"]),
            question("Q3", "歳", &["1", "2", "3"]),
        ];
        let mut sheets = Vec::new();
        for (at, text) in files.iter().enumerate() {
            let cells = |line: &str| line.split(',').map(|cell| Cell::Text(cell.to_owned())).collect();
            let rows = std::iter::once("No,性別,頻度,歳").chain(text.lines()).map(cells).collect();
            let file = format!("{at}.csv");
            let id = Some("No".to_owned());
            written.sources.push(Source { file: file.clone(), id, header_rows: Some(1), ..Source::default() });
            sheets.push((file, Sheet { rows, ..Sheet::default() }));
        }
        (vec![written], sheets)
    }

    const FIRST: &str = "1,男,毎日,1\n2,女,週1,2\n3,男,週1,3\n4,女,毎日,1\n5,男,毎日,2\n6,女,週1,3";

    fn told(second: &str) -> (Vec<Option<String>>, Vec<Reason>) {
        let (mut surveys, sheets) = surveyed(&[FIRST, second]);
        tell_apart(&mut surveys, &sheets);
        let reasons = surveys[0].draft.guesses.iter().map(|guess| guess.reason.clone()).collect();
        (surveys[0].sources.iter().map(|source| source.id.clone()).collect(), reasons)
    }

    #[test]
    fn people_numbered_from_one_again_are_others() {
        let (ids, reasons) = told("1,女,週1,3\n2,男,週1,1\n3,男,毎日,1\n4,男,毎日,3\n5,女,週1,3\n6,女,毎日,2");
        assert_eq!(ids, [None, None]);
        assert!(matches!(&reasons[..], [Reason::OtherPeople { rows: 6, .. }]), "{reasons:?}");
    }

    #[test]
    fn people_delivered_again_are_the_same() {
        let known = Some("No".to_owned());
        assert_eq!(told(FIRST), (vec![known.clone(), known.clone()], Vec::new()));
        assert_eq!(told("7,女,週1,3\n8,男,週1,1"), (vec![known.clone(), known.clone()], Vec::new()));
        let (ids, reasons) = told(&FIRST.replace("6,女,週1,3", "6,女,週1,2"));
        assert_eq!(ids, [known.clone(), known.clone()]);
        assert!(matches!(&reasons[..], [Reason::SamePeople { rows: 6, differ: 1, .. }]), "{reasons:?}");
        let (ids, reasons) = told("6,男,毎日,1\n7,女,週1,3\n8,男,週1,1");
        assert_eq!(ids, [known.clone(), known]);
        assert!(matches!(&reasons[..], [Reason::SamePeople { rows: 1, differ: 1, .. }]), "{reasons:?}");
    }
}
