//! View state that no rule depends on: hover, half-typed text, folds, what is lit. It belongs to
//! the views and dies with the window.

use crate::{
    app::{Action, Beside, LessonKey, Model},
    diagram::{NodePath, NodeRef, layout::Layout},
    id::{Id, PackKey},
    theme::Tokens,
    ui::{
        figure::{Asked, Coming, Nodes, Renamed, Resting, Taking},
        find::Finder,
        focus::Focus,
        text_size::Clicked,
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// What a view is given: the model to read, its own state, and where actions go.
pub struct Cx<'a> {
    pub model: &'a Model,
    pub views: &'a mut Views,
    pub tokens: &'static Tokens,
    pub actions: &'a mut Vec<Action>,
}

impl Cx<'_> {
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// The answer to this question was given by key, or was it not: what leads on gets the focus, in
    /// the walk where a step asked it.
    pub fn lead_on(&mut self, question: &Id, by_key: bool) {
        if self.views.predicting.as_ref() == Some(question) {
            self.views.focus_walk = by_key;
        } else {
            self.views.focus_onward = by_key;
        }
    }

    /// Seconds that a change may take: none where the learner wants stillness.
    #[must_use]
    pub fn seconds(&self, wanted: f32) -> f32 {
        if self.model.prefs.still { 0.0 } else { wanted }
    }
}

/// All view state.
#[expect(clippy::struct_excessive_bools, reason = "each is a small fact of its own")]
#[derive(Default)]
pub struct Views {
    /// The visit whose scroll position was restored.
    pub restored_visit: u64,
    pub figures: HashMap<(LessonKey, usize), FigureView>,
    /// The figure that fills the window.
    pub filled: Option<Filled>,
    /// The figure that is best in sight, in this frame and in the one before, and how well.
    pub in_sight: Option<((LessonKey, usize), f32)>,
    pub in_sight_next: Option<((LessonKey, usize), f32)>,
    /// While a figure is presented: a key turns to the next step, or back.
    pub turn: Option<Turn>,
    /// Tables with all rows shown.
    pub whole_tables: HashSet<(LessonKey, usize)>,
    /// Lessons whose questions before the text were passed over.
    pub offers_closed: HashSet<LessonKey>,
    /// How high the offers above a lesson were in the frame before.
    pub offer_seen: Option<(LessonKey, f32)>,
    pub folded_units: HashSet<(PackKey, Id)>,
    /// The layer that the words under the pointer or the focus name.
    pub lit: Option<NodeRef>,
    pub lit_next: Option<NodeRef>,
    /// The layer that disproves what was answered, in this frame and in the one before: lit while
    /// nothing else is pointed at.
    pub disproof: Option<NodeRef>,
    pub disproof_next: Option<NodeRef>,
    /// The question that a figure is asking, in this frame and in the one before.
    pub predicting: Option<Id>,
    pub predicting_next: Option<Id>,
    /// A layer has the focus, in this frame and in the one before: keys that zoom are the figure's.
    pub on_layer: bool,
    pub on_layer_next: bool,
    /// The quiz is in sight and takes its keys.
    pub quiz_shown: bool,
    /// The question that a step has asked and that is answered, while the walk stands there and has
    /// not come to its end: Enter goes on with the walk.
    pub walked: Option<Id>,
    pub walked_next: Option<Id>,
    /// A step's question was answered by key: the bar of its walk gets the focus.
    pub focus_walk: bool,
    pub focus: Focus,
    /// The question of a step comes into sight.
    pub show_prediction: bool,
    /// A layer that was asked for flashes in its figure, until then, in seconds.
    pub flash: Option<(NodeRef, f64)>,
    /// The same for the figures of a diagram.
    pub flash_figure: Option<(Id, f64)>,
    pub find: Finder,
    /// Messages that stand back are shown as well.
    pub all_notices: bool,
    /// How high messages were in the frame before, in points.
    pub notices_height: f32,
    /// The path in the import window, half typed.
    pub import_path: String,
    /// Scroll the lesson so far down in this frame, in points.
    pub scroll_by: f32,
    pub scroll_to_end: bool,
    pub scroll_to_start: bool,
    /// The source to be brought into sight: its number in the text was clicked.
    pub show_source: Option<Id>,
    /// The source that was brought into sight last; it stays marked.
    pub marked_source: Option<Id>,
    /// The figure to be brought into sight: a question asks about this diagram.
    pub show_diagram: Option<Id>,
    /// The last question that brought a figure into sight.
    pub shown_for: Option<(LessonKey, Id)>,
    pub menu_open: bool,
    /// What had the focus before something opened over the window.
    pub focus_before: Option<egui::Id>,
    /// Drives focus into what has just opened.
    pub focus_overlay: bool,
    /// The quiz was folded by key: the way back to it gets the focus.
    pub focus_folded: bool,
    /// The field that what has opened is there for gets the focus.
    pub focus_field: bool,
    /// A mistake in a question, as far as it is written down.
    pub report: crate::ui::report::Draft,
    /// The last thing that was pressed was a key, not a button of the mouse.
    pub by_keyboard: bool,
    /// The question during which the covered pictures are shown all the same.
    pub uncovered: Option<Id>,
    /// What had the focus before the find bar opened.
    pub focus_before_find: Option<egui::Id>,
    /// What of the quiz was last brought into sight: question, answer, whether it is confirmed.
    pub quiz_seen: Option<(Id, String, bool)>,
    /// The lesson itself gets the focus.
    pub focus_reading: bool,
    /// An option that had the focus was checked: the way on gets it.
    pub focus_onward: bool,
    /// The same, a frame later.
    pub focus_due: bool,
    /// This question came by itself after a key: its first part gets the focus.
    pub focus_first: Option<Id>,
    /// How far the import was in the frame before, and that what comes next has the focus.
    pub import_seen: Option<std::mem::Discriminant<crate::app::model::Import>>,
    pub focus_import: bool,
    pub overlay_seen: Option<crate::app::model::Overlay>,
    /// What draws the window, for bug reports.
    pub renderer: String,
    /// The item that is picked up to be moved: question and item.
    pub held: Option<(Id, Id)>,
    /// How far below the upper edge of its row the pointer drags it, in points.
    pub grip: f32,
    /// The item of an order that was just moved by key: it comes into sight. Question and item.
    pub order_moved: Option<(Id, Id)>,
    /// The button of an order's item that was just pressed by key, and whether it moved it up.
    pub order_pressed: Option<((Id, Id), bool)>,
    /// The item whose first target gets the focus: question and item.
    pub pair_next: Option<(Id, Id)>,
    /// Everything is given: the button that checks it gets the focus.
    pub focus_check: bool,
    /// The item that the next target is given to: question and item.
    pub pairing: Option<(Id, Id)>,
    /// The question whose field for one's own words is open.
    pub why_of: Option<Id>,
    /// The question whose sources are shown.
    pub sources_of: Option<Id>,
    /// Where the size of text was changed by mouse, while the pointer stays there.
    pub text_sizing: Option<Clicked>,
    /// The quiz had all its width in the frame before.
    pub quiz_was_wide: bool,
    /// Size of text, and whether list and quiz found room beside the lesson, in the frame before.
    pub room: Option<(f32, bool, bool)>,
    /// Where what takes a while is handed over.
    pub beside: Beside,
    /// The picture that is being made of a figure.
    pub taking: Taking,
    /// The platform's theme and text size were handed to egui.
    pub applied: Option<(crate::theme::ColourScheme, u16, bool)>,
}

