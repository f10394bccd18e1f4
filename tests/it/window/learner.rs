//! A learner who works by keyboard alone: presses keys, and reads the names of what is on the
//! screen. How a lesson is opened, walked through, followed, answered and finished is known here
//! only, so another window changes this file alone.

mod live;

use super::stage::{Setting, Stage};
use egui::{
    Event, Key, Modifiers, Rect,
    accesskit::{Action, Role, Toggled},
};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::{HashMap, HashSet};
use strata::{
    app::LessonKey,
    diagram::{Decision, NodePath, NodeRef, Trace, TraceKind, Way, journey::PlaceState},
    id::Id,
    pack::{Course, Lesson, course::SideBySide},
    quiz::{
        self, Answer, Kind, Question, Session, Target,
        grade::{box_of, hits},
        reason_of, reasons, right_answer,
    },
};

/// Presses of Tab after which nobody would go on looking.
const PATIENCE: usize = 400;

pub struct Learner {
    pub stage: Stage,
    has_predicted: bool,
}

/// What has the focus.
struct Focus {
    name: String,
    role: Role,
    rect: Rect,
}

impl Focus {
    fn of(node: &egui_kittest::Node<'_>) -> Self {
        let rect = node.rect();
        let node = node.accesskit_node();
        Self { name: node.label().unwrap_or_default(), role: node.role(), rect }
    }
}

/// Which way Tab goes.
#[derive(Clone, Copy, PartialEq)]
enum Tab {
    On,
    Back,
    /// The way that looks shorter to who sees the window.
    Short,
}

impl Learner {
    /// Opens a lesson, or the check of a unit, from the list.
    pub fn opens(lesson: &str) -> Self {
        let stage = Stage::untouched(Setting { today: true, ..Setting::default() });
        let mut learner = Self { stage, has_predicted: false };
        let row = learner.row(lesson, "not begun");
        // The list stands near the end of the order of Tab, and the unit may be folded.
        let unit = learner.course().unit_of(&crate::support::id(lesson)).unwrap();
        let unit = format!("{}, ", unit.title);
        if !learner.stage.shows(&row) {
            learner.reach(Tab::Back, &unit, |focus| focus.name.starts_with(&unit));
            learner.press(Key::Enter);
            learner.reach(Tab::On, &row, |focus| focus.name == row);
        }
        learner.reach(Tab::Back, &row, |focus| focus.name == row);
        learner.press(Key::Enter);
        assert_eq!(learner.key().lesson.as_str(), lesson);
        learner
    }

    /// The line of a lesson or a check in the list.
    fn row(&self, lesson: &str, state: &str) -> String {
        let found = self.course().lessons.iter().find(|known| known.id.as_str() == lesson).unwrap();
        let check = if found.check.is_some() { ", check" } else { "" };
        format!("{}{check}, {state}", found.title)
    }

    fn course(&self) -> &Course {
        &self.stage.model().shelf.packs[0].course
    }

    fn key(&self) -> &LessonKey {
        &self.stage.model().navigation.place.as_ref().unwrap().lesson
    }

    /// The open lesson.
    pub fn lesson(&self) -> std::sync::Arc<Lesson> {
        self.stage.model().open_lesson().unwrap().2.clone()
    }

    pub fn session(&self) -> &Session {
        self.stage.model().session().unwrap()
    }

    /// The question that is asked now, if any is.
    pub fn asked(&self) -> Option<Question> {
        let id = self.session().current()?;
        self.stage.model().question(self.key(), id).cloned()
    }

    /// Says in the list that this is done or passed.
    #[track_caller]
    pub fn is_listed(&self, lesson: &str, state: &str) {
        self.stage.expect(&self.row(lesson, state));
    }

    // Keys, and what has the focus.

    fn put(&mut self, key: Key, modifiers: Modifiers) {
        // Down and up in one frame, as from a quick hand: a frame for each would take twice as long.
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.stage.harness.input_mut().events.extend([event(true), event(false)]);
    }

    fn press(&mut self, key: Key) {
        self.put(key, Modifiers::NONE);
        let n = self.stage.harness.run();
        note(&format!("press {key:?}"), n as usize);
    }

    fn types(&mut self, words: &str) {
        self.stage.harness.event(Event::Text(words.to_owned()));
        self.stage.run();
    }

