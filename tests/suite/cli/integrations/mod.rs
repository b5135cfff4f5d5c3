//! The files for other programs' bars, run as those programs run them.

#[cfg(target_os = "linux")]
mod tmux;
mod xbar;

use std::path::{Path, PathBuf};

use revone::demo::{Fault, Shop};
use revone::shell::instance::{self, Claim, Message};
use serde_json::Value;

use super::Setting;
use crate::running::shops::{self, count_day, whole_dollars};
use crate::running::{Run, set_mode};
use xbar::Output;

/// Names that would be something else in every one of the bars.
const HOSTILE: &str = "--- | href=https://evil.example :sun.max: <b>#[fg=red]</b> #(touch x)\n--x\\n&";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/integrations").join(name)
}

fn text_of(name: &str) -> String {
    let path = file(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A shop that is called, and sells, what no bar must take for anything but a name.
fn hostile_shop() -> Shop {
    let mut shop = shops::a_few_sales();
    HOSTILE.clone_into(&mut shop.organization.name);
    shop.products.iter_mut().for_each(|product| product.name = HOSTILE.into());
    shop.customers.values_mut().for_each(|customer| customer.name = Some(HOSTILE.into()));
    shop
}

impl Setting {
    /// With the program where the files look for it.
    fn with_program_on_path(shop: Shop) -> Self {
        let setting = Self::with(shop);
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_revone"), setting.home.path("bin/revone")).unwrap();
        setting
    }

    /// Runs one of the scripts.
    fn script(&self, name: &str) -> Run {
        Run::new(self.home.command(file(name)), &[]).asking(&self.polar).with_token_of(&self.polar)
    }

    /// Runs a command of a configuration as its program does, in a shell.
    fn shell(&self, command: &str) -> Run {
        Run::new(self.home.command("sh"), &["-c", command]).asking(&self.polar).with_token_of(&self.polar)
    }

    /// The title of the menu bar as it is by default.
    fn title(&self) -> String {
        let today = self.polar.with(|state| count_day(&state.shop, 0));
        format!("{} · +{}", whole_dollars(today.usd), today.subscriptions)
    }
}

/// The configuration without its comments, which stand on lines of their own.
fn waybar_module() -> Value {
    let text = text_of("waybar/revone.jsonc");
    let json: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    serde_json::from_str(&json.join("\n")).unwrap_or_else(|error| panic!("{error}"))
}

/// What Polybar's module is set to.
fn polybar(setting: &str) -> String {
    let text = text_of("polybar/revone.ini");
    let value = text.lines().find_map(|line| line.strip_prefix(setting)?.strip_prefix(" = "));
    value.unwrap_or_else(|| panic!("{setting}")).to_owned()
}

/// What tmux runs.
fn tmux_command() -> String {
    let text = text_of("tmux/revone.conf");
    let (_, rest) = text.split_once("#(").unwrap();
    rest.split_once(')').unwrap().0.to_owned()
}

#[track_caller]
fn module(line: &str) -> [String; 4] {
    assert_eq!(line.matches('\n').count(), 1, "Waybar reads one line: {line}");
    let told: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let fields = told.as_object().unwrap();
    assert_eq!(fields.len(), 4, "{line}");
    ["text", "alt", "tooltip", "class"].map(|name| fields[name].as_str().unwrap_or_default().to_owned())
}

/// Whether Pango would read it as text alone: no tags, and no `&` but of an entity.
fn is_plain_markup(text: &str) -> bool {
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    !text.contains(['<', '>'])
        && text.split('&').skip(1).all(|rest| entities.iter().any(|entity| rest.starts_with(entity)))
}

#[test]
fn xbar_and_swiftbar_get_the_menu() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let menu = Output::read(&setting.script("xbar/revone.1m.sh").finish().exits(0).stdout);
    assert_eq!(menu.title, setting.title());
    let order = menu.rows.iter().position(|row| row.text.as_deref() == Some("Recent Orders")).unwrap() + 1;
    assert_eq!(menu.rows[order].depth, 1);
    assert!(menu.rows[order].parameters["href"].contains("/dashboard/paper-lantern/sales/"), "{:?}", menu.rows[order]);
    assert_eq!(menu.row("Updated").parameters["refresh"], "true");
}

#[test]
fn xbar_offers_the_window_of_a_program_that_runs_and_of_no_other() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let menu = || Output::read(&setting.script("xbar/revone.1m.sh").finish().exits(0).stdout);
    let offers = |menu: &Output, text: &str| menu.rows.iter().any(|row| row.text.as_deref() == Some(text));
    let without = menu();
    assert!(!offers(&without, "Open Dashboard…") && !offers(&without, "Settings…") && offers(&without, "Open Polar"));
    let Claim::First(_running) = instance::claim(&setting.home.data(), Message::Show).unwrap() else {
        panic!("something else runs in a home of its own");
    };
    let with = menu();
    let dashboard = &with.row("Open Dashboard…").parameters;
    assert_eq!(dashboard["bash"], Path::new(env!("CARGO_BIN_EXE_revone")).canonicalize().unwrap().to_str().unwrap());
    assert_eq!((dashboard["param1"].as_str(), dashboard["param2"].as_str()), ("open", "dashboard"));
    assert!(offers(&with, "Settings…"));
}

