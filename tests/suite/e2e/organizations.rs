//! Several organizations: all are polled, one is shown, the menu and the command line switch.

use revone::demo::{FakePolar, Fault};

use super::desktop::{Desktop, Door, Page, Tray};
use super::{beta_goods, polar, refresh_until, title_of};
use crate::running::shops::{self, dollars, hours_ago};
use crate::running::{Ended, Run};

/// A desktop on which Paper Lantern is connected, and after it Beta Goods.
struct Two {
    desktop: Desktop,
    lantern: FakePolar,
    beta: FakePolar,
}

impl Two {
    async fn connected(desktop: Desktop) -> Self {
        let two = Self { desktop, lantern: polar(shops::a_few_sales()), beta: polar(beta_goods()) };
        for polar in [&two.lantern, &two.beta] {
            let connect = two.revone(&["connect"]).asking(polar).reading(polar.token().expose());
            connect.start().ended().await.exits(0);
        }
        two
    }

    async fn on_a_desktop() -> Self {
        Self::connected(Desktop::start().await.and_keyring().await).await
    }

    /// Each token goes where it was connected, so that no address is given.
    fn revone(&self, arguments: &[&str]) -> Run {
        self.desktop.revone(arguments)
    }

    async fn run(&self, arguments: &[&str]) -> Ended {
        self.revone(arguments).start().ended().await
    }
}

/// Chooses an organization in the menu's first row.
async fn choose(tray: &Tray, name: &str) {
    let head = tray.menu().await.into_iter().next().unwrap();
    tray.choose_in(&head, name).await;
}

#[tokio::test]
async fn the_menu_switches_title_and_figures_and_a_sale_of_the_other_rings_by_its_name() {
    let two = Two::on_a_desktop().await;
    let program = two.revone(&[]).start();
    let tray = two.desktop.tray().await;
    tray.title_becomes(&title_of(&two.beta)).await;
    tray.row(&["Updated"]).await;
    let head = tray.menu().await.remove(0);
    assert_eq!(head.label, "Beta Goods");
    let marks: Vec<_> = head.rows.iter().map(|row| (row.label.as_str(), row.checked)).collect();
    let expected = [("Beta Goods", Some(true)), ("Paper Lantern", Some(false))];
    assert_eq!(marks, expected);

    choose(&tray, "Paper Lantern").await;
    tray.title_becomes(&title_of(&two.lantern)).await;
    let today = two.lantern.with(|state| shops::count_day(&state.shop, 0));
    tray.row(&["Today", &dollars(today.usd)]).await;
    assert_eq!(tray.menu().await.remove(0).label, "Paper Lantern");

    let order = two.beta.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    refresh_until(&tray, "a notification", async || !two.desktop.notifications().all().is_empty()).await;
    let shown = two.desktop.notifications().first().await;
    assert_eq!(shown.summary, "New order · $29.00");
    assert_eq!(shown.body, "Lantern License – Jane Doe · Beta Goods");
    assert_eq!(tray.title().await, title_of(&two.lantern), "the title is of the one that is shown");
    let opened = two.desktop.notifications().click(&shown, two.desktop.browser()).await;
    assert_eq!(opened, format!("https://polar.sh/dashboard/beta-goods/sales/{order}"));

    choose(&tray, "Beta Goods").await;
    tray.title_becomes(&title_of(&two.beta)).await;
    choose(&tray, "Paper Lantern").await;
    tray.title_becomes(&title_of(&two.lantern)).await;
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    two.run(&["today"]).await.exits(0).says(&["Paper Lantern", &dollars(today.usd)]);

    let _program = two.revone(&[]).start();
    let tray = two.desktop.tray().await;
    tray.title_becomes(&title_of(&two.lantern)).await;
    tray.row(&["Updated"]).await;
    assert_eq!(two.desktop.notifications().all().len(), 1, "it rang once more");
}

#[tokio::test]
async fn trouble_of_the_one_that_is_not_shown_stands_beside_its_name() {
    let two = Two::on_a_desktop().await;
    let _program = two.revone(&[]).start();
    let tray = two.desktop.tray().await;
    tray.title_becomes(&title_of(&two.beta)).await;
    two.lantern.with(|state| state.behaviour.faults.push(Fault::Unauthorized.always("/v1/")));
    let refused = async || tray.has(&["Paper Lantern – Polar rejected the token"]).await;
    refresh_until(&tray, "a refusal", refused).await;
    tray.row(&["Beta Goods", "Paper Lantern needs you"]).await;
    assert!(tray.has(&["Updated"]).await, "it is not the trouble of the one that is shown");
    choose(&tray, "Paper Lantern").await;
    tray.row(&["Polar rejected the token – Reconnect…"]).await;
    tray.title_becomes(&title_of(&two.lantern)).await;
}

