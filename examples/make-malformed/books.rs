//! Zipped books that are cut off, contradict themselves, or hold what a reader may trip over.

use super::archive::{Parts, changed, ods, ods_row, row, sound, without, xlsx, zipped};
use super::texts::STEERING;
use super::{Made, Outcome};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

pub fn all() -> Outcome<Vec<Made>> {
    let mut made = Vec::new();
    for (name, parts) in xlsx_books().into_iter().chain(ods_books()) {
        made.push((name.to_owned(), zipped(&parts)?));
    }
    let (whole, open) = (zipped(&xlsx("回答", &sound(), &[]))?, zipped(&ods("回答", &ods_sound()))?);
    for (kind, bytes) in [("xlsx", &whole), ("ods", &open)] {
        for percent in [2, 50, 90, 99] {
            let cut = bytes.get(..bytes.len() * percent / 100).unwrap_or_default();
            made.push((format!("cut-{percent}.{kind}"), cut.to_vec()));
        }
    }
    made.push(("xlsx-named.xls".to_owned(), whole.clone()));
    made.push(("xlsx-named.csv".to_owned(), whole.clone()));
    // The middle of the first part overwritten: its check sum is wrong.
    let mut scratched = whole.clone();
    scratched.iter_mut().skip(90).take(40).for_each(|byte| *byte ^= 0x55);
    made.push(("scratched.xlsx".to_owned(), scratched));
    made.push(("before-it.xlsx".to_owned(), [b"MIME-Version: 1.0\r\n\r\n".to_vec(), whole].concat()));
    Ok(made)
}

