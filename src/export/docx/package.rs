//! What docx-rs leaves out of its parts: header rows that repeat, properties, and the language of the text.

use docx_rs::XMLDocx;

use crate::present::Document;

/// Puts it in. `headers` says of each row of each table, in order, whether it repeats.
pub(super) fn complete(parts: &mut XMLDocx, document: &Document, headers: &[bool]) {
    parts.document = repeat(&String::from_utf8_lossy(&parts.document), headers).into_bytes();
    parts.doc_props.core = core(document).into_bytes();
    let language = "<w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\" w:bidi=\"ar-SA\" /></w:rPr></w:rPrDefault>";
    let styles = String::from_utf8_lossy(&parts.styles).replacen("</w:rPr></w:rPrDefault>", language, 1);
    parts.styles = styles.into_bytes();
}

/// Every row has its properties, in the order in which they were added; tables stand in no other table.
fn repeat(body: &str, headers: &[bool]) -> String {
    let mut marked = String::with_capacity(body.len() + headers.len() * 16);
    let mut pieces = body.split("<w:trPr");
    marked.push_str(pieces.next().unwrap_or_default());
    let mut headers = headers.iter();
    for piece in pieces {
        let header = headers.next() == Some(&true);
        marked.push_str("<w:trPr");
        match (header, piece.strip_prefix(" />"), piece.strip_prefix('>')) {
            (true, Some(rest), _) => marked.push_str(&format!("><w:tblHeader /></w:trPr>{rest}")),
            (true, None, Some(rest)) => {
                let (properties, rest) = rest.split_once("</w:trPr>").unwrap_or(("", rest));
                marked.push_str(&format!(">{properties}<w:tblHeader /></w:trPr>{rest}"));
            }
            _ => marked.push_str(piece),
        }
    }
    marked
}

fn core(document: &Document) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', " ");
    let at = format!("{}T00:00:00Z", document.day.as_deref().unwrap_or(super::super::NO_DAY));
    let namespaces = "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
                      xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
                      xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" \
                      xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><cp:coreProperties {namespaces}>\
         <dc:title>{}</dc:title><dc:creator>koe</dc:creator><cp:lastModifiedBy>koe</cp:lastModifiedBy>\
         <cp:revision>1</cp:revision><dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified></cp:coreProperties>",
        escape(&document.title)
    )
}
