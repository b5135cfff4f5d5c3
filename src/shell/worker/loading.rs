//! Reading what is there: settings, ledger, who is connected.

use std::collections::VecDeque;
use std::sync::PoisonError;

use jiff::Timestamp;

use super::run::Work;
use super::watch::Watch;
use crate::app::{Event, Trouble};
use crate::shell::account::NoAccount;
use crate::shell::{connected, ledger_file};
use crate::store::{Ledger, LedgerError, StoredOrganization};

impl<E: Fn(Event)> Work<E> {
    /// Reads what is there and shows it, before any request.
    pub(super) fn load(&mut self) {
        let now = self.now();
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = self.world().home.ledger();
        let first_launch = std::mem::take(&mut self.owner.first_launch);
        // What is chosen with sample data is kept nowhere but here.
        let kept = (!self.world().is_sample()).then(|| self.world().settings());
        let complaint = kept.and_then(|(settings, complaint)| {
            self.settings = settings;
            complaint
        });
        self.complain(complaint);
        self.quiet_until = Timestamp::MAX;
        self.ledger = None;
        let file = self.file.take();
        let read = self.open_ledger(now).and_then(|replaced| {
            if replaced {
                self.begins_anew(now);
            }
            let stored = self.ledger.as_ref().map(|ledger| self.connected(ledger)).transpose()?;
            let broke_off = self.mishaps.go_on().then_some(Trouble::BrokeOff);
            Ok((stored.unwrap_or_default(), replaced.then_some(Trouble::LedgerReplaced).or(broke_off)))
        });
        let unreadable = read.is_err();
        let (stored, trouble) = read.unwrap_or_else(|error| (Vec::new(), Some(Trouble::from(&error))));
        // Taken no earlier: a panic in what comes before must not cost what Polar has asked for.
        let mut before = std::mem::take(&mut self.watches);
        if self.file != file {
            before.iter_mut().for_each(Watch::begin_anew);
        }
        // With a token of the environment, or a ledger that cannot be read, it is not known yet whose figures these are.
        let unknown = stored.is_empty() && (self.world().token.is_some() || unreadable);
        let stored = stored.into_iter();
        let mut watches: VecDeque<Watch> = stored.map(|stored| self.watch(stored, &mut before, now)).collect();
        if unknown {
            let new = Watch::new(None, self.interval(), now);
            let place = before.iter().position(|watch| watch.id().is_none());
            watches.push_back(match place.and_then(|place| before.remove(place)) {
                Some(before) => new.after(before, self.interval(), now),
                None => new,
            });
        }
        watches.iter_mut().for_each(|watch| watch.health.trouble.clone_from(&trouble));
        self.watches = watches;
        self.go_by_the_network(now);
        self.shown = self.watches.front().and_then(Watch::id);
        if !unknown {
            let mut organizations = self.watches.iter().filter_map(|watch| watch.organization.clone());
            self.emit_loaded(first_launch, organizations.next(), organizations.collect());
        }
        self.emit_everything(now);
    }

    /// Who is connected, the one to show first.
    fn connected(&self, ledger: &Ledger) -> Result<Vec<StoredOrganization>, LedgerError> {
        let mut stored = connected::connected(self.world(), ledger)?;
        let shown = match connected::chosen(self.world(), ledger, None) {
            Ok(shown) => shown.map(|shown| shown.organization.id),
            Err(NoAccount::Ledger(error)) => return Err(error),
            Err(_) => None,
        };
        if let Some(place) = stored.iter().position(|stored| Some(stored.organization.id) == shown) {
            let shown = stored.remove(place);
            stored.insert(0, shown);
        }
        Ok(stored)
    }

    fn watch(&self, stored: StoredOrganization, before: &mut VecDeque<Watch>, now: Timestamp) -> Watch {
        let interval = self.interval();
        let place = before.iter().position(|watch| watch.id() == Some(stored.organization.id));
        let mut watch = Watch::new(Some(stored.organization), interval, now);
        watch.health.last_success = stored.last_success;
        match place.and_then(|place| before.remove(place)) {
            Some(before) => watch.after(before, interval, now),
            None => watch,
        }
    }

    /// Opens the ledger, and tells whether a broken one was moved aside.
    pub(super) fn open_ledger(&mut self, now: Timestamp) -> Result<bool, LedgerError> {
        let home = self.world().home.clone();
        let (ledger, replaced) = ledger_file::open(&home, now)?;
        self.ledger = Some(ledger);
        // What was met was in the one before.
        self.damaged.set(false);
        (self.file, self.log) = (ledger_file::identity(&home), ledger_file::log_identity(&home));
        Ok(replaced)
    }
}
