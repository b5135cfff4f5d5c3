//! What changes the time of day other than its passing: a new day, a clock that is set, another time zone. Waking up is
//! among the events of `power_events`.

use objc2_foundation::{
    NSCalendarDayChangedNotification, NSNotificationCenter, NSSystemClockDidChangeNotification,
    NSSystemTimeZoneDidChangeNotification,
};

use super::observer::Observer;
use crate::app::Event;
use crate::shell::tray_loop::Poster;

/// Tells the loop for as long as it lives.
pub struct ClockEvents {
    _observers: [Observer; 3],
}

/// Begins to tell.
pub fn observe(poster: &Poster) -> ClockEvents {
    #[allow(unsafe_code)]
    // SAFETY: constants of Foundation, set before any code of a program that links it runs.
    let names = unsafe {
        [NSCalendarDayChangedNotification, NSSystemClockDidChangeNotification, NSSystemTimeZoneDidChangeNotification]
    };
    let tick = || {
        let poster = poster.clone();
        move || poster.post(Event::Tick)
    };
    let observers = names.map(|name| Observer::new(NSNotificationCenter::defaultCenter(), name, tick()));
    ClockEvents { _observers: observers }
}
