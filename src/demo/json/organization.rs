use serde::{Serialize, Serializer};
use serde_json::json;

use super::time::Time;
use super::{NONE, NULL, object};
use crate::demo::rows::OrganizationRow;

/// An organization as Polar writes it.
pub(in crate::demo) struct OrganizationJson<'a>(pub &'a OrganizationRow);

impl Serialize for OrganizationJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        if let Some(captured) = &row.captured {
            return captured.serialize(serializer);
        }
        object!(serializer, {
            "created_at": Time(row.created_at),
            "modified_at": NULL,
            "id": row.id.0,
            "name": row.name,
            "slug": row.slug,
            "avatar_url": NULL,
            "proration_behavior": "prorate",
            "allow_customer_updates": true,
            "bio": NULL,
            "company": NULL,
            "blog": NULL,
            "location": NULL,
            "twitter_username": NULL,
            "pledge_minimum_amount": 0,
            "pledge_badge_show_amount": false,
            "default_upfront_split_to_contributors": NULL,
            "email": format!("hello@{}.test", row.slug),
            "website": format!("https://{}.test", row.slug),
            "socials": NONE,
            "status": row.status.code(),
            "details_submitted_at": NULL,
            "onboarding_resubmission_requested_at": NULL,
            "sso_enforced": false,
            "default_presentment_currency": "usd",
            "default_tax_behavior": "location",
            "feature_settings": json!({
                "issue_funding_enabled": false,
                "seat_based_pricing_enabled": false,
                "unit_based_pricing_enabled": false,
                "wallets_enabled": false,
                "member_model_enabled": false,
                "checkout_localization_enabled": false,
                "overview_metrics": null,
                "reset_proration_behavior_enabled": false,
                "off_session_charges_enabled": false,
                "meter_cycling_enabled": false,
                "slack_benefit_enabled": false,
                "preview_access_enabled": false,
                "disputes_enabled": false,
                "sso_enabled": false,
                "dispute_auto_accept_enabled": false,
                "compass_enabled": false,
                "merchant_migration_enabled": false,
            }),
            "subscription_settings": json!({
                "allow_multiple_subscriptions": false,
                "proration_behavior": "prorate",
                "benefit_revocation_grace_period": 0,
                "prevent_trial_abuse": false,
                "allow_customer_updates": true,
            }),
            "customer_email_settings": json!({
                "order_confirmation": true,
                "payment_method_expiration_reminder": true,
                "subscription_cancellation": true,
                "subscription_confirmation": true,
                "subscription_cycled": true,
                "subscription_cycled_after_trial": true,
                "subscription_past_due": true,
                "subscription_paused": true,
                "subscription_resumed": true,
                "subscription_renewal_reminder": true,
                "subscription_revoked": true,
                "subscription_trial_conversion_reminder": true,
                "subscription_uncanceled": true,
                "subscription_updated": true,
            }),
            "customer_portal_settings": json!({
                "usage": { "show": true },
                "subscription": { "update_seats": true, "update_plan": true },
                "customer": { "allow_email_change": false },
            }),
            "dispute_settings": json!({ "auto_accept_below_amount": null }),
            "embed_hosts": NONE,
            "embed_hosts_enforced": true,
            "country": NULL,
            "account_id": row.account_id,
            "payout_account_id": NULL,
            "capabilities": json!({
                "checkout_payments": row.checkout_payments,
                "subscription_renewals": row.checkout_payments,
                "payouts": row.payouts,
                "refunds": true,
                "api_access": true,
                "dashboard_access": true,
            }),
            "notification_settings": json!({
                "new_order": true,
                "new_subscription": true,
                "chargeback_prevention": true,
                "subscription_renewal": false,
            }),
        })
    }
}
