//! What a package installs beside the program: shell completions and the manual page, both from the command line's own
//! definition.

use std::io;

use clap::{Arg, ArgAction, Args, Command, CommandFactory};
use clap_complete::Shell;
use roff::{Inline, Roff, bold, italic, roman};

use super::arguments::Arguments;
use super::print;
use super::surroundings::{ENVIRONMENT, EXIT_CODES, FILES};

#[derive(Args, Debug)]
pub(super) struct CompletionsOptions {
    /// The shell that is to complete commands and options
    shell: Shell,
}

/// How bash is told to offer files where nothing else fits. Nothing that this program takes is a file.
const OR_FILES: &str = " -o bashdefault -o default";

/// Writes what a shell reads to complete commands and options.
///
/// # Errors
/// When it could not be written.
pub(super) fn completions(options: &CompletionsOptions) -> io::Result<()> {
    let mut text = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), NAME, &mut text);
    print::out(&String::from_utf8_lossy(&text).replace(OR_FILES, ""))
}

/// Writes the manual page.
///
/// # Errors
/// When it could not be written.
pub(super) fn manual() -> io::Result<()> {
    print::out(&page(Arguments::command()))
}

const NAME: &str = "revone";

/// The whole manual as one page of section 1, in the language of man(7).
fn page(mut command: Command) -> String {
    command.build();
    let mut page = Roff::new();
    let version = format!("{NAME} {}", env!("CARGO_PKG_VERSION"));
    page.control("TH", [&NAME.to_uppercase(), "1", " ", version.as_str(), "User Commands"]);
    page.control("SH", ["NAME"]);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    page.text([roman(format!("{NAME} - {}", about.trim_end_matches('.')))]);
    page.control("SH", ["SYNOPSIS"]);
    page.text(synopsis(&command, NAME));
    page.control("SH", ["DESCRIPTION"]);
    let described = command.get_long_about().or_else(|| command.get_about());
    paragraphs(&mut page, &described.map(ToString::to_string).unwrap_or_default(), "PP");
    page.control("SH", ["OPTIONS"]);
    command.get_arguments().filter(|argument| !argument.is_hide_set()).for_each(|argument| option(&mut page, argument));
    page.control("SH", ["COMMANDS"]);
    for each in commands(&command) {
        described_command(&mut page, each, &format!("{NAME} {}", each.get_name()));
    }
    for (title, entries) in [("ENVIRONMENT", &ENVIRONMENT[..]), ("FILES", &FILES), ("EXIT STATUS", &EXIT_CODES)] {
        page.control("SH", [title]);
        entries.iter().for_each(|(name, what)| entry(&mut page, vec![bold(*name)], what));
    }
    in_ascii(&page.render())
}

/// The same page for every reader of it: whatever is not ASCII under the name that man(7) has for it.
fn in_ascii(page: &str) -> String {
    let written = page.chars().map(|character| match character {
        '\0'..='\x7f' => character.to_string(),
        other => format!("\\[u{:04X}]", u32::from(other)),
    });
    written.collect()
}

fn commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|each| !each.is_hide_set() && each.get_name() != "help")
}

fn described_command(page: &mut Roff, command: &Command, path: &str) {
    page.control("SS", [path]);
    page.text(synopsis(command, path));
    let described = command.get_long_about().or_else(|| command.get_about());
    paragraphs(page, &described.map(ToString::to_string).unwrap_or_default(), "PP");
    own_arguments(command).for_each(|argument| option(page, argument));
    if let Some(more) = command.get_after_help() {
        paragraphs(page, &more.to_string(), "PP");
    }
    for each in commands(command) {
        described_command(page, each, &format!("{path} {}", each.get_name()));
    }
}

/// The arguments that are the command's alone.
fn own_arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set() && !argument.is_global_set() && !is_help(argument))
}

fn is_help(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong)
}

fn synopsis(command: &Command, path: &str) -> Vec<Inline> {
    let mut line = vec![bold(path)];
    if path == NAME || own_arguments(command).any(|argument| !argument.is_positional()) {
        line.push(roman(" [options]"));
    }
    for argument in own_arguments(command).filter(|argument| argument.is_positional()) {
        line.extend([roman(" "), italic(values(argument))]);
    }
    if commands(command).next().is_some() {
        line.push(roman(" [command]"));
    }
    line
}