impl Views {
    /// Brings a layer into sight and lets it flash there.
    pub fn point_to(&mut self, ui: &egui::Ui, node: &NodeRef) {
        self.show_diagram.clone_from(&node.diagram);
        self.flash = Some((node.clone(), ui.input(|input| input.time) + FLASH));
    }

    /// Brings the figure of a diagram into sight and lets it flash there.
    pub fn point_out(&mut self, ui: &egui::Ui, diagram: &Id) {
        self.show_diagram = Some(diagram.clone());
        self.flash_figure = Some((diagram.clone(), ui.input(|input| input.time) + FLASH));
    }

    /// The layer that flashes now.
    #[must_use]
    pub fn flashing(&self, ui: &egui::Ui) -> Option<&NodeRef> {
        let (node, until) = self.flash.as_ref()?;
        still_on(ui, *until).then_some(node)
    }

    /// The diagram whose figure flashes now.
    #[must_use]
    pub fn flashing_figure(&self, ui: &egui::Ui) -> Option<&Id> {
        let (diagram, until) = self.flash_figure.as_ref()?;
        still_on(ui, *until).then_some(diagram)
    }

    /// Notes whether the learner works with keys or with the mouse.
    pub fn notice_hands(&mut self, ui: &egui::Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    egui::Event::Key { pressed: true, .. } => self.by_keyboard = true,
                    egui::Event::PointerButton { pressed: true, .. } => self.by_keyboard = false,
                    _ => {}
                }
            }
        });
    }

    /// Scrolls the area that is being shown as the keys have asked for.
    pub fn scroll_here(&mut self, ui: &egui::Ui) {
        if self.scroll_by != 0.0 {
            let by = std::mem::take(&mut self.scroll_by);
            ui.scroll_with_delta(egui::vec2(0.0, -by));
        }
        if std::mem::take(&mut self.scroll_to_start) {
            let top = egui::Rect::from_min_size(ui.min_rect().left_top(), egui::vec2(1.0, 1.0));
            ui.scroll_to_rect(top, Some(egui::Align::TOP));
        }
    }

    /// The same for the end, once everything is laid out.
    pub fn scroll_end_here(&mut self, ui: &egui::Ui) {
        if std::mem::take(&mut self.scroll_to_end) {
            ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
        }
    }
}

