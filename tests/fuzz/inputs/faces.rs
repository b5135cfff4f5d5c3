//! Everything that a ledger is read for, and every face in which a person or a program meets it.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use revone::app::notice::{self, Listener, Sent};
use revone::app::{Connection, Health, List, Looking, Model, Names, Region, Rules, WindowPage, Wish};
use revone::domain::{
    Announce, Beginning, Environment, ListQuery, Organization, OrganizationId, OrganizationStatus, Period,
};
use revone::figures::{Calendar, RevenueBasis, Span};
use revone::money::Currency;
use revone::polar::{read_orders, read_subscriptions};
use revone::shell::{desk, lookout};
use revone::store::{Batch, Ledger, LedgerError, Mark, mark};
use revone::view::bars::{Bar, Beside, bar};
use revone::view::notices::{Context, words};
use revone::view::terminal::{At, Foot, Room};
use revone::view::{HistoryPage, ListPage, Page, csv, diagnostics, json, render, terminal, window};

use super::{answers, rows};

pub const ID: OrganizationId = OrganizationId(rows::ORGANIZATION);

pub fn organization() -> Organization {
    Organization {
        id: ID,
        name: "Example Works".to_owned(),
        slug: "example-works".to_owned(),
        environment: Environment::Sandbox,
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    }
}

/// Who looks at a ledger, and at what of it.
pub struct Seen {
    zone: TimeZone,
    span: Span,
    basis: RevenueBasis,
}

impl Seen {
    /// A choice of zone, days and revenue. A year of days is long, and seldom looked at.
    pub fn by(choice: u8) -> Self {
        let (zone, span, basis) = match choice % 16 {
            0..5 => ("UTC", Span::Last7Days, RevenueBasis::AsInPolar),
            5..10 => ("America/St_Johns", Span::ThisMonth, RevenueBasis::AfterFees),
            10..15 => ("Pacific/Apia", Span::Last7Days, RevenueBasis::AfterFeesAndRefunds),
            _ => ("Antarctica/Troll", Span::Last365Days, RevenueBasis::AfterFees),
        };
        Self { zone: TimeZone::get(zone).expect("a zone"), span, basis }
    }
}

/// A batch at the present, in a ledger that has read everything.
fn batch() -> Batch {
    let long_ago = rows::now().checked_sub(SignedDuration::from_hours(24 * 30)).expect("an instant");
    let whole = Some(Mark { at: Some(Timestamp::MIN), number: 0 });
    Batch {
        marks: vec![
            (mark::ORDERS_SINCE, whole),
            (mark::SUBSCRIPTIONS_SINCE, whole),
            (mark::LIVE_SUBSCRIPTIONS, whole),
            ("announce_after", Some(Mark { at: Some(long_ago), number: long_ago.as_microsecond() })),
        ],
        announce: Announce::After(Beginning { orders: long_ago, at: long_ago }),
        success: true,
        at: rows::now(),
        ..Batch::default()
    }
}

/// Connects the organization and stores its sound rows.
pub fn fill(ledger: &mut Ledger) {
    let (orders, subscriptions) = (rows::page(6, rows::order), rows::page(6, rows::subscription));
    let answer = |page: &serde_json::Value| answers::ok(page.to_string().into_bytes());
    let orders = read_orders(&answer(&orders)).expect("sound rows").items;
    let subscriptions = read_subscriptions(&answer(&subscriptions)).expect("sound rows").items;
    ledger.connect(&organization(), "https://example.test", rows::now()).expect("connected");
    ledger.apply(ID, &Batch { orders, subscriptions, ..batch() }).expect("stored");
}

