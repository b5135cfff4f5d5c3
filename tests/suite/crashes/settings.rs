use std::time::Duration;

use revone::demo::FakePolar;
use serde_json::{Value, json};

use super::moment::Chance;
use super::{a_few_sales, tell, times};
use crate::e2e::desktop::Desktop;

#[tokio::test]
async fn settings_written_while_the_app_is_killed_are_the_old_ones_or_the_new_ones() {
    let mut chance = Chance::of("crashes.settings");
    let desktop = Desktop::start().await;
    desktop.has_settings(&json!({ "title": "{orders}", "smallest_amount": "5", "hide_amounts": false }));
    let polar = FakePolar::start(a_few_sales()).unwrap();
    desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start().ended().await.exits(0);
    let data = desktop.home().data();
    let wanted = times(3, 40);
    for _ in 0..wanted {
        let program = desktop.connected(&polar).start();
        let tray = desktop.tray().await;
        tray.row(&["Hide Amounts"]).await;
        let changing = async {
            loop {
                tray.choose(&["Hide Amounts"]).await;
            }
        };
        let moment = Duration::from_micros(u64::try_from(chance.below(60_000)).unwrap());
        // The moment is a matter of time: nothing is waited for that could be looked at.
        tokio::select! {
            () = changing => {}
            () = tokio::time::sleep(moment) => {}
        }
        program.kill();
        let text = std::fs::read_to_string(data.join("settings.json")).unwrap();
        let settings: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert!(settings["hide_amounts"].is_boolean(), "{text}");
        assert_eq!((&settings["title"], &settings["smallest_amount"]), (&json!("{orders}"), &json!("5")));
        assert!(!data.join("settings.broken.json").exists());
    }
    // What a kill has left beside the file goes with the next change.
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    for _ in 0..2 {
        let hidden = tray.row(&["Hide Amounts"]).await.checked == Some(true);
        tray.choose(&["Hide Amounts"]).await;
        desktop.setting_becomes("hide_amounts", json!(!hidden)).await;
    }
    program.kill();
    assert!(!data.join("settings.new.json").exists());
    tell("crashes.settings", &format!("survived {wanted} of {wanted} kills while settings were written"));
}
