//! Reading the figures of the ledger for a person.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::{Dashboard, Looking, Report, Rows};
use crate::domain::{OrganizationId, Period};
use crate::figures::{self, Calendar, Dates, History, Outlook, OutlookPeriods, RevenueBasis, sold, summarize};
use crate::store::{Ledger, LedgerError};

/// How many recent rows the menu lists.
const RECENT: u32 = 10;

/// Reads the figures and the recent rows of one organization as of `now`, with what `basis` calls revenue.
///
/// # Errors
/// When the ledger cannot be read.
pub fn report(
    ledger: &Ledger,
    organization: OrganizationId,
    zone: &TimeZone,
    basis: RevenueBasis,
    now: Timestamp,
) -> Result<Report, LedgerError> {
    let calendar = Calendar::at(now, zone);
    ledger.at_one_instant(|ledger| {
        let facts = ledger.facts(organization, &calendar.periods(), calendar.last_30_days(), now)?;
        let order_counts = ledger.order_counts(organization, calendar.last_30_days())?;
        let counts = ledger.counts(organization)?;
        Ok(Report {
            summary: summarize(&calendar, &facts, &order_counts, basis),
            orders: ledger.recent_orders(organization, RECENT)?,
            subscriptions: ledger.recent_subscriptions(organization, RECENT)?,
            cancellations: ledger.recent_cancellations(organization, RECENT)?,
            rows: Rows { orders: counts.orders, subscriptions: counts.subscriptions },
        })
    })
}

/// Reads what is to be expected as of `now`. It is more work than a report, and nothing of it is in the menu.
///
/// # Errors
/// When the ledger cannot be read.
pub fn outlook(
    ledger: &Ledger,
    organization: OrganizationId,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Outlook, LedgerError> {
    let calendar = Calendar::at(now, zone);
    let OutlookPeriods { orders, movements, window } = calendar.outlook_periods();
    ledger.at_one_instant(|ledger| {
        let facts = ledger.outlook(organization, &orders, &movements, window, now)?;
        let present = ledger.facts(organization, &[], window, now)?;
        let order_counts = ledger.order_counts(organization, window)?;
        Ok(figures::outlook(&calendar, &facts, &present, &order_counts))
    })
}

/// Reads the figures of every day from one date to another, both included, in `zone`, as of `now`.
///
/// # Errors
/// When the ledger cannot be read.
pub fn history(
    ledger: &Ledger,
    organization: OrganizationId,
    zone: &TimeZone,
    (first, last): (Date, Date),
    now: Timestamp,
) -> Result<History, LedgerError> {
    let calendar = Calendar::at(now, zone);
    let days = calendar.days(first, last);
    let periods: Vec<Period> = days.iter().map(|day| day.period).collect();
    ledger.at_one_instant(|ledger| {
        let facts = ledger.history(organization, &periods)?;
        let present = ledger.facts(organization, &[], calendar.last_30_days(), now)?;
        let order_counts = ledger.order_counts(organization, calendar.last_30_days())?;
        Ok(figures::history(&calendar, &days, &facts, &present, &order_counts))
    })
}

/// Reads everything that the dashboard shows as of `now`, at one instant of the ledger, with what `basis` calls revenue.
///
/// # Errors
/// When the ledger cannot be read.
pub fn dashboard(
    ledger: &Ledger,
    organization: OrganizationId,
    looking: &Looking,
    zone: &TimeZone,
    basis: RevenueBasis,
    now: Timestamp,
) -> Result<Dashboard, LedgerError> {
    let calendar = Calendar::at(now, zone);
    let (dates, before) = calendar.span(looking.span);
    let periods = calendar.span_periods(looking.span);
    let [shown, _] = periods;
    ledger.at_one_instant(|ledger| {
        let days = |dates: Dates| history(ledger, organization, zone, (dates.first, dates.last), now);
        let present = ledger.facts(organization, &periods, shown, now)?;
        let products = ledger.product_totals(organization, shown)?;
        Ok(Dashboard {
            looking: looking.clone(),
            days: days(dates)?,
            days_before: days(before)?,
            sold: sold(periods, &present, &products, basis),
            outlook: outlook(ledger, organization, zone, now)?,
            orders: ledger.list_orders(organization, &looking.orders.query())?,
            subscriptions: ledger.list_subscriptions(organization, &looking.subscriptions.query())?,
        })
    })
}
