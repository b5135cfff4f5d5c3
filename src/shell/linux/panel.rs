use std::env;
use std::fs;
use std::path::PathBuf;

/// What the panel that shows the tray is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Dark: it wants a light icon.
    Dark,
    /// Light: it wants a dark icon.
    Light,
    /// Nothing tells.
    Unknown,
}

/// What the panel is like. No protocol tells its colour. Plasma's and LXQt's panels follow the desktop's theme, and so does
/// GTK's setting there, which decides. Xfce's does too, unless its own dark mode is on, which it is as delivered and which
/// its file says. The bars of GNOME, Ubuntu, Cinnamon and MATE are dark, whatever the windows look like.
pub fn panel() -> Panel {
    let desktop = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let gtk_settings = configured("gtk-3.0/settings.ini").unwrap_or_default();
    let xfce_panel = configured("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml");
    judge(&desktop, &gtk_settings, xfce_panel.as_deref())
}

fn configured(file: &str) -> Option<String> {
    let folder: PathBuf = directories::BaseDirs::new()?.config_dir().to_owned();
    fs::read_to_string(folder.join(file)).ok()
}

fn judge(desktop: &str, gtk_settings: &str, xfce_panel: Option<&str>) -> Panel {
    let is = |names: &[&str]| desktop.split(':').any(|name| names.iter().any(|known| name.eq_ignore_ascii_case(known)));
    let dark = if is(&["kde", "lxqt"]) {
        gtk_is_dark(gtk_settings)
    } else if is(&["xfce"]) {
        xfce_panel.is_none_or(xfce_is_dark) || gtk_is_dark(gtk_settings)
    } else if is(&["gnome", "unity", "x-cinnamon", "cinnamon", "mate"]) {
        true
    } else {
        return Panel::Unknown;
    };
    if dark { Panel::Dark } else { Panel::Light }
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
            ("KDE", light, None, Panel::Light),
            ("KDE", dark, None, Panel::Dark),
            ("KDE", dark_by_name, None, Panel::Dark),
            ("LXQt", "", None, Panel::Light),
            ("ubuntu:GNOME", light, None, Panel::Dark),
            ("XFCE", light, None, Panel::Dark),
            ("XFCE", light, Some(xfce_dark.as_str()), Panel::Dark),
            ("XFCE", light, Some(xfce_light.as_str()), Panel::Light),
            ("XFCE", dark, Some(""), Panel::Dark),
            ("XFCE", light, Some(""), Panel::Light),
            ("", "", None, Panel::Unknown),
        ] {
            assert_eq!(judge(desktop, settings, panel), expected, "{desktop} {settings} {panel:?}");
        }
    }
}
