//! The same pages of the same server read by this program, by Polar's TypeScript SDK and by a plain script, in turn. The
//! others read and add up; this program also reads the subscriptions, and stores everything.

use std::path::Path;
use std::process::Command;

use jiff::Timestamp;
use revone::demo::FakePolar;

use crate::child;
use crate::reading::sync;
use crate::shop::{self, Size, YEARS};
use crate::table::{self, count, median, microseconds_each};

/// As many as the program's budget lets through without a long pause.
const SIZE: Size = Size { orders: 20_000, subscriptions: 1_000, days: YEARS };
const RUNS: usize = 3;

pub fn measure() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/peers");
    if !scripts.join("node_modules/@polar-sh/sdk").is_dir() {
        table::row("Polar's SDK", "not there: `make bench-peers` installs it", "");
        return;
    }
    let polar = FakePolar::start(shop::of(SIZE, Timestamp::now())).unwrap();
    let read = format!("{} orders", count(SIZE.orders));
    let peer = |program: &str, script: &Path| {
        let mut command = Command::new(program);
        command.arg(script).env("REVONE_API_URL", polar.base_url()).env("REVONE_TOKEN", polar.token().expose());
        let cost = child::run(&mut command);
        assert!(cost.stdout.starts_with(&format!("{} orders,", SIZE.orders)), "{}", cost.stdout);
        cost
    };
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/peers/orders.py");
    let (mut ours, mut sdk, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for run in 1..=RUNS {
        table::aside(&format!("three programs read {read}, {run} of {RUNS}"));
        ours.push(sync(&polar).cost);
        sdk.push(peer("node", &scripts.join("orders.mjs")));
        plain.push(peer("python3", &python));
    }
    let cpu = |costs: &[child::Cost]| median(costs.iter().map(|cost| cost.cpu));
    let of = |costs: &[child::Cost]| microseconds_each(cpu(costs), SIZE.orders);
    let share = |peers: &[child::Cost]| {
        let times = cpu(peers).as_millis() * 10 / cpu(&ours).as_millis().max(1);
        format!("1/{}", table::tenths(times))
    };
    table::row(&format!("{read}: `revone sync`, which stores them: CPU per order"), &of(&ours), "20 µs");
    table::row(&format!("{read}: Polar's TypeScript SDK, without storing: CPU per order"), &of(&sdk), "");
    table::row(&format!("{read}: Python's http.client and json, without storing: CPU per order"), &of(&plain), "");
    table::row("`revone sync` beside the SDK", &share(&sdk), "1/20");
    table::row("`revone sync` beside Python", &share(&plain), "1/3");
}
