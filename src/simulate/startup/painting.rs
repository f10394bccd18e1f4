//! Start-ups as a picture: a line of time, and a bar for each row along it, filled as far as the
//! time that is set.

use super::{
    AT, BESIDE, NONE, Spell, Startup, StartupRow,
    axis::{Axis, label},
    scale,
    words::{compared, ends, hdd, phase, time},
};
use crate::{
    diagram::{
        drawing::{Align, Pen, Shape},
        geometry::{Point, Rect},
        layout::wrap,
    },
    id::Id,
    simulate::{
        amount::Amount,
        control::Scale,
        live::fixed,
        setting::Setting,
        sheet::Room,
        sheet::{Picture, Sheet},
        value::Value,
    },
    theme::{Rgb, TextStyle, icons},
};

/// The least room in which what a row is stands beside its bar, in points.
const WIDE: f32 = 600.0;
/// What a row is, where it stands beside its bar: its share of the width, and in points the least
/// and the most, and what lies between the two.
const CARD: (f32, f32, f32) = (0.33, 210.0, 270.0);
const GUTTER: f32 = 20.0;
/// Between two rows, in points.
const APART: f32 = 16.0;
/// Round the words of a card, in points.
const PADDING: f32 = 8.0;
/// A bar, in points.
const BAR: f32 = 26.0;
/// What a sign takes before words, in points.
const SIGN: f32 = 20.0;
/// Between two words of a legend, in points.
const GAP: f32 = 16.0;
/// A tick's button, in points.
const TICK: f32 = 24.0;
/// Where the time that is set is told, in points.
const FLAG: f32 = 24.0;

pub(super) fn picture(model: &Startup, setting: &Setting, room: &Room<'_>) -> Picture {
    let mut sheet = Sheet::new(room);
    let shown = model.shown(setting);
    let wide = room.width >= WIDE;
    let card = if wide { (room.width * CARD.0).clamp(CARD.1, CARD.2) } else { room.width };
    let left = if wide { card + GUTTER } else { 0.0 };
    let axis = Axis::new(scale(setting), model.finish(setting), (left, room.width - left));
    let page = Page { model, setting, axis, card, width: room.width };
    let mut bottom = page.head(&mut sheet, &shown);
    for (number, row) in shown.iter().enumerate() {
        let top = if number > 0 { bottom + APART } else { bottom };
        bottom = page.row(&mut sheet, row, top);
    }
    sheet.reach(bottom);
    sheet.done()
}

struct Page<'a> {
    model: &'a Startup,
    setting: &'a Setting,
    axis: Axis,
    /// How wide what a row is stands, in points; as wide as the picture above its bar.
    card: f32,
    width: f32,
}

/// Where words stand: their left end, their top, and how wide they may be, in points.
type Place = (f32, f32, f32);

