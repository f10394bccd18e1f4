//! The one place where the model changes.

mod beginning;
mod commands;
mod correcting;
mod drawing;
mod importing;
mod kept_rounds;
mod navigation;
mod outbox;
mod quizzing;
mod reopening;
mod resetting;
mod rounds;
mod saving;
mod setting_up;
mod standings;
mod time;

pub use time::{next_wake, save};

use super::{
    action::Action,
    io::effect::Effect,
    model::{Model, outbox::Leaving},
};
use crate::quiz::Session;

/// Changes the model by one action and says what is to be done outside of it. Pure.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    let mut effects = apply(model, action);
    effects.extend(model.ask_for_drawings());
    model.post(effects)
}

/// Which chapter says what an action does.
fn apply(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Clock(moment) => return model.pass_time(moment),
        Action::Command(command) => return model.run(command),

        Action::OpenLesson(lesson) => model.open(lesson),
        Action::Scrolled(scroll) => model.scrolled(scroll),
        Action::MarkPlace => model.navigation.mark(),
        Action::EndReached => return model.see_end(),
        Action::ShowTab(tab) => model.show_tab(tab),
        Action::ResizePanel(panel, width) => model.resize(panel, width),
        Action::RoomChanged { list, quiz } => model.tell_room(list, quiz),
        Action::ToggleMotion => model.toggle_motion(),

        Action::Choose(answer) => model.in_session(|session| session.choose(answer)),
        Action::CheckAnswer => return model.check_answer(),
        Action::CheckAs(confidence) => return model.check_as(confidence),
        Action::Explain(why) => model.in_session(|session| session.explain(why)),
        Action::Hint => model.in_session(Session::hint),
        Action::TryAgain => model.with_session(Session::try_again),
        Action::Ask(question) => model.ask(&question),
        Action::Unask(question) => model.unask(&question),
        Action::NextQuestion => return model.go_on_asking(),
        Action::GoToQuestion(position) => model.with_session(|session| session.go_to(position)),
        Action::ShowAllReasons => model.in_session(Session::show_all_reasons),
        Action::RetryWrong => model.with_session(Session::retry_wrong),
        Action::AskAgain => model.with_session(Session::ask_again),
        Action::SetMode(mode) => model.set_mode(mode),
        Action::GuessFirst => model.guess_first(),
        Action::CheckKnown => model.check_known(),
        Action::Practise => model.practise(),
        Action::BackToLesson => model.back_to_lesson(),
        Action::ResumeRound(purpose) => model.resume_round(purpose),
        Action::TakeBack(question) => return model.take_back(&question),
        Action::Reset(scope) => return model.reset(scope),

        Action::OpenOverlay(overlay) => model.overlay = Some(overlay),
        Action::AboutCourse(pack) => model.tell_of_course(pack),
        Action::CloseOverlay => model.close_overlay(),
        Action::DismissNotice(id) => model.notices.dismiss(id),

        Action::SavePicture { name, bytes } => return model.save_picture(name, bytes),
        Action::TargetPicked { job, picked } => return model.target_picked(job, picked),
        Action::PictureSaved { result, .. } => model.picture_saved(result),
        Action::Copied(as_what) => model.copied(as_what),

        Action::PickPack => return model.pick(),
        Action::GiveUpPicking => model.give_up_picking(),
        Action::ImportPath(path) => return model.prepare(path),
        Action::ConfirmImport => return model.confirm_import(),
        Action::CancelImport => model.cancel_import(),
        Action::Picked { job, picked } => return model.picked(job, picked),
        Action::Prepared { job, result } => return model.prepared(job, result),
        Action::Installed { job, result } => model.installed(job, result),

        Action::Drawn { job, lesson, result } => model.drawn(job, &lesson, result),

        Action::Stored { job, result } => return model.stored(job, result),
        Action::Corrected { job, result } => return model.corrected(job, result),
        Action::Noted { job, result } | Action::PrefsSaved { job, result } => {
            model.noted(job, result);
        }
        Action::Retried { result, .. } => return model.retried(result),
        Action::Reopened(reopened) => model.reopened(*reopened),
        Action::KeepNow => return model.keep_now(),
        Action::Leave => return model.leave(),
        Action::LeaveAnyway => model.outbox.leaving = Leaving::Anyway,
        Action::SystemTheme { scheme, .. } => model.system_scheme = scheme,
    }
    Vec::new()
}
