//! The draft as the matrix shows it: the workspace as it would be, with what follows from it. Knows no egui.

use std::collections::BTreeMap;

use crate::app::{Derived, Planned, View};
use crate::model::{Refusal, SessionId, Workspace};

/// The workspace as a draft would make it.
pub struct Overlay {
    ws: Workspace,
    derived: Derived,
    /// The place in the draft of each of its sessions.
    places: BTreeMap<SessionId, usize>,
}

/// The overlay of the draft there is, kept while neither it nor the workspace changes.
#[derive(Default)]
pub struct Overlays {
    of: Option<(u64, u64)>,
    /// The overlay; `None` without a draft, or with one that no longer fits.
    pub overlay: Option<Overlay>,
    /// Why the draft no longer fits the workspace.
    pub stale: Option<Refusal>,
}

impl Overlays {
    /// Follows the workspace and the draft.
    pub fn follow(&mut self, view: View<'_>) {
        let planned = view.planning.and_then(|planning| Some((planning.version(), planning.planned()?)));
        let of = planned.map(|(version, _)| (view.derived.revision(), version));
        if self.of == of {
            return;
        }
        let made = planned.map(|(_, planned)| Overlay::new(view, planned)).transpose();
        (self.overlay, self.stale) = match made {
            Ok(overlay) => (overlay, None),
            Err(refusal) => (None, Some(refusal)),
        };
        self.of = of;
    }

    /// What changes whenever the overlay does.
    pub fn version(&self) -> Option<(u64, u64)> {
        self.of.filter(|_| self.overlay.is_some())
    }
}

impl Overlay {
    fn new(view: View<'_>, planned: &Planned) -> Result<Self, Refusal> {
        let ws = planned.draft.apply(view.ws)?;
        let derived = Derived::new(&ws, view.today);
        // applying gives new sessions their ids in the order of the draft
        let is_new = |id: &SessionId| !view.ws.sessions.has(*id);
        let new: Vec<SessionId> = ws.sessions.iter().map(|session| session.id).filter(is_new).collect();
        let mut new = new.into_iter();
        let mut places = BTreeMap::new();
        for (place, drafted) in planned.draft.sessions.iter().enumerate() {
            if let Some(id) = drafted.from.or_else(|| new.next()) {
                places.insert(id, place);
            }
        }
        Ok(Self { ws, derived, places })
    }

    /// The view of a page onto the workspace as it would be.
    pub fn view<'a>(&'a self, view: View<'a>) -> View<'a> {
        View { ws: &self.ws, derived: &self.derived, ..view }
    }

    /// The place of a session in the draft; `None` if the draft leaves it as it is.
    pub fn place_of(&self, session: SessionId) -> Option<usize> {
        self.places.get(&session).copied()
    }
}
