//! Where sessions are held and who teaches, and that neither is asked for twice at once.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::day;
use super::dice::Dice;
use super::names::name;
use super::sessions::At;
use super::units::{N_RURAL, UNITS};
use crate::model::likeness::n_shared;
use crate::model::{
    DateSpan, Fen, Half, Period, Sex, TownshipId, Trainer, TrainerId, TrainerTitle, Venue, VenueId, Workspace,
};

/// The rooms of one layer.
pub(super) struct Rooms {
    /// 50 seats; closed for repairs in late July.
    pub(super) small: VenueId,
    /// 60 seats.
    pub(super) middle: VenueId,
    pub(super) lecture_hall: VenueId,
    pub(super) conference: VenueId,
    pub(super) network: VenueId,
    pub(super) stations: Vec<VenueId>,
    pub(super) schools: Vec<VenueId>,
    pub(super) sites: Vec<VenueId>,
    pub(super) outings: Vec<VenueId>,
}

/// Puts the rooms of one layer.
pub(super) fn put_rooms(workspace: &mut Workspace, townships: &[TownshipId], layer: usize) -> Rooms {
    let mark = if layer == 0 { String::new() } else { format!("（{}）", layer + 1) };
    let mut put = |name: String, township: Option<usize>, capacity: u32, is_shared: bool, yuan_a_day: i64| {
        let id = workspace.ids.take();
        workspace.venues.put(Venue {
            id,
            name: format!("{name}{mark}"),
            township: township.map(|unit| townships[unit]),
            capacity,
            closed: Vec::new(),
            is_shared,
            day_rate: (yuan_a_day > 0).then(|| Fen::yuan(yuan_a_day)),
            valid: Period::ALWAYS,
        });
        id
    };
    let small = put("区委党校一教室".into(), None, 50, false, 300);
    let middle = put("区委党校二教室".into(), None, 60, false, 300);
    put("区委党校三教室".into(), None, 120, false, 420);
    let lecture_hall = put("富乐大讲堂".into(), None, 600, false, 1_800);
    let conference = put("区会议中心".into(), None, 600, false, 1_800);
    let network = put("党员干部现代远程教育网络".into(), None, 2_000, true, 0);
    let stations =
        UNITS.iter().enumerate().map(|(at, unit)| put(format!("{}远程教育站", unit.short), Some(at), 160, false, 0));
    let stations: Vec<VenueId> = stations.collect();
    let schools =
        UNITS.iter().enumerate().map(|(at, unit)| put(format!("{}党员培训学校", unit.short), Some(at), 160, false, 0));
    let schools: Vec<VenueId> = schools.collect();
    let trades = ["蔬菜基地", "生猪养殖场", "食用菌基地", "农家乐示范点", "水产养殖场", "枇杷园"];
    let sites = UNITS[..N_RURAL].iter().enumerate();
    let sites =
        sites.map(|(at, unit)| put(format!("{}{}", unit.short, trades[at % 6]), Some(at), 60, false, 0)).collect();
    let outings =
        [4, 3, 13, 0].map(|at| put(format!("{}新农村示范片", UNITS[at].short), Some(at), 80, true, 0)).to_vec();
    if let Some(mut room) = workspace.venues.get(small).cloned() {
        room.closed.push(DateSpan { first: day(7, 23), last: day(7, 27) });
        workspace.venues.put(room);
    }
    Rooms { small, middle, lecture_hall, conference, network, stations, schools, sites, outings }
}

const POSTS: &[(&str, &str, TrainerTitle)] = &[
    ("区委党校", "党的理论、基层组织建设、党章党史、形势政策", TrainerTitle::Associate),
    ("区委党校", "农村基层治理、群众工作、网格管理", TrainerTitle::Other),
    ("市委党校", "惠农政策、城乡统筹、新农村建设、全会精神", TrainerTitle::Associate),
    ("区农业局", "蔬菜栽培、病虫害防治、田间管理、实用种养技术", TrainerTitle::Associate),
    ("区畜牧食品局", "生猪防疫、畜禽养殖、实用种养技术", TrainerTitle::Associate),
    ("省农业科学院", "食用菌、水稻育秧、油菜小麦栽培、果树柑橘", TrainerTitle::Professor),
    ("高校经管学院", "合作社财务、农产品营销、电子商务、家庭农场", TrainerTitle::Professor),
    ("区司法局", "土地流转、矛盾纠纷调解、政策法规、村民自治", TrainerTitle::Other),
    ("区委组织部", "发展党员、党务工作实务、村级财务与三务公开", TrainerTitle::Other),
    ("区人社局", "返乡创业、务工维权、社会保障", TrainerTitle::Other),
    ("区水务局", "水产养殖、小农水管护", TrainerTitle::Other),
    ("区旅游局", "乡村旅游、产品营销、环境整治", TrainerTitle::Other),
];
/// A trainer while the district is being made.
pub(super) struct Teacher {
    id: TrainerId,
    subjects: &'static str,
}

const N_TRAINERS: usize = 42;

/// Puts the trainers of one layer: those who teach district classes come first.
pub(super) fn put_trainers(workspace: &mut Workspace, dice: &mut Dice) -> Vec<Teacher> {
    (0..N_TRAINERS)
        .map(|i| {
            let id = workspace.ids.take();
            let (unit, subjects, title) = POSTS[i % POSTS.len()];
            let sex = if dice.per_mille(650) { Sex::Male } else { Sex::Female };
            let born = dice.between(1952, 1980) as i32;
            workspace.trainers.put(Trainer {
                id,
                name: name(dice, sex, born),
                title,
                unit: unit.to_owned(),
                phone: format!("101{:08}", 90_000_000 + id.counter() % 9_999_999),
                subjects: subjects.to_owned(),
                valid: Period::ALWAYS,
            });
            Teacher { id, subjects }
        })
        .collect()
}

/// Which room and which trainer is taken when.
#[derive(Default)]
pub(super) struct Diary {
    rooms: BTreeSet<(VenueId, NaiveDate, Half)>,
    trainers: BTreeSet<(TrainerId, NaiveDate, Half)>,
}

impl Diary {
    pub(super) fn has_room(&self, room: VenueId, slots: &[(NaiveDate, Half)]) -> bool {
        !slots.iter().any(|(date, half)| self.rooms.contains(&(room, *date, *half)))
    }

    pub(super) fn take_room(&mut self, room: VenueId, slots: &[(NaiveDate, Half)]) {
        self.rooms.extend(slots.iter().map(|(date, half)| (room, *date, *half)));
    }

    /// Asks the trainers in turn, from `first` on, who is free: those who know most of the topic first.
    pub(super) fn ask(&mut self, trainers: &[Teacher], topic: &str, first: usize, at: At) -> Option<TrainerId> {
        let turn = (0..trainers.len()).map(|i| &trainers[(first + i) % trainers.len()]);
        let is_free = |teacher: &&Teacher| !self.trainers.contains(&(teacher.id, at.0, at.1));
        let free = turn.filter(is_free).min_by_key(|teacher| Reverse(n_shared(teacher.subjects, topic)))?.id;
        self.trainers.insert((free, at.0, at.1));
        Some(free)
    }
}
