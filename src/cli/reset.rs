use std::io::{self, BufRead, IsTerminal, Write};

use super::arguments::ResetOptions;
use super::exit::Exit;
use super::print;
use crate::shell::account::Forgotten;
use crate::shell::{World, account, instance, reset};
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
    let forgotten = match account::forget_tokens(&world.secrets, reset::everyone(&world.home)).await {
        Ok(forgotten) => forgotten,
        Err(sentence) => return Exit::trouble(sentence),
    };
    if let Err(error) = reset::remove_files(&world.home) {
        return Exit::trouble(words::not_removed(&world.home.data().display(), &error));
    }
    if let Err(sentence) = reset::leave_the_session(&world.home, &world.login) {
        return Exit::trouble(sentence);
    }
    print::line("Everything that Revone kept on this computer is removed.");
    print::line(words::token_after(forgotten == Forgotten::Unreachable));
    Exit::fine()
}

fn is_meant() -> io::Result<bool> {
    let question = "Remove tokens, figures and settings of every organization from this computer? [y/N] ";
    write!(io::stderr(), "{question}")?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "Yes"))
}
