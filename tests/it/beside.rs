//! Work beside the window: bounded, given up, answered exactly once, and ended when the app ends.

use crate::{
    outbox::answer,
    support::{attempt, folder, moment},
};
use std::{
    collections::VecDeque,
    path::Path,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, channel},
    },
    time::Duration,
};
use strata::{
    app::{
        Action, Effect, Job,
        io::{
            keeper::DiskReader,
            pool::{Failure, Order, Pool, Stop, Watched},
            ports::{Clock, Examiner, FilePicker, Keeper, PackReader, Reply, SystemTheme},
            runner::{Ports, Runner},
        },
        values::{Installed, KeepError, Moment, Picked, Reopened},
    },
    id::{Id, PackKey},
    library::{Receipt, Refusal, Shelf},
    pack::Watch,
    progress::{Attempt, Corrected, Corrections, LessonEvent, RowId, Stamp},
    theme::ColourScheme,
};

/// Longer than anything here takes, even on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(20);

/// Holds work up until it is opened.
#[derive(Default)]
struct Gate(Mutex<bool>, Condvar);

impl Gate {
    fn pass(&self) {
        let open = self.0.lock().unwrap();
        drop(self.1.wait_while(open, |open| !*open).unwrap());
    }

    fn open(&self) {
        *self.0.lock().unwrap() = true;
        self.1.notify_all();
    }
}

fn stoppable() -> (Arc<Stop>, Order) {
    let stop = Arc::new(Stop::default());
    (stop.clone(), Order::While(stop))
}

#[test]
fn no_more_is_done_at_a_time_than_there_are_threads_for() {
    let pool = Pool::of(2);
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (told, answers) = channel();
    for number in 0..40 {
        let (now, most, told) = (now.clone(), most.clone(), told.clone());
        let work = move || {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(1));
            now.fetch_sub(1, Ordering::SeqCst);
            number
        };
        pool.run(Order::Finish, work, move |done| told.send(done.unwrap()).unwrap());
    }
    pool.close();
    let mut all: Vec<i32> = answers.try_iter().collect();
    all.sort_unstable();
    assert_eq!(all, (0..40).collect::<Vec<_>>(), "each is answered once");
    assert!(most.load(Ordering::SeqCst) <= 2, "{most:?}");
    assert_eq!(pool.load(), 0);
}

#[test]
fn what_nobody_waits_for_any_more_is_not_begun() {
    let pool = Pool::of(1);
    let gate = Arc::new(Gate::default());
    let held = gate.clone();
    pool.run(Order::Finish, move || held.pass(), |_| {});
    let begun = Arc::new(AtomicUsize::new(0));
    let (told, answers) = channel();
    // A window that is being resized asks so: each time for another width.
    for width in 0..50 {
        let (stop, order) = stoppable();
        let (begun, told) = (begun.clone(), told.clone());
        let work = move || {
            begun.fetch_add(1, Ordering::SeqCst);
            width
        };
        pool.run(order, work, move |done| told.send(done).unwrap());
        if width < 49 {
            stop.stop();
        }
    }
    gate.open();
    pool.run(Order::Finish, || {}, |_| {});
    let answers: Vec<Result<i32, Failure>> =
        (0..50).map(|_| answers.recv_timeout(PATIENCE).unwrap()).collect();
    pool.close();
    assert_eq!(begun.load(Ordering::SeqCst), 1, "only the last width");
    assert_eq!(answers.iter().filter(|done| **done == Err(Failure::Stopped)).count(), 49);
    assert_eq!(answers.last(), Some(&Ok(49)));
}

#[test]
fn what_comes_too_late_counts_for_nothing() {
    let pool = Pool::of(1);
    let (stop, order) = stoppable();
    let (told, answers) = channel();
    let theirs = stop.clone();
    pool.run(order, move || theirs.stop(), move |done| told.send(done).unwrap());
    assert_eq!(answers.recv_timeout(PATIENCE).unwrap(), Err(Failure::Stopped));
}

