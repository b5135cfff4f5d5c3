//! The loop of the main thread. It sleeps until something happens, tells the program, and shows what the program answers.

use std::convert::Infallible;
use std::path::PathBuf;

use tao::event::{Event as Happening, StartCause};
use tao::event_loop::{ControlFlow, EventLoop, EventLoopBuilder, EventLoopProxy};
use tray_icon::menu::MenuEvent;

use super::screen::{Commands, Screen};
use crate::app::Event;
use crate::view::View;

/// The program behind the loop.
pub trait Handler {
    /// What the menu bar shows first.
    fn first_view(&mut self) -> View;

    /// Something happened.
    fn event(&mut self, event: Event) -> Next;
}

/// What is to be done about it.
#[derive(Debug)]
pub enum Next {
    /// Show this; what looks the same is not touched.
    Show(View),
    /// Nothing.
    Nothing,
    /// End the program with this exit code.
    Quit(i32),
}

/// Why there is no loop.
#[derive(Debug, thiserror::Error)]
pub enum LoopError {
    /// There is no display to show an icon on: a session without a screen, or without the right to use it.
    #[error("there is no display")]
    NoDisplay,
}

/// Tells the loop what happened, from any thread.
#[derive(Clone)]
pub struct Poster(EventLoopProxy<Posted>);

/// What wakes the loop.
#[derive(Debug)]
pub(super) enum Posted {
    /// Something for the program.
    Happened(Event),
    /// The menu was closed.
    #[cfg_attr(not(target_os = "macos"), expect(dead_code, reason = "nothing tells on Linux"))]
    MenuClosed,
    /// Time to look whether the icon is there.
    #[cfg_attr(not(target_os = "macos"), expect(dead_code, reason = "a panel of Linux does not hide icons"))]
    LookAtMenuBar,
}

impl Poster {
    /// Tells the loop. Once the loop has ended there is nobody to tell.
    pub fn post(&self, event: Event) {
        self.send(Posted::Happened(event));
    }

    pub(super) fn send(&self, posted: Posted) {
        let _ = self.0.send_event(posted);
    }
}

/// Runs the program until it quits; ends the process then. Must be called on the main thread. `icon_folder` is where
/// Linux finds the icon's files, see [`Screen::new`].
///
/// # Errors
/// Before anything has started, when there is no display.
pub fn run(icon_folder: PathBuf, start: impl FnOnce(Poster) -> Box<dyn Handler>) -> Result<Infallible, LoopError> {
    let event_loop = event_loop()?;
    let poster = Poster(event_loop.create_proxy());
    let mut program = Program { handler: start(poster.clone()), bar: None, icon_folder, poster };
    event_loop.run(move |happening, _, control_flow| {
        if let ControlFlow::ExitWithCode(_) = control_flow {
            // Whatever still arrives after the decision to quit is too late. The process ends without dropping what this
            // closure holds, so the menu bar is left here.
            program.bar = None;
            return;
        }
        let end = match happening {
            Happening::NewEvents(StartCause::Init) => program.start(),
            Happening::UserEvent(posted) => program.posted(posted),
            Happening::Reopen { .. } => program.happened(Event::LaunchedAgain),
            _ => None,
        };
        *control_flow = end.map_or(ControlFlow::Wait, ControlFlow::ExitWithCode);
    })
}

/// The program and its place in the menu bar. What its functions answer is the exit code once the program quits.
struct Program {
    handler: Box<dyn Handler>,
    bar: Option<Bar>,
    icon_folder: PathBuf,
    poster: Poster,
}

struct Bar {
    screen: Screen,
    system: SystemEvents,
}

impl Program {
    fn start(&mut self) -> Option<i32> {
        match Screen::new(&self.handler.first_view(), &self.icon_folder) {
            Ok(screen) => {
                forward_clicks(screen.commands(), self.poster.clone());
                self.bar = Some(Bar { screen, system: SystemEvents::observe(&self.poster) });
                None
            }
            Err(error) => {
                tracing::error!(%error, "there is no place in the menu bar");
                Some(1)
            }
        }
    }

