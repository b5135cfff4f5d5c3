use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::messages::{FromWindow, ToWindow};
use super::{FROM_WINDOW, Line, Lines};
use crate::shell::diagnosis::guarded;
use crate::view::window::Said;
use crate::view::words;

/// What the window's process says, and that it ended.
#[derive(Debug)]
pub enum WindowEvent {
    /// It said something.
    Said(FromWindow),
    /// It ended, however.
    Ended,
}

/// Why the window could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// Its program is not where it belongs: the installation is incomplete.
    #[error("the window's program is missing at {}", .0.display())]
    Missing(PathBuf),
    /// Its program could not be started.
    #[error("the window's program could not be started: {0}")]
    NotStarted(io::Error),
}

/// The window's program.
#[derive(Clone, Debug)]
pub struct Program(PathBuf);

impl Program {
    /// The one that belongs to the running program: in the helpers of the app's bundle on a Mac, beside it otherwise.
    ///
    /// # Errors
    /// [`WindowError::Missing`] with the place where it is missing.
    pub fn of_this_installation() -> Result<Self, WindowError> {
        let this = env::current_exe().map_err(WindowError::NotStarted)?;
        let folder = this.parent().map(PathBuf::from).unwrap_or_default();
        let bundled = folder.join("../Helpers/Revone Window.app/Contents/MacOS/revone-window");
        let beside = folder.join("revone-window");
        [bundled, beside.clone()].into_iter().find(|path| path.is_file()).map(Self).ok_or(WindowError::Missing(beside))
    }

    /// Another one, for tests.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }
}

type Listener = Arc<dyn Fn(WindowEvent) + Send + Sync>;

/// The window: at most one at a time. Nothing here waits for its process; dropping this ends it.
pub struct Window {
    program: Program,
    listener: Listener,
    running: Option<Running>,
}

struct Running {
    messages: Sender<ToWindow>,
    child: Arc<Mutex<Child>>,
    /// It said that it is being closed: its process takes a moment more to end.
    closing: Arc<AtomicBool>,
    replaced: Arc<AtomicBool>,
}

impl Window {
    /// No window yet. `listener` is called on a thread of its own.
    pub fn new(program: Program, listener: impl Fn(WindowEvent) + Send + Sync + 'static) -> Self {
        Self { program, listener: Arc::new(listener), running: None }
    }

    /// Brings the window in front of the others; opens it if it is not open. It is seen as soon as it has a page.
    ///
    /// # Errors
    /// When its program cannot be started.
    pub fn open(&mut self) -> Result<(), WindowError> {
        if !self.is_open() {
            // Of one that was killed a moment ago nothing is heard any more: another takes its place.
            if let Some(before) = self.running.take() {
                before.replaced.store(true, Ordering::Release);
            }
            self.running = Some(start(&self.program, &self.listener)?);
        }
        self.send(ToWindow::Front);
        Ok(())
    }

    /// Closes the window, if it is open.
    pub fn close(&mut self) {
        self.send(ToWindow::Close);
    }

    /// Whether its process runs.
    pub fn is_open(&self) -> bool {
        // Its end is seen here first: what it wrote may still be on its way.
        self.running.as_ref().is_some_and(|running| {
            let mut child = running.child.lock().unwrap_or_else(PoisonError::into_inner);
            !running.closing.load(Ordering::Acquire) && matches!(child.try_wait(), Ok(None))
        })
    }

    /// Tells the window something, if it is open.
    pub fn send(&self, message: ToWindow) {
        if let Some(running) = &self.running {
            // Nobody receives when the process has just ended, of which the listener is told.
            let _ = running.messages.send(message);
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let mut child = running.child.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = child.kill();
        }
    }
}

fn start(program: &Program, listener: &Listener) -> Result<Running, WindowError> {
    #[cfg(target_os = "macos")]
    crate::shell::macos::activation::yield_to_the_window();
    let mut command = Command::new(&program.0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    // A token in the environment is for this program; the window has no use for it.
    command.env_remove(crate::shell::TOKEN);
    #[cfg(target_os = "linux")]
    crate::shell::linux::graphics::allow_the_graphics_card(&mut command);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => WindowError::Missing(program.0.clone()),
        _ => WindowError::NotStarted(error),
    })?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(WindowError::NotStarted(io::Error::other(words::computer::NO_PIPES)));
    };
    let (messages, outbox) = mpsc::channel();
    let child = Arc::new(Mutex::new(child));
    let replaced = Arc::new(AtomicBool::new(false));
    let closing = Arc::new(AtomicBool::new(false));
    let running =
        Running { messages, child: Arc::clone(&child), closing: Arc::clone(&closing), replaced: Arc::clone(&replaced) };
    let threads = spawn("window-in", move || {
        guarded("window", || write(input, &outbox));
    })
    .and_then(|()| {
        let listener = Arc::clone(listener);
        spawn("window-out", move || {
            // Whatever it was, the process is taken leave of, and the window counts as closed.
            guarded("window", || read(output, &listener, &closing));
            reap(&child);
            if !replaced.load(Ordering::Acquire) {
                listener(WindowEvent::Ended);
            }
        })
    });
    if let Err(error) = threads {
        let _ = running.child.lock().unwrap_or_else(PoisonError::into_inner).kill();
        return Err(WindowError::NotStarted(error));
    }
    Ok(running)
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(|_| ())
}

