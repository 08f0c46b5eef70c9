//! Texts that are known to break columns: what we count is what ratatui counts and what is drawn, and boxes over them leave
//! no half glyph.

use koe::config::{Ambiguous, Colours, Settings};
use koe::messages::Lang;
use koe::text::cells::{glyphs, set_wide, width};
use koe::text::fit::{Align, cut, pad, wrap};
use koe::tui::Start;
use koe::tui::script::Player;
use koe::tui::theme::theme;
use koe::tui::widgets::Canvas;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::support::Workdir;

/// The corpus.
const TEXTS: &[&str] = &[
    "",
    "abc 123",
    "空き店舗の活用を進める、「商店街」の会議。",
    "ひらがなとカタカナー、ぁぃぅァィゥ",
    "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟﾌﾟ ｱｲｳ､｢ｴｵ｣｡ｰ",
    "ﾞﾟ",
    "aﾞ あﾟ",
    "が\u{3099}ぎ か\u{3099}き\u{3099}は\u{309A}",
    "カ\u{3099}ラス フ\u{309A}ラン",
    "\u{3099}始まりの濁点",
    "e\u{301}a\u{300}o\u{308} \u{301}x",
    "①②③⑳ ㈱㈲ ※■□◆◇●○→←↑↓…‥─―‐－〜～",
    "ⅠⅡⅢ ㎡ ℃ ％ § ¶ ± × ÷ ∞",
    "👨\u{200D}👩\u{200D}👧\u{200D}👦家族 👍🏽 🇯🇵 🏴\u{E0067}\u{E0062}\u{E007F}",
    "❤\u{FE0F}と❤ ☎\u{FE0F} ☎\u{FE0E} ⚠\u{FE0F} 1\u{FE0F}\u{20E3}",
    "𠮷野家 𩸽 𠀋 𡈽 𪚲",
    "葛\u{E0100}城市 辻\u{E0101} 祇\u{FE00}園",
    "─│┌┐└┘├┤┬┴┼ ═║╔ █▓▒░▁▂▃▄▅▆▇",
    "a\tb\rc\nd\u{0}e\u{7}f\u{1b}[31mg\u{7f}h\u{85}i",
    "\u{200F}右から\u{200E} \u{202E}逆\u{202C} \u{2066}孤立\u{2069} אבג ابت",
    "a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}e\u{200C}f",
    "　全角空白　\u{A0}\u{2003}x",
    "한국어 조합형 \u{1100}\u{1161}\u{11A8} กำ ﷺ नि",
    "ＡＢＣ１２３ ｆｕｌｌ！？",
];

/// The column where ratatui's own drawing stops.
fn of_ratatui(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    buffer.set_stringn(0, 0, text, 400, Style::default()).0.into()
}

/// Fails where a glyph of two cells is not followed by its second one, or a row is wider than the screen.
pub fn no_half_glyphs(buffer: &Buffer) {
    let area = buffer.area;
    for y in 0..area.height {
        let (mut x, mut row) = (0, String::new());
        while x < area.width {
            let symbol = buffer.cell((x, y)).unwrap().symbol();
            let cells = width(symbol).max(1);
            for next in 1..cells {
                let rest = u16::try_from(usize::from(x) + next).unwrap();
                let second = buffer.cell((rest, y)).map(|cell| cell.symbol().to_owned());
                assert_eq!(second.as_deref(), Some(" "), "half of {symbol:?} at {x} {y}, after {row:?}");
            }
            row.push_str(symbol);
            x += u16::try_from(cells).unwrap();
        }
        assert_eq!(width(&row), usize::from(area.width), "row {y}: {row:?}");
    }
}

fn canvas(buffer: &mut Buffer) -> Canvas<'_> {
    Canvas { buffer, theme: theme(false, Colours::default()), cursor: None }
}

