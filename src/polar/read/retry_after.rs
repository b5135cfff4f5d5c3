use std::time::Duration;

use crate::polar::Response;
use crate::polar::response::http_date;

/// Longer waits than this are not believed.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// How long the server asks to wait: `Retry-After` in seconds, or as a date relative to the answer's own `Date`
/// (RFC 9110 §10.2.3), at most an hour. `None` when it says nothing that has a meaning; a date gone by is no wait.
pub(super) fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.retry_after.as_deref()?.trim();
    let wait = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        value.parse().map_or(LONGEST, Duration::from_secs)
    } else {
        let until = http_date(value)?;
        let now = response.served_at()?;
        Duration::try_from(until.duration_since(now)).unwrap_or_default()
    };
    Some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_in_seconds_or_as_a_date_and_never_exceeds_an_hour() {
        let date = Some("Sun, 22 Nov 2026 10:00:00 GMT");
        for (value, date, seconds) in [
            (Some("60"), None, Some(60)),
            (Some(" 7 "), None, Some(7)),
            (Some("0"), None, Some(0)),
            (Some("3600"), None, Some(3600)),
            (Some("3601"), None, Some(3600)),
            (Some("99999999999999999999999999"), None, Some(3600)),
            (Some("Sun, 22 Nov 2026 10:01:30 GMT"), date, Some(90)),
            (Some("Sun, 22 Nov 2026 09:59:00 GMT"), date, Some(0)),
            (Some("Mon, 22 Nov 2027 10:00:00 GMT"), date, Some(3600)),
            (Some("Sun, 22 Nov 2026 10:01:30 GMT"), None, None),
            (Some("Sun, 22 Nov 2026 10:01:30 GMT"), Some("yesterday"), None),
            (Some("-5"), date, None),
            (Some("1.5"), date, None),
            (Some("soon"), date, None),
            (Some(""), date, None),
            (None, date, None),
        ] {
            let response = Response {
                status: 429,
                retry_after: value.map(str::to_owned),
                date: date.map(str::to_owned),
                ..Response::default()
            };
            assert_eq!(retry_after(&response), seconds.map(Duration::from_secs), "{value:?} at {date:?}");
        }
    }
}
