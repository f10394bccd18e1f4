//! The blast radius as a picture: the layouts' own diagrams, with what lies open marked, and under
//! each the verdict, the reasons and the case.

use super::{Blast, BlastRow, Case, Exception, Struck, TAKEN};
use crate::{
    diagram::{
        Diagram, Exposure, Layout, Request,
        describe::link_words,
        drawing::{Align, Drawing, Item, Pen, Shape, Subject, Text, View},
        geometry::{Point, Rect},
        lay_out,
        layout::{PlacedBox, wrap},
        scene::Scene,
    },
    simulate::{
        live::fixed,
        setting::Setting,
        sheet::Room,
        sheet::{Picture, Sheet},
        value::Value,
    },
    theme::{Rgb, TextStyle, icons, icons::Icon},
};
use std::collections::HashMap;

/// Between a diagram and what is said of it, and between the blocks of that, in points.
const BELOW: f32 = 14.0;
const BETWEEN: f32 = 8.0;
/// Between a diagram and what is said beside it, and between one layout and the next below it.
const GUTTER: f32 = 32.0;
/// The least room in which the words stand beside a single diagram, and their width there.
const BESIDE: f32 = 880.0;
const COLUMN: f32 = 320.0;
/// The least room in which two diagrams stand beside each other, in points.
const TWO: f32 = 560.0;
/// Words are read in lines of no more than this, in points.
const READABLE: f32 = 560.0;
/// What stands left of words that an icon begins, in points.
const ICON: f32 = 24.0;
/// Round the words of a card, in points.
const PADDING: f32 = 12.0;

pub(super) fn picture(model: &Blast, setting: &Setting, room: &Room<'_>) -> Picture {
    let mut sheet = Sheet::new(room);
    let shown = model.shown(setting);
    let aside = shown.len() == 1 && room.width >= BESIDE;
    let width = if aside { room.width - COLUMN - GUTTER } else { room.width };
    let mut bottom = 0.0;
    for (layout, shown) in laid_out(&shown, width, room) {
        let top = if bottom > 0.0 { bottom + GUTTER } else { 0.0 };
        let lowest = diagrams(model, &mut sheet, (&layout, shown, width), top);
        // What is wider than its room is drawn smaller.
        let zoom = zoom(&layout, width);
        bottom = lowest;
        for (one, pane) in shown.iter().zip(&layout.panes) {
            let said = if aside {
                let said = Words { one, left: width + GUTTER, width: COLUMN };
                said.all(&mut sheet, pane.body.top * zoom)
            } else {
                let wide = (pane.rect.width() * zoom).min(READABLE);
                let said = Words { one, left: pane.rect.left * zoom, width: wide };
                said.all(&mut sheet, lowest + BELOW)
            };
            bottom = said.max(bottom);
        }
    }
    let bottom = legend(&mut sheet, &shown, bottom + BELOW);
    sheet.reach(bottom);
    sheet.done()
}

/// Beside each other on the same ground, or, where there is too little room, each by itself.
fn laid_out<'s, 'a>(
    shown: &'s [Struck<'a>],
    width: f32,
    room: &Room<'_>,
) -> Vec<(Layout, &'s [Struck<'a>])> {
    let lay_out = |shown: &'s [Struck<'a>]| {
        let diagrams: Vec<&Diagram> = shown.iter().map(|one| &*one.layout.diagram).collect();
        let (same, low, measure) = (&[][..], false, room.measure);
        lay_out(&Request { diagrams: &diagrams, same, width, low, measure })
    };
    if shown.len() == 1 || width >= TWO {
        let layout = lay_out(shown);
        if !layout.stacked {
            return vec![(layout, shown)];
        }
    }
    shown.chunks(1).map(|one| (lay_out(one), one)).collect()
}

/// How much smaller a layout is drawn, so that nothing of it is cut off.
fn zoom(layout: &Layout, width: f32) -> f32 {
    (width / layout.width.max(1.0)).min(1.0)
}

