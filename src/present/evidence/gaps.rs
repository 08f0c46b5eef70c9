//! What is missing, listed and counted.

use super::title;
use crate::messages::{Lang, evidence as words, table as table_words};
use crate::model::plan::{Plan, RecordRef};
use crate::plans::evidence::Gaps;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub};
use crate::present::page::Page;

/// So many opinions are named; json names all.
const NAMED: usize = 8;

/// One thing that is missing: its kind with how many there are, which, and more about it.
pub fn rows(gaps: &Gaps, plans: &[Plan], lang: Lang) -> Vec<(String, Vec<[String; 2]>)> {
    let records = |records: &[RecordRef]| -> Vec<[String; 2]> {
        records.iter().map(|record| [record.id.clone(), title(plans, record)]).collect()
    };
    let mut groups: Vec<(&str, usize, Vec<[String; 2]>)> = vec![
        (words::gap_evidence(lang), gaps.without_evidence.len(), records(&gaps.without_evidence)),
        (words::gap_question(lang), gaps.without_question.len(), records(&gaps.without_question)),
        (words::gap_intents(lang), gaps.intents_without_question.len(), records(&gaps.intents_without_question)),
    ];
    let plain = gaps.findings_without_row.iter().map(|id| [id.clone(), String::new()]).collect();
    groups.push((words::gap_findings(lang), gaps.findings_without_row.len(), plain));
    let lost = gaps.lost_links.iter().map(|(id, record)| [id.clone(), record.to_string()]).collect();
    groups.push((words::gap_lost(lang), gaps.lost_links.len(), lost));
    let informs = gaps.unknown_informs.iter();
    let informs = informs.map(|(at, name)| [format!("{} {}", at.survey, at.question), name.clone()]).collect();
    groups.push((words::gap_informs(lang), gaps.unknown_informs.len(), informs));
    let codes = gaps.codes_without_row.iter().map(|code| [format!("{} {}", code.set, code.code), String::new()]);
    groups.push((words::gap_codes(lang), gaps.codes_without_row.len(), codes.collect()));
    for (name, uncoded) in [(words::gap_uncoded(lang), true), (words::gap_items(lang), false)] {
        let mut found = Vec::new();
        let mut n = 0;
        for set in &gaps.comments {
            let ids = if uncoded { &set.uncoded } else { &set.without_item };
            let some: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
            if !ids.is_empty() {
                n += ids.len();
                found.push([set.set.clone(), words::unplaced(lang, ids.len(), set.opinions, &some)]);
            }
        }
        groups.push((name, n, found));
    }
    let filled = groups.into_iter().filter(|(_, _, rows)| !rows.is_empty());
    filled.map(|(name, n, rows)| (words::gap_head(lang, name, n), rows)).collect()
}

/// What is missing, a page for each kind; one page that says so where nothing is.
pub fn gaps(gaps: &Gaps, plans: &[Plan], synthetic: bool, lang: Lang) -> Vec<Page> {
    let page = |name: String, title: String, rows: Vec<Row>| {
        let grid = Grid {
            title,
            subtitles: Vec::new(),
            corner: [String::new(), words::head_what(lang).to_owned()],
            stub: Stub::Blocks,
            columns: vec![Head::new("", words::head_detail(lang), Part::Figure)],
            rows,
            notes: Vec::new(),
        };
        Page::new(name, grid, synthetic, vec![table_words::made_with(lang, None)], lang)
    };
    let row = |[what, detail]: [String; 2]| Row {
        head: Head::new("", what, Part::Group),
        line: Line::Figure,
        first: true,
        cells: vec![if detail.is_empty() { Cell::blank() } else { Cell::word(&detail) }],
    };
    let count = words::gap_count(lang, gaps.len());
    let found = rows(gaps, plans, lang);
    if found.is_empty() {
        return vec![page(words::gaps_title(lang).to_owned(), words::no_gaps(lang).to_owned(), Vec::new())];
    }
    let pages = found.into_iter().enumerate().map(|(at, (kind, found))| {
        let title = if at == 0 { words::first_gap(lang, &count, &kind) } else { kind.clone() };
        page(kind, title, found.into_iter().map(row).collect())
    });
    pages.collect()
}
