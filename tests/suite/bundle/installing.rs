use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::root;
use crate::running::{Ended, Home, Run, Started, set_mode};

/// A computer on which Revone is installed and removed again; its folders have spaces in their names.
struct Computer {
    home: Home,
    prefix: PathBuf,
    /// What is installed.
    programs: PathBuf,
}

const DESKTOP: &str = "share/applications/app.revone.Revone.desktop";

impl Computer {
    /// What is installed there are copies of `true`, which is enough to be put somewhere.
    fn new() -> Self {
        let home = Home::new();
        let prefix = home.path("home/my programs");
        let programs = home.path("built");
        std::fs::create_dir(&programs).unwrap();
        let computer = Self { home, prefix, programs };
        computer.builds("true");
        computer
    }

    /// The program itself is installed there.
    fn with_the_program() -> Self {
        let programs = Path::new(env!("CARGO_BIN_EXE_revone")).parent().unwrap().to_owned();
        Self { programs, ..Self::new() }
    }

    /// From now on a program of the system is installed in the place of Revone.
    fn builds(&self, name: &str) {
        let places = std::env::var_os("PATH").unwrap();
        let program = std::env::split_paths(&places).map(|folder| folder.join(name)).find(|file| file.is_file());
        for name in ["revone", "revone-window"] {
            std::fs::copy(program.as_ref().unwrap(), self.programs.join(name)).unwrap();
        }
    }

    fn script(&self, name: &str, environment: &[(&str, &str)]) -> Run {
        Run::new(self.command(name, environment), &[])
    }

    fn command(&self, name: &str, environment: &[(&str, &str)]) -> Command {
        let mut command = self.home.command(root().join("assets/build").join(name));
        command
            .current_dir(root())
            .env("PREFIX", &self.prefix)
            .env("BIN_DIR", &self.programs)
            .env("CALLS", self.home.path("calls"))
            .envs(environment.iter().copied());
        command
    }

    fn install(&self, environment: &[(&str, &str)]) -> Ended {
        self.script("install.sh", environment).finish().exits(0)
    }

    fn uninstall(&self, answer: &str) -> Ended {
        self.script("uninstall.sh", &[]).reading(answer).finish().exits(0)
    }

    fn autostart(&self) -> PathBuf {
        self.home.path("config/autostart/app.revone.Revone.desktop")
    }

    /// Every file of the computer.
    fn files(&self) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        let mut folders = vec![self.home.root().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path);
                }
            }
        }
        files
    }

    /// Something that the program keeps.
    fn keeps_settings(&self) -> PathBuf {
        std::fs::create_dir_all(self.home.data()).unwrap();
        let settings = self.home.data().join("settings.json");
        std::fs::write(&settings, "{}").unwrap();
        settings
    }
}

#[test]
fn what_is_installed_starts_and_what_is_removed_leaves_nothing() {
    let computer = Computer::with_the_program();
    let before = computer.files();
    computer.uninstall("").says(&["not installed here"]);
    computer.install(&[]);
    for file in [
        "bin/revone",
        "bin/revone-window",
        DESKTOP,
        "share/icons/hicolor/128x128/apps/app.revone.Revone.png",
        "share/icons/hicolor/scalable/apps/app.revone.Revone.svg",
    ] {
        assert!(computer.prefix.join(file).is_file(), "{file}");
    }
    let program = computer.home.command(computer.prefix.join("bin/revone"));
    Run::new(program, &["--version"]).finish().exits(0).says(&[env!("CARGO_PKG_VERSION")]);
    let once = computer.files();
    computer.install(&[]);
    assert_eq!(computer.files(), once);
    computer.uninstall("");
    assert_eq!(computer.files(), before);
    assert!(!computer.prefix.join("share/icons").exists(), "nor empty folders of its own");
}

#[test]
fn the_desktop_finds_the_program_by_its_place() {
    let computer = Computer::new();
    computer.install(&[]);
    let exec = format!("Exec=\"{}/bin/revone\"", computer.prefix.display());
    for file in [computer.prefix.join(DESKTOP), computer.autostart()] {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("[Desktop Entry]\nType=Application\n"), "{text}");
        assert!(text.lines().any(|line| line == exec), "{text}");
        assert!(!text.contains('@'), "{text}");
        // Where the validator is there; `make test` installs it.
        if let Ok(valid) = Command::new("desktop-file-validate").arg(&file).output() {
            assert!(valid.status.success(), "{}", String::from_utf8_lossy(&valid.stdout));
        }
    }
}

#[test]
fn what_the_owner_chose_about_starting_at_login_stays() {
    let computer = Computer::new();
    let autostart = computer.autostart();
    computer.install(&[]).says(&["It starts at login"]);
    // Switched off by the desktop.
    let off = std::fs::read_to_string(&autostart).unwrap().replace("enabled=true", "enabled=false");
    std::fs::write(&autostart, &off).unwrap();
    computer.install(&[]).says(&["stays as it is"]);
    assert_eq!(std::fs::read_to_string(&autostart).unwrap(), off);
    // Switched off in the settings.
    std::fs::remove_file(&autostart).unwrap();
    computer.install(&[]).says(&["stays off"]);
    assert!(!autostart.exists());
    // Another installation's.
    let another = off.replace("my programs", "another");
    std::fs::write(&autostart, &another).unwrap();
    computer.uninstall("");
    assert_eq!(std::fs::read_to_string(&autostart).unwrap(), another);
    std::fs::remove_file(&autostart).unwrap();
    computer.install(&[("AUTOSTART", "no")]).says(&["when you turn that on in its settings"]);
    assert!(!autostart.exists());
}

