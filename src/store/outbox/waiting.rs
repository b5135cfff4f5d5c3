use rusqlite::Row;
use uuid::Uuid;

use crate::domain::{
    Announcement, Cadence, CancellationReason, Change, ChangeKind, CustomerId, DayFigures, Details, OrderId,
    OrganizationId, OrganizationStatus, Period, Subject, SubscriptionId,
};
use crate::money::Money;
use crate::store::codes::Codes;
use crate::store::columns::{At, Id};
use crate::store::{Ledger, LedgerError, facts, periods};

impl Ledger {
    /// What waits to be announced, the one found first first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn outbox(&self, organization: OrganizationId) -> Result<Vec<Announcement>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        let key = self.key_of(organization)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT outbox.event, outbox.subject, outbox.occurrence, outbox.kind, outbox.found_at, outbox.happened_at, \
             outbox.amount, outbox.currency, orders.net, orders.currency, products.name, \
             ifnull(orders.customer, subscriptions.customer), \
             own.amount, own.currency, own.cadence_interval, own.cadence_count, \
             outbox.price_amount, outbox.price_currency, outbox.price_interval, outbox.price_count, \
             outbox.was_amount, outbox.was_currency, outbox.was_interval, outbox.was_count, outbox.was_product, \
             outbox.until, outbox.reason, outbox.standing \
             FROM outbox INDEXED BY outbox_by_time \
             LEFT JOIN orders ON orders.organization = outbox.organization AND orders.id = outbox.subject \
             LEFT JOIN subscriptions ON subscriptions.organization = outbox.organization \
             AND subscriptions.id = outbox.subject \
             LEFT JOIN subscriptions AS own ON own.organization = orders.organization AND own.id = orders.subscription \
             LEFT JOIN products ON products.key = ifnull(orders.product, subscriptions.product) \
             WHERE outbox.organization = ?1 ORDER BY outbox.found_at, outbox.happened_at, outbox.subject, outbox.event, \
             outbox.occurrence",
        )?;
        let mut rows = statement.query([key])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(mut announcement) = announcement(row, &codes)? {
                self.add_day(key, &codes, &mut announcement)?;
                waiting.push(announcement);
            }
        }
        Ok(waiting)
    }

    /// The figures of a daily summary: those of its day until it was made.
    fn add_day(&self, organization: i64, codes: &Codes, announcement: &mut Announcement) -> Result<(), LedgerError> {
        let until = announcement.details.until.filter(|_| announcement.change.kind == ChangeKind::DailySummary);
        let Some(to) = until else { return Ok(()) };
        let day = Period { from: announcement.happened_at, to };
        let totals = periods::totals(&self.connection, organization, codes, day)?;
        announcement.day = Some(DayFigures {
            revenue: totals.revenue,
            orders: totals.orders,
            new_subscriptions: facts::new_subscriptions(&self.connection, organization, day)?,
        });
        Ok(())
    }
}

/// `None` for a kind that this version does not know: the one that wrote it will announce it.
fn announcement(row: &Row<'_>, codes: &Codes) -> Result<Option<Announcement>, LedgerError> {
    let Some(kind) = ChangeKind::from_code(codes.code(row.get(3)?)?) else { return Ok(None) };
    let own = money(row, 6, codes)?;
    let Some(subject) = subject(codes.code(row.get(0)?)?, &row.get::<_, Vec<u8>>(1)?, own) else { return Ok(None) };
    let amount = match own {
        Some(own) => Some(own),
        None => money(row, 8, codes)?,
    };
    // What an order says of its subscription is older than what the subscription says of itself.
    let price = match price(row, 12, codes)? {
        Some(own) => Some(own),
        None => price(row, 16, codes)?,
    };
    let code = |column: usize| -> Result<Option<String>, LedgerError> {
        Ok(match row.get::<_, Option<i64>>(column)? {
            Some(key) => Some(codes.code(key)?.to_owned()),
            None => None,
        })
    };
    Ok(Some(Announcement {
        change: Change { kind, subject, occurrence: row.get(2)? },
        found_at: row.get::<_, At>(4)?.0,
        happened_at: row.get::<_, At>(5)?.0,
        amount,
        product_name: row.get(10)?,
        customer_id: row.get::<_, Option<Id>>(11)?.map(|id| CustomerId(id.0)),
        day: None,
        details: Details {
            amount: own,
            price,
            price_before: self::price(row, 20, codes)?,
            product_before: row.get(24)?,
            until: row.get::<_, Option<At>>(25)?.map(|at| at.0),
            reason: code(26)?.map(|code| CancellationReason::from_code(&code)),
            standing: code(27)?.map(|code| OrganizationStatus::from_code(&code)),
        },
    }))
}

/// What an event of this name is about.
fn subject(event: &str, id: &[u8], amount: Option<Money>) -> Option<Subject> {
    let id = Uuid::from_slice(id).ok();
    match event.split_once('/') {
        Some(("order", _)) => id.map(|id| Subject::Order(OrderId(id))),
        Some(("subscription", _)) => id.map(|id| Subject::Subscription(SubscriptionId(id))),
        // Only what is earned in a currency has an amount of its own.
        _ => Some(amount.map_or(Subject::Organization, |amount| Subject::Currency(amount.currency))),
    }
}

/// An amount in two columns from `first` on, if it is there.
fn money(row: &Row<'_>, first: usize, codes: &Codes) -> Result<Option<Money>, LedgerError> {
    let Some(amount) = row.get(first)? else { return Ok(None) };
    Ok(Some(codes.money(amount, row.get(first + 1)?)?))
}

/// A price in four columns from `first` on, if it is there.
fn price(row: &Row<'_>, first: usize, codes: &Codes) -> Result<Option<(Money, Cadence)>, LedgerError> {
    let Some(money) = money(row, first, codes)? else { return Ok(None) };
    Ok(Some((money, codes.cadence(row.get(first + 2)?, row.get(first + 3)?)?)))
}
