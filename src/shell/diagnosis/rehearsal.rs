//! Panics on purpose, so that tests see what the real program makes of one. `REVONE_PANIC` names where; a release knows
//! nothing of it.

use std::sync::atomic::{AtomicU32, Ordering};

/// Panics if `REVONE_PANIC` is `name`, or `name:times` with how often it does so; or, if it is `name:aborts`, in a function that
/// cannot be unwound.
///
/// # Panics
/// When it is asked to.
#[expect(clippy::panic, reason = "this is what it is for")]
pub fn of(name: &str) {
    static DONE: AtomicU32 = AtomicU32::new(0);
    let Ok(asked) = std::env::var("REVONE_PANIC") else { return };
    if asked.split_once(':') == Some((name, "aborts")) {
        cannot_unwind();
    }
    let (at, times) = asked.split_once(':').unwrap_or((&asked, "1"));
    if at == name && DONE.fetch_add(1, Ordering::Relaxed) < times.parse().unwrap_or(1) {
        let token = std::env::var("REVONE_TOKEN").unwrap_or_default();
        panic!("rehearsed for “Ada Lovelace” <ada@example.com> with {token}");
    }
}

#[expect(clippy::panic, reason = "this is what it is for")]
extern "C" fn cannot_unwind() {
    panic!("rehearsed where nothing can be unwound");
}
