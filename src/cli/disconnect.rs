use std::io::{self, BufRead, IsTerminal, Write};

use super::exit::Exit;
use super::opened::{Opened, no_account};
use super::print;
use crate::shell::account::Forgotten;
use crate::shell::{World, account, connected, instance};
use crate::store::StoredOrganization;
use crate::view::words;

pub(super) async fn run(world: &World, wanted: Option<&str>) -> Exit {
    if !world.home.is_in_use() {
        return Exit::after(print::line(words::commands::NOTHING_TO_REMOVE));
    }
    let mut opened = match Opened::new(world) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let all = match opened.ledger.organizations() {
        Ok(all) => all,
        Err(error) => return Exit::ledger(&error, world),
    };
    let stored = match which(all, wanted, world) {
        Ok(stored) => stored,
        Err(exit) => return exit,
    };
    match account::disconnect(world, &mut opened.ledger, stored.organization.id).await {
        Ok(forgotten) => {
            drop(opened);
            instance::tell_changed(world.home.data());
            let name = crate::view::organization_name(&stored.organization);
            let token = words::token_after(forgotten == Forgotten::Unreachable);
            Exit::after(print::line(&format!("{}\n{token}", words::commands::disconnected(&name))))
        }
        Err(sentence) => Exit::trouble(sentence),
    }
}

/// The one to disconnect from: the only one, the one that is named, or the one that the person at the terminal picks.
fn which(mut all: Vec<StoredOrganization>, wanted: Option<&str>, world: &World) -> Result<StoredOrganization, Exit> {
    if let Some(wanted) = wanted {
        return connected::named(all, wanted).map_err(|none| no_account(none, world));
    }
    all.sort_by_key(|stored| (stored.connected_at, stored.organization.id));
    let Some(last) = all.pop() else {
        return Err(Exit::after(print::line(words::commands::NOTHING_TO_REMOVE)));
    };
    if all.is_empty() {
        return Ok(last);
    }
    all.push(last);
    if !io::stdin().is_terminal() {
        let names: Vec<String> = all.iter().map(|stored| name_among(&all, stored)).collect();
        return Err(Exit::usage(words::commands::say_which(&names)));
    }
    match ask(&all) {
        Ok(answer) => match picked(&answer, all.len()) {
            Some(place) => Ok(all.swap_remove(place)),
            None if answer.trim().is_empty() => Err(Exit::after(print::line(words::commands::NOTHING_REMOVED))),
            None => connected::named(all, answer.trim()).map_err(|none| no_account(none, world)),
        },
        Err(error) => Err(Exit::usage(words::commands::answer_unread(&error))),
    }
}

/// What names one of them and no other: its slug, or its id where another has the same slug.
fn name_among(all: &[StoredOrganization], one: &StoredOrganization) -> String {
    let slug = &one.organization.slug;
    if all.iter().filter(|stored| stored.organization.slug == *slug).count() > 1 {
        one.organization.id.to_string()
    } else {
        slug.clone()
    }
}

fn ask(all: &[StoredOrganization]) -> io::Result<String> {
    let mut terminal = io::stderr();
    for (number, stored) in (1..).zip(all) {
        let organization = &stored.organization;
        writeln!(terminal, "{number:>3}  {} ({})", crate::view::organization_name(organization), organization.slug)?;
    }
    write!(terminal, "{}", words::commands::DISCONNECT_WHICH)?;
    terminal.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer)
}

/// The place that a number on the list stands for.
fn picked(answer: &str, of: usize) -> Option<usize> {
    let number: usize = answer.trim().parse().ok()?;
    number.checked_sub(1).filter(|place| *place < of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_the_list_is_an_answer_and_nothing_else_is() {
        for (answer, place) in
            [("1\n", Some(0)), (" 3 ", Some(2)), ("4", None), ("0", None), ("-1", None), ("", None), ("acme", None)]
        {
            assert_eq!(picked(answer, 3), place, "{answer:?}");
        }
    }
}
