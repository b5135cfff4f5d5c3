//! Rows of Polar's that cannot be read.

use super::*;
use crate::app::Rejected;

#[tokio::test]
async fn a_row_that_every_poll_meets_is_one_row_until_it_is_read_well() {
    let bench = Bench::of(shop(3));
    bench.polar.with(|state| {
        let order = state.shop.orders.last_mut().unwrap();
        let row = serde_json::json!({ "id": order.id.to_string(), "created_at": "whenever" });
        order.captured = Some(Box::new(row.as_object().unwrap().clone()));
    });
    let mut work = bench.connected().await;
    for _ in 0..3 {
        work.job(Job::Refresh).await;
        until_rest(&mut work).await;
        let rejected = health(&work).rejected;
        assert_eq!((rejected.rows, rejected.more), (1, false));
        assert!(rejected.last.is_some_and(|path| path.contains("created_at")));
    }
    work.job(Job::Reload).await;
    assert_eq!(health(&work).rejected.rows, 1, "it is known before anything is asked");
    bench.polar.with(|state| state.shop.orders.last_mut().unwrap().captured = None);
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).rejected, Rejected::default());
}
