//! Lists of trainers. One is known by name and office; a name alone is enough where either says no office.

use super::choice;
use super::{Col, Column, Desk, Fault, Filling, Line, Took, needed, optional};
use crate::exchange::clean::{name, phone};
use crate::model::{Period, Trainer, TrainerTitle};

pub(super) const COLUMNS: &[Column] = &[
    needed(
        Col::Name,
        &["姓名", "教师", "教师姓名", "讲师", "授课人", "主讲人", "专家", "name", "trainer"],
        &["教师姓名"],
    ),
    optional(Col::Unit, &["单位", "unit"], &["工作单位", "所在单位"]),
    optional(Col::TrainerTitle, &["title"], &["职称"]),
    optional(Col::Phone, &[], &["电话", "手机", "联系方式", "phone"]),
    optional(Col::Subjects, &["课程", "专题", "subjects"], &["专长", "授课", "主讲", "研究方向"]),
];

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let typed_name = name(&line.needed(Col::Name)?).name;
    let unit = line.text(Col::Unit);
    let typed = line.text(Col::Phone);
    let phone = phone(&typed).good().ok_or(Fault::Unreadable(Col::Phone, typed))?;
    let typed_title = line.text(Col::TrainerTitle);
    let title = choice::known(&typed_title, choice::TITLES);
    let title = title.or((!typed_title.is_empty()).then_some(TrainerTitle::Other));
    let is_it =
        |other: &&Trainer| other.name == typed_name && (other.unit == unit || other.unit.is_empty() || unit.is_empty());
    let Some(known) = desk.after.trainers.iter().find(is_it).cloned() else {
        let trainer = Trainer {
            id: desk.after.ids.take(),
            name: typed_name,
            title: title.unwrap_or_default(),
            unit,
            phone,
            subjects: line.text(Col::Subjects),
            valid: Period::ALWAYS,
        };
        desk.after = desk.after.with(trainer)?;
        return Ok(Took::New);
    };
    let mut trainer = known;
    let mut filling = Filling::new(desk.options.overwrites);
    filling.text(Col::Unit, &mut trainer.unit, &unit);
    filling.text(Col::Phone, &mut trainer.phone, &phone);
    filling.text(Col::Subjects, &mut trainer.subjects, &line.text(Col::Subjects));
    let is_blank = trainer.title == TrainerTitle::Other;
    filling.fill(Col::TrainerTitle, &mut trainer.title, title, is_blank);
    desk.after = desk.after.with(trainer)?;
    filling.end()
}
