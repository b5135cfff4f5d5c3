//! Answers that are not what Polar sends, or not the whole of it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::sample::{self, ok, page, with};
use super::*;
use crate::domain::Environment;
use crate::polar::{Response, Trouble};

fn three_orders() -> String {
    let id = json!("66666666-6666-4666-8666-666666666666");
    let other = with(sample::order(), &[("/id", id), ("/customer/name", json!("Zoë 🦊"))]);
    page(&[sample::order(), other, sample::order()])
}

fn malformed(path: &str) -> impl Fn(Trouble) -> bool {
    move |trouble| matches!(trouble, Trouble::Malformed { path: at, .. } if at == path)
}

#[test]
fn an_answer_that_is_no_page_is_named_for_what_it_is() {
    for (content_type, body, trouble) in [
        ("text/html", "<!doctype html><title>Log in</title>", Trouble::NotPolar),
        ("application/json", "\n <html>", Trouble::NotPolar),
        ("TEXT/HTML", "", Trouble::NotPolar),
        ("text/plain", "Welcome to the hotel", Trouble::NotPolar),
        ("application/json", "", Trouble::Cut),
        ("application/json", " \n", Trouble::Cut),
        ("application/json", "{", Trouble::Cut),
        ("application/json", r#"{"items":[{"id":"#, Trouble::Cut),
        ("application/json", r#"{"items":[],"pagination":{"total_count":0,"max_page":0}"#, Trouble::Cut),
    ] {
        let response = Response { content_type: Some(content_type.to_owned()), ..ok(body) };
        assert_eq!(read_orders(&response), Err(trouble.clone()), "{body}");
        assert_eq!(read_order(&response), Err(trouble.clone()), "{body}");
        assert_eq!(read_organizations(&response, Environment::Sandbox), Err(trouble), "{body}");
    }
}

#[test]
fn a_page_of_the_wrong_form_is_malformed_by_its_path() {
    for (body, path) in [
        ("null", "."),
        ("[]", "."),
        ("[{}]", "[0]"),
        (r#""items""#, "."),
        ("{]", "."),
        (r#"{"items":[]} x"#, "."),
        ("{}", "items"),
        (r#"{"items":null}"#, "items"),
        (r#"{"items":{},"pagination":{"total_count":0,"max_page":0}}"#, "items"),
        (r#"{"items":[]}"#, "pagination"),
        (r#"{"items":[],"pagination":null}"#, "pagination"),
        (r#"{"items":[],"pagination":{"total_count":0}}"#, "pagination.max_page"),
        (r#"{"items":[],"pagination":{"total_count":-1,"max_page":0}}"#, "pagination.total_count"),
        (r#"{"items":[],"pagination":{"total_count":1.5,"max_page":0}}"#, "pagination.total_count"),
    ] {
        let trouble = read_orders(&ok(body)).unwrap_err();
        assert!(malformed(path)(trouble.clone()), "{body}: {trouble}");
    }
}

#[test]
fn an_empty_list_is_a_page() {
    let response = ok(r#"{"items":[],"pagination":{"total_count":0,"max_page":0}}"#);
    let list = read_orders(&response).unwrap();
    assert_eq!((list.items.len(), list.rejected.len(), list.total_count, list.max_page), (0, 0, 0, 0));
}

#[test]
fn fields_that_nobody_knows_and_a_missing_content_type_do_not_matter() {
    let body = three_orders().replacen('{', r#"{"links":{"next":null},"#, 1);
    let response = Response { content_type: None, ..ok(body) };
    assert_eq!(read_orders(&response).unwrap().items.len(), 3);
}

#[test]
fn malformed_rows_are_told_apart_and_their_neighbours_survive() {
    let rows: [Value; 6] = [
        json!(7),
        sample::order(),
        with(sample::order(), &[("/id", json!("7"))]),
        Value::Null,
        sample::order(),
        with(sample::order(), &[("/total_amount", json!(0.5))]),
    ];
    let list = read_orders(&ok(page(&rows))).unwrap();
    assert_eq!(list.items.len(), 2);
    let rejected: Vec<_> = list.rejected.iter().map(|row| (row.path.as_str(), row.reason.as_str())).collect();
    assert_eq!(
        rejected,
        [
            ("items[0]", "expected an object"),
            ("items[2].id", "expected an id"),
            ("items[3]", "expected an object"),
            ("items[5].total_amount", "expected a whole number of at most 64 bits"),
        ]
    );
}

#[test]
fn of_rows_that_contradict_each_other_none_is_believed() {
    let other = |field: &str, value: Value| with(sample::order(), &[(field, value)]);
    let id = json!("66666666-6666-4666-8666-666666666666");
    for (rows, items, rejected) in [
        (vec![sample::order(), sample::order()], 2, 0),
        (vec![sample::order(), other("/metadata", json!({ "a": 1 }))], 2, 0),
        (vec![sample::order(), other("/id", id.clone())], 2, 0),
        (vec![sample::order(), other("/net_amount", json!(1)), other("/id", id.clone())], 1, 2),
        (vec![sample::order(), sample::order(), other("/net_amount", json!(1))], 0, 3),
    ] {
        let list = read_orders(&ok(page(&rows))).unwrap();
        assert_eq!((list.items.len(), list.rejected.len()), (items, rejected), "{rows:#?}");
        assert!(list.rejected.iter().all(|row| row.id.is_some_and(|id| id.to_string() == sample::ORDER)));
    }
}

#[test]
fn bytes_that_are_no_text_cost_their_own_row_at_most() {
    let broken = |field: &str| {
        let row = with(sample::order(), &[(field, json!("BROKEN"))]).to_string();
        let body = page(&[sample::order().to_string(), row, sample::order().to_string()]);
        let at = body.find("BROKEN").unwrap();
        let mut bytes = body.into_bytes();
        bytes[at] = 0xFF;
        read_orders(&ok(bytes)).unwrap()
    };
    let list = broken("/customer/name");
    assert_eq!(list.items.len(), 2);
    assert_eq!(list.rejected[0].path, "items[1].customer.name");
    assert_eq!(broken("/metadata/note").items.len(), 3);
}

#[test]
fn no_depth_of_nesting_exhausts_the_stack() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = format!("{}null{}", open.repeat(200_000), close.repeat(200_000));
        let unread = sample::with_raw(&sample::order(), "metadata", &deep);
        assert_eq!(read_orders(&ok(page(&[unread]))).unwrap().items.len(), 1);
        let read = sample::with_raw(&sample::order(), "net_amount", &deep);
        let list = read_orders(&ok(page(&[read, sample::order().to_string()]))).unwrap();
        assert_eq!((list.items.len(), list.rejected[0].path.as_str()), (1, "items[0].net_amount"));
        assert!(read_orders(&ok(deep)).is_err());
        assert_eq!(read_orders(&ok(open.repeat(200_000))), Err(Trouble::Cut));
    }
}

fn every_reader_survives(response: &Response) {
    let _ = read_orders(response);
    let _ = read_order(response);
    let _ = read_subscriptions(response);
    let _ = read_subscription(response);
    let _ = read_organizations(response, Environment::Production);
    let _ = read_organization(response, Environment::Production);
}

proptest! {
    #[test]
    fn whatever_ends_early_was_cut(share in 0..10_000usize) {
        let body = three_orders();
        let cut = body.as_bytes()[..body.len() * share / 10_000].to_vec();
        prop_assert_eq!(read_orders(&ok(cut)), Err(Trouble::Cut));
    }

    #[test]
    fn no_change_of_bytes_is_more_than_a_rejected_row_or_a_trouble(
        status in prop_oneof![4 => Just(200u16), 1 => any::<u16>()],
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..8),
        end in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        for body in [three_orders(), page(&[sample::subscription()]), sample::order().to_string(), page(&[sample::organization()])] {
            let mut bytes = body.into_bytes();
            for (at, byte, kind) in &edits {
                let at = at.index(bytes.len());
                match kind {
                    0 => bytes[at] = *byte,
                    1 => bytes.insert(at, *byte),
                    _ => drop(bytes.remove(at)),
                }
            }
            if !whole {
                bytes.truncate(end.index(bytes.len()));
            }
            every_reader_survives(&Response { status, ..ok(bytes) });
        }
    }

    #[test]
    fn no_place_and_no_reason_repeats_what_an_answer_holds(
        field in prop::sample::select(&["/id", "/net_amount", "/currency", "/created_at", "/status", "/customer", "/customer/id", "/customer/name", "/product"][..]),
        name in prop::sample::select(&["Ada Lovelace", "x, expected y", "a at line 3", "`Ada`", "items[0]"][..]),
        kind in 0..6u8,
    ) {
        let secret = format!("Zq7 {name} Zq8");
        let (key, number) = (json!({ &secret: { &secret: 1e300 } }), 771_177_117_711_i64);
        let value = match kind {
            0 => json!(secret),
            1 => json!([secret]),
            2 => key,
            3 => json!(-1.5),
            4 => json!([[number]]),
            _ => json!({ "id": secret, "name": [secret] }),
        };
        let row = with(sample::order(), &[(field, value)]).to_string();
        // A key of somebody else's before what is wrong.
        let row = sample::with_raw(&serde_json::from_str(&row).unwrap(), &secret.replace('`', ""), "{\"Zq7\": 1}");
        let mut told = Vec::new();
        for body in [page(std::slice::from_ref(&row)), row.clone(), page(&[row.replacen(':', ",", 1)]), row.replace("\"id\"", "\"Zq7\"")] {
            match read_orders(&ok(body.clone())) {
                Ok(list) => told.extend(list.rejected.into_iter().map(|row| format!("{} {}", row.path, row.reason))),
                Err(Trouble::Malformed { path, reason }) => told.push(format!("{path} {reason}")),
                Err(_) => {}
            }
            if let Err(Trouble::Malformed { path, reason }) = read_order(&ok(body)) {
                told.push(format!("{path} {reason}"));
            }
        }
        for text in told {
            prop_assert!(!["Zq7", "Zq8", "Ada", "771177117711", "1e300"].iter().any(|never| text.contains(never)), "{}", text);
        }
    }

    #[test]
    fn rows_read_and_rows_rejected_are_all_rows(broken in prop::collection::vec(any::<bool>(), 0..12)) {
        let rows: Vec<Value> = broken
            .iter()
            .map(|broken| with(sample::order(), &[("/net_amount", if *broken { json!("x") } else { json!(1) })]))
            .collect();
        let list = read_orders(&ok(page(&rows))).unwrap();
        let wrong: Vec<String> =
            broken.iter().enumerate().filter(|(_, broken)| **broken).map(|(at, _)| format!("items[{at}].net_amount")).collect();
        prop_assert_eq!(list.rejected.into_iter().map(|row| row.path).collect::<Vec<_>>(), wrong);
        prop_assert_eq!(list.items.len(), broken.iter().filter(|broken| !**broken).count());
    }
}
