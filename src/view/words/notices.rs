//! What notifications say: what happened, which is the title, and what there is to say of it, a part of the body each; then
//! several things in the words of one. The names of the examples are words, too.

use crate::domain::OrganizationStatus;
use crate::view::region::Numbers;

/// A title with its amount or price: `Renewal · $9.00`.
pub(in crate::view) fn with_amount(what: &str, how_much: &str) -> String {
    format!("{what} · {how_much}")
}

/// What was bought and by whom: `Pro Plan – Jane Doe`.
pub(in crate::view) fn product_and_customer(product: &str, customer: &str) -> String {
    format!("{product} – {customer}")
}

/// The day that something belongs to: `from 19 Nov`.
pub(in crate::view) fn from(date: &str) -> String {
    format!("from {date}")
}

/// It is of the sample data, and no money.
pub(in crate::view) use super::menu::SAMPLE_DATA;
/// It is of Polar’s sandbox, and no money.
pub(in crate::view) const SANDBOX: &str = "Sandbox";

// Orders and payments.

pub(in crate::view) const NEW_ORDER: &str = "New order";
pub(in crate::view) const NEW_SUBSCRIBER: &str = "New subscriber";
/// How the subscriber came.
pub(in crate::view) const AFTER_A_TRIAL: &str = "after a trial";
pub(in crate::view) const RENEWAL: &str = "Renewal";
pub(in crate::view) const PAYMENT_RECOVERED: &str = "Payment recovered";
pub(in crate::view) const PAYMENT_FAILED: &str = "Payment failed";
/// Polar does not try it again.
pub(in crate::view) const PAYMENT_GIVEN_UP: &str = "Payment given up";
pub(in crate::view) const REFUND: &str = "Refund";
pub(in crate::view) const PARTIAL_REFUND: &str = "Partial refund";

/// When a failed payment is tried again: `next try tomorrow at 9:00`.
pub(in crate::view) fn next_try(coming: &str) -> String {
    format!("next try {coming}")
}

/// How much of all that was given back was given back now.
pub(in crate::view) fn of_it_now(amount: &str) -> String {
    format!("{amount} of it now")
}

// Subscriptions.

pub(in crate::view) const TRIAL_STARTED: &str = "Trial started";
pub(in crate::view) const TRIAL_ENDS_SOON: &str = "Trial ends soon";
pub(in crate::view) const TRIAL_ENDED_TODAY: &str = "Trial ended today";
pub(in crate::view) const CANCELED: &str = "Cancelled";
pub(in crate::view) const CANCELLATION_UNDONE: &str = "Cancellation undone";
pub(in crate::view) const SUBSCRIPTION_PAUSED: &str = "Subscription paused";
pub(in crate::view) const SUBSCRIPTION_RESUMED: &str = "Subscription resumed";
pub(in crate::view) const PLAN_CHANGED: &str = "Plan changed";
/// The plan is the same.
pub(in crate::view) const PRICE_CHANGED: &str = "Price changed";

/// Today or tomorrow: `Trial ends tomorrow at 9:00`.
pub(in crate::view) fn trial_ends(coming: &str) -> String {
    format!("Trial ends {coming}")
}

/// On a day after tomorrow.
pub(in crate::view) fn trial_ends_on(date: &str) -> String {
    format!("Trial ends on {date}")
}

/// On a day before today.
pub(in crate::view) fn trial_ended(date: &str) -> String {
    format!("Trial ended {date}")
}

/// When a trial that started ends: `ends 29 Nov`.
pub(in crate::view) fn ends(coming: &str) -> String {
    format!("ends {coming}")
}

/// Until when a cancelled subscription is paid.
pub(in crate::view) fn until(coming: &str) -> String {
    format!("until {coming}")
}

/// The trial or the subscription is over since an earlier day.
pub(in crate::view) fn ended(date: &str) -> String {
    format!("ended {date}")
}

/// The same since today.
pub(in crate::view) const ENDED_TODAY: &str = "ended today";

