//! Evidence by issue as pages and documents: the list, the matrix, what is missing, the sheets.

mod gaps;
mod matrix;
mod sheet;
mod top;

pub use self::gaps::{gaps, rows as gap_rows};
pub use self::matrix::{cell, list, matrix, overview};
pub use self::sheet::{Extent, document};
pub use self::top::top;

use crate::model::plan::{self, Plan, RecordRef};

/// A record by its number and title.
fn title(plans: &[Plan], record: &RecordRef) -> String {
    plan::find(plans, record).map_or_else(|| record.to_string(), |(_, found)| found.title.clone())
}

/// The title of the theme a record stands under, or of whatever is above it.
pub fn theme(plans: &[Plan], record: &RecordRef) -> Option<String> {
    let (plan, found) = plan::find(plans, record)?;
    let theme = plan.above(found, "theme").or_else(|| plan.record(found.parent.as_deref()?))?;
    (theme.id != found.id).then(|| theme.title.clone())
}
