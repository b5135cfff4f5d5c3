//! One running app per home folder: a lock says who is first, a socket lets a second launch ask the first to show itself.

mod socket;

pub use socket::Message;

use super::diagnosis::guarded;

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Whether this launch is the first on its home folder.
pub enum Claim {
    /// It is: keep the value for as long as the app runs.
    First(Instance),
    /// Another app runs on it and was told; this launch has nothing more to do.
    Another,
}

/// Why it could not be found out.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// The lock file could not be used.
    #[error("the lock file {} could not be used: {source}", path.display())]
    Lock {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The socket could not be made.
    #[error("the socket {} could not be made: {source}", path.display())]
    Socket {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The first app on a home folder. Dropping it ends the listening, takes the socket away and gives the home free.
pub struct Instance {
    listener: Option<UnixListener>,
    listening: Option<JoinHandle<()>>,
    ending: Arc<AtomicBool>,
    socket: PathBuf,
    /// The system gives the lock free with the file, however the program ends.
    lock: File,
}

/// The file whose lock says who is first.
const LOCK: &str = "app.lock";

/// Claims `home`, an existing folder. When another app runs on it, that one is told `message`.
///
/// # Errors
/// When neither can be done; an app that cannot be reached although it holds the lock is not an error.
pub fn claim(home: &Path, message: Message) -> Result<Claim, ClaimError> {
    let path = home.join(LOCK);
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&path)
        .map_err(|source| ClaimError::Lock { path: path.clone(), source })?;
    let socket = socket::path(home).map_err(|source| ClaimError::Socket { path: home.to_owned(), source })?;
    match lock.try_lock() {
        Ok(()) => {
            let listener =
                socket::bind(&socket).map_err(|source| ClaimError::Socket { path: socket.clone(), source })?;
            let ending = Arc::new(AtomicBool::new(false));
            Ok(Claim::First(Instance { listener: Some(listener), listening: None, ending, socket, lock }))
        }
        Err(TryLockError::WouldBlock) => {
            if let Err(error) = socket::tell(&socket, message) {
                tracing::warn!(%error, "the running app could not be reached");
            }
            Ok(Claim::Another)
        }
        Err(TryLockError::Error(source)) => Err(ClaimError::Lock { path, source }),
    }
}

/// The socket that a crash has left behind outside of `home`, whose path is too long for one.
pub(super) fn left_elsewhere(home: &Path) -> Option<PathBuf> {
    socket::left_elsewhere(home)
}

/// Whether an app of this home has ever been started.
pub fn has_run(home: &Path) -> bool {
    home.join(LOCK).exists()
}

/// Whether an app of this home runs.
pub fn is_running(home: &Path) -> bool {
    let Ok(lock) = File::open(home.join(LOCK)) else { return false };
    matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock))
}

/// Whether an app of this home seems to run. Unlike [`is_running`] it can be asked over and over: it leaves the lock alone
/// where there is no socket, so that an app that is just starting finds it free.
pub fn seems_to_run(home: &Path) -> bool {
    socket::path(home).is_ok_and(|socket| socket.exists()) && is_running(home)
}

/// Tells the running app of this home, and says whether there is one.
///
/// # Errors
/// When it runs and cannot be reached.
pub fn tell(home: &Path, message: Message) -> io::Result<bool> {
    if !is_running(home) {
        return Ok(false);
    }
    socket::tell(&socket::path(home)?, message).map(|()| true)
}

/// Tells the running app of this home, if there is one, that token or ledger were changed.
pub fn tell_changed(home: &Path) {
    if let Err(error) = tell(home, Message::Changed) {
        tracing::warn!(%error, "the running app could not be reached");
    }
}

