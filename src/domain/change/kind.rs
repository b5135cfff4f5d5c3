/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// An order was paid: a purchase, or one for a reason that this version does not know.
    NewOrder,
    /// A subscription's first payment of more than nothing.
    NewSubscriber,
    /// The same after a trial.
    TrialConverted,
    /// A further payment of a subscription: renewal, plan change, usage.
    Renewal,
    /// A renewal was paid whose payment had failed before.
    PaymentRecovered,
    /// A payment failed. Occurrence: the next attempt, or 0 when there will be none.
    PaymentFailed,
    /// An order was refunded in full. Occurrence: all that is refunded of it now, in minor units.
    Refund,
    /// A part of an order was refunded. Occurrence: as above.
    PartialRefund,
    /// A trial began.
    TrialStarted,
    /// A trial ends within days. Occurrence: its end.
    TrialEnding,
    /// A subscription was cancelled, at once or to its next end. Occurrence: the cancellation.
    Canceled,
    /// A cancellation was undone. Occurrence: the cancellation.
    Uncanceled,
    /// A subscription was paused. Occurrence: the pause's begin.
    Paused,
    /// A paused subscription runs again. Occurrence: the pause's begin.
    Resumed,
    /// A running subscription has another price, cadence or product. Occurrence: when it was seen.
    PlanChanged,
    /// Polar does not let the organization take payments any more. Occurrence: when it was seen.
    PaymentsOff,
    /// It does again. Occurrence: when it was seen.
    PaymentsOn,
    /// Polar does not pay the organization out any more. Occurrence: when it was seen.
    PayoutsOff,
    /// It does again. Occurrence: when it was seen.
    PayoutsOn,
    /// The organization stands otherwise with Polar. Occurrence: when it was seen.
    StandingChanged,
    /// The first order, or the 10th, 100th, 1,000th and so on. Occurrence: which.
    OrderCount,
    /// More revenue than on any day before. Occurrence: the date as `yyyymmdd`.
    BestDay,
    /// More recurring revenue than at the end of any month before. Occurrence: the month as `yyyymm`.
    MrrHigh,
    /// No order for longer than this shop's own rhythm makes likely; of the last order.
    Silence,
    /// The day's figures in the evening. Occurrence: the date as `yyyymmdd`.
    DailySummary,
}

impl ChangeKind {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::NewOrder,
        Self::NewSubscriber,
        Self::TrialConverted,
        Self::Renewal,
        Self::PaymentRecovered,
        Self::PaymentFailed,
        Self::Refund,
        Self::PartialRefund,
        Self::TrialStarted,
        Self::TrialEnding,
        Self::Canceled,
        Self::Uncanceled,
        Self::Paused,
        Self::Resumed,
        Self::PlanChanged,
        Self::PaymentsOff,
        Self::PaymentsOn,
        Self::PayoutsOff,
        Self::PayoutsOn,
        Self::StandingChanged,
        Self::OrderCount,
        Self::BestDay,
        Self::MrrHigh,
        Self::Silence,
        Self::DailySummary,
    ];

    /// Its name in the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewOrder => "new_order",
            Self::NewSubscriber => "new_subscriber",
            Self::TrialConverted => "trial_converted",
            Self::Renewal => "renewal",
            Self::PaymentRecovered => "payment_recovered",
            Self::PaymentFailed => "payment_failed",
            Self::Refund => "refund",
            Self::PartialRefund => "partial_refund",
            Self::TrialStarted => "trial_started",
            Self::TrialEnding => "trial_ending",
            Self::Canceled => "canceled",
            Self::Uncanceled => "uncanceled",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::PlanChanged => "plan_changed",
            Self::PaymentsOff => "payments_off",
            Self::PaymentsOn => "payments_on",
            Self::PayoutsOff => "payouts_off",
            Self::PayoutsOn => "payouts_on",
            Self::StandingChanged => "standing_changed",
            Self::OrderCount => "order_count",
            Self::BestDay => "best_day",
            Self::MrrHigh => "mrr_high",
            Self::Silence => "silence",
            Self::DailySummary => "daily_summary",
        }
    }

    /// Reads [`ChangeKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it is that an order was paid.
    pub const fn is_sale(self) -> bool {
        matches!(
            self,
            Self::NewOrder | Self::NewSubscriber | Self::TrialConverted | Self::Renewal | Self::PaymentRecovered
        )
    }

    /// Its part of the name under which it is announced once.
    pub(super) const fn event(self) -> &'static str {
        match self {
            Self::NewOrder | Self::NewSubscriber | Self::TrialConverted | Self::Renewal | Self::PaymentRecovered => {
                "paid"
            }
            Self::PaymentFailed => "failed",
            Self::Refund | Self::PartialRefund => "refunded",
            Self::TrialStarted => "trial",
            Self::TrialEnding => "trial-ending",
            Self::Canceled => "canceled",
            Self::Uncanceled => "uncanceled",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::PlanChanged => "plan",
            Self::PaymentsOff => "account/payments-off",
            Self::PaymentsOn => "account/payments-on",
            Self::PayoutsOff => "account/payouts-off",
            Self::PayoutsOn => "account/payouts-on",
            Self::StandingChanged => "account/standing",
            Self::OrderCount => "milestone/orders",
            Self::BestDay => "milestone/best-day",
            Self::MrrHigh => "milestone/mrr",
            Self::Silence => "silence",
            Self::DailySummary => "daily",
        }
    }

    /// Whether it can happen to the same subject again.
    pub(super) const fn recurs(self) -> bool {
        !(self.is_sale() || matches!(self, Self::TrialStarted | Self::Silence))
    }

    /// What several kinds are about of which the later corrects the earlier.
    pub(super) const fn matter(self) -> Option<&'static str> {
        match self {
            Self::NewOrder
            | Self::NewSubscriber
            | Self::TrialConverted
            | Self::Renewal
            | Self::PaymentRecovered
            | Self::PaymentFailed => Some("payment"),
            Self::Refund | Self::PartialRefund => Some("refund"),
            Self::Canceled | Self::Uncanceled => Some("cancellation"),
            Self::Paused | Self::Resumed => Some("pause"),
            Self::TrialStarted | Self::TrialEnding => Some("trial"),
            Self::PaymentsOff | Self::PaymentsOn => Some("account/payments"),
            Self::PayoutsOff | Self::PayoutsOn => Some("account/payouts"),
            Self::StandingChanged => Some("account/standing"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_as_it_is_written() {
        for kind in ChangeKind::ALL {
            assert_eq!(ChangeKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ChangeKind::from_code("something_newer"), None);
    }
}
