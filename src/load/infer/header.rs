//! The header of a sheet of which nothing is known: where it begins, and how many rows it takes.

use std::collections::HashSet;

use crate::load::columns::{Header, import_row};
use crate::load::draft::{column, words};
use crate::load::number::{self, Parsed};
use crate::load::sheet::{Cell, Sheet};
use crate::model::day;
use crate::text::fold;

/// The header of a sheet nothing is known of.
pub fn header(sheet: &Sheet, stated: Option<usize>) -> Option<Header> {
    let filled = |row: usize| sheet.rows.get(row).map_or(0, |row| row.iter().filter(|cell| !cell.is_blank()).count());
    let widest = (0..sheet.rows.len().min(50)).map(filled).max()?;
    // Titles above the header have fewer cells than the header.
    let dense = (0..sheet.rows.len()).find(|row| filled(*row) > 0 && filled(*row) * 2 >= widest)?;
    let mut first = dense;
    while let Some(above) = first.checked_sub(1) {
        let belongs = match stated {
            Some(rows) => dense - above < rows && filled(above) > 1,
            // So have groups of columns, but what stands below them completes them.
            None => {
                let is_titled = filled(above) > 2 || (filled(above) == 2 && leaves_blank(sheet, above, first));
                is_grouped(sheet, above) || (is_titled && is_below(sheet, above, first))
            }
        };
        if !belongs {
            break;
        }
        first = above;
    }
    let rows = stated.unwrap_or_else(|| header_rows(sheet, first));
    Some(Header::at(sheet, first, rows))
}

/// True when a row holds titles merged over several columns, other than a title over the whole sheet.
fn is_grouped(sheet: &Sheet, row: usize) -> bool {
    let merges = sheet.merges.iter().filter(|merge| merge.top as usize == row && merge.left < merge.right);
    merges.clone().count() > 1 || merges.clone().any(|merge| merge.left > 0)
}

fn header_rows(sheet: &Sheet, first: usize) -> usize {
    if let Some(row) = import_row(sheet, first + 1) {
        return row + 1 - first;
    }
    let two = is_grouped(sheet, first) || is_below(sheet, first, first + 1) || second(sheet, first).is_some();
    let wording = || (0..sheet.width()).all(|column| is_wording(sheet, first + 1, column));
    let three = (two || wording()) && (is_grouped(sheet, first + 1) || is_below(sheet, first + 1, first + 2));
    match (three, two) {
        (true, _) => 3,
        (false, true) => 2,
        (false, false) => 1,
    }
}

/// True when row `lower` completes the headers of row `upper`: 問3 | blank | blank over 1 | 2 | 3. Columns with a header of
/// their own have nothing there, or a word (`Response`) that is no answer.
fn is_below(sheet: &Sheet, upper: usize, lower: usize) -> bool {
    let blank = |row: usize, column: usize| sheet.cell(row, column).is_blank();
    let width = sheet.width();
    let group = |column: usize| (0..column).rev().find(|left| !blank(upper, *left));
    let hangs = |column: usize| blank(upper, column) && !blank(lower, column);
    let hanging: Vec<usize> = (0..width).filter(|column| hangs(*column)).collect();
    let grouped = |column: &usize| group(*column).is_some_and(|group| is_group(sheet, lower, group, *column));
    !hanging.is_empty()
        && hanging.iter().all(grouped)
        && (0..width).filter(|column| !blank(upper, *column) && !hangs(column + 1)).all(|c| is_wording(sheet, lower, c))
}

/// True when the cells of a row can be the headers of one group: texts, or the numbers of options from 1 up before them.
fn is_group(sheet: &Sheet, row: usize, first: usize, last: usize) -> bool {
    let texts: Vec<String> = (first..=last).map(|column| fold::matching(&sheet.cell(row, column).text())).collect();
    let numbered = texts.iter().zip(1..).take_while(|(text, number)| **text == number.to_string()).count();
    let rest = texts.iter().skip(numbered).all(|text| !text.is_empty() && number::parse(text, None) == Parsed::No);
    rest && numbered != 1
}

