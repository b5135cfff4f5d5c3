use std::time::Duration;

use jiff::Timestamp;
use revone::demo::FakePolar;
use serde_json::json;

use crate::desktop::{Desktop, Door, Page};
use crate::linux::tenths;
use crate::memory::Memory;
use crate::running::wait;

/// How often the window is opened and closed.
const OPENINGS: usize = 20;
/// With the threads that only the window needed gone again.
const SETTLED: Duration = Duration::from_secs(5);
/// How long an answer to that is waited for.
const ANSWER: Duration = Duration::from_secs(1);
/// What closes the window, once the page has answered.
const CLOSE: &str =
    "setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})), 50)";

/// How long the dashboard takes from the choice in the menu to its first paint, and what opening leaves behind.
pub async fn measure(desktop: &Desktop, polar: &FakePolar) {
    let (run, door) = Door::open(desktop.connected(polar));
    let program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    tokio::time::sleep(SETTLED).await;
    let before = Memory::of(program.id());
    let mut painted = Vec::new();
    for _ in 0..OPENINGS {
        let chosen = Timestamp::now().as_millisecond();
        tray.choose(&["Open Dashboard…"]).await;
        let page = Page::of(&door, desktop).await;
        let at = wait::until("the first paint", async || {
            let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
                          const figures = document.querySelectorAll('#facts dd').length > 0;
                          return paint && figures ? Math.round(performance.timeOrigin + paint.startTime) : null";
            page.run(script, json!([])).await?.as_i64().ok_or_else(|| "nothing was painted".to_owned())
        })
        .await;
        painted.push(at - chosen);
        // The page may be gone before it answers, which its driver then never does.
        drop(tokio::time::timeout(ANSWER, page.run(CLOSE, json!([]))).await);
        drop(page);
        desktop.window_ends().await;
    }
    tokio::time::sleep(SETTLED).await;
    let after = Memory::of(program.id());
    painted.sort_unstable();
    println!(
        "| from the choice in the menu to a painted dashboard, median of {OPENINGS} | {} ms |",
        painted[OPENINGS / 2]
    );
    let grown = |of: fn(&Memory) -> u64| tenths(of(&after).saturating_sub(of(&before)) * 10 / 1024);
    println!(
        "| what {OPENINGS} openings leave in the menu-bar process: PSS, private dirty | {}, {} MiB |",
        grown(|memory| memory.proportional),
        grown(|memory| memory.private_dirty)
    );
    program.signal("TERM");
    program.ended().await.exits(0);
}
