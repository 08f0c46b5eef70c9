//! The sum of the vectors of each code's texts.

use super::space::Vector;

/// The sums of all codes.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// By run: codes with their sum.
    terms: Vec<Vec<(u32, f32)>>,
    /// By code: length squared of the first part.
    squares: Vec<f32>,
    /// By code: sum of the second part.
    likeness: Vec<Vec<f32>>,
    /// By code: length squared of the second part.
    likeness_squares: Vec<f32>,
}

/// How well a code fits a text, not yet weighed: product of its sum and the text, and length squared of its sum, of the
/// first part and of the second.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fit {
    /// Product of the first parts; above 0 where they have a run in common that says something.
    pub direct: f32,
    /// Product of the second parts.
    pub likeness: f32,
    /// Length squared of the first part.
    pub square: f32,
    /// Length squared of the second part.
    pub likeness_square: f32,
}

impl Sums {
    /// Nothing added yet; `runs` are known.
    pub fn new(codes: usize, runs: usize) -> Self {
        Self {
            terms: vec![Vec::new(); runs],
            squares: vec![0.0; codes],
            likeness: vec![Vec::new(); codes],
            likeness_squares: vec![0.0; codes],
        }
    }

    /// Adds a text to each of its codes, or takes it away (`times` = -1).
    pub fn add(&mut self, codes: &[usize], vector: &Vector, times: f32) {
        let most = vector.terms.last().map_or(0, |(number, _)| *number as usize + 1);
        if self.terms.len() < most {
            self.terms.resize(most, Vec::new());
        }
        for code in codes {
            let (Some(square), Some(likeness)) = (self.squares.get_mut(*code), self.likeness.get_mut(*code)) else {
                continue;
            };
            for (number, value) in &vector.terms {
                let Some(sums) = self.terms.get_mut(*number as usize) else { continue };
                let value = value * times;
                match sums.iter_mut().find(|(other, _)| *other as usize == *code) {
                    Some((_, sum)) => {
                        *square += value * (2.0 * *sum + value);
                        *sum += value;
                    }
                    None => {
                        *square += value * value;
                        sums.push((*code as u32, value));
                    }
                }
            }
            likeness.resize(vector.likeness.len(), 0.0);
            for (sum, value) in likeness.iter_mut().zip(&vector.likeness) {
                *sum += value * times;
            }
            if let Some(square) = self.likeness_squares.get_mut(*code) {
                *square = product(likeness, likeness);
            }
        }
    }

    /// The sums of a run, by code, each divided by the length of the code's first part: its share in the code.
    pub fn shares(&self, number: u32) -> impl Iterator<Item = (usize, f32)> {
        let sums = self.terms.get(number as usize).map_or(&[][..], Vec::as_slice);
        sums.iter().filter_map(|(code, sum)| {
            let square = self.squares.get(*code as usize).copied().filter(|square| *square > 1e-6)?;
            Some((*code as usize, sum / square.sqrt()))
        })
    }

    /// How well all codes fit. Of the codes `own` the text itself is taken away before, as if it had not been added to them.
    pub fn fits(&self, vector: &Vector, own: &[usize]) -> Vec<Fit> {
        let mut direct = vec![0.0; self.squares.len()];
        for (number, value) in &vector.terms {
            for (code, sum) in self.terms.get(*number as usize).map_or(&[][..], Vec::as_slice) {
                if let Some(direct) = direct.get_mut(*code as usize) {
                    *direct += value * sum;
                }
            }
        }
        let own_square: f32 = vector.terms.iter().map(|(_, value)| value * value).sum();
        let own_likeness = product(&vector.likeness, &vector.likeness);
        let squares = self.squares.iter().zip(&self.likeness_squares);
        let sums = direct.into_iter().zip(&self.likeness).zip(squares).enumerate();
        type Of<'a> = (usize, ((f32, &'a Vec<f32>), (&'a f32, &'a f32)));
        let fit = |(code, ((direct, sum), (square, likeness_square))): Of<'_>| {
            let likeness = product(sum, &vector.likeness);
            let fit = Fit { direct, likeness, square: *square, likeness_square: *likeness_square };
            if !own.contains(&code) {
                return fit;
            }
            Fit {
                direct: direct - own_square,
                likeness: likeness - own_likeness,
                square: square + own_square - 2.0 * direct,
                likeness_square: likeness_square + own_likeness - 2.0 * likeness,
            }
        };
        sums.map(fit).collect()
    }
}

/// The sum of products.
fn product(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
