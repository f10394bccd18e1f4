//! How every box of a figure looks now: lit, opposite, missing, chosen, right or wrong.

use super::resting::resting;
use crate::{
    diagram::{
        How, NodePath, NodeRef,
        layout::{Layout, Stop},
        likeness::Counterpart,
        scene::{Ghost, Look, Mark, Scene},
    },
    id::Id,
    quiz::{
        Answer, Diagnose, Kind, LineRef,
        grade::{box_of, hits},
    },
    ui::{cx::Cx, figure::subject::Figure},
};
use std::collections::HashSet;

/// What the learner points at: layers and groups by their numbers as stops, links by theirs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pointed {
    /// Under the pointer, focused, named by the words that are, or with its card open.
    pub attended: Option<usize>,
    /// The stop whose card is open.
    pub inspected: Option<usize>,
    pub focused: Option<usize>,
    /// The link whose words the pointer is on.
    pub link: Option<usize>,
}

/// How every box looks now.
pub(super) fn scene(figure: &Figure<'_>, layout: &Layout, pointed: &Pointed, cx: &Cx<'_>) -> Scene {
    let Pointed { attended, inspected, .. } = *pointed;
    let resting = resting(cx, figure, layout);
    let mut looks = looks_at_rest(figure, layout, &resting.looks, attended.is_some());
    if let Some(link) = pointed.link.and_then(|number| layout.links.get(number)) {
        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
            if b.path == link.from || b.path == link.to {
                *look = Look::Hot;
            }
        }
    }
    let (links, connectors) = match attended {
        Some(_) => Default::default(),
        None if figure.past_question(cx.model) => Default::default(),
        None => light_what_decides(&mut looks, layout, cx),
    };
    let mut ghosts = Vec::new();
    let attended_box = attended.and_then(|index| layout.boxes.get(index));
    if let Some(here) = attended_box {
        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
            if b.diagram == here.diagram && b.path.node == here.path.node {
                *look = Look::Hot;
            }
        }
        if figure.asked.open() {
            // Only the box itself: lighting its copies would give away that they are one layer.
            for (index, look) in looks.iter_mut().enumerate() {
                if Some(index) != attended {
                    *look = Look::Rest;
                }
            }
        } else if let Some(own) = figure.shown.get(here.diagram) {
            for (other, diagram) in
                figure.shown.iter().enumerate().filter(|(o, _)| *o != here.diagram)
            {
                match figure.same.counterpart(own, &here.path.node, diagram) {
                    Counterpart::Layers { nodes, .. } => {
                        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
                            let found = nodes.iter().find(|(node, _)| **node == b.path.node);
                            if let Some((_, how)) = found.filter(|_| b.diagram == other) {
                                *look = match how {
                                    How::SameJob => Look::Counterpart,
                                    How::SamePlace => Look::SamePlace,
                                };
                            }
                        }
                    }
                    Counterpart::Missing { short, .. } => {
                        let gap = layout.gaps.iter().position(|gap| {
                            gap.diagram == other && (gap.rows.0..=gap.rows.1).contains(&here.row)
                        });
                        if let Some(gap) = gap {
                            ghosts.push(Ghost { gap, words: short.map(str::to_owned) });
                        }
                    }
                    Counterpart::Unsaid => {}
                }
            }
        }
    }
    if let Some(index) = inspected {
        stand_back(&mut looks, layout, index);
    }
    for chosen in figure.asked.chosen() {
        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
            if chosen.means(&b.path) {
                *look = Look::Selected;
            }
        }
    }
    let marks = layout.boxes.iter().map(|b| mark(figure, &b.path)).collect();
    let (routes, _) = resting.routes;
    let link = pointed.link;
    let hops = resting.hops;
    let rest = Scene::default();
    Scene { looks, marks, hops, routes, ghosts, attended, link, links, connectors, ..rest }
}

/// How every box looks before anything that is pointed at or was answered is lit.
fn looks_at_rest(figure: &Figure<'_>, layout: &Layout, rest: &[Look], attended: bool) -> Vec<Look> {
    // Before a step is shown, what the one before points out would look like the answer.
    let asked_first = figure.asked.open() && figure.doing.predict().is_some();
    // What is pointed at replaces what the step points out.
    if attended || asked_first { vec![Look::Rest; layout.boxes.len()] } else { rest.to_vec() }
}

