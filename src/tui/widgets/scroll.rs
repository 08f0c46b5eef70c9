//! Which part of a long list is seen: offsets that follow a cursor.
//!
//! Nothing is drawn here.

/// Steps that reach the end of any list.
pub const FAR: isize = isize::MAX;

/// The offset that keeps `cursor` visible in `room` lines, moving as little as possible, without empty lines at the end.
pub fn follow(offset: usize, cursor: usize, length: usize, room: usize) -> usize {
    if room == 0 {
        return cursor;
    }
    let low = cursor.saturating_sub(room - 1);
    offset.clamp(low, cursor.max(low)).min(length.saturating_sub(room))
}

/// A position moved by some steps, held within `length`.
pub fn step(position: usize, by: isize, length: usize) -> usize {
    position.saturating_add_signed(by).min(length.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_sight() {
        assert_eq!(follow(0, 9, 20, 5), 5);
        assert_eq!(follow(8, 9, 20, 5), 8);
        assert_eq!(follow(8, 2, 20, 5), 2);
        assert_eq!(follow(18, 19, 20, 5), 15);
        assert_eq!(follow(3, 0, 0, 5), 0);
        assert_eq!(follow(0, 4, 9, 0), 4);
    }

    #[test]
    fn steps_stop_at_the_ends() {
        assert_eq!(step(0, -1, 5), 0);
        assert_eq!(step(4, 9, 5), 4);
        assert_eq!(step(0, 1, 0), 0);
    }
}
