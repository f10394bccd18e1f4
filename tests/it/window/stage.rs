//! The app on a stage: the real record and library in a folder of their own, and a clock, a file
//! dialog and a desktop theme that tests set.

use crate::support::{folder, moment, with_first};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use std::{
    collections::VecDeque,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use strata::{
    app::{
        Model,
        io::pool::Pool,
        keeper::{self, DiskKeeper},
        ports::{Clock, Examiner, FilePicker, Keeper, Moment, Picked, Reply, SystemTheme},
        runner::{Ports, Runner},
        values::{Installed, KeepError, Reopened},
    },
    id::{Id, PackKey},
    library::{Receipt, Shelf},
    progress::{Attempt, Corrected, Corrections, LessonEvent, RowId, Stamp},
    theme::ColourScheme,
    ui::StrataApp,
};

#[derive(Clone, Default)]
struct StageClock(Arc<AtomicU64>);

impl Clock for StageClock {
    fn now(&self) -> Moment {
        moment(self.0.load(Ordering::SeqCst))
    }
}

/// A file dialog that gives the next outcome of a list; with none left it never answers.
#[derive(Clone, Default)]
pub struct StagePicker(Arc<Mutex<VecDeque<Picked>>>);

impl FilePicker for StagePicker {
    fn start(&mut self, reply: Reply) {
        if let Some(picked) = self.0.lock().unwrap().pop_front() {
            reply(picked);
        }
    }

    fn save(&mut self, _name: &str, reply: Reply) {
        self.start(reply);
    }
}

struct StageTheme(Option<ColourScheme>);

impl SystemTheme for StageTheme {
    fn ask(&self) -> Option<ColourScheme> {
        self.0
    }
}

/// A keeper whose shelf has the course as it was first.
struct Fixed(DiskKeeper);

impl Keeper for Fixed {
    fn store(&mut self, attempt: &Attempt) -> Result<RowId, KeepError> {
        self.0.store(attempt)
    }

    fn correct(&mut self, corrections: &Corrections) -> Result<Corrected, KeepError> {
        self.0.correct(corrections)
    }

    fn note(
        &mut self,
        pack: &PackKey,
        lesson: &Id,
        event: LessonEvent,
        at: Stamp,
    ) -> Result<(), KeepError> {
        self.0.note(pack, lesson, event, at)
    }

    fn save_prefs(&mut self, settings: &[(String, String)]) -> Result<(), KeepError> {
        self.0.save_prefs(settings)
    }

    fn install(
        &mut self,
        receipt: &Receipt,
        shelf: &Shelf,
        at: Stamp,
    ) -> Result<Installed, KeepError> {
        let installed = self.0.install(receipt, shelf, at)?;
        Ok(Installed { shelf: Arc::new(with_first(&installed.shelf)), ..installed })
    }

    fn retry(&mut self) -> Result<(), KeepError> {
        self.0.retry()
    }

    fn examiner(&self) -> Option<Examiner> {
        self.0.examiner()
    }

    fn damaged(&mut self, why: String) {
        self.0.damaged(why);
    }

    fn news(&mut self) -> Option<Reopened> {
        let mut news = self.0.news()?;
        news.shelf = news.shelf.map(|shelf| Arc::new(with_first(&shelf)));
        Some(news)
    }
}

/// How a stage is set up.
pub struct Setting {
    pub size: [f32; 2],
    pub scheme: ColourScheme,
    /// The data directory; none: a new one, gone at the end of the test.
    pub data: Option<std::path::PathBuf>,
    /// With the course of today; else with the first one.
    pub today: bool,
    /// With threads, as in the real window: answers come when they come. Without, they are there at
    /// once.
    pub threads: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            size: [1280.0, 800.0],
            scheme: ColourScheme::Light,
            data: None,
            today: false,
            threads: false,
        }
    }
}

pub struct Stage {
    pub harness: Harness<'static, StrataApp>,
    clock: StageClock,
    picker: StagePicker,
    own: tempfile::TempDir,
    data: std::path::PathBuf,
    beside: Pool,
    today: bool,
}

