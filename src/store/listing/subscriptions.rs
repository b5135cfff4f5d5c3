use rusqlite::Row;

use super::table::Table;
use crate::domain::{
    CancellationReason, ListQuery, Listing, OrganizationId, ProductId, SubscriptionId, SubscriptionRow,
    SubscriptionStatus, monthly,
};
use crate::store::codes::Codes;
use crate::store::columns::{At, Id};
use crate::store::{Ledger, LedgerError};

pub(super) const SUBSCRIPTIONS: Table = Table {
    name: "subscriptions",
    index: "subscriptions_by_start",
    only: None,
    columns: "id, started_at, status, amount, currency, cadence_interval, cadence_count, \
              (SELECT name FROM products WHERE products.key = subscriptions.product), trial_end, current_period_end, \
              canceled_at, end_at, cancellation_reason, cancel_at_period_end, share_net, share_total, \
              (SELECT id FROM products WHERE products.key = subscriptions.product)",
    instant: "started_at",
    // As the index has them, so that nothing is sorted.
    newest_first: "started_at DESC, end_at, key",
    oldest_first: "started_at, end_at DESC, key DESC",
    codes: ["status", "currency", "cancellation_reason"],
    text: None,
};

impl Ledger {
    /// The subscriptions that a query asks for, the last to start first, and how many there are. One that has not
    /// started comes last, and lies in no period.
    ///
    /// Every word of the search must be found: as a part of the product's name or of Polar's code for the status, the
    /// currency or the cancellation's reason, or as the beginning (four digits or more) of the subscription's id. Upper
    /// and lower case are the same. Only the first 1,000 characters of it count.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn list_subscriptions(
        &self,
        organization: OrganizationId,
        query: &ListQuery,
    ) -> Result<Listing<SubscriptionRow>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let all = self.counts(organization)?.subscriptions;
        self.reading(organization, SUBSCRIPTIONS)?.list(query, all, read)
    }

    /// Gives the subscriptions that [`Ledger::list_subscriptions`] would list to `take`, one after the other, without
    /// holding them all. They are those of one instant of the ledger, however long that takes.
    ///
    /// # Errors
    /// What `take` says, with which it ends; and whatever stops the reading.
    pub fn each_subscription<E: From<LedgerError>>(
        &self,
        organization: OrganizationId,
        query: &ListQuery,
        take: impl FnMut(SubscriptionRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let _snapshot = self.snapshot()?;
        self.reading(organization, SUBSCRIPTIONS)?.each(query, read, take)
    }
}

fn read(row: &Row<'_>, codes: &Codes) -> Result<SubscriptionRow, LedgerError> {
    let instant = |column| row.get::<_, Option<At>>(column).map(|at| at.map(|at| at.0));
    let (amount, cadence) = (codes.money(row.get(3)?, row.get(4)?)?, codes.cadence(row.get(5)?, row.get(6)?)?);
    let share = row.get::<_, Option<i64>>(14)?.zip(row.get::<_, Option<i64>>(15)?);
    Ok(SubscriptionRow {
        id: SubscriptionId(row.get::<_, Id>(0)?.0),
        started_at: instant(1)?,
        status: SubscriptionStatus::from_code(codes.code(row.get(2)?)?),
        monthly: monthly(amount, &cadence, share),
        amount,
        cadence,
        product_id: row.get::<_, Option<Id>>(16)?.map(|id| ProductId(id.0)),
        product_name: row.get(7)?,
        trial_end: instant(8)?,
        current_period_end: instant(9)?,
        cancel_at_period_end: row.get(13)?,
        canceled_at: instant(10)?,
        end: instant(11)?,
        cancellation_reason: match row.get(12)? {
            Some(key) => Some(CancellationReason::from_code(codes.code(key)?)),
            None => None,
        },
    })
}
