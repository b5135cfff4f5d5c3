use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Has the system keep nothing of this program's memory when it crashes: the token is in it, and who bought. What it starts
/// inherits that, the window among them, and may change it back.
pub(super) fn keep_none() {
    // Where it cannot be changed it stays as the owner has it.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), ..getrlimit(Resource::Core) });
}
