use super::desktop::*;
#[tokio::test]
async fn tray_menu_notification() {
    let desktop = Desktop::with_keyring().await;
    let program = desktop.revone(&[]).start();
    let tray = desktop.tray().await;
    tray.title_becomes("$41 · +2").await;
    println!("{}\n{}", tray.written().await, tray.icon().await);
    tray.choose(&["$29"]).await;
    let shown = desktop.notifications().first().await;
    println!("{shown:?}");
    desktop.notifications().click(&shown).await;
    assert_eq!(desktop.browser().last_opened().await, "https://polar.sh/x?y=1");
    tray.choose(&["Hide"]).await;
    tray.title_becomes("•••").await;
    tray.row(&["Today", "•••"]).await;
    println!("{:?}", desktop.keyring().secrets().await);
    desktop.keyring().lock().await;
    tray.choose(&["Quit"]).await;
    program.ended().await.exits(0);
    desktop.no_process_is_left().await;
}
#[tokio::test]
async fn window() {
    let desktop = Desktop::start().await;
    let (run, door) = Door::open(desktop.revone(&[]));
    let program = run.start();
    let tray = desktop.tray().await;
    tray.choose(&["Open Window"]).await;
    let page = Page::of(&door, &desktop).await;
    page.type_into("Access token", "hello").await;
    page.type_into("Organization ID", "123").await;
    assert_eq!(page.value_of("Organization ID").await, "123");
    page.press("Connect").await;
    page.says(&["got hello"]).await;
    program.signal("TERM");
    program.ended().await.exits(0);
    desktop.no_process_is_left().await;
}
