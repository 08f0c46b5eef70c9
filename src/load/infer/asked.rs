//! A name that stands for several columns of a spreadsheet without a definition: 問2 for 問2_1, 問2_2, …. Only names that were asked
//! for and that no column has are looked at; the columns stay questions of their own.

use std::collections::HashSet;

use super::{AdhocError, column_question, multiple};
use crate::load::columns::Header;
use crate::load::draft::column::{self, Column};
use crate::load::draft::groups::{self, Shape};
use crate::load::sheet::{Cell, Sheet};
use crate::model::Survey;
use crate::text::fold;

/// Makes a question with several answers of the columns of marks that share a name, and puts the rows of a matrix under theirs.
///
/// # Errors
/// Only what a hint that names the columns could be told.
pub(super) fn add_groups(
    survey: &mut Survey,
    sheet: &Sheet,
    header: &Header,
    asked: &[String],
) -> Result<(), AdhocError> {
    let unknown: Vec<&String> = asked.iter().filter(|name| column_question(survey, name).is_none()).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let rows: Vec<&[Cell]> = column::rows(sheet, header).collect();
    let columns: Vec<Column> = (0..header.columns.len()).map(|index| Column::of(&rows, header, index)).collect();
    let groups = groups::find(&columns, &rows, &HashSet::new());
    for name in unknown {
        let folded = fold::matching(name);
        let named = groups.iter().find(|group| group.members.len() > 1 && fold::matching(&group.stem) == folded);
        let Some(group) = named else { continue };
        let places = group.members.iter().filter_map(|(at, _)| Some(format!("#{}", columns.get(*at)?.index + 1)));
        let places: Vec<String> = places.collect();
        let is_there = |place: &String| survey.questions.iter().any(|question| question.column.as_ref() == Some(place));
        match group.shape {
            Shape::Flags if places.iter().all(is_there) => {
                multiple(survey, sheet, header, &format!("{name}={}", places.join("+")))?;
            }
            Shape::Matrix => {
                let rows = survey.questions.iter_mut();
                for question in rows.filter(|question| question.column.as_ref().is_some_and(|at| places.contains(at))) {
                    question.parent = Some(name.clone());
                }
            }
            _ => {}
        }
    }
    Ok(())
}
