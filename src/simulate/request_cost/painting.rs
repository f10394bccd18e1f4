//! A request's way as a picture: for each architecture the hops from the top down, boundaries as
//! lines across, and at the foot what the whole costs, as two bars to scale.

use super::{
    Architecture, CostHop, CostWay, HOP, HopCost, Measurement, Penalty, RequestCost,
    lined::{Line, lined},
    whole,
};
use crate::{
    diagram::{
        drawing::{Align, Pen, Shape},
        geometry::{Point, Rect},
        layout::{Span, wrap},
    },
    simulate::{
        amount::Amount,
        live::fixed,
        setting::Setting,
        sheet::Room,
        sheet::{Picture, Sheet},
        value::Value,
    },
    theme::{Rgb, TextStyle, icons},
};

/// Between two columns, in points.
const GUTTER: f32 = 24.0;
/// The least room in which two columns stand beside each other, in points.
const BESIDE: f32 = 560.0;
/// From this width on a column's words stand beside its boxes, in points.
const WORDS: f32 = 420.0;
/// From this width on the foot of a single column stands beside it, in points.
const ASIDE: f32 = 860.0;
/// The least height of a hop's box, in points.
const BOX: f32 = 40.0;
/// Where numbers and arrows stand, from the left of a column, in points.
const SPINE: f32 = 22.0;
/// Where a name begins, from the left of a column, in points.
const NAME: f32 = 66.0;
/// Between two boxes, in points.
const GAP: f32 = 20.0;
/// Above and below the word of a boundary, in points.
const CROSSING: f32 = 10.0;
/// The bar of a measured figure, in points.
const BAR: f32 = 16.0;
/// No text has more lines.
const LINES: usize = 12;

pub(super) fn picture(model: &RequestCost, setting: &Setting, room: &Room<'_>) -> Picture {
    let mut sheet = Sheet::new(room);
    let shown = model.shown(setting);
    let beside = shown.len() > 1 && room.width >= BESIDE;
    let aside = shown.len() == 1 && room.width >= ASIDE;
    let width = if beside || aside { (room.width - GUTTER) / 2.0 } else { room.width };
    let tests: Vec<&Measurement> = shown.iter().filter_map(|one| test(&one.way.penalty)).collect();
    let at = model.at(setting);
    let columns: Vec<Column<'_>> = shown
        .iter()
        .enumerate()
        .map(|(number, shown)| Column {
            architecture: shown.architecture,
            way: shown.way,
            left: if beside && number == 1 { width + GUTTER } else { 0.0 },
            width,
            at,
            set: setting.amount(HOP),
        })
        .collect();
    match columns.as_slice() {
        [first, second] if beside => {
            let lines = lined(&first.way.hops, &second.way.hops);
            let top = columns.iter().map(|one| one.head(&mut sheet, 0.0)).fold(0.0, f32::max);
            let cells = [first.cells(&sheet), second.cells(&sheet)];
            let rows = rows(&cells, &lines, top);
            let mut bottom = top;
            for (side, (column, cells)) in columns.iter().zip(&cells).enumerate() {
                bottom = column.hops(&mut sheet, cells, (&rows, side)).max(bottom);
            }
            for column in &columns {
                column.foot(&mut sheet, &tests, bottom + GUTTER);
            }
        }
        _ => {
            let mut top = 0.0;
            for column in &columns {
                let below = column.head(&mut sheet, top);
                let cells = column.cells(&sheet);
                let lines = lined(&column.way.hops, &[]);
                let rows = rows(std::slice::from_ref(&cells), &lines, below);
                let bottom = column.hops(&mut sheet, &cells, (&rows, 0));
                let (foot, under) = if aside {
                    (Column { left: width + GUTTER, ..*column }, top)
                } else {
                    (*column, bottom + GUTTER)
                };
                top = foot.foot(&mut sheet, &tests, under) + GUTTER * 1.5;
            }
        }
    }
    sheet.done()
}

fn test(penalty: &Penalty) -> Option<&Measurement> {
    match penalty {
        Penalty::Measured(test) => Some(test),
        Penalty::NotKnown(_) => None,
    }
}

