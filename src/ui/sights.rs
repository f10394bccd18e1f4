//! What is to come into sight: a figure, a layer that flashes in it, a source, the end of a page.

use crate::{
    diagram::NodeRef,
    id::{Id, PackKey},
};

/// How long something flashes, in seconds.
const FLASH: f64 = 2.0;

/// What is to come into sight. The view that shows it scrolls there.
#[derive(Debug, Default)]
pub struct Sights {
    /// The figure of this diagram: a question asks about it, or its layer was named.
    pub diagram: Option<Id>,
    /// A source: its number in the text was clicked.
    pub source: Option<Id>,
    /// A term at which the glossary opens.
    pub term: Option<Id>,
    /// The course of which the glossary opens, if it is not the open one.
    pub glossary_of: Option<PackKey>,
    /// The question of a step is to come into sight.
    pub prediction: bool,
    /// A layer that flashes in its figure, and until when, in seconds.
    layer: Option<(NodeRef, f64)>,
    /// A diagram whose figure flashes, and until when, in seconds.
    figure: Option<(Id, f64)>,
    /// By how much the page is scrolled down in this frame, in points.
    pub scroll_by: f32,
    pub scroll_to_end: bool,
    pub scroll_to_start: bool,
}

impl Sights {
    /// Brings a layer into sight and lets it flash there.
    pub fn point_to(&mut self, ui: &egui::Ui, node: &NodeRef) {
        self.diagram.clone_from(&node.diagram);
        self.layer = Some((node.clone(), ui.input(|input| input.time) + FLASH));
    }

    /// Brings the figure of a diagram into sight and lets it flash there.
    pub fn point_out(&mut self, ui: &egui::Ui, diagram: &Id) {
        self.diagram = Some(diagram.clone());
        self.figure = Some((diagram.clone(), ui.input(|input| input.time) + FLASH));
    }

    /// The layer that flashes now.
    #[must_use]
    pub fn flashing(&self, ui: &egui::Ui) -> Option<&NodeRef> {
        let (node, until) = self.layer.as_ref()?;
        still_on(ui, *until).then_some(node)
    }

    /// The diagram whose figure flashes now.
    #[must_use]
    pub fn flashing_figure(&self, ui: &egui::Ui) -> Option<&Id> {
        let (diagram, until) = self.figure.as_ref()?;
        still_on(ui, *until).then_some(diagram)
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

    /// Scrolls the area that is being shown to its end, once all of it is laid out.
    pub fn scroll_end_here(&mut self, ui: &egui::Ui) {
        if std::mem::take(&mut self.scroll_to_end) {
            ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
        }
    }
}

fn still_on(ui: &egui::Ui, until: f64) -> bool {
    let left = until - ui.input(|input| input.time);
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
    left > 0.0
}
