//! How much memory answers take that are made to take much.

use std::time::Duration;

use revone::demo::{FakePolar, Fault, Shop, Then};

use super::bodies::gzip_bomb;
use crate::running::Home;
use crate::running::shops::hours_ago;

/// An answer may have eight mebibytes; what is read from it may take as much again, and a copy.
const MOST_MORE_KIB: u64 = 24 * 1024;

fn polar(fault: Option<Fault>) -> FakePolar {
    let mut shop = Shop::empty(hours_ago(24 * 30));
    for hours in (1..=320).rev() {
        shop.add_purchase(hours_ago(hours), 1_000, "usd");
    }
    let polar = FakePolar::start(shop).unwrap();
    polar.with(|state| state.behaviour.faults.extend(fault.map(|fault| fault.always("/v1/orders/?"))));
    polar
}

/// The most memory that a sync had resident at once, by the kernel (`VmHWM` in proc(5)), in KiB. One that goes on trying is ended
/// once it has asked so often, which shows what it takes.
fn peak(polar: &FakePolar, most_requests: usize) -> u64 {
    let home = Home::new();
    let mut running = home.revone(&["sync"]).asking(polar).with_token_of(polar).start();
    let status = format!("/proc/{}/status", running.id());
    let mut peak = 0;
    while running.is_running() && polar.requests().len() < most_requests {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find(|line| line.starts_with("VmHWM:"));
        let read = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse().ok());
        peak = peak.max(read.unwrap_or_default());
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}

fn json(body: Vec<u8>) -> Fault {
    Fault::Answer { status: 200, content_type: "application/json".to_owned(), body }
}

/// A list with these bytes for its rows, and the word that there are more.
fn rows(rows: &[u8]) -> Fault {
    json([b"{\"items\":[", rows, b"],\"pagination\":{\"total_count\":1,\"max_page\":1}}"].concat())
}

#[test]
fn no_answer_takes_much_more_memory_than_a_right_one() {
    let healthy = peak(&polar(None), usize::MAX);
    let nested = [vec![b'['; 3_900_000], vec![b']'; 3_900_000]].concat();
    let announced = b"HTTP/1.1 200 OK\r\ncontent-length: 9007199254740993\r\n\r\n[".to_vec();
    // What is taken for a connection that broke off is tried again for minutes.
    for (what, fault, most_requests) in [
        ("an endless body", Fault::EndlessBody, 200),
        (
            "headers without end",
            Fault::Wire { bytes: b"HTTP/1.1 200 OK\r\n".into(), then: Then::Repeat(b"a: b\r\n".into()) },
            5,
        ),
        ("petabytes announced", Fault::Wire { bytes: announced, then: Then::Close }, 5),
        ("a bomb", gzip_bomb(), 200),
        ("pages that never end", Fault::NeverEnds, 200),
        ("millions of rows", rows(&[b"1,".repeat(4_000_000), b"1".to_vec()].concat()), 200),
        ("millions of rows that are objects", rows(&[b"{},".repeat(2_600_000), b"{}".to_vec()].concat()), 200),
        ("deep nesting", json(nested.clone()), 200),
        ("deep nesting in a row", rows(&nested), 200),
        ("a number of millions of digits", rows(&vec![b'9'; 8_000_000]), 200),
        ("a word of millions of letters", rows(format!("{{\"id\":\"{}\"}}", "a".repeat(8_000_000)).as_bytes()), 200),
    ] {
        let peak = peak(&polar(Some(fault)), most_requests);
        println!("{what}: {} KiB more", peak.saturating_sub(healthy));
        assert!(peak < healthy + MOST_MORE_KIB, "{what}: {peak} KiB, and {healthy} KiB for right answers");
    }
}
