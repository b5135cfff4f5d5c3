//! Bytes as a row of decisions: what they end in decides the rest for the first choice.

/// What of the bytes has not been decided by yet.
pub struct Draw<'a>(&'a [u8]);

impl<'a> Draw<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let number = usize::from(self.byte());
        let number = if end > 256 { number << 8 | usize::from(self.byte()) } else { number };
        number % end
    }

    pub fn one_of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    /// At most 255 bytes.
    pub fn piece(&mut self) -> &'a [u8] {
        let length = usize::from(self.byte()).min(self.0.len());
        let (piece, rest) = self.0.split_at(length);
        self.0 = rest;
        piece
    }

    /// At most 255 bytes as text; `None` where the first byte says so.
    pub fn header(&mut self) -> Option<String> {
        (!self.byte().is_multiple_of(4)).then(|| String::from_utf8_lossy(self.piece()).into_owned())
    }

    pub fn rest(self) -> &'a [u8] {
        self.0
    }
}