impl Instance {
    /// Calls `on_message`, on a thread of its own, with what other processes of this home say; what they said since
    /// [`claim`] included. Listening starts once.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn listen(&mut self, on_message: impl Fn(Message) + Send + 'static) -> io::Result<()> {
        self.listen_patiently(socket::PATIENCE, on_message)
    }

    /// The same, where who has connected may take so long to speak.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn listen_patiently(
        &mut self,
        patience: Duration,
        on_message: impl Fn(Message) + Send + 'static,
    ) -> io::Result<()> {
        let Some(listener) = self.listener.take() else { return Ok(()) };
        let ending = Arc::clone(&self.ending);
        let thread = thread::Builder::new().name("second-launch".to_owned()).spawn(move || {
            for connection in listener.incoming() {
                if ending.load(Ordering::Acquire) {
                    break;
                }
                match connection {
                    Ok(connection) => {
                        // Who speaks next is heard all the same.
                        guarded("second launch", || socket::told(connection, patience).map(&on_message));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "launching again is no longer noticed");
                        break;
                    }
                }
            }
        })?;
        self.listening = Some(thread);
        Ok(())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Release);
        if let Some(thread) = self.listening.take() {
            // The thread waits for a connection; this is the last one.
            if socket::knock(&self.socket).is_ok() {
                let _ = thread.join();
            }
        }
        let _ = std::fs::remove_file(&self.socket);
        // A process that is just being started has a copy of the file, and with it of the lock.
        let _ = self.lock.unlock();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, RecvTimeoutError};

    use super::*;

    /// Far longer than it ever takes.
    const DEADLINE: Duration = Duration::from_secs(30);

    fn first(home: &Path) -> Instance {
        match claim(home, Message::Show).unwrap() {
            Claim::First(instance) => instance,
            Claim::Another => panic!("there is no other"),
        }
    }

    #[test]
    fn a_second_launch_shows_the_first() {
        let home = tempfile::tempdir().unwrap();
        let mut instance = first(home.path());
        assert!(matches!(claim(home.path(), Message::Show).unwrap(), Claim::Another), "before it listens");
        let (shown, times) = mpsc::channel();
        instance.listen_patiently(DEADLINE, move |message| shown.send(message).unwrap()).unwrap();
        assert_eq!(times.recv_timeout(DEADLINE).unwrap(), Message::Show);
        assert!(matches!(claim(home.path(), Message::Show).unwrap(), Claim::Another));
        assert_eq!(times.recv_timeout(DEADLINE).unwrap(), Message::Show);
        tell_changed(home.path());
        assert_eq!(times.recv_timeout(DEADLINE).unwrap(), Message::Changed);
        assert!(is_running(home.path()) && seems_to_run(home.path()));
        assert!(tell(home.path(), Message::Refresh).unwrap());
        assert_eq!(times.recv_timeout(DEADLINE).unwrap(), Message::Refresh);
        drop(instance);
        assert!(!is_running(home.path()) && !seems_to_run(home.path()));
        assert!(!tell(home.path(), Message::Refresh).unwrap());
        assert_eq!(
            times.recv_timeout(DEADLINE),
            Err(RecvTimeoutError::Disconnected),
            "the thread ended with the instance"
        );
    }

    #[test]
    fn a_home_is_free_again_after_the_app() {
        let home = tempfile::tempdir().unwrap();
        drop(first(home.path()));
        drop(first(home.path()));
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1, "only the lock file stays");
    }

    #[test]
    fn what_a_crash_left_behind_is_in_nobodys_way() {
        let home = tempfile::tempdir().unwrap();
        drop(UnixListener::bind(home.path().join("app.sock")).unwrap());
        let mut instance = first(home.path());
        let (shown, times) = mpsc::channel();
        instance.listen_patiently(DEADLINE, move |message| shown.send(message).unwrap()).unwrap();
        assert!(matches!(claim(home.path(), Message::Show).unwrap(), Claim::Another));
        times.recv_timeout(DEADLINE).unwrap();
    }

    #[test]
    fn two_homes_are_two_apps() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let _one = first(one.path());
        let _two = first(two.path());
    }

    #[test]
    fn a_home_with_a_long_name_works() {
        let root = tempfile::tempdir().unwrap();
        let home = root.path().join("a".repeat(120));
        std::fs::create_dir(&home).unwrap();
        let mut instance = first(&home);
        let (shown, times) = mpsc::channel();
        instance.listen_patiently(DEADLINE, move |message| shown.send(message).unwrap()).unwrap();
        assert!(matches!(claim(&home, Message::Show).unwrap(), Claim::Another));
        times.recv_timeout(DEADLINE).unwrap();
        let socket = instance.socket.clone();
        assert!(socket.as_os_str().len() <= 100);
        assert_eq!(left_elsewhere(&home).as_ref(), Some(&socket));
        drop(instance);
        assert!(!socket.exists());
        assert_eq!(left_elsewhere(&home), None);
    }
}
