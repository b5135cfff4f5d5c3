use std::env::consts::{ARCH, OS};
use std::fs;

/// The system by its own name and version: `Debian GNU/Linux 13 (trixie), x86_64`.
pub(super) fn name() -> String {
    let file =
        if cfg!(target_os = "macos") { "/System/Library/CoreServices/SystemVersion.plist" } else { "/etc/os-release" };
    let told = fs::read_to_string(file).unwrap_or_default();
    let named = if cfg!(target_os = "macos") {
        of_a_mac(&told).map(|version| format!("macOS {version}"))
    } else {
        of_a_release(&told).map(str::to_owned)
    };
    format!("{}, {ARCH}", named.unwrap_or_else(|| OS.to_owned()))
}

/// The name in a file of `os-release`.
fn of_a_release(text: &str) -> Option<&str> {
    let value = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(value.trim().trim_matches(['"', '\''])).filter(|name| !name.is_empty())
}

/// The version in the Mac's own list of them.
fn of_a_mac(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("<key>ProductVersion</key>")?;
    let (_, value) = after.split_once("<string>")?;
    value.split_once("</string>").map(|(version, _)| version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_tells_its_name_in_its_own_file() {
        assert_eq!(of_a_release("ID=debian\nPRETTY_NAME=\"Debian 13\"\n"), Some("Debian 13"));
        assert_eq!(of_a_release("PRETTY_NAME=Void"), Some("Void"));
        assert_eq!(of_a_release("PRETTY_NAME=\"\""), None);
        assert_eq!(of_a_release(""), None);
        let list = "<dict><key>ProductName</key><string>macOS</string>\n<key>ProductVersion</key>\n\t<string>26.1</string></dict>";
        assert_eq!(of_a_mac(list), Some("26.1"));
        assert_eq!(of_a_mac("<key>ProductVersion</key>"), None);
    }
}
