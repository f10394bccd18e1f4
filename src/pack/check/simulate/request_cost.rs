//! What a request costs: requests, architectures, and what was measured.

mod passages;
mod ways;

use crate::{
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            simulate::request_cost::ways::Routes,
        },
        path::Path,
        similar,
        source::{
            CostWaySource, DatumSource, LessonSource, MeasurementSource, PenaltySource,
            RequestCostSource,
        },
    },
    simulate::{
        Amount, RequestCost,
        request_cost::{Architecture, CostWay, Measurement, Penalty, Request},
    },
};
use std::collections::HashMap;

/// For each request and architecture, the way that was written; nothing where it is mistaken.
type Ways<'a> = HashMap<(&'a str, &'a str), Option<CostWay>>;

/// The id and the name of a request, or of an architecture.
type Named<'a> = (&'a str, &'a str);

impl<'a> Checker<'a, '_> {
    pub(super) fn request_cost(
        &mut self,
        source: &'a RequestCostSource,
        path: &Path<'_>,
        lesson: &'a LessonSource,
    ) -> Option<RequestCost> {
        let requests_at = path.field("requests");
        let asked = source.requests.iter().map(|one| (one.id.as_str(), one.name.as_str()));
        let asked: Vec<Named<'a>> = asked.collect();
        let requests = self.askable(&asked, &requests_at, "request");
        let architectures_at = path.field("architectures");
        let through = source.architectures.iter().map(|one| (one.id.as_str(), one.name.as_str()));
        let through: Vec<Named<'a>> = through.collect();
        let architectures = self.askable(&through, &architectures_at, "architecture");
        if let Some(number) = through.iter().position(|(id, _)| *id == "none") {
            let path = architectures_at.index(number);
            let message = "an architecture cannot be called `none`: that is what stands beside \
                           nothing";
            let remedy = "Give it another id.".to_owned();
            self.report.error(&path.field("id"), message.to_owned(), Some(remedy));
        }
        let ways_at = path.field("ways");
        let passages_at = path.field("passages");
        let passages = self.passages(source, &passages_at, lesson);
        let mut routes = Routes::new(lesson, passages.as_deref().unwrap_or_default());
        let mut ways = self.cost_ways(source, &ways_at, &mut routes);
        let sound = requests.is_some() && architectures.is_some();
        if sound {
            self.lacking(&asked, &through, &ways, &ways_at);
        }
        let gone = routes.gone;
        if sound && ways.values().all(Option::is_some) {
            self.never_gone(passages.as_deref()?, &gone, &passages_at);
        }
        let architectures = architectures?.into_iter().zip(&through).map(|((id, name), known)| {
            let ways = asked.iter().map(|request| ways.remove(&(request.0, known.0)).flatten());
            Some(Architecture { id, name, ways: all(ways)? })
        });
        let architectures = all(architectures)?;
        let requests = requests?.into_iter().map(|(id, name)| Request { id, name });
        passages?;
        (!architectures.is_empty()).then(|| RequestCost::new(requests.collect(), architectures))
    }

    /// The ids and names of requests, or of architectures.
    fn askable(
        &mut self,
        source: &[Named<'a>],
        path: &Path<'_>,
        what: &str,
    ) -> Option<Vec<(Id, String)>> {
        self.some_rows(source.len(), path, what);
        let mut seen = Seen::default();
        let called = format!("the name of the {what}");
        let named = all(source.iter().enumerate().map(|(number, (id, name))| {
            let path = path.index(number);
            let new = self.new_id(id, &path.field("id"), what, &mut seen);
            let name = self.said(name, &path.field("name"), &format!("{called} `{id}`"));
            Some((new?, name))
        }));
        named.filter(|named| !named.is_empty())
    }

    fn cost_ways(
        &mut self,
        source: &'a RequestCostSource,
        path: &Path<'_>,
        routes: &mut Routes<'a, '_>,
    ) -> Ways<'a> {
        let mut ways = Ways::new();
        let mut stray = false;
        for (number, way) in source.ways.iter().enumerate() {
            let path = path.index(number);
            let requests = || source.requests.iter().map(|one| one.id.as_str());
            let through = || source.architectures.iter().map(|one| one.id.as_str());
            let request = self.one_of(&way.request, requests, (&path.field("request"), "request"));
            let at = path.field("architecture");
            let architecture = self.one_of(&way.architecture, through, (&at, "architecture"));
            stray |= request.is_none() || architecture.is_none();
            let penalty = self.penalty(&way.penalty, &path.field("penalty"));
            let pair = request.zip(architecture);
            if pair.is_some_and(|pair| ways.contains_key(&pair)) {
                let CostWaySource { request, architecture, .. } = way;
                let message =
                    format!("the way of `{request}` through `{architecture}` is there twice");
                self.report.error(
                    &path,
                    message,
                    Some("Remove one of them, or name another request or architecture.".to_owned()),
                );
                stray = true;
                continue;
            }
            let hops = self.cost_hops(way, &path, routes);
            if let Some(pair) = pair {
                let way = hops.zip(penalty).map(|(hops, penalty)| CostWay { hops, penalty });
                ways.insert(pair, way);
            }
        }
        if stray {
            // A way that looks as if it were not there may be one of those.
            let pairs = source.requests.iter().flat_map(|request| {
                source.architectures.iter().map(|one| (request.id.as_str(), one.id.as_str()))
            });
            for pair in pairs {
                ways.entry(pair).or_insert(None);
            }
        }
        ways
    }

    /// Reports the ways that nobody wrote, as one mistake.
    fn lacking(
        &mut self,
        asked: &[Named<'a>],
        through: &[Named<'a>],
        ways: &Ways<'a>,
        path: &Path<'_>,
    ) {
        let pairs = through.iter().flat_map(|one| asked.iter().map(|request| (request.0, one.0)));
        let mut lacking = pairs.filter(|pair| !ways.contains_key(pair));
        let Some((request, architecture)) = lacking.next() else { return };
        let mut message = format!("there is no way of `{request}` through `{architecture}`");
        let more = lacking.count();
        if more > 0 {
            message = format!("{message}, and {} missing besides", is_or_are(more));
        }
        let remedy = "Write one for each request through each architecture.".to_owned();
        self.report.error(path, message, Some(remedy));
    }

    /// A name of the model itself.
    fn one_of<I: Iterator<Item = &'a str>>(
        &mut self,
        name: &str,
        known: impl Fn() -> I,
        (path, what): (&Path<'_>, &str),
    ) -> Option<&'a str> {
        let found = known().find(|id| *id == name);
        if found.is_none() && known().all(Id::is_one) && known().next().is_some() {
            let listed = || format!("It has {}.", known().collect::<Vec<_>>().join(", "));
            let remedy = self.report.similar(name, known()).map_or_else(listed, similar::meant);
            let message = format!("the model has no {what} `{name}`");
            self.report.error(path, message, Some(remedy));
        }
        found
    }

    fn penalty(&mut self, source: &PenaltySource, path: &Path<'_>) -> Option<Penalty> {
        match source {
            PenaltySource::Measured(test) => self.measurement(test, path).map(Penalty::Measured),
            PenaltySource::NotKnown(why) => {
                Some(Penalty::NotKnown(self.said(why, path, "why a penalty is not known")))
            }
        }
    }

    fn measurement(&mut self, source: &MeasurementSource, path: &Path<'_>) -> Option<Measurement> {
        let what = self.said(&source.what, &path.field("what"), "what was measured");
        let base = self.said(&source.base, &path.field("base"), "what it is compared with");
        let (native_at, here_at) = (path.field("native"), path.field("here"));
        let unit = source.unit.word();
        let native = self.datum(&source.native, &native_at, unit);
        let here = self.datum(&source.here, &here_at, unit);
        if native.as_ref().is_some_and(|native| native.value == Amount::ZERO) {
            let message = "nothing can be compared with 0".to_owned();
            let remedy = "Write what was measured without the architecture, or `NotKnown(\"…\")`.";
            self.report.error(&native_at.field("value"), message, Some(remedy.to_owned()));
            return None;
        }
        let (native, here) = (native?, here?);
        let of = [(&source.native, &native_at), (&source.here, &here_at)];
        let year = self.year(source.year, &of, &path.field("year"))?;
        Some(Measurement { what, base, unit: source.unit, native, here, year })
    }

    /// When figures were measured: in the year of their source, unless another one is given. None
    /// for what is assumed.
    #[expect(clippy::option_option, reason = "an error, no year, and a year are three things")]
    fn year(
        &mut self,
        given: Option<u16>,
        of: &[(&DatumSource, &Path<'_>)],
        path: &Path<'_>,
    ) -> Option<Option<u16>> {
        let sources = || self.index.pack.iter().flat_map(|pack| &pack.sources);
        let year_of = |id: &String| sources().find(|known| known.id == *id).map(|it| it.year);
        let dated = of.iter().filter_map(|(datum, at)| Some((datum.source.as_ref()?, *at)));
        let dated: Vec<_> = dated.filter_map(|(id, at)| Some((year_of(id)?, at))).collect();
        let oldest = dated.iter().map(|(year, _)| *year).min();
        let (message, remedy) = match (given, oldest) {
            (Some(_), None) if of.iter().all(|(datum, _)| datum.illustrative) => {
                let message = "what is assumed was not measured in any year".to_owned();
                (message, "Leave `year` out.".to_owned())
            }
            (Some(given), Some(oldest)) if given > oldest => {
                let message =
                    format!("the figure was measured in {given}, and its source is of {oldest}");
                let remedy = "Leave `year` out, unless it was measured before its source was \
                              published.";
                (message, remedy.to_owned())
            }
            (None, Some(first)) => {
                let Some((year, at)) = dated.iter().find(|(year, _)| *year != first) else {
                    return Some(oldest);
                };
                let message =
                    format!("one figure of the test is of {first}, and the other one of {year}");
                let remedy = "Write `year: …`, when the test was run: both figures are of one.";
                self.report.error(&at.field("source"), message, Some(remedy.to_owned()));
                return None;
            }
            (given, _) => return Some(given),
        };
        self.report.error(path, message, Some(remedy));
        None
    }
}

/// "1 is", "2 are".
fn is_or_are(count: usize) -> String {
    format!("{count} {}", if count == 1 { "is" } else { "are" })
}
