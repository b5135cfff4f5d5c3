use super::*;
use crate::app::notice::Notice;
use crate::domain::{Change, Environment, Interval};
use crate::view::samples::*;

struct Scene {
    settings: Settings,
    organization: Organization,
    sample: bool,
    one_of_several: bool,
}

fn scene() -> Scene {
    Scene { settings: Settings::default(), organization: organization(), sample: false, one_of_several: false }
}

impl Scene {
    fn words(&self, notice: &Notice) -> (String, String) {
        let context = Context {
            names: &names(),
            settings: &self.settings,
            organization: &self.organization,
            sample: self.sample,
            one_of_several: self.one_of_several,
            zone: &TimeZone::UTC,
            now: now(),
        };
        let words = words(notice, &context);
        (words.title, words.body)
    }
}

fn announcement(kind: ChangeKind) -> Announcement {
    Announcement {
        change: Change { kind, order: order_id(1) },
        found_at: ago(0),
        created_at: ago(1),
        amount: usd(2_900),
        recurring: None,
        product_name: Some("Pro Plan".to_owned()),
        customer_id: Some(customer_id(1)),
    }
}

fn one(announcement: Announcement) -> Notice {
    Notice::One { id: announcement.change.stable_id(), announcement }
}

fn summary(orders: u64, subscribers: u64, revenue: &[(i64, &str)]) -> Notice {
    let (revenue, announces) = (totals(revenue), Vec::new());
    Notice::Summary { id: String::new(), announces, orders, subscribers, renewals: 0, revenue }
}

fn with_renewals(orders: u64, subscribers: u64, renewals: u64) -> Notice {
    let revenue = totals(&[(14_500, "usd")]);
    Notice::Summary { id: String::new(), announces: Vec::new(), orders, subscribers, renewals, revenue }
}

fn pair(title: &str, body: &str) -> (String, String) {
    (title.to_owned(), body.to_owned())
}

#[test]
fn a_sale_is_told_as_a_person_would() {
    let subscriber = |recurring| Announcement { recurring, ..announcement(ChangeKind::NewSubscriber) };
    for (sale, title) in [
        (announcement(ChangeKind::NewOrder), "New order · $29.00"),
        (announcement(ChangeKind::Renewal), "Renewal · $29.00"),
        (subscriber(None), "New subscriber · $29.00"),
        (subscriber(Some((usd(900), every(1, Interval::Month)))), "New subscriber · $9.00 a month"),
        (subscriber(Some((usd(2_700), every(3, Interval::Month)))), "New subscriber · $27.00 every 3 months"),
        (subscriber(Some((usd(9_900), every(1, Interval::Year)))), "New subscriber · $99.00 a year"),
        (subscriber(Some((usd(900), every(0, Interval::Month)))), "New subscriber · $29.00"),
    ] {
        assert_eq!(scene().words(&one(sale)), pair(title, "Pro Plan – Jane Doe"));
    }
}

fn every(count: i64, interval: Interval) -> crate::domain::Cadence {
    crate::view::samples::every(count, interval)
}

#[test]
fn an_order_of_another_day_says_so() {
    let old = Announcement { created_at: ago(60 * 24 * 3), ..announcement(ChangeKind::NewOrder) };
    assert_eq!(scene().words(&one(old)).1, "Pro Plan – Jane Doe · from 19 Nov");
}

#[test]
fn what_is_not_known_or_not_wanted_is_left_out() {
    let nameless = Announcement { customer_id: Some(customer_id(3)), ..announcement(ChangeKind::NewOrder) };
    assert_eq!(scene().words(&one(nameless.clone())).1, "Pro Plan");
    let nothing = Announcement { product_name: None, ..nameless };
    assert_eq!(scene().words(&one(nothing)).1, "Acme Inc");
    let mut scene = scene();
    scene.settings.names_in_notifications = false;
    scene.settings.hide_amounts = true;
    let subscriber = Announcement {
        recurring: Some((usd(900), every(1, Interval::Month))),
        ..announcement(ChangeKind::NewSubscriber)
    };
    assert_eq!(scene.words(&one(subscriber)), pair("New subscriber · ••• a month", "Pro Plan"));
}

#[test]
fn several_sales_are_told_as_one() {
    for (notice, title, body) in [
        (summary(5, 0, &[(14_500, "usd")]), "5 new orders · $145.00", "Acme Inc"),
        (summary(4, 4, &[(3_600, "usd")]), "4 new subscribers · $36.00", "Acme Inc"),
        (
            summary(6, 2, &[(14_500, "usd"), (2_900, "eur")]),
            "6 sales · €29.00 + $145.00",
            "4 new orders · 2 new subscribers",
        ),
        (with_renewals(4, 0, 4), "4 renewals · $145.00", "Acme Inc"),
        (with_renewals(5, 2, 3), "5 sales · $145.00", "2 new subscribers · 3 renewals"),
        (with_renewals(6, 2, 3), "6 sales · $145.00", "1 new order · 2 new subscribers · 3 renewals"),
    ] {
        assert_eq!(scene().words(&notice), pair(title, body));
    }
}

#[test]
fn money_that_is_not_real_is_named() {
    let sale = one(announcement(ChangeKind::NewOrder));
    let sandbox =
        Scene { organization: Organization { environment: Environment::Sandbox, ..organization() }, ..scene() };
    assert_eq!(sandbox.words(&sale).1, "Pro Plan – Jane Doe · Sandbox");
    assert_eq!(sandbox.words(&summary(5, 0, &[(1, "usd")])).1, "Acme Inc – Sandbox");
    assert_eq!(Scene { sample: true, ..scene() }.words(&sale).1, "Pro Plan – Jane Doe · Sample Data");
}

#[test]
fn with_several_organizations_it_is_said_whose_sale_it_is() {
    let sale = one(announcement(ChangeKind::NewOrder));
    let old = Announcement { created_at: ago(60 * 24 * 3), ..announcement(ChangeKind::NewOrder) };
    let nameless = Announcement { product_name: None, customer_id: None, ..announcement(ChangeKind::NewOrder) };
    let several = || Scene { one_of_several: true, ..scene() };
    for (notice, body) in [
        (&sale, "Pro Plan – Jane Doe · Acme Inc"),
        (&one(old), "Pro Plan – Jane Doe · from 19 Nov · Acme Inc"),
        (&one(nameless), "Acme Inc"),
        (&summary(5, 0, &[(1, "usd")]), "Acme Inc"),
        (&summary(5, 2, &[(1, "usd")]), "3 new orders · 2 new subscribers · Acme Inc"),
    ] {
        assert_eq!(several().words(notice).1, body);
    }
    let sandbox = Organization { environment: Environment::Sandbox, ..organization() };
    let body = Scene { organization: sandbox, ..several() }.words(&sale).1;
    assert_eq!(body, "Pro Plan – Jane Doe · Acme Inc – Sandbox");
    let hostile = Organization { name: "\u{202e}evil\n".to_owned() + &"x".repeat(200), ..organization() };
    let body = Scene { organization: hostile, ..several() }.words(&sale).1;
    assert!(body.chars().count() < 80 && !body.contains(['\n', '\u{202e}']), "{body:?}");
}

#[test]
fn markup_is_escaped_for_those_who_read_it() {
    assert_eq!(escape_markup("<b>Tom & \"Jerry\"</b> it's"), "&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt; it&#39;s");
}
