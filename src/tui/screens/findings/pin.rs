//! What is under a cursor as evidence: a cell of a table, a code, an item or opinions. Nothing is pinned here; the form
//! asks first.

use super::boxes::FindBox;
use super::{form, words};
use crate::messages::pinning as say;
use crate::model::explanation::Subject;
use crate::model::finding::{Against, Figure, Source, Voices};
use crate::model::plan::FigureOf;
use crate::model::table::{Percent, Table};
use crate::project::Lines;
use crate::project::findings::pin;
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::popups::{Kind, Popup};
use crate::tui::screens::items::list::Target;
use crate::tui::screens::table::sheet::Axis;
use crate::tui::screens::table::update::made;
use crate::tui::screens::{items, tagging};
use crate::tui::state::{Screen, State as Program, Tone};

/// Pins what is under the cursor of the screen.
pub fn run(program: &mut Program) -> Vec<Effect> {
    match program.screen {
        Screen::Table => cell(program),
        Screen::Tagging => opinion(program),
        Screen::Items => item(program),
        _ => Vec::new(),
    }
}

/// The figure under the cursor of the table, and what to know about it.
pub fn figure(program: &Program) -> Option<(Figure, Option<&'static str>)> {
    let made = made(program)?;
    let opened = program.opened()?;
    let answer = opened.table.answer.as_ref()?;
    let spot = opened.table.cursor;
    let axes = [made.rows.get(spot.0)?, made.columns.get(spot.1)?];
    // A median or a deviation is explained with the mean, but is another figure.
    if axes.iter().any(|axis| matches!(axis, Axis::Median | Axis::Sd)) {
        return None;
    }
    let (group, subject) = made.subject(spot)?;
    let mut figure = pin::figure(&answer.spec, &answer.table, group, subject)?;
    let view = &opened.table.view;
    let counts = view.percent == Percent::None || view.lines == Lines::Count || axes.contains(&&Axis::Counts);
    if counts && matches!(subject, Subject::Option(_)) {
        figure.of = FigureOf::Count;
    }
    let across = matches!(view.percent, Percent::Row | Percent::None) || figure.of != FigureOf::Percent;
    Some((figure, (!across).then(|| say::not_across(program.lang))))
}

fn cell(program: &mut Program) -> Vec<Effect> {
    match figure(program) {
        Some((figure, remark)) => form::pin(program, vec![Source::Figure { figure }], remark),
        None => refuse(program, say::no_figure(program.lang)),
    }
}

/// Asks against what the figure under the cursor is to be held.
pub fn difference(program: &mut Program) -> Vec<Effect> {
    let Some((figure, _)) = figure(program) else { return refuse(program, say::no_figure(program.lang)) };
    let Some(table) = program.opened().and_then(|opened| opened.table.answer.as_ref()).map(|answer| &answer.table)
    else {
        return Vec::new();
    };
    let mut offered = opponents(program, &figure, table);
    if let Some(marked) = program.findings.marked.clone().filter(|marked| *marked != figure) {
        let title = words::cite(program, &marked).line(program.lang);
        offered.push((title, Against::Figure { figure: Box::new(marked) }));
    }
    program.boxes.push(Popup::new(Kind::Findings(FindBox::Against { figure: Box::new(figure), offered })));
    Vec::new()
}

/// 全体 and the other groups of the figure's banner.
fn opponents(program: &Program, figure: &Figure, table: &Table) -> Vec<(String, Against)> {
    if figure.banner.is_none() {
        return Vec::new();
    }
    let total = (say::everybody(program.lang).to_owned(), Against::Total);
    let others = table.groups.iter().filter(|group| group.banner == figure.banner && group.code != figure.group);
    let others = others.map(|group| (display(&group.label), Against::Group { code: group.code.clone() }));
    std::iter::once(total).chain(others).collect()
}

/// Remembers the figure under the cursor, to hold others against it: of another table, survey or wave.
pub fn mark(program: &mut Program) -> Vec<Effect> {
    let Some((figure, _)) = figure(program) else { return refuse(program, say::no_figure(program.lang)) };
    program.findings.marked = Some(figure);
    program.tell(Tone::Good, say::cell_marked(program.lang));
    Vec::new()
}

/// On the tagging screen: the codes chosen or given, the opinions with the same text, the opinion itself.
fn opinion(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some(set) = program.set() else { return Vec::new() };
    let id = set.id().to_owned();
    let (Some((opinion, _)), Some(docket)) = (tagging::update::current(set), &set.docket) else { return Vec::new() };
    let codes = tagging::update::chosen(program).into_iter();
    let mut offered: Vec<(String, Source)> = codes
        .map(|code| {
            let title = format!("{code}　{}", display(docket.codebook.title(&code)));
            (title, Source::Comments { set: id.clone(), of: Voices::Code { code } })
        })
        .collect();
    let of = |ids: Vec<String>| Source::Comments { set: id.clone(), of: Voices::Opinions { ids } };
    let group = set.tagging.group_of(&opinion.id).and_then(|at| set.tagging.prepared.as_ref()?.groups.get(at));
    let members = group.zip(set.tagging.prepared.as_ref()).map(|(group, prepared)| {
        let members = group.members.iter().filter_map(|at| prepared.docket.opinions.get(*at));
        members.filter(|member| docket.position(&member.id).is_some()).map(|member| member.id.clone()).collect()
    });
    if let Some(members) = members.filter(|members: &Vec<String>| members.len() > 1) {
        offered.push((format!("{}（{}）", say::of_group(lang), members.len()), of(members)));
    }
    offered.push((say::of_opinion(lang).to_owned(), of(vec![opinion.id.clone()])));
    match offered.as_slice() {
        [(_, only)] => form::pin(program, vec![only.clone()], None),
        _ => {
            program.boxes.push(Popup::new(Kind::Findings(FindBox::Which { offered })));
            Vec::new()
        }
    }
}

/// On the screen of items: the item or the opinions under the cursor or marked.
fn item(program: &mut Program) -> Vec<Effect> {
    let Some(set) = program.set().map(|set| set.id().to_owned()) else { return Vec::new() };
    let marked = program.set().is_some_and(|set| !set.items.marked.is_empty());
    let of = match (marked, items::current(program)) {
        (false, Some(Target::Item(item))) => Voices::Item { item },
        _ => match items::acts::items(program).as_slice() {
            [item] => Voices::Item { item: item.clone() },
            _ => Voices::Opinions { ids: items::acts::opinions(program) },
        },
    };
    form::pin(program, vec![Source::Comments { set, of }], None)
}

fn refuse(program: &mut Program, sentence: &str) -> Vec<Effect> {
    program.refuse(sentence);
    Vec::new()
}
