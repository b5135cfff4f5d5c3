use jiff::Timestamp;
use jiff::civil::Time;

use super::occurrence;
use crate::domain::{Change, ChangeKind, Details, Found, Subject};
use crate::figures::Calendar;

/// When the day is summed up.
const EVENING: Time = Time::constant(18, 0, 0, 0);

/// The day's summary, from the evening on; not on a day whose evening had come when the connection was made.
pub fn daily_summary(calendar: &Calendar, beginning: Timestamp) -> Option<Found> {
    let date = calendar.today();
    let evening = date.to_datetime(EVENING).to_zoned(calendar.zone().clone()).ok()?.timestamp();
    let now = calendar.now();
    (beginning < evening && evening <= now).then(|| Found {
        change: Change {
            kind: ChangeKind::DailySummary,
            subject: Subject::Organization,
            occurrence: occurrence(ChangeKind::DailySummary, date),
        },
        happened_at: calendar.days(date, date).first().map_or(now, |day| day.period.from),
        details: Details { until: Some(now), ..Details::default() },
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
            ("2026-11-22T22:59:59Z", "2026-11-01T00:00:00Z", None),
            ("2026-11-22T23:00:00Z", "2026-11-01T00:00:00Z", Some("daily/20261122")),
            ("2026-11-23T04:59:59Z", "2026-11-22T22:00:00Z", Some("daily/20261122")),
            ("2026-11-23T05:00:00Z", "2026-11-01T00:00:00Z", None),
            ("2026-11-23T01:00:00Z", "2026-11-22T23:30:00Z", None),
        ] {
            let found = daily_summary(&Calendar::at(at(now), &zone), at(beginning));
            assert_eq!(found.as_ref().map(|found| found.change.stable_id()).as_deref(), expected, "{now}");
            if let Some(found) = found {
                assert_eq!(found.happened_at, at("2026-11-22T05:00:00Z"));
                assert_eq!(found.details.until, Some(at(now)));
            }
        }
    }
}
