//! Where an opinion may be cut, and the parts that cuts make, for showing them before anything is decided. The act itself is
//! `project::comments::reshape`.

use std::collections::BTreeSet;

use super::state::Dividing;
use super::update::PAGE;
use crate::model::comment::{Opinion, Receipt, Span};
use crate::project::comments::reshape;

/// The places where an opinion may be cut, with the proposed ones cut already. `None` when there is no place.
pub fn begin(opinion: &Opinion, receipt: &Receipt) -> Option<Dividing> {
    let mut places = BTreeSet::new();
    let mut cuts: BTreeSet<usize> = BTreeSet::new();
    for span in &opinion.spans {
        let text = span.of(&receipt.text);
        let within = |at: &usize| *at > span.start && *at < span.end;
        places.extend(ends(text).into_iter().map(|at| at + span.start).filter(within));
    }
    cuts.extend(reshape::proposals(receipt, opinion));
    // Between two parts that do not touch there is a natural place, too.
    places.extend(opinion.spans.iter().skip(1).map(|span| span.start));
    places.extend(&cuts);
    let places: Vec<usize> = places.into_iter().collect();
    let cursor = cuts.first().and_then(|first| places.iter().position(|place| place == first)).unwrap_or(0);
    let dividing = Dividing { opinion: opinion.id.clone(), cuts: cuts.into_iter().collect(), places, cursor };
    (!dividing.places.is_empty()).then_some(dividing)
}

/// The characters behind which a sentence, line or list entry has ended.
fn ends(text: &str) -> Vec<usize> {
    let chars: Vec<char> = text.chars().collect();
    let is_end = |c: char| "。．！？!?\n".contains(c);
    let trails = |c: char| is_end(c) || c.is_whitespace() || "」』）)”】".contains(c);
    let at = |place: usize| chars.get(place).copied();
    let cut = |place: &usize| {
        let after = at(*place).is_some_and(|c| !trails(c));
        // Back over what belongs to the sentence before.
        let before = (0..*place).rev().map_while(at).take_while(|c| trails(*c)).any(is_end);
        after && before
    };
    (1..chars.len()).filter(cut).collect()
}

impl Dividing {
    /// The first of the nine places that have the digits: those around the cursor.
    pub fn page_start(&self) -> usize {
        self.cursor / PAGE * PAGE
    }

    /// The digit of a place; `None` for those that have none now.
    pub fn digit(&self, place: usize) -> Option<usize> {
        let at = self.places.iter().position(|known| *known == place)?.checked_sub(self.page_start())?;
        (at < PAGE).then_some(at + 1)
    }

    /// Cuts at the place under the cursor, or no longer.
    pub fn toggle(&mut self) {
        let Some(place) = self.places.get(self.cursor).copied() else { return };
        match self.cuts.iter().position(|cut| *cut == place) {
            Some(known) => drop(self.cuts.remove(known)),
            None => {
                self.cuts.push(place);
                self.cuts.sort_unstable();
            }
        }
    }

    /// The parts that the cuts make of some spans, as the act makes them.
    pub fn parts(&self, spans: &[Span], text: &str) -> Vec<Vec<Span>> {
        reshape::parts(spans, text, &self.cuts.iter().copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "駐車場が少ない。\n「もっと。」と思う！家賃も高い𠮷。";

    #[test]
    fn a_text_may_be_cut_behind_sentences_and_lines() {
        let places = ends(TEXT);
        let chars: Vec<char> = TEXT.chars().collect();
        let begins: Vec<String> = places.iter().map(|at| chars[*at..].iter().take(3).collect()).collect();
        assert_eq!(begins, ["「もっ", "と思う", "家賃も"]);
        assert!(ends("一文だけ。").is_empty());
        assert!(ends("").is_empty());
    }

    #[test]
    fn parts_cover_the_text() {
        let places = ends(TEXT);
        let dividing = Dividing { cuts: vec![places[0], places[2]], places, ..Dividing::default() };
        let parts = dividing.parts(&[Span::whole(TEXT)], TEXT);
        let texts: Vec<&str> = parts.iter().map(|part| part[0].of(TEXT)).collect();
        assert_eq!(texts.len(), 3);
        assert_eq!(texts.concat(), TEXT);
        assert_eq!(Dividing::default().parts(&[Span::whole(TEXT)], TEXT), [[Span::whole(TEXT)]]);
    }
}
