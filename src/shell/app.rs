//! The menu-bar app: the model on the main thread, and everything that it has done in the world.

use std::io;

use super::announcer::{Announcement, Announcer};
use super::diagnosis::{self, TroublesLog};
use super::instance::{self, Claim, ClaimError, Instance, Message};
use super::notifier::{Click, Notifier, Shown};
use super::open::{self, OpenError};
use super::reader::{Reader, Reading};
use super::tray_loop::{self, Handler, LoopError, Next, Poster};
use super::window::messages::{FromWindow, Showing, ToWindow};
use super::window::{self, Program, Window, WindowError, WindowEvent};
use super::worker::{Job, Worker};
use super::{World, Zones, accounts_file, clock, system, temporary};
use crate::app::notice::Notice;
use crate::app::{Connection, Effect, Ended, Event, Looking, Model, Removing, Settings, update};
use crate::domain::{Organization, OrganizationId};
use crate::view::window::{Page, Said};
use crate::view::{self, View, links, notices, words};

/// Why there is no app.
#[derive(Debug, thiserror::Error)]
pub enum NoApp {
    /// It runs already, and was asked to show itself.
    #[error("Revone is running already; its window opens.")]
    Running,
    /// It runs already, and was asked to show an organization.
    #[error("Revone is running already; it shows {0} now.")]
    Switched(String),
    /// There is no screen.
    #[error("there is no display for the menu bar: `revone today` shows the figures here")]
    NoDisplay(#[from] LoopError),
    /// There is no session bus, over which a Linux desktop shows tray icons, menus and notifications.
    #[error(
        "there is no D-Bus session bus to show the menu on: log in to a desktop, or start with dbus-run-session; `revone today` shows the figures here"
    )]
    NoSessionBus,
    /// The data folder cannot be used.
    #[error("the folder {folder} cannot be used ({reason}): allow writing there, or set REVONE_HOME to another folder")]
    Home {
        /// The folder.
        folder: String,
        /// What the system says.
        reason: String,
    },
    /// The system gives no thread.
    #[error("the system gives no further thread: {0}")]
    NoThread(#[from] io::Error),
}

/// What has to happen before anything else of the app.
pub fn prepare() {
    #[cfg(target_os = "linux")]
    super::linux::graphics::keep_gtk_off_the_graphics_card();
}

/// Runs the app on the main thread, showing `wanted` if any is; the process ends with it.
///
/// # Errors
/// When the app cannot start, or runs already.
pub fn run(world: World, wanted: Option<&Organization>) -> Result<std::convert::Infallible, NoApp> {
    let folder = world.home.data().to_owned();
    let unusable = |reason: String| NoApp::Home { folder: folder.display().to_string(), reason };
    world.home.create().map_err(|error| unusable(error.to_string()))?;
    let message = wanted.map_or(Message::Show, |wanted| Message::Choose(wanted.id));
    let instance = match instance::claim(&folder, message) {
        Ok(Claim::First(instance)) => instance,
        Ok(Claim::Another) => {
            return Err(wanted.map_or(NoApp::Running, |wanted| NoApp::Switched(view::organization_name(wanted))));
        }
        Err(error @ (ClaimError::Lock { .. } | ClaimError::Socket { .. })) => return Err(unusable(error.to_string())),
    };
    if let Some(wanted) = wanted {
        accounts_file::choose(&world.home, wanted.id).map_err(|error| unusable(error.to_string()))?;
    }
    #[cfg(target_os = "linux")]
    if !super::linux::session_bus::is_there() {
        return Err(NoApp::NoSessionBus);
    }
    diagnosis::is_the_app();
    let zones = world.zones.clone();
    temporary::sweep();
    let icons = temporary::folder(temporary::Kind::Icons);
    let starting = Starting { world, instance, zones };
    let never = tray_loop::run(icons, move |poster| -> Box<dyn Handler> { Box::new(App::start(starting, poster)) })?;
    Ok(never)
}

struct Starting {
    world: World,
    instance: Instance,
    zones: Zones,
}

struct App {
    model: Model,
    worker: Option<Worker>,
    announcer: Option<Announcer>,
    window: Option<Window>,
    /// While the window is open.
    reader: Option<Reader>,
    /// What the window shows.
    shown: Option<Page>,
    poster: Poster,
    instance: Option<Instance>,
    troubles: TroublesLog,
}

