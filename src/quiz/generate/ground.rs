//! The diagrams of a ground, looked over once so that nothing is searched for twice.

use super::{
    Ground,
    belief::{Believers, Tempts},
    opposite::{Likeness, Opposite},
    shown::{Look, Names, Shown, ShownLayer},
};
use crate::{diagram::Layer, id::Id};
use std::collections::{HashMap, HashSet};

/// How many layers of one name are followed to what does the same job.
const FOLLOWED: usize = 240;

/// All diagrams of a ground.
pub(super) struct Indexed<'a> {
    shown: Vec<Shown<'a>>,
    by_id: HashMap<&'a Id, usize>,
    likeness: Vec<Likeness<'a>>,
    /// Indices of the diagrams that show the same subject, for each diagram.
    kin: Vec<HashSet<usize>>,
    /// Where each look is found, in drawing order.
    bearers: Vec<Vec<Bearer>>,
    beliefs: Believers<'a>,
}

/// A layer that can be offered: its diagram and its place in that diagram's parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearer {
    pub(super) diagram: usize,
    pub(super) part: usize,
}

/// What does one job, under whatever name.
#[derive(Default)]
pub(super) struct Job<'a> {
    pub(super) ids: HashSet<&'a Id>,
    pub(super) looks: HashSet<Look>,
}

/// Two diagrams that stand side by side.
#[derive(Clone, Copy)]
pub(super) struct Pair<'g, 'a> {
    /// The one that asks about itself.
    pub(super) here: &'g Shown<'a>,
    pub(super) there: &'g Shown<'a>,
    pub(super) likeness: &'g Likeness<'a>,
}

impl<'a> Indexed<'a> {
    pub(super) fn new(ground: &Ground<'a>) -> Self {
        let diagrams = ground.diagrams;
        let mut names = Names::default();
        let mut likeness: Vec<Likeness<'a>> = Vec::new();
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        let mut shown: Vec<Shown<'a>> = Vec::new();
        let mut by_id = HashMap::new();
        for (index, drawn) in diagrams.iter().enumerate() {
            // Diagrams of one lesson bring the same list, which is looked over once.
            let list = (drawn.same.as_ptr().addr(), drawn.same.len());
            let like = *known.entry(list).or_insert_with(|| {
                likeness.push(Likeness::new(drawn.same));
                likeness.len() - 1
            });
            by_id.entry(&drawn.diagram.id).or_insert(index);
            shown.push(names.shown(drawn, like));
        }
        let mut bearers = vec![Vec::new(); names.count()];
        for (diagram, of) in shown.iter().enumerate() {
            for (part, layer) in of.parts.iter().enumerate().filter(|(_, part)| part.usable()) {
                if let Some(found) = bearers.get_mut(layer.look) {
                    found.push(Bearer { diagram, part });
                }
            }
        }
        let mut kin = vec![HashSet::new(); shown.len()];
        for (index, drawn) in diagrams.iter().enumerate() {
            for other in drawn.kin.iter().filter_map(|id| by_id.get(id).copied()) {
                for (one, its) in [(index, other), (other, index)] {
                    if let Some(known) = kin.get_mut(one) {
                        known.insert(its);
                    }
                }
            }
        }
        let beliefs = Believers::new(ground.beliefs);
        Self { shown, by_id, likeness, kin, bearers, beliefs }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Shown<'a>> {
        self.shown.get(index)
    }

    pub(super) fn at(&self, diagram: &Id) -> Option<usize> {
        self.by_id.get(diagram).copied()
    }

