//! Makes the matrix.

use std::collections::{BTreeMap, BTreeSet};

use super::gaps;
use super::graph::{Graph, is_remark};
use super::{
    Backing, Cell, ColumnTotals, Counted, Counts, Inputs, Link, Matrix, Origin, QuestionRef, Row, SetCode, Strength,
    Totals, Voices,
};
use crate::model::finding::{Against, Figure, Finding, Source, Status};
use crate::model::plan::{self, RecordRef};

/// The matrix of some inputs.
pub fn matrix(inputs: &Inputs<'_>) -> Matrix {
    let graph = Graph::new(inputs.plans, inputs.findings, inputs.kind, inputs.plan);
    let table = filled(inputs, &graph);
    laid_out(inputs, &graph, table)
}

/// What speaks for every record of the plans, whatever its kind, and for each plan as a whole: the figures that the record has
/// as a row of the matrix of its kind.
pub fn counts(inputs: &Inputs<'_>) -> Counts {
    let graph = Graph::every(inputs.plans, inputs.findings);
    let table = filled(inputs, &graph);
    let mut of_plan: BTreeMap<String, Vec<&Cell>> = BTreeMap::new();
    let mut counts = Counts::default();
    for (record, cells) in graph.rows.iter().zip(&table) {
        of_plan.entry(record.plan.clone()).or_default().extend(cells);
        counts.records.insert(record.clone(), counted(inputs, cells));
    }
    counts.plans = of_plan.into_iter().map(|(plan, cells)| (plan, counted(inputs, cells))).collect();
    counts
}

/// What stands in each place of the rows of a graph.
fn filled(inputs: &Inputs<'_>, graph: &Graph) -> Vec<Vec<Cell>> {
    let mut table: Vec<Vec<Cell>> = vec![vec![Cell::default(); Origin::ALL.len()]; graph.rows.len()];
    let mut cell = |row: usize, origin: Origin, put: &mut dyn FnMut(&mut Cell)| {
        let column = Origin::ALL.iter().position(|known| *known == origin);
        if let Some(cell) = column.and_then(|column| table.get_mut(row)?.get_mut(column)) {
            put(cell);
        }
    };
    for question in inputs.questions {
        let informed: Vec<RecordRef> = question.informs.iter().filter_map(|name| informed(inputs, name)).collect();
        for (row, via) in graph.rows_of(&informed) {
            let what = QuestionRef { survey: question.survey.clone(), question: question.id.clone() };
            cell(row, question.origin, &mut |cell| cell.questions.push(Link { what: what.clone(), via: via.clone() }));
        }
    }
    for finding in &inputs.findings.list {
        for (row, via) in graph.rows_of(&finding.records) {
            for origin in origins(inputs, finding) {
                let what = finding.id.clone();
                cell(row, origin, &mut |cell| {
                    cell.findings.push(Link { what: what.clone(), via: via.clone() });
                });
            }
        }
    }
    for code in inputs.codes {
        for (row, via) in graph.rows_of(&code.record) {
            cell(row, Origin::Comments, &mut |cell| {
                cell.codes.push(Link { what: code.clone(), via: via.clone() });
            });
        }
    }
    for plan in inputs.plans {
        for record in plan.records.iter().filter(|record| is_remark(&record.kind)) {
            let own = plan.reference(record);
            for (row, via) in graph.rows_of(graph.linked(&own)) {
                cell(row, Origin::Meetings, &mut |cell| {
                    cell.remarks.push(Link { what: own.clone(), via: via.clone() });
                });
            }
        }
    }
    for cell in table.iter_mut().flatten() {
        finish(inputs, cell);
    }
    table
}

/// The record that a question's `informs` names.
pub(super) fn informed(inputs: &Inputs<'_>, name: &str) -> Option<RecordRef> {
    plan::resolve(inputs.plans, name).map(|(plan, record)| plan.reference(record))
}

/// Counts the voices of a cell and says how well it is backed.
fn finish(inputs: &Inputs<'_>, cell: &mut Cell) {
    let codes: Vec<&SetCode> = cell.codes.iter().map(|link| &link.what).collect();
    let direct: Vec<&SetCode> = cell.codes.iter().filter(|link| link.via.is_none()).map(|link| &link.what).collect();
    let none = Voices::default();
    cell.voices = if codes.is_empty() { none } else { (inputs.count)(&codes) };
    cell.direct_voices = if direct.is_empty() { none } else { (inputs.count)(&direct) };
    cell.gone = cell.findings.iter().filter(|link| !holds(inputs, &link.what)).count();
    let found =
        |direct: bool| cell.findings.iter().any(|link| link.via.is_none() == direct && holds(inputs, &link.what));
    let material = |direct: bool| {
        cell.questions.iter().any(|link| link.via.is_none() == direct)
            || cell.remarks.iter().any(|link| link.via.is_none() == direct)
    };
    cell.strength = if found(true) {
        Strength::Finding
    } else if material(true) || cell.direct_voices.opinions > 0 {
        Strength::Material
    } else if found(false) || material(false) || cell.voices.opinions > 0 {
        Strength::Indirect
    } else {
        Strength::None
    };
}

/// False for a finding whose evidence is gone.
pub(super) fn holds(inputs: &Inputs<'_>, finding: &str) -> bool {
    !inputs.checks.iter().any(|check| check.id == finding && check.status == Status::Broken)
}

