//! What a notification says.

mod account;
mod context;
pub mod each;
mod markup;
mod milestones;
mod one;
mod orders;
mod rhythm;
mod subscriptions;
mod summary;

pub use context::Context;
pub use markup::escape_markup;
pub(super) use summary::listed;

use one::{One, Told};

use crate::app::Link;
use crate::app::notice::Notice;
use crate::domain::{Announcement, ChangeKind};
use crate::view::words::notices as said;

/// A notification in words. Both texts are plain: a server that reads markup is given [`escape_markup`] of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What happened, and for how much.
    pub title: String,
    /// What it happened to, and whom; what to do about it.
    pub body: String,
    /// What a click opens.
    pub link: Link,
}

/// The words of a notice.
pub fn words(notice: &Notice, context: &Context<'_>) -> Words {
    match notice {
        Notice::One { announcement, .. } => single(announcement, context),
        Notice::Summary { tally, .. } => summary::words(tally, context),
    }
}

fn single(announcement: &Announcement, context: &Context<'_>) -> Words {
    let Told { title, parts } = told(&One::of(announcement, context));
    let link = match announcement.change.kind {
        // The last order before a silence is not what it is about.
        ChangeKind::Silence => Link::Sales,
        _ => Link::of(announcement.change.subject),
    };
    context.words(title, parts.into_iter().flatten().collect(), link)
}

fn told(one: &One<'_>) -> Told {
    match one.entry.change.kind {
        ChangeKind::NewOrder => orders::sale(one, said::NEW_ORDER),
        ChangeKind::NewSubscriber => orders::subscriber(one, None),
        ChangeKind::TrialConverted => orders::subscriber(one, Some(said::AFTER_A_TRIAL)),
        ChangeKind::Renewal => orders::sale(one, said::RENEWAL),
        ChangeKind::PaymentRecovered => orders::sale(one, said::PAYMENT_RECOVERED),
        ChangeKind::PaymentFailed => orders::failed(one),
        ChangeKind::Refund => orders::refund(one, said::REFUND),
        ChangeKind::PartialRefund => orders::refund(one, said::PARTIAL_REFUND),
        ChangeKind::TrialStarted => subscriptions::trial_started(one),
        ChangeKind::TrialEnding => subscriptions::trial_ending(one),
        ChangeKind::Canceled => subscriptions::canceled(one),
        ChangeKind::Uncanceled => subscriptions::turned(one, said::CANCELLATION_UNDONE),
        ChangeKind::Paused => subscriptions::turned(one, said::SUBSCRIPTION_PAUSED),
        ChangeKind::Resumed => subscriptions::turned(one, said::SUBSCRIPTION_RESUMED),
        ChangeKind::PlanChanged => subscriptions::plan_changed(one),
        ChangeKind::PaymentsOff => account::payments_off(one),
        ChangeKind::PaymentsOn => account::payments_on(one),
        ChangeKind::PayoutsOff => account::payouts_off(one),
        ChangeKind::PayoutsOn => account::payouts_on(one),
        ChangeKind::StandingChanged => account::standing(one),
        ChangeKind::OrderCount => milestones::order_count(one),
        ChangeKind::BestDay => milestones::best_day(one),
        ChangeKind::MrrHigh => milestones::mrr_high(one),
        ChangeKind::Silence => rhythm::silence(one),
        ChangeKind::DailySummary => rhythm::day(one),
    }
}

#[cfg(test)]
mod tests;
