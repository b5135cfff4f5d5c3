//! How the organization stands with Polar.

use revone::demo::Shop;
use revone::domain::{ChangeKind, Organization, OrganizationStatus, Subject};

use super::{connected, heard_within, is};

/// The organization is asked about once an hour; other turns may come first.
const PROMISED: i64 = 70;

/// What Polar does, what is announced of it, and as which new standing.
type Case = (fn(&mut Shop), ChangeKind, Option<OrganizationStatus>);

#[tokio::test]
async fn what_polar_switches_off_and_on_again_is_told_each_time() {
    let cases: [Case; 8] = [
        (|shop| shop.allow_payments(false), ChangeKind::PaymentsOff, None),
        (|shop| shop.allow_payments(true), ChangeKind::PaymentsOn, None),
        (|shop| shop.allow_payments(false), ChangeKind::PaymentsOff, None),
        (|shop| shop.allow_payouts(false), ChangeKind::PayoutsOff, None),
        (|shop| shop.allow_payouts(true), ChangeKind::PayoutsOn, None),
        (|shop| shop.stand(OrganizationStatus::Denied), ChangeKind::StandingChanged, Some(OrganizationStatus::Denied)),
        (
            |shop| shop.stand(OrganizationStatus::Blocked),
            ChangeKind::StandingChanged,
            Some(OrganizationStatus::Blocked),
        ),
        (|shop| shop.stand(OrganizationStatus::Active), ChangeKind::StandingChanged, Some(OrganizationStatus::Active)),
    ];
    let mut lab = connected().await;
    for (happens, kind, standing) in cases {
        let [found] = heard_within(PROMISED, &mut lab, |shop, _| happens(shop)).await;
        is(&found, kind, Subject::Organization);
        assert_eq!(found.details.standing, standing);
        assert_eq!((found.amount, &found.product_name, found.customer_id), (None, &None, None));
    }
}

#[tokio::test]
async fn a_review_of_an_account_that_goes_on_selling_is_no_news() {
    let mut lab = connected().await;
    for status in [OrganizationStatus::Review, OrganizationStatus::Snoozed, OrganizationStatus::Active] {
        lab.shop(|shop| shop.stand(status));
        lab.poll_for(PROMISED).await;
        assert_eq!(lab.waiting(), []);
    }
}

#[tokio::test]
async fn connecting_once_more_neither_hides_what_has_changed_nor_tells_what_has_not() {
    let mut lab = connected().await;
    let known = lab.ledger.organizations().unwrap().remove(0);
    lab.shop(|shop| shop.allow_payments(false));
    let seen = Organization { can_take_payments: false, ..known.organization.clone() };
    lab.ledger.connect(&seen, &known.origin, lab.now).unwrap();
    let [found] = heard_within(PROMISED, &mut lab, |_, _| ()).await;
    is(&found, ChangeKind::PaymentsOff, Subject::Organization);
    // A launch knows who is connected, and not how they stand.
    lab.ledger.connect(&known.organization, &known.origin, lab.now).unwrap();
    lab.poll_for(PROMISED).await;
    assert_eq!(lab.waiting(), []);
}
