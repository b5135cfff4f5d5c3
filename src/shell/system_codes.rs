//! What the numbers and names mean in which systems speak of power and network.

use crate::app::Network;

/// The status of a network path on a Mac (`nw_path_status_t` of Network.framework's `path.h`). One that can be made by trying
/// (3: a VPN on demand, a modem that dials) is not known to be none.
pub fn network_of_path(status: u32) -> Network {
    match status {
        1 => Network::Online,
        2 => Network::Offline,
        _ => Network::Unknown,
    }
}

/// What NetworkManager says: its `NMState` and its `NMConnectivityState`, each where it could be read. Below 50 there is no
/// connection yet or any more; a connection that is local or limited may still reach Polar, through a proxy.
pub fn network_of_network_manager(state: Option<u32>, connectivity: Option<u32>) -> Network {
    match (state, connectivity) {
        (Some(10..50), _) => Network::Offline,
        (_, Some(4)) | (Some(70), _) => Network::Online,
        // A network's sign-in page: what stands in Polar's place is told when Polar is asked.
        (_, Some(2)) => Network::Online,
        _ => Network::Unknown,
    }
}

/// Whether a Mac that is provided for by this source (`IOPSGetProvidingPowerSourceType`) lives on a battery, be it in a box
/// beside it; `None` for a source of no known name.
pub fn on_battery(source: &str) -> Option<bool> {
    match source {
        "AC Power" => Some(false),
        "Battery Power" | "UPS Power" => Some(true),
        _ => None,
    }
}

/// Whether this profile of power-profiles-daemon saves.
pub fn saves(profile: &str) -> bool {
    profile == "power-saver"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_no_network_counts_as_none() {
        for (status, expected) in [
            (0, Network::Unknown),
            (1, Network::Online),
            (2, Network::Offline),
            (3, Network::Unknown),
            (9, Network::Unknown),
        ] {
            assert_eq!(network_of_path(status), expected, "{status}");
        }
        for (state, connectivity, expected) in [
            (None, None, Network::Unknown),
            (Some(0), Some(0), Network::Unknown),
            (Some(10), Some(0), Network::Offline),
            (Some(20), Some(1), Network::Offline),
            (Some(30), None, Network::Offline),
            (Some(40), Some(4), Network::Offline),
            (Some(50), Some(1), Network::Unknown),
            (Some(60), Some(3), Network::Unknown),
            (Some(60), Some(2), Network::Online),
            (Some(60), Some(4), Network::Online),
            (Some(70), Some(0), Network::Online),
            (Some(70), None, Network::Online),
        ] {
            assert_eq!(network_of_network_manager(state, connectivity), expected, "{state:?} {connectivity:?}");
        }
    }

    #[test]
    fn a_box_with_a_battery_is_a_battery() {
        for (source, expected) in
            [("AC Power", Some(false)), ("Battery Power", Some(true)), ("UPS Power", Some(true)), ("Off Line", None)]
        {
            assert_eq!(on_battery(source), expected, "{source}");
        }
    }

    #[test]
    fn of_three_profiles_one_saves() {
        assert_eq!(["performance", "balanced", "power-saver", ""].map(saves), [false, false, true, false]);
    }
}
