//! How other programs round where koe rounds half up: for saying why their printed figure differs from ours.

use super::round::{MOST_DIGITS, units};
use crate::model::assumption::Rounding;

/// The value in units of the last decimal, rounded in the way named; half up without one. Decimals that are not printed
/// are not looked at, so that with as many as are printed there is nothing to round. `None` as in [`units`].
pub fn rounded(value: f64, digits: u8, rounding: Option<Rounding>) -> Option<i128> {
    let digits = digits.min(MOST_DIGITS);
    let half_up = units(value, digits)?;
    let sign = if value < 0.0 { -1 } else { 1 };
    match rounding {
        None => Some(half_up),
        Some(_) if digits == MOST_DIGITS => Some(half_up),
        Some(Rounding::Twice) => {
            let finer = units(value.abs(), digits + 1)?;
            Some(sign * ((finer + 5) / 10))
        }
        Some(Rounding::Binary) => {
            // Rust prints the exact binary value correctly rounded, as C does.
            let text = format!("{:.*}", usize::from(digits), value.abs()).replace('.', "");
            Some(sign * text.parse::<i128>().ok()?)
        }
        // Six decimals are enough to tell a tie from what is beside it.
        Some(Rounding::HalfEven | Rounding::Down) => {
            let finer = units(value.abs(), MOST_DIGITS)?;
            let step = 10_i128.pow(u32::from(MOST_DIGITS - digits));
            let (whole, part) = (finer / step, finer % step);
            let is_down = rounding == Some(Rounding::Down) || (2 * part == step && whole % 2 == 0);
            Some(if is_down { sign * whole } else { half_up })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_and_what_is_beside_them() {
        let all = |value, digits| Rounding::ALL.map(|rounding| rounded(value, digits, Some(rounding)).unwrap());
        // 1/16 of 100: an exact tie, in binary too.
        assert_eq!(rounded(6.25, 1, None), Some(63));
        assert_eq!(all(6.25, 1), [62, 62, 62, 63]);
        assert_eq!(all(6.35, 1), [64, 63, 63, 64]);
        assert_eq!(all(18.75, 1), [188, 188, 187, 188]);
        // 17.45: 17.449 is rounded up only by rounding twice.
        assert_eq!(all(17.449, 1), [174, 174, 174, 175]);
        assert_eq!(all(17.96, 1), [180, 180, 179, 180]);
        assert_eq!(all(-6.25, 1), [-62, -62, -62, -63]);
        assert_eq!(all(12.5, 0), [12, 12, 12, 13]);
        assert_eq!(all(100.0, 1), [1000, 1000, 1000, 1000]);
        assert_eq!(all(6.250_001, 1), [63, 63, 62, 63]);
    }

    #[test]
    fn more_decimals_than_are_printed() {
        let all = |digits| {
            let ways = [None].into_iter().chain(Rounding::ALL.map(Some));
            ways.map(|rounding| rounded(200.0 / 3.0, digits, rounding).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(all(5), [6_666_667, 6_666_667, 6_666_667, 6_666_666, 6_666_667]);
        for digits in [6, 8, 20, u8::MAX] {
            assert_eq!(all(digits), [66_666_667; 5], "{digits} decimals");
            assert_eq!(rounded(-0.125, digits, Some(Rounding::Twice)), Some(-125_000), "{digits} decimals");
        }
        // 0.000015: a tie at five decimals.
        assert_eq!(rounded(0.000_015, 5, Some(Rounding::HalfEven)), Some(2));
        assert_eq!(rounded(0.000_025, 5, Some(Rounding::HalfEven)), Some(2));
    }
}
