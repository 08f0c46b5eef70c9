//! What a reader of a comparison must know: whose answers, what changed in wording, what is compared with nothing.

use super::groups::Merged;
use super::matching::{self, Line};
use super::{Evidence, Side, bases};
use crate::model::Kind;
use crate::model::mapping::Same;
use crate::model::table::{Adjust, BaseKind, Note, Role};
use crate::model::wave::{BaseDifference, WaveGroup, WaveNote};
use crate::text::fold;

/// Everything found.
pub(super) struct Noted<'a> {
    pub sides: &'a [Side<'a>],
    pub lines: &'a [Line],
    pub merged: &'a Merged,
    pub evidence: &'a Evidence,
    pub groups: &'a [WaveGroup],
}

impl Noted<'_> {
    /// The notes, in the order they are printed.
    pub fn notes(
        &self,
        same: Option<&Same>,
        base: BaseKind,
        differing: &[(usize, usize, BaseDifference)],
        accepted: bool,
        means: bool,
        adjust: Adjust,
    ) -> Vec<WaveNote> {
        let mut notes = Vec::new();
        if self.sides.iter().any(|(survey, _)| survey.about.synthetic) {
            notes.push(WaveNote::Table(Note::Synthetic));
        }
        notes.push(WaveNote::Table(if base == BaseKind::All { Note::BaseAll } else { Note::BaseAnswered }));
        if self.sides.iter().any(|(_, question)| matches!(question.kind, Kind::Multiple | Kind::Rank)) {
            notes.push(WaveNote::Table(Note::Multiple));
        }
        notes.extend(differing.iter().map(|(from, to, what)| {
            let (from, to) = (*from, *to);
            WaveNote::BaseDiffers { from, to, what: what.clone() }
        }));
        self.asked(differing, &mut notes);
        self.wording(accepted, &mut notes);
        self.alone(same, &mut notes);
        if !means && matching::has_means(self.sides) {
            notes.push(WaveNote::MeansDiffer);
        }
        self.of_waves(&mut notes);
        self.inference(&mut notes);
        if adjust != Adjust::None {
            notes.push(WaveNote::Adjusted(adjust));
        }
        notes
    }

    /// Who was asked, unless a difference says so already.
    fn asked(&self, differing: &[(usize, usize, BaseDifference)], notes: &mut Vec<WaveNote>) {
        for (wave, (survey, question)) in self.sides.iter().enumerate() {
            let told = differing
                .iter()
                .any(|(from, to, what)| matches!(what, BaseDifference::Asked(..)) && (*from == wave || *to == wave));
            if let Some(condition) = bases::spoken(survey, question).filter(|_| !told) {
                notes.push(WaveNote::Asked { wave, condition });
            }
        }
    }

    /// Changed words of the question, its limit and its answers.
    fn wording(&self, accepted: bool, notes: &mut Vec<WaveNote>) {
        let differ =
            |old: &str, new: &str| !old.is_empty() && !new.is_empty() && fold::matching(old) != fold::matching(new);
        for (from, pair) in self.sides.windows(2).enumerate() {
            let [(_, a), (_, b)] = pair else { continue };
            let to = from + 1;
            if differ(&a.text, &b.text) {
                let (old, new) = (a.text.clone(), b.text.clone());
                notes.push(WaveNote::Reworded { from, to, old, new, accepted });
            }
            if a.max != b.max {
                notes.push(WaveNote::Limit { from, to, old: a.max, new: b.max });
            }
        }
        for line in self.lines {
            let known: Vec<(usize, &String)> =
                line.labels.iter().enumerate().filter_map(|(wave, label)| Some((wave, label.as_ref()?))).collect();
            for pair in known.windows(2) {
                let [(from, old), (to, new)] = pair else { continue };
                if differ(old, new) {
                    let (from, to, old, new) = (*from, *to, (*old).clone(), (*new).clone());
                    notes.push(WaveNote::OptionReworded { from, to, old, new, accepted });
                }
            }
        }
    }

    /// Answers and groups that not every wave has.
    fn alone(&self, same: Option<&Same>, notes: &mut Vec<WaveNote>) {
        let waves = self.sides.len();
        for line in self.lines.iter().filter(|line| line.role != Role::Missing) {
            let found: Vec<usize> = (0..waves).filter(|wave| line.is_in(*wave)).collect();
            if found.len() < waves {
                notes.push(WaveNote::OptionOnly { label: line.label.clone(), waves: found });
            }
        }
        for (wave, (_, question)) in self.sides.iter().enumerate() {
            let labels: Vec<String> =
                matching::unmapped(question, wave, self.lines, same).into_iter().map(|(_, label)| label).collect();
            if !labels.is_empty() {
                notes.push(WaveNote::Unmapped { wave, labels });
            }
        }
        for group in &self.merged.groups {
            let found: Vec<usize> =
                group.at.iter().enumerate().filter(|(_, at)| at.is_some()).map(|(wave, _)| wave).collect();
            if found.len() < waves {
                let (banner, label) = (group.title.clone(), group.label.clone());
                notes.push(WaveNote::GroupOnly { banner, label, waves: found });
            }
        }
    }

    /// What the tables of single waves say.
    fn of_waves(&self, notes: &mut Vec<WaveNote>) {
        for wave in 0..self.sides.len() {
            let told = self.evidence.counted(wave).map_or(&[][..], |counted| &counted.notes);
            let own = told.iter().filter(|note| {
                matches!(
                    note,
                    Note::NotAsked(_)
                        | Note::OverLimit { .. }
                        | Note::DoubleMark { .. }
                        | Note::BannerUnknown { .. }
                        | Note::BannerOverlaps { .. }
                        | Note::SmallBase { .. }
                        | Note::Filter { .. }
                        | Note::Weighted { .. }
                        | Note::WeightMissing(_)
                        | Note::WeightKeptMissing(_)
                        | Note::OutsideBands(_)
                )
            });
            notes.extend(own.map(|note| WaveNote::Of { wave, note: note.clone() }));
        }
    }

    /// How differences were judged.
    fn inference(&self, notes: &mut Vec<WaveNote>) {
        match self.evidence {
            Evidence::Linked(linked) => {
                let others = linked.waves.iter().map(|wave| wave.others).collect();
                notes.push(WaveNote::Linked { linked: linked.n, others });
            }
            Evidence::Own(_) => notes.push(WaveNote::Independent),
        }
        let differs = |cell: &crate::model::wave::Difference| {
            cell.se.is_some_and(|se| se < 1e-9) && cell.difference.is_some_and(|difference| difference.abs() > 1e-9)
        };
        if self.groups.iter().flat_map(|group| &group.changes).flat_map(|change| &change.cells).any(differs) {
            notes.push(WaveNote::NoSampling);
        }
    }
}