/// True for a blank cell or a text that is no number and does not come again below, as answers do.
fn is_wording(sheet: &Sheet, row: usize, column: usize) -> bool {
    let cell = sheet.cell(row, column);
    let text = cell.text();
    let again =
        || sheet.rows.iter().skip(row + 1).take(500).any(|row| row.get(column).is_some_and(|c| c.text() == text));
    let is_text = || matches!(cell, Cell::Text(_)) && number::parse(&fold::matching(&text), None) == Parsed::No;
    cell.is_blank() || (is_text() && day::parse(&text).is_none() && !again())
}

/// True when the lower row has nothing below a header of the upper one, while it has something below another: no title of a
/// sheet stands so over the header.
fn leaves_blank(sheet: &Sheet, upper: usize, lower: usize) -> bool {
    let blank = |row: usize, column: usize| sheet.cell(row, column).is_blank();
    let left = |column: &usize| !blank(upper, *column) && blank(lower, *column);
    let filled = |column: &usize| {
        sheet.rows.iter().skip(lower + 1).take(500).any(|row| row.get(*column).is_some_and(|cell| !cell.is_blank()))
    };
    (0..sheet.width()).filter(left).any(|column| filled(&column))
}

/// How surely the row below a header says once more what the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// It names columns (Q1, Q2_1), or has words over columns of numbers.
    Sure,
    /// It has words that nobody answers below.
    Likely,
}

/// Rows with answers looked at below a second header row.
const SAMPLE: usize = 500;
/// So many rows of answers must stand below one that is only likely.
const ENOUGH: usize = 8;

/// A second header row: No | 性別 | 理由 over No | Q1 | Q2, or Q1 | Q2 over 性別 | 理由. Only texts that never come again stand in
/// it, over columns of numbers or of answers that do come again.
pub fn second(sheet: &Sheet, first: usize) -> Option<Second> {
    let row = first + 1;
    let width = sheet.width();
    let named: Vec<usize> = (0..width).filter(|column| !sheet.cell(row, *column).is_blank()).collect();
    if named.len() < 2 || !named.iter().all(|column| is_wording(sheet, row, *column)) {
        return None;
    }
    let codes = |row: usize| {
        let coded = (0..width).filter(|column| is_code(&sheet.cell(row, *column).text())).count();
        coded > 1 && coded * 2 >= named.len()
    };
    let below: Vec<Answers> = named.iter().map(|column| Answers::below(sheet, row, *column)).collect();
    let rows = below.iter().map(|answers| answers.filled).max().unwrap_or(0);
    let numeric = below.iter().filter(|answers| answers.are_numbers()).count();
    let closed = below.iter().filter(|answers| answers.are_numbers() || answers.come_again()).count();
    let texts: Vec<String> = named.iter().map(|column| sheet.cell(row, *column).text().into_owned()).collect();
    if codes(row) || numeric > 1 || are_kinds(&texts) {
        return Some(Second::Sure);
    }
    let is_likely = codes(first) && closed > 2 && closed * 3 >= named.len() * 2 && rows >= ENOUGH;
    is_likely.then_some(Second::Likely)
}

/// True for the name of a column that nobody answers: Q1, Q2_1, 問3-2, F1.
pub fn is_code(text: &str) -> bool {
    let folded = fold::matching(text);
    let plain = |c: char| c.is_alphanumeric() || ['_', '-', '.', '(', ')'].contains(&c);
    let short = folded.chars().count() <= 10 && folded.chars().all(plain);
    let number = words::number(&folded).filter(|_| short);
    number.is_some_and(|(kind, digits)| {
        let rest = folded.strip_prefix(kind.as_str()).and_then(|rest| rest.strip_prefix(digits.as_str()));
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii() && plain(c)))
    })
}

/// What vendors write below a header to say how a question is answered, folded and in lower case.
const KINDS: [&str; 22] = [
    "sa",
    "ma",
    "fa",
    "oa",
    "na",
    "nu",
    "num",
    "la",
    "ha",
    "rank",
    "単数",
    "複数",
    "単数回答",
    "複数回答",
    "単一回答",
    "数値",
    "数値回答",
    "数量",
    "自由記述",
    "自由回答",
    "文字列",
    "順位",
];

