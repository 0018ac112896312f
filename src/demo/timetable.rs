//! The sessions of a layer before their people: what, when, where, for which units.

use chrono::{Days, NaiveDate};

use super::calendar::{AS_OF, Calendar, day};
use super::chosen::SPRING_UNITS;
use super::dice::Dice;
use super::places::{Diary, Rooms};
use super::sessions::{At, Family, Plan};
use super::units::{DONGXUAN, N_RURAL, N_UNITS, UNITS};
use crate::model::{Half, Status, VenueId};

/// What the timetable is made from.
pub(super) struct Timetable<'a> {
    pub(super) rooms: &'a Rooms,
    pub(super) diary: &'a mut Diary,
    pub(super) dice: &'a mut Dice,
    pub(super) calendar: Calendar,
    pub(super) layer: usize,
    pub(super) plans: Vec<Plan>,
}

const SECRETARY_CLASSES: [(u32, u32); 14] = [
    (2, 13),
    (2, 27),
    (3, 12),
    (3, 26),
    (4, 9),
    (4, 23),
    (6, 11),
    (6, 18),
    (7, 3),
    (7, 16),
    (7, 24),
    (8, 13),
    (9, 24),
    (10, 15),
];
/// First day and number of days.
const LEADER_CLASSES: [(u32, u32, u64); 12] = [
    (3, 1, 2),
    (3, 22, 2),
    (4, 12, 2),
    (6, 14, 2),
    (6, 27, 3),
    (7, 12, 2),
    (8, 2, 2),
    (8, 23, 2),
    (9, 27, 2),
    (10, 18, 2),
    (11, 22, 2),
    (12, 6, 2),
];
const VISITS: [(u32, u32); 9] = [(3, 8), (3, 29), (4, 6), (4, 19), (6, 8), (6, 25), (7, 6), (8, 9), (10, 11)];
/// Day, weight or heads, subject.
const LECTURES: [(u32, u32, usize, &str); 15] = [
    (1, 12, 6, "中央一号文件解读"),
    (2, 9, 8, "基层组织建设年工作部署"),
    (2, 23, 9, "城乡统筹与新村建设"),
    (3, 16, 10, "春季田间管理与防灾"),
    (4, 13, 10, "农村政策法规"),
    (4, 26, 10, "矛盾纠纷调解实务"),
    (5, 17, 30, "社会管理创新"),
    (6, 7, 10, "发展党员工作细则"),
    (6, 21, 9, "党的光辉历程"),
    (7, 9, 520, "土地流转政策"),
    (8, 10, 520, "农民专业合作社法"),
    (8, 24, 520, "秋季农业技术"),
    (9, 21, 510, "国家安全与形势政策"),
    (10, 19, 520, "群众工作方法"),
    (12, 7, 520, "学习贯彻全会精神"),
];
/// Day, weight or heads, subject.
const REMOTES: [(u32, u32, usize, &str); 25] = [
    (1, 6, 10, "果树冬管"),
    (1, 17, 9, "返乡创业政策"),
    (2, 10, 12, "小春田间管理"),
    (2, 17, 14, "党务工作基础"),
    (2, 24, 14, "水稻育秧"),
    (3, 9, 16, "大棚蔬菜嫁接"),
    (3, 20, 17, "蚕桑与林下养殖"),
    (3, 30, 17, "食用菌栽培"),
    (4, 10, 18, "家庭农场经营"),
    (4, 18, 18, "农产品网上销售"),
    (4, 27, 18, "村级财务管理"),
    (5, 22, 60, "社区服务与网格管理"),
    (6, 12, 18, "水产养殖"),
    (6, 20, 20, "生猪防疫"),
    (7, 4, 310, "蔬菜病虫害防治"),
    (7, 20, 260, "合作社财务"),
    (8, 7, 350, "晚秋生产技术"),
    (8, 21, 350, "柑橘保花保果"),
    (8, 30, 350, "农村电子商务"),
    (9, 25, 350, "油菜高产栽培"),
    (10, 12, 350, "农村环境整治"),
    (10, 22, 350, "小麦规范化播种"),
    (11, 20, 350, "冬季畜禽管理"),
    (11, 27, 350, "农村社会保障政策"),
    (12, 4, 340, "党员教育总结与答疑"),
];

