//! Reads recorded answers of Polar from the folder that `REVONE_FACTS` names: one JSON file each, `{"request": {"path"},
//! "status", "headers", "body"}`, and a whole shop's rows in `small_shop.json`. Without that variable nothing is checked.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use revone::domain::{Environment, OrderId, OrganizationId, SubscriptionId};
use revone::polar::{self, Page, Response, Scope, Trouble};
use serde_json::{Value, json};

use super::rows;

const WORLD: Environment = Environment::Production;

struct Capture {
    name: String,
    path: String,
    body: Value,
    response: Response,
}

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("REVONE_FACTS").map(PathBuf::from);
    if folder.is_none() {
        println!("REVONE_FACTS is not set: no recorded answer of Polar is checked");
    }
    folder
}

fn json_file(path: &PathBuf) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn captures() -> Vec<Capture> {
    let Some(folder) = folder() else { return Vec::new() };
    let folder = Some(folder.join("captures")).filter(|inner| inner.is_dir()).unwrap_or(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let captures: Vec<Capture> = files.iter().filter_map(|file| capture(file, json_file(file))).collect();
    assert!(!captures.is_empty(), "REVONE_FACTS names a folder without a recorded answer");
    captures
}

fn capture(file: &std::path::Path, recorded: Value) -> Option<Capture> {
    let body = recorded.get("body")?.clone();
    let header = |name: &str| recorded["headers"][name].as_str().map(str::to_owned);
    Some(Capture {
        name: file.file_stem()?.to_str()?.to_owned(),
        path: recorded["request"]["path"].as_str()?.to_owned(),
        response: Response {
            status: recorded["status"].as_u64()?.try_into().ok()?,
            retry_after: header("retry-after"),
            www_authenticate: header("www-authenticate"),
            content_type: header("content-type"),
            date: header("date"),
            sandbox: header("x-polar-sandbox").is_some(),
            body: body.as_str().map_or_else(|| body.to_string(), str::to_owned).into_bytes(),
        },
        body,
    })
}

/// Reads an answer with the reader of its path, and compares every row that was read with what the answer says.
fn read(Capture { path, body, response, name }: &Capture) -> Result<(), Trouble> {
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
    match parts.as_slice() {
        ["orders"] | ["orders", ""] => whole_page(name, polar::read_orders(response)?, body, rows::order),
        ["subscriptions", ""] => whole_page(name, polar::read_subscriptions(response)?, body, rows::subscription),
        ["organizations", ""] => {
            whole_page(name, polar::read_organizations(response, WORLD)?, body, rows::organization)
        }
        ["orders", id] => {
            let order = polar::read_order(response)?;
            assert_eq!(polar::order_request(OrderId::parse(id).unwrap()).path_and_query(), path);
            rows::order(&order, body);
        }
        ["subscriptions", id] => {
            let subscription = polar::read_subscription(response)?;
            assert_eq!(polar::subscription_request(SubscriptionId::parse(id).unwrap()).path_and_query(), path);
            rows::subscription(&subscription, body);
        }
        ["organizations", id] => {
            let organization = polar::read_organization(response, WORLD)?;
            assert_eq!(polar::organization_request(OrganizationId::parse(id).unwrap()).path_and_query(), path);
            rows::organization(&organization, body);
        }
        _ => panic!("{name}: {path} is no path that the program asks for"),
    }
    Ok(())
}

fn whole_page<T>(name: &str, page: Page<T>, body: &Value, same: impl Fn(&T, &Value)) {
    assert_eq!(page.rejected, [], "{name}");
    assert_eq!(json!(page.total_count), body["pagination"]["total_count"], "{name}");
    assert_eq!(json!(page.max_page), body["pagination"]["max_page"], "{name}");
    let rows = body["items"].as_array().unwrap();
    assert_eq!(page.items.len(), rows.len(), "{name}");
    page.items.iter().zip(rows).for_each(|(item, row)| same(item, row));
}

#[test]
fn every_recorded_answer_reads_as_it_was_meant() {
    let troubles = BTreeMap::from([
        ("err_429", Trouble::RateLimited(Some(Duration::from_secs(60)))),
        ("err_bad_token_oat", Trouble::Unauthorized),
        ("err_no_token", Trouble::Unauthorized),
        ("err_scope_orders", Trouble::MissingScope(Some(Scope::Orders))),
        ("err_scope_organizations", Trouble::MissingScope(Some(Scope::Organizations))),
        ("err_scope_subscriptions", Trouble::MissingScope(Some(Scope::Subscriptions))),
        ("orders_created_after_rawplus", Trouble::Refused(422)),
        ("orders_limit_0", Trouble::Refused(422)),
        ("orders_no_slash", Trouble::Redirected),
        ("orders_page_huge", Trouble::Server(500)),
        ("org_get_malformed", Trouble::Refused(422)),
        ("org_get_other", Trouble::NotFound),
        ("version_x", Trouble::NotFound),
    ]);
    let captures = captures();
    for capture in &captures {
        assert_eq!(read(capture).err().as_ref(), troubles.get(capture.name.as_str()), "{}", capture.name);
    }
    println!("{} recorded answers checked", captures.len());
}

#[test]
fn every_row_of_a_recorded_shop_can_be_read() {
    let Some(file) = folder().map(|folder| folder.join("small_shop.json")).filter(|file| file.is_file()) else {
        return;
    };
    let shop = json_file(&file);
    let page = |rows: &Value| {
        let pagination = json!({"total_count": rows.as_array().unwrap().len(), "max_page": 1});
        json!({"items": rows, "pagination": pagination})
    };
    let answer = |body: &Value| Response { status: 200, body: body.to_string().into_bytes(), ..Response::default() };
    let orders = page(&shop["orders"]);
    whole_page("orders", polar::read_orders(&answer(&orders)).unwrap(), &orders, rows::order);
    let subscriptions = page(&shop["subscriptions"]);
    let read = polar::read_subscriptions(&answer(&subscriptions)).unwrap();
    whole_page("subscriptions", read, &subscriptions, rows::subscription);
    let organization = polar::read_organization(&answer(&shop["organization"]), WORLD).unwrap();
    rows::organization(&organization, &shop["organization"]);
}
