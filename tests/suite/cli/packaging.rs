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
fn bash_offers_no_file_where_a_word_is_wanted() {
    let home = Home::new();
    let file = written(&home, &["completions", "bash"], "revone.bash");
    let folder = home.path("files");
    std::fs::create_dir(&folder).unwrap();
    for name in ["a-file", "paid-invoices.csv", "2026-11-22.csv"] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    // As readline does: where nothing fits, what `complete` was told to fall back to is asked.
    let script = r#". "$1"; COMP_WORDS=($2 "$3"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
        _revone revone "$3" "${COMP_WORDS[COMP_CWORD-1]}" 2>"$TMPDIR/compopt"
        case $(complete -p revone) in *default*|*filenames*) COMPREPLY+=($(compgen -f -- "$3")) ;; esac
        echo "${COMPREPLY[@]}""#;
    let offered = |typed: &str, begun: &str| {
        let mut bash = home.command("bash");
        let output = bash.current_dir(&folder).args(["--norc", "-c", script, "bash"]).arg(&file).args([typed, begun]);
        let output = output.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    for (typed, begun, expected) in [
        ("revone orders --status", "pa", "paid partially_refunded"),
        ("revone subscriptions --status", "pa", "past_due paused"),
        ("revone orders --status", "a", ""),
        ("revone today --format", "", "xbar waybar tmux text"),
        ("revone today --format", "{rev", "{rev"),
        ("revone orders --since", "2026", "2026"),
        ("revone orders --until", "", ""),
        ("revone orders --search", "a", "a"),
        ("revone orders --limit", "2", "2"),
        ("revone orders --time-zone", "", ""),
        ("revone history --from", "2026", "2026"),
        ("revone history --to", "", ""),
        ("revone history --days", "", ""),
        ("revone --organization", "a", "a"),
        ("revone today --organization", "a", "a"),
        ("revone open order", "a", ""),
        ("revone open subscription", "2026", ""),
        ("revone today", "a", ""),
    ] {
        // Nothing offered leaves what was typed as it is, as what was typed does.
        let offered = offered(typed, begun);
        assert!(offered == expected || (offered.is_empty() && expected == begun), "{typed} {begun}: {offered}");
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
