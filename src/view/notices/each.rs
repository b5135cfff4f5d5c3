//! One notification of each kind, for whoever wants to see them all.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::app::Names;
use crate::app::notice::{Notice, Tally};
use crate::domain::{
    Announcement, Cadence, CancellationReason, Change, ChangeKind, CustomerId, DayFigures, Details, Interval, OrderId,
    OrganizationStatus, Subject, SubscriptionId,
};
use crate::money::{Currency, Money, Totals};
use crate::view::words::notices as said;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A notice of each kind, in the order of [`ChangeKind::ALL`], and a summary of them all. None takes another's place on the
/// screen.
pub fn one_of_each(now: Timestamp) -> Vec<Notice> {
    let entries = ChangeKind::ALL.map(|kind| announcement(kind, now));
    let tally = Tally::of(&entries);
    let announces = entries.iter().map(|entry| id(entry.change.kind)).collect();
    let summary = Notice::Summary { id: "test/summary".to_owned(), announces, tally };
    entries.into_iter().map(single).chain([summary]).collect()
}

/// The names for them.
pub fn names() -> Names {
    Names {
        customers: [(CUSTOMER, said::EXAMPLE_CUSTOMER.to_owned())].into(),
        comments: [(SUBSCRIPTION, said::EXAMPLE_COMMENT.to_owned())].into(),
    }
}

const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(1));
const ORDER: OrderId = OrderId(Uuid::from_u128(1));
const SUBSCRIPTION: SubscriptionId = SubscriptionId(Uuid::from_u128(1));

fn id(kind: ChangeKind) -> String {
    format!("test/{}", kind.code())
}

fn single(announcement: Announcement) -> Notice {
    let id = id(announcement.change.kind);
    Notice::One { place: id.clone(), id, announcement: Box::new(announcement) }
}

fn announcement(kind: ChangeKind, now: Timestamp) -> Announcement {
    let (subject, occurrence) = subject(kind, now);
    let of_somebody = matches!(subject, Subject::Order(_) | Subject::Subscription(_));
    let silent = SignedDuration::from_hours(if kind == ChangeKind::Silence { 9 } else { 0 });
    Announcement {
        change: Change { kind, subject, occurrence },
        found_at: now,
        happened_at: now.checked_sub(silent).unwrap_or(now),
        amount: amount(kind, subject),
        product_name: of_somebody.then(|| said::EXAMPLE_PRODUCT.to_owned()),
        customer_id: of_somebody.then_some(CUSTOMER),
        day: (kind == ChangeKind::DailySummary).then(|| DayFigures {
            revenue: [usd(41_200)].into_iter().collect::<Totals>(),
            orders: 9,
            new_subscriptions: 2,
        }),
        details: details(kind, subject, now),
    }
}

fn subject(kind: ChangeKind, now: Timestamp) -> (Subject, i64) {
    match kind {
        ChangeKind::NewOrder
        | ChangeKind::NewSubscriber
        | ChangeKind::TrialConverted
        | ChangeKind::Renewal
        | ChangeKind::PaymentRecovered
        | ChangeKind::PaymentFailed
        | ChangeKind::Silence => (Subject::Order(ORDER), 0),
        ChangeKind::Refund => (Subject::Order(ORDER), 2_900),
        ChangeKind::PartialRefund => (Subject::Order(ORDER), 1_000),
        ChangeKind::TrialStarted
        | ChangeKind::TrialEnding
        | ChangeKind::Canceled
        | ChangeKind::Uncanceled
        | ChangeKind::Paused
        | ChangeKind::Resumed
        | ChangeKind::PlanChanged => (Subject::Subscription(SUBSCRIPTION), now.as_microsecond()),
        ChangeKind::PaymentsOff
        | ChangeKind::PaymentsOn
        | ChangeKind::PayoutsOff
        | ChangeKind::PayoutsOn
        | ChangeKind::StandingChanged => (Subject::Organization, now.as_microsecond()),
        ChangeKind::OrderCount => (Subject::Organization, 100),
        // Without a date they are of today, wherever that is.
        ChangeKind::DailySummary => (Subject::Organization, 0),
        ChangeKind::BestDay | ChangeKind::MrrHigh => (Subject::Currency(Currency::USD), 0),
    }
}

fn amount(kind: ChangeKind, subject: Subject) -> Option<Money> {
    match (kind, subject) {
        (ChangeKind::NewOrder | ChangeKind::Refund, _) => Some(usd(2_900)),
        (ChangeKind::PartialRefund, _) => Some(usd(1_000)),
        (ChangeKind::BestDay, _) => Some(usd(41_200)),
        (ChangeKind::MrrHigh, _) => Some(usd(421_000)),
        (_, Subject::Order(_)) => Some(usd(900)),
        _ => None,
    }
}

fn details(kind: ChangeKind, subject: Subject, now: Timestamp) -> Details {
    let monthly = |minor: i64| Some((usd(minor), Cadence { interval: Interval::Month, count: 1 }));
    let in_days = |days: i32| now.checked_add(DAY * days).ok();
    let of_a_subscription = matches!(subject, Subject::Subscription(_))
        || matches!(kind, ChangeKind::NewSubscriber | ChangeKind::TrialConverted);
    let details = Details { price: monthly(900).filter(|_| of_a_subscription), ..Details::default() };
    match kind {
        ChangeKind::PaymentFailed => Details { until: in_days(2), ..details },
        ChangeKind::TrialStarted => Details { until: in_days(7), ..details },
        ChangeKind::TrialEnding => Details { until: in_days(3), ..details },
        ChangeKind::Canceled => {
            Details { until: in_days(11), reason: Some(CancellationReason::TooExpensive), ..details }
        }
        ChangeKind::PlanChanged => Details {
            price: monthly(2_900),
            price_before: monthly(900),
            product_before: Some(said::EXAMPLE_PRODUCT_BEFORE.to_owned()),
            ..details
        },
        ChangeKind::StandingChanged => Details { standing: Some(OrganizationStatus::Denied), ..details },
        ChangeKind::DailySummary => Details { until: Some(now), ..details },
        _ => details,
    }
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}
