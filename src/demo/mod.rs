//! A fake Polar: a small shop's rows, the answers that Polar's API would give about them, and a server on this
//! machine's loopback that gives them. `--demo` runs on it, and so do tests and benchmarks.
//!
//! It knows no clock: whoever makes a shop says what time it is, and whoever lets orders arrive brings the clock along.

mod build;
mod business;
mod dunning;
mod json;
mod pausing;
mod plans;
mod query;
mod replay;
mod rows;
mod serve;
mod shop;
mod standing;
mod upkeep;

pub use business::Arrivals;
pub use rows::{
    CustomerRow, DiscountKind, DiscountRow, Duration as DiscountDuration, OrderRow, OrganizationRow, PriceRow,
    ProductRow, SubscriptionRow,
};
pub use serve::{Behaviour, FakePolar, Fault, FaultRule, Grant, Rewrite, Seen, State, Then};
pub use shop::Shop;
