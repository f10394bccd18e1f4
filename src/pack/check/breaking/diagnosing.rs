//! What is asked where something is to be found that is broken: its options, the requests that can be
//! tried, and why it is that one; worked out from what becomes of the requests.

use super::{Asked, Suspect, joined};
use crate::{
    diagram::TracePath,
    id::Id,
    quiz::{
        self, Choice, Diagnose, Tried,
        diagnose::{Candidate, Symptoms},
    },
};

/// What a diagnosis is made of.
pub(super) struct Diagnosing<'s> {
    pub suspects: &'s [Suspect],
    pub told: &'s [Asked<'s>],
    pub tries: &'s [Asked<'s>],
}

impl Diagnosing<'_> {
    /// The question; nothing where the requests do not tell what is broken from all others.
    pub fn made(&self, diagram: Id, failed: usize) -> Option<Diagnose> {
        let requests: Vec<Asked<'_>> = self.told.iter().chain(self.tries).copied().collect();
        let paths: Vec<&TracePath> = requests.iter().map(|request| request.path).collect();
        let candidates: Vec<Candidate<'_>> = self
            .suspects
            .iter()
            .map(|suspect| Candidate {
                name: suspect.part.name.clone(),
                layers: suspect.part.layers.iter().collect(),
            })
            .collect();
        let symptoms = Symptoms::of(&paths, &candidates);
        if symptoms.classes().len() < 2 {
            return None;
        }
        let known: Vec<usize> = (0..self.told.len()).collect();
        let fewest = symptoms.fewest(failed, &known)?;
        let fewest = fewest.iter().filter_map(|number| requests.get(*number));
        let classes = symptoms.classes().iter();
        let choices = classes.map(|class| self.choice(class, failed, &symptoms, &requests));
        let suspects = symptoms.classes().iter().flat_map(|class| self.parts(class));
        let tried = |(number, request): (usize, &Asked<'_>)| {
            request.tried(symptoms.arrives(number, failed))
        };
        let all: Vec<Tried> = requests.iter().enumerate().map(tried).collect();
        let (told, tries) = all.split_at_checked(self.told.len())?;
        Some(Diagnose {
            diagram,
            failed: self.suspects.get(failed)?.part.name.clone(),
            choices: choices.collect::<Option<_>>()?,
            suspects: suspects.collect(),
            told: told.to_vec(),
            requests: tries.to_vec(),
            fewest: fewest.map(|request| request.trace.id.clone()).collect(),
        })
    }

    /// Where suspects are that fail alike, by the option that names them all.
    fn parts(&self, class: &[usize]) -> Vec<quiz::Suspect> {
        let members = || class.iter().filter_map(|number| self.suspects.get(*number));
        let Some(first) = members().next() else { return Vec::new() };
        let part = |suspect: &Suspect| quiz::Suspect {
            choice: first.id.clone(),
            part: suspect.part.name.clone(),
            layers: suspect.part.layers.clone(),
        };
        members().map(part).collect()
    }

    /// Suspects that fail alike, as one option.
    fn choice(
        &self,
        class: &[usize],
        failed: usize,
        symptoms: &Symptoms,
        requests: &[Asked<'_>],
    ) -> Option<Choice> {
        let members = || class.iter().filter_map(|number| self.suspects.get(*number));
        let first = members().next()?;
        let names: Vec<&str> = members().map(|suspect| suspect.part.called.as_str()).collect();
        let correct = class.contains(&failed);
        let own = *class.first()?;
        let mut because = if correct {
            explained(symptoms, failed, requests)
        } else {
            disproved(symptoms, (own, failed), requests)?
        };
        if names.len() > 1 {
            because.push_str(" None of these requests tells one of them from the other.");
        }
        for added in members().filter_map(|suspect| suspect.because.as_deref()) {
            because = joined(because, Some(added));
        }
        Some(Choice {
            id: first.id.clone(),
            text: names.join(" or "),
            correct,
            because,
            misconception: first.misconception.clone().filter(|_| !correct),
        })
    }
}

/// Why nothing else can be broken.
fn explained(symptoms: &Symptoms, failed: usize, requests: &[Asked<'_>]) -> String {
    let of = |arrives: bool| -> Vec<String> {
        let each = requests.iter().enumerate();
        let each = each.filter(|(number, _)| symptoms.arrives(*number, failed) == arrives);
        each.map(|(_, request)| format!("“{}”", request.trace.title)).collect()
    };
    match (of(false).as_slice(), of(true).as_slice()) {
        ([], _) => "Only without it does everything arrive.".to_owned(),
        (stopped, []) => format!("Only this stops all of {}.", listed(stopped)),
        (stopped, well) => {
            format!("Only this stops {} and lets {} arrive.", listed(stopped), listed(well))
        }
    }
}

/// What would be otherwise if another one were broken.
fn disproved(
    symptoms: &Symptoms,
    (own, failed): (usize, usize),
    requests: &[Asked<'_>],
) -> Option<String> {
    let differs =
        |number: &usize| symptoms.arrives(*number, own) != symptoms.arrives(*number, failed);
    let number = (0..requests.len()).find(differs)?;
    let title = &requests.get(number)?.trace.title;
    Some(if symptoms.arrives(number, own) {
        format!("With this broken, “{title}” would arrive, and it does not.")
    } else {
        format!("With this broken, “{title}” would be stopped, and it arrives.")
    })
}

fn listed(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
