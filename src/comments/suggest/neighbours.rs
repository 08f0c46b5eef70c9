//! The texts learnt that are most like a text, and the codes they vote for.

use super::space::Counts;

/// Texts that vote.
const VOTERS: usize = 8;

/// Texts that can vote, at most: those learnt first. Beyond, every question would take too long.
const ASKED: usize = 12_000;

/// The texts learnt, found by their runs. A text is known by its slot, a small number.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// By run: slots of the texts it stands in, with its value there.
    posted: Vec<Vec<(u32, f32)>>,
    /// Slots in use, at most.
    slots: usize,
}

impl Neighbours {
    /// Nothing learnt yet; `runs` are known.
    pub fn new(runs: usize) -> Self {
        Self { posted: vec![Vec::new(); runs], slots: 0 }
    }

    /// Adds a text: the first part of its vector.
    pub fn add(&mut self, slot: usize, terms: &Counts) {
        if slot >= ASKED {
            return;
        }
        self.slots = self.slots.max(slot + 1);
        let most = terms.last().map_or(0, |(number, _)| *number as usize + 1);
        if self.posted.len() < most {
            self.posted.resize(most, Vec::new());
        }
        for (number, value) in terms {
            if let Some(posted) = self.posted.get_mut(*number as usize) {
                posted.push((slot as u32, *value));
            }
        }
    }

    /// Takes a text away again.
    pub fn remove(&mut self, slot: usize, terms: &Counts) {
        for (number, _) in terms {
            let Some(posted) = self.posted.get_mut(*number as usize) else { continue };
            if let Some(at) = posted.iter().position(|(other, _)| *other as usize == slot) {
                posted.swap_remove(at);
            }
        }
    }

    /// By slot, the cosine with a text.
    pub fn cosines(&self, terms: &Counts) -> Vec<f32> {
        let mut cosines = vec![0.0_f32; self.slots];
        for (number, value) in terms {
            for (slot, other) in self.posted.get(*number as usize).map_or(&[][..], Vec::as_slice) {
                if let Some(cosine) = cosines.get_mut(*slot as usize) {
                    *cosine += value * other;
                }
            }
        }
        cosines
    }

    /// Slots and cosines of the texts that vote, most alike first. `own`, the text's own slot, has no vote.
    pub fn voters(cosines: &[f32], own: Option<usize>) -> Vec<(usize, f32)> {
        let mut voters: Vec<(usize, f32)> = Vec::with_capacity(VOTERS + 1);
        for (slot, cosine) in cosines.iter().copied().enumerate().filter(|(slot, _)| Some(*slot) != own) {
            let least = voters.get(VOTERS - 1).map_or(0.0, |(_, cosine)| *cosine);
            if cosine > least {
                let place = voters.partition_point(|(_, other)| *other >= cosine);
                voters.insert(place, (slot, cosine));
                voters.truncate(VOTERS);
            }
        }
        voters
    }
}
