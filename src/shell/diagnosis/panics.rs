//! Panics: a report of each, and what becomes of the program.

use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::cleaned::{source, without_quotations, without_secrets};
use super::reports;
use crate::shell::{clock, system};
use crate::view::words::diagnosis as said;

/// The exit code of a program that panicked, as Rust's own.
const PANICKED: i32 = 101;
/// A process writes this many reports: a part that goes wrong over and over says nothing new.
const REPORTS: u8 = 5;
/// In characters.
const LONGEST_MESSAGE: usize = 300;
/// In lines, and in characters of each. The innermost come first.
const LONGEST_TRACE: usize = 160;
const LONGEST_LINE: usize = 240;

/// What the hook knows of the program that it is in.
struct Program {
    /// Where reports go; `None` until that is known, and for sample data, which keeps nothing.
    folder: Option<PathBuf>,
    /// How many reports it has written.
    written: u8,
}

static PROGRAM: Mutex<Program> = Mutex::new(Program { folder: None, written: 0 });

/// It is the menu-bar program, whose owner sees no standard error. Apart from the rest, as the hook has to know it also where
/// somebody holds that.
static IS_THE_APP: AtomicBool = AtomicBool::new(false);

/// What went wrong, and where, as far as that is logged.
static LOGGED: Mutex<BTreeSet<(&str, String)>> = Mutex::new(BTreeSet::new());

/// What Rust says before it aborts the process: nothing goes on after such a panic, whoever is guarded
/// (`core::panicking::panic_cannot_unwind` and `panic_in_cleanup`).
const ABORTS: [&str; 2] = ["panic in a function that cannot unwind", "panic in a destructor during cleanup"];

thread_local! {
    /// How many callers on this thread go on after a panic.
    static GUARDS: Cell<u32> = const { Cell::new(0) };
    /// Where the last panic of this thread was and whether there is a report of it, for whoever goes on after it.
    static LAST: RefCell<Option<(String, bool)>> = const { RefCell::new(None) };
    /// The end is being told: what happens on the way there is no news.
    static ENDING: Cell<bool> = const { Cell::new(false) };
}

/// From now on each panic is reported, and one that ends the program says so in a sentence.
pub fn install() {
    panic::set_hook(Box::new(panicked));
}

/// Reports go to this folder from now on.
pub fn report_in(folder: &Path) {
    if let Ok(mut program) = PROGRAM.lock() {
        program.folder = Some(folder.to_owned());
    }
}

/// This is the menu-bar program: the end of its main thread is the end of all, whatever foreign code lies between, and the
/// next launch says so.
pub fn is_the_app() {
    IS_THE_APP.store(true, Ordering::SeqCst);
}

/// From now on a panic of `program`, which keeps nothing, says where it was and nothing else: its message may hold names.
pub fn say_where(program: &'static str) {
    panic::set_hook(Box::new(move |panicked| {
        let sentence = said::went_wrong(&place(panicked));
        drop(writeln!(std::io::stderr().lock(), "{program}: {sentence}"));
    }));
}

/// Does `work`, and goes on with `None` after a panic in it, which is logged here as being about `what`, once for each place: it
/// may come back with every notification.
pub fn guarded<T>(what: &'static str, work: impl FnOnce() -> T) -> Option<T> {
    GUARDS.set(GUARDS.get().saturating_add(1));
    // What was in the middle of a change is dropped or begun anew by the callers, each of which says how.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDS.set(GUARDS.get().saturating_sub(1));
    if done.is_err() {
        let (place, written) = LAST.take().unwrap_or_default();
        let is_news = LOGGED.lock().unwrap_or_else(PoisonError::into_inner).insert((what, place.clone()));
        match (is_news, written) {
            (true, true) => {
                tracing::error!(what, place, "a part of Revone went wrong and goes on; there is a report of it")
            }
            (true, false) => tracing::error!(what, place, "a part of Revone went wrong and goes on"),
            (false, _) => {}
        }
    }
    done.ok()
}

