//! A shop's rows as Polar's answers say them, without a socket in between: hundreds of histories are lived through in seconds.

use revone::demo::{OrderRow, Shop, SubscriptionRow};
use revone::domain::{Environment, Order, OrderSubscription, Organization};
use revone::money::Money;

use crate::running::rows;
pub use crate::running::rows::subscription;

pub fn organization(shop: &Shop) -> Organization {
    let row = &shop.organization;
    Organization {
        id: row.id,
        name: row.name.clone(),
        slug: row.slug.clone(),
        environment: Environment::Production,
        status: row.status.clone(),
        can_take_payments: row.checkout_payments,
        can_be_paid_out: row.payouts,
    }
}

/// With what an order says of its subscription, which decides what is announced.
pub fn order(shop: &Shop, row: &OrderRow) -> Order {
    let of = |row: &SubscriptionRow| OrderSubscription {
        id: row.id,
        amount: Some(Money::new(row.amount, row.currency)),
        cadence: Some(row.cadence.clone()),
        trial_end: row.trial_end,
    };
    Order { subscription: row.subscription_id.and_then(|id| shop.subscription(id)).map(of), ..rows::order(shop, row) }
}
