//! Where other programs decide otherwise than koe: one decision each, by name. What follows from it is computed in
//! `tabulate::assumption`, how it rounds in `present::rounding`, and what it is called in `messages::assumption`.

use std::borrow::Cow;

/// One decision that another program takes otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Assumption {
    /// The base is only those who answered.
    AnsweredBase,
    /// 無回答, 無効 and 不明 are in the base.
    WholeBase,
    /// 非該当 too is in the base.
    Everyone,
    /// No weight.
    Unweighted,
    /// Another weight of the survey.
    Weight(String),
    /// Every weight rounded to a whole number, then taken as so many respondents.
    WholeWeights,
    /// Weighted counts rounded to whole numbers before anything is computed from them.
    WholeCounts,
    /// Shares of the group's base.
    RowPercent,
    /// Shares of the option's total.
    ColumnPercent,
    /// Shares of all.
    TotalPercent,
    /// Shares of the answers given, not of respondents (multiple answers).
    AnswersGiven,
    /// Nets (計) by adding up their members' counts and printed percentages.
    NetsAdded,
    /// 全体 is the sum of the rows of this banner.
    SumOfRows(String),
    /// 無回答 takes in 無効 and 不明.
    MissingTogether,
    /// Percentages are rounded in another way.
    Rounding(Rounding),
    /// The weighted percentages are tested with the unweighted n.
    NaiveN,
    /// The sum of weights is taken for n.
    WeightSum,
    /// Kish's effective n is taken for n.
    KishN,
    /// Groups that share respondents are tested as if they did not.
    OverlapIgnored,
    /// The overlap formula of SPSS Custom Tables.
    OverlapSpss,
    /// z without pooling the two shares.
    Unpooled,
    /// z with Yates' continuity correction.
    Yates,
    /// The group is compared with 全体, of which it is a part.
    AgainstTotal,
    /// t with one variance for both groups.
    EqualVariances,
    /// No finite population correction.
    NoPopulation,
    /// Strata are ignored.
    NoStrata,
}

/// How a percentage loses its decimals where koe rounds half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Ties go to the even digit.
    HalfEven,
    /// As the binary number lies, which is below or above most decimal ties (`printf`).
    Binary,
    /// Cut off.
    Down,
    /// First to one decimal more, then again.
    Twice,
}

impl Rounding {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::HalfEven, Self::Binary, Self::Down, Self::Twice];
}

/// What a decision is about: two decisions about the same thing exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Matter {
    Base,
    Weight,
    Share,
    Nets,
    TotalRow,
    Missing,
    Rounding,
    Size,
    Formula,
    Against,
    Population,
    Strata,
}

impl Assumption {
    /// What the decision is about.
    pub fn matter(&self) -> Matter {
        match self {
            Self::AnsweredBase | Self::WholeBase | Self::Everyone => Matter::Base,
            Self::Unweighted | Self::Weight(_) | Self::WholeWeights | Self::WholeCounts => Matter::Weight,
            Self::RowPercent | Self::ColumnPercent | Self::TotalPercent | Self::AnswersGiven => Matter::Share,
            Self::NetsAdded => Matter::Nets,
            Self::SumOfRows(_) => Matter::TotalRow,
            Self::MissingTogether => Matter::Missing,
            Self::Rounding(_) => Matter::Rounding,
            Self::NaiveN | Self::WeightSum | Self::KishN => Matter::Size,
            Self::OverlapIgnored | Self::OverlapSpss | Self::Unpooled | Self::Yates | Self::EqualVariances => {
                Matter::Formula
            }
            Self::AgainstTotal => Matter::Against,
            Self::NoPopulation => Matter::Population,
            Self::NoStrata => Matter::Strata,
        }
    }

    /// True when the two can hold together.
    pub fn goes_with(&self, other: &Self) -> bool {
        self.matter() != other.matter()
    }

    /// Name in machine output.
    pub fn id(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::AnsweredBase => "base-answered",
            Self::WholeBase => "base-all",
            Self::Everyone => "base-everyone",
            Self::Unweighted => "unweighted",
            Self::Weight(id) => return Cow::Owned(format!("weight:{id}")),
            Self::WholeWeights => "rounded-weights",
            Self::WholeCounts => "rounded-counts",
            Self::RowPercent => "percent-row",
            Self::ColumnPercent => "percent-column",
            Self::TotalPercent => "percent-total",
            Self::AnswersGiven => "percent-of-answers",
            Self::NetsAdded => "nets-added",
            Self::SumOfRows(banner) => return Cow::Owned(format!("total-of-rows:{banner}")),
            Self::MissingTogether => "missing-together",
            Self::Rounding(Rounding::HalfEven) => "half-even",
            Self::Rounding(Rounding::Binary) => "binary-rounding",
            Self::Rounding(Rounding::Down) => "truncated",
            Self::Rounding(Rounding::Twice) => "rounded-twice",
            Self::NaiveN => "naive-n",
            Self::WeightSum => "weight-sum-n",
            Self::KishN => "kish-n",
            Self::OverlapIgnored => "overlap-ignored",
            Self::OverlapSpss => "overlap-spss",
            Self::Unpooled => "unpooled",
            Self::Yates => "yates",
            Self::AgainstTotal => "against-total",
            Self::EqualVariances => "equal-variances",
            Self::NoPopulation => "no-population",
            Self::NoStrata => "no-strata",
        })
    }
}
