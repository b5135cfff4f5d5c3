use std::collections::BTreeSet;

use super::life::Lives;
use super::moment::Chance;
use super::{Setting, hours_ago, several_pages, something_happens, tell, times};

/// How often one home's sync is killed before it may end.
const KILLS_A_HOME: usize = 8;

#[tokio::test]
async fn a_sync_killed_at_any_moment_leaves_a_whole_ledger_and_loses_no_sale() {
    let mut chance = Chance::of("crashes.sync");
    let wanted = times(8, 150);
    let (mut killed, mut homes) = (0, 0);
    while killed < wanted {
        let setting = Setting::of(several_pages());
        let measured = Setting::of(several_pages());
        let (mut lives, ended) = Lives::like(measured.revone(&["sync"]), &setting.polar).await;
        ended.exits(0);
        let mut news = BTreeSet::new();
        while lives.killed < KILLS_A_HOME.min(wanted - killed) {
            let ended = lives.one(setting.revone(&["sync"]), &setting.polar, &mut chance).await;
            assert!(ended.signal == Some(9) || ended.code == Some(0), "{}", ended.said());
            let has_figures = setting.stands().await;
            setting.polar.with(|state| {
                something_happens(&mut state.shop, &mut chance);
                if has_figures {
                    news.insert(state.shop.add_purchase(hours_ago(0), 4_900, "usd").to_string());
                }
            });
        }
        setting.is_equal_after_one_sync().await;
        let ledger = setting.ledger();
        let id = ledger.organizations().unwrap()[0].organization.id;
        let waiting: Vec<String> =
            ledger.outbox(id).unwrap().iter().map(|waiting| waiting.change.stable_id()).collect();
        assert_eq!(waiting.iter().collect::<BTreeSet<_>>().len(), waiting.len(), "twice: {waiting:?}");
        for sale in &news {
            assert!(waiting.iter().any(|name| name.contains(sale.as_str())), "{sale} is lost: {waiting:?}");
        }
        killed += lives.killed;
        homes += 1;
    }
    let figure =
        format!("survived {killed} of {killed} kills; {homes} of {homes} ledgers equal to the shop afterwards");
    tell("crashes.sync", &figure);
}
