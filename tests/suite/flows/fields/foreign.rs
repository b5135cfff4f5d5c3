//! What a row says of people gets nowhere by way of a row that cannot be read.

use super::wrongs::FOREIGN;

/// Fails where a text repeats anything of a customer of the tests' shops, or of what stands in a wrong field.
pub fn assert_tells_nothing(text: &str) {
    let people = FOREIGN.split(' ').chain(["Jane", "Doe", "@", "ecalevoL", "\\u", "\u{0}"]);
    for word in people {
        assert!(!text.contains(word), "{word}: {}", text.chars().take(500).collect::<String>());
    }
    assert!(text.len() < 500, "{} bytes", text.len());
}
