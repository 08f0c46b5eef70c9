//! A banner as the other side of a table: one grouping, or several nested into one.

use std::borrow::Cow;

use super::{MOST_GROUPS, TabulateError};
use crate::model::table::{BannerSpec, PathStep};
use crate::responses::grouping::Grouping;
use crate::responses::{Membership, NA, Responses};

/// The groups of a banner.
pub struct Banner<'a> {
    /// As in `Group::banner`.
    pub name: String,
    /// For people.
    pub title: String,
    /// In order, outer level slowest.
    pub groups: Vec<BannerGroup>,
    /// Who is in which.
    pub membership: Membership<'a>,
}

/// One group, perhaps nested.
pub struct BannerGroup {
    /// Codes joined by `*`.
    pub code: String,
    /// Labels joined by ` × `.
    pub label: String,
    /// Question and code at each level.
    pub path: Vec<PathStep>,
}

/// Makes a banner of its parts.
///
/// # Errors
/// An id that is unknown or cannot group, or too many groups.
pub fn banner<'a>(responses: &'a Responses, spec: &BannerSpec) -> Result<Banner<'a>, TabulateError> {
    let mut whole: Option<Banner<'a>> = None;
    for id in &spec.0 {
        let part = Grouping::of(responses, id).map_err(|error| TabulateError::Banner {
            id: id.clone(),
            nearest: crate::text::nearest(id, responses.survey().ids()),
            error,
        })?;
        let part = single(part);
        whole = Some(match whole {
            None => part,
            Some(outer) => nested(outer, part, responses.len())?,
        });
    }
    let whole = whole.unwrap_or(Banner {
        name: String::new(),
        title: String::new(),
        groups: Vec::new(),
        membership: Membership::One(Cow::Owned(Vec::new())),
    });
    if whole.groups.len() > MOST_GROUPS {
        return Err(TabulateError::TooManyGroups { id: spec.name(), groups: whole.groups.len() });
    }
    Ok(Banner { name: spec.name(), ..whole })
}

fn single(grouping: Grouping<'_>) -> Banner<'_> {
    let id = grouping.id;
    let groups = grouping.groups.into_iter().map(|group| BannerGroup {
        path: vec![PathStep { question: id.clone(), code: group.code.clone(), of: grouping.question.clone() }],
        code: group.code,
        label: group.label,
    });
    Banner { groups: groups.collect(), title: grouping.title, membership: grouping.membership, name: id }
}

fn nested<'a>(outer: Banner<'a>, inner: Banner<'a>, cases: usize) -> Result<Banner<'a>, TabulateError> {
    let (wide, deep) = (outer.groups.len(), inner.groups.len());
    let count = wide.saturating_mul(deep);
    let name = format!("{}*{}", outer.name, inner.name);
    if count > MOST_GROUPS {
        return Err(TabulateError::TooManyGroups { id: name, groups: count });
    }
    let membership = match (&outer.membership, &inner.membership) {
        (Membership::One(a), Membership::One(b)) => {
            let code = |(a, b): (&u16, &u16)| {
                let (a, b) = (usize::from(*a), usize::from(*b));
                if a < wide && b < deep { u16::try_from(a * deep + b).unwrap_or(NA) } else { NA }
            };
            Membership::One(Cow::Owned(a.iter().zip(b.iter()).map(code).collect()))
        }
        (a, b) => {
            let mut words = vec![vec![0u64; cases]; count.div_ceil(64).max(1)];
            for group in 0..count {
                let both = |case: &usize| a.has(*case, group / deep) && b.has(*case, group % deep);
                for case in (0..cases).filter(both) {
                    if let Some(bits) = words.get_mut(group / 64).and_then(|word| word.get_mut(case)) {
                        *bits |= 1 << (group % 64);
                    }
                }
            }
            Membership::Many(words.into_iter().map(Cow::Owned).collect())
        }
    };
    let groups = outer.groups.iter().flat_map(|a| {
        inner.groups.iter().map(|b| BannerGroup {
            code: format!("{}*{}", a.code, b.code),
            label: format!("{} × {}", a.label, b.label),
            path: a.path.iter().chain(&b.path).cloned().collect(),
        })
    });
    let groups = groups.collect();
    Ok(Banner { name, title: format!("{} × {}", outer.title, inner.title), groups, membership })
}
