//! The business survey: 425 firms and 100 farms, two paper batches and a web form, 555 rows of which 525 count.

use std::path::Path;

use serde_json::json;

use crate::answers::{Answer, Answers};
use crate::definition::{Definition, Fail};
use crate::details::Bands;
use crate::engine::Engine;
use crate::manifest::{Entry, Manifest};
use crate::phrases_business::PHRASES;
use crate::plan_business::{CATEGORIES, PLAN, WRITERS};
use crate::rng::Rng;
use crate::roster::{Content, Place, Row, build, free_codes, widen};
use crate::sheet::{Cell, Layout, words};
use crate::write::{Style, xlsx};

const FIRMS: usize = 425;
const FARMS: usize = 100;
const SECOND_BATCH: usize = 86;
const FULL_WIDTH: usize = 45;
/// 2023-07-03 00:00 as Excel counts days.
const OPENING: f64 = 45110.0;

const BANDS: &[Bands] = &[
    ("F2", &[(1, 1), (2, 4), (5, 9), (10, 29), (30, 160)]),
    ("F3", &[(0, 4), (5, 9), (10, 19), (20, 29), (30, 88)]),
    ("Q15", &[(0, 0), (1, 1), (2, 2), (3, 4), (5, 9), (10, 24)]),
    ("A6", &[(300, 990), (1000, 1990), (2000, 4990), (5000, 9990), (10500, 24000)]),
];

/// Makes the answers and writes the three files. Returns what the free answers are about.
pub fn make(
    definition: &Definition,
    folder: &Path,
    prefix: &str,
    manifest: &mut Manifest,
) -> Result<Vec<(String, Vec<u8>)>, Fail> {
    let size = FIRMS + FARMS;
    let mut engine = Engine::new(definition, &PLAN, size, 0x6b6f_6501);
    for case in 0..size {
        engine.answers.set("FRAME", case, Answer::Codes(vec![if case < FIRMS { 1 } else { 2 }]));
        engine.answers.set("STATUS", case, Answer::Codes(vec![1]));
    }
    engine.run()?;
    engine.lower_ranks("Q24", 7);
    engine.numbers(BANDS);
    engine.highest("Q15", 6, 30);
    engine.mean("A6", 3700);
    engine.number_words(&[("F2", "人", 6), ("F3", "年", 3), ("Q15", "人", 2), ("A6", "㎡", 1)]);
    engine.code_for_missing("F1", "99");
    engine.other_texts();
    engine.stray_marks(&["Q6", "Q13", "Q15", "Q21", "Q23"])?;
    let counts = engine.free_texts("Q31", &PHRASES, (WRITERS, 34.0), CATEGORIES)?;
    manifest.free_text(&definition.id, PHRASES.counts(&counts));

    let Engine { answers, mut rng, .. } = engine;
    let list = rows(&answers, &mut rng);
    let sheet = Some("回答".to_owned());
    let lead = vec!["整理番号".to_owned()];
    let paper = |name: &str| Place {
        file: format!("{prefix}/{name}"),
        sheet: sheet.clone(),
        lead: lead.clone(),
        header_rows: 2,
        layout: Layout::Flags,
    };

    let first = paper("business-paper.xlsx");
    let grid = build(definition, &answers, &first, &list.first, manifest);
    let style = Style { two_rows: true, totals: true };
    if let Some(line) = xlsx(&folder.join("business-paper.xlsx"), "回答", &grid, style)? {
        manifest
            .add(Entry { value: Some("合計".to_owned()), ..Entry::new("summary_row", definition, &first, 0, line) });
    }

    let second = paper("business-paper-2.xlsx");
    let mut grid = build(definition, &answers, &second, &list.second, manifest);
    let chosen = |able: usize| {
        let all: Vec<usize> = (0..able).collect();
        let mut cells = Rng::new(0x6b6f_6502).draw(&all, FULL_WIDTH, |_| 1.0);
        cells.sort_unstable();
        cells
    };
    widen(definition, &second, &list.second, &mut grid, chosen, manifest);
    xlsx(&folder.join("business-paper-2.xlsx"), "回答", &grid, Style { two_rows: true, totals: false })?;
    for place in [&first, &second] {
        manifest.add(Entry { value: Some("2".to_owned()), ..Entry::new("header_rows", definition, place, 0, 1) });
    }

    let web = Place {
        file: format!("{prefix}/business-web.xlsx"),
        sheet: Some("Form1".to_owned()),
        lead: ["ID", "開始時刻", "完了時刻", "メールアドレス", "整理番号"].map(str::to_owned).to_vec(),
        header_rows: 1,
        layout: Layout::Web,
    };
    let grid = build(definition, &answers, &web, &list.web, manifest);
    xlsx(&folder.join("business-web.xlsx"), "Form1", &grid, Style { two_rows: false, totals: false })?;
    let files = [(&first, &list.first), (&second, &list.second), (&web, &list.web)];
    let free = files.iter().flat_map(|(place, rows)| free_codes(&answers, "Q31", place, rows)).collect();

    let count = |question: &str, code: u8, group: &[(&'static str, &'static [u8])]| {
        (0..size).filter(|&case| answers.has(question, case, &[code]) && answers.meets(case, group)).count()
    };
    let schools: &[(&'static str, &'static [u8])] = &[("F1", &[11])];
    let figures = json!({ "banner": "F1", "group": "11", "option": "4", "n": count("F1", 11, &[]), "count": count("Q4", 4, schools) });
    manifest.add(Entry::table("exact_half", definition, "Q4", figures));
    let figures =
        json!({ "options": ["1", "3"], "n": FARMS, "count": count("A4", 1, &[]), "also": count("A4", 3, &[]) });
    manifest.add(Entry::table("tie_top", definition, "A4", figures));
    let figures = json!({ "banner": "A6", "group": "5", "label": "10,000㎡以上", "n": count("A6", 5, &[]) });
    manifest.add(Entry::table("small_group", definition, "A6", figures));
    manifest.add(Entry::table(
        "unused_choice",
        definition,
        "Q13",
        json!({ "option": "7", "count": count("Q13", 7, &[]) }),
    ));
    manifest.cases(
        &definition.id,
        json!({ "read": 555, "valid": 525, "excluded": { "blank": 5, "duplicate": 17, "out_of_scope": 8 },
                "rows": { "business-paper.xlsx": list.first.len(), "business-paper-2.xlsx": list.second.len(), "business-web.xlsx": list.web.len() } }),
    );
    Ok(free)
}

