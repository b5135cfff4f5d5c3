//! The menu in the lines that xbar and SwiftBar read: the title, `---`, then a row a line, two dashes deeper in a submenu, its
//! parameters behind `|`. Only what both know is written, because xbar shows an error instead of the menu where it meets a
//! parameter that it does not know. SwiftBar calls a program to run `bash`, which xbar takes for its own `shell`; a `key` works in
//! xbar's open menu, and SwiftBar passes over it.

use jiff::Timestamp;

use super::Beside;
use crate::app::{Command, Connection, Model};
use crate::view::columns::in_one_line;
use crate::view::links;
use crate::view::menu::{Item, Row, menu};
use crate::view::words::menu::REFRESH;

const LINE: &str = "---";

/// Before each row of a submenu, once for each level.
const DEEPER: &str = "--";

pub(super) fn xbar(model: &Model, now: Timestamp, beside: &Beside<'_>) -> String {
    let mut items = menu(model, now);
    if matches!(model.connection, Connection::Starting | Connection::NotConnected) {
        items.extend([Item::Separator, Item::choose(REFRESH, Command::Refresh)]);
    }
    let mut lines = vec![plain(&super::text(model, now)), LINE.to_owned()];
    lines.extend(Outside { model, beside: *beside }.rows(items, 0));
    lines.join("\n")
}

/// The menu as another program can show it: without what only the running menu-bar program can do.
struct Outside<'a> {
    model: &'a Model,
    beside: Beside<'a>,
}

impl Outside<'_> {
    fn rows(&self, items: Vec<Item>, depth: usize) -> Vec<String> {
        let before = DEEPER.repeat(depth);
        let mut lines = Vec::new();
        let mut separated = false;
        for item in items {
            let more = match item {
                Item::Separator => {
                    separated = !lines.is_empty();
                    continue;
                }
                Item::Header(_) => continue,
                Item::Row(row) => self.row(&row).into_iter().map(|row| format!("{before}{row}")).collect(),
                Item::Submenu { label, items, .. } => {
                    let rows = self.rows(items, depth + 1);
                    let head = format!("{before}{}", plain(&label));
                    if rows.is_empty() { Vec::new() } else { [vec![head], rows].concat() }
                }
            };
            // A line is drawn when something follows it.
            if separated && !more.is_empty() {
                lines.push(format!("{before}{LINE}"));
                separated = false;
            }
            lines.extend(more);
        }
        lines
    }

    fn row(&self, row: &Row) -> Option<String> {
        let mut text = plain(&in_one_line(&row.label));
        let parameters = match &row.command {
            None => String::new(),
            Some(command) => self.parameters(command)?,
        };
        let key = row.key.map(|key| format!("key={}", key.to_lowercase().replace("cmdorctrl", "CmdOrCtrl")));
        let parameters: Vec<String> = Some(parameters).into_iter().filter(|text| !text.is_empty()).chain(key).collect();
        if !parameters.is_empty() {
            text.push_str(" | ");
            text.push_str(&parameters.join(" "));
        }
        Some(text)
    }

    /// What choosing a row does; `None` where nothing outside the menu-bar program can do it.
    fn parameters(&self, command: &Command) -> Option<String> {
        // The window is of the menu-bar program, and shows the owner's own figures and no sample.
        let has_window = self.beside.app_runs && !matches!(self.model.connection, Connection::Sample(_));
        match command {
            Command::Look => Some(String::new()),
            Command::Open(link) => Some(format!("href={}", links::url(*link, self.model.connection.organization()))),
            Command::Refresh => Some("refresh=true".to_owned()),
            Command::Connect => self.run("param1=connect terminal=true refresh=true"),
            Command::ShowWindow if has_window => self.run("param1=open param2=dashboard terminal=false"),
            Command::Settings if has_window => self.run("param1=open param2=settings terminal=false"),
            _ => None,
        }
    }

    fn run(&self, how: &str) -> Option<String> {
        // Neither program has a way to write a quote within quotes.
        let quote = ['"', '\''].into_iter().find(|quote| !self.beside.program.contains(*quote))?;
        let can_be_written =
            !self.beside.program.contains(|character: char| character.is_control() || character == '\\');
        can_be_written.then(|| format!("bash={quote}{}{quote} {how}", self.beside.program))
    }
}

/// A text that is nothing but text to xbar and SwiftBar. They know no escapes, so that a sign with a meaning gives way to one
/// that looks like it: `|` begins parameters, dashes at the beginning are a line or a deeper level, `\n` is a second line,
/// and what stands between two colons may be an emoji or a symbol.
fn plain(text: &str) -> String {
    let dashes = text.len() - text.trim_start_matches('-').len();
    let mut colons = 0;
    text.char_indices()
        .map(|(at, character)| match character {
            '-' if at < dashes => '\u{2011}',
            '|' => '∣',
            '\\' => '∖',
            ':' => {
                colons += 1;
                if colons > 1 { '∶' } else { ':' }
            }
            _ if character.is_control() => ' ',
            _ => character,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_a_name_means_anything() {
        for (text, expected) in [
            ("Pro | href=https://evil.example", "Pro ∣ href=https://evil.example"),
            ("---", "\u{2011}\u{2011}\u{2011}"),
            ("--deeper - still", "\u{2011}\u{2011}deeper - still"),
            ("one\\ntwo\nthree", "one∖ntwo three"),
            (":mushroom: 14:02", ":mushroom∶ 14∶02"),
            ("Updated 14:02", "Updated 14:02"),
            ("<b>Bold</b> & \"quoted\"", "<b>Bold</b> & \"quoted\""),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn a_path_that_cannot_be_written_runs_nothing() {
        let model = Model::new(jiff::tz::TimeZone::UTC);
        for (program, expected) in [
            ("/Applications/My Apps/revone", Some("bash=\"/Applications/My Apps/revone\" x=1")),
            ("/tmp/a\"b/revone", Some("bash='/tmp/a\"b/revone' x=1")),
            ("/tmp/it's a \"b\"/revone", None),
            ("/tmp/a\\b", None),
            ("/tmp/a\nb", None),
        ] {
            assert_eq!(
                Outside { model: &model, beside: Beside { program, app_runs: true } }.run("x=1").as_deref(),
                expected,
                "{program}"
            );
        }
    }
}
