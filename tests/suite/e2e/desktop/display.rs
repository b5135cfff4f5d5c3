use super::service::Service;
use crate::running::Home;

/// An X server without a screen, on a display that it has chosen itself.
pub struct Display {
    name: String,
    _server: Service,
}

impl Display {
    /// Starts it.
    pub fn start(home: &Home) -> Self {
        let mut command = home.command("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = Service::start(home, command, "");
        Self { name: format!(":{}", server.first_line()), _server: server }
    }

    /// What `DISPLAY` is to be.
    pub fn name(&self) -> &str {
        &self.name
    }
}
