//! Compound documents: books of Excel 97, whole and broken, and the containers of books with a password.

use super::{Made, Outcome};

/// A sector of the container.
const SECTOR: usize = 512;

pub fn all() -> Outcome<Vec<Made>> {
    let sound = container(&[("Workbook", &workbook(&[(0, 0), (2, 2)], None, None))])?;
    let mut circle = sound.clone();
    // The second entry of the sector table points at itself.
    if let Some(entry) = circle.get_mut(SECTOR + 4..SECTOR + 8) {
        entry.copy_from_slice(&1_u32.to_le_bytes());
    }
    let agile = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><encryption xmlns=\"http://schemas.microsoft.com/office/2006/encryption\"><keyData saltSize=\"16\" blockSize=\"16\" keyBits=\"256\" hashSize=\"64\" cipherAlgorithm=\"AES\" cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"AAAAAAAAAAAAAAAAAAAAAA==\"/></encryption>";
    let agile = [&[4, 0, 4, 0, 0x40, 0, 0, 0][..], agile.as_bytes()].concat();
    let standard = [&[4, 0, 2, 0, 0x24, 0, 0, 0, 0x8C, 0, 0, 0][..], &[0; 0x8C]].concat();
    let package = [1; 5000];
    let far = [(0, 0), (65_535, 255)];
    let mut made = vec![
        ("password-agile.xlsx", container(&[("EncryptionInfo", &agile), ("EncryptedPackage", &package)])?),
        ("password-standard.xlsx", container(&[("EncryptionInfo", &standard), ("EncryptedPackage", &package)])?),
        ("password.xls", container(&[("Workbook", &workbook(&[(0, 0)], Some(0x2F), None))])?),
        ("far-cells.xls", container(&[("Workbook", &workbook(&far, None, None))])?),
        ("far-cells-many.xls", container(&[("Workbook", &many(&far, 12))])?),
        (
            "dimension.xls",
            container(&[("Workbook", &workbook(&[(0, 0), (1, 1)], None, Some((0, u32::MAX, 0, 0xFFFF))))])?,
        ),
        ("circle.xls", circle),
        ("no-stream.xls", container(&[("Other", &[0; 5000])])?),
        ("word.xls", container(&[("WordDocument", &[0; 5000])])?),
        ("zeros-stream.xls", container(&[("Workbook", &[0; 5000])])?),
        ("xls-named.xlsx", sound.clone()),
        ("xls-named.csv", sound.clone()),
    ];
    for (name, percent) in [("cut-2.xls", 2), ("cut-20.xls", 20), ("cut-50.xls", 50), ("cut-90.xls", 90)] {
        made.push((name, sound.get(..sound.len() * percent / 100).unwrap_or_default().to_vec()));
    }
    Ok(made.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// Dimensions as a sheet states them: first row, row after the last, first column, column after the last.
type Stated = (u32, u32, u16, u16);

/// The stream of a book with one sheet that holds numbers at the given rows and columns.
fn workbook(cells: &[(u16, u16)], before: Option<u16>, stated: Option<Stated>) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[&[0, 6][..], &kind.to_le_bytes(), &[0; 12]].concat());
    let mut stream = begin(5);
    if let Some(kind) = before {
        stream.extend(record(kind, &[&[1, 0, 1, 0, 1, 0][..], &[7; 48]].concat()));
    }
    stream.extend(record(0x0042, &1200_u16.to_le_bytes()));
    let start = stream.len() + 4 + 14 + 4;
    stream.extend(bound_sheet(start, b"answer"));
    stream.extend(record(0x000A, &[]));
    stream.extend(sheet(cells, stated));
    // Short streams would need a second table of small sectors.
    stream.resize(stream.len().max(4096), 0);
    stream
}

fn bound_sheet(start: usize, name: &[u8; 6]) -> Vec<u8> {
    record(0x0085, &[&(start as u32).to_le_bytes()[..], &[0, 0, 6, 0], name].concat())
}

fn sheet(cells: &[(u16, u16)], stated: Option<Stated>) -> Vec<u8> {
    let mut stream = record(0x0809, &[&[0, 6, 16, 0][..], &[0; 12]].concat());
    if let Some((top, bottom, left, right)) = stated {
        let rows = [top.to_le_bytes(), bottom.to_le_bytes()].concat();
        let columns = [left.to_le_bytes(), right.to_le_bytes(), [0, 0]].concat();
        stream.extend(record(0x0200, &[rows, columns].concat()));
    }
    for (row, column) in cells {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        stream.extend(record(0x0203, &[&place[..], &1.0_f64.to_le_bytes()].concat()));
    }
    stream.extend(record(0x000A, &[]));
    stream
}

/// The stream of a book with as many sheets, which all begin at the same place.
fn many(cells: &[(u16, u16)], sheets: usize) -> Vec<u8> {
    let mut stream = record(0x0809, &[&[0, 6, 5, 0][..], &[0; 12]].concat());
    let start = stream.len() + sheets * 18 + 4;
    for number in 0..sheets {
        stream.extend(bound_sheet(start, format!("sh{number:04}").as_bytes().first_chunk().unwrap_or(b"sheet0")));
    }
    stream.extend(record(0x000A, &[]));
    stream.extend(sheet(cells, None));
    stream.resize(stream.len().max(4096), 0);
    stream
}

/// A compound document: header, sector table, directory, then the streams, each of at least 4096 bytes.
fn container(streams: &[(&str, &[u8])]) -> Outcome<Vec<u8>> {
    const FREE: u32 = u32::MAX;
    const LAST: u32 = 0xFFFF_FFFE;
    let padded: Vec<(&str, Vec<u8>)> = streams
        .iter()
        .map(|(name, bytes)| {
            let length = bytes.len().max(4096).next_multiple_of(SECTOR);
            let mut bytes = bytes.to_vec();
            bytes.resize(length, 0);
            (*name, bytes)
        })
        .collect();
    let mut table = vec![0xFFFF_FFFD, LAST];
    let mut directory = entry("Root Entry", 5, LAST, 0, 1);
    for (at, (name, bytes)) in padded.iter().enumerate() {
        let first = u32::try_from(table.len())?;
        let right = if at + 1 < padded.len() { u32::try_from(at)? + 2 } else { FREE };
        let mut one = entry(name, 2, first, u32::try_from(bytes.len())?, FREE);
        if let Some(place) = one.get_mut(72..76) {
            place.copy_from_slice(&right.to_le_bytes());
        }
        directory.extend(one);
        let sectors = u32::try_from(bytes.len() / SECTOR)?;
        table.extend((1..sectors).map(|next| first + next));
        table.push(LAST);
    }
    table.resize(SECTOR / 4, FREE);
    directory.resize(SECTOR, 0);
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(24, 0);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    header.resize(44, 0);
    for number in [1, 1, 0, 4096, LAST, 0, LAST, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    header.resize(SECTOR, 0xFF);
    let table = table.iter().flat_map(|next| next.to_le_bytes()).collect::<Vec<u8>>();
    let streams = padded.into_iter().flat_map(|(_, bytes)| bytes);
    Ok(header.into_iter().chain(table).chain(directory).chain(streams).collect())
}

fn entry(name: &str, kind: u8, start: u32, length: u32, child: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.resize(64, 0);
    bytes.extend((2 * name.len() as u16 + 2).to_le_bytes());
    bytes.extend([kind, 1]);
    for link in [u32::MAX, u32::MAX, child] {
        bytes.extend(link.to_le_bytes());
    }
    bytes.resize(116, 0);
    bytes.extend(start.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.resize(128, 0);
    bytes
}
