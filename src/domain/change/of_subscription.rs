use jiff::Timestamp;

use super::{Announce, Change, ChangeKind, Subject};
use crate::domain::{Cadence, Details, Found, Subscription, SubscriptionStatus};
use crate::money::Money;

/// What the ledger knew of a subscription before it was read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSubscription {
    /// Its price and cadence.
    pub price: (Money, Cadence),
    /// The name of its product, where that was another than now; without a name it is empty.
    pub other_product: Option<String>,
    /// When it was cancelled.
    pub canceled_at: Option<Timestamp>,
    /// When it was paused.
    pub paused_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// What the arrival of `subscription` at `at` changes; `known` is `None` for one never seen. Its start is told with its first
/// order. Of free ones nothing is told.
pub fn of_subscription(
    known: Option<&KnownSubscription>,
    subscription: &Subscription,
    announce: Announce,
    at: Timestamp,
) -> Vec<Found> {
    let was_free = known.is_none_or(|known| known.price.0.minor <= 0);
    let Announce::After(beginning) = announce else { return Vec::new() };
    if subscription.amount.minor <= 0 && was_free {
        return Vec::new();
    }
    let news = News { subscription, beginning: beginning.at, at };
    let found = match known {
        None => [news.trial(), news.cancellation(), news.pause()],
        Some(known) => [news.cancellation_changed(known), news.pause_changed(known), news.plan_changed(known)],
    };
    found.into_iter().flatten().collect()
}

struct News<'a> {
    subscription: &'a Subscription,
    /// What happened until then to a subscription never seen is no news.
    beginning: Timestamp,
    at: Timestamp,
}

impl News<'_> {
    fn found(&self, kind: ChangeKind, occurrence: Timestamp, happened_at: Timestamp, details: Details) -> Found {
        let subject = Subject::Subscription(self.subscription.id);
        let change = Change { kind, subject, occurrence: occurrence.as_microsecond() };
        let price = Some((self.subscription.amount, self.subscription.cadence.clone()));
        Found { change, happened_at, details: Details { price, ..details } }
    }

    fn trial(&self) -> Option<Found> {
        let started = self.subscription.started_at.filter(|at| *at > self.beginning)?;
        let until = self.subscription.trial_end.filter(|end| *end > started)?;
        Some(self.found(
            ChangeKind::TrialStarted,
            Timestamp::UNIX_EPOCH,
            started,
            Details { until: Some(until), ..Details::default() },
        ))
    }

    fn cancellation(&self) -> Option<Found> {
        let at = self.subscription.canceled_at.filter(|at| *at > self.beginning)?;
        Some(self.canceled(at))
    }

    fn canceled(&self, at: Timestamp) -> Found {
        let details = Details {
            until: self.subscription.end(),
            reason: self.subscription.cancellation_reason.clone(),
            ..Details::default()
        };
        self.found(ChangeKind::Canceled, at, at, details)
    }

    fn cancellation_changed(&self, known: &KnownSubscription) -> Option<Found> {
        match (known.canceled_at, self.subscription.canceled_at) {
            (None, Some(at)) => Some(self.canceled(at)),
            (Some(before), None) if self.subscription.end().is_none() => {
                Some(self.found(ChangeKind::Uncanceled, before, self.at, Details::default()))
            }
            // Another instant is no other cancellation: Polar stamps it again when the subscription ends.
            _ => None,
        }
    }

    fn pause(&self) -> Option<Found> {
        let at = self.paused_at().filter(|at| *at > self.beginning)?;
        Some(self.found(ChangeKind::Paused, at, at, Details::default()))
    }

    /// Since when it is paused, while it is.
    fn paused_at(&self) -> Option<Timestamp> {
        self.subscription.paused_at.filter(|_| self.subscription.status == SubscriptionStatus::Paused)
    }

    fn pause_changed(&self, known: &KnownSubscription) -> Option<Found> {
        match (known.paused_at, self.paused_at()) {
            (None, Some(at)) => Some(self.found(ChangeKind::Paused, at, at, Details::default())),
            (Some(before), None) if self.is_running() => {
                Some(self.found(ChangeKind::Resumed, before, self.at, Details::default()))
            }
            _ => None,
        }
    }

    fn is_running(&self) -> bool {
        let status = &self.subscription.status;
        matches!(status, SubscriptionStatus::Active | SubscriptionStatus::Trialing | SubscriptionStatus::PastDue)
            && self.subscription.ended_at.is_none()
    }

    fn plan_changed(&self, known: &KnownSubscription) -> Option<Found> {
        let Subscription { amount, cadence, .. } = self.subscription;
        let same_price = known.price == (*amount, cadence.clone());
        if (same_price && known.other_product.is_none()) || known.ended_at.is_some() || !self.is_running() {
            return None;
        }
        let details = Details {
            price_before: Some(known.price.clone()),
            product_before: known.other_product.clone().filter(|name| !name.is_empty()),
            ..Details::default()
        };
        Some(self.found(ChangeKind::PlanChanged, self.at, self.at, details))
    }
}
