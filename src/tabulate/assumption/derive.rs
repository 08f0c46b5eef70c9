//! What other programs do to a table that is counted already: add rows or nets up, put missing answers together, divide
//! by answers or by everyone, round weighted counts.

use crate::model::Survey;
use crate::model::assumption::Assumption;
use crate::model::survey::Kind;
use crate::model::table::{Cell, Group, Percent, Role, Table, VsRest};

/// The table after what `decided` says; `everyone` has the same groups with 非該当 in their base.
pub(super) fn derived(survey: &Survey, mut table: Table, decided: &[Assumption], everyone: Option<&Table>) -> Table {
    let mut changed = false;
    for one in decided {
        match one {
            Assumption::MissingTogether => missing_together(&mut table),
            Assumption::SumOfRows(banner) => sum_of_rows(&mut table, banner),
            Assumption::NetsAdded => nets_added(survey, &mut table),
            Assumption::WholeCounts => whole_counts(&mut table),
            Assumption::Everyone => {
                for (group, all) in table.groups.iter_mut().zip(everyone.iter().flat_map(|table| &table.groups)) {
                    (group.n, group.weighted, group.effective_n) = (all.n, all.weighted, all.effective_n);
                }
            }
            Assumption::AnswersGiven => {}
            _ => continue,
        }
        changed = true;
    }
    if changed {
        let of_answers = decided.contains(&Assumption::AnswersGiven);
        let lines: Vec<Role> = table.options.iter().map(|option| option.role).collect();
        if of_answers || table.percent == Percent::Row {
            table.groups.iter_mut().for_each(|group| divide(group, &lines, of_answers));
        }
        // koe's statistics do not belong to figures that were put together afterwards.
        table.groups.iter_mut().flat_map(|group| &mut group.cells).for_each(|cell| cell.vs_rest = VsRest::default());
        table.pairs.clear();
    }
    table
}

/// Percentages anew: of the base, or of all answers given.
fn divide(group: &mut Group, lines: &[Role], of_answers: bool) {
    let choices = lines.iter().zip(&group.cells).filter(|(role, _)| **role == Role::Choice);
    let given: f64 = choices.map(|(_, cell)| cell.weighted).sum();
    let whole = if of_answers { given } else { group.weighted };
    for (cell, role) in group.cells.iter_mut().zip(lines) {
        let counts = whole > 0.0 && !(of_answers && *role == Role::Missing);
        cell.percent = counts.then(|| 100.0 * cell.weighted / whole);
    }
}

/// 無回答 with 無効 and 不明, whose lines are empty then.
fn missing_together(table: &mut Table) {
    let at = |code: &str| table.options.iter().position(|line| line.role == Role::Missing && line.code == code);
    let (Some(into), others) = (at("NA"), [at("INV"), at("UNK")]) else { return };
    for group in &mut table.groups {
        for other in others.into_iter().flatten() {
            let Some(from) = group.cells.get_mut(other) else { continue };
            let (n, weighted) = (from.n, from.weighted);
            (from.n, from.weighted) = (0, 0.0);
            if let Some(into) = group.cells.get_mut(into) {
                into.n += n;
                into.weighted += weighted;
            }
        }
    }
}

/// 全体 as the sum of a banner's rows.
fn sum_of_rows(table: &mut Table, banner: &str) {
    let rows: Vec<Group> =
        table.groups.iter().filter(|group| group.banner.as_deref() == Some(banner)).cloned().collect();
    let Some(total) = table.groups.first_mut() else { return };
    total.n = rows.iter().map(|row| row.n).sum();
    total.weighted = rows.iter().map(|row| row.weighted).sum();
    for (at, cell) in total.cells.iter_mut().enumerate() {
        let cells = || rows.iter().filter_map(|row| row.cells.get(at));
        cell.n = cells().map(|cell| cell.n).sum();
        cell.weighted = cells().map(|cell| cell.weighted).sum();
    }
}

/// Nets as the sum of their members' counts.
fn nets_added(survey: &Survey, table: &mut Table) {
    for (at, members) in net_members(survey, table) {
        for group in &mut table.groups {
            let of = |cells: &[Cell]| {
                let cells = members.iter().filter_map(|member| cells.get(*member));
                cells.fold((0, 0.0), |(n, weighted), cell| (n + cell.n, weighted + cell.weighted))
            };
            let sum = of(&group.cells);
            if let Some(cell) = group.cells.get_mut(at) {
                (cell.n, cell.weighted) = sum;
            }
        }
    }
}

/// Positions of each net among a table's options, with those of its members.
pub fn net_members(survey: &Survey, table: &Table) -> Vec<(usize, Vec<usize>)> {
    let Some(question) = survey.question(&table.question) else { return Vec::new() };
    let position = |code: &str, role| table.options.iter().position(|line| line.code == code && line.role == role);
    let nets = survey.nets_of(question).filter_map(|net| {
        let members = net.members.iter().filter_map(|member| position(member, Role::Choice)).collect();
        Some((position(&net.code, Role::Net)?, members))
    });
    nets.collect()
}

/// Weighted counts as whole numbers. The base of a single answer is the sum of its rounded cells, as in a table of
/// rounded cell counts (SPSS CROSSTABS /COUNT ROUND CELL).
fn whole_counts(table: &mut Table) {
    let single = matches!(table.kind, Kind::Single | Kind::Matrix);
    let lines: Vec<Role> = table.options.iter().map(|option| option.role).collect();
    for group in &mut table.groups {
        group.cells.iter_mut().for_each(|cell| cell.weighted = cell.weighted.round());
        let cells = lines.iter().zip(&group.cells).filter(|(role, _)| **role != Role::Net);
        let sum: f64 = cells.map(|(_, cell)| cell.weighted).sum();
        group.weighted = if single { sum } else { group.weighted.round() };
    }
}
