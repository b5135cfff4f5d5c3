use zbus::Connection;

use super::service::Service;
use crate::running::Home;

/// A private bus that starts nothing by itself: what is on it, the test has put there.
pub struct Bus {
    address: String,
    connection: Connection,
    _daemon: Service,
}

impl Bus {
    /// Starts it under this name and connects to it.
    pub async fn start(home: &Home, name: &str) -> Self {
        let configuration = home.path(&format!("{name}.conf"));
        let listen = format!("unix:path={}", home.path("run").join(name).display());
        std::fs::write(&configuration, configuration_of(&listen)).unwrap();
        let mut command = home.command("dbus-daemon");
        command.arg(format!("--config-file={}", configuration.display()));
        command.args(["--nofork", "--nopidfile", "--print-address=1"]);
        let mut daemon = Service::start(home, command, "");
        let address = daemon.first_line();
        let connection = zbus::connection::Builder::address(address.as_str()).build().await.unwrap();
        Self { address, connection, _daemon: daemon }
    }

    /// Where it is found.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The test's own connection.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn configuration_of(listen: &str) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{listen}</listen>
  <auth>EXTERNAL</auth>
  <!-- A busy machine takes longer than the five seconds that are usual. -->
  <limit name="auth_timeout">60000</limit>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#
    )
}
