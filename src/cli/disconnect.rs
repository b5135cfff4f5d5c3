use super::exit::Exit;
use super::opened::Opened;
use super::print;
use crate::shell::account::Forgotten;
use crate::shell::{World, account, instance, ledger_sentence};
use crate::view::words;

const NOTHING: &str = "Not connected: there is nothing to remove.";

pub(super) async fn run(world: &World, wanted: Option<&str>) -> Exit {
    if !world.home.is_in_use() {
        print::line(NOTHING);
        return Exit::fine();
    }
    let mut opened = match Opened::new(world) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let connected = match opened.ledger.organizations() {
        Ok(connected) => connected,
        Err(error) => return Exit::trouble(ledger_sentence(&error, &world.home)),
    };
    if connected.is_empty() {
        print::line(NOTHING);
        return Exit::fine();
    }
    if connected.len() > 1 && wanted.is_none() {
        let names: Vec<_> = connected.iter().map(|stored| stored.organization.slug.as_str()).collect();
        return Exit::usage(format!(
            "several organizations are connected: say which with --organization ({})",
            names.join(", ")
        ));
    }
    let stored = match account::chosen(&opened.ledger, wanted) {
        Ok(Some(stored)) => stored,
        Ok(None) => return Exit::fine(),
        Err(none) => return super::opened::no_account(none, world),
    };
    match account::disconnect(world, &mut opened.ledger, stored.organization.id).await {
        Ok(forgotten) => {
            drop(opened);
            instance::tell_changed(world.home.data());
            let name = crate::view::organization_name(&stored.organization);
            print::line(&format!(
                "Disconnected from {name}: its token and everything read with it are removed from this computer."
            ));
            print::line(words::token_after(forgotten == Forgotten::Unreachable));
            Exit::fine()
        }
        Err(sentence) => Exit::trouble(sentence),
    }
}
