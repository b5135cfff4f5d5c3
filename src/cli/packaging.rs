//! What a package installs beside the program: shell completions and the manual page, both from the command line's own
//! definition.

use clap::{Arg, ArgAction, Args, Command, CommandFactory};
use clap_complete::Shell;
use roff::{Inline, Roff, bold, italic, roman};

use super::arguments::Arguments;
use super::print;
use super::surroundings::{ENVIRONMENT, EXIT_CODES, FILES};

#[derive(Args, Debug)]
pub(super) struct CompletionsOptions {
    /// Whose
    shell: Shell,
}

/// Writes what a shell reads to complete commands and options.
pub(super) fn completions(options: &CompletionsOptions) {
    let mut text = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), NAME, &mut text);
    print::out(&String::from_utf8_lossy(&text));
}

/// Writes the manual page.
pub(super) fn manual() {
    print::out(&page(Arguments::command()));
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
    for paragraph in described.map(ToString::to_string).unwrap_or_default().split("\n\n") {
        page.control("PP", []);
        page.text([roman(paragraph.replace('\n', " "))]);
    }
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
    page.control("PP", []);
    page.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
    own_arguments(command).for_each(|argument| option(page, argument));
    for each in commands(command) {
        described_command(page, each, &format!("{path} {}", each.get_name()));
    }
}

/// The arguments that are the command's alone.
fn own_arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    let is_help =
        |argument: &Arg| matches!(argument.get_action(), ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong);
    command
        .get_arguments()
        .filter(move |argument| !argument.is_hide_set() && !argument.is_global_set() && !is_help(argument))
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
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let known = argument.get_possible_values();
    let known: Vec<&str> = known.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
    let takes = argument.get_action().takes_values() && !known.is_empty();
    let help = if takes { format!("{help}: {}", known.join(", ")) } else { help };
    entry(page, head, &help);
}

/// The names of what an argument takes.
fn values(argument: &Arg) -> String {
    argument.get_value_names().unwrap_or_default().join(" ")
}

fn entry(page: &mut Roff, head: Vec<Inline>, what: &str) {
    page.control("TP", []);
    page.text(head);
    page.text([roman(what)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_every_command_option_variable_and_code() {
        let mut command = Arguments::command();
        command.build();
        let page = page(Arguments::command()).replace("\\-", "-");
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
        for (name, what) in ENVIRONMENT.iter().chain(&FILES).chain(&EXIT_CODES) {
            assert!(page.contains(name) && page.contains(what), "{name}\n{page}");
        }
    }
}
