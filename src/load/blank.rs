//! Blank forms: rows with nothing in any column but those that tell who sent the form, how and when.

use super::columns::Where;
use super::gather::Input;
use super::marks::UNMARKED;
use super::sheet::Cell;
use crate::model::day;
use crate::text::fold;

/// Names of columns in which a survey service or the staff number the forms.
const NUMBERS: [&str; 16] = [
    "id",
    "no",
    "no.",
    "#",
    "番号",
    "連番",
    "回答id",
    "回答番号",
    "回答者id",
    "受付番号",
    "整理番号",
    "通し番号",
    "管理番号",
    "調査票番号",
    "responseid",
    "respondentid",
];

/// What something in a column says about its row.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Nothing: an id, an address, a weight.
    Aside,
    /// An answer, unless it says that there is none: 0.
    Flag,
    /// An answer.
    Answer,
    /// A note, unless it is the time at which the form was sent.
    Unused,
}

/// Tells the blank forms of one input.
pub struct Blank {
    roles: Vec<Role>,
    /// True where rows are counts of respondents, who are not blank.
    never: bool,
}

impl Blank {
    /// Looks at what the columns are for.
    pub fn new(input: &Input) -> Self {
        let located = &input.located;
        let mut roles = vec![Role::Answer; input.header.columns.len()];
        let mut set = |columns: &mut dyn Iterator<Item = usize>, role: Role| {
            for column in columns {
                if let Some(place) = roles.get_mut(column) {
                    *place = role;
                }
            }
        };
        set(&mut located.unused.iter().copied(), Role::Unused);
        let numbers = located.unused.iter().copied().filter(|column| is_number(input, *column));
        set(&mut { numbers }, Role::Aside);
        let (flags, others): (Vec<&Where>, Vec<&Where>) =
            located.questions.iter().partition(|place| matches!(place, Where::Flags(_)));
        set(&mut flags.into_iter().flat_map(Where::columns), Role::Flag);
        set(&mut others.into_iter().flat_map(Where::columns), Role::Answer);
        let ignored = input.source.ignore.iter().flat_map(|name| input.header.find(name));
        set(&mut located.id.into_iter().chain(located.count).chain(located.weights.values().copied()), Role::Aside);
        set(&mut located.personal.iter().copied().chain(ignored), Role::Aside);
        Self { roles, never: located.count.is_some() }
    }

    /// True for the row of a blank form.
    pub fn is_blank(&self, row: &[Cell]) -> bool {
        let says_nothing = |(column, cell): (usize, &Cell)| {
            cell.is_blank()
                || match self.roles.get(column).copied().unwrap_or(Role::Answer) {
                    Role::Aside => true,
                    Role::Flag => is_unmarked(cell),
                    Role::Answer => false,
                    Role::Unused => is_time(cell),
                }
        };
        !self.never && row.iter().enumerate().all(says_nothing)
    }
}

fn is_number(input: &Input, column: usize) -> bool {
    let name = input.header.columns.get(column).map(|name| name.joined.to_lowercase()).unwrap_or_default();
    let name: String = name.split([' ', '_']).collect();
    NUMBERS.contains(&name.as_str())
}

fn is_unmarked(cell: &Cell) -> bool {
    match cell {
        Cell::Error(_) => false,
        _ => UNMARKED.contains(&fold::matching(&cell.text()).to_lowercase().as_str()),
    }
}

fn is_time(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(text) => day::parse(&fold::matching(text)).is_some(),
        _ => false,
    }
}