/// Draws the diagrams of a layout from `top` on; returns where they end.
fn diagrams(
    model: &Blast,
    sheet: &mut Sheet<'_>,
    (layout, shown, width): (&Layout, &[Struck<'_>], f32),
    top: f32,
) -> f32 {
    let places = Places::of(layout, shown);
    let scene = Scene { exposures: places.exposures.clone(), ..Scene::default() };
    let zoom = zoom(layout, width);
    let view = View { zoom, ..View::whole(layout, &scene, sheet.tokens, sheet.measure) };
    let mut panes: Vec<Vec<Item<'_>>> = vec![Vec::new(); shown.len()];
    for item in Drawing::of(&view).items {
        if let Some(pane) = panes.get_mut(places.pane(item.of)) {
            pane.push(item);
        }
    }
    for (items, one) in panes.into_iter().zip(shown) {
        let takers = model.takers(one);
        let drawn = Drawn { one, takers, places: &places, layout, zoom, down: top };
        drawn.diagram(sheet, items);
    }
    // Without a caption, no room is left for one.
    let ends = layout.panes.iter().zip(shown).map(|(pane, one)| {
        if one.layout.diagram.caption.is_empty() { pane.body.bottom } else { pane.rect.bottom }
    });
    top + ends.fold(0.0, f32::max) * zoom
}

/// Which box of which layout each placed box is.
struct Places<'l> {
    layout: &'l Layout,
    /// By the number of the placed box: its number among the boxes of its layout.
    numbers: Vec<Option<usize>>,
    exposures: Vec<Exposure>,
}

impl<'l> Places<'l> {
    fn of(layout: &'l Layout, shown: &[Struck<'_>]) -> Self {
        let number = |b: &PlacedBox| {
            let one = shown.get(b.diagram)?;
            let number = one.paths.iter().position(|path| *path == b.path)?;
            Some((number, one.exposure(number)))
        };
        let (mut numbers, mut exposures) = (Vec::new(), Vec::new());
        for found in layout.boxes.iter().map(number) {
            numbers.push(found.map(|(number, _)| number));
            exposures.push(found.map_or(Exposure::Untouched, |(_, exposure)| exposure));
        }
        Self { layout, numbers, exposures }
    }

    /// The layout that something drawn belongs to.
    fn pane(&self, of: Subject) -> usize {
        let layout = self.layout;
        let pane = match of {
            Subject::Pane(pane) => Some(pane),
            Subject::Frame(at) => layout.frames.get(at).map(|frame| frame.diagram),
            Subject::Connector(at) => layout.connectors.get(at).map(|line| line.diagram),
            Subject::Link(at) => layout.links.get(at).map(|link| link.diagram),
            Subject::Box(at) | Subject::Badge(at) | Subject::Hops(at) => {
                layout.boxes.get(at).map(|b| b.diagram)
            }
            Subject::Gap(at) => layout.gaps.get(at).map(|gap| gap.diagram),
            Subject::Route(_) | Subject::Token(_) | Subject::Part(_) => None,
        };
        pane.unwrap_or_default()
    }
}

/// A layout's diagram, drawn.
struct Drawn<'a> {
    one: &'a Struck<'a>,
    /// The rows that its boxes stand for, by the numbers of these.
    takers: HashMap<usize, &'a BlastRow>,
    places: &'a Places<'a>,
    layout: &'a Layout,
    zoom: f32,
    /// How far it stands below its place in the layout, in points.
    down: f32,
}

