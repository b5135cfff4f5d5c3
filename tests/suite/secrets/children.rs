//! A token of the environment is for the program that it was given to, and for none that this starts.

use super::places::Places;
use super::traces::Traces;
use super::{Person, rings, shop_of};
use crate::e2e::desktop::{Desktop, Door, Page};
use crate::e2e::polar;
use crate::running::{service, wait};

/// Processes that have a token in their environment or among their arguments, by name.
fn holders(desktop: &Desktop, tokens: &Traces) -> Vec<String> {
    let holds = |id: u32| {
        ["environ", "cmdline"]
            .iter()
            .any(|kept| !tokens.found_in(&std::fs::read(format!("/proc/{id}/{kept}")).unwrap_or_default()).is_empty())
    };
    service::processes_of(desktop.home()).into_iter().filter(|(id, _)| holds(*id)).map(|(_, name)| name).collect()
}

#[tokio::test]
async fn a_token_of_the_environment_is_handed_on_to_nobody() {
    let person = Person::someone();
    let desktop = Desktop::start().await;
    let polar = polar(shop_of(&person));
    let tokens = Traces::of([("the token", polar.token().expose())]);
    let people = person.traces();
    let (run, door) = Door::open(desktop.connected(&polar).env("REVONE_LOG", "trace"));
    let program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    person.buys(&polar);
    rings(&desktop, &tray, &person.name).await;
    tray.choose(&["Open Dashboard…"]).await;
    let page = Page::of(&door, &desktop).await;
    page.says(&["Revenue by Day"]).await;
    tray.choose(&["Open Polar"]).await;
    assert!(!desktop.browser().last_opened().await.contains("token"));
    wait::until("the page's own process", async || {
        if desktop.has_process("WebKitWebProc") { Ok(()) } else { Err("there is none".to_owned()) }
    })
    .await;
    assert_eq!(holders(&desktop, &tokens), ["revone"], "the program itself, and no other");

    drop(page);
    tray.choose(&["Quit Revone"]).await;
    let ended = program.ended().await.exits(0);
    desktop.no_process_is_left().await;
    let mut places = Places::of(desktop.home(), &tokens, &people);
    places.look_everywhere();
    places.look_for_all("what it said", ended.said().as_bytes());
    places.clean();
}
