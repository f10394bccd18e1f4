//! What stands between a process and its host, switched on and off: what the process then sees and
//! may do, and what that costs.

mod declared;
mod mechanisms;
mod painting;

pub use declared::{Case, Condition, Figure, Item, Left, Limit};

use crate::{
    id::Id,
    simulate::{
        amount::Amount,
        control::{Control, ControlKind, Offered},
        datum::{Datum, Origin},
        live::{Assumption, Facts, Live, Reading, fixed},
        setting::Setting,
        sheet::Picture,
        sheet::Room,
        value::Value,
    },
};

/// Namespaces, a user namespace, capabilities, a seccomp filter and a kernel of its own, for one
/// process that runs as root.
///
/// There is no formula in it. A pack lists what such a process can see and do, and which settings
/// take each away or keep it inside; and it lists figures with a value for each setting. The dial
/// looks up what holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Isolation {
    controls: Vec<Control>,
    /// How many capabilities there are, and how many of them Docker keeps by default.
    pub capabilities: [Datum; 2],
    /// How many names of system calls can reach the host's kernel. It says how wide the way is,
    /// not how great the risk is. Each case has a value.
    pub calls: Figure,
    /// What the process can see of its host.
    pub sees: Vec<Item>,
    /// What the process may do.
    pub may: Vec<Item>,
    /// Figures of other models that move with the dial.
    pub costs: Vec<Figure>,
}

/// The ids of its controls.
const NAMESPACES: &str = "namespaces";
const USER: &str = "user";
const CAPABILITIES: &str = "capabilities";
const SECCOMP: &str = "seccomp";
const KERNEL: &str = "kernel";

/// What a switch can be set to, as a condition names it.
const SWITCH: &[&str] = &["off", "on"];
/// All capabilities, those that Docker keeps by default, none.
const KEPT: &[&str] = &["all", "default", "none"];
/// Whose kernel answers: the host's, gVisor's in user space, that of a VM's guest.
const KERNELS: &[&str] = &["host", "gvisor", "vm"];

impl Isolation {
    /// With the number of all capabilities and of Docker's default, the call names that reach the
    /// host's kernel, what is seen and what may be done, and what moves in other models.
    #[must_use]
    pub fn new(
        capabilities: [Datum; 2],
        calls: Figure,
        [sees, may]: [Vec<Item>; 2],
        costs: Vec<Figure>,
    ) -> Self {
        let [all, kept] = capabilities.each_ref().map(|datum| datum.value.grouped());
        let controls = Self::dial([&all, &kept]);
        Self { controls, capabilities, calls, sees, may, costs }
    }

    /// The controls, which are the same in every pack; only how many capabilities there are, and how
    /// many of them Docker keeps by default, is said there in its words.
    #[must_use]
    pub fn dial([all, kept]: [&str; 2]) -> Vec<Control> {
        let switch = |id, name: &str| Control {
            id: fixed(id),
            name: name.to_owned(),
            kind: ControlKind::Switch,
            start: Value::On(false),
        };
        let choice = |id, name: &str, ids: &[&str], names: [String; 3]| {
            let offered = ids.iter().zip(names).map(|(id, name)| Offered { id: fixed(id), name });
            Control {
                id: fixed(id),
                name: name.to_owned(),
                kind: ControlKind::Choice(offered.collect()),
                start: Value::Chosen(fixed(ids.first().unwrap_or(&"none"))),
            }
        };
        let names = [format!("All {all}"), format!("Docker's default, {kept}"), "None".to_owned()];
        let kernels = ["The host's", "gVisor", "A VM's guest"].map(str::to_owned);
        vec![
            switch(NAMESPACES, "Namespaces"),
            switch(USER, "User namespace"),
            choice(CAPABILITIES, "Capabilities", KEPT, names),
            switch(SECCOMP, "Seccomp filter"),
            choice(KERNEL, "Kernel", KERNELS, kernels),
        ]
    }

    /// The values of a control that a [`Condition`] can name; nothing for what is no control.
    #[must_use]
    pub fn values(control: &str) -> Option<&'static [&'static str]> {
        match control {
            NAMESPACES | USER | SECCOMP => Some(SWITCH),
            CAPABILITIES => Some(KEPT),
            KERNEL => Some(KERNELS),
            _ => None,
        }
    }

    /// How many names of system calls can reach the host's kernel.
    #[must_use]
    pub fn reaching(&self, setting: &Setting) -> Amount {
        let now = self.calls.case(setting).or(self.calls.base());
        now.and_then(Case::amount).unwrap_or_default()
    }

    /// How many there are with everything off.
    fn all_calls(&self) -> Amount {
        self.calls.base().and_then(Case::amount).unwrap_or_default()
    }
}

/// How many of a list are left, and how many of those do not reach the host.
fn count(items: &[Item], setting: &Setting) -> (usize, usize) {
    items.iter().fold((0, 0), |(left, inside), item| match item.left(setting) {
        Left::Whole => (left + 1, inside),
        Left::Inside(_) => (left + 1, inside + 1),
        Left::Gone(_) => (left, inside),
    })
}

/// The words for the three states of a list.
#[derive(Debug, Clone, Copy)]
struct Words {
    head: &'static str,
    whole: &'static str,
    gone: &'static str,
}

const SEES: Words = Words { head: "It sees", whole: "Seen", gone: "Hidden" };
const MAY: Words = Words { head: "It may", whole: "Allowed", gone: "Refused" };
const INSIDE: &str = "Only inside";

impl Words {
    /// What is left of an item, and every reason: "Hidden: …; …".
    fn said(self, left: &Left<'_>) -> String {
        match left {
            Left::Whole => self.whole.to_owned(),
            Left::Inside(reason) => format!("{INSIDE}: {reason}"),
            Left::Gone(reasons) => format!("{}: {}", self.gone, reasons.join("; ")),
        }
    }
}

