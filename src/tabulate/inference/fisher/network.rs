//! Mehta and Patel's network algorithm (1983, JASA 78, 427-434) for Fisher's exact test of any table of counts.
//!
//! **The network.** A table with the given margins is filled column by column. What the columns so far leave of the rows is
//! a *node*; filling one more column is an arc to a node of the next stage; a table is a path from the full margins to
//! nothing. Which row is which does not matter for what follows, so the rests are kept sorted and many nodes become one.
//!
//! **Length and mass.** The *length* of a path is -sum of log k! over its cells: with the margins given, a table is the more
//! probable the longer its path. Its *mass* is the probability to have come this way, a product of multivariate
//! hypergeometric probabilities. The p value is the mass of all paths not longer than the observed table (`limit`).
//!
//! **Why it is fast.** Every node knows the longest and the shortest way from it to the end (`bounds`). A path whose past
//! plus the longest rest is still within the limit counts with its whole mass; one whose past plus the shortest rest is
//! beyond it is dropped; only the others go on. Pasts of one node that have equal lengths are joined, whatever columns they
//! went through. When two columns are left every rest of a node is joined at once with all its pasts that are short enough.
//! The columns are walked from the smallest to the largest, so that the many ways to fill the large ones come last.
//!
//! Lengths are taken as equal within 1e-9 (R's FEXACT: 1e-7); masses are never rounded.

use std::collections::{BTreeMap, HashMap};

use super::{Factorials, size};

/// Lengths that differ by less are the same, but for rounding.
const SAME_LENGTH: f64 = 1e-9;
/// Networks with more arcs than this are not begun: of the tables of the sample, nine in ten above it are not finished.
const MOST_ARCS: f64 = 4e6;
/// Arcs and pasts looked at before giving up.
const MOST_WORK: usize = 8_000_000;

/// Arcs into the last column lead to no node: so many of them are as much work as one other.
const LEAVES: usize = 4;

/// What is left of the rows, sorted and packed.
type Node = u128;

/// Paths of one length: (length, mass).
type Paths = Vec<(f64, f64)>;

/// The margins, and what is known of the nodes so far.
pub(super) struct Network<'a> {
    rows: Vec<u64>,
    columns: Vec<u64>,
    factorials: &'a Factorials,
    limit: f64,
    /// Bits of one row in a node.
    bits: u32,
    /// Longest and shortest rest of the path, by stage and node.
    bounds: Vec<HashMap<Node, (f64, f64)>>,
    work: usize,
}

/// One way to fill a column.
struct Arc {
    to: Node,
    /// Sum of log k! over the column.
    inside: f64,
    /// How many ways are the same.
    count: f64,
}

impl<'a> Network<'a> {
    /// A network of tables with these margins; `None` where it would be far too large.
    pub fn new(rows: &[u64], columns: &[u64], factorials: &'a Factorials, limit: f64) -> Option<Self> {
        let (mut rows, mut columns) = (rows.to_vec(), columns.to_vec());
        rows.sort_unstable();
        columns.sort_unstable();
        let bits = u64::BITS - rows.last()?.leading_zeros();
        let fits =
            rows.len() as u32 * bits <= Node::BITS && columns.len() > 1 && size::arcs(&rows, &columns) <= MOST_ARCS;
        let bounds = vec![HashMap::new(); columns.len()];
        fits.then_some(Self { rows, columns, factorials, limit, bits, bounds, work: MOST_WORK })
    }

    /// The mass of all tables not longer than the limit; `None` when it would take too much work.
    pub fn p(mut self) -> Option<f64> {
        let columns = self.columns.clone();
        let (last, walked) = (columns.len() - 2, columns.get(..columns.len() - 2)?);
        let mut p = 0.0;
        let mut nodes: BTreeMap<Node, Paths> = BTreeMap::from([(self.pack(&self.rows), vec![(0.0, 1.0)])]);
        for (stage, column) in walked.iter().enumerate() {
            let mut next: BTreeMap<Node, Paths> = BTreeMap::new();
            for (node, pasts) in nodes {
                p += self.step(stage, *column, node, merged(pasts), &mut next)?;
            }
            nodes = next;
        }
        for (node, pasts) in nodes {
            p += self.join(*columns.get(last)?, node, &merged(pasts))?;
        }
        Some(p)
    }

    /// Walks from one node over one column: the mass of the paths that are settled; the open ones go on to `next`.
    fn step(
        &mut self,
        stage: usize,
        column: u64,
        node: Node,
        pasts: Paths,
        next: &mut BTreeMap<Node, Paths>,
    ) -> Option<f64> {
        let left = self.unpack(node);
        let all = self.mass_of_all(&left, column);
        let sums = running_sums(&pasts);
        let mut settled = 0.0;
        for arc in joined(self.arcs(&left, column)?) {
            let (longest, shortest) = self.bounds(stage + 1, arc.to)?;
            let mass = arc.count * (all - arc.inside + self.rests(arc.to)).exp();
            let within = |rest: f64| pasts.partition_point(|(past, _)| past - arc.inside + rest <= self.limit);
            let (counted, open) = (within(longest), within(shortest));
            settled += mass * counted.checked_sub(1).and_then(|index| sums.get(index)).copied().unwrap_or(0.0);
            if let Some(open) = pasts.get(counted..open).filter(|open| !open.is_empty()) {
                self.work = self.work.checked_sub(open.len())?;
                let moved = open.iter().map(|(length, past)| (length - arc.inside, past * mass));
                next.entry(arc.to).or_default().extend(moved);
            }
        }
        Some(settled)
    }

