//! In which of the pictures that stand beside each other does hardware enforce a boundary? In the
//! others a kernel does: what their frames stand for is declared.

use super::{
    choice, fact, ground::Indexed, naming::question_id, question, shown::Shown, words::listed,
};
use crate::{
    diagram::{Frame, Part, PartKind},
    id::Id,
    quiz::{Kind, Question},
};
use std::collections::HashSet;

/// Between two pictures a coin decides.
const PICTURES: std::ops::RangeInclusive<usize> = 3..=6;

pub(super) fn question_of(ground: &Indexed<'_>, index: usize) -> Option<Question> {
    let shown = ground.get(index)?;
    let mut all: Vec<usize> = ground.strangers(index);
    all.push(index);
    all.sort_unstable();
    // The first of them asks.
    if all.first() != Some(&index) || !PICTURES.contains(&all.len()) {
        return None;
    }
    let mut titles = HashSet::from([shown.title]);
    let (mut choices, mut nodes) = (Vec::new(), Vec::new());
    let (mut solid, mut dashed) = (Vec::new(), Vec::new());
    for of in all.into_iter().filter_map(|at| ground.get(at)) {
        let known = of.id() != shown.id() && !titles.insert(of.title);
        let title = of.drawn.diagram.title.trim();
        if known || title.is_empty() {
            return None;
        }
        // Of a picture without frames nothing is said.
        let hardware = by_hardware(of)?;
        let because = if hardware {
            nodes.extend(framed(of, Frame::Solid).map(|id| of.node(id)));
            solid.push(of.title());
            "It has a solid frame: hardware enforces that boundary."
        } else {
            dashed.push(of.title());
            "All of its frames are dashed: a kernel enforces those boundaries."
        };
        choices.push(choice(of.id().clone(), title, hardware, because.to_owned()));
    }
    if solid.is_empty() || dashed.is_empty() {
        return None;
    }
    let about: Vec<&Id> = choices.iter().map(|choice| &choice.id).collect();
    let id = question_id("guards", &about)?;
    let (which, kind) = match solid.len() {
        1 => ("In which one of these pictures", Kind::Single as fn(_) -> _),
        _ => ("In which of these pictures", Kind::Multiple as fn(_) -> _),
    };
    let prompt = format!("{which} does hardware enforce a boundary, and not a kernel alone?");
    let names = |titles: &[String]| listed(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    let says = format!(
        "Hardware enforces a boundary in {}; in {} a kernel does.",
        names(&solid),
        names(&dashed)
    );
    Some(question(id, prompt, kind(choices), vec![fact(nodes, says)]))
}

/// Does hardware enforce one of its boundaries? None where it shows none.
fn by_hardware(of: &Shown<'_>) -> Option<bool> {
    let frames: Vec<Frame> =
        of.drawn.diagram.parts().filter_map(frame).filter(|f| *f != Frame::None).collect();
    (!frames.is_empty()).then(|| frames.contains(&Frame::Solid))
}

fn frame(part: Part<'_>) -> Option<Frame> {
    match part.kind() {
        PartKind::Repeat(repeat) => Some(repeat.frame),
        PartKind::Group(group) => Some(group.frame),
        _ => None,
    }
}

/// The layers that lie in such a frame.
fn framed<'a>(of: &Shown<'a>, wanted: Frame) -> impl Iterator<Item = &'a Id> {
    let parts = of.drawn.diagram.parts().filter(move |part| frame(*part) == Some(wanted));
    let mut met = HashSet::new();
    parts.flat_map(Part::layers).map(|layer| &layer.id).filter(move |id| met.insert(*id))
}