impl Live for Isolation {
    fn word(&self) -> &'static str {
        "isolation"
    }

    fn controls(&self) -> &[Control] {
        &self.controls
    }

    fn readings(&self, setting: &Setting) -> Vec<Reading> {
        let whole = |count: usize| Amount::whole(i64::try_from(count).unwrap_or(i64::MAX));
        let (sees, seen_inside) = count(&self.sees, setting);
        let (may, done_inside) = count(&self.may, setting);
        let readings = [
            ("calls", "Call names that reach the host's kernel", self.reaching(setting)),
            ("sees", "Things of the host that it sees", whole(sees)),
            ("may", "Things that it may do", whole(may)),
            ("inside", "Of these, only inside", whole(seen_inside + done_inside)),
        ];
        let reading = |(id, name, value): (&str, &str, Amount)| Reading {
            id: fixed(id),
            name: name.to_owned(),
            value,
            unit: "",
        };
        readings.map(reading).into()
    }

    fn sentence(&self, setting: &Setting) -> String {
        let calls = self.reaching(setting).grouped();
        let all = self.all_calls().grouped();
        let (sees, _) = count(&self.sees, setting);
        let (may, inside) = count(&self.may, setting);
        let inside = match inside {
            0 => String::new(),
            inside if inside == may => ", only inside".to_owned(),
            inside => format!(", {inside} of them only inside"),
        };
        format!(
            "{calls} of {all} call names reach the host's kernel. The process sees {sees} of {} things of the host and may do {may} of {}{inside}.",
            self.sees.len(),
            self.may.len(),
        )
    }

    fn table(&self, setting: &Setting) -> Facts {
        let columns = ["Group", "What", "Now"].map(str::to_owned).into();
        let row = |group: &str, what: &str, now: String| vec![group.into(), what.into(), now];
        let mut rows: Vec<Vec<String>> = Vec::new();
        for control in &self.controls {
            let now = setting.get(control.id.as_str()).unwrap_or(&control.start);
            rows.push(row("Set to", &control.name, control.said(now)));
        }
        let calls =
            format!("{} of {}", self.reaching(setting).grouped(), self.all_calls().grouped());
        rows.push(row("Names, not risk", &self.calls.name, calls));
        for (words, items) in [(SEES, &self.sees), (MAY, &self.may)] {
            let each = items.iter();
            rows.extend(
                each.map(|item| row(words.head, &item.text, words.said(&item.left(setting)))),
            );
        }
        rows.extend(self.costs.iter().map(|cost| row("It costs", &cost.name, cost.moved(setting))));
        Facts { columns, rows }
    }

    fn assumptions(&self) -> Vec<Assumption> {
        let plain = |text: &str| Assumption { text: text.to_owned(), source: None };
        let mut all = vec![
            plain("The process runs as root, user 0, and is started by the engine, not by itself."),
            plain(
                "The names of calls say how wide the way to the host's kernel is, not how great the risk is: one vulnerable call is enough.",
            ),
            plain(
                "Left out: cgroup limits, access to devices, and security modules such as AppArmor, SELinux and Landlock. They hold beside what is set here.",
            ),
            plain(
                "Namespaces are pid, mount, network, ipc, uts, cgroup and time, as Docker makes them since version 29.5 (2026). The time namespace has no offset, so nothing looks different for it.",
            ),
            plain(
                "In a VM, the guest's kernel applies namespaces, capabilities and seccomp. gVisor applies the first two; Docker's seccomp profile only if it is told to.",
            ),
        ];
        let figure = |all: &mut Vec<Assumption>, what: String, figure: &str, datum: &Datum| {
            let note = if datum.note.is_empty() { "" } else { &datum.note };
            let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
            let assumed = if datum.origin == Origin::Illustrative { ", assumed" } else { "" };
            let text = format!("{what}: {figure}{note}{assumed}.");
            all.push(Assumption { text, source: datum.source().cloned() });
        };
        let names = ["Capabilities of Linux", "Capabilities that Docker keeps by default"];
        for (name, datum) in names.iter().zip(&self.capabilities) {
            figure(&mut all, (*name).to_owned(), &datum.value.grouped(), datum);
        }
        for one in std::iter::once(&self.calls).chain(&self.costs) {
            for case in &one.cases {
                let what = format!("{}, {}", one.name, case.name);
                match &case.value {
                    Some(datum) => figure(&mut all, what, &one.said(Some(datum.value)), datum),
                    None => all.push(plain(&format!("{what}: no figure known."))),
                }
            }
        }
        all.extend(self.items_by_source());
        all
    }

    fn picture(&self, setting: &Setting, room: &Room<'_>) -> Picture {
        painting::picture(self, setting, room)
    }
}

impl Isolation {
    /// Which items each source is the source of, in the order in which they first come.
    fn items_by_source(&self) -> Vec<Assumption> {
        let mut by_source: Vec<(Option<&Id>, Vec<&str>)> = Vec::new();
        for item in self.sees.iter().chain(&self.may) {
            let source = item.source.as_ref();
            match by_source.iter_mut().find(|(known, _)| *known == source) {
                Some((_, texts)) => texts.push(&item.text),
                None => by_source.push((source, vec![&item.text])),
            }
        }
        let told = by_source.into_iter().map(|(source, texts)| {
            let assumed = if source.is_none() { ", assumed" } else { "" };
            let text = format!("What takes away or narrows{assumed}: {}.", texts.join("; "));
            Assumption { text, source: source.cloned() }
        });
        told.collect()
    }
}
