use std::time::{Duration, Instant};

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
    let kept = || {
        let text = std::fs::read_to_string(data.join("settings.json")).unwrap();
        serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    };

    // One change that nobody interrupts.
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Hide Amounts"]).await;
    let begun = Instant::now();
    tray.choose(&["Hide Amounts"]).await;
    desktop.setting_becomes("hide_amounts", json!(true)).await;
    let length = usize::try_from(begun.elapsed().as_micros()).unwrap().max(1);
    program.kill();

    let wanted = times(3, 40);
    let (mut killed, mut changed) = (0, 0);
    // Without a change in any round nothing was interrupted.
    while killed < wanted || (changed == 0 && killed < wanted + 30) {
        let before = kept();
        let program = desktop.connected(&polar).start();
        let tray = desktop.tray().await;
        tray.row(&["Hide Amounts"]).await;
        let changing = async {
            loop {
                tray.choose(&["Hide Amounts"]).await;
            }
        };
        let moment = Duration::from_micros(u64::try_from(chance.below(3 * length)).unwrap());
        // The moment is a matter of time: nothing is waited for that could be looked at.
        tokio::select! {
            () = changing => {}
            () = tokio::time::sleep(moment) => {}
        }
        program.kill();
        killed += 1;
        let settings = kept();
        assert!(settings["hide_amounts"].is_boolean(), "{settings}");
        changed += usize::from(settings["hide_amounts"] != before["hide_amounts"]);
        assert_eq!((&settings["title"], &settings["smallest_amount"]), (&json!("{orders}"), &json!("5")));
        assert!(!data.join("settings.broken.json").exists());
    }
    assert!(changed > 0, "no kill came while settings were written");
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
    tell("crashes.settings", &format!("survived {killed} of {killed} kills while settings were written"));
}
