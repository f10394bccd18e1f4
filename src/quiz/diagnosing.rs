//! What is asked where something is to be found that is broken: its options, the requests that can be
//! tried, and why it is that one; worked out from what becomes of the requests.

use crate::{
    diagram::TracePath,
    id::Id,
    quiz::{
        self, Choice, Diagnose, Tried, Worded,
        diagnose::{Candidate, Symptoms},
    },
};

/// Something that may be broken, and what is said of it.
#[derive(Debug, Clone)]
pub struct Suspect<'s> {
    /// That of its option, unless it fails like one before it.
    pub id: Id,
    /// What it is.
    pub candidate: Candidate<'s>,
    /// What it is called.
    pub called: String,
    /// What is added to the reason that is worked out.
    pub because: Option<Worded>,
    /// The pack's misconception that naming it wrongly stands for.
    pub misconception: Option<Id>,
}

/// A request on its way through the diagram that is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Request<'s> {
    /// The trace's id.
    pub id: &'s Id,
    /// The trace's title.
    pub title: &'s str,
    /// Its way.
    pub path: &'s TracePath,
}

/// What a diagnosis is made of.
#[derive(Debug, Clone, Copy)]
pub struct Diagnosing<'s> {
    /// What may be broken, all in one diagram.
    pub suspects: &'s [Suspect<'s>],
    /// Requests of which it is told at once whether they arrive.
    pub told: &'s [Request<'s>],
    /// Requests that can be tried.
    pub tries: &'s [Request<'s>],
    /// What is worked out is said as well: it is in English.
    pub english: bool,
}

impl Diagnosing<'_> {
    /// Which requests are stopped by which suspect: those that are told of, then those that can be
    /// tried.
    #[must_use]
    pub fn symptoms(&self) -> Symptoms {
        let paths: Vec<&TracePath> = self.requests().map(|request| request.path).collect();
        let candidates: Vec<Candidate<'_>> =
            self.suspects.iter().map(|suspect| suspect.candidate.clone()).collect();
        Symptoms::of(&paths, &candidates)
    }

    /// The question with one of the suspects failed; nothing where the requests do not tell it from
    /// all others.
    #[must_use]
    pub fn made(&self, diagram: Id, failed: usize) -> Option<Diagnose> {
        let symptoms = self.symptoms();
        if symptoms.classes().len() < 2 {
            return None;
        }
        let requests: Vec<Request<'_>> = self.requests().collect();
        let known: Vec<usize> = (0..self.told.len()).collect();
        let fewest = symptoms.fewest(failed, &known)?;
        let fewest = fewest.iter().filter_map(|number| requests.get(*number));
        let classes = symptoms.classes().iter();
        let choices = classes.map(|class| self.choice(class, failed, &symptoms));
        let tried = |(number, request): (usize, &Request<'_>)| Tried {
            id: request.id.clone(),
            text: request.title.into(),
            arrives: symptoms.arrives(number, failed),
        };
        let all: Vec<Tried> = requests.iter().enumerate().map(tried).collect();
        let (told, tries) = all.split_at_checked(self.told.len())?;
        Some(Diagnose {
            diagram,
            failed: self.suspects.get(failed)?.candidate.name.clone(),
            choices: choices.collect::<Option<_>>()?,
            suspects: symptoms.classes().iter().flat_map(|class| self.parts(class)).collect(),
            told: told.to_vec(),
            requests: tries.to_vec(),
            fewest: fewest.map(|request| request.id.clone()).collect(),
        })
    }

    /// Why nothing else can be broken: “Only this stops …”, in English.
    #[must_use]
    pub fn explained(&self, failed: usize) -> String {
        self.only(failed, &self.symptoms())
    }

    fn requests(&self) -> impl Iterator<Item = Request<'_>> {
        self.told.iter().chain(self.tries).copied()
    }

    /// Where suspects are that fail alike, by the option that names them all.
    fn parts(&self, class: &[usize]) -> Vec<quiz::Suspect> {
        let members = || class.iter().filter_map(|number| self.suspects.get(*number));
        let Some(first) = members().next() else { return Vec::new() };
        let part = |suspect: &Suspect<'_>| quiz::Suspect {
            choice: first.id.clone(),
            part: suspect.candidate.name.clone(),
            layers: suspect.candidate.layers.iter().copied().cloned().collect(),
        };
        members().map(part).collect()
    }

    /// Suspects that fail alike, as one option.
    fn choice(&self, class: &[usize], failed: usize, symptoms: &Symptoms) -> Option<Choice> {
        let members = || class.iter().filter_map(|number| self.suspects.get(*number));
        let first = members().next()?;
        let names: Vec<&str> = members().map(|suspect| suspect.called.as_str()).collect();
        let correct = class.contains(&failed);
        let own = *class.first()?;
        let mut said: Vec<String> = Vec::new();
        if self.english {
            said.push(if correct {
                self.only(failed, symptoms)
            } else {
                self.disproved((own, failed), symptoms)?
            });
            if names.len() > 1 {
                said.push("None of these requests tells one of them from the other.".to_owned());
            }
        }
        let added = members().filter_map(|suspect| suspect.because.as_ref());
        let because = added.fold(Worded::from(said.join(" ")), Worded::and);
        Some(Choice {
            id: first.id.clone(),
            text: if self.english { either(&names) } else { names.join(" / ") }.into(),
            correct,
            because,
            misconception: first.misconception.clone().filter(|_| !correct),
        })
    }

    fn only(&self, failed: usize, symptoms: &Symptoms) -> String {
        let of = |arrives: bool| -> Vec<String> {
            let each = self.requests().enumerate();
            let each = each.filter(|(number, _)| symptoms.arrives(*number, failed) == arrives);
            each.map(|(_, request)| format!("“{}”", request.title)).collect()
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
    fn disproved(&self, (own, failed): (usize, usize), symptoms: &Symptoms) -> Option<String> {
        let differs =
            |number: &usize| symptoms.arrives(*number, own) != symptoms.arrives(*number, failed);
        let number = (0..self.requests().count()).find(differs)?;
        let title = self.requests().nth(number)?.title;
        Some(if symptoms.arrives(number, own) {
            format!("With this broken, “{title}” would arrive, and it does not.")
        } else {
            format!("With this broken, “{title}” would be stopped, and it arrives.")
        })
    }
}

fn listed(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// "Kernel, Disk or Cache".
fn either(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
