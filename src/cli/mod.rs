//! The same figures where the owner works: the command line. Another shell beside the tray, over the same rooms.

mod arguments;
mod connect;
mod cores;
mod days;
mod disconnect;
mod doctor;
mod exit;
mod format;
mod history;
mod kept;
mod known;
mod launch;
mod lists;
mod log;
#[cfg(feature = "tray")]
mod notify;
mod open;
mod opened;
mod packaging;
mod print;
mod progress;
mod reset;
mod surroundings;
mod sync;
mod today;
mod unreadable;
mod watch;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::Parser;

use crate::app::Trouble;
use crate::shell::{Endings, SetupError, World, clock, diagnosis, ledger_file};
use crate::view::words;
use arguments::{Arguments, Subcommand};
use exit::Exit;
use ledger_file::Found;

/// Runs the program as it was called.
pub fn main() -> ExitCode {
    cores::keep_none();
    diagnosis::install();
    let arguments = Arguments::parse();
    // On the screen that a terminal is drawn on, nobody else writes.
    let drawing = matches!(arguments.subcommand, Some(Subcommand::Watch)) && print::is_a_screen();
    let shares_its_screen = drawing && io::stderr().is_terminal();
    log::install(!shares_its_screen);
    #[cfg(target_os = "macos")]
    crate::shell::link::leave();
    let exit = match &arguments.subcommand {
        Some(Subcommand::Completions(options)) => Exit::after(packaging::completions(options)),
        Some(Subcommand::Man) => Exit::after(packaging::manual()),
        Some(subcommand) => command(&arguments, subcommand, shares_its_screen),
        None => {
            #[cfg(feature = "tray")]
            crate::shell::app::prepare();
            let wanted = arguments.organization.as_deref();
            match world(arguments.demo) {
                Ok(world) => {
                    log::keep(&world);
                    launch::run(world, wanted)
                }
                Err(exit) => exit,
            }
        }
    };
    exit.end()
}

fn world(demo: bool) -> Result<World, Exit> {
    let world = if demo { World::of_sample_data() } else { World::of_the_owner() };
    // The sample's folder goes with it.
    if let (Ok(world), false) = (&world, demo) {
        diagnosis::report_in(world.home.data());
    }
    world.map_err(|error| match error {
        SetupError::Sample(_) => Exit::trouble(error.to_string()),
        _ => Exit::usage(error.to_string()),
    })
}

fn command(arguments: &Arguments, subcommand: &Subcommand, shares_its_screen: bool) -> Exit {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Exit::trouble(words::commands::no_timer(&error)),
    };
    // Sample data takes its folder away, and a terminal that is drawn on is given back, so that Ctrl-C is heard before there
    // is either. Elsewhere it ends the program at once.
    let endings = if arguments.demo || matches!(subcommand, Subcommand::Watch) {
        let _inside = runtime.enter();
        Endings::listen().ok()
    } else {
        None
    };
    let world = match world(arguments.demo) {
        Ok(world) => world,
        Err(exit) => return exit,
    };
    if shares_its_screen {
        log::keep(&world);
    }
    let exit = runtime.block_on(async {
        tokio::select! {
            biased;
            () = ended(endings) => Exit::interrupted(),
            exit = run(world, arguments, subcommand) => exit,
        }
    });
    // A store of secrets that waits for its owner must not hold up the end.
    runtime.shutdown_background();
    exit
}

async fn ended(endings: Option<Endings>) {
    match endings {
        Some(mut endings) => endings.any().await,
        None => std::future::pending().await,
    }
}

async fn run(world: World, arguments: &Arguments, subcommand: &Subcommand) -> Exit {
    #[cfg(debug_assertions)]
    diagnosis::rehearsal::of("command");
    let wanted = arguments.organization.as_deref();
    if let Subcommand::Watch = subcommand {
        return watch::run(world, wanted).await;
    }
    let before = ledger_file::identity(&world.home);
    let mut once_more = false;
    loop {
        let exit = once(&world, arguments, subcommand).await;
        // A token that was read from standard input is not there a second time.
        if !exit.is_of_damage() || matches!(subcommand, Subcommand::Connect(_)) {
            return exit;
        }
        match ledger_file::mend(&world.home, before, once_more, clock::now()) {
            Found::Left => return exit,
            Found::Sound => once_more = true,
            Found::Moved => {
                // Nobody has to be told to do once more what can be done at once.
                print::aside(&format!("revone: {}", words::sentence(&Trouble::LedgerReplaced)));
                return once(&world, arguments, subcommand).await;
            }
        }
    }
}

async fn once(world: &World, arguments: &Arguments, subcommand: &Subcommand) -> Exit {
    let wanted = arguments.organization.as_deref();
    match subcommand {
        Subcommand::Connect(options) => connect::run(world, wanted, options).await,
        Subcommand::Disconnect => disconnect::run(world, wanted).await,
        Subcommand::Today(options) => today::run(world, wanted, options).await,
        Subcommand::History(options) => history::run(world, wanted, options).await,
        Subcommand::Orders(options) => lists::run::<lists::Orders>(world, wanted, options).await,
        Subcommand::Subscriptions(options) => lists::run::<lists::Subscriptions>(world, wanted, options).await,
        Subcommand::Sync => sync::run(world, wanted).await,
        #[cfg(feature = "tray")]
        Subcommand::Notify(_) => notify::run(world).await,
        #[cfg(not(feature = "tray"))]
        Subcommand::Notify(_) => Exit::usage(words::commands::NOTIFIES_NOTHING.to_owned()),
        Subcommand::Doctor => doctor::run(world, wanted).await,
        Subcommand::Reset(options) => reset::run(world, options).await,
        Subcommand::Open(options) => open::run(world, wanted, options),
        // These need no world, or all of it.
        Subcommand::Watch | Subcommand::Completions(_) | Subcommand::Man => Exit::fine(),
    }
}
