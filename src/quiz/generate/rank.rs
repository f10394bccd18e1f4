//! What a question of a picture teaches, and what is asked first for it.

use crate::id::Id;

/// What a question teaches, from what teaches most on: a round takes from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// What a picture has nothing of, as an author declares.
    Absence,
    /// What answers to what in another picture.
    Likeness,
    /// What lies on which side of a boundary.
    Boundary,
    /// Which way a request goes, and who needs what on it.
    Request,
    /// What stands on what.
    Order,
    /// Which of the pictures a layer is of.
    Owner,
}

/// What the ids of generated questions begin with, and what such a question teaches. From the top.
pub const KINDS: [(&str, Rank); 16] = [
    // A layer that another picture has and this one has not.
    ("missing", Rank::Absence),
    // The layer that does a layer’s job in another picture.
    ("answers", Rank::Likeness),
    // The layer that merely stands in a layer’s place in another picture.
    ("place", Rank::Likeness),
    // The layers that two pictures share.
    ("shared", Rank::Likeness),
    // What each copy has to itself.
    ("copies", Rank::Boundary),
    // What lies inside a frame.
    ("inside", Rank::Boundary),
    // In which pictures hardware enforces a boundary.
    ("guards", Rank::Boundary),
    // The boundary between two layers.
    ("bounds", Rank::Boundary),
    // The order in which a request comes to its layers.
    ("path", Rank::Request),
    // Where a request goes when a condition holds.
    ("turns", Rank::Request),
    // Which layer it is that answers nothing any more: a `Kind::Diagnose`.
    ("fault", Rank::Request),
    // Which requests arrive when a layer answers nothing any more: a `Kind::Break`.
    ("arrives", Rank::Request),
    // How far a request still comes when a layer on its way fails.
    ("breaks", Rank::Request),
    // The order of a stack.
    ("order", Rank::Order),
    // The layer between two others.
    ("gap", Rank::Order),
    // Whose a layer is.
    ("whose", Rank::Owner),
];

/// The kind of a generated question, by its id; none where it has an author, whose own ids must
/// not look so.
#[must_use]
pub fn kind_of(id: &Id) -> Option<&'static str> {
    place(id).and_then(|place| KINDS.get(place)).map(|(kind, _)| *kind)
}

/// What a generated question teaches; of any other one nothing is known.
#[must_use]
pub fn rank(id: &Id) -> Option<Rank> {
    place(id).and_then(|place| KINDS.get(place)).map(|(_, rank)| *rank)
}

/// Has this question no author?
#[must_use]
pub fn is_generated(id: &Id) -> bool {
    place(id).is_some()
}

/// The place of its kind in [`KINDS`].
pub(super) fn place(id: &Id) -> Option<usize> {
    // Asked of every question of a pack: bytes are compared sooner than texts are searched.
    let id = id.as_str();
    let at = id.as_bytes().windows(2).position(|two| two == b"--")?;
    let kind = id.get(..at)?;
    KINDS.iter().position(|(known, _)| *known == kind)
}
