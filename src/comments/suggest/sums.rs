//! The sum of the vectors of each code's texts.

use super::space::Vector;

/// The sum of a code is divided by its length to this power: 1 is the cosine; a little less favours codes that were given
/// often, as 1 alone lets rare codes come first too easily.
const EVEN: f32 = 0.9;

/// The sums of all codes.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// By run: codes with their sum.
    terms: Vec<Vec<(u32, f32)>>,
    /// By code: length squared of the first part.
    squares: Vec<f32>,
    /// By code: sum of the second part.
    likeness: Vec<Vec<f32>>,
}

/// How well the codes fit a text.
#[derive(Debug, Clone, Default)]
pub struct Fits {
    /// By code: near the cosine of its sum and the text, both parts together.
    pub cosine: Vec<f32>,
    /// By code: it has a run in common with the text that says something.
    pub shared: Vec<bool>,
}

impl Sums {
    /// Nothing added yet.
    pub fn new(codes: usize) -> Self {
        Self { terms: Vec::new(), squares: vec![0.0; codes], likeness: vec![Vec::new(); codes] }
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

    /// How well all codes fit; the second part counts with the weight `likeness`, the first with the rest.
    pub fn fits(&self, vector: &Vector, likeness: f32) -> Fits {
        let mut direct = vec![0.0; self.squares.len()];
        for (number, value) in &vector.terms {
            for (code, sum) in self.terms.get(*number as usize).map_or(&[][..], Vec::as_slice) {
                if let Some(direct) = direct.get_mut(*code as usize) {
                    *direct += value * sum;
                }
            }
        }
        let cosine = |((direct, square), sum): ((&f32, &f32), &Vec<f32>)| {
            let both: f32 = sum.iter().zip(&vector.likeness).map(|(sum, value)| sum * value).sum();
            let other: f32 = sum.iter().map(|sum| sum * sum).sum();
            let length = ((1.0 - likeness) * square + likeness * other).max(0.0).sqrt();
            if length > 1e-3 { ((1.0 - likeness) * direct + likeness * both) / length.powf(EVEN) } else { 0.0 }
        };
        Fits {
            cosine: direct.iter().zip(&self.squares).zip(&self.likeness).map(cosine).collect(),
            shared: direct.iter().map(|direct| *direct > 1e-6).collect(),
        }
    }
}
