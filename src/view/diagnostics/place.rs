/// The fields of Polar's answers that are read. What is called otherwise may be somebody's own word.
const FIELDS: [&str; 43] = [
    "amount",
    "billing_name",
    "billing_reason",
    "cancel_at_period_end",
    "canceled_at",
    "created_at",
    "currency",
    "current_period_end",
    "customer",
    "customer_cancellation_comment",
    "customer_cancellation_reason",
    "customer_id",
    "description",
    "discount_amount",
    "ended_at",
    "ends_at",
    "id",
    "invoice_number",
    "items",
    "max_page",
    "name",
    "net_amount",
    "next_payment_attempt_at",
    "pagination",
    "past_due_at",
    "paused_at",
    "platform_fee_amount",
    "platform_fee_currency",
    "product",
    "product_id",
    "recurring_interval",
    "recurring_interval_count",
    "refunded_amount",
    "refunded_tax_amount",
    "slug",
    "started_at",
    "status",
    "subscription",
    "subscription_id",
    "subtotal_amount",
    "tax_amount",
    "total_amount",
    "trial_end",
];

/// A place in Polar's answer (`items[3].net_amount`), with `…` for every part that is not known to be Polar's own.
pub(super) fn place(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').map(|part| if is_polars(part) { part } else { "…" }).collect();
    parts.join(".")
}

fn is_polars(part: &str) -> bool {
    let (field, index) = part.split_once('[').unwrap_or((part, "]"));
    let counts = |digits: &str| digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    FIELDS.contains(&field) && index.strip_suffix(']').is_some_and(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_polars_stay_and_words_of_anybodys_go() {
        for (path, expected) in [
            ("items[3].net_amount", "items[3].net_amount"),
            ("pagination.total_count", "pagination.…"),
            ("items[3].metadata.jane@example.test", "items[3].….….…"),
            ("items[jane].status", "….status"),
            ("items[4111111111111111].status", "….status"),
            ("items[3", "…"),
            (".", "….…"),
            ("", "…"),
        ] {
            assert_eq!(place(path), expected, "{path}");
        }
    }
}
