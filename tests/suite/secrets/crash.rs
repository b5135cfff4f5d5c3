//! What is left when the program does not end by itself.

use super::places::Places;
use super::traces::Traces;
use super::{Person, rings, shop_of};
use crate::e2e::desktop::{Desktop, Door, Page};
use crate::e2e::polar;
use crate::running::{Run, service, wait};

/// The program, with as large a file of its memory allowed as the system gives, in a folder where that would be found.
fn with_cores(desktop: &Desktop, arguments: &[&str]) -> Run {
    let mut command = desktop.command("sh");
    command.args(["-c", r#"ulimit -c "$(ulimit -H -c)"; exec "$@""#, "sh", env!("CARGO_BIN_EXE_revone")]);
    let mut command = service::ending_with_the_test(&command);
    command.current_dir(desktop.home().path("tmp"));
    Run::new(command, arguments)
}

/// How much of its memory the system may write down when this process crashes, at once.
fn core_limit(process: u32) -> String {
    let limits = std::fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    line.split_whitespace().next().unwrap().to_owned()
}

/// Which kinds of its memory the system may hand to a program that takes crashes: one bit for each.
fn kinds_of_memory(process: u32) -> u32 {
    let filter = std::fs::read_to_string(format!("/proc/{process}/coredump_filter")).unwrap();
    u32::from_str_radix(filter.trim(), 16).unwrap()
}

#[tokio::test]
async fn a_crash_writes_neither_the_token_nor_anybody_down() {
    let (mut played, mut looked_at) = (0, 0);
    let long = std::env::var_os("REVONE_SOAK").is_some();
    for signal in if long { &["ABRT", "SEGV", "BUS", "ILL"][..] } else { &["ABRT"] } {
        let person = Person::someone();
        let desktop = Desktop::start().await.and_keyring().await;
        let polar = polar(shop_of(&person));
        let tokens = Traces::of([("the token", polar.token().expose())]);
        let people = person.traces();
        let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
        connect.start().ended().await.exits(0);
        let run = with_cores(&desktop, &[]).asking(&polar).env("RUST_BACKTRACE", "full").env("REVONE_LOG", "trace");
        let (run, door) = Door::open(run);
        let mut program = run.start();
        let tray = desktop.tray().await;
        tray.row(&["Updated"]).await;
        person.buys(&polar);
        rings(&desktop, &tray, &person.name).await;
        tray.choose(&["Open Dashboard…"]).await;
        Page::of(&door, &desktop).await.says(&["Revenue by Day"]).await;
        let window = desktop.window_process().unwrap();
        assert_eq!([core_limit(program.id()), core_limit(window)], ["0", "0"], "the memory of a crash would be kept");
        assert_eq!([program.id(), window].map(kinds_of_memory), [0, 0], "the memory of a crash would be handed on");

        // The first of the second kind is taken by Rust's own look for a stack that is full.
        wait::until("the end of the program", async || {
            program.signal(signal);
            if program.is_running() { Err("it runs".to_owned()) } else { Ok(()) }
        })
        .await;
        let ended = program.ended().await;
        assert!(ended.signal.is_some(), "{}", ended.said());
        desktop.no_process_is_left().await;
        let mut places = Places::of(desktop.home(), &tokens, &people);
        places.look_everywhere();
        places.look_for_all("what it said", ended.said().as_bytes());
        assert!(places.has_seen("ledger.sqlite-wal"), "the log that a crash leaves");
        looked_at += places.clean();
        played += 1;
    }
    println!(
        "reliability: crashes.secrets: {played} crashes with the window open left no token, no customer and no memory in {looked_at} places"
    );
}
