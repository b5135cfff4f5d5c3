use jiff::Timestamp;
use uuid::Uuid;

use super::Captured;
use crate::domain::{OrganizationId, OrganizationStatus};

/// The organization that owns the shop.
#[derive(Clone, Debug)]
pub struct OrganizationRow {
    /// Its id.
    pub id: OrganizationId,
    /// When it joined Polar.
    pub created_at: Timestamp,
    /// Its name as people read it.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Where it stands with Polar.
    pub status: OrganizationStatus,
    /// The account that it is paid out to.
    pub account_id: Uuid,
    /// Whether Polar lets it take payments.
    pub checkout_payments: bool,
    /// Whether Polar pays it out.
    pub payouts: bool,
    /// Replayed in place of all else, where the row was captured.
    pub captured: Option<Captured>,
}
