//! Text as AppKit measures and sets it.

use objc2::rc::Retained;
use objc2_app_kit::{
    NSAttributedStringNSStringDrawing, NSFont, NSFontAttributeName, NSParagraphStyle, NSParagraphStyleAttributeName,
};
use objc2_foundation::{NSAttributedString, NSMutableAttributedString, NSRange, NSString};

/// `text` in `font`.
pub fn set_in(text: &str, font: &NSFont) -> Retained<NSMutableAttributedString> {
    let text = NSMutableAttributedString::from_nsstring(&NSString::from_str(text));
    let all = NSRange::new(0, text.length());
    #[allow(unsafe_code)]
    // SAFETY: AppKit's own constant, and a font is what belongs under it; the range is the whole text.
    unsafe {
        text.addAttribute_value_range(NSFontAttributeName, font, all)
    };
    text
}

/// Sets the paragraph's style of all of `text`.
pub fn style(text: &NSMutableAttributedString, style: &NSParagraphStyle) {
    let all = NSRange::new(0, text.length());
    #[allow(unsafe_code)]
    // SAFETY: AppKit's own constant, and a paragraph's style is what belongs under it; the range is the whole text.
    unsafe {
        text.addAttribute_value_range(NSParagraphStyleAttributeName, style, all)
    };
}

/// How wide `text` is in `font`, in whole points.
pub fn width_of(text: &str, font: &NSFont) -> u32 {
    let text: &NSAttributedString = &set_in(text, font);
    text.size().width.ceil() as u32
}
