//! One cell of a 集計表: a number with the decimals it shows, a dash for nobody, a mark for what is withheld.

use crate::load::sheet::Cell;
use crate::text::fold;

/// More decimals than this are not printed but left over from computing.
const MOST_PRINTED: u8 = 4;

/// What stands where a figure is expected.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Figure {
    /// Nothing.
    #[default]
    Blank,
    /// `-`: nobody, or no value.
    Dash,
    /// `*`, `X`: a figure that is not told.
    Hidden(String),
    /// A number.
    Number {
        /// Its value.
        value: f64,
        /// Decimals it was rounded to; `None` for a number as a computer keeps it.
        digits: Option<u8>,
        /// Written with a percent sign.
        percent: bool,
    },
    /// Something else.
    Text(String),
}

impl Figure {
    /// Reads a cell.
    pub fn of(cell: &Cell) -> Self {
        match cell {
            _ if cell.is_blank() => Self::Blank,
            Cell::Number(value) | Cell::Date(value) if value.is_finite() => Self::number(*value),
            Cell::Text(text) => Self::text(text),
            other => Self::Text(other.text().into_owned()),
        }
    }

    fn number(value: f64) -> Self {
        // Twelve significant digits hide the noise of sums such as 0.1 + 0.2.
        let shown: f64 = format!("{value:.11e}").parse().unwrap_or(value);
        let decimals = shown.abs().to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let digits = u8::try_from(decimals).ok().filter(|digits| *digits <= MOST_PRINTED);
        Self::Number { value: if digits.is_some() { shown } else { value }, digits, percent: false }
    }

    fn text(text: &str) -> Self {
        let folded = fold::matching(text);
        let marked = folded.trim_matches(|c: char| "※*†#".contains(c) || c.is_whitespace());
        if marked.is_empty() || matches!(marked, "X" | "x" | "χ") {
            return Self::Hidden(folded);
        }
        if matches!(marked, "-" | "--" | "---" | "ー" | "―" | "─") {
            return Self::Dash;
        }
        let inner = marked.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(marked);
        let bare = inner.trim_end_matches('%').trim().replace(',', "");
        let unsigned = bare.trim_start_matches(['▲', '△', '-', '+']);
        let is_number = unsigned.chars().next().is_some_and(|c| c.is_ascii_digit())
            && unsigned.chars().all(|c| c.is_ascii_digit() || c == '.');
        match unsigned.parse::<f64>() {
            Ok(value) if is_number && value.is_finite() => {
                let negative = bare.starts_with(['▲', '△', '-']);
                let decimals = unsigned.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let digits = u8::try_from(decimals).ok().filter(|digits| *digits <= MOST_PRINTED);
                let value = if negative { -value } else { value };
                Self::Number { value, digits, percent: inner.ends_with('%') }
            }
            _ => Self::Text(text.trim().to_owned()),
        }
    }

    /// True for a number, a dash or a mark.
    pub fn is_figure(&self) -> bool {
        !matches!(self, Self::Blank | Self::Text(_))
    }

    /// The number.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Number { value, .. } => Some(*value),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, Option<u8>, bool)> {
        match Figure::of(&Cell::Text(text.to_owned())) {
            Figure::Number { value, digits, percent } => Some((value, digits, percent)),
            _ => None,
        }
    }

    #[test]
    fn figures_as_vendors_write_them() {
        assert_eq!(read("４５．２"), Some((45.2, Some(1), false)));
        assert_eq!(read("45.2％"), Some((45.2, Some(1), true)));
        assert_eq!(read("(45.20)"), Some((45.2, Some(2), false)));
        assert_eq!(read("1,234"), Some((1234.0, Some(0), false)));
        assert_eq!(read("▲3.1"), Some((-3.1, Some(1), false)));
        assert_eq!(read("12.3※"), Some((12.3, Some(1), false)));
        assert_eq!(read("18.75000000001"), Some((18.750_000_000_01, None, false)));
        assert_eq!(Figure::of(&Cell::Text("－".into())), Figure::Dash);
        assert_eq!(Figure::of(&Cell::Text("*".into())), Figure::Hidden("*".into()));
        assert_eq!(Figure::of(&Cell::Text("男性".into())), Figure::Text("男性".into()));
        assert_eq!(Figure::of(&Cell::Text("2～4人".into())), Figure::Text("2～4人".into()));
    }

    #[test]
    fn numbers_of_cells_show_their_decimals() {
        let digits = |value| match Figure::of(&Cell::Number(value)) {
            Figure::Number { digits, .. } => digits,
            _ => None,
        };
        assert_eq!(digits(525.0), Some(0));
        assert_eq!(digits(17.9), Some(1));
        assert_eq!(digits(0.1 + 0.2), Some(1));
        assert_eq!(digits(17.904_761_904_76), None);
    }
}
