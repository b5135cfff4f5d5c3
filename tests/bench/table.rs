//! The table that is printed, a row as soon as it is known.

use std::time::Duration;

pub fn head() {
    println!("| measured | figure | aim |\n|---|---|---|");
}

/// A row. An empty `aim` stands where there is none.
pub fn row(what: &str, figure: &str, aim: &str) {
    println!("| {what} | {figure} | {aim} |");
}

/// What is going on, for whoever waits: not a part of the table.
pub fn aside(words: &str) {
    eprintln!("… {words}");
}

/// The middle one.
pub fn median<T: Ord + Copy>(values: impl IntoIterator<Item = T>) -> T {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_unstable();
    values[values.len() / 2]
}

/// Milliseconds with one decimal: `12.3 ms`.
pub fn milliseconds(time: Duration) -> String {
    format!("{} ms", tenths(time.as_micros() / 100))
}

/// Microseconds each with one decimal: `12.3 µs`.
pub fn microseconds_each(time: Duration, count: usize) -> String {
    format!("{} µs", tenths(time.as_nanos() / 100 / count as u128))
}

/// Tenths as a decimal number.
pub fn tenths(tenths: u128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Bytes in the unit that a person would choose.
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..10_240 => format!("{bytes} B"),
        10_240..10_485_760 => format!("{} KiB", bytes / 1024),
        _ => format!("{} MiB", tenths(u128::from(bytes) * 10 / 1024 / 1024)),
    }
}

/// A count with its thousands apart: `1,000,000`.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}
