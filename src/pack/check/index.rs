//! What there is in a pack, by name: built before anything is checked, so that every reference
//! can be looked up at once.

use crate::{
    diagram::NodePath,
    id::Id,
    pack::{
        course::is_english,
        signs,
        source::{DiagramSource, KindSource, LayerSource, LessonSource, NodeSource, PackSource},
    },
};
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
    ops::Range,
};

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
    /// Each repeat: the last of those that it lies in is itself.
    pub repeats: HashMap<&'a str, HolderAt<'a>>,
    pub groups: HashMap<&'a str, HolderAt<'a>>,
    /// The ids of its layers, in drawing order.
    pub order: Vec<&'a str>,
    /// An unknown name may still be right: an id stands twice or is not well-formed, something is
    /// empty or could not be read.
    pub in_doubt: bool,
    /// The layers that are boxes.
    pub boxes: HashMap<&'a str, &'a LayerSource>,
}

/// A group or a repeat: the repeats that it lies in, and its layers.
#[derive(Default)]
pub(super) struct HolderAt<'a> {
    pub chain: Vec<(&'a str, u32)>,
    /// The places of its layers in [`Shape::order`].
    pub layers: Range<usize>,
}

pub(super) struct DiagramAt<'a> {
    pub lesson: &'a str,
    pub source: &'a DiagramSource,
    pub shape: Shape<'a>,
}

pub(super) struct Index<'a> {
    pub pack: Option<&'a PackSource>,
    pub lessons: Vec<LessonAt<'a>>,
    /// The place in `lessons` of each id.
    pub by_id: HashMap<&'a str, usize>,
    /// Names of the lessons' files, those that could not be read included.
    pub stems: HashSet<&'a str>,
    /// Some file could not be read: an unknown name may stand there.
    pub broken: bool,
    /// There is no readable list of lessons, or it names some that do not exist.
    in_doubt: bool,
    /// Lessons that a unit names.
    pub listed: HashSet<&'a str>,
    pub diagrams: HashMap<&'a str, DiagramAt<'a>>,
    /// Questions, and the first lesson or check of a unit that brings each.
    pub questions: HashMap<&'a str, &'a str>,
    /// For each layer, the diagrams that have it, in alphabetical order.
    by_layer: OnceCell<HashMap<&'a str, Vec<&'a str>>>,
    pub sources: HashSet<&'a str>,
    pub misconceptions: HashSet<&'a str>,
    pub terms: HashSet<&'a str>,
    /// Ids that are not well-formed, and the ids that were probably meant by them.
    mistaken: HashSet<String>,
    /// Files of which something with a name could not be read.
    lost: HashSet<usize>,
}

impl<'a> Index<'a> {
    pub(super) fn new(
        pack: Option<&'a PackSource>,
        lessons: Vec<LessonAt<'a>>,
        stems: HashSet<&'a str>,
        unread: bool,
        lost: HashSet<usize>,
    ) -> Self {
        let mut index = Self {
            pack,
            by_id: HashMap::new(),
            stems,
            broken: unread || pack.is_none() || !lost.is_empty(),
            in_doubt: true,
            listed: HashSet::new(),
            diagrams: HashMap::new(),
            questions: HashMap::new(),
            by_layer: OnceCell::new(),
            sources: HashSet::new(),
            misconceptions: HashSet::new(),
            terms: HashSet::new(),
            mistaken: HashSet::new(),
            lost: HashSet::new(),
            lessons: Vec::new(),
        };
        if let Some(pack) = pack {
            index.listed =
                pack.units.iter().flat_map(|unit| &unit.lessons).map(String::as_str).collect();
            index.sources = pack.sources.iter().map(|source| source.id.as_str()).collect();
            index.misconceptions = pack.misconceptions.iter().map(|m| m.id.as_str()).collect();
            index.terms = pack.terms.iter().map(|term| term.id.as_str()).collect();
        }
        for (number, lesson) in lessons.iter().enumerate() {
            let source = lesson.source;
            index.by_id.entry(&source.id).or_insert(number);
            index.questions.reserve(source.questions.len());
            for question in &source.questions {
                index.questions.entry(&question.id).or_insert(&source.id);
            }
            for diagram in &source.diagrams {
                index.diagrams.entry(&diagram.id).or_insert_with(|| DiagramAt {
                    lesson: &source.id,
                    source: diagram,
                    shape: Shape::new(&diagram.body, lost.contains(&lesson.file)),
                });
            }
        }
        for check in pack.iter().flat_map(|pack| &pack.units).filter_map(|unit| unit.check.as_ref())
        {
            for question in &check.questions {
                index.questions.entry(&question.id).or_insert(&check.id);
            }
        }
        let mistaken: HashSet<&str> = index.no_ids(&lessons).collect();
        let slugs: Vec<String> = mistaken.iter().filter_map(|id| slug(id)).collect();
        let joined = slugs.iter().map(|slug| slug.replace('-', ""));
        index.mistaken = mistaken.iter().map(|id| (*id).to_owned()).chain(joined).collect();
        index.mistaken.extend(slugs);
        let known = |id: &&str| index.by_id.contains_key(id);
        index.lost = lost;
        index.in_doubt =
            index.is_lost(0) || index.listed.is_empty() || !index.listed.iter().all(known);
        index.lessons = lessons;
        index
    }

    /// Is the pack written in English, as far as is known?
    pub(super) fn is_english(&self) -> bool {
        self.pack.is_none_or(|pack| is_english(&pack.language))
    }

