use jiff::{SignedDuration, Timestamp};

use super::{BillingReason, Order, OrderId};

/// Which first sights of an order are news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announce {
    /// None: this is what was there when the ledger began.
    Nothing,
    /// Those of orders made after this instant, by Polar's clock, and every payment of an order already known as unpaid.
    After(Timestamp),
}

/// What happened to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// An order was paid: a purchase, or one for a reason that this version does not know.
    NewOrder,
    /// A subscription's first payment of more than nothing.
    NewSubscriber,
    /// A further payment of a subscription: renewal, plan change, usage.
    Renewal,
}

impl ChangeKind {
    /// Its name in the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewOrder => "new_order",
            Self::NewSubscriber => "new_subscriber",
            Self::Renewal => "renewal",
        }
    }

    /// Reads [`ChangeKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::NewOrder, Self::NewSubscriber, Self::Renewal].into_iter().find(|kind| kind.code() == code)
    }
}

/// Something that an owner may be told, found when a row of the ledger changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The order that it happened to.
    pub order: OrderId,
}

/// A trial's first paid cycle begins when the trial ends; Polar makes its order within moments of that.
const AFTER_TRIAL: SignedDuration = SignedDuration::from_hours(24);

impl Change {
    /// The name under which this is announced once, whoever finds it and however often.
    pub fn stable_id(&self) -> String {
        format!("order/{}/paid", self.order)
    }

    /// What the arrival of `order` changes. `was_paid` is what the ledger knew: `None` for an order never seen.
    ///
    /// Orders of nothing and credits are no news. A payment counts when it is first seen, however old the order is.
    pub fn of_order(was_paid: Option<bool>, order: &Order, announce: Announce) -> Option<Self> {
        if !order.status.is_paid_like() || order.net <= 0 {
            return None;
        }
        let news = match (announce, was_paid) {
            (Announce::Nothing, _) | (_, Some(true)) => false,
            (Announce::After(_), Some(false)) => true,
            (Announce::After(boundary), None) => order.created_at > boundary,
        };
        news.then(|| Self { kind: Self::kind_of(order), order: order.id })
    }

    fn kind_of(order: &Order) -> ChangeKind {
        match order.billing_reason {
            BillingReason::SubscriptionCreate => ChangeKind::NewSubscriber,
            BillingReason::SubscriptionCycle if Self::ends_a_trial(order) => ChangeKind::NewSubscriber,
            BillingReason::SubscriptionCycle
            | BillingReason::SubscriptionUpdate
            | BillingReason::SubscriptionMeterCycle => ChangeKind::Renewal,
            BillingReason::Purchase | BillingReason::Other(_) => ChangeKind::NewOrder,
        }
    }

    fn ends_a_trial(order: &Order) -> bool {
        let trial_end = order.subscription.as_ref().and_then(|subscription| subscription.trial_end);
        trial_end.is_some_and(|end| {
            let since = order.created_at.duration_since(end);
            since.abs() < AFTER_TRIAL
        })
    }
}
