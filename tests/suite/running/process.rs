use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use super::wait::{AGAIN, DEADLINE, until};

/// A process that a test has started. It and all that it started in its group end with this value.
pub struct Started {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

/// How a process ended and what it said.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// What it wrote to its standard output.
    pub stdout: String,
    /// What it wrote to its standard error.
    pub stderr: String,
}

impl Ended {
    /// Both outputs, for a sentence that may stand on either.
    pub fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Fails unless the exit code is `expected`.
    #[track_caller]
    pub fn exits(self, expected: i32) -> Self {
        assert_eq!(self.code, Some(expected), "exit code\n{}", self.said());
        self
    }

    /// Fails unless every one of `words` stands on one of the outputs.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        let said = self.said();
        for word in words {
            assert!(said.contains(word), "{word:?} is not in\n{said}");
        }
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}", self.said()))
    }
}

impl Started {
    /// Starts `command` in a process group of its own, with `input` on its standard input.
    pub fn start(mut command: Command, input: &str) -> Self {
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("the program does not start: {error}"));
        let mut stdin = child.stdin.take().unwrap();
        // A program that refuses its arguments may end without reading.
        stdin.write_all(input.as_bytes()).ok();
        drop(stdin);
        let stdout = collect(child.stdout.take().unwrap());
        let stderr = collect(child.stderr.take().unwrap());
        Self { child, stdout, stderr }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it is still running.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Sends it a signal by name: `TERM`, `KILL`, `INT`.
    pub fn signal(&self, signal: &str) {
        send(signal, &self.id().to_string());
    }

    /// Ends it as a lost power supply does, and gives how it ended: it may have been quicker.
    pub fn kill(mut self) -> Ended {
        self.child.kill().ok();
        let status = self.child.wait().unwrap();
        self.outcome(status)
    }

    /// Waits for its end.
    pub async fn ended(mut self) -> Ended {
        let status =
            until("the end of the program", async || self.child.try_wait().unwrap().ok_or("it is running".to_owned()))
                .await;
        self.outcome(status)
    }

    /// Waits for its end where nothing else has to go on meanwhile.
    pub fn ended_blocking(mut self) -> Ended {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return self.outcome(status);
            }
            if started.elapsed() > DEADLINE * 2 {
                self.signal("KILL");
                let status = self.child.wait().unwrap();
                panic!("the program did not end:\n{}", self.outcome(status).said());
            }
            std::thread::sleep(AGAIN);
        }
    }

    fn outcome(&self, status: std::process::ExitStatus) -> Ended {
        // A grandchild that holds the pipe open must not hold the test, and what it may yet say must not count as nothing.
        let text = |pipe: &Receiver<String>| match pipe.recv_timeout(DEADLINE) {
            Ok(text) => text,
            Err(_) if std::thread::panicking() => "(somebody still holds its output)".to_owned(),
            Err(_) => panic!("the program has ended, and somebody still holds its output"),
        };
        Ended { code: status.code(), signal: status.signal(), stdout: text(&self.stdout), stderr: text(&self.stderr) }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if !self.is_running() {
            return;
        }
        send("KILL", &format!("-{}", self.id()));
        let status = self.child.wait().unwrap();
        if std::thread::panicking() {
            eprintln!("the program said:\n{}", self.outcome(status).said());
        }
    }
}

/// Sends a signal to a process, or with a leading minus to a group. The target may be gone already.
pub fn send(signal: &str, target: &str) {
    let script = format!("kill -s {signal} -- {target}");
    Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status().ok();
}

fn collect(mut pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).ok();
        sender.send(String::from_utf8_lossy(&bytes).into_owned()).ok();
    });
    receiver
}
