//! The app behind eframe: `step` lets time pass, performs effects and takes their answers;
//! `paint` paints and collects actions.

use crate::{
    app::{
        Action, Effect, Job, Model,
        action::Begun,
        model::Keeping,
        runner::Runner,
        update::{next_wake, save, update},
    },
    theme::ColourScheme,
    ui::{
        focus,
        press::Presses,
        shortcuts, style,
        views::{Cx, Views},
        window,
    },
};
use eframe::egui;
use std::time::Duration;

/// The whole app in a window.
pub struct StrataApp {
    model: Model,
    views: Views,
    runner: Runner,
    actions: Vec<Action>,
    begun: bool,
}

impl StrataApp {
    /// `renderer`: what draws the window, for bug reports.
    #[must_use]
    pub fn new(ctx: &egui::Context, begun: Begun, runner: Runner, renderer: String) -> Self {
        style::install(ctx);
        let mut app = Self {
            model: Model::new(begun),
            views: Views { renderer, ..Views::default() },
            runner,
            actions: Vec::new(),
            begun: false,
        };
        app.apply_looks(ctx);
        app
    }

    /// For tests: what the window shows.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Tests send actions as a view would.
    pub fn send(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn dispatch(&mut self, action: Action) {
        let effects = update(&mut self.model, action);
        for effect in effects {
            self.runner.perform(effect);
        }
    }

    /// Takes what effects have answered so far, and what those answers bring about at once.
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

    /// Hands theme and text size to egui when they changed.
    fn apply_looks(&mut self, ctx: &egui::Context) {
        let looks = (self.model.scheme(), self.model.prefs.zoom, self.model.prefs.still);
        if self.views.applied == Some(looks) {
            return;
        }
        self.views.applied = Some(looks);
        style::apply(ctx, looks.0, looks.2);
        let zoom = f32::from(looks.1) / 100.0;
        ctx.set_zoom_factor(zoom);
        // egui multiplies the window's minimum by the zoom; the minimum is meant at 100 %.
        let least = egui::Vec2::from(super::run::LEAST_SIZE) / zoom;
        ctx.send_viewport_cmd(egui::ViewportCommand::MinInnerSize(least));
    }
}

impl StrataApp {
    /// Lets time pass, performs effects and takes their answers; paints nothing.
    pub fn step(&mut self, ctx: &egui::Context) {
        let now = self.runner.now();
        self.dispatch(Action::Clock(now));
        if !self.begun {
            self.begun = true;
            // winit knows the system's theme on some platforms; elsewhere the portal is asked.
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
            views: &mut self.views,
            actions: &mut self.actions,
        };
        // Before a shortcut takes its key away.
        cx.views.notice_hands(ui);
        focus::begin(ui, &mut cx);
        shortcuts::take(ui, &mut cx);
        window::show(ui, &mut cx);
        let acted = cx.actions.iter().any(|action| {
            !matches!(action, Action::Scrolled(_) | Action::EndReached | Action::ResizePanel(..))
        });
        focus::end(ui, &mut cx, acted);
        Presses::page(ui.ctx(), &self.model, !self.actions.is_empty());
        if !self.actions.is_empty() {
            // They are performed before the next frame, which must therefore come.
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
        super::paint::colour(window).to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        for action in std::mem::take(&mut self.actions) {
            self.dispatch(action);
        }
        if matches!(self.model.keeping, Keeping::Kept(_))
            && let Some(effect) = save(&mut self.model)
        {
            self.runner.perform(effect);
        }
        self.runner.finish();
    }
}
