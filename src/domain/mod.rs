//! What a merchant's business is made of, in Polar's words: orders, subscriptions, organizations, and the facts that
//! figures are computed from. No wire format, no database, no words for people.

mod change;
mod code;
mod facts;
mod ids;
mod order;
mod organization;
mod period;
mod subscription;

pub use change::{Announce, Change, ChangeKind};
pub use facts::{
    Announcement, LedgerFacts, PeriodTotals, RecentCancellation, RecentOrder, RecentSubscription, SubscriptionFacts,
};
pub use ids::{CustomerId, OrderId, OrganizationId, ProductId, SubscriptionId};
pub use order::{BillingReason, Order, OrderStatus, OrderSubscription};
pub use organization::{Environment, Organization, OrganizationStatus};
pub use period::Period;
pub use subscription::{Cadence, CancellationReason, Interval, Subscription, SubscriptionStatus};
