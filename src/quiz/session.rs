//! Going through some questions: which one is asked, what was answered, what may be told already,
//! what is left. Plain state and plain moves; storing answers and telling time happen elsewhere.

use crate::{
    id::Id,
    quiz::{Answer, Confidence, Grade, Kept, Mode, Purpose, Turn, Verdict, shuffle},
};
use std::collections::BTreeMap;

/// One round through some questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Session {
    purpose: Purpose,
    mode: Mode,
    /// The questions that rounds are made of, in their order.
    all: Vec<Id>,
    /// The questions of this round.
    round: Vec<Id>,
    /// The place of the one being asked, from 0; past the last one, the summary is shown.
    at: usize,
    turns: BTreeMap<Id, Turn>,
    /// Results from before this window was opened, until a new round asks for them again.
    before: BTreeMap<Id, Grade>,
    /// Answered in this round before this window was opened, and what that was worth.
    earlier: BTreeMap<Id, Grade>,
    /// The round asks again what was asked before.
    again: bool,
    /// How often each question was answered, in this window and before.
    attempts: BTreeMap<Id, u32>,
    /// Where the round was before a step asked, until its question is answered or left.
    resume: Option<usize>,
    /// The round came to its end, so everything may be told.
    ended: bool,
    /// The round came to its end with something wrong: after that, it cannot show that the lesson
    /// is known.
    failed: bool,
}

impl Session {
    /// Starts at the first question that was never answered, else at the first that was not yet
    /// right, or at the first of all when there is none. `before` says what is known of earlier
    /// windows: how often it was answered, and the best of it; nothing when it never was.
    #[must_use]
    pub fn new(
        questions: Vec<Id>,
        mode: Mode,
        before: impl Fn(&Id) -> Option<(u32, Grade)>,
    ) -> Self {
        let past: BTreeMap<Id, (u32, Grade)> =
            questions.iter().filter_map(|id| Some((id.clone(), before(id)?))).collect();
        let attempts = past.iter().map(|(id, (count, _))| (id.clone(), *count)).collect();
        let known: BTreeMap<Id, Grade> =
            past.into_iter().map(|(id, (_, best))| (id, best)).collect();
        let never = questions.iter().position(|id| !known.contains_key(id));
        let first_open = never.or_else(|| {
            questions.iter().position(|id| known.get(id).is_some_and(|best| !best.right()))
        });
        // All was right before: the round can be gone through again.
        let before = if first_open.is_some() { known } else { BTreeMap::new() };
        Self {
            mode,
            all: questions.clone(),
            round: questions,
            at: first_open.unwrap_or(0),
            before,
            attempts,
            ..Self::default()
        }
    }

    /// A round for something else than the lesson itself, from its first question. `attempts`
    /// says how often a question was answered before.
    #[must_use]
    pub fn of(
        purpose: Purpose,
        mode: Mode,
        questions: Vec<Id>,
        attempts: impl Fn(&Id) -> u32,
    ) -> Self {
        Self {
            purpose,
            mode,
            attempts: questions.iter().map(|id| (id.clone(), attempts(id))).collect(),
            all: questions.clone(),
            round: questions,
            ..Self::default()
        }
    }

    /// A round that an earlier window has begun: its questions, and what the answers to those that were
    /// answered were worth. `all` are the questions that further rounds are made of.
    #[must_use]
    pub fn resumed(
        purpose: Purpose,
        mode: Mode,
        all: Vec<Id>,
        round: Vec<(Id, Option<Grade>)>,
        attempts: impl Fn(&Id) -> u32,
    ) -> Self {
        let at = round.iter().position(|(_, result)| result.is_none()).unwrap_or(round.len());
        let earlier = round.iter().filter_map(|(id, result)| Some((id.clone(), (*result)?)));
        Self {
            earlier: earlier.collect(),
            attempts: all.iter().map(|id| (id.clone(), attempts(id))).collect(),
            purpose,
            mode,
            all,
            round: round.into_iter().map(|(id, _)| id).collect(),
            at,
            again: purpose == Purpose::Lesson,
            ..Self::default()
        }
    }

