//! A コード表: a sheet that lists question, code and label, read as a [`Codebook`].
//!
//! Three forms are read: a table with a header (設問, コード, 内容, … in any order; the items of 政府統計個票データレイアウト標準記法, with
//! 項目名, 符号 and 符号内容 below a block of 6 rows, are one), blocks of a question over its codes, and one row per question with all
//! choices in a cell.

use super::{choices, words};
use crate::load::codebook::{Codebook, Entry};
use crate::load::number;
use crate::load::sheet::{Cell, Sheet, cell_name};
use crate::model::Kind;
use crate::model::survey::{Choice, Layout, MissingCodes};
use crate::text::fold;

/// What a column of a code sheet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Question,
    Text,
    Column,
    Code,
    Label,
    Kind,
    Limit,
    Unit,
}

/// Names of the columns, folded.
const FIELDS: [(Field, &[&str]); 8] = [
    (
        Field::Question,
        &[
            "設問",
            "問",
            "問番号",
            "設問番号",
            "質問番号",
            "設問no",
            "問no",
            "項目名",
            "項目",
            "設問名",
            "質問",
            "question",
            "q",
            "item",
        ],
    ),
    (
        Field::Text,
        &["設問文", "質問文", "設問内容", "質問内容", "項目内容", "質問項目", "設問タイトル", "question text", "text"],
    ),
    (Field::Column, &["変数名", "変数", "列名", "カラム名", "カラム", "フィールド名", "見出し", "variable", "column"]),
    (
        Field::Code,
        &["コード", "値", "符号", "選択肢番号", "選択肢no", "回答コード", "回答番号", "コード値", "code", "value"],
    ),
    (
        Field::Label,
        &[
            "ラベル",
            "選択肢",
            "選択肢名",
            "選択肢内容",
            "内容",
            "符号内容",
            "コード内容",
            "回答内容",
            "カテゴリ",
            "カテゴリー",
            "選択肢文",
            "label",
            "value label",
        ],
    ),
    (Field::Kind, &["種別", "形式", "回答形式", "設問形式", "設問タイプ", "タイプ", "回答タイプ", "回答方法", "type"]),
    (Field::Limit, &["制限数", "上限", "回答数", "制限"]),
    (Field::Unit, &["単位", "unit"]),
];
/// The header stands in one of the first rows.
const LAST_HEADER: usize = 20;

fn text(sheet: &Sheet, row: usize, column: Option<usize>) -> String {
    column.map(|column| sheet.cell(row, column).text().trim().to_owned()).unwrap_or_default()
}

/// Reads a sheet as a codebook; `None` when it is none.
pub fn read(sheet: &Sheet) -> Option<Codebook> {
    table(sheet).or_else(|| blocks(sheet)).filter(|book| {
        let told = |entry: &&Entry| !entry.choices.is_empty() || entry.missing != MissingCodes::default();
        let with_choices = book.entries.iter().filter(told).count();
        with_choices > 0 && book.entries.len() <= 2000
    })
}

