//! Which program has the keyboard. Since macOS 14 that is handed over between programs that agree.

use std::ffi::c_void;

use objc2::{MainThreadMarker, sel};
use objc2_app_kit::{NSApplication, NSWindow};
use objc2_foundation::{NSObjectProtocol, ns_string};

/// Lets the window's program, which need not run yet, come to the front. Without effect off the main thread, and before
/// macOS 14, where nothing has to be handed over.
pub fn yield_to_the_window() {
    let Some(main_thread) = MainThreadMarker::new() else { return };
    let app = NSApplication::sharedApplication(main_thread);
    if app.respondsToSelector(sel!(yieldActivationToApplicationWithBundleIdentifier:)) {
        app.yieldActivationToApplicationWithBundleIdentifier(ns_string!("app.revone.Revone.Window"));
    }
}

/// Brings a window of this program in front of all others, whether or not the program is given the keyboard: a window that
/// opens behind the browser looks as if nothing had happened. Without effect off the main thread.
///
/// `window` is the `NSWindow` that tao names; a null pointer is ignored.
pub fn order_front(window: *mut c_void) {
    let Some(main_thread) = MainThreadMarker::new() else { return };
    let app = NSApplication::sharedApplication(main_thread);
    if app.respondsToSelector(sel!(activate)) {
        app.activate();
    }
    #[allow(unsafe_code)]
    // SAFETY: tao hands out its own window, which lives as long as tao's value, and the caller holds that during the call.
    let window = unsafe { window.cast::<NSWindow>().as_ref() };
    if let Some(window) = window {
        window.makeKeyAndOrderFront(None);
        window.orderFrontRegardless();
    }
}
