//! Checks and converts the steps of a figure.

use crate::{
    diagram::{NodePath, NodeRef, Step, step},
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            diagram::boxes as drawn,
            names::{FigureScope, LessonScope, Scope, beyond},
        },
        limits,
        path::Path,
        similar::{self, listed},
        source::{LessonSource, SideBySideSource, StepSource},
    },
};
use std::collections::HashSet;

/// Most layers that one warning names.
const LISTED: usize = 6;

impl<'a> Checker<'a, '_> {
    pub(super) fn steps(&mut self, path: &Path<'_>, at: &FigureScope<'a>) -> Option<Vec<Step>> {
        let source = at.figure;
        if source.steps.len() > limits::STEPS {
            let message = format!("the figure has {} steps", source.steps.len());
            let remedy = format!("Write at most {}, or split it.", limits::STEPS);
            self.report.error(path, message, Some(remedy));
        }
        let mut seen = Seen::default();
        let steps = source.steps.iter().enumerate();
        let steps =
            all(steps.map(|(number, step)| self.step(step, &path.index(number), at, &mut seen)))?;
        if at.sound {
            self.idle_steps(source, &steps, path);
            self.forgotten(source, &steps, path);
        }
        Some(steps)
    }

    fn step(
        &mut self,
        source: &'a StepSource,
        path: &Path<'_>,
        at: &FigureScope<'a>,
        seen: &mut Seen<'a>,
    ) -> Option<Step> {
        let id = self.new_id(&source.id, &path.field("id"), "step", seen);
        let name = source.id.as_str();
        let what = format_args!("`say` of the step `{name}`");
        let say = self.text(&source.say, &path.field("say"), what);
        let ask = source.ask.as_deref();
        let ask = ask.map(|asked| self.asked(asked, &path.field("ask"), at.lesson));
        let expand = self.opened(source, &path.field("expand"), at);
        let mut named = |names: &[String], field: &'static str| {
            self.named(names, &path.field(field), (name, "layers"), at, Self::step_parts)
        };
        let show = named(&source.show, "show");
        let hide = named(&source.hide, "hide");
        let focus = source.focus.as_deref().map(|names| named(names, "focus"));
        let trace = source.trace.as_deref();
        let trace = trace.map(|id| self.traced(id, &path.field("trace"), at.figure));
        let fail = source.fail.as_deref().map(|names| {
            self.named(names, &path.field("fail"), (name, "parts"), at, Self::failing)
        });
        Some(Step {
            id: id?,
            say,
            ask: match ask {
                Some(ask) => Some(ask?),
                None => None,
            },
            show: show?,
            hide: hide?,
            expand: expand?,
            focus: match focus {
                Some(focus) => Some(focus?),
                None => None,
            },
            trace: match trace {
                Some(trace) => Some(trace?),
                None => None,
            },
            fail: match fail {
                Some(fail) => Some(fail?),
                None => None,
            },
        })
    }

    /// The groups that a step opens.
    fn opened(
        &mut self,
        source: &StepSource,
        path: &Path<'_>,
        at: &FigureScope<'a>,
    ) -> Option<Vec<NodeRef>> {
        if source.expand.len() > limits::STEP_NAMES {
            let message = format!("`expand` of the step `{}` names too many groups", source.id);
            let remedy = format!("Name at most {}.", limits::STEP_NAMES);
            self.report.error(path, message, Some(remedy));
            return None;
        }
        let groups = source.expand.iter().enumerate();
        all(groups.map(|(number, group)| self.expanded(group, &path.index(number), at)))
    }

    /// The nodes that a list of a step names; `each` makes those of one name.
    fn named(
        &mut self,
        names: &[String],
        path: &Path<'_>,
        (step, what): (&str, &str),
        at: &FigureScope<'a>,
        each: fn(&mut Self, &str, &Path<'_>, &FigureScope<'a>) -> Option<Vec<NodeRef>>,
    ) -> Option<Vec<NodeRef>> {
        if !at.sound {
            return Some(Vec::new());
        }
        if names.len() > limits::STEP_NAMES {
            let field = path.field_name().unwrap_or_default();
            let message = format!("`{field}` of the step `{step}` names {} {what}", names.len());
            let remedy = format!("Name at most {}.", limits::STEP_NAMES);
            self.report.error(path, message, Some(remedy));
            return None;
        }
        let named = names.iter().enumerate();
        let named = all(named.map(|(number, name)| each(self, name, &path.index(number), at)));
        named.map(|named| named.into_iter().flatten().collect())
    }

    /// A layer of one of the figure's diagrams, or all layers of a group.
    fn step_parts(
        &mut self,
        name: &str,
        path: &Path<'_>,
        at: &FigureScope<'a>,
    ) -> Option<Vec<NodeRef>> {
        let (lesson, scope) = (at.lesson, &at.diagrams);
        if let Some(layers) = self.group_layers(name, scope) {
            return Some(layers);
        }
        if let Some(NodeRef { diagram: None, node, .. }) = name.parse().ok()
            && let node = node.as_str()
            && !self.report.is_full()
            && let having = self.index.with_layer(node)
            && !scope.diagrams.iter().any(|id| having.contains(id))
        {
            // The lesson has the layer in another diagram, which the figure does not show.
            let own = |id: &&&str| {
                self.index.diagrams.get(**id).is_some_and(|diagram| diagram.lesson == lesson.id)
            };
            if let Some(diagram) = having.iter().find(own) {
                let known = scope.diagrams.iter().filter_map(|id| self.index.diagrams.get(id));
                if !known.into_iter().any(|diagram| diagram.shape.in_doubt) {
                    self.not_shown(diagram);
                }
                return None;
            }
        }
        let node = self.layer(name, path, None, Scope::Lesson(scope), Some(&lesson.id))?;
        let elsewhere = node.diagram.as_ref().filter(|d| !scope.diagrams.contains(&d.as_str()));
        if let Some(diagram) = elsewhere {
            self.not_shown(diagram.as_str());
            return None;
        }
        // A name without a diagram means all diagrams of the figure that have the layer.
        let written = name.parse::<NodeRef>().ok()?;
        Some(vec![if written.diagram.is_none() { NodeRef { diagram: None, ..node } } else { node }])
    }

    /// A group of one of the figure's diagrams.
    fn expanded(&mut self, name: &str, path: &Path<'_>, at: &FigureScope<'a>) -> Option<NodeRef> {
        let scope = &at.diagrams;
        let parsed = name.parse::<NodeRef>().ok();
        if parsed.is_some() && (!at.sound || self.group_layers(name, scope).is_some()) {
            return parsed;
        }
        let shapes = scope.diagrams.iter().filter_map(|id| self.index.diagrams.get(id));
        let mut groups: Vec<&str> = shapes.flat_map(|d| d.shape.groups.keys().copied()).collect();
        groups.sort_unstable();
        groups.dedup();
        let node = parsed.as_ref().map_or(name, |group| group.node.as_str());
        let known = groups.contains(&node);
        let message = if known {
            format!("`{name}` is no group that this figure shows")
        } else {
            format!("there is no group `{name}` in this figure, and only a group can be expanded")
        };
        let remedy = self.report.did_you_mean(node, groups).filter(|_| !known);
        let remedy = remedy.or_else(|| Some("Put what opens into a `Group`.".to_owned()));
        self.report.error(path, message, remedy);
        None
    }

    /// The nodes that fail by one name: layers, a group, all copies of a repeat or one of them.
    fn failing(
        &mut self,
        name: &str,
        path: &Path<'_>,
        at: &FigureScope<'a>,
    ) -> Option<Vec<NodeRef>> {
        let scope = &at.diagrams;
        if self.group_layers(name, scope).is_some() {
            return Some(name.parse().into_iter().collect());
        }
        if let Some(copies) = self.copies(name, path, scope) {
            return copies.map(|copies| vec![copies]);
        }
        if let Some(meant) = self.holder_meant(name, scope) {
            let message = format!("unknown layer, group or repeat `{name}`");
            self.report.error(path, message, Some(similar::meant(&meant)));
            return None;
        }
        self.step_parts(name, path, at)
    }

    /// Advice for the name of a group or repeat that is unknown, whatever copy it names.
    pub(super) fn holder_meant(&mut self, name: &str, scope: &LessonScope<'a>) -> Option<String> {
        let shapes = scope.diagrams.iter().filter_map(|id| self.index.diagrams.get(id));
        let shapes: Vec<_> = shapes.map(|diagram| &diagram.shape).collect();
        let start = name.rfind('/').map_or(0, |at| at + 1);
        let (outer, last) = name.split_at(start);
        let node = last.split('[').next().unwrap_or(last);
        if self.report.is_full() || shapes.iter().any(|shape| shape.layers.contains_key(node)) {
            return None;
        }
        let holders = shapes.iter().flat_map(|s| s.groups.keys().chain(s.repeats.keys())).copied();
        let mut holders: Vec<&str> = holders.collect();
        holders.sort_unstable();
        let layers = shapes.iter().flat_map(|shape| shape.order.iter().copied());
        let near = self.report.similar(node, holders.iter().copied().chain(layers))?;
        let copy = last.get(node.len()..).unwrap_or("");
        holders.contains(&near).then(|| format!("{outer}{near}{copy}"))
    }

    /// The copies that `zone` or `vm/zone[2]` means, if it is a repeat of the figure.
    #[expect(clippy::option_option, reason = "no repeat, a mistaken one, and one are three things")]
    pub(super) fn copies(
        &mut self,
        name: &str,
        path: &Path<'_>,
        scope: &LessonScope<'a>,
    ) -> Option<Option<NodeRef>> {
        let last = name.rsplit('/').next().unwrap_or(name);
        let repeat = last.split('[').next().unwrap_or(last);
        let one = last.len() > repeat.len();
        // A single copy is written as if it lay in itself: `zone[2]/zone`.
        let written = if one { format!("{name}/{repeat}") } else { name.to_owned() };
        let wanted = written.parse::<NodeRef>().ok();
        let named = |id: &&&str| {
            let diagram = wanted.as_ref().and_then(|wanted| wanted.diagram.as_ref());
            diagram.is_none_or(|diagram| diagram.as_str() == **id)
        };
        let mut known = false;
        for id in scope.diagrams.iter().filter(named) {
            let Some(diagram) = self.index.diagrams.get(id) else { continue };
            let Some(holder) = diagram.shape.repeats.get(repeat) else { continue };
            let chain = &holder.chain;
            known = true;
            // A repeat's chain ends with the repeat itself.
            let outer = chain.get(..chain.len() - usize::from(!one)).unwrap_or_default();
            let copies = wanted.as_ref().map_or(&[] as &[_], |wanted| &wanted.copies);
            let ids = outer.iter().map(|(repeat, _)| *repeat);
            let fits = copies.iter().map(|(repeat, _)| repeat.as_str()).eq(ids);
            let mistake = if wanted.is_none() || !(fits || (copies.is_empty() && !one)) {
                let way: Vec<String> =
                    chain.iter().map(|(repeat, _)| format!("{repeat}[1]")).collect();
                let remedy = format!(
                    "Write `{id}/{repeat}` for all of them, `{id}/{}` for one, for instance.",
                    way.join("/")
                );
                Some((format!("`{name}` does not say which copies are meant"), remedy))
            } else {
                beyond(copies, outer).map(|(message, remedy)| (message, format!("{remedy}.")))
            };
            if let Some((message, remedy)) = mistake {
                self.report.error(path, message, Some(remedy));
                return Some(None);
            }
        }
        (known && wanted.is_some()).then_some(wanted)
    }

    pub(super) fn asked(
        &mut self,
        asked: &str,
        path: &Path<'_>,
        lesson: &'a LessonSource,
    ) -> Option<Id> {
        if !self.index.asks(lesson, asked) {
            if self.excused(asked, path) {
                return None;
            }
            let known = lesson.questions.iter().map(|question| question.id.as_str());
            let remedy = self.report.did_you_mean(asked, known);
            let remedy = remedy.or_else(|| Some("Name a question of this lesson.".to_owned()));
            let message = format!("the lesson has no question `{asked}`");
            self.report.error(path, message, remedy);
            return None;
        }
        Id::new(asked).ok()
    }

    /// The id of a trace of the figure; reported if there is none.
    fn traced(&mut self, id: &str, path: &Path<'_>, figure: &SideBySideSource) -> Option<Id> {
        let known = || figure.traces.iter().map(|trace| trace.id.as_str());
        if !known().any(|known| known == id) {
            let remedy = self.report.did_you_mean(id, known());
            let remedy = remedy.or_else(|| Some("Add it to the figure's `traces`.".to_owned()));
            self.report.error(path, format!("the figure has no trace `{id}`"), remedy);
            return None;
        }
        Id::new(id).ok()
    }

    /// Warns of layers that no step shows, though steps show others of their diagram: they stand
    /// there before anything is said of them.
    fn forgotten(&mut self, source: &SideBySideSource, steps: &[Step], path: &Path<'_>) {
        let shown =
            |path: &NodePath| steps.iter().flat_map(|step| &step.show).any(|n| n.means(path));
        let opened: HashSet<&str> =
            steps.iter().flat_map(|step| &step.expand).map(|group| group.node.as_str()).collect();
        for id in &source.diagrams {
            let known = self.index.diagrams.get(id.as_str());
            let (Some(diagram), Ok(name)) = (known, Id::new(id)) else { continue };
            if drawn(&diagram.source.body) > limits::IDLE_STEPS_BOXES {
                continue;
            }
            let groups = &diagram.shape.groups;
            let inside: HashSet<&str> = groups
                .iter()
                .filter(|(group, _)| opened.contains(*group))
                .flat_map(|(_, group)| diagram.shape.layers_in(group).iter().copied())
                .collect();
            let boxes = diagram.shape.paths(&name);
            let (there, not): (Vec<&NodePath>, Vec<&NodePath>) =
                boxes.iter().partition(|path| shown(path));
            let mut forgotten: Vec<&str> = not.iter().map(|path| path.node.as_str()).collect();
            forgotten.retain(|layer| !inside.contains(layer));
            forgotten.dedup();
            if there.is_empty() || forgotten.is_empty() {
                continue;
            }
            forgotten.truncate(LISTED);
            let message = format!(
                "no step shows {} of `{id}`, so it stands there from the beginning",
                listed(&forgotten)
            );
            let remedy = "Name it in `show`: in that of the first step, if that is what you mean.";
            self.report.warning(path, message, Some(remedy.to_owned()));
        }
    }

    /// Warns of steps at which nothing happens.
    fn idle_steps(&mut self, source: &SideBySideSource, steps: &[Step], path: &Path<'_>) {
        let mut boxes: Vec<NodePath> = Vec::new();
        for id in &source.diagrams {
            let known = self.index.diagrams.get(id.as_str());
            let (Some(diagram), Ok(name)) = (known, Id::new(id)) else { return };
            if drawn(&diagram.source.body) > limits::IDLE_STEPS_BOXES {
                return;
            }
            boxes.extend(diagram.shape.paths(&name));
        }
        for (number, (step, changed)) in steps.iter().zip(step::changes(steps, &boxes)).enumerate()
        {
            if step.ask.is_none() && step.trace.is_none() && !changed {
                self.report.warning(
                    &path.index(number).field("id"),
                    format!("the step `{}` changes nothing in the picture", step.id),
                    Some("Show, hide or focus something, or leave it out.".to_owned()),
                );
            }
        }
    }
}
