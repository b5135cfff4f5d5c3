use uuid::Uuid;

/// A notification's stable id, taken apart for the outbox: `order/<uuid>/refunded/<number>` is the event
/// `order/*/refunded/#` of the subject `<uuid>` and the occurrence `<number>`. A million announced orders then share one
/// event and take 16 bytes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StableName {
    /// The id with UUID and number taken out.
    pub(super) event: String,
    /// The UUID's bytes; empty for an id without one.
    pub(super) subject: Vec<u8>,
    /// The number; 0 for an id without one.
    pub(super) occurrence: i64,
}

impl StableName {
    /// Takes an id apart. No two ids give the same parts.
    pub(super) fn of(stable_id: &str) -> Self {
        let (mut subject, mut occurrence) = (Vec::new(), None);
        let event: Vec<&str> = stable_id
            .split('/')
            .map(|part| {
                // Only the one way in which ids and numbers are written, so that the parts stand for no other id.
                if subject.is_empty()
                    && let Ok(uuid) = Uuid::try_parse(part)
                    && uuid.hyphenated().to_string() == part
                {
                    subject = uuid.as_bytes().to_vec();
                    return "*";
                }
                if occurrence.is_none()
                    && let Ok(number) = part.parse::<i64>()
                    && number.to_string() == part
                {
                    occurrence = Some(number);
                    return "#";
                }
                part
            })
            .collect();
        Self { event: event.join("/"), subject, occurrence: occurrence.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5d3b6ba8-2f0c-4b8c-9d58-1b2a3c4d5e6f";

    #[test]
    fn an_id_is_an_event_a_subject_and_an_occurrence() {
        let subject = Uuid::try_parse(ID).unwrap().as_bytes().to_vec();
        for (id, event, subject, occurrence) in [
            (format!("order/{ID}/paid"), "order/*/paid", subject.clone(), 0),
            (format!("order/{ID}/refunded/2900"), "order/*/refunded/#", subject, 2_900),
            ("milestone/mrr/usd/-202611".to_owned(), "milestone/mrr/usd/#", Vec::new(), -202_611),
            ("milestone/first-sale".to_owned(), "milestone/first-sale", Vec::new(), 0),
        ] {
            assert_eq!(StableName::of(&id), StableName { event: event.to_owned(), subject, occurrence });
        }
    }

    #[test]
    fn different_ids_have_different_parts() {
        let ids = [
            format!("order/{ID}/paid"),
            format!("order/{ID}/paid/0"),
            format!("order/{ID}/paid/1"),
            format!("order/{ID}/paid/01"),
            format!("order/{ID}/paid/+1"),
            format!("order/{ID}/paid/1/1"),
            format!("order/{ID}/refunded"),
            format!("order/{}/paid", ID.to_uppercase()),
            format!("order/{}/paid", ID.replace('-', "")),
            format!("order/{ID}/paid/{ID}"),
            "order/*/paid".to_owned(),
        ];
        for (at, one) in ids.iter().enumerate() {
            for other in &ids[..at] {
                assert_ne!(StableName::of(one), StableName::of(other), "{one} {other}");
            }
        }
    }
}
