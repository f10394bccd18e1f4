//! The card round a live figure, or the window that it fills; and what covers it.

use super::Figure;
use crate::{
    app::keys::PlaceKey,
    diagram::svg::MARGIN,
    simulate::{Room, svg::svg},
    theme::{NotoMeasure, TextStyle},
    ui::{
        cx::Cx,
        figure::{
            cover, sight,
            state::{Figures, Filled},
            take,
            take::Taken,
        },
        kit::{
            icons,
            paint::{colour, stroke},
            text,
            widgets::{icon_button, into_sight},
        },
        prose,
    },
};
use egui::{
    Align, Frame, Layout, Margin, ScrollArea, StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2,
};

/// No live figure is wider, in points.
pub(super) const WIDEST: f32 = 1200.0;

/// Shows the frame, the title, and `contents` unless they are covered.
pub(super) fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    contents: impl FnOnce(&mut Ui, &mut Cx<'_>, &Figure<'_>),
) {
    let own = egui::Id::unique(("live", figure.key.0.to_string(), figure.key.1));
    let place = egui::UiBuilder::new().scope_id(own);
    if figure.filled {
        let frame =
            Frame::new().fill(colour(cx.tokens.panel)).inner_margin(Margin::symmetric(20, 12));
        frame.show(ui, |ui| {
            head(ui, cx, figure);
            // Longer lines and sliders would lead nowhere.
            let width = ui.available_width().min(WIDEST);
            if width >= super::BESIDE {
                ui.set_max_width(width);
                ui.scope_builder(place, |ui| inner(ui, cx, figure, contents));
                return;
            }
            ScrollArea::vertical().id_salt("live").show(ui, |ui| {
                // Room for the bar that scrolls.
                ui.set_min_width(ui.available_width());
                ui.set_max_width(width - 12.0);
                ui.scope_builder(place, |ui| inner(ui, cx, figure, contents));
            });
        });
        return;
    }
    let tokens = cx.tokens;
    let margin = if ui.available_width() < 560.0 { 12 } else { 16 };
    let card = Frame::new()
        .fill(colour(tokens.panel))
        .stroke(stroke(1.0, tokens.line))
        .corner_radius(12)
        .inner_margin(Margin::same(margin));
    let shown = card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        head(ui, cx, figure);
        ui.scope_builder(place, |ui| inner(ui, cx, figure, contents));
    });
    let response = shown.response;
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Group, true, format!("Live figure: {}", figure.shown.title))
    });
    if cx.sights.diagram.as_ref() == Some(&figure.shown.id) {
        cx.sights.diagram = None;
        ui.scroll_to_rect(response.rect, Some(Align::TOP));
    }
    sight::in_sight(ui, cx, &figure.key, response.rect);
    let flashes = cx.sights.flashing_figure(ui) == Some(&figure.shown.id);
    if figure.asked.is_some() || flashes {
        // Painted over the quiet outline, so that nothing moves.
        let outline = stroke(if flashes { 5.0 } else { 2.0 }, tokens.accent);
        ui.painter().rect_stroke(response.rect, 12, outline, StrokeKind::Inside);
    }
    if flashes {
        into_sight(&response);
    }
}

fn inner(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    contents: impl FnOnce(&mut Ui, &mut Cx<'_>, &Figure<'_>),
) {
    if figure.asked.is_none() && cover::covers(cx) {
        return cover::show_over(ui, cx, &[&figure.shown.title], 240.0);
    }
    contents(ui, cx, figure);
}

/// The button that takes the figure along as it is set, and its menu.
fn along(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let name = format!("{}: {}", take::NAME, figure.shown.title);
    let button = icon_button(ui, cx.tokens, icons::EXPORT, &name, true);
    take::menu(cx, &button, |ui, cx| {
        take::entries(ui, cx, || in_words(figure), |cx| taken(cx, figure));
    });
}

/// All that it says, a line each.
fn in_words(figure: &Figure<'_>) -> String {
    let live = figure.shown.model.live();
    let table = live.table(&figure.setting);
    let rows = std::iter::once(table.columns).chain(table.rows);
    let rows = rows.map(|row| row.join(" | "));
    let line = figure.setting.line(live.word());
    let said = [figure.shown.title.clone(), live.sentence(&figure.setting), line, String::new()];
    said.into_iter().chain(rows).collect::<Vec<_>>().join("\n") + "\n"
}

fn taken(cx: &Cx<'_>, figure: &Figure<'_>) -> Taken {
    let (model, setting) = (figure.shown.model.clone(), figure.setting.clone());
    let (title, tokens) = (figure.shown.title.clone(), cx.tokens);
    let room = move || Room { width: TAKEN, tokens, measure: &NotoMeasure };
    let picture = model.live().picture(&setting, &room());
    let size = (picture.width + 2.0 * MARGIN, picture.height + 2.0 * MARGIN);
    let svg = Box::new(move || svg(&title, model.live(), &setting, &room(), true));
    Taken { svg, size, name: figure.shown.id.to_string() }
}

/// How wide a figure is that is taken along, in points.
const TAKEN: f32 = 720.0;

/// The title, and the button that fills the window or leads back.
fn head(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - 88.0;
        let left = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(width, 0.0), left, |ui| {
            ui.set_width(width);
            // In line with the button.
            ui.add_space(4.0);
            let title = &figure.shown.title;
            let format = text::format(TextStyle::H3, cx.tokens.text);
            let (words, jump) = prose::marked(ui, cx, title, &format, width);
            let shown = text::show(ui, words, title, Role::Heading);
            text::as_heading(ui, &shown, title, 3);
            if jump {
                shown.scroll_to_me(Some(Align::Center));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if figure.filled {
                let back = PlaceKey::Close.tip("Back to the lesson");
                if icon_button(ui, cx.tokens, icons::CLOSE, &back, true).clicked() {
                    cx.states.of::<Figures>().filled = None;
                    ui.ctx().request_repaint();
                }
                return;
            }
            along(ui, cx, figure);
            let fill = format!("Fill the window: {}", figure.shown.title);
            if icon_button(ui, cx.tokens, icons::FILL, &fill, true).clicked() {
                let filled = Filled { figure: figure.key.clone(), presenting: false };
                cx.states.of::<Figures>().filled = Some(filled);
                ui.ctx().request_repaint();
            }
        });
    });
    ui.add_space(8.0);
}
