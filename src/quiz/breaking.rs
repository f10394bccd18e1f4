//! Questions about what is broken: what can be said of a request, and what an answer to a diagnosis
//! holds.

use crate::{
    diagram::{FateKind, NodePath, NodeRef},
    id::Id,
    quiz::{Answer, Bin, Break, Choice, Diagnose, Fated, Kind, Suspect, Tried},
};

/// What can be said of a request, each with its id in answers.
const FATES: [(FateKind, &str, &str); 3] = [
    (FateKind::Arrives, "arrives", "Arrives"),
    (FateKind::Stops, "stops", "Stops"),
    (FateKind::ArrivesWhen, "arrives-when", "Arrives only when …"),
];

impl Break {
    /// What becomes of these requests when a part of a diagram is broken.
    #[must_use]
    pub fn new(diagram: Id, (part, called): (NodeRef, String), requests: Vec<Fated>) -> Self {
        let fates = FATES
            .iter()
            .filter_map(|(_, id, text)| Some(Bin { id: Id::new(id).ok()?, text: (*text).into() }));
        Self { diagram, part, called, requests, fates: fates.collect() }
    }

    /// What is right of a request.
    #[must_use]
    pub fn right(&self, request: &Fated) -> Option<&Id> {
        let (_, id, _) = FATES.iter().find(|(fate, ..)| *fate == request.fate)?;
        self.fates.iter().map(|fate| &fate.id).find(|fate| fate.as_str() == *id)
    }
}

impl Suspect {
    /// Is it that layer or group, or does the layer lie in it?
    #[must_use]
    pub fn is_at(&self, path: &NodePath) -> bool {
        let copy = |copy: &(Id, u32)| path.copies.contains(copy);
        (self.part.node == path.node || self.layers.contains(&path.node))
            && self.part.copies.iter().all(copy)
    }
}

impl Diagnose {
    /// The option that pointing there names, most closely; where several do, with each time the
    /// next one after what an answer names.
    #[must_use]
    pub fn pointed(&self, path: &NodePath, answer: Option<&Answer>) -> Option<&Choice> {
        if path.diagram != self.diagram {
            return None;
        }
        let mut found: Vec<&Suspect> =
            self.suspects.iter().filter(|suspect| suspect.is_at(path)).collect();
        found.sort_by_key(|one| (one.layers.len(), std::cmp::Reverse(one.part.copies.len())));
        let named = answer.and_then(|answer| self.named(answer)).map(|choice| &choice.id);
        let at = found.iter().position(|suspect| Some(&suspect.choice) == named);
        let others = found.iter().skip(at.map_or(0, |at| at + 1));
        let next = others.clone().find(|suspect| Some(&suspect.choice) != named);
        let next = next.or(found.first())?;
        self.choices.iter().find(|choice| choice.id == next.choice)
    }

    /// The parts that an option names.
    pub fn parts<'d>(&'d self, choice: &'d Id) -> impl Iterator<Item = &'d Suspect> {
        self.suspects.iter().filter(move |suspect| suspect.choice == *choice)
    }

    /// The option that an answer names: exactly one.
    #[must_use]
    pub fn named(&self, answer: &Answer) -> Option<&Choice> {
        let Answer::Options(ids) = answer else { return None };
        let mut named = self.choices.iter().filter(|choice| ids.contains(&choice.id));
        named.next().filter(|_| named.next().is_none())
    }

    /// The requests that were tried, in the order in which they were.
    #[must_use]
    pub fn tried(&self, answer: Option<&Answer>) -> Vec<&Tried> {
        let ids = match answer {
            Some(Answer::Options(ids)) => ids.as_slice(),
            _ => &[],
        };
        ids.iter().filter_map(|id| self.requests.iter().find(|tried| tried.id == *id)).collect()
    }

    /// How many were tried, and how few settle it: told once it is answered, and never graded.
    #[must_use]
    pub fn effort(&self, answer: &Answer) -> String {
        let tried = self.tried(Some(answer)).len();
        let fewest = self.requests.iter().filter(|request| self.fewest.contains(&request.id));
        let fewest: Vec<String> = fewest.map(|request| format!("“{}”", request.text)).collect();
        let settled = match fewest.as_slice() {
            [] => "what was told settles it".to_owned(),
            [one] => format!("one settles it: {one}"),
            [rest @ .., last] => {
                format!("{} settle it: {} and {last}", fewest.len(), rest.join(", "))
            }
        };
        let tried = match tried {
            0 => "no request".to_owned(),
            1 => "1 request".to_owned(),
            tried => format!("{tried} requests"),
        };
        format!("You tried {tried}; {settled}.")
    }

    /// The answer once a request was tried, which cannot be undone, or another option is named.
    #[must_use]
    pub fn answered(&self, answer: Option<&Answer>, with: &Id) -> Answer {
        let named = answer.and_then(|answer| self.named(answer)).map(|choice| &choice.id);
        let mut ids: Vec<Id> = self.tried(answer).iter().map(|tried| tried.id.clone()).collect();
        if self.requests.iter().any(|request| request.id == *with) {
            if !ids.contains(with) {
                ids.push(with.clone());
            }
            ids.extend(named.cloned());
        } else {
            ids.push(with.clone());
        }
        Answer::Options(ids)
    }
}

impl Kind {
    /// What a figure shows as broken: its diagram and the part. Of a diagnosis only `once_answered`,
    /// since that is what is asked.
    #[must_use]
    pub fn broken(&self, once_answered: bool) -> Option<(&Id, &NodeRef)> {
        match self {
            Self::Break(asked) => Some((&asked.diagram, &asked.part)),
            Self::Diagnose(asked) if once_answered => Some((&asked.diagram, &asked.failed)),
            _ => None,
        }
    }

    /// Can this answer be checked? Of a diagnosis what was tried is part of the answer, and is
    /// none by itself.
    #[must_use]
    pub fn is_answered(&self, answer: &Answer) -> bool {
        match self {
            Self::Diagnose(asked) => asked.named(answer).is_some(),
            _ => !answer.is_empty(),
        }
    }
}
