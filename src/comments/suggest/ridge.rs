//! Ridge regression of the codes on the texts learnt, kept up to date with each text that comes or goes.
//!
//! With K the cosines of the texts learnt and Y their codes (1 where a text has a code), less the share m of texts that
//! have it, a text with the cosines k gets m + k (K + I)^-1 (Y - m). The inverse is bordered when a text comes and cut down
//! when one goes; what a text would have got had it not been learnt follows from it as
//! y - ((K + I)^-1 (Y - m)) / diagonal (Hastie, Tibshirani, Friedman 2009, section 7.10).

/// Texts that take part, at most: those learnt first. The inverse has as many rows and columns.
const MOST: usize = 512;

/// What is added to the diagonal: 1, the likeness of a text with itself.
const PENALTY: f32 = 1.0;

/// The regression of all codes.
#[derive(Debug, Clone, Default)]
pub struct Ridge {
    /// Slots of the texts, in the order of rows.
    slots: Vec<usize>,
    /// By row, the inverse.
    inverse: Vec<Vec<f32>>,
    /// By row and code, the inverse times the codes.
    coded: Vec<Vec<f32>>,
    /// By row, the inverse times ones.
    ones: Vec<f32>,
    /// By row and code, 1 where a text has the code.
    given: Vec<Vec<f32>>,
    /// By code, number of texts.
    counts: Vec<f32>,
}

impl Ridge {
    /// Nothing learnt yet.
    pub fn new(codes: usize) -> Self {
        Self { counts: vec![0.0; codes], ..Self::default() }
    }

    /// Adds a text: `cosines` by slot, with itself too.
    pub fn add(&mut self, slot: usize, cosines: &[f32], codes: &[usize]) {
        if self.slots.len() >= MOST {
            return;
        }
        let cosine = |slot: &usize| cosines.get(*slot).copied().unwrap_or(0.0);
        let near: Vec<f32> = self.slots.iter().map(cosine).collect();
        let mut border: Vec<f32> = self.inverse.iter().map(|row| -product(row, &near)).collect();
        let own = cosine(&slot) + PENALTY + product(&border, &near);
        let own = 1.0 / own.max(1e-3);
        for (row, part) in self.inverse.iter_mut().zip(&border) {
            let part = part * own;
            row.iter_mut().zip(&border).for_each(|(value, other)| *value += part * other);
            row.push(part);
        }
        let mut given = vec![0.0; self.counts.len()];
        for code in codes {
            if let (Some(given), Some(count)) = (given.get_mut(*code), self.counts.get_mut(*code)) {
                *given = 1.0;
                *count += 1.0;
            }
        }
        border.push(1.0);
        self.slots.push(slot);
        self.given.push(given);
        self.coded.push(vec![0.0; self.counts.len()]);
        self.ones.push(0.0);
        // What the inverse times anything gains is the border times its product with it.
        let mut gain = vec![0.0; self.counts.len()];
        for (part, given) in border.iter().zip(&self.given) {
            gain.iter_mut().zip(given).for_each(|(gain, given)| *gain += part * given * own);
        }
        let ones = border.iter().sum::<f32>() * own;
        for ((coded, sum), part) in self.coded.iter_mut().zip(&mut self.ones).zip(&border) {
            coded.iter_mut().zip(&gain).for_each(|(coded, gain)| *coded += part * gain);
            *sum += part * ones;
        }
        self.inverse.push(border.iter().map(|part| part * own).collect());
    }

    /// Takes a text away again.
    pub fn remove(&mut self, slot: usize) {
        let Some(at) = self.slots.iter().position(|other| *other == slot) else { return };
        self.slots.swap_remove(at);
        let given = self.given.swap_remove(at);
        self.counts.iter_mut().zip(given).for_each(|(count, given)| *count -= given);
        let coded = self.coded.swap_remove(at);
        let ones = self.ones.swap_remove(at);
        let mut border = self.inverse.swap_remove(at);
        self.inverse.iter_mut().for_each(|row| {
            row.swap_remove(at);
        });
        let own = border.swap_remove(at).max(1e-6);
        for (row, part) in self.inverse.iter_mut().zip(&border) {
            let part = part / own;
            row.iter_mut().zip(&border).for_each(|(value, other)| *value -= part * other);
        }
        for ((row, sum), part) in self.coded.iter_mut().zip(&mut self.ones).zip(&border) {
            row.iter_mut().zip(&coded).for_each(|(value, own_coded)| *value -= part / own * own_coded);
            *sum -= part / own * ones;
        }
    }

    /// By code, how far a text with these cosines (by slot) has it; nothing where nothing was learnt.
    pub fn fit(&self, cosines: &[f32]) -> Vec<f32> {
        let all = self.slots.len().max(1) as f32;
        let means: Vec<f32> = self.counts.iter().map(|count| count / all).collect();
        let mut fit = means.clone();
        for ((slot, coded), ones) in self.slots.iter().zip(&self.coded).zip(&self.ones) {
            let near = cosines.get(*slot).copied().unwrap_or(0.0);
            if near > 0.0 {
                fit.iter_mut()
                    .zip(coded)
                    .zip(&means)
                    .for_each(|((fit, coded), mean)| *fit += near * (coded - mean * ones));
            }
        }
        fit
    }

    /// By code, how far a text learnt would have it, had it not been learnt.
    pub fn without(&self, slot: usize) -> Option<Vec<f32>> {
        let at = self.slots.iter().position(|other| *other == slot)?;
        let own = *self.inverse.get(at)?.get(at)?;
        let (given, coded, ones) = (self.given.get(at)?, self.coded.get(at)?, self.ones.get(at)?);
        let all = (self.slots.len() as f32 - 1.0).max(1.0);
        let fit = |((given, count), coded): ((&f32, &f32), &f32)| {
            let mean = (count - given) / all;
            given - (coded - mean * ones) / own
        };
        Some(given.iter().zip(&self.counts).zip(coded).map(fit).collect())
    }
}

/// The sum of products.
fn product(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
