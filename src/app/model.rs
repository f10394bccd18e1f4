//! Everything that the window shows and that outlives a frame.

use crate::{
    app::{
        Job,
        action::Begun,
        correcting::{Correcting, Undoable},
        outbox::{Leaving, Outbox},
        ports::Moment,
        prefs::{self, Prefs},
        resetting::ResetScope,
        saving::Saving,
    },
    id::{Id, PackKey},
    library::{Receipt, Refusal, Shelf},
    pack::{Course, Lesson, Watch},
    progress::{Attempt, ItemStanding, Standing},
    quiz::{Answer, Purpose, Question, Session},
    theme::ColourScheme,
};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    path::PathBuf,
    sync::Arc,
};

/// A lesson of an installed pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LessonKey {
    pub pack: PackKey,
    pub lesson: Id,
}

impl fmt::Display for LessonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pack, self.lesson)
    }
}

/// A lesson and how far down it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub lesson: LessonKey,
    /// In points.
    pub scroll: f32,
}

/// The two side panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    List,
    Quiz,
}

impl Panel {
    /// Narrowest and widest, in points.
    #[must_use]
    pub fn widths(self) -> (f32, f32) {
        match self {
            Self::List => (240.0, 360.0),
            Self::Quiz => (304.0, 440.0),
        }
    }

    #[must_use]
    pub fn default_width(self) -> f32 {
        match self {
            Self::List => 272.0,
            Self::Quiz => 344.0,
        }
    }

    #[must_use]
    pub fn clamp(self, width: f32) -> f32 {
        let (narrowest, widest) = self.widths();
        width.clamp(narrowest, widest)
    }
}

/// What a narrow window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    Lesson,
    Quiz,
}

/// What lies over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    Keys,
    About,
    Import,
    /// How much is to be begun again?
    Reset(ResetScope),
    /// A mistake in the question that is asked now.
    Report,
    /// The lesson list of a narrow window.
    Drawer,
    /// Closing waits for what is not kept yet.
    Leaving,
}

/// Whether answers survive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// In this folder.
    Kept(PathBuf),
    /// Why not yet; it is tried again.
    NotYet(String),
    /// Why not.
    NotKept(String),
}

/// Something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: usize,
    pub tone: Tone,
    /// What kind of news it is: a further one of the kind takes its place.
    pub title: String,
    pub text: String,
    /// How often it has come to stand since it was dismissed last.
    pub times: usize,
    /// On the app's clock in milliseconds; `None` stays until it is dismissed.
    pub until: Option<u64>,
    /// It offers to undo what was done last.
    pub undo: bool,
}

impl Notice {
    /// Its title, and how often it came.
    #[must_use]
    pub fn heading(&self) -> String {
        match self.times {
            0 | 1 => self.title.clone(),
            times => format!("{} ({times} times)", self.title),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Note,
    Success,
    Warning,
    Error,
}

/// A pack that is being read and checked.
#[derive(Debug, Clone)]
pub struct Preparing {
    pub path: PathBuf,
    /// How far it has come; stops it, too.
    pub watch: Arc<Watch>,
    /// On the app's clock, in milliseconds.
    pub since: u64,
}

/// How long a pack may be read before it is said how far it has come, in milliseconds.
pub const PROGRESS_SHOWN: u64 = 1_000;

/// How far an import has come.
#[derive(Debug, Clone, Default)]
pub enum Import {
    #[default]
    Idle,
    /// The platform's dialog is open.
    Picking(Job),
    /// The dialog came back without a file; nobody can tell whether there was one to choose in.
    NoFile,
    /// No dialog could be opened, and why.
    NoDialog(String),
    /// Reading and checking.
    Preparing(Job, Preparing),
    Refused(PathBuf, Arc<Refusal>),
    /// It replaces an installed pack: shall it?
    Asking(Arc<Receipt>),
    Installing(Job, Arc<Receipt>),
    Failed(String),
}

/// An attempt on its way to the record.
#[derive(Debug, Clone)]
pub struct Pending {
    pub lesson: LessonKey,
    pub attempt: Box<Attempt>,
    /// It was given in a check whether the lesson is known.
    pub in_check: bool,
    /// It has to wait, and counts in this window already.
    pub counted: bool,
    /// On the app's clock, in milliseconds.
    pub since: u64,
}

/// The lesson on the screen, for telling when it counts as begun.
#[expect(clippy::struct_excessive_bools, reason = "each is a small fact of its own")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// When it was opened, on the app's clock in milliseconds.
    pub since: u64,
    pub begun: bool,
    /// The end was in sight; it counts once the lesson was begun.
    pub end_seen: bool,
    pub end_reached: bool,
    /// It had not been begun when it was opened.
    pub fresh: bool,
}

/// How far a learner is with a lesson.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LessonState {
    Unseen,
    /// Share of the questions that were answered rightly, 0 to 1.
    Begun(f32),
    Done,
}