/// Lights what decides what was answered: boxes, and links and connectors, whose numbers are given.
fn light_what_decides(
    looks: &mut [Look],
    layout: &Layout,
    cx: &Cx<'_>,
) -> (Vec<usize>, Vec<usize>) {
    let deciding = cx.signals.deciding.heard();
    let nodes = deciding.into_iter().flat_map(|(nodes, _)| nodes);
    let lit: Vec<&NodeRef> = cx.signals.disproof.heard().into_iter().chain(nodes).collect();
    light(looks, layout, &lit);
    match deciding {
        Some((_, lines)) if !lines.is_empty() => lit_lines(layout, lines),
        _ => Default::default(),
    }
}

/// Lights what these name. A figure may have very many boxes.
fn light(looks: &mut [Look], layout: &Layout, lit: &[&NodeRef]) {
    if lit.is_empty() {
        return;
    }
    let ids: HashSet<&Id> = lit.iter().map(|node| &node.node).collect();
    for (look, b) in looks.iter_mut().zip(&layout.boxes) {
        if ids.contains(&b.path.node) && lit.iter().any(|node| node.means(&b.path)) {
            *look = Look::Hot;
        }
    }
}

/// The numbers of the links and of the connectors that these mean.
fn lit_lines(layout: &Layout, lines: &[LineRef]) -> (Vec<usize>, Vec<usize>) {
    let in_copies = |path: &NodePath, line: &LineRef| {
        path.diagram == line.diagram && path.copies.iter().any(|(repeat, _)| *repeat == line.of)
    };
    let links = layout.links.iter().enumerate().filter(|(_, link)| {
        lines.iter().any(|line| line.of == link.link && line.diagram == link.from.diagram)
    });
    let connectors = layout.connectors.iter().enumerate().filter(|(_, connector)| {
        lines.iter().any(|line| {
            let mut starts = connector.starts.iter().flat_map(|start| &start.of);
            starts.any(|path| in_copies(path, line))
                && !connector.on.iter().any(|path| in_copies(path, line))
        })
    });
    (links.map(|(number, _)| number).collect(), connectors.map(|(number, _)| number).collect())
}

/// While a card is open, all but what it is about stands back; of a group also what lies in it.
fn stand_back(looks: &mut [Look], layout: &Layout, index: usize) {
    let group = match layout.stop(index) {
        Some(Stop::Group(frame, _)) => Some(frame),
        _ => None,
    };
    for (position, (look, b)) in looks.iter_mut().zip(&layout.boxes).enumerate() {
        *look = match *look {
            _ if position == index => Look::Selected,
            rest if group.is_some_and(|group| group.holds(b.diagram, &b.rect)) => rest,
            Look::Rest => Look::Dimmed,
            other => other,
        };
    }
}

/// Right or wrong, after the answer.
fn mark(figure: &Figure<'_>, path: &NodePath) -> Option<Mark> {
    let (kind, verdict) = figure.asked.told()?;
    if let Kind::Diagnose(diagnose) = kind {
        return suspected(diagnose, &verdict.answer, path);
    }
    if kind.diagram() != Some(&path.diagram) {
        return None;
    }
    match (kind, &verdict.answer) {
        (Kind::PointAt { target, .. }, Answer::Nodes(nodes)) => {
            let chosen = nodes.iter().any(|node| node.means(path));
            // Where several layers are right, any copy that the author means stands for one.
            let found = || {
                let mut wanted = target.nodes().iter().filter(|node| node.means(path));
                let chosen =
                    |node: &NodeRef| nodes.iter().any(|n| node.means(&box_of(&path.diagram, n)));
                wanted.any(chosen)
            };
            match (chosen, hits(target, path)) {
                (true, true) => Some(Mark::Right),
                (true, false) => Some(Mark::Wrong),
                (false, true) if !verdict.grade.right() && !found() => Some(Mark::Missed),
                _ => None,
            }
        }
        (Kind::Label(label), Answer::Pairs(pairs)) => {
            let tag = label.names.iter().find(|tag| tag.node == path.node)?;
            let given = pairs.iter().find(|(_, to)| *to == path.node).map(|(name, _)| name);
            Some(match given {
                Some(name) if *name == tag.id => Mark::Right,
                Some(_) => Mark::Wrong,
                None => Mark::Missed,
            })
        }
        _ => None,
    }
}

