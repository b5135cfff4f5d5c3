//! `revone watch` beside the menu-bar program.

use super::desktop::Desktop;
use super::{polar, title_of};
use crate::running::shops::{self, count_day, dollars, hours_ago};
use crate::running::wait;

#[tokio::test]
async fn beside_the_running_program_it_asks_nothing_itself_and_has_it_refresh() {
    let desktop = Desktop::start().await;
    let (polar, stranger) = (polar(shops::a_few_sales()), polar(shops::a_few_sales()));
    let today = || dollars(polar.with(|state| count_day(&state.shop, 0).usd));
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Updated"]).await;
    let watch = desktop.revone(&["watch"]).asking(&stranger).with_token_of(&polar);
    let terminal = watch.on_terminal(desktop.home(), (80, 24));
    terminal.shows(&["Paper Lantern", "Updated", &today()]).await;

    polar.with(|state| state.shop.add_purchase(hours_ago(0), 7_700, "usd"));
    terminal.press("r");
    terminal.shows(&[&today(), "$77.00"]).await;
    tray.title_becomes(&title_of(&polar)).await;
    terminal.press("d");
    wait::until("the window", async || if desktop.has_window() { Ok(()) } else { Err("there is none".to_owned()) })
        .await;
    assert_eq!(stranger.requests().len(), 0, "the terminal asks Polar, too");

    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    wait::until("the terminal in the program's place", async || {
        if stranger.requests().is_empty() { Err(terminal.picture()) } else { Ok(()) }
    })
    .await;
    terminal.press("q");
    terminal.is_given_back(0).await;
}
