//! From a place on a screen or a command line to evidence: the figure in a cell of a table, and what it says now.
//!
//! A figure asks for no more than it needs: its own banner, shares of the group's base. So the same figure pinned from two
//! tables is the same figure.

use super::read::{Evidenced, Library};
use crate::model::explanation::Subject;
use crate::model::finding::{Evidence, Figure, Gone, Source};
use crate::model::plan::FigureOf;
use crate::model::table::{Adjust, BannerSpec, Family, Percent, TableSpec};
use crate::model::{Survey, Table};
use crate::tabulate::TabulateError;

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

/// A question of a survey as it is asked where nobody says how: its default weight, no filter, base 全体.
pub fn plain(survey: &Survey, question: &str) -> TableSpec {
    let asked = TableSpec { weight: survey.about.default_weight.clone(), ..TableSpec::default() };
    narrowed(&asked, question, None)
}

/// Sources with what they say now, each with the tables it was read from.
///
/// # Errors
/// `Cancelled` only; a source that says nothing is an answer of its own.
#[expect(clippy::type_complexity, reason = "evidence, and what it was read from")]
pub fn evidence(
    library: &Library<'_>,
    sources: Vec<Source>,
) -> Result<Vec<Result<(Evidence, Evidenced), Gone>>, TabulateError> {
    let found = library.read(&sources.iter().collect::<Vec<_>>())?;
    let both = |(source, now): (Source, Result<Evidenced, Gone>)| {
        let evidenced = now?;
        Ok((Evidence { source, was: evidenced.reading.clone() }, evidenced))
    };
    Ok(sources.into_iter().zip(found).map(both).collect())
}
