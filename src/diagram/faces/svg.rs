//! A laid-out figure as an SVG file: the same places, colours and words as in the window.
//!
//! Text is real text. Each line says how wide it is with our faces, so that it stays inside its
//! box on a machine that has others.

mod elements;

use self::elements::{
    Line, escaped, head_element, hex, icon_definition, icon_element, number, rect_element, xml_id,
};
use crate::{
    diagram::{
        faces::describe::{DEAD, contents, describe, failed_words, link_words},
        layout::{
            geometry::{Point, Rect, cross},
            placed::{Closed, Connector, Layout, PlacedBox, PlacedFrame, PlacedLink, Words},
        },
        model::{Diagram, Frame, LayerRole, LayerShape, LinkKind, Reached, Same, Still},
    },
    theme::{
        Measure, Rgb, RoleColours, TextStyle, Tokens,
        icons::{self, Icon},
    },
};
use std::fmt::Write;

/// What is drawn, and how.
pub struct Picture<'a> {
    pub layout: &'a Layout,
    /// In the order of the layout's panes.
    pub diagrams: &'a [&'a Diagram],
    pub same: &'a [Same],
    pub tokens: &'a Tokens,
    pub measure: &'a dyn Measure,
    /// How each box of the layout looks at a step; empty for the picture at rest.
    pub stills: &'a [Still],
    /// How far a request that is followed has come, for each box; empty when none is.
    pub hops: &'a [Reached],
    /// Without it, what is under the picture shows through.
    pub background: bool,
    /// Captions sum up what a walk leads to: not before its end.
    pub captions: bool,
}

/// Free space round the figure, in points.
const MARGIN: f32 = 16.0;
const RADIUS: f32 = 6.0;
const FRAME_RADIUS: f32 = 10.0;
/// What an icon takes beside a name, the gap included.
const ICON: f32 = 22.0;