    /// The mass of the paths within the limit through a node before which two columns are left.
    fn join(&mut self, column: u64, node: Node, pasts: &[(f64, f64)]) -> Option<f64> {
        let left = self.unpack(node);
        let all = self.mass_of_all(&left, column);
        let sums = running_sums(pasts);
        let (mut mass, mut ways) = (0.0, 0);
        let factorials = self.factorials;
        each_way(&left, column, factorials, &mut |rest, inside| {
            let length = factorials.length(rest.iter()) - inside;
            let fitting = pasts.partition_point(|(past, _)| past + length <= self.limit);
            if let Some(of_pasts) = fitting.checked_sub(1).and_then(|index| sums.get(index)) {
                mass += of_pasts * (all + length).exp();
            }
            ways += 1;
        });
        self.work = self.work.checked_sub(ways / LEAVES)?;
        Some(mass)
    }

    /// Length of the longest and of the shortest way from a node to the end.
    fn bounds(&mut self, stage: usize, node: Node) -> Option<(f64, f64)> {
        if let Some(known) = self.bounds.get(stage).and_then(|known| known.get(&node)) {
            return Some(*known);
        }
        let left = self.unpack(node);
        let column = *self.columns.get(stage)?;
        let mut bounds = (f64::NEG_INFINITY, f64::INFINITY);
        if stage + 2 == self.columns.len() {
            let mut ways = 0;
            let factorials = self.factorials;
            each_way(&left, column, factorials, &mut |rest, inside| {
                let length = factorials.length(rest.iter()) - inside;
                bounds = (bounds.0.max(length), bounds.1.min(length));
                ways += 1;
            });
            self.work = self.work.checked_sub(ways / LEAVES)?;
        } else {
            for arc in self.arcs(&left, column)? {
                let (longest, shortest) = self.bounds(stage + 1, arc.to)?;
                bounds = (bounds.0.max(longest - arc.inside), bounds.1.min(shortest - arc.inside));
            }
        }
        self.bounds.get_mut(stage)?.insert(node, bounds);
        Some(bounds)
    }

    /// All ways to fill a column.
    fn arcs(&mut self, left: &[u64], column: u64) -> Option<Vec<Arc>> {
        let mut arcs = Vec::new();
        let mut sorted = Vec::new();
        each_way(left, column, self.factorials, &mut |rest, inside| {
            sorted.clear();
            sorted.extend_from_slice(rest);
            sorted.sort_unstable();
            arcs.push(Arc { to: self.pack(&sorted), inside, count: 1.0 });
        });
        self.work = self.work.checked_sub(arcs.len())?;
        Some(arcs)
    }

    /// log of row factorials x column factorial x rest factorial / all factorial: what a column's mass has besides its
    /// cells and what they leave.
    fn mass_of_all(&self, left: &[u64], column: u64) -> f64 {
        let all: u64 = left.iter().sum();
        -self.factorials.length(left.iter()) - self.factorials.log_choose(all, column)
    }

    /// -sum of log k! over what is left of the rows.
    fn rests(&self, node: Node) -> f64 {
        self.margins(node).map(|left| -self.factorials.log(left)).sum()
    }

    fn pack(&self, sorted: &[u64]) -> Node {
        sorted.iter().fold(0, |node, left| node << self.bits | Node::from(*left))
    }

    fn margins(&self, node: Node) -> impl Iterator<Item = u64> {
        let (bits, mask) = (self.bits, (1 << self.bits) - 1);
        (0..self.rows.len() as u32).map(move |row| (node >> (row * bits) & mask) as u64)
    }

    fn unpack(&self, node: Node) -> Vec<u64> {
        self.margins(node).collect()
    }
}

/// Calls `found` with what every way to fill a column leaves of the rows, and with its sum of log k!.
fn each_way(left: &[u64], column: u64, factorials: &Factorials, found: &mut impl FnMut(&[u64], f64)) {
    let below = left.iter().sum();
    fill(left, below, column, 0.0, factorials, &mut Vec::with_capacity(left.len()), found);
}

/// Fills the column from the first of `left` on; `below` is the sum of `left`, `need` what the column still takes.
fn fill(
    left: &[u64],
    below: u64,
    need: u64,
    inside: f64,
    factorials: &Factorials,
    rest: &mut Vec<u64>,
    found: &mut impl FnMut(&[u64], f64),
) {
    match left {
        [] => {}
        [only] => {
            rest.push(only - need);
            found(rest, inside + factorials.log(need));
            rest.pop();
        }
        [first, others @ ..] => {
            let below = below - first;
            for k in need.saturating_sub(below)..=need.min(*first) {
                rest.push(first - k);
                fill(others, below, need - k, inside + factorials.log(k), factorials, rest, found);
                rest.pop();
            }
        }
    }
}

/// Makes one of paths of equal length; sorted by length.
fn merged(mut paths: Paths) -> Paths {
    paths.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    paths.dedup_by(|next, kept| {
        let equal = next.0 - kept.0 < SAME_LENGTH;
        if equal {
            kept.1 += next.1;
        }
        equal
    });
    paths
}

/// Makes one of arcs to one node with equal cells.
fn joined(mut arcs: Vec<Arc>) -> Vec<Arc> {
    arcs.sort_unstable_by(|a, b| a.to.cmp(&b.to).then(a.inside.total_cmp(&b.inside)));
    arcs.dedup_by(|next, kept| {
        let equal = next.to == kept.to && next.inside - kept.inside < SAME_LENGTH;
        if equal {
            kept.count += next.count;
        }
        equal
    });
    arcs
}

/// Sums of the masses up to each path.
fn running_sums(paths: &[(f64, f64)]) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |(_, mass): &(f64, f64)| {
        sum += mass;
        sum
    };
    paths.iter().map(add).collect()
}
