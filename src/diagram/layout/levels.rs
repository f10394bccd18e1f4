//! One grid of rows that lets the equal layers of compared diagrams face each other.

use crate::{
    diagram::{
        layout::spelled::Spelled,
        model::{
            Diagram, Same,
            likeness::{Counterpart, Likeness},
        },
    },
    id::Id,
};
use std::collections::{HashMap, HashSet};

/// One grid of rows for all diagrams, counted from the ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowGrid {
    pub rows: usize,
    /// For each diagram: the row of each of its levels, the lowest of those that it stands across.
    pub row_of: Vec<Vec<usize>>,
    /// For each diagram: the highest row of each of its levels.
    pub top_of: Vec<Vec<usize>>,
}

/// What the levels of one diagram have to do with those of another, looked up once.
struct Relation {
    /// For each level: the levels of the other diagram that its layers correspond to.
    to: Vec<HashSet<usize>>,
    /// For each level: an author says of a layer that the other diagram lacks it.
    lacks: Vec<bool>,
    /// For each level: if an author pairs each of its layers with several levels of the other
    /// diagram, those levels. It stands across their rows, where it can.
    across: Vec<HashSet<usize>>,
    /// For each level of the other diagram: the level that stands across its row.
    answers: HashMap<usize, usize>,
}

impl Relation {
    fn of(
        likeness: &Likeness<&[Same]>,
        (own, levels): (&Diagram, &[Vec<&Id>]),
        (other, others): (&Diagram, &[Vec<&Id>]),
    ) -> Self {
        let level_of: HashMap<&Id, usize> = others
            .iter()
            .enumerate()
            .flat_map(|(level, ids)| ids.iter().map(move |id| (*id, level)))
            .collect();
        let (mut to, mut lacks, mut across) = (Vec::new(), Vec::new(), Vec::new());
        for ids in levels {
            let (mut facing, mut missing) = (HashSet::new(), false);
            let mut paired: Option<HashSet<usize>> = None;
            for id in ids {
                let named = !likeness.naming(&own.id, id).is_empty();
                let mut answering = HashSet::new();
                match likeness.counterpart(own, id, other) {
                    _ if !named => facing.extend(level_of.get(id)),
                    Counterpart::Layers { nodes, .. } => {
                        answering.extend(nodes.iter().filter_map(|(node, _)| level_of.get(node)));
                        facing.extend(&answering);
                    }
                    // The gap of which an author speaks must be there to be seen.
                    Counterpart::Missing { .. } => missing = true,
                    Counterpart::Unsaid => {}
                }
                paired = Some(match paired {
                    Some(so_far) => &so_far & &answering,
                    None => answering,
                });
            }
            to.push(facing);
            lacks.push(missing);
            across.push(paired.filter(|levels| levels.len() > 1).unwrap_or_default());
        }
        Self { to, lacks, across, answers: HashMap::new() }
    }

    /// Both ways between two diagrams.
    fn between(
        likeness: &Likeness<&[Same]>,
        one: (&Diagram, &[Vec<&Id>]),
        other: (&Diagram, &[Vec<&Id>]),
    ) -> (Self, Self) {
        let mut there = Self::of(likeness, one, other);
        let mut back = Self::of(likeness, other, one);
        there.stand_across_only_its_own(&back);
        back.stand_across_only_its_own(&there);
        (there, back)
    }

    /// Leaves out levels that stand across others of which one answers to something else too.
    fn stand_across_only_its_own(&mut self, back: &Self) {
        for (level, across) in self.across.iter_mut().enumerate() {
            let own = |other: &usize| {
                back.to.get(*other).is_some_and(|to| to.len() == 1 && to.contains(&level))
            };
            if !across.iter().all(own) {
                across.clear();
            }
            self.answers.extend(across.iter().map(|other| (*other, level)));
        }
    }

    fn leads(&self, from: usize, to: usize) -> bool {
        self.to.get(from).is_some_and(|levels| levels.contains(&to))
    }

    fn lacks(&self, level: usize) -> bool {
        self.lacks.get(level).copied().unwrap_or(false)
    }

    /// Does another level than this one stand across that level of the other diagram?
    fn is_answered_by_another(&self, other: usize, level: usize) -> bool {
        self.answers.get(&other).is_some_and(|own| *own != level)
    }
}

/// How alike two levels are, when they face each other.
fn facing((there, level): (&Relation, usize), (back, other): (&Relation, usize)) -> i32 {
    if there.leads(level, other) || back.leads(other, level) {
        4
    } else if there.lacks(level) || back.lacks(other) {
        -8
    } else if there.is_answered_by_another(other, level)
        || back.is_answered_by_another(level, other)
    {
        // The level needs no room here: another one stands across. Two free rows are better.
        3 * FREE_ROW
    } else {
        0
    }
}

/// A level that faces nothing costs a free row.
const FREE_ROW: i32 = -1;

impl RowGrid {
    /// This grid with its diagrams counted from `index` on, instead of from 0.
    pub(super) fn shifted_to(self, index: usize) -> Self {
        let shifted = |own: Vec<Vec<usize>>| {
            let mut all = vec![Vec::new(); index];
            all.extend(own);
            all
        };
        let (row_of, top_of) = (shifted(self.row_of), shifted(self.top_of));
        Self { rows: self.rows, row_of, top_of }
    }

