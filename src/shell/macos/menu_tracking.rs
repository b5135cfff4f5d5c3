//! Whether the menu is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use objc2_app_kit::{NSMenuDidBeginTrackingNotification, NSMenuDidEndTrackingNotification};
use objc2_foundation::NSNotificationCenter;

use super::observer::Observer;
use crate::app::Event;
use crate::shell::tray_loop::{Posted, Poster};

/// Tells the loop when the menu opens and closes, for as long as it lives. The only menu of the program is its own.
pub struct MenuTracking {
    open: Arc<AtomicBool>,
    _begin: Observer,
    _end: Observer,
}

/// Begins to tell.
pub fn observe(poster: &Poster) -> MenuTracking {
    #[allow(unsafe_code)]
    // SAFETY: constants of AppKit, set before any code of a program that links it runs.
    let (begin, end) = unsafe { (NSMenuDidBeginTrackingNotification, NSMenuDidEndTrackingNotification) };
    let open = Arc::new(AtomicBool::new(false));
    let (opened, closed) = ((Arc::clone(&open), poster.clone()), (Arc::clone(&open), poster.clone()));
    MenuTracking {
        open,
        _begin: Observer::new(NSNotificationCenter::defaultCenter(), begin, move || {
            opened.0.store(true, Ordering::Release);
            opened.1.post(Event::MenuOpened);
        }),
        _end: Observer::new(NSNotificationCenter::defaultCenter(), end, move || {
            closed.0.store(false, Ordering::Release);
            closed.1.send(Posted::MenuClosed);
        }),
    }
}

impl MenuTracking {
    /// Whether it is open at this moment, also when the loop has not come to hear of it.
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }
}
