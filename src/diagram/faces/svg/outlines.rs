//! What is drawn, as elements of SVG.

use super::elements::{Escaped, Hex, Number, Scoped, icon_name};
use crate::{
    diagram::{
        faces::{
            bidi::{self, Direction},
            drawing::{Align, Pen, Run, Shape, Text},
        },
        layout::geometry::{Point, Rect, corner, head},
    },
    theme::{Measure, NotoMeasure, Rgb, Weight},
};
use std::fmt::{Result, Write};

/// How far a line's baseline lies below its middle, as a share of its size: Noto Sans, centred on
/// capitals.
const BASELINE: f32 = 0.357;

pub(super) fn outline(to: &mut String, shape: &Shape<'_>, measure: &dyn Measure) -> Result {
    match shape {
        Shape::Plate { rect, radius, fill, outline } => {
            plate(to, rect, *radius, *fill, outline.as_ref())
        }
        Shape::Line { points, bend, pen } => {
            to.push_str(r#"<path d=""#);
            path(to, points, *bend)?;
            write!(to, r#"" fill="none" stroke-linejoin="round"{}/>"#, Stroked(pen))
        }
        Shape::Head { from, tip, size, ink } => {
            let [a, b] = head(*from, *tip, *size);
            write!(
                to,
                r#"<path d="M{} {}L{} {}L{} {}Z" fill="{}"/>"#,
                Number(tip.x),
                Number(tip.y),
                Number(a.x),
                Number(a.y),
                Number(b.x),
                Number(b.y),
                Hex(*ink)
            )
        }
        Shape::Disc { at, radius, fill, outline } => {
            let (x, y) = (Number(at.x), Number(at.y));
            let inside = outline.map_or(0.0, |pen| pen.width / 2.0);
            write!(to, r#"<circle cx="{x}" cy="{y}" r="{}""#, Number(radius - inside))?;
            write!(to, r#" fill="{}""#, Hex(*fill))?;
            if let Some(pen) = outline {
                write!(to, "{}", Stroked(pen))?;
            }
            to.push_str("/>");
            Ok(())
        }
        Shape::Icon { icon, at, size, ink } => write!(
            to,
            r##"<use href="#{}" x="{}" y="{}" fill="{}"/>"##,
            Scoped(&icon_name(*icon, *size)),
            Number(at.x),
            Number(at.y),
            Hex(*ink)
        ),
        Shape::Text(text) => words(to, text, measure),
    }
}

/// The attributes of a pen.
struct Stroked<'a>(&'a Pen);

impl std::fmt::Display for Stroked<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> Result {
        let Pen { ink, width, dash } = *self.0;
        write!(to, r#" stroke="{}" stroke-width="{}""#, Hex(ink), Number(width))?;
        if let Some((dash, gap)) = dash {
            write!(to, r#" stroke-dasharray="{} {}""#, Number(dash), Number(gap))?;
        }
        Ok(())
    }
}

/// A rectangle; its stroke lies inside, as in the window.
fn plate(
    to: &mut String,
    rect: &Rect,
    radius: f32,
    fill: Option<Rgb>,
    outline: Option<&Pen>,
) -> Result {
    let width = outline.map_or(0.0, |pen| pen.width);
    let inside = rect.grown(-width / 2.0);
    write!(
        to,
        r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}""#,
        Number(inside.left),
        Number(inside.top),
        Number(inside.width().max(0.0)),
        Number(inside.height().max(0.0)),
        Number((radius - width / 2.0).max(0.0)),
    )?;
    match fill {
        Some(fill) => write!(to, r#" fill="{}""#, Hex(fill))?,
        None => to.push_str(r#" fill="none""#),
    }
    if let Some(pen) = outline {
        write!(to, "{}", Stroked(pen))?;
    }
    to.push_str("/>");
    Ok(())
}

/// Straight parts, and round corners between them.
fn path(to: &mut String, points: &[Point], bend: f32) -> Result {
    for (at, point) in points.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| points.get(before));
        match (before, points.get(at + 1)) {
            (None, _) => write!(to, "M{} {}", Number(point.x), Number(point.y))?,
            (Some(before), Some(after)) if bend > 0.0 => {
                let (start, end) = corner(*before, *point, *after, bend);
                write!(to, "L{} {}", Number(start.x), Number(start.y))?;
                write!(to, "Q{} {} ", Number(point.x), Number(point.y))?;
                write!(to, "{} {}", Number(end.x), Number(end.y))?;
            }
            _ => write!(to, "L{} {}", Number(point.x), Number(point.y))?,
        }
    }
    Ok(())
}

/// Each run as an element of its own, where it stands.
fn words(to: &mut String, text: &Text<'_>, measure: &dyn Measure) -> Result {
    if let [run] = text.runs.as_slice() {
        return element(to, run, text, (text.at.x, text.align), measure);
    }
    let whole = text.width(measure) * text.scale;
    let mut x = match text.align {
        Align::Left => text.at.x,
        Align::Middle => text.at.x - whole / 2.0,
        Align::Right => text.at.x - whole,
    };
    for run in &text.runs {
        element(to, run, text, (x, Align::Left), measure)?;
        x += run.width(measure) * text.scale;
    }
    Ok(())
}

fn element(
    to: &mut String,
    run: &Run<'_>,
    text: &Text<'_>,
    (x, align): (f32, Align),
    measure: &dyn Measure,
) -> Result {
    let (style, weight) = (run.style, run.style.weight());
    // SVG drops spaces at the ends of a text, so they are room before what is seen.
    let seen = run.words.trim_matches(' ');
    if seen.is_empty() {
        return Ok(());
    }
    let wide = |words: &str| measure.width(words, style.size(), weight) * text.scale;
    let before = match run.direction {
        Direction::Ltr => run.words.len() - run.words.trim_start_matches(' ').len(),
        Direction::Rtl => run.words.len() - run.words.trim_end_matches(' ').len(),
    };
    let x = if before > 0 && align == Align::Left { x + wide(&" ".repeat(before)) } else { x };
    let size = style.size() * text.scale;
    let y = text.at.y + size * BASELINE;
    write!(to, r#"<text x="{}" y="{}" font-size="{}""#, Number(x), Number(y), Number(size))?;
    if weight == Weight::Bold {
        to.push_str(r#" font-weight="700""#);
    }
    write!(to, r#" fill="{}""#, Hex(run.ink))?;
    match align {
        Align::Left => {}
        Align::Middle => to.push_str(r#" text-anchor="middle""#),
        Align::Right => to.push_str(r#" text-anchor="end""#),
    }
    // Only where our faces have all letters is their width said; other letters are as wide as the
    // reader's font has them.
    if seen.chars().all(NotoMeasure::covers) {
        let wide = Number(wide(seen));
        write!(to, r#" textLength="{wide}" lengthAdjust="spacingAndGlyphs""#)?;
    }
    match run.direction {
        Direction::Ltr => write!(to, ">{}</text>", Escaped(seen)),
        Direction::Rtl => write!(to, ">{}</text>", Escaped(&bidi::alone(seen))),
    }
}
