/// How a line stands out, where colours are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Bold,
    Dim,
    Green,
    Red,
    Yellow,
}

impl Style {
    /// That of what stands beside a figure.
    pub fn of_note(note: &str) -> Self {
        match note.chars().next() {
            Some('▲') => Self::Green,
            Some('▼') => Self::Red,
            _ => Self::Dim,
        }
    }
}

/// Dresses text in colour, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub colour: bool,
}

impl Ink {
    pub fn dress(self, text: &str, style: Style) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match style {
            Style::Bold => 1,
            Style::Dim => 2,
            Style::Green => 32,
            Style::Red => 31,
            Style::Yellow => 33,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    pub fn note(self, note: &str) -> String {
        self.dress(note, Style::of_note(note))
    }
}
