//! The texts of an isolation dial.

use super::{Reading, Visit, of_datum};
use crate::pack::{
    path::Path,
    source::{CaseSource, IsolationSource, ItemSource, LimitSource},
};

pub(super) fn of_isolation(dial: &IsolationSource, path: &Path<'_>, visit: Visit<'_>) {
    let capabilities_at = path.field("capabilities");
    of_datum(Some(&dial.capabilities.all), &capabilities_at.field("all"), visit);
    of_datum(Some(&dial.capabilities.default), &capabilities_at.field("default"), visit);
    let calls_at = path.field("calls");
    visit(&dial.calls.name, &calls_at.field("name"), Reading::Name);
    of_cases(&dial.calls.cases, &calls_at.field("cases"), visit);
    of_items(&dial.sees, &path.field("sees"), visit);
    of_items(&dial.may, &path.field("may"), visit);
    let costs_at = path.field("costs");
    for (number, cost) in dial.costs.iter().enumerate() {
        let path = costs_at.index(number);
        visit(&cost.name, &path.field("name"), Reading::Name);
        of_cases(&cost.cases, &path.field("cases"), visit);
    }
}

fn of_cases(cases: &[CaseSource], path: &Path<'_>, visit: Visit<'_>) {
    for (number, case) in cases.iter().enumerate() {
        let path = path.index(number);
        visit(&case.name, &path.field("name"), Reading::Name);
        of_datum(case.value.as_ref(), &path.field("value"), visit);
    }
}

fn of_items(items: &[ItemSource], path: &Path<'_>, visit: Visit<'_>) {
    for (number, item) in items.iter().enumerate() {
        let path = path.index(number);
        visit(&item.text, &path.field("text"), Reading::Plain);
        of_limits(&item.unless, &path.field("unless"), visit);
        of_limits(&item.within, &path.field("within"), visit);
    }
}

fn of_limits(limits: &[LimitSource], path: &Path<'_>, visit: Visit<'_>) {
    for (number, limit) in limits.iter().enumerate() {
        visit(&limit.reason, &path.index(number).field("reason"), Reading::Plain);
    }
}
