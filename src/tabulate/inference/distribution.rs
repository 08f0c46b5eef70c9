//! Tail probabilities and quantiles: normal, t, chi-square, F and beta.
//!
//! From statrs, whose tails agree with R to 1e-10 relative and better; its t quantile is only a normal approximation for
//! many degrees of freedom, so quantiles are polished against the tail. What cannot be computed is `None`, never NaN.

use statrs::distribution::{Beta, ChiSquared, Continuous, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// Two-sided p of a standard normal statistic.
pub fn normal_p(z: f64) -> Option<f64> {
    let z = finite(z)?;
    finite(2.0 * Normal::standard().cdf(-z.abs()))
}

/// The two-sided normal quantile at a confidence level: 1.96 for 0.95.
pub fn normal_quantile(level: f64) -> Option<f64> {
    let upper = 1.0 - (1.0 - level) / 2.0;
    finite(Normal::standard().inverse_cdf(upper))
}

/// Two-sided p of a t statistic.
pub fn t_p(t: f64, df: f64) -> Option<f64> {
    let t = finite(t)?;
    finite(2.0 * student(df)?.cdf(-t.abs()))
}

/// The two-sided t quantile at a confidence level.
pub fn t_quantile(level: f64, df: f64) -> Option<f64> {
    let tail = (1.0 - level) / 2.0;
    let t = student(df)?;
    let mut quantile = finite(-t.inverse_cdf(tail))?;
    for _ in 0..8 {
        let slope = t.pdf(quantile);
        let step = (t.cdf(-quantile) - tail) / slope;
        if !step.is_finite() || step.abs() <= f64::EPSILON * quantile.abs() {
            break;
        }
        quantile += step;
    }
    finite(quantile)
}

/// Upper tail of a chi-square statistic.
pub fn chi_square_p(statistic: f64, df: f64) -> Option<f64> {
    let statistic = finite(statistic)?;
    finite(ChiSquared::new(df).ok()?.sf(statistic))
}

/// Upper tail of an F statistic.
pub fn f_p(statistic: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let statistic = finite(statistic)?;
    finite(FisherSnedecor::new(numerator, denominator).ok()?.sf(statistic))
}

/// Quantile of the beta distribution.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    let beta = Beta::new(a, b).ok()?;
    let mut quantile = finite(beta.inverse_cdf(p))?;
    for _ in 0..8 {
        let step = (beta.cdf(quantile) - p) / beta.pdf(quantile);
        let next = quantile - step;
        if !step.is_finite() || !(0.0..=1.0).contains(&next) || step.abs() <= f64::EPSILON * quantile {
            break;
        }
        quantile = next;
    }
    Some(quantile)
}

fn student(df: f64) -> Option<StudentsT> {
    StudentsT::new(0.0, 1.0, df).ok()
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values from R 4.2 (`pnorm`, `pt`, `pchisq`, `pf`, `qt`, `qbeta`).
    #[test]
    fn agrees_with_r() {
        let cases = [
            (normal_p(1.96), 0.049_995_790_296_440_86),
            (normal_p(10.0), 1.523_970_604_832_105e-23),
            (t_p(2.0, 59.0), 0.050_110_412_988_244_2),
            (t_p(30.0, 1000.0), 1.537_468_744_404_506e-141),
            (chi_square_p(1.993_984_962_406_01, 4.0), 0.736_865_285_006_789_6),
            (chi_square_p(1000.0, 30.0), 5.131_435_321_572_533e-191),
            (f_p(0.024_295_598_401_373_1, 1.999_824_554_528_22, 117.989_648_717_165), 0.975_995_412_043_634_5),
            (f_p(40.0, 8.0, 1000.0), 1.580_783_193_834_462e-55),
            (t_quantile(0.95, 3.0), 3.182_446_305_283_708),
            (t_quantile(0.95, 99_999.0), 1.959_987_707_771_844_2),
            (t_quantile(0.99, 424.0), 2.587_474_237_540_42),
            (beta_quantile(0.025, 3.0, 58.0), 0.010_432_329_644_348_223),
            (beta_quantile(0.025, 0.5, 400.0), 1.228_353_123_074_912_7e-6),
            (beta_quantile(0.975, 400.3, 0.7), 0.999_988_758_478_826_2),
            (normal_quantile(0.95), 1.959_963_984_540_053_6),
        ];
        for (index, (found, expected)) in cases.into_iter().enumerate() {
            let found = found.unwrap();
            assert!((found / expected - 1.0).abs() < 1e-10, "case {index}: {found} {expected}");
        }
    }

    #[test]
    fn what_does_not_exist_is_none() {
        assert_eq!(t_p(f64::NAN, 5.0), None);
        assert_eq!(t_p(1.0, 0.0), None);
        assert_eq!(beta_quantile(0.5, 0.0, 1.0), None);
    }
}
