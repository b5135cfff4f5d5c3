use revone::view::form::{Explained, Field, labels};
use revone::view::window::{Button, Control, ControlKind, DonePage, DownloadProgress, FormPage, Page, PageName, Said};

use super::frame;

fn with(change: impl FnOnce(&mut FormPage)) -> Page {
    let words = labels();
    let mut page =
        FormPage { frame: frame(PageName::Connect, words.title), words, step: None, error: None, done: None };
    change(&mut page);
    Page::Form(Box::new(page))
}

/// The form before anything was typed.
pub fn form() -> Page {
    with(|_| {})
}

/// While an attempt runs.
pub fn checking() -> Page {
    with(|page| page.step = Some("Checking that orders may be read…"))
}

/// After an attempt, with what is wrong beside this field.
pub fn wrong(field: Field) -> Page {
    let sentence = "Polar rejected the token. Make a new one at Polar and paste it here.".to_owned();
    with(|page| page.error = Some(Explained { field, sentence }))
}

/// After an attempt that succeeded.
pub fn connected(downloading: bool) -> Page {
    let switch = |setting: &str, label: &str, on| Control {
        setting: setting.to_owned(),
        label: label.to_owned(),
        hint: None,
        error: None,
        disabled: false,
        kind: ControlKind::Switch { on },
    };
    let progress = "Downloading your history: 4,200 of 10,000 orders".to_owned();
    with(|page| {
        page.done = Some(DonePage {
            heading: "Connected to Paper Lantern".to_owned(),
            sentences: vec!["This goes on when the window is closed.".to_owned()],
            progress: downloading.then_some(DownloadProgress { done: 4_200, total: 10_000, text: progress }),
            switches: vec![
                switch("launch_at_login", "Launch at Login", false),
                switch("notifications", "Show notifications", true),
            ],
            figures: Button {
                label: "Open Dashboard".to_owned(),
                says: Said::Go { page: PageName::Dashboard },
                question: None,
            },
            close: "Done",
        });
    })
}
