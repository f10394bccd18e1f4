//! What there is in a pack, by name: built before anything is checked, so that every reference
//! can be looked up at once.

use crate::pack::source::{DiagramSource, LessonSource, NodeSource, PackSource};
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
    /// In drawing order.
    pub order: Vec<&'a str>,
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
        match node {
            NodeSource::Layer(layer) => {
                self.order.push(&layer.id);
                self.layers.entry(&layer.id).or_insert_with(|| chain.clone());
            }
            NodeSource::Stack(parts) | NodeSource::Row(parts) => {
                for part in parts {
                    self.add(part, chain);
                }
            }
            NodeSource::Repeat(repeat) => {
                self.repeats.insert(&repeat.id);
                chain.push((&repeat.id, repeat.count));
                self.add(&repeat.of, chain);
                chain.pop();
            }
        }
    }
}
