//! Everything in an SPSS file before the cases: the header, the variables, their labels and missing values, sets, names.

use super::super::cuts::note;
use super::bytes::{BIAS, SYSMIS};
use super::column::Column;
use super::{Cut, Cuts, Packing, fitting};
use crate::model::dataset::{Code, Dataset, Role, Values};

/// Bytes of a label of a variable or set, and of a value, that SPSS keeps.
const VARIABLE_LABEL: usize = 255;
const VALUE_LABEL: usize = 120;
/// The lowest number that is a value; the one below stands for none.
const LOWEST: f64 = f64::from_bits(0xFFEF_FFFF_FFFF_FFFE);
/// Kinds of print format.
const FORMAT_TEXT: i32 = 1;
const FORMAT_NUMBER: i32 = 5;
const FORMAT_DAY: i32 = 39;

/// Bytes being put together.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn int(&mut self, number: usize) {
        self.0.extend(i32::try_from(number).unwrap_or(i32::MAX).to_le_bytes());
    }

    fn signed(&mut self, number: i32) {
        self.0.extend(number.to_le_bytes());
    }

    fn double(&mut self, number: f64) {
        self.0.extend(number.to_le_bytes());
    }

    /// A text in a field of some bytes.
    fn field(&mut self, text: &str, width: usize) {
        let (text, _) = fitting(text, width);
        self.0.extend(text.as_bytes());
        self.0.extend(std::iter::repeat_n(b' ', width - text.len()));
    }

    /// A text behind its length.
    fn counted(&mut self, text: &str) {
        self.int(text.len());
        self.0.extend(text.as_bytes());
    }

    fn extension(&mut self, subtype: usize, size: usize, content: &[u8]) {
        for number in [7, subtype, size, content.len() / size.max(1)] {
            self.int(number);
        }
        self.0.extend(content);
    }
}

