//! Faults that are played to the real program: the certificates that a server shows, and answers that would fill the memory.

#[allow(dead_code, reason = "the worker's tests use all of it")]
mod bodies;
#[cfg(target_os = "linux")]
mod memory;
mod secured;
mod tls;
