//! Unit tests of the text file reader.

use super::*;
use crate::load::progress::{CELLS, Progress};
use crate::load::sheet::Encoding;
use encoding_rs::SHIFT_JIS;

fn read_bytes(bytes: &[u8]) -> Sheet {
    read(bytes.to_vec(), false, EncodingChoice::Auto, &Limits::default(), &mut Share::unwatched()).unwrap()
}

fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

const TEXT: &str = "整理番号,問1,意見\r\n001,㈱髙橋①～－,\"一行目\n二行目, \"\"引用\"\"\"\r\n\r\n003,,ｶﾞ\r\n";

#[test]
fn a_cancelled_reading_takes_few_more_cells() {
    let text = "1,2\n".repeat(100_000);
    let progress = Progress::default();
    let mut share = progress.share(100_000);
    progress.cancel();
    let read = read(text.into_bytes(), false, EncodingChoice::Auto, &Limits::default(), &mut share);
    assert!(matches!(read, Err(ReadError::Cancelled)));
    let rows = 100_000 - share.left();
    assert!(rows > 0 && rows <= u64::from(CELLS) / 2, "{rows}");
}

#[test]
fn every_encoding_reads_the_same() {
    let expected = read_bytes(TEXT.as_bytes());
    assert_eq!(texts(&expected)[1], ["001", "㈱髙橋①～－", "一行目\n二行目, \"引用\""]);
    let cp932 = SHIFT_JIS.encode(TEXT).0.into_owned();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for (bytes, encoding) in [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (marked(b"\xEF\xBB\xBF", TEXT.as_bytes().to_vec()), Encoding::Utf8Bom),
        (cp932, Encoding::Cp932),
        (marked(b"\xFF\xFE", utf16(TEXT, false)), Encoding::Utf16Le),
        (marked(b"\xFE\xFF", utf16(TEXT, true)), Encoding::Utf16Be),
        (utf16(TEXT, false), Encoding::Utf16Le),
        (utf16(TEXT, true), Encoding::Utf16Be),
    ] {
        let sheet = read_bytes(&bytes);
        assert_eq!(sheet.encoding, Some(encoding));
        assert_eq!(sheet.rows, expected.rows, "{encoding:?}");
        assert!(sheet.undecodable.is_empty());
    }
}

#[test]
fn rows_are_those_of_excel() {
    let sheet = read_bytes(b"a,b\n\n\"x\ny\",2\n,\n3\n\n\n");
    assert_eq!(texts(&sheet), [vec!["a", "b"], vec![], vec!["x\ny", "2"], vec![], vec!["3"]]);
    let sheet = read_bytes("a,b\rc,d".as_bytes());
    assert_eq!(texts(&sheet), [["a", "b"], ["c", "d"]]);
}

#[test]
fn quotes_as_excel_takes_them() {
    let cells = |line: &str| texts(&read_bytes(line.as_bytes())).remove(0);
    assert_eq!(cells("\"a\"b,c"), ["ab", "c"]);
    assert_eq!(cells("a\"b\",c"), ["a\"b\"", "c"]);
    assert_eq!(cells("=\"001\",\"=\"\"002\"\"\",=A1"), ["001", "002", "=A1"]);
    assert_eq!(cells("a,\"b,c"), ["a", "b,c"]);
    assert_eq!(cells("a,\"b,c\r\n"), ["a", "b,c\r\n"]);
    assert_eq!(cells("\"\",x"), ["", "x"]);
}

#[test]
fn a_quote_that_swallows_lines_is_refused() {
    let refused = |text: &str| {
        let read =
            read(text.as_bytes().to_vec(), false, EncodingChoice::Auto, &Limits::default(), &mut Share::unwatched());
        match read {
            Err(ReadError::OpenQuote { row, column }) => Some((row, column)),
            _ => None,
        }
    };
    assert_eq!(refused("a,\"b,c\nd"), Some((1, 2)));
    assert_eq!(refused("a,b\n1,2\n3,\"4\n5,6\n"), Some((3, 2)));
    assert_eq!(refused("a,\"b\nc\"\n1,2\n"), None);
}

