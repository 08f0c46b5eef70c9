//! Scores as grids: a matrix as one list of its items, a question with banners as one row per group, ranks by answer.

use crate::messages::{Lang, measures as words, table as table_words};
use crate::model::measure::{Measure, Measured};
use crate::model::table::{Group, Note, RankScore, Role};
use crate::model::{Kind, Survey, Table};

use super::cross::wording;
use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub};
use super::view::View;
use super::{figure, notes, round};

/// A grid per matrix or question, in the order of the tables. `level` is that of the intervals: 0.95.
pub fn grids(tables: &[Table], survey: &Survey, level: f64, view: &View, lang: Lang) -> Vec<Grid> {
    let scores = Scores { survey, level, view, lang };
    let crossed = |table: &Table| table.groups.iter().any(|group| group.banner.is_some());
    let together = |a: &Table, b: &Table| a.parent.is_some() && a.parent == b.parent && !crossed(a);
    let lists = tables.chunk_by(together);
    lists
        .filter_map(|list| list.first().map(|first| (first, list)))
        .map(|(first, list)| scores.grid(first, list))
        .collect()
}

struct Scores<'a> {
    survey: &'a Survey,
    level: f64,
    view: &'a View,
    lang: Lang,
}

impl Scores<'_> {
    fn grid(&self, first: &Table, list: &[Table]) -> Grid {
        if first.kind == Kind::Rank { self.ranks(first) } else { self.measures(first, list) }
    }

    /// Rows: the items of a matrix, or 全体 and the groups of a question.
    fn measures(&self, first: &Table, list: &[Table]) -> Grid {
        let lang = self.lang;
        let crossed = first.groups.iter().any(|group| group.banner.is_some());
        let is_matrix = first.parent.is_some() && !crossed;
        let level = round::number(100.0 * self.level, 2, "-").unwrap_or_default();
        let [low, high] = words::ends(lang, level.trim_end_matches('0').trim_end_matches('.'));
        let mut columns = vec![Head::new("", "n", Part::Base)];
        let figure = |block: &str, label: &str| Head::new(block, label, Part::Figure);
        for measure in &first.measures {
            let title = words::measure(lang, measure);
            if measure.id == "score" {
                columns.push(figure(&title, words::scored_n(lang)));
                columns.push(figure(&title, words::mean(lang)));
                columns.push(figure(&title, words::sd(lang)));
                columns.push(figure(&title, words::se(lang)));
            } else {
                columns.push(figure(&title, words::value(lang)));
            }
            if has_interval(measure) {
                columns.push(figure(&title, &low));
                columns.push(figure(&title, &high));
            }
            if crossed && is_compared(measure) {
                columns.push(figure(&title, words::against_rest(lang)));
            }
        }
        let row = |head: Head, group: &Group| Row {
            head,
            line: Line::Figure,
            first: true,
            cells: std::iter::once(figure::base(group.n)).chain(self.cells(first, group, crossed)).collect(),
        };
        let rows: Vec<Row> = if crossed {
            first.groups.iter().map(|group| row(self.group_head(first, group), group)).collect()
        } else {
            let totals = list.iter().filter_map(|table| Some((table, table.groups.first()?)));
            let head = |table: &Table, group: &Group| {
                let label = if is_matrix { table.label.clone() } else { group.label.clone() };
                Head { part: Part::Choice, ..self.labelled(table, group, label) }
            };
            totals.map(|(table, group)| row(head(table, group), group)).collect()
        };
        Grid {
            title: self.title(first, is_matrix),
            subtitles: self.subtitles(first, is_matrix),
            corner: [String::new(), if is_matrix { words::item(lang).to_owned() } else { String::new() }],
            stub: Stub::Blocks,
            columns,
            rows,
            notes: self.notes(list, crossed),
        }
    }

    fn cells(&self, table: &Table, group: &Group, crossed: bool) -> Vec<Cell> {
        let view = self.view;
        let mut cells = Vec::new();
        for (measure, measured) in table.measures.iter().zip(&group.measures) {
            if measure.id == "score" {
                cells.push(figure::base(measured.n));
                cells.push(figure::measured(measure, measured, view));
                cells.push(figure::of_measure(measure, measured.sd, view));
                cells.push(figure::of_measure(measure, measured.se, view));
            } else {
                cells.push(figure::measured(measure, measured, view));
            }
            if has_interval(measure) {
                cells.extend(measured.ci.map(|end| figure::of_measure(measure, end, view)));
            }
            if crossed && is_compared(measure) {
                cells.push(self.against_rest(group, measured));
            }
        }
        cells
    }

    fn against_rest(&self, group: &Group, measured: &Measured) -> Cell {
        let rest = &measured.vs_rest;
        let p = rest.p_adjusted.or(rest.p);
        match (p, rest.statistic) {
            _ if group.banner.is_none() => Cell::blank(),
            (Some(p), Some(statistic)) if figure::is_significant(p, self.level) => {
                Cell::word(if statistic > 0.0 { words::higher(self.lang) } else { words::lower(self.lang) })
            }
            (Some(_), _) => Cell::blank(),
            (None, _) => Cell::absent(),
        }
    }

    fn ranks(&self, table: &Table) -> Grid {
        let lang = self.lang;
        let labels = [
            words::chosen(lang),
            words::chosen_share(lang),
            words::first_share(lang),
            words::points(lang),
            words::mean_points(lang),
            words::se(lang),
        ];
        let columns = labels.into_iter().map(|label| Head::new("", label, Part::Figure)).collect();
        let mut rows = Vec::new();
        for group in &table.groups {
            let head = self.group_head(table, group);
            let block = format!("{}  n={}", head.label, group.n);
            let scores = group.rank_scores.as_deref().unwrap_or_default();
            let lines = table.options.iter().zip(&group.cells).zip(scores);
            for ((option, cell), score) in lines.filter(|((option, _), _)| option.role != Role::Missing) {
                let part = super::cross::part_of(option.role);
                rows.push(Row {
                    head: Head { small: head.small, ..Head::new(&block, &option.label, part) },
                    line: Line::Figure,
                    first: true,
                    cells: vec![
                        figure::counted(table, cell, self.view),
                        figure::percent(table, group, cell, self.view),
                        self.first_share(table, group, at_first(group, &cell.option), score),
                        self.points(table, score),
                        figure::statistic(score.mean, self.view),
                        figure::statistic(score.se, self.view),
                    ],
                });
            }
        }
        let mut notes = notes::marked(table, self.view.marks, lang);
        notes.push(words::rank_share(lang).to_owned());
        Grid {
            title: self.title(table, false),
            subtitles: self.subtitles(table, false),
            corner: [String::new(), words::option(lang).to_owned()],
            stub: Stub::Blocks,
            columns,
            rows,
            notes,
        }
    }

    fn first_share(&self, table: &Table, group: &Group, first: u64, score: &RankScore) -> Cell {
        match (table.weight.is_some(), score.first) {
            (false, _) => figure::share(first, group.n, self.view),
            (true, Some(points)) => figure::points(points, first, self.view),
            (true, None) => Cell::absent(),
        }
    }

    fn points(&self, table: &Table, score: &RankScore) -> Cell {
        if table.weight.is_some() {
            figure::statistic(Some(score.points), self.view)
        } else {
            figure::count(score.points as u64)
        }
    }

    fn group_head(&self, table: &Table, group: &Group) -> Head {
        let block = group.banner.as_deref().map(|name| notes::banner_title(table, name)).unwrap_or_default();
        let part = if group.banner.is_none() { Part::Total } else { Part::Group };
        Head { block, part, ..self.labelled(table, group, group.label.clone()) }
    }

    fn labelled(&self, table: &Table, group: &Group, label: String) -> Head {
        let small = group.n < table.min_base;
        let mark = if small { self.view.marks.small } else { "" };
        Head { small, ..Head::new("", format!("{label}{mark}"), Part::Group) }
    }

    fn title(&self, table: &Table, is_matrix: bool) -> String {
        let matrix = table.parent.as_ref().filter(|_| is_matrix);
        match matrix.and_then(|id| self.survey.matrices.iter().find(|matrix| matrix.id == *id)) {
            Some(matrix) => format!("{}{}{}", matrix.id, self.lang.pick("　", " "), matrix.label),
            None => table_words::title(self.lang, table),
        }
    }

    fn subtitles(&self, table: &Table, is_matrix: bool) -> Vec<String> {
        let matrix = table.parent.as_ref().filter(|_| is_matrix);
        let matrix = matrix.and_then(|id| self.survey.matrices.iter().find(|matrix| matrix.id == *id));
        let mut lines = match matrix {
            Some(matrix) => Some(matrix.text.clone()).into_iter().filter(|text| !text.is_empty()).collect(),
            None => wording(table),
        };
        if let Some(question) = self.survey.question(&table.question) {
            lines.extend(words::made_of(self.lang, question, &table.measures));
        }
        lines
    }

    /// The notes of all the tables, each once, less what is said of printed percentages that are not here.
    fn notes(&self, list: &[Table], crossed: bool) -> Vec<String> {
        let mut all = notes::together(list, self.view.marks, self.lang, |note| *note != Note::Rounding);
        all.push(words::scores_base(self.lang).to_owned());
        all.push(words::scores_interval(self.lang).to_owned());
        if crossed {
            all.push(words::scores_rest(self.lang).to_owned());
        }
        all
    }
}

/// Shares of the ends and their difference are there to be read at a glance; scores and indices have their interval.
fn has_interval(measure: &Measure) -> bool {
    !["top", "bottom", "net"].contains(&measure.id.as_str())
}

/// The two ends are compared by their difference.
fn is_compared(measure: &Measure) -> bool {
    !["top", "bottom"].contains(&measure.id.as_str())
}

/// How often an option of a rank question stands at the 1st place.
fn at_first(group: &Group, option: &str) -> u64 {
    let at = group.cells.iter().position(|cell| cell.option == option);
    let ranks = at.and_then(|at| group.ranks.as_ref()?.get(at));
    ranks.and_then(|ranks| ranks.first()).copied().unwrap_or(0)
}
