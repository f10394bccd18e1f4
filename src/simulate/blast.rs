//! The blast radius: what lies open in a layout when one of its layers is taken over, why, and
//! when that has happened. Which layers there are and what runs on what is read off diagrams of the
//! pack; nothing is said of how to take anything over.

mod painting;
mod struck;

use crate::{
    diagram::{Diagram, NodeRef},
    id::Id,
    simulate::{
        amount::Amount,
        control::{Control, ControlKind, Offered},
        live::{Assumption, Facts, Live, Reading, fixed},
        setting::Setting,
        sheet::Picture,
        sheet::Room,
        value::Value,
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

pub use struck::{Struck, StruckBox};

/// What lies open when a layer is taken over, in several layouts.
///
/// Of each layout that is its layer and whatever runs on it ([`Takeover`]), with what the cell adds
/// and takes away. Layers are counted, copies each by itself, and not weighed.
///
/// [`Takeover`]: crate::diagram::Takeover
#[derive(Debug, Clone, PartialEq)]
pub struct Blast {
    controls: Vec<Control>,
    /// Ways of putting things together, each a diagram.
    pub layouts: Vec<BlastLayout>,
    /// What can be taken over.
    pub rows: Vec<BlastRow>,
}

/// One way of putting things together.
#[derive(Debug, Clone, PartialEq)]
pub struct BlastLayout {
    /// Unique in the model.
    pub id: Id,
    /// "Containers on one host".
    pub name: String,
    /// The pack's own.
    pub diagram: Arc<Diagram>,
}

/// Something that can be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct BlastRow {
    /// Unique in the model.
    pub id: Id,
    /// "The host’s kernel": it stands in sentences, where an article at its head is put in lower
    /// case.
    pub name: String,
    /// What that means in each layout, one for each.
    pub cells: Vec<BlastCell>,
}

/// What taking something over means in one layout.
#[derive(Debug, Clone, PartialEq)]
pub struct BlastCell {
    /// The layout's id.
    pub layout: Id,
    /// The layers of its diagram that are taken, `container[1]/app` being one copy; empty where it
    /// has nothing of the kind.
    pub taken: Vec<NodeRef>,
    /// Why so much lies open, and no more; or why there is nothing of the kind. A sentence.
    pub because: String,
    /// What lies open although the diagram does not say that it runs on what is taken.
    pub also: Vec<Exception>,
    /// What does not lie open although the diagram says that it runs on what is taken.
    pub spared: Vec<Exception>,
    /// When it happened.
    pub case: Option<Case>,
}

/// Something that does not follow from the diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// Layers, groups, repeats or copies of the diagram.
    pub nodes: Vec<NodeRef>,
    /// Why, in a sentence.
    pub because: String,
}

/// A flaw that was found in a real system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// "CVE-2019-5736", with a name if it has one.
    pub name: String,
    /// When it became known.
    pub year: u16,
    /// The boundary that it crossed, from where to where: "container → runtime → root on the host".
    pub crossed: String,
    /// What closed it: "a kernel update"; none where nothing has, or nothing can.
    pub closed: Option<String>,
    /// A source of the pack.
    pub source: Id,
}

/// The ids of its controls.
const LAYOUT: &str = "layout";
const BESIDE: &str = "beside";
const TAKEN: &str = "taken";
/// What stands beside nothing.
const NONE: &str = "none";

impl Blast {
    /// With at least one layout, of which none is called `none`, and one row. Each row has a cell
    /// for each layout, and the names in it are of things that the layout's diagram has.
    #[must_use]
    pub fn new(layouts: Vec<BlastLayout>, rows: Vec<BlastRow>) -> Self {
        let first = |offered: &[Offered]| {
            offered.first().map_or_else(|| fixed(NONE), |offered| offered.id.clone())
        };
        let choice = |id, name: &str, offered: Vec<Offered>| Control {
            id: fixed(id),
            name: name.to_owned(),
            start: Value::Chosen(first(&offered)),
            kind: ControlKind::Choice(offered),
        };
        let offered = |id: &Id, name: &str| Offered { id: id.clone(), name: name.to_owned() };
        let all: Vec<Offered> =
            layouts.iter().map(|layout| offered(&layout.id, &layout.name)).collect();
        let nothing = offered(&fixed(NONE), "Nothing");
        let beside = std::iter::once(nothing).chain(all.iter().cloned()).collect();
        let controls = vec![
            choice(LAYOUT, "Layout", all),
            choice(BESIDE, "Beside it", beside),
            choice(TAKEN, "Taken over", rows.iter().map(|r| offered(&r.id, &r.name)).collect()),
        ];
        Self { controls, layouts, rows }
    }

    /// What becomes of the layouts that are shown, the one that is asked about first.
    #[must_use]
    pub fn shown(&self, setting: &Setting) -> Vec<Struck<'_>> {
        let row = setting.chosen(TAKEN).and_then(|id| self.rows.iter().find(|row| row.id == *id));
        let Some(row) = row else { return Vec::new() };
        let layout = |control| {
            let id = setting.chosen(control)?;
            self.layouts.iter().find(|layout| layout.id == *id)
        };
        let first = layout(LAYOUT);
        let second = layout(BESIDE).filter(|second| first.is_none_or(|one| one.id != second.id));
        first.into_iter().chain(second).map(|layout| Struck::of(layout, row)).collect()
    }

    /// The rows that take boxes of a layout over, by the numbers of those. What takes several copies
    /// at once, such as an image, no copy stands for; of several rows, that which takes least does.
    fn takers(&self, one: &Struck<'_>) -> HashMap<usize, &BlastRow> {
        let mut takers: HashMap<usize, (usize, &BlastRow)> = HashMap::new();
        for row in &self.rows {
            let taken = one.taken_by(row);
            let nodes = taken.iter().filter_map(|at| one.paths.get(*at)).map(|path| &path.node);
            if nodes.collect::<HashSet<_>>().len() < taken.len() {
                continue;
            }
            for number in &taken {
                let known = takers.entry(*number).or_insert((taken.len(), row));
                if taken.len() < known.0 {
                    *known = (taken.len(), row);
                }
            }
        }
        takers.into_iter().map(|(number, (_, row))| (number, row)).collect()
    }
}