    /// The diagrams that stand beside one and show something else: distractors are drawn from
    /// them. What is compared is what could be mixed up.
    pub(super) fn strangers(&self, index: usize) -> Vec<usize> {
        let Some(shown) = self.get(index) else { return Vec::new() };
        let beside = |of: &Shown<'a>| {
            shown.drawn.beside.contains(of.id()) || of.drawn.beside.contains(shown.id())
        };
        let others = self.shown.iter().enumerate().filter(|(other, of)| {
            *other != index
                && beside(of)
                && !self.are_kin(*other, index)
                // Of two pictures with one title, a prompt could mean either.
                && of.title != shown.title
                && self.at(of.id()) == Some(*other)
        });
        others.map(|(other, _)| other).collect()
    }

    /// Where each look is found; none for those that only titles have.
    pub(super) fn bearers(&self) -> &[Vec<Bearer>] {
        &self.bearers
    }

    pub(super) fn bearer(&self, bearer: Bearer) -> Option<(&Shown<'a>, &ShownLayer<'a>)> {
        let shown = self.get(bearer.diagram)?;
        Some((shown, shown.parts.get(bearer.part)?))
    }

    /// How a layer speaks to who holds a declared misconception.
    pub(super) fn tempts(&self, shown: &Shown<'a>, part: &ShownLayer<'a>) -> Tempts<'a> {
        self.beliefs.of(shown, part)
    }

    /// Would somebody who holds a declared misconception choose this layer?
    pub(super) fn is_tempting(&self, shown: &Shown<'a>, part: &ShownLayer<'a>) -> bool {
        !matches!(self.tempts(shown, part), Tempts::Not)
    }

    /// The misconception that choosing this layer wrongly shows.
    pub(super) fn belief(&self, shown: &Shown<'a>, part: &ShownLayer<'a>) -> Option<Id> {
        match self.tempts(shown, part) {
            Tempts::Shows(misconception) => Some(misconception.clone()),
            Tempts::Merely | Tempts::Not => None,
        }
    }

    /// Does it come before the other one?
    pub(super) fn is_before(&self, one: &Shown<'a>, other: &Shown<'a>) -> bool {
        self.at(one.id()) < self.at(other.id())
    }

    fn are_kin(&self, one: usize, other: usize) -> bool {
        self.kin.get(one).is_some_and(|kin| kin.contains(&other))
    }

    /// The pairs that a diagram asks about: itself with each that stands beside it, and the other
    /// way round where that one does not know of it.
    pub(super) fn pairs(&self, index: usize) -> Vec<Pair<'_, 'a>> {
        let Some(here) = self.get(index) else { return Vec::new() };
        let Some(likeness) = self.likeness.get(here.likeness) else { return Vec::new() };
        let mut met = HashSet::from([here.id()]);
        let mut pairs = Vec::new();
        for beside in here.drawn.beside {
            let Some(there) = self.at(beside).and_then(|at| self.get(at)) else { continue };
            // Two pictures with one title cannot be told apart in a prompt.
            if met.insert(beside) && here.title != there.title {
                pairs.push(Pair { here, there, likeness });
                if !there.drawn.beside.contains(here.id()) {
                    pairs.push(Pair { here: there, there: here, likeness });
                }
            }
        }
        pairs
    }

    /// Everything that does the job of a layer of this name, by any author: the names that such
    /// layers have, and the ids.
    pub(super) fn doing_the_job(&self, look: Look) -> Job<'a> {
        let mut job = Job::default();
        let bearers = self.bearers.get(look).into_iter().flatten().take(FOLLOWED);
        for (shown, part) in bearers.filter_map(|bearer| self.bearer(*bearer)) {
            job.ids.insert(&part.layer.id);
            let named = self.likeness.iter().flat_map(|likeness| {
                likeness
                    .same_job(shown.id(), &part.layer.id)
                    .filter_map(|node| node.diagram.as_ref().map(|diagram| (diagram, &node.node)))
            });
            job.looks.extend(named.filter_map(|(diagram, node)| {
                let other = self.get(self.at(diagram)?)?;
                Some(other.part(node)?.look)
            }));
        }
        job
    }

    /// Why the other diagram has nothing that does the job of this layer, where the author of
    /// their figure declares it.
    pub(super) fn lacks(
        &self,
        one: &Shown<'a>,
        layer: &'a Layer,
        other: &Shown<'a>,
    ) -> Option<&'a str> {
        let mut why = None;
        for likeness in self.authors(one, other) {
            match likeness.opposite(one, &layer.id, other) {
                Opposite::Missing { because } => why = why.or(Some(because)),
                Opposite::Unsaid => {}
                Opposite::Job { .. } | Opposite::Place { .. } | Opposite::Outline { .. } => {
                    return None;
                }
            }
        }
        why
    }

    /// Does any author say what answers to this layer in the other diagram?
    pub(super) fn is_said(&self, one: &Shown<'a>, layer: &'a Layer, other: &Shown<'a>) -> bool {
        self.authors(one, other)
            .any(|likeness| !matches!(likeness.opposite(one, &layer.id, other), Opposite::Unsaid))
    }

    fn authors(&self, one: &Shown<'a>, other: &Shown<'a>) -> impl Iterator<Item = &Likeness<'a>> {
        let second = (one.likeness != other.likeness).then_some(other.likeness);
        [Some(one.likeness), second].into_iter().flatten().filter_map(|at| self.likeness.get(at))
    }
}
