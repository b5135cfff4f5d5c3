use super::Shown;
use super::tables::{columns, name};
use crate::app::{self, Wish};
use crate::domain::{Listing, OrderRow, OrderStatus, SubscriptionRow, SubscriptionStatus};
use crate::money::Money;
use crate::view::lines::UNKNOWN;
use crate::view::terms::{self, capitalized};
use crate::view::text::line;
use crate::view::window::blocks::{List, Pager, Row, Search, Table};
use crate::view::window::controls::{Choice, Offer};
use crate::view::window::said::{Listed, WindowLink};
use crate::view::words;

/// How much of what is looked for is repeated where nothing was found.
const SEARCH: usize = 40;

/// The statuses by which orders can be picked, as Polar writes them.
const ORDERS: [OrderStatus; 6] = [
    OrderStatus::Paid,
    OrderStatus::Pending,
    OrderStatus::Refunded,
    OrderStatus::PartiallyRefunded,
    OrderStatus::Void,
    OrderStatus::Draft,
];

/// The statuses by which subscriptions can be picked.
const SUBSCRIPTIONS: [SubscriptionStatus; 8] = [
    SubscriptionStatus::Active,
    SubscriptionStatus::Trialing,
    SubscriptionStatus::PastDue,
    SubscriptionStatus::Paused,
    SubscriptionStatus::Canceled,
    SubscriptionStatus::Unpaid,
    SubscriptionStatus::Incomplete,
    SubscriptionStatus::IncompleteExpired,
];

