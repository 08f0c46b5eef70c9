//! The notes of a table, ready to be read: banners by their titles, figures rounded, small bases always explained.
//!
//! The sentences themselves are those of `messages::table::note`.

use crate::messages::{Lang, pictures, table as words};
use crate::model::Table;
use crate::model::table::Note;

use super::picture::tone;
use super::round;
use super::significance::Significance;
use super::view::{Marks, View};

/// The sentences under a table.
pub fn notes(table: &Table, lang: Lang) -> Vec<String> {
    marked(table, Marks::JAPANESE, lang)
}

/// The sentences under a table as it is shown: with another mark for small bases, and what marks of significance mean.
pub fn shown(table: &Table, view: &View, lang: Lang) -> Vec<String> {
    if table.groups.iter().all(|group| group.banner.is_none()) {
        return without_banners(table, view.marks, lang);
    }
    let significance = view.significance.then(|| Significance::of(table).note(view.marks, lang)).flatten();
    let small = any_small(table);
    let telling = Telling { small, marks: view.marks, without_points: true };
    spoken(table, table.notes.iter().collect(), telling, lang).into_iter().chain(significance).collect()
}

/// What the shades of a spreadsheet mean; `None` where nothing is shaded.
pub fn shades(table: &Table, view: &View, lang: Lang) -> Option<String> {
    (view.tones && tone::can_compare(table)).then(|| pictures::shades_note(lang).to_owned())
}

/// The sentences under a table whose small bases have another mark than ※.
pub(super) fn marked(table: &Table, marks: Marks, lang: Lang) -> Vec<String> {
    let telling = Telling { small: any_small(table), marks, without_points: false };
    spoken(table, table.notes.iter().collect(), telling, lang)
}

/// The sentences under several tables shown as one, each once; `tells` leaves out notes on what is not shown.
pub fn together(tables: &[Table], marks: Marks, lang: Lang, tells: impl Fn(&Note) -> bool) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for table in tables {
        let telling = Telling { small: any_small(table), marks, without_points: false };
        let told = table.notes.iter().filter(|note| tells(note)).collect();
        for note in spoken(table, told, telling, lang) {
            if !all.contains(&note) {
                all.push(note);
            }
        }
    }
    all
}

/// The sentences under a list of 全体: what is said of banners is left out.
pub(super) fn without_banners(table: &Table, marks: Marks, lang: Lang) -> Vec<String> {
    let small = table.groups.first().is_some_and(|total| total.n < table.min_base);
    let of_total = table.notes.iter().filter(|note| match note {
        Note::BannerUnknown { .. } | Note::BannerPercent { .. } | Note::BannerOverlaps { .. } => false,
        Note::SmallBase { .. } => small,
        _ => true,
    });
    spoken(table, of_total.collect(), Telling { small, marks, without_points: false }, lang)
}

fn any_small(table: &Table) -> bool {
    table.groups.iter().any(|group| group.n < table.min_base)
}

/// How the notes of a table are told.
#[derive(Clone, Copy)]
struct Telling {
    /// A base that is shown is small, so that its mark has to be explained.
    small: bool,
    marks: Marks,
    /// Points of ranks are not shown, so how they are given is not said; it is where they stand, in the list without a banner.
    without_points: bool,
}

fn spoken(table: &Table, notes: Vec<&Note>, telling: Telling, lang: Lang) -> Vec<String> {
    let Telling { small, marks, without_points } = telling;
    let small_base = Note::SmallBase { min_base: table.min_base };
    let explained = notes.iter().any(|note| matches!(note, Note::SmallBase { .. }));
    let missing = (small && !explained).then_some(&small_base);
    let sentences = notes.into_iter().chain(missing).map(|note| {
        let sentence = || words::note(lang, &printed(table, note));
        match note {
            Note::SmallBase { .. } => sentence().replace(Marks::JAPANESE.small, marks.small),
            Note::RankScore { top } if without_points => words::rank_counts(lang, *top),
            _ => sentence(),
        }
    });
    sentences.collect()
}

/// The note with titles for names and figures as printed.
fn printed(table: &Table, note: &Note) -> Note {
    match note {
        Note::BannerUnknown { banner, cases } => {
            Note::BannerUnknown { banner: banner_title(table, banner), cases: *cases }
        }
        Note::BannerPercent { banner, percent, known, n, options } => Note::BannerPercent {
            banner: banner_title(table, banner),
            percent: *percent,
            known: *known,
            n: *n,
            options: options.clone(),
        },
        Note::BannerOverlaps { banner } => Note::BannerOverlaps { banner: banner_title(table, banner) },
        other => rounded(other),
    }
}

/// The note with its figures as printed.
pub(super) fn rounded(note: &Note) -> Note {
    match note {
        Note::Weighted { weight, effective_n, fitted } => {
            let effective_n = round::units(*effective_n, 1).map_or(*effective_n, |tenths| tenths as f64 / 10.0);
            Note::Weighted { weight: weight.clone(), effective_n, fitted: *fitted }
        }
        other => other.clone(),
    }
}

/// The title of a banner for people; its name where it has none.
pub(super) fn banner_title(table: &Table, name: &str) -> String {
    let banner = table.banners.iter().find(|banner| banner.name == name);
    banner.map_or(name, |banner| &banner.title).to_owned()
}