/// Was it named as what has failed, or should it have been?
fn suspected(diagnose: &Diagnose, answer: &Answer, path: &NodePath) -> Option<Mark> {
    if path.diagram != diagnose.diagram {
        return None;
    }
    let named = diagnose.named(answer)?;
    let right = diagnose.choices.iter().find(|choice| choice.correct)?;
    let is_at = |id: &Id| diagnose.parts(id).any(|part| part.is_at(path));
    match (is_at(&named.id), is_at(&right.id)) {
        (_, true) if named.correct => Some(Mark::Right),
        (_, true) => Some(Mark::Missed),
        (true, false) => Some(Mark::Wrong),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Layout, LineRef, Look, NodeRef, light, lit_lines};
    use crate::{
        diagram::{Diagram, Request, lay_out},
        pack::{PackFile, PackFiles, check},
        theme::NotoMeasure,
    };

    #[test]
    fn what_decides_an_answer_is_lit_in_all_its_copies_and_in_its_picture_alone() {
        let text = r#"(
            format: 1, publisher: "me", id: "p", version: "1.0.0", title: "P", language: "en",
            license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])],
            inline: [(id: "l", title: "L", minutes: 1, questions: [], diagrams: [
                (id: "one", title: "One", body: Stack([
                    Repeat(id: "copy", count: 3, of: Layer(id: "a", name: "A", role: Kernel, about: "A.")),
                    Layer(id: "b", name: "B", role: Kernel, about: "B."),
                ])),
                (id: "two", title: "Two", body: Layer(id: "a", name: "A", role: Kernel, about: "A.")),
            ], blocks: [SideBySide(diagrams: ["one", "two"])])],
        )"#;
        let file = PackFile { path: "pack.ron".to_owned(), text: text.into() };
        let course = check(&PackFiles { files: vec![file] }).course.unwrap();
        let diagrams: Vec<&Diagram> =
            course.lessons.iter().flat_map(|l| &l.diagrams).map(AsRef::as_ref).collect();
        let request = Request {
            diagrams: &diagrams,
            same: &course.lessons.iter().next().unwrap().same,
            width: 600.0,
            low: false,
            measure: &NotoMeasure,
        };
        let layout: Layout = lay_out(&request);
        let node: NodeRef = "one/a".parse().unwrap();
        let mut looks = vec![Look::Rest; layout.boxes.len()];
        light(&mut looks, &layout, &[]);
        assert!(looks.iter().all(|look| *look == Look::Rest));
        light(&mut looks, &layout, &[&node]);
        let lit = |name: &str, diagram: &str| {
            let boxes = layout.boxes.iter().zip(&looks).filter(|(_, look)| **look == Look::Hot);
            let of = boxes.filter(|(b, _)| {
                b.path.node.as_str() == name && b.path.diagram.as_str() == diagram
            });
            of.count()
        };
        assert_eq!((lit("a", "one"), lit("a", "two"), lit("b", "one")), (3, 0, 0));
    }

    #[test]
    fn the_lines_that_decide_an_answer_are_lit_in_their_picture_alone() {
        let of = |id: &str| {
            format!(
                r#"(id: "{id}", title: "{id}", body: Stack([
                    Repeat(id: "copy", count: 3, connected: true, of: Layer(id: "a", name: "A", role: Kernel, about: "A.")),
                    Layer(id: "b", name: "B", role: Kernel, about: "B."),
                    Row([
                        Layer(id: "c", name: "C", role: Kernel, about: "C."),
                        Layer(id: "d", name: "D", role: Kernel, about: "D."),
                    ]),
                ]), links: [(id: "cd", from: "c", to: "d"), (id: "dc", from: "d", to: "b")])"#
            )
        };
        let text = format!(
            r#"(
            format: 1, publisher: "me", id: "p", version: "1.0.0", title: "P", language: "en",
            license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])],
            inline: [(id: "l", title: "L", minutes: 1, questions: [], diagrams: [{}, {}],
                blocks: [SideBySide(diagrams: ["one", "two"])])],
        )"#,
            of("one"),
            of("two")
        );
        let file = PackFile { path: "pack.ron".to_owned(), text: text.into() };
        let course = check(&PackFiles { files: vec![file] }).course.unwrap();
        let diagrams: Vec<&Diagram> =
            course.lessons.iter().flat_map(|l| &l.diagrams).map(AsRef::as_ref).collect();
        let same = &course.lessons.iter().next().unwrap().same;
        let (width, low, measure) = (900.0, false, &NotoMeasure);
        let layout: Layout = lay_out(&Request { diagrams: &diagrams, same, width, low, measure });
        let id = |text: &str| Id::new(text).unwrap();
        let line = |of: &str| LineRef { diagram: id("two"), of: id(of) };
        let lit = |of: &str| {
            let (links, connectors) = lit_lines(&layout, &[line(of)]);
            assert!(links.iter().all(|at| layout.links[*at].diagram == 1));
            assert!(connectors.iter().all(|at| layout.connectors[*at].diagram == 1));
            (links.len(), connectors.len())
        };
        assert_eq!((lit("cd"), lit("copy"), lit("b")), ((1, 0), (0, 1), (0, 0)));
    }
}
