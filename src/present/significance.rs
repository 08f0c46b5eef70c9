//! Which cells of a table differ beyond chance, and how that is written: ▲ and ▼ against the rest, letters between groups.
//!
//! The one place that decides it, for every form of a table. A p value counts as adjusted where it was adjusted; nets
//! stand outside the families and keep their own.

use std::collections::HashMap;

use crate::messages::{Lang, marks as words};
use crate::model::Table;
use crate::model::explanation::NotMarked;
use crate::model::table::{Adjust, Inference, Role};

use super::figure;
use super::round;
use super::view::Marks;

/// Where a share stands against that of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    Higher,
    Lower,
}

/// True when a difference is beyond chance; `None` where it was not tested.
pub fn is_significant(p: Option<f64>, adjusted: Option<f64>, inference: &Inference) -> Option<bool> {
    judged(p, adjusted, inference).map(|p| figure::is_significant(p, inference.level))
}

/// The p value that is compared with the level.
pub fn judged(p: Option<f64>, adjusted: Option<f64>, inference: &Inference) -> Option<f64> {
    if inference.adjust == Adjust::None { p } else { adjusted.or(p) }
}

/// The level of significance in percent as printed: 5.
pub fn level(inference: &Inference) -> String {
    let text = round::number(100.0 * (1.0 - inference.level), 4, "").unwrap_or_default();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What differs in one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Significance<'a> {
    table: &'a Table,
    /// By group; empty where groups are not compared with each other.
    letters: Vec<String>,
    /// By group and option (`None` is the mean): the letters of the groups it is higher than.
    higher: HashMap<(usize, Option<usize>), String>,
    /// Why cells bear no mark although p is under the level.
    withheld: Vec<NotMarked>,
}

impl<'a> Significance<'a> {
    /// Reads the comparisons of a table.
    pub fn of(table: &'a Table) -> Self {
        let letters = vec![String::new(); table.groups.len()];
        let mut found = Self { table, letters, higher: HashMap::new(), withheld: Vec::new() };
        for (index, group) in table.groups.iter().enumerate() {
            for option in 0..group.cells.len() {
                if found.beyond(index, option).is_some()
                    && let Some(why) = NotMarked::with_rest(table, index, option)
                {
                    found.withhold(why);
                }
            }
        }
        if table.pairs.is_empty() {
            return found;
        }
        let mut places: HashMap<(&str, &str), usize> = HashMap::new();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (index, (group, letter)) in table.groups.iter().zip(&mut found.letters).enumerate() {
            let Some(banner) = group.banner.as_deref() else { continue };
            let count = counts.entry(banner).or_default();
            *letter = self::letter(*count);
            *count += 1;
            places.insert((banner, &group.code), index);
        }
        let options: HashMap<&str, usize> =
            table.options.iter().enumerate().map(|(index, option)| (option.code.as_str(), index)).collect();
        let mut higher: HashMap<(usize, Option<usize>), Vec<usize>> = HashMap::new();
        for pair in &table.pairs {
            if is_significant(pair.p, pair.p_adjusted, &table.inference) != Some(true) {
                continue;
            }
            let place = |code: &str| places.get(&(pair.banner.as_str(), code)).copied();
            let (Some(a), Some(b)) = (place(&pair.a), place(&pair.b)) else { continue };
            let option = pair.option.as_deref().and_then(|code| options.get(code).copied());
            if option.is_none() && pair.option.is_some() {
                continue;
            }
            if let Some(why) = NotMarked::of_pair(table, a, b, option) {
                found.withhold(why);
                continue;
            }
            let (more, less) = if pair.statistic.unwrap_or(0.0) > 0.0 { (a, b) } else { (b, a) };
            higher.entry((more, option)).or_default().push(less);
        }
        for (cell, mut groups) in higher {
            groups.sort_unstable();
            let letters: Vec<&str> = groups.iter().map(|group| found.letter(*group)).collect();
            // From the 27th group on a letter is two, and they would run together.
            let gap = if letters.iter().any(|letter| letter.len() > 1) { "," } else { "" };
            let letters = letters.join(gap);
            found.higher.insert(cell, letters);
        }
        found
    }

    fn withhold(&mut self, why: NotMarked) {
        if !self.withheld.contains(&why) {
            self.withheld.push(why);
        }
    }

