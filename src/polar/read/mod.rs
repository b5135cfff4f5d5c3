//! Polar's answers, read into the domain's types.

mod body;
mod fault;
mod field;
mod order;
mod organization;
mod page;
mod part;
mod problem;
mod retry_after;
mod subscription;

pub use order::{read_order, read_orders};
pub use organization::{read_identities, read_organization, read_organizations};
pub use page::{Page, Rejected};
pub use subscription::{read_subscription, read_subscriptions};

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod sample;
