//! One owner's story with the real programs, with a look into every place at every stage.

use revone::domain::CancellationReason;
use revone::polar::Scope;
use serde_json::json;

use super::hosts::{Overheard, Traced};
use super::places::Places;
use super::traces::Traces;
use super::wire::Wire;
use super::{Person, chance, rings, shop_of, unknown_token};
use crate::e2e::desktop::{Desktop, Door, Page};
use crate::e2e::{polar, refresh_until};
use crate::running::shops::hours_ago;
use crate::running::{Ended, Run, wait};

/// What a terminal is asked while the organization is connected.
const ASKED: [&[&str]; 12] = [
    &["doctor"],
    &["today"],
    &["today", "--json"],
    &["today", "--format", "{organization} {revenue}"],
    &["history", "--days", "7", "--csv"],
    &["orders"],
    &["orders", "--csv"],
    &["orders", "--json"],
    &["subscriptions", "--json"],
    &["sync"],
    &["notify", "--test"],
    &["open"],
];

#[tokio::test]
async fn the_token_is_in_the_keyring_and_above_requests_and_nobody_is_written_down() {
    let buyer = Person::someone();
    let comment = chance(32);
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shop_of(&buyer));
    let wire = Wire::to(&polar);
    let [mistyped, narrow, pasted, second] = [(); 4].map(|()| unknown_token());
    let first = polar.token();
    polar.with(|state| {
        state.grant(&narrow, &[Scope::Orders, Scope::Organizations]);
        state.grant(&second, &Scope::ALL);
    });
    let tokens = Traces::of([
        ("the first token", first.expose()),
        ("the second token", second.expose()),
        ("a mistyped token", mistyped.expose()),
        ("a token that was pasted and is wrong", pasted.expose()),
        ("a token without a scope", narrow.expose()),
    ]);
    let people = Traces::of([
        ("a customer's name", buyer.name.as_str()),
        ("a customer's address", buyer.email.as_str()),
        ("a customer's comment", comment.as_str()),
    ]);
    let mut places = Places::of(desktop.home(), &tokens, &people);
    let overheard = Overheard::on(&desktop).await;
    let traced = Traced::new();
    let asking =
        |run: Run| run.env("REVONE_API_URL", &wire.url()).env("REVONE_LOG", "trace").env("RUST_BACKTRACE", "full");

    // In a terminal: what is refused, what is not, and everything that can be asked.
    let connect =
        |token: &str| asking(traced.revone(&desktop, &["connect"])).reading(&format!("{token}\n")).start().ended();
    said(&mut places, "connect", &connect(mistyped.expose()).await.exits(1));
    said(&mut places, "connect", &connect(narrow.expose()).await.exits(1).says(&["subscriptions:read"]));
    places.look_everywhere();
    said(&mut places, "connect", &connect(first.expose()).await.exits(0));
    for arguments in ASKED {
        let ended = asking(traced.revone(&desktop, arguments)).start().ended().await;
        assert!(ended.code == Some(0), "{arguments:?}: {}", ended.said());
        said(&mut places, arguments[0], &ended);
    }
    places.look_everywhere();

    // In the menu bar: a sale and a cancellation come in, and ring with a name and a comment.
    let (run, door) = Door::open(asking(traced.revone(&desktop, &[])));
    let program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    buyer.buys(&polar);
    polar.with(|state| {
        let leaver = state.shop.subscriptions[0].id;
        let why = CancellationReason::TooExpensive;
        state.shop.cancel(leaver, hours_ago(0), Some(why), Some(&comment));
    });
    rings(&desktop, &tray, &buyer.name).await;
    rings(&desktop, &tray, &comment).await;
    places.look_everywhere();

    // In the window: figures, rows, settings, and what is copied to be sent along.
    tray.choose(&["Open Dashboard…"]).await;
    let page = Page::of(&door, &desktop).await;
    page.says(&["Revenue by Day"]).await;
    tray.choose(&["Settings…"]).await;
    page.press("Copy Diagnostics").await;
    page.says(&["Copied"]).await;
    places.look_for_all("the clipboard", pasted_text(&page).await.as_bytes());
    page.turn("Hide amounts").await;
    desktop.setting_becomes("hide_amounts", json!(true)).await;
    places.look_everywhere();

    // The token is revoked, the organization disconnected, and connected once more by the form.
    polar.with(|state| state.revoke(&first));
    refresh_until(&tray, "a refusal", async || tray.has(&["Polar rejected"]).await).await;
    said(&mut places, "disconnect", &asking(traced.revone(&desktop, &["disconnect"])).start().ended().await.exits(0));
    tray.row(&["Connect to Polar…"]).await;
    tray.choose(&["Connect to Polar…"]).await;
    page.type_into("Access token", pasted.expose()).await;
    page.press("Connect").await;
    page.says(&["Polar rejected the token"]).await;
    page.clear("Access token").await;
    page.type_into("Access token", second.expose()).await;
    page.press("Connect").await;
    page.says(&["Connected to Paper Lantern"]).await;
    places.look("the page", markup(&page).await.as_bytes());
    tray.row(&["Updated"]).await;
    places.look_everywhere();

    // The bus has carried the token to the keyring, encrypted. This look into it does not encrypt.
    places.look("the session bus", &overheard.everything(&[&buyer.name, "org.freedesktop.Secret.Collection"]).await);
    drop(overheard);
    let kept: Vec<String> = desktop.keyring().secrets().await.into_iter().map(|(_, secret)| secret).collect();
    assert_eq!(kept, [second.expose()], "the keyring holds the token");
    let overheard = Overheard::on(&desktop).await;

    // Everything is forgotten.
    tray.choose(&["Settings…"]).await;
    page.press("Reset…").await;
    page.press("Reset").await;
    page.says(&["None is connected."]).await;
    tray.choose(&["Quit Revone"]).await;
    said(&mut places, "the menu-bar program", &program.ended().await.exits(0));
    drop(page);
    desktop.no_process_is_left().await;
    places.look_everywhere();

    places.look("the session bus", &overheard.everything(&["org.freedesktop.Secret.Item"]).await);
    drop(overheard);
    assert!(desktop.keyring().secrets().await.is_empty(), "the token is still kept");
    let requests = wire.requests();
    let known =
        [&first, &second, &mistyped, &narrow, &pasted].map(|token| format!("authorization: Bearer {}", token.expose()));
    for lines in &requests {
        let (bearer, rest): (Vec<&String>, Vec<&String>) = lines.iter().partition(|line| known.contains(line));
        assert_eq!(bearer.len(), 1, "a request has one token");
        places.look(
            "requests, beside their token",
            rest.into_iter().map(String::as_str).collect::<Vec<_>>().join("\n").as_bytes(),
        );
    }
    assert!(requests.len() > 20, "{} requests", requests.len());
    traced.nobody_is_asked_but(&[wire.port(), door.port()]);
    for seen in [
        "ledger.sqlite",
        "ledger.sqlite-wal",
        "settings.json",
        "accounts.json",
        "cmdline of revone-window",
        "environ of revone-window",
    ] {
        assert!(places.has_seen(seen), "{seen} was not looked at");
    }
    let number = places.clean();
    println!(
        "reliability: secrets: looked for in {number} places in {} encodings, found in none but the request’s header and the keyring",
        Traces::encodings()
    );
}