#[test]
fn a_panic_is_an_answer_and_the_next_work_is_done_all_the_same() {
    for pool in [Pool::of(1), Pool::here()] {
        let (told, answers) = channel();
        for number in 0..3 {
            let told = told.clone();
            let work = move || {
                assert!(number != 1, "number {number} is wrong");
                number
            };
            pool.run(Order::Finish, work, move |done| told.send(done).unwrap());
        }
        // A panic while an answer is taken ends no thread.
        pool.run(Order::Finish, || (), |_| panic!("nobody takes this"));
        pool.close();
        let answers: Vec<Result<i32, Failure>> = answers.try_iter().collect();
        let why = Failure::Panicked("number 1 is wrong".to_owned());
        assert_eq!(answers, [Ok(0), Err(why), Ok(2)]);
    }
}

#[test]
fn at_the_end_what_must_be_is_finished_and_the_rest_is_stopped() {
    let pool = Pool::of(1);
    let (told, answers) = channel();
    let (stop, order) = stoppable();
    let (seen, begun) = (stop.clone(), Arc::new(Gate::default()));
    let there = begun.clone();
    let long = move || {
        there.open();
        while !seen.is_stopped() {
            std::thread::sleep(Duration::from_millis(1));
        }
        "the long one"
    };
    let tell = |told: &std::sync::mpsc::Sender<_>| {
        let told = told.clone();
        move |done: Result<&'static str, Failure>| told.send(done).unwrap()
    };
    pool.run(order, long, tell(&told));
    begun.pass();
    pool.run(stoppable().1, || "one that waits", tell(&told));
    pool.run(Order::Finish, || "a picture", tell(&told));
    pool.close();
    let answers: Vec<_> = answers.try_iter().collect();
    assert_eq!(answers, [Err(Failure::Stopped), Err(Failure::Stopped), Ok("a picture")]);
    // Work that comes after the end is done nevertheless.
    let late = Arc::new(AtomicBool::new(false));
    let done = late.clone();
    pool.run(Order::Finish, move || done.store(true, Ordering::SeqCst), |_| {});
    assert!(late.load(Ordering::SeqCst));
}

/// A record that fails as it is told to, and remembers what it has stored.
#[derive(Default)]
struct Scripted {
    stored: Arc<Mutex<Vec<String>>>,
    /// What the next calls do, in order; calls after that succeed.
    script: VecDeque<Turn>,
    examiner: bool,
}

enum Turn {
    Panic,
    Wait(Arc<Gate>),
}

impl Scripted {
    fn turn(&mut self) {
        match self.script.pop_front() {
            Some(Turn::Panic) => panic!("a mistake of ours"),
            Some(Turn::Wait(gate)) => gate.pass(),
            None => {}
        }
    }
}

impl Keeper for Scripted {
    fn store(&mut self, attempt: &Attempt) -> Result<RowId, KeepError> {
        self.turn();
        let mut stored = self.stored.lock().unwrap();
        stored.push(attempt.item.to_string());
        Ok(RowId(i64::try_from(stored.len()).unwrap()))
    }

    fn correct(&mut self, _corrections: &Corrections) -> Result<Corrected, KeepError> {
        Err(KeepError::Gone)
    }

    fn note(
        &mut self,
        _pack: &PackKey,
        _lesson: &Id,
        _event: LessonEvent,
        _at: Stamp,
    ) -> Result<(), KeepError> {
        self.turn();
        Ok(())
    }

    fn save_prefs(&mut self, _settings: &[(String, String)]) -> Result<(), KeepError> {
        self.turn();
        Ok(())
    }

    fn install(&mut self, _: &Receipt, _: &Shelf, _: Stamp) -> Result<Installed, KeepError> {
        Err(KeepError::Gone)
    }

    fn retry(&mut self) -> Result<(), KeepError> {
        self.turn();
        Ok(())
    }

    fn examiner(&self) -> Option<Examiner> {
        self.examiner.then(|| -> Examiner { Box::new(|| panic!("it can't be read through")) })
    }

    fn damaged(&mut self, _why: String) {}

    fn news(&mut self) -> Option<Reopened> {
        None
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Moment {
        moment(0)
    }
}

impl FilePicker for Still {
    fn start(&mut self, reply: Reply) {
        reply(Picked::Cancelled);
    }

