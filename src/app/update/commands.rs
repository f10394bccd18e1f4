//! What the commands of the table do.

use crate::{
    app::{
        command::Command,
        io::effect::Effect,
        model::Model,
        values::{News, Overlay, ResetScope, Tab},
    },
    quiz::Mode,
};

impl Model {
    /// What a command of the table does.
    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::GoBack => self.go_back(),
            Command::GoForward => self.go_forward(),
            Command::FindInLesson => {
                self.navigation.finding = true;
                self.navigation.tab = Tab::Lesson;
            }
            Command::CloseFind => self.navigation.finding = false,
            Command::ImportPack => self.open_import(),
            Command::LargerText => self.zoom(1),
            Command::SmallerText => self.zoom(-1),
            Command::NormalText => {
                self.prefs.zoom = 100;
                self.changed();
            }
            Command::NextTheme => {
                self.prefs.scheme = Some(self.scheme().next());
                self.changed();
            }
            Command::FollowSystemTheme => {
                self.prefs.scheme = None;
                self.changed();
                return vec![Effect::AskSystemTheme { job: self.job() }];
            }
            Command::ToggleMotion => self.toggle_motion(),
            Command::ToggleList => {
                self.prefs.list_open = !self.prefs.list_open;
                self.changed();
            }
            Command::ToggleDrawer => {
                let open = self.overlay == Some(Overlay::Drawer);
                self.overlay = (!open).then_some(Overlay::Drawer);
            }
            Command::ToggleQuiz => {
                self.prefs.quiz_open = !self.prefs.quiz_open;
                self.changed();
            }
            Command::NextLesson => {
                if let Some(lesson) = self.next_lesson() {
                    self.open(lesson);
                }
            }
            Command::Undo => return self.undo_last(),
            Command::ToggleCheck => {
                let check = self.prefs.mode == Mode::Check;
                self.set_mode(if check { Mode::Learn } else { Mode::Check });
            }
            Command::BeginAgain => {
                self.overlay = Some(Overlay::Reset(ResetScope::Lesson));
            }
            Command::AboutCourse => self.tell_of_open_course(),
            Command::Glossary if self.glossary().is_none() => self.tell(News::NoGlossary),
            Command::Glossary => self.overlay = Some(Overlay::Glossary),
            Command::ShowKeys => self.overlay = Some(Overlay::Keys),
            Command::About => self.overlay = Some(Overlay::About),
        }
        Vec::new()
    }
}
