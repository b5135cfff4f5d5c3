//! The snippet in a real tmux, and its status line as it is drawn: a second tmux shows the first in a pane.

use super::{Setting, file, hostile_shop, shops};
use crate::running::wait::{AGAIN, DEADLINE};

/// Two servers of tmux, which end with this value.
struct Tmux<'a> {
    setting: &'a Setting,
}

impl Tmux<'_> {
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = self.setting.home.command("tmux");
        let token = self.setting.polar.token().expose().to_owned();
        command
            .args(arguments)
            .env("TMUX_TMPDIR", self.setting.home.path("run"))
            .env("TERM", "xterm-256color")
            .env("SHELL", "/bin/sh")
            .env("REVONE_TIME_ZONE", shops::zone_at_noon())
            .env("REVONE_API_URL", self.setting.polar.base_url())
            .env("REVONE_TOKEN", token);
        let output = command.output().unwrap_or_else(|error| panic!("tmux does not start: {error}"));
        assert!(output.status.success(), "tmux {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What stands in the status line, as soon as it holds `words`.
    #[track_caller]
    fn status_line(&self, words: &str) -> String {
        let snippet = file("tmux/revone.conf");
        let inner = format!("env -u TMUX tmux -L inner -f '{}' new-session cat", snippet.display());
        self.run(&["-L", "outer", "-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "6", &inner]);
        self.run(&["-L", "outer", "set", "-g", "status", "off"]);
        let started = std::time::Instant::now();
        loop {
            let drawn = self.run(&["-L", "outer", "capture-pane", "-p"]);
            let last = drawn.trim_end().lines().last().unwrap_or_default().to_owned();
            if last.contains(words) {
                return last;
            }
            assert!(started.elapsed() < DEADLINE, "{words:?} is not in the status line: {last:?}");
            std::thread::sleep(AGAIN);
        }
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        for server in ["inner", "outer"] {
            let mut command = self.setting.home.command("tmux");
            let ended = command.args(["-L", server, "kill-server"]).env("TMUX_TMPDIR", self.setting.home.path("run"));
            // A test that failed early may have started neither.
            ended.output().ok();
        }
    }
}

#[test]
fn tmux_draws_the_title() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let title = setting.title();
    let line = Tmux { setting: &setting }.status_line(&title);
    assert!(line.contains(&format!("{title}  ")), "the time follows: {line}");
}

#[test]
fn no_name_is_a_style_or_a_command_to_tmux() {
    let setting = Setting::with_program_on_path(hostile_shop());
    let name = "50%H #[fg=red]#{pid} #(touch x) #S";
    setting.polar.with(|state| name.clone_into(&mut state.shop.organization.name));
    setting.revone(&["today"]).finish().exits(0);
    std::fs::write(setting.home.data().join("settings.json"), r#"{"title": "{organization} {revenue}"}"#).unwrap();
    // A name is cut to what a row of the menu holds.
    let shown = "50%H #[fg=red]#{pid} #(touch x)";
    Tmux { setting: &setting }.status_line(shown);
}
