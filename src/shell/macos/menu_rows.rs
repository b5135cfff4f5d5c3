//! What muda leaves to its user about the rows of a menu: columns, a picture, and what a screen reader says.

use std::ffi::c_void;

use block2::RcBlock;
use objc2::rc::Retained;
use objc2::runtime::Bool;
use objc2::{AnyThread, MainThreadMarker};
use objc2_app_kit::{
    NSAccessibility, NSAttributedStringAttachmentConveniences, NSColor, NSCompositingOperation, NSFont, NSImage,
    NSMenu, NSMutableParagraphStyle, NSRectFillUsingOperation, NSTextAttachment, NSTextTab, NSTextTabType,
};
use objc2_foundation::{NSArray, NSAttributedString, NSPoint, NSRect, NSSize, NSString};

use super::text;
use crate::view::bar_chart::{self, Bar, Bars};
use crate::view::columns::{Stops, columns, stops};
use crate::view::{Item, Row};

/// Where a picture begins, in points above the line on which letters stand, so that it is in the middle of its row.
const BELOW: i16 = -4;

/// Gives every row of `menu` what the value of the same place in `items` says. What is set once more is as it was.
///
/// `menu` is the `NSMenu` that muda names; a null pointer is ignored.
pub fn dress(menu: *mut c_void, items: &[Item]) {
    if MainThreadMarker::new().is_none() {
        return;
    }
    #[allow(unsafe_code)]
    // SAFETY: muda hands out its own menu, which lives as long as muda's value, and the caller holds that during the call.
    let Some(menu) = (unsafe { menu.cast::<NSMenu>().as_ref() }) else { return };
    let font = NSFont::monospacedDigitSystemFontOfSize_weight(NSFont::menuFontOfSize(0.0).pointSize(), 0.0);
    let stops = stops(items, |text| text::width_of(text, &font));
    for (at, item) in (0..).zip(items) {
        if let (Item::Row(row), Some(native)) = (item, menu.itemAtIndex(at)) {
            native.setAttributedTitle(title(row, &font, stops).as_deref());
            native.setAccessibilityLabel(row.spoken.as_deref().map(NSString::from_str).as_deref());
        }
    }
}

/// What the row shows in place of its plain text, if anything.
fn title(row: &Row, font: &NSFont, stops: Stops) -> Option<Retained<NSAttributedString>> {
    if let Some(bars) = &row.picture {
        return Some(picture(bars));
    }
    columns(row)?;
    let title = text::set_in(&row.label, font);
    let style = NSMutableParagraphStyle::new();
    style.setTabStops(Some(&NSArray::from_retained_slice(&[
        tab(NSTextTabType::RightTabStopType, stops.figure),
        tab(NSTextTabType::LeftTabStopType, stops.note),
    ])));
    text::style(&title, &style);
    Some(Retained::into_super(title))
}

fn tab(kind: NSTextTabType, at: u32) -> Retained<NSTextTab> {
    NSTextTab::initWithType_location(NSTextTab::alloc(), kind, at.into())
}

/// Half points in AppKit's own unit.
#[expect(clippy::disallowed_types, reason = "AppKit measures in floating-point points, and this is no money")]
fn points(half_points: u16) -> f64 {
    f64::from(half_points) / 2.0
}

/// The picture as a text of one sign. A row's own image would have all rows without one begin as far to the right as it is
/// wide, and macOS 26 and later do not show it.
fn picture(bars: &Bars) -> Retained<NSAttributedString> {
    let size = NSSize::new(points(bars.width()), points(bar_chart::HEIGHT));
    let drawn: Vec<Bar> = bars.drawn().collect();
    // Drawn whenever it is needed, at that screen's scale and in the colours of that moment.
    let draw = RcBlock::new(move |_: NSRect| {
        for bar in &drawn {
            if bar.today { NSColor::labelColor() } else { NSColor::secondaryLabelColor() }.set();
            let size = NSSize::new(points(bar.width), points(bar.height));
            let rect = NSRect::new(NSPoint::new(points(bar.left), 0.0), size);
            NSRectFillUsingOperation(rect, NSCompositingOperation::SourceOver);
        }
        Bool::YES
    });
    let attachment = NSTextAttachment::new();
    attachment.setImage(Some(&NSImage::imageWithSize_flipped_drawingHandler(size, false, &draw)));
    attachment.setBounds(NSRect::new(NSPoint::new(0.0, BELOW.into()), size));
    NSAttributedString::attributedStringWithAttachment(&attachment)
}
