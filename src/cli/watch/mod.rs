//! The menu in a terminal, live. It announces nothing: what is to be announced waits in the outbox for the app.

mod keys;
mod lines;
mod output;
mod screen;
mod source;

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio::time::MissedTickBehavior;

use self::keys::Key;
use self::output::Output;
use self::source::Source;
use super::exit::Exit;
use super::launch;
use super::open;
use crate::app::{Connection, Effect, Event, Link, Model, Told, WindowPage, update};
use crate::domain::OrganizationId;
use crate::shell::diagnosis::TroublesLog;
use crate::shell::{World, clock, computer};
use crate::view::terminal::{At, Choice, Foot, Scroll};
use crate::view::words::commands as words;

/// How often it is looked whether the clock, the ledger or who keeps it has changed.
const LOOK: Duration = Duration::from_secs(1);

/// Shows the menu until its reader leaves.
pub(super) async fn run(world: World, wanted: Option<&str>) -> Exit {
    match watch(world, wanted).await {
        Ok(()) => Exit::fine(),
        Err(exit) => exit,
    }
}

async fn watch(mut world: World, wanted: Option<&str>) -> Result<(), Exit> {
    if world.token.is_none() && !world.home.is_in_use() {
        return Err(Exit::not_connected());
    }
    if let Some(wanted) = wanted {
        world.wanted = Some(launch::watched(&world, wanted).await?);
    }
    let of = world.wanted;
    let model = Model::new(world.zones.of(&world.settings().0));
    let sample = world.is_sample();
    let (emit, mut events) = mpsc::unbounded_channel();
    let source = Source::begin(world, emit, clock::now())?;
    let unreadable = |error: io::Error| Exit::trouble(words::terminal_unusable(&error));
    let mut resized = signal(SignalKind::window_change()).map_err(unreadable)?;
    let mut output = Output::open().map_err(unreadable)?;
    let mut keys = output.keys().map_err(unreadable)?;
    let mut looking = tokio::time::interval(LOOK);
    looking.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut watching = Watching {
        model,
        wanted: of,
        sample,
        source,
        hidden: false,
        foot: Foot::Hint,
        at: At::default(),
        troubles: TroublesLog::default(),
    };
    watching.take(power().await, clock::now());
    loop {
        tokio::select! {
            Some(event) = events.recv() => {
                watching.take(event, clock::now());
                // What comes together is shown together.
                while let Ok(event) = events.try_recv() {
                    watching.take(event, clock::now());
                }
            }
            Some(key) = keys.recv() => match key {
                Key::Quit => return Ok(()),
                Key::Suspend => output.suspend().map_err(unreadable)?,
                key => watching.press(key, output.choices(), output.scroll()),
            },
            _ = resized.recv() => {}
            _ = looking.tick() => if watching.source.look(clock::now())? {
                watching.take(power().await, clock::now());
            },
        }
        if watching.model.connection == Connection::NotConnected {
            return Err(Exit::not_connected());
        }
        if let Some(wanted) = wanted.filter(|_| watching.shows_another()) {
            return Err(Exit::usage(words::no_organization_called(wanted)));
        }
        let now = clock::now();
        let Ok(()) = output.show(&watching.model, now, &watching.foot, watching.at) else {
            // Whoever read it has left.
            return Ok(());
        };
        watching.at.offset = output.scroll().offset;
    }
}

/// What is watched, and how its reader wants it.
struct Watching {
    model: Model,
    wanted: Option<OrganizationId>,
    sample: bool,
    source: Source,
    /// Amounts are hidden in this view alone; the setting is that of menu and window.
    hidden: bool,
    foot: Foot,
    at: At,
    troubles: TroublesLog,
}

impl Watching {
    fn take(&mut self, event: Event, now: Timestamp) {
        self.troubles.hear(&event);
        match event {
            // What waits to be announced is the app's, and a signal has its own way.
            Event::Outbox(..) | Event::Terminate => return,
            event => {
                let loaded = matches!(event, Event::Loaded { .. });
                let effects = update(&mut self.model, event, now);
                self.carry_out(effects);
                if let Some(wanted) = self.wanted.filter(|_| loaded) {
                    // Shown here, and not chosen for the menu.
                    drop(update(&mut self.model, Event::ChosenElsewhere(wanted), now));
                }
            }
        }
        self.model.settings.hide_amounts = self.hidden;
    }

    /// Whether the organization that is wanted has gone, or the environment's token has turned out to be another's: whose
    /// figures come now nobody asked for.
    fn shows_another(&self) -> bool {
        let shown = self.model.connection.organization();
        self.wanted.is_some_and(|wanted| shown.is_some_and(|shown| shown.id != wanted))
    }

    /// Of what an event asks for, a terminal refreshes: the rest is for a menu bar and its window.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Refresh => self.source.refresh(),
                Effect::RefreshIfOld => self.source.refresh_if_old(),
                Effect::SuitTheComputer(computer) => self.source.suit(computer),
                Effect::ReadFigures => self.source.read(),
                _ => {}
            }
        }
    }

    fn press(&mut self, key: Key, choices: &[Choice], scroll: Scroll) {
        if matches!(self.foot, Foot::Note(_)) {
            self.foot = Foot::Hint;
        }
        match key {
            Key::Help if self.foot == Foot::Keys => self.foot = Foot::Hint,
            Key::Help => self.foot = Foot::Keys,
            Key::Refresh => self.source.refresh(),
            Key::Hide => {
                self.hidden = !self.hidden;
                self.model.settings.hide_amounts = self.hidden;
            }
            Key::Polar => self.open(Link::Overview),
            Key::Dashboard => self.open_dashboard(),
            Key::Up | Key::Down => self.at = self.at.beside(choices, scroll, key == Key::Down),
            Key::PageUp | Key::PageDown => self.at = At::a_page_on(scroll, key == Key::PageDown),
            Key::Enter => {
                if let Some(choice) = self.at.chosen.filter(|chosen| choices.contains(chosen)) {
                    self.open(choice.link);
                }
            }
            Key::Quit | Key::Suspend => {}
        }
    }

    fn open(&mut self, link: Link) {
        if self.sample {
            self.foot = Foot::Note(words::NO_PAGE_OF_SAMPLE.to_owned());
        } else if let Err(sentence) = open::at_polar(link, self.model.connection.organization()) {
            self.foot = Foot::Note(sentence);
        }
    }

    fn open_dashboard(&mut self) {
        if self.sample {
            self.foot = Foot::Note(words::NO_PAGE_OF_SAMPLE.to_owned());
            return;
        }
        match self.source.show_window(WindowPage::Dashboard) {
            Ok(true) => {}
            Ok(false) => self.foot = Foot::Note(words::NOT_RUNNING.to_owned()),
            Err(error) => self.foot = Foot::Note(words::does_not_answer(&error)),
        }
    }
}

/// What the computer lives on. A terminal is not told on every system, and never while another process keeps the ledger.
async fn power() -> Event {
    Event::Computer(Told::Power(computer::power().await))
}