/// Everything that the window shows and that outlives a frame.
#[derive(Debug, Clone)]
pub struct Model {
    pub moment: Moment,
    pub shelf: Arc<Shelf>,
    pub standings: HashMap<PackKey, Arc<Standing>>,
    pub keeping: Keeping,
    pub prefs: Prefs,
    pub system_scheme: Option<ColourScheme>,
    pub place: Option<Place>,
    /// Counts places opened; a view that sees a new number restores the scroll position.
    pub visit: u64,
    pub back: Vec<Place>,
    pub forward: Vec<Place>,
    pub tab: Tab,
    pub reading: Reading,
    pub sessions: BTreeMap<LessonKey, Session>,
    /// Sessions of lessons that another round has taken the place of.
    pub parked: BTreeMap<LessonKey, Session>,
    /// Rounds that were left before their end, here or in an earlier window.
    pub aside: BTreeMap<(LessonKey, Purpose), Session>,
    /// What the pictures of opened lessons ask.
    pub drawn: BTreeMap<LessonKey, Arc<Vec<Question>>>,
    /// What was guessed before a lesson, in this window.
    pub guesses: BTreeMap<(PackKey, Id), Answer>,
    /// What can be undone, the last thing last.
    pub undo: Vec<Undoable>,
    pub correcting: BTreeMap<Job, Correcting>,
    /// What is to be undone is still on its way to the record.
    pub undo_waits: bool,
    /// When the current question came up, on the app's clock in milliseconds.
    pub asked_since: u64,
    pub pending: BTreeMap<Job, Pending>,
    /// What the record has not taken yet.
    pub outbox: Outbox,
    pub leaving: Leaving,
    pub overlay: Option<Overlay>,
    /// The find bar is open.
    pub finding: bool,
    pub import: Import,
    pub notices: Vec<Notice>,
    /// A picture that waits for its place.
    pub saving: Option<Saving>,
    /// When settings last changed without being saved.
    pub unsaved_since: Option<u64>,
    pub(super) next_job: u64,
    pub(super) next_notice: usize,
}

