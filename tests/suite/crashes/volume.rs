use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use revone::demo::FakePolar;

use crate::running::{Ended, Home, Run, Started};

/// A small disk of its own in place of the folder of a home's data. Only programs that are started on it see it.
pub struct Volume<'h> {
    home: &'h Home,
    holder: Child,
}

impl<'h> Volume<'h> {
    /// A disk of so many KiB.
    ///
    /// # Errors
    /// What the kernel says where it does not let everybody have disks of their own.
    pub fn of(home: &'h Home, size: usize) -> Result<Self, String> {
        let folder = home.data();
        std::fs::create_dir_all(&folder).unwrap();
        let script =
            format!("mount -t tmpfs -o size={size}k,mode=700 none {} && echo ready && exec cat", folder.display());
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", &script]);
        // It ends with its standard input, and so with the test.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut holder = command.spawn().map_err(|error| error.to_string())?;
        let mut line = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line.trim() == "ready" {
            return Ok(Self { home, holder });
        }
        let said = holder.wait_with_output().map(|output| String::from_utf8_lossy(&output.stderr).trim().to_owned());
        Err(said.unwrap_or_default())
    }

    /// The program on this disk, with the shop's token.
    pub fn revone(&self, arguments: &[&str], polar: &FakePolar) -> Run {
        let mut command = self.inside();
        command.args(["setpriv", "--pdeathsig", "KILL", "--", env!("CARGO_BIN_EXE_revone")]);
        Run::new(command, arguments).asking(polar).with_token_of(polar)
    }

    /// Runs it to its end.
    pub async fn run(&self, arguments: &[&str], polar: &FakePolar) -> Ended {
        self.revone(arguments, polar).start().ended().await
    }

    /// Fills the disk up to so many KiB.
    pub async fn is_filled_up_to(&self, left: usize) {
        let file = self.home.data().join("filler").display().to_string();
        self.does(&format!("dd if=/dev/zero of={file} bs=4k status=none; truncate -s -{left}K {file}")).await;
    }

    /// Makes room.
    pub async fn is_emptied(&self) {
        self.does(&format!("rm {}", self.home.data().join("filler").display())).await;
    }

    /// Nothing can be written to it, or everything again.
    pub async fn is_read_only(&self, read_only: bool) {
        let how = if read_only { "ro" } else { "rw" };
        self.does(&format!("mount -o remount,bind,{how} {}", self.home.data().display())).await;
    }

    /// What lies on it, copied to where everybody sees it.
    pub fn copied(&self) -> PathBuf {
        let seen = self.files();
        let copy = self.home.path("copy");
        std::fs::remove_dir_all(&copy).ok();
        std::fs::create_dir(&copy).unwrap();
        for file in seen {
            std::fs::copy(&file, copy.join(file.file_name().unwrap())).unwrap();
        }
        copy
    }

    /// Its files, as a path that only this process follows.
    pub fn files(&self) -> Vec<PathBuf> {
        let inside = format!("/proc/{}/root{}", self.holder.id(), self.home.data().display());
        let entries = std::fs::read_dir(inside).unwrap();
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
    }

    async fn does(&self, script: &str) {
        let mut command = self.inside();
        command.args(["sh", "-c", script]);
        let ended = Started::start(command, "").ended().await;
        assert!(!ended.said().contains("mount:") && !ended.said().contains("rm:"), "{script}: {}", ended.said());
    }

    fn inside(&self) -> Command {
        let mut command = self.home.command("nsenter");
        command.arg(format!("--target={}", self.holder.id()));
        command.args(["--user", "--mount", "--preserve-credentials", "--"]);
        command
    }
}

impl Drop for Volume<'_> {
    fn drop(&mut self) {
        self.holder.kill().ok();
        self.holder.wait().ok();
    }
}
