//! The lines of a picture that decide a question: links along a way, and those that join copies to
//! what carries them.

use super::shown::Shown;
use crate::{
    diagram::{LinkKind, Part, PartKind},
    id::Id,
    quiz::LineRef,
};
use std::collections::HashSet;

/// The links that requests go along from one of two layers to the other, for each two.
pub(super) fn along<'i>(
    shown: &Shown<'_>,
    pairs: impl IntoIterator<Item = (&'i Id, &'i Id)>,
) -> Vec<LineRef> {
    let diagram = shown.drawn.diagram;
    if diagram.links.is_empty() {
        return Vec::new();
    }
    let pairs: Vec<[HashSet<&Id>; 2]> =
        pairs.into_iter().map(|(one, other)| [one, other].map(|id| names(shown, id))).collect();
    let joins = |from: &Id, to: &Id| {
        pairs.iter().any(|[one, other]| {
            (one.contains(from) && other.contains(to)) || (one.contains(to) && other.contains(from))
        })
    };
    let data = diagram.links.iter().filter(|link| link.kind == LinkKind::Data);
    let found = data.filter(|link| joins(&link.from.node, &link.to.node));
    found.map(|link| line(shown, &link.id)).collect()
}

/// The lines that join copies to what carries them, for each lower layer with an upper one that stands
/// right on it.
pub(super) fn upwards<'i>(
    shown: &Shown<'_>,
    pairs: impl IntoIterator<Item = (&'i Id, &'i Id)>,
) -> Vec<LineRef> {
    let pairs: Vec<[HashSet<&Id>; 2]> =
        pairs.into_iter().map(|(low, up)| [low, up].map(|id| names(shown, id))).collect();
    let joined =
        |repeat: &Id| pairs.iter().any(|[low, up]| up.contains(repeat) && !low.contains(repeat));
    let repeats = shown.drawn.diagram.parts().filter_map(|part| match part.kind() {
        PartKind::Repeat(repeat) if repeat.connected && joined(&repeat.id) => Some(&repeat.id),
        _ => None,
    });
    repeats.map(|repeat| line(shown, repeat)).collect()
}

/// The lines that join these copies to what carries them.
pub(super) fn under(shown: &Shown<'_>, copies: Part<'_>) -> Vec<LineRef> {
    match copies.kind() {
        PartKind::Repeat(repeat) if repeat.connected => vec![line(shown, &repeat.id)],
        _ => Vec::new(),
    }
}

fn line(shown: &Shown<'_>, of: &Id) -> LineRef {
    LineRef { diagram: shown.id().clone(), of: of.clone() }
}

/// A layer, and what it lies in: a line of these is one of the layer.
fn names<'i>(shown: &Shown<'i>, layer: &'i Id) -> HashSet<&'i Id> {
    let round = shown.drawn.diagram.part(layer).into_iter().flat_map(Part::ancestors);
    std::iter::once(layer).chain(round.filter_map(|part| part.kind().id())).collect()
}
