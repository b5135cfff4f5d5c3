//! Rows of Polar's that could not be read, as they stand beside the figures.

use crate::app::Rejected;
use crate::domain::OrganizationId;
use crate::store::{Ledger, LedgerError, REJECTIONS_KEPT, Rejection};

/// What a ledger says of an organization's unreadable rows.
///
/// # Errors
/// When the ledger cannot be read.
pub fn of_ledger(ledger: &Ledger, organization: OrganizationId) -> Result<Rejected, LedgerError> {
    ledger.rejections(organization).map(|rejections| of(&rejections))
}

/// The same of rows that have been taken from the ledger, the one seen last first.
pub fn of(rejections: &[Rejection]) -> Rejected {
    let rows = u64::try_from(rejections.len()).unwrap_or(u64::MAX);
    Rejected {
        rows,
        more: rows >= u64::from(REJECTIONS_KEPT),
        last: rejections.first().map(|rejection| rejection.path.clone()),
    }
}