    /// Where a cell stands against the rest of its banner; `None` where the difference may be chance, or p is not fit
    /// to be read.
    pub fn direction(&self, group: usize, option: usize) -> Option<Direction> {
        self.beyond(group, option).filter(|_| NotMarked::with_rest(self.table, group, option).is_none())
    }

    fn beyond(&self, group: usize, option: usize) -> Option<Direction> {
        let compared = &self.table.groups.get(group)?.cells.get(option)?.vs_rest;
        let beyond = is_significant(compared.p, compared.p_adjusted, &self.table.inference)?;
        let direction = if compared.statistic? > 0.0 { Direction::Higher } else { Direction::Lower };
        beyond.then_some(direction)
    }

    /// The letter of a group; empty where groups are not compared with each other.
    pub fn letter(&self, group: usize) -> &str {
        self.letters.get(group).map_or("", String::as_str)
    }

    /// The letters of the groups that a cell (`None`: the mean) is higher than.
    pub fn higher_than(&self, group: usize, option: Option<usize>) -> &str {
        self.higher.get(&(group, option)).map_or("", String::as_str)
    }

    /// The mark of a cell (`None`: the mean), to stand after its figure: `▲AC`.
    pub fn mark(&self, group: usize, option: Option<usize>, marks: Marks) -> String {
        let sign = match option.and_then(|option| self.direction(group, option)) {
            Some(Direction::Higher) => marks.higher,
            Some(Direction::Lower) => marks.lower,
            None => "",
        };
        format!("{sign}{}", self.higher_than(group, option))
    }

    /// A group's label with its letter: `小売業 (A)`.
    pub fn head(&self, group: usize, label: &str) -> String {
        match self.letter(group) {
            "" => label.to_owned(),
            letter => format!("{label} ({letter})"),
        }
    }

    /// True when something was compared, so that a cell without a mark says something too.
    pub fn is_tested(&self) -> bool {
        self.table.groups.iter().any(|group| group.banner.is_some())
            && (self.has_rest() || self.table.pairs.iter().any(|pair| pair.p.is_some()))
    }

    /// True when groups have letters.
    pub fn has_letters(&self) -> bool {
        !self.table.pairs.is_empty()
    }

    fn has_rest(&self) -> bool {
        self.table.groups.iter().flat_map(|group| &group.cells).any(|cell| cell.vs_rest.p.is_some())
    }

    /// What the marks mean; `None` where nothing was compared.
    pub fn note(&self, marks: Marks, lang: Lang) -> Option<String> {
        if !self.is_tested() {
            return None;
        }
        let of_rest = self.table.groups.iter().flat_map(|group| &group.cells).map(|cell| &cell.vs_rest);
        let of_rest = of_rest.filter(|compared| compared.p.is_some()).filter_map(|compared| compared.method);
        let of_pairs = self.table.pairs.iter().filter(|pair| pair.p.is_some()).filter_map(|pair| pair.method);
        let mut methods: Vec<&str> = Vec::new();
        for method in of_rest.chain(of_pairs).map(|name| words::method(lang, name)) {
            if !methods.contains(&method) {
                methods.push(method);
            }
        }
        Some(words::note(
            lang,
            &words::MarkNote {
                higher: marks.higher,
                lower: marks.lower,
                rest: self.has_rest(),
                letters: self.has_letters(),
                level: &level(&self.table.inference),
                methods: &methods,
                adjust: self.table.inference.adjust,
                family: self.table.inference.family,
                withheld: &self.withheld,
                nets: self.table.options.iter().any(|option| option.role == Role::Net),
            },
        ))
    }
}

/// A, B, …, Z, AA, AB, …
fn letter(index: usize) -> String {
    let mut left = index + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(letter);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn the_adjusted_p_decides_where_there_is_one() {
        let plain = Inference::default();
        let holm = Inference { adjust: Adjust::Holm, ..plain };
        assert_eq!(is_significant(Some(0.049), Some(0.2), &plain), Some(true));
        assert_eq!(is_significant(Some(0.049), Some(0.2), &holm), Some(false));
        // A net has no adjusted p.
        assert_eq!(is_significant(Some(0.049), None, &holm), Some(true));
        assert_eq!(is_significant(Some(0.05), None, &plain), Some(false));
        assert_eq!(is_significant(None, None, &plain), None);
        assert_eq!(level(&plain), "5");
        assert_eq!(level(&Inference { level: 0.999, ..plain }), "0.1");
    }
}
