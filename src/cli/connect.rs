use std::io::{self, IsTerminal, Read, Write};

use zeroize::Zeroizing;

use super::arguments::{ConnectOptions, TodayOptions};
use super::exit::Exit;
use super::opened::Opened;
use super::print;
use super::today;
use crate::app::FormError;
use crate::polar::AccessToken;
use crate::shell::account;
use crate::shell::{World, clock, instance};
use crate::view::{form, words};

/// No token is longer; what is piped in beyond it is not read.
const LONGEST_INPUT: u64 = 4096;

pub(super) async fn run(world: &World, organization: Option<&str>, options: &ConnectOptions) -> Exit {
    if world.is_sample() {
        return Exit::usage(words::commands::CONNECT_NO_SAMPLE.to_owned());
    }
    let typed = match &world.token {
        Some(token) => Ok(Some(token.clone())),
        None => ask_for_token(),
    };
    let token = match typed {
        Ok(Some(token)) => token,
        Ok(None) => return Exit::usage(form::sentence(&FormError::TokenEmpty)),
        Err(error) => return Exit::usage(words::commands::token_unread(&error)),
    };
    let mut opened = match Opened::new(world) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let terminal = io::stderr().is_terminal();
    let connected = account::connect(
        world,
        &mut opened.ledger,
        &token,
        organization.unwrap_or_default(),
        options.environment(),
        clock::now(),
        |step| {
            if terminal {
                print::aside(form::step(step));
            }
        },
    );
    let account = match connected.await {
        Ok(account) => account,
        Err(error @ FormError::OrganizationMalformed) => return Exit::usage(form::sentence(&error)),
        Err(error) => return Exit::trouble(form::sentence(&error)),
    };
    drop(opened);
    instance::tell_changed(world.home.data());
    let name = crate::view::organization_name(&account.organization);
    if let Err(error) = print::line(&words::commands::connected(&name)) {
        return Exit::unwritten(error);
    }
    let id = account.organization.id.to_string();
    today::run(world, Some(&id), &TodayOptions { json: false, format: None, offline: false }).await
}

fn ask_for_token() -> io::Result<Option<AccessToken>> {
    if io::stdin().is_terminal() {
        print::aside(&form::token_hint());
        write!(io::stderr(), "{}", words::commands::ACCESS_TOKEN)?;
        io::stderr().flush()?;
        let typed = Zeroizing::new(rpassword::read_password()?);
        return Ok(AccessToken::new(&typed));
    }
    let mut piped = Zeroizing::new(String::new());
    io::stdin().take(LONGEST_INPUT).read_to_string(&mut piped)?;
    Ok(AccessToken::new(&piped))
}
