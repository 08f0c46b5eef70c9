//! Quotations: exact parts of an original, told by offsets and SHA-256, or words of the office's own.

use sha2::{Digest, Sha256};

use crate::model::comment::decisions::Outline;
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{Docket, Receipt, Span};

/// SHA-256 of a text in UTF-8, in hexadecimal.
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The outline that words are: a quotation when they stand in the receipt to the letter, otherwise 要旨. Of several places
/// the first counts.
pub fn outline(words: &str, receipt: &Receipt) -> Outline {
    match receipt.text.find(words) {
        Some(at) if !words.is_empty() => {
            let start = receipt.text.get(..at).map_or(0, |before| before.chars().count());
            let span = Span::new(start, start + words.chars().count());
            Outline::Quote { receipt: receipt.id.clone(), span, sha256: fingerprint(words) }
        }
        _ => Outline::Words(words.to_owned()),
    }
}

/// The quotation of a part of a receipt; `None` if the part is empty or reaches beyond the text.
pub fn part(receipt: &Receipt, span: Span) -> Option<Outline> {
    let inside = !span.is_empty() && Span::whole(&receipt.text).contains(span);
    let sha256 = fingerprint(span.of(&receipt.text));
    inside.then(|| Outline::Quote { receipt: receipt.id.clone(), span, sha256 })
}

/// Where the outline of an item stands in originals: receipt, part, SHA-256 of the part; empty for words of the office.
pub fn places(numbered: &NumberedItem, docket: &Docket) -> Vec<(String, Span, String)> {
    match &numbered.item.outline {
        Some(Outline::Quote { receipt, span, sha256 }) => vec![(receipt.clone(), *span, sha256.clone())],
        Some(Outline::Words(_)) => Vec::new(),
        None => {
            let first = numbered.members.first().and_then(|first| docket.opinions.get(*first));
            let Some((opinion, receipt)) = first.and_then(|first| Some((first, docket.receipts.get(first.receipt)?)))
            else {
                return Vec::new();
            };
            let place = |span: &Span| (receipt.id.clone(), *span, fingerprint(span.of(&receipt.text)));
            opinion.spans.iter().map(place).collect()
        }
    }
}

/// The printed numbers of items whose quotation is not (any more) what the original says.
pub fn broken(docket: &Docket) -> Vec<usize> {
    let numbered = docket.items.iter().enumerate();
    numbered.filter(|(_, numbered)| is_broken(numbered, docket)).map(|(at, _)| at + 1).collect()
}

/// True when the item's quotation is not (any more) what an original of the item says.
pub fn is_broken(numbered: &NumberedItem, docket: &Docket) -> bool {
    let outline = numbered.item.outline.as_ref();
    outline
        .is_some_and(|outline| matches!(check(outline, &numbered.members, docket), Check::Changed | Check::NoOriginal))
}

/// What a check of a quotation found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The original says so, to the letter.
    Exact,
    /// The original says something else there now.
    Changed,
    /// The original is not there (any more), or none of its opinions is in the item.
    NoOriginal,
    /// Words of the office's own.
    Words,
}

/// Checks an outline against the originals of an item with these opinions (positions). What was withdrawn or taken out of
/// the item is not quoted in it.
pub fn check(outline: &Outline, members: &[usize], docket: &Docket) -> Check {
    match outline {
        Outline::Words(_) => Check::Words,
        Outline::Quote { receipt, span, sha256 } => match member(receipt, members, docket) {
            None => Check::NoOriginal,
            Some(receipt) if fingerprint(span.of(&receipt.text)) == *sha256 => Check::Exact,
            Some(_) => Check::Changed,
        },
    }
}

/// The receipt with this id, if an opinion of it is among these.
pub fn member<'a>(receipt: &str, members: &[usize], docket: &'a Docket) -> Option<&'a Receipt> {
    let opinions = members.iter().filter_map(|at| docket.opinions.get(*at));
    opinions.filter_map(|opinion| docket.receipt_of(opinion)).find(|known| known.id == receipt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::Opinion;

    #[test]
    fn words_of_the_original_are_a_quotation() {
        let receipt =
            Receipt { id: "1".into(), text: "𠮷野です。家賃が高い。".into(), ..Receipt::default() };
        let quote = outline("家賃が高い。", &receipt);
        assert!(matches!(&quote, Outline::Quote { span, .. } if *span == Span::new(5, 11)), "{quote:?}");
        let opinions = vec![Opinion::default()];
        let mut docket = Docket { receipts: vec![receipt].into(), opinions: opinions.into(), ..Docket::default() };
        assert_eq!(check(&quote, &[0], &docket), Check::Exact);
        assert_eq!(check(&quote, &[], &docket), Check::NoOriginal);
        docket.receipts[0].text = "𠮷野です。家賃が安い。".into();
        assert_eq!(check(&quote, &[0], &docket), Check::Changed);
        assert_eq!(outline("家賃は高い", &docket.receipts[0]), Outline::Words("家賃は高い".into()));
    }

    #[test]
    fn a_known_fingerprint() {
        // From the standard, FIPS 180-2.
        assert_eq!(fingerprint("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
