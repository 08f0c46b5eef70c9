//! Text files: empty, cut off, in the wrong encoding, too wide, with control characters, or no table at all.

use super::Made;

/// Characters that steer terminals or hide text: colours, the title of the window, the clipboard, the cursor, eight-bit
/// forms of the same, a text that runs backwards, and spaces without width.
pub const STEERING: &str = "\u{1b}[31m赤\u{1b}]0;題\u{7}\u{1b}]52;c;YQ==\u{1b}\\\u{1b}[2J\u{9b}31m\u{9d}0;x\u{9c}\u{8}\u{7f}\u{202e}逆\u{2066}\u{200b}\u{feff}";

pub fn all() -> Vec<Made> {
    let text = |name: &str, content: &str| (name.to_owned(), content.as_bytes().to_vec());
    let bytes = |name: &str, content: &[u8]| (name.to_owned(), content.to_vec());
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let sound = "整理番号,問1,問2\r\n1,1,市内\r\n2,2,市外\r\n3,1,市内\r\n";
    let filler = "とても良い取組だと思います。".repeat(90);
    let header: Vec<String> = (1..=100_000).map(|number| format!("q{number}")).collect();
    vec![
        text("empty.csv", ""),
        text("empty.xlsx", ""),
        text("bom.csv", "\u{feff}"),
        bytes("bom-utf16.csv", b"\xFF\xFE"),
        text("breaks.csv", "\r\n\n\r\r\n"),
        text("delimiters.csv", ",,,\n,,,\n"),
        text("header.csv", "整理番号,問1,問2\n"),
        text("quotes.csv", "\"\"\"\"\"\"\"\n"),
        bytes("utf16-without-mark.csv", &utf16(sound)),
        bytes("utf16-odd.csv", utf16(sound).get(..61).unwrap_or_default()),
        text("nul.csv", &sound.replace("市外", &format!("市\0外{}", "。".repeat(60)))),
        text("nul-many.csv", &sound.replace(',', "\0,\0")),
        text("unclosed.csv", "整理番号,問1,自由\n1,1,\"良い\n2,2,普通\n3,1,悪い\n4,2,良い\n"),
        text("unclosed-last.csv", "整理番号,問1,自由\n1,1,良い\n2,2,\"普通"),
        text("cut.csv", "整理番号,問1,自由\n1,1,\"良い\"\n2,2,\"普通だが、\n次の行は"),
        bytes("cut-character.csv", "整理番号,問1,自由\n1,1,良い\n2,2,普通".as_bytes().get(..45).unwrap_or_default()),
        text("mixed-breaks.csv", "整理番号,問1\r\n1,1\n2,2\r3,1\r\n\"4\",\"2\"\n\r"),
        text("columns.csv", &format!("{}\n{}\n", header.join(","), "1,".repeat(100_000))),
        bytes("broken-bytes.csv", b"id,q1\n1,\xFF\xFE\xFD\xFC\xF8\n2,\x81\xFF\x80\xA0\xFD\n"),
        text(
            "control.csv",
            &format!(
                "整理番号,問{STEERING}1,問2\n{STEERING},{STEERING},市内\n2,{STEERING}2,市外\n4,1,{filler}\n3,=cmd|'/c calc'!A1,@SUM(1)\n"
            ),
        ),
        text(
            "page.xls",
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table><tr><td>問1</td></tr></table></body></html>",
        ),
        text("page.csv", "<!DOCTYPE html>\n<html><head><title>ログイン</title></head></html>"),
        text(
            "xml2003.xls",
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>",
        ),
        text("laughs.xml", "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"),
        text("csv-named.xls", sound),
        text("csv-named.xlsx", sound),
        text("csv-named.ods", sound),
        text("pdf-named.xlsx", "%PDF-1.7\n1 0 obj\n"),
        bytes("picture-named.xlsx", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        bytes("gzip-named.csv", b"\x1F\x8B\x08\0\0\0\0\0\0\x03"),
        text("rtf-named.xls", "{\\rtf1 \\ansi }"),
        text("mail.csv", "From: a@example.jp\nTo: b@example.jp\nSubject: test\n\nbody\n"),
        bytes("noise.xlsx", &(0..4000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<u8>>()),
        bytes("zeros.xls", &[0; 4096]),
    ]
}
