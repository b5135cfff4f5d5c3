use uuid::Uuid;

/// A notification's stable id, taken apart for the outbox: `order/<uuid>/paid` is the event `order/*/paid` of the subject
/// `<uuid>`. A million announced orders then share one event and take 16 bytes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StableName {
    /// The id with its UUID taken out.
    pub(super) event: String,
    /// The UUID's bytes; empty for an id without one.
    pub(super) subject: Vec<u8>,
}

impl StableName {
    /// Takes an id apart. No two ids give the same parts.
    pub(super) fn of(stable_id: &str) -> Self {
        let mut subject = Vec::new();
        let event: Vec<&str> = stable_id
            .split('/')
            .map(|part| match Uuid::try_parse(part) {
                // Only the one way in which ids are written, so that the parts stand for no other id.
                Ok(uuid) if subject.is_empty() && uuid.hyphenated().to_string() == part => {
                    subject = uuid.as_bytes().to_vec();
                    "*"
                }
                _ => part,
            })
            .collect();
        Self { event: event.join("/"), subject }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5d3b6ba8-2f0c-4b8c-9d58-1b2a3c4d5e6f";

    #[test]
    fn an_id_is_an_event_and_a_subject() {
        let subject = Uuid::try_parse(ID).unwrap().as_bytes().to_vec();
        let name = StableName::of(&format!("order/{ID}/paid"));
        assert_eq!(name, StableName { event: "order/*/paid".to_owned(), subject });
        let name = StableName::of("milestone/first-sale");
        assert_eq!(name, StableName { event: "milestone/first-sale".to_owned(), subject: Vec::new() });
    }

    #[test]
    fn different_ids_have_different_parts() {
        let ids = [
            format!("order/{ID}/paid"),
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
