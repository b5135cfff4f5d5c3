use revone::view::window::{
    Action, Button, Control, ControlKind, Copying, InputKind, Offer, Page, PageName, Question, Said, Section,
    SettingsPage,
};
use uuid::Uuid;

use super::{frame, hostile_names};

/// A settings page with every kind of control, an error, something that cannot be changed, a question and a text to copy.
pub fn settings() -> Page {
    Page::Settings(Box::new(SettingsPage {
        frame: frame(PageName::Settings, "Settings"),
        heading: "Settings",
        note: "With sample data, what you change here is kept until you leave it.",
        trouble: Some("The settings could not be read and were moved aside. These are the usual ones.".to_owned()),
        sections: vec![
            section(
                "Menu bar",
                "What stands beside the icon.",
                vec![
                    text("title", "Text", InputKind::Text, "{revenue} · +{new_subscriptions}"),
                    Control {
                        hint: Some("A piece is left out while its figures are zero.".to_owned()),
                        ..switch("zero", "Show $0 before the first sale", false)
                    },
                    choice("revenue", "Revenue", &[("polar", "As in Polar"), ("net", "After fees")]),
                ],
            ),
            section(
                "Notifications",
                "",
                vec![
                    switch("new_orders", "New orders", true),
                    Control {
                        error: Some("This is no amount. Write it like 12.50.".to_owned()),
                        ..text("smallest", "Smallest amount", InputKind::Number, "abc")
                    },
                    text("quiet_from", "Quiet from", InputKind::Time, "22:00"),
                    Control {
                        disabled: true,
                        hint: Some("Move Revone to the folder Applications first.".to_owned()),
                        ..switch("launch_at_login", "Launch at Login", false)
                    },
                ],
            ),
            Section { actions: organizations(), ..section("Organizations", "", Vec::new()) },
            Section { copying: Some(copying()), ..section("Help", "No token, name or address is in it.", Vec::new()) },
        ],
    }))
}

/// The text to copy on that page.
pub fn copying() -> Copying {
    Copying {
        label: "Copy Diagnostics".to_owned(),
        copied: "Copied".to_owned(),
        shows: "Show what is copied".to_owned(),
        text: "Revone 0.1.0\n\nHealth: fresh\nOrders: 8,412\n".to_owned(),
    }
}

fn organizations() -> Vec<Action> {
    let [markup, long, control, arabic, _] = hostile_names();
    ["Paper Lantern".to_owned(), markup, long, control, arabic]
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            let organization = Uuid::from_u128(at as u128 + 1);
            let text = format!("Remove {name}? Its token and every figure read with it are forgotten.");
            Action {
                label: name,
                hint: "Production · connected 4 March".to_owned(),
                buttons: vec![Button {
                    label: "Remove…".to_owned(),
                    says: Said::Remove { organization },
                    question: Some(Question { text, yes: "Remove".to_owned(), no: "Cancel".to_owned() }),
                }],
            }
        })
        .collect()
}

fn section(heading: &str, note: &str, controls: Vec<Control>) -> Section {
    Section { heading: heading.to_owned(), note: note.to_owned(), controls, actions: Vec::new(), copying: None }
}

fn control(setting: &str, label: &str, kind: ControlKind) -> Control {
    let (setting, label) = (setting.to_owned(), label.to_owned());
    Control { setting, label, hint: None, error: None, disabled: false, kind }
}

fn switch(setting: &str, label: &str, on: bool) -> Control {
    control(setting, label, ControlKind::Switch { on })
}

fn text(setting: &str, label: &str, input: InputKind, value: &str) -> Control {
    control(setting, label, ControlKind::Text { input, value: value.to_owned(), placeholder: String::new() })
}

fn choice(setting: &str, label: &str, options: &[(&str, &str)]) -> Control {
    let offer = |(value, label): &(&str, &str)| Offer { value: (*value).to_owned(), label: (*label).to_owned() };
    let kind = ControlKind::Choice { value: options[0].0.to_owned(), options: options.iter().map(offer).collect() };
    control(setting, label, kind)
}
