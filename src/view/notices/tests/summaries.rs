//! Several things as one.

use super::*;
use crate::app::notice::Tally;

fn summary(counts: &[(ChangeKind, u64)], revenue: &[(i64, &str)]) -> Notice {
    let tally = Tally { counts: counts.iter().copied().collect(), revenue: totals(revenue) };
    Notice::Summary { id: String::new(), announces: Vec::new(), tally }
}

#[test]
fn several_sales_are_told_as_one() {
    use ChangeKind::{NewOrder, NewSubscriber, PaymentRecovered, Renewal, TrialConverted};
    for (counts, revenue, expected) in [
        (&[(NewOrder, 5)][..], &[(14_500, "usd")][..], "5 new orders · $145.00 / Acme Inc"),
        (&[(NewSubscriber, 4)], &[(3_600, "usd")], "4 new subscribers · $36.00 / Acme Inc"),
        (&[(NewSubscriber, 2), (TrialConverted, 2)], &[(3_600, "usd")], "4 new subscribers · $36.00 / Acme Inc"),
        (
            &[(NewOrder, 4), (NewSubscriber, 2)],
            &[(14_500, "usd"), (2_900, "eur")],
            "6 sales · $145.00 + €29.00 / 4 new orders · 2 new subscribers",
        ),
        (&[(Renewal, 4)], &[(14_500, "usd")], "4 renewals · $145.00 / Acme Inc"),
        (
            &[(NewOrder, 1), (NewSubscriber, 2), (Renewal, 3), (PaymentRecovered, 1)],
            &[(14_500, "usd")],
            "7 sales · $145.00 / 1 new order · 2 new subscribers · 3 renewals · 1 recovered payment",
        ),
        (&[(NewOrder, 2)], &[], "2 new orders / Acme Inc"),
    ] {
        assert_eq!(scene().said(&summary(counts, revenue)), expected);
    }
}

#[test]
fn different_things_are_named_by_their_weight() {
    use ChangeKind::{BestDay, Canceled, NewOrder, OrderCount, PartialRefund, PaymentsOff, Refund, Renewal};
    let usd = &[(8_700, "usd")][..];
    for (counts, revenue, expected) in [
        (
            &[(NewOrder, 2), (Renewal, 1), (Canceled, 1), (Refund, 1), (OrderCount, 1)][..],
            usd,
            "3 orders · $87.00 / 1 cancellation · 1 refund · 1 milestone",
        ),
        (
            &[(NewOrder, 3), (PaymentsOff, 1), (BestDay, 1)],
            usd,
            "Payments switched off by Polar / 3 orders · $87.00 · 1 milestone",
        ),
        (&[(PaymentsOff, 2)], &[], "Payments switched off by Polar ×2 / Acme Inc"),
        (&[(Refund, 1), (PartialRefund, 1)], &[], "2 refunds / Acme Inc"),
        (&[(Canceled, 2), (Refund, 2)], &[], "2 cancellations / 2 refunds"),
        (
            &[(NewOrder, 3), (Canceled, 1)],
            &[(300, "usd"), (200, "eur"), (100, "gbp")],
            "3 orders · $3.00 + €2.00 … / 1 cancellation",
        ),
    ] {
        assert_eq!(scene().said(&summary(counts, revenue)), expected);
    }
    let hidden = Scene { hide_amounts: true, one_of_several: true, ..scene() };
    let counts = [(NewOrder, 3), (Canceled, 1)];
    assert_eq!(hidden.said(&summary(&counts, usd)), "3 orders · ••• / 1 cancellation · Acme Inc");
}

#[test]
fn a_summary_is_never_longer_than_a_notification_shows_well() {
    for number in [1, 77, 9_999] {
        let all = summary(&ChangeKind::ALL.map(|kind| (kind, number)), &[(i64::MAX, "usd"), (i64::MAX, "eur")]);
        let Words { title, body, .. } = scene().words(&all);
        assert!(title.chars().count() + body.chars().count() <= 150, "{title} / {body}");
        assert!(body.ends_with(" more"), "{body}");
    }
}

#[test]
fn a_summary_without_orders_opens_the_overview() {
    for kind in ChangeKind::ALL {
        let of_an_order = announcement(kind);
        let of_an_order =
            matches!(of_an_order.change.subject, crate::domain::Subject::Order(_)) && kind != ChangeKind::Silence;
        let link = scene().words(&summary(&[(kind, 4)], &[])).link;
        assert_eq!(link, if of_an_order { Link::Sales } else { Link::Overview }, "{kind:?}");
    }
}
