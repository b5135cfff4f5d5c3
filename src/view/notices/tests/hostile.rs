//! Names that somebody chose in order to break something.

use super::*;
use crate::domain::DayFigures;

fn hostile_names() -> [String; 5] {
    [
        "word ".repeat(2_000),
        "x".repeat(10_000),
        "\u{202e}gnp.exe\u{1b}[31m\r\n\u{0}\u{2066}end".to_owned(),
        "<b onclick=\"x\">&amp; Söhne</b>".to_owned(),
        "שרה כהן".to_owned(),
    ]
}

/// An announcement in which everything that others write is `name`.
fn written_by(name: &str, mut announcement: Announcement) -> Notice {
    announcement.product_name = announcement.product_name.map(|_| name.to_owned());
    announcement.details.product_before = announcement.details.product_before.map(|_| name.to_owned());
    announcement.day = announcement.day.map(|day| DayFigures { orders: u64::MAX, ..day });
    notice(announcement)
}

fn scene_of(name: &str) -> Scene {
    let mut scene = Scene { one_of_several: true, ..scene() };
    scene.names.customers.values_mut().for_each(|customer| name.clone_into(customer));
    scene.names.comments.values_mut().for_each(|comment| name.clone_into(comment));
    name.clone_into(&mut scene.organization.name);
    scene
}

#[test]
fn whatever_a_name_holds_the_words_stay_short_and_in_one_line() {
    for name in hostile_names() {
        let scene = scene_of(&name);
        for kind in ChangeKind::ALL {
            let Words { title, body, .. } = scene.words(&written_by(&name, announcement(kind)));
            assert!(title.chars().count() <= 80 && body.chars().count() <= 300, "{title} / {body}");
            for text in [title, body] {
                let unseen = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2067}');
                assert!(!text.contains(unseen), "{text:?}");
            }
        }
    }
}

#[test]
fn long_names_are_cut_at_a_word_and_hostile_ones_are_text() {
    let lines: Vec<String> = hostile_names()
        .iter()
        .map(|name| scene_of(name).words(&written_by(name, announcement(ChangeKind::PlanChanged))).body)
        .collect();
    insta::assert_snapshot!(lines.join("\n").replace('\u{2068}', "⟨").replace('\u{2069}', "⟩"), @r#"
    word word word word word word… → word word word word word word… – word word word word word word… · word word word word word word…
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… → xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… – xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… · xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
    gnp.exe[31m end → gnp.exe[31m end – gnp.exe[31m end · gnp.exe[31m end
    <b onclick="x">&amp; Söhne</b> → <b onclick="x">&amp; Söhne</b> – <b onclick="x">&amp; Söhne</b> · <b onclick="x">&amp; Söhne</b>
    ⟨שרה כהן⟩ → ⟨שרה כהן⟩ – ⟨שרה כהן⟩ · ⟨שרה כהן⟩
    "#);
    let body = scene_of("word ".repeat(2_000).as_str()).words(&notice(announcement(ChangeKind::Canceled))).body;
    assert!(body.contains("word word…”"), "{body}");
}
