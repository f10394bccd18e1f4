//! A drawing on the screen: the layout's points at any zoom, on whole pixels. Text is laid out at
//! the size that it is drawn at, so nothing blurs.

use crate::{
    diagram::{
        bidi,
        bidi::Direction,
        drawing::{Align, Drawing, Item, Pen, Shape, Subject, Text},
        geometry,
        geometry::Point,
    },
    theme::Tokens,
    ui::kit::{
        icons,
        paint::{Spot, colour, dashed_rect, placed, rounded_line, stroke},
        text,
    },
};
use egui::{
    CornerRadius, Mesh, Painter, Pos2, Rect, Shape as Drawn, Stroke, StrokeKind, Ui, pos2, vec2,
};

/// Draws what is listed; `share` says how much of each thing is there, 0 to 1, while it comes or goes.
pub(super) fn paint(ui: &Ui, drawing: &Drawing<'_>, at: Spot, share: impl FnMut(Subject) -> f32) {
    paint_items(ui, &drawing.items, at, share);
}

/// Draws items of any drawing.
pub(in crate::ui) fn paint_items(
    ui: &Ui,
    items: &[Item<'_>],
    at: Spot,
    mut share: impl FnMut(Subject) -> f32,
) {
    let mut mesh = Mesh::default();
    let mut of = None;
    let rest = Canvas { ui, painter: ui.painter().clone(), at };
    let mut fading: Option<Canvas<'_>> = None;
    for item in items {
        if of != Some(item.of) {
            of = Some(item.of);
            let share = share(item.of);
            fading = (share < 1.0).then(|| rest.faded(share));
        }
        let canvas = fading.as_ref().unwrap_or(&rest);
        if let Shape::Plate { rect, radius: 0.0, fill, outline } = &item.shape {
            // What waits in a mesh cannot fade, and need not: it is small.
            canvas.quad(&mut mesh, rect, fill.as_ref(), outline.as_ref());
            continue;
        }
        if !mesh.is_empty() {
            // What is painted now lies over what waits.
            ui.painter().add(Drawn::mesh(std::mem::take(&mut mesh)));
        }
        canvas.draw(&item.shape);
    }
    if !mesh.is_empty() {
        ui.painter().add(Drawn::mesh(mesh));
    }
}

/// Faint outlines of what steps will show: the place is not empty.
pub(super) fn paint_to_come(ui: &Ui, tokens: &Tokens, rects: &[geometry::Rect], at: Spot) {
    let canvas = Canvas { ui, painter: ui.painter().clone(), at };
    let line = stroke(1.0, if tokens.high_contrast { tokens.line } else { tokens.line2 });
    for rect in rects {
        let rect = canvas.rect(rect);
        if ui.is_rect_visible(rect) {
            ui.painter().rect_stroke(rect, canvas.corner(6.0), line, StrokeKind::Inside);
        }
    }
}

/// Where and how something is drawn.
struct Canvas<'a> {
    ui: &'a Ui,
    painter: Painter,
    at: Spot,
}

