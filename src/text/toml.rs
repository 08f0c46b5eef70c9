//! Texts as TOML writes them.

/// A text on one line, in quotation marks.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            c => push(&mut quoted, c),
        }
    }
    quoted.push('"');
    quoted
}

/// Adds a character that is neither a quotation mark nor a line break, escaped where it cannot stand by itself.
pub fn push(quoted: &mut String, c: char) {
    match c {
        '\\' => quoted.push_str("\\\\"),
        '\t' => quoted.push_str("\\t"),
        '\r' => quoted.push_str("\\r"),
        c if c.is_control() || c == '\u{FEFF}' => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
        c => quoted.push(c),
    }
}
