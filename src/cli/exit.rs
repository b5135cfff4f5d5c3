use std::io;
use std::process::ExitCode;

use crate::shell::{World, ledger_sentence};
use crate::store::LedgerError;
use crate::view::words;

/// How the program ends: a code, and a sentence for the person where something is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Exit {
    code: u8,
    sentence: Option<String>,
    damaged: bool,
}

impl Exit {
    /// Everything is fine.
    pub(super) const fn fine() -> Self {
        Self { code: 0, sentence: None, damaged: false }
    }

    /// Trouble with Polar, the network or this computer.
    pub(super) const fn trouble(sentence: String) -> Self {
        Self { code: 1, sentence: Some(sentence), damaged: false }
    }

    /// The ledger could not be used.
    pub(super) fn ledger(error: &LedgerError, world: &World) -> Self {
        let damaged = matches!(error, LedgerError::Broken(_));
        Self { damaged, ..Self::trouble(ledger_sentence(error, &world.home)) }
    }

    /// Whether it ended at a part of the ledger that is damaged, which shows only when it is read.
    pub(super) const fn is_of_damage(&self) -> bool {
        self.damaged
    }

    /// What was asked for could not be written.
    pub(super) fn unwritten(error: io::Error) -> Self {
        Self::trouble(words::commands::unwritten(&error))
    }

    /// Fine if the last word could be written.
    pub(super) fn after(written: io::Result<()>) -> Self {
        written.map_or_else(Self::unwritten, |()| Self::fine())
    }

    /// Trouble that has been told already.
    pub(super) const fn trouble_told() -> Self {
        Self { code: 1, sentence: None, damaged: false }
    }

    /// The program was called wrongly.
    pub(super) const fn usage(sentence: String) -> Self {
        Self { code: 2, sentence: Some(sentence), damaged: false }
    }

    /// There is no token anywhere.
    pub(super) fn not_connected() -> Self {
        Self { code: 3, sentence: Some(words::commands::NOT_CONNECTED.to_owned()), damaged: false }
    }

    /// Not connected, which has been told already.
    pub(super) const fn not_connected_told() -> Self {
        Self { code: 3, sentence: None, damaged: false }
    }

    /// The system, or Ctrl-C, ended it.
    pub(super) const fn interrupted() -> Self {
        Self { code: 130, sentence: None, damaged: false }
    }

    /// What is told on standard error.
    pub(super) fn sentence(&self) -> Option<&str> {
        self.sentence.as_deref()
    }

    /// Whether there is no token anywhere.
    pub(super) fn is_not_connected(&self) -> bool {
        self.code == 3
    }

    /// Tells the sentence and gives the code.
    pub(super) fn end(self) -> ExitCode {
        if let Some(sentence) = self.sentence {
            super::print::aside(&format!("revone: {sentence}"));
        }
        ExitCode::from(self.code)
    }
}
