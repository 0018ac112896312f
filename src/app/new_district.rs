//! A new district from what the wizard asks: enough to begin with, everything else can be added later.

use chrono::{Datelike, NaiveDate};
use tyme4rs::tyme::Culture;
use tyme4rs::tyme::holiday::LegalHoliday;

use crate::model::{
    Ceiling, Cohort, CohortKind, DeviceCode, Fen, Holiday, Level, Programme, Refusal, RuleSet, Township, TownshipKind,
    TrainedBy, Workspace,
};

/// What the wizard asks.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDistrict {
    /// The district's name.
    pub district: String,
    /// The programme year.
    pub year: i32,
    /// Who runs the training.
    pub organiser: String,
    /// What secretaries, leaders and members are called.
    pub cohort_names: [String; 3],
    /// What they are called in a table's heading.
    pub cohort_short_names: [String; 3],
    /// Their places.
    pub places: [u32; 3],
    /// The district's budget of the year.
    pub ceiling: Fen,
    /// The townships in the official order.
    pub townships: Vec<String>,
    /// What the first rule set is called.
    pub rule_name: String,
    /// Where its figures come from.
    pub rule_source: String,
}

impl NewDistrict {
    /// The workspace it makes, with ids of this device.
    ///
    /// # Errors
    /// The first thing that cannot be, such as a township's name given twice.
    pub fn workspace(&self, device: DeviceCode) -> Result<Workspace, Refusal> {
        let programme = Programme {
            district: self.district.clone(),
            year: self.year,
            level: Level::District,
            organiser: self.organiser.clone(),
            as_of: None,
            reply: crate::model::Reply::default(),
            planning: crate::model::PlanSettings::default(),
            checks: Vec::new(),
            filed: None,
            closed: None,
            is_sample: false,
            ceilings: vec![Ceiling { level: Level::District, funding: None, amount: self.ceiling }],
        };
        let mut ws = Workspace::new(device, programme.clone()).with_programme(programme)?;
        let cohorts = self.cohorts(&mut ws);
        ws = ws.with_all(cohorts)?;
        let townships = self.townships(&mut ws);
        ws = ws.with_all(townships)?;
        let mut rules = RuleSet::fallback(ws.ids.take());
        rules.name.clone_from(&self.rule_name);
        rules.source.clone_from(&self.rule_source);
        ws.with(rules)?.with_all(legal_holidays(self.year))
    }

    /// Source of the hour targets: 2019 regulation on educating members, art. 20 (32 credit hours a year);
    /// 2019–23 plan (56 for secretaries).
    fn cohorts(&self, ws: &mut Workspace) -> Vec<Cohort> {
        let kinds = [(CohortKind::Secretary, 56), (CohortKind::Leader, 32), (CohortKind::Member, 32)];
        let named = self.cohort_names.iter().zip(&self.cohort_short_names).zip(self.places);
        kinds
            .into_iter()
            .zip(named)
            .map(|((kind, credit_hours), ((name, short_name), places))| Cohort {
                id: ws.ids.take(),
                name: name.clone(),
                short_name: short_name.clone(),
                kind,
                places,
                target_minutes: credit_hours * 45,
                trained_by: TrainedBy::Attendance,
            })
            .collect()
    }

    fn townships(&self, ws: &mut Workspace) -> Vec<Township> {
        let named = self.townships.iter().zip(1..);
        named
            .map(|(name, order)| Township {
                id: ws.ids.take(),
                name: name.clone(),
                kind: kind_of(name),
                order,
                aliases: Vec::new(),
                valid: crate::model::Period::ALWAYS,
                succession: crate::model::Succession::default(),
            })
            .collect()
    }
}

/// The public holidays of a year and the weekend days worked in exchange, as far as they were announced when
/// the program was made; they can be changed in the settings.
///
/// Source: the State Council's yearly notices, as kept by `tyme4rs`.
pub fn legal_holidays(year: i32) -> Vec<Holiday> {
    let legal = |day: NaiveDate| {
        let (year, month, date) = (day.year() as isize, day.month() as usize, day.day() as usize);
        let known = LegalHoliday::from_ymd(year, month, date)?;
        Some(Holiday { date: day, name: known.get_name(), is_workday: known.is_work() })
    };
    crate::model::dates::year_span(year).days().filter_map(legal).collect()
}

/// What sort of unit a name speaks of.
fn kind_of(name: &str) -> TownshipKind {
    match name.chars().last() {
        Some('乡') => TownshipKind::Township,
        Some('道' | '办') => TownshipKind::Street,
        Some('关' | '局' | '委') => TownshipKind::Organs,
        _ => TownshipKind::Town,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn district() -> NewDistrict {
        NewDistrict {
            district: "示例区".into(),
            year: 2026,
            organiser: "区委组织部".into(),
            cohort_names: ["支部书记".into(), "致富带头人".into(), "普通党员".into()],
            cohort_short_names: ["书记".into(), "带头人".into(), "党员".into()],
            places: [10, 20, 300],
            ceiling: Fen::yuan(50_000),
            townships: vec!["东镇".into(), "西乡".into(), "北街道".into()],
            rule_name: "通用规则".into(),
            rule_source: String::new(),
        }
    }

    #[test]
    fn a_district_begins_with_its_cohorts_townships_and_rules() {
        let ws = district().workspace(DeviceCode::from_seed(1)).expect("a legal district");
        assert_eq!(ws.cohorts.iter().map(|cohort| cohort.places).collect::<Vec<_>>(), [10, 20, 300]);
        let kinds: Vec<_> = ws.townships_in_order().iter().map(|township| township.kind).collect();
        assert_eq!(kinds, [TownshipKind::Town, TownshipKind::Township, TownshipKind::Street]);
        assert_eq!(ws.rule_sets.len(), 1);
        assert!(ws.faults().is_empty());
        let names: Vec<&str> = ws.holidays.iter().map(|holiday| holiday.name.as_str()).collect();
        assert!(names.contains(&"国庆节") && ws.holidays.iter().any(|holiday| holiday.is_workday), "{names:?}");
    }

    #[test]
    fn a_township_named_twice_is_refused() {
        let mut district = district();
        district.townships.push("东镇".into());
        let refusal = district.workspace(DeviceCode::from_seed(1)).expect_err("a name twice");
        assert!(matches!(refusal, Refusal::Twice { .. }), "{refusal:?}");
    }
}
