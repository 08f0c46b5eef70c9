//! The groups of a comparison: 全体 and the banner groups of all waves, and banners that the mapping file makes.
//!
//! A group is the same in two waves when banner, code and label agree. A code that now has another label is another group,
//! and stands alone in its wave: people are never compared with other people by the accident of a code.

use super::matching;
use super::{Side, WaveError};
use crate::model::Survey;
use crate::model::mapping::Mapping;
use crate::model::survey::{Banner, BannerGroup};
use crate::model::table::{BannerSpec, BaseKind, Role};
use crate::tabulate::Labels;
use crate::text::fold;

/// A group of one wave.
pub(super) struct Head {
    pub banner: Option<String>,
    pub title: String,
    pub code: String,
    pub label: String,
}

/// The groups of one wave, 全体 first.
pub(super) type Heads = Vec<Head>;

/// The groups of all waves: the newest wave's, then those that only older ones have.
pub(super) struct Merged {
    pub groups: Vec<MergedGroup>,
}

/// One group over all waves.
pub(super) struct MergedGroup {
    pub banner: Option<String>,
    pub title: String,
    pub code: String,
    pub label: String,
    /// By wave: position among its groups.
    pub at: Vec<Option<usize>>,
}

impl Merged {
    pub fn new(waves: Vec<&Heads>) -> Self {
        let mut groups: Vec<MergedGroup> = Vec::new();
        for (wave, heads) in waves.iter().enumerate().rev() {
            for (position, head) in heads.iter().enumerate() {
                let is_same = |group: &&mut MergedGroup| {
                    group.banner == head.banner
                        && group.code == head.code
                        && fold::matching(&group.label) == fold::matching(&head.label)
                };
                let group = match groups.iter_mut().find(is_same) {
                    Some(group) => group,
                    None => {
                        // Behind the last group of its banner.
                        let end = groups.iter().rposition(|group| group.banner == head.banner);
                        let end = end.map_or(groups.len(), |end| end + 1);
                        groups.insert(
                            end,
                            MergedGroup {
                                banner: head.banner.clone(),
                                title: head.title.clone(),
                                code: head.code.clone(),
                                label: head.label.clone(),
                                at: vec![None; waves.len()],
                            },
                        );
                        let Some(group) = groups.get_mut(end) else { continue };
                        group
                    }
                };
                if let Some(place) = group.at.get_mut(wave) {
                    *place = Some(position);
                }
            }
        }
        Self { groups }
    }
}

/// Before the id of a banner that the mapping file makes, so that it hides no question.
const MADE: &str = "same:";

/// The name of a banner as it was asked for.
pub(super) fn shown_name(name: &str) -> String {
    name.replace(MADE, "")
}

/// The banners asked of one wave: those that are entries of the mapping file are made of its codes.
pub(super) fn banners(
    asked: &[BannerSpec],
    survey: &Survey,
    surveys: &[&Survey],
    mapping: &Mapping,
) -> Result<(Vec<Banner>, Vec<BannerSpec>), WaveError> {
    let mut made: Vec<Banner> = Vec::new();
    let mut specs = Vec::new();
    for spec in asked {
        let mut ids = Vec::new();
        for id in &spec.0 {
            if mapping.entry(id).is_none() {
                ids.push(id.clone());
                continue;
            }
            let banner = banner(id, survey, surveys, mapping)?;
            ids.push(banner.id.clone());
            if !made.iter().any(|known| known.id == banner.id) {
                made.push(banner);
            }
        }
        specs.push(BannerSpec(ids));
    }
    Ok((made, specs))
}

fn banner(id: &str, survey: &Survey, surveys: &[&Survey], mapping: &Mapping) -> Result<Banner, WaveError> {
    let missing = |survey: &Survey| WaveError::Banner { banner: id.to_owned(), survey: survey.title().to_owned() };
    let same = mapping.entry(id).ok_or_else(|| missing(survey))?;
    let mut sides: Vec<Side<'_>> = Vec::new();
    for survey in surveys {
        let place = same.place(&survey.about.id).ok_or_else(|| missing(survey))?;
        sides.push((survey, survey.question(&place.question).ok_or_else(|| missing(survey))?));
    }
    let wave = surveys.iter().position(|other| other.about.id == survey.about.id).ok_or_else(|| missing(survey))?;
    let (_, question) = sides.get(wave).ok_or_else(|| missing(survey))?;
    let lines = matching::lines(&sides, Some(same), BaseKind::Answered, &Labels::default());
    let group = |line: &matching::Line| {
        let codes = line.codes.get(wave)?.clone()?;
        Some(BannerGroup { label: line.label.clone(), codes, code: Some(line.code.clone()) })
    };
    let titled = |(_, question): &Side<'_>| crate::responses::grouping::title(question);
    let title = if same.label.is_empty() { sides.last().map(titled).unwrap_or_default() } else { same.label.clone() };
    Ok(Banner {
        id: format!("{MADE}{id}"),
        label: title,
        question: question.id.clone(),
        groups: lines.iter().filter(|line| line.role == Role::Choice).filter_map(group).collect(),
        bands: if question.is_number() { question.bands.clone() } else { Vec::new() },
    })
}
