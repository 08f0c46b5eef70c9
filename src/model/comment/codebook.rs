//! The codes opinions are tagged with: policy items or issues of a plan, or a list of their own, with parents.

use serde::{Deserialize, Serialize};

/// One code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Unique in its codebook; kept in tags and rules.
    pub id: String,
    /// For people.
    #[serde(default)]
    pub title: String,
    /// The title in kana, for the picker.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reading: String,
    /// Words that speak for it, before anything has been tagged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// What it means, for coders.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The code above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// The codes in effect: those of the definition with what people changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// In order; parents stand before their children. The first nine are on the keys 1 to 9.
    pub codes: Vec<Code>,
    /// Headings above the codes that are no codes themselves, such as chapters of a plan.
    pub headings: Vec<Code>,
    /// Codes that were merged into others: old id, new id, in the order it was done.
    pub merged: Vec<(String, String)>,
}

impl Codebook {
    /// The code with this id.
    pub fn code(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// Position of a code.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.id == id)
    }

    /// The title of a code or heading, or its id where it has none.
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        let known = self.codes.iter().chain(&self.headings).find(|code| code.id == id);
        known.map(|code| code.title.as_str()).filter(|title| !title.is_empty()).unwrap_or(id)
    }

    /// The code that stands for `id` after all merges.
    ///
    /// They are gone through again until nothing changes, since of two merges made at once the later in the journal may
    /// lead to a code that the earlier has ended. Should that turn in a circle, the lowest id of the circle stands for all.
    pub fn current<'a>(&'a self, id: &'a str) -> &'a str {
        let mut seen = vec![id];
        let mut now = id;
        loop {
            now = self.merged.iter().fold(now, |now, (old, new)| if now == old { new } else { now });
            if let Some(circle) = seen.iter().position(|known| *known == now).and_then(|at| seen.get(at..)) {
                return circle.iter().copied().min().unwrap_or(now);
            }
            seen.push(now);
        }
    }

    /// The headings and codes above a code, outermost first. A circle of parents ends where it closes.
    pub fn path<'a>(&'a self, id: &str) -> Vec<&'a Code> {
        let find = |id: &str| self.codes.iter().chain(&self.headings).find(|code| code.id == id);
        let mut path: Vec<&Code> = Vec::new();
        let mut above = find(id).and_then(|code| code.parent.as_deref());
        while let Some(code) = above.and_then(find).filter(|code| code.id != id && !path.contains(code)) {
            path.push(code);
            above = code.parent.as_deref();
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_are_followed_to_a_code_that_is_there() {
        let book = |merged: &[(&str, &str)]| Codebook {
            merged: merged.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect(),
            ..Codebook::default()
        };
        let of_all = |merged: &[(&str, &str)]| ["a", "b", "c", "d"].map(|id| book(merged).current(id).to_owned());
        assert_eq!(of_all(&[]), ["a", "b", "c", "d"]);
        assert_eq!(of_all(&[("a", "b"), ("b", "c")]), ["c", "c", "c", "d"]);
        // At once: one merges b into c, another a into b.
        assert_eq!(of_all(&[("b", "c"), ("a", "b")]), ["c", "c", "c", "d"]);
        // And back again.
        assert_eq!(of_all(&[("a", "b"), ("b", "a")]), ["a", "a", "c", "d"]);
        let [a, b, c, d] = of_all(&[("b", "c"), ("a", "b"), ("c", "a")]);
        assert!(a == b && b == c && d == "d", "{a} {b} {c}");
    }
}