impl Shown<'_> {
    /// The orders that are looked for.
    pub fn orders(&self) -> List {
        let (listing, wish) = (&self.dashboard.orders, &self.dashboard.looking.orders);
        let offer = |status: &OrderStatus| offer(status.code(), terms::order_status(status));
        List {
            of: Listed::Orders,
            heading: words::dashboard::title(app::List::Orders).to_owned(),
            search: search(app::List::Orders, wish),
            status: status(app::List::Orders, wish, ORDERS.iter().map(offer)),
            table: Table {
                columns: columns([
                    (words::dashboard::DATE, false),
                    (words::dashboard::PRODUCT, false),
                    (words::dashboard::KIND, false),
                    (words::dashboard::STATUS, false),
                    (words::dashboard::INVOICE, false),
                    (words::dashboard::AMOUNT, true),
                ]),
                rows: listing.rows.iter().map(|row| self.order(row)).collect(),
            },
            nothing: nothing(app::List::Orders, listing.total, wish),
            pager: self.pager(listing, wish),
            export: self.export(Listed::Orders),
        }
    }

    /// The subscriptions that are looked for.
    pub fn subscriptions(&self) -> List {
        let (listing, wish) = (&self.dashboard.subscriptions, &self.dashboard.looking.subscriptions);
        let offer = |status: &SubscriptionStatus| offer(status.code(), terms::subscription_status(status));
        List {
            of: Listed::Subscriptions,
            heading: words::dashboard::title(app::List::Subscriptions).to_owned(),
            search: search(app::List::Subscriptions, wish),
            status: status(app::List::Subscriptions, wish, SUBSCRIPTIONS.iter().map(offer)),
            table: Table {
                columns: columns([
                    (words::dashboard::STARTED, false),
                    (words::dashboard::PRODUCT, false),
                    (words::dashboard::STATUS, false),
                    (words::dashboard::UNTIL, false),
                    (words::dashboard::REASON, false),
                    (words::dashboard::PRICE, true),
                ]),
                rows: listing.rows.iter().map(|row| self.subscription(row)).collect(),
            },
            nothing: nothing(app::List::Subscriptions, listing.total, wish),
            pager: self.pager(listing, wish),
            export: self.export(Listed::Subscriptions),
        }
    }

    fn order(&self, order: &OrderRow) -> Row {
        let status = terms::order_status(&order.status).unwrap_or_default();
        let refunded = match order.status {
            OrderStatus::PartiallyRefunded => {
                let amount = self.amounts.money(Money::new(order.refunded, order.amount.currency));
                words::dashboard::refunded(&capitalized(&status), &amount)
            }
            _ => capitalized(&status),
        };
        let invoice = order.invoice_number.as_deref().and_then(|number| line(number, SEARCH));
        Row {
            cells: vec![
                self.when.clock(order.created_at).into(),
                name(order.product_name.as_deref()),
                capitalized(&terms::billing_reason(&order.billing_reason).unwrap_or_default()).into(),
                refunded.into(),
                invoice.unwrap_or_else(|| UNKNOWN.to_owned()).into(),
                self.amounts.money(order.amount).into(),
            ],
            opens: self.opens(WindowLink::Order(order.id.0)),
            ..Row::default()
        }
    }

    fn subscription(&self, subscription: &SubscriptionRow) -> Row {
        let status = terms::subscription_status(&subscription.status).unwrap_or_default();
        let dash = || UNKNOWN.to_owned();
        let until = match (subscription.end, &subscription.status, subscription.trial_end) {
            (Some(end), _, _) => self.when.date(end),
            (None, SubscriptionStatus::Trialing, Some(end)) => words::dashboard::trial_until(&self.when.date(end)),
            _ => dash(),
        };
        let reason = subscription.cancellation_reason.as_ref().and_then(terms::cancellation_reason);
        Row {
            cells: vec![
                subscription.started_at.map_or_else(dash, |at| self.when.clock(at)).into(),
                name(subscription.product_name.as_deref()),
                capitalized(&status).into(),
                until.into(),
                reason.map_or_else(dash, |words| capitalized(&words)).into(),
                terms::price(&self.amounts, subscription.amount, &subscription.cadence).into(),
            ],
            opens: self.opens(WindowLink::Subscription(subscription.id.0)),
            ..Row::default()
        }
    }

    fn pager<R>(&self, listing: &Listing<R>, wish: &Wish) -> Pager {
        let (count, shown) = (|number| self.count(number), listing.rows.len());
        let first = wish.first();
        let last = first.saturating_add(shown as u64);
        let text = match (listing.total, shown) {
            (0, _) => String::new(),
            // Rows were removed meanwhile, and the page with them.
            (total, 0) => words::dashboard::no_rows(&count(total)),
            (total, _) => words::dashboard::rows(&count(first + 1), &count(last), &count(total)),
        };
        Pager {
            text,
            page: wish.page,
            previous: words::dashboard::NEWER.to_owned(),
            has_previous: wish.page > 0,
            next: words::dashboard::OLDER.to_owned(),
            has_next: last < listing.total && shown > 0,
        }
    }
}

fn offer(code: &str, words: Option<String>) -> Offer {
    Offer { value: code.to_owned(), label: capitalized(&words.unwrap_or_else(|| code.to_owned())) }
}

fn search(of: app::List, wish: &Wish) -> Search {
    Search {
        label: words::dashboard::search(of).to_owned(),
        placeholder: words::dashboard::search_for(of).to_owned(),
        value: wish.search.clone(),
    }
}

fn status(of: app::List, wish: &Wish, offers: impl Iterator<Item = Offer>) -> Choice {
    let every = Offer { value: String::new(), label: words::dashboard::every(of).to_owned() };
    Choice {
        label: words::dashboard::STATUS.to_owned(),
        value: wish.status.clone().unwrap_or_default(),
        options: std::iter::once(every).chain(offers).collect(),
    }
}

fn nothing(of: app::List, total: u64, wish: &Wish) -> Option<String> {
    let looked_for = line(&wish.search, SEARCH);
    match (total, looked_for, &wish.status) {
        (1.., _, _) => None,
        (0, Some(looked_for), _) => Some(words::dashboard::none_matches(of, &looked_for)),
        (0, None, Some(_)) => Some(words::dashboard::none_of_this_status(of).to_owned()),
        (0, None, None) => Some(words::dashboard::none_yet(of).to_owned()),
    }
}
