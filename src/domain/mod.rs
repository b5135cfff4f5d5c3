//! What a merchant's business is made of, in Polar's words: orders, subscriptions, organizations, and the facts that
//! figures are computed from. No wire format, no database, no words for people.

mod change;
mod code;
mod facts;
mod ids;
mod listing;
mod monthly;
mod order;
mod organization;
mod period;
#[cfg(test)]
pub mod samples;
mod subscription;

pub use change::{
    Announce, Beginning, Change, ChangeKind, KnownOrder, KnownSubscription, Subject, of_account, of_order,
    of_subscription,
};
pub use facts::{
    Announcement, AtRisk, DayFacts, DayFigures, Details, Found, HistoryFacts, LedgerFacts, Movements, OutlookFacts,
    PeriodTotals, PriceChanges, ProductTotals, RecentCancellation, RecentOrder, RecentSubscription, Standing,
};
pub use ids::{CustomerId, OrderId, OrganizationId, ProductId, SubscriptionId};
pub use listing::{ListQuery, Listing, OrderRow, SubscriptionRow};
pub use monthly::{monthly, revenue_of};
pub use order::{BillingReason, Order, OrderStatus, OrderSubscription};
pub use organization::{Environment, Organization, OrganizationStatus};
pub use period::Period;
pub use subscription::{Cadence, CancellationReason, Interval, Subscription, SubscriptionStatus};
