//! What is known of the layers and groups of a layout before any of them is shown.

use crate::{
    diagram::{NodePath, layout::Layout},
    id::Id,
};
use egui::IdMap;
use std::{collections::HashMap, sync::Arc};

/// The names of all that can be reached by itself, and which copy of how many each is.
pub struct Nodes {
    pub layout: Arc<Layout>,
    group: egui::Id,
    pub ids: Vec<egui::Id>,
    places: IdMap<usize>,
    /// For each of the layout's stops, which of its copies it is, from 1, and how many there are.
    pub numbers: Vec<(usize, usize)>,
}

impl Nodes {
    /// What is known of the nodes of a layout, under the name of its figure.
    pub fn of(layout: &Arc<Layout>, group: egui::Id) -> Self {
        let ids: Vec<egui::Id> = (0..layout.boxes.len() + layout.frames.len())
            .map(|at| match layout.stop(at) {
                Some(stop) => group.with(stop.path().to_string()),
                None => group,
            })
            .collect();
        let places = layout.stops().filter_map(|(at, _)| Some((*ids.get(at)?, at)));
        // Of two stops with one path, the first counts.
        let places = places.collect::<Vec<_>>().into_iter().rev().collect();
        Self { layout: layout.clone(), group, ids, places, numbers: numbers(layout) }
    }

    /// The number of what a path leads to.
    pub fn at(&self, path: &NodePath) -> Option<usize> {
        let named = self.places.get(&self.group.with(path.to_string())).copied();
        named.filter(|at| self.layout.stop(*at).is_some_and(|stop| stop.path() == path))
    }

    /// How many copies there are of a stop.
    pub fn copies(&self, at: usize) -> usize {
        self.numbers.get(at).map_or(1, |(_, all)| *all)
    }
}

/// For each of a layout's stops, which of its copies it is, from 1, and how many there are.
fn numbers(layout: &Layout) -> Vec<(usize, usize)> {
    let mut copies: HashMap<(usize, &Id), usize> = HashMap::new();
    let mut numbers = vec![(1, 1); layout.boxes.len() + layout.frames.len()];
    for (at, stop) in layout.stops() {
        let count = copies.entry((stop.diagram(), &stop.path().node)).or_default();
        *count += 1;
        if let Some(number) = numbers.get_mut(at) {
            number.0 = *count;
        }
    }
    for (at, stop) in layout.stops() {
        let all = copies.get(&(stop.diagram(), &stop.path().node)).copied();
        if let (Some(number), Some(all)) = (numbers.get_mut(at), all) {
            number.1 = all;
        }
    }
    numbers
}

/// A box smaller than this, in points, is not a control.
pub const SMALLEST: f32 = 8.0;
