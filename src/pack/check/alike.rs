//! Texts of a question that look alike.

use crate::{
    pack::{
        check::{checker::Checker, first::First},
        path::Path,
    },
    quiz::{looks, spelling::caseless},
};

/// Texts of one question, by how they look: two that look alike can't be told apart.
#[derive(Default)]
pub(super) struct Looks<'a> {
    same: First<String, &'a str>,
    /// By how they look without case.
    caseless: First<String, &'a str>,
}

impl<'a> Checker<'a, '_> {
    /// Compares how a part of a question looks with the parts before it; `kind` names the part in
    /// messages. Single words, such as flags, may differ in case alone; texts of several words
    /// hardly mean to.
    pub(super) fn look(
        &mut self,
        text: &str,
        id: &'a str,
        path: &Path<'_>,
        (kind, question): (&str, &str),
        looks: &mut Looks<'a>,
    ) {
        let look = looks::looks(text);
        if look.is_empty() {
            return;
        }
        let plain = caseless(&look);
        let several = look.contains(' ');
        if let Some(first) = looks.same.note(look, id) {
            let message = if first == id {
                format!("`{id}` of the question `{question}` says the same twice")
            } else {
                format!("{kind}`{first}` and `{id}` of the question `{question}` say the same")
            };
            let remedy = Some("Reword one of them, or remove it.".to_owned());
            self.report.error(path, message, remedy);
        } else if let Some(first) = looks.caseless.note(plain, id).filter(|_| several) {
            let message = format!(
                "{kind}`{first}` and `{id}` of the question `{question}` differ in capital letters only"
            );
            self.report.warning(path, message, Some("Reword one of them.".to_owned()));
        }
    }
}
