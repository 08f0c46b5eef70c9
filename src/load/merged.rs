//! Cells of answers that are merged over several rows: in Excel the text stands in the first of them and is shown beside all.

use super::columns::Header;
use super::sheet::{Cell, Merge, Sheet};

/// The merged cells below a header that hold something and span several rows: column, first and last row, 0-based.
pub fn spans(sheet: &Sheet, header: &Header) -> Vec<(usize, usize, usize)> {
    let place = |merge: &Merge| (merge.left as usize, merge.top as usize, merge.bottom as usize);
    let is_one = |(column, top, bottom): &(usize, usize, usize)| {
        top < bottom && *top >= header.data_start() && !sheet.cell(*top, *column).is_blank()
    };
    sheet.merges.iter().map(place).filter(is_one).collect()
}

/// Writes the text of a merged cell into every row it spans, in these columns. Rows that hold nothing stay as they are.
pub fn fill(sheet: &mut Sheet, header: &Header, columns: &[usize]) {
    if columns.is_empty() {
        return;
    }
    for (column, top, bottom) in spans(sheet, header).into_iter().filter(|(column, ..)| columns.contains(column)) {
        let cell = sheet.cell(top, column).clone();
        for row in sheet.rows.iter_mut().take(bottom + 1).skip(top + 1) {
            if row.iter().all(Cell::is_blank) {
                continue;
            }
            if row.len() <= column {
                row.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = row.get_mut(column).filter(|place| place.is_blank()) {
                *place = cell.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_cell_is_beside_all_its_rows() {
        let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let rows = [["No", "地区"], ["1", "東"], ["2", ""], ["", ""], ["4", "西"], ["5", ""]];
        let rows = rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect();
        let merge = |top, bottom| Merge { top, left: 1, bottom, right: 1 };
        let mut sheet = Sheet { rows, merges: vec![merge(1, 3), merge(4, 9)], ..Sheet::default() };
        let header = Header::at(&sheet, 0, 1);
        assert_eq!(spans(&sheet, &header), [(1, 1, 3), (1, 4, 9)]);
        fill(&mut sheet, &header, &[1]);
        let found: Vec<String> = (1..6).map(|row| sheet.cell(row, 1).text().into_owned()).collect();
        assert_eq!(found, ["東", "東", "", "西", "西"]);
    }
}
