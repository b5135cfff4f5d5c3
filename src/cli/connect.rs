use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::AsFd;

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
const LONGEST_INPUT: usize = 4096;

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
    // Past the buffer of standard input, which nobody wipes.
    let stdin = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    piped(stdin)
}

/// A token out of a pipe. There is room for all of it from the beginning: growing would leave copies behind.
fn piped(from: impl Read) -> io::Result<Option<AccessToken>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * LONGEST_INPUT));
    from.take(LONGEST_INPUT as u64).read_to_end(&mut bytes)?;
    let text = std::str::from_utf8(&bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(AccessToken::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_out_of_a_pipe_as_far_as_one_can_be_long() {
        let token = AccessToken::well_formed(&"a1B2".repeat(10)[..37]);
        let line = format!("{}\r\n", token.as_ref().unwrap().expose());
        assert_eq!(piped(line.as_bytes()).unwrap(), token);
        assert_eq!(piped(io::empty()).unwrap(), None);
        let endless = piped(io::repeat(b'a')).unwrap().unwrap();
        assert_eq!(endless.expose().len(), LONGEST_INPUT);
        assert_eq!(piped([0xff, 0xfe].as_slice()).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
