//! What somebody added to a template: the part of a text that stays to be read.
//!
//! A passage is the template's when most of the group has it. Near copies count once together, so that an addition copied with
//! small changes remains an addition; what four fifths of all copies have is the template even if many cut it short.

use std::collections::HashMap;

use super::grams::windows;
use super::normalise::{Normal, is_mark, is_punctuation};
use crate::model::comment::Span;

/// Length of the passages that are compared; shorter phrases two people happen to use both.
const PASSAGE: usize = 15;

/// One text of a group.
pub struct Member<'a> {
    /// As it is compared.
    pub chars: &'a [char],
    /// Which near copies it belongs to.
    pub cluster: usize,
    /// How often it was sent.
    pub copies: usize,
}

/// The passages of a group's template.
pub struct Template {
    passages: HashMap<u64, bool>,
}

impl Template {
    /// Finds the template in the different texts of a group.
    pub fn new(members: &[Member<'_>]) -> Self {
        struct Having {
            clusters: usize,
            last: usize,
            copies: usize,
            text: usize,
        }
        let mut order: Vec<(usize, &Member<'_>)> = members.iter().enumerate().collect();
        order.sort_by_key(|(_, member)| member.cluster);
        let mut having: HashMap<u64, Having> = HashMap::new();
        for (text, member) in &order {
            for hash in windows(member.chars, PASSAGE) {
                let new = Having { clusters: 0, last: usize::MAX, copies: 0, text: usize::MAX };
                let known = having.entry(hash).or_insert(new);
                if known.last != member.cluster {
                    known.clusters += 1;
                    known.last = member.cluster;
                }
                if known.text != *text {
                    known.copies += member.copies;
                    known.text = *text;
                }
            }
        }
        let mut clusters: Vec<usize> = members.iter().map(|member| member.cluster).collect();
        clusters.sort_unstable();
        clusters.dedup();
        let copies: usize = members.iter().map(|member| member.copies).sum();
        let is_template = |having: &Having| 2 * having.clusters > clusters.len() || 5 * having.copies >= 4 * copies;
        Self { passages: having.into_iter().map(|(hash, having)| (hash, is_template(&having))).collect() }
    }

    /// The parts of a text that are not the template's: characters of the original.
    pub fn own(&self, normal: &Normal, original: &str) -> Vec<Span> {
        let mut is_own = vec![true; normal.chars.len()];
        for (at, hash) in windows(&normal.chars, PASSAGE).iter().enumerate() {
            if self.passages.get(hash) == Some(&true) {
                is_own.iter_mut().skip(at).take(PASSAGE).for_each(|own| *own = false);
            }
        }
        let original: Vec<char> = original.chars().collect();
        let mut spans: Vec<Span> = Vec::new();
        let mut open = false;
        for (own, place) in is_own.iter().zip(&normal.places) {
            let place = *place as usize;
            if !own {
                open = false;
                continue;
            }
            match spans.last_mut().filter(|_| open) {
                Some(span) => span.end = place + 1,
                None => spans.push(Span::new(place, place + 1)),
            }
            open = true;
        }
        for span in &mut spans {
            // Marks and the full stop go with the words before them.
            let follows = |c: &char| {
                is_mark(*c)
                    || (is_punctuation(*c) && !matches!(c, '「' | '『' | '・' | '■' | '●'))
                    || matches!(c, '！' | '？' | '．' | '，' | '｡' | '､')
            };
            span.end += original.iter().skip(span.end).take_while(|c| follows(c)).count();
        }
        spans
    }
}
