//! How respondents are counted in words: 54人 where the survey says that residents were asked, else 54件, as a firm is not a
//! person.
//!
//! The one home of this choice. Sentences that do not know who was asked say 回答 or 件, which is right for both.

use super::Lang;
use crate::model::survey::Audience;

/// What stands after a number of respondents: 人 or 件; nothing in English.
pub fn unit(lang: Lang, audience: Audience) -> &'static str {
    match audience {
        Audience::Resident => lang.pick("人", ""),
        // Nobody has said that the answers are those of persons.
        Audience::Business | Audience::Farm | Audience::Other => lang.pick("件", ""),
    }
}

/// So many respondents: 54人 or 54件.
pub fn counted(lang: Lang, audience: Audience, n: impl std::fmt::Display) -> String {
    format!("{n}{}", unit(lang, audience))
}

/// The same where nothing else says what is counted: `54 respondents` in English.
pub fn respondents(lang: Lang, audience: Audience, n: impl std::fmt::Display) -> String {
    lang.pick(counted(lang, audience, &n), format!("{n} respondents"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firms_are_no_persons() {
        assert_eq!(counted(Lang::Ja, Audience::Business, 54), "54件");
        assert_eq!(counted(Lang::Ja, Audience::Resident, "54"), "54人");
        assert_eq!(counted(Lang::Ja, Audience::Other, 54), "54件");
        assert_eq!(counted(Lang::En, Audience::Business, 54), "54");
        assert_eq!(respondents(Lang::En, Audience::Resident, 3), "3 respondents");
    }
}
