use std::env;
use std::fs;
use std::path::PathBuf;

/// Whether the panel that shows the tray is dark, so that a light icon is wanted.
///
/// No protocol tells the panel's colour. Plasma's and LXQt's panels follow the desktop's theme, and so does GTK's setting
/// there, which decides; the panels of the others (GNOME's and Ubuntu's bar, Xfce, Cinnamon, MATE) are dark unless their
/// owner changed them, whatever the windows look like.
pub fn panel_is_dark() -> bool {
    let desktop = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let settings = gtk_settings().and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
    is_dark(&desktop, &settings)
}

fn gtk_settings() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|folders| folders.config_dir().join("gtk-3.0/settings.ini"))
}

fn is_dark(desktop: &str, gtk_settings: &str) -> bool {
    let follows_the_theme =
        desktop.split(':').any(|name| name.eq_ignore_ascii_case("kde") || name.eq_ignore_ascii_case("lxqt"));
    !follows_the_theme || gtk_is_dark(gtk_settings)
}

fn gtk_is_dark(settings: &str) -> bool {
    settings.lines().filter_map(|line| line.split_once('=')).any(|(key, value)| {
        let value = value.trim().to_ascii_lowercase();
        match key.trim() {
            "gtk-application-prefer-dark-theme" => value == "1" || value == "true",
            "gtk-theme-name" => value.contains("dark"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_decides_only_where_the_panel_follows_it() {
        let light = "[Settings]\ngtk-theme-name=Breeze\ngtk-application-prefer-dark-theme=false\n";
        let dark = "[Settings]\ngtk-theme-name=Breeze\ngtk-application-prefer-dark-theme = 1\n";
        let dark_by_name = "gtk-theme-name=Breeze-Dark";
        for (desktop, settings, expected) in [
            ("KDE", light, false),
            ("KDE", dark, true),
            ("KDE", dark_by_name, true),
            ("LXQt", "", false),
            ("ubuntu:GNOME", light, true),
            ("XFCE", light, true),
            ("", "", true),
        ] {
            assert_eq!(is_dark(desktop, settings), expected, "{desktop} {settings}");
        }
    }
}
