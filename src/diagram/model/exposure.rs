//! What lies open when a part of a diagram is taken over: that part, and whatever runs on it.
//!
//! Whoever has a layer has what it carries. What it carries the picture says: what stands above it
//! in a stack or in the columns of a grid, in the same copies. Three things it does not say. What
//! stands above a layer that manages does not run on it. Nothing stands on a step of a tree. And
//! where several things stand on several, each stands on all of them, unless both are copies of the
//! same number: then the second stands on the second.

use crate::diagram::model::{Diagram, LayerShape, NodePath, NodeRef, Part, PartKind, PartNumber};
use std::collections::HashMap;

/// What becomes of a box when something of its diagram is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Exposure {
    /// It stays as it was.
    #[default]
    Untouched,
    /// It is what is taken over.
    Taken,
    /// It lies open, since it runs on what does, or since that was said.
    Exposed,
    /// It runs on what lies open, and does not lie open itself.
    Withheld,
}

impl Exposure {
    /// Has whoever took over the one that is taken this one as well?
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Taken | Self::Exposed)
    }

    /// In a word or two.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Untouched => "not exposed",
            Self::Taken => "taken over",
            Self::Exposed => "exposed",
            Self::Withheld => "withheld",
        }
    }
}

/// What is taken over in a diagram, and what is said beyond what the diagram shows. Names mean what
/// they do everywhere: a layer, or all that lies in a group, a repeat or a copy; without numbers,
/// in all copies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Takeover<'a> {
    /// What is taken over.
    pub taken: &'a [NodeRef],
    /// What lies open as well, although it does not run on that. What runs on this does, too.
    pub also: &'a [NodeRef],
    /// What does not lie open, although it runs on what does.
    pub spared: &'a [NodeRef],
}

/// A layer that can lie open, in one copy.
#[derive(Clone, Copy)]
struct Spot<'d> {
    /// By its number among all boxes of the diagram.
    number: usize,
    part: Part<'d>,
    path: &'d NodePath,
}

impl Takeover<'_> {
    /// What becomes of each box of a diagram, in the order of [`Diagram::paths`], of which `paths`
    /// are the result. Boundary lines, absent layers and trees always stay as they were.
    #[must_use]
    pub fn reach<'d>(&self, diagram: &'d Diagram, paths: &'d [NodePath]) -> Vec<Exposure> {
        let spot = |(number, path): (usize, &'d NodePath)| {
            let part = diagram.part(&path.node).filter(|part| can_lie_open(*part))?;
            Some(Spot { number, part, path })
        };
        let spots: Vec<Spot<'_>> = (0..).zip(paths).filter_map(spot).collect();
        let mut reach = vec![Exposure::Untouched; paths.len()];
        // The first to mark a box has it.
        let named = [
            (self.taken, Exposure::Taken),
            (self.spared, Exposure::Withheld),
            (self.also, Exposure::Exposed),
        ];
        for (names, exposure) in named {
            for spot in spots.iter().filter(|spot| named_by(names, diagram, spot.path)) {
                mark(&mut reach, spot, exposure);
            }
        }
        let mut open: Vec<Spot<'_>> = spots.clone();
        open.retain(|spot| reach.get(spot.number).is_some_and(|exposure| exposure.is_open()));
        let mut carried = vec![false; paths.len()];
        while let Some(lower) = open.pop() {
            for upper in spots.iter().filter(|upper| runs_on(upper, &lower)) {
                if let Some(carried) = carried.get_mut(upper.number) {
                    *carried = true;
                }
                if mark(&mut reach, upper, Exposure::Exposed) {
                    open.push(*upper);
                }
            }
        }
        // What was not in danger is not withheld either.
        for (exposure, carried) in reach.iter_mut().zip(carried) {
            if *exposure == Exposure::Withheld && !carried {
                *exposure = Exposure::Untouched;
            }
        }
        reach
    }
}

/// Is the box one of those that these names mean?
#[must_use]
pub fn named_by(names: &[NodeRef], diagram: &Diagram, path: &NodePath) -> bool {
    let means = |name: &NodeRef| {
        name.diagram.as_ref().is_none_or(|own| *own == path.diagram)
            && path.copies.starts_with(&name.copies)
            && (name.node == path.node
                || diagram
                    .part(&name.node)
                    .zip(diagram.part(&path.node))
                    .is_some_and(|(outer, inner)| outer.holds(inner)))
    };
    names.iter().any(means)
}

/// Is it a layer that is there, with a thickness, and no step of a tree?
#[must_use]
pub fn can_lie_open(part: Part<'_>) -> bool {
    part.layer().is_some_and(|layer| layer.shape == LayerShape::Box) && !part.in_tree()
}

/// Marks what is not marked yet; was it not?
fn mark(reach: &mut [Exposure], spot: &Spot<'_>, exposure: Exposure) -> bool {
    let Some(own) = reach.get_mut(spot.number) else { return false };
    let first = *own == Exposure::Untouched;
    if first {
        *own = exposure;
    }
    first
}

/// Does the one run on the other, in the copies in which the two lie?
fn runs_on(upper: &Spot<'_>, lower: &Spot<'_>) -> bool {
    if lower.part.layer().is_none_or(|layer| layer.manages) || !upper.part.stands_above(lower.part)
    {
        return false;
    }
    let Some(both) = upper.part.ancestors().find(|part| part.holds(lower.part)) else {
        return false;
    };
    let shared = both.ancestors().filter(|part| matches!(part.kind(), PartKind::Repeat(_))).count();
    let (one, other) = (&upper.path.copies, &lower.path.copies);
    one.get(..shared) == other.get(..shared)
        && columns_meet(both, upper.part, lower.part)
        && counts(both, upper.part)
            .zip(counts(both, lower.part))
            .zip(one.iter().zip(other).skip(shared))
            .take_while(|((one, other), _)| one == other)
            .all(|(_, ((_, one), (_, other)))| one == other)
}

/// How often the repeats are there in which a part lies within `outer`, the outermost first.
fn counts<'d>(outer: Part<'d>, part: Part<'d>) -> impl Iterator<Item = u32> {
    let within = part.ancestors().take_while(move |around| around.number() != outer.number());
    let mut counts: Vec<u32> = within
        .filter_map(|around| match around.kind() {
            PartKind::Repeat(repeat) => Some(repeat.count),
            _ => None,
        })
        .collect();
    counts.reverse();
    counts.into_iter()
}

/// In a grid, does one stand in a column of the other? Elsewhere there are none.
fn columns_meet(both: Part<'_>, one: Part<'_>, other: Part<'_>) -> bool {
    let PartKind::Grid(grid) = both.kind() else { return true };
    let mut columns: HashMap<PartNumber, (u32, u32)> = HashMap::new();
    for row in &grid.rows {
        let mut at = 0_u32;
        for cell in row {
            let end = at.saturating_add(cell.span);
            for part in [one, other] {
                if cell.of.and_then(|of| both.at(of)).is_some_and(|of| of.holds(part)) {
                    columns.insert(part.number(), (at, end));
                }
            }
            at = end;
        }
    }
    match (columns.get(&one.number()), columns.get(&other.number())) {
        (Some(one), Some(other)) => one.0 < other.1 && other.0 < one.1,
        _ => false,
    }
}
