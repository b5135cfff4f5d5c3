use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Has the system keep nothing of this program's memory when it crashes: the token is in it, and who bought. What it starts
/// inherits that, the window among them, and may change it back.
pub(super) fn keep_none() {
    // Where it cannot be changed it stays as the owner has it.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), ..getrlimit(Resource::Core) });
    // That limit is for files. Where the kernel hands a crash to a program instead (core(5), "Piping core dumps to a program"),
    // what it hands over is chosen here: no kind of memory.
    #[cfg(target_os = "linux")]
    let _ = std::fs::write("/proc/self/coredump_filter", "0");
}
