//! Names of sheets that Excel takes: at most 31 UTF-16 units, without `[]:*?/\`, no two alike.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

const LONGEST: usize = 31;

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Folded, because Excel takes `a` and `A` for the same name.
    used: HashSet<String>,
}

impl Names {
    /// The wanted name made fit, with a number where it is taken already.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let name = fit(wanted);
        let tails = std::iter::once(String::new()).chain((2_u32..).map(|number| format!(" ({number})")));
        for tail in tails {
            let name = format!("{}{tail}", cut(&name, LONGEST - tail.len()));
            if self.used.insert(name.to_lowercase()) {
                return name;
            }
        }
        name
    }
}

/// Signs that Excel refuses become their full-width forms; apostrophes at the ends and control characters go.
fn fit(wanted: &str) -> String {
    let replaced = wanted.chars().filter_map(|c| match c {
        '[' => Some('［'),
        ']' => Some('］'),
        ':' => Some('：'),
        '*' => Some('＊'),
        '?' => Some('？'),
        '/' => Some('／'),
        '\\' => Some('＼'),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    let name: String = replaced.collect();
    let name = cut(name.trim().trim_matches('\''), LONGEST);
    match name.to_lowercase().as_str() {
        "" => "-".to_owned(),
        // Excel keeps this one for itself.
        "history" => format!("{name}_"),
        _ => name,
    }
}

/// The beginning that has at most `units` UTF-16 units, without halving a glyph.
fn cut(name: &str, units: usize) -> String {
    let mut kept = String::new();
    let mut used = 0;
    for glyph in name.graphemes(true) {
        used += glyph.encode_utf16().count();
        if used > units {
            break;
        }
        kept.push_str(glyph);
    }
    kept.trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_and_unique() {
        let mut names = Names::default();
        assert_eq!(names.unique("Q5 後継者"), "Q5 後継者");
        assert_eq!(names.unique("q5 後継者"), "q5 後継者 (2)");
        assert_eq!(names.unique("Q3 売上/利益[円]?"), "Q3 売上／利益［円］？");
        assert_eq!(names.unique("'x'"), "x");
        assert_eq!(names.unique(""), "-");
        assert_eq!(names.unique("History"), "History_");
        let long = "𠮷".repeat(40);
        let first = names.unique(&long);
        let second = names.unique(&long);
        assert_eq!(first, "𠮷".repeat(15));
        assert_eq!(second, format!("{} (2)", "𠮷".repeat(13)));
    }
}