    /// What another window needs to go on with this round: each question with its result in it.
    /// Nothing where it was not begun or is over, or where the record alone says where to go on.
    #[must_use]
    pub fn to_resume(&self) -> Option<Vec<(Id, Option<Grade>)>> {
        let untold = self.round.iter().any(|id| self.answered(id) && !self.tells(id));
        let own = self.purpose != Purpose::Lesson || self.again || untold;
        let here = |id: &Id| {
            let now = self.turn(id).and_then(|turn| turn.verdict.as_ref());
            let now = now.filter(|verdict| verdict.kept.is_some());
            now.map(|verdict| verdict.grade).or_else(|| self.earlier.get(id).copied())
        };
        let round: Vec<_> = self.round.iter().map(|id| (id.clone(), here(id))).collect();
        let begun = round.iter().any(|(_, result)| result.is_some());
        (own && begun && !self.finished() && !self.ended).then_some(round)
    }

    /// What the round is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// From now on answers are told at another time. What was told stays told.
    pub fn set_mode(&mut self, mode: Mode) {
        if !self.tells_at_end() {
            self.turns.values_mut().for_each(|turn| turn.told |= turn.verdict.is_some());
        }
        self.mode = mode;
    }

    /// Are answers told only when the round has come to its end?
    #[must_use]
    pub fn tells_at_end(&self) -> bool {
        match self.purpose {
            Purpose::Lesson | Purpose::Picture => self.mode == Mode::Check,
            Purpose::Before | Purpose::Known | Purpose::Check => true,
        }
    }

    /// May the result of this question be shown?
    #[must_use]
    pub fn tells(&self, id: &Id) -> bool {
        let ended = self.ended && self.purpose != Purpose::Before;
        ended || !self.tells_at_end() || self.turn(id).is_some_and(|turn| turn.told)
    }

    /// The questions that are answered and of which nothing is told yet, and whether they were right
    /// before.
    pub fn untold(&self) -> impl Iterator<Item = (&Id, bool)> {
        let some = self.tells_at_end();
        let turns = self.turns.iter().filter(move |_| some);
        let turns = turns.filter(|(id, turn)| turn.verdict.is_some() && !self.tells(id));
        turns.map(|(id, turn)| (id, turn.was_right))
    }

    /// Has the question an answer that the record has taken?
    #[must_use]
    pub fn answered(&self, id: &Id) -> bool {
        let now = self.turn(id).and_then(|turn| turn.verdict.as_ref());
        now.map_or(self.earlier.contains_key(id), |verdict| verdict.kept.is_some())
    }

