//! A long list is written as it is read.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use jiff::{SignedDuration, Timestamp};
use revone::domain::{BillingReason, Order, OrderId, OrderStatus};
use revone::money::Currency;
use revone::store::{Batch, Ledger};
use uuid::Uuid;

use super::Setting;
use crate::running::shops;

const ORDERS: u32 = 40_000;
/// So many are left when memory is looked at again: more than a pipe and the buffers around it hold.
const LAST: u32 = 3_000;
/// As many are stored in one transaction.
const AT_ONCE: u32 = 10_000;

fn order(number: u32, now: Timestamp) -> Order {
    Order {
        id: OrderId(Uuid::from_u128(u128::from(number))),
        created_at: now - SignedDuration::from_mins(number.into()),
        status: OrderStatus::Paid,
        currency: Currency::USD,
        subtotal: 2_900,
        discount: 0,
        net: 2_900,
        tax: 0,
        total: 2_900,
        refunded: 0,
        refunded_tax: 0,
        platform_fee: None,
        billing_reason: BillingReason::Purchase,
        subscription: None,
        product_id: None,
        product_name: Some("Lantern License".to_owned()),
        customer_id: None,
        customer_name: None,
        invoice_number: None,
        next_payment_attempt_at: None,
    }
}

/// A home whose ledger has so many orders that a program which held them would be seen to.
fn setting() -> Setting {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    let (mut ledger, now) = (Ledger::open(&super::ledger(&setting)).unwrap(), Timestamp::now());
    let id = setting.polar.with(|state| state.shop.organization.id);
    for first in (0..ORDERS).step_by(AT_ONCE as usize) {
        let orders = (first..first + AT_ONCE).map(|number| order(number, now)).collect();
        ledger.apply(id, &Batch { orders, at: now, ..Batch::default() }).unwrap();
    }
    setting
}

/// The program with its standard output in a pipe that is read as slowly as a test wants.
fn started(setting: &Setting, arguments: &[&str]) -> (Child, BufReader<ChildStdout>) {
    let mut command: Command = setting.home.command(env!("CARGO_BIN_EXE_revone"));
    let token = setting.polar.token();
    command.args(arguments).env("REVONE_TOKEN", token.expose()).env("REVONE_TIME_ZONE", "UTC");
    command.env("REVONE_API_URL", setting.polar.base_url());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

/// The memory of a process that no file stands behind, in KiB.
fn memory(of: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", of.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Reads so many lines.
fn skip(out: &mut BufReader<ChildStdout>, lines: u32) {
    let mut line = Vec::new();
    for _ in 0..lines {
        line.clear();
        assert!(out.read_until(b'\n', &mut line).unwrap() > 0, "the output is shorter than expected");
    }
}

fn ended(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

#[test]
fn a_long_list_is_written_in_little_memory_and_ends_with_its_reader() {
    let setting = setting();
    for form in [&["orders", "--csv"][..], &["orders", "--json"], &["orders", "--limit", "0"]] {
        let (child, mut out) = started(&setting, form);
        skip(&mut out, 100);
        let early = memory(&child);
        skip(&mut out, ORDERS - LAST);
        let late = memory(&child);
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        assert!(late < early + 4 * 1024, "{form:?} grew from {early} to {late} KiB over {ORDERS} orders");
        assert!(rest.lines().count() as u32 > LAST - 200, "{form:?}");
        assert_eq!(ended(child), (Some(0), String::new()), "{form:?}");

        let (child, mut out) = started(&setting, form);
        skip(&mut out, 1);
        drop(out);
        assert_eq!(ended(child), (Some(0), String::new()), "{form:?} into a pipe that is closed");
    }
}
