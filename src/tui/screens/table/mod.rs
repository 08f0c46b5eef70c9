//! The table screen: questions at the left, the table and its chart at the right.
//!
//! This file has the state and what follows from it alone: the questions listed, the table asked for. It counts nothing.

pub mod chart;
pub mod enabled;
pub mod layout;
pub mod list;
pub mod range;
pub mod settings;
pub mod sheet;
pub mod texts;
pub mod tsv;
pub mod update;
pub mod view;
pub mod words;

use tui_input::Input;

use crate::model::finding::Figure;
use crate::model::table::{BannerSpec, Inference, TableSpec};
use crate::model::{Question, Survey};
use crate::project::{Lines, Marks, Sort, View};
use crate::tui::pictures::Chart;
use crate::tui::pictures::made::Made;
use crate::tui::state::{Answer, State as Program};
use crate::tui::widgets::grid::Spot;
use crate::{present, text};

/// What the table screen shows of one survey.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Banners, weight, filter, base and form.
    pub view: View,
    /// Index into the survey's questions.
    pub question: usize,
    /// The newest table that was counted.
    pub answer: Option<Answer>,
    /// Another one is being counted.
    pub computing: bool,
    /// Why there is none.
    pub problem: Option<String>,
    /// Which pane has the keys.
    pub focus: Pane,
    /// That pane fills the screen.
    pub zoom: bool,
    /// The chart is hidden.
    pub no_chart: bool,
    /// The kind of chart that somebody chose.
    pub chart: Option<Chart>,
    /// The kind that is shown of the question; follows both.
    pub shown: Option<Chart>,
    /// The chart that takes more than the table.
    pub made: Option<Made>,
    /// Cells far from 全体 are shaded.
    pub tones: bool,
    /// Other banners than those of the view, as long as the survey is presented.
    pub presented_by: Option<Vec<BannerSpec>>,
    /// What was copied last had marks on the screen, which figures for Excel are copied without.
    pub marks_not_copied: bool,
    /// The group that lines and scatters of a presentation show; 全体 is the first.
    pub presented_group: usize,
    /// The search line over the questions.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// First line of the list in sight.
    pub list_offset: usize,
    /// Cell under the cursor.
    pub cursor: Spot,
    /// Where choosing several cells began.
    pub anchor: Option<Spot>,
    /// First line and scrolling column in sight.
    pub offset: Spot,
    /// A figure to put the cursor on as soon as its table is there.
    pub wanted: Option<Figure>,
}

/// The panes, in the order of the Tab key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Pane {
    #[default]
    Questions,
    Table,
    Chart,
}

