//! How two slot values relate: the seven relations of natural logic.
//!
//! Source: MacCartney and Manning, "An extended model of natural logic" (2009).

/// The relation of a claim's value to the fact's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same.
    Equal,
    /// The claim says less general: it lies inside the fact's value.
    Narrower,
    /// The claim says more general: the fact's value lies inside it.
    Broader,
    /// The claim is the fact's negation: never both, always one.
    Opposite,
    /// Never both, perhaps neither.
    Disjoint,
    /// Always one, perhaps both.
    Cover,
    /// Nothing follows.
    Unrelated,
}

impl Relation {
    /// The relation read the other way round.
    pub fn converse(self) -> Relation {
        match self {
            Relation::Narrower => Relation::Broader,
            Relation::Broader => Relation::Narrower,
            same => same,
        }
    }

    /// Whether two statements with this relation cannot both be true.
    pub fn excludes(self) -> bool {
        matches!(self, Relation::Opposite | Relation::Disjoint)
    }

    /// The word used in proofs and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Relation::Equal => "equal",
            Relation::Narrower => "narrower",
            Relation::Broader => "broader",
            Relation::Opposite => "opposite",
            Relation::Disjoint => "disjoint",
            Relation::Cover => "cover",
            Relation::Unrelated => "unrelated",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrower_and_broader_are_converses() {
        assert_eq!(Relation::Narrower.converse(), Relation::Broader);
        assert_eq!(Relation::Opposite.converse(), Relation::Opposite);
    }
}