impl Drawn<'_> {
    fn diagram(&self, sheet: &mut Sheet<'_>, items: Vec<Item<'_>>) {
        let mut last = None;
        for Item { of, shape } in items {
            if last != Some(of) {
                self.part(sheet, of, last.is_none());
                last = Some(of);
            }
            sheet.put(self.placed(shape));
        }
    }

    /// Begins the part that something drawn belongs to.
    fn part(&self, sheet: &mut Sheet<'_>, of: Subject, first: bool) {
        let (one, layout) = (self.one, self.layout);
        let nowhere = Rect { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
        match of {
            Subject::Pane(at) => {
                let Some(pane) = layout.panes.get(at) else { return };
                let diagram = &one.layout.diagram;
                let (name, place) = if first {
                    (&diagram.title, pane.title)
                } else {
                    (&diagram.caption, pane.caption)
                };
                sheet.part(name, self.rect(&place));
            }
            Subject::Frame(at) => {
                let frame = layout.frames.get(at);
                let title = frame.and_then(|frame| Some((frame, frame.title.as_ref()?)));
                match title {
                    Some((frame, title)) => {
                        let name = one.group_said(&title.name, &frame.path);
                        sheet.part(name, self.rect(&title.rect));
                    }
                    None => sheet.part("", nowhere),
                }
            }
            Subject::Link(at) => {
                let link = layout.links.get(at);
                let diagram = &one.layout.diagram;
                let said = link.and_then(|link| {
                    let said = diagram.links.iter().find(|said| said.id == link.link)?;
                    Some(link_words(diagram, said))
                });
                sheet.part(said.unwrap_or_default(), nowhere);
            }
            Subject::Box(at) => self.layer(sheet, at),
            _ => sheet.part("", nowhere),
        }
    }

    /// Begins a box: a button, if there is a row that takes it over.
    fn layer(&self, sheet: &mut Sheet<'_>, at: usize) {
        let (Some(placed), Some(number)) =
            (self.layout.boxes.get(at), self.places.numbers.get(at).copied().flatten())
        else {
            return;
        };
        let (name, place) = (self.one.said(number), self.rect(&placed.rect));
        match self.takers.get(&number) {
            Some(row) => {
                let sets = (fixed(TAKEN), Value::Chosen(row.id.clone()));
                sheet.button(name, place, sets, row.id == self.one.row.id);
            }
            None => sheet.part(name, place),
        }
    }

    fn at(&self, point: Point) -> Point {
        Point { x: point.x * self.zoom, y: point.y * self.zoom + self.down }
    }

    fn rect(&self, rect: &Rect) -> Rect {
        let (from, till) = (
            self.at(Point { x: rect.left, y: rect.top }),
            self.at(Point { x: rect.right, y: rect.bottom }),
        );
        Rect { left: from.x, top: from.y, right: till.x, bottom: till.y }
    }

    /// From the points of the layout to those of the sheet. Widths of lines and the sizes of
    /// letters are points of the screen already.
    fn placed(&self, shape: Shape<'_>) -> Shape<'static> {
        let zoom = self.zoom;
        match shape {
            Shape::Plate { rect, radius, fill, outline } => {
                Shape::Plate { rect: self.rect(&rect), radius: radius * zoom, fill, outline }
            }
            Shape::Line { points, bend, pen } => {
                let points = points.into_iter().map(|point| self.at(point)).collect();
                Shape::Line { points, bend: bend * zoom, pen }
            }
            Shape::Head { from, tip, size, ink } => {
                Shape::Head { from: self.at(from), tip: self.at(tip), size: size * zoom, ink }
            }
            Shape::Disc { at, radius, fill, outline } => {
                Shape::Disc { at: self.at(at), radius: radius * zoom, fill, outline }
            }
            Shape::Icon { icon, at, size, ink } => {
                Shape::Icon { icon, at: self.at(at), size: size * zoom, ink }
            }
            Shape::Text(text) => {
                let at = self.at(text.at);
                Shape::Text(Text { at, ..text.into_owned() })
            }
        }
    }
}

/// What is said of a layout.
struct Words<'a> {
    one: &'a Struck<'a>,
    left: f32,
    width: f32,
}

impl Words<'_> {
    /// Verdict, reasons and case, one below the other; returns where they end.
    fn all(&self, sheet: &mut Sheet<'_>, top: f32) -> f32 {
        let (one, tokens) = (self.one, sheet.tokens);
        let verdict = one.verdict();
        let mut y = self.block(sheet, None, &[(&verdict, TextStyle::H3, tokens.text)], top);
        let Some(cell) = one.cell else { return y };
        if !cell.because.is_empty() {
            y = self.block(sheet, None, &[ui(&cell.because, tokens.text2)], y + BETWEEN / 2.0);
        }
        let open = tokens.exposed.stroke;
        for (exceptions, icon, ink) in
            [(&cell.also, icons::WARNING, open), (&cell.spared, icons::COVERED, tokens.success)]
        {
            for Exception { because, .. } in exceptions {
                y = self.block(sheet, Some((icon, ink)), &[ui(because, tokens.text2)], y + BETWEEN);
            }
        }
        match &cell.case {
            Some(case) => self.card(sheet, case, y + BELOW),
            None => y,
        }
    }

    /// Paragraphs as one part, behind an icon or not; returns where they end.
    fn block(
        &self,
        sheet: &mut Sheet<'_>,
        icon: Option<(Icon, Rgb)>,
        paragraphs: &[(&str, TextStyle, Rgb)],
        top: f32,
    ) -> f32 {
        let indent = if icon.is_some() { ICON } else { 0.0 };
        let lines = Lines::of(sheet, paragraphs, self.width - indent);
        let (left, right, bottom) = (self.left, self.left + self.width, top + lines.height);
        sheet.part(sentences(paragraphs), Rect { left, top, right, bottom });
        if let (Some((icon, ink)), Some((_, style, _))) = (icon, paragraphs.first()) {
            let at = Point { x: left + 8.0, y: top + style.line() / 2.0 };
            sheet.icon(icon, at, 16.0, ink);
        }
        lines.put(sheet, (left + indent, top));
        bottom
    }

    /// The case: what it is called, what it crossed, what closed it.
    fn card(&self, sheet: &mut Sheet<'_>, case: &Case, top: f32) -> f32 {
        let tokens = sheet.tokens;
        let (title, crossed) = (format!("Real case: {}", case.title()), case.crossed());
        let closed = case.closed.as_ref().map(|_| case.closed_words());
        let mut paragraphs = vec![
            (&*title, TextStyle::CaptionBold, tokens.text),
            (&*crossed, TextStyle::Caption, tokens.text2),
        ];
        paragraphs.extend(closed.iter().map(|words| (&**words, TextStyle::Caption, tokens.text2)));
        let lines = Lines::of(sheet, &paragraphs, self.width - 2.0 * PADDING);
        let (left, right) = (self.left, self.left + self.width);
        let place = Rect { left, top, right, bottom: top + lines.height + 2.0 * PADDING };
        sheet.part(sentences(&paragraphs), place);
        sheet.plate(place, 8.0, Some(tokens.raised), Some(Pen::solid(tokens.line2, 1.0)));
        lines.put(sheet, (left + PADDING, top + PADDING));
        place.bottom
    }
}

