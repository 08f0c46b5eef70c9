//! Intervals of a proportion: Wilson, exact, logit, linear (`statistics.md` section 5). All in shares, not points.

use super::distribution::{beta_quantile, normal_quantile, t_quantile};
use crate::model::explanation::IntervalUsed;
use crate::model::table::Interval;

/// What an interval is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// The share.
    pub p: f64,
    /// Its standard error, where there is one.
    pub se: Option<f64>,
    /// Respondents of the base, for simple designs; the Kish size of the base otherwise.
    pub n: f64,
    /// True for simple random sampling, where n is a count.
    pub simple: bool,
    /// Everyone of the base is in a census: there is no sampling error at all.
    pub certain: bool,
    /// Respondents of the design.
    pub design_n: f64,
    /// Degrees of freedom of the design: respondents less strata.
    pub df: f64,
}

/// The two ends of an interval, or none.
type Ends = [Option<f64>; 2];

/// The interval of a proportion at a confidence level, and what it was computed from: the method asked for does not fit
/// every share.
pub fn interval(of: Proportion, method: Interval, level: f64) -> (Ends, IntervalUsed) {
    let none = ([None, None], IntervalUsed::default());
    if of.n <= 0.0 {
        return none;
    }
    let used = |method, n, quantile, df| IntervalUsed { method: Some(method), n, quantile, df };
    let by_wilson = |n: f64| (wilson(of.p, n, level), used("wilson", Some(n), normal_quantile(level), None));
    let by_exact = |n: f64| (exact(of.p, n, level), used("exact", Some(n), None, None));
    let t = || t_quantile(level, of.df);
    let boundary = of.p <= 0.0 || of.p >= 1.0;
    match (method, of.simple) {
        (Interval::Wilson, true) => return by_wilson(of.n),
        (Interval::Exact, true) => return by_exact(of.n),
        (Interval::Logit, true) if boundary => return by_exact(of.n),
        _ => {}
    }
    let Some(se) = of.se else { return none };
    if method == Interval::Linear {
        return (linear(of.p, se, of.df, level), used("linear", None, t(), Some(of.df)));
    }
    if of.certain || (se == 0.0 && !boundary) {
        return ([Some(of.p), Some(of.p)], used("certain", None, None, None));
    }
    if boundary {
        return by_exact(of.n);
    }
    // The size of a simple sample that would have this standard error.
    let size = of.p * (1.0 - of.p) / (se * se);
    match method {
        Interval::Wilson => by_wilson(size),
        Interval::Exact => match (t_quantile(level, of.design_n - 1.0), t()) {
            // Korn and Graubard's correction for the degrees of freedom that strata take.
            (Some(all), Some(left)) => by_exact(size * (all / left).powi(2)),
            _ => none,
        },
        Interval::Logit | Interval::Linear => (logit(of.p, se, of.df, level), used("logit", None, t(), Some(of.df))),
    }
}

fn linear(p: f64, se: f64, df: f64, level: f64) -> Ends {
    match t_quantile(level, df) {
        Some(t) => [Some(p - t * se), Some(p + t * se)],
        None => [None, None],
    }
}

/// R: `prop.test(x, n, correct = FALSE)$conf.int`.
fn wilson(p: f64, n: f64, level: f64) -> Ends {
    let Some(z) = normal_quantile(level) else { return [None, None] };
    let shrink = 1.0 + z * z / n;
    let centre = (p + z * z / (2.0 * n)) / shrink;
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / shrink;
    // At the ends rounding must not leave them.
    let low = if p <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
    [Some(low), Some(high)]
}

/// Clopper-Pearson, also for sizes that are no whole numbers (Korn-Graubard). R: `binom.test(x, n)$conf.int`.
fn exact(p: f64, n: f64, level: f64) -> Ends {
    let tail = (1.0 - level) / 2.0;
    let x = n * p;
    let low = if p <= 0.0 { Some(0.0) } else { beta_quantile(tail, x, n - x + 1.0) };
    let high = if p >= 1.0 { Some(1.0) } else { beta_quantile(1.0 - tail, x + 1.0, n - x) };
    [low, high]
}

/// R: `svyciprop(~y, D, method = "logit")`.
fn logit(p: f64, se: f64, df: f64, level: f64) -> Ends {
    let Some(t) = t_quantile(level, df) else { return [None, None] };
    let centre = (p / (1.0 - p)).ln();
    let half = t * se / (p * (1.0 - p));
    let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    [Some(back(centre - half)), Some(back(centre + half))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Ends, expected: [f64; 2]) {
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?} {expected}");
        }
    }

    fn simple(x: f64, n: f64) -> Proportion {
        let p = x / n;
        Proportion {
            p,
            se: Some((p * (1.0 - p) / (n - 1.0)).sqrt()),
            n,
            simple: true,
            certain: false,
            design_n: n,
            df: n - 1.0,
        }
    }

    /// Golden numbers of `statistics.md` section 11, and R: binom.test(3, 60)$conf.int.
    #[test]
    fn agrees_with_r() {
        close(interval(simple(36.0, 60.0), Interval::Wilson, 0.95).0, [0.473_660_534_920_408, 0.714_305_094_651_174]);
        let of = Proportion { se: Some(0.062_887_218_573_307_9), simple: false, ..simple(30.0, 60.0) };
        close(interval(of, Interval::Logit, 0.95).0, [0.376_754_167_893_775, 0.623_245_832_106_225]);
    }

    #[test]
    fn nobody_has_no_interval_and_everybody_a_one_sided_one() {
        assert_eq!(interval(simple(0.0, 0.0), Interval::Wilson, 0.95).0, [None, None]);
        let none = interval(simple(0.0, 30.0), Interval::Exact, 0.95).0;
        assert_eq!(none[0], Some(0.0));
        // 1 - 0.025^(1/30)
        assert!((none[1].unwrap() - (1.0 - 0.025f64.powf(1.0 / 30.0))).abs() < 1e-12);
    }
}
