use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ink::{Ink, Style};
use super::wrapping::{within, wrapped};
use crate::app::{Health, Region};
use crate::domain::Organization;
use crate::view::menu::organization_name;
use crate::view::page::{HistoryPage, ListPage, Page};
use crate::view::region::Numbers;
use crate::view::status::Status;
use crate::view::text::{NAME, line};
use crate::view::when::When;
use crate::view::words;

/// Whose figures follow, and how they stand.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    organization: &'a Organization,
    sample: bool,
    health: &'a Health,
    zone: &'a TimeZone,
    region: &'a Region,
    now: Timestamp,
}

impl<'a> Head<'a> {
    pub fn of(page: &Page<'a>) -> Self {
        let Page { organization, sample, health, zone, region, now, .. } = *page;
        Self { organization, sample, health, zone, region, now }
    }

    pub fn of_list(page: &ListPage<'a>) -> Self {
        let ListPage { organization, sample, health, zone, region, now, .. } = *page;
        Self { organization, sample, health, zone, region, now }
    }

    pub fn of_history(page: &HistoryPage<'a>) -> Self {
        let HistoryPage { organization, sample, health, zone, region, now, .. } = *page;
        Self { organization, sample, health, zone, region, now }
    }
}

/// The lines above the figures, within `width` cells where something limits them.
pub(super) fn head(of: &Head<'_>, width: Option<usize>, ink: Ink) -> Vec<String> {
    let name = if of.sample { words::terminal::SAMPLE_DATA.to_owned() } else { organization_name(of.organization) };
    let (when, numbers) = (When::seen_from(of.now, of.zone, of.region), Numbers::of(of.region));
    let status = Status::of(of.health, true, &when, &numbers).text;
    let style = if of.health.trouble.is_some() { Style::Yellow } else { Style::Dim };
    let status = line(&status, NAME * 4).unwrap_or(status);
    let mut head = vec![ink.dress(&within(&name, width), Style::Bold)];
    head.extend(wrapped(&status, width).iter().map(|line| ink.dress(line, style)));
    let rejected = words::rejected_rows(of.health, &numbers).map(|rows| wrapped(&rows, width)).unwrap_or_default();
    head.extend(rejected.iter().map(|line| ink.dress(line, Style::Yellow)));
    head
}