    fn focus(&self) -> Option<Focus> {
        let mut focused =
            self.stage.harness.query_all_by(|node| !node.is_hidden() && node.is_focused());
        Some(Focus::of(&focused.next()?))
    }

    /// Presses Tab until what is looked for has the focus.
    #[track_caller]
    fn reach(&mut self, tab: Tab, words: &str, found: impl Fn(&Focus) -> bool) {
        let back = tab == Tab::Back || (tab == Tab::Short && self.is_shorter_back(&found));
        let modifiers = if back { Modifiers::SHIFT } else { Modifiers::NONE };
        let mut passed = Vec::new();
        for _ in 0..PATIENCE {
            let focus = self.focus();
            if focus.as_ref().is_some_and(&found) {
                return;
            }
            passed.push(focus.map(|focus| focus.name).unwrap_or_default());
            self.put(Key::Tab, modifiers);
            self.stage.harness.step();
            note(&format!("tab {words}"), 1);
        }
        passed.dedup();
        panic!("Tab never comes to {words}; it passes:\n{}", passed.join("\n"));
    }

    /// Does what is looked for stand nearer before the focus than after it?
    fn is_shorter_back(&self, found: &impl Fn(&Focus) -> bool) -> bool {
        let stops =
            self.stage.harness.query_all_by(|node| node.data().supports_action(Action::Focus));
        let stops: Vec<(bool, bool)> =
            stops.map(|node| (node.is_focused(), found(&Focus::of(&node)))).collect();
        let Some(here) = stops.iter().position(|(focused, _)| *focused) else { return false };
        let count = stops.len();
        let far = |steps: &dyn Fn(usize) -> usize| {
            let wanted = stops.iter().enumerate().filter(|(_, (_, wanted))| *wanted);
            wanted.map(|(at, _)| steps(at)).min().unwrap_or(count)
        };
        far(&|at| (here + count - at) % count) < far(&|at| (at + count - here) % count)
    }

    #[track_caller]
    fn reach_one_of(&mut self, tab: Tab, names: &[&str]) {
        self.reach(tab, &format!("{names:?}"), |focus| names.contains(&focus.name.as_str()));
    }

    #[track_caller]
    fn press_one_of(&mut self, tab: Tab, names: &[&str]) {
        self.reach_one_of(tab, names);
        self.press(Key::Enter);
    }

    /// The names of everything of this role, in their order.
    fn names(&self, role: Role) -> Vec<(String, Option<Toggled>, Rect)> {
        let all = self.stage.harness.query_all_by(move |node| node.role() == role);
        let named = all.map(|node| {
            let rect = node.rect();
            let node = node.accesskit_node();
            (node.label().unwrap_or_default(), node.toggled(), rect)
        });
        named.collect()
    }

    // Answering.

    /// Gives an answer to the question that is asked, and lets it be checked.
    #[track_caller]
    pub fn answers(&mut self, question: &Question, answer: &Answer) {
        self.stage.expect(&question.prompt);
        if let Some(transcript) = &question.transcript {
            self.stage.expect(transcript);
        }
        match (&question.kind, answer) {
            (Kind::Diagnose(asked), Answer::Options(ids)) => {
                for tried in asked.requests.iter().filter(|tried| ids.contains(&tried.id)) {
                    let name = format!("Try “{}”", tried.text);
                    self.press_one_of(Tab::On, &[name.as_str()]);
                }
                self.picks(question, ids);
                return self.press_one_of(Tab::Short, &CHECKS);
            }
            (_, Answer::Options(ids)) => {
                self.picks(question, ids);
                return self.press_one_of(Tab::Short, &CHECKS);
            }
            (Kind::PointAt { target, .. }, Answer::Nodes(nodes)) => {
                self.points(nodes, matches!(target, Target::All(_)));
                if matches!(target, Target::Any(_)) {
                    // Enter on what is chosen checks it.
                    self.press(Key::Enter);
                    return;
                }
            }
            (Kind::Order(order), Answer::Order(ids)) => {
                let text = |id: &Id| order.items.iter().find(|item| item.id == *id).unwrap();
                let mut rows: Vec<&str> = ids.iter().map(|id| text(id).text.as_str()).collect();
                if order.upwards {
                    rows.reverse();
                }
                self.sorts(&rows);
            }
            (_, Answer::Pairs(pairs)) => self.gives(question, pairs),
            (_, Answer::Text(text)) => {
                self.reach(Tab::Short, "the field", |focus| focus.name.starts_with("Your answer"));
                self.types(text);
                self.press(Key::Enter);
                return;
            }
            (Kind::Settings(wanted), Answer::Settings(pairs)) => self.sets(question, wanted, pairs),
            _ => panic!("{answer} is no answer to {}", question.id),
        }
        self.checks();
    }

