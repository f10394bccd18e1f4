//! The ways of a request that branches, as a menu: where one is, which ways were taken, and each hop a
//! click away.

use super::{
    playhead::{self, Following},
    state::{Along, Figures},
    subject::Figure,
};
use crate::{
    diagram::{
        Decision, Leg, TracePath,
        outline::{OutlineItem, OutlineRow},
        requests::layer_name,
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            menu::{row, row_width},
            text,
            widgets::icon_button,
        },
    },
};
use egui::{Frame, Margin, Popup, PopupCloseBehavior, ScrollArea, Ui};

/// By this each level of the menu is moved to the right.
const LEVEL: &str = "\u{2003}";
/// The widest that a row is, in points; longer words are shortened.
const WIDEST: f32 = 380.0;

/// The button and, while it is open, the menu; where there is but one way, nothing.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    const NAME: &str = "All ways of this request";
    let Some(following) = playhead::current(figure).filter(|now| now.trace.branches()) else {
        return;
    };
    let button = icon_button(ui, cx.tokens, icons::FOLLOW, NAME, true);
    let popup =
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClick).accessible_name(NAME);
    popup.show(|menu| {
        menu.spacing_mut().item_spacing.y = 0.0;
        let height = menu.ctx().content_rect().height() - 72.0;
        ScrollArea::vertical().max_height(height).show(menu, |ui| {
            rows(ui, cx, figure, &following);
        });
    });
}

fn rows(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, following: &Following<'_, '_>) {
    // A path without choices needs no menu: the dots lead to each of its hops.
    let paths = (0..).zip(&following.trace.paths).filter(|(_, path)| path.straight().is_none());
    let paths: Vec<(usize, &TracePath)> = paths.collect();
    let outlines = paths.iter().flat_map(|(_, path)| {
        let rows = path.outline().into_iter();
        rows.map(|row| words(figure, path, &row)).collect::<Vec<String>>()
    });
    let names: Vec<String> = outlines.collect();
    let wide = row_width(ui, cx.tokens, names.iter().map(String::as_str)) + TICK;
    ui.set_width(wide.min(WIDEST));
    let tick = following.journey.ticks.get(following.at);
    for (at, path) in &paths {
        if paths.len() > 1 {
            let title = figure.shown.iter().find(|diagram| diagram.id == path.diagram);
            let title = title.map_or("", |diagram| &diagram.title);
            text::label(ui, title, TextStyle::CaptionBold, cx.tokens.text2);
        }
        let here = tick.and_then(|tick| tick.hop(*at));
        for line in told(path, &playhead::untold(cx, following), &following.along.decisions) {
            show(ui, cx, figure, following, (*at, path, here), &line);
        }
    }
}

/// The outline of a path without what the ways that are `untold`, or anything after them, will show.
fn told<'t>(path: &'t TracePath, untold: &[Decision], made: &[Decision]) -> Vec<OutlineRow<'t>> {
    // The ways that are passed by with nothing told of them.
    let mut hidden: Vec<Vec<Decision>> = Vec::new();
    let mut rows = path.outline();
    rows.retain(|row| {
        let after = |hidden: &Vec<Decision>| {
            let choice = hidden.last().map(|way| &way.choice);
            let other = made.iter().any(|made| Some(&made.choice) == choice);
            hidden.len() > row.decisions.len() && hidden.starts_with(&row.decisions) && !other
        };
        let inside = row.decisions.iter().any(|way| untold.contains(way));
        let way = matches!(row.what, OutlineItem::Way(_));
        let own = row.decisions.last().filter(|own| way && untold.contains(own));
        let outer = row.decisions.split_last().map_or(&[][..], |(_, outer)| outer);
        if let (Some(_), OutlineItem::Way(way)) = (own, row.what)
            && !outer.iter().any(|way| untold.contains(way))
        {
            if !way.ends {
                hidden.push(row.decisions.clone());
            }
            return true;
        }
        !inside && !hidden.iter().any(after)
    });
    rows
}

/// Room for a tick, in points.
const TICK: f32 = 32.0;

fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    following: &Following<'_, '_>,
    (at, path, here): (usize, &TracePath, Option<usize>),
    line: &OutlineRow<'_>,
) {
    let trace = following.trace;
    let words = &words(figure, path, line);
    let (hop, ticked) = match line.what {
        OutlineItem::Choice(_) => {
            // In line with the words of the rows below.
            let inset = Frame::new().inner_margin(Margin { left: 10, top: 6, ..Margin::ZERO });
            inset.show(ui, |ui| {
                text::label(ui, words, TextStyle::CaptionBold, cx.tokens.text2);
            });
            return;
        }
        OutlineItem::Hop(hop) => (hop.number, (here == Some(hop.number)).then_some(true)),
        OutlineItem::Way(way) => {
            let taken = &cx.states.of::<Figures>().at(&figure.key).walk.taken;
            let made = line.decisions.last();
            let taken = made.is_some_and(|made| taken.contains(&(trace.id.clone(), made.clone())));
            let Some(Leg::Hop(first)) = way.legs.first() else { return };
            (first.number, Some(taken))
        }
    };
    if row(ui, cx.tokens, words, None, ticked).clicked()
        && let Some((decisions, tick)) =
            trace.way_to(at, hop, &line.decisions, &following.along.decisions)
    {
        cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
        let to = Along { trace: following.along.trace, tick, decisions, unasked: false };
        playhead::go_hop(ui, cx, figure, Some(to));
    }
}

/// "3a Client", "No, it has to be made".
fn words(figure: &Figure<'_>, path: &TracePath, line: &OutlineRow<'_>) -> String {
    let indent = LEVEL.repeat(line.depth);
    match line.what {
        OutlineItem::Choice(choice) => format!("{indent}{}", choice.kind.words()),
        OutlineItem::Way(way) => format!("{indent}{}", way.name),
        OutlineItem::Hop(hop) => {
            let diagram = figure.shown.iter().find(|diagram| diagram.id == path.diagram);
            let name = diagram.map(|diagram| layer_name(diagram, hop)).unwrap_or_default();
            format!("{indent}{} {name}", hop.label)
        }
    }
}
