//! The programme as a form: district, year, organiser, as-of date, budget ceilings, to whom names are sent.

use egui::Ui;

use crate::app::Commands;
use crate::model::{Label, Level, Programme, TableName};
use crate::ui::pages::records::{Column, FormState, Scene, form_ui};
use crate::ui::widgets::{card, card_title, note};
use crate::words::settings::SettingsWords;
use crate::words::{records, refusals};

const FIELD_WIDTH: f32 = 300.0;

pub(super) fn programme_ui(
    ui: &mut Ui,
    state: &mut FormState,
    scene: Scene<'_>,
    words: &'static SettingsWords,
    commands: &mut Commands,
) {
    let programme: &Programme = &scene.ws.programme;
    let check = |programme: &Programme| match scene.ws.with_programme(programme.clone()) {
        Ok(_) => Ok(()),
        Err(refusal) => Err(refusals::refusal(scene.lang, &refusal)),
    };
    let (basics, ceilings, reply) = (basics(scene, words), ceilings(scene, words), reply(scene, words));
    let mut kept = None;
    ui.horizontal_top(|ui| {
        ui.add_enabled_ui(!scene.is_read_only, |ui| {
            card(ui, |ui| {
                ui.set_width(FIELD_WIDTH);
                card_title(ui, words.programme_title);
                kept = form_ui(ui, &basics, programme, state, FIELD_WIDTH, check);
                note(ui, words.as_of_note);
                if programme.is_sample {
                    note(ui, words.sample_note);
                }
            });
            card(ui, |ui| {
                ui.set_width(FIELD_WIDTH);
                card_title(ui, words.ceilings_title);
                kept = form_ui(ui, &ceilings, programme, state, FIELD_WIDTH, check).or(kept.take());
                note(ui, &(words.ceiling_total)(&records::yuan(programme.total_ceiling())));
            });
            card(ui, |ui| {
                ui.set_width(FIELD_WIDTH);
                card_title(ui, words.reply_title);
                kept = form_ui(ui, &reply, programme, state, FIELD_WIDTH, check).or(kept.take());
                note(ui, words.reply_note);
            });
        });
    });
    if let Some(programme) = kept {
        let label = Label::Change { table: TableName::Programme, name: programme.district.clone() };
        commands.edit(label, move |ws| ws.with_programme(programme));
    }
}

fn basics<'a>(scene: Scene<'a>, words: &'static SettingsWords) -> Vec<Column<'a, Programme>> {
    vec![
        Column::text(words.district, |p| &p.district, |p, text| p.district = text),
        Column::new(
            words.year,
            |p: &Programme| p.year.to_string(),
            |p, text| {
                p.year = text.parse().map_err(|_not_a_number| words.year_unreadable.to_owned())?;
                Ok(())
            },
        ),
        Column::text(words.organiser, |p| &p.organiser, |p, text| p.organiser = text),
        Column::date(scene, words.as_of, |p| p.as_of, |p, day| p.as_of = day),
    ]
}

fn reply<'a>(scene: Scene<'a>, words: &'static SettingsWords) -> Vec<Column<'a, Programme>> {
    vec![
        Column::text(words.contact, |p| &p.reply.contact, |p, text| p.reply.contact = text),
        Column::text(words.contact_phone, |p| &p.reply.phone, |p, text| p.reply.phone = text),
        Column::optional_number(scene, words.reply_days, |p| p.reply.days, |p, days| p.reply.days = days),
    ]
}

fn ceilings<'a>(scene: Scene<'a>, words: &'static SettingsWords) -> Vec<Column<'a, Programme>> {
    let titles = [words.ceiling_district, words.ceiling_township, words.ceiling_village];
    let column = |(level, title): (Level, &'static str)| {
        Column::money(
            scene,
            title,
            move |p: &Programme| Some(p.ceiling_of(level, None)),
            move |p, amount| p.set_ceiling(level, None, amount),
        )
    };
    Level::ALL.into_iter().zip(titles).map(column).collect()
}
