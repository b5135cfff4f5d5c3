//! Pictures of the window's pages for the README, of the running program: `make pictures`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use reqwest::Method;
use revone::demo::Shop;
use serde_json::{Value, json};

use super::desktop::{Desktop, Door, Page};
use super::polar;
use crate::running::Run;

#[tokio::test]
#[ignore = "writes pictures: make pictures"]
async fn the_pages_have_their_pictures_taken() {
    let Some(folder) = std::env::var_os("REVONE_PICTURES") else { panic!("REVONE_PICTURES names no folder") };
    let folder = Path::new(&folder);
    for (look, theme) in [("light", "Adwaita"), ("dark", "Adwaita:dark")] {
        let looks = |run: Run| run.env("GTK_THEME", theme);
        let desktop = Desktop::start().await.and_keyring().await;
        let (run, door) = Door::open(looks(desktop.revone(&[])));
        let program = run.start();
        let page = Page::of(&door, &desktop).await;
        page.says(&["Connect to Polar"]).await;
        keep(&page, &folder.join(format!("connect-{look}.png"))).await;
        program.signal("TERM");
        program.ended().await.exits(0);

        let polar = polar(Shop::small_business(2026, jiff::Timestamp::now()));
        desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).finish().exits(0);
        let (run, door) = Door::open(looks(desktop.connected(&polar)));
        let _program = run.start();
        let tray = desktop.tray().await;
        tray.row(&["Updated"]).await;
        tray.choose(&["Open Dashboard…"]).await;
        let page = Page::of(&door, &desktop).await;
        page.says(&["Revenue by Day", "1–25 of"]).await;
        keep(&page, &folder.join(format!("dashboard-{look}.png"))).await;
        page.press("Settings").await;
        page.says(&["Show notifications"]).await;
        keep(&page, &folder.join(format!("settings-{look}.png"))).await;
    }
}

/// Writes what is seen of the page to a file.
async fn keep(page: &Page, file: &Path) {
    // What the page says may not have been drawn yet.
    let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
    page.ask(Method::POST, "/execute/async", &json!({"script": drawn, "args": []})).await.unwrap();
    let picture = page.ask(Method::GET, "/screenshot", &Value::Null).await.unwrap();
    let file = std::fs::File::create(file).unwrap();
    let mut decoder = Command::new("base64").arg("-d").stdin(Stdio::piped()).stdout(file).spawn().unwrap();
    decoder.stdin.take().unwrap().write_all(picture.as_str().unwrap().as_bytes()).unwrap();
    assert!(decoder.wait().unwrap().success());
}
