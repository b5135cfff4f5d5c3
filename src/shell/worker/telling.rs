//! What the worker tells the main thread.

use jiff::Timestamp;

use super::run::Work;
use super::watch::Watch;
use crate::app::{Event, Health, Trouble};
use crate::domain::Organization;
use crate::figures::Calendar;
use crate::shell::{desk, rejected};
use crate::store::LedgerError;

const UNREAD_OUTBOX: &str = "the outbox could not be read";

impl<E: Fn(Event)> Work<E> {
    pub(super) fn emit_loaded(
        &self,
        first_launch: bool,
        organization: Option<Organization>,
        others: Vec<Organization>,
    ) {
        (self.emit)(Event::Loaded {
            organization,
            others,
            sample: self.world().is_sample(),
            first_launch,
            settings: Box::new(self.settings.clone()),
        });
    }

    /// What is told of an organization's health: what is wrong with the settings is nobody's own, and stands with the one
    /// that is shown. Which rows could not be read stands in the ledger, as another process may have read them since.
    pub(super) fn told(&self, watch: &Watch) -> Health {
        let mut health = watch.health.clone();
        if let (Some(ledger), Some(id)) = (&self.ledger, watch.id()) {
            health.rejected = self.met(rejected::of_ledger(ledger, id)).unwrap_or_default();
        }
        if watch.id() == self.shown {
            health.trouble = health.trouble.or_else(|| self.complaint.clone().map(Trouble::Setup));
        }
        health
    }

    pub(super) fn emit_health(&self, watch: &Watch) {
        (self.emit)(Event::Health(watch.id(), Box::new(self.told(watch))));
    }

    /// Notes what is wrong with the settings, or that nothing is.
    pub(super) fn complain(&mut self, complaint: Option<String>) {
        if self.complaint != complaint {
            self.complaint.clone_from(&complaint);
            (self.emit)(Event::Complaint(complaint));
        }
    }

    /// The health of what is shown, where the program's own state has changed.
    pub(super) fn emit_shown_health(&self) {
        match self.watches.iter().find(|watch| watch.id() == self.shown) {
            Some(watch) => self.emit_health(watch),
            None => {
                let trouble = self.complaint.clone().map(Trouble::Setup);
                (self.emit)(Event::Health(None, Box::new(Health { trouble, ..Health::default() })));
            }
        }
    }

    /// Health and figures of all.
    pub(super) fn emit_everything(&mut self, now: Timestamp) {
        self.emit_shown_health();
        self.watches.iter().filter(|watch| watch.id() != self.shown).for_each(|watch| self.emit_health(watch));
        self.emit_all_figures(now);
    }

    pub(super) fn emit_all_figures(&mut self, now: Timestamp) {
        self.look_at_the_calendar(now);
        // All stay where they are meanwhile: a panic of whoever is told must not cost what is known of them.
        for place in 0..self.watches.len() {
            let told = self.watches.get(place).map_or(Ok(()), |watch| self.tell_figures(watch, now));
            if let Err(error) = told
                && let Some(watch) = self.watches.get_mut(place)
            {
                watch.health.trouble = Some(Trouble::from(&error));
                self.has_unread_figures(&error);
                self.watches.get(place).into_iter().for_each(|watch| self.emit_health(watch));
            }
        }
    }

    pub(super) fn emit_figures(&mut self, watch: &mut Watch, now: Timestamp) {
        self.look_at_the_calendar(now);
        if let Err(error) = self.tell_figures(watch, now) {
            self.has_unread_figures(&error);
            watch.health.trouble = Some(Trouble::from(&error));
            self.emit_health(watch);
        }
    }

    fn tell_figures(&self, watch: &Watch, now: Timestamp) -> Result<(), LedgerError> {
        let (Some(ledger), Some(id)) = (&self.ledger, watch.id()) else { return Ok(()) };
        let report = desk::report(ledger, id, &self.zone, self.settings.revenue, now)?;
        (self.emit)(Event::Figures(id, Box::new(report)));
        Ok(())
    }

    /// Mended in the next turn, as this may be in the middle of one.
    fn has_unread_figures(&self, error: &LedgerError) {
        if matches!(error, LedgerError::Broken(_)) {
            self.damaged.set(true);
        }
        self.woken.notify_one();
    }

    pub(super) fn look_at_the_calendar(&mut self, now: Timestamp) {
        let zone = self.world().zones.of(&self.settings);
        if zone != self.zone {
            self.zone = zone.clone();
            (self.emit)(Event::TimeZone(zone));
        }
        self.midnight = Calendar::at(now, &self.zone).next_midnight();
        // An end that has passed is for the next turn, which tells what has waited for it.
        if now < self.quiet_until {
            let end = self.settings.silence_ends(now, &self.zone);
            self.quiet_until = end.unwrap_or(Timestamp::MAX);
        }
    }

    pub(super) fn emit_outbox(&self, watch: &Watch) {
        let (Some(ledger), Some(id)) = (&self.ledger, watch.id()) else { return };
        match ledger.outbox(id) {
            Ok(outbox) => {
                self.log_once(UNREAD_OUTBOX, None);
                if !outbox.is_empty() {
                    (self.emit)(Event::Outbox(id, outbox));
                }
            }
            Err(error) => {
                self.log_once(UNREAD_OUTBOX, Some(&error));
                self.met::<()>(Err(error));
            }
        }
    }

    /// Logs `what`, once for each trouble with it; without one it is over.
    pub(super) fn log_once(&self, what: &'static str, trouble: Option<&LedgerError>) {
        // What somebody panicked in the middle of is logged once more.
        let Ok(mut logged) = self.logged.try_borrow_mut() else { return };
        match trouble {
            Some(error) if logged.is_news(what, error) => tracing::warn!(%error, "{what}"),
            Some(_) => {}
            None => logged.is_over(what),
        }
    }
}
