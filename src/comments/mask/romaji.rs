//! Kana in Latin letters, so that a name is known however it is written: Satou, Satoh and Satō are one.

/// Hiragana in Hepburn letters, long vowels as in [`plain`].
pub(super) fn of(kana: &str) -> String {
    const TABLE: &str = "あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno \
        はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn がga ぎgi ぐgu げge ごgo ざza じji \
        ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ー-";
    let of = |c: char| TABLE.split_whitespace().find_map(|entry| entry.strip_prefix(c));
    let mut letters = String::new();
    let mut double = false;
    for c in kana.chars() {
        let small = match c {
            'っ' => {
                double = true;
                continue;
            }
            'ゃ' => "ya",
            'ゅ' => "yu",
            'ょ' => "yo",
            c => {
                let syllable = of(c).unwrap_or("");
                if double {
                    letters.extend(syllable.chars().next());
                }
                double = false;
                letters.push_str(syllable);
                continue;
            }
        };
        // きゃ is kya, しゃ is sha.
        if letters.ends_with('i') {
            letters.pop();
        }
        let hissing = ["sh", "ch", "j"].iter().any(|end| letters.ends_with(end));
        letters.push_str(small.get(usize::from(hissing)..).unwrap_or(small));
    }
    plain(&letters)
}

/// One spelling of several: long vowels short, Kunrei as Hepburn, m before b and p as n.
pub(super) fn plain(word: &str) -> String {
    let mut word = word.to_lowercase();
    for (from, to) in [
        ("ā", "a"),
        ("ū", "u"),
        ("ē", "e"),
        ("ō", "o"),
        ("ô", "o"),
        ("û", "u"),
        ("'", ""),
        ("-", ""),
        ("sy", "sh"),
        ("ty", "ch"),
        ("zy", "j"),
        ("jy", "j"),
        ("si", "shi"),
        ("hu", "fu"),
        ("zi", "ji"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("mb", "nb"),
        ("mp", "np"),
        ("mm", "nm"),
    ] {
        word = word.replace(from, to);
    }
    // ti and tu, but not chi and tsu; oh before a consonant or at the end.
    let letters: Vec<char> = word.chars().collect();
    let mut plain = String::with_capacity(word.len() + 2);
    for (at, c) in letters.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at + 1));
        match (c, after) {
            ('t', Some('i')) => plain.push_str("ch"),
            ('t', Some('u')) => plain.push_str("ts"),
            ('h', next) if before == Some(&'o') && !next.is_some_and(|next| "aiueoy".contains(*next)) => {}
            _ => plain.push(*c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_are_one() {
        assert_eq!(of("さとう"), "sato");
        assert_eq!(of("しょうじ"), "shoji");
        assert_eq!(of("はっとり"), "hattori");
        for (one, two) in [
            ("Satoh", "satou"),
            ("Ōta", "Ohta"),
            ("Syoji", "Shouji"),
            ("Tutiya", "Tsuchiya"),
            ("Honma", "Homma"),
            ("Kubo", "Kubo"),
        ] {
            assert_eq!(plain(one), plain(two), "{one} {two}");
        }
    }
}
