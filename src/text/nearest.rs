//! The known name most like a mistyped one.

/// The most similar of `known`, if any is similar enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed = super::fold::search(typed);
    known
        .map(|name| (strsim::jaro_winkler(&typed, &super::fold::search(name)), name))
        .filter(|(similarity, _)| *similarity > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}
