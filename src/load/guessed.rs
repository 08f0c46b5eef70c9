//! What is still guessed in a definition that was drafted: its comments `# guess:`, which a person takes out when they have
//! looked. Nothing is guessed here, and nothing but such a line is ever taken out.

use serde::Deserialize;

/// How a guess begins in a definition.
const MARK: &str = "# guess:";

/// A guess that nobody has looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guessed {
    /// The question it is about; `None` for a file as a whole.
    pub question: Option<String>,
    /// The reason and what else it may be, as it stands there.
    pub text: String,
    /// 1-based line.
    pub line: usize,
}

/// The guesses of a definition, in its order.
pub fn left(definition: &str) -> Vec<Guessed> {
    let lines: Vec<&str> = definition.lines().collect();
    let of = |(at, line): (usize, &&str)| {
        let text = line.trim().strip_prefix(MARK)?.trim().to_owned();
        Some(Guessed { question: question(lines.get(at + 1..).unwrap_or_default()), text, line: at + 1 })
    };
    lines.iter().enumerate().filter_map(of).collect()
}

/// The id of the question that begins behind comments, where it is one.
fn question(behind: &[&str]) -> Option<String> {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let mut behind = behind.iter().skip_while(|line| line.trim_start().starts_with('#'));
    behind.next().filter(|header| header.trim() == "[[question]]")?;
    let keys = behind.take_while(|line| !line.trim_start().starts_with('['));
    let id = keys.clone().find(|line| line.split_once('=').is_some_and(|(key, _)| key.trim() == "id"))?;
    toml::from_str::<Id>(id).ok().map(|id| id.id)
}

/// The definition without a guess; `None` where it is not there any more. What else stands in it stays to the letter.
pub fn without(definition: &str, guess: &Guessed) -> Option<String> {
    // Lines may have come or gone above it.
    let alike = |known: &&Guessed| known.question == guess.question && known.text == guess.text;
    let found = left(definition);
    let line = found.iter().filter(alike).min_by_key(|known| known.line.abs_diff(guess.line))?.line;
    Some(definition.split_inclusive('\n').enumerate().filter(|(at, _)| at + 1 != line).map(|(_, line)| line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# head with # guess: in it\r\n[survey]\r\nid = \"s\"\r\n\r\n# guess: 列Aは番号\r\n[[source]]\r\nfile = \"a\"\r\n\r\n\
                        # guess: 単数回答。ほかの候補: 数量\r\n# mine\r\n[[question]]\r\n id = \"Q1\" # first\r\nlabel = \"# guess: no\"\r\n";

    #[test]
    fn guesses_stand_with_their_questions_and_go_alone() {
        let found = left(TEXT);
        let told: Vec<(Option<&str>, usize)> =
            found.iter().map(|guess| (guess.question.as_deref(), guess.line)).collect();
        assert_eq!(told, [(None, 5), (Some("Q1"), 9)]);
        assert_eq!(found[1].text, "単数回答。ほかの候補: 数量");
        let rest = without(TEXT, &Guessed { line: 2, ..found[1].clone() }).unwrap();
        assert_eq!(rest, TEXT.replace("# guess: 単数回答。ほかの候補: 数量\r\n", ""));
        assert_eq!(without(&rest, &found[1]), None);
        assert_eq!(left(&without(&rest, &found[0]).unwrap()), []);
    }
}
