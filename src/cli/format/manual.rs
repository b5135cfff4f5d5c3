use super::bars;
use crate::view::template;

/// The manual of `--format`.
pub(in crate::cli) fn manual() -> String {
    format!(
        "As a template with named fields, or for another program’s bar: {}\n\n\
         A template is cut at “ · ”, and a piece whose fields are all zero or unknown is left out, as in the menu bar. Amounts \
         are short as in the menu bar, and as in the menu with `:long`: {{revenue:long}} gives $412.50. {{{{ and }}}} are \
         braces, \\n is a line break, \\t a tab. Amounts are never hidden here.\n\n{}\n\
         Examples:\n  \
         --format '{{revenue}} · +{{new_subscriptions}}'\n  \
         --format '{{organization}}\\t{{revenue:long}}\\t{{orders}}'\n  \
         --format xbar          xbar and SwiftBar; the files are in assets/integrations\n  \
         --format text          the title on one line, a ⚠ behind figures that are not fresh",
        bars(),
        template::manual()
    )
}
