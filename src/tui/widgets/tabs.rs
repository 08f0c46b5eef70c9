//! Names of lists side by side, of which one is shown: where each stands, how they look, and which one was clicked.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, cells, inside};

/// A name in its place, with what it stands for.
#[derive(Debug, Clone)]
pub struct Tab<T> {
    /// The cells it takes, a blank on either side included; no width where there is no room.
    pub area: Rect,
    /// What is shown when it is chosen.
    pub of: T,
    name: String,
}

/// Puts names into a line one after another.
pub fn place<T>(area: Rect, names: impl IntoIterator<Item = (T, String)>) -> Vec<Tab<T>> {
    let area = inside(area, 1, 0);
    let mut used = 0;
    let one = |(of, name): (T, String)| {
        let name = format!(" {name} ");
        let width = cells(&name).min(area.width.saturating_sub(used));
        let tab = Tab { area: Rect { width, ..inside(area, used, 0) }, of, name };
        used += width + 1;
        tab
    };
    names.into_iter().map(one).collect()
}

/// Draws them; the one shown is set off without colour.
pub fn draw<T: PartialEq>(canvas: &mut Canvas<'_>, tabs: &[Tab<T>], shown: &T) {
    for tab in tabs {
        let style = if tab.of == *shown { canvas.theme.bar_style() } else { canvas.theme.dim() };
        canvas.put(tab.area, &tab.name, style);
    }
}

/// What the name at a place of the screen stands for.
pub fn hit<T>(tabs: Vec<Tab<T>>, at: Position) -> Option<T> {
    tabs.into_iter().find(|tab| tab.area.contains(at)).map(|tab| tab.of)
}
