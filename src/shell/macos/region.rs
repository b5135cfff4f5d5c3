#[cfg(feature = "tray")]
use objc2_foundation::{NSCurrentLocaleDidChangeNotification, NSNotificationCenter};
use objc2_foundation::{NSDateFormatter, NSLocale, NSString, ns_string};

#[cfg(feature = "tray")]
use super::observer::Observer;
use crate::app::Region;
use crate::shell::region::clock_of;
#[cfg(feature = "tray")]
use crate::{app::Event, shell::tray_loop::Poster};

/// The region in the Mac's settings, with the marks and the clock that its owner may have changed there.
pub fn read() -> Region {
    let locale = NSLocale::currentLocale();
    let identifier = locale.localeIdentifier().to_string();
    // `j` is the hour as the owner's clock has it.
    let hour = NSDateFormatter::dateFormatFromTemplate_options_locale(ns_string!("j"), 0, Some(&locale));
    let clock = hour.and_then(|form| clock_of(&form.to_string()));
    Region {
        numbers: identifier.clone(),
        dates: identifier,
        clock,
        decimal: mark(&locale.decimalSeparator()),
        group: mark(&locale.groupingSeparator()),
    }
}

/// A mark of one character; nothing else is known as one.
fn mark(text: &NSString) -> Option<char> {
    let text = text.to_string();
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Tells the loop of another region for as long as it lives.
#[cfg(feature = "tray")]
pub struct RegionEvents {
    _observer: Observer,
}

/// Begins to tell.
#[cfg(feature = "tray")]
pub fn observe(poster: &Poster) -> RegionEvents {
    #[allow(unsafe_code)]
    // SAFETY: a constant of Foundation, set before any code of a program that links it runs.
    let changed = unsafe { NSCurrentLocaleDidChangeNotification };
    let poster = poster.clone();
    let tell = move || poster.post(Event::Region(crate::shell::region::of_the_system()));
    RegionEvents { _observer: Observer::new(NSNotificationCenter::defaultCenter(), changed, tell) }
}
