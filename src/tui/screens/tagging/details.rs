//! Everything about the opinion on the screen: where it came from, who said what of it.

use super::update;
use crate::comments::docket::masks;
use crate::load::sheet::cell_name;
use crate::messages::comments::tagging::{self as say, Fact, fact};
use crate::messages::fix::person;
use crate::model::comment::{Docket, Fate, Opinion, Receipt};
use crate::model::day::iso;
use crate::text::fold::display;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;

/// The box; `None` when no opinion is shown.
pub fn popup(program: &Program) -> Option<Popup> {
    let set = program.set()?;
    let docket = set.docket.as_ref()?;
    let (opinion, receipt) = update::current(set)?;
    let title = say::details_title(program.lang).to_owned();
    Some(Popup::new(Kind::Text { title, lines: lines(program, docket, opinion, receipt) }))
}

fn lines(program: &Program, docket: &Docket, opinion: &Opinion, receipt: &Receipt) -> Vec<String> {
    let lang = program.lang;
    let decisions = program.decisions();
    let line = |name: Fact, value: &str| (!value.is_empty()).then(|| fact(lang, name, &display(value)));
    let day = receipt.received.map_or(String::new(), iso);
    let late = if receipt.late { format!(" 【{}】", say::late(lang)) } else { String::new() };
    let mut lines: Vec<Option<String>> = vec![
        line(Fact::Receipt, &receipt.id),
        line(Fact::Opinion, &opinion.id),
        line(Fact::Person, &(receipt.person + 1).to_string()),
        line(Fact::Received, &format!("{day}{late}")),
        line(Fact::Channel, &receipt.channel),
        line(Fact::Place, &receipt.place),
    ];
    lines.extend(receipt.attributes.iter().map(|(name, value)| Some(format!("{}: {}", display(name), display(value)))));
    if let Some(origin) = &receipt.origin {
        let cell = cell_name(origin.row, origin.column);
        lines.push(line(Fact::File, &format!("{} {} {cell}", origin.file, origin.sheet)));
    }
    lines.push(line(Fact::Length, &opinion.text.chars().count().to_string()));
    lines.push(line(Fact::Fate, &fate(program, docket, opinion)));
    let hidden: Vec<&str> = masks(receipt, &decisions).iter().map(|mask| say::personal(lang, mask.kind)).collect();
    lines.push(line(Fact::Masked, &hidden.join(lang.pick("、", ", "))));
    let pieces = decisions.shapes.get(&receipt.id).into_iter().flat_map(|shape| &shape.pieces);
    let from = pieces.filter(|piece| piece.id == opinion.id).map(|piece| piece.from.join("・"));
    lines.push(line(Fact::From, &from.collect::<Vec<_>>().join(" ")));
    let same = docket.receipts.iter().filter(|other| other.person == receipt.person && other.id != receipt.id);
    let same: Vec<&str> = same.map(|other| other.id.as_str()).collect();
    lines.push(line(Fact::Others, &same.join("、")));
    let name = |id: &String| {
        let now = docket.codebook.current(id);
        let moved = if now == id { String::new() } else { format!("{id}→") };
        format!("{moved}{now} {}", docket.codebook.title(now))
    };
    let blind = program.set().is_some_and(|set| set.tagging.is_blind(&opinion.id));
    for coding in decisions.codings.get(&opinion.id).into_iter().flatten() {
        if blind && coding.coder != update::coder(program) {
            continue;
        }
        let codes: Vec<String> = coding.codes.iter().map(name).collect();
        let codes = if codes.is_empty() { say::no_code_fits(lang).to_owned() } else { codes.join("／") };
        lines.push(line(
            Fact::Coding,
            &format!("{}: {codes}（{}）", person(lang, &coding.coder), say::via(lang, &coding.via)),
        ));
    }
    if let (Some(settled), false) = (decisions.settled.get(&opinion.id), blind) {
        let codes: Vec<String> = settled.iter().map(name).collect();
        lines.push(line(Fact::Codes, &format!("{}（{}）", codes.join("／"), say::settled(lang))));
    }
    lines.push(decisions.skipped.get(&opinion.id).map(|why| fact(lang, Fact::Skipped, &display(why))));
    lines.push(decisions.flagged.get(&opinion.id).map(|note| fact(lang, Fact::Flag, &display(note))));
    lines.into_iter().flatten().collect()
}

fn fate(program: &Program, docket: &Docket, opinion: &Opinion) -> String {
    let lang = program.lang;
    match &opinion.fate {
        Fate::Open => say::fate_open(lang).to_owned(),
        Fate::Published { item } => say::fate_item(lang, docket.number(item), false),
        Fate::Merged { item } => say::fate_item(lang, docket.number(item), true),
        Fate::OutOfScope { why } => say::with_reason(say::scope(lang), why),
        Fate::Withdrawn { why } => say::with_reason(say::withdrawn(lang), why),
    }
}
