//! The small second project, `sample-data/waves`: a survey of firms in two waves, 平成30年 and 令和5年, of which 120 firms
//! answered both. It exists so that comparisons over years can be tried; wording, codes and a base change on purpose.
//! Its stream of random numbers is its own, so that the main sample never moves.

use std::path::Path;

use crate::definition::Fail;
use crate::rng::Rng;
use crate::sheet::{Cell, Grid, words};
use crate::write;

/// Firms that answered both waves.
const PANEL: usize = 120;

/// What differs between the waves, in percent by code.
struct Wave {
    file: &'static str,
    /// Before the numbers of firms that are only in this wave.
    prefix: char,
    cases: usize,
    columns: &'static [&'static str],
    outlook: [f64; 5],
    issues: &'static [f64],
    successor: &'static [f64],
    third_party: [f64; 3],
    /// Codes of 問5 whose firms were asked 問6; none is everybody.
    asked: &'static [usize],
    /// The question only the later wave has.
    digital: Option<[f64; 3]>,
}

const WAVES: [Wave; 2] = [
    Wave {
        file: "business-h30.csv",
        prefix: 'A',
        cases: 300,
        columns: &["整理番号", "F1", "F2", "問1", "問2", "問3", "問4", "問6", "ウェイト"],
        outlook: [6.0, 16.0, 38.0, 27.0, 13.0],
        issues: &[44.0, 33.0, 21.0, 17.0, 24.0, 8.0],
        successor: &[36.0, 17.0, 31.0, 16.0],
        third_party: [14.0, 28.0, 58.0],
        asked: &[],
        digital: None,
    },
    Wave {
        file: "business-r5.csv",
        prefix: 'B',
        cases: 350,
        columns: &["整理番号", "F1", "F2", "問1", "問2", "問3", "問5", "問6", "問7", "ウェイト"],
        outlook: [8.0, 15.0, 31.0, 29.0, 17.0],
        issues: &[41.0, 47.0, 32.0, 16.0, 22.0, 19.0, 7.0],
        successor: &[21.0, 8.0, 24.0, 34.0, 13.0],
        third_party: [22.0, 33.0, 45.0],
        asked: &[3, 4],
        digital: Some([21.0, 33.0, 46.0]),
    },
];

/// Writes both files.
pub fn make(folder: &Path) -> Result<(), Fail> {
    let mut rng = Rng::new(20_180_701);
    let industry: Vec<usize> = (0..PANEL).map(|_| code(&mut rng, &[14.0, 24.0, 34.0, 28.0])).collect();
    let mut before: Vec<usize> = vec![0; PANEL];
    for wave in &WAVES {
        let mut rows = Vec::new();
        for case in 0..wave.cases {
            let panel = Some(case).filter(|case| *case < PANEL);
            let known = panel.and_then(|case| industry.get(case)).copied();
            let earlier = panel.and_then(|case| before.get(case)).copied().filter(|code| *code > 0);
            let (row, outlook) = row(&mut rng, wave, case, known, earlier);
            if let Some(place) = panel.and_then(|case| before.get_mut(case)) {
                *place = outlook;
            }
            rows.push(row);
        }
        // Not in the order of the panel: the numbers must do the joining.
        rng.shuffle(&mut rows);
        let columns = wave.columns.iter().map(|column| (*column).to_owned()).collect();
        write::cp932(&folder.join(wave.file), &Grid { columns, rows })?;
    }
    Ok(())
}

/// One firm, and what it said to 問1.
fn row(rng: &mut Rng, wave: &Wave, case: usize, known: Option<usize>, earlier: Option<usize>) -> (Vec<Cell>, usize) {
    let id = if case < PANEL { format!("P{:03}", case + 1) } else { format!("{}{:03}", wave.prefix, case + 1) };
    let industry = known.unwrap_or_else(|| code(rng, &[14.0, 24.0, 34.0, 28.0]));
    let staff = (1.0 - 7.0 * rng.unit().ln()).floor() + if industry == 2 { 3.0 } else { 0.0 };
    // A firm of the panel mostly stays where it was, or moves by one step.
    let outlook = match earlier {
        Some(code) if rng.chance(0.55) => code,
        Some(code) if rng.chance(0.6) => (code + 1).min(5),
        Some(code) => code.max(2) - 1,
        None => code(rng, &wave.outlook),
    };
    let sales = match outlook {
        1 | 2 => code(rng, &[45.0, 40.0, 15.0]),
        _ => code(rng, &[10.0, 35.0, 55.0]),
    };
    let mut issues: Vec<usize> = (1..=wave.issues.len()).collect();
    rng.shuffle(&mut issues);
    issues.retain(|issue| wave.issues.get(issue - 1).is_some_and(|percent| rng.chance(percent / 100.0)));
    issues.truncate(3);
    issues.sort_unstable();
    let marks: Vec<String> = issues.iter().map(usize::to_string).collect();
    let successor = code(rng, wave.successor);
    let third_party = code(rng, &wave.third_party);
    let is_asked = wave.asked.is_empty() || wave.asked.contains(&successor);
    let digital = wave.digital.map(|percent| code(rng, &percent));
    let of_industry = match industry {
        1 => 100,
        2 => 80,
        3 => 130,
        _ => 110,
    };
    let weight = f64::from(of_industry * if staff > 9.0 { 75 } else { 112 }) / 10_000.0;
    let mut answer = |code: usize| if rng.chance(0.03) { Cell::Empty } else { Cell::Number(code as f64) };
    let mut cells = vec![Cell::Text(id), Cell::Number(industry as f64), Cell::Number(staff), answer(outlook)];
    cells.extend([answer(sales), words(marks.join(",")), answer(successor)]);
    cells.push(if is_asked { answer(third_party) } else { Cell::Empty });
    cells.extend(digital.map(&mut answer));
    cells.push(Cell::Number(weight));
    let said = if cells.get(3) == Some(&Cell::Empty) { 0 } else { outlook };
    (cells, said)
}

/// A code from 1, drawn by its percentages.
fn code(rng: &mut Rng, percent: &[f64]) -> usize {
    let mut left = rng.unit() * percent.iter().sum::<f64>();
    let position = percent.iter().position(|share| {
        left -= share;
        left < 0.0
    });
    position.unwrap_or(percent.len() - 1) + 1
}