    /// A check that is over and in which everything was right, before anything was told.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.finished() && !self.failed && self.all_right()
    }

    /// How many questions of the round are answered rightly, as far as that may be told.
    #[must_use]
    pub fn right(&self) -> usize {
        self.round.iter().filter(|id| self.told_result(id) == Some(true)).count()
    }

    fn all_right(&self) -> bool {
        self.round.iter().all(|id| self.result(id) == Some(true))
    }

    /// Opens a question again whose answer does not count any more; the answer stays chosen. Says
    /// whether an answer with this ticket was here.
    pub fn take_back(&mut self, id: &Id, ticket: u64) -> bool {
        let Some(turn) = self.turns.get_mut(id) else { return false };
        if turn.verdict.as_ref().is_none_or(|verdict| verdict.ticket != ticket) {
            return false;
        }
        turn.verdict = None;
        turn.all_reasons = false;
        turn.confidence = None;
        turn.told = false;
        if self.purpose != Purpose::Before
            && let Some(count) = self.attempts.get_mut(id)
        {
            *count = count.saturating_sub(1);
        }
        if let Some(position) = self.round.iter().position(|other| other == id) {
            self.at = position;
            self.ended = false;
        }
        true
    }

    /// Takes over what is now known of a question from elsewhere: how often it was answered, and the
    /// best of it; nothing when it never was.
    pub fn recount(&mut self, id: &Id, known: Option<(u32, Grade)>) {
        if self.purpose == Purpose::Before || !self.all.contains(id) {
            return;
        }
        self.attempts.insert(id.clone(), known.map_or(0, |(count, _)| count));
        match (known, self.before.get_mut(id)) {
            (Some((_, best)), Some(before)) => *before = best,
            (None, Some(_)) => {
                self.before.remove(id);
            }
            (_, None) => {}
        }
    }

    /// The question of this round that was answered last, going backwards from the current one.
    #[must_use]
    pub fn one_back(&self) -> Option<&Id> {
        self.round.get(..self.at)?.iter().rev().find(|id| self.answered(id))
    }

    /// The seed that a question is shuffled with: it changes when the question is asked again after
    /// an answer.
    #[must_use]
    pub fn seed(&self, id: &Id) -> u64 {
        let count = self.attempts.get(id).copied().unwrap_or(0);
        let answered = self.purpose != Purpose::Before
            && self.turn(id).is_some_and(|turn| turn.verdict.is_some());
        shuffle::seed(id, count.saturating_sub(u32::from(answered)))
    }

    /// The question being asked; `None` when the summary is shown or there are no questions.
    #[must_use]
    pub fn current(&self) -> Option<&Id> {
        self.round.get(self.at)
    }

    /// Position of the current question in this round, from 1, and how many there are.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        ((self.at + 1).min(self.round.len()), self.round.len())
    }

    /// Ids of the questions of this round, in the order in which they are asked.
    #[must_use]
    pub fn round(&self) -> &[Id] {
        &self.round
    }

    /// Ids of all questions that rounds like this one are made of.
    #[must_use]
    pub fn all(&self) -> &[Id] {
        &self.all
    }

    /// What has happened to a question of the round in this window; nothing where nothing has.
    #[must_use]
    pub fn turn(&self, id: &Id) -> Option<&Turn> {
        self.turns.get(id)
    }

    /// The current question's turn.
    #[must_use]
    pub fn current_turn(&self) -> Option<&Turn> {
        self.turn(self.current()?)
    }

    /// Is the current question still open to be answered?
    #[must_use]
    pub fn open(&self) -> bool {
        self.current().is_some() && self.current_turn().is_none_or(|turn| turn.verdict.is_none())
    }

    /// Is the round past its last question, so that the summary is shown? Never of a round without
    /// questions.
    #[must_use]
    pub fn finished(&self) -> bool {
        !self.round.is_empty() && self.at >= self.round.len()
    }

    /// Chooses an answer; nothing happens once the question is checked.
    pub fn choose(&mut self, answer: Answer) {
        if let Some(turn) = self.open_turn() {
            turn.chosen = Some(answer);
        }
    }

    /// Checks what is chosen. Gives the question and the answer to be stored.
    pub fn check(
        &mut self,
        ticket: u64,
        was_right: bool,
        grade: impl FnOnce(&Id, &Answer) -> Grade,
    ) -> Option<(Id, Verdict)> {
        let id = self.current()?.clone();
        let turn = self.turns.get_mut(&id)?;
        if turn.verdict.is_some() {
            return None;
        }
        let answer = turn.chosen.clone().filter(|answer| !answer.is_empty())?;
        let grade = grade(&id, &answer);
        let verdict = Verdict { ticket, answer, grade, kept: None };
        turn.verdict = Some(verdict.clone());
        turn.was_right = was_right;
        if self.purpose != Purpose::Before {
            let count = self.attempts.entry(id.clone()).or_default();
            *count = count.saturating_add(1);
        }
        Some((id, verdict))
    }

    /// Shows one more hint of the current question.
    pub fn hint(&mut self) {
        if let Some(turn) = self.open_turn() {
            turn.hints = turn.hints.saturating_add(1);
        }
    }

    /// How sure the learner is of the answer that is about to be checked.
    pub fn sure(&mut self, confidence: Option<Confidence>) {
        if let Some(turn) = self.open_turn() {
            turn.confidence = confidence;
        }
    }

    /// Why the learner thinks so.
    pub fn explain(&mut self, why: Option<String>) {
        if let Some(turn) = self.open_turn() {
            turn.why = why;
        }
    }

    /// The current question's turn, as long as it is open.
    fn open_turn(&mut self) -> Option<&mut Turn> {
        if !self.open() {
            return None;
        }
        let id = self.current()?.clone();
        Some(self.turns.entry(id).or_default())
    }

    /// Notes what became of an answer in the record. Says whether an answer with this ticket is
    /// still here.
    pub fn kept(&mut self, id: &Id, ticket: u64, kept: Kept) -> bool {
        let verdict = self.turns.get_mut(id).and_then(|turn| turn.verdict.as_mut());
        let Some(verdict) = verdict.filter(|verdict| verdict.ticket == ticket) else {
            return false;
        };
        verdict.kept = Some(kept);
        true
    }

    /// Opens the current question again after a wrong answer.
    pub fn try_again(&mut self) {
        if let Some(id) = self.current().cloned() {
            self.earlier.remove(&id);
            self.turns.insert(id, Turn::default());
        }
    }

    /// Shows the reasons of all options of the current question, not only of those that matter
    /// most.
    pub fn show_all_reasons(&mut self) {
        if let Some(turn) = self.current().cloned().and_then(|id| self.turns.get_mut(&id)) {
            turn.all_reasons = true;
        }
    }

    /// Is this question of the round still to be answered?
    fn to_answer(&self, id: &Id) -> bool {
        let answered = self.turn(id).is_some_and(|turn| turn.verdict.is_some());
        !answered
            && !self.earlier.contains_key(id)
            && !self.before.get(id).is_some_and(|best| best.right())
    }

    /// Is no other question of the round still to be answered?
    #[must_use]
    pub fn last(&self) -> bool {
        !self.round.iter().any(|id| Some(id) != self.current() && self.to_answer(id))
    }

    /// Goes on to the next question of the round that is still to be answered, from the end back to
    /// the beginning, or to the summary. One that was answered in a walk is not asked again.
    pub fn next(&mut self) {
        let after = self.at.saturating_add(1);
        let open = |from: usize| {
            let mut rest = self.round.iter().enumerate().skip(from);
            rest.find(|(_, id)| self.to_answer(id))
        };
        let next = open(after).or_else(|| open(0)).map(|(position, _)| position);
        self.at = next.unwrap_or(self.round.len());
        if next.is_none() {
            self.ended = true;
            self.failed |= !self.all_right();
        }
    }

    /// Asks a question of the lesson now, unless it has its answer.
    pub fn ask(&mut self, id: &Id) {
        if self.turn(id).is_some_and(|turn| turn.verdict.is_some()) {
            return;
        }
        if !self.round.contains(id) && self.all.contains(id) {
            self.round = self.all.clone();
            self.at = 0;
        }
        if let Some(position) = self.round.iter().position(|other| other == id) {
            self.resume.get_or_insert(self.at);
            self.at = position;
            self.turns.entry(id.clone()).or_default().told = true;
        }
    }

    /// Was another question asked before a step asked this one?
    #[must_use]
    pub fn interrupted(&self) -> bool {
        self.resume.is_some_and(|at| self.round.get(at) != self.current())
    }

    /// Leaves a step's question without an answer, and goes back to where the round was.
    pub fn unask(&mut self, id: &Id) {
        let resume = self.resume.take();
        if let Some(turn) = self.turns.get_mut(id).filter(|turn| turn.verdict.is_none()) {
            turn.told = false;
        }
        if let Some(at) = resume.filter(|_| self.current() == Some(id) && self.open()) {
            self.at = at;
        }
    }

    /// Goes to one question of the round, from 0.
    pub fn go_to(&mut self, position: usize) {
        if position < self.round.len() {
            self.at = position;
        }
    }

    /// What the last answer in this window was worth, or what is known from before.
    fn grade(&self, id: &Id) -> Option<Grade> {
        let now = self.turns.get(id).and_then(|turn| turn.verdict.as_ref());
        let before = || self.earlier.get(id).or_else(|| self.before.get(id)).copied();
        now.map(|verdict| verdict.grade).or_else(before)
    }

    /// Right, wrong or not answered, by the last answer in this window or by what is known from
    /// before.
    #[must_use]
    pub fn result(&self, id: &Id) -> Option<bool> {
        self.grade(id).map(Grade::right)
    }

    /// The score of an answer that was partly right, 0 to 1, as far as it may be told.
    #[must_use]
    pub fn told_partly(&self, id: &Id) -> Option<f64> {
        let grade = self.grade(id)?;
        (grade.partly() && self.tells(id)).then_some(grade.score)
    }

    /// Right, wrong or not answered, as far as it may be told.
    #[must_use]
    pub fn told_result(&self, id: &Id) -> Option<bool> {
        self.result(id).filter(|_| self.tells(id))
    }

    /// Questions of the lesson that are answered wrongly so far.
    #[must_use]
    pub fn wrong(&self) -> Vec<Id> {
        self.all.iter().filter(|id| self.result(id) == Some(false)).cloned().collect()
    }

    /// A new round of the questions that were answered wrongly.
    pub fn retry_wrong(&mut self) {
        let wrong = self.wrong();
        if !wrong.is_empty() {
            self.begin(wrong);
        }
    }

    /// Has the round come to its end? Going back to a question does not change that.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// A new round of all questions.
    pub fn ask_again(&mut self) {
        self.begin(self.all.clone());
    }

    fn begin(&mut self, round: Vec<Id>) {
        // What was told of the former round stays told.
        if self.ended || !self.tells_at_end() {
            self.turns.values_mut().for_each(|turn| turn.told |= turn.verdict.is_some());
        }
        for id in &round {
            self.turns.remove(id);
            self.before.remove(id);
            self.earlier.remove(id);
        }
        self.round = round;
        self.at = 0;
        self.ended = false;
        self.failed = false;
        self.again = true;
        self.resume = None;
    }
}
