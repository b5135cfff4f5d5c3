//! A week of a shop, played in seconds: what arrives at the notification server is what the plan says, in its order and at
//! its places.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use revone::demo::Shop;
use revone::domain::{Cadence, CancellationReason, Interval, OrderId, OrganizationStatus, SubscriptionId};
use serde_json::json;

use super::desktop::Desktop;
use super::{polar, poll_once_more};
use crate::running::shops::{hours_ago, zone_at_noon};

/// About this time of day, so many days ago.
fn day(ago: i64) -> Timestamp {
    hours_ago(24 * ago)
}

/// An instant's date as notifications write it.
fn date(at: Timestamp) -> String {
    let zone = TimeZone::get(&zone_at_noon()).unwrap();
    let (date, today) = (at.to_zoned(zone.clone()).date(), Timestamp::now().to_zoned(zone).date());
    date.strftime(if date.year() == today.year() { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// The rows to which something happens in the week.
struct Rows {
    license: OrderId,
    renewer: SubscriptionId,
    debtor: SubscriptionId,
    leaver: SubscriptionId,
    sleeper: SubscriptionId,
    upgrader: SubscriptionId,
    trial: SubscriptionId,
}

/// A shop with more than ten orders and far fewer than a hundred, of which a day and the months of one subscriber brought
/// more than any day or month will in this week: no milestone comes near.
fn shop() -> (Shop, Rows) {
    let mut shop = Shop::empty(day(120));
    shop.add_purchase(day(100), 5_000_000, "usd");
    let (whale, _) = shop.add_subscriber(day(110), 900_000, "usd", "month");
    shop.revoke(whale, day(60));
    (40..52).for_each(|ago| _ = shop.add_purchase(day(ago), 900, "usd"));
    let [renewer, debtor, leaver, sleeper, upgrader] =
        [36, 35, 20, 19, 18].map(|ago| shop.add_subscriber(day(ago), 900, "usd", "month").0);
    let license = shop.add_purchase(day(15), 2_900, "usd");
    let (trial, _) = shop.add_trial(day(10), 900, "usd", "month", 7);
    (shop, Rows { license, renewer, debtor, leaver, sleeper, upgrader, trial })
}

/// Something that happens, the notification that tells of it, and which one's place it takes.
struct Scene {
    happens: Box<dyn Fn(&mut Shop)>,
    title: &'static str,
    body: String,
    corrects: Option<usize>,
}

#[derive(Default)]
struct Script(Vec<Scene>);

impl Script {
    /// What happens, and the notification; its number.
    fn tells(&mut self, happens: impl Fn(&mut Shop) + 'static, title: &'static str, body: &str) -> usize {
        self.0.push(Scene { happens: Box::new(happens), title, body: body.to_owned(), corrects: None });
        self.0.len() - 1
    }

    /// The same in the place of an earlier one.
    fn corrects(&mut self, earlier: usize, happens: impl Fn(&mut Shop) + 'static, title: &'static str, body: &str) {
        let number = self.tells(happens, title, body);
        self.0[number].corrects = Some(earlier);
    }
}

fn week(shop: &Shop, rows: &Rows) -> Vec<Scene> {
    const LICENSE: &str = "Lantern License – Jane Doe";
    const PRO: &str = "Pro per month – Jane Doe";
    let Rows { license, renewer, debtor, leaver, sleeper, upgrader, trial } = *rows;
    let from = |ago| format!("from {}", date(day(ago)));
    let ahead = |days: i64| Timestamp::now() + (24 * days).hours();
    let end = date(shop.subscription(leaver).unwrap().current_period_end);
    let unpaid = |shop: &Shop| shop.orders.iter().find(|order| order.status.is_open()).unwrap().id;
    let mut week = Script::default();

    // Six days ago.
    week.tells(
        |shop| _ = shop.add_purchase(day(6), 2_900, "usd"),
        "New order · $29.00",
        &format!("{LICENSE} · {}", from(6)),
    );
    let part = week.tells(move |shop| shop.refund(license, 1_000), "Partial refund · −$10.00", LICENSE);
    let rest = format!("{LICENSE} · $19.00 of it now");
    week.corrects(part, move |shop| shop.refund(license, 1_900), "Refund · −$29.00", &rest);
    // Five.
    week.tells(
        |shop| _ = shop.add_subscriber(day(5), 900, "usd", "month"),
        "New subscriber · $9.00 a month",
        &format!("{PRO} · {}", from(5)),
    );
    week.tells(move |shop| _ = shop.renew(renewer, day(5)), "Renewal · $9.00", &format!("{PRO} · {}", from(5)));
    // Four.
    let (first, second) = (ahead(3), ahead(5));
    let failed = week.tells(
        move |shop| _ = shop.fail_renewal(debtor, day(4), first),
        "Payment failed · $9.00",
        &format!("{PRO} · next try {}", date(first)),
    );
    let left = week.tells(
        move |shop| shop.cancel(leaver, day(4), Some(CancellationReason::TooExpensive), None),
        "Cancelled · $9.00 a month",
        &format!("{PRO} · too expensive · until {end} · {}", from(4)),
    );
    // Three.
    week.corrects(
        failed,
        move |shop| shop.postpone(unpaid(shop), second),
        "Payment failed · $9.00",
        &format!("{PRO} · next try {}", date(second)),
    );
    week.tells(
        move |shop| _ = shop.renew(trial, day(3)),
        "New subscriber · $9.00 a month",
        &format!("{PRO} · after a trial · {}", from(3)),
    );
    // Two.
    week.corrects(left, move |shop| shop.uncancel(leaver), "Cancellation undone · $9.00 a month", PRO);
    let recovered = format!("{PRO} · {}", from(4));
    week.corrects(failed, move |shop| shop.pay(unpaid(shop)), "Payment recovered · $9.00", &recovered);
    let paused = week.tells(
        move |shop| shop.pause(sleeper, day(2), None),
        "Subscription paused · $9.00 a month",
        &format!("{PRO} · {}", from(2)),
    );
    // Yesterday.
    let off = week.tells(
        |shop| shop.allow_payments(false),
        "Polar switched off payments",
        "Customers cannot pay – open Polar to see what it needs",
    );
    week.corrects(paused, move |shop| shop.resume(sleeper), "Subscription resumed · $9.00 a month", PRO);
    week.tells(
        move |shop| {
            let monthly = Cadence { interval: Interval::Month, count: 1 };
            shop.switch_product(upgrader, day(1), "Studio", (2_900, monthly), -100);
        },
        "Plan changed · $9.00 → $29.00 a month",
        "Pro per month → Studio – Jane Doe",
    );
    week.tells(
        |shop| (0..4).for_each(|_| _ = shop.add_purchase(day(1), 1_000, "usd")),
        "4 new orders · $40.00",
        "Paper Lantern",
    );
    // Today.
    week.corrects(off, |shop| shop.allow_payments(true), "Polar switched on payments", "Customers can pay again");
    week.tells(
        |shop| shop.stand(OrganizationStatus::Denied),
        "Your account at Polar did not pass its review",
        "Open Polar to see what it needs",
    );
    week.tells(
        |shop| _ = shop.add_trial(Timestamp::now(), 1_900, "usd", "month", 30),
        "Trial started · $19.00 a month",
        &format!("{PRO} · ends {}", date(ahead(30))),
    );
    week.tells(|shop| _ = shop.add_purchase(day(0), 9_900, "usd"), "New order · $99.00", LICENSE);
    week.0
}

/// Before this scene the program is ended and launched again. Nothing that was shown before is corrected after it.
const RESTARTED: usize = 11;

#[tokio::test]
async fn a_week_of_a_shop_arrives_as_it_happens_each_thing_once_and_at_its_place() {
    let desktop = Desktop::start().await;
    desktop.has_settings(&json!({ "renewals": true, "trials": true, "plan_changes": true }));
    let (shop, rows) = shop();
    let week = week(&shop, &rows);
    let polar = polar(shop);
    // The program's own polls look at old rows in turn, over an hour; a terminal looks at all of them at once.
    let sync = async || desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start().ended().await.exits(0);
    sync().await;
    let launch = async || {
        let program = desktop.connected(&polar).start();
        let tray = desktop.tray().await;
        tray.row(&["Updated"]).await;
        (program, tray)
    };
    let (mut program, mut tray) = launch().await;
    assert_eq!(desktop.notifications().all().len(), 0, "what was there before the connection rang");

    for (number, scene) in week.iter().enumerate() {
        if number == RESTARTED {
            tray.choose(&["Quit Revone"]).await;
            program.ended().await.exits(0);
            (program, tray) = launch().await;
        }
        polar.with(|state| (scene.happens)(&mut state.shop));
        sync().await;
        // Once: a program asks Polar sixty times a minute at most.
        tray.choose(&["Refresh"]).await;
        desktop.notifications().nth(number + 1).await;
    }
    sync().await;
    poll_once_more(&tray, &polar).await;

    drop(program);
    let shown = desktop.notifications().all();
    let said: Vec<_> = shown.iter().map(|shown| (shown.summary.as_str(), shown.body.as_str())).collect();
    let expected: Vec<_> = week.iter().map(|scene| (scene.title, scene.body.as_str())).collect();
    assert_eq!(said, expected);
    for (scene, notification) in week.iter().zip(&shown) {
        let place = scene.corrects.map_or(0, |earlier| shown[earlier].id);
        assert_eq!(notification.replaces, place, "{notification:?}");
    }
}
