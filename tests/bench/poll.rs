//! What a poll costs that finds nothing new, over ledgers that grow tenfold.

use std::time::Duration;

use jiff::SignedDuration;
use revone::domain::Environment;
use revone::store::{Applied, Ledger};
use revone::sync::{Session, Unfinished, step};
use tempfile::TempDir;

use crate::child::time_of_this_thread;
use crate::counting::Counting;
use crate::ledgers::{Kept, SIZES, block_on, connect};
use crate::table::{self, bytes, count, median, milliseconds};

/// A poll each minute of an hour, in which every turn of the rota but the daily ones comes.
const POLLS: i64 = 60;

pub fn measure() {
    for size in SIZES {
        let kept = Kept::of(size);
        let polar = kept.serve();
        let (organization, http) = connect(&polar);
        let transport = Counting::new(&http);
        // Its marks go on, so it is a copy.
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("ledger");
        std::fs::copy(revone::shell::Home::at(&kept.home).ledger(), &path).unwrap();
        let mut ledger = Ledger::open(&path).unwrap();
        let mut unfinished = Unfinished::default();
        let (mut now, mut polls) = (kept.now, Vec::new());
        block_on(async {
            for _ in 0..POLLS {
                now += SignedDuration::from_mins(1);
                let began = time_of_this_thread();
                let marks = ledger.marks(organization.id).unwrap();
                let mut session = Session::poll(&marks, std::mem::take(&mut unfinished), false, now);
                let world = Environment::Production;
                while let Some(outcome) =
                    step(&mut session, &mut ledger, &transport, organization.id, world, now).await.unwrap()
                {
                    assert_eq!(outcome.applied, Applied::default(), "there was something new");
                }
                unfinished = session.unfinished();
                polls.push((transport.take(), time_of_this_thread() - began));
            }
        });
        let over = format!("{} orders, {} subscriptions", count(size.orders), count(size.subscriptions));
        let most = polls.iter().map(|(traffic, _)| traffic.requests).max().unwrap();
        table::row(&format!("{over}: one poll with nothing new, requests at most"), &most.to_string(), "3");
        let cpu: Duration = polls.iter().map(|(_, cpu)| *cpu).sum();
        let mean = cpu / u32::try_from(polls.len()).unwrap();
        table::row(&format!("{over}: one poll with nothing new, CPU, mean of an hour"), &milliseconds(mean), "5 ms");
        let received = median(polls.iter().map(|(traffic, _)| traffic.bytes));
        table::row(&format!("{over}: one poll with nothing new, bytes received, median"), &bytes(received), "");
    }
}
