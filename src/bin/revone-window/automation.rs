use std::net::SocketAddr;

/// Whether a test may drive the page. Who drives it can read the token as it is typed, so it takes an explicit
/// `REVONE_WINDOW_AUTOMATION=1` (nothing that a developer leaves set for other programs) and an inspector that listens on
/// this computer alone.
pub fn is_allowed() -> bool {
    let variable = |name| std::env::var(name).unwrap_or_default();
    allows(&variable("REVONE_WINDOW_AUTOMATION"), &variable("WEBKIT_INSPECTOR_SERVER"))
}

fn allows(asked: &str, inspector: &str) -> bool {
    asked == "1" && inspector.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_explicit_wish_on_this_computer_is_granted() {
        for (asked, inspector, granted) in [
            ("1", "127.0.0.1:9222", true),
            ("1", "[::1]:9222", true),
            ("", "127.0.0.1:9222", false),
            ("0", "127.0.0.1:9222", false),
            ("1", "", false),
            ("1", "0.0.0.0:9222", false),
            ("1", "192.168.1.2:9222", false),
            ("1", "localhost:9222", false),
        ] {
            assert_eq!(allows(asked, inspector), granted, "{asked} {inspector}");
        }
    }
}
