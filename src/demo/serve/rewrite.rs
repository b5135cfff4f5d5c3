use std::fmt;
use std::sync::Arc;

/// What becomes of an answer's body on its way: any bytes from any bytes. Two are the same when one is a clone of the
/// other.
#[derive(Clone)]
pub struct Rewrite(Arc<dyn Fn(Vec<u8>) -> Vec<u8> + Send + Sync>);

impl Rewrite {
    /// A rewrite by this rule, which is given every body that the fault hits, those of refusals too.
    pub fn by(rule: impl Fn(Vec<u8>) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self(Arc::new(rule))
    }

    pub(super) fn of(&self, body: Vec<u8>) -> Vec<u8> {
        (self.0)(body)
    }
}

impl fmt::Debug for Rewrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rewrite")
    }
}

impl PartialEq for Rewrite {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Rewrite {}