impl Model {
    /// The model at start: reopens where the learner left, or the first lesson.
    #[must_use]
    pub fn new(begun: Begun) -> Self {
        let restored = prefs::from_settings(&begun.settings);
        let mut model = Self {
            moment: begun.moment,
            shelf: begun.shelf,
            standings: HashMap::new(),
            keeping: begun.keeping,
            prefs: restored.prefs,
            system_scheme: None,
            place: None,
            visit: 0,
            back: Vec::new(),
            forward: Vec::new(),
            tab: restored.tab,
            reading: Reading::default(),
            sessions: BTreeMap::new(),
            parked: BTreeMap::new(),
            aside: BTreeMap::new(),
            drawn: BTreeMap::new(),
            guesses: BTreeMap::new(),
            undo: Vec::new(),
            correcting: BTreeMap::new(),
            undo_waits: false,
            asked_since: begun.moment.millis,
            pending: BTreeMap::new(),
            outbox: Outbox::default(),
            leaving: Leaving::default(),
            overlay: None,
            finding: false,
            import: Import::Idle,
            notices: Vec::new(),
            unsaved_since: None,
            next_job: 0,
            next_notice: 0,
            saving: None,
        };
        if let Keeping::NotYet(why) = &model.keeping {
            model.outbox.begin_stall(why.clone(), model.moment.millis);
        }
        for (pack, standing) in begun.standings {
            model.stand(pack, standing);
        }
        for (title, text) in begun.news {
            model.tell(Tone::Warning, title, text, None);
        }
        let last = restored.lesson.filter(|key| model.lesson(key).is_some());
        let (lesson, scroll) = match last {
            Some(key) => (Some(key), restored.scroll),
            None => (model.first_lesson(), 0.0),
        };
        model.restore_rounds(&restored.rounds);
        if let Some(lesson) = lesson {
            model.enter(Place { lesson, scroll });
        }
        model
    }

    pub(super) fn job(&mut self) -> Job {
        self.next_job += 1;
        Job(self.next_job)
    }

    pub(super) fn tell(
        &mut self,
        tone: Tone,
        title: String,
        text: String,
        for_millis: Option<u64>,
    ) {
        self.next_notice += 1;
        let until = for_millis.map(|span| self.moment.millis + span);
        // The newest of its kind is enough: messages do not pile up over the picture. Of those
        // that wait to be read, none may seem to be another's.
        let waits = |notice: &&Notice| notice.title == title && notice.until.is_none();
        let unread = self.notices.iter().find(waits).map_or(0, |notice| notice.times);
        self.notices.retain(|notice| notice.title != title);
        let times = if until.is_none() { unread + 1 } else { 1 };
        let id = self.next_notice;
        self.notices.push(Notice { id, tone, title, text, times, until, undo: false });
    }

    /// Tells something good, and offers to undo it: the last thing that can be undone.
    pub(super) fn tell_undo(&mut self, title: String, text: String, for_millis: u64) {
        self.tell(Tone::Success, title, text, Some(for_millis));
        if let Some(notice) = self.notices.last_mut() {
            notice.undo = true;
        }
    }

    /// The theme in use: chosen, else the system's, else light.
    #[must_use]
    pub fn scheme(&self) -> ColourScheme {
        self.prefs.scheme.or(self.system_scheme).unwrap_or(ColourScheme::Light)
    }

    #[must_use]
    pub fn course(&self, pack: &PackKey) -> Option<&Arc<Course>> {
        self.shelf.find(pack).map(|pack| &pack.course)
    }

    #[must_use]
    pub fn lesson(&self, key: &LessonKey) -> Option<&Arc<Lesson>> {
        self.course(&key.pack)?.lesson(&key.lesson)
    }

    /// The lesson on the screen, with its course.
    #[must_use]
    pub fn open_lesson(&self) -> Option<(&LessonKey, &Arc<Course>, &Arc<Lesson>)> {
        let key = &self.place.as_ref()?.lesson;
        Some((key, self.course(&key.pack)?, self.lesson(key)?))
    }

