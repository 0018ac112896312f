//! The panel beside the board: the chosen topic, what can be done, what suits it, who asked.

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::detail::{AskerText, Detail, Group};
use super::steps::Step;
use super::{Act, Ask};
use crate::app::View;
use crate::model::TopicStage;
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{NOTE, SMALL, Tone, palette};
use crate::ui::widgets::{button, card, card_title, chip, icon_button, link, note};
use crate::words::records;
use crate::words::topics::TopicWords;

/// Draws the panel; returns what was asked for.
pub fn detail_ui(ui: &mut Ui, view: View<'_>, detail: &Detail) -> Vec<Act> {
    let words = TopicWords::of(view.lang);
    let mut acts = Vec::new();
    card(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 6.0;
            if detail.topics.is_empty() {
                note(ui, words.choose_one);
                ui.add_space(8.0);
                note(ui, words.hint_keys);
                return;
            }
            head_ui(ui, view, detail, &mut acts);
            ui.add_enabled_ui(!view.is_read_only, |ui| actions_ui(ui, words, detail, &mut acts));
            under_ui(ui, words, detail, &mut acts);
            for group in &detail.groups {
                group_ui(ui, view, group, &mut acts);
            }
            askers_ui(ui, words, detail, &mut acts);
        });
    });
    acts
}

fn head_ui(ui: &mut Ui, view: View<'_>, detail: &Detail, acts: &mut Vec<Act>) {
    ui.add(Label::new(RichText::new(&detail.title).font(fonts::bold(SMALL + 2.0))).wrap());
    if let (Some(stage), Some(area)) = (detail.stage, detail.area) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            chip(ui, records::topic_stage(view.lang, stage), tone(stage));
            chip(ui, records::topic_area(view.lang, area), Tone::Neutral);
        });
    }
    for fact in &detail.facts {
        note(ui, fact);
    }
    if let Some((id, text)) = &detail.session {
        let line = ui.add(Label::new(RichText::new(text).size(SMALL).underline()).wrap().sense(egui::Sense::click()));
        line.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
        if line.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            acts.push(Act::Open(*id));
        }
    }
}

fn tone(stage: TopicStage) -> Tone {
    match stage {
        TopicStage::Asked | TopicStage::Merged => Tone::Neutral,
        TopicStage::Planned | TopicStage::Scheduled => Tone::PartySchool,
        TopicStage::Taught => Tone::Warn,
        TopicStage::Answered => Tone::Good,
        TopicStage::Declined => Tone::Bad,
    }
}

/// What can be done, the next step first; the rest stands in a menu.
fn actions_ui(ui: &mut Ui, words: &TopicWords, detail: &Detail, acts: &mut Vec<Act>) {
    let n = detail.invite.len();
    let invite = (n > 0).then(|| ((words.invite)(n), Act::Invite));
    let own = |text: &str, act| Some((text.to_owned(), act));
    let plan = || own(words.plan, Act::Plan);
    let schedule = || own(words.schedule, Act::Ask(Ask::Schedule));
    let merge = || own(words.merge, Act::Ask(Ask::Merge));
    let reopen = || own(words.reopen, Act::Reopen);
    let next: Vec<Option<(String, Act)>> = match detail.stage {
        Some(TopicStage::Asked) => vec![plan(), schedule(), merge()],
        Some(TopicStage::Planned) => vec![schedule(), merge()],
        Some(TopicStage::Scheduled) => vec![invite, own(words.off_session, Act::Plan)],
        Some(TopicStage::Taught) => vec![own(words.tell, Act::Ask(Ask::Tell))],
        Some(TopicStage::Answered) => vec![own(words.tell_again, Act::Ask(Ask::Tell))],
        Some(TopicStage::Merged) => vec![own(words.split, Act::Reopen)],
        Some(TopicStage::Declined) => vec![reopen()],
        None => vec![merge(), schedule(), plan(), own(words.decline, Act::Ask(Ask::Decline))],
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.spacing_mut().button_padding.x = 8.0;
        for (text, act) in next.into_iter().flatten() {
            if button(ui, &text).clicked() {
                acts.push(act);
            }
        }
        let more = icon_button(ui, Icon::More, words.more);
        egui::Popup::menu(&more).gap(4.0).show(|ui| {
            ui.set_min_width(120.0);
            let is_one = detail.stage.is_some();
            let can_go_back = detail.stage == Some(TopicStage::Planned);
            let can_decline = detail.stage.is_some_and(TopicStage::is_open);
            let items = [
                (is_one, words.edit, Act::Ask(Ask::Edit)),
                (can_go_back, words.reopen, Act::Reopen),
                (can_decline, words.decline, Act::Ask(Ask::Decline)),
                (true, words.remove, Act::Remove),
            ];
            for (_, text, act) in items.into_iter().filter(|(is_offered, ..)| *is_offered) {
                if ui.button(text).clicked() {
                    acts.push(act);
                }
            }
        });
    });
}

