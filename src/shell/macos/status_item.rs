//! What tray-icon leaves to its user about the item in the menu bar.

use std::ffi::c_void;

use block2::RcBlock;
use objc2::MainThreadMarker;
use objc2::rc::Retained;
use objc2_app_kit::{
    NSAccessibility, NSBitmapImageRep, NSFont, NSMenu, NSStatusItem, NSTextAlignment, NSVariableStatusItemLength,
};
use objc2_foundation::{NSData, NSOperationQueue, NSString, ns_string};

use super::text;

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

/// Has the item open `menu` however it is pressed, one turn of the main queue from now: tray-icon gives it its menu for the
/// length of a mouse click only, so that neither the keyboard nor a screen reader could open it.
///
/// `menu` is the `NSMenu` that muda names; a null pointer is ignored.
pub fn attach_menu(item: &Retained<NSStatusItem>, menu: *mut c_void) {
    #[allow(unsafe_code)]
    // SAFETY: muda hands out its own menu, which lives as long as muda's value, and the caller holds that during the call.
    let Some(menu) = (unsafe { Retained::retain(menu.cast::<NSMenu>()) }) else { return };
    let item = item.clone();
    let block = RcBlock::new(move || item.setMenu(Some(&menu)));
    #[allow(unsafe_code)]
    // SAFETY: what the block holds belongs to the main thread, and the main queue runs it there and nowhere else.
    unsafe {
        NSOperationQueue::mainQueue().addOperationWithBlock(&block)
    };
}

/// Gives the item's picture a second drawing, `png`, for screens with one pixel a point: without it they show the one for two
/// at half its size. What cannot be read is left out.
pub fn add_single_scale(item: &NSStatusItem, png: &[u8]) {
    let Some(button) = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread)) else { return };
    let (Some(image), Some(drawing)) = (button.image(), NSBitmapImageRep::imageRepWithData(&NSData::with_bytes(png)))
    else {
        return;
    };
    drawing.setSize(image.size());
    image.addRepresentation(&drawing);
    button.setImage(Some(&image));
}

/// Digits of one width: a figure that changes does not push the neighbours about. The font belongs to the button and stays
/// when its title is set. The button changes its width, of which tray-icon has to hear.
pub fn set_digits_of_one_width(item: &NSStatusItem) {
    let Some(button) = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread)) else { return };
    let size = NSFont::menuBarFontOfSize(0.0).pointSize();
    // 0 is the regular weight.
    button.setFont(Some(&NSFont::monospacedDigitSystemFontOfSize_weight(size, 0.0)));
}

/// Where the item is wider than its title, the room is after the text and not around it.
pub fn keep_title_beside_icon(item: &NSStatusItem) {
    if let Some(button) = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread)) {
        button.setAlignment(NSTextAlignment::Left);
    }
}

/// How wide `title` is in the item's font, in whole points; 0 is the icon alone.
pub fn width_of(item: &NSStatusItem, title: &str) -> u32 {
    let button = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread));
    button.and_then(|button| button.font()).map_or(0, |font| text::width_of(title, &font))
}

/// Keeps the item as wide as it is.
pub fn keep_width(item: &NSStatusItem) {
    let Some(button) = MainThreadMarker::new().and_then(|main_thread| item.button(main_thread)) else { return };
    if item.length() == NSVariableStatusItemLength {
        item.setLength(button.frame().size.width);
    }
}

/// Has the item be as wide as its icon and title need.
pub fn fit_width(item: &NSStatusItem) {
    item.setLength(NSVariableStatusItemLength);
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
