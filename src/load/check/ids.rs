//! Ids that one program wrote as text and another as a number: 007 and 7 are most likely one person.

use std::collections::HashMap;

use crate::load::gather::Gathered;
use crate::load::settle::{about_case, id_name, place_of};
use crate::model::Survey;
use crate::model::diagnostic::{Diagnostic, Problem};
use crate::text::fold;

/// Reports ids that differ from an earlier one of the same name only in leading zeros. Both are counted: whether 007 is 7
/// is for the office to say.
pub(super) fn alike(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let names: Vec<String> = gathered.inputs.iter().map(id_name).collect();
    let id = |index: &usize| {
        let case = gathered.builder.all().get(*index)?;
        let input = gathered.inputs.get(case.file)?;
        let cell = input.sheet.cell(case.row, input.located.id?);
        (!cell.is_blank() && input.located.count.is_none())
            .then(|| (names.get(case.file), fold::matching(&cell.text())))
    };
    let is_padded = |text: &str| text.len() > 1 && text.starts_with('0');
    if !rows.iter().any(|case| id(case).is_some_and(|(_, text)| is_padded(&text))) {
        return;
    }
    let mut seen: HashMap<(Option<&String>, String), (usize, String)> = HashMap::new();
    let mut found = Vec::new();
    for index in rows {
        let Some((name, text)) = id(index) else { continue };
        let bare = text.trim_start_matches('0');
        let key = (name, if bare.is_empty() { "0".to_owned() } else { bare.to_lowercase() });
        match seen.get(&key) {
            Some((first, earlier)) if earlier.to_lowercase() != text.to_lowercase() => {
                let problem = Problem::IdAlike { of: earlier.clone(), place: place_of(gathered, *first) };
                let about = about_case(survey, gathered, *index, problem);
                found.push((Some(*index), Diagnostic { value: Some(text), ..about }));
            }
            Some(_) => {}
            None => {
                seen.insert(key, (*index, text));
            }
        }
    }
    gathered.met.extend(found);
}
