//! What a process sees and may do: things, and figures with the cases in which they hold.

use crate::{
    id::Id,
    pack::{
        check::checker::{Checker, Seen, all},
        limits,
        path::Path,
        similar,
        source::{
            CallsSource, CapabilitiesSource, CaseSource, CostSource, DatumSource, IsolationSource,
            ItemSource, LimitSource,
        },
    },
    simulate::{
        Amount, Control, ControlKind, Datum, Isolation, Value,
        isolation::{Case, Condition, Figure, Item, Limit},
    },
};

/// The id of the figure that every isolation dial has.
const CALLS: &str = "calls";

impl<'a> Checker<'a, '_> {
    pub(super) fn isolation(
        &mut self,
        source: &'a IsolationSource,
        path: &Path<'_>,
    ) -> Option<Isolation> {
        let dial = Isolation::dial(["", ""]);
        let capabilities = self.capabilities(&source.capabilities, &path.field("capabilities"));
        let calls = self.calls(&source.calls, &path.field("calls"), &dial);
        let sees = self.things(&source.sees, &path.field("sees"), &dial);
        let may = self.things(&source.may, &path.field("may"), &dial);
        let costs = self.costs(&source.costs, &path.field("costs"), &dial);
        let model = Isolation::new(capabilities?, calls?, [sees?, may?], costs?);
        self.idle(&model, path);
        Some(model)
    }

    fn capabilities(&mut self, source: &CapabilitiesSource, path: &Path<'_>) -> Option<[Datum; 2]> {
        let default_at = path.field("default");
        let every = self.whole_number(&source.all, &path.field("all"), "capabilities");
        let kept = self.whole_number(&source.default, &default_at, "capabilities");
        let (every, kept) = (every?, kept?);
        if kept.value > every.value {
            let message = format!("{} capabilities are more than all {}", kept.value, every.value);
            let remedy = "Write how many of them Docker keeps.".to_owned();
            self.report.error(&default_at.field("value"), message, Some(remedy));
            return None;
        }
        Some([every, kept])
    }

    /// A figure that is a whole number.
    fn whole_number(&mut self, source: &DatumSource, path: &Path<'_>, what: &str) -> Option<Datum> {
        let datum = self.datum(source, path, what)?;
        if datum.value.in_thousandths() % 1000 == 0 {
            return Some(datum);
        }
        let message = format!("{} is no number of {what}", datum.value);
        self.report.error(&path.field("value"), message, Some("Write a whole number.".to_owned()));
        None
    }

    fn calls(
        &mut self,
        source: &'a CallsSource,
        path: &Path<'_>,
        dial: &[Control],
    ) -> Option<Figure> {
        let name = self.said(&source.name, &path.field("name"), "the name of `calls`");
        let cases_at = path.field("cases");
        let cases = self.cases(&source.cases, &cases_at, ("`calls`", "call names", dial))?;
        let most = cases.last().and_then(Case::amount);
        let mut right = true;
        for (number, case) in cases.iter().enumerate() {
            let path = cases_at.index(number);
            let value_at = path.field("value");
            let last = number + 1 == cases.len();
            let Some((in_value, message, remedy)) = wrong_call(case, (most, last)) else {
                continue;
            };
            let at = if in_value { value_at.field("value") } else { path };
            self.report.error(&at, message, Some(remedy.to_owned()));
            right = false;
        }
        let id = Id::new(CALLS).ok().filter(|_| right)?;
        Some(Figure { id, name, unit: String::new(), cases })
    }

    fn costs(
        &mut self,
        costs: &'a [CostSource],
        path: &Path<'_>,
        dial: &[Control],
    ) -> Option<Vec<Figure>> {
        if !costs.is_empty() {
            self.some_rows(costs.len(), path, "cost");
        }
        let mut seen = Seen::default();
        seen.note(CALLS, path.file);
        all(costs.iter().enumerate().map(|(number, cost)| {
            let path = path.index(number);
            let id = self.new_id(&cost.id, &path.field("id"), "figure", &mut seen);
            let name = self.said(&cost.name, &path.field("name"), "the name of a figure");
            let what = format_args!("the unit of the figure `{}`", cost.id);
            let unit = self.optional(cost.unit.as_deref(), &path.field("unit"), what);
            let unit = unit.unwrap_or_default();
            let counted = if unit.is_empty() { "what is counted" } else { &unit };
            let whole = format!("the figure `{}`", cost.id);
            let cases = self.cases(&cost.cases, &path.field("cases"), (&whole, counted, dial));
            Some(Figure { id: id?, name, unit, cases: cases? })
        }))
    }

    /// The cases of a figure, which is called `whole` and counts what `unit` says.
    fn cases(
        &mut self,
        cases: &'a [CaseSource],
        path: &Path<'_>,
        (whole, unit, dial): (&str, &str, &[Control]),
    ) -> Option<Vec<Case>> {
        self.some_of(cases.len(), path, (whole, "case"));
        let made = all(cases.iter().enumerate().map(|(number, case)| {
            let path = path.index(number);
            let name = self.said(&case.name, &path.field("name"), "the name of a case");
            let when = self.conditions(&case.when, &path.field("when"), dial);
            let value = self.maybe_datum(case.value.as_ref(), &path.field("value"), unit);
            Some(Case { name, when: when?, value: value? })
        }));
        made.filter(|cases| !cases.is_empty() && self.in_turn(cases, path))
    }

    /// Does each case have its turn, and the last one always? Reported where not.
    fn in_turn(&mut self, cases: &[Case], path: &Path<'_>) -> bool {
        let last = cases.len().saturating_sub(1);
        let open = cases.iter().position(|case| case.when.is_empty());
        let (number, message, remedy) = match open {
            Some(open) if open < last => {
                let message = "this case always holds: those after it never have their turn";
                (open, message.to_owned(), "Put it last, or write `when` it holds.")
            }
            Some(_) => {
                let hidden = cases.iter().enumerate().find_map(|(number, case)| {
                    let mut before = cases.iter().take(number);
                    let first = before.find(|one| implies(&case.when, &one.when))?;
                    Some((number, first))
                });
                let Some((number, first)) = hidden else { return true };
                let message =
                    format!("this case never has its turn: where it holds, `{}` does", first.name);
                (number, message, "Put the case with more conditions first.")
            }
            None => {
                let message = "the last case has a condition: where it fails there is no figure";
                let remedy = "End with a case without `when`, with everything off.";
                (last, message.to_owned(), remedy)
            }
        };
        self.report.error(&path.index(number), message, Some(remedy.to_owned()));
        false
    }

    fn things(
        &mut self,
        items: &'a [ItemSource],
        path: &Path<'_>,
        dial: &[Control],
    ) -> Option<Vec<Item>> {
        self.some_of(items.len(), path, ("this list", "item"));
        let mut seen = Seen::default();
        let made = all(items
            .iter()
            .enumerate()
            .map(|(number, item)| self.thing(item, &path.index(number), (dial, &mut seen))));
        made.filter(|items| !items.is_empty())
    }

    fn thing(
        &mut self,
        source: &'a ItemSource,
        path: &Path<'_>,
        (dial, seen): (&[Control], &mut Seen<'a>),
    ) -> Option<Item> {
        let id = self.new_id(&source.id, &path.field("id"), "item", seen);
        let text = self.said(&source.text, &path.field("text"), "the text of an item");
        let (unless_at, within_at) = (path.field("unless"), path.field("within"));
        let unless = self.limits(&source.unless, &unless_at, (&source.id, dial));
        let within = self.limits(&source.within, &within_at, (&source.id, dial));
        let from = match &source.source {
            Some(id) => self.source(id, &path.field("source"), None).map(Some),
            None => Some(None),
        };
        let (unless, within) = (unless?, within?);
        for (number, limit) in within.iter().enumerate() {
            let mut before = unless.iter().chain(within.iter().take(number));
            if let Some(first) = before.find(|one| implies(&limit.when, &one.when)) {
                let message =
                    format!("this is never said: where it holds, “{}” is said", first.reason);
                let remedy = "Put it first in `within`, or leave it out.".to_owned();
                self.report.error(&within_at.index(number), message, Some(remedy));
            }
        }
        Some(Item { id: id?, text, unless, within, source: from? })
    }

    fn limits(
        &mut self,
        limits: &'a [LimitSource],
        path: &Path<'_>,
        (item, dial): (&str, &[Control]),
    ) -> Option<Vec<Limit>> {
        if limits.len() > limits::MODEL_ROWS {
            self.some_of(limits.len(), path, (&format!("the item `{item}`"), "reason"));
        }
        all(limits.iter().enumerate().map(|(number, limit)| {
            let path = path.index(number);
            let when_at = path.field("when");
            let when = self.conditions(&limit.when, &when_at, dial);
            let reason = self.said(&limit.reason, &path.field("reason"), "a reason");
            if limit.when.trim().is_empty() {
                let message = format!("this reason holds always: `{item}` could never be whole");
                let remedy = "Name what has to hold, such as `namespaces=on`.".to_owned();
                self.report.error(&when_at, message, Some(remedy));
                return None;
            }
            Some(Limit { when: when?, reason })
        }))
    }

    /// What has to hold, written as a setting.
    fn conditions(
        &mut self,
        when: &str,
        path: &Path<'_>,
        dial: &[Control],
    ) -> Option<Vec<Condition>> {
        let set = self.values(when, path, dial)?.into_iter();
        set.map(|(control, value)| {
            let value = Id::new(&value.to_string()).ok()?;
            Some(Condition { control, value })
        })
        .collect()
    }

    /// Warns of what can be set and changes nothing: the model would say that it keeps nothing out.
    fn idle(&mut self, model: &Isolation, path: &Path<'_>) {
        let figures = std::iter::once(&model.calls).chain(&model.costs);
        let cases = figures.flat_map(|figure| &figure.cases).map(|case| &case.when);
        let items = model.sees.iter().chain(&model.may);
        let limits = items.flat_map(|item| item.unless.iter().chain(&item.within));
        let named: Vec<String> = cases
            .chain(limits.map(|limit| &limit.when))
            .flatten()
            .map(|one| format!("{}={}", one.control, one.value))
            .collect();
        let settings = Isolation::dial(["", ""]);
        let settings = settings.iter().flat_map(tightened);
        let idle: Vec<String> = settings.filter(|setting| !named.contains(setting)).collect();
        if !idle.is_empty() {
            let idle: Vec<&str> = idle.iter().map(String::as_str).collect();
            let message = format!("nothing in the model changes with {}", similar::listed(&idle));
            let remedy = "Say what each takes away or narrows: it can be set.".to_owned();
            self.report.warning(path, message, Some(remedy));
        }
    }
}

