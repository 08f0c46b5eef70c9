//! To whom forms were sent, so that those who have not answered can be reminded.

use serde::Deserialize;

use super::SheetRef;

/// A list of those to whom forms were sent. Names and addresses in it are not read.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// Path, relative to the definition file.
    pub file: String,
    /// Sheet by name or 1-based number.
    pub sheet: Option<SheetRef>,
    /// Header of the column of 整理番号.
    pub id: String,
    /// Headers of columns that may be shown beside it: 地区, 業種, …
    #[serde(default)]
    pub show: Vec<String>,
    /// Header of a column that is filled where the form came back as undeliverable.
    pub undelivered: Option<String>,
}