/// The chosen ones, or what was merged into the one.
fn under_ui(ui: &mut Ui, words: &TopicWords, detail: &Detail, acts: &mut Vec<Act>) {
    if detail.under.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let is_one = detail.stage.is_some();
    if is_one {
        card_title(ui, words.under);
    }
    for (id, text) in &detail.under {
        let is_asked = line_ui(ui, text, "", is_one.then_some(words.split), words);
        if is_asked {
            acts.push(Act::Take(Step::Reopen, vec![*id]));
        }
    }
}

fn group_ui(ui: &mut Ui, view: View<'_>, group: &Group, acts: &mut Vec<Act>) {
    let words = TopicWords::of(view.lang);
    ui.add_space(4.0);
    card_title(ui, group.title);
    for line in &group.lines {
        let verb = Some(group.verb).filter(|_| !view.is_read_only);
        if line_ui(ui, &line.text, &line.reason, verb, words) {
            acts.push(line.act.clone());
        }
    }
}

/// A text with a note below it, and what can be done with it at the right end. Returns whether that was asked for.
fn line_ui(ui: &mut Ui, text: &str, below: &str, verb: Option<&str>, words: &TopicWords) -> bool {
    let height = if below.is_empty() { 22.0 } else { 38.0 };
    let size = vec2(ui.available_width(), height);
    let row = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let is_asked = verb.is_some_and(|verb| {
            let response = link(ui, verb);
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, (words.act_on)(verb, text)));
            response.clicked()
        });
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add_space(if below.is_empty() { 2.0 } else { 1.0 });
            ui.add(Label::new(RichText::new(text).size(SMALL)).truncate());
            if !below.is_empty() {
                let weak = palette(ui).text_weak;
                ui.add(Label::new(RichText::new(below).size(NOTE).color(weak)).truncate());
            }
        });
        is_asked
    });
    row.inner
}

fn askers_ui(ui: &mut Ui, words: &TopicWords, detail: &Detail, acts: &mut Vec<Act>) {
    if detail.stage.is_none() {
        return;
    }
    ui.add_space(4.0);
    card_title(ui, &detail.heads);
    if detail.askers.is_empty() {
        note(ui, words.no_askers);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 22.0;
    for asker in &detail.askers {
        asker_ui(ui, asker, acts);
    }
}

fn asker_ui(ui: &mut Ui, asker: &AskerText, acts: &mut Vec<Act>) {
    let weak = palette(ui).text_weak;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        match asker.person {
            Some(id) if link(ui, &asker.name).clicked() => acts.push(Act::Person(id)),
            Some(_) => {}
            None => drop(ui.label(RichText::new(&asker.name).size(SMALL))),
        }
        ui.add(Label::new(RichText::new(&asker.unit).size(NOTE).color(weak)).truncate());
    });
}