    /// Lets the answer be checked from where the keyboard is: the button may be far.
    fn checks(&mut self) {
        self.put(Key::Enter, Modifiers::COMMAND);
        self.stage.run();
    }

    /// Options, each by the number that stands at it.
    fn picks(&mut self, question: &Question, ids: &[Id]) {
        let choices = question.kind.choices().unwrap();
        for choice in choices.iter().filter(|choice| ids.contains(&choice.id)) {
            let rows = [Role::RadioButton, Role::CheckBox].map(|role| self.names(role)).concat();
            let numbers = rows.iter().filter_map(|(name, ..)| name.split_once(". "));
            let mut numbers = numbers.filter(|(_, words)| choice.text == *words);
            let number = numbers.next().unwrap_or_else(|| panic!("“{}” is an option", choice.text));
            self.press(Key::from_name(number.0).unwrap());
        }
    }

    /// Goes from layer to layer with the arrows, and chooses these, `several` at once or any of them.
    fn points(&mut self, nodes: &[NodeRef], several: bool) {
        for node in nodes {
            let course = self.course();
            let diagram = course.diagram(node.diagram.as_ref().unwrap()).unwrap().clone();
            let layer = diagram.layer(&node.node).unwrap();
            let named = layer.name.split("{n}").next().unwrap().to_owned();
            let ends = format!(", {}", diagram.title);
            let on_figure = |focus: &Focus| focus.role == Role::TreeItem;
            if !self.focus().is_some_and(|focus| on_figure(&focus)) {
                self.reach(Tab::Short, "the picture", |focus| {
                    on_figure(focus) && focus.name.ends_with(&ends)
                });
            }
            let all = self.names(Role::TreeItem).into_iter().map(|(name, ..)| name);
            let mut boxes: Vec<String> =
                all.filter(|name| name.starts_with(&named) && name.ends_with(&ends)).collect();
            boxes.dedup();
            let found = boxes.iter().any(|name| {
                self.goes_to(name);
                self.press(Key::Enter);
                let chosen = self.session().current_turn().and_then(|turn| turn.chosen.clone());
                let Some(Answer::Nodes(chosen)) = chosen else { return false };
                let means = |chosen: &NodeRef| node.means(&box_of(&diagram.id, chosen));
                let right = chosen.iter().any(means);
                if !right && several {
                    // As it was: this may have been chosen for another one.
                    self.press(Key::Enter);
                }
                right
            });
            assert!(found, "{node} is none of {boxes:?}");
        }
    }

    /// Goes to the layer of this name with the arrows, as one would who sees where it is.
    #[track_caller]
    fn goes_to(&mut self, name: &str) {
        let mut tried: HashMap<(String, Key), usize> = HashMap::new();
        for _ in 0..120 {
            let Some(here) = self.focus() else { panic!("the focus is lost on the way to {name}") };
            if here.name == name {
                return;
            }
            let at = here.rect.center();
            let all = self.names(Role::TreeItem);
            let places = all.iter().filter(|(other, ..)| other == name).map(|(.., rect)| rect);
            let to = places.map(|rect| rect.center() - at);
            let to = to.min_by(|a, b| a.length().total_cmp(&b.length())).unwrap();
            let ways = [
                (Key::ArrowUp, -to.y),
                (Key::ArrowDown, to.y),
                (Key::ArrowLeft, -to.x),
                (Key::ArrowRight, to.x),
            ];
            let often = |key: Key| tried.get(&(here.name.clone(), key)).copied().unwrap_or(0);
            let best = ways
                .iter()
                .min_by(|(a, far), (b, farther)| {
                    often(*a).cmp(&often(*b)).then(farther.total_cmp(far))
                })
                .unwrap()
                .0;
            *tried.entry((here.name, best)).or_default() += 1;
            self.press(best);
        }
        panic!("arrows never lead to {name}");
    }

