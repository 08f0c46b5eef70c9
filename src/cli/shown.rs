//! Data made harmless for a terminal: whatever stands in a spreadsheet, its name or a definition, nothing that is printed
//! steers the terminal or a log.
//!
//! Files that the program writes are not touched: they hold what was received.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::text::fold::{is_steering, printable};

/// The text without characters that steer a terminal: json has them escaped and says the same as before, everything
/// else shows `□`.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let shown = printable(text);
    let is_json = || text.starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok();
    if shown == text || !is_json() { shown } else { Cow::Owned(escaped(text)) }
}

/// Such characters stand in texts only, where json has escapes for them.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // White space between values.
            '\r' => {}
            _ if is_steering(c) => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same() {
        let json = serde_json::json!({ "a\u{202e}": ["\u{1b}[31m\u{9b}2J\u{7f}", "\r\n\t"] });
        let printed = format!("{json:#}\n");
        let harmless = harmless(&printed);
        assert_ne!(harmless, printed);
        assert!(!harmless.contains(is_steering));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&harmless).unwrap(), json);
    }

    #[test]
    fn other_texts_show_a_box() {
        assert_eq!(harmless("[問1]\u{1b}[2J\n"), "[問1]□[2J\n");
        assert!(matches!(harmless("声\n"), Cow::Borrowed(_)));
    }
}
