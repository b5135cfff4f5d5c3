use super::item::Item;
use super::page;
use crate::app::{Link, Model, Report};
use crate::domain::{CustomerId, OrderStatus, RecentCancellation, RecentOrder, RecentSubscription, SubscriptionStatus};
use crate::view::amount::Amounts;
use crate::view::lines::UNKNOWN;
use crate::view::terms;
use crate::view::text::{NAME, line};
use crate::view::when::When;
use crate::view::words::figures::NO_ORDERS_YET;
use crate::view::words::menu as words;

/// How many rows each list has at most.
const ROWS: usize = 10;

/// How much of what a customer wrote stands in a row.
const COMMENT: usize = 48;

/// What the rows of recent things are written from.
pub(super) struct Recent<'a> {
    pub model: &'a Model,
    pub amounts: &'a Amounts,
    pub when: &'a When,
}

impl Recent<'_> {
    /// The three lists, in the order of the menu.
    pub fn lists(&self, report: Option<&Report>) -> [Item; 3] {
        let whole = report.is_some_and(|report| report.summary.all_time.complete);
        let list = |label: &str, empty: &str, rows: Vec<Item>| {
            let nothing = || vec![Item::read(if whole { empty } else { UNKNOWN })];
            Item::Submenu {
                label: label.to_owned(),
                enabled: true,
                items: if rows.is_empty() { nothing() } else { rows },
            }
        };
        let orders = report.iter().flat_map(|report| report.orders.iter().take(ROWS));
        let subscriptions = report.iter().flat_map(|report| report.subscriptions.iter().take(ROWS));
        let cancellations = report.iter().flat_map(|report| report.cancellations.iter().take(ROWS));
        [
            list(words::RECENT_ORDERS, NO_ORDERS_YET, orders.map(|one| self.order(one)).collect()),
            list(
                words::NEW_SUBSCRIPTIONS,
                words::NO_SUBSCRIPTIONS_YET,
                subscriptions.map(|one| self.subscription(one)).collect(),
            ),
            list(
                words::CANCELLATIONS,
                words::NO_CANCELLATIONS,
                cancellations.map(|one| self.cancellation(one)).collect(),
            ),
        ]
    }

    fn order(&self, order: &RecentOrder) -> Item {
        let status = Some(&order.status).filter(|status| **status != OrderStatus::Paid);
        let parts = [
            Some(self.amounts.money(order.amount)),
            product(order.product_name.as_deref()),
            self.customer(order.customer_id),
            Some(self.when.ago(order.created_at)),
            status.and_then(terms::order_status),
        ];
        Item::choose(joined(parts), page(self.model, Link::Order(order.id)))
    }

    fn subscription(&self, subscription: &RecentSubscription) -> Item {
        let trial = match (&subscription.status, subscription.trial_end) {
            (SubscriptionStatus::Trialing, Some(end)) => Some(words::on_trial_until(&self.when.date(end))),
            (SubscriptionStatus::Trialing, None) => Some(words::ON_TRIAL.to_owned()),
            _ => None,
        };
        let parts = [
            Some(terms::price(self.amounts, subscription.amount, &subscription.cadence)),
            product(subscription.product_name.as_deref()),
            self.customer(subscription.customer_id),
            Some(self.when.ago(subscription.started_at)),
            trial,
        ];
        Item::choose(joined(parts), page(self.model, Link::Subscription(subscription.id)))
    }

    fn cancellation(&self, cancellation: &RecentCancellation) -> Item {
        let comment = self.model.names.comments.get(&cancellation.id).and_then(|comment| line(comment, COMMENT));
        let parts = [
            Some(terms::price(self.amounts, cancellation.amount, &cancellation.cadence)),
            product(cancellation.product_name.as_deref()),
            self.customer(cancellation.customer_id),
            Some(self.when.ago(cancellation.canceled_at)),
            cancellation.reason.as_ref().and_then(terms::cancellation_reason),
            comment.as_deref().map(words::quoted),
        ];
        Item::choose(joined(parts), page(self.model, Link::Subscription(cancellation.id)))
    }

    fn customer(&self, id: Option<CustomerId>) -> Option<String> {
        line(self.model.names.customers.get(&id?)?, NAME)
    }
}

fn product(name: Option<&str>) -> Option<String> {
    line(name?, NAME)
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
