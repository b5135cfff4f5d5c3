//! The settings page of the running program: what is typed and chosen counts at once, what cannot be kept is explained.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use revone::demo::FakePolar;
use serde_json::{Value, json};

use super::desktop::{Desktop, Page};
use super::{on_the_settings, polar, title_of};
use crate::running::shops::{self, zone_at_noon};
use crate::running::wait;

/// Waits until the field with this label has an error, and gives it.
async fn refused(page: &Page, label: &str) -> String {
    wait::until(&format!("an error beside {label:?}"), async || {
        Some(page.error_at(label).await).filter(|error| !error.is_empty()).ok_or_else(|| "there is none".to_owned())
    })
    .await
}

/// A time zone in which it is between midnight and one o'clock.
fn zone_at_midnight() -> String {
    match Timestamp::now().to_zoned(TimeZone::UTC).hour() {
        0 => "Etc/GMT".to_owned(),
        // The sign of these names is turned around.
        hour @ 1..=12 => format!("Etc/GMT+{hour}"),
        hour => format!("Etc/GMT-{}", 24 - hour),
    }
}

#[tokio::test]
async fn the_title_follows_what_is_typed() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    let orders = polar.with(|state| shops::count_day(&state.shop, 0).orders);
    page.retype("Title", "{orders} orders").await;
    tray.title_becomes(&format!("{orders} orders")).await;
    page.says(&[&format!("Now it is “{orders} orders”.")]).await;
    desktop.setting_becomes("title", json!("{orders} orders")).await;
    page.retype("Title", "").await;
    tray.title_becomes("").await;
    page.says(&["Now it is the icon alone."]).await;
}

#[tokio::test]
async fn a_field_that_there_is_not_is_explained_and_stays_as_it_was_typed() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    let title = tray.title().await;
    page.retype("Title", "{revenu}").await;
    let error = refused(&page, "Title").await;
    assert!(error.starts_with("There is no field {revenu}. The fields are {revenue},"), "{error}");

    // The next setting is kept without it, and the field is left as it is.
    page.turn("Sound").await;
    let kept = desktop.setting_becomes("sound", json!(false)).await;
    assert_eq!(kept["title"], "{revenue} · +{new_subscriptions}");
    assert_eq!(tray.title().await, title);
    assert_eq!(page.value_of("Title").await, "{revenu}");

    page.retype("Title", "{mrr}").await;
    desktop.setting_becomes("title", json!("{mrr}")).await;
    wait::until("the end of the error", async || {
        let error = page.error_at("Title").await;
        if error.is_empty() { Ok(()) } else { Err(error) }
    })
    .await;
}

#[tokio::test]
async fn a_time_zone_that_is_typed_moves_the_days() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    // By the computer's own clock a new day has just begun.
    let computers = zone_at_midnight();
    let run = desktop.connected(&polar).env("REVONE_TIME_ZONE", "").env("TZ", &computers);
    let (_program, tray, page) = on_the_settings(&desktop, run).await;
    page.says(&[&format!("Days are those of {computers} now.")]).await;
    assert_eq!(tray.title().await, "");

    page.retype("Time zone", &zone_at_noon()).await;
    page.says(&[&format!("Days are those of {} now.", zone_at_noon())]).await;
    tray.title_becomes(&title_of(&polar)).await;

    page.retype("Time zone", "Mars/Olympus").await;
    let error = refused(&page, "Time zone").await;
    assert!(error.contains("There is no such time zone.") && error.contains("Europe/Berlin"), "{error}");
    assert_eq!(page.value_of("Time zone").await, "Mars/Olympus");
    page.says(&[&format!("Days are those of {} now.", zone_at_noon())]).await;
    desktop.setting_becomes("time_zone", json!(zone_at_noon())).await;

    page.retype("Time zone", "").await;
    page.says(&[&format!("Days are those of {computers} now.")]).await;
    tray.title_becomes("").await;
    desktop.setting_becomes("time_zone", Value::Null).await;
}

#[tokio::test]
async fn how_often_polar_is_asked_is_chosen_and_kept() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (program, _tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    page.pick("Ask Polar", "When I choose Refresh").await;
    page.says(&["Polar is asked at the launch, and when you choose Refresh."]).await;
    desktop.setting_becomes("interval", json!("manually")).await;
    drop(page);
    program.signal("TERM");
    program.ended().await.exits(0);

    let (_program, _tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    page.says(&["Polar is asked at the launch, and when you choose Refresh."]).await;
}

#[tokio::test]
async fn what_is_copied_to_be_sent_along_names_nobody() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, _tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    page.press("What is copied").await;
    page.says(&[concat!("Revone ", env!("CARGO_PKG_VERSION")), "Connection: connected"]).await;
    let shown = text_of(&page, "pre").await;
    let (orders, subscriptions) = polar.with(|state| (state.shop.orders.len(), state.shop.subscriptions.len()));
    for word in ["System: ", "Refreshing: automatic", &format!("{orders} orders, {subscriptions} subscriptions")] {
        assert!(shown.contains(word), "{word} is not in\n{shown}");
    }
    for secret in secrets_of(&polar) {
        assert!(!shown.contains(&secret), "{secret} is in\n{shown}");
    }

    page.press("Copy Diagnostics").await;
    page.says(&["Copied"]).await;
    assert_eq!(pasted(&page).await, shown);
}

/// What the shop's owner would not send to anybody.
fn secrets_of(polar: &FakePolar) -> Vec<String> {
    polar.with(|state| {
        let organization = &state.shop.organization;
        let people = state.shop.customers.values().flat_map(|customer| [&customer.name, &customer.email]);
        let mut secrets: Vec<String> = people.flatten().map(ToString::to_string).collect();
        secrets.extend(state.shop.products.iter().map(|product| product.name.to_string()));
        secrets.extend([organization.name.clone(), organization.slug.clone(), organization.id.to_string()]);
        secrets.extend([polar.token().expose().to_owned(), polar.base_url()]);
        secrets
    })
}

async fn text_of(page: &Page, selector: &str) -> String {
    let text = page.run("return document.querySelector(arguments[0]).textContent", json!([selector])).await.unwrap();
    text.as_str().unwrap_or_default().to_owned()
}

/// What Control-V puts into a field.
async fn pasted(page: &Page) -> String {
    let field = "const field = document.createElement('textarea');
                 field.id = 'pasted';
                 document.querySelector('main').append(field);
                 field.focus();";
    page.run(field, json!([])).await.unwrap();
    page.keys(&['\u{e009}'], "v").await;
    wait::until("something pasted", async || {
        let value = page.run("return document.getElementById('pasted').value", json!([])).await?;
        value.as_str().filter(|text| !text.is_empty()).map(str::to_owned).ok_or_else(|| "nothing".to_owned())
    })
    .await
}
