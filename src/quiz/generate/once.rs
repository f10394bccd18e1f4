//! Which of all questions of a lesson's pictures are asked: from what teaches most on, each fact
//! once, and none that hardly asks anything.

use super::{
    Drawn,
    rank::{kind_of, place},
    words::spoken,
};
use crate::{
    diagram::{Diagram, Frame, Group, Layer, LayerRole, NodeRef, Part},
    id::Id,
    quiz::{Choice, Kind, Question, spelling::folded},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// So few layers are soon in order.
const FEW: usize = 3;

/// The most questions of one figure about what answers nothing any more, of either kind.
const BROKEN: usize = 2;

/// The questions that are worth asking, from what teaches most on, beside those that the lesson's
/// author `asks`. `wanted` are those that an author has words of his own for: they are asked in any
/// case.
#[must_use]
pub fn worth_asking(
    mut all: Vec<(&Drawn<'_>, Question)>,
    asks: &[Question],
    wanted: impl Fn(&Id) -> bool,
) -> Vec<Question> {
    all.sort_by_key(|(_, question)| place(&question.id));
    in_turns(&mut all);
    let middle = middle_of_ways(&all);
    let mut asked = Asked::default();
    let mut broken: HashMap<(&'static str, usize), usize> = HashMap::new();
    let mut found = Vec::new();
    for (drawn, question) in all {
        let own = wanted(&question.id);
        let middle = kind(&question) != "breaks" || middle.contains(&question.id);
        let count =
            figure(drawn, &question).map(|of| broken.entry((kind(&question), of)).or_default());
        let many = count.as_ref().is_some_and(|count| **count == BROKEN);
        let theirs = asks.iter().any(|other| is_of_same_break(other, &question));
        let new = !theirs && !many && middle && is_enough(&question);
        if own || (new && asked.is_new(drawn.diagram, &question)) {
            asked.take(drawn.diagram, &question);
            if let Some(count) = count {
                *count += 1;
            }
            found.push(question);
        } else {
            asked.pass_over(drawn.diagram, &question);
        }
    }
    found
}

/// Lets the pictures of a figure take turns in what they ask of what is broken: each has its most
/// telling question first.
fn in_turns(all: &mut [(&Drawn<'_>, Question)]) {
    for kind in ["fault", "arrives"] {
        let of_kind = |(_, question): &(&Drawn<'_>, Question)| self::kind(question) == kind;
        let Some(from) = all.iter().position(of_kind) else { continue };
        let Some(of_kind) = all.get_mut(from..).and_then(|rest| {
            let count = rest.iter().take_while(|one| of_kind(one)).count();
            rest.get_mut(..count)
        }) else {
            continue;
        };
        let mut turns: HashMap<(&Id, Option<usize>), usize> = HashMap::new();
        let turns: HashMap<Id, usize> = of_kind
            .iter()
            .map(|(drawn, question)| {
                let turn = turns.entry((&drawn.diagram.id, figure(drawn, question))).or_default();
                *turn += 1;
                (question.id.clone(), *turn)
            })
            .collect();
        of_kind.sort_by_key(|(_, question)| turns.get(&question.id).copied());
    }
}

/// The figure whose requests a question of what is broken is about.
fn figure(drawn: &Drawn<'_>, question: &Question) -> Option<usize> {
    let first = match &question.kind {
        Kind::Break(asked) => &asked.requests.first()?.id,
        Kind::Diagnose(asked) => &asked.requests.first()?.id,
        _ => return None,
    };
    drawn.traces.iter().find(|trace| trace.id == first).map(|trace| trace.figure)
}

/// Does an author ask what becomes of requests when the same is broken, or to find the same fault?
fn is_of_same_break(own: &Question, question: &Question) -> bool {
    let alike = matches!(
        (&own.kind, &question.kind),
        (Kind::Break(_), Kind::Break(_)) | (Kind::Diagnose(_), Kind::Diagnose(_))
    );
    alike && own.kind.broken(true) == question.kind.broken(true)
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
fn middle_of_ways(all: &[(&Drawn<'_>, Question)]) -> HashSet<Id> {
    let mut ways: HashMap<(&Id, BTreeSet<&Id>), Vec<&Id>> = HashMap::new();
    for (drawn, question) in all.iter().filter(|(_, question)| kind(question) == "breaks") {
        let way = question.facts.iter().flat_map(|fact| &fact.nodes).map(|node| &node.node);
        ways.entry((&drawn.diagram.id, way.collect())).or_default().push(&question.id);
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
    /// The layers of which a likeness is asked, two by two, by the kind of question.
    pairs: HashSet<(&'static str, [NodeRef; 2])>,
    /// Of how many pictures absences are asked, by the reason for them.
    absences: HashMap<String, usize>,
    /// The layers that are put in order, by their picture; and those that are as they stand on each
    /// other.
    orders: Vec<(Id, HashSet<Id>)>,
    stacks: Vec<(Id, HashSet<Id>)>,
    /// The layers of a request in its order, by the kind of question and their picture.
    ways: Vec<(&'static str, Id, Vec<Id>)>,
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
                    && !pairs(question).any(|pair| self.pairs.contains(&pair))
            }
            // Of a way that is a part of another one nothing more is asked.
            ("path" | "breaks", _) => {
                let way = way(question);
                let is_part = |known: &[Id]| {
                    let mut left = known.iter();
                    way.iter().all(|node| left.any(|other| other == node))
                };
                let mut known = self.ways.iter();
                !known.any(|(of, at, known)| {
                    *of == kind(question) && *at == diagram.id && is_part(known)
                })
            }
            // The same layers, put in the order of a request; or all but one, as in a stack beside it.
            ("order", Kind::Order(order)) => {
                let new = |known: &HashSet<Id>| {
                    order.items.iter().filter(|item| !known.contains(&item.id)).count()
                };
                let mut stacks = self.stacks.iter().filter(|(of, _)| *of == diagram.id);
                !ordered(&|known| new(known) == 0) && stacks.all(|(_, known)| new(known) > 1)
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

    /// Of layers whose order another question asks as well, nobody asks one by one.
    fn pass_over(&mut self, diagram: &Diagram, question: &Question) {
        if let Kind::Order(order) = &question.kind
            && is_enough(question)
        {
            let layers = order.items.iter().map(|item| item.id.clone()).collect();
            self.orders.push((diagram.id.clone(), layers));
        }
    }

    fn take(&mut self, diagram: &Diagram, question: &Question) {
        self.stems.insert(folded(&question.prompt));
        self.facts.extend(facts(diagram, question));
        if matches!(kind(question), "path" | "breaks") {
            self.ways.push((kind(question), diagram.id.clone(), way(question)));
        }
        match (kind(question), &question.kind) {
            ("answers" | "place", _) => {
                self.likenesses.entry(likeness(question)).or_insert_with(|| pictures(question));
                self.pairs.extend(pairs(question));
            }
            ("missing", _) => {
                let reasons: BTreeSet<&str> = right(question).map(|c| c.because.as_str()).collect();
                for because in reasons {
                    *self.absences.entry(because.to_owned()).or_default() += 1;
                }
            }
            ("path" | "order", Kind::Order(order)) => {
                let layers: HashSet<Id> = order.items.iter().map(|item| item.id.clone()).collect();
                if kind(question) == "order" {
                    self.stacks.push((diagram.id.clone(), layers.clone()));
                }
                self.orders.push((diagram.id.clone(), layers));
            }
            _ => {}
        }
    }
}

fn right(question: &Question) -> impl Iterator<Item = &Choice> {
    question.kind.choices().unwrap_or_default().iter().filter(|choice| choice.correct)
}

/// The layer that a likeness is asked of with each that answers to it, whichever is asked of which:
/// an author may say of three layers what reads one way from one side and another way from the other.
fn pairs(question: &Question) -> impl Iterator<Item = (&'static str, [NodeRef; 2])> {
    let nodes = || question.facts.iter().flat_map(|fact| &fact.nodes);
    let first = nodes().next();
    let kind = kind(question);
    nodes().skip(1).filter_map(move |other| {
        let mut pair = [first?.clone(), other.clone()];
        pair.sort_by_key(ToString::to_string);
        Some((kind, pair))
    })
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

/// The layers that a request comes to, in its order.
fn way(question: &Question) -> Vec<Id> {
    question.facts.iter().flat_map(|fact| &fact.nodes).map(|node| node.node.clone()).collect()
}

/// The pictures that decide a question.
fn pictures(question: &Question) -> BTreeSet<Id> {
    let nodes = question.facts.iter().flat_map(|fact| &fact.nodes);
    nodes.filter_map(|node| node.diagram.clone()).collect()
}

/// What layers are: by their roles in one picture; and in any one by their roles and the last words of
/// their names, unless the roles say little.
fn makes(diagram: &Diagram, layers: &[&Id], more: &str) -> Vec<Vec<String>> {
    let layers: Vec<&Layer> = layers.iter().filter_map(|id| diagram.layer(id)).collect();
    let roles: Vec<&str> = layers.iter().map(|layer| layer.role.name()).collect();
    let own = [more.to_owned(), diagram.id.to_string()].into_iter();
    let mut makes = vec![own.chain(roles.iter().map(|role| (*role).to_owned())).collect()];
    let several = roles.iter().collect::<HashSet<_>>().len() > 1;
    if several && !roles.contains(&LayerRole::Neutral.name()) {
        let each = layers.iter().map(|layer| {
            let name = spoken(&layer.name);
            let mut words = name.split_whitespace().filter(|word| word.parse::<u64>().is_err());
            format!("{} {}", layer.role.name(), folded(words.next_back().unwrap_or_default()))
        });
        makes.push(std::iter::once(more.to_owned()).chain(each).collect());
    }
    makes
}

/// The frame that is asked about: of those round the layers in it the one that the question names.
fn frame(diagram: &Diagram, question: &Question) -> Option<Frame> {
    let layer = right(question).next()?;
    let mut groups = diagram.part(&layer.id)?.ancestors().filter_map(Part::group);
    let named = |group: &&Group| question.facts.iter().any(|f| f.says.contains(&group.name));
    groups.find(named).map(|group| group.frame)
}

/// What is equal in two questions of which one is enough: what two pictures share, in either
/// direction; the order of stacks with equal layers or of equal make; what lies in frames of equal
/// make; the absence of layers that the same pictures lack for one reason; and which requests a layer stops,
/// whether it is known or to be found.
fn facts(diagram: &Diagram, question: &Question) -> Vec<Vec<String>> {
    match (kind(question), &question.kind) {
        ("shared", _) => {
            let pictures = pictures(question).into_iter().map(|id| id.to_string());
            vec![std::iter::once("shared".to_owned()).chain(pictures).collect()]
        }
        ("order", Kind::Order(order)) => {
            let texts = order.items.iter().map(|item| item.text.to_string()).collect();
            let layers: Vec<&Id> = order.items.iter().map(|item| &item.id).collect();
            std::iter::once(texts).chain(makes(diagram, &layers, "")).collect()
        }
        ("inside", _) => {
            let mut layers: Vec<&Id> = right(question).map(|choice| &choice.id).collect();
            layers.sort_by_key(|id| diagram.layer(id).map(|layer| layer.role.name()));
            makes(diagram, &layers, &format!("inside {:?}", frame(diagram, question)))
        }
        ("whose", Kind::Single(choices)) => {
            let wrong = choices.iter().filter(|choice: &&Choice| !choice.correct);
            let mut wrong: Vec<String> =
                wrong.map(|choice| format!("{}: {}", choice.id, choice.because)).collect();
            wrong.sort();
            vec![wrong]
        }
        ("arrives" | "fault", asked) => {
            let broken = asked.broken(true).into_iter();
            let word = |(diagram, part): (&Id, &NodeRef)| {
                vec!["broken".to_owned(), diagram.to_string(), part.to_string()]
            };
            broken.map(word).collect()
        }
        _ => Vec::new(),
    }
}
