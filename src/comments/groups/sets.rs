//! Disjoint sets: texts that belong together by a chain of links.

/// Disjoint sets over `0..n`.
#[derive(Debug, Clone)]
pub struct Sets {
    above: Vec<usize>,
}

impl Sets {
    /// Each of `count` alone.
    pub fn new(count: usize) -> Self {
        Self { above: (0..count).collect() }
    }

    /// The smallest member of the set of `one`.
    pub fn root(&mut self, one: usize) -> usize {
        let mut root = one;
        while let Some(above) = self.above.get(root).copied().filter(|above| *above != root) {
            root = above;
        }
        let mut at = one;
        while at != root {
            let Some(above) = self.above.get_mut(at) else { break };
            at = std::mem::replace(above, root);
        }
        root
    }

    /// Puts two sets together.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(above) = self.above.get_mut(one.max(other)) {
            *above = one.min(other);
        }
    }
}
