//! Points of a portfolio (CS分析): where each item lies between the axes, and how its two values are printed.

use super::super::portfolio::{self, Scale};
use super::super::view::View;
use super::super::{figure, round};
use crate::messages::{Lang, measures as words};
use crate::model::measure::{AxisOf, Formula, Measure, Portfolio, PortfolioItem, PortfolioSpec};
use crate::model::table::Group;
use crate::text::fold::display;

/// A portfolio to be drawn. Places are shares of the axes, from the left and from below.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// Names of the axes: across, upward.
    pub axes: [String; 2],
    /// Printed ends of the axes.
    pub ends: [[String; 2]; 2],
    /// Where the axes cross, and the same printed.
    pub cross: ([f64; 2], [String; 2]),
    /// Names of the areas: upper left, upper right, lower left, lower right.
    pub areas: [String; 4],
    /// The items that have both values.
    pub points: Vec<Point>,
}

/// One item.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its number.
    pub number: usize,
    /// Its label.
    pub label: String,
    /// Where it lies.
    pub at: [f64; 2],
    /// Its values across and upward, as printed.
    pub values: [String; 2],
    /// The area it lies in.
    pub area: String,
    /// It is the question that is looked at.
    pub current: bool,
}

/// The portfolio of a group of a table.
pub fn of_group<'a>(groups: &'a [Portfolio], group: &Group) -> Option<&'a Portfolio> {
    groups.iter().find(|of| match (&of.group_code, &group.banner) {
        (None, None) => true,
        (Some((banner, code)), Some(name)) => banner == name && *code == group.code,
        _ => false,
    })
}

/// The points of a portfolio; `None` where nothing can be placed. `measures` are those of satisfaction and importance,
/// `question` is the one looked at.
pub fn points(
    spec: &PortfolioSpec,
    of: &Portfolio,
    measures: &[Measure; 2],
    question: &str,
    view: &View,
    lang: Lang,
) -> Option<Points> {
    let cross = of.cross?;
    let placed: Vec<(&PortfolioItem, [f64; 2])> = of.items.iter().filter_map(|item| Some((item, item.at?))).collect();
    if placed.is_empty() {
        return None;
    }
    let across = Scale::new(placed.iter().map(|(_, at)| at[0]).chain([cross[0]]));
    let upward = Scale::new(placed.iter().map(|(_, at)| at[1]).chain([cross[1]]));
    let place = |at: [f64; 2]| [across.share(at[0]), upward.share(at[1])];
    let printed = |value: f64| round::number(value, view.statistic_digits, view.minus()).unwrap_or_default();
    let turned = |pair: [String; 2]| {
        let [satisfaction, importance] = pair;
        if spec.x == AxisOf::Satisfaction { [satisfaction, importance] } else { [importance, satisfaction] }
    };
    let formulas = [spec.formula.satisfaction, spec.formula.importance];
    let point = |(item, at): &(&PortfolioItem, [f64; 2])| {
        // A standard score is what is plotted; of the others the measured value is printed, rounded as in the list.
        let of_axis = |axis: usize| {
            let t_score = formulas.get(axis) == Some(&Formula::TScore);
            let on_x = (axis == 0) == (spec.x == AxisOf::Satisfaction);
            match (measures.get(axis), item.measured.get(axis)) {
                (Some(measure), Some(measured)) if !t_score => figure::measured(measure, measured, view).text,
                _ => printed(if on_x { at[0] } else { at[1] }),
            }
        };
        Point {
            number: item.number,
            label: display(&item.label),
            at: place(*at),
            values: turned([of_axis(0), of_axis(1)]),
            area: item.area.map_or(String::new(), |area| words::area_name(lang, spec, area)),
            current: item.questions.iter().any(|of_item| of_item == question),
        }
    };
    let area = |right, top| portfolio::area(spec, right, top, lang);
    let names = turned([AxisOf::Satisfaction, AxisOf::Importance].map(|axis| words::axis(lang, axis).to_owned()));
    Some(Points {
        axes: names,
        ends: [[printed(across.low), printed(across.high)], [printed(upward.low), printed(upward.high)]],
        cross: (place(cross), cross.map(printed)),
        areas: [area(false, true), area(true, true), area(false, false), area(true, false)],
        points: placed.iter().map(point).collect(),
    })
}
