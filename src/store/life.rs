//! What a subscription counts for, and from when to when, by Polar's rules. Everything that is known of how subscriptions
//! stand is the sum of these movements.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::LedgerError;
use super::codes::Codes;
use super::columns::micros;
use super::movement::Movement;
use super::subscription_row::SubscriptionRow;
use crate::domain::{Cadence, Interval, SubscriptionStatus, monthly, revenue_of};

/// How far renewals are looked ahead from the next one: a weekly subscription is due four or five times in 30 days.
const AHEAD: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A subscription that has started, as far as it counts. Instants are microseconds, amounts minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Life {
    /// The key of its price's currency.
    pub(super) currency: i64,
    pub(super) started: i64,
    trial_end: Option<i64>,
    end: Option<i64>,
    canceled: Option<i64>,
    past_due: bool,
    /// Its revenue a month; `None` where no month can be made of its price.
    pub(super) monthly: Option<i64>,
    /// When it will renew, and what each renewal brings.
    due: Vec<i64>,
    due_revenue: i64,
}

impl Life {
    /// The life of a subscription of whose price `share` is revenue; `None` before it has started.
    pub(super) fn of(
        row: &SubscriptionRow,
        share: Option<(i64, i64)>,
        codes: &Codes,
    ) -> Result<Option<Self>, LedgerError> {
        let Some(started) = row.started_at else { return Ok(None) };
        let (price, cadence) =
            (codes.money(row.amount, row.currency)?, codes.cadence(row.cadence_interval, row.cadence_count)?);
        let status = SubscriptionStatus::from_code(codes.code(row.status)?);
        let end = row.ended_at.or(row.ends_at);
        let renews = end.is_none() && matches!(status, SubscriptionStatus::Active | SubscriptionStatus::Trialing);
        let due_revenue = revenue_of(price, share).map_or(0, |revenue| revenue.minor);
        let due = match row.current_period_end {
            Some(next) if renews && due_revenue > 0 => renewals(next, &cadence),
            _ => Vec::new(),
        };
        Ok(Some(Self {
            currency: row.currency,
            started,
            trial_end: row.trial_end.filter(|trial_end| *trial_end > started),
            end,
            canceled: row.canceled_at,
            past_due: status == SubscriptionStatus::PastDue,
            monthly: monthly(price, &cadence, share).map(|month| month.minor),
            due,
            due_revenue,
        }))
    }

    /// When it came or comes to its end: not before its start, whatever Polar says.
    pub(super) fn over(&self) -> Option<i64> {
        self.end.map(|end| end.max(self.started))
    }

    /// When it begins to count as recurring revenue: with its start, or else when its trial is over.
    pub(super) fn begun(&self) -> i64 {
        self.trial_end.unwrap_or(self.started)
    }

    /// Whether it counts as recurring revenue at an instant.
    pub(super) fn brings_revenue_at(&self, at: i64) -> bool {
        self.begun() <= at && self.end.is_none_or(|end| end > at)
    }

    /// Every movement that it makes, but for those of its customer.
    pub(super) fn movements(&self) -> Vec<(i64, Movement)> {
        let stays = i64::from(self.end.is_none());
        let past_due = i64::from(self.past_due);
        let mut all = vec![(self.started, Movement { started: 1, committed: stays, past_due, ..Movement::default() })];
        if let Some(over) = self.over() {
            all.push((over, Movement { over: 1, past_due: -past_due, ..Movement::default() }));
        }
        all.extend(self.end.map(|end| (end, Movement { churned: 1, ..Movement::default() })));
        all.extend(self.canceled.map(|at| (at, Movement { canceled: 1, ..Movement::default() })));
        let worth = self.monthly.map_or(0, i128::from);
        if let Some(trial_end) = self.trial_end {
            let over = self.over().map_or(trial_end, |over| over.min(trial_end));
            let converted = i64::from(self.end.is_none_or(|end| end > trial_end));
            all.push((self.started, Movement { trials: 1, trial_mrr: worth, ..Movement::default() }));
            let ended =
                Movement { trials_over: 1, trials_converted: converted, trial_mrr: -worth, ..Movement::default() };
            all.push((over, ended));
        }
        if self.end.is_none_or(|end| end > self.begun()) {
            let committed_mrr = worth * i128::from(stays);
            all.push((self.begun(), Movement { mrr_begun: worth, committed_mrr, ..Movement::default() }));
            all.extend(self.end.map(|end| (end, Movement { mrr_gone: worth, ..Movement::default() })));
        }
        let due = Movement { due: 1, due_revenue: self.due_revenue.into(), ..Movement::default() };
        all.extend(self.due.iter().map(|at| (*at, due)));
        all
    }
}

/// The next renewal and those of the 30 days after it.
fn renewals(next: i64, cadence: &Cadence) -> Vec<i64> {
    let Ok(first) = Timestamp::from_microsecond(next) else { return Vec::new() };
    let mut all = Vec::new();
    // Counted from the first one, so that the 31st does not become the 28th for ever.
    for times in 0.. {
        match after(first, cadence, times) {
            Some(at) if at.duration_since(first) <= AHEAD => all.push(micros(at)),
            _ => break,
        }
    }
    all
}

/// When `times` cadences have passed; `None` for a cadence that does not lead onwards.
fn after(first: Timestamp, cadence: &Cadence, times: i64) -> Option<Timestamp> {
    let count = cadence.count.checked_mul(times)?;
    if times == 0 {
        return Some(first);
    }
    let span = match cadence.interval {
        _ if count < times => return None,
        Interval::Day => jiff::Span::new().try_days(count),
        Interval::Week => jiff::Span::new().try_weeks(count),
        Interval::Month => jiff::Span::new().try_months(count),
        Interval::Year => jiff::Span::new().try_years(count),
        Interval::Other(_) => return None,
    };
    let later = first.to_zoned(TimeZone::UTC).checked_add(span.ok()?).ok()?;
    Some(later.timestamp())
}