/// What Polar's rows, however odd, become: they are stored whole or not at all, a second time changes nothing, and there is
/// a figure or a sentence everywhere.
pub fn stored_and_shown(choice: u8, odd: impl FnOnce(&mut Batch)) {
    let mut ledger = Ledger::in_memory().expect("memory");
    ledger.connect(&organization(), "https://example.test", rows::now()).expect("connected");
    let mut batch = batch();
    odd(&mut batch);
    if ledger.apply(ID, &batch).is_err() {
        let counts = ledger.counts(ID).expect("counted");
        assert_eq!((counts.orders, counts.subscriptions), (0, 0), "stored whole or not at all");
        return;
    }
    let again = ledger.apply(ID, &batch).expect("what was stored once is stored twice");
    assert_eq!((again.new_orders, again.new_subscriptions, again.changes.len()), (0, 0, 0), "{again:?}");
    assert_eq!((again.changed_orders, again.changed_subscriptions), (0, 0), "{again:?}");
    ledger.integrity().expect("sound");
    all(&mut ledger, &Seen::by(choice), &organization()).expect("what Polar's rows became can be read");
}

/// A model of the sound shop.
pub fn a_shop_that_is_shown() -> Model {
    let mut ledger = Ledger::in_memory().expect("memory");
    fill(&mut ledger);
    let report = desk::report(&ledger, ID, &TimeZone::UTC, RevenueBasis::AsInPolar, rows::now()).expect("read");
    let mut model = Model::new(TimeZone::UTC);
    model.connection = Connection::Connected(organization());
    model.report = Some(report);
    model
}

/// Reads and shows all that there is.
///
/// # Errors
/// What stops the reading.
pub fn all(ledger: &mut Ledger, seen: &Seen, organization: &Organization) -> Result<(), LedgerError> {
    let Seen { zone, span, basis } = seen;
    let (span, basis) = (*span, *basis);
    let now = rows::now();
    lookout::look(ledger, ID, zone, true, now)?;
    let mut model = Model::new(zone.clone());
    model.region = Region::of("de_DE");
    model.connection = Connection::Connected(organization.clone());
    model.settings.revenue = basis;
    model.report = Some(desk::report(ledger, ID, zone, basis, now)?);
    menus(&model, now);
    let looking = Looking { span, ..looking() };
    let dashboard = desk::dashboard(ledger, ID, &looking, zone, basis, now)?;
    model.looking = looking;
    model.dashboard = Some(Box::new(dashboard));
    windows(&mut model, now);
    announced(ledger, &model, organization, now)?;
    pages(ledger, &model, organization, now)
}

fn looking() -> Looking {
    let wish = |search: &str, status: Option<&str>| Wish {
        search: search.to_owned(),
        status: status.map(str::to_owned),
        page: 0,
    };
    Looking { orders: wish("pro", None), subscriptions: wish("", Some("active")), ..Looking::default() }
}

fn menus(model: &Model, now: Timestamp) {
    let view = render(model, now);
    assert!(!view.menu.is_empty() && !view.spoken.is_empty());
    assert!(!view.title.contains(['\n', '\0']), "{:?}", view.title);
    for one in Bar::ALL {
        let _ = bar(one, model, now, &Beside { program: "revone", app_runs: true });
    }
    let _ = terminal::watch(
        model,
        now,
        Room { width: Some(40), height: Some(20), colour: true },
        &Foot::Hint,
        At::default(),
    );
    let said = diagnostics::text(model, now);
    assert!(!said.contains("Pro Plan") && !said.contains("Example"), "diagnostics hold nothing of others");
}

fn windows(model: &mut Model, now: Timestamp) {
    for page in [WindowPage::Dashboard, WindowPage::Settings] {
        model.window = Some(page);
        let page = window::page(model, now).expect("a page");
        serde_json::to_string(&page).expect("a page can be written");
    }
}

