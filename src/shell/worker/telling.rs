//! What the worker tells the main thread.

use jiff::Timestamp;

use super::run::Work;
use crate::app::{Event, Settings, Trouble};
use crate::figures::Calendar;
use crate::shell::desk;

impl<E: Fn(Event)> Work<E> {
    pub(super) fn emit_loaded(&self, first_launch: bool, settings: Settings) {
        (self.emit)(Event::Loaded {
            organization: self.organization.clone(),
            sample: self.world().is_sample(),
            first_launch,
            settings: Box::new(settings),
        });
    }

    pub(super) fn emit_health(&self) {
        (self.emit)(Event::Health(Box::new(self.health.clone())));
    }

    pub(super) fn emit_figures(&mut self, now: Timestamp) {
        let zone = self.world().zones.of(&self.settings);
        if zone != self.zone {
            self.zone = zone.clone();
            (self.emit)(Event::TimeZone(zone));
        }
        self.midnight = Calendar::at(now, &self.zone).next_midnight();
        let (Some(ledger), Some(organization)) = (&self.ledger, &self.organization) else { return };
        match desk::report(ledger, organization.id, &self.zone, now) {
            Ok(report) => (self.emit)(Event::Figures(Box::new(report))),
            Err(error) => {
                self.health.trouble = Some(Trouble::from(&error));
                self.emit_health();
            }
        }
    }

    pub(super) fn emit_outbox(&self) {
        let (Some(ledger), Some(organization)) = (&self.ledger, &self.organization) else { return };
        match ledger.outbox(organization.id) {
            Ok(outbox) if !outbox.is_empty() => (self.emit)(Event::Outbox(outbox)),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the outbox could not be read"),
        }
    }
}
