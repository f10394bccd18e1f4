//! Which of all questions of a lesson's pictures are asked: from what teaches most on, each fact
//! once, and none that hardly asks anything.

use super::rank::{kind_of, place};
use crate::{
    diagram::Diagram,
    id::Id,
    quiz::{Choice, Kind, Question, spelling::folded},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// So few layers are soon in order.
const FEW: usize = 3;

/// The questions that are worth asking, from what teaches most on. `wanted` are those that an author
/// has words of his own for: they are asked in any case.
#[must_use]
pub fn worth_asking(
    mut all: Vec<(&Diagram, Question)>,
    wanted: impl Fn(&Id) -> bool,
) -> Vec<Question> {
    all.sort_by_key(|(_, question)| place(&question.id));
    let middle = middle_of_ways(&all);
    let mut asked = Asked::default();
    let mut found = Vec::new();
    for (diagram, question) in all {
        let own = wanted(&question.id);
        let middle = kind(&question) != "breaks" || middle.contains(&question.id);
        if own || (middle && is_enough(&question) && asked.is_new(diagram, &question)) {
            asked.take(diagram, &question);
            found.push(question);
        }
    }
    found
}

fn kind(question: &Question) -> &'static str {
    kind_of(&question.id).unwrap_or_default()
}

/// Is there enough to think about?
fn is_enough(question: &Question) -> bool {
    match &question.kind {
        Kind::Order(order) => order.items.len() > FEW,
        // Between two a coin decides; but what an author declares absent is worth knowing.
        Kind::Single(choices) => choices.len() > 2 || kind(question) == "missing",
        _ => true,
    }
}

/// Of a way on which one layer after the other fails, each question says the same of it: that of
/// the middle asks for most.
fn middle_of_ways(all: &[(&Diagram, Question)]) -> HashSet<Id> {
    let mut ways: HashMap<(&Id, BTreeSet<&Id>), Vec<&Id>> = HashMap::new();
    for (diagram, question) in all.iter().filter(|(_, question)| kind(question) == "breaks") {
        let way = question.facts.iter().flat_map(|fact| &fact.nodes).map(|node| &node.node);
        ways.entry((&diagram.id, way.collect())).or_default().push(&question.id);
    }
    ways.into_values().filter_map(|ids| ids.get(ids.len() / 2).map(|id| (*id).clone())).collect()
}

/// What is asked already.
#[derive(Default)]
struct Asked {
    /// Stems: of none are there two keys.
    stems: HashSet<String>,
    /// Facts, as words.
    facts: HashSet<Vec<String>>,
    /// The pictures of which a likeness is asked, by the reason for it.
    likenesses: HashMap<String, BTreeSet<Id>>,
    /// Of how many pictures absences are asked, by the reason for them.
    absences: HashMap<String, usize>,
    /// The layers that are put in order, by their picture.
    orders: Vec<(Id, HashSet<Id>)>,
}

impl Asked {
    fn is_new(&self, diagram: &Diagram, question: &Question) -> bool {
        let mut facts = facts(diagram, question).into_iter();
        if self.stems.contains(&folded(&question.prompt))
            || facts.any(|fact| self.facts.contains(&fact))
        {
            return false;
        }
        let ordered = |layers: &dyn Fn(&HashSet<Id>) -> bool| {
            self.orders.iter().any(|(of, order)| *of == diagram.id && layers(order))
        };
        match (kind(question), &question.kind) {
            ("answers" | "place", _) => {
                // What an author says of several pictures at once is asked of two of them.
                let known = self.likenesses.get(&likeness(question));
                known.is_none_or(|pictures| *pictures == self::pictures(question))
            }
            // The same layers, put in the order of a request.
            ("order", Kind::Order(order)) => {
                !ordered(&|known| order.items.iter().all(|item| known.contains(&item.id)))
            }
            // What an author says of several pictures at once is asked of one of them.
            ("missing", _) => {
                let mut right = right(question);
                right.any(|choice| !self.absences.contains_key(choice.because.as_str()))
            }
            // Three neighbours of an order, unless the answer may show a belief.
            ("gap", Kind::Single(choices)) => {
                let neighbours = || question.facts.iter().flat_map(|fact| &fact.nodes);
                !ordered(&|known| {
                    neighbours().all(|node| known.contains(&node.node))
                        && choices.iter().all(|choice| choice.misconception.is_none())
                })
            }
            ("whose", Kind::Single(choices)) => {
                let mut lacking: HashMap<&str, usize> = HashMap::new();
                for choice in choices.iter().filter(|choice| !choice.correct) {
                    *lacking.entry(&choice.because).or_default() += 1;
                }
                let known = |because: &str| self.absences.get(because).copied().unwrap_or(0);
                lacking.into_iter().any(|(because, count)| count > known(because))
            }
            _ => true,
        }
    }

    fn take(&mut self, diagram: &Diagram, question: &Question) {
        self.stems.insert(folded(&question.prompt));
        self.facts.extend(facts(diagram, question));
        match (kind(question), &question.kind) {
            ("answers" | "place", _) => {
                self.likenesses.entry(likeness(question)).or_insert_with(|| pictures(question));
            }
            ("missing", _) => {
                let reasons: BTreeSet<&str> = right(question).map(|c| c.because.as_str()).collect();
                for because in reasons {
                    *self.absences.entry(because.to_owned()).or_default() += 1;
                }
            }
            ("path" | "order", Kind::Order(order)) => {
                let layers = order.items.iter().map(|item| item.id.clone()).collect();
                self.orders.push((diagram.id.clone(), layers));
            }
            _ => {}
        }
    }
}

fn right(question: &Question) -> impl Iterator<Item = &Choice> {
    question.kind.choices().unwrap_or_default().iter().filter(|choice| choice.correct)
}

/// The author’s reason for a likeness; where there is none, the layers.
fn likeness(question: &Question) -> String {
    let because = right(question).next().map_or("", |choice| &choice.because);
    match question.facts.first() {
        Some(fact) if because.starts_with(&fact.says) => {
            let nodes: Vec<&str> = fact.nodes.iter().map(|node| node.node.as_str()).collect();
            nodes.join(" ")
        }
        _ => because.to_owned(),
    }
}

/// The pictures that decide a question.
fn pictures(question: &Question) -> BTreeSet<Id> {
    let nodes = question.facts.iter().flat_map(|fact| &fact.nodes);
    nodes.filter_map(|node| node.diagram.clone()).collect()
}

/// What is equal in two questions of which one is enough: what two pictures share, in either
/// direction; the order of stacks with equal layers, or of equal make in one picture; and the
/// absence of layers that the same pictures lack for one reason.
fn facts(diagram: &Diagram, question: &Question) -> Vec<Vec<String>> {
    match (kind(question), &question.kind) {
        ("shared", _) => {
            let pictures = pictures(question).into_iter().map(|id| id.to_string());
            vec![std::iter::once("shared".to_owned()).chain(pictures).collect()]
        }
        ("order", Kind::Order(order)) => {
            let texts = order.items.iter().map(|item| item.text.to_string()).collect();
            let roles = order.items.iter().filter_map(|item| diagram.layer(&item.id));
            let roles = roles.map(|layer| layer.role.name().to_owned());
            vec![texts, std::iter::once(diagram.id.to_string()).chain(roles).collect()]
        }
        ("whose", Kind::Single(choices)) => {
            let wrong = choices.iter().filter(|choice: &&Choice| !choice.correct);
            let mut wrong: Vec<String> =
                wrong.map(|choice| format!("{}: {}", choice.id, choice.because)).collect();
            wrong.sort();
            vec![wrong]
        }
        _ => Vec::new(),
    }
}
