use std::path::PathBuf;
use std::process::Command;

use super::service::{self, Service};
use super::{Home, wait};

/// A real terminal (tmux's) with the program on it, whose picture can be read. What the shell has written before and
/// writes after it is seen, too.
pub struct Terminal<'h> {
    home: &'h Home,
    socket: PathBuf,
    _server: Service,
}

/// Nothing but the program's own end is waited for; what the shell says of the terminal comes last.
const SCRIPT: &str =
    r#"echo "the shell before"; "$@"; echo "ended with $?"; stty -a; echo "the shell after"; exec cat"#;

/// What the shell writes around the program.
pub const BEFORE: &str = "the shell before";

/// Once this is there, everything before it is.
const AFTER: &str = "the shell after";

impl<'h> Terminal<'h> {
    /// Starts `command` on a terminal of this many cells and lines.
    pub fn start(home: &'h Home, command: &Command, (width, height): (u16, u16)) -> Self {
        let socket = home.path("tmux");
        let mut server = Command::new("tmux");
        server.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        // Under a name that every system has a description of.
        server.env("TERM", "xterm");
        server.args(["-u", "-D", "-f", "/dev/null", "-S"]).arg(&socket);
        let server = Service::start(home, server, "");
        let terminal = Self { home, socket, _server: server };
        let begun = std::time::Instant::now();
        loop {
            let mut client =
                terminal.client(&["new-session", "-d", "-x", &width.to_string(), "-y", &height.to_string()]);
            client.args(["sh", "-c", SCRIPT, "sh"]).arg(command.get_program()).args(command.get_args());
            if client.output().is_ok_and(|output| output.status.success()) {
                return terminal;
            }
            assert!(begun.elapsed() < wait::DEADLINE, "the terminal does not start");
            std::thread::yield_now();
        }
    }

    fn client(&self, arguments: &[&str]) -> Command {
        let mut command = self.home.command("tmux");
        // Never a server of its own, which would know nothing of the program's environment.
        command.args(["-N", "-u", "-S"]).arg(&self.socket).args(arguments);
        command
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let output = self.client(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is on it.
    pub fn picture(&self) -> String {
        self.ask(&["capture-pane", "-p"])
    }

    /// Presses a key, as tmux calls it.
    pub fn press(&self, key: &str) {
        self.ask(&["send-keys", key]);
    }

    /// Gives it another size.
    pub fn resize(&self, (width, height): (u16, u16)) {
        self.ask(&["resize-window", "-x", &width.to_string(), "-y", &height.to_string()]);
    }

    /// Whether a program has taken the screen beside that of the shell, and whether a cursor is seen.
    pub fn state(&self) -> (bool, bool) {
        let state = self.ask(&["display-message", "-p", "#{alternate_on} #{cursor_flag}"]);
        (state.starts_with('1'), state.trim().ends_with('1'))
    }

    /// The process of the program.
    pub fn program(&self) -> u32 {
        let found = service::processes_of(self.home).into_iter().find(|(_, name)| name == "revone");
        found.map(|(id, _)| id).expect("the program runs")
    }

    /// Waits until the picture is so, and gives it.
    pub async fn until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        wait::until(what, async || {
            let picture = self.picture();
            if is_so(&picture) { Ok(picture) } else { Err(picture) }
        })
        .await
    }

    /// Waits until each of these is in the picture, and gives it.
    pub async fn shows(&self, words: &[&str]) -> String {
        self.until(&format!("{words:?} on the terminal"), |picture| words.iter().all(|word| picture.contains(word)))
            .await
    }

    /// Waits until the program has ended with this code and the terminal is as it was.
    pub async fn is_given_back(&self, code: u32) {
        let ended = format!("ended with {code}");
        let picture = self.shows(&[BEFORE, &ended, AFTER]).await;
        let modes: Vec<&str> = picture.split_whitespace().collect();
        assert!(["icanon", "echo", "isig", "icrnl"].iter().all(|mode| modes.contains(mode)), "{picture}");
        assert!(!picture.contains("Last 30 Days"), "{picture}");
        assert_eq!(self.state(), (false, true), "the shell's own screen, and a cursor");
    }
}
