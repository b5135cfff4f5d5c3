use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::app;
use crate::domain::OrganizationId;
use crate::store::Ledger;
use crate::sync::{History, Outcome};
use crate::view::words::commands as words;

/// A progress bar on a terminal, and nothing elsewhere.
pub(super) struct Progress {
    bar: ProgressBar,
    history: Option<app::Progress>,
    organization: OrganizationId,
    pub(super) requests: u64,
}

impl Progress {
    pub(super) fn new(organization: OrganizationId) -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template(words::PROGRESS) {
            bar.set_style(style);
        }
        Self { bar, history: None, organization, requests: 0 }
    }

    pub(super) fn took(&mut self, ledger: &Ledger, outcome: &Outcome) {
        self.requests += 1;
        for rejected in &outcome.rejected {
            tracing::info!(path = %rejected.path, reason = %rejected.reason, "a row of Polar's could not be read");
        }
        if self.bar.is_hidden() {
            return;
        }
        let (Some(of), Some(left)) = (outcome.history_of, outcome.history_left) else { return };
        if let Ok(counts) = ledger.counts(self.organization) {
            let (rows, named) = match of {
                History::Orders => (counts.orders, words::PROGRESS_OF_ORDERS),
                History::Subscriptions => (counts.subscriptions, words::PROGRESS_OF_SUBSCRIPTIONS),
            };
            let progress = app::Progress::after(self.history, of, rows, left);
            self.history = Some(progress);
            self.bar.set_length(progress.total);
            self.bar.set_message(named);
            self.bar.set_position(progress.done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
