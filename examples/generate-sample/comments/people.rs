//! Invented people with addresses that do not exist, telephone numbers that are not in use, and mail under example.jp.

use std::collections::BTreeMap;

use super::letter::Letter;
use crate::rng::Rng;

const FAMILY: &[&str] = &[
    "浅倉",
    "池畑",
    "生方",
    "江連",
    "大河原",
    "梶谷",
    "川名",
    "北詰",
    "久保寺",
    "桑島",
    "小菅",
    "榊原",
    "篠塚",
    "須永",
    "瀬古",
    "曽我部",
    "高階",
    "千種",
    "津久井",
    "出口",
    "遠山",
    "内藤",
    "名取",
    "新妻",
    "沼尻",
    "野辺",
    "長谷部",
    "樋渡",
    "深町",
    "逸見",
    "堀切",
    "真下",
    "三国",
    "武者",
    "森戸",
    "矢作",
    "湯浅",
    "横溝",
    "若狭",
    "和久井",
];
const GIVEN: &[&str] = &[
    "明美",
    "一樹",
    "栄子",
    "和代",
    "薫",
    "京子",
    "健吾",
    "幸司",
    "早苗",
    "重雄",
    "純",
    "晋也",
    "節子",
    "孝之",
    "千秋",
    "つとむ",
    "トシ",
    "直美",
    "信行",
    "春香",
    "久江",
    "ひろし",
    "文枝",
    "真理",
    "美緒",
    "康弘",
    "ゆかり",
    "義明",
    "涼子",
    "亘",
];
const TOWNS: &[&str] =
    &["田無町", "保谷町", "富士町", "中町", "東町", "泉町", "住吉町", "緑町", "谷戸町", "柳沢", "新町", "東伏見"];

/// Who is known so far, with what the register says of them.
#[derive(Default)]
pub struct People {
    known: BTreeMap<String, [String; 3]>,
}

impl People {
    /// Gives the sender of a letter a name where it has none, and the contact of this name.
    pub fn introduce(&mut self, letter: &mut Letter, rng: &mut Rng) {
        if letter.has("anon") {
            return;
        }
        while letter.name.is_empty() {
            let part = |list: &[&str], rng: &mut Rng| rng.pick(list).copied().unwrap_or_default().to_owned();
            let name = format!("{} {}", part(FAMILY, rng), part(GIVEN, rng));
            if !self.known.contains_key(&name) {
                letter.name = name;
            }
        }
        letter.contact = match self.known.get(&letter.name) {
            Some(contact) => contact.clone(),
            None => Self::contact(letter, rng),
        };
        self.known.insert(letter.name.clone(), letter.contact.clone());
    }

    /// What a letter says itself stands in the register too; the rest depends on how it came.
    fn contact(letter: &Letter, rng: &mut Rng) -> [String; 3] {
        let said = |kind: &str| {
            let (start, end, _) = letter.personal.iter().find(|found| found.2 == kind)?;
            Some(letter.part(*start, *end))
        };
        let town = rng.pick(TOWNS).copied().unwrap_or_default();
        let address = format!("{town}{}-99-{}", rng.between(7, 9), rng.between(1, 99));
        let phone = format!("042-000-{:04}", rng.between(1200, 9899));
        let word = rng.pick(&["kaze", "hana", "sora", "mori"]).copied().unwrap_or_default();
        let mail = format!("{word}{}@example.jp", rng.between(101, 989));
        let by_net = ["メール", "フォーム"].contains(&letter.channel.as_str());
        let keep = |wanted: bool, value: String| if wanted { value } else { String::new() };
        let with_phone = rng.chance(0.5);
        [
            said("address").unwrap_or(keep(letter.channel != "メール", address)),
            keep(with_phone, said("phone").filter(|said| !said.starts_with("FAX")).unwrap_or(phone)),
            keep(by_net, said("mail").unwrap_or(mail)),
        ]
    }
}