    /// Puts rows in this order, from the top.
    fn sorts(&mut self, wanted: &[&str]) {
        let place = |name: &str| {
            let (rest, all) = name.rsplit_once(" of ")?;
            let (words, at) = rest.rsplit_once(", ")?;
            let words = words.strip_suffix(", picked up").unwrap_or(words);
            let known = all.parse().ok() == Some(wanted.len()) && wanted.contains(&words);
            Some((words.to_owned(), at.parse::<usize>().ok()? - 1)).filter(|_| known)
        };
        let is_row = |focus: &Focus| focus.role == Role::ListItem && place(&focus.name).is_some();
        self.reach(Tab::Short, "a row", is_row);
        let mut moved = false;
        for (to, words) in wanted.iter().enumerate() {
            let rows = self.names(Role::ListItem);
            let mut rows = rows.iter().filter_map(|(name, ..)| place(name));
            let (_, from) = rows.find(|(row, _)| row == words).unwrap();
            let (_, here) = place(&self.focus().unwrap().name).unwrap();
            let arrow = if here < from { Key::ArrowDown } else { Key::ArrowUp };
            (0..here.abs_diff(from)).for_each(|_| self.press(arrow));
            if from == to {
                continue;
            }
            moved = true;
            self.press(Key::Enter);
            (to..from).for_each(|_| self.press(Key::ArrowUp));
            self.press(Key::Enter);
        }
        if !moved {
            // What lies as it should is confirmed by moving a row and putting it back.
            for key in [Key::Enter, Key::ArrowUp, Key::ArrowDown, Key::Enter] {
                self.press(key);
            }
        }
    }

    /// Gives each item its target, by the number of the target.
    fn gives(&mut self, question: &Question, pairs: &[(Id, Id)]) {
        if let Kind::Label(label) = &question.kind {
            let letters = label.letters(self.course().diagram(&label.diagram).unwrap());
            for (name, layer) in pairs {
                let tag = label.names.iter().find(|tag| tag.id == *name).unwrap();
                let letter = letters.iter().find(|(id, _)| id == layer).unwrap().1;
                let chip = format!("{}: {letter}", tag.text);
                self.reach(Tab::Short, &chip, |focus| focus.name.starts_with(&chip));
                self.press(Key::Space);
            }
            return;
        }
        let pairing = question.kind.pairing().unwrap();
        let items = pairing.items.iter().map(|item| (item.id, item.text.to_string()));
        let items: HashMap<&Id, String> = items.collect();
        let targets = pairing.targets.iter().map(|target| (target.id, target.text.to_string()));
        let targets: HashMap<&Id, String> = targets.collect();
        for _ in 0..pairs.len() {
            let chips = self.names(Role::RadioButton);
            // The first item that has no target yet.
            let of = |item: &Id| {
                let lead = format!("{}: ", items[item]);
                let own = chips.iter().filter(move |(name, ..)| name.starts_with(&lead));
                own.collect::<Vec<_>>()
            };
            let is_open = |item: &Id| {
                let own = of(item);
                !own.is_empty() && own.iter().all(|(_, on, _)| *on != Some(Toggled::True))
            };
            let first = |item: &Id| chips.iter().position(|chip| chip == of(item)[0]);
            let open = pairs.iter().filter(|(item, _)| is_open(item));
            let (item, target) = open.min_by_key(|(item, _)| first(item)).unwrap();
            let words = format!("{}: {}", items[item], targets[target]);
            let own = of(item);
            let at = own
                .iter()
                .position(|(name, ..)| name.split(" (now: ").next() == Some(words.as_str()));
            let at = at.unwrap_or_else(|| panic!("“{words}” is to be had"));
            self.press(Key::from_name(&(at + 1).to_string()).unwrap());
        }
    }

    /// What is told of the answer that was just checked: whether it is right, and why.
    #[track_caller]
    pub fn is_told(&self, question: &Question, answer: &Answer) {
        let turn = self.session().turn(&question.id).unwrap();
        let verdict = turn.verdict.as_ref().unwrap();
        assert_eq!(verdict.grade, quiz::grade(question, answer), "{}", verdict.answer);
        self.stage.expect(match verdict.grade {
            grade if grade.right() => "Right.",
            grade if grade.partly() => "Partly right: ",
            _ => "Not right yet.",
        });
        self.is_explained(question, &verdict.answer);
    }

