//! The door: connections are taken and served, or turned away as by a computer on which nothing listens.

use std::future::{Future, poll_fn};
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::asked::Asked;
use super::behaviour::Then;
use super::body::{AnswerBody, Cut};
use super::fake::{lock, respond};
use super::faults::Bare;
use super::state::State;

/// The order to open the door, or to shut it.
pub(super) struct Door {
    pub open: bool,
    /// Told when it is done.
    pub done: std::sync::mpsc::Sender<io::Result<()>>,
}

enum Port {
    Listening(tokio::net::TcpListener),
    /// Bound and not listened on: whoever connects is refused, and nobody else gets the port meanwhile.
    Kept(TcpSocket),
}

/// What a request becomes.
type Answered = Pin<Box<dyn Future<Output = Result<hyper::Response<AnswerBody>, Cut>> + Send>>;

/// Takes connections while the door is open.
///
/// # Errors
/// When the system does not let the port be listened on.
pub(super) async fn accept(
    listener: TcpListener,
    mut doors: mpsc::UnboundedReceiver<Door>,
    state: Arc<Mutex<State>>,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let mut port = Port::Listening(tokio::net::TcpListener::from_std(listener)?);
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let door = match &port {
            Port::Kept(_) => doors.recv().await,
            Port::Listening(listener) => tokio::select! {
                door = doors.recv() => door,
                taken = listener.accept() => {
                    match taken {
                        Ok((stream, _)) => drop(connections.spawn(serve(stream, Arc::clone(&state)))),
                        // One connection is gone already, or there are too many: not worth ending for, nor spinning.
                        Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
                    }
                    continue;
                }
            },
        };
        let Some(Door { open, done }) = door else { return Ok(()) };
        if !open {
            connections.shutdown().await;
        }
        let moved = match port {
            Port::Listening(listener) if !open => {
                drop(listener);
                keep(address).map(Port::Kept)
            }
            Port::Kept(socket) if open => socket.listen(1024).map(Port::Listening),
            as_it_is => Ok(as_it_is),
        };
        port = match moved {
            Ok(port) => port,
            Err(error) => {
                drop(done.send(Err(error)));
                return Ok(());
            }
        };
        // Whoever asked may not have waited.
        drop(done.send(Ok(())));
    }
}

fn keep(address: std::net::SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // Connections that have just ended still count as there.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) {
    let bare: Arc<Mutex<Option<Bare>>> = Arc::default();
    let left = Arc::clone(&bare);
    let service = service_fn(move |request| -> Answered {
        let asked = Asked::of(&request);
        let (state, bare) = (Arc::clone(&state), Arc::clone(&bare));
        Box::pin(async move { respond(&asked, &state, &bare).await })
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // Clients hang up in the middle, and some faults are meant to end in an error.
    drop(poll_fn(|context| connection.poll_without_shutdown(context)).await);
    let bare = lock(&left).take();
    if let Some(bare) = bare {
        drop(send(connection.into_parts().io.into_inner(), bare).await);
    }
}

/// Sends bytes that are no answer, until whoever asked has had enough.
async fn send(mut stream: TcpStream, bare: Bare) -> io::Result<()> {
    stream.write_all(&bare.bytes).await?;
    match bare.then {
        Then::Close => stream.shutdown().await,
        Then::Repeat(bytes) => loop {
            stream.write_all(&bytes).await?;
            tokio::task::yield_now().await;
        },
        Then::Hold => loop {
            stream.readable().await?;
            if stream.try_read(&mut [0; 64])? == 0 {
                return Ok(());
            }
        },
    }
}
