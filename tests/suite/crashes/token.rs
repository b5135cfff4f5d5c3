use revone::demo::FakePolar;

use super::life::Lives;
use super::moment::Chance;
use super::{a_few_sales, tell, times};
use crate::e2e::desktop::Desktop;
use crate::running::{Ended, Run};

/// The name under which every token is filed.
const SERVICE: &str = "app.revone.Revone";

struct Owner {
    desktop: Desktop,
    polar: FakePolar,
}

impl Owner {
    fn revone(&self, arguments: &[&str]) -> Run {
        self.desktop.revone(arguments).asking(&self.polar)
    }

    fn connect(&self) -> Run {
        self.revone(&["connect"]).reading(self.polar.token().expose())
    }

    async fn run(&self, arguments: &[&str]) -> Ended {
        self.revone(arguments).start().ended().await
    }

    async fn connects(&self) {
        self.connect().start().ended().await.exits(0);
        self.run(&["sync"]).await.exits(0);
    }

    async fn tokens(&self) -> usize {
        let secrets = self.desktop.keyring().secrets().await;
        secrets.iter().filter(|(attributes, _)| attributes.values().any(|value| value == SERVICE)).count()
    }

    /// Connected and working, or not connected and told so with the cure.
    async fn is_connected_or_knows_the_cure(&self) {
        let asked = self.run(&["sync"]).await;
        if asked.code != Some(0) {
            asked.exits(3).says(&["run `revone connect`"]);
        }
    }

    async fn forgets_everything(&self) {
        self.run(&["reset", "--yes"]).await.exits(0);
        assert_eq!(self.tokens().await, 0, "a token is kept that nobody knows of");
    }
}

#[tokio::test]
async fn a_connection_made_or_ended_under_a_kill_leaves_no_token_that_nobody_knows_of() {
    let mut chance = Chance::of("crashes.token");
    let desktop = Desktop::without_display().await.and_keyring().await;
    let owner = Owner { desktop, polar: FakePolar::start(a_few_sales()).unwrap() };
    let (polar, wanted) = (&owner.polar, times(6, 90));

    let (mut connecting, ended) = Lives::like(owner.connect(), polar).await;
    ended.exits(0);
    let (mut leaving, ended) = Lives::like(owner.revone(&["disconnect"]), polar).await;
    ended.exits(0);
    owner.connects().await;
    let (mut resetting, ended) = Lives::like(owner.revone(&["reset", "--yes"]), polar).await;
    ended.exits(0);
    assert_eq!(owner.tokens().await, 0);

    while connecting.killed + leaving.killed + resetting.killed < wanted {
        connecting.one(owner.connect(), polar, &mut chance).await;
        match chance.below(2) {
            // What the kill has left is all that reset has to go by.
            0 => owner.forgets_everything().await,
            _ => owner.is_connected_or_knows_the_cure().await,
        }
        owner.connects().await;

        leaving.one(owner.revone(&["disconnect"]), polar, &mut chance).await;
        owner.is_connected_or_knows_the_cure().await;
        owner.run(&["disconnect"]).await.exits(0);
        assert_eq!(owner.tokens().await, 0, "a token is kept that nobody knows of");
        owner.connects().await;

        resetting.one(owner.revone(&["reset", "--yes"]), polar, &mut chance).await;
        owner.is_connected_or_knows_the_cure().await;
        owner.forgets_everything().await;
    }
    let killed = connecting.killed + leaving.killed + resetting.killed;
    let figure = format!("survived {killed} of {killed} kills of connect, disconnect and reset; no token left behind");
    tell("crashes.token", &figure);
}
