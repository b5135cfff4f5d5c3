//! What commands of the terminal say and ask.
