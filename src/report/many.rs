//! A list of a report that is made while it is written: no report stands in memory as a whole.

use serde::{Serialize, Serializer};

/// A list, as what makes it.
pub(super) struct Many<'r, T>(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'r> + 'r>);

impl<'r, T: 'r> Many<'r, T> {
    /// The list that `make` makes.
    pub fn of<I: Iterator<Item = T> + 'r>(make: impl Fn() -> I + 'r) -> Self {
        Many(Box::new(move || Box::new(make())))
    }
}

impl<T: Serialize> Serialize for Many<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