/// What each of them shows in its bar, by its name.
fn shown(setting: &Setting) -> Vec<(&'static str, String)> {
    let stub = setting.home.path("bin/sketchybar");
    std::fs::write(&stub, "#!/bin/sh\nprintf '%s\\n' \"$3\"\n").unwrap();
    set_mode(&stub, 0o755);
    let exec = waybar_module()["custom/revone"]["exec"].as_str().unwrap().to_owned();
    let running = [
        ("xbar", setting.script("xbar/revone.1m.sh")),
        ("sketchybar", setting.script("sketchybar/revone.sh")),
        ("raycast", setting.script("raycast/revone.sh")),
        ("polybar", setting.shell(&polybar("exec"))),
        ("tmux", setting.shell(&tmux_command())),
        ("waybar", setting.shell(&exec)),
    ];
    let running = running.map(|(name, run)| (name, run.start()));
    let first = |said: &str| said.lines().next().unwrap_or_default().to_owned();
    running.map(|(name, run)| (name, first(&run.ended_blocking().exits(0).stdout))).to_vec()
}

#[test]
fn every_file_marks_figures_that_are_not_fresh() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    for (name, text) in shown(&setting) {
        assert!(text.contains('$') && !text.contains('⚠'), "{name}: {text}");
    }
    setting.grow_old();
    setting.polar.with(|state| state.behaviour.faults.push(Fault::Status(503).always("/v1/")));
    for (name, text) in shown(&setting) {
        assert!(text.contains('$') && text.contains(" ⚠"), "{name}: {text}");
    }
}

#[test]
fn every_file_finds_the_program_where_it_is_installed() {
    for folder in [".local/bin", "Applications/Revone.app/Contents/MacOS"] {
        let setting = Setting::with(shops::a_few_sales());
        setting.revone(&["sync"]).finish().exits(0);
        let folder = setting.home.path("home").join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_revone"), folder.join("revone")).unwrap();
        let short = |run: Run| run.env("PATH", "/usr/bin:/bin").finish().exits(0).stdout;
        let mut said = vec![
            short(setting.script("xbar/revone.1m.sh")),
            short(setting.script("raycast/revone.sh")),
            short(setting.shell(&tmux_command())),
        ];
        // These two bars are of Linux alone.
        if folder.ends_with("bin") {
            let exec = waybar_module()["custom/revone"]["exec"].as_str().unwrap().to_owned();
            said.extend([short(setting.shell(&exec)), short(setting.shell(&polybar("exec")))]);
        }
        // Of SketchyBar there is a stand-in, where Homebrew's other programs are not looked for.
        let stub = folder.join("sketchybar");
        std::fs::write(&stub, "#!/bin/sh\nprintf '%s\\n' \"$3\"\n").unwrap();
        set_mode(&stub, 0o755);
        said.push(short(setting.script("sketchybar/revone.sh")));
        for text in said {
            assert!(text.contains(&setting.title()[..3]), "{}: {text}", folder.display());
        }
    }
}

