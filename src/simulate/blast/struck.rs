//! One layout with something of it taken over.

use super::{BlastCell, BlastLayout, BlastRow, Case, Exception};
use crate::diagram::{
    Exposure, LayerRole, LayerShape, NodePath, NodeRef, Part, PartKind, Takeover,
    exposure::{can_lie_open, named_by},
};

/// A layout, and what becomes of its boxes when something of it is taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Struck<'a> {
    /// The layout.
    pub layout: &'a BlastLayout,
    /// What is taken over.
    pub row: &'a BlastRow,
    /// What that means here; none where its author has said nothing.
    pub cell: Option<&'a BlastCell>,
    /// All boxes of its diagram, copies spelled out.
    pub paths: Vec<NodePath>,
    /// What becomes of each of them.
    pub reach: Vec<Exposure>,
}

/// One box of a layout.
#[derive(Debug, Clone, PartialEq)]
pub struct StruckBox<'a> {
    /// Names it among all boxes.
    pub path: &'a NodePath,
    /// As it is spoken of: "Guest OS in VM 2".
    pub name: String,
    /// What becomes of it.
    pub exposure: Exposure,
}

impl<'a> Struck<'a> {
    pub(super) fn of(layout: &'a BlastLayout, row: &'a BlastRow) -> Self {
        let cell = row.cells.iter().find(|cell| cell.layout == layout.id);
        let paths = layout.diagram.paths();
        let nodes = |exceptions: &[Exception]| -> Vec<NodeRef> {
            exceptions.iter().flat_map(|one| one.nodes.iter().cloned()).collect()
        };
        let reach = cell.map_or_else(Vec::new, |cell| {
            let (also, spared) = (nodes(&cell.also), nodes(&cell.spared));
            let takeover = Takeover { taken: &cell.taken, also: &also, spared: &spared };
            takeover.reach(&layout.diagram, &paths)
        });
        Self { layout, row, cell, paths, reach }
    }

