use fastrand::Rng;

use super::chance::{chance, weighted};
use crate::domain::CancellationReason;

const REASONS: [(&str, u32); 8] = [
    ("unused", 260),
    ("too_expensive", 220),
    ("missing_features", 160),
    ("switched_service", 120),
    ("other", 120),
    ("too_complex", 60),
    ("low_quality", 35),
    ("customer_service", 25),
];

const COMMENTS: [&str; 10] = [
    "Love it, but I only write twice a year.",
    "Too pricey for what I use 😅",
    "I would come back for an Android version.",
    "Project is over. Thank you!",
    "Sync lost a note once and I never quite trusted it again.",
    "Moving to the team plan of my company.",
    "thanks!",
    "Please <b>add</b> \"folders\" & tags.",
    "Ich brauche es gerade nicht mehr – bis bald!",
    "解約しますが、とても良いアプリでした。",
];

/// Why someone leaves, and what they write: most say why, few write.
pub(super) fn farewell(rng: &mut Rng) -> (Option<CancellationReason>, Option<&'static str>) {
    if chance(rng, 250) {
        return (None, None);
    }
    let reason = weighted(rng, &REASONS, |reason| reason.1).map(|reason| CancellationReason::from_code(reason.0));
    let comment = if chance(rng, 380) { rng.choice(COMMENTS) } else { None };
    (reason, comment)
}
