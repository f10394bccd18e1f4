//! Which reasons an answer has earned: one for each part of it.

use crate::{
    diagram::{NodePath, NodeRef},
    id::Id,
    quiz::{
        Answer, Kind, Order, Place, Question, Target, Worded, grade,
        grade::{box_of, hits},
        number, spelling,
        spelling::Spelt,
    },
};
use std::sync::LazyLock;

/// What became of one part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Picked, and right.
    Right,
    /// Picked, and wrong.
    Wrong,
    /// Right, and not picked.
    Missed,
    /// Neither right nor picked.
    Other,
}

/// The reason for one part of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<'a> {
    /// The option, item or layer that it is about; nothing for what was typed.
    pub part: Option<String>,
    /// What the answer made of the part.
    pub outcome: Outcome,
    /// In the author's words, or the generator's.
    pub because: &'a Worded,
    /// The pack's misconception that was shown, if any.
    pub misconception: Option<&'a Id>,
}

/// A reason for every part of the question, in the author's order; for an order, in that of the
/// answer.
#[must_use]
pub fn reasons<'a>(question: &'a Question, answer: &Answer) -> Vec<Reason<'a>> {
    match (&question.kind, answer) {
        (Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices), answer) => {
            let picked = |id: &Id| matches!(answer, Answer::Options(ids) if ids.contains(id));
            let each = choices.iter().map(|choice| Reason {
                part: Some(choice.id.to_string()),
                outcome: outcome(picked(&choice.id), choice.correct),
                because: &choice.because,
                misconception: choice.misconception.as_ref(),
            });
            each.collect()
        }
        (Kind::Diagnose(asked), answer) => {
            let named = asked.named(answer).map(|choice| &choice.id);
            let each = asked.choices.iter().map(|choice| Reason {
                part: Some(choice.id.to_string()),
                outcome: outcome(named == Some(&choice.id), choice.correct),
                because: &choice.because,
                misconception: choice.misconception.as_ref(),
            });
            each.collect()
        }
        (Kind::Order(order), Answer::Order(ids)) => misplaced(order, ids),
        (Kind::PointAt { .. }, Answer::Nodes(nodes)) => pointed(&question.kind, nodes),
        (Kind::Number(wanted), Answer::Text(text)) => {
            let given = number::readings(text, wanted.unit.as_deref());
            if given.iter().any(|given| number::is_right(wanted, *given)) {
                return vec![typed(Outcome::Right, &wanted.because, None)];
            }
            let known = wanted.wrong.iter().find(|wrong| {
                given.iter().any(|given| number::near(wrong.value, *given, wanted.tolerance))
            });
            let first = match known {
                Some(wrong) => typed(Outcome::Wrong, &wrong.because, wrong.misconception.as_ref()),
                None => typed(Outcome::Wrong, &wanted.otherwise, None),
            };
            vec![first, typed(Outcome::Missed, &wanted.because, None)]
        }
        (Kind::Typed(wanted), Answer::Text(text)) => {
            let first = match spelling::judge(wanted, text) {
                Spelt::Right => return vec![typed(Outcome::Right, &wanted.because, None)],
                Spelt::Near(near) => {
                    typed(Outcome::Wrong, &near.because, near.misconception.as_ref())
                }
                Spelt::Inexact => typed(Outcome::Wrong, &INEXACT, None),
                Spelt::Slip => typed(Outcome::Wrong, &SLIP, None),
                Spelt::Other => typed(Outcome::Wrong, &wanted.otherwise, None),
            };
            vec![first, typed(Outcome::Missed, &wanted.because, None)]
        }
        (Kind::Settings(asked), Answer::Settings(_)) => {
            if asked.score(answer) >= 1.0 {
                return vec![typed(Outcome::Right, &asked.because, None)];
            }
            let setting = asked.setting(Some(answer));
            let first = match asked.wrong.iter().find(|mistake| mistake.is_made(&setting)) {
                Some(mistake) => {
                    typed(Outcome::Wrong, &mistake.because, mistake.misconception.as_ref())
                }
                None => typed(Outcome::Wrong, &asked.otherwise, None),
            };
            vec![first, typed(Outcome::Missed, &asked.because, None)]
        }
        (
            kind @ (Kind::Label(_) | Kind::Classify(_) | Kind::Match(_) | Kind::Break(_)),
            Answer::Pairs(pairs),
        ) => paired(kind, pairs),
        // Named one by one, so that no further kind is silent by oversight.
        (
            Kind::Order(_)
            | Kind::PointAt { .. }
            | Kind::Number(_)
            | Kind::Typed(_)
            | Kind::Label(_)
            | Kind::Classify(_)
            | Kind::Match(_)
            | Kind::Break(_)
            | Kind::Settings(_),
            _,
        ) => Vec::new(),
    }
}

