//! A figure as findings keep it: a cell of a table, asked for with no more than it needs.
//!
//! A figure has its own banner and shares of its group's base, so that the same figure taken from two tables is the same.

use crate::model::explanation::Subject;
use crate::model::finding::Figure;
use crate::model::plan::FigureOf;
use crate::model::table::{Adjust, BannerSpec, Family, Percent, TableSpec};
use crate::model::{Survey, Table};

/// The figure in a cell: group `group` of the table (position in `Table::groups`), and what of it. `spec` is what the table
/// was asked with. `None` where the table has no such cell.
pub fn figure(spec: &TableSpec, table: &Table, group: usize, subject: Subject) -> Option<Figure> {
    let group = table.groups.get(group)?;
    let (option, of) = match subject {
        Subject::Option(at) => (Some(table.options.get(at)?.code.clone()), FigureOf::Percent),
        Subject::Mean => (None, FigureOf::Mean),
        Subject::Base => (None, FigureOf::Count),
    };
    Some(Figure {
        survey: table.survey.clone(),
        spec: narrowed(spec, &table.question, group.banner.as_deref()),
        banner: group.banner.clone(),
        group: group.code.clone(),
        option,
        of,
    })
}

/// A spec for figures of one banner (or of 全体) of a question.
pub fn narrowed(spec: &TableSpec, question: &str, banner: Option<&str>) -> TableSpec {
    let mut spec = TableSpec { question: question.to_owned(), measures: Vec::new(), ..spec.clone() };
    spec.percent = Percent::Row;
    spec.inference.pairs = false;
    spec.inference.whole_table = false;
    // Adjusted over a whole table, a p value depends on every banner of it.
    let over_table = spec.inference.adjust != Adjust::None && spec.inference.family == Family::Table;
    if !over_table {
        spec.banners = banner.map(BannerSpec::parse).into_iter().collect();
    }
    spec
}

/// A question of a survey as it is asked where nobody says how: its default weight, no filter, everyone asked as the base.
pub fn plain(survey: &Survey, question: &str) -> TableSpec {
    let asked = TableSpec { weight: survey.about.default_weight.clone(), ..TableSpec::default() };
    narrowed(&asked, question, None)
}
