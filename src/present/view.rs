//! How a table is to be shown: what a person chooses, nothing of what was counted.

/// Choices of form. The default is that of Japanese reports: counts above percentages, one decimal, ▲.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The lines of each group.
    pub lines: Lines,
    /// Decimals of percentages: 0, 1 or 2.
    pub digits: u8,
    /// Decimals of means, medians and standard deviations.
    pub statistic_digits: u8,
    /// Shows 無回答, 無効 and 不明. Hiding them does not change the base.
    pub show_missing: bool,
    /// 表側 and 表頭 change places. What a percentage divides by stays the same.
    pub swap: bool,
    /// Choices by their count in 全体, largest first; nets and missing answers stay last.
    pub sort: bool,
    /// Marks cells that differ from the rest, or from other groups, beyond chance.
    pub significance: bool,
    /// Shades cells five or ten points above or below 全体: on the screen with marks, in Excel by fills.
    pub tones: bool,
    /// Signs inside the figures and labels.
    pub marks: Marks,
}

impl Default for View {
    fn default() -> Self {
        Self {
            lines: Lines::CountThenPercent,
            digits: 1,
            statistic_digits: 2,
            show_missing: true,
            swap: false,
            sort: false,
            significance: false,
            tones: false,
            marks: Marks::JAPANESE,
        }
    }
}

impl View {
    /// The sign before negative figures. Where marks of significance stand, ▲ is a mark and nothing else: a minus is an
    /// ordinary one there.
    pub fn minus(&self) -> &'static str {
        if self.significance && self.marks.minus == self.marks.higher { PLAIN_MINUS } else { self.marks.minus }
    }
}

/// The minus of screens and of whatever programs read.
pub const PLAIN_MINUS: &str = "-";

/// The lines of each group in a cross table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lines {
    /// 上段 件数, 下段 ％.
    #[default]
    CountThenPercent,
    /// 上段 ％, 下段 件数.
    PercentThenCount,
    /// ％ only; the base keeps its count.
    PercentOnly,
    /// 件数 only.
    CountOnly,
}

/// Signs inside figures and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Before a negative figure: ▲, △ or -. `View::minus` says which is printed.
    pub minus: &'static str,
    /// After the label of a group whose base is small (参考値).
    pub small: &'static str,
    /// After a share that is higher than that of the rest.
    pub higher: &'static str,
    /// After a share that is lower.
    pub lower: &'static str,
    /// After a share ten points above that of 全体, five above, five below, ten below.
    pub tones: [&'static str; 4],
}

impl Marks {
    /// ▲, ※, ▲ and ▼: those of printed reports, where ▲ before a figure is a minus. With marks of significance it is not, see
    /// [`View::minus`].
    pub const JAPANESE: Self =
        Self { minus: "▲", small: "※", higher: "▲", lower: "▼", tones: ["↑↑", "↑", "↓", "↓↓"] };
    /// Those of a screen, where marks of significance come and go: ▲ is never a minus.
    pub const SCREEN: Self = Self { minus: PLAIN_MINUS, ..Self::JAPANESE };
    /// For terminals and files that take ASCII signs only.
    pub const ASCII: Self = Self { minus: "-", small: "*", higher: "^", lower: "v", tones: ["++", "+", "-", "--"] };

    /// Those of a screen, by whether it takes ASCII signs only.
    pub const fn on_screen(ascii: bool) -> Self {
        if ascii { Self::ASCII } else { Self::SCREEN }
    }
}
