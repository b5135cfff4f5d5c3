//! The memory that this process holds and does not use.

/// Gives freed memory back to the system. glibc keeps what a thread has freed for the next one, at most of which nobody asks
/// for again once a large piece of work is over.
pub fn give_back() {
    // SAFETY: `malloc_trim` takes a number, touches free memory only and may be called on any thread (malloc_trim(3)).
    #[cfg(target_env = "gnu")]
    #[allow(unsafe_code)]
    unsafe {
        libc::malloc_trim(0);
    }
}
