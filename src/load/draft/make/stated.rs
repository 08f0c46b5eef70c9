//! Questions whose columns the file itself puts together: the multiple response sets of SPSS, the multiple variables of
//! Triple-S. Nothing is guessed about them.

use super::super::choices;
use super::super::groups::{Group, Shape};
use super::super::names::Split;
use super::super::words;
use super::{Maker, codes};
use crate::load::codebook::Entry;
use crate::model::survey::{Layout, MissingCodes};
use crate::model::{Kind, Question};
use crate::text::fold;

/// A question with the columns a codebook gives it.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    /// What the codebook says.
    pub entry: Entry,
    /// Its columns, as the positions of [`Maker::columns`].
    pub columns: Vec<usize>,
}

impl Maker<'_> {
    /// The questions with several columns of the codebook whose columns are all there.
    pub(super) fn all_stated(&self) -> Vec<Stated> {
        let entries = self.given.codebook.map(|book| book.entries.as_slice()).unwrap_or_default();
        let several = entries.iter().filter(|entry| entry.kind == Some(Kind::Multiple) && !entry.columns.is_empty());
        let several = several.filter(|entry| matches!(entry.layout, Some(Layout::Flags | Layout::Slots)));
        let stated = several.filter_map(|entry| {
            let columns = entry.columns.iter().map(|name| self.position_of(name)).collect::<Option<Vec<usize>>>()?;
            let fits = entry.layout == Some(Layout::Slots) || entry.choices.len() == columns.len();
            fits.then(|| Stated { entry: entry.clone(), columns })
        });
        stated.collect()
    }

    /// The column with this name, to the letter before any other spelling.
    fn position_of(&self, name: &str) -> Option<usize> {
        let joined = |at: usize| self.header.columns.get(at).map(|column| column.joined.as_str()).unwrap_or_default();
        let exact = self.columns.iter().position(|column| joined(column.index) == name);
        let folded = fold::matching(name);
        exact.or_else(|| self.columns.iter().position(|column| fold::matching(joined(column.index)) == folded))
    }

    /// Makes the questions that begin before a column.
    pub(super) fn stated_before(&mut self, left: &mut Vec<Stated>, place: usize) {
        let begins = |stated: &Stated| stated.columns.first().is_none_or(|first| *first < place);
        let (now, later): (Vec<Stated>, Vec<Stated>) = std::mem::take(left).into_iter().partition(begins);
        *left = later;
        now.into_iter().for_each(|stated| self.stated(stated));
    }

    /// The question of a codebook, as it stands there.
    fn stated(&mut self, stated: Stated) {
        let Stated { entry, columns } = stated;
        let names: Vec<String> =
            columns.iter().filter_map(|at| Some(self.reference(self.column(*at)?.index))).collect();
        let text = if entry.text.is_empty() { entry.name.clone() } else { entry.text.clone() };
        let said = words::read(&text);
        let split = |at: &usize| {
            let part = self.column(*at).map(|column| column.name.written.join(" ")).unwrap_or_default();
            Split { stem: entry.name.clone(), part }
        };
        let group = Group {
            stem: entry.name.trim_start_matches('$').to_owned(),
            shape: if entry.layout == Some(Layout::Flags) { Shape::Flags } else { Shape::Slots },
            members: columns.iter().map(|at| (*at, Some(split(at)))).collect(),
            others: Vec::new(),
            doubts: Vec::new(),
        };
        let mut found = entry.choices.clone();
        choices::mark_alone(&mut found);
        let mut question = Question {
            id: self.id(&group, &said),
            kind: Kind::Multiple,
            layout: entry.layout,
            columns: Some(names),
            choices: found,
            marked: entry.marked.clone(),
            max: entry.max.or(said.max),
            ..Question::default()
        };
        if entry.missing != MissingCodes::default() {
            question.missing = Some(entry.missing.clone().with_blank());
        }
        self.draft.coded.insert(question.id.clone());
        codes::name(&mut question, Some(&entry));
        self.finish(question, &group, (&said, &text), Vec::new());
    }

    /// True when the codebook gives the columns of a group different choices, so that they are no one question.
    pub(super) fn is_told_apart(&self, group: &Group) -> bool {
        let labels = |at: usize| {
            let entry = self.entry_of(&[self.reference(self.column(at)?.index)])?;
            let labels: Vec<(String, String)> =
                entry.choices.iter().map(|choice| (choice.code.clone(), fold::matching(&choice.label))).collect();
            (labels.len() > 1).then_some(labels)
        };
        let mut known = group.members.iter().filter_map(|(at, _)| labels(*at));
        matches!(group.shape, Shape::Matrix | Shape::Slots | Shape::Rank)
            && known.next().is_some_and(|first| known.any(|other| other != first))
    }
}
