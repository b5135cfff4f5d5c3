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
        return Exit::trouble(words::commands::RESET_WHILE_RUNNING.to_owned());
    }
    if !options.yes {
        if !io::stdin().is_terminal() {
            return Exit::usage(words::commands::RESET_WITHOUT_YES.to_owned());
        }
        match is_meant() {
            Ok(true) => {}
            Ok(false) => {
                return Exit::after(print::line(words::commands::NOTHING_REMOVED));
            }
            Err(error) => return Exit::usage(words::commands::answer_unread(&error)),
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
    let token = words::token_after(forgotten == Forgotten::Unreachable);
    Exit::after(print::line(&format!("{}\n{token}", words::commands::ALL_REMOVED)))
}

fn is_meant() -> io::Result<bool> {
    write!(io::stderr(), "{}", words::commands::RESET_ALL)?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(words::commands::YES.contains(&answer.trim()))
}
