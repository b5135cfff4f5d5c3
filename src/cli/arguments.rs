use clap::{Args, Parser, ValueEnum, ValueHint};

use super::format::{self, Format};
use super::history::HistoryOptions;
use super::known::Known;
use super::lists::{self, ListOptions};
use super::open::OpenOptions;
use super::packaging::CompletionsOptions;
use super::surroundings::in_short;
use crate::domain::Environment;

/// Today's Polar revenue and new subscriptions in the menu bar.
///
/// Without a command it starts the menu-bar app; started again, it opens the window of the one that runs.
#[derive(Debug, Parser)]
#[command(name = "revone", version, after_help = in_short(), disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// Use sample data: no account, no Keychain, and nothing is kept
    #[arg(long, global = true, help_heading = "On every command")]
    pub(super) demo: bool,

    /// The organization, by slug or ID; without it the one chosen in the menu
    #[arg(long, global = true, value_name = "SLUG|ID", value_hint = ValueHint::Other, help_heading = "On every command")]
    pub(super) organization: Option<String>,

    #[command(subcommand)]
    pub(super) subcommand: Option<Subcommand>,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    /// Connect to Polar: asks for the access token without showing it, or reads it from standard input
    Connect(ConnectOptions),
    /// Remove the access token and everything read with it
    Disconnect,
    /// What the menu says: today's revenue, orders and subscriptions
    Today(TodayOptions),
    /// The figures of every day, as a table, JSON or CSV
    History(HistoryOptions),
    /// The orders, newest first, as a table, JSON or CSV
    #[command(after_help = lists::ORDERS_HELP, mut_args(lists::order_status))]
    Orders(ListOptions),
    /// The subscriptions, the last to start first, as a table, JSON or CSV
    #[command(after_help = lists::SUBSCRIPTIONS_HELP, mut_args(lists::subscription_status))]
    Subscriptions(ListOptions),
    /// One complete refresh now, history included
    Sync,
    /// The menu in this terminal, live; elsewhere than on a terminal, as lines whenever something has changed
    Watch,
    /// Open Polar in the browser, or a page of the window
    Open(OpenOptions),
    /// Show notifications, to see that they come and how they look
    Notify(NotifyOptions),
    /// Check token, scopes, clock, Keychain, network, ledger and notifications
    Doctor,
    /// Remove everything that this program keeps
    Reset(ResetOptions),
    /// What a shell needs to complete commands and options
    Completions(CompletionsOptions),
    /// The manual page, for man
    Man,
}

#[derive(Args, Debug)]
pub(super) struct ConnectOptions {
    /// Polar's production or its sandbox; without it both are asked
    #[arg(long, value_enum)]
    environment: Option<EnvironmentName>,
}

impl ConnectOptions {
    pub(super) fn environment(&self) -> Option<Environment> {
        self.environment.map(|name| match name {
            EnvironmentName::Production => Environment::Production,
            EnvironmentName::Sandbox => Environment::Sandbox,
        })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EnvironmentName {
    Production,
    Sandbox,
}

#[derive(Args, Debug)]
pub(super) struct TodayOptions {
    /// As JSON, for scripts
    #[arg(long)]
    pub(super) json: bool,

    /// As a template such as '{revenue} · +{new_subscriptions}', or for a bar: xbar, waybar, tmux, text
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "json", long_help = format::manual())]
    #[arg(value_parser = Known { words: format::names, read: Format::parse }, hide_possible_values = true)]
    pub(super) format: Option<Format>,

    /// Ask nothing: the figures of the ledger as it is
    #[arg(long)]
    pub(super) offline: bool,
}

#[derive(Args, Debug)]
pub(super) struct NotifyOptions {
    /// One of each kind, with made-up figures
    #[arg(long, required = true)]
    pub(super) test: bool,
}

#[derive(Args, Debug)]
pub(super) struct ResetOptions {
    /// Do not ask whether this is meant
    #[arg(long, short)]
    pub(super) yes: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
