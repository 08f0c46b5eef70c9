//! Lines over the waves of a survey: a line per answer, a point per wave.

use super::super::view::View;
use super::super::{figure, round, waves as compared};
use crate::messages::Lang;
use crate::model::table::{Group, Role};
use crate::model::wave::{Figures, WaveGroup, Waves};
use crate::text::fold::{display, matching};

/// Lines over waves.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// Names of the waves with their bases, oldest first.
    pub waves: Vec<(String, String)>,
    /// Ends of the scale in points: 0, and the next ten above every figure.
    pub ends: [String; 2],
    /// A line per answer, the largest of the newest wave first.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The answer.
    pub label: String,
    /// By wave: height on the scale from 0 to 1, and the percentage as printed; `None` where the answer could not be given.
    pub points: Vec<Option<(f64, String)>>,
}

/// Steps of the scale, in points.
const STEP: f64 = 10.0;

/// The group of the waves that a group of a table is: the groups of all waves stand in another order than those of one.
pub fn of_group<'a>(waves: &'a Waves, group: &Group) -> Option<&'a WaveGroup> {
    let label = matching(&group.label);
    let is_it = |of: &&WaveGroup| of.banner == group.banner && of.code == group.code && matching(&of.label) == label;
    waves.groups.iter().find(is_it)
}

/// Whose answers they are, with the mark of a base that is small in any wave.
pub fn subject(waves: &Waves, group: &WaveGroup, view: &View) -> String {
    let mark = if compared::is_small(waves, group) { view.marks.small } else { "" };
    format!("{}{mark}", display(&group.label))
}

/// The lines of a group of the waves.
pub fn lines(waves: &Waves, group: &WaveGroup, view: &View, lang: Lang) -> Lines {
    let names = waves.waves.iter().zip(&group.waves).map(|(wave, figures)| {
        let n = figures.as_ref().map_or(String::new(), |figures| figure::base(figures.n).text);
        (display(&wave.name), n)
    });
    let point = |figures: &Option<Figures>, at: usize| {
        let figures = figures.as_ref()?;
        let cell = figures.cells.get(at)?.as_ref()?;
        Some((cell.percent?, compared::percent(figures, cell, view).0.text))
    };
    let line = |(at, option): (usize, &crate::model::wave::WaveOption)| Line {
        // As in the table of the comparison: the words of the answer changed.
        label: format!("{}{}", display(&option.label), if option.reworded { lang.pick("＊", "*") } else { "" }),
        points: group.waves.iter().map(|figures| point(figures, at)).collect(),
    };
    let shown = waves.options.iter().enumerate().filter(|(_, option)| option.role == Role::Choice);
    let mut lines: Vec<Line> = shown.map(line).collect();
    let newest = |line: &Line| line.points.iter().rev().flatten().next().map_or(-1.0, |(percent, _)| *percent);
    lines.sort_by(|a, b| newest(b).total_cmp(&newest(a)));
    let figures = || lines.iter().flat_map(|line| line.points.iter().flatten());
    let most = figures().map(|(percent, _)| *percent).fold(0.0, f64::max);
    let top = ((most / STEP).ceil() * STEP).clamp(STEP, 100.0);
    let ends = [0.0, top].map(|end| round::number(end, 0, "").unwrap_or_default());
    for (height, _) in lines.iter_mut().flat_map(|line| line.points.iter_mut().flatten()) {
        *height = (*height / top).clamp(0.0, 1.0);
    }
    Lines { waves: names.collect(), ends, lines }
}
