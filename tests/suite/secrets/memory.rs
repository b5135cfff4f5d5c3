//! The token in the memory of the running program: its own copies are wiped.

use std::fs::File;
use std::os::unix::fs::FileExt;

use aho_corasick::AhoCorasick;
use revone::demo::FakePolar;
use revone::polar::{AccessToken, Scope};

use super::unknown_token;
use crate::e2e::desktop::{Desktop, Door, Page, Tray};
use crate::e2e::polar;
use crate::running::{Started, shops, wait};

/// How often a token stands in the memory of a process.
#[derive(Debug, PartialEq, Eq)]
struct Copies {
    /// In what the HTTP library has sent, or was about to: a line of a request's head. It does not wipe its buffers.
    in_requests: usize,
    /// Anywhere else.
    elsewhere: usize,
}

/// Looks through all memory that a process can write. What is freed loses its first bytes to the allocator, so that the last
/// part of the token is looked for.
///
/// # Errors
/// When some of it could not be read: the program runs on meanwhile, and may have given it back.
fn copies(process: u32, token: &AccessToken) -> Result<Copies, String> {
    let part = &token.expose()[token.expose().len() - 24..];
    let finder = AhoCorasick::new([part]).unwrap();
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = Memory::of(process);
    let mut copies = Copies { in_requests: 0, elsewhere: 0 };
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        // The heap, stacks, and what has no file at all. What is mapped of a device, or behind the end of a file, cannot be read.
        let is_its_own = words.nth(3).is_none_or(|name| name.starts_with('['));
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|address| u64::from_str_radix(address, 16).unwrap());
        let (bytes, missing) = memory.read(start, end);
        if is_its_own && missing > 0 {
            return Err(format!("{missing} pages of {line} cannot be read"));
        }
        for hit in finder.find_iter(&bytes) {
            // Some of its line may be something else's by now.
            let line = &bytes[hit.start().saturating_sub(64)..(hit.end() + 32).min(bytes.len())];
            let says = |part: &[u8]| line.windows(part.len()).any(|window| window == part);
            if says(b"authorization: ") || says(b"\r\npolar-version") {
                copies.in_requests += 1;
            } else {
                copies.elsewhere += 1;
            }
        }
    }
    Ok(copies)
}

/// The memory of a process.
struct Memory {
    bytes: File,
    pages: File,
}

impl Memory {
    const PAGE: u64 = 4096;

    fn of(process: u32) -> Self {
        let [bytes, pages] = ["mem", "pagemap"].map(|name| File::open(format!("/proc/{process}/{name}")).unwrap());
        Self { bytes, pages }
    }

    /// What stands between two addresses, with zeros for pages that cannot be read, and how many of these may hold something.
    fn read(&self, start: u64, end: u64) -> (Vec<u8>, usize) {
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        if self.bytes.read_exact_at(&mut bytes, start).is_ok() {
            return (bytes, 0);
        }
        let mut missing = 0;
        for (page, address) in bytes.chunks_mut(Self::PAGE as usize).zip((start..end).step_by(Self::PAGE as usize)) {
            if self.bytes.read_exact_at(page, address).is_err() {
                page.fill(0);
                missing += usize::from(self.holds_something(address));
            }
        }
        (bytes, missing)
    }

    /// Whether a page is there at all: the guard below a stack of a thread is a page that is not (pagemap's bits 63, present,
    /// 62, swapped, and 58, a guard).
    fn holds_something(&self, address: u64) -> bool {
        let mut entry = [0; 8];
        let read = self.pages.read_exact_at(&mut entry, address / Self::PAGE * 8);
        let entry = u64::from_le_bytes(entry);
        read.is_err() || (entry >> 62 != 0 && entry >> 58 & 1 == 0)
    }
}

/// Waits until so many copies are left elsewhere than in requests, and gives those in requests.
async fn left(program: &Started, token: &AccessToken, elsewhere: usize) -> usize {
    wait::until(&format!("{elsewhere} copies of the token"), async || {
        let copies = copies(program.id(), token)?;
        if copies.elsewhere == elsewhere { Ok(copies.in_requests) } else { Err(format!("{copies:?}")) }
    })
    .await
}

#[test]
fn memory_is_read_around_a_page_that_cannot_be() {
    use std::io::Write;
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&[7; 4096]).unwrap();
    let memory = Memory { bytes: file.try_clone().unwrap(), pages: tempfile::tempfile().unwrap() };
    let (bytes, missing) = memory.read(0, 8192);
    assert_eq!((&bytes[..4096], &bytes[4096..], missing), (&[7; 4096][..], &[0; 4096][..], 1));
    // The table says of the second page that nothing is there.
    let mut pages = tempfile::tempfile().unwrap();
    pages.write_all(&[0; 16]).unwrap();
    assert_eq!(Memory { bytes: file, pages }.read(0, 8192).1, 0);
}

/// A Polar that knows another token than the one that its first client would be started with.
fn polar_and_its_token() -> (FakePolar, AccessToken) {
    let (polar, token) = (polar(shops::a_few_sales()), unknown_token());
    polar.with(|state| state.grant(&token, &Scope::ALL));
    (polar, token)
}

#[tokio::test]
async fn of_what_is_typed_one_copy_is_kept_and_none_after_a_reset() {
    let desktop = Desktop::start().await.and_keyring().await;
    let (polar, token) = polar_and_its_token();
    let wrong = unknown_token();
    let (run, door) = Door::open(desktop.revone(&[]).asking(&polar));
    let program = run.start();
    let page = Page::of(&door, &desktop).await;
    page.type_into("Access token", wrong.expose()).await;
    page.press("Connect").await;
    page.says(&["Polar rejected the token"]).await;
    page.clear("Access token").await;
    page.type_into("Access token", token.expose()).await;
    page.press("Connect").await;
    page.says(&["Connected to Paper Lantern"]).await;
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    left(&program, &wrong, 0).await;
    // The header, which every request shares.
    let connected = left(&program, &token, 1).await;

    tray.choose(&["Settings…"]).await;
    page.press("Reset…").await;
    page.press("Reset").await;
    page.says(&["None is connected."]).await;
    let after = left(&program, &token, 0).await;
    println!(
        "reliability: secrets.memory: one copy of the token while connected, none after a reset; the HTTP library’s buffers beside \
         that: {connected}, then {after}"
    );
}

#[tokio::test]
async fn of_what_the_keyring_gave_nothing_is_kept_once_it_is_disconnected() {
    let desktop = Desktop::start().await.and_keyring().await;
    let (polar, token) = polar_and_its_token();
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(token.expose());
    connect.start().ended().await.exits(0);
    let program = desktop.revone(&[]).asking(&polar).start();
    let tray: Tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    left(&program, &token, 1).await;
    desktop.revone(&["disconnect"]).asking(&polar).start().ended().await.exits(0);
    tray.row(&["Connect to Polar…"]).await;
    left(&program, &token, 0).await;
}

#[tokio::test]
async fn a_token_of_the_environment_stays_there_and_in_two_copies_of_the_programs_own() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    // What the system itself keeps, what the program was told, and the header.
    left(&program, &polar.token(), 3).await;
}
