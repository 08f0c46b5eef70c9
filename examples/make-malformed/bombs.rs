//! Small files that unpack to very much, and files that misstate their sizes.

use super::archive::{Parts, sound, xlsx, zipped, zipped_with};
use super::{Made, Outcome};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub fn all() -> Outcome<Vec<Made>> {
    let book: Parts = xlsx("回答", &sound(), &[]);
    let sst = format!("<sst xmlns=\"{MAIN}\">");
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData><row><c t=\"inlineStr\"><is><t>");
    let rows = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    let end = "</sheetData></worksheet>";
    let text_end = format!("</t></is></c></row>{end}");
    let filled = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(100));
    let far: String = (1..=4000).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let one_text = zipped_with(&book, SHEET, (&sheet, "あ", 500_000_000, &text_end))?;
    let inner = zipped_with(&[], "a.csv", ("", "1,", 500_000_000, "\n"))?;
    let styles = format!("<styleSheet xmlns=\"{MAIN}\"><cellXfs>");
    let entries: Parts = (0..20_000).map(|number| (format!("xl/worksheets/page{number}.xml"), Vec::new())).collect();
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:spreadsheet><table:table table:name=\"x\">";
    let open: Parts = super::archive::ods("回答", "");
    let made = vec![
        (
            "bomb-strings.xlsx",
            zipped_with(&book, STRINGS, (&format!("{sst}<si><t>"), "あ", 700_000_000, "</t></si></sst>"))?,
        ),
        ("bomb-many-strings.xlsx", zipped_with(&book, STRINGS, (&sst, "<si/>", 60_000_000, "</sst>"))?),
        ("bomb-cells.xlsx", zipped_with(&book, SHEET, (&rows, &filled, 600_000, end))?),
        ("bomb-rows.xlsx", zipped_with(&book, SHEET, (&rows, "<row/>", 150_000_000, end))?),
        (
            "bomb-styles.xlsx",
            zipped_with(
                &book,
                "xl/styles.xml",
                (&styles, "<xf numFmtId=\"0\"/>", 60_000_000, "</cellXfs></styleSheet>"),
            )?,
        ),
        ("bomb-spaces.xlsx", zipped_with(&book, SHEET, ("", " ", 1_000_000_000, end))?),
        ("bomb-nested.xlsx", zipped(&[("inner.zip".to_owned(), inner)])?),
        ("bomb-far-cells.xlsx", zipped(&xlsx("回答", &far, &[]))?),
        ("bomb-entries.xlsx", zipped(&[book.clone(), entries].concat())?),
        ("bomb-misstated.xlsx", misstated(&one_text)?),
        ("bomb-overlapping.xlsx", overlapping(&zipped(&book)?)?),
        ("bomb-text.xlsx", one_text),
        ("bomb-rows.ods", zipped_with(&open, "content.xml", (content, "<table:table-row/>", 60_000_000, ""))?),
    ];
    Ok(made.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

/// Where the records of the central directory begin.
fn records(bytes: &[u8]) -> Vec<usize> {
    let found = bytes.windows(4).enumerate().filter(|(_, window)| window == b"PK\x01\x02");
    found.map(|(at, _)| at).collect()
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) -> Outcome<()> {
    bytes.get_mut(at..at + value.len()).ok_or("outside of the file")?.copy_from_slice(value);
    Ok(())
}

/// The same book, whose last part says that it unpacks to a thousand bytes.
fn misstated(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    let last = *records(&bytes).last().ok_or("no records")?;
    put(&mut bytes, last + 24, &1000_u32.to_le_bytes())?;
    let place = bytes.get(last + 42..last + 46).ok_or("a short record")?;
    let local = u32::from_le_bytes(place.try_into()?) as usize;
    put(&mut bytes, local + 22, &1000_u32.to_le_bytes())?;
    Ok(bytes)
}

/// The same book with its last part listed five thousand times under other names.
fn overlapping(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let (first, last) = (*records(bytes).first().ok_or("no records")?, *records(bytes).last().ok_or("no records")?);
    let end = bytes.len() - 22;
    let mut record = bytes.get(last..end).ok_or("a short record")?.to_vec();
    let mut made = bytes.get(..end).ok_or("a short file")?.to_vec();
    let mut count = u16::try_from(records(bytes).len())?;
    for number in 0..5000 {
        // xl/worksheets/sheet1.xml becomes xl/worksheets/0000.xml with the same length.
        put(&mut record, 46 + 14, format!("{number:06}").as_bytes())?;
        made.extend(&record);
        count += 1;
    }
    let size = u32::try_from(made.len() - first)?;
    let mut tail = bytes.get(end..).ok_or("no end")?.to_vec();
    put(&mut tail, 8, &[count.to_le_bytes(), count.to_le_bytes()].concat())?;
    put(&mut tail, 12, &[size.to_le_bytes(), u32::try_from(first)?.to_le_bytes()].concat())?;
    made.extend(tail);
    Ok(made)
}
