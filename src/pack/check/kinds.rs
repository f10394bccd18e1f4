//! Checks and converts the kinds of question that are put together: orders, names, groups, pairs;
//! and those that are typed.

use crate::{
    id::Id,
    pack::{
        check::{
            alike::Looks,
            checker::{Checker, Seen, all},
            names::Scope,
            question::KindAt,
        },
        path::Path,
        source::{
            ClassifySource, ExtraSource, LabelSource, MatchSource, NumberSource, OrderSource,
            ToleranceSource, TypedSource,
        },
    },
    quiz::{
        Bin, Classify, Extra, Kind, Label, Match, NearMiss, Number, Order, Pair, Ranked, Sorted,
        Tag, Tolerance, Typed, Worded, WrongBin, WrongNumber, looks, number, spelling::is_accepted,
    },
};
use std::collections::HashMap;

impl<'a> Checker<'a, '_> {
    /// A text of a part of a question; reported if it looks like one before it.
    fn part_text(
        &mut self,
        text: &'a str,
        id: &'a str,
        path: &Path<'_>,
        at: &KindAt<'_, 'a>,
        looks: &mut Looks<'a>,
    ) -> Worded {
        let question = at.question;
        let what = format_args!("a text of `{id}` in the question `{question}`");
        let text = self.worded(text, path, what);
        self.look(&text, id, path, ("", question), looks);
        text
    }

    fn because(&mut self, text: &str, id: &str, path: &Path<'_>, at: &KindAt<'_, 'a>) -> Worded {
        let what = format_args!("`because` of `{id}` in the question `{}`", at.question);
        self.worded(text, &path.field("because"), what)
    }

    pub(super) fn at_least(&mut self, count: usize, least: usize, what: &str, at: &KindAt<'_, 'a>) {
        if count < least {
            let message = format!("the question `{}` has too few {what}", at.question);
            self.report.error(at.id, message, Some(format!("Write at least {least}.")));
        }
    }

    pub(super) fn order(&mut self, source: &'a OrderSource, at: &KindAt<'_, 'a>) -> Option<Kind> {
        let items_at = at.path.field("items");
        self.few(source.items.len(), &items_at, at.question, "items");
        self.at_least(source.items.len(), 2, "items", at);
        let end = |checker: &mut Self, words: Option<&str>, field: &'static str| {
            let what = format_args!("`{field}` of the question `{}`", at.question);
            checker.optional(words, &at.path.field(field), what)
        };
        let first = end(self, source.first.as_deref(), "first");
        let last = end(self, source.last.as_deref(), "last");
        let (mut seen, mut looks, mut rank) = (Seen::default(), Looks::default(), 0);
        let items = all(source.items.iter().enumerate().map(|(number, item)| {
            let path = items_at.index(number);
            let id = self.new_id(&item.id, &path.field("id"), "item", &mut seen);
            if number > 0 && !item.equal {
                rank += 1;
            }
            let text = self.part_text(&item.text, &item.id, &path.field("text"), at, &mut looks);
            let because = self.because(&item.because, &item.id, &path, at);
            let misconception =
                self.misconception(item.misconception.as_deref(), &path.field("misconception"));
            Some(Ranked { id: id?, text, rank, because, misconception })
        }));
        if rank == 0 && source.items.len() > 1 {
            let message = format!("all items of the question `{}` are equal", at.question);
            let remedy = "Take `equal: true` from one of them.".to_owned();
            self.report.error(at.id, message, Some(remedy));
            return None;
        }
        Some(Kind::Order(Order { items: items?, upwards: source.upwards, first, last }))
    }

    pub(super) fn label(&mut self, source: &'a LabelSource, at: &KindAt<'_, 'a>) -> Option<Kind> {
        let diagram = self.asked_diagram(&source.diagram, at);
        let names_at = at.path.field("names");
        self.few(source.names.len() + source.extras.len(), &names_at, at.question, "names");
        self.at_least(source.names.len(), 2, "names", at);
        let (mut seen, mut looks) = (Seen::default(), Looks::default());
        let mut nodes: HashMap<Id, &str> = HashMap::new();
        let asked = diagram.is_some().then_some(source.diagram.as_str());
        let names = all(source.names.iter().enumerate().map(|(number, tag)| {
            let path = names_at.index(number);
            let id = self.new_id(&tag.id, &path.field("id"), "name", &mut seen);
            let text = self.part_text(&tag.text, &tag.id, &path.field("text"), at, &mut looks);
            let node_at = path.field("node");
            let scope = Scope::Diagram(asked?);
            let node = self.layer(&tag.node, &node_at, None, scope, Some(at.scope.lesson));
            if let Some(first) =
                node.as_ref().and_then(|node| nodes.insert(node.node.clone(), &tag.id))
            {
                let message = format!("`{first}` and `{}` belong on the same layer", tag.id);
                let remedy = "One name a layer; write the other as an extra.".to_owned();
                self.report.error(&node_at, message, Some(remedy));
            }
            let because = self.because(&tag.because, &tag.id, &path, at);
            let misconception =
                self.misconception(tag.misconception.as_deref(), &path.field("misconception"));
            Some(Tag { id: id?, text, node: node?.node, because, misconception })
        }));
        let extras = self.extras(&source.extras, at, &mut seen, &mut looks);
        Some(Kind::Label(Label { diagram: diagram?, names: names?, extras: extras? }))
    }

    fn extras(
        &mut self,
        extras: &'a [ExtraSource],
        at: &KindAt<'_, 'a>,
        seen: &mut Seen<'a>,
        looks: &mut Looks<'a>,
    ) -> Option<Vec<Extra>> {
        let extras_at = at.path.field("extras");
        all(extras.iter().enumerate().map(|(number, extra)| {
            let path = extras_at.index(number);
            let id = self.new_id(&extra.id, &path.field("id"), "extra", seen);
            let text = self.part_text(&extra.text, &extra.id, &path.field("text"), at, looks);
            let because = self.because(&extra.because, &extra.id, &path, at);
            let misconception =
                self.misconception(extra.misconception.as_deref(), &path.field("misconception"));
            Some(Extra { id: id?, text, because, misconception })
        }))
    }

    pub(super) fn classify(
        &mut self,
        source: &'a ClassifySource,
        at: &KindAt<'_, 'a>,
    ) -> Option<Kind> {
        let (bins_at, items_at) = (at.path.field("bins"), at.path.field("items"));
        self.few(source.bins.len(), &bins_at, at.question, "bins");
        self.few(source.items.len(), &items_at, at.question, "items");
        self.at_least(source.bins.len(), 2, "bins", at);
        self.at_least(source.items.len(), 2, "items", at);
        let (mut seen, mut looks) = (Seen::default(), Looks::default());
        let bins = all(source.bins.iter().enumerate().map(|(number, bin)| {
            let path = bins_at.index(number);
            let id = self.new_id(&bin.id, &path.field("id"), "bin", &mut seen);
            let text = self.part_text(&bin.text, &bin.id, &path.field("text"), at, &mut looks);
            // While the bin of an item is misspelt, the item may belong here.
            let known = |id: &str| source.bins.iter().any(|bin| bin.id == id);
            let sure = source.items.iter().all(|item| known(&item.bin) && item.bin != bin.id);
            if sure && !source.items.is_empty() {
                let message = format!(
                    "nothing belongs in the bin `{}` of the question `{}`",
                    bin.id, at.question
                );
                let remedy = Some("Add an item for it, or remove it.".to_owned());
                self.report.warning(&path.field("id"), message, remedy);
            }
            Some(Bin { id: id?, text })
        }));
        let (mut seen, mut looks) = (Seen::default(), Looks::default());
        let items = all(source.items.iter().enumerate().map(|(number, item)| {
            let path = items_at.index(number);
            let id = self.new_id(&item.id, &path.field("id"), "item", &mut seen);
            let text = self.part_text(&item.text, &item.id, &path.field("text"), at, &mut looks);
            let bin = self.bin(&item.bin, &path.field("bin"), source);
            let because = self.because(&item.because, &item.id, &path, at);
            let wrong_at = path.field("wrong");
            let wrong = all(item.wrong.iter().enumerate().map(|(number, wrong)| {
                let path = wrong_at.index(number);
                let named = self.bin(&wrong.bin, &path.field("bin"), source);
                if wrong.bin == item.bin {
                    let message = format!("`{}` is the right bin of `{}`", wrong.bin, item.id);
                    let remedy = "Say in `because` why it is right.".to_owned();
                    self.report.error(&path.field("bin"), message, Some(remedy));
                }
                let because = self.because(&wrong.because, &item.id, &path, at);
                let misconception = self
                    .misconception(wrong.misconception.as_deref(), &path.field("misconception"));
                Some(WrongBin { bin: named?, because, misconception })
            }));
            Some(Sorted { id: id?, text, bin: bin?, because, wrong: wrong? })
        }));
        Some(Kind::Classify(Classify { bins: bins?, items: items? }))
    }

    fn bin(&mut self, id: &str, path: &Path<'_>, source: &'a ClassifySource) -> Option<Id> {
        let known = || source.bins.iter().map(|bin| bin.id.as_str());
        if !known().any(|known| known == id) {
            if self.excused(id, path) {
                return None;
            }
            let remedy = self.report.did_you_mean(id, known());
            let remedy = remedy.unwrap_or_else(|| "Add it to `bins`.".to_owned());
            self.report.error(path, format!("unknown bin `{id}`"), Some(remedy));
            return None;
        }
        Id::new(id).ok()
    }

    pub(super) fn matching(
        &mut self,
        source: &'a MatchSource,
        at: &KindAt<'_, 'a>,
    ) -> Option<Kind> {
        let pairs_at = at.path.field("pairs");
        self.few(source.pairs.len() + source.extras.len(), &pairs_at, at.question, "pairs");
        self.at_least(source.pairs.len(), 2, "pairs", at);
        let mut seen = Seen::default();
        let (mut lefts, mut rights) = (Looks::default(), Looks::default());
        let pairs = all(source.pairs.iter().enumerate().map(|(number, pair)| {
            let path = pairs_at.index(number);
            let id = self.new_id(&pair.id, &path.field("id"), "pair", &mut seen);
            let left = self.part_text(&pair.left, &pair.id, &path.field("left"), at, &mut lefts);
            let right =
                self.part_text(&pair.right, &pair.id, &path.field("right"), at, &mut rights);
            let because = self.because(&pair.because, &pair.id, &path, at);
            let misconception =
                self.misconception(pair.misconception.as_deref(), &path.field("misconception"));
            Some(Pair { id: id?, left, right, because, misconception })
        }));
        let extras = self.extras(&source.extras, at, &mut seen, &mut rights);
        Some(Kind::Match(Match { pairs: pairs?, extras: extras? }))
    }

    pub(super) fn number(&mut self, source: &'a NumberSource, at: &KindAt<'_, 'a>) -> Option<Kind> {
        let question = at.question;
        let mut sound = self.finite(source.value, &at.path.field("value"), question);
        let tolerance = match source.tolerance {
            None => Tolerance::Absolute(0.0),
            Some(ToleranceSource::Absolute(off)) => Tolerance::Absolute(off),
            Some(ToleranceSource::Percent(off)) => Tolerance::Percent(off),
        };
        let (Tolerance::Absolute(off) | Tolerance::Percent(off)) = tolerance;
        if !off.is_finite() || off < 0.0 {
            let message = format!("the tolerance of the question `{question}` is {off}");
            let remedy = "Write a number from 0.".to_owned();
            self.report.error(&at.path.field("tolerance"), message, Some(remedy));
            sound = false;
        }
        let unit_at = at.path.field("unit");
        let what = format_args!("the unit of the question `{question}`");
        let unit = self.optional(source.unit.as_deref(), &unit_at, what);
        let because = self.because(&source.because, "the number", at.path, at);
        let wrong_at = at.path.field("wrong");
        let wrong = all(source.wrong.iter().enumerate().map(|(number, wrong)| {
            let path = wrong_at.index(number);
            let value_at = path.field("value");
            let finite = self.finite(wrong.value, &value_at, question);
            if finite && sound && number::near(source.value, wrong.value, tolerance) {
                let message =
                    format!("{} counts as right in the question `{question}`", wrong.value);
                let remedy = "Make the tolerance smaller, or remove it.".to_owned();
                self.report.error(&value_at, message, Some(remedy));
            }
            let because = self.because(&wrong.because, "a wrong number", &path, at);
            let misconception =
                self.misconception(wrong.misconception.as_deref(), &path.field("misconception"));
            finite.then_some(WrongNumber { value: wrong.value, because, misconception })
        }));
        let otherwise = self.otherwise(&source.otherwise, at);
        let wrong = wrong.filter(|_| sound)?;
        Some(Kind::Number(Number {
            value: source.value,
            tolerance,
            unit,
            because,
            wrong,
            otherwise,
        }))
    }

    fn finite(&mut self, value: f64, path: &Path<'_>, question: &str) -> bool {
        if !value.is_finite() {
            let message = format!("the question `{question}` asks for {value}");
            self.report.error(path, message, Some("Write a number.".to_owned()));
        }
        value.is_finite()
    }

    fn otherwise(&mut self, text: &str, at: &KindAt<'_, 'a>) -> Worded {
        let what = format_args!("`otherwise` of the question `{}`", at.question);
        self.worded(text, &at.path.field("otherwise"), what)
    }

    pub(super) fn typed(&mut self, source: &'a TypedSource, at: &KindAt<'_, 'a>) -> Option<Kind> {
        let question = at.question;
        let accepted_at = at.path.field("accepted");
        if source.accepted.is_empty() {
            let message = format!("the question `{question}` has no right word");
            self.report.error(at.id, message, Some("Write one in `accepted`.".to_owned()));
        }
        self.few(source.accepted.len(), &accepted_at, question, "accepted words");
        let mut accepted = Vec::with_capacity(source.accepted.len());
        for (number, word) in source.accepted.iter().enumerate() {
            let path = accepted_at.index(number);
            let what = format_args!("an accepted word of the question `{question}`");
            accepted.push(self.text(word, &path, what));
            if looks::looks(word).is_empty() && !word.trim().is_empty() {
                let message = format!("`{word}` is nothing that can be typed");
                self.report.error(&path, message, Some("Write a word.".to_owned()));
            }
        }
        let mut exact = source.exact;
        let because = self.because(&source.because, "the word", at.path, at);
        let near_at = at.path.field("near");
        let near: Vec<NearMiss> = source
            .near
            .iter()
            .enumerate()
            .map(|(number, near)| {
                let path = near_at.index(number);
                let text_at = path.field("text");
                let what = format_args!("a near miss of the question `{question}`");
                let text = self.text(&near.text, &text_at, what);
                let same = |word: &String| looks::looks(word) == looks::looks(&text);
                if source.accepted.iter().any(same) {
                    let message = format!("`{text}` counts as right in the question `{question}`");
                    let remedy = "Leave it in one of the two.".to_owned();
                    self.report.error(&text_at, message, Some(remedy));
                } else if !source.exact && is_accepted(&source.accepted, &text) {
                    // An author who names this a near miss does not mean it to be forgiven.
                    exact = true;
                    let message = format!(
                        "`{text}` differs only in what is forgiven from what is right in the \
                         question `{question}`, which is therefore taken exactly"
                    );
                    let remedy =
                        "Write `exact: true` if that is meant, or leave the near miss out.";
                    self.report.warning(&text_at, message, Some(remedy.to_owned()));
                }
                let because = self.because(&near.because, &near.text, &path, at);
                let misconception =
                    self.misconception(near.misconception.as_deref(), &path.field("misconception"));
                NearMiss { text, because, misconception }
            })
            .collect();
        let otherwise = self.otherwise(&source.otherwise, at);
        let typed = Typed { accepted, exact, because, near, otherwise };
        (!typed.accepted.is_empty()).then_some(Kind::Typed(typed))
    }
}
