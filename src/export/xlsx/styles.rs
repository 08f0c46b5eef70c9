//! Fonts, borders and number formats of the book. Each cell format is made once and kept.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::present::View;
use crate::present::grid::{Cell, Part, Value};
use crate::present::picture::tone::Tone;

/// A universal-design font that is part of Windows 10 and later, and common in municipal offices.
const FONT: &str = "BIZ UDPゴシック";
/// Height of one line of text.
pub(super) const ROW_PIXELS: u32 = 20;
/// The same in points, the unit of Excel's row heights.
pub(super) const ROW_POINTS: f64 = 15.0;

/// Characters of a mark in a number format; more letters than that end in an ellipsis.
const MOST_MARK: usize = 24;

const LINE: Color = Color::RGB(0x7F_7F7F);
const FAINT: Color = Color::RGB(0xBF_BFBF);
const HEAD: Color = Color::RGB(0xDC_E6F1);
const TOTAL: Color = Color::RGB(0xF2_F2F2);
const GREY: Color = Color::RGB(0x80_8080);
const MUCH_HIGHER: Color = Color::RGB(0xF4_B183);
const HIGHER: Color = Color::RGB(0xFB_E5D6);
const LOWER: Color = Color::RGB(0x9D_C3E6);
const WARNING: Color = Color::RGB(0xC0_0000);

/// Everything that decides how a cell of a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// What stands in it.
    pub(super) kind: Content,
    /// 『』: a net.
    pub(super) net: bool,
    /// 参考値.
    pub(super) small: bool,
    /// 全体 or a sum.
    pub(super) total: bool,
    /// Line above.
    pub(super) top: Edge,
    /// Last row of the table.
    pub(super) last: bool,
    /// Where it stands against 全体, if that is shaded.
    pub(super) tone: Option<Tone>,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Content {
    /// A row label.
    Label,
    /// A mark like `-`, or nothing.
    Mark,
    /// People.
    Count,
    /// Sum of weights.
    Weighted,
    /// Percent points.
    Percent,
    /// A mean or the like.
    Number,
    /// A day.
    Date,
    /// The number of a choice, or a zero that is said as zero; with so many decimals.
    Plain(u8),
}

/// The line above a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    /// Within a group.
    None,
    /// Between groups.
    Faint,
    /// Between banners.
    Line,
}

/// The formats of a book.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) text: Format,
    pub(super) warning: Format,
    pub(super) link: Format,
    pub(super) note: Format,
    pub(super) head: Format,
    pub(super) head_net: Format,
    pub(super) head_small: Format,
    digits: u8,
    statistic_digits: u8,
    minus: &'static str,
    cells: HashMap<Look, Format>,
}

impl Styles {
    pub(super) fn new(view: &View) -> Self {
        let head = boxed(plain())
            .set_background_color(HEAD)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let lines = || plain().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            title: lines().set_font_size(13).set_bold(),
            text: lines(),
            warning: lines().set_bold().set_font_color(WARNING),
            link: plain().set_font_color(Color::RGB(0x05_63C1)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            note: lines().set_font_size(9),
            head_net: head.clone().set_bold(),
            head_small: head.clone().set_italic().set_font_color(GREY),
            head,
            digits: view.digits,
            statistic_digits: view.statistic_digits,
            minus: view.minus(),
            cells: HashMap::new(),
        }
    }

    /// The format of a column label.
    pub(super) fn head(&self, part: Part, small: bool) -> &Format {
        match (part, small) {
            (_, true) => &self.head_small,
            (Part::Net, false) => &self.head_net,
            _ => &self.head,
        }
    }

    /// The format of a cell of the table.
    pub(super) fn cell(&mut self, look: Look) -> &Format {
        if !self.cells.contains_key(&look) {
            let format = self.make(look);
            self.cells.insert(look, format);
        }
        self.cells.entry(look).or_default()
    }