/// The reasons for what was pointed at, then for what was missed.
fn pointed<'a>(kind: &'a Kind, nodes: &[NodeRef]) -> Vec<Reason<'a>> {
    let Kind::PointAt { diagram, target, places, otherwise } = kind else { return Vec::new() };
    let mut found: Vec<Reason<'_>> = Vec::new();
    let paths: Vec<NodePath> = nodes.iter().map(|node| box_of(diagram, node)).collect();
    for (node, path) in nodes.iter().zip(&paths) {
        let place = place_of(places, path);
        found.push(Reason {
            part: Some(node.to_string()),
            outcome: outcome(true, hits(target, path)),
            because: place.map_or(otherwise, |place| &place.because),
            misconception: place.and_then(|place| place.misconception.as_ref()),
        });
    }
    let any_hit = paths.iter().any(|path| hits(target, path));
    for wanted in target.nodes() {
        let missed = match target {
            Target::Any(_) => !any_hit,
            Target::All(_) => !paths.iter().any(|path| wanted.means(path)),
        };
        // Where any of several layers would do, one of them is told.
        let told = matches!(target, Target::Any(_))
            && found.iter().any(|reason| reason.outcome == Outcome::Missed);
        if missed && !told {
            let path = box_of(diagram, wanted);
            let place = place_of(places, &path);
            found.push(Reason {
                part: Some(format!("{diagram}/{wanted}")),
                outcome: Outcome::Missed,
                because: place.map_or(otherwise, |place| &place.because),
                misconception: None,
            });
        }
    }
    found
}

/// The reason for a word that is right but for capital letters and signs, where these count.
static INEXACT: LazyLock<Worded> =
    LazyLock::new(|| "Nearly: here capital letters and signs have to be exactly right.".into());
/// The reason for a word that is nearly right.
static SLIP: LazyLock<Worded> = LazyLock::new(|| "Nearly: a letter or two are not right.".into());

fn typed<'a>(outcome: Outcome, because: &'a Worded, misconception: Option<&'a Id>) -> Reason<'a> {
    Reason { part: None, outcome, because, misconception }
}

fn outcome(picked: bool, right: bool) -> Outcome {
    match (picked, right) {
        (true, true) => Outcome::Right,
        (true, false) => Outcome::Wrong,
        (false, true) => Outcome::Missed,
        (false, false) => Outcome::Other,
    }
}

/// What stands in the right order, whichever items are taken out to put the rest in order, is right;
/// every other item is misplaced. Of two neighbours that were swapped, neither can be called the right
/// one; of one item that was put elsewhere, all others can.
fn misplaced<'a>(order: &'a Order, ids: &[Id]) -> Vec<Reason<'a>> {
    let items: Vec<_> =
        ids.iter().filter_map(|id| order.items.iter().find(|item| item.id == *id)).collect();
    let ranks: Vec<usize> = items.iter().map(|item| item.rank).collect();
    let each = items.into_iter().zip(always_in_order(&ranks)).map(|(item, in_order)| Reason {
        part: Some(item.id.to_string()),
        outcome: if in_order { Outcome::Right } else { Outcome::Wrong },
        because: &item.because,
        misconception: item.misconception.as_ref(),
    });
    each.collect()
}

/// For each rank, whether it is in every one of the longest runs of ranks that never go down.
fn always_in_order(ranks: &[usize]) -> Vec<bool> {
    // How long the longest run is that ends at each place, and the one that begins there.
    let mut ends: Vec<usize> = Vec::new();
    for (at, rank) in ranks.iter().enumerate() {
        let before = ranks.iter().zip(&ends).take(at).filter(|(other, _)| *other <= rank);
        ends.push(before.map(|(_, run)| run + 1).max().unwrap_or(1));
    }
    let mut begins: Vec<usize> = Vec::new();
    for (at, rank) in ranks.iter().rev().enumerate() {
        let after = ranks.iter().rev().zip(&begins).take(at).filter(|(other, _)| *other >= rank);
        begins.push(after.map(|(_, run)| run + 1).max().unwrap_or(1));
    }
    begins.reverse();
    let longest = ends.iter().max().copied().unwrap_or(0);
    let runs: Vec<Option<usize>> = ends
        .iter()
        .zip(&begins)
        .map(|(end, begin)| (end + begin == longest + 1).then_some(*end))
        .collect();
    // Each longest run has one place of each number: where only one place could be it, all have that.
    let alone = |run: &Option<usize>| runs.iter().filter(|other| *other == run).count() == 1;
    runs.iter().map(|run| run.is_some() && alone(run)).collect()
}

