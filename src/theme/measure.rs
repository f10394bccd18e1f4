//! How wide a text is: one port, implemented once over the bundled faces, shaped by what egui
//! shapes with, and used alike by the window's layout, the exported pictures and the tests.

use crate::theme::{Weight, faces};
use harfrust::{BufferFlags, ShapeOptions, ShapePlan, Shaper, ShaperData, UnicodeBuffer, script};
use skrifa::{FontRef, MetadataProvider, instance::LocationRef, prelude::Size};
use std::{
    array,
    ops::Range,
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
};
use unicode_segmentation::UnicodeSegmentation;

/// Says how wide texts are.
pub trait Measure {
    /// Width of one line of text, in points, at `size` points.
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32;
}

/// The measure over the bundled faces.
#[derive(Debug, Clone, Copy, Default)]
pub struct NotoMeasure;

impl NotoMeasure {
    /// Has a bundled face this character, or does it take no room of its own?
    #[must_use]
    pub fn covers(character: char) -> bool {
        character == '\n' || face(Weight::Regular).has(character) || CODE.has(character)
    }
}

impl Measure for NotoMeasure {
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let face = face(weight);
        face.plain(text).unwrap_or_else(|| shaped(text, face)) * size
    }
}

fn face(weight: Weight) -> &'static Face {
    static REGULAR: LazyLock<Face> = LazyLock::new(|| Face::read(faces::REGULAR));
    static BOLD: LazyLock<Face> = LazyLock::new(|| Face::read(faces::BOLD));
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// The face with the signs that Noto lacks.
static CODE: LazyLock<Face> = LazyLock::new(|| Face::read(faces::CODE));

/// Width of a text in em. As in egui, each run of letters is shaped with the first face that has
/// them. A letter that no face has counts as wide as such letters mostly are, with its marks; marks
/// and joiners alone count nothing.
fn shaped(text: &str, first: &Face) -> f32 {
    let mut width = 0.0;
    let mut run: Option<(&Face, Range<usize>)> = None;
    for (start, cluster) in text.grapheme_indices(true) {
        let end = start + cluster.len();
        let letter = cluster.chars().next().unwrap_or(' ');
        let face = [first, &CODE].into_iter().find(|face| face.has(letter));
        run = match (run, face) {
            (Some((last, range)), Some(face)) if std::ptr::eq(last, face) => {
                Some((face, range.start..end))
            }
            (last, face) => {
                width += last.map_or(0.0, |(face, range)| face.run(text, &range));
                if face.is_none() && !joins(letter) {
                    width += foreign(letter);
                }
                face.map(|face| (face, start..end))
            }
        };
    }
    width + run.map_or(0.0, |(face, range)| face.run(text, &range))
}

/// Width in em of a letter that a face of the system must have: as wide as such letters mostly
/// are, a little too wide rather than too narrow.
fn foreign(letter: char) -> f32 {
    match letter {
        '\u{590}'..='\u{5ff}' => 0.65,
        '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => 0.6,
        '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' => 0.75,
        // Emoji and other pictures.
        '\u{1f000}'..='\u{1faff}' => 1.4,
        _ => 1.0,
    }
}

/// Does the character stand on the letter before it?
fn joins(character: char) -> bool {
    let pair: String = ['a', character].iter().collect();
    pair.graphemes(true).count() == 1
}