#[test]
fn what_is_counted_is_what_the_library_counts_and_what_is_drawn() {
    for text in TEXTS {
        let cells = width(text);
        assert_eq!(cells, of_ratatui(text), "ratatui on {text:?}");
        assert_eq!(cells, glyphs(text).map(|(_, cells)| cells).sum::<usize>(), "glyphs of {text:?}");
        let area = Rect::new(0, 0, 200, 1);
        let mut buffer = Buffer::empty(area);
        let used = canvas(&mut buffer).put(area, text, Style::new());
        assert_eq!(cells, usize::from(used), "columns of {text:?}");
        no_half_glyphs(&buffer);
        // The same cells as ratatui's own drawing leaves.
        let mut theirs = Buffer::empty(area);
        theirs.set_stringn(0, 0, text, 200, Style::new());
        for x in 0..area.width {
            let symbol = |buffer: &Buffer| buffer.cell((x, 0)).unwrap().symbol().to_owned();
            assert_eq!(symbol(&buffer), symbol(&theirs), "{text:?} at {x}");
        }
    }
}

#[test]
fn every_pair_of_texts_side_by_side_takes_what_both_take() {
    for first in TEXTS {
        for second in TEXTS {
            let both = format!("{first} {second}");
            assert_eq!(width(&both), of_ratatui(&both), "{both:?}");
        }
    }
}

#[test]
fn texts_are_cut_filled_and_wrapped_to_any_width_without_half_a_glyph() {
    for text in TEXTS {
        for cells in 0..24 {
            assert!(width(&cut(text, cells)) <= cells, "{text:?} cut to {cells}");
            for align in [Align::Left, Align::Right] {
                assert_eq!(width(&pad(text, cells, align)), cells, "{text:?} in {cells}");
            }
            // A glyph wider than the line has a line of its own.
            if cells >= glyphs(text).map(|(_, cells)| cells).max().unwrap_or(0) {
                for line in wrap(text, cells) {
                    assert!(width(&line) <= cells, "{text:?} in lines of {cells}: {line:?}");
                }
            }
            let room = u16::try_from(cells).unwrap();
            let area = Rect::new(0, 0, room + 3, 1);
            let mut buffer = Buffer::empty(area);
            let mut canvas = canvas(&mut buffer);
            canvas.put(Rect { width: room, ..area }, text, Style::new());
            canvas.put(Rect { x: room, width: 3, ..area }, "終り", Style::new());
            no_half_glyphs(&buffer);
        }
    }
}

/// A screen full of the corpus, every row one cell further to the right.
fn filled(columns: u16, rows: u16) -> Buffer {
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    for y in 0..rows {
        let text = format!("{} ", TEXTS[usize::from(y) % TEXTS.len()]).repeat(20);
        let x = y % 3;
        canvas(&mut buffer).put(Rect::new(x, y, columns - x, 1), &text, Style::new());
    }
    buffer
}

#[test]
fn boxes_at_every_column_leave_no_half_glyph() {
    let (columns, rows) = (47, 24);
    let below = filled(columns, rows);
    no_half_glyphs(&below);
    for x in 0..columns {
        for across in [0, 1, 2, 3, 4, 7, 20, 60] {
            let mut buffer = below.clone();
            let frame = Rect::new(x, 0, across, rows);
            let mut canvas = canvas(&mut buffer);
            canvas.clear(frame);
            canvas.frame(frame, "見出し「ｶﾞ」", Style::new());
            for y in 1..rows - 1 {
                canvas.row(Rect::new(x + 1, y, across.saturating_sub(2), 1), "𠮷、①ｶﾞ", Align::Left, Style::new());
            }
            no_half_glyphs(&buffer);
            // Also what is written without clearing, as marks at an edge are.
            let mut buffer = below.clone();
            for y in 0..rows {
                self::canvas(&mut buffer).put(Rect::new(x, y, across, 1), "▲店", Style::new());
            }
            no_half_glyphs(&buffer);
        }
    }
}

#[test]
fn where_signs_are_wide_no_screen_has_half_of_one() {
    let workdir = Workdir::sample();
    let settings = Settings { ambiguous: Ambiguous::Wide, ..Settings::default() };
    for (columns, rows) in [(80, 24), (133, 40)] {
        let start = Start { dir: workdir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: true };
        let mut player = Player::new(&start, columns, rows);
        player.set(&settings);
        player.begin();
        for keys in
            "Alt+1 Alt+2 Tab F1 Esc Alt+3 Alt+4 F4 Esc Alt+5 F10 Right Esc Alt+6 Alt+7 Alt+8 Alt+9 Alt+0".split(' ')
        {
            player.play(keys).unwrap();
            no_half_glyphs(&player.cells());
            assert!(!player.screen().contains(['─', '│', '…', '▲']), "{keys}: {}", player.screen());
        }
    }
    set_wide(false);
}