/// Paragraphs in lines, so that it is known how high they are before they are put down.
struct Lines {
    lines: Vec<(String, TextStyle, Rgb)>,
    height: f32,
}

/// No paragraph has more lines than this.
const LINES: usize = 40;

impl Lines {
    fn of(sheet: &Sheet<'_>, paragraphs: &[(&str, TextStyle, Rgb)], width: f32) -> Self {
        let mut lines = Vec::new();
        for (words, style, ink) in paragraphs {
            for line in wrap(sheet.measure, &[(words, *style)], width, LINES) {
                let words = line.into_iter().map(|span| span.text).collect();
                lines.push((words, *style, *ink));
            }
        }
        let height = lines.iter().map(|(_, style, _)| style.line()).sum();
        Self { lines, height }
    }

    fn put(&self, sheet: &mut Sheet<'_>, (x, top): (f32, f32)) {
        let mut y = top;
        for (words, style, ink) in &self.lines {
            let at = Point { x, y: y + style.line() / 2.0 };
            sheet.words(words, *style, *ink, at, Align::Left);
            y += style.line();
        }
    }
}

/// Words as reasons are written.
fn ui(words: &str, ink: Rgb) -> (&str, TextStyle, Rgb) {
    (words, TextStyle::Ui, ink)
}

/// Paragraphs as one text, each with an end that is heard.
fn sentences(paragraphs: &[(&str, TextStyle, Rgb)]) -> String {
    let ended = |(words, ..): &(&str, TextStyle, Rgb)| {
        let end = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        format!("{words}{end}")
    };
    match paragraphs {
        [(only, ..)] => (*only).to_owned(),
        _ => paragraphs.iter().map(ended).collect::<Vec<_>>().join(" "),
    }
}

/// What the signs on the boxes mean, as far as there are any; returns where it ends.
fn legend(sheet: &mut Sheet<'_>, shown: &[Struck<'_>], top: f32) -> f32 {
    let tokens = sheet.tokens;
    let signs = [
        (Exposure::Taken, icons::POINT_AT, tokens.text),
        (Exposure::Exposed, icons::WARNING, tokens.exposed.stroke),
        (Exposure::Withheld, icons::COVERED, tokens.success),
    ];
    let used = |exposure| shown.iter().any(|one| one.reach.contains(&exposure));
    let style = TextStyle::Small;
    let (mut x, mut y) = (0.0, top);
    let mut bottom = top - BELOW;
    for (exposure, icon, ink) in signs.into_iter().filter(|(exposure, ..)| used(*exposure)) {
        let words = exposure.words();
        let wide = 20.0 + sheet.wide(words, style);
        if x > 0.0 && x + wide > sheet.width() {
            (x, y) = (0.0, y + 20.0);
        }
        bottom = y + 16.0;
        sheet.part("", Rect { left: x, top: y, right: x + wide, bottom });
        sheet.icon(icon, Point { x: x + 8.0, y: y + 8.0 }, 14.0, ink);
        let at = Point { x: x + 20.0, y: y + 8.0 };
        sheet.words(words, style, tokens.text2, at, Align::Left);
        x += wide + 20.0;
    }
    bottom
}
