//! What tray-icon leaves to its user about the item in the menu bar.

use block2::RcBlock;
use objc2::MainThreadMarker;
use objc2::rc::Retained;
use objc2_app_kit::{NSAccessibility, NSFont, NSStatusItem};
use objc2_foundation::{NSOperationQueue, NSString, ns_string};

/// Gives the item a name, one turn of the main queue from now. Under its name macOS remembers where the owner put it, and
/// since macOS 26 whether it may be shown; a name given in the turn in which the item was made may not load what was
/// remembered.
pub fn remember_place(item: &Retained<NSStatusItem>) {
    let item = item.clone();
    let block = RcBlock::new(move || item.setAutosaveName(Some(ns_string!("revone"))));
    #[allow(unsafe_code)]
    // SAFETY: what the block holds belongs to the main thread, and the main queue runs it there and nowhere else.
    unsafe {
        NSOperationQueue::mainQueue().addOperationWithBlock(&block)
    };
}

/// Digits of one width: a figure that changes does not push the neighbours about. The font belongs to the button and stays
/// when its title is set. The button changes its width, of which tray-icon has to hear.
pub fn set_digits_of_one_width(item: &NSStatusItem) {
    let Some(button) = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread)) else { return };
    let size = NSFont::menuBarFontOfSize(0.0).pointSize();
    // 0 is the regular weight.
    button.setFont(Some(&NSFont::monospacedDigitSystemFontOfSize_weight(size, 0.0)));
}

/// Has a screen reader say `sentence` of the item instead of spelling its title.
pub fn speak(item: &NSStatusItem, sentence: &str) {
    if let Some(button) = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread)) {
        button.setAccessibilityLabel(Some(&NSString::from_str(sentence)));
    }
}

/// Whether the item is on a screen. An item without room, or turned off in System Settings, has a window on none.
pub fn is_on_screen(item: &NSStatusItem) -> bool {
    let button = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread));
    let window = button.and_then(|button| button.window());
    item.isVisible() && window.is_some_and(|window| window.screen().is_some())
}
