//! What is looked at to find what no single row says.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};

use super::codes::Codes;
use super::columns::{At, Id, micros};
use super::stable_name::StableName;
use super::{Ledger, LedgerError};
use crate::domain::{
    Change, ChangeKind, Details, Found, OrderId, OrganizationId, Period, Subject, SubscriptionId, SubscriptionStatus,
};

impl Ledger {
    /// Whether a change waits to be announced, or was.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn knows(&self, organization: OrganizationId, change: &Change) -> Result<bool, LedgerError> {
        let name = StableName::of(&change.stable_id());
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM announced, codes ON codes.key = announced.event WHERE organization = ?1 \
             AND code = ?2 AND subject = ?3 AND occurrence = ?4) \
             OR EXISTS (SELECT 1 FROM outbox, codes ON codes.key = outbox.event WHERE organization = ?1 \
             AND code = ?2 AND subject = ?3 AND occurrence = ?4)",
        )?;
        let name = params![self.key_of(organization)?, name.event, name.subject, name.occurrence];
        Ok(statement.query_row(name, |row| row.get(0))?)
    }

    /// When the first order was made.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn first_order(&self, organization: OrganizationId) -> Result<Option<Timestamp>, LedgerError> {
        let mut statement =
            self.connection.prepare_cached("SELECT min(created_at) FROM orders WHERE organization = ?1")?;
        let first: Option<At> = statement.query_row([self.key_of(organization)?], |row| row.get(0))?;
        Ok(first.map(|at| at.0))
    }

    /// Whether anything was earned before an instant, and whether at it or later: by paid orders of more than nothing.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn earned(&self, organization: OrganizationId, boundary: Timestamp) -> Result<[bool; 2], LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM orders WHERE organization = ?1 AND standing = 1 AND net > 0 AND created_at < ?2), \
             EXISTS (SELECT 1 FROM orders WHERE organization = ?1 AND standing = 1 AND net > 0 AND created_at >= ?2)",
        )?;
        let bounds = [self.key_of(organization)?, micros(boundary)];
        Ok(statement.query_row(bounds, |row| Ok([row.get(0)?, row.get(1)?]))?)
    }

    /// The latest paid order and when it was made.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn last_sale(&self, organization: OrganizationId) -> Result<Option<(OrderId, Timestamp)>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at FROM orders WHERE organization = ?1 AND standing = 1 \
             ORDER BY created_at DESC LIMIT 1",
        )?;
        let last = statement.query_row([self.key_of(organization)?], |row| {
            Ok((OrderId(row.get::<_, Id>(0)?.0), row.get::<_, At>(1)?.0))
        });
        Ok(last.optional()?)
    }

    /// When the first subscription started.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn first_start(&self, organization: OrganizationId) -> Result<Option<Timestamp>, LedgerError> {
        let mut statement =
            self.connection.prepare_cached("SELECT min(started_at) FROM subscriptions WHERE organization = ?1")?;
        let first: Option<At> = statement.query_row([self.key_of(organization)?], |row| row.get(0))?;
        Ok(first.map(|at| at.0))
    }

    /// Trials that end within a period, are then to be paid for and were longer than `longer_than`, as what is to be told at
    /// `at`.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn trials_ending(
        &self,
        organization: OrganizationId,
        within: Period,
        longer_than: SignedDuration,
        at: Timestamp,
    ) -> Result<Vec<Found>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        let Some(trialing) = codes.known(SubscriptionStatus::Trialing.code()) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT id, trial_end, amount, currency, cadence_interval, cadence_count FROM subscriptions \
             WHERE organization = ?1 AND status = ?2 AND trial_end >= ?3 AND trial_end < ?4 AND amount > 0 \
             AND (end_at IS NULL OR end_at > trial_end) AND trial_end - started_at > ?5 ORDER BY trial_end, id",
        )?;
        let longer_than = i64::try_from(longer_than.as_micros()).unwrap_or(i64::MAX);
        let key = self.key_of(organization)?;
        let mut rows = statement.query((key, trialing, micros(within.from), micros(within.to), longer_than))?;
        let mut ending = Vec::new();
        while let Some(row) = rows.next()? {
            let id = SubscriptionId(row.get::<_, Id>(0)?.0);
            let end = row.get::<_, At>(1)?.0;
            let price = (codes.money(row.get(2)?, row.get(3)?)?, codes.cadence(row.get(4)?, row.get(5)?)?);
            let subject = Subject::Subscription(id);
            ending.push(Found {
                change: Change { kind: ChangeKind::TrialEnding, subject, occurrence: micros(end) },
                happened_at: at,
                details: Details { until: Some(end), price: Some(price), ..Details::default() },
            });
        }
        Ok(ending)
    }
}