    /// The reason that matters most is on the screen, and none is empty.
    #[track_caller]
    fn is_explained(&self, question: &Question, answer: &Answer) {
        let all = reasons(question, answer);
        assert!(!all.is_empty(), "{} says nothing of {answer}", question.id);
        for reason in &all {
            assert!(!reason.because.trim().is_empty(), "{} {:?}", question.id, reason.part);
        }
        self.stage.expect(reason_of(question, answer).unwrap());
    }

    /// From the summary back to what was not right.
    pub fn retries(&mut self) {
        self.press_one_of(Tab::Short, &["Retry what was wrong"]);
    }

    /// On to the next question, or to the summary.
    pub fn goes_on(&mut self) {
        self.press_one_of(Tab::Short, &["Next question", "Next", "Finish", "To the summary"]);
    }

    // Guessing, walking and following.

    /// Guesses before the lesson is read.
    pub fn guesses(&mut self) {
        let before = self.lesson().before.len();
        assert!(before > 0, "there is a guess");
        self.press_one_of(Tab::Short, &["Guess first"]);
        for _ in 0..before {
            let question = self.asked().unwrap();
            self.answers(&question, &wrong_answer(&question, self.course()));
        }
        let kept = if before == 1 { "Your guess is kept" } else { "Your guesses are kept" };
        self.stage.expect(kept);
        self.press_one_of(Tab::Short, &["Read the lesson"]);
        self.stage.expect_not(kept);
    }

    /// Goes to a figure: to the layer of it on which the keyboard stands.
    pub fn comes_to(&mut self, figure: &SideBySide) {
        let title = |id: &Id| format!(", {}", self.course().diagram(id).unwrap().title);
        let titles: Vec<String> = figure.diagrams.iter().map(title).collect();
        self.reach(Tab::On, &format!("the figure of {titles:?}"), |focus| {
            focus.role == Role::TreeItem && titles.iter().any(|title| focus.name.ends_with(title))
        });
    }

    /// Walks through all steps of the figure on which the keyboard stands.
    pub fn walks(&mut self, figure: &SideBySide) {
        let count = figure.steps.len();
        for (at, step) in (1..).zip(&figure.steps) {
            let asks = step.ask.as_ref().filter(|id| self.stage.model().open_to_ask(id)).cloned();
            self.press(Key::Period);
            self.predicts(asks.as_ref());
            self.stage.expect(&format!("Step {at} of {count}."));
            self.stage.expect(&step.say);
        }
        if count > 0 {
            self.press_one_of(Tab::Short, &["Whole picture"]);
        }
    }

    /// Answers what a step or a way asks before it shows: the first time rightly, then wrongly.
    fn predicts(&mut self, asks: Option<&Id>) {
        let Some(asks) = asks else { return self.stage.expect_not("Answer first, then see.") };
        self.stage.expect("Check and show");
        let question = self.asked().unwrap();
        assert_eq!(question.id, *asks);
        let rightly = !std::mem::replace(&mut self.has_predicted, true);
        let answer =
            if rightly { right_answer(&question) } else { wrong_answer(&question, self.course()) };
        self.answers(&question, &answer);
        let grade = quiz::grade(&question, &answer);
        self.stage.expect(match grade {
            _ if rightly => "As you expected.",
            grade if grade.partly() => "Partly as you expected.",
            _ => "Not what you expected.",
        });
        self.is_explained(&question, &answer);
    }

    /// Follows each request of a figure along every way that it can go.
    pub fn follows(&mut self, figure: &SideBySide) {
        let drawn = figure.diagrams.iter().map(|id| self.course().diagram(id).unwrap().clone());
        let decisions: Vec<Trace> = drawn.flat_map(|diagram| diagram.decisions.clone()).collect();
        for trace in figure.traces.iter().chain(&decisions) {
            self.begins(trace);
            let taken = self.goes_every_way(trace);
            let choices = trace.paths.iter().flat_map(|path| path.choices());
            let all: HashSet<Decision> = choices
                .flat_map(|choice| {
                    choice
                        .ways
                        .iter()
                        .map(|way| Decision { choice: choice.id.clone(), way: way.id.clone() })
                })
                .collect();
            assert_eq!(taken, all, "{}", trace.title);
            self.press_one_of(Tab::Short, &["Stop following", "Whole picture"]);
        }
    }

