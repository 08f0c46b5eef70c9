//! Bytes of a text file as text: which encoding it is, and U+FFFD where bytes are no characters of it.
//!
//! cp932 is the Windows-31J of the WHATWG tables (㈱, ①, 髙 are there); nothing is folded or normalised.

use encoding_rs::{Encoding as Table, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::super::read::{EncodingChoice, ReadError};
use super::super::sheet::Encoding;

/// Decodes a file, byte order mark and a closing Ctrl-Z (of old programs) left out.
///
/// # Errors
///
/// [`ReadError::Encoding`] if most of what is not ASCII cannot be decoded.
pub(super) fn decode(mut bytes: Vec<u8>, choice: EncodingChoice) -> Result<(String, Encoding), ReadError> {
    if let Some(text) = bytes.strip_prefix(b"\xEF\xBB\xBF")
        && matches!(choice, EncodingChoice::Auto | EncodingChoice::Utf8)
    {
        return utf8(text.to_vec()).map(|text| (text, Encoding::Utf8Bom));
    }
    if choice == EncodingChoice::Utf16 || choice == EncodingChoice::Auto && utf16_order(&bytes).is_some() {
        return utf16(&bytes);
    }
    if bytes.last() == Some(&0x1A) {
        bytes.pop();
    }
    match choice {
        EncodingChoice::Auto if !is_mostly_utf8(&bytes) => cp932(&bytes),
        EncodingChoice::Cp932 => cp932(&bytes),
        _ => utf8(bytes).map(|text| (text, Encoding::Utf8)),
    }
}

/// The byte order of UTF-16, by its mark or by where zero bytes stand; `None` if it is no UTF-16.
pub(in super::super) fn utf16_order(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    // Delimiters, digits and line breaks have a zero byte, in Japanese text too, and always on the same side.
    let head = bytes.get(..4096).unwrap_or(bytes);
    let is_text = |byte: u8| (0x20..0x7F).contains(&byte) || matches!(byte, b'\t' | b'\n' | b'\r');
    let units = head.as_chunks::<2>().0;
    let high_first = units.iter().filter(|unit| unit[0] == 0 && is_text(unit[1])).count();
    let low_first = units.iter().filter(|unit| unit[1] == 0 && is_text(unit[0])).count();
    let enough = units.len().div_ceil(20).max(2);
    match (low_first >= enough, high_first >= enough) {
        (true, false) if high_first * 20 <= low_first => Some(Encoding::Utf16Le),
        (false, true) if low_first * 20 <= high_first => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether a text is UTF-8, if need be with a few broken characters, rather than cp932.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (good, bad) = count_utf8(bytes);
    good >= bad * 3
}

/// Characters of three bytes and more (Japanese ones; half-width kana of cp932 often look like two bytes of UTF-8), and
/// places that are no UTF-8.
fn count_utf8(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xE0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}

fn utf8(bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).or_else(|error| {
        let bytes = error.as_bytes();
        let (good, bad) = count_utf8(bytes);
        if bad > good {
            let start = error.utf8_error().valid_up_to();
            return Err(refused("UTF-8", bytes, start));
        }
        Ok(String::from_utf8_lossy(bytes).into_owned())
    })
}

fn cp932(bytes: &[u8]) -> Result<(String, Encoding), ReadError> {
    let text = lossy(SHIFT_JIS, bytes);
    let bad = text.matches('\u{FFFD}').count();
    if bad > 0 && bad * 2 > text.chars().filter(|c| !c.is_ascii()).count() {
        // The first place is where decoding without replacement stops.
        let start = bytes.iter().position(|byte| *byte >= 0x80).unwrap_or(0);
        return Err(refused("cp932", bytes, start));
    }
    Ok((text, Encoding::Cp932))
}

fn utf16(bytes: &[u8]) -> Result<(String, Encoding), ReadError> {
    let order = utf16_order(bytes).unwrap_or(Encoding::Utf16Le);
    let (mark, table): (&[u8], _) = match order {
        Encoding::Utf16Be => (b"\xFE\xFF", UTF_16BE),
        _ => (b"\xFF\xFE", UTF_16LE),
    };
    let text = lossy(table, bytes.strip_prefix(mark).unwrap_or(bytes));
    let bad = text.matches('\u{FFFD}').count();
    // Other text read as UTF-16 turns into characters of anywhere, without a single ASCII delimiter or digit.
    let ascii = text.chars().filter(char::is_ascii).count();
    if bad * 2 > text.chars().count() || utf16_order(bytes).is_none() && ascii == 0 {
        return Err(refused("UTF-16", bytes, 0));
    }
    Ok((text, order))
}

fn lossy(table: &'static Table, bytes: &[u8]) -> String {
    table.decode_without_bom_handling(bytes).0.into_owned()
}

fn refused(expected: &'static str, bytes: &[u8], start: usize) -> ReadError {
    let before = bytes.get(..start).unwrap_or_default();
    let row = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let shown = bytes.get(start..).unwrap_or_default();
    ReadError::Encoding { expected, row, bytes: shown.get(..4).unwrap_or(shown).to_vec() }
}