impl Live for Blast {
    fn word(&self) -> &'static str {
        "blast"
    }

    fn controls(&self) -> &[Control] {
        &self.controls
    }

    fn readings(&self, setting: &Setting) -> Vec<Reading> {
        let mut readings = Vec::new();
        for (one, suffix) in self.shown(setting).iter().zip(["", "-beside"]) {
            let each = [
                ("exposed", "layers exposed", one.exposed()),
                ("all", "layers", one.all()),
                ("applications", "applications exposed", one.applications().0),
            ];
            readings.extend(each.map(|(id, what, count)| Reading {
                id: fixed(&format!("{id}{suffix}")),
                name: format!("{}: {what}", one.layout.name),
                value: Amount::whole(i64::try_from(count).unwrap_or(i64::MAX)),
                unit: "",
            }));
        }
        readings
    }

    fn sentence(&self, setting: &Setting) -> String {
        let shown = self.shown(setting);
        let taking = |row: &BlastRow| format!("Taking over {}", within(&row.name));
        match shown.as_slice() {
            [] => String::new(),
            [one] if one.is_nothing() => {
                let because = one.cell.map_or("", |cell| &cell.because);
                let name = &one.layout.name;
                let words = format!(
                    "{} exposes nothing: “{name}” has nothing of the kind. {because}",
                    taking(one.row)
                );
                words.trim_end().to_owned()
            }
            [one] => {
                let withheld = one.withheld_words();
                let withheld = withheld.map(|words| format!(" {words}.")).unwrap_or_default();
                let (apps, layers) = (one.applications_words(), one.layers_words());
                format!("{} exposes {apps}, {layers} in all.{withheld}", taking(one.row))
            }
            [first, ..] => {
                let each = shown.iter().map(|one| {
                    let name = &one.layout.name;
                    if one.is_nothing() {
                        return format!("in “{name}” nothing, as it has nothing of the kind");
                    }
                    let withheld = one.withheld_words();
                    let withheld = withheld.map(|words| format!(" ({words})")).unwrap_or_default();
                    let (apps, layers) = (one.applications_words(), one.layers_words());
                    format!("in “{name}” {apps}, {layers} in all{withheld}")
                });
                let each: Vec<String> = each.collect();
                format!("{} exposes {}.", taking(first.row), each.join("; "))
            }
        }
    }

    fn table(&self, setting: &Setting) -> Facts {
        let columns = ["Layer", "Layout", "What becomes of it", "Why"];
        let mut rows = Vec::new();
        for one in self.shown(setting) {
            let cell = |name: String, state: String, why: String| {
                vec![name, one.layout.name.clone(), state, why]
            };
            for of in one.boxes() {
                let why = one.why(&of).unwrap_or_else(|| "–".to_owned());
                rows.push(cell(of.name, of.exposure.words().to_owned(), why));
            }
            let because = one.cell.map_or_else(String::new, |cell| cell.because.clone());
            rows.push(cell("All of it".to_owned(), one.verdict(), because));
            if let Some(case) = one.case() {
                rows.push(cell(case.title(), case.crossed(), case.closed_words()));
            }
        }
        Facts { columns: columns.map(str::to_owned).into(), rows }
    }

    fn assumptions(&self) -> Vec<Assumption> {
        let plain = [
            "Whoever takes over a layer has all of it, and all that runs on it. What runs on what is read off the diagram: what stands above a layer, in the same copy.",
            "What stands above a layer that only manages others does not run on it. What lies open besides, or does not, is said with its reason.",
            "Exposed means that it can be read or changed by this alone. It does not say how likely that is: layers are counted, not weighed.",
        ];
        let mut all: Vec<Assumption> =
            plain.map(|text| Assumption { text: text.to_owned(), source: None }).into();
        for case in self.rows.iter().flat_map(|row| &row.cells).filter_map(|c| c.case.as_ref()) {
            let text = format!("{}: it crossed {}.", case.title(), case.crossed);
            let cited = Assumption { text, source: Some(case.source.clone()) };
            if !all.contains(&cited) {
                all.push(cited);
            }
        }
        all
    }

    fn picture(&self, setting: &Setting, room: &Room<'_>) -> Picture {
        painting::picture(self, setting, room)
    }
}

impl Case {
    /// Name and year.
    fn title(&self) -> String {
        format!("{} ({})", self.name, self.year)
    }

    fn crossed(&self) -> String {
        format!("Crossed: {}", self.crossed)
    }

    fn closed_words(&self) -> String {
        self.closed.as_ref().map_or_else(|| "–".to_owned(), |closed| format!("Closed by: {closed}"))
    }
}

/// A name as it stands within a sentence.
fn within(name: &str) -> String {
    let articles = ["A ", "An ", "The ", "One ", "Any "];
    match articles.iter().find_map(|article| Some((article, name.strip_prefix(article)?))) {
        Some((article, rest)) => format!("{}{rest}", article.to_lowercase()),
        None => name.to_owned(),
    }
}
