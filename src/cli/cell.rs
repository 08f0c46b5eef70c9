//! One cell of a table as typed: the one table meant, its group and its answer by code or label.

use super::ask::Asked;
use super::{Context, Failure};
use crate::load::Loaded;
use crate::messages::{Lang, explain as words};
use crate::model::{Table, TableSpec};
use crate::text::fold::matching;
use crate::text::nearest;

/// The one table asked about, and the survey it is of.
///
/// # Errors
/// Several questions or surveys that fit, which are named.
pub(super) fn one_table<'a>(
    context: &Context,
    asked: &Asked,
    loaded: &'a [Loaded],
) -> Result<(&'a Loaded, TableSpec), Failure> {
    let mut specs = Vec::new();
    for loaded in loaded {
        specs.extend(asked.specs(context, loaded.responses.survey())?.into_iter().map(|spec| (loaded, spec)));
    }
    if let [(loaded, spec)] = specs.as_slice() {
        return Ok((loaded, spec.clone()));
    }
    let name = |loaded: &Loaded| loaded.responses.survey().about.id.clone();
    let found: Vec<String> = specs.iter().map(|(loaded, spec)| format!("{} {}", name(loaded), spec.question)).collect();
    Err(Failure::Usage(words::one_question(context.lang, &found)))
}

/// Position of the group typed: a code, a label, or `banner=code`.
///
/// # Errors
/// No such group, or one in several banners.
pub(super) fn group(lang: Lang, table: &Table, typed: &str) -> Result<usize, Failure> {
    let wanted = matching(typed);
    let full = |index: usize| {
        let group = table.groups.get(index)?;
        Some(format!("{}={}", group.banner.as_deref()?, group.code))
    };
    let is_it = |index: &usize| {
        let names = table.groups.get(*index).map(|group| [matching(&group.code), matching(&group.label)]);
        names.is_some_and(|names| names.contains(&wanted)) || full(*index).is_some_and(|name| matching(&name) == wanted)
    };
    let found: Vec<usize> = (0..table.groups.len()).filter(is_it).collect();
    match found.as_slice() {
        [index] => Ok(*index),
        [] => {
            let names = table.groups.iter().flat_map(|group| [group.label.as_str(), group.code.as_str()]);
            let near = nearest(typed, names);
            let has_banner = table.groups.iter().any(|group| group.banner.is_some());
            let known: Vec<&str> = table.groups.iter().map(|group| group.label.as_str()).collect();
            Err(Failure::Usage(words::no_group(lang, typed, near.as_deref(), &known, has_banner)))
        }
        several => {
            let names: Vec<String> = several.iter().filter_map(|index| full(*index)).collect();
            Err(Failure::Usage(words::several_groups(lang, typed, &names)))
        }
    }
}

/// Position of the answer typed: a code, or a label.
///
/// # Errors
/// No such answer.
pub(super) fn option(lang: Lang, table: &Table, typed: &str) -> Result<usize, Failure> {
    let wanted = matching(typed);
    let by_code = table.options.iter().position(|option| matching(&option.code) == wanted);
    let by_label = || table.options.iter().position(|option| matching(&option.label) == wanted);
    by_code.or_else(by_label).ok_or_else(|| {
        let names = table.options.iter().flat_map(|option| [option.label.as_str(), option.code.as_str()]);
        let known: Vec<&str> = table.options.iter().map(|option| option.label.as_str()).collect();
        Failure::Usage(words::no_option(lang, typed, nearest(typed, names).as_deref(), &known))
    })
}
