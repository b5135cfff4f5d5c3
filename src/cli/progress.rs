use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::domain::OrganizationId;
use crate::store::Ledger;
use crate::sync::{History, Outcome};

/// A progress bar on a terminal, and nothing elsewhere.
pub(super) struct Progress {
    bar: ProgressBar,
    organization: OrganizationId,
    pub(super) rejected: u64,
    pub(super) requests: u64,
}

impl Progress {
    pub(super) fn new(organization: OrganizationId) -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} {msg}") {
            bar.set_style(style);
        }
        Self { bar, organization, rejected: 0, requests: 0 }
    }

    pub(super) fn took(&mut self, ledger: &Ledger, outcome: &Outcome) {
        self.requests += 1;
        self.rejected += outcome.rejected.len() as u64;
        for rejected in &outcome.rejected {
            tracing::info!(path = %rejected.path, reason = %rejected.reason, "a row of Polar's could not be read");
        }
        if self.bar.is_hidden() {
            return;
        }
        if let Ok(counts) = ledger.counts(self.organization) {
            let (rows, named) = match outcome.history_of {
                Some(History::Subscriptions) => (counts.subscriptions, "subscriptions"),
                Some(History::Orders) | None => (counts.orders, "orders"),
            };
            self.bar.set_length(rows.saturating_add(outcome.history_left.unwrap_or_default()));
            self.bar.set_message(named);
            self.bar.set_position(rows);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
