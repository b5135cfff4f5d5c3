use std::io;
use std::task::Poll;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The system's wishes that the program ends: a signal to terminate, Ctrl-C, a terminal that closes.
#[derive(Debug)]
pub struct Endings(Vec<Signal>);

impl Endings {
    /// Listens from now on; until then the signals end the process at once. Needs a runtime.
    ///
    /// # Errors
    /// When the system does not allow it.
    pub fn listen() -> io::Result<Self> {
        let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
        Ok(Self(kinds.map(signal).into_iter().collect::<io::Result<_>>()?))
    }

    /// Waits for one of them; one that came since [`Endings::listen`] counts.
    pub async fn any(&mut self) {
        std::future::poll_fn(|context| {
            if self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready()) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}
