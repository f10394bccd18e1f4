//! The card of one layer: what it is, what it does, what stands opposite.

use crate::{
    app::keys::PlaceKey,
    diagram::{LayerRole, LayerShape},
    theme::{Rgb, TextStyle, Tokens},
    ui::{
        cx::Cx,
        kit::{
            icons,
            icons::Icon,
            paint::{colour, stroke},
            text,
            widgets::{hairline, icon_button},
        },
    },
};
use egui::{
    CornerRadius, Galley, Layout, Sense, StrokeKind, Ui,
    accesskit::{Live, Role},
    vec2,
};
use std::sync::Arc;

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

/// One paragraph of a card.
struct Line<'a> {
    /// Space above it, in points.
    above: f32,
    /// A hairline in the middle of that space says that something else begins.
    rule: bool,
    icon: Option<Icon>,
    runs: Vec<(&'a str, TextStyle, Rgb)>,
}

impl Line<'_> {
    fn galley(&self, ui: &Ui, width: f32) -> Arc<Galley> {
        let room = if self.icon.is_some() { width - ICON } else { width };
        text::galley(ui, text::runs(&self.runs, room))
    }

    fn spoken(&self) -> String {
        self.runs.iter().map(|(words, ..)| *words).collect()
    }
}

/// How high the name and the place are.
const HEAD: f32 = 44.0;
/// Room for an icon before a paragraph.
const ICON: f32 = 26.0;
/// The side of the button that closes the card, in points.
const CLOSE: f32 = 32.0;
/// The widest that lines are, in points, so that they can be read well.
const WIDEST: f32 = 640.0;

impl Card {
    fn lines(&self, tokens: &Tokens) -> Vec<Line<'_>> {
        let line = |above, runs| Line { above, rule: false, icon: None, runs };
        let mut lines = Vec::new();
        if let Some(about) = &self.about {
            lines.push(line(6.0, vec![(about.as_str(), TextStyle::Ui, tokens.text2)]));
        }
        let manages = "It manages others and does not carry them.";
        let manages = self.manages.then_some(manages);
        for words in manages.into_iter().chain(self.contents.as_deref()) {
            lines.push(line(6.0, vec![(words, TextStyle::Caption, tokens.text2)]));
        }
        for (figure, source) in &self.figures {
            let runs = vec![
                (figure.as_str(), TextStyle::Caption, tokens.text),
                (" ", TextStyle::Caption, tokens.text),
                (source.as_str(), TextStyle::Caption, tokens.text3),
            ];
            lines.push(line(6.0, runs));
        }
        for (at, opposite) in self.opposite.iter().enumerate() {
            let icon = if opposite.missing { icons::GHOST } else { icons::COUNTERPART };
            let runs = vec![
                (opposite.lead.as_str(), TextStyle::CaptionBold, tokens.text),
                (" ", TextStyle::Caption, tokens.text2),
                (opposite.rest.as_str(), TextStyle::Caption, tokens.text2),
            ];
            let above = if at == 0 { 15.0 } else { 6.0 };
            lines.push(Line { above, rule: at == 0, icon: Some(icon), runs });
        }
        if !self.links.is_empty() {
            let runs = vec![("Linked", TextStyle::CaptionBold, tokens.text)];
            lines.push(Line { above: 15.0, rule: true, icon: None, runs });
        }
        for link in &self.links {
            lines.push(line(2.0, vec![(link.as_str(), TextStyle::Caption, tokens.text2)]));
        }
        lines
    }

    /// How high the card is at that width, in points.
    #[must_use]
    pub fn height(&self, ui: &Ui, tokens: &Tokens, width: f32) -> f32 {
        let width = width.min(WIDEST);
        let lines = self.lines(tokens);
        HEAD + lines.iter().map(|l| l.above + l.galley(ui, width).size().y).sum::<f32>() + 2.0
    }
}

/// Shows the card. Says whether it was closed.
pub fn show(ui: &mut Ui, cx: &Cx<'_>, card: &Card) -> bool {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.y = 0.0;
    let closed = head(ui, cx, card);
    let width = ui.available_width().min(WIDEST);
    for line in card.lines(tokens) {
        if line.rule {
            let y = ui.cursor().top() + line.above / 2.0;
            hairline(ui, tokens, ui.max_rect().x_range(), y);
        }
        ui.add_space(line.above);
        let galley = line.galley(ui, width);
        let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, line.spoken()));
        let mut at = rect.min;
        if let Some(icon) = line.icon {
            let middle = at + vec2(8.0, 10.0);
            icons::paint(ui.painter(), icon, middle, 16.0, tokens.text2);
            at.x += ICON;
        }
        text::paint_at(ui, at, galley);
    }
    closed
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
        let words = ui.available_width() - ui.spacing().item_spacing.x - CLOSE;
        ui.allocate_ui_with_layout(vec2(words, HEAD), Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(words);
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = text::heading(ui, &card.name, TextStyle::H3, tokens.text, 4);
            ui.ctx().accesskit_node_builder(name.id, |node| node.set_live(Live::Polite));
            text::label(ui, &card.place, TextStyle::Small, tokens.text3);
        });
        closed =
            icon_button(ui, tokens, icons::CLOSE, &PlaceKey::Close.tip("Close"), true).clicked();
    });
    closed
}
