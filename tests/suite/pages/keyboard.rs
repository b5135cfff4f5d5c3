use revone::view::window::{Listed, PageName, Said, SettingValue, WindowLink};
use serde_json::json;
use uuid::Uuid;

use super::browser::Browser;
use super::shown::{self, Shop};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const HOME: &str = "\u{e011}";
const END: &str = "\u{e010}";
const PAGE_UP: &str = "\u{e00e}";
const SPACE: &str = " ";
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';

const DAY: &str = "document.activeElement.getAttribute('aria-valuetext')";

async fn focus(browser: &Browser, selector: &str) {
    browser.run("document.querySelector(arguments[0]).focus()", json!([selector])).await;
}

/// Everything that can be pressed, typed into or opened, and is not one of several radios.
const WORKS: &str = r"
    const all = [...document.querySelectorAll('button, input, select, summary, .plot')]
        .filter(each => each.getClientRects().length && !each.disabled)
        .filter(each => each.type !== 'radio' || each.checked);
    all.forEach((each, at) => each.dataset.at = at);
    return all.length;
";

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn the_keyboard_alone_reaches_everything_in_its_order_and_sees_where_it_is() {
    let browser = Browser::open().await;
    for page in [shown::form(), shown::connected(true), shown::dashboard(Shop::Full), shown::settings(), shown::about()]
    {
        browser.show(&page).await;
        let count = browser.run(WORKS, json!([])).await.as_u64().unwrap();
        browser.run("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)", json!([])).await;
        let mut seen = Vec::new();
        // Some stops are places that scroll, and a time of day is several.
        for _ in 0..2 * count + 12 {
            browser.page().keys(&[], TAB).await;
            let at = browser.read("document.activeElement.dataset.at ?? ''").await;
            let Ok(at) = at.parse::<u64>() else { continue };
            if seen.last() == Some(&at) {
                continue;
            }
            if seen.contains(&at) {
                break;
            }
            seen.push(at);
            let shown = "return getComputedStyle(document.activeElement).outlineStyle !== 'none' \
                         || getComputedStyle(document.activeElement.parentElement).outlineStyle !== 'none'";
            assert_eq!(browser.run(shown, json!([])).await, json!(true), "{page:?}: the focus is not seen");
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..count).collect::<Vec<_>>(), "{}", page.title());
    }
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_chart_tells_its_days_to_the_keyboard_and_to_the_pointer() {
    let browser = Browser::open().await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    focus(&browser, ".plot").await;
    browser.page().keys(&[], END).await;
    assert_eq!(browser.read(DAY).await, "12 Mar: $310.85; 10 Feb: $273.13");
    for (keys, day) in [(LEFT, "11 Mar: "), (PAGE_UP, "12 Mar: "), (HOME, "11 Feb: —"), (RIGHT, "12 Feb: ")] {
        browser.page().keys(&[], keys).await;
        let told = browser.read(DAY).await;
        assert!(told.starts_with(day), "{told} is not {day}");
        assert_eq!(browser.read("document.querySelector('.tip').hidden").await, "false");
    }
    assert_eq!(browser.read("document.querySelector('.tip').innerText.includes('12 Feb')").await, "true");
    // Escape leaves the day first, then the window.
    browser.page().keys(&[], ESCAPE).await;
    assert_eq!(browser.read("document.querySelector('.tip').hidden").await, "true");
    assert_eq!(browser.said().await, []);
    browser.page().keys(&[], ESCAPE).await;
    browser.hears(&[Said::Closed]).await;

    let place = browser
        .run(
            "const box = document.querySelector('.plot').getBoundingClientRect(); \
                             return [Math.round(box.right) - 3, Math.round(box.top) + 20]",
            json!([]),
        )
        .await;
    let (x, y) = (place[0].as_i64().unwrap(), place[1].as_i64().unwrap());
    browser.point_at(x, y).await;
    assert_eq!(browser.read("document.querySelector('.tip').innerText.includes('12 Mar')").await, "true");
    browser.point_at(x, 5).await;
    assert_eq!(browser.read("document.querySelector('.tip').hidden").await, "true");
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn keys_lead_to_the_pages_and_out_of_the_window() {
    let browser = Browser::open().await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    let go = |page| Said::Go { page };
    for (keys, said) in [
        ("1", go(PageName::Dashboard)),
        ("2", go(PageName::Settings)),
        (",", go(PageName::Settings)),
        ("w", Said::Closed),
    ] {
        browser.page().keys(&[CONTROL], keys).await;
        browser.hears(&[said]).await;
    }
    browser.page().keys(&[CONTROL], "f").await;
    browser.page().keys(&[], "pro").await;
    assert_eq!(browser.page().value_of("Search orders").await, "pro");
    // The first Escape is the field's.
    browser.hears(&[looking("pro")]).await;
    browser.page().keys(&[], ESCAPE).await;
    browser.hears(&[looking("")]).await;
    browser.page().keys(&[], ESCAPE).await;
    browser.hears(&[Said::Closed]).await;
    browser.page().keys(&[], "1").await;
    assert_eq!(browser.page().value_of("Search orders").await, "1", "a letter alone is a letter");
}

fn looking(search: &str) -> Said {
    Said::List { of: Listed::Orders, search: search.to_owned(), status: String::new(), page: 0 }
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn an_order_a_tab_and_other_days_are_chosen_without_a_pointer() {
    let browser = Browser::open().await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    focus(&browser, "td .link").await;
    browser.page().keys(&[], ENTER).await;
    browser.hears(&[Said::Open { link: WindowLink::Order(Uuid::from_u128(0)) }]).await;
    focus(&browser, "#span :checked").await;
    browser.page().keys(&[], RIGHT).await;
    browser.hears(&[Said::Span { value: "90".to_owned() }]).await;
    focus(&browser, "nav button").await;
    browser.page().keys(&[], TAB).await;
    browser.page().keys(&[], ENTER).await;
    browser.hears(&[Said::Go { page: PageName::Settings }]).await;
    browser.show(&shown::settings()).await;
    assert_eq!(browser.read("document.activeElement.innerText").await, "Settings", "the focus stays at the tabs");
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_question_is_asked_before_what_cannot_be_taken_back() {
    let browser = Browser::open().await;
    browser.show(&shown::settings()).await;
    let asks = "document.getElementById('question').open";
    let focused = "document.activeElement.innerText";
    focus(&browser, ".actions button").await;
    for leaves in [ESCAPE, ENTER] {
        browser.page().keys(&[], ENTER).await;
        assert_eq!(browser.read(asks).await, "true");
        assert_eq!(browser.read(focused).await, "Cancel");
        // A page that arrives meanwhile does not answer it.
        browser.show(&shown::settings()).await;
        assert_eq!(browser.read(asks).await, "true");
        browser.page().keys(&[], leaves).await;
        assert_eq!(browser.read(asks).await, "false");
        assert_eq!(browser.read(focused).await, "Remove…", "the focus is back");
    }
    assert_eq!(browser.said().await, []);
    browser.page().keys(&[], ENTER).await;
    browser.page().keys(&[], TAB).await;
    browser.page().keys(&[], ENTER).await;
    browser.hears(&[Said::Remove { organization: Uuid::from_u128(1) }]).await;
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_setting_is_said_at_once() {
    let browser = Browser::open().await;
    browser.show(&shown::settings()).await;
    let set = |setting: &str, value| Said::Set { setting: setting.to_owned(), value };
    let text = |text: &str| SettingValue::Text(text.to_owned());
    browser.page().press("Dashboard").await;
    browser.hears(&[Said::Go { page: PageName::Dashboard }]).await;

    focus(&browser, "[role=switch]").await;
    browser.page().keys(&[], SPACE).await;
    browser.hears(&[set("zero", SettingValue::On(true))]).await;
    focus(&browser, ".control[inputmode=decimal]").await;
    browser.page().keys(&[CONTROL], "a").await;
    browser.page().keys(&[], "12.50").await;
    assert_eq!(browser.said().await, []);
    browser.page().keys(&[], ENTER).await;
    browser.hears(&[set("smallest", text("12.50"))]).await;
    browser.page().keys(&[], TAB).await;
    assert_eq!(browser.said().await, [], "it is said once");
    browser.page().keys(&[SHIFT], TAB).await;
    browser.page().keys(&[], "7").await;
    browser.page().keys(&[], ESCAPE).await;
    assert_eq!(browser.page().value_of("Smallest").await, "12.50", "what was not said is taken back");
    browser.page().keys(&[], ESCAPE).await;
    browser.hears(&[Said::Closed]).await;
}
