//! Random changes of bytes, texts and zip files.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Numbers that look random: SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end.max(1) as u64) as usize
    }

    /// One of some things.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// Bytes and numbers that readers stumble over.
const EDGES: [&[u8]; 14] = [
    &[0],
    &[0xFF],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    &[0xFF, 0xFF, 0xFF, 0xFF],
    &[0, 0, 0, 0],
    &[0xFE, 0xFF, 0xFF, 0xFF],
    b"\"",
    b"\r",
    b",",
    b"<",
    b"&",
    b"-1",
    b"99999999999999999999",
    "令".as_bytes(),
];

/// Changes a few places of a file.
pub fn bytes(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(4) {
        let (place, length) = (random.below(bytes.len()), random.below(64));
        let end = (place + length).min(bytes.len());
        match random.below(8) {
            0 | 1 => {
                let bit = random.below(8);
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << bit;
                }
            }
            2 => bytes.truncate(place),
            3 => drop(bytes.drain(place..end)),
            4 => {
                let piece = bytes.get(place..end).unwrap_or_default().to_vec();
                let at = random.below(bytes.len() + 1);
                drop(bytes.splice(at..at, piece));
            }
            5 | 6 => {
                let edge = random.one(&EDGES).copied().unwrap_or_default();
                let over = if random.below(2) == 0 { place } else { (place + edge.len()).min(bytes.len()) };
                drop(bytes.splice(place..over, edge.iter().copied()));
            }
            _ => {
                let fill = random.number() as u8;
                bytes.get_mut(place..end).unwrap_or_default().fill(fill);
            }
        }
        if bytes.is_empty() {
            return;
        }
    }
}

/// Changes a text: words of `other`, lines, digits and signs move, double or go.
pub fn text(random: &mut Random, text: &str, words: &[&str]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(5) {
        let (place, length) = (random.below(chars.len()), random.below(24));
        let end = (place + length).min(chars.len());
        match random.below(6) {
            0 => drop(chars.drain(place..end)),
            1 => {
                let piece = chars.get(place..end).unwrap_or_default().to_vec();
                let at = random.below(chars.len() + 1);
                drop(chars.splice(at..at, piece));
            }
            2 | 3 => {
                let word = random.one(words).copied().unwrap_or_default();
                drop(chars.splice(place..place, word.chars()));
            }
            4 => {
                if let Some(c) = char::from_u32((random.number() % 0x3100) as u32) {
                    chars.insert(place.min(chars.len()), c);
                }
            }
            _ => {
                let other = random.below(chars.len());
                if place < chars.len() && other < chars.len() {
                    chars.swap(place, other);
                }
            }
        }
    }
    chars.into_iter().collect()
}

/// Changes one part of a zip file and packs it again; `None` if it is no zip file that can be read.
pub fn zipped(random: &mut Random, whole: &[u8], words: &[&str]) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(whole)).ok()?;
    let count = from.len();
    if count > 100 {
        return None;
    }
    let changed = random.below(count);
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..count {
        let mut part = from.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        (&mut part).take(1 << 20).read_to_end(&mut content).ok()?;
        if index == changed {
            match (random.below(10), String::from_utf8(content.clone())) {
                (0, _) => continue,
                (1 | 2, _) | (_, Err(_)) => bytes(random, &mut content),
                (_, Ok(whole)) => content = text(random, &whole, words).into_bytes(),
            }
        }
        to.start_file(name, SimpleFileOptions::default()).ok()?;
        to.write_all(&content).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}