impl Canvas<'_> {
    /// Draws at this place too, but fainter.
    fn faded(&self, share: f32) -> Self {
        let mut painter = self.painter.clone();
        painter.multiply_opacity(share);
        Self { ui: self.ui, painter, at: self.at }
    }

    fn rect(&self, rect: &geometry::Rect) -> Rect {
        placed(rect, self.at, self.ui.pixels_per_point())
    }

    fn exact(&self, at: Point) -> Pos2 {
        self.at.origin + vec2(at.x, at.y) * self.at.zoom
    }

    /// On the middle of a pixel, for lines.
    fn point(&self, at: Point) -> Pos2 {
        let at = self.exact(at);
        pos2(self.painter.round_to_pixel_center(at.x), self.painter.round_to_pixel_center(at.y))
    }

    fn corner(&self, radius: f32) -> CornerRadius {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few points")]
        CornerRadius::same((radius * self.at.zoom).round().clamp(0.0, 255.0) as u8)
    }

    fn draw(&self, shape: &Shape<'_>) {
        match shape {
            Shape::Plate { rect, radius, fill, outline } => {
                let (rect, corner) = (self.rect(rect), self.corner(*radius));
                let fill = fill.map_or(egui::Color32::TRANSPARENT, colour);
                match outline {
                    Some(pen) if pen.dash.is_none() => {
                        self.painter.rect(rect, corner, fill, line(pen), StrokeKind::Inside);
                    }
                    _ => {
                        self.painter.rect_filled(rect, corner, fill);
                        if let Some((pen, (dash, gap))) = outline.and_then(|p| Some((p, p.dash?))) {
                            let radius = radius * self.at.zoom;
                            dashed_rect(&self.painter, rect, radius, line(&pen), dash, gap);
                        }
                    }
                }
            }
            Shape::Line { points, bend, pen } => {
                let points: Vec<Pos2> = points.iter().map(|point| self.point(*point)).collect();
                let path = rounded_line(&points, bend * self.at.zoom);
                match pen.dash {
                    None => {
                        self.painter.add(Drawn::line(path, line(pen)));
                    }
                    Some((dash, gap)) => {
                        self.painter.extend(Drawn::dashed_line(&path, line(pen), dash, gap));
                    }
                }
            }
            Shape::Head { from, tip, size, ink } => {
                let (from, tip) = (self.point(*from), self.point(*tip));
                let point = |at: Pos2| Point { x: at.x, y: at.y };
                let corners = geometry::head(point(from), point(tip), size * self.at.zoom);
                let corners = corners.map(|at| pos2(at.x, at.y));
                let corners = std::iter::once(tip).chain(corners).collect();
                self.painter.add(Drawn::convex_polygon(corners, colour(*ink), Stroke::NONE));
            }
            Shape::Disc { at, radius, fill, outline } => {
                let (at, radius) = (self.exact(*at), radius * self.at.zoom);
                self.painter.circle_filled(at, radius, colour(*fill));
                if let Some(pen) = outline {
                    self.painter.circle_stroke(at, radius - pen.width / 2.0, line(pen));
                }
            }
            Shape::Icon { icon, at, size, ink } => {
                let size = size * self.at.zoom;
                icons::paint(&self.painter, *icon, self.exact(*at), size, *ink);
            }
            Shape::Text(text) => self.text(text),
        }
    }

    /// Each run by itself, one after the other, as wide as it has become.
    fn text(&self, words: &Text<'_>) {
        let mut galleys = Vec::with_capacity(words.runs.len());
        for run in &words.runs {
            let mut lay_out = |piece: &str| {
                galleys.push(text::scaled(self.ui, piece, run.style, run.ink, words.scale));
            };
            match run.direction {
                Direction::Ltr => lay_out(&run.words),
                Direction::Rtl => bidi::pieces(&run.words).iter().for_each(|piece| lay_out(piece)),
            }
        }
        let whole: f32 = galleys.iter().map(|galley| galley.size().x).sum();
        let at = self.exact(words.at);
        let mut left = match words.align {
            Align::Left => at.x,
            Align::Middle => at.x - whole / 2.0,
            Align::Right => at.x - whole,
        };
        // Every galley has its own colour; the fallback is never used.
        let fallback = self.ui.visuals().text_color();
        for galley in galleys {
            let (wide, high) = (galley.size().x, galley.size().y);
            self.painter.galley(pos2(left, at.y - high / 2.0), galley, fallback);
            left += wide;
        }
    }

    /// As two flat rectangles that wait, with others, to be drawn in one go.
    fn quad(
        &self,
        mesh: &mut Mesh,
        rect: &geometry::Rect,
        fill: Option<&crate::theme::Rgb>,
        outline: Option<&Pen>,
    ) {
        let rect = self.rect(rect);
        if let Some(pen) = outline {
            mesh.add_colored_rect(rect, colour(pen.ink));
        }
        let inside = rect.shrink(outline.map_or(0.0, |pen| pen.width));
        if let Some(fill) = fill
            && inside.is_positive()
        {
            mesh.add_colored_rect(inside, colour(*fill));
        }
    }
}

fn line(pen: &Pen) -> Stroke {
    stroke(pen.width, pen.ink)
}