/// A bundled face.
struct Face {
    font: Option<(FontRef<'static>, ShaperData)>,
    /// Em in the face's own units.
    em: f32,
    /// For each plain letter: how far it advances before each plain letter, and at the end of a
    /// text.
    plain: [OnceLock<Leads>; PLAIN],
    /// Plans for shaping texts of one direction and one script. Making one takes longer than
    /// shaping a name with it.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

/// Advances in a face's own units, by the letter that follows; the last one is for the end of a
/// text.
type Leads = [i32; PLAIN + 1];

/// The plain letters are those of ASCII, space to tilde: nearly all that is measured is made of
/// them, and shaping each label anew would take longer than the rest of a layout. Between them
/// there is nothing but kerning, which depends on two neighbours alone; a test compares this with
/// shaping.
const PLAIN: usize = 95;

fn plain_place(letter: u8) -> Option<usize> {
    (b' '..=b'~').contains(&letter).then(|| usize::from(letter - b' '))
}

impl Face {
    fn read(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).ok();
        let em = font.as_ref().map_or(1000, |font| {
            let metrics = font.metrics(Size::unscaled(), LocationRef::default());
            metrics.units_per_em
        });
        let font = font.map(|font| {
            let data = ShaperData::new(&font);
            (font, data)
        });
        Self {
            font,
            em: f32::from(em),
            plain: array::from_fn(|_| OnceLock::new()),
            plans: Mutex::default(),
        }
    }

    fn has(&self, character: char) -> bool {
        // egui draws these as spaces.
        let character = if matches!(character, '\t' | THIN | NARROW) { ' ' } else { character };
        let font = self.font.as_ref();
        unseen(character)
            || font.is_some_and(|(font, _)| {
                font.charmap().map(character).is_some_and(|glyph| glyph.to_u32() != 0)
            })
    }

    /// Width in em of a text of plain letters; nothing if it has others.
    fn plain(&self, text: &str) -> Option<f32> {
        let mut width = 0;
        let mut last: Option<&Leads> = None;
        for letter in text.bytes() {
            let place = plain_place(letter)?;
            width += last.and_then(|leads| leads.get(place)).unwrap_or(&0);
            last = self.plain.get(place).map(|leads| leads.get_or_init(|| self.leads(letter)));
        }
        width += last.and_then(|leads| leads.last()).unwrap_or(&0);
        #[expect(clippy::cast_precision_loss, reason = "a line's width is no more than millions")]
        let width = width as f32;
        Some(width / self.em)
    }

    /// How far a plain letter advances before each plain letter, and at the end of a text.
    fn leads(&self, letter: u8) -> Leads {
        let letter = char::from(letter);
        let next = b' '..=b'~';
        let pairs: String = next.flat_map(|next| [letter, char::from(next)]).collect();
        let mut leads = [0; PLAIN + 1];
        let (before, alone) = leads.split_at_mut(PLAIN);
        let advances = self.advances(&pairs, BufferFlags::empty());
        for (lead, advance) in before.iter_mut().zip(advances.into_iter().step_by(2)) {
            *lead = advance;
        }
        let letter = letter.to_string();
        alone.fill(self.advances(&letter, BufferFlags::empty()).iter().sum());
        leads
    }

    /// Width in em of a text of which each cluster begins with a letter of this face.
    fn run(&self, text: &str, range: &Range<usize>) -> f32 {
        let mut flags = BufferFlags::empty();
        flags.set(BufferFlags::BEGINNING_OF_TEXT, range.start == 0);
        flags.set(BufferFlags::END_OF_TEXT, range.end == text.len());
        let run = text.get(range.clone()).unwrap_or("");
        #[expect(clippy::cast_precision_loss, reason = "a line's width is no more than millions")]
        let width = self.advances(run, flags).iter().sum::<i32>() as f32;
        width / self.em
    }

    /// The advances of a text's glyphs, in the face's own units.
    fn advances(&self, text: &str, flags: BufferFlags) -> Vec<i32> {
        let Some((font, data)) = &self.font else { return Vec::new() };
        let mut buffer = UnicodeBuffer::new();
        buffer.set_flags(flags);
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = data.shaper(font).build();
        let plan = self.plan(&shaper, &buffer);
        let glyphs = shaper.shape(buffer, ShapeOptions::new().plan(plan.as_deref()));
        let each = glyphs.glyph_infos().iter().zip(glyphs.glyph_positions());
        each.map(|(glyph, position)| {
            let at = usize::try_from(glyph.cluster).ok().and_then(|at| text.get(at..));
            match at.and_then(|text| text.chars().next()) {
                // Widths as egui sets them, whatever the face says.
                Some('\t') => 4 * self.space(),
                Some(THIN | NARROW) => self.space() / 2,
                _ if glyph.glyph_id == 0 => 0,
                _ => position.x_advance,
            }
        })
        .collect()
    }

    /// The plan for a text of one direction and one script; of others, none is kept.
    fn plan(&self, shaper: &Shaper<'_>, text: &UnicodeBuffer) -> Option<Arc<ShapePlan>> {
        let (direction, script) = (text.direction(), text.script());
        if script == script::UNKNOWN || text.language().is_some() {
            return None;
        }
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let fits =
            |plan: &&Arc<ShapePlan>| plan.direction() == direction && plan.script() == Some(script);
        if let Some(plan) = plans.iter().find(fits) {
            return Some(plan.clone());
        }
        let plan = Arc::new(ShapePlan::new(shaper, direction, Some(script), None, &[]));
        plans.push(plan.clone());
        Some(plan)
    }

    fn space(&self) -> i32 {
        let space = plain_place(b' ').and_then(|place| self.plain.get(place));
        let leads = space.map(|leads| leads.get_or_init(|| self.leads(b' ')));
        leads.and_then(|leads| leads.last().copied()).unwrap_or(0)
    }
}

const THIN: char = '\u{2009}';
const NARROW: char = '\u{202f}';

/// Characters that egui never shows and that no face needs to have.
fn unseen(character: char) -> bool {
    matches!(character, '\r' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}
