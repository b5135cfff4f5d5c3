//! Looks, after a refresh, for what is worth telling although no single row says it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::domain::{Beginning, ChangeKind, Found, OrganizationId, Period};
use crate::figures::Calendar;
use crate::figures::noteworthy::{self, Mark, Rhythm};
use crate::money::Totals;
use crate::store::{Ledger, LedgerError};
use crate::sync::{Session, beginning};

/// A trial is told of when it ends within this time.
const TRIAL_ENDS_WITHIN: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Looks, and puts what is found into the outbox. Nothing is, before the whole history is there. Records and round numbers are
/// looked for only where something `changed`. Gives whether it looked.
///
/// # Errors
/// When the ledger cannot be read or written.
pub fn look(
    ledger: &mut Ledger,
    organization: OrganizationId,
    zone: &TimeZone,
    changed: bool,
    now: Timestamp,
) -> Result<bool, LedgerError> {
    let marks = ledger.marks(organization)?;
    let Some(beginning) = beginning(&marks).filter(|_| Session::is_history_whole(&marks)) else {
        return Ok(false);
    };
    let found = ledger.at_one_instant(|ledger| {
        let lookout = Lookout { ledger, organization, calendar: Calendar::at(now, zone), beginning, now };
        let mut found = lookout.trials()?;
        found.extend(lookout.silence()?);
        found.extend(noteworthy::daily_summary(&lookout.calendar, beginning.at));
        if changed {
            found.extend(lookout.order_count()?);
            found.extend(lookout.best_day()?);
            found.extend(lookout.mrr_high()?);
        }
        found.retain(|found| !ledger.knows(organization, &found.change).unwrap_or(false));
        Ok(found)
    })?;
    ledger.announce(organization, &found, now)?;
    Ok(true)
}

struct Lookout<'l> {
    ledger: &'l Ledger,
    organization: OrganizationId,
    calendar: Calendar,
    beginning: Beginning,
    now: Timestamp,
}

impl Lookout<'_> {
    fn trials(&self) -> Result<Vec<Found>, LedgerError> {
        // Those of whom it was time to tell before the connection were not told then, and are not now.
        let later = |at: Timestamp| at.checked_add(TRIAL_ENDS_WITHIN).unwrap_or(Timestamp::MAX);
        let (from, to) = (self.now.max(later(self.beginning.at)), later(self.now));
        // Of a shorter one its end was told with its beginning.
        self.ledger.trials_ending(self.organization, Period::new(from, to), TRIAL_ENDS_WITHIN, self.now)
    }

    fn silence(&self) -> Result<Option<Found>, LedgerError> {
        let last = self.ledger.last_sale(self.organization)?.filter(|(_, at)| *at > self.beginning.orders);
        let Some((order, at)) = last else { return Ok(None) };
        let Some(rhythm) = Rhythm::of(at, self.now) else { return Ok(None) };
        let orders =
            rhythm.windows.iter().map(|window| self.orders(*window)).collect::<Result<Vec<u64>, LedgerError>>()?;
        Ok(noteworthy::silence(order, &rhythm, &orders))
    }

    fn orders(&self, period: Period) -> Result<u64, LedgerError> {
        let counts = self.ledger.order_counts(self.organization, period)?;
        Ok(counts.into_values().fold(0, u64::saturating_add))
    }

    fn order_count(&self) -> Result<Vec<Found>, LedgerError> {
        let before = self.orders(Period::new(Timestamp::MIN, self.first_news()))?;
        let all = self.orders(Period::new(Timestamp::MIN, Timestamp::MAX))?;
        let mut found = noteworthy::order_count(before, all, self.now);
        found.extend(noteworthy::first_sale(self.ledger.earned(self.organization, self.first_news())?, self.now));
        Ok(found)
    }

    /// The first instant after the newest order that was there when the ledger began: a whole microsecond.
    fn first_news(&self) -> Timestamp {
        let newest = self.beginning.orders;
        newest.checked_add(1.microsecond()).unwrap_or(newest)
    }

    fn best_day(&self) -> Result<Vec<Found>, LedgerError> {
        let today = self.calendar.today();
        let revenue = |first: Date, last: Date| {
            let days: Vec<Period> = self.calendar.days(first, last).into_iter().map(|day| day.period).collect();
            self.ledger.revenue(self.organization, &days)
        };
        let now = revenue(today, today)?.pop().unwrap_or_default();
        let lately = revenue(today.saturating_sub(30.days()), today.saturating_sub(1.day()))?;
        if !self.may_be(ChangeKind::BestDay, &now, &lately)? {
            return Ok(Vec::new());
        }
        let Some(first) = self.ledger.first_order(self.organization)? else { return Ok(Vec::new()) };
        let first = first.to_zoned(self.calendar.zone().clone()).date();
        let before = revenue(first, today.saturating_sub(1.day()))?;
        let from = self.calendar.midnight(today);
        let old_news = Period::new(from, self.first_news().max(from));
        let at_beginning = self.ledger.revenue(self.organization, &[old_news])?.pop().unwrap_or_default();
        let mark = Mark { now: &now, at_beginning: &at_beginning, before: &before };
        Ok(noteworthy::best_day(today, mark, self.now))
    }

    fn mrr_high(&self) -> Result<Vec<Found>, LedgerError> {
        let today = self.calendar.today();
        let month = today.first_of_month();
        let now = self.mrr(&[self.until(self.now)])?.pop().unwrap_or_default();
        let lately = self.mrr(&[self.until(self.calendar.midnight(month))])?;
        if !self.may_be(ChangeKind::MrrHigh, &now, &lately)? {
            return Ok(Vec::new());
        }
        let Some(first) = self.ledger.first_start(self.organization)? else { return Ok(Vec::new()) };
        let first = first.to_zoned(self.calendar.zone().clone()).date().first_of_month();
        let ends: Vec<Period> = first
            .series(1.month())
            .skip(1)
            .take_while(|end| *end <= month)
            .map(|end| self.until(self.calendar.midnight(end)))
            .collect();
        let before = self.mrr(&ends)?;
        let this_month = self.beginning.at >= self.calendar.midnight(month);
        let began = self.mrr(&[self.until(self.beginning.at)])?.pop().filter(|_| this_month);
        let at_beginning = began.unwrap_or_default();
        let mark = Mark { now: &now, at_beginning: &at_beginning, before: &before };
        Ok(noteworthy::mrr_high(today, mark, self.now))
    }

    /// Recurring revenue at the end of each period.
    fn mrr(&self, periods: &[Period]) -> Result<Vec<Totals>, LedgerError> {
        let days = self.ledger.history(self.organization, periods)?.days;
        Ok(days.into_iter().map(|day| day.standing.mrr).collect())
    }

    fn until(&self, end: Timestamp) -> Period {
        Period::new(end, end)
    }

    /// Whether a record is possible in some currency in which none has been told of yet. The whole history is read only then.
    fn may_be(&self, kind: ChangeKind, now: &Totals, lately: &[Totals]) -> Result<bool, LedgerError> {
        let today = self.calendar.today();
        for (currency, minor) in now.iter() {
            if minor > 0 && lately.iter().all(|before| before.minor(currency) < minor) {
                let change = noteworthy::record(kind, currency, today);
                if !self.ledger.knows(self.organization, &change)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests;