fn paired<'a>(kind: &'a Kind, pairs: &[(Id, Id)]) -> Vec<Reason<'a>> {
    let Some(pairing) = kind.pairing() else { return Vec::new() };
    let given = |item: &Id| pairs.iter().find(|(id, _)| id == item).map(|(_, target)| target);
    let mut found: Vec<Reason<'a>> = Vec::new();
    for item in &pairing.items {
        let target = given(item.id);
        let outcome = match (item.right, target) {
            (Some(right), Some(target)) => outcome(true, right == target),
            (Some(_), None) => Outcome::Missed,
            (None, Some(_)) => Outcome::Wrong,
            (None, None) => Outcome::Other,
        };
        let (mut because, mut misconception) = (item.because, item.misconception);
        // A wrong target may have a reason of its own.
        if let Some(target) = target.filter(|_| outcome == Outcome::Wrong) {
            let side = pairing.targets.iter().find(|side| side.id == target);
            if let Some((words, belief)) = side.and_then(|side| side.extra) {
                (because, misconception) = (words, belief.or(misconception));
            }
            if let Kind::Classify(classify) = kind
                && let Some(item) = classify.items.iter().find(|other| other.id == *item.id)
                && let Some(wrong) = item.wrong.iter().find(|wrong| wrong.bin == *target)
            {
                (because, misconception) = (&wrong.because, wrong.misconception.as_ref());
            }
        }
        found.push(Reason { part: Some(item.id.to_string()), outcome, because, misconception });
    }
    found
}

/// The place whose reason speaks for this box.
#[must_use]
pub fn place_of<'a>(places: &'a [Place], path: &NodePath) -> Option<&'a Place> {
    places.iter().find(|place| place.nodes.iter().any(|node| node.means(path)))
}

/// The one reason that matters most: of what is wrong, else of what was missed, else of what is
/// right.
#[must_use]
pub fn foremost_reason<'a>(question: &'a Question, answer: &Answer) -> Option<Reason<'a>> {
    let mut reasons = reasons(question, answer);
    let at = |outcome: Outcome| reasons.iter().position(|reason| reason.outcome == outcome);
    let first = at(Outcome::Wrong).or_else(|| at(Outcome::Missed));
    first.or_else(|| at(Outcome::Right)).map(|at| reasons.swap_remove(at))
}

/// The words of the reason that matters most.
#[must_use]
pub fn reason_of<'a>(question: &'a Question, answer: &Answer) -> Option<&'a Worded> {
    foremost_reason(question, answer).map(|reason| reason.because)
}

/// The misconception that a wrong answer stands for, the first if there are several.
#[must_use]
pub fn misconception_of<'a>(question: &'a Question, answer: &Answer) -> Option<&'a Id> {
    if grade(question, answer).right() {
        return None;
    }
    let reasons = reasons(question, answer);
    let wrong = reasons.iter().filter(|reason| reason.outcome == Outcome::Wrong);
    wrong.into_iter().find_map(|reason| reason.misconception)
}

/// An answer that is right, for showing it and for tests.
#[must_use]
pub fn right_answer(question: &Question) -> Answer {
    match &question.kind {
        Kind::Single(choices) | Kind::Scenario(choices) => {
            let right = choices.iter().find(|choice| choice.correct);
            Answer::Options(right.map(|choice| choice.id.clone()).into_iter().collect())
        }
        Kind::Diagnose(asked) => {
            // Nothing need be tried to name it, but a diagnosis that was settled is shown.
            let right = asked.choices.iter().find(|choice| choice.correct);
            let ids = asked.fewest.iter().chain(right.map(|choice| &choice.id));
            Answer::Options(ids.cloned().collect())
        }
        Kind::Multiple(choices) => {
            let right = choices.iter().filter(|choice| choice.correct);
            Answer::Options(right.map(|choice| choice.id.clone()).collect())
        }
        Kind::Order(order) => Answer::Order(order.items.iter().map(|i| i.id.clone()).collect()),
        Kind::PointAt { diagram, target, .. } => {
            let count = match target {
                Target::Any(_) => 1,
                Target::All(nodes) => nodes.len(),
            };
            let named = |node: &NodeRef| NodeRef { diagram: Some(diagram.clone()), ..node.clone() };
            Answer::Nodes(target.nodes().iter().take(count).map(named).collect())
        }
        Kind::Number(number) => Answer::Text(number.value.to_string()),
        Kind::Settings(asked) => Answer::Settings(asked.goal.example.pairs()),
        Kind::Typed(typed) => Answer::Text(typed.accepted.first().cloned().unwrap_or_default()),
        kind @ (Kind::Label(_) | Kind::Classify(_) | Kind::Match(_) | Kind::Break(_)) => {
            let pairing = kind.pairing();
            let items = pairing.iter().flat_map(|pairing| &pairing.items);
            let pairs = items.filter_map(|item| Some((item.id.clone(), item.right?.clone())));
            Answer::Pairs(pairs.collect())
        }
    }
}
