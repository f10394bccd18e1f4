//! What there is in a pack, by name: built before anything is checked, so that every reference
//! can be looked up at once.

use crate::{
    diagram::NodePath,
    id::Id,
    pack::source::{DiagramSource, LessonSource, NodeSource, PackSource},
};
use std::collections::{HashMap, HashSet};

/// A lesson that could be read.
pub(super) struct LessonAt<'a> {
    pub file: usize,
    /// Its place in `inline` of `pack.ron`.
    pub inline: Option<usize>,
    /// Its file's name without `.ron`, unless it is inline.
    pub stem: Option<&'a str>,
    pub source: &'a LessonSource,
}

/// The names in one diagram.
#[derive(Default)]
pub(super) struct Shape<'a> {
    /// Each layer with the repeats that it lies in, outermost first, and their counts.
    pub layers: HashMap<&'a str, Vec<(&'a str, u32)>>,
    pub repeats: HashSet<&'a str>,
    pub groups: HashMap<&'a str, GroupAt<'a>>,
    /// In drawing order.
    pub order: Vec<&'a str>,
}

/// A group: the repeats that it lies in, and its layers.
#[derive(Default)]
pub(super) struct GroupAt<'a> {
    pub chain: Vec<(&'a str, u32)>,
    pub layers: Vec<&'a str>,
}

pub(super) struct DiagramAt<'a> {
    pub lesson: &'a str,
    pub source: &'a DiagramSource,
    pub shape: Shape<'a>,
}

pub(super) struct Index<'a> {
    pub pack: Option<&'a PackSource>,
    pub lessons: Vec<LessonAt<'a>>,
    /// Places in `lessons`.
    pub by_id: HashMap<&'a str, usize>,
    /// Names of the lessons' files, those that could not be read included.
    pub stems: HashSet<&'a str>,
    /// Some file could not be read: what is not found may stand there.
    pub broken: bool,
    /// There is no readable list of lessons, or it names some that do not exist.
    in_doubt: bool,
    /// Lessons that a unit names.
    pub listed: HashSet<&'a str>,
    pub diagrams: HashMap<&'a str, DiagramAt<'a>>,
    pub questions: HashSet<&'a str>,
    pub sources: HashSet<&'a str>,
    pub misconceptions: HashSet<&'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn new(
        pack: Option<&'a PackSource>,
        lessons: Vec<LessonAt<'a>>,
        stems: HashSet<&'a str>,
        broken: bool,
    ) -> Self {
        let mut index = Self {
            pack,
            by_id: HashMap::new(),
            stems,
            broken: broken || pack.is_none(),
            in_doubt: true,
            listed: HashSet::new(),
            diagrams: HashMap::new(),
            questions: HashSet::new(),
            sources: HashSet::new(),
            misconceptions: HashSet::new(),
            lessons: Vec::new(),
        };
        if let Some(pack) = pack {
            index.listed =
                pack.units.iter().flat_map(|unit| &unit.lessons).map(String::as_str).collect();
            index.sources = pack.sources.iter().map(|source| source.id.as_str()).collect();
            index.misconceptions = pack.misconceptions.iter().map(|m| m.id.as_str()).collect();
        }
        for (number, lesson) in lessons.iter().enumerate() {
            let source = lesson.source;
            index.by_id.entry(&source.id).or_insert(number);
            index.questions.extend(source.questions.iter().map(|question| question.id.as_str()));
            for diagram in &source.diagrams {
                index.diagrams.entry(&diagram.id).or_insert_with(|| DiagramAt {
                    lesson: &source.id,
                    source: diagram,
                    shape: Shape::new(&diagram.body),
                });
            }
        }
        let known = |id: &&str| index.by_id.contains_key(id);
        index.in_doubt = index.listed.is_empty() || !index.listed.iter().all(known);
        index.lessons = lessons;
        index
    }

    /// Is the lesson part of the course? While the units are in doubt, every lesson may be.
    pub(super) fn listed(&self, lesson: &str) -> bool {
        self.in_doubt || self.listed.contains(lesson)
    }
}

impl<'a> Shape<'a> {
    fn new(body: &'a NodeSource) -> Self {
        let mut shape = Self::default();
        shape.add(body, &mut Vec::new());
        shape
    }

    // As deep as `ron` reads, which has a limit of its own.
    fn add(&mut self, node: &'a NodeSource, chain: &mut Vec<(&'a str, u32)>) {
        if let Some(layer) = node.own_layer() {
            self.order.push(layer);
            self.layers.entry(layer).or_insert_with(|| chain.clone());
        }
        let first = self.order.len();
        if let NodeSource::Repeat(repeat) = node {
            self.repeats.insert(&repeat.id);
            chain.push((&repeat.id, repeat.count));
        }
        for part in node.parts() {
            self.add(part, chain);
        }
        match node {
            NodeSource::Repeat(_) => {
                chain.pop();
            }
            NodeSource::Group(group) => {
                let layers = self.order.get(first..).unwrap_or_default().to_vec();
                let at = GroupAt { chain: chain.clone(), layers };
                self.groups.entry(&group.id).or_insert(at);
            }
            _ => {}
        }
    }

    /// Every box of the diagram, copies spelled out.
    pub(super) fn paths(&self, diagram: &Id) -> Vec<NodePath> {
        let mut found = Vec::new();
        for layer in &self.order {
            let (Ok(node), Some(chain)) = (Id::new(layer), self.layers.get(layer)) else {
                continue;
            };
            let mut copies: Vec<Vec<(Id, u32)>> = vec![Vec::new()];
            for (repeat, count) in chain {
                let Ok(repeat) = Id::new(repeat) else { continue };
                let longer = copies.iter().flat_map(|before| {
                    (1..=*count).map(|number| {
                        let mut copies = before.clone();
                        copies.push((repeat.clone(), number));
                        copies
                    })
                });
                copies = longer.collect();
            }
            found.extend(copies.into_iter().map(|copies| NodePath {
                diagram: diagram.clone(),
                copies,
                node: node.clone(),
            }));
        }
        found
    }
}
