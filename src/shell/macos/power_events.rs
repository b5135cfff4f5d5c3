//! What the Mac lives on, and when it sleeps.

use std::ffi::c_void;
use std::rc::Rc;

use objc2_app_kit::{
    NSWorkspace, NSWorkspaceDidWakeNotification, NSWorkspaceSessionDidBecomeActiveNotification,
    NSWorkspaceWillSleepNotification,
};
use objc2_core_foundation::{CFRetained, CFRunLoop, CFRunLoopMode, CFRunLoopSource, kCFRunLoopCommonModes};
use objc2_foundation::{NSNotificationCenter, NSProcessInfo, NSProcessInfoPowerStateDidChangeNotification};
use objc2_io_kit::{IOPSCopyPowerSourcesInfo, IOPSCreateLimitedPowerNotification, IOPSGetProvidingPowerSourceType};

use super::observer::Observer;
use crate::app::{Event, Power, Told};
use crate::shell::system_codes::on_battery;
use crate::shell::tray_loop::Poster;

/// Tells the loop for as long as it lives.
pub struct PowerEvents {
    _observers: [Observer; 4],
    _source: Option<PowerSource>,
}

/// Begins to tell, at first what is so already. Belongs to the main thread, whose run loop hears of the battery.
pub fn observe(poster: &Poster) -> PowerEvents {
    #[allow(unsafe_code)]
    // SAFETY: constants of AppKit and Foundation, set before any code of a program that links them runs.
    let (sleeps, wakes, active, saves) = unsafe {
        (
            NSWorkspaceWillSleepNotification,
            NSWorkspaceDidWakeNotification,
            NSWorkspaceSessionDidBecomeActiveNotification,
            NSProcessInfoPowerStateDidChangeNotification,
        )
    };
    let tell = |event: fn() -> Event| {
        let poster = poster.clone();
        move || poster.post(event())
    };
    // Sleep and sessions are told by the workspace's own center and by no other.
    let workspace = || NSWorkspace::sharedWorkspace().notificationCenter();
    let observers = [
        Observer::new(workspace(), sleeps, tell(|| Event::Computer(Told::FallsAsleep))),
        Observer::new(workspace(), wakes, tell(|| Event::Computer(Told::Wakes))),
        // A Keychain that could not ask is tried again as if time had passed.
        Observer::new(workspace(), active, tell(|| Event::Tick)),
        Observer::new(NSNotificationCenter::defaultCenter(), saves, tell(now)),
    ];
    // Heard first and read then: nothing falls between.
    let source = PowerSource::listen(poster.clone());
    poster.post(now());
    PowerEvents { _observers: observers, _source: source }
}

/// What the Mac lives on at this moment.
pub fn power() -> Power {
    let snapshot = IOPSCopyPowerSourcesInfo();
    #[allow(unsafe_code)]
    // SAFETY: the snapshot is what this function wants, given by the system just now, or none.
    let source = unsafe { IOPSGetProvidingPowerSourceType(snapshot.as_deref()) };
    let on_battery = source.and_then(|source| on_battery(&source.to_string()));
    Power::of(on_battery, Some(NSProcessInfo::processInfo().isLowPowerModeEnabled()))
}

fn now() -> Event {
    Event::Computer(Told::Power(power()))
}

/// Hears when the Mac changes between the mains and a battery, and of nothing else that becomes of the battery.
struct PowerSource {
    source: CFRetained<CFRunLoopSource>,
    /// What the source calls back with.
    _poster: Rc<Poster>,
}

impl PowerSource {
    fn listen(poster: Poster) -> Option<Self> {
        let poster = Rc::new(poster);
        let context = Rc::as_ptr(&poster).cast_mut().cast();
        #[allow(unsafe_code)]
        // SAFETY: the callback is given this pointer and reads through it only; it stays valid until the source is gone.
        let source = unsafe { IOPSCreateLimitedPowerNotification(Some(changed), context) }?;
        on_the_main_loop(|main, mode| main.add_source(Some(&source), mode));
        Some(Self { source, _poster: poster })
    }
}

impl Drop for PowerSource {
    fn drop(&mut self) {
        on_the_main_loop(|main, mode| main.remove_source(Some(&self.source), mode));
        self.source.invalidate();
    }
}

fn on_the_main_loop(change: impl FnOnce(&CFRunLoop, Option<&CFRunLoopMode>)) {
    #[allow(unsafe_code)]
    // SAFETY: a constant of CoreFoundation, set before any code of a program that links it runs.
    let mode = unsafe { kCFRunLoopCommonModes };
    if let Some(main) = CFRunLoop::main() {
        change(&main, mode);
    }
}

/// Called by the main run loop, with the poster of [`PowerSource::listen`].
extern "C-unwind" fn changed(context: *mut c_void) {
    #[allow(unsafe_code)]
    // SAFETY: it is the poster of a source that lives: one that is dropped is off the loop, on the thread of the loop.
    let poster = unsafe { context.cast::<Poster>().as_ref() };
    if let Some(poster) = poster {
        poster.post(now());
    }
}
