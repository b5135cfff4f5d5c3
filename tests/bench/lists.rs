//! What a page of a list costs, with the count of all that it is a page of, over ledgers that grow tenfold.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use revone::app::Looking;
use revone::domain::{ListQuery, OrganizationId};
use revone::figures::{RevenueBasis, Span};
use revone::shell::desk;
use revone::store::{Ledger, LedgerError};

use crate::ledgers::{Kept, SIZES};
use crate::shop::Size;
use crate::table::{self, count, median, milliseconds};

const PAGES: usize = 31;
const EXPORTS: usize = 3;
const ROWS: u64 = 25;
const AIM: &str = "50 ms";

pub fn measure() {
    for size in SIZES {
        let kept = Kept::of(size);
        let ledger = kept.open();
        let shop = ledger.organizations().unwrap()[0].organization.id;
        dashboards(&ledger, shop, size);
        pages(&ledger, shop, size);
        exports(&ledger, shop, size);
    }
}

/// All that the dashboard shows at once.
fn dashboards(ledger: &Ledger, shop: OrganizationId, size: Size) {
    for (days, span) in [("30", Span::Last30Days), ("365", Span::Last365Days)] {
        let looking = Looking { span, ..Looking::default() };
        let times = (0..PAGES).map(|_| {
            let began = Instant::now();
            desk::dashboard(ledger, shop, &looking, &TimeZone::UTC, RevenueBasis::AsInPolar, Timestamp::now()).unwrap();
            began.elapsed()
        });
        let read = median(times);
        table::row(&format!("{} orders: the dashboard of {days} days", count(size.orders)), &milliseconds(read), "");
    }
}

/// The first pages and those that are farthest from both ends, of all rows, of many and of few.
fn pages(ledger: &Ledger, shop: OrganizationId, size: Size) {
    let list_orders = |query: &ListQuery| ledger.list_orders(shop, query).unwrap().total;
    let list_subscriptions = |query: &ListQuery| ledger.list_subscriptions(shop, query).unwrap().total;
    let orders = count(size.orders);
    for (page, query) in [
        ("the first page", first()),
        ("a page in the middle", middle(first())),
        ("refunded ones, the first page", with_status("refunded")),
        ("refunded ones, a page in the middle", middle(with_status("refunded"))),
        ("paid ones, the first page", with_status("paid")),
        ("paid ones, a page in the middle", middle(with_status("paid"))),
        ("searched for one invoice's number", searched(&invoice_number(ledger, shop))),
        ("searched for the beginning of an id", searched("cafe")),
        ("searched for `license eur`", searched("license eur")),
        ("searched for `pro`, the first page", searched("pro")),
        ("searched for `pro`, a page in the middle", middle(searched("pro"))),
    ] {
        page_of(&format!("{orders} orders, listed: {page}"), query, list_orders);
    }
    let subscriptions = count(size.subscriptions);
    for (page, query) in [
        ("the first page", first()),
        ("a page in the middle", middle(first())),
        ("canceled ones, a page in the middle", middle(with_status("canceled"))),
        ("searched for `yearly eur`", searched("yearly eur")),
    ] {
        page_of(&format!("{subscriptions} subscriptions, listed: {page}"), query, list_subscriptions);
    }
}

/// One page: the first, or the one for which half of the rows are skipped.
fn page_of(what: &str, query: ListQuery, list: impl Fn(&ListQuery) -> u64) {
    let query = ListQuery { skip: query.skip.min(list(&query) / 2), ..query };
    let time = median((0..PAGES).map(|_| {
        let began = Instant::now();
        list(&query);
        began.elapsed()
    }));
    table::row(what, &milliseconds(time), AIM);
}

/// Every order, one by one.
fn exports(ledger: &Ledger, shop: OrganizationId, size: Size) {
    let everything = ListQuery { limit: u64::MAX, ..ListQuery::default() };
    let time = median((0..EXPORTS).map(|_| {
        let began = Instant::now();
        let mut bytes = 0;
        let written = ledger.each_order(shop, &everything, |order| {
            bytes += revone::view::csv::order_row(&order).len();
            Ok::<_, LedgerError>(())
        });
        written.unwrap();
        assert!(bytes > size.orders);
        began.elapsed()
    }));
    table::row(&format!("{} orders, each as a row of a file", count(size.orders)), &milliseconds(time), "");
}

fn first() -> ListQuery {
    ListQuery { limit: ROWS, ..ListQuery::default() }
}

/// Skips more than there is.
fn middle(query: ListQuery) -> ListQuery {
    ListQuery { skip: u64::MAX, ..query }
}

fn with_status(code: &str) -> ListQuery {
    ListQuery { status: Some(code.to_owned()), ..first() }
}

fn searched(text: &str) -> ListQuery {
    ListQuery { search: text.to_owned(), ..first() }
}

/// The number of the invoice of an old order.
fn invoice_number(ledger: &Ledger, shop: OrganizationId) -> String {
    let old = ListQuery { limit: 1, skip: 7_000, ..ListQuery::default() };
    ledger.list_orders(shop, &old).unwrap().rows.remove(0).invoice_number.unwrap()
}
