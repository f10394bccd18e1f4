//! The one place where the model changes.

mod beginning;
mod correcting;
mod importing;
mod kept_rounds;
mod navigation;
mod outbox;
mod quizzing;
mod reopening;
mod resetting;
mod rounds;
mod saving;
mod standings;
mod telling;

use super::{
    action::Action,
    command::Command,
    io::effect::Effect,
    model::{
        Import, Model, PROGRESS_SHOWN, SAVING_SHOWN,
        outbox::Leaving,
        prefs::{self, ZOOM_STEPS},
    },
    values::{Overlay, Panel, ResetScope, Tab, Tone},
};
use crate::{
    progress::LessonEvent,
    quiz::{Mode, Session},
};
use navigation::BEGUN_AFTER;

/// Settings are saved when they have not changed for so many milliseconds.
const SAVE_AFTER: u64 = 800;

/// Changes the model by one action and says what is to be done outside of it. Pure.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    let effects = apply(model, action);
    model.post(effects)
}

fn apply(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Clock(moment) => {
            model.moment = moment;
            return tick(model);
        }
        Action::Command(command) => return run(model, command),

        Action::OpenLesson(lesson) => model.open(lesson),
        Action::Scrolled(scroll) => {
            if let Some(place) = model.place.as_mut() {
                place.scroll = scroll.max(0.0);
                model.changed();
            }
        }
        Action::MarkPlace => model.mark_place(),
        Action::EndReached => return model.see_end(),
        Action::ShowTab(tab) => {
            model.tab = tab;
            model.changed();
        }
        Action::ResizePanel(panel, width) => {
            let width = panel.clamp(width);
            match panel {
                Panel::List => model.prefs.list_width = width,
                Panel::Quiz => model.prefs.quiz_width = width,
            }
            model.changed();
        }
        Action::RoomChanged { list, quiz } => model.tell_room(list, quiz),
        Action::ToggleMotion => {
            model.prefs.still = !model.prefs.still;
            model.changed();
        }

        Action::Choose(answer) => model.choose(answer),
        Action::CheckAnswer => return model.check_answer(),
        Action::CheckAs(confidence) => {
            model.in_session(|session| session.sure(Some(confidence)));
            return model.check_answer();
        }
        Action::Explain(why) => model.in_session(|session| session.explain(why)),
        Action::Hint => model.in_session(Session::hint),
        Action::TryAgain => model.with_session(Session::try_again),
        Action::Ask(question) => model.ask(&question),
        Action::Unask(question) => model.unask(&question),
        Action::NextQuestion => model.with_session(Session::next),
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
        Action::CloseOverlay => match model.overlay {
            Some(Overlay::Import) => model.cancel_import(),
            Some(Overlay::Leaving) => model.stay(),
            _ => model.overlay = None,
        },
        Action::SavePicture { name, bytes } => return model.save_picture(name, bytes),
        Action::TargetPicked { job, picked } => return model.target_picked(job, picked),
        Action::PictureSaved { result, .. } => model.picture_saved(result),
        Action::Copied(as_what) => {
            let (tone, title, text) = match as_what {
                Ok(as_what) => (Tone::Success, format!("Copied as {as_what}"), String::new()),
                Err(why) => (Tone::Warning, "The picture could not be made".to_owned(), why),
            };
            model.tell(tone, title, text, Some(4_000));
        }
        Action::DismissNotice(id) => model.notices.retain(|notice| notice.id != id),

        Action::PickPack => return model.pick(),
        Action::GiveUpPicking => {
            if matches!(model.import, Import::Picking(_)) {
                model.import = Import::Idle;
            }
        }
        Action::ImportPath(path) => return model.prepare(path),
        Action::ConfirmImport => return model.confirm_import(),
        Action::CancelImport => model.cancel_import(),

        Action::Stored { job, result } => return model.stored(job, result),
        Action::Corrected { job, result } => return model.corrected(job, result),
        Action::Noted { job, result } | Action::PrefsSaved { job, result } => {
            model.noted(job, result);
        }
        Action::Retried { result, .. } => return model.retried(result),
        Action::Reopened(reopened) => model.reopened(*reopened),
        Action::KeepNow => return model.keep_now(),
        Action::Leave => return model.leave(),
        Action::LeaveAnyway => model.leaving = Leaving::Anyway,
        Action::Picked { job, picked } => return model.picked(job, picked),
        Action::Prepared { job, result } => return model.prepared(job, result),
        Action::Installed { job, result } => model.installed(job, result),
        Action::SystemTheme { scheme, .. } => model.system_scheme = scheme,
    }
    Vec::new()
}

