use uuid::Uuid;

use super::super::*;

const ORDER: Subject = Subject::Order(OrderId(Uuid::nil()));
const SUBSCRIPTION: Subject = Subject::Subscription(SubscriptionId(Uuid::nil()));

fn change(kind: ChangeKind, subject: Subject) -> Change {
    Change { kind, subject, occurrence: 7 }
}

#[test]
fn one_sale_has_one_name_whatever_it_is_found_to_be() {
    let id = |kind| change(kind, ORDER).stable_id();
    let sales = [
        ChangeKind::NewOrder,
        ChangeKind::NewSubscriber,
        ChangeKind::TrialConverted,
        ChangeKind::Renewal,
        ChangeKind::PaymentRecovered,
    ];
    for kind in sales {
        assert_eq!(id(kind), format!("order/{}/paid", Uuid::nil()), "{kind:?}");
    }
}

#[test]
fn what_can_happen_again_is_named_by_its_occurrence() {
    for (kind, subject, expected) in [
        (ChangeKind::Refund, ORDER, "order/*/refunded/7"),
        (ChangeKind::PaymentFailed, ORDER, "order/*/failed/7"),
        (ChangeKind::Silence, ORDER, "order/*/silence"),
        (ChangeKind::TrialStarted, SUBSCRIPTION, "subscription/*/trial"),
        (ChangeKind::Canceled, SUBSCRIPTION, "subscription/*/canceled/7"),
        (ChangeKind::PaymentsOff, Subject::Organization, "account/payments-off/7"),
        (ChangeKind::OrderCount, Subject::Organization, "milestone/orders/7"),
        (ChangeKind::BestDay, Subject::Currency(Currency::USD), "milestone/best-day/usd/7"),
        (ChangeKind::DailySummary, Subject::Organization, "daily/7"),
    ] {
        assert_eq!(change(kind, subject).stable_id().replace(&Uuid::nil().to_string(), "*"), expected);
    }
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects() {
    for (earlier, later, subject) in [
        (ChangeKind::PaymentFailed, ChangeKind::PaymentRecovered, ORDER),
        (ChangeKind::PartialRefund, ChangeKind::Refund, ORDER),
        (ChangeKind::Canceled, ChangeKind::Uncanceled, SUBSCRIPTION),
        (ChangeKind::Paused, ChangeKind::Resumed, SUBSCRIPTION),
        (ChangeKind::TrialStarted, ChangeKind::TrialEnding, SUBSCRIPTION),
        (ChangeKind::PaymentsOff, ChangeKind::PaymentsOn, Subject::Organization),
    ] {
        let later = Change { occurrence: 8, ..change(later, subject) };
        assert_eq!(change(earlier, subject).place(), later.place());
        assert_ne!(change(earlier, subject).stable_id(), later.stable_id());
    }
    let two = [ChangeKind::NewOrder, ChangeKind::Refund].map(|kind| change(kind, ORDER).place());
    assert_ne!(two[0], two[1], "a sale stays on the screen when it is refunded");
}
