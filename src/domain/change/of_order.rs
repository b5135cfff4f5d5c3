use jiff::{SignedDuration, Timestamp};

use super::{Announce, Change, ChangeKind, Subject};
use crate::domain::{BillingReason, Details, Found, Order, OrderStatus};
use crate::money::Money;

/// What the ledger knew of an order before it was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownOrder {
    /// It was paid, whatever was refunded since.
    pub paid: bool,
    /// When a failed payment was to be tried again.
    pub next_attempt: Option<Timestamp>,
    /// What was refunded of it, in minor units.
    pub refunded: i64,
}

/// A trial's first paid cycle begins when the trial ends; Polar makes its order within moments of that.
const AFTER_TRIAL: SignedDuration = SignedDuration::from_hours(24);

/// What the arrival of `order` at `at` changes; `known` is `None` for an order never seen. `first_payment` says that its
/// subscription has never brought anything before.
///
/// Orders of nothing and credits are no news. A payment counts when it is first seen, however old the order is.
pub fn of_order(
    known: Option<&KnownOrder>,
    order: &Order,
    first_payment: bool,
    announce: Announce,
    at: Timestamp,
) -> Vec<Found> {
    let Announce::After(beginning) = announce else { return Vec::new() };
    let fresh = known.is_some() || order.created_at > beginning.orders;
    if !fresh || order.net <= 0 {
        return Vec::new();
    }
    [payment(known, order, first_payment), failure(known, order, at), refund(known, order, at)]
        .into_iter()
        .flatten()
        .collect()
}

fn payment(known: Option<&KnownOrder>, order: &Order, first_payment: bool) -> Option<Found> {
    if !order.status.is_paid_like() || known.is_some_and(|known| known.paid) {
        return None;
    }
    let failed_before = known.is_some_and(|known| known.next_attempt.is_some());
    let kind = match kind_of(order) {
        // From a free plan, or after months that a discount paid for.
        ChangeKind::Renewal if first_payment => ChangeKind::NewSubscriber,
        ChangeKind::Renewal if failed_before => ChangeKind::PaymentRecovered,
        kind => kind,
    };
    let price =
        order.subscription.as_ref().and_then(|subscription| subscription.amount.zip(subscription.cadence.clone()));
    let details = Details { price, ..Details::default() };
    Some(Found { change: Change::paid(kind, order.id), happened_at: order.created_at, details })
}

fn failure(known: Option<&KnownOrder>, order: &Order, at: Timestamp) -> Option<Found> {
    let before = known.and_then(|known| known.next_attempt);
    let next = order.next_payment_attempt_at.filter(|_| order.status.is_open());
    // Polar leaves such an order open, or writes it off.
    let given_up = before.is_some() && next.is_none() && !order.status.is_paid_like();
    let next = next.filter(|next| before != Some(*next));
    if next.is_none() && !given_up {
        return None;
    }
    let change = Change {
        kind: ChangeKind::PaymentFailed,
        subject: Subject::Order(order.id),
        occurrence: next.map_or(0, Timestamp::as_microsecond),
    };
    Some(Found { change, happened_at: at, details: Details { until: next, ..Details::default() } })
}

fn refund(known: Option<&KnownOrder>, order: &Order, at: Timestamp) -> Option<Found> {
    let before = known.map_or(0, |known| known.refunded);
    let more = order.refunded.checked_sub(before).filter(|more| *more > 0)?;
    let whole = order.status == OrderStatus::Refunded;
    let change = Change {
        kind: if whole { ChangeKind::Refund } else { ChangeKind::PartialRefund },
        subject: Subject::Order(order.id),
        occurrence: order.refunded,
    };
    let amount = Some(Money::new(more, order.currency));
    Some(Found { change, happened_at: at, details: Details { amount, ..Details::default() } })
}

fn kind_of(order: &Order) -> ChangeKind {
    match order.billing_reason {
        BillingReason::SubscriptionCreate => ChangeKind::NewSubscriber,
        BillingReason::SubscriptionCycle if ends_a_trial(order) => ChangeKind::TrialConverted,
        BillingReason::SubscriptionCycle
        | BillingReason::SubscriptionUpdate
        | BillingReason::SubscriptionMeterCycle => ChangeKind::Renewal,
        BillingReason::Purchase | BillingReason::Other(_) => ChangeKind::NewOrder,
    }
}

fn ends_a_trial(order: &Order) -> bool {
    let trial_end = order.subscription.as_ref().and_then(|subscription| subscription.trial_end);
    trial_end.is_some_and(|end| order.created_at.duration_since(end).abs() < AFTER_TRIAL)
}