    fn posted(&mut self, posted: Posted) -> Option<i32> {
        match (posted, &mut self.bar) {
            (Posted::Happened(event), _) => self.happened(event),
            (Posted::MenuClosed, Some(bar)) => {
                bar.screen.menu_closed();
                None
            }
            (Posted::LookAtMenuBar, Some(bar)) if !bar.system.shows(&bar.screen) => self.happened(Event::IconMissing),
            _ => None,
        }
    }

    fn happened(&mut self, event: Event) -> Option<i32> {
        let chosen = matches!(event, Event::Chosen(_));
        let next = self.handler.event(event);
        let end = self.carry_out(next);
        if let (true, Some(bar)) = (chosen, &self.bar) {
            bar.screen.assert_check_marks();
        }
        end
    }

    fn carry_out(&mut self, next: Next) -> Option<i32> {
        match (next, &mut self.bar) {
            (Next::Show(view), Some(bar)) => {
                if bar.system.menu_is_open() {
                    bar.screen.menu_opened();
                }
                bar.screen.show(&view);
                None
            }
            (Next::Quit(code), _) => Some(code),
            _ => None,
        }
    }
}

/// Has clicks arrive as events. What was clicked is looked up here, in the system's callback, while the row still is what
/// the owner saw.
fn forward_clicks(commands: Commands, poster: Poster) {
    MenuEvent::set_event_handler(Some(move |event: MenuEvent| {
        if let Some(command) = commands.of(event.id()) {
            poster.post(Event::Chosen(command));
        }
    }));
}

#[cfg(target_os = "macos")]
fn event_loop() -> Result<EventLoop<Posted>, LoopError> {
    use tao::platform::macos::{ActivationPolicy, EventLoopExtMacOS};

    let mut event_loop = EventLoopBuilder::with_user_event().build();
    // No icon in the Dock, also when the program does not run from its bundle; and starting with the session must not
    // take the keyboard from whoever is typing.
    event_loop.set_activation_policy(ActivationPolicy::Accessory);
    event_loop.set_activate_ignoring_other_apps(false);
    Ok(event_loop)
}

#[cfg(not(target_os = "macos"))]
fn event_loop() -> Result<EventLoop<Posted>, LoopError> {
    let named = |variable| std::env::var_os(variable).is_some_and(|name| !name.is_empty());
    if !named("DISPLAY") && !named("WAYLAND_DISPLAY") {
        return Err(LoopError::NoDisplay);
    }
    // A display that is named but cannot be reached ends in a panic, which has nothing to say that a person could use.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let event_loop = std::panic::catch_unwind(|| EventLoopBuilder::with_user_event().build());
    std::panic::set_hook(hook);
    event_loop.map_err(|_| LoopError::NoDisplay)
}

/// What the system tells while the program runs; it tells no more once the value is gone.
#[cfg(target_os = "macos")]
struct SystemEvents {
    menu: super::macos::menu_tracking::MenuTracking,
    _clock: super::macos::clock_events::ClockEvents,
    _region: super::macos::region::RegionEvents,
    _power: super::macos::power_events::PowerEvents,
    _network: Option<super::macos::network_path::NetworkPath>,
}

#[cfg(target_os = "macos")]
impl SystemEvents {
    fn observe(poster: &Poster) -> Self {
        use super::macos::{clock_events, menu_bar_watch, menu_tracking, network_path, power_events, region};

        menu_bar_watch::start(poster.clone());
        Self {
            menu: menu_tracking::observe(poster),
            _clock: clock_events::observe(poster),
            _region: region::observe(poster),
            _power: power_events::observe(poster),
            _network: network_path::observe(poster),
        }
    }

    fn menu_is_open(&self) -> bool {
        self.menu.is_open()
    }

    fn shows(&self, screen: &Screen) -> bool {
        screen.is_in_menu_bar()
    }
}

/// Linux tells nothing here: whether a menu is open is known to the panel alone, and time and the system bus are watched by
/// the worker.
#[cfg(not(target_os = "macos"))]
struct SystemEvents;

#[cfg(not(target_os = "macos"))]
impl SystemEvents {
    fn observe(_poster: &Poster) -> Self {
        Self
    }

    fn menu_is_open(&self) -> bool {
        false
    }

    fn shows(&self, _screen: &Screen) -> bool {
        true
    }
}
