//! A portfolio of satisfaction and importance (CS分析): where each item lies, on which side of the axes, and how much it
//! asks for improvement.
//!
//! The figures come from tables with a measure; here they are only set against each other. z is taken over the items, with
//! the n standard deviation, so that 偏差値 = 50 + 10 z. 改善要望度 is z(importance) - z(satisfaction). 改善度 is the distance
//! from (50, 50) times (90 - angle)/90, with the angle from the direction of more importance and less satisfaction.

use crate::model::measure::{
    Area, AxisOf, Cross, Ends, Formula, Measure, Measured, Portfolio, PortfolioItem, PortfolioSpec,
};
use crate::model::table::{Group, Table, TableSpec};
use crate::model::{Question, Survey};

/// The pairs of questions of a portfolio, item by item.
pub fn pairs<'a>(survey: &'a Survey, portfolio: &PortfolioSpec) -> Vec<[&'a Question; 2]> {
    let (satisfaction, importance) = (survey.named(&portfolio.satisfaction), survey.named(&portfolio.importance));
    satisfaction.into_iter().zip(importance).map(Into::into).collect()
}

/// What has to be measured of a question for a formula.
pub fn measure(question: &Question, formula: Formula) -> Option<Measure> {
    match formula {
        Formula::Mean | Formula::TScore => Measure::score(question),
        Formula::Share => Ends::of(question).map(|ends| Measure::ends(&ends)).map(|[top, ..]| top),
        Formula::Net => Ends::of(question).map(|ends| Measure::ends(&ends)).map(|[.., net]| net),
    }
}

/// The tables to be asked for a portfolio, two per item, with the measures of satisfaction and importance; `template` says
/// how every question is asked. `None` where nothing can be measured.
pub fn asked(
    survey: &Survey,
    portfolio: &PortfolioSpec,
    template: &TableSpec,
) -> Option<(Vec<TableSpec>, [Measure; 2])> {
    let (mut specs, mut measures) = (Vec::new(), None);
    for questions in pairs(survey, portfolio) {
        let [satisfaction, importance] = questions;
        let formula = portfolio.formula;
        let pair = measure(satisfaction, formula.satisfaction).zip(measure(importance, formula.importance));
        // A definition without scores has been refused.
        let Some((satisfaction, importance)) = pair else { continue };
        for (question, measure) in questions.into_iter().zip([&satisfaction, &importance]) {
            let measures = vec![measure.clone()];
            specs.push(TableSpec { question: question.id.clone(), measures, ..template.clone() });
        }
        measures.get_or_insert([satisfaction, importance]);
    }
    Some((specs, measures?))
}

/// The portfolio of every group, 全体 first. `tables` has two per item, satisfaction before importance, each with the one
/// measure of its axis.
pub fn portfolios(spec: &PortfolioSpec, tables: &[Table]) -> Vec<Portfolio> {
    let Some(first) = tables.first() else { return Vec::new() };
    let of_group = |(at, group): (usize, &Group)| {
        let title = |name: &String| {
            let banner = first.banners.iter().find(|banner| banner.name == *name);
            banner.map_or_else(|| name.clone(), |banner| banner.title.clone())
        };
        let measured = |table: &Table| -> Measured {
            table.groups.get(at).and_then(|group| group.measures.first()).cloned().unwrap_or_default()
        };
        let pairs = tables.chunks_exact(2).filter_map(|pair| match pair {
            [satisfaction, importance] => Some((satisfaction, importance)),
            _ => None,
        });
        let items = pairs.enumerate().map(|(at, (satisfaction, importance))| PortfolioItem {
            number: at + 1,
            label: satisfaction.label.clone(),
            questions: [satisfaction.question.clone(), importance.question.clone()],
            measured: [measured(satisfaction), measured(importance)],
            at: None,
            area: None,
            distance: None,
            demand: None,
            improvement: None,
        });
        let mut portfolio = Portfolio {
            group: group.banner.as_ref().map(|name| (title(name), group.label.clone())),
            group_code: group.banner.clone().map(|name| (name, group.code.clone())),
            small: group.n < first.min_base,
            cross: None,
            items: items.collect(),
        };
        place(spec, &mut portfolio);
        portfolio
    };
    first.groups.iter().enumerate().map(of_group).collect()
}

