//! The window of Revone: one page in a web view that has no network, no files and no memory. It shows what the menu-bar
//! program writes to its standard input and writes to its standard output what the owner did; it ends with either.

mod automation;
mod chart;
mod input;
mod main_menu;
mod output;
mod page;
mod save;
mod view;

use std::path::PathBuf;
use std::process::ExitCode;

use tao::event::{Event, WindowEvent};
use tao::event_loop::{ControlFlow, EventLoop, EventLoopBuilder};

use revone::shell::diagnosis;
use revone::shell::window::messages::{FromWindow, ToWindow};
use revone::view::window::Said;

/// What wakes the loop.
#[derive(Debug)]
pub enum Wake {
    /// The menu-bar program says something.
    Told(ToWindow),
    /// The page says something.
    Done(Said),
    /// The owner chose a file for an export.
    Chosen(save::Asked, PathBuf),
    /// The menu-bar program is gone.
    Alone,
}

fn main() -> ExitCode {
    diagnosis::say_where("revone-window");
    let event_loop = event_loop();
    let _main_menu = main_menu::install();
    let mut view = match view::View::open(&event_loop) {
        Ok(view) => view,
        Err(error) => {
            eprintln!("revone-window: {error}");
            return ExitCode::FAILURE;
        }
    };
    input::listen(event_loop.create_proxy());
    event_loop.run(move |event, _, control_flow| {
        *control_flow = match event {
            Event::UserEvent(Wake::Told(ToWindow::Close) | Wake::Alone) => ControlFlow::Exit,
            Event::UserEvent(Wake::Told(ToWindow::Front)) => {
                view.come_to_front();
                ControlFlow::Wait
            }
            Event::UserEvent(Wake::Told(ToWindow::Show(page))) => {
                view.show(page);
                ControlFlow::Wait
            }
            Event::UserEvent(Wake::Done(Said::Export { of, organization })) => {
                view.ask_where_to_save(save::Asked { of, organization });
                ControlFlow::Wait
            }
            Event::UserEvent(Wake::Chosen(save::Asked { of, organization }, path)) => {
                let told = output::say(&FromWindow::Save { of, organization, path });
                if told.is_err() { ControlFlow::Exit } else { ControlFlow::Wait }
            }
            Event::UserEvent(Wake::Done(message)) => {
                if message == Said::Ready {
                    view.ready();
                }
                let closed = message == Said::Closed;
                let told = output::say(&FromWindow::Page(message));
                if closed || told.is_err() { ControlFlow::Exit } else { ControlFlow::Wait }
            }
            Event::WindowEvent { event: WindowEvent::CloseRequested, .. } => {
                let _ = output::say(&FromWindow::Page(Said::Closed));
                ControlFlow::Exit
            }
            _ => ControlFlow::Wait,
        }
    })
}

#[cfg(target_os = "macos")]
fn event_loop() -> EventLoop<Wake> {
    use tao::platform::macos::{ActivationPolicy, EventLoopExtMacOS};

    let mut event_loop = EventLoopBuilder::with_user_event().build();
    event_loop.set_activation_policy(ActivationPolicy::Accessory);
    event_loop
}

#[cfg(not(target_os = "macos"))]
fn event_loop() -> EventLoop<Wake> {
    EventLoopBuilder::with_user_event().build()
}