/// Draws a figure. The same picture gives the same bytes everywhere.
#[must_use]
pub fn svg(picture: &Picture<'_>) -> String {
    let (layout, tokens) = (picture.layout, picture.tokens);
    let captions: Vec<Vec<String>> = picture
        .diagrams
        .iter()
        .zip(&layout.panes)
        .map(|(diagram, pane)| {
            let width = pane.caption.width();
            if picture.captions { wrap(picture.measure, &diagram.caption, width) } else { vec![] }
        })
        .collect();
    let lines = captions.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(1);
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let extra = lines as f32 * TextStyle::Caption.line();
    let (width, height) = (layout.width + 2.0 * MARGIN, layout.height + extra + 2.0 * MARGIN);
    let titles: Vec<&str> = picture.diagrams.iter().map(|d| d.title.as_str()).collect();

    let mut file = String::new();
    let mut put = |words: String| {
        file.push_str(&words);
        file.push('\n');
    };
    put(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="title desc" font-family="'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">"#,
        w = number(width),
        h = number(height)
    ));
    put(format!(r#"<title id="title">{}</title>"#, escaped(&titles.join(" beside "))));
    put(format!(r#"<desc id="desc">{}</desc>"#, escaped(&described(picture))));
    if picture.background {
        put(format!(r#"<rect width="100%" height="100%" fill="{}"/>"#, hex(tokens.panel)));
    }
    let mut used: Vec<(&str, Icon)> =
        layout.boxes.iter().filter(|b| b.icon && b.shape != LayerShape::Line).map(icon).collect();
    used.sort_unstable_by_key(|(name, _)| *name);
    used.dedup();
    if !used.is_empty() {
        put("<defs>".to_owned());
        for (name, icon) in &used {
            put(icon_definition(name, *icon));
        }
        put("</defs>".to_owned());
    }
    put(format!(r#"<g transform="translate({m} {m})">"#, m = number(MARGIN)));
    for (index, (diagram, pane)) in picture.diagrams.iter().zip(&layout.panes).enumerate() {
        put(format!(
            r#"<g id="{}" role="group" aria-label="{}">"#,
            xml_id(diagram.id.as_str()),
            escaped(&diagram.title)
        ));
        let title = Line { words: &diagram.title, style: TextStyle::H3, ink: tokens.text };
        put(title.at(picture.measure, pane.title.left, pane.title.top, pane.title.width()));
        // Inner frames are listed before the ones round them.
        for frame in layout.frames.iter().rev().filter(|frame| frame.diagram == index) {
            put(frame_element(frame, diagram, picture));
        }
        for connector in layout.connectors.iter().filter(|c| c.diagram == index) {
            put(connector_element(connector, picture));
        }
        for link in layout.links.iter().filter(|link| link.diagram == index) {
            put(link_element(link, diagram, picture));
        }
        for (number, placed) in layout.boxes.iter().enumerate().filter(|(_, b)| b.diagram == index)
        {
            let still = picture.stills.get(number).copied().unwrap_or(Still::Shown);
            put(box_element(placed, diagram, still, picture));
        }
        for (placed, reached) in layout.boxes.iter().zip(picture.hops) {
            if placed.diagram == index && !reached.hops.is_empty() {
                put(hops_element(placed, reached, picture));
            }
        }
        for (row, words) in captions.get(index).into_iter().flatten().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
            let top = pane.caption.top + row as f32 * TextStyle::Caption.line();
            let line = Line { words, style: TextStyle::Caption, ink: tokens.text2 };
            put(line.at(picture.measure, pane.caption.left, top, pane.caption.width()));
        }
        put("</g>".to_owned());
    }
    put("</g>".to_owned());
    put("</svg>".to_owned());
    file
}

/// The diagrams in words, and what of them has failed.
fn described(picture: &Picture<'_>) -> String {
    let mut words = describe(picture.diagrams, picture.same);
    if let Some(failed) = failed_words(picture.layout) {
        let _infallible = writeln!(words, "\n{failed}");
    }
    words
}

/// Fill, outline, the outline's width, and the colour of the words.
fn inks(tokens: &Tokens, role: &RoleColours, still: Still) -> (Rgb, Rgb, f32, Rgb) {
    let resting = if tokens.high_contrast { 2.0 } else { 1.0 };
    match still {
        Still::Hidden | Still::Shown => (role.fill, role.stroke, resting, role.text),
        Still::Focused => (tokens.hot(role), role.stroke, resting + 1.0, role.text),
        Still::Back => (tokens.dim(role), tokens.dim_stroke(role), 1.0, tokens.text3),
    }
}

/// What stands beside the name in a box, and what it is called in the file.
fn icon(b: &PlacedBox) -> (&'static str, Icon) {
    if b.shape == LayerShape::Absent {
        return ("absent", icons::GHOST);
    }
    let name = match b.role {
        LayerRole::Application => "application",
        LayerRole::Library => "library",
        LayerRole::Kernel => "kernel",
        LayerRole::Boundary => "boundary",
        LayerRole::Hardware => "hardware",
        LayerRole::Network => "network",
        LayerRole::Storage => "storage",
        LayerRole::Neutral => "part",
    };
    (name, b.role.icon())
}

/// The numbers of the hops that have reached a box, on a disc at its corner.
fn hops_element(b: &PlacedBox, reached: &Reached, picture: &Picture<'_>) -> String {
    let tokens = picture.tokens;
    let numbers: Vec<String> = reached.hops.iter().map(ToString::to_string).collect();
    let (words, style) = (numbers.join(" "), TextStyle::SmallBold);
    let (fill, ink) = if reached.here {
        (tokens.accent, tokens.on_accent)
    } else {
        (tokens.raised, tokens.accent_text)
    };
    let wide = picture.measure.width(&words, style.size(), style.weight());
    let half = (wide / 2.0 + 6.0).max(10.0);
    let (x, y) = (b.rect.left + 3.0, b.rect.top + 3.0);
    let disc = Rect { left: x - half, top: y - 10.0, right: x + half, bottom: y + 10.0 };
    let line = Line { words: &words, style, ink };
    let text = line.centred(picture.measure, x, y - style.line() / 2.0, 2.0 * half);
    let plate = rect_element(&disc, 10.0, &hex(fill), &hex(tokens.accent), 1.5, "");
    let said = format!("{}: hop {}", b.name, numbers.join(" and "));
    format!(r#"<g role="img" aria-label="{}">{plate}{text}</g>"#, escaped(&said))
}

fn box_element(b: &PlacedBox, diagram: &Diagram, still: Still, picture: &Picture<'_>) -> String {
    let tokens = picture.tokens;
    let role = if b.shape == LayerShape::Absent { &tokens.ghost } else { b.role.colours(tokens) };
    let (mut fill, mut outline, width, mut ink) = inks(tokens, role, still);
    if b.failed && still != Still::Focused {
        (fill, outline, ink) = (tokens.dim(role), tokens.control, tokens.text2);
    }
    let layer = diagram.layer(&b.path.node);
    let about = layer.map_or("", |layer| layer.about.as_str());
    let inside = layer.and_then(contents).map(|words| format!(" {words}")).unwrap_or_default();
    let kind = layer.and_then(|layer| diagram.kind_of(layer));
    let failed = b.failed.then_some("failed");
    let said: String = failed.into_iter().chain(kind).map(|word| format!(", {word}")).collect();
    let mut text = format!(
        r#"<g id="{}" role="img" aria-label="{}{}"><title>{}: {}{}</title>"#,
        xml_id(&b.path.to_string()),
        escaped(&b.name),
        escaped(&said),
        escaped(&b.name),
        escaped(about),
        escaped(&inside)
    );
    if b.shape == LayerShape::Line {
        text.push_str(&line_element(
            b,
            outline,
            if still == Still::Back || b.failed { ink } else { tokens.text },
            picture,
        ));
        text.push_str("</g>");
        return text;
    }
    let dashed = b.shape == LayerShape::Absent || b.failed;
    let dashes = if dashed { r#" stroke-dasharray="5 4""# } else { "" };
    text.push_str(&rect_element(&b.rect, RADIUS, &hex(fill), &hex(outline), width, dashes));
    let note = b.note.as_ref();
    let heights = b.label.lines.iter().map(|_| b.label.style.line());
    let height: f32 = heights.sum::<f32>() + note.map_or(0.0, |_| TextStyle::Small.line());
    let mut top = b.text.centre().y - height / 2.0;
    let lines = b.label.lines.iter().map(|line| (line, b.label.style));
    let lines = lines.chain(note.map(|note| (note, TextStyle::Small)));
    let middle = b.text.centre().x;
    let icon = b.icon.then(|| icon(b));
    if b.failed {
        let wide = lines.clone().map(|(words, style)| {
            picture.measure.width(words, style.size(), style.weight()) + ICON
        });
        let half = wide.fold(0.0, f32::max) / 2.0;
        let (left, right) = (middle - half, middle + half);
        let words = Rect { left, right, top, bottom: top + height };
        text.push_str(&cross_element(&b.rect, &words, tokens.control));
    }
    for (at, (words, style)) in lines.enumerate() {
        let line = Line { words, style, ink };
        let mut centre = middle;
        if let Some((name, _)) = icon.filter(|_| at == 0) {
            let wide = picture.measure.width(words, style.size(), style.weight());
            centre += ICON / 2.0;
            let at = Point { x: centre - wide / 2.0 - ICON + 8.0, y: top + style.line() / 2.0 };
            let ink = if still == Still::Back || b.failed { ink } else { tokens.icon(role) };
            text.push_str(&icon_element(name, at, ink));
        }
        text.push_str(&line.centred(picture.measure, centre, top, b.rect.width()));
        top += style.line();
    }
    for badge in &b.badges {
        let (ink, dashes) = if badge.on { (ink, "") } else { (ink, r#" stroke-dasharray="3 2""#) };
        let back = if badge.on { hex(tokens.reading) } else { "none".to_owned() };
        let ink = if badge.on { tokens.text } else { ink };
        let r = badge.rect;
        text.push_str(&rect_element(&r, r.height() / 2.0, &back, &hex(outline), 1.0, dashes));
        let line = Line { words: &badge.text, style: TextStyle::Small, ink };
        let top = r.centre().y - TextStyle::Small.line() / 2.0;
        text.push_str(&line.centred(picture.measure, r.centre().x, top, r.width()));
    }
    for gauge in &b.gauges {
        let line = Line { words: &gauge.name, style: TextStyle::Small, ink };
        let room = gauge.text.width();
        text.push_str(&line.at(picture.measure, gauge.text.left, gauge.text.top, room));
        let full = Rect { right: gauge.filled(), ..gauge.bar };
        text.push_str(&rect_element(&gauge.bar, 3.0, &hex(tokens.reading), &hex(outline), 1.0, ""));
        text.push_str(&rect_element(&full, 3.0, &hex(outline), &hex(outline), 1.0, ""));
    }
    text.push_str("</g>");
    text
}

/// A line across, and on it the words.
fn line_element(b: &PlacedBox, outline: Rgb, ink: Rgb, picture: &Picture<'_>) -> String {
    let y = number(b.rect.centre().y);
    let mut text = String::new();
    for (from, to) in [(b.rect.left, b.text.left), (b.text.right, b.rect.right)] {
        let _infallible = write!(
            text,
            r#"<path d="M{} {y}H{}" stroke="{}" stroke-width="2" stroke-dasharray="7 4"/>"#,
            number(from),
            number(to),
            hex(outline)
        );
    }
    let mut left = b.text.left + 6.0;
    let lines = b.label.lines.iter().map(|line| (line, b.label.style));
    for (words, style) in lines.chain(b.note.iter().map(|note| (note, TextStyle::Small))) {
        let top = b.rect.centre().y - style.line() / 2.0;
        let line = Line { words, style, ink };
        text.push_str(&line.at(picture.measure, left, top, b.text.right - left));
        left += picture.measure.width(words, style.size(), style.weight()) + 8.0;
    }
    if b.failed {
        let ends = (b.text.left + 6.0, left - 8.0);
        text.push_str(&strike_element(ends, b.rect.centre().y + 1.0, ink));
    }
    text
}

/// Crossed out, except for its words.
fn cross_element(rect: &Rect, words: &Rect, ink: Rgb) -> String {
    let mut path = String::new();
    for [from, to] in cross(&rect.grown(-2.0), &words.grown(2.0)) {
        let (x, y) = (number(from.x), number(from.y));
        let _infallible = write!(path, "M{x} {y}L{} {}", number(to.x), number(to.y));
    }
    format!(r#"<path d="{path}" fill="none" stroke="{}" stroke-width="1.5"/>"#, hex(ink))
}

/// Words struck through, from end to end.
fn strike_element((from, to): (f32, f32), y: f32, ink: Rgb) -> String {
    format!(
        r#"<path d="M{} {y}H{}" stroke="{}" stroke-width="1.5"/>"#,
        number(from),
        number(to),
        hex(ink),
        y = number(y)
    )
}

/// How a line is drawn that leads nowhere any more: faint dots.
fn dead_line(tokens: &Tokens) -> (Rgb, &'static str) {
    (tokens.text3, r#" stroke-dasharray="1.5 5""#)
}

fn frame_element(frame: &PlacedFrame, diagram: &Diagram, picture: &Picture<'_>) -> String {
    let tokens = picture.tokens;
    if let Some(closed) = &frame.closed {
        return closed_element(frame, closed, picture);
    }
    let mut text = match frame.frame {
        Frame::None => String::new(),
        Frame::Solid | Frame::Dashed => {
            let dashed = frame.frame == Frame::Dashed || frame.failed;
            let dashes = if dashed { r#" stroke-dasharray="4 3""# } else { "" };
            let (fill, outline) = (hex(tokens.reading), hex(tokens.control));
            rect_element(&frame.rect, FRAME_RADIUS, &fill, &outline, 1.0, dashes)
        }
    };
    if let Some(title) = &frame.title {
        let style = TextStyle::SmallBold;
        let top = title.rect.centre().y - style.line() / 2.0 + 2.0;
        let line = Line { words: &title.text, style, ink: tokens.text2 };
        let words = line.at(picture.measure, title.rect.left, top, title.rect.width());
        let middle = top + style.line() / 2.0 + 1.0;
        let ends = (title.rect.left, title.rect.right);
        let struck =
            if frame.failed { strike_element(ends, middle, tokens.text2) } else { String::new() };
        let about = diagram.group(&frame.path.node).and_then(|group| group.about.as_deref());
        text = format!(
            r#"<g id="{}" role="group" aria-label="{}{}"><title>{}</title>{text}{words}{struck}</g>"#,
            xml_id(&frame.path.to_string()),
            escaped(&title.name),
            if frame.failed { ", failed" } else { "" },
            escaped(about.unwrap_or(&title.name))
        );
    }
    text
}

/// A group that no step has expanded yet: one box with its name.
fn closed_element(frame: &PlacedFrame, closed: &Closed, picture: &Picture<'_>) -> String {
    let tokens = picture.tokens;
    let (fill, mut outline, width, mut ink) = inks(tokens, &tokens.neutral, closed.still);
    if frame.failed && closed.still != Still::Focused {
        (outline, ink) = (tokens.control, tokens.text2);
    }
    let dashed = frame.frame == Frame::Dashed || frame.failed;
    let dashes = if dashed { r#" stroke-dasharray="4 3""# } else { "" };
    let mut text =
        rect_element(&frame.rect, FRAME_RADIUS, &hex(fill), &hex(outline), width, dashes);
    let (name, inside) = frame.closed_words(closed);
    let lines = [(name, TextStyle::SmallBold), (inside, TextStyle::Small)];
    let lines = lines.iter().filter(|(words, _)| !words.is_empty());
    let height: f32 = lines.clone().map(|(_, style)| style.line()).sum();
    let middle = frame.rect.centre();
    let mut top = middle.y - height / 2.0;
    if frame.failed {
        let wide = lines
            .clone()
            .map(|(words, style)| picture.measure.width(words, style.size(), style.weight()));
        let half = wide.fold(0.0, f32::max) / 2.0;
        let (left, right) = (middle.x - half, middle.x + half);
        let words = Rect { left, right, top, bottom: top + height };
        text.push_str(&cross_element(&frame.rect, &words, tokens.control));
    }
    for (words, style) in lines {
        let line = Line { words, style: *style, ink };
        text.push_str(&line.centred(picture.measure, middle.x, top, frame.rect.width() - 8.0));
        top += style.line();
    }
    let name = frame.title.as_ref().map_or("", |title| title.name.as_str());
    format!(
        r#"<g id="{}" role="img" aria-label="{}{}, closed, {}">{text}</g>"#,
        xml_id(&frame.path.to_string()),
        escaped(name),
        if frame.failed { ", failed" } else { "" },
        escaped(&frame.inside_words(closed))
    )
}

fn connector_element(connector: &Connector, picture: &Picture<'_>) -> String {
    let (end, bus) = (connector.end, connector.bus);
    let ink = hex(picture.tokens.control);
    let mut text = String::new();
    for dead in [true, false] {
        let mut path = String::new();
        for start in connector.starts.iter().filter(|start| start.dead == dead) {
            let _infallible = write!(
                path,
                "M{} {}V{}H{}",
                number(start.at.x),
                number(start.at.y),
                number(bus),
                number(end.x)
            );
        }
        if connector.is_dead() == dead {
            let _infallible = write!(path, "M{} {}V{}", number(end.x), number(bus), number(end.y));
        }
        if path.is_empty() {
            continue;
        }
        let (ink, dashes) =
            if dead { dead_line(picture.tokens) } else { (picture.tokens.control, "") };
        let _infallible = write!(
            text,
            r#"<path d="{path}" fill="none" stroke="{}" stroke-width="1.5" stroke-linejoin="round"{dashes}/>"#,
            hex(ink)
        );
    }
    if connector.tree {
        for start in &connector.starts {
            let from = Point { y: bus, ..start.at };
            text.push_str(&head_element(from, start.at, &ink));
        }
    } else if connector.starts.len() > 1 {
        let _infallible = write!(
            text,
            r#"<circle cx="{}" cy="{}" r="3" fill="{ink}"/>"#,
            number(end.x),
            number(bus)
        );
    }
    for words in connector.words() {
        text.push_str(&words_element(words, connector.diagram, picture));
    }
    text
}

/// A link, its heads and its words, under its own name.
fn link_element(link: &PlacedLink, diagram: &Diagram, picture: &Picture<'_>) -> String {
    let mut path = String::new();
    for (at, point) in link.points.iter().enumerate() {
        let letter = if at == 0 { 'M' } else { 'L' };
        let _infallible = write!(path, "{letter}{} {}", number(point.x), number(point.y));
    }
    let (ink, dashes) = match link.kind {
        _ if link.dead => dead_line(picture.tokens),
        LinkKind::Data => (picture.tokens.control, ""),
        LinkKind::Control => (picture.tokens.control, r#" stroke-dasharray="5 4""#),
    };
    let ink = hex(ink);
    let dead = if link.dead { DEAD } else { "" };
    let said = diagram.links.iter().find(|said| said.id == link.link);
    let said = said.map(|said| link_words(diagram, said)).unwrap_or_default();
    let mut text = format!(
        r#"<g role="group" aria-label="{}{dead}"><path d="{path}" fill="none" stroke="{ink}" stroke-width="1.5" stroke-linejoin="round"{dashes}/>"#,
        escaped(&said)
    );
    let (back, forth) = link.arrow.heads();
    if let ([first, second, ..], true) = (link.points.as_slice(), back) {
        text.push_str(&head_element(*second, *first, &ink));
    }
    if let ([.., before, last], true) = (link.points.as_slice(), forth) {
        text.push_str(&head_element(*before, *last, &ink));
    }
    if let Some(words) = &link.words {
        text.push_str(&words_element(words, link.diagram, picture));
    }
    text.push_str("</g>");
    text
}

fn words_element(words: &Words, diagram: usize, picture: &Picture<'_>) -> String {
    let tokens = picture.tokens;
    let framed = picture.layout.framed(diagram, words);
    let under = if framed { tokens.reading } else { tokens.panel };
    let r = words.rect;
    let line = Line { words: &words.text, style: TextStyle::Small, ink: tokens.text2 };
    let top = r.centre().y - TextStyle::Small.line() / 2.0;
    let text = line.centred(picture.measure, r.centre().x, top, r.width());
    format!(
        r#"<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>{text}"#,
        number(r.left),
        number(r.top),
        number(r.width()),
        number(r.height()),
        hex(under)
    )
}

/// Breaks a caption into lines that fit.
fn wrap(measure: &dyn Measure, text: &str, width: f32) -> Vec<String> {
    let style = TextStyle::Caption;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if measure.width(&longer, style.size(), style.weight()) <= width => {
                if let Some(last) = lines.last_mut() {
                    *last = longer;
                }
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