#[test]
fn a_click_finds_the_program_and_leads_to_polar_where_there_is_no_window() {
    let setting = Setting::with(shops::a_few_sales());
    let folder = setting.home.path("home/.local/bin");
    std::fs::create_dir_all(&folder).unwrap();
    let stub = folder.join("revone");
    std::fs::write(&stub, "#!/bin/sh\necho \"$@\"\n[ $# = 1 ]\n").unwrap();
    set_mode(&stub, 0o755);
    let short = |run: Run| run.env("PATH", "/usr/bin:/bin").finish().exits(0).stdout;
    let module = waybar_module();
    let waybar = |click: &str| setting.shell(module["custom/revone"][click].as_str().unwrap());
    for run in [
        waybar("on-click"),
        setting.shell(&polybar("click-left")),
        setting.script("sketchybar/revone.sh").env("SENDER", "mouse.clicked"),
    ] {
        assert_eq!(short(run), "open dashboard\nopen\n");
    }
    assert_eq!(short(waybar("on-click-right")), "open\n");
}

#[test]
fn no_name_is_anything_but_a_name_to_xbar() {
    let setting = Setting::with_program_on_path(hostile_shop());
    let menu = Output::read(&setting.script("xbar/revone.1m.sh").finish().exits(0).stdout);
    assert!(menu.rows[0].text.as_deref().unwrap().contains("∣ href=https"), "{:?}", menu.rows[0]);
    let plain = Setting::with_program_on_path(shops::a_few_sales());
    let usual = Output::read(&plain.script("xbar/revone.1m.sh").finish().exits(0).stdout);
    let shape = |of: &Output| of.rows.iter().map(|row| (row.depth, row.text.is_some())).collect::<Vec<_>>();
    assert_eq!(shape(&menu), shape(&usual), "a name has changed the rows");
}

#[test]
fn xbar_gets_a_menu_whatever_is_wrong() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let script = || Run::new(setting.home.command(file("xbar/revone.1m.sh")), &[]).asking(&setting.polar);
    let not_connected = Output::read(&script().finish().exits(0).stdout);
    assert_eq!(not_connected.title, "Revone ⚠");
    let connect = &not_connected.row("Connect to Polar…").parameters;
    assert_eq!((connect["param1"].as_str(), connect["terminal"].as_str()), ("connect", "true"));
    std::fs::remove_file(setting.home.path("bin/revone")).unwrap();
    let nowhere = Output::read(&script().env("PATH", "/usr/bin:/bin").finish().exits(0).stdout);
    assert_eq!(nowhere.title, "Revone ⚠");
    assert!(nowhere.rows.iter().any(|row| row.parameters.contains_key("refresh")));
}

#[test]
fn xbar_reads_who_the_plugin_is() {
    let script = text_of("xbar/revone.1m.sh");
    for name in ["title", "version", "author", "desc", "dependencies"] {
        let (open, close) = (format!("# <xbar.{name}>"), format!("</xbar.{name}>"));
        let line = script.lines().find(|line| line.starts_with(&open)).unwrap_or_else(|| panic!("{open}"));
        assert!(line.ends_with(&close) && line.len() > open.len() + close.len(), "{line}");
    }
}

