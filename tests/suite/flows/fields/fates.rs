//! What the program does with each field that Polar sends, and so what becomes of a row in which it is wrong.

use super::wrongs::Wrong;

/// The kinds of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Order,
    Subscription,
    Organization,
}

/// What a field is to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A row without it is none: rejected, counted and named by its path.
    Needed,
    /// A row without it is read, and that fact is absent.
    Spared,
    /// It makes no difference, with everything in it.
    Ignored,
}

/// What a field's value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Id,
    Instant,
    Currency,
    /// A code of an enum that may grow: any text.
    Code,
    Words,
    Whole,
    Flag,
    Part,
    /// Nobody looks.
    Anything,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is left out, and named by this path.
    Rejected,
    /// It is read as if the field were null.
    Absent,
    /// It is read, and the field says what it says.
    Read,
    /// It is read as if nothing were wrong.
    Same,
}

use Form::{Anything, Code, Currency, Flag, Id, Instant, Part, Whole, Words};
use Use::{Ignored, Needed, Spared};

type Field = (&'static str, Use, Form);

/// The fields of a kind of row.
pub struct Table {
    pub kind: Kind,
    pub fields: &'static [Field],
    /// With everything below them.
    pub ignored: &'static [&'static str],
}

pub const TABLES: [Table; 3] = [
    Table { kind: Kind::Order, fields: ORDER, ignored: IGNORED_OF_ORDERS },
    Table { kind: Kind::Subscription, fields: SUBSCRIPTION, ignored: IGNORED_OF_SUBSCRIPTIONS },
    Table { kind: Kind::Organization, fields: ORGANIZATION, ignored: IGNORED_OF_ORGANIZATIONS },
];

const ORDER: &[Field] = &[
    ("id", Needed, Id),
    ("created_at", Needed, Instant),
    ("status", Needed, Code),
    ("currency", Needed, Currency),
    ("net_amount", Needed, Whole),
    ("subtotal_amount", Needed, Whole),
    ("discount_amount", Needed, Whole),
    ("tax_amount", Needed, Whole),
    ("total_amount", Needed, Whole),
    ("refunded_amount", Needed, Whole),
    ("refunded_tax_amount", Needed, Whole),
    ("platform_fee_amount", Spared, Whole),
    ("platform_fee_currency", Spared, Currency),
    ("billing_reason", Spared, Code),
    ("subscription_id", Spared, Id),
    ("subscription", Spared, Part),
    ("subscription.id", Spared, Id),
    ("subscription.amount", Spared, Whole),
    ("subscription.currency", Spared, Currency),
    ("subscription.recurring_interval", Spared, Code),
    ("subscription.recurring_interval_count", Spared, Whole),
    ("subscription.trial_end", Spared, Instant),
    ("product_id", Spared, Id),
    ("product", Spared, Part),
    ("product.id", Spared, Id),
    ("product.name", Spared, Words),
    ("description", Spared, Words),
    ("customer_id", Spared, Id),
    ("customer", Spared, Part),
    ("customer.id", Spared, Id),
    ("customer.name", Spared, Words),
    ("customer.billing_name", Spared, Words),
    ("billing_name", Spared, Words),
    ("invoice_number", Spared, Words),
    ("next_payment_attempt_at", Spared, Instant),
];

const IGNORED_OF_ORDERS: &[&str] = &[
    "modified_at",
    "paid",
    "applied_balance_amount",
    "due_amount",
    "billing_address",
    "is_invoice_generated",
    "receipt_number",
    "seats",
    "units",
    "product_price_id",
    "discount_id",
    "checkout_id",
    "metadata",
    "custom_field_data",
    "user_id",
    "user",
    "product_price",
    "discount",
    "items",
    "amount",
    "from_balance_amount",
    "refundable_amount",
    "refundable_tax_amount",
    "customer.created_at",
    "customer.modified_at",
    "customer.metadata",
    "customer.external_id",
    "customer.email",
    "customer.email_verified",
    "customer.type",
    "customer.billing_address",
    "customer.tax_id",
    "customer.locale",
    "customer.organization_id",
    "customer.default_payment_method_id",
    "customer.deleted_at",
    "customer.first_user_event_at",
    "customer.avatar_url",
    "product.metadata",
    "product.created_at",
    "product.modified_at",
    "product.trial_interval",
    "product.trial_interval_count",
    "product.description",
    "product.visibility",
    "product.recurring_interval",
    "product.recurring_interval_count",
    "product.meter_interval",
    "product.meter_interval_count",
    "product.is_recurring",
    "product.is_archived",
    "product.organization_id",
    "subscription.metadata",
    "subscription.created_at",
    "subscription.modified_at",
    "subscription.status",
    "subscription.current_period_start",
    "subscription.current_period_end",
    "subscription.current_meter_period_start",
    "subscription.current_meter_period_end",
    "subscription.trial_start",
    "subscription.cancel_at_period_end",
    "subscription.canceled_at",
    "subscription.started_at",
    "subscription.ends_at",
    "subscription.ended_at",
    "subscription.past_due_at",
    "subscription.pause_at_period_end",
    "subscription.paused_at",
    "subscription.resumes_at",
    "subscription.customer_id",
    "subscription.product_id",
    "subscription.discount_id",
    "subscription.checkout_id",
    "subscription.seats",
    "subscription.units",
    "subscription.customer_cancellation_reason",
    "subscription.customer_cancellation_comment",
    "subscription.price_id",
    "subscription.user_id",
];

