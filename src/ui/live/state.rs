//! What live figures keep from frame to frame.

use crate::{
    id::Id,
    pack::course::Simulation,
    simulate::{Model, Picture, Setting},
    theme::ColourScheme,
    ui::signals::FigureKey,
};
use std::{collections::HashMap, sync::Arc};

/// The state of all live figures.
#[derive(Default)]
pub(super) struct Lives(HashMap<FigureKey, View>);

/// The state of one.
pub(super) struct View {
    /// What it was set for.
    model: Arc<Model>,
    /// Where its controls stand while no question asks for it.
    pub setting: Setting,
    /// The question that has led here, to be answered here.
    pub answers: Option<Id>,
    /// The step that was taken last.
    pub step: Option<usize>,
    /// It moves by itself.
    pub plays: bool,
    pub facts: Facts,
    /// A line that is being pasted, and what was wrong with it.
    pub pasted: Option<Pasted>,
    /// When its line was copied, on egui's clock.
    pub copied: Option<f64>,
    /// Its picture, as long as nothing of it changes.
    pub picture: Option<(Made, Arc<Picture>)>,
}

/// What is opened under the figure.
#[derive(Default)]
pub(super) struct Facts {
    pub table: bool,
    pub assumptions: bool,
}

/// A line that is being pasted.
#[derive(Default)]
pub(super) struct Pasted {
    pub line: String,
    pub wrong: Option<String>,
}

/// What a picture was made of.
#[derive(PartialEq)]
pub(super) struct Made {
    pub setting: Setting,
    pub width: f32,
    pub scheme: ColourScheme,
}

impl Lives {
    /// A figure as it was left, at first as it begins.
    pub(super) fn at(&mut self, key: &FigureKey, shown: &Simulation) -> &mut View {
        let controls = shown.model.live().controls();
        let view = self.0.entry(key.clone()).or_insert_with(|| View {
            model: shown.model.clone(),
            setting: Setting::start(controls),
            answers: None,
            step: None,
            plays: false,
            facts: Facts::default(),
            pasted: None,
            copied: None,
            picture: None,
        });
        // The pack may have been updated under it.
        if !Arc::ptr_eq(&view.model, &shown.model) {
            view.model = shown.model.clone();
            view.setting = Setting::of_pairs(controls, &view.setting.pairs());
            view.step = None;
            view.picture = None;
        }
        view
    }
}