#[test]
fn waybar_gets_a_module_in_one_line() {
    let module_of = waybar_module();
    let custom = module_of["custom/revone"].as_object().unwrap();
    assert_eq!(custom["return-type"], "json");
    let known = ["exec", "return-type", "interval", "on-click", "on-click-right"];
    assert!(custom.keys().all(|key| known.contains(&key.as_str())), "{:?}", custom.keys());
    let exec = custom["exec"].as_str().unwrap();

    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let [text, alt, tooltip, class] = module(&setting.shell(exec).finish().exits(0).stdout);
    assert_eq!((text, alt.as_str(), class.as_str()), (setting.title(), "fresh", "fresh"));
    assert!(tooltip.starts_with("Paper Lantern\nUpdated ") && tooltip.contains("\nMRR   $19"), "{tooltip}");

    let style = text_of("waybar/revone.css");
    for class in ["stale", "trouble", "sample"] {
        assert!(style.contains(&format!("#custom-revone.{class}")), "{class}");
    }
    let nobody = Run::new(setting.home.command("sh"), &["-c", exec]);
    let empty = Setting::with(shops::a_few_sales());
    let nobody = nobody.env("REVONE_HOME", empty.home.data().to_str().unwrap()).asking(&setting.polar);
    let [text, _, tooltip, class] = module(&nobody.finish().exits(0).stdout);
    assert_eq!((text.as_str(), class.as_str()), ("Revone ⚠", "trouble"));
    assert!(tooltip.starts_with("Not connected"), "{tooltip}");
}

#[test]
fn no_name_is_markup_to_waybar() {
    let setting = Setting::with_program_on_path(hostile_shop());
    let exec = waybar_module()["custom/revone"]["exec"].as_str().unwrap().to_owned();
    let [text, _, tooltip, _] = module(&setting.shell(&exec).finish().exits(0).stdout);
    assert!(is_plain_markup(&text) && is_plain_markup(&tooltip), "{tooltip}");
    assert!(tooltip.contains("|") && !tooltip.contains("--x\\n"), "the name is there, and cut: {tooltip}");
}

#[test]
fn sketchybar_is_given_a_label() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let stub = setting.home.path("bin/sketchybar");
    std::fs::write(&stub, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n").unwrap();
    set_mode(&stub, 0o755);
    let script = || setting.script("sketchybar/revone.sh").env("NAME", "sales");
    let label = |said: &str| said.lines().map(str::to_owned).collect::<Vec<_>>();
    let told = label(&script().finish().exits(0).stdout);
    assert_eq!(told, ["--set", "sales", &format!("label={}", setting.title())]);
    let empty = Setting::with(shops::a_few_sales());
    let nobody = script().env("REVONE_TOKEN", "").env("REVONE_HOME", empty.home.data().to_str().unwrap());
    let told = label(&nobody.finish().exits(0).stdout);
    assert_eq!(told, ["--set", "sales", "label=Revone ⚠"]);
}

#[test]
fn polybar_and_raycast_get_one_line() {
    let setting = Setting::with_program_on_path(shops::a_few_sales());
    let polybar = text_of("polybar/revone.ini");
    assert!(polybar.lines().any(|line| line == "[module/revone]") && polybar.contains("\ntype = custom/script\n"));
    assert_eq!(setting.shell(&self::polybar("exec")).finish().exits(0).stdout, format!("{}\n", setting.title()));

    let raycast = text_of("raycast/revone.sh");
    for line in ["schemaVersion 1", "title Revone", "mode inline", "refreshTime 1m"] {
        assert!(raycast.contains(&format!("# @raycast.{line}\n")), "{line}");
    }
    let said = setting.script("raycast/revone.sh").finish().exits(0).stdout;
    let orders = setting.polar.with(|state| count_day(&state.shop, 0).orders);
    assert!(said.ends_with(" · MRR $19\n") && said.contains(&format!(" · {orders} orders · ")), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn the_scripts_are_clean() {
    let scripts = ["xbar/revone.1m.sh", "sketchybar/revone.sh", "raycast/revone.sh"].map(file);
    let looked = std::process::Command::new("shellcheck").args(["--shell", "sh"]).args(&scripts).output().unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stdout));
    for script in scripts {
        use std::os::unix::fs::PermissionsExt;
        assert_ne!(script.metadata().unwrap().permissions().mode() & 0o111, 0, "{} can be run", script.display());
    }
}
