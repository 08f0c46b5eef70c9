//! Values of indicators out of the surveys they are bound to, one per wave, and whether a change is more than chance.

use crate::messages::{Lang, finding as words, problem};
use crate::model::expr::Expr;
use crate::model::finding::{Figure, SIGNIFICANT, Source};
use crate::model::plan::{FigureKey, FigureOf, Plan, RecordRef};
use crate::model::table::{BannerSpec, TableSpec};
use crate::model::{Survey, Table};
use crate::plans::indicators::{Change, Fault, Indicator, Measured, Unjudged, variance_of_share};
use crate::project::findings::Library;
use crate::responses::{Responses, eval};
use crate::tabulate::TabulateError;
use crate::tabulate::inference::distribution::{normal_p, normal_quantile};

/// The indicators of the library's plans, in their order.
///
/// # Errors
/// `Cancelled` only; what is wrong with a binding stands in the indicator.
pub fn indicators(library: &Library<'_>, plan: Option<&str>) -> Result<Vec<Indicator>, TabulateError> {
    let mut found = Vec::new();
    for plan in library.plans.iter().filter(|known| plan.is_none_or(|id| known.id == id)) {
        for record in plan.records.iter().filter(|record| record.kind == "indicator") {
            found.push(indicator(library, plan, &plan.reference(record), record.figure.as_ref())?);
        }
    }
    Ok(found)
}

fn indicator(
    library: &Library<'_>,
    plan: &Plan,
    reference: &RecordRef,
    key: Option<&FigureKey>,
) -> Result<Indicator, TabulateError> {
    let record = plan.record(&reference.id).cloned().unwrap_or_default();
    let mut indicator = Indicator::stated(plan, &record);
    let Some(key) = key else {
        if indicator.results.is_empty() {
            indicator.faults.push(Fault::Unbound);
        }
        return Ok(indicator);
    };
    let mut waves: Vec<&Responses> =
        library.surveys.iter().copied().filter(|wave| is_wave(wave.survey(), key)).collect();
    waves.sort_by_key(|wave| wave.survey().about.date.clone());
    if waves.is_empty() {
        indicator.faults.push(Fault::Survey { id: key.survey.clone() });
    }
    for wave in waves {
        let id = wave.survey().about.id.clone();
        match figure(library.lang, key, wave.survey()) {
            Err(why) => indicator.faults.push(Fault::Wave { survey: id, why }),
            Ok(figure) => {
                let source = Source::Figure { figure: figure.clone() };
                for read in library.read(&[&source])? {
                    let value = read.map_err(|gone| words::gone(library.lang, &gone)).map(|read| {
                        let table = read.tables.first()?;
                        measured(wave, &figure, table)
                    });
                    match value {
                        Ok(Some(value)) => indicator.waves.push(value),
                        Ok(None) => indicator.faults.push(Fault::Wave {
                            survey: id.clone(),
                            why: words::gone(library.lang, &crate::model::finding::Gone::Value),
                        }),
                        Err(why) => indicator.faults.push(Fault::Wave { survey: id.clone(), why }),
                    }
                }
            }
        }
    }
    indicator.change = change(&indicator, key.of);
    Ok(indicator)
}

/// The survey named, or a wave of the series named.
pub(crate) fn is_wave(survey: &Survey, key: &FigureKey) -> bool {
    let about = &survey.about;
    about.id == key.survey || about.series.as_ref() == Some(&key.survey)
}

/// The figure of a binding in one survey; where the binding names no weight, by the survey's own.
fn figure(lang: Lang, key: &FigureKey, survey: &Survey) -> Result<Figure, String> {
    let read = |text: &str| {
        let typed = Expr::parse(text).map_err(|error| problem::parse_error(lang, &error))?;
        eval::coded(survey, &typed).map_err(|error| problem::expression_error(lang, &error))
    };
    let filter = key.filter.as_deref().map(read).transpose()?;
    let banners = key.banner.iter().map(|banner| BannerSpec::parse(banner)).collect();
    let weight = match key.weight.as_deref() {
        Some("none") => None,
        Some(weight) => Some(weight.to_owned()),
        None => survey.about.default_weight.clone(),
    };
    let spec =
        TableSpec { question: key.question.clone(), banners, weight, filter, base: key.base, ..TableSpec::default() };
    Ok(Figure {
        survey: survey.about.id.clone(),
        spec,
        banner: key.banner.clone(),
        group: key.group.clone().unwrap_or_else(|| "total".to_owned()),
        option: key.option.clone(),
        of: key.of,
    })
}

