use jiff::ToSpan;
use jiff::civil::Date;

use super::Calendar;
use crate::domain::Period;

/// The days that a dashboard shows, today included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Span {
    /// Today and the six days before.
    Last7Days,
    /// Today and the 29 days before.
    #[default]
    Last30Days,
    /// Today and the 89 days before.
    Last90Days,
    /// Today and the 364 days before.
    Last365Days,
    /// From the first of the month to today.
    ThisMonth,
}

/// Dates from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Span {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Last7Days, Self::Last30Days, Self::Last90Days, Self::Last365Days, Self::ThisMonth];

    /// Its name in messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Last7Days => "last_7_days",
            Self::Last30Days => "last_30_days",
            Self::Last90Days => "last_90_days",
            Self::Last365Days => "last_365_days",
            Self::ThisMonth => "this_month",
        }
    }

    /// Reads [`Span::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.code() == code)
    }

    /// Days before today, where it is a number of days.
    const fn days_back(self) -> Option<i64> {
        match self {
            Self::Last7Days => Some(6),
            Self::Last30Days => Some(29),
            Self::Last90Days => Some(89),
            Self::Last365Days => Some(364),
            Self::ThisMonth => None,
        }
    }
}

impl Calendar {
    /// The dates of `span`, and those before that stand beside them, day by day: as many days just before it, or the same
    /// days of the month before as far as it has them.
    pub fn span(&self, span: Span) -> (Dates, Dates) {
        let today = self.today();
        match span.days_back() {
            Some(back) => {
                let (first, last) = (self.date(-back), self.date(-back - 1));
                (Dates { first, last: today }, Dates { first: self.date(-2 * back - 1), last })
            }
            None => {
                let first = today.first_of_month();
                let end_before = first.saturating_sub(1.day());
                let first_before = end_before.first_of_month();
                let last = first_before.saturating_add((i64::from(today.day()) - 1).days()).min(end_before);
                (Dates { first, last: today }, Dates { first: first_before, last })
            }
        }
    }
}

impl Calendar {
    /// The same as periods, the one before up to the present time of day: what both have sold can be compared.
    pub fn span_periods(&self, span: Span) -> [Period; 2] {
        let windows = self.windows();
        match span.days_back() {
            Some(back) => [self.onward_from(-back), self.until_this_time(-2 * back - 1, -back - 1)],
            None => [windows.this_month, windows.month_before],
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Zoned;

    use super::*;

    #[test]
    fn the_days_before_are_as_many_or_the_same_of_the_month_before() {
        for (now, span, expected) in [
            ("2026-11-22T12:00[UTC]", Span::Last7Days, "2026-11-16 2026-11-22 2026-11-09 2026-11-15"),
            ("2026-11-22T12:00[UTC]", Span::Last30Days, "2026-10-24 2026-11-22 2026-09-24 2026-10-23"),
            ("2026-11-22T12:00[UTC]", Span::Last365Days, "2025-11-23 2026-11-22 2024-11-23 2025-11-22"),
            ("2026-11-22T12:00[UTC]", Span::ThisMonth, "2026-11-01 2026-11-22 2026-10-01 2026-10-22"),
            ("2026-03-31T12:00[UTC]", Span::ThisMonth, "2026-03-01 2026-03-31 2026-02-01 2026-02-28"),
            ("2026-01-01T00:00[Asia/Tokyo]", Span::ThisMonth, "2026-01-01 2026-01-01 2025-12-01 2025-12-01"),
        ] {
            let now: Zoned = now.parse().unwrap();
            let (dates, before) = Calendar::at(now.timestamp(), now.time_zone()).span(span);
            let text = format!("{} {} {} {}", dates.first, dates.last, before.first, before.last);
            assert_eq!(text, expected, "{now} {span:?}");
        }
    }

    #[test]
    fn a_span_is_known_by_its_code() {
        for span in Span::ALL {
            assert_eq!(Span::from_code(span.code()), Some(span));
        }
        assert_eq!(Span::from_code("last_8_days"), None);
    }
}
