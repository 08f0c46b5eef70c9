//! Bytes of a file taken one piece after the other, never beyond its end.

use crate::load::read::ReadError;

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// As nearly every file has it.
    #[default]
    LowFirst,
    /// As files of old workstations have it.
    HighFirst,
}

impl Order {
    pub(super) fn int(self, bytes: [u8; 4]) -> i32 {
        match self {
            Self::LowFirst => i32::from_le_bytes(bytes),
            Self::HighFirst => i32::from_be_bytes(bytes),
        }
    }

    pub(super) fn long(self, bytes: [u8; 8]) -> i64 {
        match self {
            Self::LowFirst => i64::from_le_bytes(bytes),
            Self::HighFirst => i64::from_be_bytes(bytes),
        }
    }

    pub(super) fn double(self, bytes: [u8; 8]) -> f64 {
        match self {
            Self::LowFirst => f64::from_le_bytes(bytes),
            Self::HighFirst => f64::from_be_bytes(bytes),
        }
    }

    pub(super) fn bytes(self, number: f64) -> [u8; 8] {
        match self {
            Self::LowFirst => number.to_le_bytes(),
            Self::HighFirst => number.to_be_bytes(),
        }
    }
}

/// A place in a file's bytes.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Of the numbers taken.
    pub(super) order: Order,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], order: Order) -> Self {
        Self { bytes, at: 0, order }
    }

    /// Bytes before this place.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], ReadError> {
        let end = self.at.checked_add(count);
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or_else(|| ReadError::damaged("the file ends within a record"))?;
        self.at += count;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        self.take(N)?.try_into().map_err(ReadError::damaged)
    }

    pub(super) fn eight(&mut self) -> Result<[u8; 8], ReadError> {
        self.array()
    }

    pub(super) fn int(&mut self) -> Result<i32, ReadError> {
        let bytes = self.array()?;
        Ok(self.order.int(bytes))
    }

    /// A number of things or bytes, which cannot be below zero.
    pub(super) fn count(&mut self) -> Result<usize, ReadError> {
        usize::try_from(self.int()?).map_err(|_| ReadError::damaged("a length is negative"))
    }

    /// A place or length of eight bytes, which cannot be below zero.
    pub(super) fn offset(&mut self) -> Result<usize, ReadError> {
        let bytes = self.array()?;
        usize::try_from(self.order.long(bytes)).map_err(|_| ReadError::damaged("a place is negative"))
    }

    pub(super) fn double(&mut self) -> Result<f64, ReadError> {
        let bytes = self.array()?;
        Ok(self.order.double(bytes))
    }

    /// Bytes behind their length.
    pub(super) fn counted(&mut self) -> Result<&'a [u8], ReadError> {
        let count = self.count()?;
        self.take(count)
    }
}
