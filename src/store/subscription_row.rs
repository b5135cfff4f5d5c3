use rusqlite::{Connection, OptionalExtension, Row, params};

use super::LedgerError;
use super::codes::Codes;
use super::columns::{instant, micros};
use crate::domain::{KnownSubscription, Subscription, SubscriptionStatus};

/// A subscription as it stands in its table, but for the key, the instant it was first seen and the share of its price
/// that is revenue. Two that are equal are the same row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SubscriptionRow {
    pub(super) id: [u8; 16],
    pub(super) status: i64,
    pub(super) amount: i64,
    pub(super) currency: i64,
    pub(super) cadence_interval: i64,
    pub(super) cadence_count: i64,
    pub(super) started_at: Option<i64>,
    pub(super) current_period_end: Option<i64>,
    pub(super) trial_end: Option<i64>,
    cancel_at_period_end: bool,
    pub(super) canceled_at: Option<i64>,
    pub(super) ends_at: Option<i64>,
    pub(super) ended_at: Option<i64>,
    past_due_at: Option<i64>,
    paused_at: Option<i64>,
    cancellation_reason: Option<i64>,
    pub(super) product: Option<i64>,
    customer: Option<[u8; 16]>,
}

/// A subscription's row as it is stored.
pub(super) struct Stored {
    pub(super) key: i64,
    pub(super) row: SubscriptionRow,
    /// Net and total of the order that says which share of the price is revenue.
    pub(super) share: Option<(i64, i64)>,
}

const COLUMNS: &str = "id, status, amount, currency, cadence_interval, cadence_count, started_at, current_period_end, \
                       trial_end, cancel_at_period_end, canceled_at, ends_at, ended_at, past_due_at, paused_at, \
                       cancellation_reason, product, customer";

impl SubscriptionRow {
    /// The row that a subscription makes. `product` is the key of what was subscribed to.
    pub(super) fn of(
        subscription: &Subscription,
        product: Option<i64>,
        codes: &mut Codes,
        connection: &Connection,
    ) -> Result<Self, LedgerError> {
        let cancellation_reason = match &subscription.cancellation_reason {
            Some(reason) => Some(codes.key(connection, reason.code())?),
            None => None,
        };
        Ok(Self {
            id: subscription.id.0.into_bytes(),
            status: codes.key(connection, subscription.status.code())?,
            amount: subscription.amount.minor,
            currency: codes.key(connection, subscription.amount.currency.code())?,
            cadence_interval: codes.key(connection, subscription.cadence.interval.code())?,
            cadence_count: subscription.cadence.count,
            started_at: subscription.started_at.map(micros),
            current_period_end: subscription.current_period_end.map(micros),
            trial_end: subscription.trial_end.map(micros),
            cancel_at_period_end: subscription.cancel_at_period_end,
            canceled_at: subscription.canceled_at.map(micros),
            ends_at: subscription.ends_at.map(micros),
            ended_at: subscription.ended_at.map(micros),
            past_due_at: subscription.past_due_at.map(micros),
            paused_at: subscription.paused_at.map(micros),
            cancellation_reason,
            product,
            customer: subscription.customer_id.map(|customer| customer.0.into_bytes()),
        })
    }

    /// The stored row of a subscription.
    pub(super) fn find(
        connection: &Connection,
        organization: i64,
        id: &[u8; 16],
    ) -> Result<Option<Stored>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS}, key, share_net, share_total FROM subscriptions WHERE organization = ?1 AND id = ?2"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let found = statement.query_row(params![organization, id], |row| {
            let (net, total): (Option<i64>, Option<i64>) = (row.get(19)?, row.get(20)?);
            Ok(Stored { key: row.get(18)?, row: Self::read(row)?, share: net.zip(total) })
        });
        Ok(found.optional()?)
    }

    /// What of it decides what is news, beside the name of its product.
    pub(super) fn known(&self, codes: &Codes, other_product: Option<String>) -> Result<KnownSubscription, LedgerError> {
        let price = codes.money(self.amount, self.currency)?;
        let paused = SubscriptionStatus::from_code(codes.code(self.status)?) == SubscriptionStatus::Paused;
        Ok(KnownSubscription {
            price: (price, codes.cadence(self.cadence_interval, self.cadence_count)?),
            other_product,
            canceled_at: self.canceled_at.map(instant).transpose()?,
            paused_at: self.paused_at.filter(|_| paused).map(instant).transpose()?,
            ended_at: self.ended_at.map(instant).transpose()?,
        })
    }

    /// The customer, or the subscription itself where Polar names none.
    pub(super) fn payer(&self) -> [u8; 16] {
        self.customer.unwrap_or(self.id)
    }

    /// Whether two rows differ in nothing that says who has an active subscription when.
    pub(super) fn stays_as(&self, other: &Self) -> bool {
        let stay = |row: &Self| (row.customer, row.currency, row.started_at, row.ends_at, row.ended_at);
        stay(self) == stay(other)
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            status: row.get(1)?,
            amount: row.get(2)?,
            currency: row.get(3)?,
            cadence_interval: row.get(4)?,
            cadence_count: row.get(5)?,
            started_at: row.get(6)?,
            current_period_end: row.get(7)?,
            trial_end: row.get(8)?,
            cancel_at_period_end: row.get(9)?,
            canceled_at: row.get(10)?,
            ends_at: row.get(11)?,
            ended_at: row.get(12)?,
            past_due_at: row.get(13)?,
            paused_at: row.get(14)?,
            cancellation_reason: row.get(15)?,
            product: row.get(16)?,
            customer: row.get(17)?,
        })
    }

    /// Writes the row as a new one, first seen at `first_seen_at`.
    pub(super) fn insert(
        &self,
        connection: &Connection,
        organization: i64,
        first_seen_at: i64,
    ) -> Result<(), LedgerError> {
        let sql = format!(
            "INSERT INTO subscriptions ({COLUMNS}, organization, first_seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, \
             ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)"
        );
        self.write(connection, &sql, organization, first_seen_at)
    }

    /// Writes the row in place of the one under `key`.
    pub(super) fn replace(&self, connection: &Connection, organization: i64, key: i64) -> Result<(), LedgerError> {
        let sql = format!(
            "UPDATE subscriptions SET ({COLUMNS}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
             ?16, ?17, ?18) WHERE organization = ?19 AND key = ?20"
        );
        self.write(connection, &sql, organization, key)
    }

    fn write(&self, connection: &Connection, sql: &str, organization: i64, last: i64) -> Result<(), LedgerError> {
        connection.prepare_cached(sql)?.execute(params![
            self.id,
            self.status,
            self.amount,
            self.currency,
            self.cadence_interval,
            self.cadence_count,
            self.started_at,
            self.current_period_end,
            self.trial_end,
            self.cancel_at_period_end,
            self.canceled_at,
            self.ends_at,
            self.ended_at,
            self.past_due_at,
            self.paused_at,
            self.cancellation_reason,
            self.product,
            self.customer,
            organization,
            last,
        ])?;
        Ok(())
    }
}
