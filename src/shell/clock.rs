//! The clocks and chance, read here and nowhere below.

use std::time::Instant;

use jiff::Timestamp;

/// The clocks that a world goes by: the computer's own. Tests have one that moves as they tell it to, so that months pass in
/// seconds.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    #[cfg(all(test, feature = "tray"))]
    told: Option<std::sync::Arc<std::sync::Mutex<Told>>>,
}

impl Clock {
    /// The present instant by the clock on the wall, which its owner may set and which goes on while the computer sleeps.
    pub fn now(&self) -> Timestamp {
        #[cfg(all(test, feature = "tray"))]
        if let Some(told) = &self.told {
            return told.lock().unwrap_or_else(std::sync::PoisonError::into_inner).now;
        }
        now()
    }

    /// The present instant by a clock that nobody sets, and that stands still while the computer sleeps.
    pub fn awake(&self) -> Instant {
        #[cfg(all(test, feature = "tray"))]
        if let Some(told) = &self.told {
            return told.lock().unwrap_or_else(std::sync::PoisonError::into_inner).awake;
        }
        Instant::now()
    }
}

/// What both clocks show when a test tells them.
#[cfg(all(test, feature = "tray"))]
#[derive(Clone, Copy, Debug)]
struct Told {
    now: Timestamp,
    awake: Instant,
}

#[cfg(all(test, feature = "tray"))]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on says so and stops")]
impl Clock {
    /// Clocks that stand at `now` until they are moved.
    pub fn told(now: Timestamp) -> Self {
        let told = Told { now, awake: Instant::now() };
        Self { told: Some(std::sync::Arc::new(std::sync::Mutex::new(told))) }
    }

    /// Time passes, and the computer is awake.
    pub fn pass(&self, time: std::time::Duration) {
        self.change(|told| {
            told.now = told.now.saturating_add(time).unwrap_or(Timestamp::MAX);
            told.awake += time;
        });
    }

    /// Time passes while the computer sleeps.
    pub fn sleep(&self, time: std::time::Duration) {
        self.change(|told| told.now = told.now.saturating_add(time).unwrap_or(Timestamp::MAX));
    }

    /// Somebody sets the clock on the wall.
    pub fn set(&self, now: Timestamp) {
        self.change(|told| told.now = now);
    }

    fn change(&self, how: impl FnOnce(&mut Told)) {
        if let Some(told) = &self.told {
            how(&mut told.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        }
    }
}

/// The present instant. Everything below this room takes it as an argument.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The system's time zone may be another one: it is kept for some minutes otherwise, by a clock that stands still while the
/// computer sleeps.
pub fn look_at_the_zone_again() {
    jiff::tz::reset_system_time_zone_cache();
}

/// A random number, for what must not happen everywhere at once.
pub fn chance() -> u32 {
    fastrand::u32(..)
}