#[test]
fn long_texts_are_refused() {
    let limits = Limits { cell_bytes: 10, ..Limits::default() };
    let read =
        |text: &str| read(text.as_bytes().to_vec(), false, EncodingChoice::Auto, &limits, &mut Share::unwatched());
    assert_eq!(texts(&read("a,1234567890\n").unwrap()), [["a", "1234567890"]]);
    for text in ["a,12345678901\n", "a,\"12345678901\"\n", "a,12345678901234567890"] {
        assert!(matches!(read(text), Err(ReadError::LongText { row: 1, column: 2, .. })), "{text}");
    }
}

#[test]
fn delimiters_are_found() {
    let delimiter = |text: &str| find_delimiter(text, false) as char;
    assert_eq!(delimiter("ID,問1\n1,A;B;\n2,A;\n3,C;D;E;\n"), ',');
    assert_eq!(delimiter("ID\t問1\n1\tA,B\n2\tA,C\n3\tB\n"), '\t');
    assert_eq!(delimiter("ID;x\n1;2\n3;4\n"), ';');
    assert_eq!(delimiter("意見\n駅前が、暗い\n;\n"), ',');
    assert_eq!(delimiter("調査名\n\nID,問1,問2\n1,2,3\n2,3,\n"), ',');
    assert_eq!(delimiter(""), ',');
    assert_eq!(delimiter("\"a;b;c\",1\n\"d\",2\n"), ',');
    assert_eq!(find_delimiter("意見\n1,000円\n2,000円\n", true) as char, ',');
    assert_eq!(find_delimiter("ID\t意見\n1\t1,000円\n2\t2,000円\n", true) as char, '\t');
    assert_eq!(texts(&read_bytes(b"sep=;\r\n1;2,3\r\n")), [["1", "2,3"]]);
}

#[test]
fn undecodable_bytes_are_listed_not_fatal() {
    let mut bytes = SHIFT_JIS.encode("番号,意見\n1,駅前が暗い\n2,").0.into_owned();
    bytes.extend_from_slice(b"\xFD\n3,");
    bytes.extend_from_slice(&SHIFT_JIS.encode("よい\n").0);
    let sheet = read_bytes(&bytes);
    assert_eq!(sheet.encoding, Some(Encoding::Cp932));
    assert_eq!(sheet.undecodable, [(2, 1)]);
    assert_eq!(sheet.cell(2, 1).text(), "\u{FFFD}");
    assert_eq!(sheet.cell(3, 1).text(), "よい");

    // One broken character does not turn a UTF-8 file into cp932.
    let mut bytes = "番号,意見\n1,駅前が暗い\n2,".as_bytes().to_vec();
    bytes.extend_from_slice(b"\xE3\x81\n3,x\n");
    let sheet = read_bytes(&bytes);
    assert_eq!((sheet.encoding, sheet.undecodable.as_slice()), (Some(Encoding::Utf8), [(2, 1)].as_slice()));
}

#[test]
fn a_wrong_statement_of_the_encoding_is_refused() {
    let cp932 = SHIFT_JIS.encode("番号,意見\n1,駅前が暗い\n").0.into_owned();
    let error =
        read(cp932.clone(), false, EncodingChoice::Utf8, &Limits::default(), &mut Share::unwatched()).unwrap_err();
    assert!(matches!(error, ReadError::Encoding { expected: "UTF-8", row: 1, .. }), "{error}");
    assert!(read(cp932, false, EncodingChoice::Cp932, &Limits::default(), &mut Share::unwatched()).is_ok());
}

#[test]
fn limits_hold() {
    let limits = Limits { rows: 2, columns: 3, cells: 5, ..Limits::default() };
    let read =
        |text: &str| read(text.as_bytes().to_vec(), false, EncodingChoice::Auto, &limits, &mut Share::unwatched());
    assert!(read("1,2\n3,4\n").is_ok());
    assert!(matches!(read("1\n2\n3\n"), Err(ReadError::TooLarge { limit: 2, .. })));
    assert!(matches!(read("1,2,3,4\n"), Err(ReadError::TooLarge { limit: 3, .. })));
    assert!(matches!(read("1,2,3\n1,2,3\n"), Err(ReadError::TooLarge { limit: 5, .. })));
}
