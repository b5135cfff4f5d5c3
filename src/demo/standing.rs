//! How the organization stands with Polar.

use serde_json::json;

use super::rows::OrganizationRow;
use super::shop::Shop;
use crate::domain::OrganizationStatus;

impl Shop {
    /// Polar sees the organization otherwise.
    pub fn stand(&mut self, status: OrganizationStatus) {
        self.organization.status = status;
        patch(&mut self.organization);
    }

    /// Polar lets the organization take payments, or not any more.
    pub fn allow_payments(&mut self, allowed: bool) {
        self.organization.checkout_payments = allowed;
        patch(&mut self.organization);
    }

    /// Polar pays the organization out, or not any more.
    pub fn allow_payouts(&mut self, allowed: bool) {
        self.organization.payouts = allowed;
        patch(&mut self.organization);
    }
}

/// Keeps a captured row in step with its fields.
fn patch(row: &mut OrganizationRow) {
    let OrganizationRow { status, checkout_payments, payouts, captured, .. } = row;
    let Some(captured) = captured else { return };
    captured.insert("status".to_owned(), json!(status.code()));
    if let Some(capabilities) = captured.get_mut("capabilities").and_then(serde_json::Value::as_object_mut) {
        capabilities.insert("checkout_payments".to_owned(), json!(checkout_payments));
        capabilities.insert("payouts".to_owned(), json!(payouts));
    }
}