/// From one product or price to another.
pub(in crate::view) fn changed(before: &str, now: &str) -> String {
    format!("{before} → {now}")
}

/// What a customer wrote on leaving.
pub(in crate::view) fn quoted(comment: &str) -> String {
    format!("“{comment}”")
}

// What Polar lets the organization do.

pub(in crate::view) const PAYMENTS_OFF: &str = "Polar switched off payments";
pub(in crate::view) const PAYMENTS_ON: &str = "Polar switched on payments";
pub(in crate::view) const PAYOUTS_OFF: &str = "Polar switched off payouts";
pub(in crate::view) const PAYOUTS_ON: &str = "Polar switched on payouts";
pub(in crate::view) const CUSTOMERS_CANNOT_PAY: &str = "Customers cannot pay – open Polar to see what it needs";
pub(in crate::view) const CUSTOMERS_CAN_PAY: &str = "Customers can pay again";
pub(in crate::view) const MONEY_STAYS: &str = "Your money stays at Polar – open Polar to see what it needs";
pub(in crate::view) const MONEY_CAN_LEAVE: &str = "Your money can leave Polar again";

/// Where the organization’s account stands now: `Your account at Polar is under review`.
pub(in crate::view) fn account(standing: &str) -> String {
    format!("Your account at Polar {standing}")
}

/// The same without a word for where it stands.
pub(in crate::view) const ANOTHER_STATUS: &str = "Your account at Polar has another status";

/// What that means, or what to do about it.
pub(in crate::view) fn about_standing(status: Option<&OrganizationStatus>) -> &'static str {
    match status {
        Some(OrganizationStatus::Active) => "Everything is as it should be",
        Some(OrganizationStatus::Offboarded) => "Nothing is sold through it any more",
        Some(OrganizationStatus::Created | OrganizationStatus::Review | OrganizationStatus::Snoozed) => {
            "Open Polar to see how it goes on"
        }
        _ => "Open Polar to see what it needs",
    }
}

// Round numbers and records.

/// How many orders there are now; `None` when the number is not known.
pub(in crate::view) fn order_count(number: Option<u64>, numbers: &Numbers) -> String {
    match number {
        Some(1) => "First sale".to_owned(),
        Some(number) => format!("{} order", ordinal(number, numbers)),
        None => "A round number of orders".to_owned(),
    }
}

pub(in crate::view) const BEST_DAY: &str = "Best day so far";
pub(in crate::view) const MORE_THAN_ANY_DAY: &str = "More revenue than on any day before";
pub(in crate::view) const MRR_HIGH: &str = "MRR at a new high";
pub(in crate::view) const MORE_THAN_ANY_MONTH: &str = "More than at the end of any month before";

/// `10th`, `1,000th`.
fn ordinal(number: u64, numbers: &Numbers) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{}{ending}", numbers.count(number))
}

// What time tells.

pub(in crate::view) fn no_order_for_minutes(number: u64, numbers: &Numbers) -> String {
    format!("No order for {}", numbers.things(number, "minute", "minutes"))
}

pub(in crate::view) fn no_order_for_hours(number: u64, numbers: &Numbers) -> String {
    format!("No order for {}", numbers.things(number, "hour", "hours"))
}

pub(in crate::view) fn no_order_for_days(number: u64, numbers: &Numbers) -> String {
    format!("No order for {}", numbers.things(number, "day", "days"))
}

/// Why the silence is told of: `Unusual for a Sunday`.
pub(in crate::view) fn unusual_for(weekday: &str) -> String {
    format!("Unusual for a {weekday}")
}

/// The time at which something was so that may not be so any more.
pub(in crate::view) fn as_of(clock: &str) -> String {
    format!("as of {clock}")
}

/// The day whose figures these are.
pub(in crate::view) const TODAY: &str = "Today";

/// An earlier day up to the time at which its figures were read: `21 Nov until 18:00`.
pub(in crate::view) fn day_until(date: &str, time: &str) -> String {
    format!("{date} until {time}")
}

