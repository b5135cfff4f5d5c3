//! What is to be announced. It is written in the transaction that stores the change, whichever process does; of what was
//! announced the name stays, so that it never rings again.

mod waiting;

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};

use super::codes::Codes;
use super::columns::micros;
use super::stable_name::StableName;
use super::{Ledger, LedgerError};
use crate::domain::{Cadence, Found, OrganizationId};
use crate::money::Money;

impl Ledger {
    /// Puts what time alone has brought into the outbox, and gives what was never there before.
    ///
    /// # Errors
    /// [`LedgerError::Other`] when the organization is not there, and whatever stops the transaction.
    pub fn announce(
        &mut self,
        organization: OrganizationId,
        found: &[Found],
        at: Timestamp,
    ) -> Result<Vec<Found>, LedgerError> {
        let mut new = Vec::new();
        if found.is_empty() {
            return Ok(new);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = super::organizations::find(&transaction, organization)?
            .ok_or_else(|| LedgerError::Other("the organization is not in the ledger".to_owned()))?;
        let mut codes = Codes::read(&transaction)?;
        for found in found {
            if put(&transaction, key, &mut codes, found, at)? {
                new.push(found.clone());
            }
        }
        transaction.commit()?;
        Ok(new)
    }

    /// Settles what was announced, or is deliberately not: it never rings again. Ids that do not wait are passed over; the
    /// others are given.
    ///
    /// # Errors
    /// Whatever stops the transaction.
    pub fn settle(&mut self, organization: OrganizationId, ids: &[String]) -> Result<Vec<String>, LedgerError> {
        let mut settled = Vec::new();
        let key = self.key_of(organization)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let codes = Codes::read(&transaction)?;
        for id in ids {
            let name = StableName::of(id);
            let Some(event) = codes.known(&name.event) else { continue };
            let waited = transaction
                .prepare_cached(
                    "DELETE FROM outbox WHERE organization = ?1 AND event = ?2 AND subject = ?3 AND occurrence = ?4",
                )?
                .execute(params![key, event, name.subject, name.occurrence])?;
            if waited > 0 {
                transaction
                    .prepare_cached(
                        "INSERT INTO announced (organization, event, subject, occurrence) VALUES (?1, ?2, ?3, ?4) \
                         ON CONFLICT DO NOTHING",
                    )?
                    .execute(params![key, event, name.subject, name.occurrence])?;
                settled.push(id.clone());
            }
        }
        transaction.commit()?;
        Ok(settled)
    }
}

/// Puts something into the outbox; `false` when it was ever there before.
pub(super) fn put(
    connection: &Connection,
    organization: i64,
    codes: &mut Codes,
    found: &Found,
    at: Timestamp,
) -> Result<bool, LedgerError> {
    let Found { change, happened_at, details } = found;
    let name = StableName::of(&change.stable_id());
    let event = codes.key(connection, &name.event)?;
    let kind = codes.key(connection, change.kind.code())?;
    let (amount, currency) = money(connection, codes, details.amount)?;
    let price = price_columns(connection, codes, details.price.as_ref())?;
    let was = price_columns(connection, codes, details.price_before.as_ref())?;
    let reason = code(connection, codes, details.reason.as_ref().map(|reason| reason.code()))?;
    let standing = code(connection, codes, details.standing.as_ref().map(|standing| standing.code()))?;
    let added = connection
        .prepare_cached(
            "INSERT INTO outbox (organization, event, subject, occurrence, kind, found_at, happened_at, amount, currency, \
             price_amount, price_currency, price_interval, price_count, was_amount, was_currency, was_interval, \
             was_count, was_product, until, reason, standing) \
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21 \
             WHERE NOT EXISTS (SELECT 1 FROM announced \
             WHERE organization = ?1 AND event = ?2 AND subject = ?3 AND occurrence = ?4) \
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            organization,
            event,
            name.subject,
            name.occurrence,
            kind,
            micros(at),
            micros(*happened_at),
            amount,
            currency,
            price.0,
            price.1,
            price.2,
            price.3,
            was.0,
            was.1,
            was.2,
            was.3,
            details.product_before,
            details.until.map(micros),
            reason,
            standing,
        ])?;
    Ok(added > 0)
}

/// An amount and the key of its currency.
type MoneyColumns = (Option<i64>, Option<i64>);

/// An amount, the key of its currency, the key of an interval, and how many of it.
type PriceColumns = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

fn money(connection: &Connection, codes: &mut Codes, money: Option<Money>) -> Result<MoneyColumns, LedgerError> {
    Ok(match money {
        Some(money) => (Some(money.minor), Some(codes.key(connection, money.currency.code())?)),
        None => (None, None),
    })
}

fn price_columns(
    connection: &Connection,
    codes: &mut Codes,
    price: Option<&(Money, Cadence)>,
) -> Result<PriceColumns, LedgerError> {
    let (amount, currency) = money(connection, codes, price.map(|(amount, _)| *amount))?;
    let interval = code(connection, codes, price.map(|(_, cadence)| cadence.interval.code()))?;
    Ok((amount, currency, interval, price.map(|(_, cadence)| cadence.count)))
}

fn code(connection: &Connection, codes: &mut Codes, code: Option<&str>) -> Result<Option<i64>, LedgerError> {
    code.map(|code| codes.key(connection, code)).transpose()
}
