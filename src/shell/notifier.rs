//! Notifications. One thread shows them and waits for clicks; nobody else waits for anything.

#[cfg_attr(target_os = "linux", path = "notifier/freedesktop.rs")]
#[cfg_attr(target_os = "macos", path = "notifier/user_notifications.rs")]
mod system;

#[cfg(target_os = "linux")]
mod places;

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{AbortHandle, LocalSet};

use super::diagnosis::guarded;
use crate::app::Link;
use crate::domain::OrganizationId;

/// This many notifications can be clicked at a time; the oldest stops being one when another comes.
const CLICKABLE: usize = 16;

/// How long a notification can be clicked. It may stay on the screen longer.
const CLICKABLE_FOR: Duration = Duration::from_secs(600);

/// How long the system may take to say that it shows a notification.
const PATIENCE: Duration = Duration::from_secs(10);

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its place on the screen: a notification that stands there is replaced.
    pub place: String,
    /// The first line.
    pub title: String,
    /// The rest, as plain text.
    pub body: String,
    /// What a click means; without it the notification cannot be clicked and has no action.
    pub click: Option<Click>,
    /// Whether it makes a sound.
    pub sound: bool,
}

/// What a click on a notification means, and likewise its action, which opens what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// Whose the notification is.
    pub organization: OrganizationId,
    /// What it is about.
    pub link: Link,
    /// The stable ids that it announces.
    pub announces: Vec<String>,
}

/// Why a notification is not shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotifyError {
    /// The program does not run from its bundle, and macOS has notifications for bundles only.
    #[error("the program does not run from its bundle")]
    NoBundle,
    /// The owner does not allow notifications of this program.
    #[error("notifications are not allowed")]
    NotAllowed,
    /// There is no session bus to reach a notification service on.
    #[error("there is no session bus")]
    NoBus(String),
    /// Nothing on the session bus shows notifications.
    #[error("nothing shows notifications in this session")]
    NoService,
    /// The system has not answered yet; on a Mac its owner may be looking at the question whether to allow them.
    #[error("the system did not answer")]
    NoAnswer,
    /// Anything else; the text is the system's own.
    #[error("the system answered: {0}")]
    Other(String),
}

/// Shows notifications until it is dropped; what is shown then stays on the screen.
pub struct Notifier {
    tasks: UnboundedSender<Task>,
}

enum Task {
    Show(Shown, Answer),
    Ask(Answer),
}

/// Where the answer is waited for.
type Answer = SyncSender<Result<(), NotifyError>>;

/// What is called for a notification that was clicked.
type OnClick = Arc<dyn Fn(Click) + Send + Sync>;

impl Notifier {
    /// Starts the thread. `on_click` is called on it for a notification that was clicked, and must not take long.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn new(on_click: impl Fn(Click) + Send + Sync + 'static) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (tasks, inbox) = unbounded_channel();
        let on_click: OnClick = Arc::new(on_click);
        thread::Builder::new().name("notifier".to_owned()).spawn(move || {
            let mut inbox = inbox;
            // Whoever asked for what panicked has no answer, and those behind it are shown.
            let mut working = || LocalSet::new().block_on(&runtime, work(&mut inbox, &on_click));
            while guarded("notifications", &mut working).is_none() {}
        })?;
        Ok(Self { tasks })
    }

    /// Shows a notification and waits, some seconds at most, until the system has taken it. Not for the main thread, nor
    /// for async code, which must not wait like this.
    ///
    /// # Errors
    /// See [`NotifyError`]; after [`NotifyError::NoAnswer`] it may still be shown.
    pub fn show(&self, notification: Shown) -> Result<(), NotifyError> {
        self.ask(|answer| Task::Show(notification, answer))
    }

    /// Asks the system, and through it the owner once, whether notifications may be shown. Waits like [`Notifier::show`].
    ///
    /// # Errors
    /// See [`NotifyError`].
    pub fn ask_permission(&self) -> Result<(), NotifyError> {
        self.ask(Task::Ask)
    }

    fn ask(&self, task: impl FnOnce(Answer) -> Task) -> Result<(), NotifyError> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.tasks.send(task(answer)).map_err(|_| NotifyError::NoAnswer)?;
        answered.recv_timeout(PATIENCE).unwrap_or(Err(NotifyError::NoAnswer))
    }
}

/// Does what is asked, in its order, until nobody can ask any more.
async fn work(inbox: &mut UnboundedReceiver<Task>, on_click: &OnClick) {
    let (mut screen, mut clickable) = (system::Screen::default(), Clickable::default());
    while let Some(task) = inbox.recv().await {
        // Whoever asked may have lost patience a moment earlier, which changes nothing here.
        match task {
            Task::Ask(answer) => drop(answer.send(in_time(system::ask_permission()).await)),
            Task::Show(notification, answer) => {
                let shown = in_time(screen.show(&notification)).await;
                drop(answer.send(shown.map(|waiting| {
                    let Shown { place, click, .. } = notification;
                    clickable.end(&place);
                    if let Some(click) = click {
                        clickable.add(place, waiting, click, Arc::clone(on_click));
                    }
                })));
            }
        }
    }
}

/// A service that hangs must not hold up what comes after.
async fn in_time<T>(answer: impl Future<Output = Result<T, NotifyError>>) -> Result<T, NotifyError> {
    tokio::time::timeout(PATIENCE, answer).await.unwrap_or(Err(NotifyError::NoAnswer))
}

/// The notifications that can be clicked, each with its place and the task that waits for the click, oldest first.
#[derive(Default)]
struct Clickable(VecDeque<(String, AbortHandle)>);

impl Clickable {
    fn add(&mut self, place: String, waiting: system::Waiting, click: Click, on_click: OnClick) {
        self.0.retain(|(_, task)| !task.is_finished());
        while self.0.len() >= CLICKABLE {
            if let Some((_, oldest)) = self.0.pop_front() {
                oldest.abort();
            }
        }
        let task = tokio::task::spawn_local(async move {
            if let Ok(true) = tokio::time::timeout(CLICKABLE_FOR, waiting.clicked()).await {
                on_click(click);
            }
        });
        self.0.push_back((place, task.abort_handle()));
    }

    /// What stood at this place is replaced, and can no longer be clicked.
    fn end(&mut self, place: &str) {
        self.0.retain(|(known, task)| {
            let stays = known != place;
            if !stays {
                task.abort();
            }
            stays
        });
    }
}