/// z of each value over those there are; none where they do not differ.
fn standardised(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let n = known.len() as f64;
    let mean = known.iter().sum::<f64>() / n;
    let sd = (known.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    let z = |value: f64| (sd > 1e-12 * mean.abs().max(1.0)).then(|| (value - mean) / sd);
    values.iter().map(|value| value.and_then(z)).collect()
}

/// Finds where the items lie.
fn place(spec: &PortfolioSpec, portfolio: &mut Portfolio) {
    // Only items with both values are compared with each other.
    let values: Vec<Option<[f64; 2]>> = portfolio
        .items
        .iter()
        .map(|item| {
            let [satisfaction, importance] = &item.measured;
            Some([satisfaction.value?, importance.value?])
        })
        .collect();
    let axis = |index: usize| -> Vec<Option<f64>> {
        values.iter().map(|pair| pair.and_then(|pair| pair.get(index).copied())).collect()
    };
    let z = [standardised(&axis(0)), standardised(&axis(1))];
    let formulas = [spec.formula.satisfaction, spec.formula.importance];
    let plotted = |index: usize| -> Vec<Option<f64>> {
        match (formulas.get(index), z.get(index)) {
            (Some(Formula::TScore), Some(z)) => z.iter().map(|z| z.map(|z| 50.0 + 10.0 * z)).collect(),
            _ => axis(index),
        }
    };
    let (satisfaction, importance) = (plotted(0), plotted(1));
    let turned = |satisfaction: f64, importance: f64| match spec.x {
        AxisOf::Satisfaction => [satisfaction, importance],
        AxisOf::Importance => [importance, satisfaction],
    };
    for (item, (satisfaction, importance)) in portfolio.items.iter_mut().zip(satisfaction.iter().zip(&importance)) {
        item.at = satisfaction.zip(*importance).map(|(satisfaction, importance)| turned(satisfaction, importance));
    }
    let points: Vec<[f64; 2]> = portfolio.items.iter().filter_map(|item| item.at).collect();
    if points.is_empty() {
        return;
    }
    let mean = |index: usize| points.iter().filter_map(|point| point.get(index)).sum::<f64>() / points.len() as f64;
    let cross = match spec.cross {
        Cross::Mean => [mean(0), mean(1)],
        Cross::Zero => [0.0, 0.0],
        Cross::At(at) => at,
    };
    portfolio.cross = Some(cross);
    let both_standardised = formulas == [Formula::TScore; 2];
    let [z_satisfaction, z_importance] = &z;
    for (item, (z_satisfaction, z_importance)) in
        portfolio.items.iter_mut().zip(z_satisfaction.iter().zip(z_importance))
    {
        let Some(at) = item.at else { continue };
        // The mean of equal values may differ from them by a rounding error.
        let above = |value: f64, line: f64| value - line >= -1e-12 * line.abs().max(1.0);
        let high = [above(at[0], cross[0]), above(at[1], cross[1])];
        item.area = Some(match spec.x {
            AxisOf::Satisfaction => Area { high_satisfaction: high[0], high_importance: high[1] },
            AxisOf::Importance => Area { high_importance: high[0], high_satisfaction: high[1] },
        });
        item.distance = Some((at[0] - cross[0]).hypot(at[1] - cross[1]));
        let z = z_satisfaction.zip(*z_importance);
        item.demand = z.map(|(satisfaction, importance)| importance - satisfaction);
        item.improvement = z.filter(|_| both_standardised).map(|(satisfaction, importance)| {
            let distance = 10.0 * satisfaction.hypot(importance);
            // Along the direction (less satisfaction, more importance) the angle is 0, against it 180.
            let angle = (satisfaction + importance).abs().atan2(importance - satisfaction).to_degrees();
            distance * (90.0 - angle) / 90.0
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portfolio(values: &[[f64; 2]], spec: &PortfolioSpec) -> Portfolio {
        let measured = |value: f64| Measured { value: Some(value), ..Measured::default() };
        let items = values.iter().enumerate().map(|(at, [satisfaction, importance])| PortfolioItem {
            number: at + 1,
            label: String::new(),
            questions: [String::new(), String::new()],
            measured: [measured(*satisfaction), measured(*importance)],
            at: None,
            area: None,
            distance: None,
            demand: None,
            improvement: None,
        });
        let mut portfolio =
            Portfolio { group: None, group_code: None, small: false, cross: None, items: items.collect() };
        place(spec, &mut portfolio);
        portfolio
    }

    fn spec(formula: &str, more: &str) -> PortfolioSpec {
        let text = format!("id = \"cs\"\nsatisfaction = \"S\"\nimportance = \"I\"\nformula = \"{formula}\"\n{more}");
        toml::from_str(&text).unwrap()
    }

    /// Four items on a square around (0, 1): by hand z is 1 or -1 on both axes.
    const SQUARE: [[f64; 2]; 4] = [[-1.0, 3.0], [1.0, 3.0], [-1.0, -1.0], [1.0, -1.0]];

    #[test]
    fn axes_cross_at_the_mean_or_where_they_are_told_to() {
        let found = portfolio(&SQUARE, &spec("mean", ""));
        assert_eq!(found.cross, Some([0.0, 1.0]));
        let sides: Vec<(bool, bool)> = found
            .items
            .iter()
            .map(|item| item.area.map(|area| (area.high_importance, area.high_satisfaction)).unwrap())
            .collect();
        assert_eq!(sides, [(true, false), (true, true), (false, false), (false, true)]);
        assert_eq!(found.items[0].distance, Some(5.0_f64.sqrt()));
        let demands: Vec<f64> = found.items.iter().map(|item| item.demand.unwrap()).collect();
        assert_eq!(demands, [2.0, 0.0, 0.0, -2.0]);
        assert!(found.items.iter().all(|item| item.improvement.is_none()));
        let turned = portfolio(&SQUARE, &spec("net", "x = \"importance\"\ncross = [3.0, -2.0]"));
        assert_eq!((turned.cross, turned.items[0].at), (Some([3.0, -2.0]), Some([3.0, -1.0])));
        let area = turned.items[2].area.unwrap();
        assert_eq!((area.high_importance, area.high_satisfaction), (false, true));
        assert_eq!(portfolio(&SQUARE, &spec("mean", "cross = \"zero\"")).cross, Some([0.0, 0.0]));
    }

    #[test]
    fn standard_scores_say_how_much_is_to_be_improved() {
        let found = portfolio(&SQUARE, &spec("t-score", ""));
        assert_eq!((found.cross, found.items[0].at), (Some([50.0, 50.0]), Some([40.0, 60.0])));
        let improvements: Vec<f64> = found.items.iter().map(|item| item.improvement.unwrap()).collect();
        let far = 200.0_f64.sqrt();
        let expected = [far, 0.0, 0.0, -far];
        assert!(improvements.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12));
    }

    #[test]
    fn items_that_do_not_differ_have_no_standard_score() {
        let found = portfolio(&[[0.1, 1.0], [0.1, 2.0], [0.1, 4.0]], &spec("t-score", ""));
        assert!(found.cross.is_none() && found.items.iter().all(|item| item.at.is_none() && item.demand.is_none()));
        let found = portfolio(&[[0.1, 1.0], [0.1, 2.0], [0.1, 4.0]], &spec("mean", ""));
        assert!(found.items.iter().all(|item| item.area.unwrap().high_satisfaction), "on the line is high");
        assert!(portfolio(&[], &spec("mean", "")).cross.is_none());
    }
}
