use super::life::Lives;
use super::moment::Chance;
use super::{Setting, a_few_sales, assert_sound, tell, times};

#[tokio::test]
async fn the_first_opening_of_a_ledger_killed_at_any_moment_is_done_by_the_next_one() {
    let mut chance = Chance::of("crashes.migration");
    let wanted = times(5, 60);
    let mut killed = 0;
    let polar = Setting::of(a_few_sales()).polar;
    // Nothing but opening: nobody is asked.
    let opening = ["today", "--offline"];
    while killed < wanted {
        let measured = Setting::of(a_few_sales());
        let (mut lives, ended) = Lives::like(measured.revone(&opening), &polar).await;
        ended.exits(1).says(&["Nothing has been read"]);
        let setting = Setting::of(a_few_sales());
        let path = setting.home.data().join("ledger.sqlite");
        for _ in 0..10 {
            lives.one(setting.revone(&opening), &polar, &mut chance).await;
            assert_sound(&path);
            if path.exists() {
                let file = rusqlite::Connection::open(&path).unwrap();
                let version: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
                let tables: i64 = file.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
                assert_eq!(version > 0, tables > 0, "version {version} with {tables} tables");
                drop(file);
                if version > 0 {
                    break;
                }
            }
        }
        setting.run(&opening).await.exits(1).says(&["Nothing has been read"]);
        setting.is_equal_after_one_sync().await;
        killed += lives.killed;
    }
    tell("crashes.migration", &format!("survived {killed} of {killed} kills while a ledger was begun"));
}
