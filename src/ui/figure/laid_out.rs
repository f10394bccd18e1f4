//! The layout of a figure: kept while nothing changes that it hangs on, and for a large figure made
//! beside the window.

use crate::{
    app::{
        Beside,
        io::pool::{Failure, Order, Stop, Watched as _},
    },
    diagram::{Diagram, Request, Same, lay_out_while, layout::Layout},
    theme::{NotoMeasure, TextStyle},
    ui::{
        cx::Cx,
        figure::{
            state::{Figures, LayoutKey},
            stops::Nodes,
            subject::Figure,
        },
        kit::text,
        signals::FigureKey,
    },
};
use egui::{Ui, accesskit::Role};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
};

/// From so many boxes on, a figure is laid out beside the window instead of making it wait.
pub(super) const SLOW: u64 = 10_000;

/// The figure's layout, made anew only when something that it hangs on has changed; nothing while a
/// large one is being made.
pub(super) fn layout(
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    width: f32,
    low: bool,
) -> Option<Arc<Layout>> {
    let key = LayoutKey {
        diagrams: figure.shown.iter().map(|diagram| diagram.id.clone()).collect(),
        width,
        low,
        visit: cx.model.navigation.visit,
    };
    let view = cx.states.of::<Figures>().at(&figure.key);
    if let Some((made_for, layout)) = &view.layout
        && *made_for == key
    {
        return Some(layout.clone());
    }
    let made = move |shown: &[Arc<Diagram>], same: &[Same], wanted: &dyn Fn() -> bool| {
        let diagrams: Vec<&Diagram> = shown.iter().map(AsRef::as_ref).collect();
        let request = Request { diagrams: &diagrams, same, width, low, measure: &NotoMeasure };
        lay_out_while(&request, wanted).map(Arc::new)
    };
    if boxes(figure) < SLOW {
        let layout = made(&figure.shown, figure.same, &|| true)?;
        view.layout = Some((key, layout.clone()));
        return Some(layout);
    }
    // A layout that was asked for with another key is not waited for any longer: dropping it stops
    // it.
    let coming = cx.states.of::<Comings>().0.remove(&figure.key);
    let coming = coming.filter(|(made_for, _)| *made_for == key);
    let (made_for, mut coming) = coming.unwrap_or_else(|| {
        let (shown, same) = (figure.shown.clone(), figure.same.to_vec());
        let named = name(figure);
        let make = move |stop: &Stop| {
            let layout = made(&shown, &same, &|| !stop.is_stopped())?;
            let nodes = Arc::new(Nodes::of(&layout, named));
            Some((layout, nodes))
        };
        (key.clone(), Coming::begin(cx.beside, make))
    });
    let made = coming.poll();
    if made.is_none() {
        cx.states.of::<Comings>().0.insert(figure.key.clone(), (made_for, coming));
    }
    let view = cx.states.of::<Figures>().at(&figure.key);
    if let Some((layout, nodes)) = made {
        view.nodes = Some(nodes);
        view.layout = Some((key, layout.clone()));
        return Some(layout);
    }
    // Until the new one is made, the former one, if it shows the diagrams that are asked for.
    let former = view.layout.as_ref().filter(|(old, _)| old.diagrams == key.diagrams);
    former.map(|(_, layout)| layout.clone())
}

/// A layout and what is known of its nodes.
type LaidOut = (Arc<Layout>, Arc<Nodes>);

/// The figures that are being laid out.
#[derive(Default)]
struct Comings(HashMap<FigureKey, (LayoutKey, Coming)>);

/// A layout that is being made beside the window; not waited for any more once it is dropped.
struct Coming {
    reply: Receiver<Result<Option<LaidOut>, Failure>>,
    stop: Arc<Stop>,
    failed: Option<Failure>,
}

impl Coming {
    fn begin(
        beside: &Beside,
        make: impl FnOnce(&Stop) -> Option<LaidOut> + Send + 'static,
    ) -> Self {
        let (answer, reply) = channel();
        let stop = Arc::new(Stop::default());
        let watched = stop.clone();
        beside.run(
            Order::While(stop.clone()),
            move || make(&watched),
            move |made| {
                // Sending fails where the lesson was left and nobody waits any more.
                let _left = answer.send(made);
            },
        );
        Self { reply, stop, failed: None }
    }

    fn poll(&mut self) -> Option<LaidOut> {
        match self.reply.try_recv().ok()? {
            Ok(made) => made,
            Err(failure) => {
                self.failed = Some(failure);
                None
            }
        }
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.stop.stop();
    }
}

/// The figure's id in egui: its layers keep theirs at any zoom and when it fills the window.
pub(super) fn name(figure: &Figure<'_>) -> egui::Id {
    egui::Id::unique(("figure", figure.key.0.to_string(), figure.key.1))
}

/// How many boxes a figure draws.
pub(super) fn boxes(figure: &Figure<'_>) -> u64 {
    figure.shown.iter().map(|diagram| diagram.boxes()).fold(0, u64::saturating_add)
}

/// What is shown in place of a large figure while it is being laid out.
pub(super) fn coming(ui: &mut Ui, cx: &Cx<'_>, figure: &Figure<'_>) {
    let comings = cx.states.get::<Comings>();
    let failed = comings.and_then(|all| all.0.get(&figure.key)?.1.failed.as_ref());
    let words = match failed {
        None => format!("Laying out {} boxes…", boxes(figure)),
        Some(why) => format!("This figure could not be laid out: {why}"),
    };
    let label = text::label(ui, &words, TextStyle::Ui, cx.tokens.text2);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_role(Role::Status));
}
