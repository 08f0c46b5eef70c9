//! Conditions as people type them: with an input method left on, and with the quotation marks that come with it.

use super::{Expr, ParseError};
use crate::text::fold::matching;

impl Expr {
    /// Reads an expression as it is typed: signs, letters and blanks of full width are taken for those of half width, and “ ”,
    /// ＂ and 「 」 for double quotes. What stands in quotes stays as it is.
    ///
    /// # Errors
    /// As [`Expr::parse`].
    pub fn typed(text: &str) -> Result<Self, ParseError> {
        Self::parse(&half_width(text))
    }
}

/// The text with plain signs and quotes.
fn half_width(text: &str) -> String {
    let mut plain = String::new();
    let mut bare = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let Some(closing) = closing(character) else {
            bare.push(character);
            continue;
        };
        plain.push_str(&spaced(&std::mem::take(&mut bare)));
        plain.push('"');
        while let Some(inside) = characters.next() {
            match inside {
                _ if closing.contains(&inside) => {
                    plain.push('"');
                    break;
                }
                '\\' => plain.extend([inside].into_iter().chain(characters.next())),
                '"' => plain.push_str("\\\""),
                _ => plain.push(inside),
            }
        }
    }
    plain + &spaced(&bare)
}

/// What closes a quotation that this character opens.
fn closing(opening: char) -> Option<&'static [char]> {
    match opening {
        '"' => Some(&['"']),
        '＂' | '“' | '”' | '„' => Some(&['＂', '“', '”', '"']),
        '「' => Some(&['」']),
        _ => None,
    }
}

/// A folded text that keeps blanks at its ends, which divide words from each other.
fn spaced(text: &str) -> String {
    let blank = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
    let folded = matching(text);
    match folded.is_empty() {
        true => blank(text.chars().next()).to_owned(),
        false => [blank(text.chars().next()), &folded, blank(text.chars().next_back())].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_method_left_on_changes_nothing() {
        let typed = |text: &str| Expr::typed(text).unwrap().to_string();
        for text in [
            "Ｆ１＝「小売業・卸売業」　and　Ｆ２＞＝５",
            "F1 = “小売業・卸売業” and F2 >= 5",
            "F1=＂小売業・卸売業＂ and F2>=5",
        ] {
            assert_eq!(typed(text), "F1 = \"小売業・卸売業\" and F2 >= 5", "{text}");
        }
        assert_eq!(typed("F1 = \"１０～２０歳\""), "F1 = \"１０～２０歳\"", "what is quoted stays");
        assert_eq!(typed("F1 = \"a \\\" b\" or F1 = 「a \" b」"), "F1 = \"a \\\" b\" or F1 = \"a \\\" b\"");
        assert!(Expr::typed("F1 = 「小売業").is_err());
    }
}