/// A table with a header.
fn table(sheet: &Sheet) -> Option<Codebook> {
    let (header, fields) = (0..sheet.rows.len().min(LAST_HEADER)).find_map(|row| Some((row, fields(sheet, row)?)))?;
    let at = |field: Field| fields.iter().find(|(known, _)| *known == field).map(|(_, column)| *column);
    let mut book = Codebook { title: title(sheet, header), ..Codebook::default() };
    let name_column = at(Field::Column).or(at(Field::Question));
    for row in header + 1..sheet.rows.len() {
        let (name, question) = (text(sheet, row, name_column), text(sheet, row, at(Field::Question)));
        let (code, label) = (text(sheet, row, at(Field::Code)), text(sheet, row, at(Field::Label)));
        let begins = !name.is_empty() || !question.is_empty();
        let same = book.entries.last().is_some_and(|last: &Entry| {
            let known = |text: &String| text.is_empty() || last.name == *text || last.columns.contains(text);
            known(&name) && known(&question)
        });
        if begins && !same {
            let names = [&name, &question].into_iter().filter(|text| !text.is_empty());
            let mut columns: Vec<String> = Vec::new();
            names.for_each(|name| {
                if !columns.contains(name) {
                    columns.push(name.clone());
                }
            });
            let wording = text(sheet, row, at(Field::Text));
            let wording = if wording.is_empty() && at(Field::Column).is_some() { question.clone() } else { wording };
            let (kind, layout) = kind(&text(sheet, row, at(Field::Kind)));
            let limit = fold::matching(&text(sheet, row, at(Field::Limit))).parse().ok();
            let said = words::read(&format!("{question} {wording}"));
            book.entries.push(Entry {
                name: if name.is_empty() { question.clone() } else { name.clone() },
                columns,
                text: wording,
                kind,
                layout,
                max: limit.or(said.max),
                unit: Some(text(sheet, row, at(Field::Unit))).filter(|unit| !unit.is_empty()),
                place: format!("{} {}", sheet.name, cell_name(row, at(Field::Question).unwrap_or(0))).trim().to_owned(),
                ..Entry::default()
            });
        }
        let Some(entry) = book.entries.last_mut() else { continue };
        match (code.is_empty(), label.is_empty()) {
            (false, false) => add(entry, &code, &label),
            // All choices in one cell.
            // 数値 in the place of a code.
            (false, true) if entry.kind.is_none() => (entry.kind, entry.layout) = kind(&code),
            (true, false) => choices_of(&label).into_iter().for_each(|(code, label)| add(entry, &code, &label)),
            _ => {}
        }
    }
    let has_codes = at(Field::Code).is_some() || book.entries.iter().any(|entry| !entry.choices.is_empty());
    (has_codes && !book.entries.is_empty()).then_some(book)
}

/// The columns of a header row, when it is one: a question, a label, and a code or nothing.
fn fields(sheet: &Sheet, row: usize) -> Option<Vec<(Field, usize)>> {
    let cells = sheet.rows.get(row)?;
    let mut found: Vec<(Field, usize)> = Vec::new();
    for index in 0..cells.len() {
        let plain = heading(cells, index);
        let plain = plain.as_str();
        let named = |names: &[&str]| names.iter().any(|name| name.replace(' ', "") == plain);
        // 番号 alone is the code where something else is the question.
        let field = FIELDS.iter().find(|(_, names)| named(names)).map(|(field, _)| *field);
        let field = field.or_else(|| (["番号", "no"].contains(&plain) && index > 0).then_some(Field::Code));
        // 設問番号 beside 設問: the number calls the question, the other one is its wording.
        let asked = |known: &(Field, usize)| known.0 == Field::Question;
        let field = match found.iter_mut().find(|known| asked(known)) {
            Some(known) if field == Some(Field::Question) => {
                let is_number = |name: &str| name.ends_with("番号") || name.ends_with("no");
                if is_number(plain) && !is_number(&heading(cells, known.1)) {
                    known.0 = Field::Text;
                    field
                } else {
                    Some(Field::Text)
                }
            }
            _ => field,
        };
        if let Some(field) = field.filter(|field| !found.iter().any(|(known, _)| known == field)) {
            found.push((field, index));
        }
    }
    let has = |field: Field| found.iter().any(|(known, _)| *known == field);
    let question = has(Field::Question) || has(Field::Column);
    (question && has(Field::Label) && found.len() >= 2).then_some(found)
}

/// A header cell without blanks, dots and what stands in brackets, folded.
fn heading(cells: &[Cell], index: usize) -> String {
    let folded = fold::matching(&cells.get(index).map(Cell::text).unwrap_or_default()).to_lowercase();
    let folded: String = folded.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    folded.split('(').next().unwrap_or_default().to_owned()
}

/// The name of the survey above the table: in the block of the standard notation, or a title.
fn title(sheet: &Sheet, header: usize) -> String {
    let row_of = |row: usize| sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    let named = (0..header).find_map(|row| {
        let cells: Vec<String> = row_of(row).iter().map(|cell| fold::matching(&cell.text())).collect();
        let at = cells
            .iter()
            .position(|cell| cell.ends_with("調査名") || cell.ends_with("統計名") || cell == "調査の名称")?;
        cells.get(at + 1).filter(|title| !title.is_empty()).cloned()
    });
    named.unwrap_or_default()
}

