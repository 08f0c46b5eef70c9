//! Days of the calendar as numbers: days since 1970-01-01, the Gregorian calendar both ways, and how people write dates.
//!
//! The arithmetic is that of Howard Hinnant's chrono-compatible low-level date algorithms (public domain).

/// Days since 1970-01-01 of a date.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// ISO date of days since 1970-01-01.
pub fn iso(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days since 1970-01-01, at the time of Japan, of a number of seconds since then at the time of Greenwich.
pub fn of_unix(seconds: u64) -> i64 {
    i64::try_from((seconds + NINE_HOURS) / 86_400).unwrap_or(0)
}

/// Seconds by which the clocks of Japan are ahead of Greenwich.
pub const NINE_HOURS: u64 = 9 * 3600;

/// Japanese eras with the year before their first.
const ERAS: [(&str, i64); 10] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("R", 2018),
    ("H", 1988),
    ("S", 1925),
    ("T", 1911),
    ("M", 1867),
];

/// Days since 1970-01-01 of a written date: 2023-07-01, 2023/7/1, 2023.7.1, 20230701, 2023年7月1日, 令和5年7月1日, R5.7.1,
/// also with a time behind it, which is left out. Full-width characters are to be folded before.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let era = ERAS.iter().find_map(|(name, before)| Some((*before, text.strip_prefix(name)?)));
    let (before, date) = era.unwrap_or((0, text));
    let (year, month, day) = parts(date)?;
    let year = match year.trim() {
        "元" if era.is_some() => 1,
        digits => number(digits)?,
    };
    let (year, month, day) = (before + year, number(month)?, number(day)?);
    let plausible = (1800..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !plausible || (era.is_some() && year == before) {
        return None;
    }
    let days = days(year, month, day);
    // The 31st of a month with 30 days is no date.
    (iso(days) == format!("{year:04}-{month:02}-{day:02}")).then_some(days as f64)
}

/// The year of a written year, or year and month: 令和5年, R5, 平成30年4月, H30.4, 2015年, 2015年4月. A number alone is none of
/// these. Full-width characters are to be folded before.
pub fn year(text: &str) -> Option<i64> {
    let text = text.trim();
    let era = ERAS.iter().find_map(|(name, before)| Some((*before, text.strip_prefix(name)?)));
    let (before, rest) = era.unwrap_or((0, text));
    let (year, month) = match rest.split_once('年') {
        Some((year, month)) => (year, month.trim()),
        None if era.is_none() => return None,
        None => rest.split_once(['.', '/', '-']).unwrap_or((rest, "")),
    };
    let month = month.strip_suffix('月').unwrap_or(month);
    let year = match year.trim() {
        "元" if era.is_some() => 1,
        digits => number(digits)?,
    };
    let in_year = month.is_empty() || number(month).is_some_and(|month| (1..=12).contains(&month));
    let plausible = if era.is_some() { (1..=99).contains(&year) } else { (1800..=2999).contains(&year) };
    (in_year && plausible).then_some(before + year)
}

/// Year, month and day as they are written.
fn parts(date: &str) -> Option<(&str, &str, &str)> {
    if let Some((year, rest)) = date.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        let (day, time) = rest.split_once('日')?;
        let is_time = time.is_empty() || time.starts_with([' ', 'T', '(']);
        return is_time.then_some((year, month, day));
    }
    let date = date.split([' ', 'T']).next()?;
    if date.len() == 8 && number(date).is_some() {
        return Some((date.get(..4)?, date.get(4..6)?, date.get(6..)?));
    }
    let mut parts = date.split(['-', '/', '.']);
    let found = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(found)
}

fn number(text: &str) -> Option<i64> {
    let digits = text.trim();
    let plain = !digits.is_empty() && digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_read() {
        for text in ["1970-01-01", "2000-02-29", "2023-07-01", "1899-12-31", "2100-03-01"] {
            assert_eq!(iso(parse(text).unwrap() as i64), text);
        }
    }

    #[test]
    fn years_as_they_are_written() {
        for (text, wanted) in [
            ("令和5年", Some(2023)),
            ("R5", Some(2023)),
            ("平成30年4月", Some(2018)),
            ("H30.4", Some(2018)),
            ("昭和 50年", Some(1975)),
            ("明治40", Some(1907)),
            ("令和元年", Some(2019)),
            ("2015年", Some(2015)),
            ("2015年4月", Some(2015)),
            ("2015", None),
            ("15年", None),
            ("昭和末", None),
            ("平成", None),
            ("平成30年13月", None),
            ("R0", None),
            ("元年", None),
            ("H30.4.1", None),
        ] {
            assert_eq!(year(text), wanted, "{text}");
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(parse("1970-01-01"), Some(0.0));
        assert_eq!(parse("2000-03-01 12:30:00"), Some(11_017.0));
        assert_eq!(parse("2023/7/1"), Some(19_539.0));
        for same in [
            "2023年7月1日",
            "2023年 7月 1日 10:30",
            "2023.7.1",
            "2023.07.01",
            "20230701",
            "令和5年7月1日",
            "令和 5年7月1日(土)",
            "R5.7.1",
            "R05/07/01",
            "平成35年7月1日",
        ] {
            assert_eq!(parse(same), parse("2023-07-01"), "{same}");
        }
        assert_eq!(parse("令和元年5月1日"), parse("2019-05-01"));
        assert_eq!(parse("H1.1.8"), parse("1989-01-08"));
        assert_eq!(parse("S64.1.7"), parse("1989-01-07"));
        for wrong in
            ["元年1月1日", "令和0年1月1日", "5年7月1日", "2023年7月", "20230231", "123456789", "R5", "1.2.3", ""]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        for wrong in ["1-2", "2023-02-30", "2023-13-01", "2023-07-01-01", "七月"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
