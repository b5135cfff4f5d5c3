//! Amounts as large as Polar's type allows, and ids that are another row's.

use jiff::ToSpan;
use jiff::civil::date;
use jiff::tz::TimeZone;
use revone::app::{Connection, Looking, Model, WindowPage};
use revone::demo::{Fault, Shop};
use revone::figures::{RevenueBasis, Span};
use revone::money::Currency;
use revone::shell::desk;
use revone::view::{self, csv, json, window};
use serde_json::json;

use super::super::lab::assert_reflects;
use super::super::lab::{Lab, ago, noon};
use super::super::shops::settle_all;
use super::ledger::spoiling;
use super::paths::Step;
use super::wrongs::Change;

/// Sales of the most and of the least that an amount can be, on several days, with refunds of all of them.
fn extremes() -> Shop {
    let mut shop = Shop::empty(ago(200_000));
    for (place, amount) in
        [i64::MAX, i64::MAX, i64::MIN, i64::MAX, i64::MAX, i64::MIN, i64::MIN].into_iter().enumerate()
    {
        let order = shop.add_purchase(ago(20 + 1_440 * place as i64), amount, "usd");
        let row = shop.order_mut(order).unwrap();
        (row.tax_amount, row.discount_amount, row.total_amount) = (amount, amount, amount);
        if place % 2 == 0 {
            shop.refund(order, i64::MAX);
        }
        shop.add_purchase(ago(30 + 1_440 * place as i64), i64::MAX, "jpy");
    }
    settle_all(&mut shop);
    for (interval, amount) in [("day", i64::MAX), ("week", i64::MIN), ("month", i64::MAX), ("year", i64::MAX)] {
        shop.add_subscriber(ago(50_000), amount, "usd", interval);
        shop.add_trial(ago(5_000), amount, "eur", interval, 30);
    }
    settle_all(&mut shop);
    shop
}

#[tokio::test]
async fn the_largest_amounts_there_are_are_added_exactly_and_shown() {
    let mut lab = Lab::of(extremes()).await;
    lab.complete().await;
    assert_reflects(&lab);
    let sold = |code: &str| {
        let currency = Currency::parse(code).unwrap();
        lab.shop(|shop| {
            let of_it = shop.orders.iter().filter(|row| row.currency == currency && row.status.is_paid_like());
            of_it.map(|row| i128::from(row.net_amount)).sum::<i128>()
        })
    };
    let organization = lab.ledger.organizations().unwrap().remove(0).organization;
    for zone in ["UTC", "Pacific/Apia"].map(|name| TimeZone::get(name).unwrap()) {
        for basis in RevenueBasis::ALL {
            let report = desk::report(&lab.ledger, lab.organization, &zone, basis, lab.now).unwrap();
            if basis == RevenueBasis::AsInPolar {
                for code in ["usd", "jpy", "eur"] {
                    let total = report.summary.all_time.revenue.minor(Currency::parse(code).unwrap());
                    assert_eq!(total, sold(code), "{code}");
                }
            }
            let mut model = Model::new(zone.clone());
            model.connection = Connection::Connected(organization.clone());
            model.report = Some(report);
            model.health.last_success = Some(lab.now);
            for span in [Span::Last30Days, Span::Last365Days] {
                let looking = Looking { span, ..Looking::default() };
                let dashboard =
                    desk::dashboard(&lab.ledger, lab.organization, &looking, &zone, basis, lab.now).unwrap();
                model.dashboard = Some(Box::new(dashboard));
                model.looking = looking;
                model.window = Some(WindowPage::Dashboard);
                assert!(window::page(&model, lab.now).is_some());
            }
            let shown = view::render(&model, lab.now);
            assert!(!shown.title.is_empty() && !shown.menu.is_empty() && !shown.spoken.is_empty());
        }
        let dates = (date(2026, 9, 1), noon().to_zoned(zone.clone()).date().saturating_add(1.day()));
        let history = desk::history(&lab.ledger, lab.organization, &zone, dates, lab.now).unwrap();
        let (table, told) =
            (csv::history(&history), serde_json::to_string(&json::history(&history, &zone, lab.now)).unwrap());
        assert!(table.contains(&i64::MAX.to_string()) || table.contains("92233720368547758.07"), "{table}");
        assert!(told.contains(&i64::MAX.to_string()), "{told}");
    }
}

/// Two rows of one list by one id: whichever is believed, the other row keeps what was known, and nothing stays of it.
#[tokio::test]
async fn an_id_that_is_another_rows_does_no_harm_that_lasts() {
    let id = || vec![Step::Field("id".to_owned())];
    let mut shop = Shop::empty(ago(60_000));
    let orders = [6, 5].map(|minutes| shop.add_purchase(ago(minutes), 1_000 + minutes, "usd"));
    let people = [4, 3].map(|minutes| shop.add_subscriber(ago(minutes), 900 + minutes, "usd", "month").0);
    settle_all(&mut shop);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.poll().await;
    for (whose, another) in
        [(orders[0].0, orders[1].0), (orders[1].0, orders[0].0), (people[0].0, people[1].0), (people[1].0, people[0].0)]
    {
        let rewrite = spoiling(whose, id(), Change::To(json!(another.to_string())));
        lab.polar.with(|state| state.behaviour.faults = vec![Fault::Rewritten(rewrite).always("/v1/")]);
        for _ in 0..2 {
            lab.poll().await;
            assert_eq!(lab.waiting(), [], "{whose} is {another}");
        }
        lab.polar.with(|state| state.behaviour.faults.clear());
        lab.poll().await;
        assert_eq!(lab.waiting(), [], "{whose} is {another}");
        assert_reflects(&lab);
    }
}

/// A stranger's id is a row that Polar does not have; the organization under another id is not this one.
#[tokio::test]
async fn an_id_of_nothing_is_gone_when_everything_has_been_read_again() {
    let stranger = uuid::Uuid::from_u128(0x5712_a46e);
    let mut shop = Shop::empty(ago(60_000));
    let order = shop.add_purchase(ago(6), 1_000, "usd");
    let (person, _) = shop.add_subscriber(ago(4), 900, "usd", "month");
    settle_all(&mut shop);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    for whose in [order.0, person.0, lab.organization.0] {
        let rewrite = spoiling(whose, vec![Step::Field("id".to_owned())], Change::To(json!(stranger.to_string())));
        lab.polar.with(|state| state.behaviour.faults = vec![Fault::Rewritten(rewrite).always("/v1/")]);
        lab.now += jiff::SignedDuration::from_secs(1);
        lab.complete().await;
        let rejections = lab.ledger.rejections(lab.organization).unwrap();
        // A row that is asked for by its id and answered as another is not believed.
        assert!(whose != lab.organization.0 || rejections.iter().any(|row| row.id == Some(whose)), "{rejections:?}");
        lab.polar.with(|state| state.behaviour.faults.clear());
        lab.complete().await;
        assert_eq!(lab.ledger.rejections(lab.organization).unwrap(), []);
    }
    lab.read_everything_once_more().await;
    assert_eq!(lab.waiting(), []);
    assert_reflects(&lab);
}
