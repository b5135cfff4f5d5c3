//! The ledger: orders, subscriptions and their totals in a SQLite file, how far reading has come, and what is to be
//! announced. The only room that contains SQL. It reads no clock (instants are arguments) and speaks to nobody.
//!
//! Customers' names, e-mail addresses and comments never reach the disk.

mod apply;
mod apply_orders;
mod apply_subscriptions;
mod aside;
mod batch;
mod codes;
mod columns;
mod counts;
mod customers;
mod due;
mod error;
mod facts;
mod history;
mod ledger;
mod life;
mod listing;
mod lookup;
mod marks;
mod migrations;
mod movement;
mod movements;
mod noteworthy;
mod order_row;
mod organizations;
mod outbox;
mod outlook;
mod periods;
mod price_changes;
mod product_totals;
mod products;
mod recent;
mod rejections;
mod removal;
mod renewals;
mod share;
mod slot_table;
mod slots;
mod stable_name;
mod standing;
mod subscription_row;
mod sums;
mod tally;

#[cfg(test)]
mod tests;

pub use batch::{Applied, Batch};
pub use counts::Counts;
pub use error::LedgerError;
pub use ledger::Ledger;
pub use marks::{Mark, Marks, mark};
pub use organizations::StoredOrganization;
pub use rejections::{REJECTIONS_KEPT, Rejection, RowKind};
