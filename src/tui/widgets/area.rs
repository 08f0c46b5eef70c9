//! Several lines of text being typed: an editor that moves by glyphs, wraps by the Japanese rules and puts the terminal's
//! real cursor at the right cell, because the window of a Japanese input method follows that cursor.
//!
//! It knows nothing of what the text is for. A line break is always text here, never an answer: what saves or leaves is
//! decided by whoever owns the editor.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::canvas::{Canvas, line, more};
use super::scroll::follow;
use crate::text::cells::width;
use crate::text::fit;

/// States kept for taking typing back.
const HISTORY: usize = 200;

/// A text with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Area {
    text: String,
    /// Byte offset, always between two glyphs.
    cursor: usize,
    /// Cell that moving up and down aims at.
    goal: Option<usize>,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
    /// The last change was a typed character: the next one is taken back together with it.
    typing: bool,
}

/// Where the cursor is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One glyph back.
    Left,
    /// One glyph on.
    Right,
    /// To the line above or below, by so many lines.
    Lines(isize),
    /// Start of the line on the screen, then of the paragraph.
    LineStart,
    /// End of the line on the screen, then of the paragraph.
    LineEnd,
    /// Start of the text.
    First,
    /// End of the text.
    Last,
}

impl Area {
    /// A text with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let text = plain(text);
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Changes that can be taken back, and those that can be brought back.
    pub fn history(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }

    /// Types a text or pastes it. Line breaks are kept as `\n`, tabs become a space, other control characters are left out.
    pub fn insert(&mut self, text: &str) {
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        let typed = text.graphemes(true).count() == 1 && text != "\n";
        self.remember(typed);
        self.text.insert_str(self.cursor, &text);
        self.cursor = self.boundary(self.cursor + text.len());
    }

    /// Takes the glyph before the cursor away.
    pub fn back(&mut self) {
        let start = self.before(self.cursor);
        self.remove(start, self.cursor);
    }

    /// Takes the glyph after the cursor away.
    pub fn delete(&mut self) {
        let end = self.after(self.cursor);
        self.remove(self.cursor, end);
    }

    /// Takes the word before the cursor away; where there are no words, what stands since the last mark or break.
    pub fn back_word(&mut self) {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        let kept = before.trim_end();
        let start = kept.unicode_word_indices().next_back().map_or(0, |(at, _)| at);
        self.remove(self.boundary(start), self.cursor);
    }

    fn remove(&mut self, start: usize, end: usize) {
        if start < end {
            self.remember(false);
            self.text.replace_range(start..end, "");
            self.cursor = self.boundary(start);
        }
    }

