//! Words at lines that don't fit in a figure, at the widths that figures have.

use crate::{
    diagram::{Diagram, Request, Same, lay_out},
    id::Id,
    pack::{
        check::checker::Checker,
        course::{Block, Course, Lesson, SideBySide},
        path::Path,
    },
    theme::NotoMeasure,
};
use std::collections::HashMap;

/// A wide window, one of ordinary size, and a narrow one, in points.
const WIDTHS: [u16; 3] = [688, 584, 330];

/// So much is looked at in a pack, in pairs of a box and a link: finding the ways of lines takes as
/// long as there are such pairs, and nobody reads more warnings than that.
const MOST_PAIRS: usize = 20_000;

/// For a link of a diagram: the figures in which its words don't fit, and at which widths.
type Cut = HashMap<(Id, Id), Vec<(String, Vec<u16>)>>;

impl Checker<'_, '_> {
    /// Warns of labels of links that are cut or left out where a figure shows them.
    pub(super) fn labels(&mut self, course: &Course) {
        let diagrams = course.lessons.iter().flat_map(|lesson| &lesson.diagrams);
        let diagrams: HashMap<&Id, &Diagram> =
            diagrams.map(|diagram| (&diagram.id, &**diagram)).collect();
        let mut cut = Cut::new();
        let mut pairs = 0;
        for lesson in &course.lessons {
            for block in &lesson.blocks {
                if self.watch.is_stopped() {
                    return;
                }
                if let Block::SideBySide(figure) = block {
                    let shown = figure.diagrams.iter().filter_map(|id| diagrams.get(id));
                    let own = shown.map(|shown| shown.layers().count() * shown.links.len());
                    pairs += own.sum::<usize>();
                    if pairs > MOST_PAIRS {
                        break;
                    }
                    look(figure, lesson, &diagrams, &mut cut);
                }
            }
        }
        if !cut.is_empty() {
            self.tell(&cut);
        }
    }

    fn tell(&mut self, cut: &Cut) {
        for at in &self.index.lessons {
            for (number, diagram) in at.source.diagrams.iter().enumerate() {
                let Ok(id) = Id::new(&diagram.id) else { continue };
                for (place, link) in diagram.links.iter().enumerate() {
                    let Ok(name) = Id::new(&link.id) else { continue };
                    let Some(figures) = cut.get(&(id.clone(), name)) else { continue };
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

/// Looks for words that don't fit in one figure, drawn simply and precisely.
fn look(figure: &SideBySide, lesson: &Lesson, diagrams: &HashMap<&Id, &Diagram>, cut: &mut Cut) {
    let shown: Vec<&Diagram> =
        figure.diagrams.iter().filter_map(|id| diagrams.get(id).copied()).collect();
    let precise = |diagram: &&Diagram| {
        diagram.precise.as_ref().and_then(|precise| diagrams.get(&precise.diagram)).copied()
    };
    let precise: Vec<&Diagram> =
        shown.iter().map(|diagram| precise(diagram).unwrap_or(diagram)).collect();
    let same_as_shown = shown.iter().zip(&precise).all(|(one, other)| one.id == other.id);
    let forms = [Some(shown), Some(precise).filter(|_| !same_as_shown)];
    for form in forms.into_iter().flatten() {
        let worded = |diagram: &&Diagram| diagram.links.iter().any(|link| link.label.is_some());
        if !form.iter().any(worded) {
            continue;
        }
        let ids: Vec<&str> = form.iter().map(|diagram| diagram.id.as_str()).collect();
        let name = match &figure.id {
            Some(id) => format!("`{id}`"),
            None => format!("of `{}`", ids.join("`, `")),
        };
        for width in WIDTHS {
            for link in cut_at(&form, &lesson.same, width) {
                let figures = cut.entry(link).or_default();
                match figures.last_mut().filter(|(last, _)| *last == name) {
                    Some((_, widths)) if widths.contains(&width) => {}
                    Some((_, widths)) => widths.push(width),
                    None => figures.push((name.clone(), vec![width])),
                }
            }
        }
    }
}

/// The links whose words don't fit at a width, by diagram and link.
fn cut_at(diagrams: &[&Diagram], same: &[Same], width: u16) -> Vec<(Id, Id)> {
    let request =
        Request { diagrams, same, width: f32::from(width), low: false, measure: &NotoMeasure };
    let layout = lay_out(&request);
    let mut found = Vec::new();
    for placed in &layout.links {
        let Some(diagram) = diagrams.get(placed.diagram) else { continue };
        let said = diagram.links.iter().find(|said| said.id == placed.link);
        if said.is_none_or(|said| said.label.is_none()) {
            continue;
        }
        let whole = placed.words.as_ref().is_some_and(|words| !words.shortened);
        let name = (diagram.id.clone(), placed.link.clone());
        if !whole && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