/// True for a row that says of most columns how they are answered: SA, MA, 数値.
pub fn are_kinds(texts: &[String]) -> bool {
    let is_kind = |text: &String| {
        let folded = fold::matching(text).to_lowercase();
        KINDS.contains(&folded.trim_matches(['(', ')', '[', ']', '<', '>']))
    };
    let count = texts.iter().filter(|text| is_kind(text)).count();
    count > 1 && count * 3 >= texts.len() * 2
}

/// What stands in a column below a row.
#[derive(Debug, Default)]
struct Answers {
    filled: usize,
    numbers: usize,
    distinct: usize,
}

impl Answers {
    fn below(sheet: &Sheet, row: usize, column: usize) -> Self {
        let mut found = Self::default();
        let mut seen = HashSet::new();
        for cell in sheet.rows.iter().skip(row + 1).take(SAMPLE).filter_map(|row| row.get(column)) {
            let text = fold::matching(&cell.text());
            if cell.is_blank() || column::missing_word(&text).is_some() {
                continue;
            }
            found.filled += 1;
            let is_number = matches!(cell, Cell::Number(_)) || matches!(number::parse(&text, None), Parsed::Plain(_));
            found.numbers += usize::from(is_number);
            found.distinct += usize::from(seen.insert(text));
        }
        found
    }

    fn are_numbers(&self) -> bool {
        self.filled > 2 && self.numbers == self.filled
    }

    fn come_again(&self) -> bool {
        self.filled > 3 && self.distinct * 2 <= self.filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        let cell = |text: &str| match text {
            "" => Cell::Empty,
            text => text.parse().map_or_else(|_| Cell::Text(text.to_owned()), Cell::Number),
        };
        let rows = text.lines().map(|line| line.split(',').map(cell).collect());
        Sheet { rows: rows.collect(), ..Sheet::default() }
    }

    fn rows_of(text: &str) -> (usize, usize) {
        let header = header(&sheet(text), None).unwrap();
        (header.first, header.rows)
    }

    #[test]
    fn names_of_columns_below_a_header_are_no_respondent() {
        let answers = "1,1,0,1,使う\n2,2,1,0,使わない\n3,1,1,1,使う\n4,2,0,1,使う\n5,1,1,0,使う\n";
        assert_eq!(rows_of(&format!("No,性別,理由_味,理由_値段,意向\nNo,Q1,Q2_1,Q2_2,Q3\n{answers}")), (0, 2));
        assert_eq!(rows_of(&format!("No,Q1,Q2_1,Q2_2,Q3\n,性別,理由/味,理由/値段,利用意向\n{answers}")), (0, 2));
        assert_eq!(rows_of(&format!("No,Q1,Q2_1,Q2_2,Q3\n{answers}")), (0, 1));
        assert_eq!(rows_of("No,性別,頻度\n,SA,SA\n1,男,毎日\n2,女,週1回\n3,女,毎日\n"), (0, 2));
        let labels = "Q1,Q2,Q3\n性別,頻度,満足度\n".to_owned() + &"男,毎日,満足\n女,週1回,不満\n".repeat(5);
        assert_eq!(second(&sheet(&labels), 0), Some(Second::Likely));
    }

    #[test]
    fn the_first_respondent_may_answer_like_nobody_else() {
        let head = "Q1,Q2,Q3\n回答しない,その他,なし\n";
        assert_eq!(rows_of(&format!("{head}男,毎日,満足\n女,毎日,満足\n男,毎日,不満\n女,週1回,満足\n")), (0, 1));
        assert_eq!(
            rows_of("No,性別,年代\nA1,回答しない,90代\nA2,男,20代\nA3,女,20代\nA4,男,20代\nA5,女,20代\n"),
            (0, 1)
        );
        assert_eq!(rows_of("No,意見,感想\n1,よい,長い\n2,わるい,短い\n3,ふつう,楽しい\n"), (0, 1));
    }

    #[test]
    fn a_service_may_leave_but_one_column_beside_the_options() {
        let answers = "118,1,2,3,4\n119,2,1,3,4\n120,4,3,2,1\n121,1,3,2,4\n";
        assert_eq!(rows_of(&format!("Respondent ID,重要な順,,,\n,防災,福祉,教育,産業\n{answers}")), (0, 2));
        assert_eq!(rows_of(&format!("調査結果,,10月,,\nNo,防災,福祉,教育,産業\n{answers}")), (1, 1));
    }
}
