//! A connection whose token waits to be kept.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use super::several::{ONE, TWO, Two, trouble_of};
use super::*;
use crate::polar::AccessToken;
use crate::shell::secrets::{SecretError, SecretStore};
use crate::shell::{accounts_file, reset};

/// A store of secrets that asks its owner before it keeps a token.
struct Asking {
    inner: Arc<dyn SecretStore>,
    answer: Mutex<Receiver<Result<(), SecretError>>>,
}

impl SecretStore for Asking {
    fn read(&self, account: &str) -> Result<AccessToken, SecretError> {
        self.inner.read(account)
    }

    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError> {
        self.answer.lock().unwrap().recv().unwrap()?;
        self.inner.write(account, token)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.inner.delete(account)
    }
}

#[tokio::test]
async fn while_the_owner_is_asked_whether_a_token_may_be_kept_the_others_are_polled() {
    for answer in [Ok(()), Err(SecretError::Refused)] {
        let shops = Two::new();
        let mut work = shops.one.connected().await;
        let (answers, asked) = channel();
        let inner = Arc::clone(&work.owner.secrets);
        work.owner.secrets = Arc::new(Asking { inner, answer: Mutex::new(asked) });
        work.owner.origin = Origin::parse(&shops.two.base_url()).ok();
        let token = shops.two.token();
        work.job(Job::Connect { token, organization: String::new(), environment: None }).await;
        work.owner.origin = None;
        shops.forget();
        work.job(Job::Refresh).await;
        while work.turn().await == Duration::ZERO {}
        assert_eq!(shops.asked(), [true, false]);
        assert_eq!((trouble_of(&work, ONE), work.shown), (None, Some(ONE)));
        let home = work.owner.home.clone();
        let known = || (reset::everyone(&home).contains(&TWO), accounts_file::connected(&home).len());
        assert_eq!(known(), (true, 1), "ended here, a token may be kept that a reset has to find");

        answers.send(answer.clone()).unwrap();
        until_rest(&mut work).await;
        let told = shops.one.told.borrow();
        let connected = told.iter().any(|event| matches!(event, Event::Connected(_)));
        let refused = told.iter().any(|event| matches!(event, Event::ConnectFailed(_)));
        assert_eq!((connected, refused), (answer.is_ok(), answer.is_err()));
        assert_eq!(work.shown, Some(if answer.is_ok() { TWO } else { ONE }));
        assert_eq!(known(), if answer.is_ok() { (true, 2) } else { (false, 1) });
    }
}
