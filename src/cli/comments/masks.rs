//! `koe comments masks` and `mask`: what is hidden as personal data, and what people decide about it.
//!
//! The list holds the personal data itself: it goes to the screen, or as json to a program of the staff, never to a file.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::lists::{List, word};
use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, json_flag, pages, print, say};
use crate::comments::{docket, mask as masking};
use crate::export::json as export_json;
use crate::messages::{Lang, comments::intake as words};
use crate::model::comment::decisions::Mask;
use crate::model::comment::receipt::Personal;
use crate::model::comment::{Decisions, Docket, Receipt, Span};
use crate::present::terminal::Drawing;
use crate::project::CommentOp;
use crate::text::fold;

/// Characters shown on either side.
const AROUND: usize = 12;

pub(super) fn list_command(lang: Lang) -> Command {
    Command::new("masks")
        .about(words::masks_about(lang))
        .arg(set_flag(lang))
        .arg(flag("receipt", "ID", words::of_receipt(lang)))
        .arg(json_flag(lang))
}

/// One place that is hidden, or that a person has shown.
struct Place {
    receipt: String,
    span: Span,
    kind: Option<Personal>,
    by_person: bool,
    before: String,
    words: String,
    after: String,
}

pub(super) fn list(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let only = ids::one(arguments, "receipt").map(|typed| ids::receipt(lang, &docket, typed)).transpose()?;
    let places = places(&docket, &decisions, only.map(|receipt| receipt.id.as_str()));
    if arguments.get_flag("json") {
        print(&export_json::value(&places.iter().map(object).collect::<Vec<_>>())?)?;
        return Ok(DONE);
    }
    let row = |place: &Place| {
        let by = match (place.kind, place.by_person) {
            (None, _) => words::is_cleared(lang),
            (_, true) => words::by_person(lang),
            (_, false) => words::by_program(lang),
        };
        let cells = vec![
            word(place.kind.map_or("", |kind| words::personal(lang, kind))),
            word(format!("{}-{}", place.span.start, place.span.end)),
            word(&place.before),
            word(&place.words),
            word(&place.after),
            word(by),
        ];
        (place.receipt.clone(), cells)
    };
    let list = List {
        title: words::title_masks(lang),
        corner: words::head_receipt(lang),
        heads: vec![
            words::head_kind(lang),
            words::head_place(lang),
            words::head_before(lang),
            words::head_words(lang),
            words::head_after(lang),
            words::head_by(lang),
        ],
        rows: places.iter().map(row).collect(),
        notes: Vec::new(),
    };
    say(words::staff_only(lang));
    let drawing = Drawing { frame: context.ascii, ..Drawing::default() };
    print(&list.page(&set, lang, "table").text(drawing))?;
    Ok(DONE)
}

fn places(docket: &Docket, decisions: &Decisions, only: Option<&str>) -> Vec<Place> {
    let mut places = Vec::new();
    for receipt in docket.receipts.iter().filter(|receipt| only.is_none_or(|id| id == receipt.id)) {
        let (decided, _) = docket::decided(receipt, decisions);
        let by_person = |span: Span| decided.iter().any(|mask| mask.kind.is_some() && mask.span.overlaps(span));
        let hidden = docket::masks(receipt, decisions);
        for found in &hidden {
            places.push(place(receipt, found.span, Some(found.kind), by_person(found.span)));
        }
        for mask in decided.iter().filter(|mask| mask.kind.is_none()) {
            if !hidden.iter().any(|found| found.span.overlaps(mask.span)) {
                places.push(place(receipt, mask.span, None, true));
            }
        }
    }
    places
}

fn place(receipt: &Receipt, span: Span, kind: Option<Personal>, by_person: bool) -> Place {
    let shown = |from: usize, to: usize| fold::display(Span::new(from, to).of(&receipt.text));
    Place {
        receipt: receipt.id.clone(),
        span,
        kind,
        by_person,
        before: shown(span.start.saturating_sub(AROUND), span.start),
        words: shown(span.start, span.end),
        after: shown(span.end, span.end + AROUND),
    }
}

fn object(place: &Place) -> Value {
    json!({
        "receipt": place.receipt,
        "start": place.span.start,
        "end": place.span.end,
        "kind": place.kind,
        "by": if place.by_person { "person" } else { "program" },
        "before": place.before,
        "text": place.words,
        "after": place.after,
    })
}

pub(super) fn mask_command(lang: Lang) -> Command {
    let kinds = ["name", "phone", "mail", "post_code", "address", "account", "other"];
    Command::new("mask")
        .about(words::mask_about(lang))
        .arg(ids::receipt_arg(lang))
        .arg(flag("at", "START-END", words::span(lang)))
        .arg(flag("words", "WORDS", words::words(lang)).conflicts_with("at"))
        .arg(flag("kind", "KIND", words::kind(lang)).value_parser(kinds).conflicts_with("clear"))
        .arg(pages::switch("clear", words::clear(lang)))
        .arg(set_flag(lang))
}

pub(super) fn mask(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut set = Set::open(context, arguments)?;
    let docket = set.docket();
    let receipt = ids::receipt(lang, &docket, ids::one(arguments, "receipt").unwrap_or_default())?;
    let kind = ids::one(arguments, "kind").and_then(|kind| serde_json::from_value(json!(kind)).ok());
    if kind.is_none() && !arguments.get_flag("clear") {
        return Err(Failure::Usage(words::kind_or_clear(lang).to_owned()));
    }
    let spans = match (ids::one(arguments, "at"), ids::one(arguments, "words")) {
        (Some(typed), _) => vec![span(typed, receipt).ok_or_else(|| Failure::Usage(words::no_span(lang, typed)))?],
        (None, Some(wanted)) => {
            let spans = masking::occurrences(&receipt.text, wanted);
            if spans.is_empty() {
                return Err(Failure::Usage(words::no_words(lang, &receipt.id, wanted)));
            }
            spans
        }
        (None, None) => return Err(Failure::Usage(words::where_mask(lang).to_owned())),
    };
    let masks: Vec<Mask> = spans.into_iter().map(|span| masking::decision(&receipt.text, span, kind)).collect();
    let decisions = set.decisions();
    for mask in masks.iter().filter(|mask| mask.kind.is_none()) {
        let decided = docket::decided(receipt, &decisions).0.into_iter().chain([mask]);
        let after = masking::in_effect(&receipt.found, decided);
        if let Some(left) = after.iter().find(|found| found.span.overlaps(mask.span)) {
            return Err(Failure::Usage(words::part_of_mask(lang, &receipt.id, left.span)));
        }
    }
    let receipt = receipt.id.clone();
    for mask in masks {
        set.perform(context, CommentOp::Mask { receipt: receipt.clone(), mask })?;
    }
    Ok(DONE)
}

/// START-END within a text.
fn span(typed: &str, receipt: &Receipt) -> Option<Span> {
    let folded = fold::matching(typed);
    let (start, end) = folded.split_once('-')?;
    let span = Span::new(start.trim().parse().ok()?, end.trim().parse().ok()?);
    (!span.is_empty() && Span::whole(&receipt.text).contains(span)).then_some(span)
}
