//! Finding a code by what is typed: kanji, kana, romaji in any spelling, id, or its number.

use crate::model::comment::{Code, Codebook};
use crate::text::fold::search;
use crate::text::romaji::{self, System};

/// The codes that what is typed may mean, by position: those named exactly first, then as in the codebook.
pub fn find(codebook: &Codebook, typed: &str) -> Vec<usize> {
    let wanted = search(typed);
    let all = codebook.codes.iter().enumerate();
    if wanted.is_empty() {
        return all.map(|(position, _)| position).collect();
    }
    let latin = wanted.is_ascii().then(|| romaji::fold(&wanted)).filter(|latin| !latin.is_empty());
    let number: Option<usize> = wanted.parse().ok();
    let mut found: Vec<(bool, usize)> = all
        .filter_map(|(position, code)| {
            let named = number == Some(position + 1) || search(&code.id) == wanted;
            (named || fits(code, &wanted, latin.as_deref())).then_some((!named, position))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, position)| position).collect()
}

fn fits(code: &Code, wanted: &str, latin: Option<&str>) -> bool {
    let has = |text: &str| search(text).contains(wanted);
    let reading = if code.reading.is_empty() { &code.title } else { &code.reading };
    let sounds = || latin.is_some_and(|latin| romaji::fold(&romaji::romaji(reading, System::Hepburn)).contains(latin));
    has(&code.id) || has(&code.title) || has(&code.reading) || code.phrases.iter().any(|phrase| has(phrase)) || sounds()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Codebook {
        let code = |id: &str, title: &str, reading: &str| Code {
            id: id.into(),
            title: title.into(),
            reading: reading.into(),
            ..Code::default()
        };
        let codes = vec![
            code("農-1", "農地の保全", "のうちのほぜん"),
            code("商店街-1", "商店街の空き店舗", "しょうてんがいのあきてんぽ"),
            code("A2", "ＩＴ化の支援", "あいてぃーかのしえん"),
        ];
        Codebook { codes, ..Codebook::default() }
    }

    #[test]
    fn a_code_is_found_by_every_way_to_write_it() {
        let book = book();
        for typed in ["空き店舗", "あきてんぽ", "ｱｷﾃﾝﾎﾟ", "akitenpo", "akitempo", "syoutengai", "shotengai", "商店街-1"]
        {
            assert_eq!(find(&book, typed), [1], "{typed}");
        }
        assert_eq!(find(&book, "農地"), [0]);
        assert_eq!(find(&book, "noutinohozen"), [0]);
        assert_eq!(find(&book, "it化"), [2]);
        assert_eq!(find(&book, "a2"), [2]);
        assert_eq!(find(&book, ""), [0, 1, 2]);
        assert!(find(&book, "zzz").is_empty());
    }

    #[test]
    fn the_number_comes_before_what_only_contains_it() {
        assert_eq!(find(&book(), "1"), [0, 1]);
        assert_eq!(find(&book(), "2").first(), Some(&1));
    }
}