    fn save(&mut self, _name: &str, reply: Reply) {
        reply(Picked::Cancelled);
    }
}

impl SystemTheme for Still {
    fn ask(&self) -> Option<ColourScheme> {
        panic!("the desktop has no words for it")
    }
}

/// A reader that reads until it is stopped.
struct Endless(Arc<Gate>);

impl PackReader for Endless {
    fn prepare(
        &self,
        path: &Path,
        _shelf: &Shelf,
        watch: &Watch,
    ) -> Result<Arc<Receipt>, Arc<Refusal>> {
        assert!(!path.ends_with("panics"), "a pack that we cannot bear");
        self.0.open();
        while !watch.is_stopped() {
            std::thread::sleep(Duration::from_millis(1));
        }
        Err(Arc::new(Refusal::Stopped))
    }
}

fn ports(keeper: Scripted, reader: Arc<dyn PackReader>) -> Ports {
    Ports {
        clock: Box::new(Still),
        picker: Box::new(Still),
        keeper: Box::new(keeper),
        reader,
        theme: Arc::new(Still),
    }
}

/// A runner with threads; and the end of a channel that gets a message whenever it wakes the
/// window.
fn threaded(keeper: Scripted, reader: Arc<dyn PackReader>) -> (Runner, Receiver<()>) {
    let (wake, woken) = channel();
    let wake = Mutex::new(wake);
    let wake = Arc::new(move || {
        let _gone = wake.lock().unwrap().send(());
    });
    (Runner::threaded(ports(keeper, reader), wake), woken)
}

/// The next `count` answers, each of which has woken the window.
fn next(runner: &Runner, woken: &Receiver<()>, count: usize) -> Vec<Action> {
    let mut answers = Vec::new();
    while answers.len() < count {
        answers.extend(runner.answers());
        if answers.len() < count {
            woken.recv_timeout(PATIENCE).expect("an answer comes");
        }
    }
    answers
}

fn store(job: u64, item: &str) -> Effect {
    Effect::Store { job: Job(job), attempt: Box::new(attempt("a/b", item, 1.0)) }
}

#[test]
fn a_panic_in_the_keeper_is_a_refusal_and_nothing_overtakes_until_it_is_tried_again() {
    let stored = Arc::new(Mutex::new(Vec::new()));
    let script = VecDeque::from([Turn::Panic]);
    let keeper = Scripted { stored: stored.clone(), script, examiner: true };
    let (mut runner, woken) = threaded(keeper, Arc::new(DiskReader));
    runner.perform(store(1, "one"));
    runner.perform(store(2, "two"));
    let answers = next(&runner, &woken, 2);
    for (answer, job) in answers.iter().zip([Job(1), Job(2)]) {
        let Action::Stored { job: of, result: Err(why) } = answer else { panic!("{answer:?}") };
        assert_eq!(*of, job);
        assert!(why.to_string().contains("a mistake of ours"), "{why}");
    }
    assert!(stored.lock().unwrap().is_empty());
    runner.perform(Effect::Retry { job: Job(3) });
    runner.perform(store(1, "one"));
    runner.perform(store(2, "two"));
    let answers = next(&runner, &woken, 3);
    assert!(matches!(answers[0], Action::Retried { job: Job(3), result: Ok(()) }), "{answers:?}");
    assert!(matches!(answers[2], Action::Stored { job: Job(2), result: Ok(RowId(2)) }));
    runner.finish();
    assert_eq!(*stored.lock().unwrap(), ["one", "two"]);
}

#[test]
fn an_answer_whose_keeper_panicked_waits_like_any_other_and_is_not_being_saved_for_ever() {
    use strata::app::update;
    let script = VecDeque::from([Turn::Panic]);
    let keeper = Scripted { script, ..Scripted::default() };
    let mut runner = Runner::inline(ports(keeper, Arc::new(DiskReader)));
    let mut model = crate::update::model();
    let effects = answer(&mut model, "shared-kernel");
    for effect in effects {
        runner.perform(effect);
    }
    for answer in runner.answers() {
        let _waits = update(&mut model, answer);
    }
    let _none = update(&mut model, Action::Clock(moment(500)));
    assert!(!model.saving_long());
    assert!(model.unkept().unwrap().contains("1 answer is not kept yet"), "{:?}", model.unkept());
    let retry = update(&mut model, Action::KeepNow);
    let mut coming = VecDeque::from(retry);
    while let Some(effect) = coming.pop_front() {
        runner.perform(effect);
        for answer in runner.answers() {
            coming.extend(update(&mut model, answer));
        }
    }
    assert_eq!(model.unkept(), None);
    assert!(model.may_close());
}

#[test]
fn at_its_exit_the_runner_has_stored_everything_and_saved_the_picture() {
    let own = folder();
    let path = own.path().join("a.svg");
    let stored = Arc::new(Mutex::new(Vec::new()));
    let gate = Arc::new(Gate::default());
    let script = VecDeque::from([Turn::Wait(gate.clone())]);
    let keeper = Scripted { stored: stored.clone(), script, examiner: false };
    let (mut runner, woken) = threaded(keeper, Arc::new(DiskReader));
    for job in 1..=20 {
        runner.perform(store(job, &format!("item-{job}")));
    }
    let bytes: Arc<[u8]> = vec![b'x'; 1_000_000].into();
    runner.perform(Effect::WriteFile { job: Job(99), path: path.clone(), bytes });
    gate.open();
    runner.finish();
    assert_eq!(stored.lock().unwrap().len(), 20);
    assert_eq!(std::fs::read(&path).unwrap().len(), 1_000_000);
    let answers = next(&runner, &woken, 21);
    let jobs: std::collections::BTreeSet<u64> = answers
        .iter()
        .map(|answer| match answer {
            Action::Stored { job, .. } | Action::PictureSaved { job, .. } => job.0,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(jobs.len(), 21, "each is answered once");
    // Work that comes after the end is refused with the reason.
    runner.perform(store(100, "late"));
    let answers = runner.answers();
    assert!(matches!(&answers[..], [Action::Stored { result: Err(_), .. }]), "{answers:?}");
}

#[test]
fn a_runner_that_is_dropped_has_come_to_its_end_as_well() {
    let stored = Arc::new(Mutex::new(Vec::new()));
    let keeper = Scripted { stored: stored.clone(), ..Scripted::default() };
    let (mut runner, _woken) = threaded(keeper, Arc::new(DiskReader));
    for job in 1..=5 {
        runner.perform(store(job, &format!("item-{job}")));
    }
    drop(runner);
    assert_eq!(stored.lock().unwrap().len(), 5);
}

#[test]
fn a_pack_that_is_being_read_is_given_up_at_the_exit() {
    let began = Arc::new(Gate::default());
    let (mut runner, _woken) = threaded(Scripted::default(), Arc::new(Endless(began.clone())));
    let shelf = Arc::new(Shelf::default());
    let watch = Arc::new(Watch::default());
    let path = "a pack".into();
    runner.perform(Effect::Prepare { job: Job(7), path, shelf, watch });
    began.pass();
    runner.finish();
    let answers = runner.answers();
    let [Action::Prepared { job: Job(7), result: Err(refusal) }] = &answers[..] else {
        panic!("{answers:?}")
    };
    assert!(matches!(**refusal, Refusal::Stopped));
}

#[test]
fn a_reader_and_a_desktop_that_panic_have_answered() {
    let (mut runner, woken) = threaded(Scripted::default(), Arc::new(Endless(Arc::default())));
    let (shelf, watch) = (Arc::new(Shelf::default()), Arc::new(Watch::default()));
    let path = "panics".into();
    runner.perform(Effect::Prepare { job: Job(7), path, shelf, watch });
    let answers = next(&runner, &woken, 1);
    let [Action::Prepared { result: Err(refusal), .. }] = &answers[..] else {
        panic!("{answers:?}")
    };
    assert!(refusal.to_string().contains("a pack that we cannot bear"), "{refusal}");
    runner.perform(Effect::AskSystemTheme { job: Job(8) });
    let answers = next(&runner, &woken, 1);
    assert!(matches!(answers[..], [Action::SystemTheme { job: Job(8), scheme: None }]));
}
