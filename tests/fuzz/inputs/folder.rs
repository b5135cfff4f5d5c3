//! A folder for one input, in memory where the system has such a place: thousands are made a second.

use std::path::Path;

use tempfile::TempDir;

const IN_MEMORY: &str = "/dev/shm";

pub fn fresh() -> TempDir {
    let in_memory = Path::new(IN_MEMORY);
    let folder = if in_memory.is_dir() { tempfile::tempdir_in(in_memory) } else { tempfile::tempdir() };
    folder.expect("a folder for an input")
}