/// What is wrong with a case of `calls`, with what would be right, and whether it is its value. `most`
/// is what the last case lets through.
fn wrong_call(
    case: &Case,
    (most, last): (Option<Amount>, bool),
) -> Option<(bool, String, &'static str)> {
    let Some(value) = case.amount() else {
        let message = format!("`{}` has no value: in `calls` each case has one", case.name);
        return Some((false, message, "Write `value: (…)` with a figure and its source."));
    };
    if value.in_thousandths() % 1000 != 0 {
        let message = format!("{value} is no number of call names");
        return Some((true, message, "Write a whole number."));
    }
    if last && value == Amount::ZERO {
        let message = "no call name gets through with everything off".to_owned();
        return Some((true, message, "Write how many there are."));
    }
    let most = most.filter(|most| *most > Amount::ZERO && value > *most)?;
    let message = format!("{value} call names are more than the {most} of the last case");
    Some((true, message, "The last case has everything off: there, all of them get through."))
}

/// Do the second conditions hold wherever the first ones do?
fn implies(first: &[Condition], second: &[Condition]) -> bool {
    second.iter().all(|condition| first.contains(condition))
}

/// What a control can be set to beside where it starts.
fn tightened(control: &Control) -> Vec<String> {
    let values: Vec<Value> = match &control.kind {
        ControlKind::Choice(offered) => {
            offered.iter().map(|one| Value::Chosen(one.id.clone())).collect()
        }
        ControlKind::Switch | ControlKind::Range(_) => vec![Value::On(true)],
    };
    let values = values.into_iter().filter(|value| *value != control.start);
    values.map(|value| format!("{}={value}", control.id)).collect()
}
