//! Questions about what is broken: what can be said of a request, and what an answer to a diagnosis
//! holds.

use crate::{
    diagram::{FateKind, NodeRef},
    id::Id,
    quiz::{Answer, Bin, Break, Choice, Diagnose, Fated, Kind, Tried},
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

impl Diagnose {
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
