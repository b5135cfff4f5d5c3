//! What the page says, as what it means to the program.

use super::messages::FromWindow;
use crate::app::{Command, Event, Export, Link, List, Look, SettingInput, WindowPage, Wish};
use crate::domain::{Environment, OrderId, OrganizationId, SubscriptionId};
use crate::figures::Span;
use crate::money::Currency;
use crate::polar::AccessToken;
use crate::view::window::{Listed, PageName, Said, SettingValue, TypedEnvironment, WindowLink};

/// The event behind a message; `None` where it means nothing: what is no code was never offered.
pub fn event(message: FromWindow) -> Option<Event> {
    match message {
        FromWindow::Save { of, organization, path } => {
            Some(Event::ExportAsked { organization: OrganizationId(organization), export: export(of), path })
        }
        FromWindow::Page(said) => said_by_page(said),
    }
}

fn said_by_page(said: Said) -> Option<Event> {
    Some(match said {
        Said::Connect { token, organization, environment } => Event::ConnectAsked {
            token: AccessToken::new(token.expose()),
            organization,
            environment: environment.map(|typed| match typed {
                TypedEnvironment::Production => Environment::Production,
                TypedEnvironment::Sandbox => Environment::Sandbox,
            }),
        },
        Said::Open { link } => Event::LinkFollowed(match link {
            WindowLink::Tokens => Link::Tokens,
            WindowLink::Order(id) => Link::Order(OrderId(id)),
            WindowLink::Subscription(id) => Link::Subscription(SubscriptionId(id)),
        }),
        Said::Go { page } => Event::Went(match page {
            PageName::Dashboard => WindowPage::Dashboard,
            PageName::Settings => WindowPage::Settings,
            PageName::Connect => WindowPage::Connect,
            PageName::About => WindowPage::About,
        }),
        Said::Span { value } => Event::Looked(Look::Span(Span::from_code(&value)?)),
        Said::Currency { value } => Event::Looked(Look::Currency(Currency::parse(&value).ok()?)),
        Said::List { of, search, status, page } => {
            let wish = Wish { search, status: Some(status).filter(|status| !status.is_empty()), page };
            Event::Looked(Look::Rows(list(of)?, wish))
        }
        Said::Refresh => Event::Chosen(Command::Refresh),
        Said::TrySample => Event::Chosen(Command::TrySample),
        Said::LeaveSample => Event::Chosen(Command::LeaveSample),
        Said::Set { setting, value } => Event::Set {
            setting,
            value: match value {
                SettingValue::On(on) => SettingInput::On(on),
                SettingValue::Text(text) => SettingInput::Text(text),
            },
        },
        Said::Remove { organization } => Event::Remove(OrganizationId(organization)),
        Said::Reset => Event::Reset,
        // The window's program itself answers these.
        Said::Export { .. } | Said::Ready | Said::Closed => return None,
    })
}

fn list(of: Listed) -> Option<List> {
    match of {
        Listed::Orders => Some(List::Orders),
        Listed::Subscriptions => Some(List::Subscriptions),
        Listed::Days => None,
    }
}

fn export(of: Listed) -> Export {
    list(of).map_or(Export::Days, Export::Rows)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn means(said: Said) -> Option<String> {
        event(FromWindow::Page(said)).map(|event| format!("{event:?}"))
    }

    #[test]
    fn what_was_never_offered_means_nothing() {
        for (said, meaning) in [
            (Said::Span { value: "last_90_days".to_owned() }, Some("Looked(Span(Last90Days))")),
            (Said::Span { value: "last_1000_years".to_owned() }, None),
            (Said::Currency { value: "usd; drop table".to_owned() }, None),
            (Said::Go { page: PageName::Settings }, Some("Went(Settings)")),
            (Said::List { of: Listed::Days, search: String::new(), status: String::new(), page: 0 }, None),
            (Said::Open { link: WindowLink::Tokens }, Some("LinkFollowed(Tokens)")),
            (Said::Ready, None),
            (Said::Export { of: Listed::Orders, organization: Uuid::from_u128(1) }, None),
        ] {
            let case = format!("{said:?}");
            assert_eq!(means(said).as_deref(), meaning, "{case}");
        }
        let order = Uuid::from_u128(1);
        let opened = means(Said::Open { link: WindowLink::Order(order) }).unwrap();
        assert!(opened.contains(&order.to_string()), "{opened}");
    }

    #[test]
    fn a_list_of_every_status_names_none() {
        let list = |status: &str| Said::List {
            of: Listed::Subscriptions,
            search: "pro".to_owned(),
            status: status.to_owned(),
            page: 3,
        };
        let wish = |status: Option<&str>| Wish { search: "pro".to_owned(), status: status.map(str::to_owned), page: 3 };
        for (said, status) in [("", None), ("past_due", Some("past_due"))] {
            let Some(Event::Looked(Look::Rows(List::Subscriptions, found))) = event(FromWindow::Page(list(said)))
            else {
                panic!("{said} means something else")
            };
            assert_eq!(found, wish(status));
        }
    }

    #[test]
    fn what_is_said_on_the_settings_page_is_an_event_of_its_own() {
        let heard = |said| event(FromWindow::Page(said));
        let set = |value| Said::Set { setting: "sound".to_owned(), value };
        let on = SettingInput::On(false);
        assert!(matches!(heard(set(SettingValue::On(false))), Some(Event::Set { value, .. }) if value == on));
        let text = SettingInput::Text("7".to_owned());
        assert!(
            matches!(heard(set(SettingValue::Text("7".to_owned()))), Some(Event::Set { setting, value }) if setting == "sound" && value == text)
        );
        let organization = Uuid::from_u128(7);
        let removed = heard(Said::Remove { organization });
        assert!(matches!(removed, Some(Event::Remove(OrganizationId(id))) if id == organization));
        assert!(matches!(heard(Said::Reset), Some(Event::Reset)));
    }
}
