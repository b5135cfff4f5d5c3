//! What the open window asks for: exports, and the dashboard that is read beside the worker.

use super::*;
use crate::app::{Export, List, Looking, Wish};
use crate::figures::{RevenueBasis, Span};
use crate::money::Currency;
use crate::shell::reader::{Reader, Reading};

/// Waits for the exports that are under way, and says what became of them.
async fn exported(bench: &Bench, work: &mut Work<impl Fn(Event)>) -> Vec<Result<(), String>> {
    while !work.exporting.is_empty() {
        work.woken.notified().await;
        work.exports_on().await;
    }
    let ended = |event: Event| match event {
        Event::Exported(_, written) => Some(written),
        _ => None,
    };
    bench.told.borrow_mut().drain(..).filter_map(ended).collect()
}

#[tokio::test]
async fn the_dashboard_holds_what_is_looked_at() {
    let bench = Bench::of(shop(120));
    let work = bench.connected().await;
    let wish = Wish { page: 1, ..Wish::default() };
    let looking = Looking { span: Span::Last90Days, orders: wish, ..Looking::default() };
    let (told, dashboards) = std::sync::mpsc::channel();
    let reader = Reader::start(move |event| told.send(event).unwrap(), || panic!("it is sound")).unwrap();
    reader.ask(Reading {
        ledger: work.place.lock().unwrap().clone(),
        organization: work.shown.unwrap(),
        looking: Box::new(looking.clone()),
        zone: work.zone.clone(),
        basis: RevenueBasis::AsInPolar,
    });
    let Event::Dashboard(_, dashboard) = dashboards.recv().unwrap() else { panic!("something else was told") };
    assert_eq!(dashboard.looking, looking);
    assert_eq!((dashboard.days.days.len(), dashboard.days_before.days.len()), (90, 90));
    assert_eq!((dashboard.orders.rows.len(), dashboard.orders.total), (25, 120));
    let sold: i128 =
        dashboard.days.days.iter().map(|day| day.sales.as_ref().unwrap().revenue.minor(Currency::USD)).sum();
    assert_eq!(sold, 120_000);
    assert_eq!(dashboard.sold.sales.as_ref().unwrap().revenue.minor(Currency::USD), 120_000);
    assert_eq!(dashboard.sold.products.as_ref().unwrap().iter().map(|product| product.orders).sum::<u64>(), 120);
}

#[tokio::test]
async fn an_export_holds_every_row_that_is_looked_for() {
    let bench = Bench::of(shop(120));
    let mut work = bench.connected().await;
    let organization = work.shown.unwrap();
    let file = bench.folder.path().join("orders.csv");
    for (export, lines) in
        [(Export::Rows(List::Orders), 121), (Export::Rows(List::Subscriptions), 1), (Export::Days, 31)]
    {
        let looking = Box::new(Looking::default());
        work.job(Job::Export { organization, export, looking, path: file.clone() }).await;
        assert_eq!(exported(&bench, &mut work).await, [Ok(())]);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text.lines().count(), lines, "{export:?}\n{text}");
    }
    let looking = Looking { orders: Wish { status: Some("void".to_owned()), ..Wish::default() }, ..Looking::default() };
    let job = Job::Export {
        organization,
        export: Export::Rows(List::Orders),
        looking: Box::new(looking),
        path: file.clone(),
    };
    work.job(job).await;
    assert_eq!(exported(&bench, &mut work).await, [Ok(())]);
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 1, "none is void");
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_told_and_nothing_is_left_of_it() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let organization = work.shown.unwrap();
    let folder = bench.folder.path().join("exports");
    std::fs::create_dir(&folder).unwrap();
    // A folder stands where the file is to be.
    let file = folder.join("orders.csv");
    std::fs::create_dir(&file).unwrap();
    let looking = Box::new(Looking::default());
    work.job(Job::Export { organization, export: Export::Rows(List::Orders), looking, path: file }).await;
    assert!(matches!(&exported(&bench, &mut work).await[..], [Err(_)]));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}
