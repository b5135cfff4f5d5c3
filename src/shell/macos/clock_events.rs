//! What changes the time of day other than its passing: waking up, a new day, a clock that is set, another time zone.

use objc2_app_kit::{NSWorkspace, NSWorkspaceDidWakeNotification};
use objc2_foundation::{
    NSCalendarDayChangedNotification, NSNotificationCenter, NSSystemClockDidChangeNotification,
    NSSystemTimeZoneDidChangeNotification,
};

use super::observer::Observer;
use crate::app::Event;
use crate::shell::tray_loop::Poster;

/// Tells the loop for as long as it lives.
pub struct ClockEvents {
    _observers: [Observer; 4],
}

/// Begins to tell.
pub fn observe(poster: &Poster) -> ClockEvents {
    #[allow(unsafe_code)]
    // SAFETY: constants of AppKit and Foundation, set before any code of a program that links them runs.
    let (wake, others) = unsafe {
        (
            NSWorkspaceDidWakeNotification,
            [
                NSCalendarDayChangedNotification,
                NSSystemClockDidChangeNotification,
                NSSystemTimeZoneDidChangeNotification,
            ],
        )
    };
    let tick = || {
        let poster = poster.clone();
        move || poster.post(Event::Tick)
    };
    // Waking is told by the workspace's own center and by no other.
    let wake = Observer::new(NSWorkspace::sharedWorkspace().notificationCenter(), wake, tick());
    let [day, clock, zone] = others.map(|name| Observer::new(NSNotificationCenter::defaultCenter(), name, tick()));
    ClockEvents { _observers: [wake, day, clock, zone] }
}
