//! What `Copy Diagnostics` copies.
