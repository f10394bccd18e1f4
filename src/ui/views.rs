//! View state that no rule depends on: hover, half-typed text, folds, what is lit. It belongs to
//! the views and dies with the window.

use crate::{
    app::{Action, LessonKey, Model},
    diagram::{NodePath, NodeRef, layout::Layout},
    id::{Id, PackKey},
    theme::Tokens,
    ui::find::Finder,
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

    /// Seconds that a change may take: none where the learner wants stillness.
    #[must_use]
    pub fn seconds(&self, wanted: f32) -> f32 {
        if self.model.prefs.still { 0.0 } else { wanted }
    }
}

/// All view state.
#[derive(Default)]
pub struct Views {
    /// The visit whose scroll position was restored.
    pub restored_visit: u64,
    pub figures: HashMap<(LessonKey, usize), FigureView>,
    /// Tables with all rows shown.
    pub whole_tables: HashSet<(LessonKey, usize)>,
    pub folded_units: HashSet<(PackKey, Id)>,
    /// The layer that the words under the pointer or the focus name.
    pub lit: Option<NodeRef>,
    pub lit_next: Option<NodeRef>,
    pub find: Finder,
    /// The path in the import window, half typed.
    pub import_path: String,
    /// Scroll the lesson so far down in this frame, in points.
    pub scroll_by: f32,
    pub scroll_to_end: bool,
    pub scroll_to_start: bool,
    /// The figure to be brought into sight: a question asks about this diagram.
    pub show_diagram: Option<Id>,
    /// The last question that brought a figure into sight.
    pub shown_for: Option<(LessonKey, Id)>,
    pub menu_open: bool,
    /// What had the focus before something opened over the window.
    pub focus_before: Option<egui::Id>,
    /// Drives focus into what has just opened.
    pub overlay_seen: Option<crate::app::model::Overlay>,
    /// What draws the window, for bug reports.
    pub renderer: String,
    /// The platform's theme and text size were handed to egui.
    pub applied: Option<(crate::theme::ColourScheme, u16, bool)>,
}

/// State of one figure.
#[derive(Default)]
pub struct FigureView {
    pub precise: bool,
    /// The layer that the keyboard stands on.
    pub cursor: Option<NodePath>,
    /// The layer whose card is open.
    pub inspected: Option<NodePath>,
    pub layout: Option<(LayoutKey, Arc<Layout>)>,
}

/// What a layout was made for.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutKey {
    pub diagrams: Vec<Id>,
    pub width: f32,
    pub low: bool,
    pub visit: u64,
}