/// What a word for the type says.
fn kind(word: &str) -> (Option<Kind>, Option<Layout>) {
    let folded = fold::matching(word).to_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["MA", "複数", "LA"]) {
        (Some(Kind::Multiple), None)
    } else if has(&["SA", "単数", "単一", "択一", "MT", "マトリクス"]) {
        (Some(Kind::Single), None)
    } else if has(&["FA", "OA", "自由", "文字", "記述", "テキスト"]) {
        (Some(Kind::Text), None)
    } else if has(&["NA", "NU", "数値", "数量", "実数"]) {
        (Some(Kind::Numeric), None)
    } else if has(&["順位"]) {
        (Some(Kind::Rank), None)
    } else if has(&["日付"]) {
        (Some(Kind::Date), None)
    } else {
        (None, None)
    }
}

fn add(entry: &mut Entry, code: &str, label: &str) {
    let folded = fold::matching(code);
    let code = number::canonical(&folded).unwrap_or(folded);
    // A range or 9桁 describes a number; it is no choice.
    if code.contains('~') || code.chars().count() > 10 {
        return;
    }
    let meaning = fold::matching(label);
    let missing = match super::column::missing_word(&meaning) {
        Some("NAP") => Some(&mut entry.missing.nap),
        Some("INV") => Some(&mut entry.missing.inv),
        Some("UNK") => Some(&mut entry.missing.unk),
        Some(_) => Some(&mut entry.missing.na),
        None => None,
    };
    match missing {
        Some(texts) if !texts.contains(&code) => texts.push(code),
        Some(_) => {}
        None if entry.choices.iter().any(|choice| choice.code == code) => {}
        None => {
            let repeated = entry.choices.iter().any(|choice| fold::matching(&choice.label) == meaning);
            let label = if repeated { format!("{label}（{code}）") } else { label.to_owned() };
            entry.choices.push(Choice { code, label, ..Choice::default() });
        }
    }
}

/// All choices of a cell, or the one choice of a row: `1 男性`.
fn choices_of(text: &str) -> Vec<(String, String)> {
    let found = inline(text);
    match choices::leading(text).filter(|_| found.is_empty()) {
        Some(number) => vec![(number.to_string(), choices::unled(text).trim().to_owned())],
        None => found,
    }
}

/// `1.男性 2.女性`, `1=男性、2=女性`, or lines of these.
fn inline(text: &str) -> Vec<(String, String)> {
    let folded = fold::matching(&text.replace(['\n', '\r'], " ; "));
    let mut found: Vec<(String, String)> = Vec::new();
    let mut rest = folded.as_str();
    let begins = |text: &str| {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let sign = text.get(digits.len()..).and_then(|rest| rest.chars().next());
        let good = !digits.is_empty()
            && digits.len() <= 3
            && sign.is_some_and(|sign| ['.', ':', '=', ' ', '、'].contains(&sign));
        good.then_some(digits)
    };
    while let Some(at) = (0..rest.len()).find(|at| {
        let before = rest.get(..*at).and_then(|before| before.chars().next_back());
        rest.get(*at..).is_some_and(|text| begins(text).is_some())
            && before.is_none_or(|c| !c.is_ascii_digit() && !c.is_alphabetic())
    }) {
        let here = rest.get(at..).unwrap_or_default();
        let Some(digits) = begins(here) else { break };
        if let Some((_, label)) = found.last_mut() {
            *label = tidy(rest.get(..at).unwrap_or_default());
        }
        rest = here.get(digits.len() + 1..).unwrap_or_default();
        found.push((digits, tidy(rest)));
    }
    found.retain(|(_, label)| !label.is_empty());
    if found.len() > 1 { found } else { Vec::new() }
}

fn tidy(text: &str) -> String {
    text.trim().trim_matches([';', ',', '、', '/', ' ']).trim().to_owned()
}

