//! Public comments on a draft plan: letters from a list of our own (`register.txt`, `form.txt`), with people from invented
//! names, written as the files an office has. The lists mark where opinions begin, what they are about and what is personal,
//! so the right answers are written beside them. Nobody sent any of it.

mod answers;
mod files;
mod letter;
mod people;

use std::path::Path;

pub use answers::free;

use crate::definition::Fail;
use crate::rng::Rng;

/// The call and its letters: what came on paper or by mail, and what a web form took.
const REGISTER: &str = include_str!("register.txt");
const FORM: &str = include_str!("form.txt");

/// The text of a campaign; `%T%` in a letter stands for it.
const TEMPLATE: &str = "都市農地は、災害時の避難空間や雨水の浸透、子どもの食育など多くの働きを担っています。一度失われた畑は二度と戻りません。計画には、今ある農地の面積を維持する数値目標と、市による買取りや借上げの仕組みを明記するよう強く求めます。";

/// Writes both spreadsheets and the right answers.
pub fn make(folder: &Path) -> Result<(), Fail> {
    let mut rng = Rng::new(0x6b6f_6504);
    let mut register = letter::read(REGISTER, TEMPLATE)?;
    let mut form = letter::read(FORM, TEMPLATE)?;
    let mut people = people::People::default();
    for (letters, first) in [(&mut register, 1), (&mut form, 1001)] {
        letters.sort_by(|a, b| a.day.cmp(&b.day));
        for (number, letter) in (first..).zip(letters.iter_mut()) {
            letter.receipt = number.to_string();
            people.introduce(letter, &mut rng);
        }
    }
    files::register(&folder.join("receipts.xlsx"), &register)?;
    files::form(&folder.join("web-form.csv"), &form, &mut rng)?;
    let all: Vec<&letter::Letter> = register.iter().chain(&form).collect();
    answers::gold(&folder.join("gold.csv"), &all)?;
    answers::planted(&folder.join("planted.json"), &all, TEMPLATE)
}