impl App {
    fn start(starting: Starting, poster: Poster) -> Self {
        let Starting { world, mut instance, zones } = starting;
        let mut model = Model::new(zones.of(&Settings::default()));
        model.region = world.region.clone();
        model.system = system::name();
        model.ended =
            diagnosis::take_untold(world.home.data()).map(|report| Ended { at: report.at, report: report.file });
        let worker = logged("worker", Worker::start(world, emit(&poster)));
        logged("second launch", instance.listen(heard(&poster)));
        let announcer = logged("notifications", announcer(&poster));
        let listener = poster.clone();
        let window = Program::of_this_installation()
            .map(|program| Window::new(program, move |event| said(&listener, event)))
            .inspect_err(|error| tracing::error!(%error, "there is no window"))
            .ok();
        Self {
            model,
            worker,
            announcer,
            window,
            reader: None,
            shown: None,
            poster,
            instance: Some(instance),
            troubles: TroublesLog::default(),
        }
    }

    fn ask(&self, job: Job) {
        if let Some(worker) = &self.worker {
            worker.ask(job);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Next {
        let mut next = Next::Nothing;
        for effect in effects {
            match effect {
                Effect::Render => next = Next::Show(self.view()),
                Effect::Quit => {
                    self.end();
                    return Next::Quit(0);
                }
                effect => self.do_in_the_world(effect),
            }
        }
        next
    }

    fn do_in_the_world(&mut self, effect: Effect) {
        match effect {
            Effect::Refresh => self.ask(Job::Refresh),
            Effect::RefreshIfOld => self.ask(Job::RefreshIfOld),
            Effect::ReadFigures => self.ask(Job::LookAtTheClock),
            Effect::SuitTheComputer(computer) => self.ask(Job::SuitTheComputer(computer)),
            Effect::Reload => self.ask(Job::Reload),
            Effect::Open(link) => open_page(&links::url(link, self.model.connection.organization())),
            Effect::OpenOf(organization, link) => {
                let organization = self.model.organization(organization).map(|(organization, _)| organization);
                open_page(&links::url(link, organization));
            }
            Effect::AskToNotify => {
                if let Some(announcer) = &self.announcer {
                    announcer.ask_permission();
                }
            }
            Effect::OpenNotificationSettings => {
                opened(open::open_notification_settings());
            }
            Effect::OpenReport(report) => opened(open::open_report(&report)),
            Effect::OpenWindow => self.open_window(),
            Effect::UpdateWindow => self.update_window(),
            Effect::ReadDashboard(looking) => self.read_dashboard(looking),
            Effect::Export { organization, export, looking, path } => {
                self.ask(Job::Export { organization, export, looking, path });
            }
            Effect::Connect { token, organization, environment } => {
                self.ask(Job::Connect { token, organization, environment });
            }
            Effect::Choose(organization) => self.ask(Job::Choose(organization)),
            Effect::StartSample => self.ask(Job::StartSample),
            Effect::StopSample => self.ask(Job::StopSample),
            Effect::SaveSettings(settings) => self.ask(Job::Settings(settings)),
            Effect::Remove(organization) => self.ask(Job::Forget(Removing::One(organization))),
            Effect::Reset => self.ask(Job::Forget(Removing::Everything)),
            Effect::ReadLaunchAtLogin => self.ask(Job::LookAtTheLogin),
            Effect::LaunchAtLogin(on) => self.ask(Job::LaunchAtLogin(on)),
            Effect::Notify { organization, notices } => {
                notices.iter().for_each(|notice| self.announce(organization, notice));
            }
            Effect::Settle { organization, ids } => self.ask(Job::Settle { organization, ids }),
            Effect::Render | Effect::Quit => {}
        }
    }

    fn update_window(&mut self) {
        let Some(window) = self.window.as_mut().filter(|window| window.is_open()) else { return };
        let Some(page) = view::window::page(&self.model, clock::now()) else { return };
        if self.shown.as_ref() == Some(&page) {
            return;
        }
        match Showing::of(&page) {
            Ok(showing) => window.send(ToWindow::Show(showing)),
            Err(error) => tracing::error!(%error, "a page of the window could not be written"),
        }
        self.shown = Some(page);
    }

    fn open_window(&mut self) {
        let opened = match &mut self.window {
            Some(window) => {
                if !window.is_open() {
                    self.shown = None;
                }
                window.open()
            }
            None => Err(WindowError::Missing("revone-window".into())),
        };
        if let Err(error) = opened {
            tracing::error!(%error, "the window could not be opened");
            self.poster.post(Event::WindowFailed(words::computer::no_window(&error)));
        }
    }

    fn read_dashboard(&mut self, looking: Box<Looking>) {
        let Some(organization) = self.model.connection.organization() else { return };
        let Some(worker) = &self.worker else { return };
        let ledger = worker.ledger();
        let (zone, basis) = (self.model.time_zone.clone(), self.model.settings.revenue);
        let reading = Reading { ledger, organization: organization.id, looking, zone, basis };
        if self.reader.is_none() {
            self.reader = logged("reader", Reader::start(emit(&self.poster), worker.damage_bell()));
        }
        if let Some(reader) = &self.reader {
            reader.ask(reading);
        }
    }

    fn announce(&self, of: OrganizationId, notice: &Notice) {
        let (Some(announcer), Some((organization, names))) = (&self.announcer, self.model.organization(of)) else {
            // Another look at the outbox tries again.
            return self.poster.post(Event::NotAnnounced(of, notice.announces().to_vec()));
        };
        let settings = &self.model.settings;
        let rules = settings.rules_of(of);
        let sample = matches!(self.model.connection, Connection::Sample(_));
        let now = clock::now();
        let words = notices::words(
            notice,
            &notices::Context {
                names,
                rules,
                hide_amounts: settings.hide_amounts,
                organization,
                currencies: self.model.currencies_of(of),
                one_of_several: !self.model.others.is_empty(),
                sample,
                zone: &self.model.time_zone,
                region: &self.model.region,
                now,
            },
        );
        let place = match notice {
            Notice::One { place, .. } => place,
            Notice::Summary { id, .. } => id,
        };
        // The sample has no page at Polar that a click could open.
        let announces = notice.announces().to_vec();
        let click = Click { organization: of, link: words.link, announces: announces.clone() };
        let shown = Shown {
            // Of two organizations with a milestone of the same name both are shown.
            place: format!("{of}/{place}"),
            title: words.title,
            body: words.body,
            click: Some(click).filter(|_| !sample),
            sound: rules.sound,
        };
        announcer.announce(Announcement { shown, organization: of, announces });
    }

    fn view(&self) -> View {
        view::render(&self.model, clock::now())
    }

    /// The loop ends the process without dropping anything, so everything is ended here.
    fn end(&mut self) {
        self.window = None;
        self.worker = None;
        self.announcer = None;
        self.instance = None;
    }
}

impl Handler for App {
    fn first_view(&mut self) -> View {
        self.view()
    }

    fn event(&mut self, event: Event) -> Next {
        #[cfg(debug_assertions)]
        if matches!(event, Event::Chosen(crate::app::Command::ToggleAmounts)) {
            diagnosis::rehearsal::of("main");
        }
        self.troubles.hear(&event);
        let effects = update(&mut self.model, event, clock::now());
        if self.model.window.is_none() {
            (self.reader, self.shown) = (None, None);
        }
        self.carry_out(effects)
    }
}

fn open_page(url: &str) {
    opened(open::open(url));
}

fn opened(result: Result<(), OpenError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "a page could not be opened");
    }
}