impl Stage {
    pub fn new() -> Self {
        Self::set(Setting::default())
    }

    pub fn in_scheme(scheme: ColourScheme) -> Self {
        Self::set(Setting { scheme, ..Setting::default() })
    }

    pub fn of_size(width: f32, height: f32) -> Self {
        Self::set(Setting { size: [width, height], ..Setting::default() })
    }

    pub fn set(setting: Setting) -> Self {
        let mut stage = Self::untouched(setting);
        // The offers above a new lesson have tests of their own.
        if stage.shows("Just read") {
            stage.harness.get_by_label("Just read").click();
            stage.run();
        }
        stage
    }

    /// The app as a learner sees it who has done nothing yet.
    pub fn untouched(setting: Setting) -> Self {
        let own = folder();
        let data = setting.data.unwrap_or_else(|| own.path().join("data"));
        let (clock, picker) = (StageClock::default(), StagePicker::default());
        let (keeper, mut begun) = keeper::begin(Ok(data.clone()), clock.now()).unwrap();
        if !setting.today {
            begun.shelf = Arc::new(with_first(&begun.shelf));
        }
        let keeper: Box<dyn Keeper> =
            if setting.today { Box::new(keeper) } else { Box::new(Fixed(keeper)) };
        let ports = Ports {
            clock: Box::new(clock.clone()),
            picker: Box::new(picker.clone()),
            keeper,
            reader: Arc::new(keeper::DiskReader),
            theme: Arc::new(StageTheme(Some(setting.scheme))),
        };
        let (own_pool, pool) = std::sync::mpsc::channel();
        let harness = Harness::builder().with_size(setting.size).with_max_steps(12).build_eframe(
            |creation| {
                let ctx = creation.egui_ctx.clone();
                let runner = if setting.threads {
                    Runner::threaded(ports, Arc::new(move || ctx.request_repaint()))
                } else {
                    Runner::inline(ports)
                };
                own_pool.send(runner.beside().pool().clone()).unwrap();
                StrataApp::new(&creation.egui_ctx, begun, runner, "a stage".to_owned())
            },
        );
        let beside = pool.recv().unwrap();
        let today = setting.today;
        let mut stage = Self { harness, clock, picker, own, data, beside, today };
        stage.run();
        stage
    }

