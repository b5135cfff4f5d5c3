//! How many customers have an active subscription: one with three of them counts once, in each currency that he pays in.
//! A subscription of which Polar names no customer is its own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::{Connection, params};

use super::LedgerError;
use super::movement::Movement;
use super::movements::MovementTally;

/// From when to when a customer has an active subscription in a currency, without an end where he stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    currency: i64,
    from: i64,
    to: Option<i64>,
}

/// The customers whose subscriptions a batch changes, with their stays as they were before it.
#[derive(Debug, Default)]
pub(super) struct Customers {
    before: BTreeMap<[u8; 16], Vec<Stay>>,
}

impl Customers {
    /// Remembers how a customer stands, before the first of his subscriptions changes.
    pub(super) fn remember(
        &mut self,
        connection: &Connection,
        organization: i64,
        customer: [u8; 16],
    ) -> Result<(), LedgerError> {
        if let Entry::Vacant(unseen) = self.before.entry(customer) {
            unseen.insert(stays(connection, organization, &customer)?);
        }
        Ok(())
    }

    /// Counts what changed since.
    pub(super) fn count(
        self,
        connection: &Connection,
        organization: i64,
        tally: &mut MovementTally,
    ) -> Result<(), LedgerError> {
        for (customer, before) in self.before {
            let after = stays(connection, organization, &customer)?;
            if before != after {
                before.iter().try_for_each(|stay| stay.count(tally, -1))?;
                after.iter().try_for_each(|stay| stay.count(tally, 1))?;
            }
        }
        Ok(())
    }
}

impl Stay {
    fn count(&self, tally: &mut MovementTally, sign: i64) -> Result<(), LedgerError> {
        let one = |customers| Movement { customers, ..Movement::default() };
        tally.add(self.from, self.currency, &one(1), sign)?;
        self.to.map_or(Ok(()), |to| tally.add(to, self.currency, &one(-1), sign))
    }
}

/// A customer's subscriptions, joined where they overlap or touch.
fn stays(connection: &Connection, organization: i64, customer: &[u8; 16]) -> Result<Vec<Stay>, LedgerError> {
    let mut statement = connection.prepare_cached(
        "WITH own AS ( \
             SELECT currency, started_at, end_at FROM subscriptions INDEXED BY subscriptions_by_customer \
             WHERE organization = ?1 AND customer = ?2 \
             UNION ALL \
             SELECT currency, started_at, end_at FROM subscriptions INDEXED BY subscriptions_by_id \
             WHERE organization = ?1 AND id = ?2 AND customer IS NULL \
         ) \
         SELECT currency, started_at, end_at FROM own \
         WHERE started_at IS NOT NULL AND (end_at IS NULL OR end_at > started_at) ORDER BY currency, started_at",
    )?;
    let mut rows = statement.query(params![organization, customer])?;
    let mut stays: Vec<Stay> = Vec::new();
    while let Some(row) = rows.next()? {
        let next = Stay { currency: row.get(0)?, from: row.get(1)?, to: row.get(2)? };
        match stays.last_mut() {
            Some(last) if last.currency == next.currency && last.to.is_none_or(|to| to >= next.from) => {
                last.to = last.to.zip(next.to).map(|(one, other)| one.max(other));
            }
            _ => stays.push(next),
        }
    }
    Ok(stays)
}
