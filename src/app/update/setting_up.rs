//! How the window is set up: panels, theme, size of text, what lies over it.

use crate::{
    app::{
        model::{Model, prefs::ZOOM_STEPS},
        values::{Overlay, Panel, Tab},
    },
    id::PackKey,
};

impl Model {
    pub(super) fn show_tab(&mut self, tab: Tab) {
        self.navigation.tab = tab;
        self.changed();
    }

    pub(super) fn resize(&mut self, panel: Panel, width: f32) {
        let width = panel.clamp(width);
        match panel {
            Panel::List => self.prefs.list_width = width,
            Panel::Quiz => self.prefs.quiz_width = width,
        }
        self.changed();
    }

    pub(super) fn toggle_motion(&mut self) {
        self.prefs.still = !self.prefs.still;
        self.changed();
    }

    /// Makes text larger by so many steps, or smaller.
    pub(super) fn zoom(&mut self, by: isize) {
        let at = ZOOM_STEPS.iter().position(|step| *step == self.prefs.zoom).unwrap_or(2);
        if let Some(step) = ZOOM_STEPS.get(at.saturating_add_signed(by)) {
            self.prefs.zoom = *step;
            self.changed();
        }
    }

    /// Closes what lies over the window, and gives up what it was about.
    pub(super) fn close_overlay(&mut self) {
        match self.overlay {
            Some(Overlay::Import) => self.cancel_import(),
            Some(Overlay::Leaving) => self.stay(),
            _ => self.overlay = None,
        }
    }

    /// Shows who made a course and from which sources, if it is installed.
    pub(super) fn tell_of_course(&mut self, pack: PackKey) {
        if self.course(&pack).is_some() {
            self.navigation.told_of = Some(pack);
            self.overlay = Some(Overlay::Course);
        }
    }

    /// Shows it of the course that is read, else of the first one.
    pub(super) fn tell_of_open_course(&mut self) {
        let open = self.navigation.place.as_ref().map(|place| place.lesson.pack.clone());
        let first = || self.shelf.packs.first().map(|pack| pack.course.key.clone());
        if let Some(pack) = open.or_else(first) {
            self.tell_of_course(pack);
        }
    }

    /// Notes that settings have changed: they are saved once nothing has changed for a moment.
    pub(super) fn changed(&mut self) {
        self.outbox.unsaved_since = Some(self.moment.millis);
    }
}