fn announced(
    ledger: &mut Ledger,
    model: &Model,
    organization: &Organization,
    now: Timestamp,
) -> Result<(), LedgerError> {
    let outbox = ledger.outbox(ID)?;
    let rules = Rules { topics: revone::app::Topic::ALL.into_iter().collect(), ..Rules::default() };
    let listener = Listener { on: true, rules: &rules, paused: false, zone: &model.time_zone };
    let plan = notice::plan(&outbox, listener, &Sent::default(), now);
    let planned =
        plan.show.iter().map(|notice| notice.announces().len()).sum::<usize>() + plan.settle.len() + plan.hold.len();
    assert_eq!(planned, outbox.len(), "each entry of the outbox is shown, settled or held");
    let context = Context {
        names: &Names { customers: BTreeMap::new(), comments: BTreeMap::new() },
        rules: &rules,
        hide_amounts: false,
        organization,
        currencies: &[Currency::USD],
        one_of_several: true,
        sample: false,
        zone: &model.time_zone,
        region: &model.region,
        now,
    };
    for notice in &plan.show {
        let said = words(notice, &context);
        assert!(!said.title.is_empty());
    }
    let ids: Vec<String> = plan.show.iter().flat_map(|notice| notice.announces().to_vec()).collect();
    ledger.settle(ID, &ids)?;
    Ok(())
}

fn pages(ledger: &Ledger, model: &Model, organization: &Organization, now: Timestamp) -> Result<(), LedgerError> {
    let (health, region, zone) = (&Health::default(), &model.region, &model.time_zone);
    let summary = &model.report.as_ref().expect("a report").summary;
    let page = Page { organization, sample: false, summary, health, zone, region, now };
    let _ = terminal::today(&page, false);
    let outlook = desk::outlook(ledger, ID, zone, now)?;
    serde_json::to_string(&json::today(&page, &outlook, SignedDuration::from_mins(3))).expect("JSON");

    let (dates, _) = Calendar::at(now, zone).span(Span::Last7Days);
    let history = desk::history(ledger, ID, zone, (dates.first, dates.last), now)?;
    let _ = csv::history(&history);
    serde_json::to_string(&json::history(&history, zone, now)).expect("JSON");
    let page = HistoryPage { organization, sample: false, history: &history, health, zone, region, now };
    let _ = terminal::history(&page, Some(80), false);

    let list_page = |list| ListPage {
        organization,
        sample: false,
        list,
        currencies: &[Currency::USD],
        complete: true,
        health,
        zone,
        region,
        now,
    };
    for search in ["", "pro", "%_'\"", "foreign eur 2026"] {
        let period = Some(Period::new(Timestamp::MIN, now)).filter(|_| search.is_empty());
        let query = ListQuery { search: search.to_owned(), status: None, period, skip: 0, limit: 50 };
        let (orders, subscriptions) = (ledger.list_orders(ID, &query)?, ledger.list_subscriptions(ID, &query)?);
        let page = list_page(List::Orders);
        let mut table = terminal::orders(&page);
        orders.rows.iter().for_each(|order| table.measure(order));
        let table = table.fit(Some(80), false);
        for order in &orders.rows {
            assert_eq!(table.row(order).lines().count(), 1, "a row is a line");
            assert!(csv::order_row(order).ends_with("\r\n"));
            serde_json::to_string(&json::order(order, organization)).expect("JSON");
        }
        let page = list_page(List::Subscriptions);
        let mut table = terminal::subscriptions(&page);
        subscriptions.rows.iter().for_each(|subscription| table.measure(subscription));
        let table = table.fit(Some(80), true);
        for subscription in &subscriptions.rows {
            assert_eq!(table.row(subscription).lines().count(), 1, "a row is a line");
            let _ = csv::subscription_row(subscription);
            serde_json::to_string(&json::subscription(subscription, organization, now)).expect("JSON");
        }
    }
    ledger.order_statuses(ID)?;
    ledger.subscription_statuses(ID)?;
    ledger.open_orders(ID)?;
    ledger.unsettled_orders(ID, Timestamp::MIN, 10)?;
    ledger.rejections(ID)?;
    Ok(())
}
