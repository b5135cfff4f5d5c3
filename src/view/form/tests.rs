use super::*;
use crate::app::{ConnectStep, Connection, History, Progress};
use crate::polar::{Scope, Trouble};
use crate::view::samples::{connected, organization, report};

#[test]
fn an_error_stands_beside_the_field_it_is_about_and_names_the_cure() {
    for (error, field, words) in [
        (FormError::TokenEmpty, Field::Token, "Paste"),
        (FormError::TokenRejected { cut_off: true }, Field::Token, "looks cut off"),
        (FormError::TokenRejected { cut_off: false }, Field::Token, "Make a new one"),
        (FormError::MissingScope(Some(Scope::Orders)), Field::Token, "orders:read"),
        (FormError::MissingScope(None), Field::Token, "subscriptions:read"),
        (FormError::OrganizationMalformed, Field::Organization, "leave the field empty"),
        (FormError::OrganizationMismatch, Field::Organization, "another organization"),
        (FormError::NoOrganization, Field::Token, "Make a new one"),
        (FormError::Polar(Trouble::Offline), Field::Connect, "internet connection"),
        (FormError::Polar(Trouble::Server(503)), Field::Connect, "Polar is down"),
        (FormError::Polar(Trouble::RateLimited(None)), Field::Connect, "too many requests"),
        (FormError::Polar(Trouble::Unauthorized), Field::Token, "rejected"),
        (FormError::Keychain("Unlock it.".to_owned()), Field::Connect, "Unlock it."),
        (FormError::Ledger("Make room.".to_owned()), Field::Connect, "Make room."),
        (FormError::Setup("Set it.".to_owned()), Field::Connect, "Set it."),
    ] {
        let explained = explain(&error);
        assert_eq!(explained.field, field, "{error:?}");
        assert!(explained.sentence.contains(words) && explained.sentence.ends_with('.'), "{}", explained.sentence);
    }
}

#[test]
fn the_scopes_are_named_as_polar_lists_them() {
    insta::assert_snapshot!(labels().scope_names.join(" "), @"orders:read organizations:read subscriptions:read");
    assert_eq!(labels().open_polar_url, "https://polar.sh/to/dashboard/settings");
}

#[test]
fn success_says_who_is_connected_and_what_goes_on() {
    let mut model = connected(report());
    model.form.done = true;
    model.connection = Connection::Connected(organization());
    let words = |model: &Model| state(model).success.map(|success| (success.headline, success.progress));
    assert_eq!(
        words(&model),
        Some(("Connected to Acme Inc".to_owned(), "Today’s figures are in the menu bar.".to_owned()))
    );
    model.health.download = Some(Progress { of: History::Orders, done: 1_200, total: 8_300 });
    assert_eq!(
        words(&model).map(|(_, progress)| progress).as_deref(),
        Some("Downloading history – 1,200 of 8,300 orders. This goes on when the window is closed.")
    );
}

#[test]
fn a_form_that_checks_says_what() {
    let mut model = connected(report());
    assert_eq!(state(&model), State::default());
    for one in [
        ConnectStep::FindingEnvironment,
        ConnectStep::ReadingOrganization,
        ConnectStep::CheckingOrders,
        ConnectStep::CheckingSubscriptions,
        ConnectStep::StoringToken,
    ] {
        model.form.step = Some(one);
        assert!(state(&model).step.is_some_and(|words| words.ends_with('…')));
    }
}