/// One line of hops: what stands in it, and where.
struct Row {
    hops: Line,
    top: f32,
    bottom: f32,
}

/// As high as the higher of what stands in each line.
fn rows(cells: &[Vec<Cell<'_>>], lines: &[Line], top: f32) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len());
    let mut top = top + 14.0;
    for line in lines {
        let (mut gap, mut height) = (0.0_f32, BOX);
        for (cells, number) in cells.iter().zip(line) {
            let Some(cell) = number.and_then(|number| cells.get(number)) else { continue };
            height = height.max(cell.high());
            gap = gap.max(cell.gap());
        }
        top += gap;
        rows.push(Row { hops: *line, top, bottom: top + height });
        top += height;
    }
    rows
}

/// Words in lines, ready to be put down.
struct Block {
    lines: Vec<String>,
    style: TextStyle,
}

impl Block {
    fn of(sheet: &Sheet<'_>, words: &str, style: TextStyle, room: f32) -> Self {
        let lines = wrap(sheet.measure, &[(words, style)], room, LINES).into_iter();
        let text = |line: Vec<Span>| line.into_iter().map(|span| span.text).collect();
        Self { lines: lines.map(text).collect(), style }
    }

    fn high(&self) -> f32 {
        self.lines.iter().map(|_| self.style.line()).sum()
    }

    /// Returns where it ends.
    fn put(&self, sheet: &mut Sheet<'_>, ink: Rgb, (x, top): (f32, f32)) -> f32 {
        let mut y = top;
        for line in &self.lines {
            let at = Point { x, y: y + self.style.line() / 2.0 };
            sheet.words(line, self.style, ink, at, Align::Left);
            y += self.style.line();
        }
        y
    }
}

/// A hop with its words in lines.
struct Cell<'a> {
    hop: &'a CostHop,
    /// From 0.
    number: usize,
    name: Block,
    /// What stands in the box below the name.
    inner: Block,
    /// What stands beside the box: what it costs, and what is done.
    cost: Block,
    say: Block,
    /// At the boundary before it.
    word: Block,
}

impl Cell<'_> {
    fn high(&self) -> f32 {
        let inner = self.name.high() + self.inner.high() + 14.0;
        inner.max(self.cost.high() + self.say.high())
    }

    /// Between this hop and the one before.
    fn gap(&self) -> f32 {
        match (self.number, self.hop.crossing.is_some()) {
            (0, _) => 0.0,
            (_, true) => self.word.high() + 2.0 * CROSSING + 6.0,
            (_, false) => GAP,
        }
    }
}

/// One architecture, drawn.
#[derive(Clone, Copy)]
struct Column<'a> {
    architecture: &'a Architecture,
    way: &'a CostWay,
    left: f32,
    width: f32,
    /// At which hop the request is, from 1, while it is followed.
    at: Option<usize>,
    /// What the slider is set to.
    set: Amount,
}

impl<'a> Column<'a> {
    fn right(&self) -> f32 {
        self.left + self.width
    }

    /// All its width, from `top` to `bottom`.
    fn across(&self, top: f32, bottom: f32) -> Rect {
        Rect { left: self.left, top, right: self.right(), bottom }
    }

    /// The width of a box.
    fn wide(&self) -> f32 {
        if self.width < WORDS { self.width } else { (self.width * 0.42).clamp(200.0, 280.0) }
    }

    /// Where words beside boxes begin, and how much room they have; nothing where they have none.
    fn words(&self) -> Option<(f32, f32)> {
        let left = self.wide() + 14.0;
        (self.width >= WORDS).then_some((self.left + left, self.width - left))
    }

