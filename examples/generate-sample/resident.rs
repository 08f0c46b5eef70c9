//! The resident survey: 1,050 people, a Windows-31J csv file from paper and an OpenDocument sheet from the web.

use std::path::Path;

use serde_json::json;

use crate::answers::Answer;
use crate::definition::{Definition, Fail};
use crate::engine::Engine;
use crate::manifest::{Entry, Manifest};
use crate::phrases_resident::PHRASES;
use crate::plan_resident::{CATEGORIES, PLAN, WRITERS};
use crate::roster::{Content, Place, Row, build, free_codes};
use crate::sheet::{Cell, Layout, words};
use crate::write::{cp932, ods};

const PEOPLE: usize = 1050;

/// Makes the answers and writes the two files. Returns what the free answers are about.
pub fn make(
    definition: &Definition,
    folder: &Path,
    prefix: &str,
    manifest: &mut Manifest,
) -> Result<Vec<(String, Vec<u8>)>, Fail> {
    let mut engine = Engine::new(definition, &PLAN, PEOPLE, 0x6b6f_6503);
    for case in 0..PEOPLE {
        engine.answers.set("STATUS", case, Answer::Codes(vec![1]));
    }
    engine.run()?;
    engine.lower_ranks("Q22", 6);
    engine.other_texts();
    engine.stray_marks(&["Q5", "Q6", "Q10", "Q14", "Q18", "Q19"])?;
    let counts = engine.free_texts("Q28", &PHRASES, (WRITERS, 41.0), CATEGORIES)?;
    manifest.free_text(&definition.id, PHRASES.counts(&counts));

    let Engine { answers, mut rng, .. } = engine;
    let mut numbers: Vec<usize> = (1..=2500).collect();
    rng.shuffle(&mut numbers);
    let mut printed = || format!("S{:04}", numbers.pop().unwrap_or_default());
    let (mut paper, mut sent) = (Vec::new(), Vec::new());
    for case in 0..PEOPLE {
        let id = printed();
        if answers.paper(case) {
            paper.push(Row { lead: vec![words(id.as_str())], id: Some(id), content: Content::Case(case) });
        } else {
            let id = (!rng.chance(0.2)).then_some(id);
            sent.push((rng.below(16 * 24 * 60), id, Content::Case(case)));
        }
    }
    for _ in 0..3 {
        let id = printed();
        paper.push(Row { lead: vec![words(id.as_str())], id: Some(id), content: Content::Blank });
    }
    let moved = [("居住状況", "2"), ("F1", "1"), ("F3", "2"), ("問28", "6月に市外へ引っ越しました。")];
    let given = moved.iter().map(|(column, value)| ((*column).to_owned(), words(*value))).collect();
    let id = printed();
    paper.push(Row { lead: vec![words(id.as_str())], id: Some(id), content: Content::Outside(given) });
    paper.sort_by(|a, b| a.id.cmp(&b.id));
    let place = Place {
        file: format!("{prefix}/resident-paper.csv"),
        sheet: None,
        lead: vec!["整理番号".to_owned()],
        header_rows: 1,
        layout: Layout::List,
    };
    let grid = build(definition, &answers, &place, &paper, manifest);
    cp932(&folder.join("resident-paper.csv"), &grid)?;
    let mut free = free_codes(&answers, "Q28", &place, &paper);
    manifest.add(Entry { value: Some("cp932".to_owned()), ..Entry::new("encoding", definition, &place, 0, 1) });

    sent.sort_by_key(|s| s.0);
    let web: Vec<Row> = (1u32..)
        .zip(sent)
        .map(|(number, (minute, id, content))| {
            let (day, hour, minute) = (3 + minute / 1440, minute / 60 % 24, minute % 60);
            let time = format!("2023/07/{day:02} {hour:02}:{minute:02}");
            let lead = vec![Cell::Number(f64::from(number)), words(time), words(id.clone().unwrap_or_default())];
            Row { id, lead, content }
        })
        .collect();
    let place = Place {
        file: format!("{prefix}/resident-web.ods"),
        sheet: Some("回答".to_owned()),
        lead: ["回答ID", "回答日時", "整理番号"].map(str::to_owned).to_vec(),
        header_rows: 1,
        layout: Layout::Web,
    };
    let grid = build(definition, &answers, &place, &web, manifest);
    ods(&folder.join("resident-web.ods"), "回答", &grid)?;
    free.extend(free_codes(&answers, "Q28", &place, &web));
    manifest.cases(
        &definition.id,
        json!({ "read": 1054, "valid": 1050, "excluded": { "blank": 3, "duplicate": 0, "out_of_scope": 1 },
                "rows": { "resident-paper.csv": paper.len(), "resident-web.ods": web.len() } }),
    );
    Ok(free)
}
