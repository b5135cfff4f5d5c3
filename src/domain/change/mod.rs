//! What happens that an owner may be told of: kinds, and the names under which each is told once.

mod kind;
mod of_account;
mod of_order;
mod of_subscription;

use jiff::Timestamp;

pub use kind::ChangeKind;
pub use of_account::of_account;
pub use of_order::{KnownOrder, of_order};
pub use of_subscription::{KnownSubscription, of_subscription};

use super::{OrderId, SubscriptionId};
use crate::money::Currency;

/// Which first sights of a row are news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announce {
    /// None: this is what was there when the ledger began.
    Nothing,
    /// Those of what happened after the ledger began, and every change of a row already known.
    After(Beginning),
}

/// When a ledger began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The newest order of its first answer, by Polar's clock: whatever is newer has come since.
    pub orders: Timestamp,
    /// When that answer came, by Polar's clock where it told: for everything that Polar lists in no order.
    pub at: Timestamp,
}

/// What something happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An order.
    Order(OrderId),
    /// A subscription.
    Subscription(SubscriptionId),
    /// What is earned in a currency.
    Currency(Currency),
    /// The organization itself.
    Organization,
}

/// Something that an owner may be told, found when a row of the ledger changed or time went by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// What it happened to.
    pub subject: Subject,
    /// Tells it from the same happening again: an instant in microseconds, an amount, a date; 0 where it happens once. See
    /// [`ChangeKind`].
    pub occurrence: i64,
}

impl Change {
    /// A payment of an order.
    pub const fn paid(kind: ChangeKind, order: OrderId) -> Self {
        Self { kind, subject: Subject::Order(order), occurrence: 0 }
    }

    /// The name under which this is announced once, whoever finds it and however often.
    pub fn stable_id(&self) -> String {
        let Self { kind, subject, occurrence } = self;
        let event = kind.event();
        match (subject, kind.recurs()) {
            (Subject::Order(order), false) => format!("order/{order}/{event}"),
            (Subject::Order(order), true) => format!("order/{order}/{event}/{occurrence}"),
            (Subject::Subscription(subscription), false) => format!("subscription/{subscription}/{event}"),
            (Subject::Subscription(subscription), true) => {
                format!("subscription/{subscription}/{event}/{occurrence}")
            }
            (Subject::Currency(currency), _) => format!("{event}/{}/{occurrence}", currency.code()),
            (Subject::Organization, _) => format!("{event}/{occurrence}"),
        }
    }

    /// The place on the screen: of two notifications with the same one, the later corrects the earlier and replaces it.
    pub fn place(&self) -> String {
        match (self.kind.matter(), self.subject) {
            (None, _) => self.stable_id(),
            (Some(matter), Subject::Order(order)) => format!("order/{order}/{matter}"),
            (Some(matter), Subject::Subscription(subscription)) => format!("subscription/{subscription}/{matter}"),
            (Some(matter), Subject::Currency(_) | Subject::Organization) => matter.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
