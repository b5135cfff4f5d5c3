use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot, watch};

use super::answer::Answer;
use super::asked::Asked;
use super::behaviour::{Behaviour, Fault};
use super::body::{AnswerBody, Cut};
use super::door::{Door, accept};
use super::faults::{Bare, Manner, harm};
use super::routes::reply;
use super::state::{Seen, State};
use crate::demo::business::{Arrivals, arrive};
use crate::demo::shop::Shop;
use crate::polar::AccessToken;

/// A running fake Polar on a port of its own on the loopback. It lives on one thread, and ends with this value.
pub struct FakePolar {
    address: SocketAddr,
    token: AccessToken,
    state: Arc<Mutex<State>>,
    arrivals: watch::Sender<Option<Arrivals>>,
    door: mpsc::UnboundedSender<Door>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl FakePolar {
    /// Serves a shop.
    ///
    /// # Errors
    /// When the machine gives no port or no thread.
    pub fn start(shop: Shop) -> io::Result<Self> {
        Self::start_with(shop, Behaviour::default())
    }

    /// Serves a shop with a behaviour that holds from the first request on.
    ///
    /// # Errors
    /// When the machine gives no port or no thread.
    pub fn start_with(shop: Shop, behaviour: Behaviour) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let secret: String = std::iter::repeat_with(fastrand::alphanumeric).take(37).collect();
        let token = AccessToken::well_formed(&secret).ok_or_else(|| io::Error::other("no token"))?;
        let state = Arc::new(Mutex::new(State::new(shop, behaviour, token.clone())));
        let (stop, stopped) = oneshot::channel();
        let (arrivals, to_arrive) = watch::channel(None);
        let (door, doors) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let shared = Arc::clone(&state);
        let thread = std::thread::Builder::new().name("fake-polar".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = stopped => {}
                    _ = accept(listener, doors, Arc::clone(&shared)) => {}
                    () = deliver(to_arrive, shared) => {}
                }
            });
        })?;
        Ok(Self { address, token, state, arrivals, door, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A well-formed token for the shop with every scope, made anew at every start.
    pub fn token(&self) -> AccessToken {
        self.token.clone()
    }

    /// Looks at the state or changes it; requests wait meanwhile. `change` must not ask this server anything, nor call
    /// its other methods: it holds the state.
    pub fn with<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        change(&mut lock(&self.state))
    }

    /// The requests so far, oldest first (the newest 4,096).
    pub fn requests(&self) -> Vec<Seen> {
        lock(&self.state).seen.iter().cloned().collect()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        lock(&self.state).seen.clear();
    }

    /// Refuses connections from now on, as a computer does on which nothing listens, and ends those that there are; or takes
    /// them again, at the same address. It has happened when this returns.
    ///
    /// # Errors
    /// When the system does not give the port back.
    pub fn listens(&self, open: bool) -> io::Result<()> {
        let (done, is_done) = std::sync::mpsc::channel();
        let gone = |_| io::Error::other("the server has ended");
        self.door.send(Door { open, done }).map_err(|_| io::Error::other("the server has ended"))?;
        is_done.recv().map_err(gone)?
    }

    /// Lets things happen in the shop by themselves from now on, or no longer.
    pub fn set_arrivals(&self, arrivals: Option<Arrivals>) {
        self.arrivals.send_replace(arrivals);
    }
}

impl Drop for FakePolar {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself; then there is nobody to tell.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A panic in one request's test code must not hide what the others see.
pub(super) fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers a request, or leaves in `bare` what is to go out on its connection in an answer's place.
pub(super) async fn respond(
    asked: &Asked,
    state: &Mutex<State>,
    bare: &Mutex<Option<Bare>>,
) -> Result<hyper::Response<AnswerBody>, Cut> {
    let fault = lock(state).behaviour.take_fault(&asked.path_and_query());
    if let Some(Fault::Delay(delay)) = &fault {
        tokio::time::sleep(*delay).await;
    }
    let (answer, manner) = {
        let mut state = lock(state);
        let right = match &fault {
            Some(Fault::NeverEnds) => reply(&mut state, &asked.for_the_first_page()),
            _ => reply(&mut state, asked),
        };
        let (answer, manner) = match &fault {
            Some(fault) => harm(right, fault),
            None => (right, Manner::Whole),
        };
        state.remember(asked, answer.status);
        (finish(answer, &state.behaviour), manner)
    };
    match manner {
        Manner::Never => return Err(Cut),
        Manner::Bare(bytes) => {
            *lock(bare) = Some(bytes);
            return Err(Cut);
        }
        _ => {}
    }
    let mut response = hyper::Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(AnswerBody::new(answer.body, manner)).map_err(|_| Cut)
}

fn finish(answer: Answer, behaviour: &Behaviour) -> Answer {
    let answer = if behaviour.sandbox { answer.with("x-polar-sandbox", "1") } else { answer };
    match behaviour.clock {
        Some(clock) => answer.with("date", clock.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        None => answer,
    }
}

/// Lets things happen in the shop, one after another, for as long as arrivals are set.
async fn deliver(mut arrivals: watch::Receiver<Option<Arrivals>>, state: Arc<Mutex<State>>) {
    loop {
        let current = arrivals.borrow_and_update().clone();
        let changed = match current {
            None => arrivals.changed().await,
            Some(mut current) => loop {
                tokio::select! {
                    changed = arrivals.changed() => break changed,
                    () = tokio::time::sleep(current.wait()) => arrive(&mut lock(&state).shop, &mut current),
                }
            },
        };
        if changed.is_err() {
            return;
        }
    }
}
