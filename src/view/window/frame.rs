use serde::Serialize;

use super::said::PageName;
use crate::app::{Connection, Model};
use crate::view::when::When;
use crate::view::words;

/// What every page has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The language of its words, as in HTML (`en`): for the screen reader's voice.
    pub language: &'static str,
    /// The window's title.
    pub title: String,
    /// What the ways to the other pages are called together.
    pub pages: &'static str,
    /// The ways to the other pages; none while there is only this one.
    pub tabs: Vec<Tab>,
    /// What the owner has to know whatever the page, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
}

/// The way to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tab {
    /// What is written on it.
    pub label: &'static str,
    /// Where it leads.
    pub page: PageName,
    /// It is the page that is shown.
    pub current: bool,
}

impl Frame {
    /// The frame of `page`. The dashboard is there once there are figures to show on it, the settings always.
    pub(super) fn of(model: &Model, page: PageName, title: String) -> Self {
        let pages = match model.connection {
            Connection::Connected(_) | Connection::Sample(_) => {
                vec![(words::window::DASHBOARD, PageName::Dashboard), (words::window::SETTINGS, PageName::Settings)]
            }
            Connection::Starting | Connection::NotConnected => {
                vec![(words::window::CONNECT, PageName::Connect), (words::window::SETTINGS, PageName::Settings)]
            }
        };
        let tab = |(label, leads): (&'static str, PageName)| Tab { label, page: leads, current: leads == page };
        let guidance = model.guides.then(|| words::ICON_MISSING.to_owned()).or_else(|| ended(model));
        Self {
            language: words::window::LANGUAGE,
            title,
            pages: words::window::PAGES,
            tabs: pages.into_iter().map(tab).collect(),
            guidance,
        }
    }
}

/// That the launch before ended unexpectedly.
fn ended(model: &Model) -> Option<String> {
    let at = model.ended.as_ref()?.at;
    let when = When::seen_from(at, &model.time_zone, &model.region);
    Some(words::diagnosis::ended_on_sentence(&when.date(at), &when.time(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::samples::*;

    #[test]
    fn every_page_says_that_the_menu_bar_does_not_show_the_icon_and_what_to_do() {
        let mut model = connected(report());
        let of = |model: &Model| Frame::of(model, PageName::Settings, String::new()).guidance;
        assert_eq!(of(&model), None);
        model.guides = true;
        let guidance = of(&model).unwrap();
        for cure in ["quit another app", "System Settings under Menu Bar", "opening Revone again"] {
            assert!(guidance.contains(cure), "{guidance}");
        }
    }

    #[test]
    fn every_page_says_that_the_launch_before_ended_unexpectedly_and_where_the_report_is() {
        let mut model = connected(report());
        let at = "2026-11-21T09:40:00Z".parse().unwrap();
        model.ended = Some(crate::app::Ended { at, report: "panic.txt".into() });
        let guidance = Frame::of(&model, PageName::Settings, String::new()).guidance.unwrap();
        for part in ["ended unexpectedly on 21 Nov", "revone doctor names", "no token"] {
            assert!(guidance.contains(part), "{guidance}");
        }
    }
}