    /// Takes the last change back; false where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(old) = self.past.pop() else { return false };
        self.future.push((std::mem::replace(&mut self.text, old.0), std::mem::replace(&mut self.cursor, old.1)));
        self.typing = false;
        true
    }

    /// Brings it back; false where there is nothing.
    pub fn redo(&mut self) -> bool {
        let Some(new) = self.future.pop() else { return false };
        self.past.push((std::mem::replace(&mut self.text, new.0), std::mem::replace(&mut self.cursor, new.1)));
        self.typing = false;
        true
    }

    fn remember(&mut self, typed: bool) {
        self.goal = None;
        self.future.clear();
        if !(typed && self.typing) {
            if self.past.len() == HISTORY {
                self.past.remove(0);
            }
            self.past.push((self.text.clone(), self.cursor));
        }
        self.typing = typed;
    }

    /// Moves the cursor on a screen of this many cells.
    pub fn go(&mut self, to: Move, cells: usize) {
        self.typing = false;
        let lines = fit::ranges(&self.text, cells);
        let row = row_of(&lines, self.cursor);
        let range = lines.get(row).cloned().unwrap_or_default();
        if let Move::Lines(by) = to {
            let goal = self.goal.unwrap_or_else(|| self.column(&range));
            let target = super::scroll::step(row, by, lines.len());
            self.cursor = match target == row {
                // From the first line up is its start, from the last one down its end.
                true if by < 0 => range.start,
                true => range.end,
                false => self.at_cell(&lines, target, goal),
            };
            self.goal = Some(goal);
            return;
        }
        self.goal = None;
        self.cursor = match to {
            Move::Left => self.before(self.cursor),
            Move::Right => self.after(self.cursor),
            Move::LineStart if self.cursor == range.start => {
                self.text.get(..self.cursor).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1)
            }
            Move::LineStart => range.start,
            Move::LineEnd => {
                let end = self.at_cell(&lines, row, usize::MAX);
                let paragraph = self.text.get(self.cursor..).and_then(|text| text.find('\n'));
                let paragraph = paragraph.map_or(self.text.len(), |at| self.cursor + at);
                if end == self.cursor { paragraph } else { end }
            }
            Move::First => 0,
            Move::Last | Move::Lines(_) => self.text.len(),
        };
    }

    /// Puts the cursor where the mouse points: line and cell of the whole text.
    pub fn point(&mut self, row: usize, cell: usize, cells: usize) {
        let lines = fit::ranges(&self.text, cells);
        self.cursor = self.at_cell(&lines, row.min(lines.len().saturating_sub(1)), cell);
        self.goal = None;
        self.typing = false;
    }

    /// The place in a line nearest to a cell. The end of a line that goes on in the next one belongs to that one.
    fn at_cell(&self, lines: &[std::ops::Range<usize>], row: usize, cell: usize) -> usize {
        let Some(range) = lines.get(row) else { return self.text.len() };
        let mut at = range.start;
        let mut used = 0_usize;
        for glyph in self.text.get(range.clone()).unwrap_or_default().graphemes(true) {
            used = used.saturating_add(width(glyph));
            if used > cell {
                break;
            }
            at += glyph.len();
        }
        let goes_on = lines.get(row + 1).is_some_and(|next| next.start == at) && at > range.start;
        if goes_on { self.before(at) } else { at }
    }

    fn column(&self, range: &std::ops::Range<usize>) -> usize {
        width(self.text.get(range.start..self.cursor).unwrap_or_default())
    }

    /// The first place between glyphs from `at` on.
    fn boundary(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at.min(self.text.len()), self.text.len(), true);
        match cursor.is_boundary(&self.text, 0) {
            Ok(true) => at.min(self.text.len()),
            _ => cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len()),
        }
    }

    fn before(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self, at: usize) -> usize {
        let glyph = self.text.get(at..).and_then(|text| text.graphemes(true).next());
        at + glyph.map_or(0, str::len)
    }

    /// Lines of the text on a screen of this many cells.
    pub fn lines(&self, cells: usize) -> usize {
        fit::ranges(&self.text, cells).len()
    }

    /// Line and cell of the cursor on a screen of this many cells; the cell is at most `cells`.
    pub fn place(&self, cells: usize) -> (usize, usize) {
        let lines = fit::ranges(&self.text, cells);
        let row = row_of(&lines, self.cursor);
        let column = lines.get(row).map_or(0, |range| self.column(range));
        (row, column.min(cells))
    }

    /// Draws the text from line `offset` on, and says which line was first after making the cursor's visible. One cell at
    /// the right stays free for the cursor. With `focus` the terminal's cursor is placed in it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, style: Style, focus: bool) {
        if area.is_empty() {
            return;
        }
        let cells = room(area);
        let lines = fit::ranges(&self.text, cells);
        let offset = self.offset(area);
        for (row, range) in (0..area.height).zip(lines.iter().skip(offset)) {
            let words = self.text.get(range.clone()).unwrap_or_default();
            canvas.put(line(area, row), words, style);
        }
        more(canvas, area, offset, lines.len());
        canvas.always_send(area);
        if focus {
            let (row, column) = self.place(cells);
            let x = area.x + u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
            let y = area.y + u16::try_from(row.saturating_sub(offset)).unwrap_or(0).min(area.height - 1);
            canvas.cursor = Some(Position { x, y });
        }
    }

    /// First line in sight in an area. It follows from the cursor alone, so that drawing changes nothing: the cursor stands
    /// in the middle of a longer text.
    pub fn offset(&self, area: Rect) -> usize {
        let lines = fit::ranges(&self.text, room(area)).len();
        let (row, _) = self.place(room(area));
        let height = usize::from(area.height);
        follow(row.saturating_sub(height / 2), row, lines, height)
    }
}

/// Cells of a line in an area.
pub fn room(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(1).max(1)
}

fn row_of(lines: &[std::ops::Range<usize>], cursor: usize) -> usize {
    lines.iter().rposition(|range| range.start <= cursor).unwrap_or(0)
}

