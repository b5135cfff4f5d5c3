use std::io::{self, BufRead, IsTerminal, Write};

use super::arguments::ResetOptions;
use super::exit::Exit;
use super::print;
use crate::shell::account::Forgotten;
use crate::shell::{World, account, instance};
use crate::store::Ledger;
use crate::view::words;

pub(super) async fn run(world: &World, options: &ResetOptions) -> Exit {
    if world.is_sample() {
        return Exit::fine();
    }
    if instance::is_running(world.home.data()) {
        return Exit::trouble("Revone is running: quit it first, then run `revone reset` again.".to_owned());
    }
    if !options.yes {
        if !io::stdin().is_terminal() {
            return Exit::usage("this removes tokens, figures and settings: add --yes to mean it".to_owned());
        }
        match is_meant() {
            Ok(true) => {}
            Ok(false) => {
                print::line("Nothing was removed.");
                return Exit::fine();
            }
            Err(error) => return Exit::usage(format!("the answer could not be read: {error}")),
        }
    }
    let forgotten = match forget_tokens(world).await {
        Ok(forgotten) => forgotten,
        Err(sentence) => return Exit::trouble(sentence),
    };
    match remove_files(world) {
        Ok(()) => {
            print::line("Everything that Revone kept on this computer is removed.");
            print::line(words::token_after(forgotten == Forgotten::Unreachable));
            Exit::fine()
        }
        Err(error) => {
            Exit::trouble(format!("not everything could be removed from {}: {error}", world.home.data().display()))
        }
    }
}

fn is_meant() -> io::Result<bool> {
    let question = "Remove tokens, figures and settings of every organization from this computer? [y/N] ";
    write!(io::stderr(), "{question}")?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "Yes"))
}

/// A ledger that cannot be read does not say whose tokens are kept; its file goes all the same.
async fn forget_tokens(world: &World) -> Result<Forgotten, String> {
    let mut all = Forgotten::Gone;
    if !world.home.ledger().exists() {
        return Ok(all);
    }
    let Ok(mut ledger) = Ledger::open(&world.home.ledger()) else { return Ok(all) };
    let Ok(connected) = ledger.organizations() else { return Ok(all) };
    for stored in connected {
        if account::disconnect(world, &mut ledger, stored.organization.id).await? == Forgotten::Unreachable {
            all = Forgotten::Unreachable;
        }
    }
    Ok(all)
}

fn remove_files(world: &World) -> io::Result<()> {
    for file in world.home.kept_files()? {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    // Folders with something of somebody else's in them stay.
    drop(std::fs::remove_dir(world.home.logs()));
    drop(std::fs::remove_dir(world.home.data()));
    Ok(())
}
