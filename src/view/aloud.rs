//! Figures as a screen reader says them: words for what stands there as a sign.

use super::lines::Line;
use super::words::figures::ALOUD;

/// The line as a sentence. For what this program writes itself: in the name of a product, a sign may be meant as one.
pub(super) fn aloud(Line { label, value, note }: &Line) -> String {
    let note = note.trim_start_matches('(').trim_end_matches(')');
    let parts = [label, value, note]
        .map(|part| ALOUD.iter().fold(part.to_owned(), |part, (sign, word)| part.replace(sign, word)));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_as_a_sign_is_said_in_words() {
        for ([label, value, note], expected) in [
            (["Today", "$412.50", "▲ 18% vs. usual by now"], "Today, $412.50, up 18% compared with the usual by now"),
            (
                ["This Month", "$8,240", "▼ 12% vs. same days"],
                "This Month, $8,240, down 12% compared with the same days",
            ),
            (["This Week", "$8", "±0%"], "This Week, $8, unchanged"),
            (["Today", "•••", "new"], "Today, amount hidden, new"),
            (["Yesterday", "—", ""], "Yesterday, not known"),
            (["MRR", "$4,210", "(ARR $50.5K)"], "MRR, $4,210, ARR $50.5K"),
        ] {
            let line = Line { label: label.to_owned(), value: value.to_owned(), note: note.to_owned() };
            assert_eq!(aloud(&line), expected);
        }
    }
}