/// Blocks: 問1 and its wording, then a row per code.
fn blocks(sheet: &Sheet) -> Option<Codebook> {
    let mut book = Codebook::default();
    let mut coded = 0;
    for row in 0..sheet.rows.len() {
        let cells: Vec<(usize, String)> = filled(sheet, row);
        let [(column, first), rest @ ..] = cells.as_slice() else { continue };
        let folded = fold::matching(first);
        let second = rest.first().map(|(_, text)| text.clone());
        if words::number(&folded).is_some() {
            let place = format!("{} {}", sheet.name, cell_name(row, *column)).trim().to_owned();
            let said = words::read(&cells.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "));
            let name = said.number.as_ref().map_or(first.clone(), |(kind, digits)| format!("{kind}{digits}"));
            book.entries.push(Entry {
                name,
                columns: vec![first.clone()],
                text: second.unwrap_or(said.label),
                max: said.max,
                place,
                ..Entry::default()
            });
        } else if let (Some(code), Some(label)) = (number::canonical(&folded), second) {
            let entry = book.entries.last_mut()?;
            add(entry, &code, &label);
            coded += 1;
        } else if cells.len() > 3 {
            return None;
        }
    }
    (coded >= 2).then_some(book)
}

fn filled(sheet: &Sheet, row: usize) -> Vec<(usize, String)> {
    let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    let filled = cells.iter().enumerate().filter(|(_, cell): &(usize, &Cell)| !cell.is_blank());
    filled.map(|(index, cell)| (index, cell.text().trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        Sheet { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Sheet::default() }
    }

    fn choices(book: &Codebook, at: usize) -> Vec<(&str, &str)> {
        book.entries[at].choices.iter().map(|choice| (choice.code.as_str(), choice.label.as_str())).collect()
    }

    #[test]
    fn a_table_with_blank_cells_below_the_question() {
        let book = read(&sheet(&[
            &["コード表"],
            &["設問番号", "設問文", "コード", "内容"],
            &["問1", "性別", "１", "男性"],
            &["", "", "2", "女性"],
            &["", "", "9", "無回答"],
            &["問2", "年代（○は1つ）", "1", "10代"],
        ]))
        .unwrap();
        assert_eq!(choices(&book, 0), [("1", "男性"), ("2", "女性")]);
        assert_eq!(book.entries[0].missing.na, ["9"]);
        assert_eq!((book.entries[1].name.as_str(), book.entries[1].text.as_str()), ("問2", "年代（○は1つ）"));
    }

    #[test]
    fn the_number_and_the_wording_of_a_question_side_by_side() {
        for header in [["設問番号", "設問", "コード", "選択肢"], ["設問", "設問番号", "コード", "選択肢"]]
        {
            let swap = header[0] == "設問";
            let row = |number: &'static str, text: &'static str, rest: [&'static str; 2]| {
                let (one, other) = if swap { (text, number) } else { (number, text) };
                [one, other, rest[0], rest[1]]
            };
            let rows =
                [header, row("問1", "お住まいの地区", ["1", "東部"]), row("問1", "お住まいの地区", ["2", "西部"])];
            let rows: Vec<&[&str]> = rows.iter().map(<[&str; 4]>::as_slice).collect();
            let book = read(&sheet(&rows)).unwrap();
            let entry = &book.entries[0];
            assert_eq!((entry.name.as_str(), entry.text.as_str(), entry.choices.len()), ("問1", "お住まいの地区", 2));
        }
    }

    #[test]
    fn blocks_and_cells_with_all_choices() {
        let book = read(&sheet(&[&["問1", "性別"], &["1", "男性"], &["2", "女性"], &["問2", "年代"], &["1", "10代"]]))
            .unwrap();
        assert_eq!(choices(&book, 0), [("1", "男性"), ("2", "女性")]);
        let book =
            read(&sheet(&[&["設問", "選択肢"], &["問1", "1.男性 2.女性 3. その他"], &["問2", "1=はい、2=いいえ"]]))
                .unwrap();
        assert_eq!(choices(&book, 0), [("1", "男性"), ("2", "女性"), ("3", "その他")]);
        assert_eq!(choices(&book, 1), [("1", "はい"), ("2", "いいえ")]);
    }

    #[test]
    fn rows_with_the_code_in_the_label_or_only_a_code_for_no_answer() {
        let rows: [&[&str]; 3] = [&["変数", "設問文", "カテゴリ"], &["F1", "性別", "1 男性"], &["", "", "2 女性"]];
        assert_eq!(choices(&read(&sheet(&rows)).unwrap(), 0), [("1", "男性"), ("2", "女性")]);
        let book = read(&sheet(&[
            &["設問", "設問文", "コード", "選択肢"],
            &["Q4", "年齢", "数値", ""],
            &["", "", "99", "無回答"],
        ]))
        .unwrap();
        assert_eq!(
            (book.entries[0].kind, book.entries[0].missing.na.clone()),
            (Some(Kind::Numeric), vec!["99".into()])
        );
    }

    #[test]
    fn answers_are_no_code_sheet() {
        assert_eq!(read(&sheet(&[&["整理番号", "問1", "問2"], &["1", "2", "3"], &["2", "1", "3"]])), None);
    }
}