impl Timetable<'_> {
    /// Every session of the layer, in no order.
    pub(super) fn draw_up(&mut self) {
        self.classes();
        self.visits();
        self.lectures();
        self.remotes();
        self.town_classes();
        self.town_remotes();
        self.exchanges();
        self.others();
        self.cancelled();
    }

    fn add(&mut self, family: Family, title: String, venue: VenueId, slots: Vec<At>) -> &mut Plan {
        self.diary.take_room(venue, &slots);
        let (first, last) = (slots[0].0, slots[slots.len() - 1].0);
        self.plans.push(Plan {
            family,
            title,
            unit: None,
            units: (0..N_UNITS).collect(),
            venue,
            slots,
            weight: 0,
            status: status(first, last),
            subject: "",
            purpose: String::new(),
            note: String::new(),
            max_heads: 0,
            rows: Vec::new(),
            quotas: Vec::new(),
        });
        let last = self.plans.len() - 1;
        &mut self.plans[last]
    }

    fn classes(&mut self) {
        for (n, (month, date)) in (1..).zip(SECRETARY_CLASSES) {
            let room = if n <= 6 { self.rooms.middle } else { self.rooms.small };
            let title = format!("书记轮训第 {} 期", self.layer * SECRETARY_CLASSES.len() + n);
            let plan = self.add(Family::Secretary, title, room, whole_days(day(month, date), 3));
            plan.max_heads = if n <= 6 { 60 } else { 50 };
            "缺什么补什么：补齐党务、政策和带富本领".clone_into(&mut plan.purpose);
        }
        for (n, (month, date, days)) in (1..).zip(LEADER_CLASSES) {
            // the eighth was put into the hall on a morning on which it is taken, which the programme has to point out
            let room = if n == 8 { self.rooms.lecture_hall } else { self.rooms.middle };
            let title = format!("致富带头人培训班第 {} 期", self.layer * LEADER_CLASSES.len() + n);
            let plan = self.add(Family::LeaderClass, title, room, whole_days(day(month, date), days));
            plan.max_heads = if n == 6 { 48 } else { 55 };
            plan.weight = 48;
            "干什么学什么：提高带头致富、带领致富本领".clone_into(&mut plan.purpose);
        }
    }

    fn visits(&mut self) {
        for (n, (month, date)) in (1..).zip(VISITS) {
            let title = format!("先进村考察第 {} 批", self.layer * VISITS.len() + n);
            let venue = self.rooms.outings[n % self.rooms.outings.len()];
            let plan = self.add(Family::Visit, title, venue, whole_days(day(month, date), 1));
            plan.max_heads = 45;
            plan.weight = 44;
            // the second visit still to come has no purpose yet, which the programme has to point out
            if n != 8 {
                "学习先进村产业培育、村务管理和环境整治的做法".clone_into(&mut plan.purpose);
            }
        }
    }

    fn lectures(&mut self) {
        for (month, date, weight, subject) in LECTURES {
            let venue = if month == 7 || month == 12 { self.rooms.conference } else { self.rooms.lecture_hall };
            let slots = vec![(day(month, date), Half::Morning)];
            let units = self.suited(&slots);
            let plan = self.add(Family::Lecture, format!("富乐大讲堂：{subject}"), venue, slots);
            (plan.weight, plan.subject, plan.units, plan.max_heads) = (weight, subject, units, 600);
            "宣讲政策、回应点题，提高党员的理论和政策水平".clone_into(&mut plan.purpose);
        }
    }

    fn suited(&self, slots: &[At]) -> Vec<usize> {
        (0..N_UNITS).filter(|unit| slots.iter().all(|slot| self.calendar.suits(*unit, slot.0))).collect()
    }

    /// Each remote class serves the stations of some units, in turn.
    fn remotes(&mut self) {
        let mut turn: Vec<usize> = Vec::new();
        for (month, date, weight, subject) in REMOTES {
            let slots = whole_days(day(month, date), 1);
            let suited = self.suited(&slots);
            let mut units = Vec::new();
            while units.len() < 8.min(suited.len()) {
                if turn.is_empty() {
                    turn = (0..N_UNITS).collect();
                    self.dice.shuffle(&mut turn);
                }
                let at = turn.iter().position(|unit| suited.contains(unit) && !units.contains(unit));
                match at {
                    Some(at) => units.push(turn.remove(at)),
                    None => turn.clear(),
                }
            }
            units.sort_unstable();
            let plan = self.add(Family::Remote, format!("{subject}远程课"), self.rooms.network, slots);
            (plan.weight, plan.subject, plan.units, plan.max_heads) = (weight, subject, units, 400);
            "电教网络随时学：把实用知识送到乡镇站点".clone_into(&mut plan.purpose);
        }
    }

    /// A session of one unit on some suitable day of a window, in a room that is free then.
    fn local(
        &mut self,
        (family, title): (Family, String),
        (unit, venue): (usize, VenueId),
        (first, last): (NaiveDate, NaiveDate),
        pattern: impl Fn(NaiveDate) -> Vec<At>,
    ) -> Option<&mut Plan> {
        let choices: Vec<Vec<At>> = first
            .iter_days()
            .take_while(|day| *day <= last)
            .map(pattern)
            .filter(|slots| slots.iter().all(|slot| slot.0 <= last && self.calendar.suits(unit, slot.0)))
            .filter(|slots| self.diary.has_room(venue, slots))
            .collect();
        if choices.is_empty() {
            return None;
        }
        let slots = choices[self.dice.below(choices.len())].clone();
        let plan = self.add(family, title, venue, slots);
        plan.unit = Some(unit);
        plan.units = vec![unit];
        Some(plan)
    }

    fn town_classes(&mut self) {
        let mut farming: Vec<usize> = (0..N_RURAL).filter(|unit| *unit != DONGXUAN).collect();
        self.dice.shuffle(&mut farming);
        let held = [
            (2, (1, 4), (1, 19)),
            (5, (2, 6), (2, 29)),
            (6, (3, 1), (3, 30)),
            (5, (4, 5), (4, 27)),
            (5, (6, 6), (6, 20)),
        ];
        self.spread_classes(&farming, &held, "");
        self.spread_classes(&[24, 25, 26], &[(3, (5, 2), (5, 31))], "");
        let mut again: Vec<usize> = (0..N_UNITS).filter(|unit| *unit != DONGXUAN).collect();
        self.dice.shuffle(&mut again);
        again.insert(0, DONGXUAN);
        let planned = [
            (5, (7, 2), (7, 31)),
            (4, (8, 1), (8, 31)),
            (1, (9, 21), (9, 28)),
            (3, (10, 8), (10, 23)),
            (2, (11, 16), (11, 30)),
            (1, (12, 3), (12, 14)),
        ];
        self.spread_classes(&again, &planned, "（第二批）");
    }

    fn spread_classes(&mut self, units: &[usize], windows: &[Window], batch: &str) {
        for ((unit, window), n) in units.iter().zip(unfold(windows)).zip(0u64..) {
            let title = format!("{}党员集中培训班{batch}", UNITS[*unit].name);
            let venue = self.rooms.schools[*unit];
            let days = if n % 3 == 0 { 2 } else { 3 };
            if let Some(plan) = self.local((Family::TownClass, title), (*unit, venue), window, |d| whole_days(d, days))
            {
                "党员培训学校分批培训、轮流学习".clone_into(&mut plan.purpose);
                plan.weight = 200;
            }
        }
    }

    fn town_remotes(&mut self) {
        let mut units: Vec<usize> = (0..N_UNITS).filter(|unit| ![DONGXUAN, 22, 23].contains(unit)).collect();
        self.dice.shuffle(&mut units);
        let weekly = [0, 7, 14, 21];
        let dense = [0, 2, 7, 9];
        self.spread_remotes(&units[..6], &[(6, (2, 6), (3, 9))], weekly, "上半年");
        self.spread_remotes(&units[6..14], &[(8, (3, 1), (3, 30))], dense, "上半年");
        self.spread_remotes(&units[14..18], &[(4, (4, 5), (4, 27))], dense, "上半年");
        self.spread_remotes(&units[18..], &[(6, (6, 6), (6, 20))], dense, "上半年");
        units.extend([DONGXUAN, 22, 23]);
        units.reverse();
        let planned = [(4, (7, 2), (7, 31)), (4, (8, 1), (8, 31)), (3, (10, 8), (10, 23)), (3, (11, 16), (12, 14))];
        self.spread_remotes(&units, &planned, dense, "下半年");
    }

    fn spread_remotes(&mut self, units: &[usize], windows: &[Window], after: [u64; 4], half: &str) {
        for (unit, window) in units.iter().zip(unfold(windows)) {
            let title = format!("{}{half}远程教育轮学", UNITS[*unit].name);
            let venue = self.rooms.stations[*unit];
            if let Some(plan) =
                self.local((Family::TownRemote, title), (*unit, venue), window, |d| afternoons(d, &after))
            {
                plan.weight = 150;
                "远程站点集中收看，农闲补学、反复学".clone_into(&mut plan.purpose);
            }
        }
    }

    fn exchanges(&mut self) {
        let windows = [
            (3, (1, 4), (1, 19)),
            (5, (2, 6), (2, 29)),
            (7, (3, 1), (3, 30)),
            (6, (4, 5), (4, 27)),
            (9, (6, 6), (6, 27)),
            (4, (7, 2), (7, 31)),
            (3, (8, 1), (8, 31)),
            (3, (10, 8), (10, 23)),
            (2, (11, 16), (11, 30)),
            (2, (12, 3), (12, 14)),
        ];
        let mut turn: Vec<usize> = Vec::new();
        for window in unfold(&windows) {
            if turn.is_empty() {
                turn = (0..N_RURAL).filter(|unit| *unit != DONGXUAN).collect();
                self.dice.shuffle(&mut turn);
            }
            let Some(unit) = turn.pop() else { continue };
            let trade = self.dice.below(UNITS[unit].branches[5]);
            let trade = super::units::TRADES[trade % super::units::TRADES.len()];
            let title = format!("{}{trade}产业支部交流会", UNITS[unit].name);
            let venue = self.rooms.sites[unit];
            let heads = self.dice.between(22, 31) as usize;
            let one = |d| afternoons(d, &[0]);
            if let Some(plan) = self.local((Family::Exchange, title), (unit, venue), window, one) {
                (plan.weight, plan.subject) = (heads, trade);
                plan.purpose = format!("在基地现场交流{trade}技术、销路和带富经验");
            }
        }
        self.number_exchanges();
    }

    /// Meetings of one unit are numbered in time order.
    fn number_exchanges(&mut self) {
        for unit in 0..N_RURAL {
            let is_meant = |plan: &&mut Plan| plan.family == Family::Exchange && plan.unit == Some(unit);
            let mut meetings: Vec<&mut Plan> = self.plans.iter_mut().filter(is_meant).collect();
            meetings.sort_by_key(|plan| plan.first_day());
            for (n, plan) in (1..).zip(meetings) {
                plan.title = format!("{}（第 {n} 次）", plan.title);
            }
        }
    }

    fn others(&mut self) {
        for unit in SPRING_UNITS {
            let title = format!("{}返乡流动党员集中学习", UNITS[unit].name);
            let venue = self.rooms.schools[unit];
            let window = (day(1, 30), day(2, 10));
            self.local((Family::Spring, title), (unit, venue), window, |d| whole_days(d, 1));
        }
        let watched =
            [(DONGXUAN, (2, 14), (2, 20)), (22, (3, 13), (3, 20)), (23, (4, 16), (4, 20)), (20, (6, 13), (6, 19))];
        for (unit, (m, d), (m2, d2)) in watched {
            let title = format!("{}电教片集中收看", UNITS[unit].name);
            let venue = self.rooms.stations[unit];
            let window = (day(m, d), day(m2, d2));
            if let Some(plan) = self.local((Family::HeadCount, title), (unit, venue), window, |d| afternoons(d, &[0])) {
                plan.max_heads = 150;
                "只有签到人数，无名单".clone_into(&mut plan.note);
            }
        }
    }

    fn cancelled(&mut self) {
        let rows = [
            (
                Family::Remote,
                None,
                "春季造林技术远程课".to_owned(),
                self.rooms.network,
                day(3, 6),
                "节目信号故障，并入后续班次",
            ),
            (
                Family::TownClass,
                Some(DONGXUAN),
                "东宣乡党员集中培训班".to_owned(),
                self.rooms.schools[DONGXUAN],
                day(4, 17),
                "培训学校维修，改期",
            ),
            (
                Family::Exchange,
                Some(5),
                "沉抗镇蔬菜产业支部交流会".to_owned(),
                self.rooms.sites[5],
                day(6, 13),
                "连续降雨取消",
            ),
        ];
        for (family, unit, title, venue, date, why) in rows {
            let plan = self.add(family, title, venue, whole_days(date, 1));
            plan.status = Status::Cancelled;
            plan.max_heads = 60;
            why.clone_into(&mut plan.note);
            plan.unit = unit;
            plan.units = unit.map_or(vec![0, 1, 2, 3], |unit| vec![unit]);
            plan.quotas = plan.units.iter().map(|unit| (*unit, 40 / plan.units.len())).collect();
        }
    }
}

/// How many sessions between which days.
type Window = (usize, (u32, u32), (u32, u32));

fn unfold(windows: &[Window]) -> Vec<(NaiveDate, NaiveDate)> {
    let spans = windows.iter().flat_map(|(n, first, last)| std::iter::repeat_n((*first, *last), *n));
    spans.map(|(first, last)| (day(first.0, first.1), day(last.0, last.1))).collect()
}

fn status(first: NaiveDate, last: NaiveDate) -> Status {
    match (first, last) {
        (first, _) if first > day(7, 13) => Status::Draft,
        (first, _) if first > AS_OF => Status::Published,
        (_, last) if last > AS_OF => Status::Running,
        (_, last) if last >= day(6, 1) => Status::Finished,
        _ => Status::Closed,
    }
}

/// The days and halves of whole days from a first day on.
fn whole_days(first: NaiveDate, n: u64) -> Vec<At> {
    (0..n).flat_map(|i| Half::ALL.map(|half| (first + Days::new(i), half))).collect()
}

fn afternoons(first: NaiveDate, after: &[u64]) -> Vec<At> {
    after.iter().map(|days| (first + Days::new(*days), Half::Afternoon)).collect()
}
