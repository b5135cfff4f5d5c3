//! The same shop read by this program, by Polar's TypeScript SDK, and by a script that does the least.

pub fn measure() {}
