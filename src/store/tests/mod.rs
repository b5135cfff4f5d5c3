//! What the ledger promises, seen from outside.

mod announcing;
mod damage;
mod files;
mod happenings;
mod idempotence;
mod listing;
mod lists;
mod lookup;
mod organizations;
mod outlook;
mod plain;
mod privacy;
mod random_histories;
mod random_listings;
mod rejections;
mod removal;
mod shares;
mod subscriptions;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::domain::{
    Cadence, Environment, Interval, Order, Organization, OrganizationId, OrganizationStatus, Period, Subscription,
    samples,
};
use crate::money::{Currency, Money};
use crate::store::{Batch, Ledger};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn noon() -> Timestamp {
    at("2026-11-22T12:00:00Z")
}

fn minutes_before_noon(minutes: i64) -> Timestamp {
    noon() - SignedDuration::from_mins(minutes)
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn organization(number: u128) -> Organization {
    Organization {
        id: OrganizationId(Uuid::from_u128(number)),
        name: format!("Shop {number}"),
        slug: format!("shop-{number}"),
        environment: Environment::Production,
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    }
}

/// A paid purchase of 29 dollars, that many minutes before noon.
fn order(number: u128) -> Order {
    samples::order(number, minutes_before_noon(number as i64), 2900)
}

/// A running subscription of 9 dollars a month, started that many minutes before noon.
fn subscription(number: u128) -> Subscription {
    samples::subscription(number, minutes_before_noon(number as i64), 900)
}

fn last_30_days() -> Period {
    Period::new(noon() - SignedDuration::from_hours(30 * 24), noon())
}

fn monthly() -> Cadence {
    Cadence { interval: Interval::Month, count: 1 }
}

fn orders(orders: Vec<Order>) -> Batch {
    Batch { orders, at: noon(), ..Batch::default() }
}

fn subscriptions(subscriptions: Vec<Subscription>) -> Batch {
    Batch { subscriptions, at: noon(), ..Batch::default() }
}

/// A ledger in memory with one connected organization.
fn shop() -> (Ledger, OrganizationId) {
    let mut ledger = Ledger::in_memory().unwrap();
    let organization = organization(1);
    ledger.connect(&organization, "https://api.polar.sh", noon()).unwrap();
    (ledger, organization.id)
}
