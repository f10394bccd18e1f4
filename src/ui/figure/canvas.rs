//! The surface that a figure is drawn on: the layout's points at any zoom, on whole pixels. Text
//! is laid out at the size that it is drawn at, so nothing blurs.

use super::paint::{Look, Mark};
use crate::{
    diagram::{
        Frame, LayerShape, LinkKind, Still, geometry,
        layout::{Closed, Connector, Layout, PlacedBox, PlacedFrame, PlacedLink, Words},
    },
    theme::{Rgb, TextStyle, Tokens},
    ui::{
        icons,
        paint::{Spot, colour, dashed_rect, placed, rounded_line, stroke},
        text,
    },
};
use egui::{CornerRadius, Galley, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// Where and how a figure is drawn.
#[derive(Clone, Copy)]
pub(super) struct Canvas<'a> {
    pub ui: &'a Ui,
    pub tokens: &'a Tokens,
    pub at: Spot,
}

/// Below this zoom there are no icons, badges and gauges, and words that don't fit are left to
/// the name of their group.
const PLAIN: f32 = 0.5;
/// Below this zoom boxes are flat, and their frames' names stand over them.
const FLAT: f32 = 0.25;
/// No words are drawn smaller, in points.
const SMALLEST: f32 = 7.0;
pub(super) const RADIUS: f32 = 6.0;
const FRAME_RADIUS: f32 = 10.0;
/// What an icon takes beside a name, the gap included.
const ICON: f32 = 22.0;

