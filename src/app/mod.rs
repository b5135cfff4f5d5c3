//! What the program knows and decides, without any input or output: `update` turns an event into effects, `notice`
//! plans what is announced.

mod effect;
mod health;
mod looking;
mod model;
pub mod notice;
mod organizations;
mod settings;
mod update;

pub use effect::{Command, Effect, Event, Link, WindowPage};
pub use health::{Health, Progress, Rejected, State, Trouble};
pub use looking::{Dashboard, Export, List, Look, Looking, Wish};
pub use model::{Announcing, ConnectStep, Connection, Form, FormError, Model, Names, News, Other, Report};
pub use settings::Settings;
pub use update::update;

pub use crate::sync::History;
