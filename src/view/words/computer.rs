//! What this computer does not allow or have, and what to do about it.