    fn make(&self, look: Look) -> Format {
        let mut format = plain().set_border_left(FormatBorder::Thin).set_border_right(FormatBorder::Thin);
        format = format.set_border_left_color(FAINT).set_border_right_color(FAINT);
        format = match look.top {
            Edge::None => format,
            Edge::Faint => format.set_border_top(FormatBorder::Thin).set_border_top_color(FAINT),
            Edge::Line => format.set_border_top(FormatBorder::Thin).set_border_top_color(LINE),
        };
        if look.last {
            format = format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        }
        if look.total {
            format = format.set_background_color(TOTAL);
        }
        // Printed in grey, what is higher is filled and what is lower is striped.
        format = match look.tone {
            None => format,
            Some(Tone::MuchHigher) => format.set_background_color(MUCH_HIGHER),
            Some(Tone::Higher) => format.set_background_color(HIGHER),
            Some(Tone::Lower) => format.set_pattern(FormatPattern::LightUp).set_foreground_color(LOWER),
            Some(Tone::MuchLower) => format.set_pattern(FormatPattern::LightGrid).set_foreground_color(LOWER),
        };
        if look.net {
            format = format.set_bold();
        }
        if look.small {
            format = format.set_italic().set_font_color(GREY);
        }
        match self.number_format(look.kind, "") {
            Some(number) => right(format).set_num_format(number),
            None => {
                format.set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter).set_indent(1).set_text_wrap()
            }
        }
    }

    /// The same for a figure with a mark: the mark is part of the number format, so the cell stays a number. Figures
    /// whose mark is narrower than `slot`, the widest of their column, leave the room free.
    pub(super) fn marked(&mut self, look: Look, mark: &str, slot: &str) -> Format {
        let format = self.cell(look).clone();
        if slot.is_empty() {
            return format;
        }
        // Excel takes 255 characters in all, and up to three forms stand in one.
        let shown = if mark.chars().count() > MOST_MARK {
            mark.chars().take(MOST_MARK).chain(['…']).collect()
        } else {
            mark.to_owned()
        };
        let literal = if shown.is_empty() { String::new() } else { format!("\"{shown}\"") };
        let used = shown.chars().count();
        let room = slot.chars().skip(used).take(MOST_MARK.saturating_sub(used)).map(|c| format!("_{c}"));
        let suffix = format!("{literal}{}", room.collect::<String>());
        match self.number_format(look.kind, &suffix) {
            Some(number) => format.set_num_format(number),
            None => format,
        }
    }

    /// Positive; negative; zero. Nobody is a dash, and Excel shows 0.0 for what is above zero. The suffix follows the
    /// figure.
    fn number_format(&self, kind: Content, suffix: &str) -> Option<String> {
        let minus = self.minus;
        let form = |whole: &str, digits: u8| decimals(whole, digits, suffix);
        let with = |digits: u8, whole: &str, zero: &str| {
            let form = form(whole, digits);
            let zero = if zero.is_empty() { form.clone() } else { format!("{zero}{suffix}_ ") };
            format!("{form};\"{minus}\"{form};{zero}")
        };
        match kind {
            Content::Label => None,
            Content::Mark => Some("@_ ".to_owned()),
            Content::Count => Some(with(0, "#,##0", "\"-\"")),
            Content::Weighted => Some(with(1, "#,##0", "\"-\"")),
            Content::Percent => Some(with(self.digits, "0", "\"-\"")),
            Content::Number => Some(with(self.statistic_digits, "#,##0", "")),
            Content::Plain(digits) => Some(form("0", digits)),
            Content::Date => Some(format!("yyyy-mm-dd{suffix}_ ")),
        }
    }

    /// How the value of a cell is shown.
    pub(super) fn content(&self, cell: &Cell) -> Content {
        let said = |value: f64, digits| (value == 0.0 && cell.text != "-").then_some(Content::Plain(digits));
        match cell.value {
            Value::Blank | Value::Absent | Value::Word => Content::Mark,
            Value::Count(n) => said(n as f64, 0).unwrap_or(Content::Count),
            Value::Weighted(value) => said(value, 1).unwrap_or(Content::Weighted),
            Value::Percent { points, .. } => said(points, self.digits).unwrap_or(Content::Percent),
            Value::Number(_) => Content::Number,
            Value::Date(_) => Content::Date,
            Value::Probability(_) => Content::Plain(3),
        }
    }
}

fn decimals(whole: &str, digits: u8, suffix: &str) -> String {
    let point = if digits == 0 { "" } else { "." };
    format!("{whole}{point}{}{suffix}_ ", "0".repeat(digits.into()))
}

/// The book's font.
pub(super) fn plain() -> Format {
    // 128 is the Japanese character set: without the font, Excel then takes another Japanese one.
    Format::new().set_font_name(FONT).set_font_size(10).set_font_charset(128)
}

/// At the right; the number formats end with `_ `, room of a space that keeps figures off the border.
fn right(format: Format) -> Format {
    format.set_align(FormatAlign::Right).set_align(FormatAlign::VerticalCenter)
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}
