//! What packages install beside the program.

use std::process::Command;

use crate::running::Home;

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).exists())
}

/// What the program writes with these arguments, as a file.
fn written(home: &Home, arguments: &[&str], name: &str) -> std::path::PathBuf {
    let ended = home.revone(arguments).finish().exits(0);
    assert_eq!(ended.stderr, "");
    let file = home.path(name);
    std::fs::write(&file, ended.stdout).unwrap();
    file
}

#[test]
fn bash_completes_commands_options_and_what_they_take() {
    let home = Home::new();
    let file = written(&home, &["completions", "bash"], "revone.bash");
    let script = r#". "$1"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
        _revone revone "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[@]}""#;
    for (typed, expected) in [
        ("revone to", "today"),
        ("revone wa", "watch"),
        ("revone open d", "dashboard"),
        ("revone today --of", "--offline"),
        ("revone completions f", "fish"),
        ("revone connect --environment s", "sandbox"),
    ] {
        let mut bash = home.command("bash");
        let output = bash.args(["--norc", "-c", script, "bash"]).arg(&file).arg(typed).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{typed}: {output:?}");
    }
}

#[test]
fn other_shells_read_theirs_where_they_are_installed() {
    let home = Home::new();
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        let file = written(&home, &["completions", shell], shell);
        let text = std::fs::read_to_string(&file).unwrap();
        for command in ["today", "watch", "settings"] {
            assert!(text.contains(command), "{shell} knows no {command}");
        }
        if matches!(shell, "zsh" | "fish") && is_installed(shell) {
            assert!(home.command(shell).arg("-n").arg(&file).status().unwrap().success(), "{shell}");
        }
    }
    home.revone(&["completions", "csh"]).finish().exits(2).says(&["csh", "zsh"]);
    assert!(!home.data().exists());
}

#[test]
fn the_manual_page_can_be_read_and_names_every_command() {
    let home = Home::new();
    let file = written(&home, &["man"], "revone.1");
    let help = home.revone(&["--help"]).finish().exits(0).stdout;
    let page = std::fs::read_to_string(&file).unwrap();
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    for command in
        commands.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
    {
        if !command.is_empty() {
            assert!(page.contains(&format!(".SS \"revone {command}\"")), "{command}\n{page}");
        }
    }
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "ENVIRONMENT", "FILES", "EXIT STATUS"] {
        assert!(
            page.contains(&format!(".SH {section}\n")) || page.contains(&format!(".SH \"{section}\"\n")),
            "{section}\n{page}"
        );
    }
    for (program, arguments) in [("groff", &["-man", "-Tutf8", "-ww", "-z"][..]), ("mandoc", &["-Tlint", "-Werror"])] {
        if is_installed(program) {
            let output = Command::new(program).args(arguments).arg(&file).output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            assert!(said.is_empty(), "{program}: {}", String::from_utf8_lossy(&said));
        }
    }
}
