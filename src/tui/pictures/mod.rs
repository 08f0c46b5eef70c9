//! Pictures of tables in cells: bands, bars, lines and points, for the pane of the table screen and for the screen that is
//! shown to a meeting. What is drawn is made by `present::picture`; here it gets its place.
//!
//! No part is told apart by its colour alone: fills, letters and numbers say the same.

pub mod bands;
pub mod bars;
pub mod kind;
pub mod lines;
pub mod made;
pub mod points;
pub mod segments;

pub use kind::Chart;

/// How large a picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Rows of a band or bar.
    pub tall: u16,
    /// Empty rows between two.
    pub gap: u16,
}

impl Size {
    /// As small as it goes, for a pane.
    pub const SMALL: Self = Self { tall: 1, gap: 0 };

    /// As large as `count` bands of at most `most` rows fit into `rows`, for people who sit far away.
    pub fn fitting(count: usize, rows: u16, most: u16) -> Self {
        let fits = |size: &Self| count * usize::from(size.step()) <= usize::from(rows + size.gap);
        let sizes = [5, 3, 2, 1].map(|tall| Self { tall, gap: 1 });
        sizes.into_iter().filter(|size| size.tall <= most).find(fits).unwrap_or(Self::SMALL)
    }

    /// Rows from one band to the next.
    pub fn step(self) -> u16 {
        self.tall + self.gap
    }

    /// Bands that fit into some rows.
    pub fn fit(self, rows: u16) -> usize {
        usize::from((rows + self.gap) / self.step().max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_as_large_as_there_is_room() {
        assert_eq!(Size::fitting(1, 19, 5), Size { tall: 5, gap: 1 });
        assert_eq!(Size::fitting(1, 19, 3), Size { tall: 3, gap: 1 });
        assert_eq!(Size::fitting(5, 19, 5), Size { tall: 3, gap: 1 });
        assert_eq!(Size::fitting(5, 18, 5), Size { tall: 2, gap: 1 });
        assert_eq!(Size::fitting(9, 18, 5), Size { tall: 1, gap: 1 });
        assert_eq!(Size::fitting(19, 18, 5), Size::SMALL);
        for count in 1..30 {
            let size = Size::fitting(count, 18, 5);
            assert!(count > 18 || size.fit(18) >= count);
        }
    }
}
