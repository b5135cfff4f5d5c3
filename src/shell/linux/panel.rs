use std::env;
use std::fs;
use std::path::PathBuf;

/// Whether the panel that shows the tray is dark, so that a light icon is wanted.
///
/// No protocol tells the panel's colour. Plasma's and LXQt's panels follow the desktop's theme, and so does GTK's setting
/// there, which decides. Xfce's does too, unless its own dark mode is on, which it is as delivered and which its file
/// says. The panels of the others (GNOME's and Ubuntu's bar, Cinnamon, MATE) are dark unless their owner changed them,
/// whatever the windows look like.
pub fn panel_is_dark() -> bool {
    let desktop = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let gtk_settings = configured("gtk-3.0/settings.ini").unwrap_or_default();
    let xfce_panel = configured("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml");
    is_dark(&desktop, &gtk_settings, xfce_panel.as_deref())
}

fn configured(file: &str) -> Option<String> {
    let folder: PathBuf = directories::BaseDirs::new()?.config_dir().to_owned();
    fs::read_to_string(folder.join(file)).ok()
}

fn is_dark(desktop: &str, gtk_settings: &str, xfce_panel: Option<&str>) -> bool {
    let is = |names: &[&str]| desktop.split(':').any(|name| names.iter().any(|known| name.eq_ignore_ascii_case(known)));
    if is(&["kde", "lxqt"]) {
        gtk_is_dark(gtk_settings)
    } else if is(&["xfce"]) {
        xfce_panel.is_none_or(xfce_is_dark) || gtk_is_dark(gtk_settings)
    } else {
        true
    }
}

fn xfce_is_dark(panel: &str) -> bool {
    panel.lines().any(|line| line.contains("name=\"dark-mode\"") && line.contains("value=\"true\""))
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
        let xfce = |dark| format!("<property name=\"dark-mode\" type=\"bool\" value=\"{dark}\"/>");
        let (xfce_dark, xfce_light) = (xfce(true), xfce(false));
        for (desktop, settings, panel, expected) in [
            ("KDE", light, None, false),
            ("KDE", dark, None, true),
            ("KDE", dark_by_name, None, true),
            ("LXQt", "", None, false),
            ("ubuntu:GNOME", light, None, true),
            ("XFCE", light, None, true),
            ("XFCE", light, Some(xfce_dark.as_str()), true),
            ("XFCE", light, Some(xfce_light.as_str()), false),
            ("XFCE", dark, Some(""), true),
            ("XFCE", light, Some(""), false),
            ("", "", None, true),
        ] {
            assert_eq!(is_dark(desktop, settings, panel), expected, "{desktop} {settings} {panel:?}");
        }
    }
}