fn panicked(panicked: &PanicHookInfo<'_>) {
    // A panic on the way out, or the one that tells that foreign code cannot be unwound.
    if ENDING.get() {
        return;
    }
    let place = place(panicked);
    let ends = ends_the_program() || aborts(panicked.payload());
    ENDING.set(ends);
    let is_the_app = IS_THE_APP.load(Ordering::SeqCst);
    // Where somebody panicked while holding it, there is no time to wait.
    let folder = match PROGRAM.try_lock() {
        Ok(mut program) => {
            let may_write = ends || program.written < REPORTS;
            program.written = program.written.saturating_add(1);
            program.folder.clone().filter(|_| may_write)
        }
        Err(_) => None,
    };
    let written = folder.and_then(|folder| {
        let now = clock::now();
        let facts = [
            said::version(env!("CARGO_PKG_VERSION"), ends),
            said::fact(said::TIME, &format!("{now:.0}")),
            said::fact(said::SYSTEM, &system::name()),
            said::fact(said::THREAD, thread::current().name().unwrap_or_default()),
            said::fact(said::PLACE, &place),
            said::fact(said::MESSAGE, &message(panicked)),
            said::fact(said::ANCHOR, &format!("{:p}", install as *const ())),
            trace(&format!("{:#}", Backtrace::force_capture())),
        ];
        reports::write(&folder, now, &facts.join("\n"), ends && is_the_app).ok()
    });
    LAST.set(Some((place.clone(), written.is_some())));
    if ends {
        let report = written.as_deref().map(Path::display);
        let sentence = said::ended(&place, report.as_ref().map(|report| report as &dyn Display));
        drop(writeln!(std::io::stderr().lock(), "revone: {sentence}"));
        if is_the_app {
            // Callbacks of the system's lie between here and the start, through which nothing can be unwound. Nothing of the
            // memory is left behind, as an abort might with the token in it.
            std::process::exit(PANICKED);
        }
    }
}

/// Every thread of the program's own has a name, and goes on or is none whose end matters; so do tokio's, which hands on
/// that a task has panicked. What has no name is a thread of the system's, and cannot be unwound.
fn ends_the_program() -> bool {
    GUARDS.get() == 0 && thread::current().name().is_none_or(|name| name == "main")
}

/// Whether Rust ends the process after a panic with this payload, whoever would go on.
fn aborts(payload: &dyn Any) -> bool {
    payload.downcast_ref::<&'static str>().is_some_and(|literal| ABORTS.contains(literal))
}

fn place(panicked: &PanicHookInfo<'_>) -> String {
    let place = panicked.location().map(|at| format!("{}:{}:{}", source(at.file()), at.line(), at.column()));
    place.unwrap_or_default()
}

/// What the panic says: literally where it was written so in the sources, else without what it may quote.
fn message(panicked: &PanicHookInfo<'_>) -> String {
    let payload = panicked.payload();
    match (payload.downcast_ref::<&'static str>(), payload.downcast_ref::<String>()) {
        (Some(literal), _) => without_secrets(literal, LONGEST_MESSAGE),
        (None, Some(made)) => without_quotations(made, LONGEST_MESSAGE),
        (None, None) => String::new(),
    }
}

/// The trace without the folders of whoever compiled it.
fn trace(text: &str) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix("at ") {
        Some(at) => format!("      at {}", source(at)),
        None => line.to_owned(),
    };
    let short = |line: String| line.chars().take(LONGEST_LINE).collect();
    let mut lines: Vec<String> = text.lines().take(LONGEST_TRACE).map(line).map(short).collect();
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_guarded_goes_on_after_a_panic() {
        assert_eq!(guarded("a sum", || 1 + 1), Some(2));
        assert_eq!(guarded("a sum", || -> u8 { panic!("no sum") }), None);
        assert_eq!(GUARDS.get(), 0);
        let inner = guarded("outside", || guarded("inside", || panic!("inside")).is_none());
        assert_eq!(inner, Some(true));
    }

    #[test]
    fn a_panic_of_a_named_thread_does_not_end_the_program_and_one_of_the_main_thread_does() {
        let ends = |name: Option<&str>, guarded_too: bool| {
            let builder = name.map_or_else(thread::Builder::new, |name| thread::Builder::new().name(name.to_owned()));
            let asked = move || if guarded_too { guarded("it", ends_the_program) } else { Some(ends_the_program()) };
            builder.spawn(asked).unwrap().join().unwrap().unwrap()
        };
        for (name, guarded, expected) in [
            (Some("main"), false, true),
            (Some("main"), true, false),
            (None, false, true),
            (Some("worker"), false, false),
            (Some("tokio-rt-worker"), false, false),
        ] {
            assert_eq!(ends(name, guarded), expected, "{name:?} {guarded}");
        }
    }

    #[test]
    fn a_trace_is_bounded_and_names_no_folder_of_whoever_compiled_it() {
        let long = "   1: 0x55d0 - revone::main\n             at /srv/ada/revone/src/main.rs:6:5\n".repeat(500);
        let kept = trace(&long);
        assert!(!kept.contains("ada"), "{kept}");
        assert!(kept.contains("at src/main.rs:6:5"));
        assert_eq!(kept.lines().count(), LONGEST_TRACE);
    }
}