    /// This grid with every level in one row: without the other diagrams beside it, none stands
    /// across several.
    pub(super) fn apart(self) -> Self {
        Self { top_of: self.row_of.clone(), ..self }
    }

    /// Does a layer of one of these diagrams correspond to a layer of another, or does an author
    /// say that it is missing there?
    pub(super) fn relate(diagrams: &[&Diagram], likeness: &Likeness<&[Same]>) -> bool {
        if diagrams.len() < 2 {
            return false;
        }
        let mut seen: HashSet<&Id> = HashSet::new();
        for diagram in diagrams {
            let mut layers = diagram.layers();
            if layers.clone().any(|layer| seen.contains(&layer.id)) {
                return true;
            }
            seen.extend(layers.by_ref().map(|layer| &layer.id));
        }
        diagrams.iter().enumerate().any(|(at, own)| {
            let others = || diagrams.iter().enumerate().filter(move |(other, _)| *other != at);
            own.layers().any(|layer| {
                let said = |other: &Diagram| {
                    let opposite = likeness.counterpart(own, &layer.id, other);
                    !matches!(opposite, Counterpart::Unsaid)
                };
                let named = !likeness.naming(&own.id, &layer.id).is_empty();
                named && others().any(|(_, other)| said(other))
            })
        })
    }

    /// Lets corresponding levels share a row; every diagram keeps the order of its levels.
    pub(super) fn of(
        diagrams: &[&Diagram],
        parts: &[Spelled<'_>],
        likeness: &Likeness<&[Same]>,
    ) -> Self {
        if let [part] = parts {
            let rows = part.height();
            let row_of: Vec<Vec<usize>> = vec![(0..rows).collect()];
            return Self { rows, top_of: row_of.clone(), row_of };
        }
        let levels: Vec<Vec<Vec<&Id>>> = parts.iter().map(Spelled::ids_by_level).collect();
        // Each row of the grid: for each diagram so far, the level that stands in it.
        let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
        let mut related: Vec<Vec<(Relation, Relation)>> = Vec::new();
        for (index, (diagram, own)) in diagrams.iter().zip(&levels).enumerate() {
            // The relations to and from each diagram that is in the grid already.
            let relations: Vec<(Relation, Relation)> = diagrams
                .iter()
                .zip(&levels)
                .take(index)
                .map(|(other, others)| {
                    let other = (*other, others.as_slice());
                    Relation::between(likeness, (diagram, own.as_slice()), other)
                })
                .collect();
            let score = |row: &[Option<usize>], level: usize| {
                let standing = row.iter().zip(&relations);
                let each = standing.filter_map(|(other, (there, back))| {
                    Some(facing((there, level), (back, (*other)?)))
                });
                each.sum()
            };
            rows = merge(rows, index, own.len(), score);
            related.push(relations);
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
        let mut top_of = row_of.clone();
        let mut first_of = row_of.clone();
        for (index, relations) in related.iter().enumerate() {
            for (other, (there, back)) in relations.iter().enumerate() {
                for (own, other, relation) in [(index, other, there), (other, index, back)] {
                    // Links find their ways between rows, so in a diagram with links nothing stands
                    // across rows.
                    if diagrams.get(own).is_some_and(|diagram| diagram.links.is_empty()) {
                        stand_across(&row_of, (own, other), relation, (&mut first_of, &mut top_of));
                    }
                }
            }
        }
        Self { rows: rows.len(), row_of: first_of, top_of }
    }
}

/// Lets levels of one diagram stand across the rows of all levels of the other that they answer to,
/// if those rows have nothing else in either diagram.
fn stand_across(
    row_of: &[Vec<usize>],
    (own, other): (usize, usize),
    relation: &Relation,
    (first_of, top_of): (&mut [Vec<usize>], &mut [Vec<usize>]),
) {
    let (Some(rows), Some(others)) = (row_of.get(own), row_of.get(other)) else { return };
    for (level, across) in relation.across.iter().enumerate() {
        let Some(row) = rows.get(level) else { continue };
        let faced = || across.iter().filter_map(|level| others.get(*level));
        let (Some(first), Some(last)) = (faced().min(), faced().max()) else { continue };
        let range = *first..=*last;
        let alone = rows.iter().all(|other| other == row || !range.contains(other));
        let stands_there =
            |level: usize, row: &usize| range.contains(row) && !across.contains(&level);
        let strange = others.iter().enumerate().any(|(level, row)| stands_there(level, row));
        if !range.contains(row) || !alone || strange {
            continue;
        }
        let place = |of: &mut [Vec<usize>], better: fn(usize, usize) -> usize, row: usize| {
            if let Some(place) = of.get_mut(own).and_then(|of| of.get_mut(level)) {
                *place = better(*place, row);
            }
        };
        place(first_of, usize::min, *first);
        place(top_of, usize::max, *last);
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
    // `best[i][j]` is the best sum for what lies above row i and level j.
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
