//! Panics of the real program, on purpose: it goes on or ends, and leaves a report without what is secret.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use revone::shell::diagnosis;

use revone::demo::FakePolar;

use super::desktop::Desktop;
use super::{desktop_of_a_listener, polar, refresh_until_title, title_of};
use crate::secrets::places::Places;
use crate::secrets::traces::Traces;
use crate::secrets::{Person, shop_of};

/// Fails where the token or a customer is left: in any file of the desktop, in a process, or in what the program said.
fn nothing_is_told(desktop: &Desktop, polar: &FakePolar, customer: &Person, said: &str) {
    let tokens = Traces::of([("the token", polar.token().expose())]);
    let people = customer.traces();
    let mut places = Places::of(desktop.home(), &tokens, &people);
    // Processes had the token given in their environment.
    places.look_into_files();
    places.look_for_all("what it said", said.as_bytes());
    places.clean();
}

/// The reports in a folder, the newest first, each of which must say what it is for and no path of whoever built the program.
fn reports(folder: &Path) -> Vec<(PathBuf, String)> {
    let reports = diagnosis::all(folder).into_iter();
    reports
        .map(|report| {
            let text = std::fs::read_to_string(&report.file).unwrap();
            assert_eq!(report.file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            assert!(!text.contains("/registry/"), "{text}");
            for part in ["Time: ", "System: ", "Place: src/shell/diagnosis/rehearsal.rs:", "Message: rehearsed for"] {
                assert!(text.contains(part), "{part:?} is not in\n{text}");
            }
            (report.file, text)
        })
        .collect()
}

#[tokio::test]
async fn a_worker_that_panics_begins_again_and_what_is_sold_rings_once() {
    let desktop = desktop_of_a_listener().await;
    let customer = Person::someone();
    let polar = polar(shop_of(&customer));
    let program = desktop.connected(&polar).env("REVONE_PANIC", "worker:2").start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Updated"]).await;
    customer.buys(&polar);
    refresh_until_title(&tray, &title_of(&polar)).await;
    assert_eq!(desktop.notifications().first().await.summary, "New order · $29.00");
    let reports = reports(&desktop.home().data());
    assert_eq!(reports.len(), 2);
    assert!(reports.iter().all(|(_, text)| text.contains("went on.") && text.contains("Thread: worker")));
    let log = std::fs::read_to_string(desktop.home().data().join("logs/revone.log")).unwrap();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let panics = lines.iter().filter(|line| line["level"] == "ERROR" && line["fields"]["what"] == "worker").count();
    assert_eq!(panics, 1, "the same place is logged once\n{log}");
    tray.choose(&["Quit Revone"]).await;
    let said = program.ended().await.exits(0).said();
    assert!(!said.contains("panicked"), "{said}");
    nothing_is_told(&desktop, &polar, &customer, &said);
    assert_eq!(desktop.notifications().all().len(), 1, "{:?}", desktop.notifications().all());

    // Nothing ended, so that the next launch has nothing to say.
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    assert!(!tray.has(&["ended unexpectedly"]).await);
    println!("reliability: panics.worker: the worker of the running program panicked twice and began again");
}

#[tokio::test]
async fn a_program_that_panics_ends_and_the_next_launch_says_so_until_the_report_is_opened() {
    let desktop = Desktop::start().await;
    let customer = Person::someone();
    let polar = polar(shop_of(&customer));
    let program = desktop.connected(&polar).env("REVONE_PANIC", "main").start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.choose(&["Hide Amounts"]).await;
    let ended = program.ended().await.exits(101).says(&["ended unexpectedly", "panic-"]);
    let said = ended.said();
    assert!(!said.contains("panicked at"), "{said}");
    nothing_is_told(&desktop, &polar, &customer, &said);
    let left = reports(&desktop.home().data());
    assert_eq!(left.len(), 1);
    assert!(left[0].1.contains("ended unexpectedly") && left[0].1.contains("Thread: main"), "{}", left[0].1);

    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.choose(&["Revone ended unexpectedly on"]).await;
    let told = diagnosis::all(&desktop.home().data()).remove(0).file;
    desktop.browser().opens(&told.to_string_lossy()).await;
    tray.no_row("ended unexpectedly").await;
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);

    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    assert!(!tray.has(&["ended unexpectedly"]).await, "it is said twice");
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);

    let doctor = desktop.revone(&["doctor"]).asking(&polar).with_token_of(&polar).start().ended().await;
    assert!(doctor.says(&["Reports", "went wrong once", &told.to_string_lossy()]).code.is_some());
    println!(
        "reliability: panics.main: the main thread of the running program panicked, and the next launch said so once"
    );
}

#[tokio::test]
async fn a_panic_that_nothing_can_go_on_after_is_told_as_the_end() {
    let desktop = Desktop::start().await;
    let polar = polar(crate::running::shops::a_few_sales());
    let program = desktop.connected(&polar).env("REVONE_PANIC", "worker:aborts").start();
    program.ended().await.exits(101).says(&["ended unexpectedly", "panic-"]);
    let reports = diagnosis::all(&desktop.home().data());
    let newest = std::fs::read_to_string(&reports[0].file).unwrap();
    assert!(newest.contains("ended unexpectedly") && newest.contains("Thread: worker"), "{newest}");
    let _program = desktop.connected(&polar).start();
    desktop.tray().await.row(&["Revone ended unexpectedly on"]).await;
}

#[tokio::test]
async fn a_command_that_panics_says_one_sentence_and_leaves_a_report() {
    let desktop = Desktop::without_display().await;
    let customer = Person::someone();
    let polar = polar(shop_of(&customer));
    let run = desktop.revone(&["today"]).asking(&polar).with_token_of(&polar).env("REVONE_PANIC", "command");
    std::fs::create_dir_all(desktop.home().data()).unwrap();
    let ended = run.start().ended().await.exits(101);
    assert_eq!((ended.stdout.as_str(), ended.stderr.lines().count()), ("", 1), "{}", ended.said());
    assert!(ended.stderr.starts_with("revone: Revone ended unexpectedly. The report is "), "{}", ended.stderr);
    nothing_is_told(&desktop, &polar, &customer, &ended.said());
    assert_eq!(reports(&desktop.home().data()).len(), 1);
}

#[tokio::test]
async fn a_worker_that_panics_behind_a_terminal_leaves_the_terminal_as_it_is() {
    let desktop = Desktop::without_display().await;
    let customer = Person::someone();
    let polar = polar(shop_of(&customer));
    let watch = desktop.revone(&["watch"]).asking(&polar).with_token_of(&polar).env("REVONE_PANIC", "worker:1");
    let terminal = watch.on_terminal(desktop.home(), (80, 24));
    terminal.shows(&["Paper Lantern", "Updated"]).await;
    assert_eq!(reports(&desktop.home().data()).len(), 1);
    let log = desktop.home().data().join("logs/revone.log");
    assert!(std::fs::read_to_string(log).unwrap().contains("goes on"));
    terminal.press("q");
    terminal.is_given_back(0).await;
    nothing_is_told(&desktop, &polar, &customer, "");
}
