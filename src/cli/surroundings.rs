//! What the program reads and leaves beside its arguments, for `--help` and the manual page.

/// What the program's exit codes mean.
pub(super) const EXIT_CODES: [(&str, &str); 4] =
    [("0", "fine"), ("1", "trouble with Polar or the network"), ("2", "wrong usage"), ("3", "not connected")];

/// The variables that it reads.
pub(super) const ENVIRONMENT: [(&str, &str); 10] = [
    ("REVONE_TOKEN", "an access token in place of the stored one"),
    ("REVONE_API_URL", "where to ask: https, or http on this computer"),
    ("REVONE_HOME", "the folder of ledger and settings"),
    ("REVONE_TIME_ZONE", "the time zone of days, such as Europe/Berlin"),
    ("REVONE_LOG", "what is told on standard error, and in the log: off, error, warn, info or debug"),
    ("LC_ALL", "the region in which numbers, amounts, dates and times are written"),
    ("LC_MONETARY", "that of numbers and amounts, where LC_ALL is not set; not on a Mac"),
    ("LC_NUMERIC", "likewise, where LC_MONETARY is not set either"),
    ("LC_TIME", "that of dates and times, where LC_ALL is not set; not on a Mac"),
    ("NO_COLOR", "no colours"),
];

/// What it keeps, where no variable says otherwise.
pub(super) const FILES: [(&str, &str); 4] = [
    (
        if cfg!(target_os = "macos") { "~/Library/Application Support/Revone" } else { "~/.local/share/revone" },
        "the folder of what follows",
    ),
    ("ledger.sqlite", "orders and subscriptions, without names, e-mail addresses or comments"),
    ("settings.json", "what was chosen"),
    ("accounts.json", "which organizations are connected; the tokens are in the Keychain or the keyring"),
];

/// What stands below the options of `--help`.
pub(super) fn in_short() -> String {
    let codes = EXIT_CODES.map(|(code, what)| format!("{code} {what}")).join(", ");
    let variables = ENVIRONMENT.map(|(name, what)| format!("  {name:<16}  {what}")).join("\n");
    format!("Exit codes: {codes}.\n\nEnvironment:\n{variables}")
}
