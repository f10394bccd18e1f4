//! The texts of a start-up model.

use super::{Reading, Visit, of_datum};
use crate::pack::{path::Path, source::StartupSource};

pub(super) fn of_startup(startup: &StartupSource, path: &Path<'_>, visit: Visit<'_>) {
    let rows_at = path.field("rows");
    for (number, row) in startup.rows.iter().enumerate() {
        let path = rows_at.index(number);
        visit(&row.name, &path.field("name"), Reading::Name);
        visit(&row.until, &path.field("until"), Reading::Plain);
        visit(&row.measured, &path.field("measured"), Reading::Plain);
        let phases_at = path.field("phases");
        for (number, phase) in row.phases.iter().enumerate() {
            let path = phases_at.index(number);
            visit(&phase.name, &path.field("name"), Reading::Name);
            of_datum(Some(&phase.time), &path.field("time"), visit);
            of_datum(phase.hdd.as_ref(), &path.field("hdd"), visit);
        }
    }
}
