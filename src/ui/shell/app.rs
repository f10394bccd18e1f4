//! The app behind eframe: `step` lets time pass, performs effects and takes their answers;
//! `paint` paints and collects actions.

use crate::{
    app::{
        Action, Effect, Job, Model,
        outbox::Leaving,
        runner::Runner,
        update::{next_wake, save, update},
        values::Begun,
    },
    theme::ColourScheme,
    ui::{
        cx::{Cx, Kept},
        figure,
        kit::style,
        shell::{
            press::Presses, shortcuts, size, steady_pointer::SteadyPointer, tab_order, window,
        },
    },
};
use eframe::egui;
use std::time::Duration;

/// The whole app in a window.
pub struct StrataApp {
    model: Model,
    kept: Kept,
    /// The theme, the zoom in percent and the stillness that egui was last given.
    applied: Option<(ColourScheme, u16, bool)>,
    runner: Runner,
    actions: Vec<Action>,
    begun: bool,
    /// The window was told to close, which takes a moment.
    closing: bool,
}

impl StrataApp {
    /// `renderer`: what draws the window, for bug reports.
    #[must_use]
    pub fn new(ctx: &egui::Context, begun: Begun, runner: Runner, renderer: String) -> Self {
        style::install(ctx);
        SteadyPointer::install(ctx);
        Presses::install(ctx);
        let mut app = Self {
            model: Model::new(begun),
            kept: Kept { renderer, beside: runner.beside(), ..Kept::default() },
            applied: None,
            runner,
            actions: Vec::new(),
            begun: false,
            closing: false,
        };
        app.apply_looks(ctx);
        app
    }

    /// What the window shows, for tests.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Sends an action as a view would, for tests.
    pub fn send(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn dispatch(&mut self, action: Action) {
        let effects = update(&mut self.model, action);
        for effect in effects {
            self.runner.perform(effect);
        }
    }

    /// Takes the answers of effects so far, and performs what these lead to.
    fn take_answers(&mut self) {
        loop {
            let answers = self.runner.answers();
            if answers.is_empty() {
                break;
            }
            for action in answers {
                self.dispatch(action);
            }
        }
    }

    /// Gives theme and text size to egui when they have changed.
    fn apply_looks(&mut self, ctx: &egui::Context) {
        let looks = (self.model.scheme(), self.model.prefs.zoom, self.model.prefs.still);
        if self.applied == Some(looks) {
            return;
        }
        self.applied = Some(looks);
        style::apply(ctx, looks.0, looks.2);
        let zoom = f32::from(looks.1) / 100.0;
        SteadyPointer::zoom(ctx, zoom);
        // egui multiplies the window's least size by the zoom factor, but it is meant at 100 %.
        let least = egui::Vec2::from(size::LEAST) / zoom;
        ctx.send_viewport_cmd(egui::ViewportCommand::MinInnerSize(least));
    }
}

/// Fits the window to the screen that it has opened on: it was fitted to the largest one before.
fn fit_screen(ctx: &egui::Context) {
    let zoom = ctx.zoom_factor();
    let (screen, inner) = ctx.input(|input| {
        let viewport = input.viewport();
        (viewport.monitor_size, viewport.inner_rect)
    });
    let (Some(screen), Some(inner)) = (screen, inner) else { return };
    let fits = egui::Vec2::from(size::first((screen * zoom).into())) / zoom;
    if inner.width() > fits.x + 1.0 || inner.height() > fits.y + 1.0 {
        let size = inner.size().min(fits);
        ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(size));
    }
}

impl StrataApp {
    /// Lets a window that is to be closed wait until everything is kept.
    fn close(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.model.may_close() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.dispatch(Action::Leave);
        } else if self.model.outbox.leaving == Leaving::Not {
            self.closing = false;
        } else if !asked && self.model.may_close() && !self.closing {
            self.closing = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// Lets time pass, performs effects and takes their answers; paints nothing.
    pub fn step(&mut self, ctx: &egui::Context) {
        let now = self.runner.now();
        self.dispatch(Action::Clock(now));
        if !self.begun {
            self.begun = true;
            fit_screen(ctx);
            // On some platforms winit knows the system's theme; on others the portal is asked.
            if let Some(theme) = ctx.system_theme() {
                let dark = theme == egui::Theme::Dark;
                let scheme = if dark { ColourScheme::Dark } else { ColourScheme::Light };
                self.dispatch(Action::SystemTheme { job: Job::default(), scheme: Some(scheme) });
            } else {
                self.runner.perform(Effect::AskSystemTheme { job: Job::default() });
            }
        }
        for action in std::mem::take(&mut self.actions) {
            self.dispatch(action);
        }
        self.take_answers();
        self.close(ctx);
        self.apply_looks(ctx);
        if let Some(millis) = next_wake(&self.model) {
            ctx.request_repaint_after(Duration::from_millis(millis.max(1)));
        }
    }

    /// Paints the window and collects what the learner does.
    pub fn paint(&mut self, ui: &mut egui::Ui) {
        let mut cx = Cx {
            model: &self.model,
            tokens: self.model.scheme().tokens(),
            states: &mut self.kept.states,
            focus: &mut self.kept.focus,
            signals: &mut self.kept.signals,
            sights: &mut self.kept.sights,
            beside: &self.kept.beside,
            renderer: &self.kept.renderer,
            actions: &mut self.actions,
        };
        // Before anything else: a shortcut takes its key away, and then no use of the keyboard
        // would be seen.
        cx.focus.turn(ui);
        tab_order::begin(ui, &mut cx);
        shortcuts::take(ui, &mut cx);
        window::show(ui, &mut cx);
        figure::copy_taken(ui, &mut cx);
        let acted = cx.actions.iter().any(|action| {
            !matches!(action, Action::Scrolled(_) | Action::EndReached | Action::ResizePanel(..))
        });
        tab_order::end(ui, &mut cx, acted);
        Presses::page(ui.ctx(), &self.model, !self.actions.is_empty());
        if !self.actions.is_empty() || self.kept.focus.is_asked() {
            // Actions are performed, and the focus is given, in the next frame, so there has to be
            // one.
            ui.ctx().request_repaint();
        }
    }
}

impl eframe::App for StrataApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.step(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.paint(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        let window = self.model.scheme().tokens().window;
        crate::ui::kit::paint::colour(window).to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        for action in std::mem::take(&mut self.actions) {
            self.dispatch(action);
        }
        if self.model.outbox.stall().is_none()
            && let Some(effect) = save(&mut self.model)
        {
            self.runner.perform(effect);
        }
        self.runner.finish();
    }
}