/// The day’s orders, none among them.
pub(in crate::view) fn orders_of_the_day(number: u64, numbers: &Numbers) -> String {
    if number == 0 { "No orders".to_owned() } else { orders(number, numbers) }
}

pub(in crate::view) fn new_subscriptions(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "new subscription", "new subscriptions")
}

// Several things in the words of one: parts of a list, of which the first stands as a title.

/// There is nothing to sum up.
pub(in crate::view) const NOTHING_NEW: &str = "Nothing new";

/// What there is no room for, at the end of the list.
pub(in crate::view) fn and_more(number: u64, numbers: &Numbers) -> String {
    format!("and {} more", numbers.count(number))
}

/// Sales of several kinds.
pub(in crate::view) fn sales(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "sale", "sales")
}

pub(in crate::view) fn payments_off(number: u64, numbers: &Numbers) -> String {
    times("payments switched off by Polar", number, numbers)
}

pub(in crate::view) fn payouts_off(number: u64, numbers: &Numbers) -> String {
    times("payouts switched off by Polar", number, numbers)
}

pub(in crate::view) fn another_status(number: u64, numbers: &Numbers) -> String {
    times("another status at Polar", number, numbers)
}

pub(in crate::view) fn orders(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "order", "orders")
}

pub(in crate::view) fn cancellations(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "cancellation", "cancellations")
}

pub(in crate::view) fn failed_payments(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "failed payment", "failed payments")
}

pub(in crate::view) fn refunds(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "refund", "refunds")
}

pub(in crate::view) fn trials_ending(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "trial about to end", "trials about to end")
}

pub(in crate::view) fn paused_subscriptions(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "paused subscription", "paused subscriptions")
}

pub(in crate::view) fn plan_changes(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "plan change", "plan changes")
}

pub(in crate::view) fn new_trials(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "new trial", "new trials")
}

pub(in crate::view) fn undone_cancellations(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "undone cancellation", "undone cancellations")
}

pub(in crate::view) fn resumed_subscriptions(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "resumed subscription", "resumed subscriptions")
}

pub(in crate::view) fn payments_on(number: u64, numbers: &Numbers) -> String {
    times("payments switched on again", number, numbers)
}

pub(in crate::view) fn payouts_on(number: u64, numbers: &Numbers) -> String {
    times("payouts switched on again", number, numbers)
}

pub(in crate::view) fn milestones(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "milestone", "milestones")
}

pub(in crate::view) fn long_silences(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "long silence", "long silences")
}

pub(in crate::view) fn daily_summaries(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "daily summary", "daily summaries")
}

pub(in crate::view) fn new_orders(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "new order", "new orders")
}

pub(in crate::view) fn new_subscribers(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "new subscriber", "new subscribers")
}

pub(in crate::view) fn renewals(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "renewal", "renewals")
}

pub(in crate::view) fn recovered_payments(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "recovered payment", "recovered payments")
}

/// What is the case, however often it came about; how often is said after it.
fn times(what: &str, number: u64, numbers: &Numbers) -> String {
    if number > 1 { format!("{what} ×{}", numbers.count(number)) } else { what.to_owned() }
}

// The examples, for whoever wants to see one notification of each kind.

pub(in crate::view) const EXAMPLE_CUSTOMER: &str = "Jane Doe";
pub(in crate::view) const EXAMPLE_COMMENT: &str = "Great product, my budget is gone for now";
pub(in crate::view) const EXAMPLE_PRODUCT: &str = "Pro Plan";
/// The product that the customer had before.
pub(in crate::view) const EXAMPLE_PRODUCT_BEFORE: &str = "Starter";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_ending_that_is_spoken() {
        for (number, expected) in
            [(10, "10th"), (1_000, "1,000th"), (1, "1st"), (22, "22nd"), (103, "103rd"), (11, "11th"), (112, "112th")]
        {
            assert_eq!(ordinal(number, &Numbers::default()), expected);
        }
    }
}