#[tokio::test]
async fn the_command_line_starts_the_program_on_an_organization_and_switches_the_running_one() {
    let two = Two::on_a_desktop().await;
    two.run(&["--organization", "gamma"]).await.exits(2).says(&["gamma"]);
    let _program = two.revone(&["--organization", "paper-lantern"]).start();
    let tray = two.desktop.tray().await;
    tray.title_becomes(&title_of(&two.lantern)).await;
    two.run(&["--organization", "beta-goods"]).await.exits(0).says(&["running already", "Beta Goods"]);
    tray.title_becomes(&title_of(&two.beta)).await;
    two.run(&["--organization", "gamma"]).await.exits(2).says(&["gamma"]);
    assert!(!two.desktop.has_window(), "nobody asked for the window");
    let id = two.lantern.with(|state| state.shop.organization.id.to_string());
    two.run(&["--organization", &id]).await.exits(0).says(&["Paper Lantern"]);
    tray.title_becomes(&title_of(&two.lantern)).await;
}

#[tokio::test]
async fn a_further_organization_is_connected_from_the_settings_and_shown_and_the_next_one_after_it_goes() {
    let desktop = Desktop::start().await.and_keyring().await;
    let (lantern, beta) = (polar(shops::a_few_sales()), polar(beta_goods()));
    let connect = desktop.revone(&["connect"]).asking(&lantern).reading(lantern.token().expose());
    connect.start().ended().await.exits(0);
    // The address is for the further one: the form asks there, and the kept token is not sent there.
    let (run, door) = Door::open(desktop.revone(&[]).asking(&beta));
    let _program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Paper Lantern"]).await;
    tray.choose(&["Settings…"]).await;
    let page = Page::of(&door, &desktop).await;
    page.press("Connect Another…").await;
    page.type_into("Access token", beta.token().expose()).await;
    page.press("Connect").await;
    page.says(&["Connected to Beta Goods"]).await;
    tray.title_becomes(&title_of(&beta)).await;
    assert_eq!(tray.menu().await.remove(0).rows.len(), 2);
    desktop.revone(&["disconnect", "--organization", "beta-goods"]).start().ended().await.exits(0);
    tray.title_becomes(&title_of(&lantern)).await;
    tray.no_row("Beta Goods").await;
}

#[tokio::test]
async fn a_terminal_means_the_chosen_organization_unless_it_names_one() {
    let two = Two::connected(Desktop::without_display().await.and_keyring().await).await;
    two.run(&["today", "--offline"]).await.exits(0).says(&["Beta Goods"]);
    two.run(&["today", "--organization", "paper-lantern"]).await.exits(0).says(&["Paper Lantern"]);
    two.run(&["sync", "--organization", "paper-lantern"]).await.exits(0).says(&["Paper Lantern"]);
    // What was synced last is not what was chosen.
    two.run(&["today", "--offline"]).await.exits(0).says(&["Beta Goods"]);
    two.run(&["sync"]).await.exits(0).says(&["Beta Goods"]);
    two.run(&["today", "--organization", "gamma"]).await.exits(2).says(&["gamma"]);
    // A token of the environment decides for itself.
    let sync = two.revone(&["sync"]).asking(&two.lantern).with_token_of(&two.lantern);
    sync.start().ended().await.exits(0).says(&["Paper Lantern"]);
    let today = two.revone(&["today", "--offline"]).asking(&two.lantern).with_token_of(&two.lantern);
    today.start().ended().await.exits(0).says(&["Paper Lantern"]);

    let doctor = two.run(&["doctor"]).await.exits(0);
    let said = doctor.said();
    assert_eq!(said.matches("all three").count(), 2, "{said}");
    assert_eq!(said.matches("Notifications").count(), 1, "{said}");
    let only = two.run(&["doctor", "--organization", "beta-goods"]).await.said();
    assert!(only.contains("Beta Goods") && !only.contains("Paper Lantern"), "{only}");

    let refused = two.run(&["disconnect"]).await.exits(2);
    refused.says(&["--organization", "paper-lantern", "beta-goods"]);
    two.run(&["disconnect", "--organization", "beta-goods"]).await.exits(0).says(&["Beta Goods"]);
    assert_eq!(two.desktop.keyring().secrets().await.len(), 1);
    two.run(&["today", "--offline"]).await.exits(0).says(&["Paper Lantern"]);
    two.run(&["disconnect"]).await.exits(0).says(&["Paper Lantern"]);
    two.run(&["today"]).await.exits(3);
}
