//! What the API's query strings mean: their parameters validated as Polar does, the filters, the sorting and the pages.

mod dates;
mod filter_orders;
mod filter_subscriptions;
mod page;
mod parameters;
mod problem;
mod reader;
mod sorting;

pub(super) use filter_orders::OrderFilter;
pub(super) use filter_subscriptions::SubscriptionFilter;
pub(super) use page::Page;
pub(super) use parameters::Parameters;
pub(super) use problem::Problem;
pub(super) use reader::Reader;
pub(super) use sorting::{ORDER_KEYS, ORGANIZATION_KEYS, SUBSCRIPTION_KEYS, Sorting, order_value, subscription_value};