impl Canvas<'_> {
    pub(super) fn rect(&self, rect: &geometry::Rect) -> Rect {
        placed(rect, self.at, self.ui.pixels_per_point())
    }

    /// On the middle of a pixel, for lines.
    fn point(&self, x: f32, y: f32) -> Pos2 {
        let painter = self.ui.painter();
        let at = self.at.origin + vec2(x, y) * self.at.zoom;
        pos2(painter.round_to_pixel_center(at.x), painter.round_to_pixel_center(at.y))
    }

    pub(super) fn sees(&self, rect: Rect) -> bool {
        self.ui.is_rect_visible(rect)
    }

    fn words(&self, words: &str, style: TextStyle, ink: Rgb) -> Arc<Galley> {
        text::scaled(self.ui, words, style, ink, self.at.zoom)
    }

    /// As large as the zoom makes them, but not too small to be read; nothing where they then
    /// don't fit.
    fn readable(&self, words: &str, style: TextStyle, ink: Rgb, room: f32) -> Option<Arc<Galley>> {
        let least = SMALLEST / style.size();
        let galley = text::scaled(self.ui, words, style, ink, self.at.zoom.max(least));
        (self.at.zoom >= least || galley.size().x <= room).then_some(galley)
    }

    pub(super) fn corner(&self, radius: f32) -> CornerRadius {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few points")]
        CornerRadius::same((radius * self.at.zoom).round().clamp(0.0, 40.0) as u8)
    }

    pub(super) fn flat(&self) -> bool {
        self.at.zoom < FLAT
    }

    /// The line round a copy or a group, and its name. A small one is flat, and waits with others
    /// in the mesh.
    pub(super) fn frame(&self, mesh: &mut Mesh, frame: &PlacedFrame, lit: bool) {
        let rect = self.rect(&frame.rect);
        if !self.sees(rect) {
            return;
        }
        if let Some(closed) = &frame.closed {
            self.ui.painter().add(Shape::mesh(std::mem::take(mesh)));
            self.closed(frame, closed, lit);
            return;
        }
        let tokens = self.tokens;
        let line = if lit { stroke(2.0, tokens.text) } else { stroke(1.0, tokens.control) };
        if self.at.zoom < PLAIN && frame.frame == Frame::Solid && !frame.failed {
            if !self.flat() {
                mesh.add_colored_rect(rect, colour(tokens.control));
                mesh.add_colored_rect(rect.shrink(1.0), colour(tokens.reading));
            }
        } else if !self.flat() {
            // What is painted now lies over what waits.
            self.ui.painter().add(Shape::mesh(std::mem::take(mesh)));
            let painter = self.ui.painter();
            match frame.frame {
                Frame::Solid if !frame.failed => {
                    let radius = self.corner(FRAME_RADIUS);
                    painter.rect(rect, radius, colour(tokens.reading), line, StrokeKind::Inside);
                }
                Frame::Solid | Frame::Dashed => {
                    painter.rect_filled(rect, self.corner(FRAME_RADIUS), colour(tokens.reading));
                    // Dashes keep their length, so that dashed never turns solid.
                    dashed_rect(painter, rect, FRAME_RADIUS * self.at.zoom, line, 4.0, 3.0);
                }
                Frame::None => {}
            }
        }
        if let Some(title) = &frame.title
            && self.at.zoom >= PLAIN
        {
            let ink = if lit { tokens.text } else { tokens.text2 };
            let words = self.words(&title.text, TextStyle::SmallBold, ink);
            let area = self.rect(&title.rect);
            let top = area.center().y - words.size().y / 2.0 + 2.0 * self.at.zoom;
            let (wide, high) = (words.size().x, words.size().y);
            text::paint_at(self.ui, pos2(area.left(), top), words);
            if frame.failed {
                let ends = (area.left(), area.left() + wide);
                self.strike(ends, top + high / 2.0 + self.at.zoom, ink);
            }
        }
    }

    /// A group that no step has expanded yet: one box with its name.
    fn closed(&self, frame: &PlacedFrame, closed: &Closed, lit: bool) {
        let tokens = self.tokens;
        let (rect, role) = (self.rect(&frame.rect), &tokens.neutral);
        let (fill, outline, width, ink) = match closed.still {
            Still::Back if !lit => (tokens.dim(role), tokens.dim_stroke(role), 1.0, tokens.text3),
            Still::Focused => (tokens.hot(role), role.stroke, 2.0, role.text),
            _ if lit => (tokens.hot(role), role.stroke, 2.0, role.text),
            _ if frame.failed => (role.fill, tokens.control, 1.0, tokens.text2),
            _ => (role.fill, role.stroke, 1.0, role.text),
        };
        let painter = self.ui.painter();
        let line = stroke(width, outline);
        if frame.frame == Frame::Dashed || frame.failed {
            painter.rect_filled(rect, self.corner(FRAME_RADIUS), colour(fill));
            dashed_rect(painter, rect, FRAME_RADIUS * self.at.zoom, line, 4.0, 3.0);
        } else {
            painter.rect(rect, self.corner(FRAME_RADIUS), colour(fill), line, StrokeKind::Inside);
        }
        let (name, inside) = frame.closed_words(closed);
        let lines = [(name, TextStyle::SmallBold), (inside, TextStyle::Small)];
        let room = rect.width() - 4.0;
        let lines: Vec<_> = lines
            .iter()
            .filter(|(words, _)| !words.is_empty())
            .filter_map(|(words, style)| self.readable(words, *style, ink, room))
            .collect();
        let height: f32 = lines.iter().map(|line| line.size().y).sum();
        let mut top = rect.center().y - height / 2.0;
        if frame.failed {
            let wide = lines.iter().map(|line| line.size().x).fold(0.0, f32::max);
            self.cross(rect, Rect::from_center_size(rect.center(), vec2(wide, height)));
        }
        for line in lines {
            let left = rect.center().x - line.size().x / 2.0;
            let high = line.size().y;
            text::paint_at(self.ui, pos2(left, top), line);
            top += high;
        }
    }

    /// Over what has become too small to be read: the name of its group.
    pub(super) fn group_name(&self, frame: &PlacedFrame) {
        let Some(title) = &frame.title else { return };
        let rect = self.rect(&frame.rect);
        if self.at.zoom >= PLAIN || !self.sees(rect) || frame.closed.is_some() {
            return;
        }
        let (tokens, style) = (self.tokens, TextStyle::SmallBold);
        let words = text::scaled(self.ui, &title.name, style, tokens.text, 1.0);
        let plate = Rect::from_center_size(rect.center(), words.size() + vec2(12.0, 4.0));
        if plate.width() > rect.width() || plate.height() > rect.height() {
            return;
        }
        let line = stroke(1.0, tokens.control);
        self.ui.painter().rect(plate, 6, colour(tokens.raised), line, StrokeKind::Inside);
        text::paint_centred(self.ui, plate, words);
    }

    /// A small box, as flat as it can be: its outline, and its inside while that can be told.
    pub(super) fn quad(&self, mesh: &mut Mesh, b: &PlacedBox, look: Look) {
        let rect = self.rect(&b.rect);
        if !self.sees(rect) || b.shape == LayerShape::Line {
            return;
        }
        let role = b.role.colours(self.tokens);
        let (fill, outline) = match look {
            Look::Rest => (role.fill, role.stroke),
            Look::Hot | Look::Counterpart | Look::SamePlace => (self.tokens.hot(role), role.stroke),
            Look::Selected => (self.tokens.hot(role), self.tokens.text),
            Look::Dimmed => (self.tokens.dim(role), self.tokens.dim_stroke(role)),
        };
        mesh.add_colored_rect(rect, colour(outline));
        let inside = rect.shrink(if look == Look::Hot { 2.0 } else { 1.0 });
        if !self.flat() && inside.is_positive() {
            mesh.add_colored_rect(inside, colour(fill));
        }
    }

    /// Can the box be drawn flat? What is dashed or a line, marked, has failed, or
    /// fades, cannot.
    pub(super) fn is_flat(&self, b: &PlacedBox) -> bool {
        self.flat() || (self.at.zoom < PLAIN && b.shape == LayerShape::Box && !b.failed)
    }

    /// The words of a box that was drawn flat.
    pub(super) fn flat_words(&self, b: &PlacedBox, look: Look) {
        let rect = self.rect(&b.rect);
        let style = b.label.style;
        // At the least size that can be read; measured roughly first, since most don't fit.
        let letters = b.label.lines.iter().map(String::len).max().unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "a label")]
        let roughly = letters as f32 * SMALLEST * 0.45;
        let high = SMALLEST * 1.2;
        if self.flat() || rect.height() < high || roughly > rect.width() || !self.sees(rect) {
            return;
        }
        let role = b.role.colours(self.tokens);
        let ink = if look == Look::Dimmed { self.tokens.text3 } else { role.text };
        let [line] = b.label.lines.as_slice() else { return };
        if let Some(words) = self.readable(line, style, ink, rect.width() - 4.0) {
            text::paint_centred(self.ui, rect, words);
        }
    }

    pub(super) fn layer(&self, b: &PlacedBox, look: Look, mark: Option<Mark>) {
        let (ui, tokens) = (self.ui, self.tokens);
        let rect = self.rect(&b.rect);
        if !self.sees(rect.expand(2.0)) {
            return;
        }
        let ghost = b.shape == LayerShape::Absent;
        let role = if ghost { &tokens.ghost } else { b.role.colours(tokens) };
        let resting = if tokens.high_contrast { 2.0 } else { 1.0 };
        let lit = if tokens.high_contrast { 3.0 } else { 2.0 };
        let (fill, outline, width, ink) = match look {
            Look::Rest => (role.fill, role.stroke, resting, role.text),
            Look::Hot | Look::Counterpart | Look::SamePlace => {
                (tokens.hot(role), role.stroke, lit, role.text)
            }
            Look::Selected => (tokens.hot(role), tokens.text, lit, role.text),
            Look::Dimmed => (tokens.dim(role), tokens.dim_stroke(role), 1.0, tokens.text3),
        };
        let (fill, outline, ink) = match look {
            Look::Rest | Look::Dimmed if b.failed => {
                (tokens.dim(role), tokens.control, tokens.text2)
            }
            _ => (fill, outline, ink),
        };
        let (outline, width): (Rgb, f32) = match mark {
            Some(Mark::Right | Mark::Missed) => (tokens.success, 2.5),
            Some(Mark::Wrong) => (tokens.error, 2.5),
            None => (outline, width),
        };
        if b.shape == LayerShape::Line {
            let words = match look {
                Look::Dimmed => tokens.text3,
                _ if b.failed => ink,
                _ => tokens.text,
            };
            self.boundary(b, stroke(width.max(1.5) + 0.5, outline), words);
            return;
        }
        let radius = self.corner(RADIUS);
        if ghost || b.failed {
            ui.painter().rect_filled(rect, radius, colour(fill));
            let line = stroke(width.max(1.5), outline);
            dashed_rect(ui.painter(), rect, RADIUS * self.at.zoom, line, 5.0, 4.0);
        } else {
            let line = stroke(width, outline);
            ui.painter().rect(rect, radius, colour(fill), line, StrokeKind::Inside);
        }
        let icon_ink = match look {
            Look::Dimmed => tokens.text3,
            _ if b.failed => ink,
            _ => tokens.icon(role),
        };
        let room = rect.width() - 4.0;
        let lines: Vec<_> = b
            .label
            .lines
            .iter()
            .filter_map(|line| self.readable(line, b.label.style, ink, room))
            .collect();
        let note = b.note.as_ref().filter(|_| self.at.zoom >= PLAIN);
        let note = note.and_then(|note| self.readable(note, TextStyle::Small, ink, room));
        let height = lines.iter().chain(&note).map(|line| line.size().y).sum::<f32>();
        let area = self.rect(&b.text);
        let fits = height <= rect.height() + 4.0;
        if b.failed {
            let wide = lines.iter().chain(&note).map(|line| line.size().x).fold(0.0, f32::max);
            let size = vec2(wide + ICON * self.at.zoom, height);
            let words = if fits { size } else { egui::Vec2::ZERO };
            self.cross(rect, Rect::from_center_size(area.center(), words));
        }
        if !fits {
            return;
        }
        let mut top = area.center().y - height / 2.0;
        let icons = b.icon && self.at.zoom >= PLAIN;
        for (index, line) in lines.iter().chain(&note).enumerate() {
            let icon = if icons && index == 0 { ICON * self.at.zoom } else { 0.0 };
            let left = area.center().x - f32::midpoint(line.size().x, icon);
            if icon > 0.0 {
                let at = pos2(left + 8.0 * self.at.zoom, top + line.size().y / 2.0);
                let icon = if ghost { icons::GHOST } else { b.role.icon() };
                icons::paint(ui.painter(), icon, at, 16.0 * self.at.zoom, icon_ink);
            }
            text::paint_at(ui, pos2(left + icon, top), line.clone());
            top += line.size().y;
        }
        if self.at.zoom >= PLAIN {
            self.contents(b, outline, ink);
        }
    }

    /// Crossed out, except for its words.
    fn cross(&self, rect: Rect, words: Rect) {
        let plain = |rect: Rect| geometry::Rect {
            left: rect.left(),
            top: rect.top(),
            right: rect.right(),
            bottom: rect.bottom(),
        };
        let line = stroke(1.5, self.tokens.control);
        for strokes in geometry::cross(&plain(rect.shrink(2.0)), &plain(words.expand(2.0))) {
            let path = strokes.map(|point| pos2(point.x, point.y));
            self.ui.painter().line_segment(path, line);
        }
    }

    /// Words struck through, from end to end.
    fn strike(&self, (from, to): (f32, f32), y: f32, ink: Rgb) {
        let path = vec![pos2(from, y), pos2(to, y)];
        self.ui.painter().add(Shape::line(path, stroke(1.5, ink)));
    }

    /// A line that leads nowhere any more: faint dots.
    fn dead(&self, path: &[Pos2]) {
        let line = stroke(1.5, self.tokens.text3);
        self.ui.painter().extend(Shape::dashed_line(path, line, 1.5, 5.0));
    }

    /// Badges and gauges.
    fn contents(&self, b: &PlacedBox, outline: Rgb, ink: Rgb) {
        let (painter, tokens) = (self.ui.painter(), self.tokens);
        let line = stroke(1.0, outline);
        for badge in &b.badges {
            let rect = self.rect(&badge.rect);
            let ink = if badge.on { tokens.text } else { ink };
            if badge.on {
                let radius = self.corner(9.0);
                painter.rect(rect, radius, colour(tokens.reading), line, StrokeKind::Inside);
            } else {
                dashed_rect(painter, rect, 9.0 * self.at.zoom, line, 3.0, 2.0);
            }
            let words = self.words(&badge.text, TextStyle::Small, ink);
            text::paint_centred(self.ui, rect, words);
        }
        for gauge in &b.gauges {
            let words = self.words(&gauge.name, TextStyle::Small, ink);
            text::paint_left(self.ui, self.rect(&gauge.text), words);
            let (bar, radius) = (self.rect(&gauge.bar), self.corner(3.0));
            painter.rect(bar, radius, colour(tokens.reading), line, StrokeKind::Inside);
            let filled = geometry::Rect { right: gauge.filled(), ..gauge.bar };
            painter.rect_filled(self.rect(&filled), radius, colour(outline));
        }
    }

    /// A boundary: dashes across, and the words on them.
    fn boundary(&self, b: &PlacedBox, line: Stroke, ink: Rgb) {
        let y = b.rect.centre().y;
        let words = if self.at.zoom >= PLAIN {
            b.text
        } else {
            geometry::Rect { right: b.text.left, ..b.text }
        };
        for (from, to) in [(b.rect.left, words.left), (words.right, b.rect.right)] {
            let path = [self.point(from, y), self.point(to, y)];
            self.ui.painter().extend(Shape::dashed_line(&path, line, 7.0, 4.0));
        }
        if self.at.zoom < PLAIN {
            return;
        }
        let mut left = self.point(b.text.left + 6.0, y);
        let lines = b.label.lines.iter().map(|line| (line, b.label.style));
        for (words, style) in lines.chain(b.note.iter().map(|note| (note, TextStyle::Small))) {
            let words = self.words(words, style, ink);
            let (width, height) = (words.size().x, words.size().y);
            text::paint_at(self.ui, pos2(left.x, left.y - height / 2.0), words);
            left.x += width + 8.0 * self.at.zoom;
        }
        if b.failed {
            let ends = (self.point(b.text.left + 6.0, y).x, left.x - 8.0 * self.at.zoom);
            self.strike(ends, left.y + self.at.zoom, ink);
        }
    }

    /// A line from part to part, rounded at its bends, with its heads and its words.
    pub(super) fn link(&self, layout: &Layout, link: &PlacedLink, lit: bool) {
        let ink = match (lit, link.dead) {
            (true, _) => self.tokens.text,
            (false, true) => self.tokens.text3,
            (false, false) => self.tokens.control,
        };
        let line = stroke(if lit { 2.0 } else { 1.5 }, ink);
        let mut points: Vec<Pos2> =
            link.points.iter().map(|point| self.point(point.x, point.y)).collect();
        let (back, forth) = link.arrow.heads();
        if let ([first, second, ..], true) = (points.as_mut_slice(), back) {
            *first = self.head(*second, *first, ink);
        }
        if let ([.., before, last], true) = (points.as_mut_slice(), forth) {
            *last = self.head(*before, *last, ink);
        }
        let path = rounded_line(&points, 6.0 * self.at.zoom);
        match link.kind {
            _ if link.dead => self.dead(&path),
            LinkKind::Data => {
                self.ui.painter().add(Shape::line(path, line));
            }
            LinkKind::Control => {
                self.ui.painter().extend(Shape::dashed_line(&path, line, 5.0, 4.0));
            }
        }
        if let Some(words) = &link.words {
            self.plate(words, layout.framed(link.diagram, words));
        }
    }

    /// A filled head; says where the line under it may end.
    fn head(&self, from: Pos2, tip: Pos2, ink: Rgb) -> Pos2 {
        let point = |at: Pos2| geometry::Point { x: at.x, y: at.y };
        let corners = geometry::head(point(from), point(tip));
        let shrunk = |at: geometry::Point| tip + (pos2(at.x, at.y) - tip) * self.at.zoom.min(1.0);
        let corners = std::iter::once(tip).chain(corners.map(shrunk)).collect();
        self.ui.painter().add(Shape::convex_polygon(corners, colour(ink), Stroke::NONE));
        tip + (from - tip).normalized() * 6.0 * self.at.zoom.min(1.0)
    }

    /// Words on a plate that interrupts the line under them.
    fn plate(&self, words: &Words, framed: bool) {
        if self.at.zoom < PLAIN {
            return;
        }
        let rect = self.rect(&words.rect);
        let under = if framed { self.tokens.reading } else { self.tokens.panel };
        self.ui.painter().rect_filled(rect, 3, colour(under));
        let words = self.words(&words.text, TextStyle::Small, self.tokens.text2);
        text::paint_centred(self.ui, rect, words);
    }

    /// From each start down to the bus, along it, and one drop to what carries it all; in a tree,
    /// the other way round.
    pub(super) fn connector(&self, layout: &Layout, connector: &Connector) {
        let painter = self.ui.painter();
        let line = stroke(1.5, self.tokens.control);
        let end = self.point(connector.end.x, connector.end.y);
        let bus = self.point(0.0, connector.bus).y;
        for start in &connector.starts {
            let from = self.point(start.at.x, start.at.y);
            let path = if (from.x - end.x).abs() < 1.0 {
                vec![from, pos2(end.x, bus)]
            } else {
                rounded_line(&[from, pos2(from.x, bus), pos2(end.x, bus)], 6.0 * self.at.zoom)
            };
            if start.dead {
                self.dead(&path);
            } else {
                painter.add(Shape::line(path, line));
            }
        }
        // Not as a segment: egui would move that by half a pixel against the path above it.
        let drop = vec![pos2(end.x, bus), end];
        if connector.is_dead() {
            self.dead(&drop);
        } else {
            painter.add(Shape::line(drop, line));
        }
        if connector.tree {
            for start in &connector.starts {
                let tip = self.point(start.at.x, start.at.y);
                self.head(pos2(tip.x, bus), tip, self.tokens.control);
            }
        } else if connector.starts.len() > 1 {
            let dot = 3.0 * self.at.zoom.min(1.0);
            painter.circle_filled(pos2(end.x, bus), dot, colour(self.tokens.control));
        }
        for words in connector.words() {
            self.plate(words, layout.framed(connector.diagram, words));
        }
    }
}
