//! What a poll needs first: the ledger that lies in the home, and the organization's token.

use std::sync::Arc;

use jiff::Timestamp;

use super::mending::read_again;
use super::run::Work;
use super::watch::Watch;
use crate::app::{Event, Trouble};
use crate::polar;
use crate::shell::account::{self, Account, NoAccount};
use crate::shell::{clock, connected, ledger_file};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::sync::Fault;

impl<E: Fn(Event)> Work<E> {
    /// Sees to it that the open ledger is the one that lies in the home, and holds the organization. Otherwise something
    /// else has to come first, and `false` is given.
    pub(super) fn has_its_ledger(&mut self, watch: &mut Watch, now: Timestamp) -> bool {
        let before = self.file;
        let home = &self.world().home;
        let mut another = before.is_some() && ledger_file::identity(home) != before;
        // Closing writes what is in a log that was removed into the file that has stayed.
        if another || ledger_file::log_identity(home) != self.log {
            self.ledger = None;
        }
        if self.ledger.is_none() {
            match self.open_ledger(now) {
                Ok(replaced) => {
                    if replaced {
                        let not_before = self.begins_anew(now);
                        read_again(watch, not_before, now);
                        if not_before.is_some() {
                            std::iter::once(&mut *watch).chain(&mut self.watches).for_each(Watch::begin_anew);
                            self.emit_health(watch);
                            return false;
                        }
                    }
                }
                Err(error) => {
                    watch.stop_poll();
                    watch.health.trouble = Some(Trouble::from(&error));
                    watch.schedule.failed(&polar::Trouble::Server(0), now, clock::chance());
                    self.emit_health(watch);
                    return false;
                }
            }
            another |= before.is_some() && self.file != before;
            if watch.organization.is_none() {
                // What could not be read at the launch can be now.
                self.read_again = true;
                return false;
            }
        }
        if another {
            std::iter::once(&mut *watch).chain(&mut self.watches).for_each(Watch::begin_anew);
        }
        let Some(ledger) = &mut self.ledger else { return false };
        let known = match (another, watch.id()) {
            // The file was removed or begun anew: everything is read again.
            (true, _) => std::iter::once(&*watch).chain(&self.watches).try_for_each(|each| remember(ledger, each, now)),
            (false, None) => Ok(()),
            (false, Some(id)) => match connected::stored(ledger, id) {
                Ok(Some(_)) => Ok(()),
                // Another process has disconnected it.
                Ok(None) => {
                    self.read_again = true;
                    return false;
                }
                Err(error) => Err(error),
            },
        };
        match known {
            Ok(()) => true,
            Err(error) => {
                self.failed(watch, Fault::Ledger(error), now);
                false
            }
        }
    }

    /// Opens the account. `false` when there is none, or none yet.
    pub(super) async fn open_account(&mut self, watch: &mut Watch, now: Timestamp) -> bool {
        let opened = if self.world().token.is_some() {
            self.ask_with_the_environments_token(now).await
        } else {
            match self.stored(watch) {
                Ok(Some(stored)) => match self.stored_token(watch, stored).await {
                    Some(opened) => opened.map_err(NoAccount::Trouble),
                    None => return false,
                },
                Ok(None) => Err(NoAccount::NotConnected),
                Err(error) => Err(NoAccount::Ledger(error)),
            }
        };
        match opened {
            Ok(account) => {
                if watch.id() != Some(account.organization.id) {
                    self.found(watch, &account, now);
                }
                if self.world().token.is_none() {
                    self.opened.insert(account.organization.id, account.clone());
                }
                watch.account = Some(account);
                return true;
            }
            Err(NoAccount::Ledger(error)) => {
                self.failed(watch, Fault::Ledger(error), now);
            }
            Err(NoAccount::Trouble(Trouble::Polar(trouble))) => {
                self.failed(watch, Fault::Polar(trouble), now);
            }
            Err(NoAccount::Trouble(trouble)) => {
                // What only the owner can end waits for `Refresh`; all else is tried again.
                let ends =
                    if trouble.needs_the_owner() { polar::Trouble::Unauthorized } else { polar::Trouble::Server(0) };
                watch.schedule.failed(&ends, now, clock::chance());
                watch.health.trouble = Some(trouble);
                self.emit_health(watch);
            }
            // Another process has disconnected it.
            Err(NoAccount::NotConnected | NoAccount::Unknown(_) | NoAccount::Ambiguous { .. }) => {
                self.read_again = true
            }
        }
        false
    }

    async fn ask_with_the_environments_token(&mut self, now: Timestamp) -> Result<Account, NoAccount> {
        let world = self.sample.as_ref().unwrap_or(&self.owner);
        match &mut self.ledger {
            Some(ledger) => account::open(world, ledger, None, now).await,
            None => Err(NoAccount::NotConnected),
        }
    }

    fn stored(&self, watch: &Watch) -> Result<Option<StoredOrganization>, LedgerError> {
        match (&self.ledger, watch.id()) {
            (Some(ledger), Some(id)) => connected::stored(ledger, id),
            _ => Ok(None),
        }
    }

    /// The account with the token that the store of secrets holds; `None` while the store has not answered. It may be
    /// asking its owner, which keeps no other organization waiting; its answer wakes the worker.
    async fn stored_token(&self, watch: &mut Watch, stored: StoredOrganization) -> Option<Result<Account, Trouble>> {
        let id = stored.organization.id;
        if let Some(Account { http, .. }) =
            self.opened.get(&id).filter(|one| one.http.origin().as_str() == stored.origin)
        {
            return Some(Ok(Account { organization: stored.organization, http: http.clone() }));
        }
        let reading = watch.token.get_or_insert_with(|| {
            let (secrets, woken) = (Arc::clone(&self.world().secrets), Arc::clone(&self.woken));
            tokio::spawn(async move {
                let token = account::stored_token(&secrets, id).await;
                woken.notify_one();
                token
            })
        });
        if !reading.is_finished() {
            return None;
        }
        let answer = watch.token.take()?.await;
        let token = answer.unwrap_or_else(|_| Err(account::no_answer()));
        Some(account::of_stored(self.world(), stored, token))
    }

    /// The environment's token has said whose it is: another organization than was thought is shown, with what the ledger
    /// has of it.
    fn found(&mut self, watch: &mut Watch, account: &Account, now: Timestamp) {
        let id = account.organization.id;
        let stored = self.ledger.as_ref().and_then(|ledger| connected::stored(ledger, id).ok().flatten());
        watch.organization = Some(account.organization.clone());
        watch.health.last_success = stored.and_then(|stored| stored.last_success);
        self.shown = Some(id);
        self.emit_loaded(false, watch.organization.clone(), Vec::new());
        self.emit_health(watch);
        self.emit_figures(watch, now);
    }
}

/// Has a new ledger know an organization whose account is open.
pub(super) fn remember(ledger: &mut Ledger, watch: &Watch, now: Timestamp) -> Result<(), LedgerError> {
    match &watch.account {
        Some(account) => ledger.connect(&account.organization, account.http.origin().as_str(), now),
        None => Ok(()),
    }
}
