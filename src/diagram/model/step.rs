//! Walking through a figure step by step: what is shown and what is pointed out at each step.

use crate::{
    diagram::model::{NodePath, NodeRef},
    id::Id,
};
use std::collections::HashMap;

/// One step. It inherits the one before; what it leaves unset stays as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Unique in its block.
    pub id: Id,
    /// What is said beside the picture, in a sentence or two.
    pub say: String,
    /// The lesson's question that is asked before the step is shown.
    pub ask: Option<Id>,
    /// What any step shows is hidden until the first one that does.
    pub show: Vec<NodeRef>,
    pub hide: Vec<NodeRef>,
    /// Groups: each is closed, one box with a name, until the first step that expands it.
    pub expand: Vec<NodeRef>,
    /// `None` leaves the focus as it was; an empty one lifts it.
    pub focus: Option<Vec<NodeRef>>,
    /// A trace of the figure: its whole way is shown, until a step sets the focus or another one.
    pub trace: Option<Id>,
    /// What has failed from this step on: layers, groups, and repeats, of which a copy is named as
    /// if it lay in itself (`zone[2]/zone`). `None` leaves it as it was. All that lies in it fails with it; what stands on it does not,
    /// unless it is named as well.
    pub fail: Option<Vec<NodeRef>>,
}

/// What has failed at a step: the names that the last step gave that said so.
#[derive(Debug, Clone, Default)]
pub struct Failed<'s> {
    by_node: HashMap<&'s Id, Vec<&'s NodeRef>>,
}

impl<'s> Failed<'s> {
    /// What has failed at a step, `None` being before the first.
    #[must_use]
    pub fn at_step(steps: &'s [Step], at: Option<usize>) -> Self {
        let taken = at.map_or(0, |at| at.saturating_add(1));
        let named = steps.iter().take(taken).rev().find_map(|step| step.fail.as_ref());
        let mut by_node: HashMap<&Id, Vec<&NodeRef>> = HashMap::new();
        for node in named.into_iter().flatten() {
            by_node.entry(&node.node).or_default().push(node);
        }
        Self { by_node }
    }

    /// Nothing has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_node.is_empty()
    }

    /// Is this layer, group or copy named itself, or a copy that it lies in?
    #[must_use]
    pub fn names(&self, path: &NodePath) -> bool {
        let named = |node: &Id, copies: &[(Id, u32)]| {
            let named = self.by_node.get(node);
            named.into_iter().flatten().any(|name| {
                let diagram = name.diagram.as_ref().is_none_or(|diagram| *diagram == path.diagram);
                diagram && copies.starts_with(&name.copies)
            })
        };
        let mut round = path.copies.iter().enumerate();
        named(&path.node, &path.copies)
            || round.any(|(at, (repeat, _))| {
                path.copies.get(..=at).is_some_and(|copies| named(repeat, copies))
            })
    }
}

/// The trace whose way is shown at a step.
#[must_use]
pub fn trace_at(steps: &[Step], at: usize) -> Option<&Id> {
    let mut shown = None;
    for step in steps.iter().take(at.saturating_add(1)) {
        if step.trace.is_some() {
            shown = step.trace.as_ref();
        } else if step.focus.is_some() {
            shown = None;
        }
    }
    shown
}

/// How a box looks at one step, animation apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// Not there yet, or gone.
    Hidden,
    Shown,
    /// Something else is pointed out.
    Back,
    /// Pointed out.
    Focused,
}

impl Still {
    /// Is it in the picture?
    #[must_use]
    pub fn shown(self) -> bool {
        self != Self::Hidden
    }
}

/// How one box looks at each step.
#[must_use]
pub fn stills(steps: &[Step], path: &NodePath) -> Vec<Still> {
    let means = |nodes: &[NodeRef]| nodes.iter().any(|node| node.means(path));
    let mut shown = !steps.iter().any(|step| means(&step.show));
    let mut rest = Still::Shown;
    steps
        .iter()
        .map(|step| {
            if means(&step.show) {
                shown = true;
            } else if means(&step.hide) {
                shown = false;
            }
            match &step.focus {
                None => {}
                Some(nodes) if nodes.is_empty() => rest = Still::Shown,
                Some(nodes) => rest = if means(nodes) { Still::Focused } else { Still::Back },
            }
            if shown { rest } else { Still::Hidden }
        })
        .collect()
}

/// For each step: does it change how any of these boxes looks, open a group, or let something fail
/// or recover? The first is
/// compared with an empty picture.
#[must_use]
pub fn changes(steps: &[Step], boxes: &[NodePath]) -> Vec<bool> {
    let mut changed = vec![false; steps.len()];
    for path in boxes {
        let mut before = Still::Hidden;
        for (changed, now) in changed.iter_mut().zip(stills(steps, path)) {
            *changed |= now != before;
            before = now;
        }
    }
    let mut failed: &[NodeRef] = &[];
    for (changed, step) in changed.iter_mut().zip(steps) {
        if let Some(now) = &step.fail {
            *changed |= *now != failed;
            failed = now;
        }
    }
    let mut opened: Vec<&NodeRef> = Vec::new();
    for (changed, step) in changed.iter_mut().zip(steps) {
        *changed |= step.expand.iter().any(|group| !opened.contains(&group));
        opened.extend(&step.expand);
    }
    changed
}

/// Is a group still closed at a step, `None` being before the first?
#[must_use]
pub fn closed(steps: &[Step], at: Option<usize>, group: &NodePath) -> bool {
    let opens = |step: &Step| step.expand.iter().any(|node| node.means(group));
    let taken = at.map_or(0, |at| at.saturating_add(1));
    steps.iter().any(opens) && !steps.iter().take(taken).any(opens)
}