    /// The session of the lesson on the screen.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.sessions.get(&self.place.as_ref()?.lesson)
    }

    /// How far the learner is with a lesson.
    #[must_use]
    pub fn lesson_state(&self, pack: &PackKey, lesson: &Lesson) -> LessonState {
        let Some(standing) = self.standing(pack) else { return LessonState::Unseen };
        let items: Vec<_> = lesson.questions.iter().map(|q| standing.item(&q.id, &q.was)).collect();
        // What a round does not tell yet is not told by the list either.
        let key = LessonKey { pack: pack.clone(), lesson: lesson.id.clone() };
        let session = self.sessions.get(&key);
        let untold = |id: &Id| {
            let session = session.filter(|session| !session.tells(id))?;
            session.turn(id).filter(|turn| turn.verdict.is_some())
        };
        let is_right = |(question, item): &(&Question, &ItemStanding)| {
            untold(&question.id).map_or(item.ever_right, |turn| turn.was_right)
        };
        let right = lesson.questions.iter().zip(&items).filter(is_right).count();
        let events = standing.lesson(&lesson.id, &lesson.was);
        let done = if lesson.questions.is_empty() {
            events.end_reached
        } else {
            let known = events.known && items.iter().all(|item| item.bears_out());
            known || right == lesson.questions.len()
        };
        if done {
            LessonState::Done
        } else if events.begun || items.iter().any(|item| item.attempts > 0 || item.changed) {
            #[expect(clippy::cast_precision_loss, reason = "a handful of questions")]
            let share = if items.is_empty() { 0.0 } else { right as f32 / items.len() as f32 };
            LessonState::Begun(share)
        } else {
            LessonState::Unseen
        }
    }

    /// Lessons done and all, of some lessons of a pack.
    #[must_use]
    pub fn done_of<'a>(
        &self,
        course: &Course,
        lessons: impl Iterator<Item = &'a Id>,
    ) -> (usize, usize) {
        lessons.filter_map(|id| course.lesson(id)).fold((0, 0), |(done, all), lesson| {
            let is_done = self.lesson_state(&course.key, lesson) == LessonState::Done;
            (done + usize::from(is_done), all + 1)
        })
    }

    /// Every lesson in the order of the list.
    pub fn lessons(&self) -> impl Iterator<Item = LessonKey> + '_ {
        self.shelf.packs.iter().flat_map(|pack| {
            pack.course.lessons.iter().map(|lesson| LessonKey {
                pack: pack.course.key.clone(),
                lesson: lesson.id.clone(),
            })
        })
    }

    fn first_lesson(&self) -> Option<LessonKey> {
        self.lessons().next()
    }

    /// Where to go on: the open lesson while it isn't done, else the next one that isn't.
    #[must_use]
    pub fn go_on(&self) -> Option<LessonKey> {
        let undone = |key: &LessonKey| {
            self.lesson(key)
                .is_some_and(|lesson| self.lesson_state(&key.pack, lesson) != LessonState::Done)
        };
        let open = self.place.as_ref().map(|place| &place.lesson);
        if let Some(open) = open
            && undone(open)
        {
            return Some(open.clone());
        }
        let after = self.lessons().skip_while(|key| Some(key) != open).find(undone);
        after.or_else(|| self.lessons().find(undone))
    }

    /// Minutes that a lesson still takes, by the share of its questions that are open.
    #[must_use]
    pub fn minutes_left(&self, key: &LessonKey) -> Option<u32> {
        let lesson = self.lesson(key)?;
        let share = match self.lesson_state(&key.pack, lesson) {
            LessonState::Unseen => 1.0,
            LessonState::Begun(share) => 1.0 - f64::from(share),
            LessonState::Done => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 600")]
        let left = (f64::from(lesson.minutes) * share).ceil() as u32;
        Some(left)
    }

    /// The lesson after the open one, in its course.
    #[must_use]
    pub fn next_lesson(&self) -> Option<LessonKey> {
        let open = &self.place.as_ref()?.lesson;
        self.lessons().skip_while(|key| key != open).nth(1).filter(|key| key.pack == open.pack)
    }

    /// A stored answer that takes longer than a person should wonder about.
    #[must_use]
    pub fn saving_long(&self) -> bool {
        let long = |p: &Pending| self.moment.millis.saturating_sub(p.since) >= SAVING_SHOWN;
        self.pending.values().any(|pending| !pending.counted && long(pending))
    }
}

/// "Saving…" is said after this many milliseconds.
pub const SAVING_SHOWN: u64 = 100;
