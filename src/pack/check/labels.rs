//! Words at lines that don't fit in a figure, at the widths that figures have.

use crate::{
    diagram::{Diagram, Part, PartKind, Request, Same, lay_out},
    id::Id,
    pack::{
        check::{checker::Checker, index::LessonAt},
        course::{Block, Course, SideBySide},
        path::Path,
        problem::counted,
        source::{DiagramSource, NodeSource, TreeSource},
    },
    theme::NotoMeasure,
};
use std::collections::{BTreeSet, HashMap};

/// The widths at which figures are looked at, in points: a wide window, an ordinary one and a
/// narrow one.
const WIDTHS: [u16; 3] = [688, 584, 330];

/// How much is looked at in a pack, in pairs of a box and a link: finding the ways of links takes
/// time in proportion to such pairs. Figures beyond that are named in a warning instead.
const MOST_PAIRS: usize = 20_000;

/// A line with words, in its diagram.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Line {
    Link(Id),
    /// From the root of this tree to the branch of that number.
    Branch(Id, usize),
}

/// For a line of a diagram: the figures in which its words don't fit, and at which widths.
type Cut = HashMap<(Id, Line), Vec<(String, Vec<u16>)>>;

/// A figure by the numbers of its lesson and its block.
type FigureAt = (usize, usize);

impl<'a> Checker<'a, '_> {
    /// Warns of labels of lines that are cut or left out where a figure shows them.
    pub(super) fn labels(&mut self, course: &Course) {
        let diagrams = course.lessons.iter().flat_map(|lesson| &lesson.diagrams);
        let diagrams: HashMap<&Id, &Diagram> =
            diagrams.map(|diagram| (&diagram.id, &**diagram)).collect();
        let (mut cut, mut pairs, mut unseen) = (Cut::new(), 0, Vec::new());
        for (number, lesson) in course.lessons.iter().enumerate() {
            for (place, block) in lesson.blocks.iter().enumerate() {
                if self.watch.is_stopped() {
                    return;
                }
                let Block::SideBySide(figure) = block else { continue };
                for form in forms(figure, &diagrams) {
                    let own: usize = form.iter().map(|diagram| worth(diagram)).sum();
                    if pairs + own > MOST_PAIRS {
                        unseen.push((number, place));
                        break;
                    }
                    pairs += own;
                    look(figure, &form, &lesson.same, &mut cut);
                }
            }
        }
        for at in &self.index.lessons {
            for (number, diagram) in at.source.diagrams.iter().enumerate() {
                self.links_cut(at, number, diagram, &cut);
                self.branches_cut(at, number, diagram, &cut);
            }
        }
        self.not_looked_at(course, &unseen);
    }

    fn links_cut(&mut self, at: &LessonAt<'a>, number: usize, diagram: &DiagramSource, cut: &Cut) {
        for (place, link) in diagram.links.iter().enumerate() {
            let Some(figures) = figures(cut, &diagram.id, &link.id, Line::Link) else { continue };
            let message = format!(
                "there is too little room for the label of the link `{}/{}` {}",
                diagram.id,
                link.id,
                listed(figures)
            );
            let remedy = "Say it in fewer words, or with fewer links beside it.".to_owned();
            at.at(|path: &Path<'_>| {
                let path = path.field("diagrams");
                let path = path.index(number);
                let path = path.field("links");
                let path = path.index(place);
                self.report.warning(&path.field("label"), message, Some(remedy));
            });
        }
    }

    fn branches_cut(
        &mut self,
        at: &LessonAt<'a>,
        number: usize,
        diagram: &DiagramSource,
        cut: &Cut,
    ) {
        if !cut
            .keys()
            .any(|(id, line)| id.as_str() == diagram.id && matches!(line, Line::Branch(..)))
        {
            return;
        }
        at.at(|path: &Path<'_>| {
            let path = path.field("diagrams");
            let path = path.index(number);
            each_tree(&diagram.body, &path.field("body"), &mut |tree, path| {
                for (place, branch) in tree.branches.iter().enumerate() {
                    let line = |root| Line::Branch(root, place);
                    let Some(figures) = figures(cut, &diagram.id, &tree.root.id, line) else {
                        continue;
                    };
                    let to = branch.of.own_layer().or_else(|| branch.of.own_id());
                    let to = to.map(|to| format!(" to `{to}`")).unwrap_or_default();
                    let message = format!(
                        "there is too little room for the label of the line from `{}/{}`{to} {}",
                        diagram.id,
                        tree.root.id,
                        listed(figures)
                    );
                    let remedy = "Say it in fewer or in shorter words.".to_owned();
                    let path = path.field("branches");
                    let path = path.index(place);
                    self.report.warning(&path.field("label"), message, Some(remedy));
                }
            });
        });
    }

    /// Warns, at the first such figure, that nobody has looked at these figures.
    fn not_looked_at(&mut self, course: &Course, unseen: &[FigureAt]) {
        let Some((lesson, block)) = unseen.first() else { return };
        let id = course.lessons.get(*lesson).map(|lesson| lesson.id.as_str());
        let lessons = &self.index.lessons;
        let Some(at) = lessons.iter().find(|at| Some(at.source.id.as_str()) == id) else { return };
        let others = match unseen.len() - 1 {
            0 => String::new(),
            more => format!(" and for {}", counted(more, "more figure")),
        };
        let message = format!(
            "whether the labels of lines have room was not looked at for this figure{others}: \
             the pack has too many lines"
        );
        let remedy = "Look at it yourself, in a wide window and in a narrow one.".to_owned();
        at.at(|path: &Path<'_>| {
            let path = path.field("blocks");
            self.report.warning(&path.index(*block), message, Some(remedy));
        });
    }
}

