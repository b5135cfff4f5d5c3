//! The lines of `revone doctor`.
