//! How long a frame takes in a real window, painting and presenting included: opens the app on a
//! figure of so many boxes that fills the window, zooms and pans, and prints medians.
//!
//! `cargo run --release --example frames -- 10000`; with `distinct` after it, nothing in the figure
//! repeats.

use eframe::egui::{self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use strata::{
    app::{
        Action, keeper,
        picker::PlatformPicker,
        ports::Clock,
        runner::{Ports, Runner},
        system_theme::DesktopTheme,
    },
    library, progress,
    ui::{StrataApp, shell::run::SystemClock},
};

/// How many frames of each kind are measured; then how many before them are not.
const FRAMES: usize = 120;
const BEFORE: usize = 30;
/// The lesson is opened in this frame; what comes before shows the empty window.
const OPENED: usize = 4;

#[path = "../tests/it/large.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "of its ids and shapes, tests use more"
)]
mod generator;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let boxes: u32 = std::env::args().nth(1).map_or(Ok(10_000), |boxes| boxes.parse())?;
    let distinct = std::env::args().nth(2).is_some_and(|word| word == "distinct");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("large.ron");
    let body = if distinct { generator::stacks("Layer ", boxes) } else { generator::racks(boxes) };
    let pack = generator::pack(&[("large", &body)], r#"SideBySide(diagrams: ["large"])"#);
    std::fs::write(&file, pack)?;
    let data = folder.path().join("data");
    install(&file, &data)?;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Strata, frames",
        options,
        Box::new(move |creation| {
            let clock = SystemClock::start();
            let (keeper, begun) = keeper::begin(Ok(data), clock.now())?;
            let ports = Ports {
                clock: Box::new(clock),
                picker: Box::new(PlatformPicker),
                keeper: Box::new(keeper),
                reader: Arc::new(keeper::DiskReader),
                theme: Arc::new(DesktopTheme),
            };
            let runner = Runner::threaded(ports, Arc::new(|| {}));
            let app = StrataApp::new(&creation.egui_ctx, begun, runner, String::new());
            Ok(Box::new(Frames::new(app, boxes)))
        }),
    )?;
    drop(folder);
    Ok(())
}

fn install(file: &Path, data: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let now = progress::Stamp::now();
    let mut record = progress::Record::open(data, now)?.record;
    let shelf = library::Shelf::load(data, &record);
    let receipt = library::prepare(file, &shelf)
        .map_err(|refusal| format!("the pack is refused: {refusal:?}"))?;
    library::install(data, &mut record, &receipt, now)?;
    Ok(())
}

/// What is measured, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Opening,
    ZoomedOut,
    Panning,
    Zooming,
    Done,
}

struct Frames {
    app: StrataApp,
    boxes: u32,
    phase: Phase,
    frame: usize,
    last: Option<Instant>,
    /// When the UI pass and the app's logic began in this frame.
    began: Instant,
    intervals: Vec<Duration>,
    own: Vec<Duration>,
}

impl Frames {
    fn new(app: StrataApp, boxes: u32) -> Self {
        Self {
            app,
            boxes,
            phase: Phase::Opening,
            frame: 0,
            last: None,
            began: Instant::now(),
            intervals: Vec::new(),
            own: Vec::new(),
        }
    }

    fn next_phase(&mut self, ctx: &egui::Context) {
        let median = |times: &mut Vec<Duration>| {
            times.sort();
            times.get(times.len() / 2).copied().unwrap_or_default()
        };
        if self.phase == Phase::Opening {
            self.intervals.sort();
            let longest: Vec<String> = self
                .intervals
                .iter()
                .rev()
                .take(4)
                .map(|time| format!("{:.1}", time.as_secs_f64() * 1000.0))
                .collect();
            println!(
                "{} boxes, from the lesson's opening on: longest frames {} ms",
                self.boxes,
                longest.join(", "),
            );
        } else {
            println!(
                "{} boxes, {:?}: interval {:.1} ms, of it our own UI pass {:.1} ms; longest {:.1} ms (own {:.1})",
                self.boxes,
                self.phase,
                median(&mut self.intervals).as_secs_f64() * 1000.0,
                median(&mut self.own).as_secs_f64() * 1000.0,
                self.intervals.last().copied().unwrap_or_default().as_secs_f64() * 1000.0,
                self.own.last().copied().unwrap_or_default().as_secs_f64() * 1000.0,
            );
        }
        (self.frame, self.last) = (0, None);
        self.intervals.clear();
        self.own.clear();
        self.phase = match self.phase {
            Phase::Opening => Phase::ZoomedOut,
            Phase::ZoomedOut => Phase::Panning,
            Phase::Panning => Phase::Zooming,
            Phase::Zooming | Phase::Done => Phase::Done,
        };
        if self.phase == Phase::Done {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

fn wheel(by: f32, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers,
    }
}

fn key(key: egui::Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

impl eframe::App for Frames {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        // Back and forth, so that as much comes into sight as goes.
        let up = if (self.frame / 15).is_multiple_of(2) { 1.0 } else { -1.0 };
        input.events.push(Event::PointerMoved(egui::pos2(640.0, 400.0)));
        match self.phase {
            Phase::Opening if self.frame == 12 => input.events.push(key(egui::Key::F)),
            // First zooms into the middle, so that only a viewport's worth of the figure is seen.
            Phase::Panning if self.frame < 20 => input.events.push(wheel(60.0, Modifiers::COMMAND)),
            Phase::Panning => input.events.push(wheel(40.0 * up, Modifiers::NONE)),
            Phase::Zooming => input.events.push(wheel(20.0 * up, Modifiers::COMMAND)),
            Phase::Opening | Phase::ZoomedOut | Phase::Done => {}
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        let now = Instant::now();
        if let Some(last) = self.last.replace(now)
            // While the figure opens, every frame counts: the first thing that a learner waits for
            // is no median.
            && (self.frame > BEFORE || (self.phase == Phase::Opening && self.frame > OPENED))
        {
            self.intervals.push(now - last);
        }
        if self.phase == Phase::Opening && self.frame == OPENED {
            let model = self.app.model();
            let large = model.shelf.packs.iter().find(|pack| pack.course.title == "Large");
            if let Some(pack) = large
                && let Some(lesson) = pack.course.lessons.first()
            {
                let key = strata::app::LessonKey {
                    pack: pack.course.key.clone(),
                    lesson: lesson.id.clone(),
                };
                self.app.send(Action::OpenLesson(key));
            }
        }
        self.began = Instant::now();
        self.app.step(ctx);
        self.frame += 1;
        ctx.request_repaint();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.app.paint(ui);
        if self.frame > BEFORE {
            self.own.push(self.began.elapsed());
        }
        if self.frame > BEFORE + FRAMES {
            let ctx = ui.ctx().clone();
            self.next_phase(&ctx);
        }
    }
}
