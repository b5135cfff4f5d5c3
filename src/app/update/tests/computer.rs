use super::*;
use crate::app::{Computer, Interval, Network, Power, Told};

fn standing(power: Power, network: Network, asleep: bool) -> String {
    format!("SuitTheComputer({:?})", Computer { power, network, asleep })
}

#[test]
fn a_computer_that_stands_otherwise_is_suited_once() {
    let told = |told| Event::Computer(told);
    let program = Program::connected().after([told(Told::Power(Power::Saving))]);
    assert_eq!(program.did(), format!("{} Render", standing(Power::Saving, Network::Unknown, false)));
    let program = program.after([told(Told::Power(Power::Saving))]);
    assert_eq!(program.did(), "");
    let program = program.after([told(Told::Network(Network::Offline))]);
    assert_eq!(program.did(), format!("{} Render", standing(Power::Saving, Network::Offline, false)));
}

#[test]
fn who_wakes_looks_at_the_clock_and_refreshes_what_is_old_once() {
    let awake = standing(Power::Mains, Network::Unknown, false);
    let program = Program::connected().after([Event::Computer(Told::FallsAsleep), Event::Computer(Told::Wakes)]);
    assert_eq!(program.did(), format!("{awake} ReadFigures RefreshIfOld Render"));
    // A sleep of which nobody told.
    let mut program = program.after([Event::Computer(Told::Wakes)]);
    assert_eq!(program.did(), "ReadFigures RefreshIfOld Render");
    program.model.settings.interval = Interval::Manually;
    let program = program.after([Event::Computer(Told::Wakes)]);
    assert_eq!(program.did(), "ReadFigures Render");
}
