//! Forgetting an organization, or everything, while the others are polled.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::task::JoinHandle;

use super::run::Work;
use super::watch::Watch;
use crate::app::{Event, FormError, Removing};
use crate::domain::OrganizationId;
use crate::shell::account::Forgotten;
use crate::shell::{SyncLock, account, reset};
use crate::view::words;

/// The store of secrets is being asked to forget tokens, and may be waiting for the owner; what belongs to them goes
/// when it has answered and nobody syncs.
pub(super) struct Forgetting {
    what: Removing,
    tokens: Tokens,
}

enum Tokens {
    Asked(JoinHandle<Result<Forgotten, String>>),
    Forgotten(Forgotten),
}

impl Forgetting {
    /// Whether nothing but another process's lock stands before it.
    pub(super) fn waits_for_others(&self) -> bool {
        matches!(self.tokens, Tokens::Forgotten(_))
    }
}

impl<E: Fn(Event)> Work<E> {
    /// Begins to forget. What is left to do when the tokens are gone is done by [`Work::forget_on`].
    pub(super) fn forget(&mut self, what: Removing) {
        if self.world().is_sample() || self.forgetting.is_some() {
            return;
        }
        let organizations: BTreeSet<OrganizationId> = match what {
            Removing::One(organization) => BTreeSet::from([organization]),
            Removing::Everything => reset::everyone(&self.owner.home),
        };
        // Nobody asks about them any more; a poll that is under way gives its lock back.
        let everybody = what == Removing::Everything;
        self.opened.retain(|id, _| !organizations.contains(id));
        self.watches.retain(|watch| !watch.id().map_or(everybody, |id| organizations.contains(&id)));
        let (secrets, woken) = (Arc::clone(&self.owner.secrets), Arc::clone(&self.woken));
        let asked = tokio::spawn(async move {
            let forgotten = account::forget_tokens(&secrets, organizations).await;
            woken.notify_one();
            forgotten
        });
        self.forgetting = Some(Forgetting { what, tokens: Tokens::Asked(asked) });
    }

    /// Goes on with what is being forgotten, as far as the store of secrets and other processes allow.
    pub(super) async fn forget_on(&mut self) {
        let Some(mut forgetting) = self.forgetting.take() else { return };
        if let Tokens::Asked(asked) = &mut forgetting.tokens {
            if !asked.is_finished() {
                self.forgetting = Some(forgetting);
                return;
            }
            let answer = asked.await.unwrap_or_else(|_| Err(words::SECRETS_SILENT.to_owned()));
            match answer {
                Ok(forgotten) => forgetting.tokens = Tokens::Forgotten(forgotten),
                Err(sentence) => return self.not_forgotten(sentence),
            }
        }
        let Tokens::Forgotten(forgotten) = forgetting.tokens else { return };
        let lock = match SyncLock::try_take(&self.owner.home.sync_lock()) {
            Ok(Some(lock)) => lock,
            // A poll of somebody else's, here or in another process.
            Ok(None) => {
                self.forgetting = Some(forgetting);
                return;
            }
            Err(error) => return self.not_forgotten(words::not_removed(&self.owner.home.data().display(), &error)),
        };
        // A poll of this process holds the lock, so that none is under way; what was half read is of the files that go.
        let done = match forgetting.what {
            Removing::One(organization) => self.forget_rows(organization),
            Removing::Everything => self.forget_files(),
        };
        drop(lock);
        if let Err(sentence) = done {
            return self.not_forgotten(sentence);
        }
        // A token of the environment is forgotten as well: nobody asks with it until the next launch.
        self.owner.token = None;
        self.load();
        let told = (forgotten == Forgotten::Unreachable).then(|| words::token_after(true).to_owned());
        (self.emit)(Event::Removed(told));
    }

    fn forget_rows(&mut self, organization: OrganizationId) -> Result<(), String> {
        let mut ledger = self.owners_ledger().map_err(|error| match error {
            FormError::Ledger(sentence) => sentence,
            other => crate::view::form::sentence(&other),
        })?;
        account::forget_rows(&self.owner, &mut ledger, organization)
    }

    fn forget_files(&mut self) -> Result<(), String> {
        let home = &self.owner.home;
        if !self.owner.is_sample() && self.sample.is_none() {
            self.ledger = None;
        }
        self.watches.iter_mut().for_each(Watch::begin_anew);
        reset::remove_files_of_a_running_app(home)
            .map_err(|error| words::not_removed(&home.data().display(), &error))?;
        reset::leave_the_session(home, &self.owner.login)
    }

    /// Whoever is still there is asked about again.
    fn not_forgotten(&mut self, sentence: String) {
        self.load();
        (self.emit)(Event::NotRemoved(sentence));
    }
}
