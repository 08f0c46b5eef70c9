//! Whatever people decide, in any order: every opinion has one fate, and people, opinions, channels and classes are the same in
//! every published form. Random histories of acts, without files.

use std::collections::BTreeSet;
use std::sync::Arc;

use koe::comments::{docket, tally};
use koe::export::documents;
use koe::messages::Lang;
use koe::model::comment::codebook::{Code, Codebook};
use koe::model::comment::definition::{About, Disposition, Late};
use koe::model::comment::{CommentsDefinition, Fate, Receipt, Span};
use koe::present::comments::publication;
use koe::present::document::{Block, Document, Look, Slot, Table};
use koe::project::apply::apply;
use koe::project::comments::op::{NewItem, Part, ReplyTo};
use koe::project::{CommentOp, Op, State};
use proptest::prelude::*;

const RECEIPTS: usize = 12;
const CHANNELS: [&str; 4] = ["郵送", "FAX", "", "窓口"];

fn definition(late: Late) -> CommentsDefinition {
    let class = |code: &str| Disposition { code: code.into(), label: "x".into(), changes_plan: None };
    let code = |id: &str| Code { id: id.into(), title: format!("項目{id}"), ..Code::default() };
    CommentsDefinition {
        about: About {
            id: "c".into(),
            office: "市".into(),
            channels: vec!["郵送".into(), "窓口".into()],
            dispositions: vec![class("◎"), class("○")],
            late,
            ..About::default()
        },
        codebook: Codebook { codes: vec![code("a"), code("b")], ..Codebook::default() },
        ..CommentsDefinition::default()
    }
}

fn receipts() -> Vec<Receipt> {
    let receipt = |at: usize| Receipt {
        id: at.to_string(),
        channel: CHANNELS[at % 4].into(),
        text: format!("意見{at}です。もう一つ、{at}番。"),
        person: at % 9,
        anonymous: at == 5,
        late: at % 7 == 6,
        ..Receipt::default()
    };
    (0..RECEIPTS).map(receipt).collect()
}

/// Ids of opinions: whole receipts, or their halves.
fn opinion() -> impl Strategy<Value = String> {
    (0..RECEIPTS, 0..3_usize).prop_map(|(at, half)| if half == 0 { at.to_string() } else { format!("{at}-{half}") })
}

fn item() -> impl Strategy<Value = String> {
    (0..8_usize).prop_map(|at| format!("K{at}"))
}

fn op() -> impl Strategy<Value = CommentOp> {
    let opinions = || prop::collection::vec(opinion(), 1..4);
    let some = |text: &'static str| prop::option::of(Just(text.to_owned()));
    prop_oneof![
        4 => (item(), opinions()).prop_map(|(id, opinions)| CommentOp::MakeItems { items: vec![NewItem { id, opinions }] }),
        3 => (prop::option::of(item()), opinions()).prop_map(|(item, opinions)| CommentOp::Group { item, opinions }),
        2 => (opinions(), some("理由")).prop_map(|(opinions, why)| CommentOp::OutOfScope { opinions, why }),
        1 => (0..RECEIPTS, some("申出")).prop_map(|(at, why)| CommentOp::Withdraw { receipt: at.to_string(), why }),
        2 => (0..RECEIPTS).prop_map(divide),
        2 => (item(), prop::option::of(prop::sample::select(vec!["◎", "○", "消えた区分"])))
            .prop_map(|(item, class)| CommentOp::SetDisposition { items: vec![item], disposition: class.map(str::to_owned) }),
        1 => (item(), some("a")).prop_map(|(item, heading)| CommentOp::SetHeading { items: vec![item], heading }),
        1 => item().prop_map(|item| CommentOp::Reply {
            replies: vec![ReplyTo { item, reply: "考え方".into(), disposition: None }]
        }),
        1 => (0..RECEIPTS, 0..RECEIPTS).prop_map(|(one, other)| CommentOp::SamePerson {
            receipt: one.to_string(),
            of: Some(other.to_string())
        }),
    ]
}

