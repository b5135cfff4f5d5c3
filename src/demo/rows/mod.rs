//! What the shop consists of. Fields are named as in Polar's JSON; what the JSON repeats or derives is left out and made
//! when a row is rendered.

mod catalog;
mod customer;
mod order;
mod organization;
mod subscription;

pub use catalog::{DiscountKind, DiscountRow, Duration, PriceRow, ProductRow};
pub use customer::CustomerRow;
pub use order::OrderRow;
pub use organization::OrganizationRow;
pub use subscription::SubscriptionRow;

/// A row's JSON as it was captured, to be replayed as it stands.
pub type Captured = Box<serde_json::Map<String, serde_json::Value>>;
