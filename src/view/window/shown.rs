use super::settings::settings;
use super::{Page, about, dashboard, form};
use crate::app::{Model, WindowPage};

/// The page that the window shows of `model`; `None` while it is closed.
pub fn page(model: &Model, now: jiff::Timestamp) -> Option<Page> {
    Some(match model.window? {
        WindowPage::Connect => Page::Form(Box::new(form::form(model))),
        WindowPage::Dashboard => Page::Dashboard(Box::new(dashboard::dashboard(model, now))),
        WindowPage::Settings => Page::Settings(Box::new(settings(model, now))),
        WindowPage::About => Page::About(Box::new(about::about(model))),
    })
}