struct Lists {
    first: Vec<Row>,
    second: Vec<Row>,
    web: Vec<Row>,
}

fn paper_row(id: String, content: Content) -> Row {
    Row { lead: vec![words(id.as_str())], id: Some(id), content }
}

/// A form that says the business closed or moved away: a few face-sheet answers and a word of explanation.
fn outside(status: u8, turn: usize, rng: &mut Rng) -> Content {
    let mut cell = |column: &str, low: i64, high: i64| (column.to_owned(), Cell::Number(rng.between(low, high) as f64));
    let mut cells = vec![cell("調査区分", 1, 1), cell("F1", 1, 8), cell("F3", 8, 45), cell("F4", 1, 4)];
    cells.push(("営業状況".to_owned(), Cell::Number(f64::from(status))));
    let text = match (status, turn % 2) {
        (2, 0) => "昨年末で店を閉めました。",
        (2, _) => "廃業しましたので回答できません。",
        _ => "今年の春に市外へ移転しました。",
    };
    cells.push(("問31".to_owned(), words(text)));
    Content::Outside(cells)
}

fn rows(answers: &Answers, rng: &mut Rng) -> Lists {
    // Printed numbers: 0001 to 1800 for the sampled firms, 9001 to 9187 for the farms.
    let mut firms: Vec<usize> = (1..=1800).collect();
    let mut farms: Vec<usize> = (9001..=9187).collect();
    rng.shuffle(&mut firms);
    rng.shuffle(&mut farms);
    let mut printed = |farm: bool| format!("{:04}", if farm { farms.pop() } else { firms.pop() }.unwrap_or_default());
    let ids: Vec<String> = (0..answers.size).map(|case| printed(answers.has("FRAME", case, &[2]))).collect();
    let id = |case: usize| ids.get(case).cloned().unwrap_or_default();

    let (paper, web): (Vec<usize>, Vec<usize>) = (0..answers.size).partition(|&case| answers.paper(case));
    let late = rng.draw(&paper, SECOND_BATCH, |_| 1.0);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for &case in &paper {
        let row = paper_row(id(case), Content::Case(case));
        if late.contains(&case) { second.push(row) } else { first.push(row) }
    }
    for turn in 0..5 {
        let row = paper_row(printed(false), Content::Blank);
        if turn == 4 { second.push(row) } else { first.push(row) }
    }
    for turn in 0..8 {
        let row = paper_row(printed(false), outside(if turn < 6 { 2 } else { 3 }, turn, rng));
        if turn % 4 == 3 { second.push(row) } else { first.push(row) }
    }
    first.sort_by(|a, b| a.id.cmp(&b.id));
    second.sort_by(|a, b| a.id.cmp(&b.id));

    // Web answers: time, address, number, content. One in seven leaves the number out.
    let mut sent: Vec<(f64, String, Option<String>, Content)> = Vec::new();
    let mut boxes: Vec<usize> = (1001..=1400).collect();
    rng.shuffle(&mut boxes);
    let mut address = || format!("kaito{}@example.jp", boxes.pop().unwrap_or_default());
    for (turn, &case) in web.iter().enumerate() {
        let mail = match turn % 24 {
            5 => String::new(),
            17 => "anonymous".to_owned(),
            _ => address(),
        };
        let number = (!rng.chance(1.0 / 7.0)).then(|| id(case));
        sent.push((rng.unit() * 16.0, mail, number, Content::Case(case)));
    }
    let reachable: Vec<usize> = (0..sent.len()).filter(|&at| sent.get(at).is_some_and(|s| s.1.contains('@'))).collect();
    for at in rng.draw(&reachable, 11, |_| 1.0) {
        let Some((time, mail, _, Content::Case(case))) = sent.get(at).cloned() else { continue };
        sent.push((time + 0.01 + rng.unit() * 4.0, mail, None, Content::Repeat(case, "mail")));
    }
    for case in rng.draw(&paper, 6, |_| 1.0) {
        sent.push((rng.unit() * 18.0, address(), Some(id(case)), Content::Repeat(case, "number")));
    }
    sent.sort_by(|a, b| a.0.total_cmp(&b.0));
    let web = (1..).zip(sent).map(|(number, (time, mail, id, content))| {
        let end = OPENING + (time * 86400.0).floor() / 86400.0;
        let lead = vec![
            Cell::Number(f64::from(number)),
            Cell::Moment(end - f64::from(240 + number * 37 % 1100) / 86400.0),
            Cell::Moment(end),
            words(mail),
            words(id.clone().unwrap_or_default()),
        ];
        Row { id, lead, content }
    });
    Lists { first, second, web: web.collect() }
}