fn logged<T>(what: &str, started: io::Result<T>) -> Option<T> {
    started.inspect_err(|error| tracing::error!(%error, what, "could not be started")).ok()
}

fn emit(poster: &Poster) -> impl Fn(Event) + Send + 'static {
    let poster = poster.clone();
    move |event| poster.post(event)
}

fn heard(poster: &Poster) -> impl Fn(Message) + Send + 'static {
    let poster = poster.clone();
    move |message| {
        poster.post(match message {
            Message::Show => Event::LaunchedAgain,
            Message::Changed => Event::ChangedElsewhere,
            Message::Choose(organization) => Event::ChosenElsewhere(organization),
            Message::Open(page) => Event::WindowAsked(page),
            Message::Refresh => Event::RefreshAsked,
        });
    }
}

fn announcer(poster: &Poster) -> io::Result<Announcer> {
    let clicked = emit(poster);
    let notifier = Notifier::new(move |Click { organization, link, announces }| {
        clicked(Event::Clicked { organization, link, announces });
    })?;
    Announcer::start(notifier, emit(poster))
}

fn said(poster: &Poster, event: WindowEvent) {
    let message = match event {
        WindowEvent::Ended => return poster.post(Event::WindowClosed),
        WindowEvent::Said(message) => message,
    };
    let means_nothing = matches!(message, FromWindow::Page(Said::Ready | Said::Closed));
    match window::event(message) {
        Some(event) => poster.post(event),
        None if means_nothing => {}
        None => tracing::warn!("the window said what it was never offered"),
    }
}