/// What the passing of time brings about.
fn tick(model: &mut Model) -> Vec<Effect> {
    let now = model.moment.millis;
    model.notices.retain(|notice| notice.until.is_none_or(|until| now < until));
    let mut effects = Vec::new();
    if model.place.is_some() && !model.reading.begun && now >= model.reading.since + BEGUN_AFTER {
        effects.extend(model.note(LessonEvent::Begun));
        if model.reading.end_seen {
            effects.extend(model.see_end());
        }
    }
    if model.unsaved_since.is_some_and(|since| now >= since + SAVE_AFTER) {
        effects.extend(save(model));
    }
    effects.extend(model.keep_later());
    effects
}

/// Asks for the settings to be saved, if any are unsaved.
pub fn save(model: &mut Model) -> Option<Effect> {
    model.unsaved_since.take()?;
    let place = model.place.as_ref().map(|place| (&place.lesson, place.scroll));
    let rounds = model.rounds_to_keep();
    let settings = prefs::to_settings(&model.prefs, place, model.tab, rounds);
    Some(Effect::SavePrefs { job: model.job(), settings })
}

/// In how many milliseconds time itself will change something; `None` when never.
#[must_use]
pub fn next_wake(model: &Model) -> Option<u64> {
    let begun = (model.place.is_some() && !model.reading.begun)
        .then_some(model.reading.since + BEGUN_AFTER);
    let saved = model.unsaved_since.map(|since| since + SAVE_AFTER);
    let notices = model.notices.iter().filter_map(|notice| notice.until);
    let saving = model.pending.values().map(|p| p.since + SAVING_SHOWN);
    let saving = saving.filter(|at| *at > model.moment.millis);
    let reading = match &model.import {
        Import::Preparing(_, preparing) => {
            let shown = preparing.since + PROGRESS_SHOWN;
            Some(shown.max(model.moment.millis + PROGRESS_AGAIN))
        }
        _ => None,
    };
    begun
        .into_iter()
        .chain(reading)
        .chain(saved)
        .chain(notices)
        .chain(saving)
        .chain(model.keeping_wakes_at())
        .min()
        .map(|at| at.saturating_sub(model.moment.millis))
}

/// How far the reading of a pack has come is shown so often, in milliseconds.
const PROGRESS_AGAIN: u64 = 200;

/// What a command of the table does.
fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::GoBack => model.go_back(),
        Command::GoForward => model.go_forward(),
        Command::FindInLesson => {
            model.finding = true;
            model.tab = Tab::Lesson;
        }
        Command::CloseFind => model.finding = false,
        Command::ImportPack => {
            model.overlay = Some(Overlay::Import);
            if !matches!(
                model.import,
                Import::Picking(_) | Import::Preparing(..) | Import::Installing(..)
            ) {
                model.import = Import::Idle;
            }
        }
        Command::LargerText => zoom(model, 1),
        Command::SmallerText => zoom(model, -1),
        Command::NormalText => {
            model.prefs.zoom = 100;
            model.changed();
        }
        Command::NextTheme => {
            model.prefs.scheme = Some(model.scheme().next());
            model.changed();
        }
        Command::FollowSystemTheme => {
            model.prefs.scheme = None;
            model.changed();
            return vec![Effect::AskSystemTheme { job: model.job() }];
        }
        Command::ToggleMotion => return apply(model, Action::ToggleMotion),
        Command::ToggleList => {
            model.prefs.list_open = !model.prefs.list_open;
            model.changed();
        }
        Command::ToggleDrawer => {
            let open = model.overlay == Some(Overlay::Drawer);
            model.overlay = (!open).then_some(Overlay::Drawer);
        }
        Command::ToggleQuiz => {
            model.prefs.quiz_open = !model.prefs.quiz_open;
            model.changed();
        }
        Command::NextLesson => {
            if let Some(lesson) = model.next_lesson() {
                model.open(lesson);
            }
        }
        Command::Undo => return model.undo_last(),
        Command::ToggleCheck => {
            let check = model.prefs.mode == Mode::Check;
            model.set_mode(if check { Mode::Learn } else { Mode::Check });
        }
        Command::BeginAgain => {
            model.overlay = Some(Overlay::Reset(ResetScope::Lesson));
        }
        Command::ShowKeys => model.overlay = Some(Overlay::Keys),
        Command::About => model.overlay = Some(Overlay::About),
    }
    Vec::new()
}

fn zoom(model: &mut Model, by: isize) {
    let at = ZOOM_STEPS.iter().position(|step| *step == model.prefs.zoom).unwrap_or(2);
    let to = at.saturating_add_signed(by);
    if let Some(step) = ZOOM_STEPS.get(to) {
        model.prefs.zoom = *step;
        model.changed();
    }
}
