//! Memory of a process that runs.

use std::fs;

/// What the kernel says of a process's memory (`smaps_rollup` of proc(5)), in KiB.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Its own, and its share of what others map as well.
    pub proportional: u64,
    /// Changed by it alone.
    pub private_dirty: u64,
    /// Read from files that nobody else maps.
    pub private_clean: u64,
}

impl Memory {
    /// Of a process that runs, now.
    pub fn of(process: u32) -> Self {
        let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap();
        let kib = |field: &str| -> u64 {
            let line = text.lines().find(|line| line.starts_with(field)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        Self { proportional: kib("Pss:"), private_dirty: kib("Private_Dirty:"), private_clean: kib("Private_Clean:") }
    }
}
