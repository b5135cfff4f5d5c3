//! The same figures where the owner works: the command line. Another shell beside the tray, over the same rooms.

mod arguments;
mod connect;
mod disconnect;
mod doctor;
mod exit;
mod opened;
mod print;
mod progress;
mod reset;
mod sync;
mod today;

use std::process::ExitCode;

use clap::Parser;

use crate::shell::World;
use arguments::{Arguments, Subcommand};
use exit::Exit;

/// Runs the program as it was called.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let exit = match world(arguments.demo) {
        Ok(world) => run(world, &arguments),
        Err(exit) => exit,
    };
    exit.end()
}

fn world(demo: bool) -> Result<World, Exit> {
    let world = if demo { World::of_sample_data() } else { World::of_the_owner() };
    world.map_err(|error| Exit::usage(error.to_string()))
}

fn run(world: World, arguments: &Arguments) -> Exit {
    let Some(subcommand) = &arguments.subcommand else { return app(world) };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Exit::trouble(format!("the system gives no timer: {error}")),
    };
    let wanted = arguments.organization.as_deref();
    let exit = runtime.block_on(async {
        match subcommand {
            Subcommand::Connect(options) => connect::run(&world, wanted, options).await,
            Subcommand::Disconnect => disconnect::run(&world, wanted).await,
            Subcommand::Today(options) => today::run(&world, wanted, options).await,
            Subcommand::Sync => sync::run(&world, wanted).await,
            Subcommand::Doctor => doctor::run(&world, wanted).await,
            Subcommand::Reset(options) => reset::run(&world, options).await,
        }
    });
    // A store of secrets that waits for its owner must not hold up the end.
    runtime.shutdown_background();
    exit
}

#[cfg(feature = "tray")]
fn app(world: World) -> Exit {
    use crate::shell::app::{NoApp, run};
    match run(world) {
        Ok(never) => match never {},
        Err(running @ NoApp::Running) => {
            print::line(&running.to_string());
            Exit::fine()
        }
        Err(error) => Exit::trouble(error.to_string()),
    }
}

#[cfg(not(feature = "tray"))]
fn app(_world: World) -> Exit {
    Exit::usage(
        "this build has no menu bar: `revone today` shows the figures here, `revone --help` the rest".to_owned(),
    )
}
