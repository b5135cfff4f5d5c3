use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::QuietHours;
use crate::domain::{Announcement, ChangeKind, Subject};

/// What is turned on and off as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Orders that belong to no subscription.
    NewOrders,
    /// First payments of subscriptions, after a trial as well.
    NewSubscriptions,
    /// Further payments of subscriptions.
    Renewals,
    /// Trials that begin and that are about to end.
    Trials,
    /// Subscriptions that were cancelled or paused, and that were not after all.
    Cancellations,
    /// Other prices or products.
    PlanChanges,
    /// Money given back.
    Refunds,
    /// Payments that failed, and that came after all.
    FailedPayments,
    /// What Polar does or does not let the organization do.
    Account,
    /// Round numbers and records.
    Milestones,
    /// No orders for unusually long.
    Silence,
    /// The day's figures in the evening.
    DailySummary,
}

impl Topic {
    /// All of them, in the order of the settings.
    pub const ALL: [Self; 12] = [
        Self::NewOrders,
        Self::NewSubscriptions,
        Self::Renewals,
        Self::Trials,
        Self::Cancellations,
        Self::PlanChanges,
        Self::Refunds,
        Self::FailedPayments,
        Self::Account,
        Self::Milestones,
        Self::Silence,
        Self::DailySummary,
    ];

    /// Its name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewOrders => "new_orders",
            Self::NewSubscriptions => "new_subscriptions",
            Self::Renewals => "renewals",
            Self::Trials => "trials",
            Self::Cancellations => "cancellations",
            Self::PlanChanges => "plan_changes",
            Self::Refunds => "refunds",
            Self::FailedPayments => "failed_payments",
            Self::Account => "account",
            Self::Milestones => "milestones",
            Self::Silence => "silence",
            Self::DailySummary => "daily_summary",
        }
    }

    /// Reads [`Topic::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }

    /// The topic of a kind.
    pub const fn of(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::NewOrder => Self::NewOrders,
            ChangeKind::NewSubscriber | ChangeKind::TrialConverted => Self::NewSubscriptions,
            ChangeKind::Renewal => Self::Renewals,
            ChangeKind::PaymentRecovered | ChangeKind::PaymentFailed => Self::FailedPayments,
            ChangeKind::Refund | ChangeKind::PartialRefund => Self::Refunds,
            ChangeKind::TrialStarted | ChangeKind::TrialEnding => Self::Trials,
            ChangeKind::Canceled | ChangeKind::Uncanceled | ChangeKind::Paused | ChangeKind::Resumed => {
                Self::Cancellations
            }
            ChangeKind::PlanChanged => Self::PlanChanges,
            ChangeKind::PaymentsOff
            | ChangeKind::PaymentsOn
            | ChangeKind::PayoutsOff
            | ChangeKind::PayoutsOn
            | ChangeKind::StandingChanged => Self::Account,
            ChangeKind::OrderCount | ChangeKind::BestDay | ChangeKind::MrrHigh => Self::Milestones,
            ChangeKind::Silence => Self::Silence,
            ChangeKind::DailySummary => Self::DailySummary,
        }
    }

    /// Whether it rings until somebody turns it off.
    const fn is_on_at_first(self) -> bool {
        !matches!(self, Self::Renewals | Self::Trials | Self::PlanChanges | Self::Silence | Self::DailySummary)
    }
}

/// When several announcements are shown as one. What waited for long is shown as one in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// From the fourth at once.
    #[default]
    Many,
    /// From the second at once.
    Always,
    /// Only a flood.
    Never,
}

impl Grouping {
    /// All of them, in the order of the settings.
    pub const ALL: [Self; 3] = [Self::Many, Self::Always, Self::Never];

    /// Its name in the settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Many => "many",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// Reads [`Grouping::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grouping| grouping.code() == code)
    }

    /// How many at once are shown one by one.
    pub const fn separately(self) -> usize {
        match self {
            Self::Many => 3,
            Self::Always => 1,
            Self::Never => 20,
        }
    }
}

/// What is announced, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Anything is. Whether an organization rings, [`Settings::rings`](super::Settings::rings) says.
    pub on: bool,
    /// Of what.
    pub topics: BTreeSet<Topic>,
    /// A sale, a refund or a failed payment of less than this, in major units of its own currency, is not.
    pub smallest_amount: Decimal,
    /// While they last nothing is; what waited is announced as one afterwards.
    pub quiet_hours: Option<QuietHours>,
    /// When several are shown as one.
    pub grouping: Grouping,
    /// Customers' names are shown.
    pub names: bool,
    /// It makes a sound.
    pub sound: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            on: true,
            topics: Topic::ALL.into_iter().filter(|topic| topic.is_on_at_first()).collect(),
            smallest_amount: Decimal::ZERO,
            quiet_hours: None,
            grouping: Grouping::default(),
            names: true,
            sound: true,
        }
    }
}

impl Rules {
    /// Whether the owner wants to hear of this, at whatever time of day. It is worth a mark on the icon, even if nothing rings.
    pub(in crate::app) fn concern(&self, entry: &Announcement) -> bool {
        let of_an_order = matches!(entry.change.subject, Subject::Order(_));
        let amount = entry.amount.filter(|_| of_an_order && entry.change.kind != ChangeKind::Silence);
        // A renewal that was paid at the second attempt is a renewal all the same, and has no other notification.
        let recovered = entry.change.kind == ChangeKind::PaymentRecovered && self.topics.contains(&Topic::Renewals);
        (recovered || self.topics.contains(&Topic::of(entry.change.kind)))
            && amount.is_none_or(|amount| amount.major() >= self.smallest_amount)
    }
}
