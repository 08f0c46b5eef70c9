//! Lines over the waves of a survey: a line per answer, a point per wave.

use super::super::view::View;
use super::super::{figure, round};
use super::Row;
use crate::messages::Lang;
use crate::model::table::Role;
use crate::model::wave::{Figures, Waves};
use crate::text::fold::display;

/// Lines over waves.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// Whose answers.
    pub row: Row,
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

/// The lines of a group, by its position; `None` where there is no such group.
pub fn lines(waves: &Waves, group: usize, view: &View, lang: Lang) -> Option<Lines> {
    let group = waves.groups.get(group)?;
    let small = |(wave, figures): (&crate::model::wave::Wave, &Option<Figures>)| {
        figures.as_ref().is_some_and(|figures| figures.n < wave.min_base)
    };
    let small = waves.waves.iter().zip(&group.waves).any(small);
    let mark = if small { view.marks.small } else { "" };
    let names = waves.waves.iter().zip(&group.waves).map(|(wave, figures)| {
        let n = figures.as_ref().map_or(String::new(), |figures| figure::base(figures.n).text);
        (display(&wave.name), n)
    });
    let point = |figures: &Option<Figures>, at: usize| {
        let figures = figures.as_ref()?;
        let cell = figures.cells.get(at)?.as_ref()?;
        let percent = cell.percent?;
        let people = figures.weighted == figures.n as f64 && cell.weighted == cell.n as f64;
        let text = if people {
            round::share(cell.n, figures.n, view.digits)?
        } else {
            round::number(percent, view.digits, view.marks.minus)?
        };
        Some((percent, text))
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
    let label = format!("{}{mark}", display(&group.label));
    let row = Row { banner: display(&group.title), label, n: String::new(), small };
    Some(Lines { row, waves: names.collect(), ends, lines })
}
