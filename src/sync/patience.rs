use std::time::Duration;

use crate::polar::Trouble;

/// What Polar's 429 means when it does not say how long: its windows are 60 seconds.
const WINDOW: Duration = Duration::from_secs(60);

/// How long a 429 is obeyed that asked for `pause`. One of no time at all, or of a moment that has gone by, would have the
/// next request at once and be answered likewise: what is shorter than a back-off within the window is as long as that.
pub(super) fn pause_asked_for(pause: Option<Duration>, backoff: Duration) -> Duration {
    pause.unwrap_or(WINDOW).max(backoff.min(WINDOW))
}

/// How long to wait before the same request is worth another try; `None` when only a change would help. `backoff` is what
/// the number of failures in a row suggests.
pub fn wait_before_retry(trouble: &Trouble, backoff: Duration) -> Option<Duration> {
    match trouble {
        Trouble::RateLimited(pause) => Some(pause_asked_for(*pause, backoff)),
        Trouble::Server(_) | Trouble::Timeout | Trouble::Cut | Trouble::Offline => Some(backoff),
        Trouble::Unauthorized
        | Trouble::MissingScope(_)
        | Trouble::NotFound
        | Trouble::Refused(_)
        | Trouble::Redirected
        | Trouble::Malformed { .. }
        | Trouble::TooLarge
        | Trouble::NotPolar
        | Trouble::Tls => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_tried_again_and_nothing_else() {
        let backoff = Duration::from_millis(400);
        for (trouble, wait) in [
            (Trouble::RateLimited(Some(Duration::from_secs(7))), Some(Duration::from_secs(7))),
            (Trouble::RateLimited(None), Some(WINDOW)),
            (Trouble::RateLimited(Some(Duration::ZERO)), Some(backoff)),
            (Trouble::Server(503), Some(backoff)),
            (Trouble::Cut, Some(backoff)),
            (Trouble::Timeout, Some(backoff)),
            (Trouble::Unauthorized, None),
            (Trouble::MissingScope(None), None),
            (Trouble::NotPolar, None),
        ] {
            assert_eq!(wait_before_retry(&trouble, backoff), wait, "{trouble:?}");
        }
    }
}
