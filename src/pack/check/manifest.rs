//! Checks and converts what `pack.ron` says of the pack as a whole, and puts the course together.

use crate::{
    id::{Id, PackKey},
    pack::{
        check::{
            checker::{Checker, Seen, all},
            index::Index,
            language,
            names::Scope,
        },
        course::{Course, Lesson, Lessons, Misconception, Source, Unit},
        path::Path,
        similar,
        source::{FORMAT, MisconceptionSource, PackSource, SourceSource},
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

impl<'a> Index<'a> {
    /// Is there a lesson of this id, as far as can be known?
    pub(super) fn knows_lesson(&self, id: &str) -> bool {
        self.pack.is_none() || self.by_id.contains_key(id) || self.stems.contains(id)
    }

    pub(super) fn lesson_names(&self) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        let inline = self.lessons.iter().filter(|lesson| lesson.inline.is_some());
        self.stems.iter().copied().chain(inline.map(|lesson| lesson.source.id.as_str()))
    }
}

impl<'a> Checker<'a, '_> {
    /// Checks everything: reports what is wrong, and gives the course if it can be built.
    pub(super) fn course(&mut self) -> Option<Course> {
        let index = self.index;
        if let Some(pack) = index.pack {
            self.pack_roles(pack, &Path::file(0).field("roles"));
        }
        let mut lessons: HashMap<&str, Arc<Lesson>> = HashMap::new();
        for at in &index.lessons {
            if let Some(lesson) = at.at(|path| self.lesson(at, path)) {
                lessons.insert(&at.source.id, Arc::new(lesson));
            }
        }
        let pack = index.pack?;
        let path = Path::file(0);
        let course = self.manifest(pack, &path);
        self.unused_entries(pack, &path);
        let mut course = course?;
        let ids = course.units.iter().flat_map(|unit| &unit.lessons);
        course.lessons = ids.map(|id| lessons.remove(id.as_str())).collect::<Option<_>>()?;
        self.put_checks(&mut course)?;
        if !self.report.has_errors() {
            course.wishes = self.wishes(&course)?;
            self.unsaid(&course);
            if self.covers.is_some() {
                self.labels(&course);
            }
        }
        Some(course)
    }

    /// The course without its lessons.
    fn manifest(&mut self, pack: &'a PackSource, path: &Path<'_>) -> Option<Course> {
        if pack.format == 0 {
            let remedy = format!("Write `format: {FORMAT}`.");
            self.report.error(
                &path.field("format"),
                "there is no format 0".to_owned(),
                Some(remedy),
            );
        }
        let publisher = self.id(&pack.publisher, &path.field("publisher"));
        let id = self.id(&pack.id, &path.field("id"));
        let version = semver::Version::parse(&pack.version);
        if version.is_err() {
            let message = format!("`{}` is not a version", pack.version);
            let remedy = "Write three numbers, such as `1.0.0`.".to_owned();
            self.report.error(&path.field("version"), message, Some(remedy));
        }
        let title =
            self.text(&pack.title, &path.field("title"), format_args!("the title of the pack"));
        if !language::is_tag(&pack.language) {
            let message = format!("`{}` is not a language", pack.language);
            let remedy = "Write its tag, such as `en` or `pt-BR`.".to_owned();
            self.report.error(&path.field("language"), message, Some(remedy));
        }
        if let Some(tag) = language::meant(&pack.language) {
            let message = format!("`{}` is not the tag of a language", pack.language);
            let remedy = tag.map_or_else(
                || "Write its tag, such as `en` or `pt-BR`.".to_owned(),
                similar::meant,
            );
            self.report.warning(&path.field("language"), message, Some(remedy));
        }
        let authors_at = path.field("authors");
        let authors = pack.authors.iter().enumerate();
        let authors = authors
            .map(|(n, author)| self.text(author, &authors_at.index(n), format_args!("an author")));
        let authors = authors.collect();
        let license = self.optional(
            pack.license.as_deref(),
            &path.field("license"),
            format_args!("the license of the pack"),
        );
        if pack.license.is_none() {
            let message = "the pack has no license, so nobody may pass it on".to_owned();
            let remedy = "Add one, such as `license: \"CC-BY-4.0\"`.".to_owned();
            self.report.warning(&path.field("id"), message, Some(remedy));
        }
        let contact = self.optional(
            pack.contact.as_deref(),
            &path.field("contact"),
            format_args!("the contact of the pack"),
        );
        let units = self.units(pack, &path.field("units"));
        let (sources_at, mut seen) = (path.field("sources"), Seen::default());
        let sources = all(pack.sources.iter().enumerate().map(|(number, source)| {
            self.pack_source(source, &sources_at.index(number), &mut seen)
        }));
        let (misconceptions_at, mut seen) = (path.field("misconceptions"), Seen::default());
        let misconceptions = all(pack.misconceptions.iter().enumerate().map(|(number, source)| {
            self.pack_misconception(source, &misconceptions_at.index(number), &mut seen)
        }));
        let terms = self.glossary(pack, &path.field("terms"));
        Some(Course {
            key: PackKey { publisher: publisher?, pack: id? },
            version: version.ok()?,
            title,
            language: pack.language.clone(),
            authors,
            license,
            contact,
            units: units?,
            lessons: Lessons::default(),
            sources: sources?,
            misconceptions: misconceptions?,
            terms: terms?,
            wishes: Vec::new(),
        })
    }

    fn units(&mut self, pack: &'a PackSource, path: &Path<'_>) -> Option<Vec<Unit>> {
        if pack.units.is_empty() {
            let remedy = "Write `(id: \"first\", title: \"…\", lessons: [\"…\"])`, for instance.";
            self.report.error(path, "the pack has no units".to_owned(), Some(remedy.to_owned()));
        }
        let mut seen = Seen::default();
        let mut named: HashMap<&str, &str> = HashMap::new();
        all(pack.units.iter().enumerate().map(|(number, unit)| {
            let path = path.index(number);
            let id = self.new_id(&unit.id, &path.field("id"), "unit", &mut seen);
            let what = format_args!("the title of the unit `{}`", unit.id);
            let title = self.text(&unit.title, &path.field("title"), what);
            let lessons_at = path.field("lessons");
            if unit.lessons.is_empty() {
                let message = format!("the unit `{}` has no lessons", unit.id);
                self.report.error(&lessons_at, message, Some("Name one, or remove it.".to_owned()));
            }
            let lessons = all(unit.lessons.iter().enumerate().map(|(number, lesson)| {
                let path = lessons_at.index(number);
                if let Some(first) = named.insert(lesson, &unit.id) {
                    let message = if first == unit.id {
                        format!("the unit `{first}` names the lesson `{lesson}` twice")
                    } else {
                        format!("the lesson `{lesson}` is in the units `{first}` and `{}`", unit.id)
                    };
                    self.report.error(&path, message, Some("Leave it in one place.".to_owned()));
                }
                self.unit_lesson(lesson, &path)
            }));
            let check = unit.check.as_ref();
            let check = check.map(|check| self.unit_check(check, &path.field("check")));
            let check = match check {
                Some(check) => Some(check?),
                None => None,
            };
            Some(Unit { id: id?, title, lessons: lessons?, check })
        }))
    }

    fn unit_lesson(&mut self, lesson: &str, path: &Path<'_>) -> Option<Id> {
        let index = self.index;
        if !index.knows_lesson(lesson) && !index.is_mistaken(lesson) {
            let remedy = self.report.did_you_mean(lesson, index.lesson_names());
            let remedy = remedy.unwrap_or_else(|| match Id::new(lesson) {
                Ok(id) => format!("Add lessons/{id}.ron, or take it out of the unit."),
                Err(error) => format!("Write the id of a lesson: {error}."),
            });
            self.report.error(path, format!("there is no lesson `{lesson}`"), Some(remedy));
        }
        Id::new(lesson).ok()
    }

    fn pack_source(
        &mut self,
        source: &'a SourceSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<Source> {
        let id = self.new_id(&source.id, &path.field("id"), "source", seen);
        let name = &source.id;
        let title = self.text(
            &source.title,
            &path.field("title"),
            format_args!("the title of the source `{name}`"),
        );
        let url = source.url.as_deref();
        let url =
            self.web(url, &path.field("url"), format_args!("the address of the source `{name}`"));
        let note = source.note.as_deref();
        let note = self.optional(
            note,
            &path.field("note"),
            format_args!("the note of the source `{name}`"),
        );
        Some(Source { id: id?, title, year: source.year, url, note })
    }

    fn pack_misconception(
        &mut self,
        source: &'a MisconceptionSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<Misconception> {
        let id = self.new_id(&source.id, &path.field("id"), "misconception", seen);
        let name = &source.id;
        let belief = self.text(
            &source.belief,
            &path.field("belief"),
            format_args!("the belief of the misconception `{name}`"),
        );
        let refutation = self.text(
            &source.refutation,
            &path.field("refutation"),
            format_args!("the refutation of the misconception `{name}`"),
        );
        let shows = source.shows.as_deref();
        let shows =
            shows.map(|layer| self.layer(layer, &path.field("shows"), None, Scope::Named, None));
        let sources = self.sources(&source.sources, &path.field("sources"));
        let shows = match shows {
            Some(shows) => Some(shows?),
            None => None,
        };
        Some(Misconception { id: id?, belief, refutation, shows, sources: sources? })
    }

    /// Warnings about what nothing refers to, once everything has been read.
    fn unused_entries(&mut self, pack: &PackSource, path: &Path<'_>) {
        // While names are misspelt, what they mean looks unused.
        if self.index.broken || self.report.has_errors() {
            return;
        }
        let sources_at = path.field("sources");
        for (number, source) in pack.sources.iter().enumerate() {
            if !self.used_sources.contains(&source.id) {
                let message = format!("nothing cites the source `{}`", source.id);
                let remedy = format!("Cite it with `[^{}]`, or remove it.", source.id);
                self.report.warning(&sources_at.index(number).field("id"), message, Some(remedy));
            }
        }
        let misconceptions_at = path.field("misconceptions");
        let used: HashSet<&str> = self.used_misconceptions.clone();
        for (number, misconception) in pack.misconceptions.iter().enumerate() {
            if !used.contains(misconception.id.as_str()) {
                let message =
                    format!("no option stands for the misconception `{}`", misconception.id);
                let remedy = "Name it in an option's `misconception`, or remove it.".to_owned();
                self.report.warning(
                    &misconceptions_at.index(number).field("id"),
                    message,
                    Some(remedy),
                );
            }
        }
        self.terms_in_use(pack, &path.field("terms"));
    }
}
