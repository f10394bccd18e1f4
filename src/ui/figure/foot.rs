//! The bar under a figure: the player at the left; at the right the tools: the switch to the precise
//! picture, comparing, and the ways to see it larger and to take it along.

use super::{compare, player, take, zoom};
use crate::{
    app::keys::PlaceKey,
    diagram::layout::Layout,
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::{
            state,
            state::{Figures, Filled},
            subject::Figure,
        },
        kit::{
            icons, text,
            widgets::{icon_button, switch},
        },
    },
};
use egui::{Layout as UiLayout, Ui, Vec2, accesskit::Role};

const PRECISE: &str = "More precise";
/// A button of the bar, and the space after it.
const BUTTON: f32 = 32.0;
const GAP: f32 = 4.0;
/// The zoom, its buttons and the way back.
const ZOOM: f32 = 150.0;
/// The least width beside the tools, in points, in which words are shown there; with less they have
/// lines of their own.
const WORDS: f32 = 300.0;

/// The tools of a figure and the room that they take.
struct Tools {
    precise: bool,
    /// Comparing, where there is anything to compare: named in words, or an icon alone?
    compare: Option<bool>,
    zoomed: bool,
    filled: bool,
    width: f32,
}

impl Tools {
    /// The tools in the form that fits into `room` points.
    fn of(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>, room: f32) -> Self {
        let filled = state::filled(cx).is_some();
        let zoomed = state::of(cx, &figure.key).is_some_and(|view| view.size.zoom.is_some());
        let precise = figure.listed.iter().any(|diagram| diagram.precise.is_some());
        let compare = compare::offered(cx, figure).then_some(false);
        let mut tools = Self { precise, compare, zoomed: zoomed && !filled, filled, width: 0.0 };
        if precise {
            let words =
                text::one_line(ui, PRECISE, TextStyle::Caption, cx.tokens.text2, f32::INFINITY);
            tools.width += words.size().x + 42.0 + 2.0 * GAP;
        }
        if tools.zoomed {
            tools.width += ZOOM;
        }
        let icons = 1.0 + f32::from(u8::from(compare.is_some())) + f32::from(u8::from(!filled));
        tools.width += icons * (BUTTON + GAP) - GAP;
        let more = compare::width(ui, cx) - BUTTON;
        if compare.is_some() && tools.width + more <= room {
            (tools.compare, tools.width) = (Some(true), tools.width + more);
        }
        tools
    }

    fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
        ui.spacing_mut().item_spacing.x = GAP;
        if self.precise {
            precise_switch(ui, cx, figure);
            ui.add_space(GAP);
        }
        if self.zoomed {
            zoom::bar(ui, cx, figure, false);
            ui.spacing_mut().item_spacing.x = GAP;
        }
        if let Some(words) = self.compare {
            compare::toggle(ui, cx, figure, words);
        }
        if !self.filled {
            let fill = icon_button(
                ui,
                cx.tokens,
                icons::FILL,
                &PlaceKey::Fill.tip("Fill the window"),
                true,
            );
            if fill.clicked() {
                cx.states.of::<Figures>().filled =
                    Some(Filled { figure: figure.key.clone(), presenting: false });
                ui.ctx().request_repaint();
            }
        }
        take::button(ui, cx, figure, layout);
    }
}

/// How wide words beside the tools may be, in points; nothing where the figure can be gone through
/// or is shown precisely, or where too little room is left.
pub(super) fn beside(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>) -> Option<f32> {
    if player::offered(figure) || figure.precise {
        return None;
    }
    let tools = Tools::of(ui, cx, figure, 0.0);
    let left = ui.available_width() - tools.width - 16.0;
    (left >= WORDS).then_some(left)
}

/// The tools alone.
pub(super) fn tools(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    Tools::of(ui, cx, figure, 0.0).show(ui, cx, figure, layout);
}

/// The player, the tools, and below them why the player rests and what the precise picture corrects.
pub(super) fn foot(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let width = ui.available_width();
    let player = player::needed(ui, cx, figure);
    let tools = Tools::of(ui, cx, figure, width - player - 8.0);
    // Measured and then built from the left, which is also the order of Tab.
    let beside = player + 8.0 + tools.width <= width;
    if !beside {
        ui.horizontal_wrapped(|ui| player::bar(ui, cx, figure));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = (width - tools.width).max(0.0);
        let row = UiLayout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(Vec2::new(left, 32.0), row, |ui| {
            ui.set_min_width(left);
            if beside {
                // Kept clear of the tools.
                ui.set_max_width((left - 8.0).max(0.0));
                player::bar(ui, cx, figure);
            }
        });
        tools.show(ui, cx, figure, layout);
    });
    notes(ui, cx, figure);
}

/// What the precise picture corrects.
fn notes(ui: &mut Ui, cx: &Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    if let Some(why) = figure.withheld.filter(|_| !figure.asked.open()) {
        ui.add_space(4.0);
        text::label(ui, why, TextStyle::Caption, tokens.text2);
    }
    if !figure.precise {
        return;
    }
    for diagram in &figure.listed {
        let Some(precise) = &diagram.precise else { continue };
        ui.add_space(4.0);
        let (title, because) = (&diagram.title, &precise.because);
        let runs = [
            (&*format!("{title}. "), TextStyle::CaptionBold, tokens.text),
            (because.as_str(), TextStyle::Caption, tokens.text2),
        ];
        let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
        text::show(ui, galley, &format!("{title}. {because}"), Role::Label);
    }
}

fn precise_switch(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let seconds = cx.seconds(0.12);
    // The precise picture cannot be switched to while a question asks about the plain one.
    let open = !figure.asked.open();
    let switch =
        ui.add_enabled_ui(open, |ui| switch(ui, cx.tokens, PRECISE, figure.precise, seconds));
    let switch = switch.inner;
    if switch.clicked() {
        let view = cx.states.of::<Figures>().at(&figure.key);
        view.compared.precise = !view.compared.precise;
        (view.walk.step, view.walk.trace, view.walk.playing) = (None, None, None);
        (view.card.inspected, view.cursor) = (None, None);
        ui.ctx().request_repaint();
    }
    if figure.asked.open() {
        figure.explain_withheld(ui, switch);
    }
}