impl Page<'_> {
    fn at(&self) -> Amount {
        self.setting.amount(AT)
    }

    /// What has to be known to read it, the ticks, and the time that is set; returns where the rows
    /// begin.
    fn head(&self, sheet: &mut Sheet<'_>, shown: &[&StartupRow]) -> f32 {
        let tokens = sheet.tokens;
        let scale = match self.axis.scale {
            Scale::Linear => "Linear scale: twice as long is twice the time.",
            Scale::Log => {
                "Logarithmic scale: each mark is ten times the one before. Compare where bars end, not how long their parts are drawn."
            }
        };
        let mut said = format!("{scale}{}", ends(shown));
        if let Some(hdd) = hdd(shown, self.setting) {
            said.push(' ');
            said.push_str(&hdd);
        }
        let style = TextStyle::Caption;
        let bottom = high(sheet, (&said, style), self.width);
        let at = Rect { left: 0.0, top: 0.0, right: self.width, bottom };
        sheet.part(said.clone(), at);
        let y = sheet.paragraph((&said, style, tokens.text2), (0.0, 0.0), (self.width, 9)) + 4.0;
        self.flag(sheet, y);
        self.ticks(sheet, y + FLAG);
        y + FLAG + TICK + 6.0
    }

    /// The time that is set, while something is under way.
    fn flag(&self, sheet: &mut Sheet<'_>, top: f32) {
        if self.model.is_over(self.setting) {
            return;
        }
        let tokens = sheet.tokens;
        let words = format!("After {}", time(self.at()));
        let style = TextStyle::CaptionBold;
        let (wide, x) = (sheet.wide(&words, style), self.axis.x(self.at()));
        let most = (self.width - wide).max(self.axis.left);
        let left = (x - wide / 2.0).clamp(self.axis.left, most);
        let at = Rect { left, top, right: left + wide, bottom: top + FLAG };
        sheet.part(words.clone(), at);
        let at = Point { x: left, y: top + 10.0 };
        sheet.words(&words, style, tokens.text, at, Align::Left);
        let x = x.clamp(self.axis.left + 4.0, (self.width - 4.0).max(self.axis.left));
        let from = Point { x, y: top };
        sheet.put(Shape::Head {
            from,
            tip: Point { x, y: top + FLAG + 2.0 },
            size: 0.7,
            ink: tokens.text,
        });
    }

    /// The ticks: each sets the time.
    fn ticks(&self, sheet: &mut Sheet<'_>, top: f32) {
        let tokens = sheet.tokens;
        let style = TextStyle::Small;
        let mut free = self.axis.left;
        for tick in self.axis.ticks() {
            let words = label(tick);
            let wide = sheet.wide(&words, style);
            let x = self.axis.x(tick);
            // What would not fit below its mark stands before the end of the line.
            let left = (x - wide / 2.0).min(self.width - wide).max(self.axis.left);
            if left < free {
                continue;
            }
            free = left + wide + 8.0;
            let right = (left + wide + 3.0).min(self.width);
            let rect = Rect { left: (left - 3.0).max(0.0), top, right, bottom: top + TICK };
            let sets = (fixed(AT), Value::Amount(tick));
            sheet.button(format!("Go to {words}"), rect, sets, self.at() == tick);
            let at = Point { x: left, y: top + 8.0 };
            sheet.words(&words, style, tokens.text2, at, Align::Left);
            let x = x.min(self.width - 0.5).max(self.axis.left + 0.5);
            let mark = vec![Point { x, y: top + 18.0 }, Point { x, y: top + TICK }];
            sheet.line(mark, Pen::solid(tokens.control, 1.0));
        }
    }

    /// A row; returns where it ends.
    fn row(&self, sheet: &mut Sheet<'_>, row: &StartupRow, top: f32) -> f32 {
        let card = self.card(sheet, row, top);
        let below = if self.card < self.width { top } else { card + 8.0 };
        let place = (self.axis.left, below, self.axis.width);
        let bar = self.bar(sheet, row, place);
        let (left, _, room) = place;
        self.words(sheet, row, (left, bar + 6.0, room)).max(card)
    }

    /// What a row is, with what it takes. Pressed, it is what the others are compared with.
    fn card(&self, sheet: &mut Sheet<'_>, row: &StartupRow, top: f32) -> f32 {
        let tokens = sheet.tokens;
        let width = self.card;
        let room = width - 2.0 * PADDING;
        let total = time(row.total(self.setting));
        let beside = self.model.beside(self.setting).is_some_and(|beside| beside.id == row.id);
        let named = room - sheet.wide(&total, TextStyle::UiBold) - 12.0;
        let words = [
            (row.name.as_str(), TextStyle::UiBold, tokens.text, named),
            (row.until.as_str(), TextStyle::Caption, tokens.text2, room),
            (row.measured.as_str(), TextStyle::Small, tokens.text2, room),
        ];
        let lines = words.iter().map(|(words, style, _, room)| high(sheet, (words, *style), *room));
        let compared = if beside { TextStyle::SmallBold.line() + 4.0 } else { 0.0 };
        let bottom = top + lines.sum::<f32>() + compared + 2.0 * PADDING;
        let rect = Rect { left: 0.0, top, right: width, bottom };
        let state = row.under_way(self.setting);
        let state = state.map_or_else(|| "done".to_owned(), |phase| format!("now: {}", phase.name));
        let name = format!("{}: {total} {}, {state}", row.name, row.until);
        self.press(sheet, row, (name, rect), beside);
        let ink = match (beside, self.chooses()) {
            (true, _) => tokens.accent,
            (false, true) => tokens.control,
            (false, false) => tokens.line,
        };
        let fill = if beside { tokens.accent_soft } else { tokens.raised };
        let outline = Pen::solid(ink, if beside { 2.0 } else { 1.0 });
        sheet.plate(rect, 8.0, Some(fill), Some(outline));
        let at = Point { x: width - PADDING, y: top + PADDING + TextStyle::UiBold.line() / 2.0 };
        sheet.words(&total, TextStyle::UiBold, tokens.text, at, Align::Right);
        let mut y = top + PADDING;
        for (words, style, ink, room) in words {
            y = sheet.paragraph((words, style, ink), (PADDING, y), (room, LINES));
        }
        if beside {
            let at = Point { x: PADDING + 7.0, y: y + 12.0 };
            sheet.icon(icons::COUNTERPART, at, 14.0, tokens.accent_text);
            let at = Point { x: PADDING + SIGN, y: y + 12.0 };
            let style = TextStyle::SmallBold;
            sheet.words("Compared with this", style, tokens.accent_text, at, Align::Left);
        }
        bottom
    }

    /// Do the cards choose what the others are compared with?
    fn chooses(&self) -> bool {
        self.model.chosen(self.setting, super::ROW).is_none() && self.model.rows.len() > 1
    }

    /// Begins the part of a card: where all are shown, it chooses what they are compared with.
    fn press(
        &self,
        sheet: &mut Sheet<'_>,
        row: &StartupRow,
        (name, rect): (String, Rect),
        beside: bool,
    ) {
        if !self.chooses() {
            sheet.part(name, rect);
            return;
        }
        let (to, does) = if beside {
            (fixed(NONE), "Stop comparing with it")
        } else {
            (row.id.clone(), "Compare with it")
        };
        let sets: (Id, Value) = (fixed(BESIDE), Value::Chosen(to));
        sheet.button(format!("{name}. {does}"), rect, sets, beside);
    }

    /// The bar of a row; returns where it ends.
    fn bar(&self, sheet: &mut Sheet<'_>, row: &StartupRow, (left, top, room): Place) -> f32 {
        let tokens = sheet.tokens;
        let whole = Rect { left, top, right: left + room, bottom: top + BAR };
        sheet.part("", whole);
        sheet.plate(whole, 3.0, Some(tokens.reading), Some(Pen::solid(tokens.line, 1.0)));
        for tick in self.axis.ticks() {
            let x = self.axis.x(tick);
            if x > left + 1.0 && x < whole.right - 1.0 {
                let line = vec![Point { x, y: top + 1.0 }, Point { x, y: whole.bottom - 1.0 }];
                sheet.line(line, Pen::solid(tokens.line, 1.0));
            }
        }
        for spell in row.spells(self.setting).iter().filter(|spell| spell.counts) {
            self.spell(sheet, spell, whole);
        }
        if !self.model.is_over(self.setting) {
            let x = self.axis.x(self.at()).clamp(left + 1.0, whole.right - 1.0);
            let line = vec![Point { x, y: top - 3.0 }, Point { x, y: whole.bottom + 3.0 }];
            sheet.part("", whole);
            sheet.line(line, Pen::solid(tokens.text, 2.0));
        }
        whole.bottom
    }

    /// A phase in its bar: what has passed is filled, what is to come is an outline.
    fn spell(&self, sheet: &mut Sheet<'_>, spell: &Spell<'_>, bar: Rect) {
        let tokens = sheet.tokens;
        let colours = spell.phase.role.colours(tokens);
        let (left, right) = (self.axis.x(spell.from), self.axis.x(spell.to));
        // What takes time is seen, however little that is.
        let left = left.min(bar.right - THIN);
        let rect = Rect { left, right: right.max(left + THIN), ..bar };
        let at = self.at();
        let state = if at >= spell.to {
            "done"
        } else if at >= spell.from {
            "under way"
        } else {
            "to come"
        };
        sheet.part(format!("{}, {state}", phase(spell)), rect);
        if at < spell.to {
            let pen = Pen::dashed(colours.stroke, 1.0, 3.0, 3.0);
            sheet.plate(rect, 3.0, Some(tokens.reading), Some(pen));
        }
        if at > spell.from {
            let right = self.axis.x(at.min(spell.to)).max(left + THIN).min(rect.right);
            fill(sheet, Rect { right, ..rect }, (colours.fill, colours.stroke));
        }
        if rect.width() >= 24.0 {
            sheet.icon(spell.phase.role.icon(), rect.centre(), 16.0, colours.stroke);
        }
    }

    /// Whether it is done, what its phases are and how long they last, and how it compares; returns
    /// where that ends.
    fn words(&self, sheet: &mut Sheet<'_>, row: &StartupRow, (left, top, room): Place) -> f32 {
        let tokens = sheet.tokens;
        let mut flow = Flow { left, room, x: left, y: top };
        flow.state(sheet, row.under_way(self.setting).is_none());
        for spell in row.spells(self.setting) {
            let now = spell.counts && spell.from <= self.at() && self.at() < spell.to;
            flow.phase(sheet, &spell, now);
        }
        let bottom = flow.y + TextStyle::Caption.line();
        let beside = self.model.beside(self.setting);
        let Some(said) = beside.and_then(|beside| compared(row, beside, self.setting)) else {
            return bottom;
        };
        let top = bottom;
        let bottom = top + high(sheet, (&said, TextStyle::Caption), room - SIGN);
        sheet.part(said.clone(), Rect { left, top, right: left + room, bottom });
        let at = Point { x: left + 7.0, y: top + 10.0 };
        sheet.icon(icons::COUNTERPART, at, 14.0, tokens.text2);
        let said = (said.as_str(), TextStyle::Caption, tokens.text);
        sheet.paragraph(said, (left + SIGN, top), (room - SIGN, LINES))
    }
}