/// The figures in which the words of a line don't fit; none where they fit in all.
fn figures<'c>(
    cut: &'c Cut,
    diagram: &str,
    name: &str,
    line: impl Fn(Id) -> Line,
) -> Option<&'c [(String, Vec<u16>)]> {
    let key = (Id::new(diagram).ok()?, line(Id::new(name).ok()?));
    cut.get(&key).map(Vec::as_slice)
}

/// Calls `visit` with each tree in a part of a diagram, and where it stands.
fn each_tree(node: &NodeSource, path: &Path<'_>, visit: &mut dyn FnMut(&TreeSource, &Path<'_>)) {
    match node {
        NodeSource::Layer(_) | NodeSource::Line(_) => {}
        NodeSource::Stack(parts) | NodeSource::Row(parts) => {
            for (number, part) in parts.iter().enumerate() {
                each_tree(part, &path.index(number), visit);
            }
        }
        NodeSource::Repeat(repeat) => each_tree(&repeat.of, &path.field("of"), visit),
        NodeSource::Group(group) => each_tree(&group.of, &path.field("of"), visit),
        NodeSource::Grid(rows) => {
            for (number, row) in rows.iter().enumerate() {
                let path = path.index(number);
                for (number, cell) in row.iter().enumerate() {
                    if let Some(of) = &cell.of {
                        each_tree(of, &path.index(number).field("of"), visit);
                    }
                }
            }
        }
        NodeSource::Tree(tree) => {
            visit(tree, path);
            let path = path.field("branches");
            for (number, branch) in tree.branches.iter().enumerate() {
                each_tree(&branch.of, &path.index(number).field("of"), visit);
            }
        }
    }
}

/// "in the figure `zones` at 584 and 330 points"
fn listed(figures: &[(String, Vec<u16>)]) -> String {
    let each = figures.iter().map(|(figure, widths)| {
        let mut widths: Vec<String> = widths.iter().map(ToString::to_string).collect();
        let last = widths.pop().unwrap_or_default();
        let widths =
            if widths.is_empty() { last } else { format!("{} and {last}", widths.join(", ")) };
        format!("in the figure {figure} at a width of {widths} points")
    });
    each.collect::<Vec<_>>().join(", ")
}

