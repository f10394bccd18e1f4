//! Where title, diagram and caption of each pane stand.

use crate::{
    diagram::{
        layout::{
            geometry::Rect,
            placed::Pane,
            wrapping::{Line, wrap},
        },
        model::Diagram,
    },
    theme::{Measure, TextStyle},
};

const TITLE_GAP: f32 = 10.0;
const CAPTION_GAP: f32 = 10.0;
/// The most lines of a title.
const TITLE_LINES: usize = 2;
/// The most lines of a caption.
const CAPTION_LINES: usize = 6;

/// The words of a pane, broken into lines of its width.
pub(super) struct PaneWords {
    title: Vec<Line>,
    caption: Vec<Line>,
}

impl PaneWords {
    pub(super) fn of(measure: &dyn Measure, diagram: &Diagram, width: f32) -> Self {
        let title = [(diagram.title.as_str(), TextStyle::H3)];
        // The words before a colon are emphasised.
        let colon = diagram.caption.find(':').map_or(0, |at| at + 1);
        let (lead, rest) = diagram.caption.split_at(colon);
        let caption = [(lead, TextStyle::CaptionBold), (rest, TextStyle::Caption)];
        Self {
            title: wrap(measure, &title, width, TITLE_LINES),
            caption: wrap(measure, &caption, width, CAPTION_LINES),
        }
    }

    /// How high the title is, in points.
    pub(super) fn title_height(&self) -> f32 {
        height(&self.title, TextStyle::H3)
    }
}

/// How high some lines are, in points: at least one line, so that pictures with a caption and
/// without one stand in the same place.
fn height(lines: &[Line], style: TextStyle) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let count = lines.len().max(1) as f32;
    count * style.line()
}

impl Pane {
    /// Title, body and caption one below the other; `title` is the height of the highest title
    /// beside it.
    pub(super) fn at(
        diagram: &Diagram,
        words: PaneWords,
        levels: usize,
        (left, top, width): (f32, f32, f32),
        (title, body): (f32, f32),
    ) -> Self {
        let right = left + width;
        let across = |top: f32, height: f32| Rect { left, top, right, bottom: top + height };
        let body = across(top + title + TITLE_GAP, body);
        let caption = across(body.bottom + CAPTION_GAP, height(&words.caption, TextStyle::Caption));
        Self {
            diagram: diagram.id.clone(),
            rect: across(top, caption.bottom - top),
            title: across(top, title),
            title_lines: words.title,
            body,
            levels,
            caption,
            caption_lines: words.caption,
        }
    }
}