    /// All hops, with their words in lines.
    fn cells(&self, sheet: &Sheet<'_>) -> Vec<Cell<'a>> {
        let hops = self.way.hops.iter().enumerate();
        hops.map(|(number, hop)| self.cell(sheet, number, hop)).collect()
    }

    fn cell(&self, sheet: &Sheet<'_>, number: usize, hop: &'a CostHop) -> Cell<'a> {
        let block = |words: &str, style, room| Block::of(sheet, words, style, room);
        let inside = self.wide() - NAME - 8.0;
        let cost = hop.cost.as_ref().map(HopCost::said).unwrap_or_default();
        let (inner, cost, say, beside) = match self.words() {
            None => (cost.as_str(), "", "", inside),
            Some((_, room)) => ("", cost.as_str(), hop.say.as_str(), room),
        };
        let strong = if self.reached(number) { TextStyle::SmallBold } else { TextStyle::Small };
        let word = hop.crossing.as_deref().unwrap_or_default();
        Cell {
            hop,
            number,
            name: block(&hop.name, TextStyle::Label, inside),
            inner: block(inner, TextStyle::Small, inside),
            cost: block(cost, TextStyle::CaptionBold, beside),
            say: block(say, TextStyle::Caption, beside),
            word: block(word, strong, self.width - SPINE - 30.0),
        }
    }

    /// Is the request here? Once it has arrived, it stays at the last hop.
    fn here(&self, number: usize) -> bool {
        self.at.is_some_and(|at| at.min(self.way.hops.len()) == number + 1)
    }

    fn reached(&self, number: usize) -> bool {
        self.at.is_none_or(|at| number < at)
    }

    /// What it is called and how far the way is; returns where that ends.
    fn head(&self, sheet: &mut Sheet<'_>, top: f32) -> f32 {
        let [hops, crossings] = self.way.counts();
        let name = &self.architecture.name;
        sheet.part(format!("{name}: {hops}, {crossings}"), self.across(top, top + 60.0));
        let tokens = sheet.tokens;
        let line = (name.as_str(), TextStyle::H3, tokens.text);
        let y = sheet.paragraph(line, (self.left, top), (self.width, LINES)) + 18.0;
        let mut left = self.left;
        for words in [hops, crossings] {
            let (number, word) = words.split_once(' ').unwrap_or((&words, ""));
            let at = Point { x: left, y };
            sheet.words(number, TextStyle::Display, tokens.text, at, Align::Left);
            left += sheet.wide(number, TextStyle::Display) + 6.0;
            let at = Point { x: left, y: y + 4.0 };
            sheet.words(word, TextStyle::Ui, tokens.text2, at, Align::Left);
            left += sheet.wide(word, TextStyle::Ui) + 20.0;
        }
        y + 20.0
    }

