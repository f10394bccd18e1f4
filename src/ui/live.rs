//! A live figure: a model's picture, its controls, and what it says. What is set is the view's own,
//! but for a question that asks for a setting: once that is begun to be answered, or leads here, the
//! figure shows and moves its answer.

mod bar;
mod facts;
mod frame;
mod picture;
mod state;

use self::state::{Lives, View};
use crate::{
    app::{Action, LessonKey},
    pack::{Block, Course, course::Simulation},
    quiz::{Answer, Kind, Settings},
    simulate::Setting,
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::state as figures,
        kit::{dials, text},
        quiz::asked::{Asked, asked},
        signals::FigureKey,
    },
};
use egui::{ScrollArea, Ui, accesskit::Live, vec2};
use std::sync::Arc;

/// A live figure with all that its parts need to know.
struct Figure<'a> {
    key: FigureKey,
    course: &'a Course,
    shown: &'a Simulation,
    /// Where the controls stand.
    setting: Setting,
    /// The open question that asks for a setting of this figure.
    asked: Option<(Asked<'a>, &'a Settings)>,
    /// It fills the window.
    filled: bool,
}

/// Shows block `index` of the open lesson.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, shown: &Simulation) {
    show_in(ui, cx, index, shown, false);
}

/// Shows the live figure that fills the window, if one does.
pub fn show_filled(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(filled) = figures::filled(cx).map(|filled| filled.figure.clone()) else { return };
    let model = cx.model;
    let Some((_, _, lesson)) = model.open_lesson() else { return };
    if let Some(Block::Simulate(shown)) = lesson.blocks.get(filled.1) {
        show_in(ui, cx, filled.1, shown, true);
    }
}

fn show_in(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, shown: &Simulation, filled: bool) {
    let model = cx.model;
    let Some((key, course, _)) = model.open_lesson() else { return };
    let key: (LessonKey, usize) = (key.clone(), index);
    let led_here = cx.sights.flashing_figure(ui) == Some(&shown.id);
    let asked = asking(cx, shown);
    let view = cx.states.of::<Lives>().at(&key, shown);
    // Until it is answered here, whoever reads the lesson has the figure for themselves.
    let id = asked.as_ref().map(|(asked, _)| asked.question.id.clone());
    if led_here {
        view.answers.clone_from(&id);
    }
    let begun = |asked: &Asked<'_>| asked.answer().is_some() || view.answers == id;
    let asked = asked.filter(|(asked, _)| begun(asked));
    if let Some((asked, settings)) = &asked {
        // It stays so once it is answered.
        view.setting = settings.setting(asked.answer());
    }
    let setting = view.setting.clone();
    let figure = Figure { key, course, shown, setting, asked, filled };
    frame::show(ui, cx, &figure, |ui, cx, figure| {
        let moved = inside(ui, cx, figure);
        if let Some(moved) = moved {
            set(cx, figure, moved);
        }
    });
}

/// The question that is asked now, if it asks for a setting of this figure and can be answered.
fn asking<'a>(cx: &Cx<'a>, shown: &Simulation) -> Option<(Asked<'a>, &'a Settings)> {
    let asked = asked(cx.model)?;
    match &asked.question.kind {
        Kind::Settings(settings) if Arc::ptr_eq(&settings.model, &shown.model) => {
            asked.open().then_some((asked, settings))
        }
        _ => None,
    }
}

/// Everything in the frame; gives what the controls were moved to.
fn inside(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let played = bar::played(ui, cx, figure).or_else(|| bar::turned(cx, figure));
    if figure.filled && ui.available_width() >= BESIDE {
        return beside(ui, cx, figure).or(played);
    }
    let stepped = bar::steps(ui, cx, figure);
    let pressed = picture::show(ui, cx, figure);
    ui.add_space(10.0);
    let moved = controls(ui, cx, figure);
    facts::show(ui, cx, figure);
    stepped.or(moved).or(pressed).or(played)
}

/// In so much width, in points, the controls of a figure that fills the window stand beside its
/// picture: what they do to it is seen.
const BESIDE: f32 = 900.0;
/// How wide they are there, in points.
const CONTROLS: f32 = 360.0;

/// The picture, and beside it what sets it; each scrolls by itself.
fn beside(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let (size, gap) = (ui.available_size(), 28.0);
    let column = |ui: &mut Ui, width: f32, name: &str, show: &mut dyn FnMut(&mut Ui)| {
        ui.allocate_ui(vec2(width, size.y), |ui| {
            let scroll = ScrollArea::vertical().id_salt(name).auto_shrink([false, false]);
            scroll.show(ui, |ui| {
                // Room for the bar that scrolls.
                ui.set_max_width(width - 12.0);
                ui.vertical(|ui| show(ui));
            });
        });
    };
    let (mut pressed, mut moved) = (None, None);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        column(ui, size.x - CONTROLS - gap, "picture", &mut |ui| {
            pressed = picture::show(ui, cx, figure);
            ui.add_space(10.0);
            facts::show(ui, cx, figure);
        });
        column(ui, CONTROLS, "controls", &mut |ui| {
            let stepped = bar::steps(ui, cx, figure);
            moved = stepped.or(controls(ui, cx, figure));
        });
    });
    moved.or(pressed)
}

/// What it says, and what sets it.
fn controls(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let live = figure.shown.model.live();
    sentence(ui, cx, &live.sentence(&figure.setting));
    ui.add_space(10.0);
    let seconds = cx.seconds(0.12);
    let free = |control: &crate::simulate::Control| {
        figure.asked.is_none_or(|(_, settings)| settings.goal.is_free(&control.id))
    };
    let shown = dials::show(ui, cx.tokens, (live.controls(), &figure.setting), free, seconds);
    if shown.sliding {
        cx.signals.on_dial.send(());
    }
    ui.add_space(6.0);
    bar::tools(ui, cx, figure).or(shown.moved)
}

/// The state in a sentence, which is read aloud as it changes.
fn sentence(ui: &mut Ui, cx: &Cx<'_>, words: &str) {
    let said = text::label(ui, words, TextStyle::Body, cx.tokens.text);
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
}

/// Sets the figure, or answers the question that asks for it. What the question gives stays.
fn set(cx: &mut Cx<'_>, figure: &Figure<'_>, mut setting: Setting) {
    if let Some((_, settings)) = figure.asked {
        for (id, value) in &settings.goal.given {
            setting = setting.with(id.as_str(), value.clone());
        }
        cx.act(Action::Choose(Answer::Settings(setting.pairs())));
    }
    view(cx, figure).setting = setting;
}

/// What the figure keeps.
fn view<'c>(cx: &'c mut Cx<'_>, figure: &Figure<'_>) -> &'c mut View {
    cx.states.of::<Lives>().at(&figure.key, figure.shown)
}
