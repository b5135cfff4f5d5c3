use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::channel;

use super::Home;
use super::wait::DEADLINE;

/// A system program that a desktop needs: an X server, a bus, a keyring, a driver of web pages.
pub struct Service {
    child: Child,
    name: String,
}

impl Service {
    /// Starts `command` with `input` on its standard input. It ends with the test, and with the test's process.
    pub fn start(home: &Home, command: Command, input: &str) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        assert!(is_installed(&name), "{name} is missing: `make test` installs it");
        let log = File::create(home.path(&format!("{name}.log"))).unwrap();
        let mut command = ending_with_the_test(&command);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Self { child, name }
    }

    /// The first line that it writes: the display's number, the bus's address.
    pub fn first_line(&mut self) -> String {
        let pipe: ChildStdout = self.child.stdout.take().unwrap();
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let mut reader = BufReader::new(pipe);
            reader.read_line(&mut line).ok();
            sender.send(line).ok();
            // Read on, so that it never waits for a full pipe.
            std::io::copy(&mut reader, &mut std::io::sink()).ok();
        });
        let line = receiver.recv_timeout(DEADLINE).unwrap_or_default();
        assert!(!line.trim().is_empty(), "{} does not start", self.name);
        line.trim().to_owned()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The same command, which the kernel ends with the thread that starts it, in whatever way that ends. A test's thread
/// lives as long as its test.
pub fn ending_with_the_test(command: &Command) -> Command {
    let mut guarded = Command::new("setpriv");
    guarded.args(["--pdeathsig", "KILL", "--"]).arg(command.get_program()).args(command.get_args());
    guarded.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    guarded
}

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).exists())
}

/// Every process whose environment names the private folders: its id and its name.
pub fn processes_of(home: &Home) -> Vec<(u32, String)> {
    let mark = home.root().to_string_lossy().into_owned().into_bytes();
    let entries = std::fs::read_dir("/proc").unwrap();
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|id| *id != std::process::id())
        .filter(|id| {
            let environment = std::fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
            environment.windows(mark.len()).any(|window| window == mark)
        })
        .map(|id| (id, std::fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default().trim().to_owned()))
        .collect()
}

/// A port on the loopback that nobody listens on. Ports below those that the kernel hands out, each given once by this
/// process.
pub fn free_port() -> u16 {
    use std::sync::atomic::{AtomicU16, Ordering};
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 1_000).unwrap_or(0) * 20;
    loop {
        let port = 10_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 20_000;
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
