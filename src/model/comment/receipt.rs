//! One submission: as it was read (`RawReceipt`, with personal columns) and as it is kept (`Receipt`, without them).

use serde::{Deserialize, Serialize};

use super::span::Span;

/// A submission as it stands in its file. Lives only until intake, which uses the personal columns and drops them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawReceipt {
    /// The receipt without what intake finds out.
    pub receipt: Receipt,
    /// Personal columns with their cells, in the order of the definition; all cells blank for an anonymous submission.
    pub personal: Vec<(String, String)>,
}

/// A submission.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// 受付番号; unique in its set. A repeated or missing one was made unique, and reported.
    pub id: String,
    /// Days since 1970-01-01; `None` where the file has none or an unreadable one.
    pub received: Option<i64>,
    /// As the file writes it; empty if unknown.
    pub channel: String,
    /// 該当箇所 as the submitter wrote it; may be empty.
    pub place: String,
    /// Chosen columns such as 区分, by name, in the order of the definition.
    pub attributes: Vec<(String, String)>,
    /// The original, to the letter; line breaks as `\n`.
    pub text: String,
    /// Where it was read; typed-in ones have none.
    pub origin: Option<Origin>,
    /// Position among the survey's valid cases, for free answers of a survey.
    pub case: Option<usize>,
    /// Who sent it: receipts with the same number are from the same person.
    pub person: usize,
    /// Nothing is known of who sent it.
    pub anonymous: bool,
    /// It came after the period.
    pub late: bool,
    /// Personal data found in the text by the program, in order, not overlapping.
    pub found: Vec<Found>,
}

/// Where a receipt was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// File as people in the project folder write it.
    pub file: String,
    /// Sheet; empty for text files.
    pub sheet: String,
    /// 0-based row.
    pub row: usize,
    /// 0-based column of the text.
    pub column: usize,
}

/// Personal data in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Personal,
}

/// Kinds of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// 氏名.
    Name,
    /// 電話番号, FAX番号.
    Phone,
    /// メールアドレス.
    Mail,
    /// 郵便番号.
    PostCode,
    /// 住所 down to the house number.
    Address,
    /// 口座番号, カード番号, マイナンバー and the like.
    Account,
    /// Anything else a person marked.
    Other,
}

impl Personal {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Phone, Self::Mail, Self::PostCode, Self::Address, Self::Account, Self::Other];

    /// What stands in its place in every text that is shown or exported. Published texts are Japanese in any language of
    /// the program, so this is data, not a message.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Name => "［氏名］",
            Self::Phone => "［電話番号］",
            Self::Mail => "［メールアドレス］",
            Self::PostCode => "［郵便番号］",
            Self::Address => "［住所］",
            Self::Account => "［番号］",
            Self::Other => "［伏字］",
        }
    }
}
