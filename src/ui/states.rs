//! What each view keeps from frame to frame, by its type: hover, half-typed text, folds. A view
//! names its own state, and no other view has to know it.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
};

/// The states of all views. They are gone with the window, and no rule depends on them.
#[derive(Default)]
pub struct States {
    by_type: HashMap<TypeId, Box<dyn Any>>,
}

impl States {
    /// A view's own state as it left it; at first its default.
    #[expect(clippy::expect_used, reason = "what stands under a type's id is of that type")]
    pub fn of<T: Default + 'static>(&mut self) -> &mut T {
        let state = self.by_type.entry(TypeId::of::<T>()).or_insert_with(|| Box::<T>::default());
        state.downcast_mut().expect("a state of that type")
    }

    /// A view's own state, for reading only; nothing where the view has kept none yet.
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.by_type.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::States;

    #[derive(Default, PartialEq, Debug)]
    struct Fold(bool);

    #[derive(Default, PartialEq, Debug)]
    struct Words(String);

    #[test]
    fn each_view_finds_its_own_state_as_it_left_it() {
        let mut states = States::default();
        assert_eq!(states.get::<Fold>(), None);
        states.of::<Fold>().0 = true;
        states.of::<Words>().0.push_str("half typed");
        assert_eq!(*states.of::<Fold>(), Fold(true));
        assert_eq!(states.get::<Words>(), Some(&Words("half typed".into())));
    }
}
