//! Multiple response sets: which variables together hold the answers to one question.
//!
//! Written as text: `$name=D1 1 5 label q1 q2` (dichotomies: a variable per choice, with the value that is counted),
//! `$name=E 1 1 1 0  q1 q2` (the same, where the choices may be called by the label of that value), `$name=C 5 label q1 q2`
//! (categories: a variable per answer). Lengths are bytes. What cannot be read is passed over: the variables are there.

/// A set as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawSet<'a> {
    /// Without its `$`.
    pub(super) name: &'a [u8],
    pub(super) label: &'a [u8],
    /// The value that means chosen; `None` for categories.
    pub(super) counted: Option<&'a [u8]>,
    /// Choices are called by the label of the counted value, not by the label of the variable.
    pub(super) by_value_label: bool,
    /// Short names, mostly in lower case.
    pub(super) variables: Vec<&'a [u8]>,
}

/// The sets of a record, one a line.
pub(super) fn read(record: &[u8]) -> Vec<RawSet<'_>> {
    let mut sets = Vec::new();
    let mut rest = record;
    while !rest.is_empty() {
        match set(rest) {
            Some((set, after)) => {
                sets.push(set);
                rest = after;
            }
            None => {
                // On with the next line.
                let line = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
                rest = rest.get(line..).unwrap_or_default();
            }
        }
    }
    sets
}

/// The first set, and what stands behind it.
fn set(text: &[u8]) -> Option<(RawSet<'_>, &[u8])> {
    let text = text.strip_prefix(b"$")?;
    let (name, rest) = cut(text, b'=')?;
    let (kind, mut rest) = rest.split_first()?;
    let mut by_value_label = false;
    let counted = match kind {
        b'C' => None,
        b'D' => Some(counted_text(&mut rest)?),
        b'E' => {
            let (source, after) = cut(rest.strip_prefix(b" ")?, b' ')?;
            by_value_label = source == b"11";
            rest = after;
            Some(counted_text(&mut rest)?)
        }
        _ => return None,
    };
    rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let label = counted_text(&mut rest)?;
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (names, after) = rest.split_at_checked(end)?;
    let variables = names.split(|byte| *byte == b' ').filter(|name| !name.is_empty()).collect();
    Some((RawSet { name, label, counted, by_value_label, variables }, after.get(1..).unwrap_or_default()))
}

fn cut(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| *byte == at)?;
    let (before, rest) = text.split_at_checked(end)?;
    Some((before, rest.get(1..)?))
}

/// `3 abc` is three bytes of text.
fn counted_text<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = cut(rest, b' ')?;
    let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
    let (text, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_every_kind() {
        let record = b"$a=C 10 my mcgroup a b c\n$b=D2 55 0  g e f d\n$c=D3 Yes 10 mdgroup #2 h i j\n$d=E 1 2 34 13 third mdgroup k l m\n$e=E 11 6 choice 0  n o p\n";
        let sets = read(record);
        let names: Vec<&[u8]> = sets.iter().map(|set| set.name).collect();
        assert_eq!(names, [b"a", b"b", b"c", b"d", b"e"]);
        let counted: Vec<Option<&[u8]>> = sets.iter().map(|set| set.counted).collect();
        assert_eq!(counted, [None, Some(&b"55"[..]), Some(b"Yes"), Some(b"34"), Some(b"choice")]);
        assert_eq!(sets[0].label, b"my mcgroup");
        assert_eq!(sets[1].label, b"");
        assert_eq!(sets[3].label, b"third mdgroup");
        assert_eq!(sets[1].variables, [b"g", b"e", b"f", b"d"]);
        assert!(sets[4].by_value_label && !sets[3].by_value_label);
    }

    #[test]
    fn what_is_no_set_is_passed_over() {
        assert_eq!(read(b"nonsense\n$x=D9 1\n$b=D1 1 1 l q\n").len(), 1);
        assert!(read(b"$").is_empty());
        assert!(read(b"$a=C 99999999999999999999 x y\n").is_empty());
    }
}