/// Looks into what a program has said. Who bought is in no list that a terminal is given.
fn said(places: &mut Places<'_>, program: &str, ended: &Ended) {
    places.look_for_all(&format!("standard output of {program}"), ended.stdout.as_bytes());
    places.look_for_all(&format!("standard error of {program}"), ended.stderr.as_bytes());
}

/// What Control-V puts into a field.
async fn pasted_text(page: &Page) -> String {
    let field = "const field = document.createElement('textarea');
                 field.id = 'pasted';
                 document.querySelector('main').append(field);
                 field.focus();";
    page.run(field, json!([])).await.unwrap();
    page.keys(&['\u{e009}'], "v").await;
    let text = wait::until("something pasted", async || {
        let value = page.run("return document.getElementById('pasted').value", json!([])).await?;
        value.as_str().filter(|text| !text.is_empty()).map(str::to_owned).ok_or_else(|| "nothing".to_owned())
    })
    .await;
    page.run("document.getElementById('pasted').remove()", json!([])).await.unwrap();
    text
}

/// Everything of the page, and what its fields hold.
async fn markup(page: &Page) -> String {
    let script = "return document.documentElement.outerHTML + [...document.querySelectorAll('input')].map(one => one.value).join(' ')";
    page.run(script, json!([])).await.unwrap().as_str().unwrap().to_owned()
}