fn measured(wave: &Responses, figure: &Figure, table: &Table) -> Option<Measured> {
    let group = table.groups.iter().find(|group| group.banner == figure.banner && group.code == figure.group)?;
    let at = figure.option.as_ref().and_then(|code| table.options.iter().position(|line| line.code == *code));
    let cell = at.and_then(|at| group.cells.get(at));
    let (value, se, interval, n) = match (figure.of, cell) {
        (FigureOf::Count, Some(cell)) => (cell.weighted, None, [None, None], group.n),
        (FigureOf::Count, None) => (group.weighted, None, [None, None], group.n),
        (_, Some(cell)) => (cell.percent?, cell.se, cell.ci, group.n),
        (_, None) => {
            let mean = group.stats.mean?;
            let half = group.stats.se.zip(normal_quantile(table.inference.level)).map(|(se, z)| z * se);
            (mean, group.stats.se, [half.map(|half| mean - half), half.map(|half| mean + half)], group.stats.n)
        }
    };
    let about = &wave.survey().about;
    let small = n < table.inference.min_base.unwrap_or(table.min_base);
    Some(Measured {
        survey: about.id.clone(),
        title: wave.survey().title().to_owned(),
        wave: about.wave.clone(),
        year: about.date.as_deref().and_then(fiscal_year),
        value,
        se,
        interval,
        n,
        small,
    })
}

/// The fiscal year (from April) of a day: 2024-03-31 is in 2023.
fn fiscal_year(iso: &str) -> Option<i64> {
    let mut parts = iso.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    match parts.next().map(str::parse::<u32>) {
        Some(Ok(month)) if month < 4 => Some(year - 1),
        _ => Some(year),
    }
}

/// Against the baseline: its own wave if one was measured that year, else the figure that is written, if it says how many
/// people it is of. z = (now - then) / sqrt(se_now^2 + se_then^2), both taken as independent samples.
fn change(indicator: &Indicator, of: FigureOf) -> Option<Change> {
    let now = indicator.waves.last()?;
    let (year, then) = indicator.start()?;
    let earlier = |wave: &&Measured| wave.survey != now.survey && (indicator.baseline.is_none() || wave.year == year);
    let own = indicator.waves.iter().find(earlier);
    if indicator.baseline.as_ref().is_some_and(|baseline| baseline.year == now.year) && own.is_none() {
        return None;
    }
    let written = indicator.baseline.as_ref().and_then(|baseline| baseline.n);
    let variance = match (own, of, written) {
        (Some(own), ..) => own.se.map(|se| se * se).ok_or(Unjudged::NoError),
        (None, FigureOf::Percent, Some(n)) => variance_of_share(then, n).ok_or(Unjudged::NoBase),
        (None, FigureOf::Percent, None) => Err(Unjudged::NoBase),
        (None, ..) => Err(Unjudged::MeanBaseline),
    };
    let error = variance.and_then(|variance| {
        let se = now.se.filter(|_| !now.small).ok_or(Unjudged::NoError)?;
        Ok((variance + se * se).sqrt())
    });
    let difference = now.value - own.map_or(then, |own| own.value);
    let se = error.ok().filter(|se| *se > 1e-12);
    let p = se.and_then(|se| normal_p(difference / se));
    let why = error.err().or(if p.is_none() { Some(Unjudged::NoError) } else { None });
    Some(Change { difference, se, p, beyond_noise: p.map(|p| p < SIGNIFICANT), why })
}