/// Signs with words, one beside the other as far as there is room. Where they stand does not depend
/// on the time that is set, so that nothing moves while it passes.
struct Flow {
    left: f32,
    room: f32,
    x: f32,
    y: f32,
}

impl Flow {
    /// Makes room for what is so wide, and returns where it stands.
    fn place(&mut self, wide: f32) -> (f32, f32) {
        if self.x > self.left && self.x + wide > self.left + self.room {
            (self.x, self.y) = (self.left, self.y + TextStyle::Caption.line());
        }
        let at = (self.x, self.y);
        self.x += wide + GAP;
        at
    }

    /// Is the row done? Its card says it to those who listen.
    /// Phases stand beside it where there is room for two of them, else below.
    fn state(&mut self, sheet: &mut Sheet<'_>, done: bool) {
        let tokens = sheet.tokens;
        let style = TextStyle::CaptionBold;
        let (icon, sign, words) = if done {
            (icons::CHECK, tokens.success, DONE)
        } else {
            (icons::PLAY, tokens.accent_text, RUNS)
        };
        let wide = SIGN + sheet.wide(DONE, style).max(sheet.wide(RUNS, style));
        let (x, y) = (self.left, self.y);
        if self.room < ROOMY {
            self.y += style.line();
        } else {
            self.left += wide + GAP;
            self.room -= wide + GAP;
        }
        self.x = self.left;
        sheet.part("", Rect { left: x, top: y, right: x + wide, bottom: y + style.line() });
        sheet.icon(icon, Point { x: x + 7.0, y: y + 10.0 }, 14.0, sign);
        let at = Point { x: x + SIGN, y: y + 10.0 };
        sheet.words(words, style, tokens.text, at, Align::Left);
    }

