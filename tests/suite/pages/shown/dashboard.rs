use revone::view::window::{
    Block, Button, Card, Cell, Chart, Choice, Column, DashboardPage, Drawing, Fact, List, Listed, Offer, Page,
    PageName, Pager, Place, Row, Said, Search, State, Table, WindowLink,
};
use uuid::Uuid;

use super::days::{dollars, line, revenue};
use super::{frame, hostile_names};

/// Shops whose dashboards look differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shop {
    Full,
    Year,
    Empty,
    WithoutSubscriptions,
    Offline,
    OneOrder,
    NegativeDay,
    Hostile,
}

impl Shop {
    pub const ALL: [Self; 8] = [
        Self::Full,
        Self::Year,
        Self::Empty,
        Self::WithoutSubscriptions,
        Self::Offline,
        Self::OneOrder,
        Self::NegativeDay,
        Self::Hostile,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "dashboard",
            Self::Year => "dashboard of a year",
            Self::Empty => "dashboard without orders",
            Self::WithoutSubscriptions => "dashboard without subscriptions",
            Self::Offline => "dashboard, offline",
            Self::OneOrder => "dashboard of one order",
            Self::NegativeDay => "dashboard with a negative day",
            Self::Hostile => "dashboard with hostile names",
        }
    }

    fn cents(self) -> Vec<Option<i64>> {
        let days = if self == Self::Year { 365 } else { 30 };
        (0..days)
            .map(|day: i64| match self {
                Self::Empty => Some(0),
                Self::OneOrder => Some(if day == 20 { 2_900 } else { 0 }),
                Self::NegativeDay if day == 12 => Some(-18_000),
                _ if day == 0 => None,
                _ => Some((day * 7_919 % 401) * 75 + if day % 7 > 4 { 2_000 } else { 9_000 } + day * 40),
            })
            .collect()
    }

    fn names(self) -> Vec<String> {
        match self {
            Self::Empty => Vec::new(),
            Self::Hostile => hostile_names().into(),
            Self::OneOrder => vec!["Pro Plan".to_owned()],
            _ => ["Pro Plan", "Lifetime Licence with Updates for Ever", "Starter", "Icon Set", "Templates"]
                .map(str::to_owned)
                .into(),
        }
    }
}

/// The dashboard of a shop.
pub fn dashboard(shop: Shop) -> Page {
    let days = shop.cents().len();
    let (cards, drawings) = cards(shop);
    Page::Dashboard(Box::new(DashboardPage {
        notice: None,
        frame: frame(PageName::Dashboard, "Paper Lantern – Revone"),
        heading: if shop == Shop::Hostile { hostile_names()[3].clone() } else { "Paper Lantern".to_owned() },
        state: state(shop),
        span: Choice {
            label: "Days".to_owned(),
            value: if days == 365 { "365" } else { "30" }.to_owned(),
            options: [
                ("7", "7 days"),
                ("30", "30 days"),
                ("90", "90 days"),
                ("365", "365 days"),
                ("month", "This month"),
            ]
            .map(offer)
            .into(),
        },
        currency: (shop != Shop::OneOrder).then(|| Choice {
            label: "Currency".to_owned(),
            value: "usd".to_owned(),
            options: [("usd", "US dollar"), ("eur", "Euro")].map(offer).into(),
        }),
        facts: [
            ("Revenue", "$8,240", "▲ 12% vs. the days before"),
            ("Orders", "214", ""),
            ("MRR", "$4,210", "ARR $50.5K"),
            ("Active subscriptions", "183", "6 cancelling"),
        ]
        .map(|(label, value, note)| Fact { label: label.into(), value: value.into(), note: note.into() })
        .into(),
        cards,
        lists: lists_of(&page_of(shop)),
        drawings,
    }))
}

fn offer((value, label): (&str, &str)) -> Offer {
    Offer { value: value.to_owned(), label: label.to_owned() }
}

fn state(shop: Shop) -> State {
    if shop == Shop::Offline {
        let button = Button { label: "Try again".to_owned(), says: Said::Refresh, question: None };
        return State { text: "Offline – figures from 14:02".to_owned(), trouble: true, button: Some(button) };
    }
    State { text: "Updated 14:02".to_owned(), trouble: false, button: None }
}

