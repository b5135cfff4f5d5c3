use jiff::civil::{Date, Time};

use super::locale::Locale;
use crate::app::{Clock, Region};
use crate::view::words::times;

/// Regions in which the month stands before the day: those of the United States, Canada and the Philippines, and those whose
/// own language writes the year first, or the month, in CLDR 48. Not `en-XX` of CLDR: it has few of them, and gives the
/// rest the order of the United States.
const MONTH_FIRST: &str = "AS BT CA CN ET FM GU JP KP KR LK MH MM MN MP NP PH PR PW TW UM US VI";

/// Regions whose clock goes to twelve (`timeData` of CLDR 48).
const TWELVE_HOURS: &str = "AE AG AL AR AS AU BB BD BH BM BN BO BQ BS BT CA CC CL CO CR CU CW CY DJ DM DO DZ EC EG EH ER ET FJ FM GD GH GM \
    GR GT GU GY HK HN HT IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MV MW MX MY NA NI NZ OM PA PE \
    PG PH PK PR PS PW PY QA SA SB SD SG SL SO SS SV SY SZ TC TD TK TN TO TT TV TW US UY VC VE VG VI VU WS YE ZM";

/// Regions that write a time with a point.
const POINT: &str = "DK FI GL ID LK";

/// How dates and times are written. The names of months and days are English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    month_first: bool,
    clock: Clock,
    point: bool,
}

impl Default for Dates {
    /// `19 Nov`, `14:02`.
    fn default() -> Self {
        Self { month_first: false, clock: Clock::Hours24, point: false }
    }
}

impl Dates {
    /// As in the owner's region, by the clock that they chose.
    pub fn of(region: &Region) -> Self {
        let locale = Locale::parse(&region.dates);
        let code = locale.as_ref().and_then(Locale::region).unwrap_or_default();
        let listed = |list: &str| list.split_ascii_whitespace().any(|other| other == code);
        let usual = if listed(TWELVE_HOURS) { Clock::Hours12 } else { Clock::Hours24 };
        Self { month_first: listed(MONTH_FIRST), clock: region.clock.unwrap_or(usual), point: listed(POINT) }
    }

    /// `19 Nov` or `Nov 19`.
    pub fn day(&self, date: Date) -> String {
        let (day, month) = (date.day(), times::month(date));
        if self.month_first { format!("{month} {day}") } else { format!("{day} {month}") }
    }

    /// `19 Nov 2026` or `Nov 19, 2026`.
    pub fn day_of_year(&self, date: Date) -> String {
        let (day, year) = (self.day(date), date.strftime("%Y"));
        if self.month_first { format!("{day}, {year}") } else { format!("{day} {year}") }
    }

    /// `Sun, 22 Nov`, and so on.
    pub fn weekday(&self, date: Date) -> String {
        times::on_weekday(times::weekday(date), &self.day(date))
    }

    /// `Sun, 22 Nov 2026`, and so on.
    pub fn weekday_of_year(&self, date: Date) -> String {
        times::on_weekday(times::weekday(date), &self.day_of_year(date))
    }

    /// From the first to the last day of some, with the year: `1 Nov – 30 Nov 2026`.
    pub fn span(&self, first: Date, last: Date) -> String {
        if first == last {
            self.day_of_year(last)
        } else if first.year() == last.year() {
            times::span(&self.day(first), &self.day_of_year(last))
        } else {
            times::span(&self.day_of_year(first), &self.day_of_year(last))
        }
    }

    /// `14:02`, `9:40`, `14.02`; `2:02 PM` with a space at which no line breaks, in small letters where the day stands first.
    pub fn time(&self, time: Time) -> String {
        let form = match (self.clock, self.point) {
            (Clock::Hours24, false) => "%-H:%M",
            (Clock::Hours24, true) => "%-H.%M",
            (Clock::Hours12, false) => "%-I:%M",
            (Clock::Hours12, true) => "%-I.%M",
        };
        let digits = time.strftime(form);
        let is_morning = time.hour() < 12;
        match self.clock {
            Clock::Hours24 => digits.to_string(),
            Clock::Hours12 if self.month_first && !self.point => {
                format!("{digits}\u{a0}{}", times::half_of_day(is_morning))
            }
            Clock::Hours12 => format!("{digits}\u{a0}{}", times::small_half_of_day(is_morning)),
        }
    }
}