    /// A phase with how long it lasts, marked while it is under way.
    fn phase(&mut self, sheet: &mut Sheet<'_>, spell: &Spell<'_>, now: bool) {
        let tokens = sheet.tokens;
        let words = phase(spell);
        let role = spell.phase.role;
        let (icon, sign, ink) = if spell.counts {
            (role.icon(), role.colours(tokens).stroke, tokens.text2)
        } else {
            (icons::GHOST, tokens.text3, tokens.text3)
        };
        let bold = TextStyle::CaptionBold;
        let wide = (SIGN + sheet.wide(&words, bold)).min(self.room);
        let (x, y) = self.place(wide);
        let bottom = y + high(sheet, (&words, bold), self.room - SIGN);
        let rect = Rect { left: x, top: y, right: x + wide, bottom };
        // What counts is named by its place in the bar.
        sheet.part(if spell.counts { String::new() } else { words.clone() }, rect);
        if now {
            let plate = Rect { left: (x - 4.0).max(0.0), right: rect.right + 2.0, ..rect };
            let plate = Rect { right: plate.right.min(self.left + self.room), ..plate };
            sheet.plate(plate, 4.0, Some(tokens.accent_soft), None);
        }
        sheet.icon(icon, Point { x: x + 7.0, y: y + 10.0 }, 14.0, sign);
        let (style, ink) = if now { (bold, tokens.accent_text) } else { (TextStyle::Caption, ink) };
        sheet.paragraph((&words, style, ink), (x + SIGN, y), (self.room - SIGN, LINES));
        self.y = bottom - style.line();
    }
}

/// The least room in which phases stand beside what is said of their row, in points.
const ROOMY: f32 = 340.0;
/// What is said of a row at a moment.
const DONE: &str = "Done";
const RUNS: &str = "Running";
/// Words of an author stand in at most so many lines.
const LINES: usize = 6;
/// What is narrower is not seen, in points.
const THIN: f32 = 1.5;

/// How high words are in lines of `room` points.
fn high(sheet: &Sheet<'_>, (words, style): (&str, TextStyle), room: f32) -> f32 {
    let lines = wrap(sheet.measure, &[(words, style)], room, 9).len();
    (0..lines).map(|_| style.line()).sum()
}

/// Narrow runs are filled with the darker colour, so that they are seen.
fn fill(sheet: &mut Sheet<'_>, rect: Rect, (fill, stroke): (Rgb, Rgb)) {
    if rect.width() < 4.0 {
        sheet.plate(rect, 0.0, Some(stroke), None);
    } else {
        sheet.plate(rect, 3.0, Some(fill), Some(Pen::solid(stroke, 1.0)));
    }
}
