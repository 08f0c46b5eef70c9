//! The characters of an SPSS file: its encoding by name, by number or by its own texts, and texts without their padding.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8, UTF_16LE};

/// How the bytes of a file become characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(&'static Encoding);

impl Words {
    /// By the name in the file, else its number of a code page, else by what `samples` of its texts can be: UTF-8, or else
    /// the Shift_JIS of Windows, which Japanese programs wrote before.
    pub(super) fn of<'a>(name: Option<&[u8]>, page: Option<i32>, samples: impl Iterator<Item = &'a [u8]>) -> Self {
        let named = name.and_then(by_name).or_else(|| page.and_then(by_page));
        Self(named.unwrap_or_else(|| {
            let mut samples = samples;
            if samples.all(|sample| std::str::from_utf8(sample).is_ok()) { UTF_8 } else { SHIFT_JIS }
        }))
    }

    /// The text without the spaces that fill its field, and whether all bytes are characters.
    pub(super) fn text(self, bytes: &[u8]) -> (String, bool) {
        let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
        let (text, damaged) = self.0.decode_without_bom_handling(bytes.get(..end).unwrap_or_default());
        (text.into_owned(), !damaged)
    }

    /// The text of a label. A label that was cut within a character ends before it.
    pub(super) fn label(self, bytes: &[u8]) -> String {
        let (text, _) = self.text(bytes);
        text.trim_end_matches('\u{FFFD}').trim().to_owned()
    }
}

fn by_name(name: &[u8]) -> Option<&'static Encoding> {
    let name = name.trim_ascii().to_ascii_lowercase();
    let known = match name.as_slice() {
        b"cp932" | b"ibm-943" | b"ibm943" | b"windows-932" => Some(SHIFT_JIS),
        b"eucjp" | b"cp51932" => Some(EUC_JP),
        // Plain ASCII says nothing about what stands beyond it.
        b"us-ascii" | b"ascii" => return None,
        other => Encoding::for_label(other),
    };
    known.filter(|encoding| *encoding != UTF_16LE)
}

fn by_page(page: i32) -> Option<&'static Encoding> {
    match page {
        65_001 => Some(UTF_8),
        932 => Some(SHIFT_JIS),
        20_932 | 51_932 => Some(EUC_JP),
        1250..=1258 | 874 => Encoding::for_label(format!("windows-{page}").as_bytes()),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        28_591..=28_606 => Encoding::for_label(format!("iso-8859-{}", page - 28_590).as_bytes()),
        // 1 to 4 are EBCDIC and kinds of ASCII, which old programs wrote whatever they meant.
        _ => None,
    }
}