/// The bytes up to the first case.
pub(super) fn dictionary(data: &Dataset, columns: &[Column<'_>], packing: Packing, cuts: &mut Cuts) -> Vec<u8> {
    let mut bytes = Bytes::default();
    header(&mut bytes, data, columns, packing);
    for column in columns {
        variable(&mut bytes, column, cuts);
    }
    let mut element = 1;
    let mut long_labels = Bytes::default();
    for column in columns {
        value_labels(&mut bytes, &mut long_labels, data, column, element, cuts);
        element += column.elements();
    }
    // Version, machine, floating point of IEEE, compression, low byte first, UTF-8.
    let mut machine = Bytes::default();
    [20, 0, 0, -1, 1, 1, 2, 65_001].into_iter().for_each(|number| machine.signed(number));
    bytes.extension(3, 4, &machine.0);
    let mut floats = Bytes::default();
    [SYSMIS, f64::MAX, LOWEST].into_iter().for_each(|number| floats.double(number));
    bytes.extension(4, 8, &floats.0);
    let sets = sets(data, columns, cuts);
    if !sets.is_empty() {
        bytes.extension(7, 1, sets.as_bytes());
    }
    let mut display = Bytes::default();
    for column in columns {
        let [measure, width, alignment] = displayed(column);
        for _ in column.parts() {
            [measure, width, alignment].into_iter().for_each(|number| display.int(number));
        }
    }
    bytes.extension(11, 4, &display.0);
    let first = |column: &Column<'_>| column.short.first().cloned().unwrap_or_default();
    let names: Vec<String> =
        columns.iter().map(|column| format!("{}={}", first(column), column.variable.name)).collect();
    bytes.extension(13, 1, names.join("\t").as_bytes());
    let long = columns.iter().filter(|column| column.width > 255);
    let long: String = long.map(|column| format!("{}={:05}\0\t", first(column), column.width)).collect();
    if !long.is_empty() {
        bytes.extension(14, 1, long.as_bytes());
    }
    let mut counts = Vec::new();
    for number in [1, data.cases as i64] {
        counts.extend(number.to_le_bytes());
    }
    bytes.extension(16, 8, &counts);
    bytes.extension(20, 1, b"UTF-8");
    if !long_labels.0.is_empty() {
        bytes.extension(21, 1, &long_labels.0);
    }
    let long_missing = long_missing(columns);
    if !long_missing.is_empty() {
        bytes.extension(22, 1, &long_missing);
    }
    bytes.int(999);
    bytes.int(0);
    bytes.0
}

fn header(bytes: &mut Bytes, data: &Dataset, columns: &[Column<'_>], packing: Packing) {
    bytes.0.extend(if packing == Packing::Blocks { b"$FL3" } else { b"$FL2" });
    bytes.field(concat!("@(#) SPSS DATA FILE koe ", env!("CARGO_PKG_VERSION")), 60);
    bytes.int(2);
    bytes.int(columns.iter().map(Column::elements).sum());
    bytes.int(if packing == Packing::Blocks { 2 } else { 1 });
    let before = |weight: usize| columns.iter().take(weight).map(Column::elements).sum::<usize>();
    bytes.int(data.weight.map_or(0, |weight| before(weight) + 1));
    bytes.int(data.cases);
    bytes.double(BIAS);
    bytes.field("01 Jan 00", 9);
    bytes.field("00:00:00", 8);
    bytes.field(&data.title, 64);
    bytes.0.extend([0; 3]);
}

fn variable(bytes: &mut Bytes, column: &Column<'_>, cuts: &mut Cuts) {
    let variable = column.variable;
    let (label, whole) = fitting(&variable.label, VARIABLE_LABEL);
    if !whole {
        note(cuts, Cut::VariableLabel, &variable.name);
    }
    let short_words = if column.width <= 8 { column.words.as_slice() } else { &[] };
    // Up to three words; a number has a range, since there are four kinds.
    let missing: i32 = match column.missing {
        Some(_) => -2,
        None => short_words.len() as i32,
    };
    for (part, (width, short)) in column.parts().into_iter().zip(&column.short).enumerate() {
        bytes.int(2);
        bytes.int(width);
        bytes.int(usize::from(part == 0 && !label.is_empty()));
        bytes.signed(if part == 0 { missing } else { 0 });
        let format = match &variable.values {
            Values::Texts(_) => FORMAT_TEXT << 16 | (width as i32) << 8,
            Values::Numbers(_) => FORMAT_NUMBER << 16 | number_width(column) << 8 | i32::from(column.decimals),
            Values::Days(_) => FORMAT_DAY << 16 | 10 << 8,
        };
        bytes.signed(format);
        bytes.signed(format);
        bytes.field(short, 8);
        if part == 0 && !label.is_empty() {
            bytes.int(label.len());
            bytes.field(label, label.len().next_multiple_of(4));
        }
        if part == 0 {
            if let Some([na, .., unk]) = column.missing {
                bytes.double(unk);
                bytes.double(na);
            }
            short_words.iter().for_each(|(word, _)| bytes.field(word, 8));
        }
        for _ in 1..width.div_ceil(8) {
            bytes.int(2);
            bytes.signed(-1);
            bytes.0.extend([0; 16]);
            bytes.field("", 8);
        }
    }
}

/// Places a number takes, the code for 無回答 among them.
fn number_width(column: &Column<'_>) -> i32 {
    let digits = column.missing.map_or(1, |[na, ..]| na.to_string().len());
    let decimals = usize::from(column.decimals);
    i32::try_from((digits + 2 + decimals).clamp(8, 40)).unwrap_or(40)
}

/// Labels of the codes and of the missing ones, of numbers and short texts here, of longer texts in a record of their own.
fn value_labels(
    bytes: &mut Bytes,
    long: &mut Bytes,
    data: &Dataset,
    column: &Column<'_>,
    element: usize,
    cuts: &mut Cuts,
) {
    let name = &column.variable.name;
    let own = column.variable.labels.iter().map(|(code, label)| (code.clone(), label.as_str()));
    let numbers =
        column.missing.into_iter().flatten().zip(&data.missing).map(|(code, label)| (Code::Number(code), label));
    // Plain numbers and dates have a code for what is missing only where something is.
    let is_coded = !column.variable.labels.is_empty() || column.variable.states.iter().any(|state| *state != 0);
    let numbers = numbers.filter(|_| is_coded).map(|(code, label)| (code, label.as_str()));
    let words = column.words.iter().filter_map(|(word, kind)| {
        Some((Code::Text((*word).to_owned()), data.missing.get(*kind).map(String::as_str)?))
    });
    let all: Vec<(Code, &str)> = own.chain(numbers).chain(words).collect();
    if all.is_empty() {
        return;
    }
    let mut cut = |label| {
        let (label, whole) = fitting(label, VALUE_LABEL);
        if !whole {
            note(cuts, Cut::ValueLabel, name);
        }
        label
    };
    if column.width > 8 {
        long.counted(name);
        long.int(column.width);
        long.int(all.len());
        for (code, label) in all {
            let Code::Text(code) = code else { continue };
            let mut value = Bytes::default();
            value.field(&code, column.width);
            long.int(column.width);
            long.0.extend(value.0);
            long.counted(cut(label));
        }
        return;
    }
    bytes.int(3);
    bytes.int(all.len());
    for (code, label) in all {
        match code {
            Code::Number(number) => bytes.double(number),
            Code::Text(code) => bytes.field(&code, 8),
        }
        let label = cut(label);
        bytes.0.push(label.len() as u8);
        bytes.field(label, (label.len() + 1).next_multiple_of(8) - 1);
    }
    for number in [4, 1, element] {
        bytes.int(number);
    }
}

/// Sets of flags, one a line; variables by their short names.
fn sets(data: &Dataset, columns: &[Column<'_>], cuts: &mut Cuts) -> String {
    let mut text = String::new();
    for set in data.sets.iter().filter(|set| !set.variables.is_empty()) {
        let (label, whole) = fitting(&set.label, VARIABLE_LABEL);
        if !whole {
            note(cuts, Cut::VariableLabel, &set.name);
        }
        let name = fitting(&set.name, 63).0;
        text.push_str(&format!("${name}=D1 1 {} {label}", label.len()));
        for column in set.variables.iter().filter_map(|position| columns.get(*position)) {
            text.push(' ');
            text.push_str(&column.short.first().map(|short| short.to_ascii_lowercase()).unwrap_or_default());
        }
        text.push('\n');
    }
    text
}

/// Measure (1 nominal, 3 scale), width of a column on the screen, alignment (0 left, 1 right).
fn displayed(column: &Column<'_>) -> [usize; 3] {
    let variable = column.variable;
    let is_scale = match variable.values {
        Values::Numbers(_) => variable.labels.is_empty() && variable.role != Role::Id,
        Values::Days(_) => true,
        Values::Texts(_) => false,
    };
    let width = if column.width == 0 { 8 } else { column.width.clamp(8, 30) };
    [if is_scale { 3 } else { 1 }, width, usize::from(column.width == 0)]
}

/// Missing values of texts of more than eight bytes.
fn long_missing(columns: &[Column<'_>]) -> Vec<u8> {
    let mut bytes = Bytes::default();
    for column in columns.iter().filter(|column| column.width > 8 && !column.words.is_empty()) {
        bytes.counted(&column.variable.name);
        bytes.0.push(column.words.len() as u8);
        bytes.int(8);
        column.words.iter().for_each(|(word, _)| bytes.field(word, 8));
    }
    bytes.0
}