/// How long something flashes, in seconds.
const FLASH: f64 = 2.0;

fn still_on(ui: &egui::Ui, until: f64) -> bool {
    let left = until - ui.input(|input| input.time);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left > 0.0
}

/// A figure that fills the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub figure: (LessonKey, usize),
    /// For an audience: larger words, and the arrow keys turn its steps.
    pub presenting: bool,
}

/// Which way a presented figure is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    On,
    Back,
}

/// State of one figure.
#[expect(clippy::struct_excessive_bools, reason = "each is a small fact of its own")]
#[derive(Default)]
pub struct FigureView {
    pub precise: bool,
    /// Layers that all diagrams have stand back.
    pub differences: bool,
    /// The last diagram is the first.
    pub swapped: bool,
    /// Other diagrams than the author's.
    pub chosen: Option<Vec<Id>>,
    /// What can be compared is shown, or has just come: it comes into sight; or was closed by key:
    /// what opened it gets the focus.
    pub comparing: bool,
    pub show_compare: bool,
    pub focus_compare: bool,
    /// Steps or hops go on by themselves: when the last one began, in seconds.
    pub playing: Option<f64>,
    /// How large it is, where that is not as it was laid out.
    pub zoom: Option<f32>,
    /// How large it was painted.
    pub shown_zoom: f32,
    /// A key or a button asks for another size.
    pub asked_zoom: Option<Asked>,
    /// Its viewport scrolls there in the next frame.
    pub jump: Option<egui::Vec2>,
    /// Its viewport, and what it shows.
    pub window: Option<(egui::Rect, egui::Vec2)>,
    /// How high what stands under the picture is, where it fills the window.
    pub foot: f32,
    /// How wide it is laid out to fill a window of that size.
    pub filling: Option<(egui::Vec2, f32)>,
    /// What is known of its boxes.
    pub nodes: Option<Arc<Nodes>>,
    /// How high its longest sentence and its highest card are: for which layout, width and size of
    /// words.
    pub tallest: Option<(MeasuredFor, (f32, f32))>,
    /// A step has just asked: its question comes into sight.
    pub show_prediction: bool,
    /// The trace that is followed, by its number in the block, and the hop that it is at.
    pub trace: Option<(usize, usize)>,
    /// When a step or a hop was taken last, in seconds.
    pub stepped: Option<f64>,
    /// Where the keyboard stood then: what the step says is not talked over by that.
    pub quiet: Option<NodePath>,
    /// A step was taken: for so many frames, what it changed is brought into sight.
    pub follow_frames: u8,
    /// Where what a step or a hop has changed is painted, and what is said of it.
    pub changed: Option<egui::Rect>,
    pub said: Option<egui::Rect>,
    /// The figure's height in the frame before, in points.
    pub height: f32,
    /// A control of the bar was used by key and may be gone: the way on gets the focus.
    pub focus_bar: bool,
    /// Where a walk through the figure is; `None` shows the whole picture.
    pub step: Option<usize>,
    /// The layer that the keyboard stands on.
    pub cursor: Option<NodePath>,
    /// Its card was closed: the layer under the keyboard gets the focus back.
    pub refocus: bool,
    /// Its card was just opened: it comes into sight.
    pub show_card: bool,
    /// The layer whose card is open.
    pub inspected: Option<NodePath>,
    /// How high everything in its card was when it was seen last, in points.
    pub inside: Option<f32>,
    /// It was to be answered in, in the frame before.
    pub was_asked: bool,
    pub layout: Option<(LayoutKey, Arc<Layout>)>,
    /// A large one that is being made beside the window.
    pub coming: Option<(LayoutKey, Coming)>,
    /// The same as far as it is there, as it was painted last.
    pub walked: Option<(LayoutKey, StepAt, Arc<Layout>)>,
    /// The same with other words, while layers are to be named.
    pub renamed: Option<Renamed>,
    /// How its boxes look while nothing is pointed at.
    pub resting: Option<Resting>,
    /// What a step has taken away, and when, in seconds.
    pub leaving: Option<(f64, Arc<Layout>)>,
    /// What it has brought: when, in which layout, and which of its boxes.
    pub arriving: Option<(f64, Arc<Layout>, Arc<[bool]>)>,
}

/// The layout, the width and the size of words that something was measured for.
pub type MeasuredFor = (LayoutKey, f32, f32);

/// Which step is painted; `Walking(None)` is before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepAt {
    Whole,
    Walking(Option<usize>),
}

/// What a layout was made for.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutKey {
    pub diagrams: Vec<Id>,
    pub width: f32,
    pub low: bool,
    pub visit: u64,
}
