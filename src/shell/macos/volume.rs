//! The volume that a file lies on.

use std::path::Path;

use objc2_foundation::{NSArray, NSNumber, NSString, NSURL, NSURLVolumeIsReadOnlyKey};

/// Whether nothing can be written to it, as on a disk image that was downloaded; `false` where nobody can say.
pub fn is_read_only(path: &Path) -> bool {
    let Some(path) = path.to_str() else { return false };
    #[allow(unsafe_code)]
    // SAFETY: a constant of Foundation, set before any code of a program that links it runs.
    let key = unsafe { NSURLVolumeIsReadOnlyKey };
    let url = NSURL::fileURLWithPath(&NSString::from_str(path));
    let values = url.resourceValuesForKeys_error(&NSArray::from_slice(&[key])).ok();
    let value = values.and_then(|values| values.objectForKey(key)?.downcast::<NSNumber>().ok());
    value.is_some_and(|value| value.boolValue())
}