fn xlsx_books() -> Vec<(&'static str, Parts)> {
    let book = || xlsx("回答", &sound(), &[]);
    let with = |rows: &str| xlsx("回答", rows, &["整理番号", "問1"]);
    let part = |name: &str, content: &str| vec![(name.to_owned(), content.as_bytes().to_vec())];
    let in_sheet = |from: &str, to: &str| changed(book(), SHEET, |text| text.replace(from, to));
    let dimension = in_sheet(
        "<sheetData>",
        "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\" width=\"9\"/></cols><sheetData>",
    );
    let wrong = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c><c r=\"B2\" t=\"s\"><v>-1</v></c></row>";
    let errors = ["#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    let errors: String = errors
        .iter()
        .enumerate()
        .map(|(at, error)| {
            let number = at + 2;
            format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c><c r=\"B{number}\" t=\"e\"><v>{error}</v></c></row>")
        })
        .collect();
    let formulas = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><f>1+1</f><v>2</v></c></row>\
        <row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\" t=\"str\"><f>\"1\"</f><v>1</v></c></row>\
        <row r=\"4\"><c r=\"A4\"><v>3</v></c><c r=\"B4\"><f>cmd|'/c calc'!A1</f></c></row>";
    let places = "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row><row r=\"5\"><c r=\"5\"><v>1</v></c></row>\
        <row r=\"99999999999\"><c r=\"ZZZZZZZZ99999999999\"><v>1</v></c></row><row><c><v>x</v></c></row>";
    let merges = "</sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:A1\"/>\
        <mergeCell ref=\"A1:ZZZZ9999999999\"/><mergeCell ref=\"\"/></mergeCells>";
    let declared = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"はい\">\
        <!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\
        <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">\
        <!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\">\
        <!ENTITY w SYSTEM \"file:///etc/passwd\">]>";
    let entities = |entity: &str| {
        let sst = format!(
            "{declared}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>整理番号</t></si><si><t>&{entity};</t></si></sst>"
        );
        changed(
            with(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
            ),
            STRINGS,
            |_| sst.clone(),
        )
    };
    let steering: String = STEERING.chars().filter(|c| !c.is_control() || *c >= '\u{7f}').collect();
    let escaped = "_x001B_[31m_x0007_";
    let control = [
        row(1, &["整理番号", &format!("問1{steering}{escaped}"), "問2"]),
        row(2, &["1", &format!("{steering}1"), escaped]),
        row(3, &[&steering, "=1+1", "@SUM(A1)"]),
    ];
    let raw = [row(1, &["整理番号", "問1"]), row(2, &["1", "\u{1b}[2J\u{7}"])].concat();
    let nested = format!("{}{}{}", "<x>".repeat(100_000), sound(), "</x>".repeat(100_000));
    let twice = sound().replace("<sheetData>", "") + &sound();
    let utf16 = |text: &str| {
        let text = text.replace("UTF-8", "UTF-16");
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let mut wide = book();
    wide.iter_mut()
        .filter(|(name, _)| name == SHEET)
        .for_each(|(_, content)| *content = utf16(&String::from_utf8_lossy(content)));
    let mut broken = book();
    broken.iter_mut().filter(|(name, _)| name == SHEET).for_each(|(_, content)| {
        let mut at = content.windows(3).position(|window| window == "市".as_bytes()).into_iter();
        if let Some(byte) = at.next().and_then(|at| content.get_mut(at)) {
            *byte = 0xFF;
        }
    });
    vec![
        ("dimension.xlsx", dimension),
        (
            "far-cell.xlsx",
            in_sheet("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>"),
        ),
        ("wrong-string.xlsx", with(wrong)),
        ("error-cells.xlsx", with(&format!("{}{errors}", row(1, &["整理番号", "問1"])))),
        ("formulas.xlsx", with(&format!("{}{formulas}", row(1, &["整理番号", "問1"])))),
        ("wrong-places.xlsx", with(&format!("{}{places}", sound()))),
        ("wrong-merges.xlsx", in_sheet("</sheetData>", merges)),
        ("laughs-strings.xlsx", entities("g")),
        ("outside-entity.xlsx", entities("w")),
        ("laughs-sheet.xlsx", in_sheet("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>", declared)),
        ("control.xlsx", xlsx(&format!("回{steering}答"), &control.concat(), &[])),
        ("control-raw.xlsx", xlsx("回答", &raw, &[])),
        ("nested.xlsx", xlsx("回答", &nested, &[])),
        ("rows-twice.xlsx", xlsx("回答", &twice, &[])),
        ("utf16-parts.xlsx", wide),
        ("broken-bytes.xlsx", broken),
        ("no-sheet.xlsx", without(book(), SHEET)),
        ("no-relations.xlsx", without(book(), "xl/_rels/workbook.xml.rels")),
        ("no-workbook.xlsx", without(book(), "xl/workbook.xml")),
        ("no-strings.xlsx", without(with(wrong), STRINGS)),
        (
            "no-sheets.xlsx",
            changed(book(), "xl/workbook.xml", |text| {
                text.replace("<sheets>", "<x>").replace("</sheets>", "</x>").replace("<sheet ", "<y ")
            }),
        ),
        (
            "outside-target.xlsx",
            changed(book(), "xl/_rels/workbook.xml.rels", |text| {
                text.replace("worksheets/sheet1.xml", "../../../../etc/passwd")
            }),
        ),
        ("blank-sheet.xlsx", with("")),
        ("cut-sheet.xlsx", changed(book(), SHEET, |text| text.chars().take(text.chars().count() * 2 / 3).collect())),
        (
            "cut-strings.xlsx",
            changed(with(wrong), STRINGS, |text| text.chars().take(text.chars().count() - 20).collect()),
        ),
        (
            "stated-strings.xlsx",
            changed(with(wrong), STRINGS, |text| text.replace("uniqueCount=\"2\"", "uniqueCount=\"4000000000\"")),
        ),
        ("word-named.xlsx", part("word/document.xml", "<w:document/>")),
        ("slides-named.xlsx", part("ppt/presentation.xml", "<p/>")),
        ("zip-named.xlsx", part("readme.txt", "hello")),
    ]
}

fn ods_sound() -> String {
    [["整理番号", "問1"], ["1", "1"], ["2", "2"]].iter().map(|texts| ods_row(texts, "", "")).collect()
}

fn ods_books() -> Vec<(&'static str, Parts)> {
    let rows = |last: String| format!("{}{last}", ods_sound());
    let far = "<table:table-row table:number-rows-repeated=\"1048572\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let nested = format!(
        "{}{}{}",
        "<table:table-row-group>".repeat(100_000),
        ods_sound(),
        "</table:table-row-group>".repeat(100_000)
    );
    vec![
        (
            "repeated.ods",
            ods(
                "回答",
                &rows(ods_row(
                    &["x"],
                    " table:number-rows-repeated=\"1048572\"",
                    " table:number-columns-repeated=\"16384\"",
                )),
            ),
        ),
        (
            "repeated-answer.ods",
            ods("回答", &rows(ods_row(&["3", "1"], " table:number-rows-repeated=\"1048572\"", ""))),
        ),
        (
            "repeated-wide.ods",
            ods("回答", &rows(ods_row(&["x"], "", " table:number-columns-repeated=\"99999999999999999999\""))),
        ),
        ("blank-tail.ods", ods("回答", &rows(far.to_owned()))),
        ("spaces.ods", ods("回答", &rows(ods_row(&["<text:s text:c=\"4000000000\"/>"], "", "")))),
        ("nested.ods", ods("回答", &nested)),
        (
            "laughs.ods",
            changed(ods("回答", &rows(ods_row(&["&c;"], "", ""))), "content.xml", |text| {
                text.replacen(
                    "?>",
                    "?><!DOCTYPE x [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>",
                    1,
                )
            }),
        ),
        (
            "no-end.ods",
            changed(ods("回答", &ods_sound()), "content.xml", |text| text.replace("</table:table>", "</table:tab>")),
        ),
        (
            "no-cell-end.ods",
            changed(ods("回答", &ods_sound()), "content.xml", |text| text.replace("</table:table-cell>", "")),
        ),
        ("no-content.ods", without(ods("回答", ""), "content.xml")),
        ("no-manifest.ods", without(ods("回答", &ods_sound()), "META-INF/manifest.xml")),
        (
            "cut-content.ods",
            changed(ods("回答", &ods_sound()), "content.xml", |text| {
                text.chars().take(text.chars().count() - 150).collect()
            }),
        ),
        (
            "text-named.ods",
            changed(ods("回答", &ods_sound()), "mimetype", |_| "application/vnd.oasis.opendocument.text".to_owned()),
        ),
    ]
}
