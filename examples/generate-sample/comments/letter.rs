//! One letter of the lists, taken apart. A letter begins with `== day | channel | group | place | name | marks`; in its text
//! `<code;code>` opens an opinion (`<>` fits no code, `<!>` is out of scope) and `{n:…}` holds something personal: n name,
//! p telephone, m mail, c post code, a address, k account.

use crate::definition::Fail;

/// One submission with its right answers. Offsets count characters, ends excluded.
#[derive(Default)]
pub struct Letter {
    /// 受付番号.
    pub receipt: String,
    /// ISO date.
    pub day: String,
    /// 提出方法.
    pub channel: String,
    /// 区分.
    pub group: String,
    /// 該当箇所; may be empty.
    pub place: String,
    /// Who; filled in from a list where the letter has none.
    pub name: String,
    /// Address, telephone, mail as they stand in the register.
    pub contact: [String; 3],
    /// `late`, `withdrawn`, `anon`, `tpl=copy`, `exact=e1`, `near=n1`.
    pub marks: Vec<String>,
    /// The text without marks.
    pub text: String,
    /// The opinions in order.
    pub opinions: Vec<Opinion>,
    /// What is personal: start, end, kind.
    pub personal: Vec<(usize, usize, &'static str)>,
}

/// One opinion.
pub struct Opinion {
    /// First character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// Codes, joined by `;`.
    pub codes: String,
    /// Not about the plan.
    pub out_of_scope: bool,
}

impl Letter {
    /// True when it carries this mark.
    pub fn has(&self, mark: &str) -> bool {
        self.marks.iter().any(|known| known == mark)
    }

    /// What stands behind `name=` among the marks.
    pub fn mark(&self, name: &str) -> Option<&str> {
        self.marks.iter().find_map(|mark| mark.strip_prefix(name)?.strip_prefix('='))
    }

    /// Characters `start..end` of the text.
    pub fn part(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }
}

/// Reads a list.
pub fn read(list: &str, template: &str) -> Result<Vec<Letter>, Fail> {
    let mut letters = Vec::new();
    for block in list.split("== ").skip(1) {
        let (head, body) = block.split_once('\n').ok_or("a letter without text")?;
        let fields: Vec<&str> = head.split('|').map(str::trim).collect();
        let field = |at: usize| fields.get(at).copied().unwrap_or_default().to_owned();
        let mut letter = Letter {
            day: format!("2023-{}", field(0)),
            channel: field(1),
            group: field(2),
            place: field(3),
            name: field(4),
            marks: field(5).split_whitespace().map(str::to_owned).collect(),
            ..Letter::default()
        };
        take_apart(&mut letter, &body.trim_end().replace("%T%", template))?;
        letters.push(letter);
    }
    Ok(letters)
}

fn take_apart(letter: &mut Letter, body: &str) -> Result<(), Fail> {
    let mut at = 0;
    let mut open: Option<(usize, &'static str)> = None;
    let mut rest = body.chars();
    while let Some(c) = rest.next() {
        match c {
            '<' => {
                let codes: String = rest.by_ref().take_while(|c| *c != '>').collect();
                let out_of_scope = codes == "!";
                let codes = if out_of_scope { String::new() } else { codes };
                letter.opinions.push(Opinion { start: at, end: at, codes, out_of_scope });
            }
            '{' => {
                let kind = match rest.next() {
                    Some('n') => "name",
                    Some('p') => "phone",
                    Some('m') => "mail",
                    Some('c') => "post_code",
                    Some('a') => "address",
                    Some('k') => "account",
                    other => return Err(format!("{}: no kind {other:?}", letter.day).into()),
                };
                if rest.next() != Some(':') {
                    return Err(format!("{}: a colon is missing", letter.day).into());
                }
                open = Some((at, kind));
            }
            '}' => {
                let (start, kind) = open.take().ok_or("} without {")?;
                letter.personal.push((start, at, kind));
            }
            other => {
                letter.text.push(other);
                at += 1;
            }
        }
    }
    // An opinion goes on to the next one, without the blank between them.
    let starts: Vec<usize> = letter.opinions.iter().map(|opinion| opinion.start).skip(1).chain([at]).collect();
    let characters: Vec<char> = letter.text.chars().collect();
    for (opinion, next) in letter.opinions.iter_mut().zip(starts) {
        let blank = |at: usize| characters.get(at).is_none_or(|c| c.is_whitespace());
        opinion.end = (opinion.start..next).rev().find(|at| !blank(*at)).map_or(opinion.start, |last| last + 1);
    }
    let covered = letter.opinions.first().is_some_and(|first| first.start == 0);
    if covered { Ok(()) } else { Err(format!("{}: a letter must begin with an opinion", letter.day).into()) }
}
