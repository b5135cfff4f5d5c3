//! The command line where it needs a keyring, or the menu-bar program beside it.

use revone::polar::{AccessToken, Scope};

use super::desktop::Desktop;
use super::{polar, title_of};
use crate::running::shops::{self, count_day, dollars};

#[tokio::test]
async fn connect_reads_the_token_from_standard_input_and_disconnect_takes_it_away() {
    let desktop = Desktop::without_display().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let run = |arguments: &[&str], input: &str| desktop.revone(arguments).asking(&polar).reading(input).start().ended();
    let pasted = format!("  {}\n", polar.token().expose());
    let today = polar.with(|state| count_day(&state.shop, 0));
    let connected = run(&["connect"], &pasted).await.exits(0).says(&["Paper Lantern", "Today", &dollars(today.usd)]);
    assert!(!connected.said().contains(polar.token().expose()), "the token is in its words");
    let secrets = desktop.keyring().secrets().await;
    assert_eq!(secrets.iter().map(|(_, secret)| secret.as_str()).collect::<Vec<_>>(), [polar.token().expose()]);

    run(&["today"], "").await.exits(0).says(&[&dollars(today.usd)]);
    run(&["sync"], "").await.exits(0);
    run(&["doctor"], "").await.exits(0);
    run(&["disconnect"], "").await.exits(0).says(&["Paper Lantern"]);
    assert!(desktop.keyring().secrets().await.is_empty());
    run(&["today"], "").await.exits(3).says(&["revone connect"]);
}

#[tokio::test]
async fn a_refused_connection_keeps_nothing() {
    let desktop = Desktop::without_display().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let run = |arguments: &[&str], input: &str| desktop.revone(arguments).asking(&polar).reading(input).start().ended();
    let token = polar.token();
    let wrong = AccessToken::well_formed(&"x7".repeat(19)[..37]).unwrap();
    run(&["connect"], wrong.expose()).await.exits(1).says(&["Polar rejected the token"]);
    run(&["connect"], &token.expose()[..50]).await.exits(1).says(&["looks cut off"]);
    run(&["connect"], "").await.exits(2).says(&["access token"]);
    let other = "2cc39462-6e08-49d1-a88e-5d71034c9b9a";
    run(&["connect", "--organization", other], token.expose())
        .await
        .exits(1)
        .says(&["belongs to another organization"]);
    run(&["connect", "--organization", "paper"], token.expose()).await.exits(2).says(&["no organization ID"]);
    for missing in Scope::ALL {
        polar.with(|state| state.behaviour.scopes = Scope::ALL.into_iter().filter(|scope| *scope != missing).collect());
        run(&["connect"], token.expose()).await.exits(1).says(&[missing.code()]);
    }
    assert!(desktop.keyring().secrets().await.is_empty());
    run(&["today"], "").await.exits(3);
}

#[tokio::test]
async fn without_a_keyring_connect_says_what_to_start() {
    let desktop = Desktop::without_display().await;
    let polar = polar(shops::a_few_sales());
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
    connect.start().ended().await.exits(1).says(&["keyring", "GNOME Keyring"]);
}

#[tokio::test]
async fn a_kept_token_goes_only_to_the_host_it_was_connected_on() {
    let desktop = Desktop::without_display().await.and_keyring().await;
    let (polar, stranger) = (polar(shops::a_few_sales()), polar(shops::a_few_sales()));
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
    connect.start().ended().await.exits(0);
    desktop.revone(&["sync"]).asking(&stranger).start().ended().await;
    let told = stranger.requests().into_iter().filter(|seen| seen.headers.iter().any(|name| name == "authorization"));
    assert_eq!(told.count(), 0, "the token went to another host");
}

#[tokio::test]
async fn connected_in_a_terminal_the_running_program_shows_it() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Connect to Polar…"]).await;
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
    connect.start().ended().await.exits(0);
    tray.title_becomes(&title_of(&polar)).await;
    desktop.revone(&["disconnect"]).asking(&polar).start().ended().await.exits(0);
    tray.row(&["Connect to Polar…"]).await;
    tray.title_becomes("").await;
}

#[tokio::test]
async fn reset_waits_until_the_program_has_ended() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    let reset = || desktop.revone(&["reset", "--yes"]).start().ended();
    reset().await.exits(1).says(&["quit it first"]);
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    reset().await.exits(0);
    assert!(!desktop.home().data().exists());
}

#[tokio::test]
async fn a_broken_ledger_is_read_again_with_the_kept_token_and_reset_finds_that_token() {
    let desktop = Desktop::without_display().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let run = |arguments: &[&str], input: &str| desktop.revone(arguments).asking(&polar).reading(input).start().ended();
    run(&["connect"], polar.token().expose()).await.exits(0);
    let break_it = || {
        let ledger = desktop.home().data().join("ledger.sqlite");
        for more in ["-wal", "-shm"] {
            std::fs::remove_file(format!("{}{more}", ledger.display())).ok();
        }
        std::fs::write(ledger, vec![0x55; 64 * 1024]).unwrap();
    };
    break_it();
    run(&["doctor"], "").await.exits(1).says(&["holds the token", "is damaged", "revone sync"]);
    let today = polar.with(|state| count_day(&state.shop, 0));
    run(&["today"], "").await.exits(0).says(&["moved aside", &dollars(today.usd)]);
    std::fs::remove_file(desktop.home().data().join("ledger.sqlite")).unwrap();
    run(&["today"], "").await.exits(0).says(&[&dollars(today.usd)]);
    break_it();
    run(&["reset", "--yes"], "").await.exits(0);
    assert!(desktop.keyring().secrets().await.is_empty(), "a token was left behind");
    assert!(!desktop.home().data().exists(), "something was left behind");
}
