use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use super::milestones::digits;
use crate::domain::{Change, ChangeKind, Details, Found, Subject};
use crate::figures::Calendar;

/// When the day is summed up.
pub const EVENING: Time = Time::constant(18, 0, 0, 0);

/// The day's summary, from the evening on; before that the one of yesterday, for whoever slept through it. None of a day whose
/// evening had come when the ledger began.
pub fn daily_summary(calendar: &Calendar, beginning: Timestamp) -> Option<Found> {
    let (today, now) = (calendar.today(), calendar.now());
    let evening = |date: Date| {
        let at = date.to_datetime(EVENING).to_zoned(calendar.zone().clone()).ok()?.timestamp();
        (beginning < at && at <= now).then_some(date)
    };
    let date = evening(today).or_else(|| evening(today.yesterday().ok()?))?;
    let end = calendar.midnight(date.saturating_add(1.day()));
    Some(Found {
        change: Change { kind: ChangeKind::DailySummary, subject: Subject::Organization, occurrence: digits(date) },
        happened_at: calendar.midnight(date),
        details: Details { until: Some(end.min(now)), ..Details::default() },
    })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn the_day_is_summed_up_in_its_evening_once() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        for (now, beginning, expected) in [
            ("2026-11-22T22:59:59Z", "2026-11-01T00:00:00Z", Some("daily/20261121")),
            ("2026-11-22T22:59:59Z", "2026-11-21T23:30:00Z", None),
            ("2026-11-22T23:00:00Z", "2026-11-01T00:00:00Z", Some("daily/20261122")),
            ("2026-11-23T04:59:59Z", "2026-11-22T22:00:00Z", Some("daily/20261122")),
            ("2026-11-23T05:00:00Z", "2026-11-01T00:00:00Z", Some("daily/20261122")),
            ("2026-11-23T01:00:00Z", "2026-11-22T23:30:00Z", None),
        ] {
            let found = daily_summary(&Calendar::at(at(now), &zone), at(beginning));
            assert_eq!(found.as_ref().map(|found| found.change.stable_id()).as_deref(), expected, "{now}");
            if let Some(found) = found.filter(|found| found.change.occurrence == 20_261_122) {
                assert_eq!(found.happened_at, at("2026-11-22T05:00:00Z"));
                assert_eq!(found.details.until, Some(at(now).min(at("2026-11-23T05:00:00Z"))));
            }
        }
    }
}
