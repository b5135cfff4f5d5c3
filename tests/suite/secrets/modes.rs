//! Files for their owner alone, whatever the owner's umask and whatever was there before.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::documents::security;
use crate::e2e::desktop::{Desktop, Door, Page};
use crate::e2e::polar;
use crate::running::{Run, service, set_mode, shops, wait};

/// The program, under this umask.
fn under(umask: &str, desktop: &Desktop, arguments: &[&str]) -> Run {
    let mut command = desktop.command("sh");
    command.args(["-c", r#"umask "$0"; exec "$@""#, umask, env!("CARGO_BIN_EXE_revone")]);
    Run::new(service::ending_with_the_test(&command), arguments)
}

/// Everything below a folder, folders included, and the folder itself.
fn everything_below(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else { return vec![path.to_owned()] };
    let below = entries.flatten().flat_map(|entry| everything_below(&entry.path()));
    [path.to_owned()].into_iter().chain(below).collect()
}

/// The name and the mode of everything that others can do something with, but for what an open folder of the test's own holds.
fn open_to_others(folder: &Path) -> Vec<String> {
    let open = everything_below(folder).into_iter().filter_map(|path| {
        let kind = std::fs::symlink_metadata(&path).ok()?;
        let mode = kind.permissions().mode() & 0o777;
        let wide = if kind.is_dir() { mode & !0o700 } else { mode & !0o600 };
        (wide != 0 && !kind.is_symlink()).then(|| format!("{} {mode:o}", path.strip_prefix(folder).unwrap().display()))
    });
    open.collect()
}

/// What the program has made in a folder of the test's own.
fn made_in(desktop: &Desktop, folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(desktop.home().path(folder)).unwrap().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("revone-"))
        .map(|entry| entry.path())
        .collect()
}

#[tokio::test]
async fn every_file_is_its_owners_alone_under_any_umask() {
    let long = std::env::var_os("REVONE_SOAK").is_some();
    for umask in if long { &["000", "022", "077"][..] } else { &["000"] } {
        let desktop = Desktop::start().await.and_keyring().await;
        let polar = polar(shops::a_few_sales());
        // A folder of before, as wide open as it goes.
        std::fs::create_dir(desktop.home().data()).unwrap();
        set_mode(&desktop.home().data(), 0o777);
        let connect = under(umask, &desktop, &["connect"]).asking(&polar).reading(polar.token().expose());
        connect.start().ended().await.exits(0);
        assert_eq!(open_to_others(&desktop.home().data()), Vec::<String>::new(), "after connecting under {umask}");

        let (run, door) = Door::open(under(umask, &desktop, &[]).asking(&polar));
        let program = run.start();
        let tray = desktop.tray().await;
        tray.row(&["Updated"]).await;
        tray.choose(&["Settings…"]).await;
        let page = Page::of(&door, &desktop).await;
        page.turn("Hide amounts").await;
        desktop.setting_becomes("hide_amounts", json!(true)).await;
        let sample = under(umask, &desktop, &["--demo", "watch"]).start();
        wait::until("the sample's ledger", async || {
            let folders = made_in(&desktop, "tmp");
            let ledger = folders.iter().find(|folder| folder.join("ledger.sqlite-wal").exists());
            ledger.map(drop).ok_or_else(|| format!("{folders:?}"))
        })
        .await;
        let icons = made_in(&desktop, "tmp").into_iter().chain(made_in(&desktop, "run"));
        let folders: Vec<PathBuf> = icons.chain([desktop.home().data()]).collect();
        assert!(folders.len() >= 3, "the sample, the icons, the data: {folders:?}");
        for folder in &folders {
            let open = open_to_others(folder);
            // The icons are drawn by a library, and lie in a folder that nobody else can enter.
            let open: Vec<_> = open.into_iter().filter(|file| !file.contains(".png ")).collect();
            assert_eq!(open, Vec::<String>::new(), "{} under {umask}", folder.display());
        }
        for file in std::fs::read_dir(desktop.home().data()).unwrap().flatten() {
            let name = file.file_name().into_string().unwrap();
            assert!(name == "logs" || security::names(&name), "SECURITY.md does not name {name}");
        }
        sample.signal("TERM");
        sample.ended().await;
        program.signal("TERM");
        program.ended().await.exits(0);
        assert_eq!(open_to_others(&desktop.home().data()), Vec::<String>::new(), "at the end under {umask}");
        assert_eq!(made_in(&desktop, "tmp"), Vec::<PathBuf>::new(), "left among the temporary files");
    }
}
