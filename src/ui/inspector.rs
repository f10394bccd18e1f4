//! The card of one layer: what it is, what it does, what stands opposite.

use crate::{
    diagram::{LayerRole, LayerShape},
    theme::TextStyle,
    ui::{
        icons,
        paint::{colour, stroke},
        style, text,
        views::Cx,
        widgets::{hairline, icon_button},
    },
};
use egui::{
    Area, CornerRadius, Frame, Id, Layout, Margin, Order, Rect, Sense, StrokeKind, Ui,
    accesskit::Role, pos2, vec2,
};

/// What a card says.
pub struct Card {
    pub role: LayerRole,
    pub name: String,
    pub place: String,
    pub about: Option<String>,
    pub manages: bool,
    pub shape: LayerShape,
    /// Its badges and gauges, in words.
    pub contents: Option<String>,
    /// What was measured of it, and where that is from: "Firecracker (2020)".
    pub figures: Vec<(String, String)>,
    /// What it is linked with, a line each.
    pub links: Vec<String>,
    pub opposite: Vec<Opposite>,
}

/// What stands opposite in one other diagram.
pub struct Opposite {
    pub lead: String,
    pub rest: String,
    pub missing: bool,
}

const WIDTH: f32 = 320.0;

/// Is that point on the open card?
#[must_use]
pub fn covers(ctx: &egui::Context, at: egui::Pos2) -> bool {
    let card = ctx.memory(|memory| memory.area_rect(Id::unique("inspector")));
    // With a little room round it, so that it can be reached.
    card.is_some_and(|card| card.expand(16.0).contains(at))
}

/// Shows the card beside its layer. Says whether it was closed.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, card: &Card, anchor: Rect) -> bool {
    let tokens = cx.tokens;
    let screen = ui.ctx().content_rect().shrink(8.0);
    let width = WIDTH.min(screen.width());
    // Beside the layer where there is room, else below it.
    let at = if anchor.right() + 12.0 + width <= screen.right() {
        pos2(anchor.right() + 12.0, anchor.top() - 8.0)
    } else if anchor.left() - 12.0 - width >= screen.left() {
        pos2(anchor.left() - 12.0 - width, anchor.top() - 8.0)
    } else {
        pos2(anchor.center().x - width / 2.0, anchor.bottom() + 10.0)
    };
    let frame = Frame::new()
        .fill(colour(tokens.raised))
        .stroke(stroke(1.0, tokens.line2))
        .corner_radius(CornerRadius::same(12))
        .shadow(style::shadow(tokens))
        .inner_margin(Margin::same(16));
    let mut closed = false;
    let shown = Area::new(Id::unique("inspector"))
        .order(Order::Foreground)
        .fixed_pos(at)
        .constrain_to(screen)
        .accessible_name(format!("About {}", card.name))
        .role(Role::Dialog)
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width - 34.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                closed = head(ui, cx, card);
                ui.add_space(10.0);
                if let Some(about) = &card.about {
                    text::label(ui, about, TextStyle::Ui, tokens.text2);
                }
                if card.manages {
                    ui.add_space(8.0);
                    let words = "It manages others and does not carry them.";
                    text::label(ui, words, TextStyle::Caption, tokens.text2);
                }
                if let Some(contents) = &card.contents {
                    ui.add_space(8.0);
                    text::label(ui, contents, TextStyle::Caption, tokens.text2);
                }
                for (figure, source) in &card.figures {
                    ui.add_space(8.0);
                    let runs = [
                        (&**figure, TextStyle::Caption, tokens.text),
                        (" ", TextStyle::Caption, tokens.text),
                        (&**source, TextStyle::Caption, tokens.text3),
                    ];
                    let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
                    text::show(ui, galley, &format!("{figure} {source}"), Role::Label);
                }
                if !card.links.is_empty() {
                    ui.add_space(12.0);
                    hairline(ui, tokens, ui.max_rect().x_range(), ui.cursor().top());
                    ui.add_space(8.0);
                    text::label(ui, "Linked", TextStyle::CaptionBold, tokens.text);
                    for link in &card.links {
                        ui.add_space(2.0);
                        text::label(ui, link, TextStyle::Caption, tokens.text2);
                    }
                }
                for opposite in &card.opposite {
                    ui.add_space(12.0);
                    hairline(ui, tokens, ui.max_rect().x_range(), ui.cursor().top());
                    ui.add_space(10.0);
                    opposite_line(ui, cx, opposite);
                }
            });
        });
    // A click elsewhere closes it; the click on another layer opens that one instead.
    let outside = ui.input(|input| {
        input.pointer.primary_clicked()
            && input
                .pointer
                .interact_pos()
                .is_some_and(|at| !shown.response.rect.contains(at) && !anchor.contains(at))
    });
    closed || outside
}

fn head(ui: &mut Ui, cx: &Cx<'_>, card: &Card) -> bool {
    let tokens = cx.tokens;
    let mut closed = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let (tile, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
        let role = match card.shape {
            LayerShape::Absent => &tokens.ghost,
            LayerShape::Box | LayerShape::Line => card.role.colours(tokens),
        };
        ui.painter().rect(
            tile,
            CornerRadius::same(8),
            colour(role.fill),
            stroke(1.0, role.stroke),
            StrokeKind::Inside,
        );
        icons::paint(
            ui.painter(),
            match card.shape {
                LayerShape::Absent => icons::GHOST,
                LayerShape::Box | LayerShape::Line => card.role.icon(),
            },
            tile.center(),
            18.0,
            tokens.icon(role),
        );
        let words = ui.available_width() - 40.0;
        ui.allocate_ui_with_layout(vec2(words, 44.0), Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(words);
            ui.spacing_mut().item_spacing.y = 0.0;
            text::heading(ui, &card.name, TextStyle::H3, tokens.text, 4);
            text::label(ui, &card.place, TextStyle::Small, tokens.text3);
        });
        closed = icon_button(ui, tokens, icons::CLOSE, "Close (Esc)", true).clicked();
    });
    closed
}

fn opposite_line(ui: &mut Ui, cx: &Cx<'_>, opposite: &Opposite) {
    let tokens = cx.tokens;
    let icon = if opposite.missing { icons::GHOST } else { icons::COUNTERPART };
    let runs = [
        (&*opposite.lead, TextStyle::CaptionBold, tokens.text),
        (" ", TextStyle::Caption, tokens.text2),
        (&*opposite.rest, TextStyle::Caption, tokens.text2),
    ];
    let galley = text::galley(ui, text::runs(&runs, ui.available_width() - 26.0));
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(Role::Label, true, format!("{} {}", opposite.lead, opposite.rest))
    });
    icons::paint(
        ui.painter(),
        icon,
        pos2(rect.left() + 8.0, rect.top() + 10.0),
        16.0,
        tokens.text2,
    );
    text::paint_at(ui, rect.min + vec2(26.0, 0.0), galley);
}
