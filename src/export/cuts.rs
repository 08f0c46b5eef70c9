//! What was longer than a file format allows and was cut, to be told to the user.

/// Something that is longer than the format allows and was cut at a whole character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cut {
    /// Labels of variables and sets in SPSS, 255 bytes.
    VariableLabel,
    /// Labels of values in SPSS, 120 bytes.
    ValueLabel,
    /// Texts in SPSS, 32,767 bytes.
    Text,
    /// Cells of Excel, 32,767 characters.
    Cell,
}

/// What was cut: how, and the names of the variables, each once.
pub type Cuts = std::collections::BTreeMap<Cut, Vec<String>>;

/// Notes a cut.
pub(super) fn note(cuts: &mut Cuts, cut: Cut, name: &str) {
    let names = cuts.entry(cut).or_default();
    if names.iter().all(|known| known != name) {
        names.push(name.to_owned());
    }
}
