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

/// Days since 1970-01-01 of a written date: 2023-07-01, 2023/7/1, also with a time behind it, which is left out.
pub fn parse(text: &str) -> Option<f64> {
    let date = text.split([' ', 'T']).next()?;
    let mut parts = date.split(['-', '/']).map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let plausible = (1800..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if parts.next().is_some() || !plausible {
        return None;
    }
    let days = days(year, month, day);
    // The 31st of a month with 30 days is no date.
    (iso(days) == format!("{year:04}-{month:02}-{day:02}")).then_some(days as f64)
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
    fn days_count_from_1970() {
        assert_eq!(parse("1970-01-01"), Some(0.0));
        assert_eq!(parse("2000-03-01 12:30:00"), Some(11_017.0));
        assert_eq!(parse("2023/7/1"), Some(19_539.0));
        for wrong in ["1-2", "2023-02-30", "2023-13-01", "2023-07-01-01", "七月"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
