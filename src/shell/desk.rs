//! Reading the figures of the ledger for a person.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::{Dashboard, Looking, Report, Rows};
use crate::domain::{LedgerFacts, OrganizationId, Period};
use crate::figures::{self, Calendar, Dates, History, Outlook, OutlookPeriods, RevenueBasis, sold, summarize};
use crate::money::Currency;
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
    let desk = Desk { ledger, organization, calendar: Calendar::at(now, zone) };
    ledger.at_one_instant(|_| desk.outlook(&desk.present(&[])?))
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
    let desk = Desk { ledger, organization, calendar: Calendar::at(now, zone) };
    ledger.at_one_instant(|_| desk.history(Dates { first, last }, &desk.present(&[])?))
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
    let desk = Desk { ledger, organization, calendar: Calendar::at(now, zone) };
    let (dates, before) = desk.calendar.span(looking.span);
    let periods = desk.calendar.span_periods(looking.span);
    let [shown, _] = periods;
    ledger.at_one_instant(|ledger| {
        let present = desk.present(&periods)?;
        let products = ledger.product_totals(organization, shown)?;
        Ok(Dashboard {
            looking: looking.clone(),
            days: desk.history(dates, &present)?,
            days_before: desk.history(before, &present)?,
            sold: sold(periods, &present.facts, &products, basis),
            outlook: desk.outlook(&present)?,
            orders: ledger.list_orders(organization, &looking.orders.query())?,
            subscriptions: ledger.list_subscriptions(organization, &looking.subscriptions.query())?,
        })
    })
}

/// One organization's ledger at one instant.
struct Desk<'l> {
    ledger: &'l Ledger,
    organization: OrganizationId,
    calendar: Calendar,
}

/// What histories and outlooks are computed beside.
struct Present {
    facts: LedgerFacts,
    /// Paid-like orders of the last 30 days by currency.
    order_counts: BTreeMap<Currency, u64>,
}

impl Desk<'_> {
    /// How things stand, with the totals of some periods.
    fn present(&self, periods: &[Period]) -> Result<Present, LedgerError> {
        let window = self.calendar.last_30_days();
        Ok(Present {
            facts: self.ledger.facts(self.organization, periods, window, self.calendar.now())?,
            order_counts: self.ledger.order_counts(self.organization, window)?,
        })
    }

    fn history(&self, Dates { first, last }: Dates, present: &Present) -> Result<History, LedgerError> {
        let days = self.calendar.days(first, last);
        let periods: Vec<Period> = days.iter().map(|day| day.period).collect();
        let facts = self.ledger.history(self.organization, &periods)?;
        Ok(figures::history(&self.calendar, &days, &facts, &present.facts, &present.order_counts))
    }

    fn outlook(&self, present: &Present) -> Result<Outlook, LedgerError> {
        let OutlookPeriods { orders, movements, window } = self.calendar.outlook_periods();
        let facts = self.ledger.outlook(self.organization, &orders, &movements, window, self.calendar.now())?;
        Ok(figures::outlook(&self.calendar, &facts, &present.facts, &present.order_counts))
    }
}
