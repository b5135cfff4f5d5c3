//! The memory that this process holds and does not use.

use std::ffi::c_void;
use std::ptr;

// From <malloc/malloc.h>: of the zone, or of all where there is none, as much as can be where the goal is zero.
#[allow(unsafe_code)]
unsafe extern "C" {
    fn malloc_zone_pressure_relief(zone: *mut c_void, goal: usize) -> usize;
}

/// Gives freed memory back to the system, which otherwise takes it when memory becomes scarce: until then it counts as used.
pub fn give_back() {
    // SAFETY: no zone means all of them; it touches free memory only and may be called on any thread.
    #[allow(unsafe_code)]
    unsafe {
        malloc_zone_pressure_relief(ptr::null_mut(), 0);
    }
}
