use tray_icon::TrayIcon;

#[cfg(target_os = "macos")]
use crate::shell::macos::status_item;
use crate::view::View;
#[cfg(target_os = "macos")]
use crate::view::title::{Place, Widest, Width};

/// The text beside the icon, as it is shown.
pub struct Title {
    text: String,
    #[cfg(target_os = "macos")]
    place: Place,
    #[cfg(target_os = "macos")]
    widest: Widest,
}

#[cfg(target_os = "macos")]
impl Title {
    /// The title that `tray` was made with for `view`.
    pub fn shown(tray: &TrayIcon, view: &View) -> Self {
        let mut title = Self { text: view.title.clone(), place: view.place.clone(), widest: Widest::default() };
        title.width(tray, view);
        title
    }

    /// Shows the title of `view`, in a place that no figure makes narrower.
    pub fn show(&mut self, tray: &TrayIcon, view: &View) {
        if self.text == view.title && self.place == view.place {
            return;
        }
        self.text.clone_from(&view.title);
        self.place.clone_from(&view.place);
        let item = tray.ns_status_item();
        match (self.width(tray, view), &item) {
            // First the width and then the shorter text, or first the longer text and then the width: the item is never
            // narrower in between.
            (Width::AsBefore, Some(item)) => {
                status_item::keep_width(item);
                tray.set_title(Some(&view.title));
            }
            (Width::Own, Some(item)) => {
                tray.set_title(Some(&view.title));
                status_item::fit_width(item);
                // There is no tooltip. Setting none has tray-icon fit the view that takes the clicks to the new width.
                let _ = tray.set_tooltip(None::<&str>);
            }
            (_, None) => {}
        }
        // A screen reader is to have the sentence, whatever AppKit makes of a new title.
        if let Some(item) = &item {
            status_item::speak(item, &view.spoken);
        }
    }

    fn width(&mut self, tray: &TrayIcon, view: &View) -> Width {
        let measured = tray.ns_status_item().map_or(0, |item| status_item::width_of(&item, &view.title));
        self.widest.take(&view.place, measured)
    }
}

#[cfg(not(target_os = "macos"))]
impl Title {
    /// The title that the icon was made with for `view`.
    pub fn shown(_tray: &TrayIcon, view: &View) -> Self {
        Self { text: view.title.clone() }
    }

    /// Shows the title of `view`. How wide it is is the panel's affair.
    pub fn show(&mut self, tray: &TrayIcon, view: &View) {
        if self.text != view.title {
            self.text.clone_from(&view.title);
            tray.set_title(Some(&view.title));
        }
    }
}
