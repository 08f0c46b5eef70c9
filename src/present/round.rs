//! 四捨五入: rounding as Japanese reports do it, half away from zero, and never twice.
//!
//! Shares of whole numbers are rounded in integers. Every other figure is first taken to 13 significant digits, which
//! undoes the noise of binary arithmetic, and is then rounded in decimal. Results are counts of the last decimal
//! ("units": 17.9 is 179), so that differences of printed figures are exact too. What a figure means is not known here.

/// Decimals beyond this are not printed.
pub(super) const MOST_DIGITS: u8 = 6;

/// 100 * part / whole, rounded half up, in units of the last decimal; `None` when the whole is nobody.
///
/// With one digit this is floor((2000 x + m) / (2 m)).
pub fn share_units(part: u64, whole: u64, digits: u8) -> Option<i128> {
    let (x, m) = (u128::from(part), u128::from(whole));
    let scale = 200 * 10_u128.pow(digits.min(MOST_DIGITS).into());
    i128::try_from((scale * x + m).checked_div(2 * m)?).ok()
}

/// The value to 13 significant digits, then half away from zero, in units of the last decimal; `None` for what is not a
/// finite number or too large to print.
pub fn units(value: f64, digits: u8) -> Option<i128> {
    if !value.is_finite() {
        return None;
    }
    // `{:e}` prints the exact binary value correctly rounded: thirteen digits and a power of ten.
    let text = format!("{:.12e}", value.abs());
    let (digits_text, power) = text.split_once('e')?;
    let mantissa: u128 = digits_text.replace('.', "").parse().ok()?;
    let shift = power.parse::<i32>().ok()? - 12 + i32::from(digits.min(MOST_DIGITS));
    let rounded = match u32::try_from(shift) {
        Ok(up) => mantissa.checked_mul(10_u128.checked_pow(up)?)?,
        Err(_) => match 10_u128.checked_pow(shift.unsigned_abs()) {
            Some(divisor) if divisor < u128::MAX / 4 => (2 * mantissa + divisor) / (2 * divisor),
            _ => 0,
        },
    };
    let rounded = i128::try_from(rounded).ok()?;
    Some(if value < 0.0 { -rounded } else { rounded })
}

/// sum / whole, rounded half away from zero in integers, in units of the last decimal; `None` when the whole is nobody.
pub fn ratio_units(sum: i64, whole: u64, digits: u8) -> Option<i128> {
    let (x, m) = (u128::from(sum.unsigned_abs()), u128::from(whole));
    let scale = 2 * 10_u128.pow(digits.min(MOST_DIGITS).into());
    let units = i128::try_from((scale * x + m).checked_div(2 * m)?).ok()?;
    Some(if sum < 0 { -units } else { units })
}

/// sum / whole as printed, negative figures with their mark even where they round to zero.
pub fn ratio(sum: i64, whole: u64, digits: u8, minus: &str) -> Option<String> {
    let text = print(ratio_units(sum, whole, digits)?.abs(), digits, "");
    Some(if sum < 0 { format!("{minus}{text}") } else { text })
}

