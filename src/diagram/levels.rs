//! Levels: how high each box stands above the ground, and one grid of rows that lets the equal
//! layers of compared diagrams face each other.

use crate::{
    diagram::{
        Diagram, Frame, Layer, Node, NodePath, Same,
        likeness::{Counterpart, counterpart},
    },
    id::Id,
};

/// A diagram with its copies spelled out and every part's lowest level known.
#[derive(Debug, Clone)]
pub(super) enum Part<'a> {
    Box { path: NodePath, layer: &'a Layer, base: usize },
    Stack { parts: Vec<Part<'a>>, base: usize },
    Row { parts: Vec<Part<'a>>, base: usize },
    Group { repeat: &'a Id, frame: Frame, connected: bool, copies: Vec<Part<'a>>, base: usize },
}

impl<'a> Part<'a> {
    /// Spells out a diagram, from the ground (level 0) up.
    pub(super) fn of(diagram: &'a Diagram) -> Self {
        Self::expand(&diagram.id, &diagram.body, &mut Vec::new(), 0)
    }

    fn expand(diagram: &Id, node: &'a Node, copies: &mut Vec<(Id, u32)>, base: usize) -> Self {
        match node {
            Node::Layer(layer) => Self::Box {
                path: NodePath {
                    diagram: diagram.clone(),
                    copies: copies.clone(),
                    node: layer.id.clone(),
                },
                layer,
                base,
            },
            Node::Stack(nodes) => {
                let mut next = base;
                let mut parts = Vec::with_capacity(nodes.len());
                for node in nodes.iter().rev() {
                    let part = Self::expand(diagram, node, copies, next);
                    next += part.height();
                    parts.push(part);
                }
                Self::Stack { parts, base }
            }
            Node::Row(nodes) => Self::Row {
                parts: nodes.iter().map(|node| Self::expand(diagram, node, copies, base)).collect(),
                base,
            },
            Node::Repeat(repeat) => {
                let mut parts = Vec::new();
                for number in 1..=repeat.count {
                    copies.push((repeat.id.clone(), number));
                    parts.push(Self::expand(diagram, &repeat.of, copies, base));
                    copies.pop();
                }
                Self::Group {
                    repeat: &repeat.id,
                    frame: repeat.frame,
                    connected: repeat.connected,
                    copies: parts,
                    base,
                }
            }
        }
    }

    pub(super) fn base(&self) -> usize {
        match self {
            Self::Box { base, .. }
            | Self::Stack { base, .. }
            | Self::Row { base, .. }
            | Self::Group { base, .. } => *base,
        }
    }

    /// How many levels it takes.
    pub(super) fn height(&self) -> usize {
        match self {
            Self::Box { .. } => 1,
            Self::Stack { parts, .. } => parts.iter().map(Self::height).sum(),
            Self::Row { parts, .. } | Self::Group { copies: parts, .. } => {
                parts.iter().map(Self::height).max().unwrap_or(0)
            }
        }
    }

    /// The parts directly inside it.
    pub(super) fn parts(&self) -> &[Part<'a>] {
        match self {
            Self::Box { .. } => &[],
            Self::Stack { parts, .. }
            | Self::Row { parts, .. }
            | Self::Group { copies: parts, .. } => parts,
        }
    }

    /// How many boxes stand side by side at most.
    pub(super) fn columns(&self) -> usize {
        match self {
            Self::Box { .. } => 1,
            Self::Stack { parts, .. } => parts.iter().map(Self::columns).max().unwrap_or(1),
            Self::Row { parts, .. } | Self::Group { copies: parts, .. } => {
                parts.iter().map(Self::columns).sum::<usize>().max(1)
            }
        }
    }

    fn each_box(&self, visit: &mut impl FnMut(usize, &'a Layer)) {
        if let Self::Box { layer, base, .. } = self {
            visit(*base, layer);
        }
        for part in self.parts() {
            part.each_box(visit);
        }
    }

    /// The ids on each level, one for all copies.
    fn ids_by_level(&self) -> Vec<Vec<&'a Id>> {
        let mut levels: Vec<Vec<&Id>> = vec![Vec::new(); self.height()];
        self.each_box(&mut |level, layer| {
            if let Some(ids) = levels.get_mut(level)
                && !ids.contains(&&layer.id)
            {
                ids.push(&layer.id);
            }
        });
        levels
    }
}

/// One grid of rows for all diagrams, counted from the ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    pub rows: usize,
    /// For each diagram: the row of each of its levels.
    pub row_of: Vec<Vec<usize>>,
}

/// How alike two levels are, when they face each other.
fn likeness(
    same: &[Same],
    (one, ones): (&Diagram, &[&Id]),
    (other, others): (&Diagram, &[&Id]),
) -> i32 {
    let mut best = 0;
    for (from, ids, to, facing) in [(one, ones, other, others), (other, others, one, ones)] {
        for id in ids {
            match counterpart(same, from, id, to) {
                Counterpart::Layers { nodes, .. }
                    if nodes.iter().any(|(node, _)| facing.contains(node)) =>
                {
                    return 4;
                }
                // Where the author speaks of the gap, the gap must be there to be seen.
                Counterpart::Missing { because: Some(_), .. } => best = -8,
                _ => {}
            }
        }
    }
    best
}

/// A level that faces nothing costs a free row.
const FREE_ROW: i32 = -1;

impl Grid {
    /// For one diagram by itself: a row for each of its levels.
    pub(super) fn alone(levels: usize) -> Self {
        Self { rows: levels, row_of: vec![(0..levels).collect()] }
    }

    /// The same grid, for the diagram of that index instead of the first.
    pub(super) fn of_diagram(self, index: usize) -> Self {
        let mut row_of = vec![Vec::new(); index];
        row_of.extend(self.row_of);
        Self { row_of, ..self }
    }

    /// Lets corresponding levels share a row; every diagram keeps the order of its levels.
    pub(super) fn of(diagrams: &[&Diagram], parts: &[Part<'_>], same: &[Same]) -> Self {
        let levels: Vec<Vec<Vec<&Id>>> = parts.iter().map(Part::ids_by_level).collect();
        // Each row of the grid: for each diagram so far, the level that stands in it.
        let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
        for (index, (diagram, own)) in diagrams.iter().zip(&levels).enumerate() {
            let score = |row: &[Option<usize>], level: usize| {
                let mut sum = 0;
                for (other, facing) in row.iter().enumerate() {
                    let Some(facing) = facing else { continue };
                    if let (Some(other_diagram), Some(others), Some(ids)) = (
                        diagrams.get(other),
                        levels.get(other).and_then(|l| l.get(*facing)),
                        own.get(level),
                    ) {
                        sum += likeness(same, (diagram, ids), (other_diagram, others));
                    }
                }
                sum
            };
            rows = merge(rows, index, own.len(), score);
        }
        let mut row_of: Vec<Vec<usize>> = levels.iter().map(|l| vec![0; l.len()]).collect();
        for (row, standing) in rows.iter().enumerate() {
            for (diagram, level) in standing.iter().enumerate() {
                if let Some(level) = level
                    && let Some(place) = row_of.get_mut(diagram).and_then(|d| d.get_mut(*level))
                {
                    *place = row;
                }
            }
        }
        Self { rows: rows.len(), row_of }
    }
}

/// Sets a diagram's levels against the rows so far: the cheapest order-keeping alignment
/// (Needleman and Wunsch, 1970). Ties put free rows on top, so that stacks stand on one ground.
fn merge(
    rows: Vec<Vec<Option<usize>>>,
    index: usize,
    levels: usize,
    score: impl Fn(&[Option<usize>], usize) -> i32,
) -> Vec<Vec<Option<usize>>> {
    let (height, width) = (rows.len(), levels);
    // best[i][j]: the best sum for what lies above row i and level j.
    let mut best = vec![vec![0_i32; width + 1]; height + 1];
    let facing: Vec<Vec<i32>> =
        rows.iter().map(|row| (0..width).map(|level| score(row, level)).collect()).collect();
    let at = |table: &[Vec<i32>], i: usize, j: usize| {
        table.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0)
    };
    for i in (0..=height).rev() {
        for j in (0..=width).rev() {
            let mut value = i32::MIN;
            if i < height && j < width {
                value = value.max(at(&facing, i, j) + at(&best, i + 1, j + 1));
            }
            if i < height {
                value = value.max(FREE_ROW + at(&best, i + 1, j));
            }
            if j < width {
                value = value.max(FREE_ROW + at(&best, i, j + 1));
            }
            if let Some(cell) = best.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = if i == height && j == width { 0 } else { value };
            }
        }
    }
    let mut merged = Vec::with_capacity(height + width);
    let mut rows = rows.into_iter();
    let (mut i, mut j) = (0, 0);
    while i < height || j < width {
        let value = at(&best, i, j);
        let both = i < height && j < width && value == at(&facing, i, j) + at(&best, i + 1, j + 1);
        let free_here = i < height && value == FREE_ROW + at(&best, i + 1, j);
        if both || free_here || j >= width {
            let mut row = rows.next().unwrap_or_default();
            row.resize(index, None);
            row.push(both.then_some(j));
            merged.push(row);
            i += 1;
            j += usize::from(both);
        } else {
            let mut row = vec![None; index];
            row.push(Some(j));
            merged.push(row);
            j += 1;
        }
    }
    merged
}
