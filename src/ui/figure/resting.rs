//! What a step, a hop or the differences make of the boxes while nothing is pointed at: worked out
//! once for a layout, not for each frame.

use super::{steps::stills_now, traces};
use crate::{
    diagram::{
        Reached,
        layout::Layout,
        likeness::{Counterpart, merely_same_place},
        route::Route,
        scene::Look,
    },
    id::Id,
    ui::{
        cx::Cx,
        figure::{
            state::{Along, StepAt},
            subject::Figure,
        },
        signals::FigureKey,
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The kept looks, by figure.
#[derive(Default)]
struct Rests(HashMap<FigureKey, Resting>);

/// How the boxes of a layout look while nothing is pointed at.
struct Resting {
    layout: Arc<Layout>,
    state: State,
    seen: Seen,
}

/// What the looks depend on: the step, the place along a trace, and whether only differences are
/// shown.
type State = (StepAt, Option<Along>, Option<(usize, usize)>, bool);

fn state_of(figure: &Figure<'_>) -> State {
    let running = figure.doing.running().map(|running| (running.trace, running.tick));
    let doing = &figure.doing;
    (doing.at(), doing.following().cloned(), running, doing.differences())
}

/// For each box: its look, and how far the request that is followed has come; none where none is.
#[derive(Clone)]
pub(super) struct Seen {
    pub looks: Arc<Vec<Look>>,
    pub hops: Arc<Vec<Reached>>,
    /// The lines of that request, and how many of them were there before its last hop.
    pub routes: (Arc<Vec<Route>>, usize),
}

/// Works the looks out where that has not been done for this layout, step and hop.
pub(super) fn settle(cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Arc<Layout>) {
    let rests = &mut cx.states.of::<Rests>().0;
    let known = rests
        .get(&figure.key)
        .is_some_and(|known| Arc::ptr_eq(&known.layout, layout) && known.state == state_of(figure));
    if !known {
        let (layout, seen) = (layout.clone(), seen(figure, layout));
        let resting = Resting { layout, state: state_of(figure), seen };
        rests.insert(figure.key.clone(), resting);
    }
}

/// The looks at this layout: as they are kept, or worked out now where the kept ones are of another
/// layout, step or hop.
pub(super) fn resting(cx: &Cx<'_>, figure: &Figure<'_>, layout: &Layout) -> Seen {
    let known = cx.states.get::<Rests>().and_then(|rests| rests.0.get(&figure.key));
    let known = known.filter(|known| {
        std::ptr::eq(Arc::as_ptr(&known.layout), layout) && known.state == state_of(figure)
    });
    known.map_or_else(|| seen(figure, layout), |known| known.seen.clone())
}

fn seen(figure: &Figure<'_>, layout: &Layout) -> Seen {
    let mut looks = match stills_now(figure, layout) {
        Some(stills) => stills.into_iter().map(Look::from).collect(),
        None => vec![Look::Rest; layout.boxes.len()],
    };
    if figure.doing.differences() && figure.doing.at() == StepAt::Whole {
        let common = common(figure);
        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
            if common.get(b.diagram).is_some_and(|common| common.contains(&b.path.node)) {
                *look = Look::Dimmed;
            }
        }
    }
    let hops = traces::reached(figure, layout);
    if let Some(hops) = &hops {
        looks = hops.iter().map(|reached| reached.still().into()).collect();
    }
    let (routes, before) = traces::routes(figure, layout);
    let (looks, hops) = (Arc::new(looks), Arc::new(hops.unwrap_or_default()));
    Seen { looks, hops, routes: (Arc::new(routes), before) }
}

/// For each diagram, the layers of which every other diagram has one that does the same job.
fn common<'f>(figure: &'f Figure<'_>) -> Vec<HashSet<&'f Id>> {
    let diagrams = || figure.shown.iter().enumerate();
    diagrams()
        .map(|(at, own)| {
            let in_all = |id: &Id| {
                diagrams().filter(|(other, _)| *other != at).all(|(_, other)| {
                    match figure.same.counterpart(own, id, other) {
                        Counterpart::Layers { nodes, .. } => !merely_same_place(&nodes),
                        Counterpart::Missing { .. } | Counterpart::Unsaid => false,
                    }
                })
            };
            let ids = own.layers().map(|layer| &layer.id);
            ids.filter(|id| in_all(id)).collect()
        })
        .collect()
}
