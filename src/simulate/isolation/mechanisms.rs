//! The five mechanisms as they stand at a setting, in the words of the picture.

use super::{CAPABILITIES, Isolation, KEPT, KERNEL, KERNELS, NAMESPACES, SECCOMP, USER};
use crate::{
    id::Id,
    simulate::{live::fixed, setting::Setting, value::Value},
};

/// One mechanism, from the outermost to the innermost.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mechanism {
    /// Its control.
    pub control: Id,
    pub name: &'static str,
    /// Does it hold anything back?
    pub on: bool,
    /// How it stands, the longest first; the last always fits.
    pub states: Vec<String>,
    /// What a press sets it to: the other state of a switch, the next of a choice.
    pub next: Value,
    /// Is it the processor that keeps this boundary, not a kernel?
    pub hardware: bool,
}

impl Isolation {
    /// All five, the outermost first: a call meets them from the last to the first.
    pub(super) fn mechanisms(&self, setting: &Setting) -> Vec<Mechanism> {
        let switch = |control: &str, name, on: &[&str]| {
            let is_on = setting.is_on(control);
            let states = if is_on { on } else { &["off"] };
            Mechanism {
                control: fixed(control),
                name,
                on: is_on,
                states: states.iter().map(|state| (*state).to_owned()).collect(),
                next: Value::On(!is_on),
                hardware: false,
            }
        };
        vec![
            kernel(setting),
            switch(
                NAMESPACES,
                "Namespaces",
                &["pid, mount, network, ipc, uts, cgroup, time", "seven of its own", "on"],
            ),
            switch(USER, "User namespace", &["its root is no root outside", "on"]),
            self.kept(setting),
            filtered(
                switch(SECCOMP, "Seccomp", &["Docker's default profile", "default profile", "on"]),
                setting,
            ),
        ]
    }

    fn kept(&self, setting: &Setting) -> Mechanism {
        let [all, default] = &self.capabilities;
        let (all, default) = (all.value.grouped(), default.value.grouped());
        let (on, states) = match chosen(setting, CAPABILITIES) {
            "default" => (
                true,
                vec![
                    format!("Docker's default, {default} of {all}"),
                    format!("{default} of {all}"),
                ],
            ),
            "none" => (true, vec![format!("none of {all}")]),
            _ => (false, vec![format!("all {all}")]),
        };
        Mechanism {
            control: fixed(CAPABILITIES),
            name: "Capabilities",
            on,
            states,
            next: next(setting, CAPABILITIES, KEPT),
            hardware: false,
        }
    }
}

/// The filter, which gVisor does not apply by itself.
fn filtered(set: Mechanism, setting: &Setting) -> Mechanism {
    if chosen(setting, KERNEL) != "gvisor" || !set.on {
        return set;
    }
    let states = ["set, but gVisor applies it only if told to", "not applied by gVisor", "off"];
    Mechanism { on: false, states: states.map(str::to_owned).to_vec(), ..set }
}

fn kernel(setting: &Setting) -> Mechanism {
    let (name, on, states): (_, _, &[&str]) = match chosen(setting, KERNEL) {
        "gvisor" => ("gVisor", true, &["a kernel in a process of the host", "own kernel"]),
        "vm" => {
            ("Virtual machine", true, &["a kernel of its own, on virtual hardware", "own kernel"])
        }
        _ => ("Own kernel", false, &["off, the host's is shared", "off"]),
    };
    Mechanism {
        control: fixed(KERNEL),
        name,
        on,
        states: states.iter().map(|state| (*state).to_owned()).collect(),
        next: next(setting, KERNEL, KERNELS),
        hardware: chosen(setting, KERNEL) == "vm",
    }
}

/// What is chosen, or nothing.
pub(super) fn chosen<'s>(setting: &'s Setting, control: &str) -> &'s str {
    setting.chosen(control).map_or("", Id::as_str)
}

/// The choice after the one that is made; after the last comes the first.
fn next(setting: &Setting, control: &str, ids: &[&str]) -> Value {
    let now = chosen(setting, control);
    let mut after = ids.iter().skip_while(|id| **id != now);
    let id = after.nth(1).or(ids.first());
    Value::Chosen(fixed(id.unwrap_or(&"none")))
}