    fn begins(&mut self, trace: &Trace) {
        self.reach(Tab::On, "what follows a request", |focus| {
            ["Follow ", "Decide"].iter().any(|lead| focus.name.starts_with(lead))
        });
        self.press(Key::Enter);
        if self.names(Role::MenuItem).is_empty() {
            return;
        }
        let row = match trace.kind {
            TraceKind::Decision => format!("Decide: {}", trace.title),
            TraceKind::Request | TraceKind::Control => trace.title.clone(),
        };
        self.press_one_of(Tab::On, &[row.as_str()]);
    }

    /// Goes along with a request, back to the last choice that has a way which was not seen, and on
    /// from there, until all were seen. Gives the ways that were taken.
    fn goes_every_way(&mut self, trace: &Trace) -> HashSet<Decision> {
        let (mut taken, mut made, mut tick) = (HashSet::new(), Vec::<Decision>::new(), 0);
        self.is_at(trace, &made, tick);
        loop {
            loop {
                let journey = trace.journey(&made);
                if tick + 1 == journey.ticks.len() {
                    let Some(choice) = journey.ahead else { break };
                    self.stage.expect(choice.kind.words());
                    let way_of =
                        |way: &Id| Decision { choice: choice.id.clone(), way: way.clone() };
                    let is_new = |way: &&Way| !taken.contains(&way_of(&way.id));
                    let way = choice.ways.iter().find(is_new).unwrap_or(&choice.ways[0]);
                    for way in &choice.ways {
                        let seen = if is_new(&way) { "" } else { ", seen" };
                        let name = format!("{}{seen}", way.name);
                        let shown = self.names(Role::Button).iter().any(|(own, ..)| *own == name);
                        assert!(shown, "“{name}” is a way of {}", trace.title);
                    }
                    let open = |id: &&Id| self.stage.model().open_to_ask(id);
                    let asks = way.ask.as_ref().filter(open);
                    taken.insert(way_of(&way.id));
                    made.push(way_of(&way.id));
                    self.press(Key::Period);
                    self.predicts(asks);
                } else {
                    self.press(Key::Period);
                }
                tick += 1;
                self.is_at(trace, &made, tick);
            }
            for place in &trace.journey(&made).ticks[tick].places {
                let ends = match (trace.kind, place.state) {
                    (TraceKind::Decision, _) => "Decided.",
                    (_, PlaceState::Ended) => "It ends here.",
                    _ => "It has arrived.",
                };
                self.stage.expect(ends);
            }
            let open = (0..made.len()).rev().find(|at| {
                let choice = trace.choice(&made[*at].choice).unwrap();
                let way_of = |way: &Id| Decision { choice: choice.id.clone(), way: way.clone() };
                choice.ways.iter().any(|way| !taken.contains(&way_of(&way.id)))
            });
            let Some(open) = open else { return taken };
            made.truncate(open);
            let at = trace.journey(&made).ticks.len() - 1;
            while tick > at {
                self.press(Key::Comma);
                tick -= 1;
            }
            self.is_at(trace, &made, tick);
        }
    }

    /// Where one is along with a request, as it is said, and what happens there.
    #[track_caller]
    fn is_at(&self, trace: &Trace, made: &[Decision], tick: usize) {
        let title = match trace.kind {
            TraceKind::Decision => format!("{} Stop", trace.title),
            TraceKind::Request | TraceKind::Control => format!("{}, hop", trace.title),
        };
        let name = |made: &Decision| {
            let ways = &trace.choice(&made.choice).unwrap().ways;
            ways.iter().find(|way| way.id == made.way).unwrap().name.clone()
        };
        let journey = trace.journey(made);
        let ways: Vec<String> = made.iter().take(journey.ticks[tick].decided).map(name).collect();
        let ways = if ways.is_empty() { String::new() } else { format!(": {}", ways.join(", ")) };
        self.stage.expect(&format!("{title} {}{ways}", tick + 1));
        for place in &journey.ticks[tick].places {
            if let Some(hop) = place.hop {
                self.stage.expect(&hop.say);
            }
        }
    }