fn option(page: &mut Roff, argument: &Arg) {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let mut head = Vec::new();
    if !names.is_empty() {
        head.push(bold(names.join(", ")));
    }
    if argument.is_positional() || argument.get_action().takes_values() {
        if !head.is_empty() {
            head.push(roman(" "));
        }
        head.push(italic(values(argument)));
    }
    entry(page, head, &explained(argument));
}

/// All that is said of an argument.
fn explained(argument: &Arg) -> String {
    if is_help(argument) {
        // What clap says of it leads to a shorter or a longer help, which a page has no use for.
        return "Print help".to_owned();
    }
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    let known = argument.get_possible_values();
    let known: Vec<&str> = known.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
    let listed = argument.get_action().takes_values() && !argument.is_hide_possible_values_set();
    if listed && !known.is_empty() { format!("{help}. One of: {}.", known.join(", ")) } else { help }
}

/// A text as help has it: paragraphs between empty lines; one with lines that begin with spaces, such as a table or examples,
/// stays as it is. `begin` begins each of them.
fn paragraphs(page: &mut Roff, text: &str, begin: &str) {
    for paragraph in text.split("\n\n") {
        page.control(begin, []);
        filled_or_kept(page, paragraph);
    }
}

fn filled_or_kept(page: &mut Roff, paragraph: &str) {
    if paragraph.lines().any(|line| line.starts_with(' ')) {
        page.control("nf", []);
        for line in paragraph.lines() {
            page.text([roman(line)]);
        }
        page.control("fi", []);
    } else {
        page.text([roman(paragraph.replace('\n', " "))]);
    }
}

/// The names of what an argument takes.
fn values(argument: &Arg) -> String {
    argument.get_value_names().unwrap_or_default().join(" ")
}

fn entry(page: &mut Roff, head: Vec<Inline>, what: &str) {
    page.control("TP", []);
    page.text(head);
    let (first, more) = what.split_once("\n\n").unwrap_or((what, ""));
    filled_or_kept(page, first);
    if !more.is_empty() {
        // Which keeps the entry's own indentation.
        paragraphs(page, more, "IP");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of the page sees of its signs.
    fn read(page: &str) -> String {
        let mut text = String::new();
        for (number, part) in page.split("\\[u").enumerate() {
            let sign = part.split_once(']').filter(|_| number > 0);
            let sign = sign.and_then(|(code, rest)| Some((u32::from_str_radix(code, 16).ok()?, rest)));
            match sign.and_then(|(code, rest)| Some((char::from_u32(code)?, rest))) {
                Some((sign, rest)) => text.extend([sign.to_string().as_str(), rest]),
                None => text.push_str(part),
            }
        }
        text.replace("\\-", "-").replace("\\*(Aq", "'").replace("\\\\", "\\")
    }

    #[test]
    fn the_manual_has_what_the_long_help_of_a_command_has() {
        let page = read(&page(Arguments::command()));
        for field in crate::app::settings::Field::ALL {
            assert!(page.contains(&format!("\n  {{{}}} ", field.name())), "{}\n{page}", field.name());
        }
        let mut command = Arguments::command();
        command.build();
        let mut lines = 0;
        for each in commands(&command) {
            let long = own_arguments(each).filter_map(Arg::get_long_help).chain(each.get_after_help());
            for line in long.map(ToString::to_string).collect::<Vec<_>>().join("\n").lines() {
                assert!(page.contains(line), "{line}\n{page}");
                lines += 1;
            }
        }
        assert!(lines > 40 && page.contains(":long") && page.contains("jq -r '.orders[].url'"), "{page}");
    }

    #[test]
    fn the_manual_has_every_command_option_variable_and_code() {
        let mut command = Arguments::command();
        command.build();
        let page = read(&page(Arguments::command()));
        let mut commands_seen = 0;
        for each in commands(&command) {
            commands_seen += 1;
            assert!(page.contains(&format!(".SS \"{NAME} {}\"", each.get_name())), "{}\n{page}", each.get_name());
            for argument in each.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let name = argument.get_long().map_or_else(|| values(argument), |long| format!("--{long}"));
                assert!(page.contains(&name), "{name}\n{page}");
            }
        }
        assert!(commands_seen > 10);
        assert!(!page.contains("see more") && !page.contains("see a summary"), "{page}");
        assert!(page.contains("One of: bash, ") && page.contains("One of: production, sandbox."), "{page}");
        for (name, what) in ENVIRONMENT.iter().chain(&FILES).chain(&EXIT_CODES) {
            assert!(page.contains(name) && page.contains(what), "{name}\n{page}");
        }
    }
}