    /// The ids of a pack that are not well-formed.
    fn no_ids<'i>(
        &'i self,
        lessons: &'i [LessonAt<'a>],
    ) -> impl Iterator<Item = &'i str> + use<'a, 'i> {
        let layers = self.diagrams.values().flat_map(|diagram| {
            let shape = &diagram.shape;
            let groups = shape.groups.keys().chain(shape.repeats.keys());
            shape.order.iter().chain(groups).filter(|_| shape.in_doubt)
        });
        let pack = self.sources.iter().chain(&self.misconceptions).chain(&self.terms);
        let pack = pack.chain(self.questions.keys());
        let names = self.diagrams.keys().chain(self.by_id.keys()).chain(layers).chain(pack);
        let parts = lessons.iter().flat_map(|lesson| {
            let objectives = lesson.source.objectives.iter().map(|objective| &objective.id);
            let bins = lesson.source.questions.iter().filter_map(|question| match &question.kind {
                KindSource::Classify(classify) => Some(&classify.bins),
                _ => None,
            });
            objectives.chain(bins.flatten().map(|bin| &bin.id)).map(String::as_str)
        });
        names.copied().chain(parts).filter(|id| !Id::is_one(id))
    }

    /// Is it an id that is not well-formed, or the one that was meant by it? That is reported where
    /// the id is given.
    pub(super) fn is_mistaken(&self, name: &str) -> bool {
        !self.mistaken.is_empty() && self.mistaken.contains(name)
    }

    /// Has a lesson a question?
    pub(super) fn asks(&self, lesson: &LessonSource, question: &str) -> bool {
        match self.questions.get(question) {
            None => false,
            Some(first) if *first == lesson.id => true,
            // The id is used twice, which is reported elsewhere: this lesson may have it too.
            Some(_) => lesson.questions.iter().any(|own| own.id == question),
        }
    }

    /// The diagrams of the pack that have a layer, in alphabetical order.
    pub(super) fn with_layer(&self, layer: &str) -> &[&'a str] {
        let all = self.by_layer.get_or_init(|| {
            let mut all: HashMap<&str, Vec<&str>> = HashMap::new();
            let mut diagrams: Vec<(&&str, &DiagramAt<'a>)> = self.diagrams.iter().collect();
            diagrams.sort_unstable_by_key(|(id, _)| **id);
            for (id, diagram) in diagrams {
                for layer in &diagram.shape.order {
                    let having = all.entry(layer).or_default();
                    if having.last() != Some(id) {
                        having.push(id);
                    }
                }
            }
            all
        });
        all.get(layer).map_or(&[], Vec::as_slice)
    }

    /// Could something with a name not be read in a file?
    pub(super) fn is_lost(&self, file: usize) -> bool {
        self.lost.contains(&file)
    }

    /// Is the lesson part of the course? While the units are in doubt, every lesson may be.
    pub(super) fn listed(&self, lesson: &str) -> bool {
        self.in_doubt || self.listed.contains(lesson)
    }
}

impl<'a> Shape<'a> {
    fn new(body: &'a NodeSource, lost: bool) -> Self {
        let mut shape = Self { in_doubt: lost, ..Self::default() };
        shape.add(body, &mut Vec::new());
        shape
    }

    /// Notes a doubt where the id of a part is not well-formed, or was there before.
    fn doubt(&mut self, id: &str) {
        let twice = self.layers.contains_key(id)
            || self.repeats.contains_key(id)
            || self.groups.contains_key(id);
        self.in_doubt |= twice || !Id::is_one(id);
    }

    // Goes as deep as the text is nested: `ron` itself limits that.
    fn add(&mut self, node: &'a NodeSource, chain: &mut Vec<(&'a str, u32)>) {
        if let Some(id) = node.own_id() {
            self.doubt(id);
        }
        if let Some(layer) = node.own_box() {
            self.boxes.entry(&layer.id).or_insert(layer);
        }
        if let Some(layer) = node.own_layer() {
            self.order.push(layer);
            self.layers.entry(layer).or_insert_with(|| chain.clone());
        }
        let first = self.order.len();
        let parts = node.parts();
        self.in_doubt |= parts.is_empty() && node.own_layer().is_none();
        if let NodeSource::Repeat(repeat) = node {
            chain.push((&repeat.id, repeat.count));
        }
        for part in parts {
            self.add(part, chain);
        }
        match node {
            NodeSource::Repeat(repeat) => {
                let at = HolderAt { chain: chain.clone(), layers: first..self.order.len() };
                self.repeats.entry(&repeat.id).or_insert(at);
                chain.pop();
            }
            NodeSource::Group(group) => {
                let at = HolderAt { chain: chain.clone(), layers: first..self.order.len() };
                self.groups.entry(&group.id).or_insert(at);
            }
            _ => {}
        }
    }

    /// The layers of a group or repeat, in drawing order.
    pub(super) fn layers_in(&self, holder: &HolderAt<'a>) -> &[&'a str] {
        self.order.get(holder.layers.clone()).unwrap_or_default()
    }

    /// A group or a repeat.
    pub(super) fn holder(&self, id: &str) -> Option<&HolderAt<'a>> {
        self.groups.get(id).or_else(|| self.repeats.get(id))
    }

    /// The repeats round what a link may lead to: a layer, a group, or all copies of a repeat; none
    /// for anything else.
    pub(super) fn chain(&self, id: &str) -> Option<&[(&'a str, u32)]> {
        let group = || self.groups.get(id).map(|group| &group.chain);
        if let Some(chain) = self.layers.get(id).or_else(group) {
            return Some(chain);
        }
        let (_itself, outer) = self.repeats.get(id)?.chain.split_last()?;
        Some(outer)
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

/// The id that an author probably meant.
pub(super) fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for c in text.chars().filter(|c| !signs::is_invisible(*c)) {
        let c = signs::latin(c).unwrap_or(c).to_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    Id::is_one(slug).then(|| slug.to_owned())
}