/// The value to 13 significant digits, as spreadsheets and raw csv hold it. Zero loses its sign.
pub fn significant(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// Units as printed: `179` with one digit is `17.9`. No thousands separators.
pub fn print(units: i128, digits: u8, minus: &str) -> String {
    let digits = usize::from(digits.min(MOST_DIGITS));
    let sign = if units < 0 { minus } else { "" };
    let text = format!("{:0>width$}", units.unsigned_abs(), width = digits + 1);
    let (whole, decimals) = text.split_at(text.len() - digits);
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

/// A share of people in percent as printed; `None` when there is no base.
pub fn share(part: u64, whole: u64, digits: u8) -> Option<String> {
    share_units(part, whole, digits).map(|units| print(units, digits, ""))
}

/// A figure as printed. A negative one keeps its mark even where it rounds to zero, as `0.0` says "above zero". `None`
/// for what is not a finite number.
pub fn number(value: f64, digits: u8, minus: &str) -> Option<String> {
    let units = units(value, digits)?;
    let text = print(units.abs(), digits, "");
    Some(if value < 0.0 { format!("{minus}{text}") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Long division, one decimal after another, then a look at what is left: nothing in common with the formula.
    fn by_hand(part: u64, whole: u64, digits: u8) -> String {
        let mut rest = u128::from(part) * 100;
        let whole = u128::from(whole);
        let mut figures = vec![rest / whole];
        rest %= whole;
        for _ in 0..digits {
            rest *= 10;
            figures.push(rest / whole);
            rest %= whole;
        }
        if rest >= whole - rest {
            for (place, figure) in figures.iter_mut().enumerate().rev() {
                *figure += 1;
                if place == 0 || *figure < 10 {
                    break;
                }
                *figure = 0;
            }
        }
        let decimals: String = figures[1..].iter().map(u128::to_string).collect();
        if digits == 0 { figures[0].to_string() } else { format!("{}.{decimals}", figures[0]) }
    }

    #[test]
    fn every_share_up_to_2000() {
        for whole in 1..=2000_u64 {
            for part in 0..=whole {
                let exact = 100.0 * part as f64 / whole as f64;
                for digits in 0..=2 {
                    let units = share_units(part, whole, digits);
                    assert_eq!(super::units(exact, digits), units, "{part}/{whole} by way of f64");
                    // Twice the distance to the true value is at most one unit, and a tie goes up.
                    let (x, m) = (i128::from(part), i128::from(whole));
                    let off = 2 * (units.unwrap() * m - 100 * 10_i128.pow(digits.into()) * x);
                    assert!(-m < off && off <= m, "{part}/{whole} with {digits} digits");
                }
                // A share of sums of weights, all the same and none of them exact in binary.
                let weighted = 100.0 * (part as f64 * 0.7) / (whole as f64 * 0.7);
                assert_eq!(super::units(weighted, 1), share_units(part, whole, 1), "{part}/{whole} weighted");
            }
        }
    }

    #[test]
    fn same_as_long_division() {
        for whole in 1..=400_u64 {
            for part in 0..=whole {
                for digits in 0..=2 {
                    assert_eq!(share(part, whole, digits), Some(by_hand(part, whole, digits)), "{part}/{whole}");
                }
            }
        }
    }

    #[test]
    fn ties_go_up() {
        assert_eq!(share(1, 16, 1).as_deref(), Some("6.3"));
        assert_eq!(share(5, 16, 1).as_deref(), Some("31.3"));
        assert_eq!(share(1, 8, 0).as_deref(), Some("13"));
        assert_eq!(share(1, 800, 2).as_deref(), Some("0.13"));
        assert_eq!(number(6.25, 1, "▲").as_deref(), Some("6.3"));
        assert_eq!(number(1.005, 2, "▲").as_deref(), Some("1.01"));
        assert_eq!(number(0.1 + 0.2 - 0.05, 1, "▲").as_deref(), Some("0.3"));
    }

    #[test]
    fn negative_figures_go_away_from_zero() {
        assert_eq!(number(-6.25, 1, "▲").as_deref(), Some("▲6.3"));
        assert_eq!(number(-0.5, 0, "△").as_deref(), Some("△1"));
        assert_eq!(number(-0.04, 1, "▲").as_deref(), Some("▲0.0"));
        assert_eq!(number(-0.0, 1, "▲").as_deref(), Some("0.0"));
        assert_eq!(print(-31, 1, "▲"), "▲3.1");
    }

    #[test]
    fn a_difference_of_counts_over_a_base_is_exact() {
        for whole in 1..=400_u64 {
            for difference in -(whole as i64)..=whole as i64 {
                let share = share_units(difference.unsigned_abs(), whole, 1).unwrap();
                let signed = if difference < 0 { -share } else { share };
                assert_eq!(ratio_units(100 * difference, whole, 1), Some(signed), "{difference}/{whole}");
            }
        }
        assert_eq!(ratio(-100, 16, 1, "▲").as_deref(), Some("▲6.3"));
        assert_eq!(ratio(-1, 3000, 1, "▲").as_deref(), Some("▲0.0"));
        assert_eq!(ratio(0, 3, 2, "▲").as_deref(), Some("0.00"));
        assert_eq!(ratio(5, 0, 1, "▲"), None);
    }

    #[test]
    fn nobody_and_nothing() {
        assert_eq!(share(0, 0, 1), None);
        assert_eq!(share(3, 0, 1), None);
        assert_eq!(share(1, 5000, 1).as_deref(), Some("0.0"));
        assert_eq!(number(f64::NAN, 1, "▲"), None);
        assert_eq!(number(f64::INFINITY, 1, "▲"), None);
        assert_eq!(number(1e-300, 2, "▲").as_deref(), Some("0.00"));
        assert_eq!(number(f64::MAX, 2, "▲"), None);
        assert!(significant(-0.0).is_sign_positive());
    }

    #[test]
    fn large_counts_do_not_overflow() {
        assert_eq!(share(u64::MAX, u64::MAX, 2).as_deref(), Some("100.00"));
        assert_eq!(share(u64::MAX, 1, 6).as_deref(), Some("1844674407370955161500.000000"));
        assert_eq!(number(1e20, 1, "▲").as_deref(), Some("100000000000000000000.0"));
    }

    proptest! {
        #[test]
        fn any_share(part in 0..u64::from(u32::MAX), more in 1..u64::from(u32::MAX), digits in 0_u8..=2) {
            let whole = part + more;
            prop_assert_eq!(share(part, whole, digits), Some(by_hand(part, whole, digits)));
        }

        #[test]
        fn a_decimal_figure_rounds_as_it_is_written(units in -9_999_999_i64..9_999_999, digits in 0_u8..=2) {
            // Three decimals, made in binary arithmetic, rounded as the decimal text would be.
            let value = units as f64 / 1000.0;
            let step = 10_i64.pow(3 - u32::from(digits));
            let away = (units.abs() + step / 2) / step * units.signum();
            prop_assert_eq!(super::units(value, digits), Some(away.into()));
            prop_assert_eq!(super::units(value * 3.0 / 3.0, digits), Some(away.into()));
        }
    }
}
