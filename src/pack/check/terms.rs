//! Where the words of the glossary are used: before a lesson explains them, nowhere, or not in the
//! lesson that is to explain them.

use crate::pack::{
    check::{
        checker::Checker,
        sayings::{Reading, of_lesson, of_questions},
    },
    course::is_english,
    path::Path,
    said,
    source::{PackSource, TermSource},
    vocabulary::{Use, Vocabulary},
    white_space,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// What is known of the terms of a pack.
struct Terms<'a> {
    sources: &'a [TermSource],
    vocabulary: Vocabulary,
    by_id: HashMap<&'a str, usize>,
    /// For each term, the place of the lesson that explains it, in the order of reading.
    explained: Vec<Option<usize>>,
    /// Terms that something uses.
    used: HashSet<usize>,
    /// Terms that the lesson uses which explains them.
    kept: HashSet<usize>,
}

impl<'a> Terms<'a> {
    fn of(pack: &'a PackSource) -> Self {
        let lessons = pack.units.iter().flat_map(|unit| &unit.lessons).enumerate();
        let order: HashMap<&str, usize> = lessons.map(|(at, id)| (id.as_str(), at)).collect();
        let numbered = || pack.terms.iter().enumerate();
        let words = numbered().flat_map(|(number, term)| {
            std::iter::once(&term.word).chain(&term.also).map(move |word| (number, word.as_str()))
        });
        Self {
            sources: &pack.terms,
            vocabulary: Vocabulary::new(words, is_english(&pack.language)),
            by_id: numbered().map(|(number, term)| (term.id.as_str(), number)).collect(),
            explained: numbered()
                .map(|(_, term)| order.get(term.introduced_in.as_str()).copied())
                .collect(),
            used: HashSet::new(),
            kept: HashSet::new(),
        }
    }

    /// The terms that a text uses, in its order, each with its place.
    fn uses(&self, text: &str, reading: Reading) -> Vec<Use> {
        let said = match reading {
            Reading::Prose => said::in_prose(text),
            Reading::Question => said::in_question(text),
            Reading::Plain | Reading::Name => vec![said::Said::whole(text)],
        };
        let linked = said.iter().filter_map(|piece| match &piece.what {
            said::What::Term(id) => {
                Some(Use { term: *self.by_id.get(id.as_str())?, at: piece.at.clone() })
            }
            _ => None,
        });
        let mut uses: Vec<Use> = linked.collect();
        uses.extend(self.vocabulary.uses(text, &said));
        uses.sort_by_key(|one| one.at.start);
        uses
    }
}

/// What is read in one go: a lesson, or the check of a unit.
struct Passage {
    /// Its place in the order of reading; none where no unit names it.
    place: Option<usize>,
    /// Terms that it has used already.
    seen: HashSet<usize>,
}

impl Checker<'_, '_> {
    /// Warns of words of the glossary that are used too early, or not where they should be.
    pub(super) fn terms_in_use(&mut self, pack: &PackSource, path: &Path<'_>) {
        if pack.terms.is_empty() {
            return;
        }
        let (index, mut terms) = (self.index, Terms::of(pack));
        let mut place = 0;
        for (number, unit) in pack.units.iter().enumerate() {
            for id in &unit.lessons {
                if let Some(at) = index.by_id.get(id.as_str()).and_then(|at| index.lessons.get(*at))
                {
                    let mut passage = Passage { place: Some(place), seen: HashSet::new() };
                    at.at(|path| {
                        of_lesson(at.source, path, &mut |text, path, reading| {
                            self.used_here(text, path, reading, (&mut terms, &mut passage));
                        });
                    });
                }
                place += 1;
            }
            if let Some(check) = &unit.check {
                let mut passage =
                    Passage { place: Some(place.saturating_sub(1)), seen: HashSet::new() };
                let root = Path::file(0);
                let units_at = root.field("units");
                let unit_at = units_at.index(number);
                let check_at = unit_at.field("check");
                let path = check_at.field("questions");
                of_questions(&check.questions, &path, &mut |text, path, reading| {
                    self.used_here(text, path, reading, (&mut terms, &mut passage));
                });
            }
        }
        for at in index.lessons.iter().filter(|at| !index.listed.contains(at.source.id.as_str())) {
            let mut passage = Passage { place: None, seen: HashSet::new() };
            at.at(|path| {
                of_lesson(at.source, path, &mut |text, path, reading| {
                    self.used_here(text, path, reading, (&mut terms, &mut passage));
                });
            });
        }
        self.unused_terms(&terms, path);
    }

    /// Notes the terms that a text uses, and warns of those that are explained only later.
    fn used_here(
        &mut self,
        text: &str,
        path: &Path<'_>,
        reading: Reading,
        (terms, passage): (&mut Terms<'_>, &mut Passage),
    ) {
        if self.watch.is_stopped() {
            return;
        }
        for Use { term, at } in terms.uses(text, reading) {
            terms.used.insert(term);
            let explained = terms.explained.get(term).copied().flatten();
            if explained.is_some() && explained == passage.place {
                terms.kept.insert(term);
            }
            // A title may promise what the lesson explains, and a picture is looked at later.
            let early = explained.zip(passage.place).is_some_and(|(there, here)| here < there);
            if early && reading != Reading::Name && passage.seen.insert(term) {
                self.early(text, path, at, terms.sources.get(term));
            }
        }
    }

    fn early(&mut self, text: &str, path: &Path<'_>, at: Range<usize>, term: Option<&TermSource>) {
        let Some(term) = term else { return };
        let word = white_space::folded(text.get(at.clone()).unwrap_or_default());
        let message =
            format!("`{word}` is used before the lesson `{}` explains it", term.introduced_in);
        let remedy = format!(
            "Explain it here and name this lesson in `introduced_in` of the term `{}`, or use \
             other words.",
            term.id
        );
        self.report.warning_in(path, at, message, Some(remedy));
    }

    /// Warns of terms that nothing uses, or that the lesson does not use which is to explain them.
    fn unused_terms(&mut self, terms: &Terms<'_>, path: &Path<'_>) {
        for (number, term) in terms.sources.iter().enumerate() {
            let (path, id) = (path.index(number), &term.id);
            if !terms.used.contains(&number) {
                let message = format!("nothing uses the term `{id}`");
                let remedy =
                    format!("Write `[{}](term:{id})` where it helps, or remove it.", term.word);
                self.report.warning(&path.field("id"), message, Some(remedy));
            } else if terms.explained.get(number).copied().flatten().is_some()
                && !terms.kept.contains(&number)
            {
                let lesson = &term.introduced_in;
                let message = format!("the lesson `{lesson}` never uses the term `{id}`");
                let remedy = "Name the lesson that explains it, or explain it there.".to_owned();
                self.report.warning(&path.field("introduced_in"), message, Some(remedy));
            }
        }
    }
}
