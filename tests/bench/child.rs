//! A process that is measured from outside.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a process cost.
#[derive(Clone, Debug)]
pub struct Cost {
    /// User and system time of all of its threads.
    pub cpu: Duration,
    /// The most memory that was resident at once, in KiB.
    pub peak_kib: u64,
    /// From exec to the first byte of output.
    pub first_byte: Duration,
    /// From exec to the end.
    pub whole: Duration,
    /// What it printed.
    pub stdout: String,
}

/// The kernel counts a process's time in hundredths of a second (`USER_HZ`, the same on every machine).
const TICK: Duration = Duration::from_millis(10);
/// How often the peak is read while it runs. The kernel keeps it, so that no more than the last moments can be missed.
const LOOK: Duration = Duration::from_millis(5);

/// Runs a command to its end, which has to be a good one.
pub fn run(command: &mut Command) -> Cost {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut stdout = vec![0; 1];
        pipe.read_exact(&mut stdout).unwrap();
        let first_byte = began.elapsed();
        pipe.read_to_end(&mut stdout).unwrap();
        (first_byte, began.elapsed(), String::from_utf8(stdout).unwrap())
    });
    // The memory that a child is charged with at its end includes its parent's from before exec; this does not.
    let mut peak_kib = 0;
    while let Some(kib) = resident_peak(&child) {
        peak_kib = peak_kib.max(kib);
        std::thread::sleep(LOOK);
    }
    let (first_byte, whole, stdout) = reader.join().unwrap();
    let cpu = time_of_the_dead(&child);
    let status = child.wait().unwrap();
    assert!(status.success(), "{command:?} ended with {status}");
    Cost { cpu, peak_kib, first_byte, whole, stdout }
}

/// `None` as soon as it has ended, with nobody having asked yet how: its times can still be read then.
fn resident_peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1).unwrap().parse().unwrap())
}

/// proc(5): fields 14 and 15 of `stat` are the user and system time of all threads, those that have ended included.
fn time_of_the_dead(child: &Child) -> Duration {
    let mut stat = String::new();
    while !stat.starts_with("Z ") {
        let whole = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap();
        // The program's name is in brackets and may hold anything; field 3, the state, comes after it.
        stat = whole.rsplit_once(") ").unwrap().1.to_owned();
        std::thread::yield_now();
    }
    let ticks: u32 = stat.split_whitespace().skip(11).take(2).map(|field| field.parse::<u32>().unwrap()).sum();
    TICK * ticks
}

/// The time that this thread has been running.
pub fn time_of_this_thread() -> Duration {
    let schedstat = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(schedstat.split_whitespace().next().unwrap().parse().unwrap())
}