/// Text as it may stand in an editor: `\n` for every kind of line break, no other control characters.
fn plain(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Colours;
    use crate::tui::theme::theme;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;

    /// What can be done to an editor.
    #[derive(Debug, Clone)]
    enum Step {
        Insert(String),
        Back,
        Delete,
        Word,
        Undo,
        Redo,
        Go(Move),
        Point(usize, usize),
    }

    const TEXT: &str = "[あ-んァ-ヶ一-三、。「」ー a-z0-9ｶﾞﾟ\u{3099}\u{301}\u{200D}👨👩🇯🇵𠮷①\u{E0100}\n]{0,8}|\\PC{0,4}";

    fn step() -> impl Strategy<Value = Step> {
        let moves = prop_oneof![
            Just(Move::Left),
            Just(Move::Right),
            (-3_isize..4).prop_map(Move::Lines),
            Just(Move::LineStart),
            Just(Move::LineEnd),
            Just(Move::First),
            Just(Move::Last),
        ];
        prop_oneof![
            4 => TEXT.prop_map(Step::Insert),
            1 => Just(Step::Back),
            1 => Just(Step::Delete),
            1 => Just(Step::Word),
            1 => Just(Step::Undo),
            1 => Just(Step::Redo),
            4 => moves.prop_map(Step::Go),
            1 => (0_usize..6, 0_usize..30).prop_map(|(row, cell)| Step::Point(row, cell)),
        ]
    }

    fn take(area: &mut Area, step: &Step, cells: usize) {
        match step {
            Step::Insert(text) => area.insert(text),
            Step::Back => area.back(),
            Step::Delete => area.delete(),
            Step::Word => area.back_word(),
            Step::Undo => drop(area.undo()),
            Step::Redo => drop(area.redo()),
            Step::Go(to) => area.go(*to, cells),
            Step::Point(row, cell) => area.point(*row, *cell, cells),
        }
    }

    proptest! {
        #[test]
        fn the_cursor_is_never_inside_a_glyph(steps in proptest::collection::vec(step(), 0..40), cells in 1_usize..20) {
            let mut area = Area::default();
            for step in steps {
                take(&mut area, &step, cells);
                let boundaries: Vec<usize> =
                    area.text.grapheme_indices(true).map(|(at, _)| at).chain([area.text.len()]).collect();
                prop_assert!(boundaries.contains(&area.cursor), "{:?} after {:?}", area, step);
                // Neither on the screen.
                let screen = Rect::new(2, 1, u16::try_from(cells).unwrap() + 1, 4);
                let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 8));
                let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::default()), cursor: None };
                area.draw(&mut canvas, screen, Style::new(), true);
                let at = canvas.cursor.unwrap();
                prop_assert!(screen.contains(at));
                let before = buffer[(at.x.saturating_sub(1), at.y)].symbol();
                prop_assert!(at.x == screen.x || width(before) < 2 || cells == 1, "{:?} on {:?}", area, before);
            }
        }

        #[test]
        fn no_text_is_lost(before in TEXT, after in TEXT, pasted in TEXT, cells in 1_usize..20) {
            let mut area = Area::new(&after);
            area.go(Move::First, cells);
            area.insert(&before);
            let split = area.cursor();
            area.insert(&pasted);
            prop_assert_eq!(area.text(), format!("{}{}{}", &area.text[..split], plain(&pasted), &area.text[split + plain(&pasted).len()..]));
            let mut whole = plain(&before);
            whole.push_str(&plain(&after));
            while area.undo() {}
            prop_assert_eq!(area.text(), plain(&after));
            while area.redo() {}
            let mut kept: Vec<char> = area.text().chars().collect();
            let mut wanted: Vec<char> = format!("{whole}{}", plain(&pasted)).chars().collect();
            kept.sort_unstable();
            wanted.sort_unstable();
            prop_assert_eq!(kept, wanted);
        }

        #[test]
        fn moving_changes_no_text_and_reaches_everything(text in TEXT, cells in 1_usize..20) {
            let mut area = Area::new(&text);
            area.go(Move::First, cells);
            let mut seen = vec![area.cursor()];
            while seen.len() < 500 {
                area.go(Move::Right, cells);
                if seen.last() == Some(&area.cursor()) {
                    break;
                }
                seen.push(area.cursor());
            }
            prop_assert_eq!(seen.last().copied(), Some(area.text().len()));
            for back in seen.iter().rev().skip(1) {
                area.go(Move::Left, cells);
                prop_assert_eq!(area.cursor(), *back);
            }
            prop_assert_eq!(area.text(), plain(&text));
        }
    }

    #[test]
    fn lines_are_moved_between_by_cells() {
        let mut area = Area::new("空き店舗ｶﾞ\nab𠮷家\n");
        assert_eq!(area.place(20), (2, 0));
        area.go(Move::Lines(-2), 20);
        assert_eq!(area.place(20), (0, 0));
        area.go(Move::LineEnd, 20);
        assert_eq!(area.place(20), (0, 10));
        area.go(Move::Lines(1), 20);
        assert_eq!(area.place(20), (1, 6));
        area.go(Move::Left, 20);
        area.go(Move::Lines(-1), 20);
        assert_eq!(area.place(20), (0, 4));
        area.insert("の\r\n活用\t");
        assert_eq!(area.text(), "空きの\n活用 店舗ｶﾞ\nab𠮷家\n");
    }

    #[test]
    fn typing_is_taken_back_at_once_and_marks_do_not_begin_a_line() {
        let mut area = Area::default();
        for c in ["市", "は", "、"] {
            area.insert(c);
        }
        assert_eq!(area.place(4), (1, 4), "{:?}", fit::ranges(area.text(), 4));
        assert!(area.undo());
        assert_eq!(area.text(), "");
        assert!(!area.undo());
        assert!(area.redo());
        assert_eq!(area.text(), "市は、");
        area.back_word();
        assert_eq!(area.text(), "市");
    }
}
