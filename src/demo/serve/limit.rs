use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Polar's limit: so many requests in fixed windows of 60 seconds, of all tokens of an organization together.
#[derive(Debug, Default)]
pub(super) struct Windows {
    began: Option<Moment>,
    requests: u32,
}

#[derive(Clone, Copy, Debug)]
enum Moment {
    Told(Timestamp),
    Machine(Instant),
}

const WINDOW: Duration = Duration::from_secs(60);

impl Windows {
    /// Counts a request; whether it is still within the limit. `clock` is the time where the server was told one.
    pub fn admit(&mut self, limit: u32, clock: Option<Timestamp>) -> bool {
        let now = clock.map_or_else(|| Moment::Machine(Instant::now()), Moment::Told);
        if self.began.is_none_or(|began| now.is_past_window(began)) {
            *self = Self { began: Some(now), requests: 0 };
        }
        self.requests = self.requests.saturating_add(1);
        self.requests <= limit
    }
}

impl Moment {
    fn is_past_window(self, began: Self) -> bool {
        match (began, self) {
            (Self::Told(began), Self::Told(now)) => {
                Duration::try_from(now.duration_since(began)).is_ok_and(|passed| passed >= WINDOW)
            }
            (Self::Machine(began), Self::Machine(now)) => now.duration_since(began) >= WINDOW,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_window_opens_after_60_seconds() {
        let at = |second| Timestamp::from_second(second).ok();
        let mut windows = Windows::default();
        for (second, admitted) in [(0, true), (1, true), (2, false), (59, false), (60, true), (119, true), (119, false)]
        {
            assert_eq!(windows.admit(2, at(second)), admitted, "{second}");
        }
    }
}
