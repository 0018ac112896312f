//! A drag under way: what is held, where it would come to lie, and what the rules say of that. One edit is
//! made when the button is released; Escape leaves everything as it was.

use egui::{Area, Frame, Id, Key, Label, Order, RichText, Ui, vec2};

use super::plan::{Load, Outlook, Plan, Target, plan};
use crate::app::{Commands, View};
use crate::model::SessionId;
use crate::rules::Impact;
use crate::ui::fonts;
use crate::ui::icons::dot;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::calendar::CalendarWords;

const MOST_LINES: usize = 5;

/// A drag under way.
pub struct Drag {
    load: Load,
    /// Where it was last, and what would come of it there.
    at: Option<(Target, Option<(Plan, Outlook)>)>,
    revision: u64,
}

/// What became of a drag in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It goes on.
    On,
    /// It was given up, or dropped where nothing comes of it.
    Over,
    /// It was dropped, and something came of it for this session.
    Dropped(SessionId),
}

impl Drag {
    /// Begins to drag something.
    pub fn new(load: Load) -> Self {
        Self { load, at: None, revision: 0 }
    }

    /// What would come of dropping it here.
    pub fn outlook(&self) -> Option<&Outlook> {
        self.at.as_ref().and_then(|(_, planned)| planned.as_ref()).map(|(_, outlook)| outlook)
    }

    /// Follows the pointer; drops or gives up.
    pub fn follow(&mut self, ui: &Ui, view: View<'_>, target: Option<Target>, commands: &mut Commands) -> Held {
        let (released, is_down, escaped) =
            ui.input(|input| (input.pointer.any_released(), input.pointer.any_down(), input.key_pressed(Key::Escape)));
        if escaped {
            ui.ctx().stop_dragging();
            return Held::Over;
        }
        self.look_ahead(view, target);
        if released {
            let Some((plan, _)) = self.at.take().and_then(|(_, planned)| planned) else { return Held::Over };
            let session = plan.session;
            carry_out(plan, commands);
            return Held::Dropped(session);
        }
        if is_down { Held::On } else { Held::Over }
    }

    /// Asks the rules, but only when the target is another.
    fn look_ahead(&mut self, view: View<'_>, target: Option<Target>) {
        let Some(target) = target else {
            self.at = None;
            return;
        };
        // a session that is dragged is not dropped onto others
        let onto_sessions = matches!(self.load, Load::Topic(_) | Load::People { .. });
        let session = target.session.filter(|id| onto_sessions && view.ws.sessions.has(*id));
        let target = Target { session, ..target };
        let revision = view.derived.revision();
        let is_same = self.at.as_ref().is_some_and(|(known, _)| *known == target) && self.revision == revision;
        if !is_same {
            let planned = plan(view, &self.load, &target).map(|plan| {
                let outlook = plan.outlook(view);
                (plan, outlook)
            });
            self.at = Some((target, planned));
            self.revision = revision;
        }
    }

    /// What would be done and what speaks against it, beside the pointer.
    pub fn card_ui(&self, ui: &Ui, view: View<'_>) {
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let words = CalendarWords::of(view.lang);
        let palette = palette(ui);
        let size = vec2(320.0, 120.0);
        let screen = ui.ctx().content_rect();
        let mut at = pointer + vec2(16.0, 20.0);
        at.x = at.x.min(screen.right() - size.x - 8.0);
        if at.y + size.y > screen.bottom() {
            at.y = pointer.y - size.y;
        }
        let area = Area::new(Id::unique("calendar drag")).order(Order::Tooltip).fixed_pos(at).interactable(false);
        area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).fill(palette.card).show(ui, |ui| {
                ui.set_max_width(size.x);
                ui.spacing_mut().item_spacing.y = 3.0;
                let Some(outlook) = self.outlook() else {
                    ui.label(RichText::new(words.nothing_changes).size(NOTE).color(palette.text_weak));
                    return;
                };
                ui.add(Label::new(RichText::new(&outlook.headline).font(fonts::bold(SMALL))).wrap());
                if outlook.lines.is_empty() {
                    ui.label(RichText::new(words.no_conflict).size(NOTE).color(palette.good));
                }
                for (impact, text) in outlook.lines.iter().take(MOST_LINES) {
                    line_ui(ui, *impact, text);
                }
                let more = outlook.lines.len().saturating_sub(MOST_LINES);
                if more > 0 {
                    ui.label(RichText::new((words.more)(more)).size(NOTE).color(palette.text_weak));
                }
            });
        });
    }
}

/// Makes the edit of a plan.
pub fn carry_out(plan: Plan, commands: &mut Commands) {
    let Plan { label, change, .. } = plan;
    commands.edit(label, move |ws| change(ws));
}

/// One finding with its dot.
pub fn line_ui(ui: &mut Ui, impact: Impact, text: &str) {
    let palette = palette(ui);
    let (color, spot) = match impact {
        Impact::Block => (palette.bad, palette.bad),
        Impact::Warn | Impact::Info => (palette.warn, palette.warn_dot),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (place, _) = ui.allocate_exact_size(vec2(9.0, 17.0), egui::Sense::hover());
        dot(ui.painter(), place.center(), 8.0, spot);
        ui.add(Label::new(RichText::new(text).size(NOTE + 0.5).color(color)).wrap());
    });
}