fn divide(at: usize) -> CommentOp {
    let text = receipts()[at].text.clone();
    let (middle, end) = (text.find('。').map_or(1, |byte| text[..byte].chars().count() + 1), text.chars().count());
    let part = |half: usize, span: Span| Part { id: format!("{at}-{half}"), spans: vec![span], item: None };
    CommentOp::Reshape {
        receipt: at.to_string(),
        text: koe::comments::quote::fingerprint(&text),
        from: vec![at.to_string()],
        into: vec![part(1, Span::new(0, middle)), part(2, Span::new(middle, end))],
    }
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

/// The numbers of a row, by the label of its first cell.
fn row(table: &Table, label: &str) -> Option<Vec<usize>> {
    let row = table.rows.iter().find(|row| row.cells.first().is_some_and(|cell| cell.text == label))?;
    Some(row.cells.iter().skip(1).filter_map(|cell| cell.number).map(|number| number as usize).collect())
}

/// Each column of figures over its sum.
fn adds_up(table: &Table) -> bool {
    let figures = |look: Look| {
        let rows = table.rows.iter().filter(move |row| row.look == look);
        rows.map(|row| row.cells.iter().skip(1).filter_map(|cell| cell.number).collect::<Vec<f64>>())
    };
    let Some(total) = figures(Look::Total).next() else { return true };
    let sum = |at: usize| figures(Look::Plain).filter_map(|row| row.get(at).copied()).sum::<f64>();
    total.iter().enumerate().all(|(at, total)| sum(at) == *total)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_form_of_any_history_says_the_same(ops in prop::collection::vec(op(), 0..40), strict in any::<bool>()) {
        let definition = definition(if strict { Late::OutOfScope } else { Late::Accept });
        let receipts = receipts();
        let mut state = State::default();
        let mut screen = Arc::new(docket::assemble(&definition, &receipts, &state.decisions("c")));
        for op in ops {
            // Halves are not divided again here.
            let shapes = state.decisions("c").shapes;
            if matches!(&op, CommentOp::Reshape { receipt, .. } if shapes.contains_key(receipt)) {
                continue;
            }
            let before = docket::assemble(&definition, &receipts, &state.decisions("c"));
            apply(&mut state, &Op::Comment { set: "c".into(), act: Box::new(op.clone()) });
            // What the screen shows at once after dividing is what is assembled a little later, members of items included.
            if let CommentOp::Reshape { receipt, .. } = &op {
                let decisions = state.decisions("c");
                let mut shown = before;
                docket::reshape(&mut shown, &definition, &decisions, receipt);
                prop_assert_eq!(&shown, &docket::assemble(&definition, &receipts, &decisions));
                screen = Arc::new(shown);
            }
            // What is shared with the docket before makes no difference, and the same docket is not another one.
            let now = docket::assemble(&definition, &receipts, &state.decisions("c"));
            let old = Arc::clone(&screen);
            screen = now.clone().sharing(&old);
            prop_assert_eq!(&*screen, &now);
            prop_assert_eq!(Arc::ptr_eq(&screen, &old), *old == now);
            prop_assert!(Arc::ptr_eq(&now.sharing(&screen), &screen));
        }
        let decisions = state.decisions("c");
        let docket = docket::assemble(&definition, &receipts, &decisions);
        let tally = tally::tally(&definition, &docket);
        let fates = tally.fates;

        // Every receipt has an opinion, every opinion one fate.
        prop_assert!((0..RECEIPTS).all(|at| docket.opinions_of(at).next().is_some()));
        let mut printed = BTreeSet::new();
        for opinion in &docket.opinions {
            let receipt = &receipts[opinion.receipt];
            let item = decisions.item_of.get(&opinion.id).filter(|item| decisions.items.contains_key(*item)).cloned();
            let why = decisions.out_of_scope.get(&opinion.id).cloned();
            let why = why.or_else(|| (strict && receipt.late).then(String::new));
            // The first opinion of an item is printed for all of them.
            let fate = match (decisions.withdrawn.get(&receipt.id).cloned(), item, why) {
                (Some(why), ..) => Fate::Withdrawn { why },
                (None, Some(item), _) if printed.insert(item.clone()) => Fate::Published { item },
                (None, Some(item), _) => Fate::Merged { item },
                (None, None, Some(why)) => Fate::OutOfScope { why },
                (None, None, None) => Fate::Open,
            };
            prop_assert_eq!(&opinion.fate, &fate, "{}", opinion.id);
        }
        prop_assert_eq!(fates.published, docket.items.len());
        prop_assert_eq!(publication::open(&docket).len(), fates.open);

        let document = publication::document(&definition, &decisions, &docket, true, None, Lang::Ja);
        let all = tables(&document);
        prop_assert!(all.iter().all(|table| adds_up(table)), "{:#?}", all);
        let find = |label: &str| all.iter().find_map(|table| row(table, label));
        prop_assert_eq!(find("提出のあった意見"), Some(vec![tally.valid.people, tally.valid.opinions]));
        prop_assert_eq!(find("取り下げられた意見"), Some(vec![fates.withdrawn]));
        prop_assert_eq!(find("募集の対象外とした意見"), Some(vec![fates.out_of_scope]));
        prop_assert_eq!(tally.valid.opinions, tally.received.opinions - fates.withdrawn);
        let total = |table: &&&Table| table.rows.iter().any(|row| row.look == Look::Total);
        let totals: Vec<Vec<usize>> = all.iter().filter(total).filter_map(|table| row(table, "合計")).collect();
        let valid = vec![tally.valid.people, tally.valid.receipts, tally.valid.opinions];
        let published = vec![fates.published, fates.published + fates.merged];
        let mut wanted = vec![vec![fates.total()]];
        if tally.valid.opinions > 0 {
            wanted.insert(0, valid);
        }
        if fates.published > 0 {
            wanted.push(published.clone());
        }
        prop_assert_eq!(totals, wanted);

        // The items in print, and in the list.
        let printed = all.iter().filter(|table| table.columns.len() == 4 && table.header[0].cells[0].text == "№");
        let printed: Vec<String> = printed
            .flat_map(|table| table.slots(&table.rows))
            .filter_map(|slots| match slots.get(1) {
                Some(Slot::Cell(cell)) => Some(cell.text.clone()),
                _ => None,
            })
            .collect();
        prop_assert_eq!(printed.len(), fates.published);
        let of = |text: &String| text.split("（件数：").nth(1).map_or(1, |n| n.trim_end_matches("件）").parse::<usize>().unwrap());
        prop_assert_eq!(printed.iter().map(of).sum::<usize>(), published[1]);
        let list = publication::list(&definition, &decisions, &docket, Lang::Ja);
        let numbers = list.rows.iter().map(|row| row.cells[4].number.unwrap() as usize);
        prop_assert_eq!((list.rows.len(), numbers.sum::<usize>()), (fates.published, published[1]));
        let csv = documents::csv(&list, &[]);
        prop_assert_eq!(csv.matches("原文").count(), fates.published);
        let markdown = documents::markdown(&document);
        let said = format!("| 提出のあった意見 | {}人 | {}件 |", tally.valid.people, tally.valid.opinions);
        prop_assert!(markdown.contains(&said), "{}", markdown);
    }
}