/// Writes what is sent, until the window or this program ends. On a thread: a window that hangs must not hang the tray.
fn write(mut input: ChildStdin, outbox: &Receiver<ToWindow>) {
    for message in outbox {
        let Ok(mut line) = serde_json::to_vec(&message) else { continue };
        line.push(b'\n');
        if input.write_all(&line).is_err() {
            break;
        }
    }
}

/// Hands on what the window says, until it ends.
fn read(output: ChildStdout, listener: &Listener, closing: &AtomicBool) {
    let mut lines = Lines::new(output, FROM_WINDOW);
    while let Ok(Some(line)) = lines.next_line() {
        // Neither the line nor serde's complaint, which may quote it, is for a log.
        match line {
            Line::TooLong => tracing::warn!("a message of the window was too long"),
            Line::Whole(line) => match serde_json::from_slice(line) {
                Ok(message) => {
                    if message == FromWindow::Page(Said::Closed) {
                        closing.store(true, Ordering::Release);
                    }
                    listener(WindowEvent::Said(message));
                }
                Err(_) => tracing::warn!("a message of the window was not one"),
            },
        }
    }
}

/// Takes leave of the process. It closed its output, so it is ending, or hangs and is ended.
fn reap(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    match child.wait() {
        Ok(status) if !status.success() => tracing::warn!(%status, "the window's program ended"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::MutexGuard;

    use super::*;

    /// A script cannot be started while another thread that is starting something still holds it open for writing.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

    /// A program that stands for the window's: a shell script.
    fn script(text: &str) -> ((tempfile::TempDir, MutexGuard<'static, ()>), Program) {
        let guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("window");
        std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        ((folder, guard), Program::at(path))
    }

    fn window(program: Program) -> (Window, Receiver<WindowEvent>) {
        let (sender, events) = mpsc::channel();
        (Window::new(program, move |event| sender.send(event).unwrap_or_default()), events)
    }

    #[test]
    fn one_window_at_a_time_and_a_new_one_after_it_ended() {
        let (_folder, program) = script(r#"read a; read b; echo '{"page":{"kind":"closed"}}'"#);
        let (mut window, events) = window(program);
        for _ in 0..2 {
            window.open().unwrap();
            assert!(window.is_open());
            window.open().unwrap();
            assert!(matches!(events.recv().unwrap(), WindowEvent::Said(FromWindow::Page(Said::Closed))));
            assert!(matches!(events.recv().unwrap(), WindowEvent::Ended));
            assert!(!window.is_open());
        }
    }

    #[test]
    fn what_is_no_message_is_refused_and_the_next_one_heard() {
        let (_folder, program) = script(
            r#"echo 'hello'; echo '{"run":"ls"}'; head -c 70000 /dev/zero | tr '\0' 'x'; echo; echo '{"page":{"kind":"ready"}}'"#,
        );
        let (mut window, events) = window(program);
        window.open().unwrap();
        assert!(matches!(events.recv().unwrap(), WindowEvent::Said(FromWindow::Page(Said::Ready))));
        assert!(matches!(events.recv().unwrap(), WindowEvent::Ended));
    }

    #[test]
    fn the_window_ends_with_the_program() {
        let (_folder, program) = script("cat > /dev/null; sleep 600");
        let (mut window, events) = window(program);
        window.open().unwrap();
        drop(window);
        assert!(matches!(events.recv().unwrap(), WindowEvent::Ended));
    }

    #[test]
    fn a_missing_program_is_named() {
        let (mut window, _events) = window(Program::at(PathBuf::from("/nowhere/revone-window")));
        assert!(matches!(window.open(), Err(WindowError::Missing(_))));
        assert!(!window.is_open());
    }
}
