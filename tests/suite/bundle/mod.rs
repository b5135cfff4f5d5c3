//! The app's bundle as far as it can be built without a Mac, the steps that only a Mac can take against tools that note how
//! they are called, and the installation on Linux.

mod icon;
mod installing;
mod notices;
mod packages;
mod property_lists;
mod signing;
mod soak;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A script of `assets/build`, without a network.
fn script(name: &str) -> Command {
    let mut command = Command::new(root().join("assets/build").join(name));
    command.current_dir(root()).env("CARGO_NET_OFFLINE", "true");
    command
}

/// What a command of which no harm is expected wrote to its standard output.
#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A new skeleton of `Revone.app`, and the folder that it is in.
fn new_skeleton() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("Revone.app");
    said(&script("bundle.sh").arg(&app).output().unwrap());
    (folder, app)
}

static SKELETON: LazyLock<(TempDir, PathBuf)> = LazyLock::new(new_skeleton);

/// The skeleton that tests look at and leave as it is.
fn skeleton() -> &'static Path {
    &SKELETON.1
}
