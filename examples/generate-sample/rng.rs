//! Random numbers of the sample generator. It is our own SplitMix64 and not a crate, because the committed sample must
//! come out byte for byte the same for ever: a crate may change its stream with any version. Not for anything secret.

/// A SplitMix64 stream (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
pub struct Rng(u64);

impl Rng {
    /// A stream that depends on the seed alone.
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in 0..1, never 0, so that its logarithm exists.
    pub fn unit(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// A whole number in `0..n`; 0 when `n` is 0. The bias of the remainder is below 2^-50 for our sizes.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.bits() % n as u64) as usize }
    }

    /// A whole number in `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// One of the items, or nothing from an empty list.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// A random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }

    /// `count` of the cases without replacement, heavier ones more likely: each case draws an exponential waiting time
    /// whose rate is its weight, and the earliest win (Efraimidis and Spirakis 2006).
    pub fn draw(&mut self, cases: &[usize], count: usize, weight: impl Fn(usize) -> f64) -> Vec<usize> {
        let mut waiting: Vec<(f64, usize)> =
            cases.iter().map(|&case| (-self.unit().ln() / weight(case).max(1e-9), case)).collect();
        waiting.sort_by(|a, b| a.0.total_cmp(&b.0));
        waiting.into_iter().take(count).map(|(_, case)| case).collect()
    }
}