/// The columns a finding's evidence is from, each once.
fn origins(inputs: &Inputs<'_>, finding: &Finding) -> Vec<Origin> {
    let mut found: BTreeSet<Origin> = BTreeSet::new();
    for evidence in &finding.evidence {
        match &evidence.source {
            Source::Figure { figure } => {
                found.insert(origin(inputs, figure));
            }
            Source::Difference { figure, against } => {
                found.insert(origin(inputs, figure));
                match against {
                    Against::Figure { figure: other } => {
                        found.insert(origin(inputs, other));
                    }
                    Against::Total | Against::Group { .. } => {}
                }
            }
            Source::Comments { .. } => {
                found.insert(Origin::Comments);
            }
            Source::Record { record } => {
                let known = plan::find(inputs.plans, record);
                let said = known.is_some_and(|(_, record)| is_remark(&record.kind));
                found.insert(if said { Origin::Meetings } else { Origin::Other });
            }
        }
    }
    if found.is_empty() {
        found.insert(Origin::Other);
    }
    found.into_iter().collect()
}

fn origin(inputs: &Inputs<'_>, figure: &Figure) -> Origin {
    let farm = |group: &super::FarmGroup| {
        group.survey == figure.survey && Some(&group.banner) == figure.banner.as_ref() && group.code == figure.group
    };
    if inputs.farms.iter().any(farm) {
        return Origin::Farm;
    }
    let asked = inputs
        .questions
        .iter()
        .find(|question| question.survey == figure.survey && question.names.contains(&figure.spec.question));
    asked.map_or(Origin::Other, |question| question.origin)
}

/// Leaves out the column for other things where it is empty, and adds everything up.
fn laid_out(inputs: &Inputs<'_>, graph: &Graph, table: Vec<Vec<Cell>>) -> Matrix {
    let is_used = |at: usize, origin: &Origin| {
        *origin != Origin::Other || table.iter().any(|row| row.get(at).is_some_and(|cell| *cell != Cell::default()))
    };
    let used: Vec<usize> =
        Origin::ALL.iter().enumerate().filter(|(at, origin)| is_used(*at, origin)).map(|(at, _)| at).collect();
    let origins: Vec<Origin> = used.iter().filter_map(|at| Origin::ALL.get(*at)).copied().collect();
    let rows: Vec<Row> = graph
        .rows
        .iter()
        .zip(table)
        .map(|(record, cells)| {
            let cells: Vec<Cell> =
                cells.into_iter().enumerate().filter(|(at, _)| used.contains(at)).map(|(_, cell)| cell).collect();
            let Counted { all: total, own, gone } = counted(inputs, &cells);
            let backing = backing(inputs, &cells);
            Row { record: record.clone(), cells, total, own, gone, backing }
        })
        .collect();
    let columns = (0..origins.len())
        .map(|at| {
            let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.cells.get(at)).collect();
            let each: Vec<Totals> = cells.iter().map(|cell| totals(inputs, [*cell])).collect();
            ColumnTotals { once: totals(inputs, cells), added: added(&each) }
        })
        .collect();
    let each: Vec<Totals> = rows.iter().map(|row| row.total).collect();
    let all = ColumnTotals { once: totals(inputs, rows.iter().flat_map(|row| &row.cells)), added: added(&each) };
    let gaps = gaps::gaps(inputs, graph, &rows);
    Matrix { kind: inputs.kind.to_owned(), origins, rows, columns, all, gaps }
}

fn backing(inputs: &Inputs<'_>, cells: &[Cell]) -> Backing {
    let backed = cells.iter().filter(|cell| cell.findings.iter().any(|link| holds(inputs, &link.what)));
    match backed.count() {
        0 if cells.iter().all(|cell| cell.strength == Strength::None) => Backing::None,
        0 => Backing::Material,
        1 => Backing::One,
        _ => Backing::Several,
    }
}

/// Everything in some cells once, and how much of it is linked directly.
fn counted<'a>(inputs: &Inputs<'_>, cells: impl IntoIterator<Item = &'a Cell>) -> Counted {
    let cells: Vec<&Cell> = cells.into_iter().collect();
    let findings: BTreeSet<&String> = cells.iter().flat_map(|cell| &cell.findings).map(|link| &link.what).collect();
    Counted {
        all: sums(inputs, &cells, false),
        own: sums(inputs, &cells, true),
        gone: findings.into_iter().filter(|finding| !holds(inputs, finding)).count(),
    }
}

/// Everything in some cells once.
fn totals<'a>(inputs: &Inputs<'_>, cells: impl IntoIterator<Item = &'a Cell>) -> Totals {
    sums(inputs, &cells.into_iter().collect::<Vec<_>>(), false)
}

/// Everything in some cells once; `own`: only what is linked directly.
fn sums(inputs: &Inputs<'_>, cells: &[&Cell], own: bool) -> Totals {
    fn once<'a, T: Ord>(links: impl Iterator<Item = &'a Link<T>>, own: bool) -> BTreeSet<&'a T> {
        links.filter(|link| !own || link.via.is_none()).map(|link| &link.what).collect()
    }
    let codes: Vec<&SetCode> = once(cells.iter().flat_map(|cell| &cell.codes), own).into_iter().collect();
    let voices = if codes.is_empty() { Voices::default() } else { (inputs.count)(&codes) };
    Totals {
        questions: once(cells.iter().flat_map(|cell| &cell.questions), own).len(),
        findings: once(cells.iter().flat_map(|cell| &cell.findings), own).len(),
        opinions: voices.opinions,
        people: voices.people,
        remarks: once(cells.iter().flat_map(|cell| &cell.remarks), own).len(),
    }
}

fn added(each: &[Totals]) -> Totals {
    let mut sum = Totals::default();
    for one in each {
        sum.questions += one.questions;
        sum.findings += one.findings;
        sum.opinions += one.opinions;
        sum.people += one.people;
        sum.remarks += one.remarks;
    }
    sum
}