/// The diagrams that a figure shows, once simple and once precise, if links or trees in them have
/// words.
fn forms<'d>(figure: &SideBySide, diagrams: &HashMap<&Id, &'d Diagram>) -> Vec<Vec<&'d Diagram>> {
    let shown: Vec<&Diagram> =
        figure.diagrams.iter().filter_map(|id| diagrams.get(id).copied()).collect();
    let precise = |diagram: &&'d Diagram| {
        diagram.precise.as_ref().and_then(|precise| diagrams.get(&precise.diagram)).copied()
    };
    let precise: Vec<&Diagram> =
        shown.iter().map(|diagram| precise(diagram).unwrap_or(diagram)).collect();
    let same_as_shown = shown.iter().zip(&precise).all(|(one, other)| one.id == other.id);
    let forms = [Some(shown), Some(precise).filter(|_| !same_as_shown)];
    let worded = |form: &Vec<&Diagram>| form.iter().any(|diagram| has_words(diagram));
    forms.into_iter().flatten().filter(worded).collect()
}

/// Does any line of the diagram have words?
fn has_words(diagram: &Diagram) -> bool {
    diagram.links.iter().any(|link| link.label.is_some()) || has_worded_branches(diagram)
}

fn has_worded_branches(diagram: &Diagram) -> bool {
    let parts = diagram.body().into_iter().flat_map(Part::within);
    let mut kinds = parts.map(Part::kind);
    kinds.any(|kind| matches!(kind, PartKind::Tree(labels) if labels.iter().any(Option::is_some)))
}

/// How long looking at a diagram takes, in pairs of a box and a link.
fn worth(diagram: &Diagram) -> usize {
    diagram.layers().count().saturating_mul(diagram.links.len().max(1))
}

/// Adds the words that don't fit in one figure, at any of the widths.
fn look(figure: &SideBySide, form: &[&Diagram], same: &[Same], cut: &mut Cut) {
    let ids: Vec<&str> = form.iter().map(|diagram| diagram.id.as_str()).collect();
    let name = match &figure.id {
        Some(id) => format!("`{id}`"),
        None => format!("of `{}`", ids.join("`, `")),
    };
    for width in WIDTHS {
        for line in cut_at(form, same, width) {
            let figures = cut.entry(line).or_default();
            match figures.last_mut().filter(|(last, _)| *last == name) {
                Some((_, widths)) if widths.contains(&width) => {}
                Some((_, widths)) => widths.push(width),
                None => figures.push((name.clone(), vec![width])),
            }
        }
    }
}

/// The lines whose words don't fit at a width.
fn cut_at(diagrams: &[&Diagram], same: &[Same], width: u16) -> BTreeSet<(Id, Line)> {
    let request =
        Request { diagrams, same, width: f32::from(width), low: false, measure: &NotoMeasure };
    let layout = lay_out(&request);
    let mut found = BTreeSet::new();
    for placed in &layout.links {
        let Some(diagram) = diagrams.get(placed.diagram) else { continue };
        let said = diagram.links.iter().find(|said| said.id == placed.link);
        if said.is_none_or(|said| said.label.is_none()) {
            continue;
        }
        let whole = placed.words.as_ref().is_some_and(|words| !words.shortened);
        if !whole {
            found.insert((diagram.id.clone(), Line::Link(placed.link.clone())));
        }
    }
    for tree in layout.connectors.iter().filter(|connector| connector.tree) {
        let Some(root) = tree.on.first() else { continue };
        for (number, start) in tree.starts.iter().enumerate() {
            if start.words.as_ref().is_some_and(|words| words.shortened) {
                found.insert((root.diagram.clone(), Line::Branch(root.node.clone(), number)));
            }
        }
    }
    found
}