    /// All hops, each in its line; returns where the last one ends.
    fn hops(&self, sheet: &mut Sheet<'_>, cells: &[Cell<'_>], rows: (&[Row], usize)) -> f32 {
        let (rows, side) = rows;
        let mut end = None;
        for row in rows {
            let number = row.hops.get(side).copied().flatten();
            let Some(cell) = number.and_then(|number| cells.get(number)) else { continue };
            if let Some(end) = end {
                self.arrival(sheet, cell, (end, row.top));
            }
            self.hop(sheet, cell, row);
            end = Some(row.bottom);
        }
        end.unwrap_or(0.0)
    }

    /// The arrow to a hop, and the boundary that it crosses.
    fn arrival(&self, sheet: &mut Sheet<'_>, cell: &Cell<'_>, (from, to): (f32, f32)) {
        let tokens = sheet.tokens;
        let reached = self.reached(cell.number);
        let spine = self.left + SPINE;
        let top = to - cell.gap();
        let word = cell.hop.crossing.as_ref();
        let name = word.map(|word| format!("Boundary before hop {}: {word}", cell.number + 1));
        sheet.part(name.unwrap_or_default(), self.across(top, to));
        let ink = if reached { tokens.text2 } else { tokens.line2 };
        let pen = if reached { Pen::solid(ink, 2.0) } else { Pen::dashed(ink, 1.5, 4.0, 4.0) };
        let from = Point { x: spine, y: from };
        sheet.line(vec![from, Point { x: spine, y: to - 6.0 }], pen);
        let tip = Point { x: spine, y: to - 1.0 };
        sheet.put(Shape::Head { from, tip, size: 1.0, ink });
        if word.is_some() {
            self.boundary(sheet, &cell.word, reached, top + CROSSING);
        }
    }

    /// A line across, with its word.
    fn boundary(&self, sheet: &mut Sheet<'_>, word: &Block, reached: bool, top: f32) {
        let tokens = sheet.tokens;
        let stroke = tokens.boundary.stroke;
        let (ink, pen) = if reached {
            (tokens.text, Pen::solid(stroke, 2.0))
        } else {
            (tokens.text3, Pen::dashed(stroke, 1.0, 4.0, 4.0))
        };
        let left = self.left + SPINE + 16.0;
        let y = top + word.high() / 2.0;
        let rule = |from: f32, to: f32| vec![Point { x: from, y }, Point { x: to, y }];
        sheet.line(rule(self.left, left - 6.0), pen);
        let wide = word.lines.iter().map(|line| sheet.wide(line, word.style));
        let end = left + wide.fold(0.0, f32::max) + 6.0;
        if end < self.right() - 8.0 {
            sheet.line(rule(end, self.right()), pen);
        }
        word.put(sheet, ink, (left, top));
    }

    fn hop(&self, sheet: &mut Sheet<'_>, cell: &Cell<'_>, row: &Row) {
        let tokens = sheet.tokens;
        let Cell { hop, number, .. } = cell;
        let (here, reached) = (self.here(*number), self.reached(*number));
        let to = whole(number + 1);
        let sets = (fixed(HOP), Value::Amount(to));
        let line = self.across(row.top, row.bottom);
        sheet.button(self.spoken(*number, hop), line, sets, self.set == to);
        let rect = Rect { right: self.left + self.wide(), ..line };
        let colours = hop.role.colours(tokens);
        let (fill, pen) = match (reached, here) {
            (true, true) => (tokens.hot(colours), Pen::solid(colours.stroke, 3.0)),
            (true, false) => (colours.fill, Pen::solid(colours.stroke, 1.5)),
            (false, _) => (tokens.panel, Pen::dashed(tokens.control, 1.0, 5.0, 4.0)),
        };
        sheet.plate(rect, 6.0, Some(fill), Some(pen));
        let middle = rect.centre().y;
        self.number(sheet, *number, middle);
        let faint = |ink| if reached { ink } else { tokens.text3 };
        let sign = faint(tokens.icon(colours));
        sheet.icon(hop.role.icon(), Point { x: self.left + 50.0, y: middle }, 18.0, sign);
        let ink = faint(colours.text);
        let top = middle - f32::midpoint(cell.name.high(), cell.inner.high());
        let y = cell.name.put(sheet, ink, (self.left + NAME, top));
        cell.inner.put(sheet, ink, (self.left + NAME, y));
        if let Some((left, _)) = self.words() {
            let top = middle - f32::midpoint(cell.cost.high(), cell.say.high());
            let y = cell.cost.put(sheet, faint(tokens.text), (left, top));
            cell.say.put(sheet, faint(tokens.text2), (left, y));
        }
    }

    /// The number of a hop, in a disc.
    fn number(&self, sheet: &mut Sheet<'_>, number: usize, middle: f32) {
        let tokens = sheet.tokens;
        let at = Point { x: self.left + SPINE, y: middle };
        let (fill, ink, outline) = if self.here(number) {
            (tokens.accent, tokens.on_accent, tokens.accent)
        } else if self.reached(number) {
            (tokens.raised, tokens.text, tokens.control)
        } else {
            (tokens.panel, tokens.text3, tokens.line2)
        };
        let outline = Some(Pen::solid(outline, 1.0));
        sheet.put(Shape::Disc { at, radius: 11.0, fill, outline });
        let words = (number + 1).to_string();
        sheet.words(&words, TextStyle::SmallBold, ink, at, Align::Middle);
    }

    /// A hop as it is read aloud.
    fn spoken(&self, number: usize, hop: &CostHop) -> String {
        let cost = hop.cost.as_ref().map(|cost| format!(", {}", cost.said()));
        let state = if self.here(number) {
            ", the request is here"
        } else if self.reached(number) {
            ""
        } else {
            ", not reached yet"
        };
        let (place, all) = (number + 1, self.way.hops.len());
        let cost = cost.unwrap_or_default();
        let said = format!("Hop {place} of {all}: {}{cost}{state}. {}", hop.name, hop.say);
        said.trim_end().to_owned()
    }

    /// What the whole costs; returns where that ends.
    fn foot(&self, sheet: &mut Sheet<'_>, tests: &[&Measurement], top: f32) -> f32 {
        match &self.way.penalty {
            Penalty::Measured(test) => self.measured(sheet, test, tests, top),
            Penalty::NotKnown(why) => self.not_known(sheet, why, top),
        }
    }

    fn measured(
        &self,
        sheet: &mut Sheet<'_>,
        test: &Measurement,
        tests: &[&Measurement],
        top: f32,
    ) -> f32 {
        let tokens = sheet.tokens;
        let (short, when) = (capital(&test.short()), test.when());
        let name = format!("{}, {when}: {}", test.what, test.full());
        sheet.part(name, self.across(top, top + 44.0));
        let words = format!("{}, {when}", test.what);
        let line = (&*words, TextStyle::CaptionBold, tokens.text2);
        let y = sheet.paragraph(line, (self.left, top), (self.width, LINES));
        let line = (&*short, TextStyle::H2, tokens.text);
        let mut y = sheet.paragraph(line, (self.left, y), (self.width, LINES)) + 4.0;
        // Where both columns show the same kind of figure, all bars have one scale.
        let alike = tests.iter().filter(|one| one.unit == test.unit);
        let values = alike.flat_map(|one| [one.native.value, one.here.value]);
        let most = values.max().unwrap_or_default();
        let bars = [
            (capital(&test.base), test.native.value, tokens.neutral.stroke),
            (self.architecture.name.clone(), test.here.value, tokens.accent),
        ];
        for (name, value, ink) in bars {
            let words = format!("{name}: {}", test.unit.said(value));
            let block = Block::of(sheet, &words, TextStyle::Caption, self.width);
            let bottom = y + block.high() + BAR;
            sheet.part(words, self.across(y, bottom));
            block.put(sheet, tokens.text2, (self.left, y));
            self.bar(sheet, share(value, most), ink, bottom);
            y = bottom + 6.0;
        }
        sheet.reach(y);
        y
    }

    fn bar(&self, sheet: &mut Sheet<'_>, share: f32, ink: Rgb, bottom: f32) {
        let track = self.across(bottom - BAR, bottom);
        sheet.plate(track, 3.0, None, Some(Pen::solid(sheet.tokens.line2, 1.0)));
        // What is next to nothing still shows as a stroke.
        let right = self.left + (self.width * share).max(2.0);
        sheet.plate(Rect { right, ..track }, 3.0, Some(ink), None);
    }

    fn not_known(&self, sheet: &mut Sheet<'_>, reason: &str, top: f32) -> f32 {
        let tokens = sheet.tokens;
        let ghost = &tokens.ghost;
        let (left, room) = (self.left + 46.0, self.width - 58.0);
        let why = Block::of(sheet, reason, TextStyle::Caption, room);
        let plate = self.across(top, top + TextStyle::UiBold.line() + why.high() + 24.0);
        sheet.part(format!("Penalty: not known. {reason}"), plate);
        let pen = Pen::dashed(ghost.stroke, 1.5, 5.0, 4.0);
        sheet.plate(plate, 6.0, Some(ghost.fill), Some(pen));
        let at = Point { x: self.left + 24.0, y: top + 22.0 };
        sheet.icon(icons::ASKS, at, 20.0, ghost.stroke);
        let line = ("Penalty: not known", TextStyle::UiBold, tokens.text);
        let y = sheet.paragraph(line, (left, top + 12.0), (room, LINES));
        why.put(sheet, tokens.text2, (left, y));
        plate.bottom
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn share(part: Amount, of: Amount) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a length on a screen")]
    let share = if of == Amount::ZERO { 0.0 } else { (part.number() / of.number()) as f32 };
    share.clamp(0.0, 1.0)
}
