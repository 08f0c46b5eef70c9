//! What only the command line has: the list of all commands names it, so that nobody looks for it on the screen in vain.

use super::Lang;

/// Subcommand, and what it gives in Japanese and English; words people look for stand in it.
#[rustfmt::skip]
const LINES: [(&str, &str, &str); 14] = [
    ("response", "回収状況（配布・不着・回収・有効・回収率）", "Response: sent, returned, valid, rate"),
    ("returns", "日別の回収数・速報", "Forms by day"),
    ("reminders", "督促の対象（回答のない整理番号）", "Whom to remind"),
    ("sampling-error", "標本誤差の早見表", "Table of sampling errors"),
    ("waves", "経年比較（前回調査との差・有意差）", "Waves compared: differences with tests"),
    ("portfolio", "CS分析（満足度×重要度の散布図と表）", "Portfolio of satisfaction and importance"),
    ("scores", "平均点・DI・順位の得点", "Mean scores, indices, rank points"),
    ("weights", "ウェイトの報告（目標と達成・有効n）", "Report on weights"),
    ("compare", "委託先の集計表との照合", "A vendor's tables compared"),
    ("reconcile", "ほかのソフトや担当者の数字と合わない理由", "Why figures of others differ"),
    ("deliveries", "届いたファイルの版ごとの追加・変更・減少", "What each delivery added, changed, lost"),
    ("data", "整えた回答をSPSS・Triple-S・csv・Excelに書く", "Cleaned answers for other programs"),
    ("book", "集計表一式をExcelに書き出す", "The whole table book in Excel"),
    ("comments inquiry", "照会表を各課に送り、回答を取り込む", "Inquiry forms out to sections and back"),
];

/// What there is: the command as it is typed, and what it gives.
pub fn all(lang: Lang) -> impl Iterator<Item = (String, &'static str)> {
    LINES.iter().map(move |(name, ja, en)| (format!("koe {name}"), lang.pick(*ja, *en)))
}

/// Why it cannot be chosen here.
pub fn on_the_command_line(lang: Lang) -> &'static str {
    lang.pick("画面にはなく、コマンドラインで使います。", "Not on the screen: it is a command of the command line.")
}