    // The end.

    /// From the summary to the next lesson, if there is one.
    pub fn goes_to_next_lesson(&mut self) {
        if let Some(next) = self.stage.model().next_lesson() {
            self.press_one_of(Tab::Short, &["Next lesson"]);
            assert_eq!(*self.key(), next);
        }
    }

    pub fn asks_again(&mut self) {
        self.press_one_of(Tab::Short, &["Ask again", "Take it again", "Again"]);
    }

    pub fn focused(&self) -> String {
        self.focus().map(|focus| focus.name).unwrap_or_default()
    }
}

/// What lets an answer be checked, by where it stands.
const CHECKS: [&str; 3] = ["Check", "Answer", "Check and show"];

/// An answer that is not right, to a question of any kind: one that a believer of something wrong
/// would give, where there is any.
pub fn wrong_answer(question: &Question, course: &Course) -> Answer {
    let answer = match (&question.kind, right_answer(question)) {
        (Kind::Diagnose(asked), _) => {
            let wrong = asked.choices.iter().find(|choice| !choice.correct).unwrap();
            let tried = asked.requests.first().map(|tried| &tried.id);
            Answer::Options(tried.into_iter().chain([&wrong.id]).cloned().collect())
        }
        (kind, Answer::Options(right)) => {
            let wrong = kind.choices().unwrap().iter().filter(|choice| !choice.correct);
            let wrong = wrong.max_by_key(|choice| choice.misconception.is_some());
            // Where all options are right, one of them alone is not all.
            Answer::Options(wrong.map_or_else(|| right[..1].to_vec(), |c| vec![c.id.clone()]))
        }
        (Kind::Order(order), Answer::Order(mut ids)) => {
            let rank = |at: usize| order.items[at].rank;
            let at = (1..ids.len()).find(|at| rank(at - 1) < rank(*at)).unwrap();
            ids.swap(at - 1, at);
            Answer::Order(ids)
        }
        (Kind::PointAt { diagram, target, .. }, _) => {
            let boxes = course.diagram(diagram).unwrap().paths();
            let wrong = boxes.iter().find(|path: &&NodePath| !hits(target, path)).unwrap();
            Answer::Nodes(vec![NodeRef::from(wrong)])
        }
        (kind, Answer::Pairs(right)) => {
            let pairing = kind.pairing().unwrap();
            let targets: Vec<&Id> = pairing.targets.iter().map(|target| target.id).collect();
            let after = |to: &Id| {
                let at = targets.iter().position(|target| *target == to).unwrap();
                targets[(at + 1) % targets.len()].clone()
            };
            Answer::Pairs(right.iter().map(|(item, to)| (item.clone(), after(to))).collect())
        }
        (Kind::Number(number), _) => {
            let known = number.wrong.first().map(|wrong| wrong.value);
            Answer::Text(known.unwrap_or(number.value * 3.0 + 7.0).to_string())
        }
        (Kind::Typed(typed), _) => {
            let near = typed.near.first().map(|near| near.text.clone());
            Answer::Text(near.unwrap_or_else(|| "something else".to_owned()))
        }
        (Kind::Settings(asked), _) => live::wrong_setting(asked),
        (_, answer) => panic!("{answer} to {}", question.id),
    };
    assert!(!quiz::grade(question, &answer).right(), "{} takes {answer}", question.id);
    answer
}

pub static SEEN: std::sync::Mutex<std::collections::BTreeMap<String, (usize, usize)>> =
    std::sync::Mutex::new(std::collections::BTreeMap::new());
fn note(what: &str, n: usize) {
    let mut m = SEEN.lock().unwrap();
    let e = m.entry(what.chars().take(40).collect()).or_default();
    e.0 += 1;
    e.1 += n;
}
impl Drop for Learner {
    fn drop(&mut self) {
        let m = SEEN.lock().unwrap();
        let mut v: Vec<_> = m.iter().collect();
        v.sort_by_key(|(_, n)| std::cmp::Reverse(n.1));
        let t: usize = v.iter().map(|(_, n)| n.1).sum();
        println!("TOTAL {t}");
        for (k, n) in v.iter().take(45) {
            println!("{k} {n:?}");
        }
    }
}