    /// Closes the window and opens it again, as on another day.
    pub fn restart(mut self) -> Self {
        // What the window does when it closes.
        self.after(10_000);
        let data = self.data.clone();
        let size = self.harness.ctx.content_rect().size();
        let today = self.today;
        drop(self.harness);
        let mut next = Self::set(Setting {
            size: [size.x, size.y],
            data: Some(data.clone()),
            today,
            ..Setting::default()
        });
        next.own = self.own;
        next
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    /// How many pieces of work are being done beside the window, or wait for that.
    pub fn load(&self) -> usize {
        self.beside.load()
    }

    /// A folder for other files that a test needs.
    pub fn folder(&self) -> &Path {
        self.own.path()
    }

    pub fn model(&self) -> &Model {
        self.harness.state().model()
    }

    pub fn run(&mut self) {
        self.harness.run();
    }

    /// Lets so many milliseconds pass.
    pub fn after(&mut self, millis: u64) {
        self.clock.0.fetch_add(millis, Ordering::SeqCst);
        self.harness.step();
        self.run();
    }

    /// What the next file dialog will say.
    pub fn will_pick(&self, picked: Picked) {
        self.picker.0.lock().unwrap().push_back(picked);
    }

    /// Sends an action that no control of the test brings about.
    pub fn act(&mut self, action: strata::app::Action) {
        self.harness.state_mut().send(action);
        self.run();
    }

    /// Unfolds the unit of a lesson that is named as in the list, where it is folded.
    fn unfold(&mut self, row: &str) {
        let packs = self.model().shelf.packs.clone();
        let unit = packs.iter().find_map(|pack| {
            let title =
                |lesson: &strata::pack::Lesson| row.starts_with(&format!("{}, ", lesson.title));
            let lesson = pack.course.lessons.iter().find(|lesson| title(lesson))?;
            Some(pack.course.unit_of(&lesson.id)?.title.clone())
        });
        let Some(unit) = unit.filter(|_| self.harness.query_by_label(row).is_none()) else {
            return;
        };
        let name = format!("{unit}, ");
        let of_unit = |label: String| label.starts_with(&name) && label.contains(" done");
        let found = self.harness.query_all_by(|node| node.label().is_some_and(of_unit)).next();
        if let Some(found) = found {
            found.click();
            self.run();
        }
    }

    /// Clicks the control of that name, after scrolling it into sight where it is not; a lesson's
    /// row where its unit is folded as well.
    pub fn click(&mut self, label: &str) {
        self.unfold(label);
        let window = self.harness.ctx.content_rect();
        if !window.contains(self.harness.get_by_label(label).rect().center()) {
            self.harness.get_by_label(label).scroll_to_me();
            self.run();
        }
        self.harness.get_by_label(label).click();
        self.run();
    }

    pub fn key(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.run();
    }

    pub fn ctrl(&mut self, key: egui::Key) {
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
        self.run();
    }

    pub fn alt(&mut self, key: egui::Key) {
        self.harness.key_press_modifiers(egui::Modifiers::ALT, key);
        self.run();
    }

    /// The text that goes to the clipboard within the next frames.
    #[track_caller]
    pub fn copied(&mut self) -> String {
        for _ in 0..4 {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            let text = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(text) = text {
                return text;
            }
        }
        panic!("nothing is copied");
    }

    /// The vertical scroll bars that are painted between these xs.
    pub fn bars_beside(&self, columns: std::ops::RangeInclusive<f32>) -> Vec<egui::Rect> {
        let bar = |clipped: &egui::epaint::ClippedShape| match &clipped.shape {
            egui::Shape::Rect(shape) => Some(shape.rect),
            _ => None,
        };
        let all = self.harness.output().shapes.iter().filter_map(bar);
        let slim = |rect: &egui::Rect| (2.0..=9.0).contains(&rect.width()) && rect.height() > 30.0;
        all.filter(slim).filter(|rect| columns.contains(&rect.center().x)).collect()
    }

    /// Do the words stand in the name, the value or the description of anything on the screen?
    pub fn shows(&self, words: &str) -> bool {
        let has = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        let found = self
            .harness
            .query_all_by(|node| has(node.label()) || has(node.value()) || has(node.description()));
        found.count() > 0
    }

    #[track_caller]
    pub fn expect(&self, words: &str) {
        let word = words.split_whitespace().next().unwrap_or(words);
        let outline = self.outline();
        let near: Vec<&str> = outline.lines().filter(|line| line.contains(word)).collect();
        assert!(self.shows(words), "“{words}” is not on the screen; near it:\n{}", near.join("\n"));
    }

    #[track_caller]
    pub fn expect_not(&self, words: &str) {
        assert!(!self.shows(words), "“{words}” is on the screen");
    }

    /// The name of the control that has the focus.
    pub fn focused(&self) -> Option<String> {
        let node =
            self.harness.query_all_by(|node| !node.is_hidden() && node.is_focused()).next()?;
        node.accesskit_node().label()
    }

    /// Presses Tab until the control of that name has the focus.
    #[track_caller]
    pub fn tab_to(&mut self, label: &str) {
        for _ in 0..120 {
            if self.focused().is_some_and(|name| name.contains(label)) {
                return;
            }
            self.key(egui::Key::Tab);
        }
        panic!("Tab never comes to “{label}”; it stands on {:?}", self.focused());
    }

    /// Everything that a screen reader would meet, in lines.
    pub fn outline(&self) -> String {
        let mut lines = Vec::new();
        for node in self.harness.root().query_all_by(|_| true) {
            let node = node.accesskit_node();
            let name = node.label().or_else(|| node.value()).unwrap_or_default();
            if !name.is_empty() {
                let level = node.level().map(|level| format!(" {}", level + 1)).unwrap_or_default();
                lines.push(format!("{:?}{level}: {name}", node.role()));
            }
        }
        lines.join("\n")
    }
}
