//! Free answers from a bank of sentences of our own. A text is put together from the categories it is about, so the true
//! coding of every text is known; nobody wrote any of it.

use serde_json::{Value, json};

use crate::rng::Rng;

/// Sentences of one category: what is the case, and what is wished.
pub type Bank = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The bank of one survey.
pub struct Phrases {
    /// By category, in the order of its code; the last one stands alone.
    pub banks: &'static [Bank],
    /// Additions with a note sign, half-width kana and the like, all writable in Windows-31J.
    pub notes: &'static [&'static str],
    /// Additions with characters outside Windows-31J, for web answers only.
    pub rare: &'static [&'static str],
    /// Invented names, telephone numbers and addresses, one text each.
    pub signatures: &'static [&'static str],
}

/// The length up to which a text takes reasons and notes; with a signature it stays under 200.
const FULL: usize = 150;
/// Room kept for each wish that is still to come.
const WISH: usize = 32;

impl Phrases {
    /// A text about these categories. `anything` allows characters that a paper file's encoding lacks.
    pub fn compose(&self, codes: &[u8], anything: bool, rng: &mut Rng) -> String {
        let mut text = String::new();
        for (left, code) in (1..=codes.len()).rev().zip(codes) {
            let Some((_, facts, wishes)) = self.banks.get(usize::from(*code) - 1) else { continue };
            if !text.is_empty() {
                text.push_str(if rng.chance(0.4) { "\n" } else { "" });
            }
            // Some go on about the same thing at length; the last category is a plain "nothing".
            let alone = usize::from(*code) == self.banks.len();
            let long = !alone && rng.chance(0.3);
            for turn in 0..if long { 3 } else { 1 } {
                let wish = rng.pick(wishes).copied().unwrap_or_default();
                let fact = rng.pick(facts).copied().unwrap_or_default();
                // The wish always names the subject, so a text about several things may leave the reasons out.
                let room = text.chars().count() + fact.chars().count() + left * WISH < FULL;
                if room && !alone && rng.chance(0.7) && !text.contains(fact) {
                    text.push_str(fact);
                    text.push_str(if rng.chance(0.12) { "\n" } else { "" });
                }
                if turn == 0 || (room && !text.contains(wish)) {
                    text.push_str(wish);
                }
            }
        }
        if text.chars().count() < FULL && rng.chance(0.1) {
            text.push_str(rng.pick(self.notes).copied().unwrap_or_default());
        }
        if anything && text.chars().count() < FULL && rng.chance(0.06) {
            text.push_str(rng.pick(self.rare).copied().unwrap_or_default());
        }
        text
    }
}

impl Phrases {
    /// Writers per category, for the manifest.
    pub fn counts(&self, counts: &[usize]) -> Value {
        self.banks.iter().zip(counts).map(|((name, _, _), count)| ((*name).to_owned(), json!(count))).collect()
    }
}

/// Texts written beside その他, by survey and question.
pub const OTHER: &[(&str, &[&str])] = &[
    (
        "business/F1",
        &[
            "士業事務所",
            "広告の企画",
            "清掃業",
            "警備業",
            "葬祭業",
            "自動車整備",
            "人材紹介",
            "ﾋﾟｱﾉ調律",
            "整体（自宅で）",
            "写真館",
        ],
    ),
    (
        "business/Q3",
        &[
            "取引先の廃業",
            "通信販売との競争",
            "近隣の工事で客が減った",
            "体力が続かない",
            "インボイスの事務",
            "許認可の手間",
        ],
    ),
    ("business/Q7", &["専門家の派遣", "事務の代行", "催事への出店枠", "広報紙での紹介", "保育の枠", "税の相談"]),
    ("business/A4", &["学校給食", "飲食店へ直接", "観光農園", "ネット通販", "友人・知人", "福祉施設"]),
    (
        "resident/F5",
        &["兄弟姉妹と同居", "祖母と二人", "友人と同居", "施設に入居", "孫と同居", "ひとり親と親族", "社員寮～単身赴任"],
    ),
    (
        "resident/F6",
        &["シルバー人材", "内職", "休職中", "家業の手伝い", "年金＋アルバイト", "①パート ②自営", "ボランティア"],
    ),
];