/// A line of the question list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Entry<'a> {
    /// Heading of a theme.
    Theme(&'a str),
    /// Heading of a matrix.
    Matrix(&'a Question),
    /// A question by its index.
    Question(usize),
}

impl State {
    /// Turns to another question, at its first cell.
    pub fn show(&mut self, question: usize) {
        (self.question, self.cursor, self.anchor, self.offset) = (question, (0, 0), None, (0, 0));
    }

    /// True where the newest table is the one asked for.
    pub fn has(&self, spec: &TableSpec) -> bool {
        self.problem.is_none() && self.answer.as_ref().is_some_and(|answer| answer.spec == *spec)
    }

    /// What is asked now; `None` where the survey has no question.
    pub fn spec(&self, survey: &Survey) -> Option<TableSpec> {
        let question = survey.questions.get(self.question)?;
        let known = |id: &String| survey.question(id).is_some() || survey.banners.iter().any(|banner| banner.id == *id);
        let mut banners = self.presented_by.as_ref().unwrap_or(&self.view.banners).clone();
        // A definition may have lost a banner since the view was chosen.
        banners.retain(|banner| banner.0.iter().all(known));
        Some(TableSpec {
            question: question.id.clone(),
            banners,
            weight: self.view.weight.clone(),
            filter: self.view.filter.clone(),
            base: self.view.base,
            percent: self.view.percent,
            inference: Inference { pairs: self.view.marks == Marks::Letters, ..Inference::default() },
            ..TableSpec::default()
        })
    }
}

/// True where the table of the question shown is neither there nor being counted: asking for it counts it.
pub fn lacks(program: &Program) -> bool {
    let Some(opened) = program.opened() else { return false };
    let (Some(survey), Some(_), false) = (opened.survey(), opened.loaded(), opened.table.computing) else {
        return false;
    };
    opened.table.spec(survey).is_some_and(|spec| !opened.table.has(&spec))
}

/// The view of a survey for which nobody has chosen one: its weight, and the first of its banners.
pub fn first_view(survey: &Survey) -> View {
    let banners = survey.default_banners().first().map(|id| BannerSpec(vec![(*id).to_owned()]));
    View { weight: survey.about.default_weight.clone(), banners: banners.into_iter().collect(), ..View::default() }
}

/// The form for the screen: as for files, with shades where they are wished, and a minus that is never taken for a mark.
pub fn on_screen(state: &State, ascii: bool) -> present::View {
    let marks = present::Marks::on_screen(ascii);
    present::View { tones: state.tones, marks, ..presented(&state.view, ascii) }
}

/// The form for files.
pub fn presented(view: &View, ascii: bool) -> present::View {
    let lines = match view.lines {
        Lines::CountThenPercent => present::Lines::CountThenPercent,
        Lines::PercentThenCount => present::Lines::PercentThenCount,
        Lines::Percent => present::Lines::PercentOnly,
        Lines::Count => present::Lines::CountOnly,
    };
    present::View {
        lines,
        digits: view.digits,
        show_missing: view.show_missing,
        swap: view.swap,
        sort: view.sort != Sort::Questionnaire,
        significance: view.marks != Marks::None,
        marks: if ascii { present::Marks::ASCII } else { present::Marks::JAPANESE },
        ..present::View::default()
    }
}

/// The questions that match a search, under their themes; themes in the order of their first question.
pub fn entries<'a>(survey: &'a Survey, search: &str) -> Vec<Entry<'a>> {
    let wanted = text::fold::search(search);
    let finds = |text: &str| text::fold::search(text).contains(&wanted);
    let by_name = |question: &Question| {
        let column = question
            .column
            .as_deref()
            .or(question.columns.as_ref().and_then(|columns| Some(columns.first()?.as_str())));
        [question.id.as_str(), &question.label, &question.theme, column.unwrap_or("")].into_iter().any(finds)
    };
    let by_wording =
        |question: &Question| finds(&question.text) || question.choices.iter().any(|choice| finds(&choice.label));
    // A word from the wording or a choice is looked for only where nothing is called like that.
    let named = survey.questions.iter().any(by_name);
    let matches = |question: &Question| wanted.is_empty() || by_name(question) || (!named && by_wording(question));
    let mut themes: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, question) in survey.questions.iter().enumerate().filter(|(_, question)| matches(question)) {
        match themes.iter_mut().find(|(theme, _)| *theme == question.theme) {
            Some((_, indexes)) => indexes.push(index),
            None => themes.push((&question.theme, vec![index])),
        }
    }
    let mut entries = Vec::new();
    for (theme, indexes) in themes {
        if !theme.is_empty() {
            entries.push(Entry::Theme(theme));
        }
        let mut matrix = None;
        for index in indexes {
            let parent = survey.questions.get(index).and_then(|question| question.parent.as_deref());
            if parent.is_some() && parent != matrix {
                entries
                    .extend(survey.matrices.iter().find(|known| Some(known.id.as_str()) == parent).map(Entry::Matrix));
            }
            matrix = parent;
            entries.push(Entry::Question(index));
        }
    }
    entries
}

/// The question `by` places further in the list; the nearest one where the list does not hold the current question.
pub fn neighbour(entries: &[Entry<'_>], question: usize, by: isize) -> Option<usize> {
    let listed: Vec<usize> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Question(index) => Some(*index),
            Entry::Theme(_) | Entry::Matrix(_) => None,
        })
        .collect();
    match listed.iter().position(|index| *index == question) {
        Some(position) => listed.get(crate::tui::widgets::scroll::step(position, by, listed.len())).copied(),
        None => listed.first().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey() -> Survey {
        let question = |id: &str, label: &str, theme: &str| Question {
            id: id.into(),
            label: label.into(),
            theme: theme.into(),
            ..Question::default()
        };
        Survey {
            questions: vec![
                question("F1", "業種", "属性"),
                question("Q1", "ｶﾝｺｳの取組", "観光"),
                question("F2", "年代", "属性"),
            ],
            ..Survey::default()
        }
    }

    #[test]
    fn questions_stand_under_their_themes() {
        let survey = survey();
        let listed =
            [Entry::Theme("属性"), Entry::Question(0), Entry::Question(2), Entry::Theme("観光"), Entry::Question(1)];
        assert_eq!(entries(&survey, ""), listed);
        assert_eq!(entries(&survey, "カンコウ"), [Entry::Theme("観光"), Entry::Question(1)]);
        assert_eq!(neighbour(&listed, 2, 1), Some(1));
        assert_eq!(neighbour(&listed, 1, 1), Some(1));
        assert_eq!(neighbour(&listed, 0, -1), Some(0));
        assert_eq!(neighbour(&[], 0, 1), None);
    }
}
