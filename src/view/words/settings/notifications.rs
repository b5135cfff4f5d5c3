//! What rings.

use crate::app::settings::{Grouping, Topic};

pub(crate) const NOTIFICATIONS: &str = "Notifications";
pub(crate) const SHOW_NOTIFICATIONS: &str = "Show notifications";
pub(crate) const OFF_SILENCES_ALL: &str = "Off silences every organization.";
pub(crate) const SMALLEST_AMOUNT: &str = "Smallest amount";
pub(crate) const SMALLEST_AMOUNT_HINT: &str =
    "An order, a refund or a failed payment of less does not ring. 5 means $5, €5 or ¥5, whichever it is in.";
pub(crate) const GROUPING: &str = "Several at once";
pub(crate) const GROUPING_HINT: &str =
    "What waited, while this computer slept for example, is told as one in any case.";
pub(crate) const SOUND: &str = "Sound";
pub(crate) const NAMES: &str = "Customers’ names";
pub(crate) const NAMES_HINT: &str = "And what they write on leaving. E-mail addresses are never shown.";
pub(crate) const QUIET_HOURS: &str = "Quiet hours";
pub(crate) const QUIET_HOURS_HINT: &str = "What comes meanwhile is told as one notification afterwards.";
/// When they begin.
pub(crate) const QUIET_FROM: &str = "From";
/// When they end.
pub(crate) const QUIET_UNTIL: &str = "Until";
pub(crate) const OWN_RULES_HINT: &str = "Otherwise what is chosen above is for it, too.";

/// The heading over what is chosen for one organization.
pub(crate) fn notifications_of(name: &str) -> String {
    format!("Notifications of {name}")
}

pub(crate) fn own_rules(name: &str) -> String {
    format!("Rules of its own for {name}")
}

pub(crate) fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::NewOrders => "New orders",
        Topic::NewSubscriptions => "New subscriptions",
        Topic::Renewals => "Renewals",
        Topic::Trials => "Trials",
        Topic::Cancellations => "Cancellations",
        Topic::PlanChanges => "Plan changes",
        Topic::Refunds => "Refunds",
        Topic::FailedPayments => "Failed payments",
        Topic::Account => "Account problems",
        Topic::Milestones => "Milestones",
        Topic::Silence => "Silence",
        Topic::DailySummary => "Daily summary",
    }
}

/// What belongs to a topic, where that is not plain. The time of the summary and a thousand are written by the region.
pub(crate) fn topic_hint(topic: Topic, evening: &str, thousand: &str) -> Option<String> {
    let hint = match topic {
        Topic::NewOrders | Topic::Renewals | Topic::Refunds => return None,
        Topic::NewSubscriptions => "With a subscription’s first payment, once.",
        Topic::Trials => "When one begins, and when one is about to end.",
        Topic::Cancellations => "With the reason. Pauses, too, and when either is undone.",
        Topic::PlanChanges => "Another product or another price, as when a discount ends.",
        Topic::FailedPayments => "And when the money comes after all.",
        Topic::Account => "When Polar switches off payments or payouts, and when that is over.",
        Topic::Milestones => {
            return Some(format!(
                "The first sale, the 10th, 100th and {thousand}th order, a best day, a new high of MRR."
            ));
        }
        Topic::Silence => "No order for longer than is usual for your shop.",
        Topic::DailySummary => return Some(format!("The day’s figures at {evening}.")),
    };
    Some(hint.to_owned())
}

pub(crate) fn grouping(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Many => "Up to three one by one",
        Grouping::Always => "Always as one",
        Grouping::Never => "One by one",
    }
}
