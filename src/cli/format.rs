//! What `revone today --format` prints: a template that is filled in, or what a program with a bar of its own reads.

mod manual;

pub(super) use manual::manual;

use std::io;

use super::exit::Exit;
use super::print;
use crate::app::settings::Field;
use crate::app::{Connection, Health, Model, Trouble};
use crate::shell::{World, clock, instance};
use crate::view::bars::{self, Bar, Beside};
use crate::view::{template, words};

/// A form that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// This template, filled in.
    Template(String),
    /// What this program reads.
    Bar(Bar),
}

impl Format {
    /// Reads what was typed.
    ///
    /// # Errors
    /// When it is neither a bar nor a template of known fields; the sentence says what to type.
    pub(super) fn parse(typed: &str) -> Result<Self, String> {
        if let Some(bar) = Bar::named(typed) {
            return Ok(Self::Bar(bar));
        }
        match template::refusal(typed) {
            None => Ok(Self::Template(template::unescaped(typed))),
            Some(refusal) => Err(words::commands::neither_template_nor_bar(&refusal, &bars())),
        }
    }

    /// Whether it tells how the figures stand, which depends on how patient this computer's power lets Revone be.
    pub(super) fn tells_how_figures_stand(&self) -> bool {
        match self {
            Self::Template(template) => template::names(template, Field::Health),
            Self::Bar(_) => true,
        }
    }

    /// Prints what is known. Nothing is printed of a template without figures.
    ///
    /// # Errors
    /// When it could not be written.
    pub(super) fn print(&self, model: &Model, world: &World) -> io::Result<()> {
        let now = clock::now();
        let (program, app_runs) = (this_program(), instance::seems_to_run(world.home.data()));
        let beside = Beside { program: &program, app_runs };
        let text = match self {
            Self::Template(template) => template::fill(template, model, now),
            Self::Bar(bar) => Some(bars::bar(*bar, model, now, &beside)),
        };
        text.map_or(Ok(()), |text| print::line(&text))
    }

    /// Prints what stands in a bar while there are no figures: its owner may never see an exit code.
    pub(super) fn print_without_figures(&self, exit: &Exit, world: &World) {
        let trouble = exit.sentence().map(|sentence| Trouble::Setup(sentence.to_owned()));
        let connection = if exit.is_not_connected() { Connection::NotConnected } else { Connection::Starting };
        let health = Health { trouble, ..Health::default() };
        let model = Model { connection, health, ..Model::new(world.zones.of(&world.settings().0)) };
        // What went wrong first is what the program ends with.
        self.print(&model, world).ok();
    }
}

/// Where this program is, so that a bar's menu can run it again.
fn this_program() -> String {
    let path = std::env::current_exe().ok().and_then(|path| path.into_os_string().into_string().ok());
    path.unwrap_or_else(|| "revone".to_owned())
}

/// The name of every bar.
pub(super) fn names() -> Vec<&'static str> {
    Bar::ALL.map(Bar::name).to_vec()
}

/// The names of all bars.
fn bars() -> String {
    names().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_a_template_and_what_is_neither_are_told_apart() {
        assert_eq!(Format::parse("xbar"), Ok(Format::Bar(Bar::Xbar)));
        assert_eq!(Format::parse(r"{orders}\n"), Ok(Format::Template("{orders}\n".to_owned())));
        for typed in ["polybar", "{revenu}", "", "Xbar"] {
            let refusal = Format::parse(typed).unwrap_err();
            assert!(refusal.contains("{revenue}") && refusal.contains("xbar, waybar, tmux"), "{refusal}");
        }
    }

    #[test]
    fn only_what_tells_how_figures_stand_asks_for_the_power() {
        for (typed, tells) in
            [("{revenue}", false), ("{revenue} {health}", true), ("{{health}} {mrr}", false), ("tmux", true)]
        {
            assert_eq!(Format::parse(typed).unwrap().tells_how_figures_stand(), tells, "{typed}");
        }
    }

    #[test]
    fn the_manual_names_every_bar_and_every_field() {
        for bar in Bar::ALL {
            assert!(manual().contains(bar.name()), "{}", bar.name());
        }
        assert!(manual().contains(&template::manual()));
    }
}
