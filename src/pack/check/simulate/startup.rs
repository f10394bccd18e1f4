//! How long a start takes: rows and their phases.

use crate::{
    pack::{
        check::checker::{Checker, Seen, all},
        path::Path,
        source::{StartupPhaseSource, StartupRowSource, StartupSource},
    },
    simulate::{Amount, Startup, StartupPhase, StartupRow, When},
};

const MS: &str = "milliseconds";
/// What stands beside rows where one is chosen, and what that is.
const TAKEN: [(&str, &str); 2] = [("all", "all rows at once"), ("none", "nothing to compare with")];

impl<'a> Checker<'a, '_> {
    pub(super) fn startup(
        &mut self,
        source: &'a StartupSource,
        path: &Path<'_>,
    ) -> Option<Startup> {
        let rows_at = path.field("rows");
        self.some_rows(source.rows.len(), &rows_at, "row");
        let mut seen = Seen::default();
        let rows = source.rows.iter().enumerate();
        let rows =
            all(rows.map(|(number, row)| self.startup_row(row, &rows_at.index(number), &mut seen)));
        rows.filter(|rows| !rows.is_empty()).map(Startup::new)
    }

    fn startup_row(
        &mut self,
        source: &'a StartupRowSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<StartupRow> {
        let id_at = path.field("id");
        let mut id = self.new_id(&source.id, &id_at, "row", seen);
        if let Some((taken, what)) = TAKEN.iter().find(|(taken, _)| *taken == source.id) {
            let message = format!("a row cannot be called `{taken}`: that stands for {what}");
            self.report.error(&id_at, message, Some("Give it another id.".to_owned()));
            id = None;
        }
        let name = self.said(&source.name, &path.field("name"), "the name of a row");
        let until = self.until(source, path);
        let measured = self.said(&source.measured, &path.field("measured"), "`measured`");
        let phases_at = path.field("phases");
        let count = source.phases.len();
        self.some_of(count, &phases_at, (&format!("the row `{}`", source.id), "phase"));
        let mut seen = Seen::default();
        let phases =
            all(source.phases.iter().enumerate().map(|(number, phase)| {
                self.startup_phase(phase, &phases_at.index(number), &mut seen)
            }));
        let phases = phases.filter(|phases| !phases.is_empty())?;
        if !phases.iter().any(always_lasts) {
            let message = format!("the row `{}` can take no time at all", source.id);
            let remedy = "Let a phase count always, and last longer than 0 on each disk.";
            self.report.error(&phases_at, message, Some(remedy.to_owned()));
            return None;
        }
        Some(StartupRow { id: id?, name, until, measured, phases })
    }

    /// Up to what a row counts. It is read after its time: "takes 550 ms until …".
    fn until(&mut self, source: &StartupRowSource, path: &Path<'_>) -> String {
        let path = path.field("until");
        let until = self.said(&source.until, &path, "`until`");
        let said = self.index.is_english() && !until.is_empty();
        if said && !until.starts_with("until ") {
            let message =
                format!("`until` of the row `{}` is read after its time: “550 ms …”", source.id);
            let remedy = format!("Begin it with a small “until”: “until {until}”.");
            self.report.error(&path, message, Some(remedy));
        }
        until
    }

    fn startup_phase(
        &mut self,
        source: &'a StartupPhaseSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<StartupPhase> {
        let id = self.new_id(&source.id, &path.field("id"), "phase", seen);
        let name = self.said(&source.name, &path.field("name"), "the name of a phase");
        let time = self.datum(&source.time, &path.field("time"), MS);
        let hdd = self.maybe_datum(source.hdd.as_ref(), &path.field("hdd"), MS);
        let (role, when) = (source.role, source.when);
        Some(StartupPhase { id: id?, name, role, time: time?, hdd: hdd?, when })
    }
}

/// Does it take time at every start, whatever is set?
fn always_lasts(phase: &StartupPhase) -> bool {
    let lasts = |value: Amount| value > Amount::ZERO;
    let hdd = phase.hdd.as_ref().is_none_or(|hdd| lasts(hdd.value));
    phase.when == When::Always && lasts(phase.time.value) && hdd
}