fn cards(shop: Shop) -> (Vec<Card>, Vec<Drawing>) {
    let (by_day, days) = revenue("revenue", &shop.cents());
    let counts: Vec<Option<i64>> = (0..30).map(|day| (day > 2).then_some(120 + day * 2 - day % 5 * 3)).collect();
    let (active, line) = line("active", &counts);
    let export = Button {
        label: "Export…".to_owned(),
        says: Said::Export { of: Listed::Days, organization: Uuid::from_u128(1) },
        question: None,
    };
    let mut subscriptions = card("active", "Active subscriptions", Block::Chart(active));
    if matches!(shop, Shop::WithoutSubscriptions | Shop::Empty) {
        subscriptions.nothing = Some("No subscriptions yet. The first one appears here.".to_owned());
        subscriptions.block = Block::Chart(Chart::default());
    }
    let mut products = card("products", "Products by revenue", Block::Table(products(shop)));
    if shop == Shop::Empty {
        products.nothing = Some("No orders in these days.".to_owned());
    }
    let cards = vec![
        Card { place: Place::Wide, buttons: vec![export], ..card("revenue", "Revenue by day", Block::Chart(by_day)) },
        subscriptions,
        products,
        Card {
            note: "Of what was paid in these days.".to_owned(),
            ..card("kept", "What you keep", Block::Table(kept()))
        },
    ];
    (cards, vec![days, line])
}

fn card(id: &str, heading: &str, block: Block) -> Card {
    Card {
        id: id.to_owned(),
        heading: heading.to_owned(),
        note: String::new(),
        buttons: Vec::new(),
        place: Place::Start,
        nothing: None,
        block,
    }
}

fn columns(labels: &[&str]) -> Vec<Column> {
    let column = |(at, label): (usize, &&str)| Column {
        label: (**label).to_owned(),
        figures: at == labels.len() - 1 || *label == "Orders",
    };
    labels.iter().enumerate().map(column).collect()
}

fn cells(texts: impl IntoIterator<Item = String>) -> Vec<Cell> {
    texts.into_iter().map(Cell::from).collect()
}

fn products(shop: Shop) -> Table {
    let row = |(at, name): (u16, String)| Row {
        cells: cells([name, format!("{}", 90 - at * 13), dollars(412_050 - i64::from(at) * 91_000)]),
        share: Some(1_000 - at * 220),
        ..Row::default()
    };
    Table { columns: columns(&["Product", "Orders", "Revenue"]), rows: (0..).zip(shop.names()).map(row).collect() }
}

fn kept() -> Table {
    let row = |(name, cents, sum): (&str, i64, bool)| Row {
        cells: cells([name.to_owned(), dollars(cents)]),
        sum,
        ..Row::default()
    };
    Table {
        columns: columns(&["Part", "Amount"]),
        rows: [
            ("Paid", 912_050, false),
            ("Tax", -91_200, false),
            ("Polar’s fee", -41_000, false),
            ("Yours", 779_850, true),
        ]
        .map(row)
        .into(),
    }
}

/// A page of the orders.
pub struct Orders {
    pub search: String,
    pub status: String,
    pub page: u32,
    pub names: Vec<String>,
}

fn page_of(shop: Shop) -> Orders {
    Orders { search: String::new(), status: String::new(), page: 0, names: shop.names() }
}

impl Orders {
    /// The last page that a list of some orders has here.
    pub const LAST: u32 = 8;
}

/// The lists with this page of orders.
pub fn lists_of(orders: &Orders) -> Vec<List> {
    let row = |(at, name): (u128, &String)| Row {
        cells: vec![
            Cell { text: "12 Mar, 13:40".to_owned(), full: "Thursday, 12 March 2026, 13:40".to_owned() },
            Cell::from(name.clone()),
            Cell::from("Paid".to_owned()),
            Cell::from(dollars(2_900)),
        ],
        opens: Some(Said::Open { link: WindowLink::Order(Uuid::from_u128(at)) }),
        ..Row::default()
    };
    let status = [("", "All"), ("paid", "Paid"), ("refunded", "Refunded")].map(offer);
    let list = |of: Listed, heading: &str| List {
        of,
        heading: heading.to_owned(),
        search: Search {
            label: format!("Search {}", heading.to_lowercase()),
            placeholder: "Product, invoice, ID…".to_owned(),
            value: orders.search.clone(),
        },
        status: Choice { label: "Status".to_owned(), value: orders.status.clone(), options: status.clone().into() },
        table: Table {
            columns: columns(&["Date", "Product", "Status", "Amount"]),
            rows: (0..).zip(&orders.names).map(row).collect(),
        },
        nothing: orders.names.is_empty().then(|| "Nothing here yet.".to_owned()),
        pager: Pager {
            text: if orders.names.is_empty() {
                "None".to_owned()
            } else {
                format!("Page {} of 8,412", orders.page + 1)
            },
            page: orders.page,
            previous: "Newer".to_owned(),
            has_previous: orders.page > 0,
            next: "Older".to_owned(),
            has_next: !orders.names.is_empty() && orders.page < Orders::LAST,
        },
        export: Button {
            label: "Export…".to_owned(),
            says: Said::Export { of, organization: Uuid::from_u128(1) },
            question: None,
        },
    };
    vec![list(Listed::Orders, "Orders"), list(Listed::Subscriptions, "Subscriptions")]
}
