//! Pages in each of their states, as values: as the product makes them, and by hand where names or figures are none that a
//! shop has.

mod dashboard;
mod days;
mod form;
mod real;
mod settings;

use revone::app::WindowPage;
use revone::view::form::Field;
use revone::view::window::{Frame, Page, PageName, Tab};

pub use dashboard::{Orders, Shop, dashboard, lists_of};
pub use form::{checking, connected, form, wrong};
pub use settings::{copying, settings};

/// What a name may hold at its worst: markup, ten thousand letters without a space, signs that no font has.
pub fn hostile_names() -> [String; 5] {
    [
        r#"<img src=x onerror="document.title='gone'"><script>document.title='gone'</script>"#.to_owned(),
        "W".repeat(10_000),
        "\u{202e}evil\u{0}\u{7}\u{1b}[31m\u{2028}\u{feff}name".to_owned(),
        "متجر الفوانيس الورقية للهدايا والقرطاسية".to_owned(),
        "{{constructor}} ${name} &lt;b&gt; ' \" ` \\".to_owned(),
    ]
}

/// The frame of a page of a connected program, with the ways to the others.
pub fn frame(page: PageName, title: &str) -> Frame {
    let tab = |(label, leads)| Tab { label, page: leads, current: leads == page };
    Frame {
        language: "en",
        title: title.to_owned(),
        pages: "Pages",
        tabs: [("Dashboard", PageName::Dashboard), ("Settings", PageName::Settings)].map(tab).into(),
        guidance: None,
    }
}

/// What the program is.
pub fn about() -> Page {
    form::unconnected(WindowPage::About)
}

/// The page as it is while the menu bar does not show the icon.
fn without_an_icon(mut page: Page) -> Page {
    if let Page::About(about) = &mut page {
        about.frame.guidance = Some(revone::view::words::ICON_MISSING.to_owned());
    }
    page
}

/// Every state of every page, each with its name.
pub fn all() -> Vec<(&'static str, Page)> {
    let mut all = vec![
        ("form", form()),
        ("form, checking", checking()),
        ("form, token wrong", wrong(Field::Token)),
        ("form, organization wrong", wrong(Field::Organization)),
        ("form, offline", wrong(Field::Connect)),
        ("connected, downloading", connected(true)),
        ("connected", connected(false)),
        ("about", about()),
        ("about, without an icon", without_an_icon(about())),
        ("dashboard, not connected", form::unconnected(WindowPage::Dashboard)),
        ("settings, not connected", form::unconnected(WindowPage::Settings)),
        ("settings", settings()),
    ];
    all.extend(Shop::ALL.map(|shop| (shop.name(), dashboard(shop))));
    all.extend(real::pages());
    all
}
