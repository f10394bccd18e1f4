//! How many fit: rows and ranges.

use crate::{
    pack::{
        check::checker::{Checker, Seen, all},
        path::Path,
        source::{DensityRowSource, DensitySource},
    },
    simulate::{Density, DensityRow, Scale, density::Over},
};

const MIB: &str = "MiB";

impl<'a> Checker<'a, '_> {
    pub(super) fn density(
        &mut self,
        source: &'a DensitySource,
        path: &Path<'_>,
    ) -> Option<Density> {
        let memory = self.range(&source.memory, &path.field("memory"), (MIB, Scale::Linear));
        let reserve = self.range(&source.reserve, &path.field("reserve"), (MIB, Scale::Linear));
        let app = self.range(&source.app, &path.field("app"), (MIB, Scale::Log));
        let rows_at = path.field("rows");
        self.some_rows(source.rows.len(), &rows_at, "row");
        let mut seen = Seen::default();
        let rows = all(source
            .rows
            .iter()
            .enumerate()
            .map(|(number, row)| self.density_row(row, &rows_at.index(number), &mut seen)));
        let ceiling_at = path.field("ceiling");
        let ceiling = self.maybe_datum(source.ceiling.as_ref(), &ceiling_at, "units");
        let rows = rows.filter(|rows| !rows.is_empty())?;
        Some(Density::new([memory?, reserve?, app?], rows, ceiling?))
    }

    fn density_row(
        &mut self,
        source: &'a DensityRowSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<DensityRow> {
        let id_at = path.field("id");
        let id = self.new_id(&source.id, &id_at, "row", seen);
        if source.id == "none" {
            let message = "a row cannot be called `none`: that is what stands beside nothing";
            self.report.error(&id_at, message.to_owned(), Some("Give it another id.".to_owned()));
        }
        let name = self.said(&source.name, &path.field("name"), "the name of a row");
        let one = self.said(&source.one, &path.field("one"), "what one of them is called");
        let several =
            self.said(&source.several, &path.field("several"), "what several of them are called");
        let shared = self.said(&source.shared, &path.field("shared"), "`shared`");
        let guest = self.maybe_datum(source.guest.as_ref(), &path.field("guest"), MIB);
        let least = self.maybe_datum(source.least.as_ref(), &path.field("least"), MIB);
        let over_at = path.field("over");
        let over = match &source.over {
            Some(over) => {
                let name = self.said(&over.name, &over_at.field("name"), "the name of `over`");
                let datum = self.datum(&over.value, &over_at.field("value"), MIB);
                datum.map(|datum| Some(Over { name, datum, requested: over.requested }))
            }
            None => Some(None),
        };
        let each = (one, several);
        Some(DensityRow { id: id?, name, each, shared, guest: guest?, least: least?, over: over? })
    }
}