#[test]
fn a_package_is_put_together_without_touching_its_makers_home() {
    let computer = Computer::new();
    let settings = computer.keeps_settings();
    let before = computer.files();
    let package = computer.home.path("a package");
    let staged = [("PREFIX", "/usr"), ("DESTDIR", package.to_str().unwrap())];
    computer.install(&staged);
    let text = std::fs::read_to_string(package.join("usr").join(DESKTOP)).unwrap();
    assert!(text.contains("\nExec=\"/usr/bin/revone\"\n"), "{text}");
    let made: Vec<PathBuf> = computer.files().difference(&before).cloned().collect();
    assert!(made.len() >= 5 && made.iter().all(|file| file.starts_with(package.join("usr"))), "{made:?}");
    computer.script("uninstall.sh", &staged).finish().exits(0);
    assert_eq!(computer.files(), before);
    assert!(settings.exists());
}

#[test]
fn ledger_settings_and_token_go_only_when_that_is_meant() {
    for (answer, yes, stays) in
        [("n\n", "", true), ("", "", true), ("\n", "", true), ("y\n", "", false), ("", "1", false)]
    {
        let computer = Computer::with_the_program();
        computer.install(&[]);
        let settings = computer.keeps_settings();
        let notes = computer.home.data().join("notes.txt");
        std::fs::write(&notes, "somebody's own").unwrap();
        let ended = computer.script("uninstall.sh", &[("YES", yes)]).reading(answer).finish().exits(0);
        assert_eq!(ended.stdout.contains("[y/N]"), yes.is_empty(), "{answer:?}");
        assert_eq!(ended.stdout.contains("Ledger, settings and token stay"), stays, "{answer:?}");
        assert_eq!(settings.exists(), stays, "{answer:?}");
        assert!(notes.exists());
        assert!(!computer.prefix.join("bin/revone").exists());
        if !stays {
            // Somebody's own file is nothing of the program's to ask about, or to install it again for.
            computer.script("uninstall.sh", &[("YES", yes)]).finish().exits(0).says(&["not installed here"]);
        }
    }
}

#[test]
fn each_thing_that_the_program_keeps_is_asked_about_and_nothing_else_is() {
    for (kept, asks) in [
        ("accounts.json", true),
        ("settings.json", true),
        ("ledger.sqlite", true),
        ("ledger.broken-1", true),
        ("logs/revone.log", true),
        ("notes.txt", false),
        ("ledger.ods", false),
        ("logs/another.log", false),
    ] {
        let computer = Computer::new();
        computer.install(&[]);
        std::fs::create_dir_all(computer.home.data().join("logs")).unwrap();
        std::fs::write(computer.home.data().join(kept), "").unwrap();
        assert_eq!(computer.uninstall("n\n").stdout.contains("[y/N]"), asks, "{kept}");
    }
}

/// A command by this user without the rights by which root writes everywhere; nothing where that cannot be had.
fn without_rights(command: &Command) -> Option<Command> {
    let dropping = ["--bounding-set=-all", "--inh-caps=-all", "--"];
    Command::new("setpriv").args(dropping).arg("true").output().ok().filter(|tried| tried.status.success())?;
    let mut without = Command::new("setpriv");
    without.args(dropping).arg(command.get_program()).args(command.get_args()).env_clear();
    without.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    without.current_dir(root());
    Some(without)
}

#[test]
fn a_place_that_cannot_be_written_is_known_before_anything_is_built_quit_or_forgotten() {
    let computer = Computer::with_the_program();
    computer.install(&[]);
    let settings = computer.keeps_settings();
    symlink(root().join("tests/suite/bundle/debian_tools.sh"), computer.home.path("bin/cargo")).unwrap();
    let [folder, bin] = ["", "bin"].map(|name| computer.prefix.join(name));
    for folder in [&bin, &folder] {
        set_mode(folder, 0o555);
    }
    let is_root = std::fs::write(bin.join("written"), "").is_ok();
    let before = computer.files();
    for (script, environment, cures) in [
        (
            "install.sh",
            ("BIN_DIR", ""),
            ["cargo build --release --locked, then sudo make install PREFIX=", "another PREFIX"],
        ),
        ("uninstall.sh", ("YES", "1"), ["run it as root, or name another PREFIX", "`revone reset`"]),
    ] {
        let mut command = computer.command(script, &[environment]);
        if is_root {
            let Some(without) = without_rights(&command) else { break };
            command = without;
        }
        Run::new(command, &[]).finish().exits(1).says(&["cannot be written"]).says(&cures);
        assert_eq!(computer.files(), before, "{script}");
        assert!(settings.exists());
    }
    for folder in [&folder, &bin] {
        set_mode(folder, 0o755);
    }
}

#[test]
fn a_program_that_runs_is_quit_first() {
    let computer = Computer::new();
    computer.builds("sleep");
    for removing in [false, true] {
        computer.install(&[]);
        let mut command = computer.home.command(computer.prefix.join("bin/revone"));
        command.arg("600");
        let running = Started::start(command, "");
        let ended = if removing { computer.uninstall("") } else { computer.install(&[]) };
        ended.says(&["Quitting Revone"]);
        assert_eq!(running.ended_blocking().signal, Some(15));
    }
}

#[test]
fn a_place_that_cannot_be_is_refused_with_its_cure() {
    let computer = Computer::new();
    for (variable, value, cure) in [
        ("PREFIX", "programs", "whole path"),
        ("PREFIX", "/pro\ngrams", "no desktop file can name"),
        ("BIN_DIR", "/nowhere", "BIN_DIR names the folder"),
    ] {
        let before = computer.files();
        computer.script("install.sh", &[(variable, value)]).finish().exits(2).says(&[cure]);
        assert_eq!(computer.files(), before);
    }
}
