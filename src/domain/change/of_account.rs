use jiff::Timestamp;

use super::{Change, ChangeKind, Subject};
use crate::domain::{Details, Found, Organization, OrganizationStatus};

/// What has changed of how an organization stands with Polar since it was read before, seen at `at`. Nothing where that was
/// never read.
pub fn of_account(before: &Organization, now: &Organization, at: Timestamp) -> Vec<Found> {
    if before.status.is_unread() {
        return Vec::new();
    }
    let found = |kind, details| Found {
        change: Change { kind, subject: Subject::Organization, occurrence: at.as_microsecond() },
        happened_at: at,
        details,
    };
    let turned = |was: bool, is: bool, off: ChangeKind, on: ChangeKind| match (was, is) {
        (true, false) => Some(found(off, Details::default())),
        (false, true) => Some(found(on, Details::default())),
        _ => None,
    };
    let standing =
        (before.status != now.status && (is_trouble(&before.status) || is_trouble(&now.status))).then(|| {
            found(ChangeKind::StandingChanged, Details { standing: Some(now.status.clone()), ..Details::default() })
        });
    let payments =
        turned(before.can_take_payments, now.can_take_payments, ChangeKind::PaymentsOff, ChangeKind::PaymentsOn);
    let payouts = turned(before.can_be_paid_out, now.can_be_paid_out, ChangeKind::PayoutsOff, ChangeKind::PayoutsOn);
    [standing, payments, payouts].into_iter().flatten().collect()
}

/// Whether a status is one that its owner has to do something about, or did until now. That Polar reviews an account that
/// goes on selling, or puts a review off, is how every account begins.
fn is_trouble(status: &OrganizationStatus) -> bool {
    matches!(
        status,
        OrganizationStatus::Denied
            | OrganizationStatus::Blocked
            | OrganizationStatus::Offboarding
            | OrganizationStatus::Offboarded
    )
}
