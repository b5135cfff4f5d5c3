//! Connecting an organization while the others are polled.

use std::sync::Arc;

use tokio::task::JoinHandle;

use super::run::Work;
use crate::app::{ConnectStep, Event, FormError};
use crate::domain::Environment;
use crate::polar::AccessToken;
use crate::shell::secrets::SecretError;
use crate::shell::{Account, account, ledger_file, ledger_sentence};
use crate::store::Ledger;

/// Polar has let the token in, and the store of secrets is being asked to keep it. It may be waiting for the owner.
pub(super) struct Connecting {
    account: Account,
    keeping: JoinHandle<Result<(), SecretError>>,
}

impl<E: Fn(Event)> Work<E> {
    /// Tries to connect. What is left to do when the token is kept is done by [`Work::connect_on`]; a further attempt takes
    /// the place of one that is not done.
    pub(super) async fn connect(&mut self, token: &AccessToken, organization: &str, environment: Option<Environment>) {
        self.connecting = None;
        // A file that cannot be written is told before anything is asked.
        if let Err(error) = self.owners_ledger() {
            return (self.emit)(Event::ConnectFailed(error));
        }
        let emit = &self.emit;
        let progress = |step| emit(Event::Connecting(step));
        match account::checked(&self.owner, token, organization, environment, progress).await {
            Err(error) => (self.emit)(Event::ConnectFailed(error)),
            Ok(account) => {
                progress(ConnectStep::StoringToken);
                if let Err(error) = account::begin(&self.owner, &account) {
                    return (self.emit)(Event::ConnectFailed(error));
                }
                let (home, secrets, woken) =
                    (self.owner.home.clone(), Arc::clone(&self.owner.secrets), Arc::clone(&self.woken));
                let (id, token) = (account.organization.id, token.clone());
                let keeping = tokio::spawn(async move {
                    let kept = account::keep_token(home, secrets, id, token).await;
                    woken.notify_one();
                    kept
                });
                self.connecting = Some(Connecting { account, keeping });
            }
        }
    }

    /// Goes on with a connection whose token the store of secrets has answered about.
    pub(super) async fn connect_on(&mut self) {
        let Some(Connecting { account, keeping }) = self.connecting.take_if(|one| one.keeping.is_finished()) else {
            return;
        };
        let kept = keeping.await.unwrap_or_else(|_| Err(account::no_answer()));
        let noted = kept.map_err(FormError::from).and_then(|()| {
            let mut ledger = self.owners_ledger()?;
            account::note(&self.owner, &mut ledger, &account, self.now())
        });
        if let Err(error) = noted {
            return (self.emit)(Event::ConnectFailed(error));
        }
        // Sample data makes way only when the owner's own account is there.
        (self.ledger, self.sample) = (None, None);
        // What the owner connects by hand takes the place of the environment's token.
        self.owner.token = None;
        self.load();
        (self.emit)(Event::Connected(account.organization.clone()));
        let (id, now) = (account.organization.id, self.now());
        if let Some(watch) = self.watches.iter_mut().find(|watch| watch.id() == Some(id)) {
            (watch.account, watch.token) = (Some(account.clone()), None);
            // Polar has just answered, whatever the system says of the network.
            watch.schedule.asked(now);
            self.opened.insert(id, account);
        }
    }

    pub(super) fn owners_ledger(&self) -> Result<Ledger, FormError> {
        let home = &self.owner.home;
        match ledger_file::open(home, self.now()) {
            Ok((ledger, _)) => Ok(ledger),
            Err(error) => Err(FormError::Ledger(ledger_sentence(&error, home))),
        }
    }
}
