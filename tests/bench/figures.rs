//! What figures cost over ledgers that grow tenfold.

use std::process::Command;
use std::time::Instant;

use jiff::tz::TimeZone;
use revone::figures::RevenueBasis;
use revone::shell::{desk, lookout};

use crate::child;
use crate::ledgers::{Kept, SIZES};
use crate::running::Home;
use crate::table::{self, count, median, milliseconds};

const STARTS: usize = 15;
const SUMMARIES: usize = 101;

pub fn measure() {
    for size in SIZES {
        let kept = Kept::of(size);
        let over = format!("{} orders, {} subscriptions", count(size.orders), count(size.subscriptions));

        let today = || child::run(revone(&Home::new(), &kept).args(["today", "--offline", "--json"]));
        let first = median((0..STARTS).map(|_| today().first_byte));
        table::row(&format!("{over}: from exec to the first figures"), &milliseconds(first), "100 ms");

        let ledger = kept.open();
        let organization = ledger.organizations().unwrap()[0].organization.id;
        let zone = TimeZone::get("America/Los_Angeles").unwrap();
        let summary = median((0..SUMMARIES).map(|_| {
            let began = Instant::now();
            desk::report(&ledger, organization, &zone, RevenueBasis::AsInPolar, kept.now).unwrap();
            began.elapsed()
        }));
        table::row(&format!("{over}: one summary"), &milliseconds(summary), "5 ms");

        let mut ledger = kept.open();
        let mut looked = |changed| {
            median((0..SUMMARIES).map(|_| {
                let began = Instant::now();
                lookout::look(&mut ledger, organization, &zone, changed, kept.now).unwrap();
                began.elapsed()
            }))
        };
        let looks = format!("{}, {}", milliseconds(looked(false)), milliseconds(looked(true)));
        table::row(&format!("{over}: looking for trials and silence after a poll, for milestones as well"), &looks, "");

        let what = format!("{over}: `revone history --days 365 --json`, from exec to exit");
        let history = || child::run(revone(&Home::new(), &kept).args(["history", "--days", "365", "--json"]));
        table::row(&what, &milliseconds(median((0..STARTS).map(|_| history().whole))), "50 ms");
    }
}

/// The program over a kept ledger, asking nobody.
fn revone(home: &Home, kept: &Kept) -> Command {
    let mut command = home.command(env!("CARGO_BIN_EXE_revone"));
    command.env("REVONE_HOME", &kept.home).env("REVONE_TIME_ZONE", "America/Los_Angeles");
    command
}
