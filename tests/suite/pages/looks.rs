use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::browser::{Browser, Look};
use super::shown::{self, Shop};

/// The folder of what is built, where `make test-browser` puts axe-core.
fn built() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from)
}

/// The rules of WCAG 2.2 AA and good practice, as axe-core knows them.
async fn load_rules(browser: &Browser) {
    let file = built().join("axe/node_modules/axe-core/axe.min.js");
    let Ok(rules) = std::fs::read_to_string(&file) else {
        panic!("{} is missing: `make test-browser` brings it", file.display())
    };
    browser.tool("Runtime.evaluate", json!({"expression": rules})).await;
}

/// The violations of what is shown, each with the elements that it is about.
const VIOLATIONS: &str = r"
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.map(each =>
        `${each.id}: ${each.help}\n  ${each.nodes.map(node => `${node.target} ${node.failureSummary}`).join('\n  ')}`)));
";

async fn violates_nothing(browser: &Browser, what: &str) {
    let body = json!({"script": VIOLATIONS, "args": []});
    let found = browser.page().ask(reqwest::Method::POST, "/execute/async", &body).await.unwrap();
    let lines: Vec<&str> = found.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(lines.is_empty(), "{what}:\n{}", lines.join("\n"));
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn no_state_of_a_page_violates_a_rule_of_accessibility_in_light_or_dark() {
    let browser = Browser::open().await;
    load_rules(&browser).await;
    for look in Look::BOTH {
        browser.prefer(&[("prefers-color-scheme", look.code()), ("prefers-reduced-motion", "reduce")]).await;
        for (name, page) in shown::all() {
            browser.show(&page).await;
            violates_nothing(&browser, &format!("{name}, {}", look.code())).await;
            browser.complains_of_nothing().await;
        }
    }
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn what_is_opened_violates_no_rule_either() {
    let browser = Browser::open().await;
    load_rules(&browser).await;
    for look in Look::BOTH {
        browser.prefer(&[("prefers-color-scheme", look.code())]).await;
        browser.show(&shown::dashboard(Shop::Full)).await;
        browser.run(OPEN, json!([])).await;
        browser.run("document.querySelector('.plot').focus()", json!([])).await;
        browser.page().keys(&[], "\u{e012}").await;
        violates_nothing(&browser, "a dashboard with tables and a day told").await;
        browser.show(&shown::settings()).await;
        browser.run("document.querySelector('#settings details').open = true", json!([])).await;
        violates_nothing(&browser, "settings with the text to copy").await;
        browser.page().press("Remove…").await;
        violates_nothing(&browser, "a question").await;
        browser.page().press("Cancel").await;
    }
}

/// Opens what can be opened; it holds something once a page is shown again.
const OPEN: &str = "for (const each of document.querySelectorAll('details')) each.open = true";

/// What reaches out of the window on a side, and how far.
const WIDER: &str = r"
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')]
        .filter(each => each.getClientRects().length && !each.closest('.unseen, thead, svg, legend'))
        .map(each => [each, each.getBoundingClientRect()])
        .filter(([each, box]) => box.width && (box.right > width + 1 || box.left < -1))
        .map(([each, box]) => `${each.tagName}.${each.className} ${Math.round(box.left)}–${Math.round(box.right)}`);
    if (document.documentElement.scrollWidth > width) wide.push(`the page: ${document.documentElement.scrollWidth}`);
    return wide;
";

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn nothing_is_wider_than_the_smallest_window_at_twice_the_size_of_text() {
    let browser = Browser::open().await;
    for (width, size) in [(360, "200%"), (360, "100%"), (700, "200%"), (1400, "81.25%")] {
        browser.resize(width, 640).await;
        browser.run("document.documentElement.style.fontSize = arguments[0]", json!([size])).await;
        for (name, page) in shown::all() {
            browser.show(&page).await;
            browser.run(OPEN, json!([])).await;
            browser.show(&page).await;
            assert_eq!(browser.run(WIDER, json!([])).await, json!([]), "{name}, {width} wide, text at {size}");
        }
    }
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn nothing_moves_for_who_prefers_that() {
    let browser = Browser::open().await;
    let moving = "return document.getAnimations().length";
    browser.show(&shown::checking()).await;
    assert_eq!(browser.run(moving, json!([])).await, json!(1));
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    for (name, page) in shown::all() {
        browser.show(&page).await;
        assert_eq!(browser.run(moving, json!([])).await, json!(0), "{name}");
    }
}
