use jiff::Timestamp;

use crate::domain::{Cadence, CancellationReason, Change, CustomerId, OrganizationStatus};
use crate::money::{Money, Totals};

/// Something that was found and is to be announced, as the ledger keeps it until it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What happened.
    pub change: Change,
    /// When, as far as Polar tells; else when it was found.
    pub happened_at: Timestamp,
    /// What its words need and no row of the ledger says.
    pub details: Details,
}

/// What the words of a change need beside its order or subscription. Each is there for the kinds that it is named for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Refunds: what was given back now. Milestones: what was reached.
    pub amount: Option<Money>,
    /// The subscription's price and cadence, as it was found; the first sales of one and everything about subscriptions.
    pub price: Option<(Money, Cadence)>,
    /// Changes of a plan: the price and cadence before.
    pub price_before: Option<(Money, Cadence)>,
    /// Changes of a plan: the product before, where it was another.
    pub product_before: Option<String>,
    /// What is to come: a failed payment's next attempt, the end of a trial or of a cancelled subscription. For a daily
    /// summary, when it was made.
    pub until: Option<Timestamp>,
    /// Cancellations: why.
    pub reason: Option<CancellationReason>,
    /// The organization's new status.
    pub standing: Option<OrganizationStatus>,
}

/// A change that waits in the outbox to be announced, with the facts that its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// What happened.
    pub change: Change,
    /// When it was found, by the clock of the process that found it.
    pub found_at: Timestamp,
    /// When it happened, as far as Polar tells; an order's money counts on that day.
    pub happened_at: Timestamp,
    /// What it is about in money: an order's revenue, what was refunded, what a milestone reached. Nothing for what is about a
    /// subscription's price.
    pub amount: Option<Money>,
    /// What was bought or subscribed to.
    pub product_name: Option<String>,
    /// Who did.
    pub customer_id: Option<CustomerId>,
    /// A daily summary: its figures.
    pub day: Option<DayFigures>,
    /// The rest.
    pub details: Details,
}

/// A day until an instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayFigures {
    /// Revenue.
    pub revenue: Totals,
    /// Paid orders.
    pub orders: u64,
    /// Subscriptions that began and go on.
    pub new_subscriptions: u64,
}