const SUBSCRIPTION: &[Field] = &[
    ("id", Needed, Id),
    ("status", Needed, Code),
    ("amount", Needed, Whole),
    ("currency", Needed, Currency),
    ("recurring_interval", Needed, Code),
    ("recurring_interval_count", Needed, Whole),
    ("started_at", Spared, Instant),
    ("current_period_end", Spared, Instant),
    ("trial_end", Spared, Instant),
    ("cancel_at_period_end", Spared, Flag),
    ("canceled_at", Spared, Instant),
    ("ends_at", Spared, Instant),
    ("ended_at", Spared, Instant),
    ("past_due_at", Spared, Instant),
    ("paused_at", Spared, Instant),
    ("customer_id", Spared, Id),
    ("customer", Spared, Part),
    ("customer.id", Spared, Id),
    ("customer.name", Spared, Words),
    ("customer.billing_name", Spared, Words),
    ("product_id", Spared, Id),
    ("product", Spared, Part),
    ("product.id", Spared, Id),
    ("product.name", Spared, Words),
    ("customer_cancellation_reason", Spared, Code),
    ("customer_cancellation_comment", Spared, Words),
];

const IGNORED_OF_SUBSCRIPTIONS: &[&str] = &[
    "metadata",
    "created_at",
    "modified_at",
    "current_period_start",
    "current_meter_period_start",
    "current_meter_period_end",
    "trial_start",
    "pause_at_period_end",
    "resumes_at",
    "discount_id",
    "checkout_id",
    "seats",
    "units",
    "price_id",
    "user_id",
    "custom_field_data",
    "user",
    "discount",
    "price",
    "prices",
    "meters",
    "pending_update",
    "customer.created_at",
    "customer.modified_at",
    "customer.metadata",
    "customer.external_id",
    "customer.email",
    "customer.email_verified",
    "customer.type",
    "customer.billing_address",
    "customer.tax_id",
    "customer.locale",
    "customer.organization_id",
    "customer.default_payment_method_id",
    "customer.deleted_at",
    "customer.first_user_event_at",
    "customer.avatar_url",
    "product.metadata",
    "product.created_at",
    "product.modified_at",
    "product.trial_interval",
    "product.trial_interval_count",
    "product.description",
    "product.visibility",
    "product.recurring_interval",
    "product.recurring_interval_count",
    "product.meter_interval",
    "product.meter_interval_count",
    "product.is_recurring",
    "product.is_archived",
    "product.organization_id",
    "product.prices",
    "product.benefits",
    "product.medias",
    "product.attached_custom_fields",
];

const ORGANIZATION: &[Field] = &[
    ("id", Needed, Id),
    ("slug", Needed, Words),
    ("name", Spared, Words),
    ("status", Needed, Code),
    ("capabilities", Needed, Part),
    ("capabilities.checkout_payments", Needed, Flag),
    ("capabilities.payouts", Needed, Flag),
];

const IGNORED_OF_ORGANIZATIONS: &[&str] = &[
    "created_at",
    "modified_at",
    "avatar_url",
    "proration_behavior",
    "allow_customer_updates",
    "bio",
    "company",
    "blog",
    "location",
    "twitter_username",
    "pledge_minimum_amount",
    "pledge_badge_show_amount",
    "default_upfront_split_to_contributors",
    "email",
    "website",
    "socials",
    "details_submitted_at",
    "onboarding_resubmission_requested_at",
    "sso_enforced",
    "default_presentment_currency",
    "default_tax_behavior",
    "feature_settings",
    "subscription_settings",
    "customer_email_settings",
    "customer_portal_settings",
    "dispute_settings",
    "embed_hosts",
    "embed_hosts_enforced",
    "country",
    "account_id",
    "payout_account_id",
    "capabilities.subscription_renewals",
    "capabilities.refunds",
    "capabilities.api_access",
    "capabilities.dashboard_access",
    "notification_settings",
];

impl Table {
    pub fn of(kind: Kind) -> &'static Self {
        TABLES.iter().find(|table| table.kind == kind).unwrap()
    }

    /// What the program does with a field. One that the table does not name has to be decided.
    pub fn field(&self, path: &str) -> (Use, Form) {
        let is = |name: &str| path == name;
        let is_below =
            |name: &str| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        if let Some((_, of, form)) = self.fields.iter().find(|(name, ..)| is(name)) {
            return (*of, *form);
        }
        assert!(self.ignored.iter().any(|name| is_below(name)), "{:?}: what is to be done with {path}?", self.kind);
        (Ignored, Anything)
    }

    fn needs_nothing_below(&self, path: &str) -> bool {
        !self
            .fields
            .iter()
            .any(|(name, of, _)| *of == Needed && name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    }

    /// What becomes of a row in which a field is wrong in this way.
    pub fn fate(&self, path: &str, wrong: &Wrong) -> Fate {
        let (of, form) = self.field(path);
        match of {
            Ignored => Fate::Same,
            Needed if wrong.is_absence() => Fate::Rejected,
            Spared if wrong.is_absence() => Fate::Absent,
            Needed | Spared if wrong.fits(form) && self.needs_nothing_below(path) => Fate::Read,
            Needed | Spared => Fate::Rejected,
        }
    }
}
