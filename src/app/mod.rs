//! What the program knows and decides, without any input or output: `update` turns an event into effects, `notice`
//! plans what is announced.

mod computer;
mod effect;
mod ended;
mod health;
mod login;
mod looking;
mod model;
pub mod notice;
mod organizations;
mod region;
pub mod settings;
mod troubles;
mod update;

pub use computer::{Computer, Network, Power, Told};
pub use effect::{BrokeOff, Command, Effect, Event, Link, WindowPage};
pub use ended::Ended;
pub use health::{Health, Progress, Rejected, State, Trouble};
pub use login::LaunchAtLogin;
pub use looking::{Dashboard, Export, List, Look, Looking, Wish};
pub use model::{ConnectStep, Connection, Form, FormError, Model, Names, News, Other, Removing, Report, Rows};
pub use notice::{Announcing, Tally};
pub use region::{Clock, Region};
pub use settings::{
    Grouping, Interval, QuietHours, RejectedSetting, Rules, SettingError, SettingInput, Settings, Topic,
};
pub use troubles::{Occurred, Troubles};
pub use update::update;

pub use crate::sync::History;
