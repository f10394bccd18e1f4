//! Walking through a figure step by step: what is shown and what is pointed out at each step.

use crate::{
    diagram::model::{NodePath, NodeRef},
    id::Id,
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

/// One step. It goes on from the step before: what it leaves unset stays as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Unique in its block.
    pub id: Id,
    /// What is said beside the picture, in a sentence or two.
    pub say: String,
    /// The lesson's question that is asked before the step is shown.
    pub ask: Option<Id>,
    /// Layers that appear with this step. What any step shows is hidden until the first one that
    /// does.
    pub show: Vec<NodeRef>,
    /// Layers that are not in the picture from this step on, until another one shows them.
    pub hide: Vec<NodeRef>,
    /// Groups: each is closed, one box with a name, until the first step that expands it.
    pub expand: Vec<NodeRef>,
    /// The layers that are pointed out. `None` leaves the focus as it was; an empty list lifts it.
    pub focus: Option<Vec<NodeRef>>,
    /// A trace of the figure: its whole way is shown, until a step sets the focus or another one.
    pub trace: Option<Id>,
    /// What has failed from this step on: layers, groups, and repeats, of which a copy is named as
    /// if it lay in itself (`zone[2]/zone`). All that lies in it fails with it; what stands on it
    /// does not, unless it is named as well. `None` leaves it as it was.
    pub fail: Option<Vec<NodeRef>>,
}

/// What has failed at a step: the names in the last `fail` up to that step.
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
        Self::of(named.map_or(&[], Vec::as_slice))
    }

    /// What these names mean has.
    #[must_use]
    pub fn of(names: &'s [NodeRef]) -> Self {
        let mut by_node: HashMap<&Id, Vec<&NodeRef>> = HashMap::new();
        for node in names {
            by_node.entry(&node.node).or_default().push(node);
        }
        Self { by_node }
    }

    /// Has nothing failed?
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
    /// In the picture, and neither pointed out nor stepping back.
    Shown,
    /// In the picture, and stepping back: something else is pointed out.
    Back,
    /// In the picture, and pointed out.
    Focused,
}

impl Still {
    /// Is it in the picture?
    #[must_use]
    pub fn shown(self) -> bool {
        self != Self::Hidden
    }
}

/// The steps of a walk, looked up by the nodes that they name: what none of them names is not
/// searched for in each.
#[derive(Debug, Clone)]
pub struct Walk<'s> {
    steps: &'s [Step],
    /// Where nodes are named, by their ids, in the order of the steps.
    mentions: HashMap<&'s Id, Vec<Mention<'s>>>,
    /// How a box that no step names looks at each step.
    unnamed: Vec<Still>,
}

/// A node in one of the lists of a step.
#[derive(Debug, Clone, Copy)]
struct Mention<'s> {
    step: usize,
    list: List,
    node: &'s NodeRef,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Show,
    Hide,
    Expand,
    Focus,
}

/// In which lists of one step a box is named.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    shown: bool,
    hidden: bool,
    focused: bool,
}

impl<'s> Walk<'s> {
    /// Indexes the steps, once.
    #[must_use]
    pub fn of(steps: &'s [Step]) -> Self {
        let mut mentions: HashMap<&Id, Vec<Mention<'s>>> = HashMap::new();
        for (number, step) in steps.iter().enumerate() {
            let lists = [
                (List::Show, step.show.as_slice()),
                (List::Hide, &step.hide),
                (List::Expand, &step.expand),
                (List::Focus, step.focus.as_deref().unwrap_or_default()),
            ];
            for (list, nodes) in lists {
                for node in nodes {
                    let mention = Mention { step: number, list, node };
                    mentions.entry(&node.node).or_default().push(mention);
                }
            }
        }
        let unnamed = looks(steps, &vec![Named::default(); steps.len()], true);
        Self { steps, mentions, unnamed }
    }

    fn mentions(&self, path: &NodePath) -> impl Iterator<Item = &Mention<'s>> {
        let all = self.mentions.get(&path.node).into_iter().flatten();
        all.filter(|mention| mention.node.means(path))
    }

    /// How one box looks at each step.
    #[must_use]
    pub fn stills(&self, path: &NodePath) -> Cow<'_, [Still]> {
        let mut mentions = self.mentions(path).peekable();
        if mentions.peek().is_none() {
            return Cow::Borrowed(&self.unnamed);
        }
        let mut named = vec![Named::default(); self.steps.len()];
        for mention in mentions {
            if let Some(named) = named.get_mut(mention.step) {
                match mention.list {
                    List::Show => named.shown = true,
                    List::Hide => named.hidden = true,
                    List::Focus => named.focused = true,
                    List::Expand => {}
                }
            }
        }
        Cow::Owned(looks(self.steps, &named, !named.iter().any(|named| named.shown)))
    }

    /// How one box looks at a step, `None` being before the first.
    #[must_use]
    pub fn still(&self, path: &NodePath, at: Option<usize>) -> Still {
        match at {
            Some(at) => self.stills(path).get(at).copied().unwrap_or(Still::Shown),
            None if self.mentions(path).any(|mention| mention.list == List::Show) => Still::Hidden,
            None => Still::Shown,
        }
    }

    /// Is a group still closed at a step, `None` being before the first?
    #[must_use]
    pub fn closed(&self, group: &NodePath, at: Option<usize>) -> bool {
        let taken = at.map_or(0, |at| at.saturating_add(1));
        let opens = self.mentions(group).filter(|mention| mention.list == List::Expand);
        let first = opens.map(|mention| mention.step).next();
        first.is_some_and(|first| first >= taken)
    }
}

/// How a box that is named in these lists looks at each step; `shown` says whether it is there at
/// the start.
fn looks(steps: &[Step], named: &[Named], mut shown: bool) -> Vec<Still> {
    let mut rest = Still::Shown;
    let each = steps.iter().zip(named).map(|(step, named)| {
        if named.shown {
            shown = true;
        } else if named.hidden {
            shown = false;
        }
        match &step.focus {
            None => {}
            Some(nodes) if nodes.is_empty() => rest = Still::Shown,
            Some(_) => rest = if named.focused { Still::Focused } else { Still::Back },
        }
        if shown { rest } else { Still::Hidden }
    });
    each.collect()
}

/// For each step: does it change how any of these boxes looks, open a group, or let something fail
/// or recover? The first step is compared with an empty picture.
#[must_use]
pub fn changes(steps: &[Step], boxes: &[NodePath]) -> Vec<bool> {
    let walk = Walk::of(steps);
    let mut changed = vec![false; steps.len()];
    for path in boxes {
        let mut before = Still::Hidden;
        for (changed, now) in changed.iter_mut().zip(walk.stills(path).iter()) {
            *changed |= *now != before;
            before = *now;
        }
    }
    let mut failed: &[NodeRef] = &[];
    for (changed, step) in changed.iter_mut().zip(steps) {
        if let Some(now) = &step.fail {
            *changed |= *now != failed;
            failed = now;
        }
    }
    let mut opened: HashSet<&NodeRef> = HashSet::new();
    for (changed, step) in changed.iter_mut().zip(steps) {
        for group in &step.expand {
            *changed |= opened.insert(group);
        }
    }
    changed
}