    /// Has the layout nothing of the kind?
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.reach.contains(&Exposure::Taken)
    }

    /// What becomes of a box, by its number.
    #[must_use]
    pub fn exposure(&self, number: usize) -> Exposure {
        self.reach.get(number).copied().unwrap_or_default()
    }

    /// The layers that can lie open, in the order in which they are drawn.
    pub fn boxes(&self) -> impl Iterator<Item = StruckBox<'_>> {
        self.parts().map(|(number, path, part)| {
            let (name, exposure) = (spoken(part, path), self.exposure(number));
            StruckBox { path, name, exposure }
        })
    }

    fn parts(&self) -> impl Iterator<Item = (usize, &NodePath, Part<'_>)> {
        let part = |(number, path)| {
            let part = self.part(path).filter(|part| can_lie_open(*part))?;
            Some((number, path, part))
        };
        (0..).zip(&self.paths).filter_map(part)
    }

    fn part(&self, path: &NodePath) -> Option<Part<'_>> {
        self.layout.diagram.part(&path.node)
    }

    fn count(&self, counts: impl Fn(Exposure) -> bool) -> usize {
        self.parts().filter(|(number, ..)| counts(self.exposure(*number))).count()
    }

    /// How many layers there are, each copy for itself.
    #[must_use]
    pub fn all(&self) -> usize {
        self.count(|_| true)
    }

    /// How many of them lie open, what is taken among them.
    #[must_use]
    pub fn exposed(&self) -> usize {
        self.count(Exposure::is_open)
    }

    /// How many run on what lies open and are kept from it.
    #[must_use]
    pub fn withheld(&self) -> usize {
        self.count(|exposure| exposure == Exposure::Withheld)
    }

    /// How many applications lie open, and how many there are.
    #[must_use]
    pub fn applications(&self) -> (usize, usize) {
        let is_one =
            |part: Part<'_>| part.layer().is_some_and(|layer| layer.role == LayerRole::Application);
        let all = self.parts().filter(|(.., part)| is_one(*part));
        all.fold((0, 0), |(open, all), (number, ..)| {
            (open + usize::from(self.exposure(number).is_open()), all + 1)
        })
    }

    /// The numbers of the boxes that a row takes over here.
    pub(super) fn taken_by(&self, row: &BlastRow) -> Vec<usize> {
        let cell = row.cells.iter().find(|cell| cell.layout == self.layout.id);
        let names = cell.map_or(&[][..], |cell| &cell.taken);
        let taken = self.parts().filter(|(_, path, _)| self.named(names, path));
        taken.map(|(number, ..)| number).collect()
    }

    /// The case that is told, if there is one.
    #[must_use]
    pub fn case(&self) -> Option<&'a Case> {
        self.cell?.case.as_ref()
    }

    fn named(&self, names: &[NodeRef], path: &NodePath) -> bool {
        named_by(names, &self.layout.diagram, path)
    }

    /// Why that becomes of a box; none where it stays as it was.
    pub(super) fn why(&self, of: &StruckBox<'_>) -> Option<String> {
        let cell = self.cell?;
        let said = |exceptions: &'a [Exception]| {
            let mut found = exceptions.iter().filter(|one| self.named(&one.nodes, of.path));
            found.next().map(|one| one.because.clone())
        };
        match of.exposure {
            Exposure::Untouched => None,
            Exposure::Taken => Some("It is what is taken over.".to_owned()),
            Exposure::Withheld => said(&cell.spared),
            Exposure::Exposed => {
                Some(said(&cell.also).unwrap_or_else(|| "It runs on what lies open.".to_owned()))
            }
        }
    }

    /// In a few words, as it stands under the picture.
    pub(super) fn verdict(&self) -> String {
        if self.is_nothing() {
            return "Nothing of the kind here".to_owned();
        }
        let layers = format!("{} of {} layers exposed", self.exposed(), self.all());
        let withheld = self.withheld();
        let withheld = if withheld > 0 { format!(", {withheld} withheld") } else { String::new() };
        format!("{layers}: {}{withheld}", self.applications_words())
    }

    /// "all 3 applications", "1 of 3 applications".
    pub(super) fn applications_words(&self) -> String {
        match self.applications() {
            (0, _) => "no application".to_owned(),
            (1, 1) => "the application".to_owned(),
            (open, all) if open == all => format!("all {all} applications"),
            (open, all) => format!("{open} of {all} applications"),
        }
    }

    /// "all 7 layers", "1 of 7 layers".
    pub(super) fn layers_words(&self) -> String {
        let (open, all) = (self.exposed(), self.all());
        if open == all { format!("all {all} layers") } else { format!("{open} of {all} layers") }
    }

    /// "2 layers are withheld"; none where none is.
    pub(super) fn withheld_words(&self) -> Option<String> {
        match self.withheld() {
            0 => None,
            1 => Some("1 layer is withheld".to_owned()),
            count => Some(format!("{count} layers are withheld")),
        }
    }

    /// What a box or a boundary is called and what becomes of it, by its number.
    pub(super) fn said(&self, number: usize) -> String {
        let Some(path) = self.paths.get(number) else { return String::new() };
        let Some(part) = self.part(path) else { return String::new() };
        let name = spoken(part, path);
        let shape = part.layer().map(|layer| layer.shape).unwrap_or_default();
        let state = match shape {
            LayerShape::Line => "boundary",
            LayerShape::Absent => "absent",
            LayerShape::Box if !can_lie_open(part) => return name,
            LayerShape::Box => self.exposure(number).words(),
        };
        format!("{name}, {state}")
    }

    /// Of the layers in a group: "VM 2: 3 of 3 layers exposed".
    pub(super) fn group_said(&self, name: &str, group: &NodePath) -> String {
        let names = [NodeRef::from(group)];
        let inside = || self.parts().filter(|(_, path, _)| self.named(&names, path));
        let open = inside().filter(|(number, ..)| self.exposure(*number).is_open()).count();
        format!("{name}: {open} of {} layers exposed", inside().count())
    }
}

/// What a box is called: its own name, and where it stands if that tells it from others.
fn spoken(part: Part<'_>, path: &NodePath) -> String {
    let filled = |name: &str, number: Option<u32>| {
        number.map_or_else(|| name.to_owned(), |number| name.replace("{n}", &number.to_string()))
    };
    let own = part.layer().map_or("", |layer| &layer.name);
    let innermost = path.copies.last().map(|(_, number)| *number);
    let mut name = filled(own, innermost);
    let mut told = own.contains("{n}");
    // Copies of the repeats round a group: what is further in does not number its name.
    let mut around = path.copies.len();
    let mut count = 1;
    let mut group = None;
    for outer in part.ancestors() {
        match outer.kind() {
            PartKind::Repeat(repeat) => {
                around = around.saturating_sub(1);
                count = if count == 1 { repeat.count } else { count };
            }
            PartKind::Group(named) if group.is_none() && !named.name.trim().is_empty() => {
                let number = around.checked_sub(1).and_then(|at| path.copies.get(at));
                told |= named.name.contains("{n}");
                group = Some(filled(&named.name, number.map(|(_, number)| *number)));
            }
            _ => {}
        }
    }
    if let Some(group) = group {
        name = format!("{name} in {group}");
    }
    match innermost {
        Some(number) if !told && count > 1 => format!("{name}, {number} of {count}"),
        _ => name,
    }
}
