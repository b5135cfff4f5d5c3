//! Reading the figures of the ledger for a person.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::Report;
use crate::domain::OrganizationId;
use crate::figures::{Calendar, summarize};
use crate::store::{Ledger, LedgerError};

/// How many recent rows the menu lists.
const RECENT: u32 = 10;

/// Reads the figures and the recent rows of one organization as of `now`.
///
/// # Errors
/// When the ledger cannot be read.
pub fn report(
    ledger: &Ledger,
    organization: OrganizationId,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Report, LedgerError> {
    let calendar = Calendar::at(now, zone);
    let facts = ledger.facts(organization, &calendar.periods(), calendar.last_30_days(), now)?;
    let order_counts = ledger.order_counts(organization, calendar.last_30_days())?;
    Ok(Report {
        summary: summarize(&calendar, &facts, &order_counts),
        orders: ledger.recent_orders(organization, RECENT)?,
        subscriptions: ledger.recent_subscriptions(organization, RECENT)?,
        cancellations: ledger.recent_cancellations(organization, RECENT)?,
    })
}
