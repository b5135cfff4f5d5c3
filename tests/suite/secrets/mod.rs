//! The token and the people who buy: looked for wherever the program could have left them.

mod children;
mod crash;
mod hosts;
mod memory;
mod modes;
pub mod places;
mod story;
pub mod traces;
mod wire;

use revone::demo::{FakePolar, Shop};
use revone::domain::CustomerId;
use revone::polar::AccessToken;

use crate::e2e::desktop::{Desktop, Tray};
use crate::e2e::refresh_until;
use crate::running::shops::{self, hours_ago};
use traces::Traces;

/// Letters and digits that stand nowhere else.
fn chance(length: usize) -> String {
    std::iter::repeat_with(fastrand::alphanumeric).take(length).collect()
}

/// A well-formed token that no Polar knows.
fn unknown_token() -> AccessToken {
    AccessToken::well_formed(&chance(37)).unwrap()
}

/// Someone who buys, by name and address.
pub struct Person {
    name: String,
    email: String,
}

impl Person {
    pub fn someone() -> Self {
        // All of the address is by chance: the name of a host in it would be looked for as well.
        Self { name: chance(24), email: format!("{}@{}.{}", chance(24), chance(16), chance(8)) }
    }

    /// A reader that knows both.
    pub fn traces(&self) -> Traces {
        Traces::of([("a name", self.name.as_str()), ("an address", self.email.as_str())])
    }

    /// Is this customer of the shop from now on.
    fn is(&self, customer: CustomerId, shop: &mut Shop) {
        let row = shop.customers.get_mut(&customer).unwrap();
        row.name = Some(self.name.clone().into());
        row.email = Some(self.email.clone().into());
    }

    /// Buys something now.
    pub fn buys(&self, polar: &FakePolar) {
        polar.with(|state| {
            let order = state.shop.add_purchase(hours_ago(0), 2_900, "usd");
            let customer = state.shop.order(order).unwrap().customer_id;
            self.is(customer, &mut state.shop);
        });
    }
}

/// A shop whose customers are all called so.
pub fn shop_of(person: &Person) -> Shop {
    let mut shop = shops::a_few_sales();
    let customers: Vec<CustomerId> = shop.customers.keys().copied().collect();
    for customer in customers {
        person.is(customer, &mut shop);
    }
    shop
}

/// Refreshes until a notification says this: what is looked for on the disk has been in the program.
async fn rings(desktop: &Desktop, tray: &Tray, words: &str) {
    let heard = || desktop.notifications().all().iter().any(|shown| shown.body.contains(words));
    refresh_until(tray, "a notification about a person", async || heard()).await;
}
